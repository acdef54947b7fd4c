package org.neurowright.engine.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.neurowright.engine.bench.Benches;
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
import org.neurowright.engine.nmodl.NmodlCompiler;
import org.neurowright.engine.nmodl.builtin.BuiltinMechanisms;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.task.RunControl;

class AdditionsTest {
  private static MechanismCatalogue catalogue;

  @BeforeAll
  static void compile() {
    catalogue = BuiltinMechanisms.catalogue(new NmodlCompiler());
  }

  /** A passive soma with a dendrite: linear, so that responses add up. */
  private static Benches benches() {
    List<MechanismInsertion> leak =
        List.of(new MechanismInsertion("pas", Map.of("g", 1e-4, "e", -65.0)));
    List<SectionModel> sections =
        List.of(
            SectionModel.of("soma", SectionKind.SOMA, new SectionGeometry.Cylinder(20, 20), -1, 0)
                .withMembrane(100, 1, leak, Map.of()),
            SectionModel.of("dend", SectionKind.DEND, new SectionGeometry.Cylinder(300, 2), 0, 1)
                .withNseg(7)
                .withMembrane(100, 1, leak, Map.of()));
    Specimen specimen =
        new Specimen("Linear", "", new CableCell("Linear", sections), Map.of(), catalogue);
    return new Benches(Preparation.of(specimen, Conditions.NEURON), 1);
  }

  private static final Place FAR = new Place(new SectionAddress("dend", 0), .9);

  private static CurrentClamp.Settings pulse(double pa, Place record) {
    return new CurrentClamp.Settings(
        new Electrodes(record, Place.SOMA), pa, 5, 40, 60, OptionalDouble.empty());
  }

  private static CurrentClamp.Result run(double pa, Place record, Additions additions) {
    return CurrentClamp.run(benches(), pulse(pa, record), additions, RunControl.none());
  }

  @Test
  void aProbeShowsWhatTheElectrodeWouldShowThereAndChangesNothing() {
    CurrentClamp.Result plain = run(80, Place.SOMA, Additions.NONE);
    CurrentClamp.Result far = run(80, FAR, Additions.NONE);
    CurrentClamp.Result probed =
        run(
            80,
            Place.SOMA,
            new Additions(List.of(new Additions.Probe("p", FAR)), List.of(), List.of()));
    assertThat(plain.probes()).isEmpty();
    assertThat(probed.trace().vMv()).containsExactly(plain.trace().vMv());
    assertThat(probed.probes().getFirst().vMv()).containsExactly(far.trace().vMv());
  }

  @Test
  void clampsAddUp() {
    CurrentClamp.Result together = run(80, Place.SOMA, Additions.NONE);
    CurrentClamp.Result split =
        run(
            50,
            Place.SOMA,
            new Additions(
                List.of(), List.of(new Additions.Clamp("c", Place.SOMA, 30, 5, 40)), List.of()));
    assertThat(split.trace().vMv()).containsExactly(together.trace().vMv(), within(1e-9));
  }

  @Test
  void aSynapseActsFromItsFirstSpikeOn() {
    double[] plain = run(0, Place.SOMA, Additions.NONE).trace().vMv();
    double[] driven =
        run(
                0,
                Place.SOMA,
                new Additions(
                    List.of(),
                    List.of(),
                    List.of(
                        new Additions.Synapse(
                            "s", FAR, "ExpSyn", Map.of("tau", 3.0), .002, List.of(20.0)))))
            .trace()
            .vMv();
    int spike = (int) Math.round(20 / .025);
    for (int i = 0; i <= spike; i++) {
      assertThat(driven[i]).isEqualTo(plain[i]);
    }
    assertThat(driven[spike + 200]).isGreaterThan(plain[spike + 200] + .5);
  }

  @Test
  void whatDoesNotFitIsSaid() {
    Additions nowhere =
        new Additions(
            List.of(new Additions.Probe("Probe 1", new Place(new SectionAddress("apic", 0), .5))),
            List.of(),
            List.of());
    assertThatThrownBy(() -> run(80, Place.SOMA, nowhere))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("Probe 1");
    Additions unknown =
        new Additions(
            List.of(),
            List.of(),
            List.of(new Additions.Synapse("s", FAR, "NoSyn", Map.of(), 1, List.of())));
    assertThatThrownBy(() -> run(80, Place.SOMA, unknown))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("NoSyn");
  }
}
