package org.neurowright.engine.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.MechanismInsertion;
import org.neurowright.engine.description.RangeValue;
import org.neurowright.engine.description.SectionGeometry;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.description.SectionModel;
import org.neurowright.engine.mechanism.MechanismCatalogue;
import org.neurowright.engine.nmodl.NmodlCompiler;
import org.neurowright.engine.nmodl.builtin.BuiltinMechanisms;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.task.RunControl;

class PaintedCellTest {
  private static MechanismCatalogue catalogue;

  @BeforeAll
  static void compile() {
    catalogue = BuiltinMechanisms.catalogue(new NmodlCompiler());
  }

  /** A soma of 20 um and a dendrite of 100 um in five segments at its far end. */
  private static Specimen bare() {
    SectionModel soma =
        SectionModel.of("soma", SectionKind.SOMA, new SectionGeometry.Cylinder(20, 20), -1, 0);
    SectionModel dend =
        SectionModel.of("dend", SectionKind.DEND, new SectionGeometry.Cylinder(100, 2), 0, 1)
            .withNseg(5);
    return new Specimen(
        "bare", "", new CableCell("bare", List.of(soma, dend)), Map.of(), catalogue);
  }

  private static Painting insert(String mechanism, Map<String, Spread> parameters) {
    return new Painting.Insert(mechanism, List.of(0, 1), parameters);
  }

  private static double[] run(Specimen specimen) {
    Rig rig =
        Rig.EMPTY.device("clamp", "IClamp", new Site(0, .5)).record("v", new Site(1, .9), "v");
    Trial trial =
        Trial.EMPTY.set("clamp", "amp", .3).set("clamp", "del", 2).set("clamp", "dur", 10);
    return new Benches(Preparation.of(specimen, Conditions.NEURON), 1)
        .run(rig, trial, 20, RunControl.none())
        .of("v");
  }

  @Test
  void aPaintedCellIsTheCellWrittenWithTheMechanism() {
    Specimen painted =
        PaintedCell.of(
            bare(),
            List.of(
                insert("hh", Map.of("gnabar", new Spread.Uniform(.2))),
                new Painting.Insert("pas", List.of(1), Map.of())));
    List<SectionModel> sections =
        bare().cell().sections().stream()
            .map(s ->
                s.withMembrane(
                    s.axialResistivityOhmCm(),
                    1,
                    s.kind() == SectionKind.SOMA
                        ? List.of(new MechanismInsertion("hh", Map.of("gnabar", .2)))
                        : List.of(
                            new MechanismInsertion("hh", Map.of("gnabar", .2)),
                            new MechanismInsertion("pas", Map.of())),
                    Map.of()))
            .toList();
    assertThat(painted.cell().sections()).isEqualTo(sections);
    assertThat(run(painted)).isEqualTo(run(bare().withCell(new CableCell("x", sections))));
  }

  @Test
  void whatIsPaintedAndTakenOutLeavesNothing() {
    Specimen bare = bare();
    Specimen there =
        PaintedCell.of(
            bare,
            List.of(
                insert("hh", Map.of("gkbar", new Spread.Linear(.1, -1e-3))),
                new Painting.Remove("hh", List.of(0, 1)),
                new Painting.Remove("pas", List.of(1))));
    assertThat(there.cell().sections()).isEqualTo(bare.cell().sections());
  }

  /** Centres of the dendrite's segments lie 10 + 10, 30, ... um from the middle of the soma. */
  @Test
  void densitiesFollowTheDistance() {
    Specimen painted =
        PaintedCell.of(
            bare(),
            List.of(
                insert(
                    "hh",
                    Map.of(
                        "gkbar", new Spread.Linear(.1, -1e-3),
                        "gnabar", new Spread.Exponential(.5, .1, 50)))));
    List<RangeValue> values = painted.cell().sections().get(1).rangeValues();
    List<Double> potassium =
        values.stream()
            .filter(v -> v.variable().equals("gkbar_hh"))
            .map(RangeValue::value)
            .toList();
    assertThat(potassium).hasSize(5);
    for (int k = 0; k < 5; k++) {
      double um = 20 + 20 * k;
      assertThat(potassium.get(k)).isCloseTo(Math.max(0, .1 - 1e-3 * um), within(1e-12));
      double sodium =
          values.stream()
              .filter(v -> v.variable().equals("gnabar_hh"))
              .map(RangeValue::value)
              .toList()
              .get(k);
      assertThat(sodium).isCloseTo(.1 + .4 * Math.exp(-um / 50), within(1e-12));
    }
    assertThat(painted.cell().sections().getFirst().rangeValues())
        .contains(new RangeValue("gkbar_hh", .5, .1));
  }

  @Test
  void aSecondCoatReplacesTheFirst() {
    Specimen painted =
        PaintedCell.of(
            bare(),
            List.of(
                insert("pas", Map.of("g", new Spread.Linear(1e-4, 1e-6))),
                insert("pas", Map.of("g", new Spread.Uniform(3e-4)))));
    for (SectionModel section : painted.cell().sections()) {
      assertThat(section.rangeValues()).isEmpty();
      assertThat(section.mechanisms())
          .containsExactly(new MechanismInsertion("pas", Map.of("g", 3e-4)));
    }
  }

  @Test
  void saysWhatCannotBePainted() {
    assertThatThrownBy(() -> PaintedCell.of(bare(), List.of(insert("hhh", Map.of()))))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("There is no mechanism hhh");
    assertThatThrownBy(() -> PaintedCell.of(bare(), List.of(insert("IClamp", Map.of()))))
        .hasMessageContaining("IClamp is no density mechanism");
    assertThatThrownBy(() ->
            PaintedCell.of(bare(), List.of(insert("pas", Map.of("gbar", new Spread.Uniform(1))))))
        .hasMessageContaining("pas has no parameter gbar");
  }

  /** A bench follows a painting as if it were new. */
  @Test
  void benchesTakePaintedCells() {
    Benches benches = new Benches(Preparation.of(bare(), Conditions.NEURON), 1);
    Rig rig = Rig.EMPTY.record("v", new Site(0, .5), "v");
    double before = benches.run(rig, Trial.EMPTY, 5, RunControl.none()).of("v")[200];
    Specimen painted = PaintedCell.of(bare(), List.of(insert("pas", Map.of())));
    benches.prepare(Preparation.of(painted, Conditions.NEURON));
    double after = benches.run(rig, Trial.EMPTY, 5, RunControl.none()).of("v")[200];
    assertThat(before).isEqualTo(-65);
    assertThat(after).isLessThan(-66);
  }
}
