package org.neurowright.io.segregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurowright.engine.bench.Benches;
import org.neurowright.engine.bench.Place;
import org.neurowright.engine.bench.SectionAddress;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.protocol.Electrodes;
import org.neurowright.engine.protocol.FiCurve;
import org.neurowright.engine.task.RunControl;
import org.neurowright.io.cell.BmtkFunctions;
import org.neurowright.io.lab.LabCell;
import org.neurowright.io.lab.LabCells;
import org.neurowright.io.lab.LabRequest;
import org.neurowright.io.project.MechanismLibrary;
import org.neurowright.io.segregation.SegregatedGate.Action;
import org.neurowright.io.segregation.SegregatedGate.Kind;

/** The sample cell with four channels, segregated. */
class SegregationTest {
  private static final Path CELL = Path.of("../samples/single-cells/cells/four_channels.hoc");

  private static final List<CurrentModule> MODULES =
      List.of(
          CurrentModule.parse("passive:..-62.5:labh"),
          CurrentModule.parse("LTO:-67.5..:labkm"),
          CurrentModule.parse("spiking:-57.5..:labnat,labkdr"));

  @TempDir private static Path folder;
  private static LabCells cells;
  private static LabCell cell;
  private static Segregation segregation;

  @BeforeAll
  static void open() {
    cells = new LabCells(new MechanismLibrary(java.util.Optional.empty()), BmtkFunctions.all());
    cell = cells.open(LabRequest.of(CELL)).value().orElseThrow();
    segregation = Segregation.of(cell, LabRequest.of(CELL));
  }

  private static int[] spikes(LabCell of) {
    Place soma = new Place(SectionAddress.parse("soma"), .5);
    FiCurve.Settings settings =
        new FiCurve.Settings(
            new Electrodes(soma, soma), 0, 700, 300, 50, 200, 0, OptionalDouble.empty());
    return FiCurve.run(new Benches(of.preparation(), 1), settings, RunControl.none()).spikes();
  }

  @Test
  void findsGatesAndWhatTheyDo() {
    assertThat(segregation.mechanisms()).contains("labnat", "labkdr", "labkm", "labh");
    List<SegregatedGate> gates = segregation.plan(MODULES, Segregation.Method.CUT, .01);
    SegregatedGate l = gates.getFirst();
    assertThat(l.mechanism() + "." + l.gate()).isEqualTo("labh.l");
    assertThat(l.kind()).isEqualTo(Kind.HYPERPOLARISATION);
    assertThat(l.fit().orElseThrow().vHalfMv()).isCloseTo(-80, within(1e-6));
    assertThat(l.action()).isEqualTo(new Action.Cut(true, -62.5));
    // the first point beyond the boundary is -62 mV
    assertThat(l.overlap()).isCloseTo(1 / (1 + Math.exp(18 / 8.)), within(1e-9));
    SegregatedGate h =
        gates.stream()
            .filter(g -> g.mechanism().equals("labnat") && g.gate().equals("h"))
            .findFirst()
            .orElseThrow();
    assertThat(h.kind()).isEqualTo(Kind.INACTIVATION);
    assertThat(h.action()).isInstanceOf(Action.Keep.class);
  }

  @Test
  void writesACellThatRuns() throws IOException {
    Path out = folder.resolve("cut");
    List<SegregatedGate> gates = segregation.plan(MODULES, Segregation.Method.CUT, .01);
    Segregation.Written written = segregation.write(gates, out, Segregation.TEMPLATE_FILE, false);
    assertThat(written.mechanisms()).containsEntry("labnat", "labnatseg");
    assertThat(written.parameters()).contains("mseg_labnatseg", "lseg_labhseg");
    assertThat(out.resolve("labnat.mod"))
        .hasSameBinaryContentAs(CELL.resolveSibling("../modfiles/labnat.mod").normalize());
    LabCell after = cells.open(written.request()).value().orElseThrow();
    assertThat(after.specimen().name()).isEqualTo("FourChannelsSeg");
    assertThat(after.specimen().cell().sections().getFirst().mechanisms())
        .extracting(m -> m.mechanism())
        .contains("labnatseg", "labkdrseg", "labkmseg", "labhseg", "pas");
    assertThat(spikes(after)).isNotEqualTo(new int[3]);
    assertThatThrownBy(() -> segregation.write(gates, out, Segregation.TEMPLATE_FILE, false))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("not empty");
  }

  /** With boundaries that nothing reaches the cell is the same. */
  @Test
  void cutsThatCutNothingChangeNothing() throws IOException {
    List<CurrentModule> wide =
        List.of(
            CurrentModule.parse("spiking:-990..:labnat,labkdr"),
            CurrentModule.parse("passive:..990:labh"));
    Segregation.Written written =
        segregation.write(
            segregation.plan(wide, Segregation.Method.CUT, .01),
            folder.resolve("wide"),
            "cells.hoc",
            false);
    LabCell after = cells.open(written.request()).value().orElseThrow();
    assertThat(spikes(after)).isEqualTo(spikes(cell));
  }

  @Test
  void shiftsUntilLittleIsLeft() throws IOException {
    List<SegregatedGate> gates = segregation.plan(MODULES, Segregation.Method.SHIFT, .01);
    SegregatedGate l = gates.getFirst();
    // the Boltzmann curve is 1 % at V_half + k ln 99
    double left = -80 + 8 * Math.log(99);
    assertThat(l.action()).isInstanceOf(Action.Shift.class);
    assertThat(((Action.Shift) l.action()).mv()).isCloseTo(-62.5 - left, within(.2));
    Segregation.Written written =
        segregation.write(gates, folder.resolve("shift"), Segregation.TEMPLATE_FILE, false);
    assertThat(written.parameters()).contains("vshift_labhseg");
    assertThat(cells.open(written.request()).value()).isPresent();
  }

  @Test
  void namesWhatDoesNotFit() {
    assertThatThrownBy(() ->
            segregation.plan(
                List.of(CurrentModule.parse("x:-60..:pas,nowhere")), Segregation.Method.CUT, .01))
        .isInstanceOfSatisfying(ModelException.class, e -> assertThat(e.problems()).hasSize(2));
    assertThatThrownBy(() -> CurrentModule.parse("spiking -57"))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("does not describe a module");
  }
}
