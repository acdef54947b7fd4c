package org.neurowright.engine.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.MechanismInsertion;
import org.neurowright.engine.description.SectionGeometry;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.description.SectionModel;
import org.neurowright.engine.mechanism.MechanismCatalogue;
import org.neurowright.engine.nmodl.NmodlCompiler;
import org.neurowright.engine.nmodl.builtin.BuiltinMechanisms;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.task.RunControl;

class BenchesTest {
  private static MechanismCatalogue catalogue;

  @BeforeAll
  static void compile() {
    catalogue = BuiltinMechanisms.catalogue(new NmodlCompiler());
  }

  /** A soma with hh and a passive dendrite of five segments. */
  static Specimen ballAndStick(MechanismCatalogue mechanisms) {
    SectionModel soma =
        SectionModel.of("soma", SectionKind.SOMA, new SectionGeometry.Cylinder(20, 20), -1, 0)
            .withMembrane(100, 1, List.of(new MechanismInsertion("hh", Map.of())), Map.of());
    SectionModel dendrite =
        SectionModel.of("dend[0]", SectionKind.DEND, new SectionGeometry.Cylinder(200, 2), 0, 1)
            .withNseg(5)
            .withMembrane(
                100, 1, List.of(new MechanismInsertion("pas", Map.of("g", 1e-4))), Map.of());
    return new Specimen(
        "Ball and stick",
        "Ball[0]",
        new CableCell("Ball and stick", List.of(soma, dendrite)),
        Map.of("all", List.of(0, 1)),
        mechanisms);
  }

  private static Preparation preparation() {
    return Preparation.of(ballAndStick(catalogue), Conditions.NEURON);
  }

  private static final Rig RIG =
      Rig.EMPTY
          .device("clamp", "IClamp", new Site(0, .5))
          .record("v", new Site(0, .5), "v")
          .record("far", new Site(1, 1), "v")
          .record("m", new Site(0, .5), "m_hh");

  private static Trial pulse(double na) {
    return Trial.EMPTY.set("clamp", "amp", na).set("clamp", "del", 5).set("clamp", "dur", 30);
  }

  private static double[] run(Benches benches, double na) {
    return benches.run(RIG, pulse(na), 40, RunControl.none()).of("v");
  }

  @Test
  void changesInPlaceGiveWhatABuiltCellGives() {
    List<Change> changes =
        List.of(
            new Change.Range(List.of(0, 1), "cm", 1.7),
            new Change.Range(List.of(0), "gnabar_hh", .2),
            new Change.Range(List.of(0, 1), "g_pas", 3e-4),
            new Change.Range(List.of(0), "ena", 60),
            new Change.Global("usetable_hh", 0),
            new Change.Range(List.of(1), "diam", 3),
            new Change.Section(List.of(1), Change.Property.AXIAL_RESISTIVITY, 250),
            new Change.Section(List.of(1), Change.Property.LENGTH, 150),
            new Change.Section(List.of(1), Change.Property.SEGMENTS, 9),
            // the new segments are turned, too
            new Change.Range(List.of(1), "g_pas", 9e-4),
            new Change.Range(List.of(0), "nai", 30),
            new Change.Range(List.of(0), "gkbar_hh", .05));
    Benches kept = new Benches(preparation(), 1);
    double[] before = run(kept, .3);
    Preparation preparation = preparation();
    for (Change change : changes) {
      preparation = preparation.with(change);
      kept.prepare(preparation);
      double[] changed = run(kept, .3);
      assertThat(changed).as(change.toString()).isEqualTo(run(new Benches(preparation, 1), .3));
      if (!change.toString().contains("nai")) {
        // hh has nothing to do with concentrations
        assertThat(changed).as(change.toString()).isNotEqualTo(before);
      }
      before = changed;
    }
    kept.prepare(preparation());
    assertThat(run(kept, .3)).isEqualTo(run(new Benches(preparation(), 1), .3));
  }

  @Test
  void exactSumsDifferInTheLastDigitsOnly() {
    Benches kept = new Benches(preparation(), 1);
    double[] reduced = run(kept, .3);
    kept.prepare(preparation().with(Conditions.NEURON.withExactSums(true)));
    double[] exact = run(kept, .3);
    assertThat(exact).isNotEqualTo(reduced).containsExactly(reduced, within(1e-7));
    Conditions fine = Conditions.NEURON.withDt(.01);
    kept.prepare(preparation().with(fine));
    assertThat(run(kept, .3)).isEqualTo(run(new Benches(preparation().with(fine), 1), .3));
  }

  @Test
  void conditionsChangeInPlace() {
    Benches kept = new Benches(preparation(), 1);
    run(kept, .3);
    Preparation other = preparation().with(new Conditions(.025, -72, 20));
    kept.prepare(other);
    assertThat(run(kept, .3)).isEqualTo(run(new Benches(other, 1), .3)).startsWith(-72.0);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void trialsDoNotDependOnEachOther(int threads) {
    List<Trial> trials = new ArrayList<>();
    IntStream.range(0, 11).forEach(k -> trials.add(pulse(.05 * k)));
    List<Recording> together =
        new Benches(preparation(), threads).run(RIG, trials, 40, RunControl.none());
    // many at once always have exact sums
    Benches alone = new Benches(preparation().with(Conditions.NEURON.withExactSums(true)), 1);
    for (int k = 0; k < trials.size(); k++) {
      Recording one = alone.run(RIG, trials.get(k), 40, RunControl.none());
      assertThat(together.get(k).of("v")).as("trial " + k).isEqualTo(one.of("v"));
      assertThat(together.get(k).of("far")).isEqualTo(one.of("far"));
      assertThat(together.get(k).of("m")).isEqualTo(one.of("m"));
    }
  }

  @Test
  void aWaveformThatStandsStillIsAPulse() {
    Benches benches = new Benches(preparation(), 1);
    double[] perStep = new double[1601];
    java.util.Arrays.fill(perStep, .3);
    Trial driven = pulse(0).drive("clamp", "amp", perStep);
    assertThat(benches.run(RIG, driven, 40, RunControl.none()).of("v")).isEqualTo(run(benches, .3));
  }

  @Test
  void timesAreSumsOfHalfSteps() {
    double[] times = StepTimes.until(1, .025);
    assertThat(times).hasSize(41);
    assertThat(times[40]).isEqualTo(0.9999999999999984);
  }

  @Test
  void saysWhenNumbersEnd() {
    Benches benches =
        new Benches(preparation().with(new Change.Range(List.of(1), "g_pas", Double.NaN)), 1);
    assertThatThrownBy(() -> run(benches, .3))
        .isInstanceOfSatisfying(
            ModelException.class,
            e -> assertThat(e.problems().getFirst().code()).isEqualTo("lab.not-a-number"));
  }

  @Test
  void stops() {
    Benches benches = new Benches(preparation(), 1);
    assertThatThrownBy(() -> benches.run(RIG, pulse(.3), 40, () -> true))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void findsSectionsByAnyOfTheirNames() {
    Specimen specimen = ballAndStick(catalogue);
    for (String text : List.of("dend", "1", "dend,0", "(dend, 0)", "dend[0]", "all,1")) {
      assertThat(specimen.site(new Place(SectionAddress.parse(text), .5), "clamp"))
          .as(text)
          .isEqualTo(new Site(1, .5));
    }
    assertThat(specimen.shown(new Site(1, .5))).isEqualTo("Ball[0].dend[0](0.5)");
    for (Place wrong :
        List.of(
            new Place(SectionAddress.parse("axon"), .5),
            new Place(SectionAddress.parse("dend,1"), .5),
            new Place(SectionAddress.SOMA, 1.5))) {
      assertThatThrownBy(() -> specimen.site(wrong, "clamp"))
          .as(wrong.toString())
          .isInstanceOf(ModelException.class);
    }
  }

  @Test
  void saysWhatCannotBeChanged() {
    Benches benches =
        new Benches(preparation().with(new Change.Range(List.of(1), "gnabar_hh", 1)), 1);
    assertThatThrownBy(() -> run(benches, 0))
        .isInstanceOfSatisfying(
            ModelException.class,
            e -> assertThat(e.problems().getFirst().code()).isEqualTo("lab.unknown-parameter"));
  }
}
