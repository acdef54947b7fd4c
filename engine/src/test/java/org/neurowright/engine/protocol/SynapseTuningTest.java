package org.neurowright.engine.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurowright.engine.bench.Benches;
import org.neurowright.engine.bench.Change;
import org.neurowright.engine.bench.Conditions;
import org.neurowright.engine.bench.Place;
import org.neurowright.engine.bench.Preparation;
import org.neurowright.engine.bench.SectionAddress;
import org.neurowright.engine.bench.Specimen;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.MechanismInsertion;
import org.neurowright.engine.description.SectionGeometry;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.description.SectionModel;
import org.neurowright.engine.mechanism.MechanismCatalogue;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.nmodl.NmodlCompiler;
import org.neurowright.engine.nmodl.NmodlSource;
import org.neurowright.engine.nmodl.builtin.BuiltinMechanisms;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.protocol.SynapseTuning.Clamp;
import org.neurowright.engine.protocol.SynapseTuning.Settings;
import org.neurowright.engine.protocol.SynapseTuning.Signal;
import org.neurowright.engine.protocol.SynapseTuning.Stimulus;
import org.neurowright.engine.protocol.SynapseTuning.Synapse;
import org.neurowright.engine.task.RunControl;

class SynapseTuningTest {
  /** Releases or not, by a stream of its own or by the old generator; amplitude shared by all. */
  private static final String CHANCE =
      """
      NEURON {
        POINT_PROCESS %s
        RANGE p, tau, e, g, i
        GLOBAL gain
        NONSPECIFIC_CURRENT i
        %s
      }
      PARAMETER { p = 0.5 tau = 3 (ms) e = 0 (mV) gain = 1 }
      ASSIGNED { v (mV) i (nA) }
      STATE { g (uS) }
      INITIAL { g = 0 }
      BREAKPOINT { SOLVE decay METHOD cnexp i = g * (v - e) }
      DERIVATIVE decay { g' = -g / tau }
      NET_RECEIVE (weight (uS)) {
        if (%s < p) { g = g + gain * weight }
      }
      """;

  private static MechanismCatalogue catalogue;

  @BeforeAll
  static void compile() {
    NmodlCompiler compiler = new NmodlCompiler();
    List<MechanismType> types = new ArrayList<>(BuiltinMechanisms.catalogue(compiler).all());
    types.addAll(
        compiler
            .compile(
                List.of(
                    new NmodlSource(
                        "Chance.mod",
                        CHANCE.formatted("Chance", "RANDOM draw", "random_uniform(draw)")),
                    new NmodlSource(
                        "OldChance.mod", CHANCE.formatted("OldChance", "", "scop_random()"))))
            .types());
    catalogue = new MechanismCatalogue(types);
  }

  /** A soma and a passive dendrite at -70 mV. */
  private static Preparation cell() {
    List<MechanismInsertion> leak =
        List.of(new MechanismInsertion("pas", Map.of("g", 1e-4, "e", -70.0)));
    SectionModel soma =
        SectionModel.of("soma", SectionKind.SOMA, new SectionGeometry.Cylinder(20, 20), -1, 0)
            .withMembrane(100, 1, leak, Map.of());
    SectionModel dendrite =
        SectionModel.of("dend", SectionKind.DEND, new SectionGeometry.Cylinder(300, 2), 0, 1)
            .withNseg(7)
            .withMembrane(100, 1, leak, Map.of());
    return Preparation.of(
        new Specimen(
            "cell", "", new CableCell("cell", List.of(soma, dendrite)), Map.of(), catalogue),
        Conditions.NEURON.withVInit(-70));
  }

  private static Preparation sphere() {
    Specimen cell = cell().specimen();
    return Preparation.of(
        cell.withCell(new CableCell("sphere", List.of(cell.cell().sections().getFirst()))),
        Conditions.NEURON.withVInit(-70));
  }

  private static Settings quick() {
    return new Settings(
        Synapse.DEFAULT,
        SynapseTuning.Sites.SOMA,
        50,
        60,
        new Stimulus.Single(),
        Optional.empty(),
        SynapseTuning.Reading.DEFAULT,
        SynapseTuning.Repeats.ONCE);
  }

  private static SynapseTuning.Result run(Settings settings) {
    return run(cell(), settings);
  }

  private static SynapseTuning.Result run(Preparation preparation, Settings settings) {
    return SynapseTuning.run(
        new Benches(SynapseTuning.prepared(preparation, settings), 2), settings, RunControl.none());
  }

  private static List<String> codes(List<Problem> problems) {
    return problems.stream().map(Problem::code).toList();
  }

  private static Place dend(double x) {
    return new Place(new SectionAddress("dend", 0), x);
  }

  /** A held single compartment: i = g(t)·(v - e) with g's peak equal to the weight. */
  @ParameterizedTest
  @EnumSource(VoltageClamp.Amplifier.class)
  void aHeldCompartmentShowsTheSynapsesOwnCurrent(VoltageClamp.Amplifier amplifier) {
    Settings settings =
        quick()
            .with(new Synapse("Exp2Syn", Map.of("tau1", .5, "tau2", 5.0, "e", 0.0), .002, 1))
            .with(
                new Clamp(
                    amplifier,
                    -70,
                    amplifier == VoltageClamp.Amplifier.SINGLE_ELECTRODE ? 1e-4 : 1));
    SynapseTuning.Result result = run(sphere(), settings);
    assertThat(result.main().signal()).isEqualTo(Signal.CLAMP_CURRENT);
    assertThat(result.main().first().amplitude()).isCloseTo(.14, within(.14 * .002));
    assertThat(result.main().first().sign()).isEqualTo(-1);
    double[] clamp = result.mean().signals().get(Signal.CLAMP_CURRENT);
    double[] synapse = result.mean().signals().get(Signal.SYNAPTIC_CURRENT);
    double rest = clamp[2000];
    for (int k = 2100; k < clamp.length; k += 50) {
      assertThat(clamp[k] - rest).isCloseTo(synapse[k], within(2e-4));
    }
    assertThat(result.warnings()).isEmpty();
  }

  @Test
  void contactsAddUpWhereTheyAreSmall() {
    Settings one = quick().with(new Synapse("ExpSyn", Map.of("tau", 2.0), 1e-6, 1.3));
    double here = run(one).main().first().amplitude();
    Settings three =
        one.with(new SynapseTuning.Sites(List.of(Place.SOMA, Place.SOMA, Place.SOMA), Place.SOMA));
    assertThat(run(three).main().first().amplitude()).isCloseTo(3 * here, within(.001 * here));
    double far =
        run(one.with(new SynapseTuning.Sites(List.of(dend(.9)), Place.SOMA)))
            .main()
            .first()
            .amplitude();
    assertThat(far).isLessThan(here);
    SynapseTuning.Result both =
        run(one.with(new SynapseTuning.Sites(List.of(Place.SOMA, dend(.9)), Place.SOMA)));
    assertThat(both.main().first().amplitude()).isBetween(here, here + far);
    assertThat(both.contactsAt()).containsExactly("soma(0.5)", "dend(0.9)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Chance", "OldChance"})
  void randomReleaseFollowsTheSeed(String mechanism) {
    Settings settings =
        quick()
            .with(new Synapse(mechanism, Map.of("p", .5), 1e-4, 1.3))
            .with(new SynapseTuning.Repeats(40, 7));
    Benches benches = new Benches(cell(), 2);
    SynapseTuning.Result first = SynapseTuning.run(benches, settings, RunControl.none());
    SynapseTuning.Result again = SynapseTuning.run(benches, settings, RunControl.none());
    double[] amplitudes = first.main().firstAmplitudes();
    assertThat(again.main().firstAmplitudes()).isEqualTo(amplitudes);
    assertThat(first.random()).isTrue();
    // 40 trials of p = 1/2: 20 ± 3.2; five deviations
    assertThat(first.main().failures()).isBetween(.1, .9);
    assertThat(first.main().cv()).isBetween(.3, 3.0);
    SynapseTuning.Result other =
        SynapseTuning.run(
            benches, settings.with(new SynapseTuning.Repeats(40, 8)), RunControl.none());
    assertThat(other.main().firstAmplitudes()).isNotEqualTo(amplitudes);
    Settings certain = settings.with(new Synapse(mechanism, Map.of("p", 1.0), 1e-4, 1.3));
    assertThat(SynapseTuning.run(benches, certain, RunControl.none()).main().cv())
        .isCloseTo(0, within(1e-12));
  }

  @Test
  void sharedParametersGoIntoThePreparation() {
    Settings settings =
        quick().with(new Synapse("Chance", Map.of("p", 1.0, "gain", 2.0), 1e-6, 1.3));
    assertThat(SynapseTuning.prepared(cell(), settings).changes())
        .containsExactly(new Change.Global("gain_Chance", 2));
    double doubled = run(settings).main().first().amplitude();
    double single =
        run(quick().with(new Synapse("Chance", Map.of("p", 1.0), 1e-6, 1.3)))
            .main()
            .first()
            .amplitude();
    assertThat(doubled).isCloseTo(2 * single, within(1e-3 * single));
  }

  @Test
  void pulsesOfEveryStimulus() {
    assertThat(quick().pulsesMs()).containsExactly(50);
    assertThat(quick().with(new Stimulus.Pair(25)).pulsesMs()).containsExactly(50, 75);
    assertThat(quick().with(new Stimulus.Train(100, 3, 40, 2)).pulsesMs())
        .containsExactly(50, 60, 70, 110, 120);
    assertThat(quick().with(new Stimulus.Train(100, 3, 40, 2)).tstopMs()).isEqualTo(180);
    // ceil(0.3 s · 10 Hz + 1)
    assertThat(quick().with(new Stimulus.Continuous(10, 300)).pulsesMs()).hasSize(4);
  }

  @Test
  void wordsForWhatIsWrong() {
    assertThatThrownBy(() -> run(quick().with(new Synapse("Exp3Syn", Map.of(), 1, 1))))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("Exp3Syn");
    assertThatThrownBy(() -> run(quick().with(new Synapse("IClamp", Map.of(), 1, 1))))
        .isInstanceOf(ModelException.class);
    assertThatThrownBy(() -> run(quick().with(new Synapse("Exp2Syn", Map.of("tau3", 1.0), 1, 1))))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("tau3");
    assertThatThrownBy(() -> run(quick().with(new Stimulus.Train(0, 8, 250, 4))))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("frequency");
    assertThat(
            codes(
                run(quick().with(new Synapse("Exp2Syn", Map.of("e", -70.0), .001, 1))).warnings()))
        .contains("lab.no-response");
    assertThat(codes(run(quick().with(new SynapseTuning.Repeats(2, 1))).warnings()))
        .contains("lab.not-random");
    assertThat(
            codes(
                run(quick().with(new Clamp(VoltageClamp.Amplifier.SINGLE_ELECTRODE, -70, 500)))
                    .warnings()))
        .contains("lab.bad-clamp");
  }

  /** Two compartments of input conductance G: cc = g/(G + g); G = 1e-4 S/cm2 · 400π um2. */
  @Test
  void couplingOfTwoCompartments() {
    double inputUs = 1e-4 * 400 * Math.PI * 1e-2;
    double[] conductances = {1e-4, 1e-3, 1e-2};
    Benches benches = new Benches(sphere(), 2);
    GapCoupling.Result result =
        GapCoupling.run(benches, GapCoupling.Settings.DEFAULT, conductances, RunControl.none());
    for (int k = 0; k < conductances.length; k++) {
      double expected = conductances[k] / (inputUs + conductances[k]);
      assertThat(result.couplings().get(k).coefficient()).isCloseTo(expected, within(1e-6));
    }
    assertThat(result.warnings()).isEmpty();
    GapCoupling.Solution solution =
        GapCoupling.solve(benches, GapCoupling.Settings.DEFAULT, .25, 1e-6, 1, RunControl.none());
    assertThat(solution.found().orElseThrow().conductanceUs()).isCloseTo(inputUs / 3, within(1e-9));
    assertThat(solution.tried().stream().map(GapCoupling.Coupling::conductanceUs).toList())
        .isSorted();
    // once more in the same benches, with a changed cell: both cells are changed
    benches.prepare(sphere().with(new Change.Range(List.of(0), "g_pas", 2e-4)));
    assertThat(
            GapCoupling.run(
                    benches, GapCoupling.Settings.DEFAULT, new double[] {1e-3}, RunControl.none())
                .couplings()
                .getFirst()
                .coefficient())
        .isCloseTo(1e-3 / (2 * inputUs + 1e-3), within(1e-6));
  }

  @Test
  void couplingsThatCannotBeReachedAreSaid() {
    GapCoupling.Settings far =
        new GapCoupling.Settings(
            List.of(new GapCoupling.Junction(dend(1), dend(1))),
            Electrodes.SOMA,
            -10,
            300,
            300,
            "Gap");
    GapCoupling.Solution solution =
        GapCoupling.solve(new Benches(cell(), 2), far, .99, 1e-6, 1, RunControl.none());
    assertThat(solution.found()).isEmpty();
    assertThat(codes(solution.warnings())).contains("lab.no-coupling");
    assertThatThrownBy(() ->
            GapCoupling.run(
                new Benches(cell(), 1),
                new GapCoupling.Settings(
                    List.of(GapCoupling.Junction.SOMA), Electrodes.SOMA, -10, 1, 1, "Exp2Syn"),
                new double[] {1},
                RunControl.none()))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("vgap");
  }
}
