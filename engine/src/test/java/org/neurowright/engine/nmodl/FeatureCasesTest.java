package org.neurowright.engine.nmodl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neurowright.engine.nmodl.builtin.BuiltinMechanisms;

/**
 * Language features that no published model of ours uses, each in a small mechanism of our own: the
 * traces are what NEURON 9.0.2 (x86-64, one thread) computed with the same files.
 */
final class FeatureCasesTest {
  @ParameterizedTest
  @CsvSource({
    "loops0, 1e-10",
    "loops2, 1e-10",
    "shells0, 1e-9",
    "shells1, 1e-9",
    "table, 1e-10",
    "notable, 1e-10",
    "phases, 1e-10",
    "random, 1e-12",
    "steady0, 1e-12",
    "steady1, 1e-11",
    "scop, 1e-12",
    "oldrandom, 1e-12",
    "netcons, 1e-11",
    "runge, 1e-12",
    "rungetime, 1e-12",
    "recursion, 1e-12",
    "rest, 1e-9",
  })
  void featureGivesTheNumbersOfNeuron(String name, double tolerance) throws IOException {
    String folder = "features/" + name + "/";
    List<String> spikes =
        TestResources.class.getResource(folder + "spikes.csv") == null
            ? List.of()
            : TestResources.lines(folder + "spikes.csv");
    NeuronCase reference =
        new NeuronCase(
            TestResources.text(folder + "case.json"),
            TestResources.lines(folder + "trace.csv"),
            spikes);
    NmodlCompiler compiler = new NmodlCompiler();
    List<NmodlSource> sources = new ArrayList<>();
    for (String file : reference.modFiles()) {
      sources.add(TestResources.source((file.startsWith("Ref") ? "ref/" : "features/") + file));
    }
    NmodlResult result = compiler.compile(sources);
    assertThat(result.hasErrors()).as(result.problems().toString()).isFalse();

    assertThat(
            reference.check(BuiltinMechanisms.catalogue(compiler).with(result.types()), tolerance))
        .isLessThanOrEqualTo(1);
  }
}
