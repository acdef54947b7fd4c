package org.neurowright.engine.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.neurowright.engine.bench.Benches;
import org.neurowright.engine.bench.Change;
import org.neurowright.engine.bench.Conditions;
import org.neurowright.engine.bench.Preparation;
import org.neurowright.engine.bench.Specimen;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.MechanismInsertion;
import org.neurowright.engine.description.SectionGeometry;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.description.SectionModel;
import org.neurowright.engine.measure.ChirpKind;
import org.neurowright.engine.mechanism.MechanismCatalogue;
import org.neurowright.engine.nmodl.NmodlCompiler;
import org.neurowright.engine.nmodl.builtin.BuiltinMechanisms;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.protocol.Electrodes;
import org.neurowright.engine.task.RunControl;

class RandomSearchTest {
  private static final Stimulus.Pulse PULSE = new Stimulus.Pulse(-20, 5, 300);
  private static final List<Integer> SOMA = List.of(0);
  private static MechanismCatalogue catalogue;

  @BeforeAll
  static void compile() {
    catalogue = BuiltinMechanisms.catalogue(new NmodlCompiler());
  }

  /** A cylinder as long as thick, so with the area of a sphere: 20 um, 1256.637 um2. */
  private static Preparation sphere() {
    SectionModel soma =
        SectionModel.of("soma", SectionKind.SOMA, new SectionGeometry.Cylinder(20, 20), -1, 0)
            .withMembrane(
                100,
                1,
                List.of(new MechanismInsertion("pas", Map.of("g", 3e-4, "e", -65.0))),
                Map.of());
    return Preparation.of(
        new Specimen("Sphere", "", new CableCell("Sphere", List.of(soma)), Map.of(), catalogue),
        Conditions.NEURON);
  }

  private static Axis g() {
    return new Axis(
        "soma.g_pas",
        List.of(new Change.Range(SOMA, "g_pas", 0)),
        3e-4,
        1e-5,
        1e-3,
        Axis.Scale.LOG);
  }

  private static Axis cm() {
    return new Axis(
        "soma.cm", List.of(new Change.Range(SOMA, "cm", 0)), 1, .5, 4, Axis.Scale.LINEAR);
  }

  /** R = 1/(g A): 1e-4 S/cm2 on 1256.637 um2 are 795.7747 MOhm; tau = cm/g: 2 uF/cm2 give 20 ms. */
  private static Measurement sphereTargets() {
    return new Measurement(
        List.of(new Target("r_in", PULSE, 795.7747, 20), new Target("tau", PULSE, 20, .5)),
        Electrodes.SOMA);
  }

  @Test
  void findsTheParametersOfASphere() {
    RandomSearch search =
        new RandomSearch(sphere(), List.of(g(), cm()), sphereTargets(), SearchSettings.DEFAULT);
    RandomSearch.State found = search.run(2, 5, RunControl.none(), _ -> {});
    Candidate best = found.best().getFirst();
    assertThat(best.parameters()[0]).isCloseTo(1e-4, within(3e-6));
    assertThat(best.parameters()[1]).isCloseTo(2, within(.08));
    assertThat(best.score()).isLessThan(1);
    assertThat(found.tried()).as("ends when all is met").isLessThan(found.of());
    assertThat(found.best()).isSortedAccordingTo(Candidate.BEST_FIRST);
  }

  @Test
  void isTheSameWithAnyNumberOfThreads() {
    SearchSettings settings = new SearchSettings(7, 3, 9, .5, .5, false);
    List<List<Double>> runs = new ArrayList<>();
    for (int threads : new int[] {1, 2, 5}) {
      List<Double> seen = new ArrayList<>();
      RandomSearch search =
          new RandomSearch(sphere(), List.of(g(), cm()), sphereTargets(), settings);
      RandomSearch.State found =
          search.run(threads, 100, RunControl.none(), s -> seen.add(s.best().getFirst().score()));
      assertThat(found.tried()).isEqualTo(28);
      found
          .best()
          .forEach(c -> {
            seen.add((double) c.number());
            for (double value : c.parameters()) {
              seen.add(value);
            }
            for (double value : c.measured()) {
              seen.add(value);
            }
          });
      runs.add(seen);
    }
    assertThat(runs.get(1)).isEqualTo(runs.get(0));
    assertThat(runs.get(2)).isEqualTo(runs.get(0));
    RandomSearch other =
        new RandomSearch(
            sphere(),
            List.of(g(), cm()),
            sphereTargets(),
            new SearchSettings(8, 3, 9, .5, .5, false));
    assertThat(other.run(2, 100, RunControl.none(), _ -> {}).best().get(1).parameters())
        .isNotEqualTo(runs.get(0));
  }

  @Test
  void staysWithinBoundsAndAroundThePresentPoint() {
    SearchSettings settings = new SearchSettings(3, 1, 60, .1, 1, false);
    RandomSearch search = new RandomSearch(sphere(), List.of(g(), cm()), sphereTargets(), settings);
    for (Candidate c : search.run(2, 100, RunControl.none(), _ -> {}).best()) {
      // a tenth of two decades, a tenth of 3.5
      assertThat(c.parameters()[0]).isBetween(3e-4 / 1.59, 3e-4 * 1.59);
      assertThat(c.parameters()[1]).isBetween(.64, 1.36);
    }
  }

  @Test
  void stopsAndKeepsWhatItHas() {
    AtomicInteger told = new AtomicInteger();
    RandomSearch.State found =
        new RandomSearch(
                sphere(),
                List.of(g(), cm()),
                sphereTargets(),
                new SearchSettings(1, 1000, 50, 1, 1, false))
            .run(2, 3, () -> told.get() >= 5, _ -> told.incrementAndGet());
    assertThat(found.tried()).isBetween(5, 20);
    assertThat(found.best()).hasSize(3);
  }

  @Test
  void candidatesThatCannotBeRunAreLast() {
    Axis wild =
        new Axis(
            "soma.e_pas",
            List.of(new Change.Range(SOMA, "e_pas", 0)),
            -65,
            -1e308,
            1e308,
            Axis.Scale.LINEAR);
    RandomSearch.State found =
        new RandomSearch(
                sphere(),
                List.of(wild),
                new Measurement(List.of(new Target("AP_amplitude", PULSE, 80, 5)), Electrodes.SOMA),
                new SearchSettings(1, 1, 6, 1, 1, false))
            .run(1, 10, RunControl.none(), _ -> {});
    assertThat(found.tried()).isEqualTo(7);
    // no spikes either way: all count the worst
    assertThat(found.best())
        .allSatisfy(c -> assertThat(c.score()).isEqualTo(Target.WORST_Z * Target.WORST_Z));
  }

  @Test
  void takesEveryFeature() {
    SectionModel soma =
        SectionModel.of("soma", SectionKind.SOMA, new SectionGeometry.Cylinder(20, 20), -1, 0)
            .withMembrane(100, 1, List.of(new MechanismInsertion("hh", Map.of())), Map.of());
    Preparation hh =
        Preparation.of(
            new Specimen("hh", "", new CableCell("hh", List.of(soma)), Map.of(), catalogue),
            Conditions.NEURON);
    Stimulus.Pulse firing = new Stimulus.Pulse(100, 50, 300);
    Stimulus.Pulse sagging = new Stimulus.Pulse(-20, 50, 300);
    Stimulus.Steps steps = new Stimulus.Steps(0, 200, 20, 20, 200);
    Stimulus.Chirp chirp = new Stimulus.Chirp(5, 100, 1000, 0, 150, ChirpKind.LINEAR);
    List<Target> targets =
        Feature.names().stream()
            .map(Feature::find)
            .map(f -> f.orElseThrow())
            .map(f ->
                new Target(
                    f.name(),
                    switch (f.kind()) {
                      case "steps" -> steps;
                      case "chirp" -> chirp;
                      default -> f.name().contains("sag") ? sagging : firing;
                    },
                    1,
                    1))
            .toList();
    Measurement measurement = new Measurement(targets, Electrodes.SOMA);
    double[] values = measurement.of(new Benches(hh, 2), RunControl.none());
    for (int k = 0; k < values.length; k++) {
      assertThat(values[k]).as(targets.get(k).feature()).isFinite();
    }
    // The resting hh membrane resonates near 70 Hz at 6.3 degrees.
    assertThat(values[Feature.names().indexOf("resonance")]).isBetween(50.0, 90.0);
    assertThat(values[Feature.names().indexOf("spikes")])
        .isEqualTo(values[Feature.names().indexOf("Spikecount_stimint")]);
  }

  @Test
  void saysWhatMakesNoSense() {
    assertThatThrownBy(() -> new Target("r_inn", PULSE, 1, 1))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("r_inn");
    assertThatThrownBy(() -> new Target("resonance", PULSE, 1, 1))
        .isInstanceOf(ModelException.class);
    assertThatThrownBy(() -> new Target("tau", PULSE, 1, 0)).isInstanceOf(ModelException.class);
    assertThatThrownBy(() -> new Axis("x", List.of(), 1, 0, 1, Axis.Scale.LOG))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("logarithmic");
    assertThatThrownBy(
            () -> new RandomSearch(sphere(), List.of(), sphereTargets(), SearchSettings.DEFAULT))
        .isInstanceOf(ModelException.class);
  }

  @Test
  void boundsAreDrawnTogetherAroundThePointAndStayInside() {
    List<Axis> closer = RandomSearch.narrowed(List.of(g(), cm()), new double[] {1e-4, .5}, .5);
    assertThat(closer.get(0).lower()).isCloseTo(1e-4 / Math.sqrt(10), within(1e-8));
    assertThat(closer.get(0).upper()).isCloseTo(1e-4 * Math.sqrt(10), within(1e-8));
    assertThat(closer.get(0).start()).isEqualTo(1e-4);
    assertThat(closer.get(1).lower()).isEqualTo(.5);
    assertThat(closer.get(1).upper()).isCloseTo(1.375, within(1e-9));
  }
}
