package org.neurowright.io.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurowright.engine.bench.Benches;
import org.neurowright.engine.bench.Recordable;
import org.neurowright.engine.bench.Recordables;
import org.neurowright.engine.bench.Site;
import org.neurowright.engine.protocol.DetailedClamp;
import org.neurowright.engine.protocol.Electrodes;
import org.neurowright.engine.task.RunControl;
import org.neurowright.io.cell.BmtkFunctions;
import org.neurowright.io.project.MechanismLibrary;

/** Currents that mechanisms share, hide or keep; concentrations; points of the cell itself. */
class RecordablesTest {
  private static final String CURRENT =
      """
      NEURON { SUFFIX owncal USEION ca READ eca WRITE ica RANGE gbar }
      UNITS { (mV) = (millivolt) (mA) = (milliamp) (S) = (siemens) }
      PARAMETER { gbar = 1e-4 (S/cm2) }
      ASSIGNED { v (mV) eca (mV) ica (mA/cm2) }
      STATE { m }
      INITIAL { m = minf(v) }
      BREAKPOINT { SOLVE states METHOD cnexp ica = gbar*m*m*(v - eca) }
      DERIVATIVE states { m' = (minf(v) - m)/2 }
      FUNCTION minf(v (mV)) { minf = 1/(1 + exp(-(v + 30)/6)) }
      """;

  private static final String POOL =
      """
      NEURON { SUFFIX owncad USEION ca READ ica WRITE cai RANGE depth, tau }
      UNITS { (mM) = (milli/liter) (um) = (micron) (mA) = (milliamp) FARADAY = (faraday) (coulombs) }
      PARAMETER { depth = 0.2 (um) tau = 20 (ms) }
      ASSIGNED { ica (mA/cm2) }
      STATE { cai (mM) }
      INITIAL { cai = 1e-4 }
      BREAKPOINT { SOLVE states METHOD cnexp }
      DERIVATIVE states { cai' = -(10000)*ica/(2*FARADAY*depth) - (cai - 1e-4)/tau }
      """;

  private static final String CELL =
      """
      begintemplate Calcium
      public soma, all
      create soma[1]
      objref all, own
      proc init() {
        all = new SectionList()
        soma[0] {
          L = 20 diam = 20
          insert hh
          insert owncal
          insert owncad
          all.append()
          own = new AlphaSynapse(0.5)
          own.onset = 5 own.tau = 1 own.gmax = 0.002 own.e = -20
        }
      }
      endtemplate Calcium
      """;

  /**
   * Provenance: the cell in NEURON 9.0.2 with IClamp(0.5) of 0.2 nA from 20 ms for 5 ms, dt 0.025,
   * v_init -65, 40 ms; Vector.record of each name, samples 0, 240, 880, 900, 1000 and 1600.
   */
  private static final String[] NEURON = {
    "v -65.0 -60.78743646866595 39.74712760707702"
        + " 19.46464561420515 -74.06273810997861 -64.58811872376089",
    "ina -0.0012200571764654333 -0.0031475973535032673 -0.3188583557299418"
        + " -0.6856585628317932 -1.8477592715380407e-05 -0.0014030811469397852",
    "ik 0.004399733467282939 0.006284498651381725 0.32890753718457644"
        + " 0.771592222835194 0.022247292801276276 0.004329954069988826",
    "ica -1.5706656301112113e-07 -2.0757114633284514e-07 -0.00021356114606180016"
        + " -0.000990623412331528 -0.0014842829161703474 -1.310986921324724e-07",
    "cai 0.0001 0.0001002160827291409 0.0014328610929730658"
        + " 0.0014717496850389078 0.002974611609342872 0.0016488650467348378",
    "eca 119.24362423187573 119.21776388652604 87.18614289773055"
        + " 86.90464373773317 78.41801669803803 85.48372311637667",
    "il_hh -0.0032100000000000006 -0.0019855727761721835 0.02830286715909727"
        + " 0.022512705012637628 -0.005935746434592125 -0.0030876226017516766",
    "m_hh 0.05293248525724958 0.07480525749625433 0.9461564734683169"
        + " 0.9943151743283796 0.019656940470293947 0.055363565790889885",
    "m_owncal 0.002919749792392181 0.0034253614043501506 0.22261722824029137"
        + " 0.39455703274331505 0.30810630879322826 0.0029577116918115282",
  };

  /** Of the synapse in nA, from the same run. */
  private static final double SYNAPSE_AT_240 = -0.08183070478368279;

  private static final int[] SAMPLES = {0, 240, 880, 900, 1000, 1600};

  @TempDir Path temp;

  @Test
  void namesAndValuesAreNeurons() throws Exception {
    Files.writeString(temp.resolve("owncal.mod"), CURRENT);
    Files.writeString(temp.resolve("owncad.mod"), POOL);
    Path hoc = Files.writeString(temp.resolve("cal.hoc"), CELL);
    Benches benches =
        new Benches(
            new LabCells(new MechanismLibrary(Optional.empty()), BmtkFunctions.all())
                .open(LabRequest.of(hoc))
                .orThrow()
                .preparation(),
            1);
    List<Recordable> all = Recordables.at(benches.specimen(), new Site(0, .5));
    assertThat(variables(all, Recordable.Kind.MECHANISM_CURRENT))
        .containsExactlyInAnyOrder("ina(hh)", "ik(hh)", "il_hh", "ica(owncal)", "i(AlphaSynapse)");
    assertThat(variables(all, Recordable.Kind.ION_CURRENT)).containsExactly("ina", "ik", "ica");
    assertThat(variables(all, Recordable.Kind.GATE)).contains("m_hh", "h_hh", "n_hh", "m_owncal");
    assertThat(all.stream().filter(r -> r.variable().equals("cai")).findFirst().orElseThrow())
        .matches(Recordable::changes);
    assertThat(all.stream().filter(r -> r.variable().equals("cao")).findFirst().orElseThrow())
        .matches(r -> !r.changes());
    DetailedClamp.Result result =
        DetailedClamp.run(
            benches,
            new DetailedClamp.Settings(
                Electrodes.SOMA, new DetailedClamp.Stimulus.Pulse(200, 20, 5), 40),
            all,
            RunControl.none());
    for (String line : NEURON) {
      String[] words = line.split(" ");
      double[] found = of(result, words[0]);
      for (int k = 0; k < SAMPLES.length; k++) {
        double expected = Double.parseDouble(words[k + 1]);
        assertThat(found[SAMPLES[k]])
            .as(words[0] + ", sample " + SAMPLES[k])
            .isCloseTo(expected, within(1e-8 * Math.max(1e-4, Math.abs(expected))));
      }
    }
    // Only one mechanism carries each of these ions.
    for (String[] same :
        new String[][] {{"ina", "ina(hh)"}, {"ik", "ik(hh)"}, {"ica", "ica(owncal)"}}) {
      assertThat(of(result, same[1])).containsExactly(of(result, same[0]));
    }
    assertThat(of(result, "i(AlphaSynapse)")[240] * result.areaUm2() * .01)
        .isCloseTo(SYNAPSE_AT_240, within(1e-10));
  }

  private static List<String> variables(List<Recordable> all, Recordable.Kind kind) {
    return all.stream().filter(r -> r.kind() == kind).map(Recordable::variable).toList();
  }

  private static double[] of(DetailedClamp.Result result, String variable) {
    return result.watched().entrySet().stream()
        .filter(e -> e.getKey().variable().equals(variable))
        .findFirst()
        .orElseThrow(() ->
            new AssertionError(
                variable + " of " + Arrays.toString(result.watched().keySet().toArray())))
        .getValue();
  }
}
