package org.neurowright.io.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurowright.engine.task.RunControl;
import org.neurowright.io.export.BmtkExport;
import org.neurowright.io.python.PythonInterpreter;
import org.neurowright.io.spikes.SpikeFile;

/**
 * The exported folder of the sample {@code column-by-rules} (rules, gap junctions, virtual cells)
 * runs in BMTK with the run script that was exported, and gives the spikes that Neurowright gives.
 */
@Tag("conformance")
class BmtkExportConformanceTest {
  private static final Path SAMPLE = Path.of("..", "samples", "column-by-rules");

  /** Puts the compiler of mechanisms beside the interpreter on the path and runs the script. */
  private static final String RUN =
      """
      import os, subprocess, sys
      environment = dict(os.environ)
      environment['PATH'] = os.path.dirname(sys.executable) + os.pathsep + environment['PATH']
      subprocess.run([sys.executable, 'run_bionet.py'], cwd=sys.argv[1], env=environment, check=True)
      """;

  @TempDir private Path folder;

  @Test
  void exportedFolderRunsInBmtkWithTheSameSpikes() throws IOException {
    Conformance.bmtkScripts();
    Path out = folder.resolve("exported");
    BmtkExport.Exported exported = BmtkExport.export(SAMPLE, out, false, 1, RunControl.none());
    assertThat(exported.problems()).isEmpty();
    PythonInterpreter.run(folder, RUN, out);
    Path theirs = out.resolve("output/spikes.csv");
    assertThat(theirs).isRegularFile();
    Files.move(out.resolve("output"), out.resolve("bmtk"));
    Path ours = BmtkRuns.run(out.resolve("simulation_config.json"), 2, "ours").outputDir();
    BmtkRuns.compareSpikes(ours.resolve("spikes.csv"), out.resolve("bmtk/spikes.csv"));
    long spikes =
        SpikeFile.read(out.resolve("bmtk/spikes.csv")).value().orElseThrow().all().stream()
            .mapToLong(t -> t.size())
            .sum();
    assertThat(spikes).isGreaterThan(20);
  }
}
