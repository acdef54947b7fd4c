package org.neurowright.engine.nmodl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neurowright.engine.mechanism.MechanismCatalogue;
import org.neurowright.engine.nmodl.builtin.BuiltinMechanisms;

/** All reference cases that consist of isolated compartments, every recorded row. */
@Tag("conformance")
final class NeuronCasesTest {
  private static Path cases;
  private static NmodlCompiler compiler;
  private static MechanismCatalogue builtins;

  @BeforeAll
  static void find() {
    String shared = System.getProperty("neurowright.shared");
    Assumptions.assumeTrue(
        shared != null, "set -Dneurowright.shared=... to the folder with the reference cases");
    cases = Path.of(shared, "reference", "neuron-cases");
    compiler = new NmodlCompiler();
    builtins = BuiltinMechanisms.catalogue(compiler);
  }

  @ParameterizedTest
  @CsvSource({
    "01_pas_iclamp, 1e-11",
    "02_hh_soma_table, 1e-8",
    "03_hh_soma_notable, 1e-8",
    "07_alpha_synapse, 1e-11",
    "09_vclamp, 5e-6",
    "10_two_cells_netcon, 1e-8",
    "12_intfire, 1e-9",
    "15_calcium_ghk, 1e-8",
    "16_calcium_buffer, 1e-8",
    "17_na_kinetic_ktable, 1e-8",
    "18_na_kinetic_knotable, 1e-8",
    "19_stp_synapse, 1e-10",
    "22_derivimplicit, 1e-8",
    "23_watch_selfevent, 1e-10",
    "24_nmda_selfevent, 1e-10",
    "29_netstim_random, 1e-9",
  })
  void agreesWithNeuron(String name, double tolerance) throws IOException {
    Path folder = cases.resolve(name);
    Path spikes = folder.resolve("spikes.csv");
    NeuronCase reference =
        new NeuronCase(
            Files.readString(folder.resolve("case.json")),
            Files.readAllLines(folder.resolve("trace.csv")),
            Files.exists(spikes) ? Files.readAllLines(spikes) : List.of());
    List<NmodlSource> sources = new ArrayList<>();
    for (String file : reference.modFiles()) {
      sources.add(NmodlSource.read(cases.resolve("mod").resolve(file)));
    }
    NmodlResult result = compiler.compile(sources);
    assertThat(reference.check(builtins.with(result.types()), tolerance)).isLessThanOrEqualTo(1);
  }
}
