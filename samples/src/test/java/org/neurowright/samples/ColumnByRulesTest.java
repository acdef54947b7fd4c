package org.neurowright.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurowright.engine.task.RunControl;
import org.neurowright.io.build.BuildJob;
import org.neurowright.io.project.MechanismLibrary;
import org.neurowright.io.project.ProjectReader;
import org.neurowright.io.project.RunReport;
import org.neurowright.io.project.SimulationJob;
import org.neurowright.io.spikes.SpikeFile;
import org.neurowright.io.spikes.SpikeTrains;

/**
 * Column by rules, built as its README says and run, against the spikes that BMTK with NEURON gave
 * for the same built folder ({@code expected/provenance.json}).
 */
class ColumnByRulesTest {
  @TempDir Path temp;

  @Test
  void buildsAndRunsAsInBmtk() throws Exception {
    Path folder = copy(Path.of("column-by-rules").toAbsolutePath(), temp.resolve("column"));
    BuildJob.Prepared prepared = BuildJob.prepare(folder, OptionalLong.empty(), RunControl.none());
    assertThat(prepared.problems()).isEmpty();
    BuildJob.Written written = BuildJob.write(prepared, folder, 2, RunControl.none()).orElseThrow();
    assertThat(written.problems()).isEmpty();
    assertThat(written.edges())
        .isEqualTo(Map.of("column_to_column", 627L, "thalamus_to_column", 342L));

    Path config = folder.resolve("simulation_config.json");
    RunReport report =
        new SimulationJob(new MechanismLibrary(Optional.empty()))
            .run(
                new ProjectReader().read(config, List.of()).orThrow(),
                config,
                new SimulationJob.Options(
                    Optional.of(temp.resolve("results")), OptionalDouble.empty(), 2, true, false),
                RunControl.none(),
                List.of());
    assertThat(report.outcome().spikes()).isEqualTo(619);
    SpikeTrains expected = column(folder.resolve("expected/spikes.csv"));
    SpikeTrains found = column(temp.resolve("results/spikes.h5"));
    assertThat(found.nodeIds()).containsExactly(expected.nodeIds()).hasSize(60);
    for (long node : expected.nodeIds()) {
      assertThat(found.timesMs(node)).containsExactly(expected.timesMs(node), Offset.offset(1e-6));
    }
  }

  private static SpikeTrains column(Path file) {
    return SpikeFile.read(file).value().orElseThrow().population("column").orElseThrow();
  }

  private static Path copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path file : (Iterable<Path>) all::iterator) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
    return to;
  }
}
