package org.neurowright.engine.nmodl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.nmodl.builtin.BuiltinMechanisms;

/**
 * The mechanism files that come with BMTK 1.2 (bmtk/utils/scripts/bionet/mechanisms/modfiles),
 * which are not part of this repository.
 */
@Tag("conformance")
final class BmtkChannelsTest {
  private static Path folder;

  @BeforeAll
  static void find() {
    String property = System.getProperty("neurowright.mechanisms");
    Assumptions.assumeTrue(
        property != null, "set -Dneurowright.mechanisms=... to BMTK's folder modfiles");
    folder = Path.of(property);
  }

  private static List<NmodlSource> sources() throws IOException {
    List<NmodlSource> sources = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".mod")).sorted().toList()) {
        sources.add(NmodlSource.read(file));
      }
    }
    return sources;
  }

  @Test
  void everyFileCompilesAndVecStimIsASpikePlayer() throws IOException {
    NmodlResult result = new NmodlCompiler().compile(sources());

    assertThat(result.hasErrors()).as(result.problems().toString()).isFalse();
    assertThat(result.spikePlayers()).containsExactly("VecStim");
    assertThat(result.types())
        .extracting(MechanismType::name)
        .containsExactly(
            "CaDynamics",
            "Ca_HVA",
            "Ca_LVA",
            "Ih",
            "Im",
            "Im_v2",
            "K_P",
            "K_T",
            "Kd",
            "Kv2like",
            "Kv3_1",
            "NaTa",
            "NaTs",
            "NaV",
            "Nap",
            "SK");
  }

  /**
   * All channels and the calcium pool in one compartment that spikes: trace.csv holds what NEURON
   * 9.0.2 computed (x86-64, dt 0.1 ms, 34 °C; the first 20 steps, then every tenth).
   */
  @Test
  void allChannelsInOneCompartmentAgreeWithNeuron() throws IOException {
    NmodlCompiler compiler = new NmodlCompiler();
    NeuronCase reference =
        new NeuronCase(
            TestResources.text("bmtk-channels/case.json"),
            TestResources.lines("bmtk-channels/trace.csv"),
            List.of());

    double worst =
        reference.check(
            BuiltinMechanisms.catalogue(compiler).with(compiler.compile(sources()).types()), 1e-8);

    assertThat(worst).isLessThan(1);
  }
}
