package org.neurowright.io.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurowright.engine.nmodl.builtin.BuiltinMechanisms;
import org.neurowright.io.python.PythonInterpreter;

/**
 * Four cells with gap junctions and synapses, built with BMTK's builder and run by BMTK with NEURON
 * on the spot: both halves of every junction, the order of the random draws, and the currents.
 */
@Tag("conformance")
class GapJunctionNetworkTest {
  @TempDir Path temp;

  @Test
  void agreesWithBmtk() throws IOException {
    Conformance.copyOfModel("bio_1cell", temp);
    Path folder = Files.createDirectory(temp.resolve("gaps"));
    Path gap = temp.resolve("half_gap.mod");
    Files.writeString(gap, BuiltinMechanisms.source("Gap").text());
    String script;
    try (InputStream in = GapJunctionNetworkTest.class.getResourceAsStream("gap_network.py")) {
      script = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
    PythonInterpreter.run(
        temp, script, folder, Conformance.bmtkScripts(), temp.resolve("bio_components"), gap);
    Files.delete(folder.resolve("mechanisms/modfiles/Gap.mod"));
    Path results = BmtkRuns.run(folder.resolve("config.json"), 2, "results").outputDir();
    BmtkRuns.compareSpikes(results.resolve("spikes.csv"), folder.resolve("expected/spikes.csv"));
    BmtkRuns.compareReports(results, folder.resolve("expected"));
    assertThat(folder.resolve("expected/v.h5")).exists();
  }
}
