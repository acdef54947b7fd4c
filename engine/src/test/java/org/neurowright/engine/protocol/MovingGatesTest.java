package org.neurowright.engine.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neurowright.engine.bench.Benches;
import org.neurowright.engine.bench.Conditions;
import org.neurowright.engine.bench.Place;
import org.neurowright.engine.bench.Preparation;
import org.neurowright.engine.bench.Specimen;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.MechanismInsertion;
import org.neurowright.engine.description.SectionGeometry;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.description.SectionModel;
import org.neurowright.engine.nmodl.NmodlCompiler;
import org.neurowright.engine.nmodl.NmodlSource;
import org.neurowright.engine.nmodl.builtin.BuiltinMechanisms;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.task.RunControl;

/**
 * Impedances with moving gates for every way of solving states. Provenance: NEURON 8.2.4, {@code
 * Impedance.compute(f, 1)} after {@code finitialize(-60)}, current into the middle of a soma of 20
 * um by 20 um with pas (1e-4, -65) and the mechanism, transfer to 0.9 of a dendrite of 200 um by 1
 * um in 5 segments with pas; where 0 Hz is asked of the kinetic scheme, NEURON at 1e-4 Hz.
 */
class MovingGatesTest {
  private static final String GATE =
      """
      NEURON { SUFFIX gate NONSPECIFIC_CURRENT i RANGE g }
      PARAMETER { g = 1e-3 }
      ASSIGNED { v i }
      STATE { m }
      INITIAL { m = 0.2 }
      BREAKPOINT { SOLVE states %s  i = g*m*m*(v+90) }
      DERIVATIVE states { m' = (1/(1+exp(-(v+50)/8)) - m)/20 }
      """;

  private static final String SCHEME =
      """
      NEURON { SUFFIX gate NONSPECIFIC_CURRENT i RANGE g }
      PARAMETER { g = 1e-3 }
      ASSIGNED { v i }
      STATE { o c }
      INITIAL { o = 0.2 c = 0.8 }
      BREAKPOINT { SOLVE states METHOD sparse  i = g*o*o*(v+90) }
      KINETIC states { LOCAL a, b
        a = 0.05*exp((v+50)/16)  b = 0.05*exp(-(v+50)/16)
        ~ c <-> o (a, b)
        CONSERVE o + c = 1 }
      """;

  private static Benches cell(String mod) {
    NmodlCompiler compiler = new NmodlCompiler();
    var compiled = compiler.compile(List.of(new NmodlSource("gate.mod", mod)));
    assertThat(compiled.problems()).filteredOn(Problem::isError).isEmpty();
    MechanismInsertion pas = new MechanismInsertion("pas", Map.of("g", 1e-4, "e", -65.0));
    List<MechanismInsertion> ofSoma = new ArrayList<>(List.of(pas));
    ofSoma.add(new MechanismInsertion("gate", Map.of()));
    SectionModel soma =
        SectionModel.of("soma", SectionKind.SOMA, new SectionGeometry.Cylinder(20, 20), -1, 0)
            .withMembrane(35.4, 1, ofSoma, Map.of());
    SectionModel dend =
        SectionModel.of("dend", SectionKind.DEND, new SectionGeometry.Cylinder(200, 1), 0, 1)
            .withMembrane(35.4, 1, List.of(pas), Map.of())
            .withNseg(5);
    Specimen specimen =
        new Specimen(
            "cell",
            "",
            new CableCell("cell", List.of(soma, dend)),
            Map.of(),
            BuiltinMechanisms.catalogue(compiler).with(compiled.types()));
    return new Benches(Preparation.of(specimen, Conditions.NEURON.withVInit(-60)), 1);
  }

  private static void check(String mod, double hz, double input, double transfer, double phase) {
    Attenuation.Result result =
        Attenuation.run(
            cell(mod), new Attenuation.Settings(Place.SOMA, hz, 0, true), RunControl.none());
    assertThat(result.inputMohm()[0]).isCloseTo(input, within(1e-8 * input));
    assertThat(result.transferMohm()[5]).isCloseTo(transfer, within(1e-8 * transfer));
    assertThat(result.inputPhaseRad()[0]).isCloseTo(phase, within(1e-6));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 177.08534392608655, 172.18568463988055, 0",
    "1, 178.4574450730514, 173.51964334902794, .051368093463170894",
    "10, 272.24488157040935, 264.6850631095038, .11576042848550035",
    "100, 85.29262696176964, 82.09146638452852, -1.3266299221519346"
  })
  void gatesOfDerivatives(double hz, double input, double transfer, double phase) {
    for (String method : List.of("cnexp", "derivimplicit", "euler", "runge")) {
      check(GATE.formatted("METHOD " + method), hz, input, transfer, phase);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 180.89927138247575, 175.89408701630165, 0",
    "1, 181.17277098310083, 176.15983795281852, .00858627941275756",
    "10, 205.8749368540207, 200.1581089037979, .025671563611776815",
    "100, 87.4576949788634, 84.17527614249424, -1.3121078558409254"
  })
  void statesOfKineticSchemes(double hz, double input, double transfer, double phase) {
    check(SCHEME, hz, input, transfer, phase);
  }

  /** NEURON: "cannot be used with CVODE". */
  @Test
  void statesOfProceduresAreHeldAndThatIsSaid() {
    String mod =
        GATE.formatted("")
            .replace("DERIVATIVE states", "PROCEDURE states()")
            .replace("m' =", "m = m + dt*");
    Attenuation.Linearised held = Attenuation.linearise(cell(mod), 0, true, RunControl.none());
    assertThat(held.warnings()).extracting(Problem::code).containsExactly("lab.held-states");
    assertThat(held.at(new org.neurowright.engine.bench.Site(0, .5), 10).inputMohm()[0])
        .isCloseTo(377.06398530518743, within(1e-4));
  }

  /** From here to there is from there to here; the site attenuates nothing to itself. */
  @Test
  void transferIsReciprocalAndBranchesCoverTheCell() {
    Benches benches = cell(GATE.formatted("METHOD cnexp"));
    Attenuation.Linearised cell = Attenuation.linearise(benches, 0, true, RunControl.none());
    var soma = new org.neurowright.engine.bench.Site(0, .5);
    var tip = new org.neurowright.engine.bench.Site(1, .9);
    Attenuation.Result here = cell.at(soma, 30);
    Attenuation.Result there = cell.at(tip, 30);
    assertThat(here.transferMohm()[5]).isCloseTo(there.transferMohm()[0], within(1e-9));
    assertThat(here.attenuationIn()[5]).isCloseTo(there.attenuationOut()[0], within(1e-9));
    assertThat(here.attenuationOut()[0]).isCloseTo(1, within(1e-12));
    assertThat(here.distanceUm()).containsExactly(0, 30, 70, 110, 150, 190);
    assertThat(there.distanceUm()[0]).isEqualTo(190);
    for (Attenuation.Branch branch : there.branches(cell.cell())) {
      assertThat(branch.of(there.distanceUm())).isSorted();
    }
    assertThat(cell.spectrum(soma, tip, new double[] {30}).transferMohm()[0])
        .isCloseTo(here.transferMohm()[5], within(1e-9));
  }
}
