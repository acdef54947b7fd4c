package org.neurowright.engine.nmodl.pass;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurowright.engine.mechanism.MechanismCatalogue;
import org.neurowright.engine.mechanism.MechanismType.Phase;
import org.neurowright.engine.nmodl.NmodlCompiler;
import org.neurowright.engine.nmodl.NmodlResult;
import org.neurowright.engine.nmodl.NmodlSource;
import org.neurowright.engine.nmodl.builtin.BuiltinMechanisms;
import org.neurowright.engine.problem.Problem;

class OhmicProofTest {
  private static boolean isOhmic(String neuron, String breakpoint, String further) {
    String text =
        """
        NEURON { SUFFIX leak RANGE g, e GLOBAL scale %s }
        PARAMETER { g = .001 (S/cm2) e = -70 (mV) scale = 2 }
        ASSIGNED { v (mV) i (mA/cm2) il (mA/cm2) el (mV) celsius (degC) a }
        BREAKPOINT { %s }
        %s
        """
            .formatted(neuron, breakpoint, further);
    NmodlResult result = new NmodlCompiler().compile(List.of(new NmodlSource("t.mod", text)));
    assertThat(result.problems()).noneMatch(Problem::isError);
    return result.types().getFirst().has(Phase.OHMIC);
  }

  private static boolean isOhmic(String breakpoint) {
    return isOhmic("NONSPECIFIC_CURRENT i", breakpoint, "");
  }

  @Test
  void ofTheBuiltInMechanismsOnlyPassiveOnesAre() {
    MechanismCatalogue builtin = BuiltinMechanisms.catalogue(new NmodlCompiler());
    assertThat(builtin.executionOrder().stream().filter(t -> t.has(Phase.OHMIC)))
        .extracting(t -> t.name())
        .containsExactlyInAnyOrder("pas", "fastpas");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "i = g*(v - e)",
        "i = -g*e + v*g/scale",
        "i = scale*(g*(v - e) + g*(v + 10))",
        "i = (v - e)*g*scale"
      })
  void linesAre(String breakpoint) {
    assertThat(isOhmic(breakpoint)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "i = g*(v - e)*(v - e)",
        "i = g/v",
        "i = g*exp(v/10)",
        "i = g*e",
        "i = g*(v - e)*t",
        "i = g*(v - e)*celsius",
        "i = g*(v - a)",
        "a = 2 i = a*g*(v - e)",
        "i = 0 if (v > e) { i = g*(v - e) }",
        "LOCAL x x = v - e i = g*x",
        "i = i + g*(v - e)"
      })
  void anythingElseIsNot(String breakpoint) {
    assertThat(isOhmic(breakpoint)).isFalse();
  }

  @Test
  void neitherAreMechanismsThatDoMore() {
    assertThat(isOhmic("NONSPECIFIC_CURRENT i", "i = g*(v - e)", "INITIAL { g = 2*g }")).isFalse();
    assertThat(isOhmic("NONSPECIFIC_CURRENT i", "i = g*(v - e)", "BEFORE STEP { e = e + 1 }"))
        .isFalse();
    assertThat(isOhmic("USEION l READ el WRITE il VALENCE 1", "il = g*(v - el)", "")).isFalse();
    assertThat(isOhmic("USEION l WRITE il VALENCE 1", "il = g*(v - e)", "")).isFalse();
    assertThat(isOhmic("ELECTRODE_CURRENT i", "i = g*(v - e)", "")).isFalse();
  }
}
