package org.neurowright.io.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neurowright.engine.nmodl.builtin.BuiltinMechanisms;
import org.neurowright.engine.task.RunControl;
import org.neurowright.io.build.BmtkNetworksTest.Example;
import org.neurowright.io.conformance.BmtkRuns;
import org.neurowright.io.conformance.Conformance;
import org.neurowright.io.python.PythonInterpreter;

/**
 * The networks of {@link BmtkNetworksTest} that BMTK runs with NEURON: the folder built here,
 * networks, spikes of virtual cells and configurations, is run by BMTK as it is, and here.
 */
@Tag("conformance")
final class BmtkNetworkSpikesTest {
  private static final String COMPILE =
      """
      import os, subprocess, sys
      there = os.path.dirname(sys.executable)
      subprocess.run([there + '/nrnivmodl', 'modfiles'], cwd=sys.argv[1], check=True,
                     env=dict(os.environ, PATH=there + ':' + os.environ['PATH']))
      """;

  private static final String REPORT =
      """
      "reports": {
          "v": {
            "module": "membrane_report",
            "variable_name": "v",
            "sections": "soma",
            "cells": "biophysical_nodes",
            "file_name": "v.h5"
          }
        }\
      """;

  @TempDir private static Path root;

  /** Components of all networks in one folder, by the names of folders that configurations have. */
  @BeforeAll
  static void putComponentsTogether() throws IOException {
    Path components = root.resolve("components");
    Path models = Conformance.shared().resolve("data/bmtk");
    for (String from :
        List.of("bio_components", "bio_1cell/components", "bio_intfire_ring/components")) {
      Path one = models.resolve(from);
      copy(one.resolve("morphologies"), components.resolve("morphologies"));
      copy(one.resolve("synaptic_models"), components.resolve("synaptic_models"));
      copy(one.resolve("point_neuron_templates"), components.resolve("point_neuron_models"));
      copy(
          one.resolve("biophysical_neuron_templates"),
          components.resolve("biophysical_neuron_models"));
      copy(
          one.resolve("biophysical_neuron_templates/ctdb"),
          components.resolve("biophysical_neuron_models"));
    }
    Path sources = components.resolve("mechanisms/modfiles");
    copy(Conformance.bmtkMechanisms(), sources);
    Files.writeString(sources.resolve("stp2syn.mod"), BmtkNetworksTest.resource("stp2syn.mod"));
    Path gap = sources.resolve("Gap.mod");
    Files.writeString(gap, BuiltinMechanisms.source("Gap").text());
    PythonInterpreter.run(root, COMPILE, components.resolve("mechanisms"));
    Files.delete(gap); // here it is built in
    Files.createDirectories(components.resolve("hoc_templates"));
  }

  private static void copy(Path from, Path to) throws IOException {
    if (Files.isDirectory(from)) {
      Files.createDirectories(to);
      Conformance.copy(from, to);
    }
  }

  /**
   * Also the potentials of all somata at each step, for which a report is asked for; nothing else
   * is changed.
   *
   * @param least spikes that there must be, lest nothing is compared
   */
  @ParameterizedTest
  @CsvSource({
    "BIO_1CELL, 10",
    "BIO_14CELLS, 100",
    "BIO_STP_MODELS, 3",
    "BIO_INTFIRE_RING, 80",
    "BIO_ADVANCED_STIMULI, 40",
    "BIO_450CELLS_COMPACT, 80",
    "BMTOOL_COLUMN, 40"
  })
  void sameSpikesInBoth(Example example, int least) throws IOException {
    Path document = Files.writeString(root.resolve("model.json"), example.document());
    BuildJob.Prepared prepared =
        BuildJob.prepare(document, OptionalLong.empty(), RunControl.none());
    assertThat(prepared.problems()).isEmpty();
    Path folder = root.resolve(example.file());
    BuildJob.Written written = BuildJob.write(prepared, folder, 1, RunControl.none()).orElseThrow();
    assertThat(written.problems()).isEmpty();
    Path config = folder.resolve(Configurations.SIMULATION);
    String text = Files.readString(config);
    assertThat(text).contains("\"reports\": {}");
    Files.writeString(config, text.replace("\"reports\": {}", REPORT));
    PythonInterpreter.run(root, BmtkNetworksTest.resource("run_bionet.py"), folder);
    Path ours = BmtkRuns.run(config, 2, "results").outputDir();
    BmtkRuns.SameSpikes same =
        BmtkRuns.compareSpikes(ours.resolve("spikes.h5"), folder.resolve("output/spikes.h5"));
    System.getLogger(BmtkNetworkSpikesTest.class.getName())
        .log(System.Logger.Level.INFO, example + ": " + same);
    assertThat(folder.resolve("output/v.h5")).exists();
    BmtkRuns.compareReports(ours, folder.resolve("output"));
    assertThat(same.count()).isGreaterThanOrEqualTo(least);
  }
}
