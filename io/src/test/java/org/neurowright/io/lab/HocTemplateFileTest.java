package org.neurowright.io.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurowright.engine.bench.Benches;
import org.neurowright.engine.bench.PaintedCell;
import org.neurowright.engine.bench.Painting;
import org.neurowright.engine.bench.Preparation;
import org.neurowright.engine.bench.Rig;
import org.neurowright.engine.bench.Site;
import org.neurowright.engine.bench.Specimen;
import org.neurowright.engine.bench.Spread;
import org.neurowright.engine.bench.Trial;
import org.neurowright.engine.task.RunControl;
import org.neurowright.io.cell.BmtkFunctions;
import org.neurowright.io.project.MechanismLibrary;

class HocTemplateFileTest {
  /** Soma, a forked dendrite, an axon. */
  static final String SWC =
      """
      1 1 0 0 0 8 -1
      2 3 0 8 0 1.2 1
      3 3 0 60 0 1 2
      4 3 30 110 4 .7 3
      5 3 60 170 9 .4 4
      6 3 -25 120 0 .6 3
      7 3 -60 200 3 .3 6
      8 2 0 -8 0 .6 1
      9 2 2 -90 0 .4 8
      """;

  @TempDir Path temp;

  private static LabCells cells() {
    return new LabCells(new MechanismLibrary(Optional.empty()), BmtkFunctions.all());
  }

  private static double[] run(Preparation preparation) {
    Rig rig =
        Rig.EMPTY
            .device("clamp", "IClamp", new Site(preparation.specimen().cell().somaIndex(), .5))
            .record("v", new Site(2, .5), "v");
    Trial trial =
        Trial.EMPTY.set("clamp", "amp", .2).set("clamp", "del", 5).set("clamp", "dur", 30);
    return new Benches(preparation, 1).run(rig, trial, 50, RunControl.none()).of("v");
  }

  static Specimen painted(LabCell cell) {
    List<Integer> all = cell.specimen().sections("all");
    List<Integer> dendrites = cell.specimen().sections("dend");
    return PaintedCell.of(
        cell.specimen(),
        List.of(
            new Painting.Insert("hh", all, Map.of("gnabar", new Spread.Uniform(.15))),
            new Painting.Insert(
                "hh",
                dendrites,
                Map.of(
                    "gnabar", new Spread.Exponential(.1, .02, 80),
                    "gkbar", new Spread.Linear(.03, -1e-4)))));
  }

  @Test
  void aPaintedMorphologyComesBackFromItsTemplate() throws IOException {
    LabCell bare =
        cells().open(LabRequest.of(Files.writeString(temp.resolve("m.swc"), SWC))).orThrow();
    Specimen painted = painted(bare);
    String text =
        HocTemplateFile.text(
            "Painted",
            painted.cell(),
            painted.lists(),
            bare.conditions().withCelsius(10),
            List.of());
    Path hoc = Files.writeString(temp.resolve("painted.hoc"), text);
    LabCell back = cells().open(LabRequest.of(hoc)).orThrow();
    assertThat(back.conditions().vInitMv()).isEqualTo(-70);
    assertThat(back.conditions().celsius()).isEqualTo(10);
    assertThat(back.specimen().lists()).containsKeys("all", "basal", "axonal");
    double[] response = run(Preparation.of(painted, bare.conditions().withCelsius(10)));
    assertThat(run(back.preparation())).isEqualTo(response);
    assertThat(java.util.Arrays.stream(response).max().orElseThrow()).isGreaterThan(0);
  }

  @Test
  void namesThatHocDoesNotKnowAreNumberedByPart() {
    LabCell ball = cells().ballAndStick(20, 100, 1);
    var sections =
        ball.specimen().cell().sections().stream()
            .map(s ->
                new org.neurowright.engine.description.SectionModel(
                    "a section " + s.name(),
                    s.kind(),
                    s.geometry(),
                    s.parent(),
                    s.parentX(),
                    s.childX(),
                    s.nseg(),
                    s.axialResistivityOhmCm(),
                    s.capacitanceUfPerCm2(),
                    s.rallBranch(),
                    s.mechanisms(),
                    s.ionValues(),
                    s.ionStyles(),
                    s.rangeValues()))
            .toList();
    assertThat(
            HocTemplateFile.text(
                "B",
                new org.neurowright.engine.description.CableCell("b", sections),
                Map.of("soma", List.of(0), "my list", List.of(1)),
                ball.conditions(),
                List.of()))
        .contains("create soma[1], dend[1]")
        .contains("connect dend[0](0), soma[0](1)")
        .doesNotContain("my list");
    assertThat(HocTemplateFile.word("472 m.swc")).isEqualTo("Cell_472_m_swc");
  }

  @Test
  void anOpenCellGetsMoreMechanisms() throws IOException {
    Path folder = Files.createDirectories(temp.resolve("more"));
    Files.writeString(
        folder.resolve("leak2.mod"),
        """
        NEURON { SUFFIX leak2 NONSPECIFIC_CURRENT i RANGE g }
        PARAMETER { g = 1e-4 }
        ASSIGNED { v i }
        BREAKPOINT { i = g*(v + 60) }
        """);
    LabCell ball = cells().ballAndStick(20, 0, 1);
    assertThat(ball.specimen().catalogue().find("leak2")).isEmpty();
    LabCell more = cells().withMechanisms(ball, List.of(folder)).orThrow();
    assertThat(more.specimen().catalogue().find("leak2")).isPresent();
    assertThat(more.specimen().cell()).isEqualTo(ball.specimen().cell());
    assertThat(cells().withMechanisms(ball, List.of(temp)).problems())
        .extracting(org.neurowright.engine.problem.Problem::code)
        .containsExactly("lab.no-mechanisms");
  }
}
