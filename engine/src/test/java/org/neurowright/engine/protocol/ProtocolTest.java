package org.neurowright.engine.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neurowright.engine.bench.Benches;
import org.neurowright.engine.bench.Conditions;
import org.neurowright.engine.bench.Preparation;
import org.neurowright.engine.bench.Specimen;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.MechanismInsertion;
import org.neurowright.engine.description.SectionGeometry;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.description.SectionModel;
import org.neurowright.engine.measure.ChirpKind;
import org.neurowright.engine.measure.TauMethod;
import org.neurowright.engine.mechanism.MechanismCatalogue;
import org.neurowright.engine.nmodl.NmodlCompiler;
import org.neurowright.engine.nmodl.builtin.BuiltinMechanisms;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.task.RunControl;

class ProtocolTest {
  private static MechanismCatalogue catalogue;

  @BeforeAll
  static void compile() {
    catalogue = BuiltinMechanisms.catalogue(new NmodlCompiler());
  }

  /** A cylinder of 20 um by 20 um with one mechanism. */
  private static Benches sphere(String mechanism, Map<String, Double> parameters, double vInit) {
    SectionModel soma =
        SectionModel.of("soma", SectionKind.SOMA, new SectionGeometry.Cylinder(20, 20), -1, 0)
            .withMembrane(
                35.4, 1, List.of(new MechanismInsertion(mechanism, parameters)), Map.of());
    Specimen specimen =
        new Specimen("sphere", "", new CableCell("sphere", List.of(soma)), Map.of(), catalogue);
    return new Benches(Preparation.of(specimen, Conditions.NEURON.withVInit(vInit)), 2);
  }

  private static Benches passive() {
    return sphere("pas", Map.of("g", 1e-4, "e", -70.0), -70);
  }

  private static List<String> codes(List<Problem> problems) {
    return problems.stream().map(Problem::code).toList();
  }

  /** R = 1/(g·area) = 795.775 MOhm, tau = cm/g = 10 ms, one half step longer by implicit Euler. */
  @ParameterizedTest
  @CsvSource({"SIMPLE, -10", "EXP, -10", "EXP2, -10", "SIMPLE, 10", "EXP, 10", "EXP2, 10"})
  void passiveSphere(TauMethod method, double pa) {
    Passive.Result result =
        Passive.run(
            passive(),
            new Passive.Settings(Electrodes.SOMA, pa, 200, 500, 700, method),
            RunControl.none());
    assertThat(result.measure().rInMohm()).isCloseTo(795.7747, within(1e-4));
    assertThat(result.measure().tauMs()).isCloseTo(10.0125, within(.0126));
    assertThat(result.measure().sagNormalised()).isCloseTo(0, within(1e-9));
    assertThat(codes(result.warnings()))
        .isEqualTo(method == TauMethod.EXP2 ? List.of("lab.ill-conditioned") : List.of());
  }

  /** |Z| = R/sqrt(1 + (2π·f·tau)²). */
  @ParameterizedTest
  @CsvSource({"LINEAR, 0", "EXPONENTIAL, 0.5"})
  void impedanceOfTheSphere(ChirpKind kind, double startHz) {
    Zap.Result result =
        Zap.run(
            passive(),
            new Zap.Settings(Electrodes.SOMA, 10, 100, 8000, 8100, startHz, 50, kind, 9),
            RunControl.none());
    double[] f = result.profile().freqHz();
    for (int k = 16; f[k] < 30; k++) {
      double expected = 795.7747 / Math.sqrt(1 + Math.pow(2 * Math.PI * f[k] * .01, 2));
      assertThat(result.profile().impedanceMohm()[k])
          .as(f[k] + " Hz")
          .isCloseTo(expected, within(.02 * expected));
    }
    assertThat(result.profile().phaseRad()[160])
        .isCloseTo(-Math.atan(2 * Math.PI * f[160] * .01), within(.05));
    assertThat(result.profile().quality()).isCloseTo(1, within(.02));
    assertThat(result.warnings()).isEmpty();
  }

  /** bmtool's rule, with its lost last amplitudes. */
  @ParameterizedTest
  @CsvSource({
    "0, 500, 50, 10",
    "0, 1000, 50, 20",
    "0, 1050, 100, 11",
    "-100, 800, 20, 46",
    "0, 300, 100, 3"
  })
  void amplitudesOfTheCurve(double start, double stop, double increment, int count) {
    assertThat(
            new FiCurve.Settings(
                    Electrodes.SOMA, start, stop, increment, 50, 1000, 0, OptionalDouble.empty())
                .ampsNa())
        .hasSize(count);
  }

  /** Counts of NEURON for an hh soma of this size, 200 ms pulses from 50 ms on. */
  @Test
  void countsSpikesAndFindsTheRheobase() {
    Benches benches = sphere("hh", Map.of(), -65);
    FiCurve.Settings settings =
        new FiCurve.Settings(Electrodes.SOMA, 0, 460, 50, 100, 500, 0, OptionalDouble.of(.01));
    FiCurve.Result result = FiCurve.run(benches, settings, RunControl.none());
    assertThat(result.spikes()).containsExactly(0, 1, 31, 37, 40, 43, 46, 48, 50, 52);
    double rheobase = result.rheobasePa().orElseThrow();
    assertThat(rheobase).isBetween(0.0, 50.0);
    assertThat(spikes(benches, settings, rheobase)).isPositive();
    assertThat(spikes(benches, settings, rheobase - .02)).isZero();
    assertThat(result.slopeHzPerPa()).isPresent();
  }

  private static int spikes(Benches benches, FiCurve.Settings s, double pa) {
    return CurrentClamp.run(
            benches,
            new CurrentClamp.Settings(
                s.electrodes(),
                pa,
                s.tstartMs(),
                s.tdurMs(),
                s.tstartMs() + s.tdurMs(),
                OptionalDouble.of(s.thresholdMv())),
            RunControl.none())
        .spikeTimesMs()
        .length;
  }

  @Test
  void warnsWhenAnAssumptionFails() {
    Benches firing = sphere("hh", Map.of(), -65);
    assertThat(
            codes(
                Passive.run(
                        firing,
                        new Passive.Settings(Electrodes.SOMA, 200, 100, 200, 300, TauMethod.SIMPLE),
                        RunControl.none())
                    .warnings()))
        .contains("lab.spikes-in-window");
    assertThat(
            codes(
                Passive.run(
                        sphere("pas", Map.of("g", 1e-4, "e", -70.0), -60),
                        new Passive.Settings(Electrodes.SOMA, -10, 20, 200, 220, TauMethod.SIMPLE),
                        RunControl.none())
                    .warnings()))
        .containsExactly("lab.not-at-rest");
    assertThat(
            codes(
                Passive.run(
                        passive(),
                        new Passive.Settings(Electrodes.SOMA, -10, 200, 200, 10, TauMethod.SIMPLE),
                        RunControl.none())
                    .warnings()))
        .containsExactly("lab.tstop-extended");
    assertThat(
            codes(
                Zap.run(
                        firing,
                        new Zap.Settings(
                            Electrodes.SOMA, 300, 100, 1000, 1100, 0, 15, ChirpKind.LINEAR, 9),
                        RunControl.none())
                    .warnings()))
        .contains("lab.spikes-in-window");
  }

  @Test
  void refusesSettingsWithoutMeaning() {
    assertThatThrownBy(
            () -> Passive.run(passive(), Passive.Settings.DEFAULT.withAmp(0), RunControl.none()))
        .isInstanceOf(ModelException.class);
    assertThatThrownBy(() ->
            Zap.run(
                passive(),
                new Zap.Settings(
                    Electrodes.SOMA, 10, 100, 1000, 1100, 0, 15, ChirpKind.EXPONENTIAL, 9),
                RunControl.none()))
        .isInstanceOf(ModelException.class);
  }

  /** First peak and maximum of bmtool on NEURON for this cell. */
  @Test
  void synapticTrain() {
    SynapticInput.Settings usual = SynapticInput.Settings.DEFAULT;
    SynapticInput.Settings settings =
        new SynapticInput.Settings(
            usual.electrodes(),
            usual.mechanism(),
            usual.parameters(),
            .001,
            100,
            1000,
            usual.pattern(),
            OptionalDouble.empty());
    SynapticInput.Result result =
        SynapticInput.run(
            sphere("pas", Map.of("g", 1e-4, "e", -70.0), -65), settings, RunControl.none());
    assertThat(result.inputMs()).hasSize(19);
    double first = result.potentials().getFirst().baseline();
    assertThat(first + result.potentials().getFirst().amplitude())
        .isCloseTo(-52.544, within(.0005));
    assertThat(java.util.Arrays.stream(result.trace().vMv()).max().orElseThrow())
        .isCloseTo(-52.023, within(.0005));
    assertThat(result.pairedPulseRatio()).isBetween(.9, 1.0);
  }

  @Test
  void poissonTrainsFollowTheirSeed() {
    double[] one = poisson(1);
    assertThat(one).isEqualTo(poisson(1)).isNotEqualTo(poisson(2)).isSorted();
    assertThat(one.length).isBetween(820, 980); // 900 ± 2.7 standard deviations
  }

  private static double[] poisson(long seed) {
    SynapticInput.Settings usual = SynapticInput.Settings.DEFAULT;
    return new SynapticInput.Settings(
            usual.electrodes(),
            usual.mechanism(),
            usual.parameters(),
            .001,
            100,
            9100,
            new SynapticInput.Pattern.Train(100, 1, OptionalDouble.empty(), seed),
            OptionalDouble.empty())
        .timesMs();
  }
}
