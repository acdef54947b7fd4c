package org.neurowright.engine.nmodl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neurowright.engine.mechanism.MechanismCatalogue;
import org.neurowright.engine.nmodl.builtin.BuiltinMechanisms;

/**
 * Kernels against NEURON 8.2.2 (x86-64, glibc, one thread): the folders under {@code reference}
 * hold a model each and some rows of what NEURON recorded (17 digits). Spike times must be equal to
 * 2e-9 ms.
 */
final class ReferenceCasesTest {
  private static NmodlCompiler compiler;
  private static MechanismCatalogue builtins;

  @BeforeAll
  static void compileBuiltins() {
    compiler = new NmodlCompiler();
    builtins = BuiltinMechanisms.catalogue(compiler);
  }

  /** VClamp's gain of 1e5 magnifies the rounding of v; the others leave room for an ulp of exp. */
  @ParameterizedTest
  @CsvSource({
    "01_pas_iclamp, 1e-11",
    "02_hh_soma_table, 1e-10",
    "03_hh_soma_notable, 1e-10",
    "07_alpha_synapse, 1e-11",
    "09_vclamp, 5e-6",
    "12_intfire, 1e-11",
    "15_calcium_ghk, 1e-9",
    "16_calcium_buffer, 1e-9",
    "17_na_kinetic_ktable, 1e-8",
    "19_stp_synapse, 1e-12",
    "22_derivimplicit, 1e-9",
    "23_watch_selfevent, 1e-11",
    "24_nmda_selfevent, 1e-12",
    "29_netstim_random, 1e-12",
  })
  void kernelsGiveTheNumbersOfNeuron(String name, double tolerance) throws IOException {
    String folder = "reference/" + name + "/";
    List<String> spikes =
        TestResources.class.getResource(folder + "spikes.csv") == null
            ? List.of()
            : TestResources.lines(folder + "spikes.csv");
    NeuronCase reference =
        new NeuronCase(
            TestResources.text(folder + "case.json"),
            TestResources.lines(folder + "trace.csv"),
            spikes);
    List<NmodlSource> sources = new ArrayList<>();
    for (String file : reference.modFiles()) {
      sources.add(TestResources.source("ref/" + file));
    }
    NmodlResult result = compiler.compile(sources);
    assertThat(result.problems()).isEmpty();

    assertThat(reference.check(builtins.with(result.types()), tolerance)).isLessThanOrEqualTo(1);
  }
}
