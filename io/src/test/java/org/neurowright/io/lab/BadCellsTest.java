package org.neurowright.io.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurowright.engine.bench.Benches;
import org.neurowright.engine.bench.Change;
import org.neurowright.engine.bench.Place;
import org.neurowright.engine.bench.Preparation;
import org.neurowright.engine.bench.SectionAddress;
import org.neurowright.engine.measure.TauMethod;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.protocol.CurrentClamp;
import org.neurowright.engine.protocol.Electrodes;
import org.neurowright.engine.protocol.Passive;
import org.neurowright.engine.protocol.SynapticInput;
import org.neurowright.engine.task.RunControl;
import org.neurowright.io.cell.BmtkFunctions;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.project.MechanismLibrary;

/** Cells and settings with which nothing can be done say so, and what can be done is done. */
class BadCellsTest {
  @TempDir Path temp;

  private Path hoc(String body) throws IOException {
    return Files.writeString(
        temp.resolve("cell.hoc"), "begintemplate Cell\n" + body + "\nendtemplate Cell\n");
  }

  private static ReadResult<LabCell> open(Path hoc) {
    return new LabCells(new MechanismLibrary(Optional.empty()), BmtkFunctions.all())
        .open(LabRequest.of(hoc));
  }

  private LabCell sphere() throws IOException {
    return open(hoc(
            """
            public soma, all
            create soma[1]
            objref all
            proc init() { all = new SectionList()
              soma[0] { L = 20 diam = 20 insert pas g_pas = 1e-4 e_pas = -65 all.append() } }
            """))
        .value()
        .orElseThrow();
  }

  private static Problem failure(Runnable action) {
    return catchThrowableOfType(ModelException.class, action::run).problems().getFirst();
  }

  private static List<String> codes(List<Problem> problems) {
    return problems.stream().map(Problem::code).toList();
  }

  private static CurrentClamp.Settings clamp(Electrodes electrodes) {
    return new CurrentClamp.Settings(electrodes, 10, 20, 20, 60, OptionalDouble.empty());
  }

  @Test
  void aTemplateWithoutSomaOpensAndIsMeasuredWhereItHasSections() throws IOException {
    ReadResult<LabCell> read =
        open(hoc("public trunk\ncreate trunk\nproc init() { trunk insert pas }"));
    assertThat(codes(read.problems())).contains("lab.no-soma");
    Benches benches = new Benches(read.value().orElseThrow().preparation(), 1);
    Problem problem =
        failure(() -> CurrentClamp.run(benches, clamp(Electrodes.SOMA), RunControl.none()));
    assertThat(problem.code()).isEqualTo("lab.no-section");
    assertThat(problem.message()).contains("soma");
    assertThat(problem.expected()).contains("trunk");
    Place trunk = new Place(new SectionAddress("trunk", 0), .5);
    CurrentClamp.Result result =
        CurrentClamp.run(benches, clamp(new Electrodes(trunk, trunk)), RunControl.none());
    assertThat(result.trace().vMv()[1500]).isGreaterThan(result.trace().vMv()[700]);
  }

  @Test
  void aMissingMechanismIsNamedWithItsLine() throws IOException {
    ReadResult<LabCell> read =
        open(hoc("public soma\ncreate soma[1]\nproc init() {\n  soma[0] insert nowhere\n}"));
    assertThat(read.value()).isEmpty();
    Problem problem = read.problems().stream().filter(Problem::isError).findFirst().orElseThrow();
    assertThat(problem.code()).isEqualTo("hoc.unknown-mechanism");
    assertThat(problem.message()).contains("nowhere");
    assertThat(problem.location().line()).isEqualTo(5);
  }

  @Test
  void aMissingSectionListIsNamed() throws IOException {
    ReadResult<LabCell> read =
        open(hoc("public soma\ncreate soma[1]\nproc init() {\n  forsec basal insert pas\n}"));
    assertThat(read.value()).isEmpty();
    assertThat(read.problems())
        .anyMatch(p -> p.isError() && p.message().contains("basal") && p.location().line() == 5);
    LabCell sphere = sphere();
    Problem problem =
        failure(
            () -> sphere.specimen().site(new Place(new SectionAddress("apical", 2), .5), "clamp"));
    assertThat(problem.code()).isEqualTo("lab.no-section");
    assertThat(problem.message()).contains("apical");
  }

  @Test
  void aPotentialThatIsNoNumberEndsTheRunAndLeavesTheBenchGood() throws IOException {
    LabCell sphere = sphere();
    Benches benches = new Benches(sphere.preparation(), 1);
    CurrentClamp.Settings settings = clamp(Electrodes.SOMA);
    double[] good = CurrentClamp.run(benches, settings, RunControl.none()).trace().vMv();
    Preparation bad = sphere.preparation().with(sphere.conditions().withVInit(1e308));
    benches.prepare(bad.with(new Change.Range(sphere.specimen().sections("all"), "g_pas", -1e9)));
    Problem problem = failure(() -> CurrentClamp.run(benches, settings, RunControl.none()));
    assertThat(problem.code()).isEqualTo("lab.not-a-number");
    assertThat(problem.message()).contains("t = ");
    benches.prepare(sphere.preparation());
    assertThat(CurrentClamp.run(benches, settings, RunControl.none()).trace().vMv())
        .containsExactly(good);
  }

  @Test
  void aClampOutsideTheCellIsRefused() throws IOException {
    Benches benches = new Benches(sphere().preparation(), 1);
    Electrodes outside = new Electrodes(Place.SOMA, new Place(SectionAddress.SOMA, 1.5));
    Problem problem = failure(() -> CurrentClamp.run(benches, clamp(outside), RunControl.none()));
    assertThat(problem.code()).isEqualTo("lab.outside-cell");
    assertThat(problem.message()).contains("1.5");
  }

  @Test
  void aFitThatDoesNotConvergeSaysSo() throws IOException {
    LabCell sphere = sphere();
    // Without leak the potential rises for ever: no exponential is long enough.
    Preparation leakless =
        sphere.preparation().with(new Change.Range(sphere.specimen().sections("all"), "g_pas", 0));
    Passive.Result result =
        Passive.run(
            new Benches(leakless, 1),
            Passive.Settings.DEFAULT.withMethod(TauMethod.EXP),
            RunControl.none());
    assertThat(codes(result.warnings())).contains("lab.not-converged");
    assertThat(result.measure().vRestMv()).isEqualTo(-65);
  }

  @Test
  void aRunThatEndsBeforeThePulseIsMadeLongerOrSaysSo() throws IOException {
    Benches benches = new Benches(sphere().preparation(), 1);
    CurrentClamp.Result longer =
        CurrentClamp.run(
            benches,
            new CurrentClamp.Settings(Electrodes.SOMA, 10, 100, 50, 30, OptionalDouble.empty()),
            RunControl.none());
    assertThat(codes(longer.warnings())).contains("lab.tstop-extended");
    assertThat(longer.trace().tMs()[longer.trace().tMs().length - 1]).isGreaterThan(149);
    SynapticInput.Settings usual = SynapticInput.Settings.DEFAULT;
    SynapticInput.Result none =
        SynapticInput.run(
            benches,
            new SynapticInput.Settings(
                usual.electrodes(),
                usual.mechanism(),
                usual.parameters(),
                usual.weight(),
                100,
                50,
                new SynapticInput.Pattern.Single(),
                OptionalDouble.empty()),
            RunControl.none());
    assertThat(codes(none.warnings())).contains("lab.no-input");
  }
}
