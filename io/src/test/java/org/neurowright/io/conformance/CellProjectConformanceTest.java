package org.neurowright.io.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurowright.engine.bench.Conditions;
import org.neurowright.io.cell.BmtkFunctions;
import org.neurowright.io.lab.LabRequest;
import org.neurowright.io.lab.project.CalciumCell;
import org.neurowright.io.lab.project.CellProject;
import org.neurowright.io.lab.project.CellProject.Stimulus;
import org.neurowright.io.lab.project.CellProjectWriter;
import org.neurowright.io.project.MechanismLibrary;
import org.neurowright.io.python.PythonInterpreter;

/**
 * Projects around one hoc cell run in BMTK with their own run script, with the same potentials and
 * calcium concentrations.
 */
@Tag("conformance")
class CellProjectConformanceTest {
  private static final String RUN =
      """
      import os, subprocess, sys
      environment = dict(os.environ)
      environment['PATH'] = os.path.dirname(sys.executable) + os.pathsep + environment['PATH']
      subprocess.run([sys.executable, 'run_bionet.py'], cwd=sys.argv[1], env=environment, check=True)
      """;

  @TempDir private Path temp;

  @Test
  void aCurrentIntoTwoCells() throws IOException {
    compare(2, new Stimulus.Current(200, 20, 60), CalciumCell.write(temp));
  }

  @Test
  void spikesIntoASynapse() throws IOException {
    compare(1, new Stimulus.Spikes(List.of(10., 30., 40.), .004), CalciumCell.write(temp));
  }

  @Test
  void theSampleWithFourChannels() throws IOException {
    compare(
        1,
        new Stimulus.Current(300, 20, 60),
        Path.of("..", "samples", "single-cells", "cells", "four_channels.hoc"));
  }

  private void compare(int cells, Stimulus stimulus, Path hoc) throws IOException {
    Conformance.bmtkScripts();
    Path folder = temp.resolve("project");
    CellProject wanted =
        new CellProject(
            LabRequest.of(hoc), cells, stimulus, 100, new Conditions(.025, -65, 6.3), true, true);
    var written =
        new CellProjectWriter(new MechanismLibrary(Optional.empty()), BmtkFunctions.all())
            .write(wanted, folder);
    PythonInterpreter.run(temp, RUN, folder);
    Path theirs = Files.move(folder.resolve("output"), folder.resolve("bmtk"));
    assertThat(theirs.resolve("v_report.h5")).isRegularFile();
    Path ours = BmtkRuns.run(written.value().orElseThrow().configuration(), 1, "ours").outputDir();
    BmtkRuns.compareReports(ours, theirs);
    assertThat(
            BmtkRuns.compareSpikes(ours.resolve("spikes.csv"), theirs.resolve("spikes.csv"))
                .count())
        .isPositive();
  }
}
