package org.neurowright.io.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.neurowright.engine.cable.Blueprint;
import org.neurowright.engine.cable.CableGroup;
import org.neurowright.engine.cable.CableNetwork;
import org.neurowright.engine.cable.CablePartition;
import org.neurowright.engine.cable.CableSettings;
import org.neurowright.engine.cable.Probe;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.SectionGeometry;
import org.neurowright.engine.description.SectionModel;
import org.neurowright.engine.mechanism.MechanismCatalogue;
import org.neurowright.engine.nmodl.NmodlCompiler;
import org.neurowright.engine.nmodl.builtin.BuiltinMechanisms;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problems;
import org.neurowright.io.cell.BmtkCellModels;
import org.neurowright.io.cell.CellRequest;

/**
 * Axon stubs in the direction of the traced axon, against BMTK 1.2.0 with NEURON 9.0.2 and
 * scikit-learn 1.9.1; the numbers were printed by {@code directed_stub.py} in the test resources.
 */
class DirectedStubTest {
  private static final String SWC =
      """
      1 1 0 0 0 8 -1
      2 3 8 0 0 1 1
      3 3 40 0 0 0.8 2
      4 2 0 -9 0 0.75 1
      5 2 0 -70 5 0.25 4
      6 2 0 -90 5 0.25 5
      7 2 20 -90 5 0.125 5
      """;
  private static final String FIT =
      """
      {"passive": [{"ra": 120, "e_pas": -80,
         "cm": [{"section": "soma", "cm": 1.0}, {"section": "axon", "cm": 1.5}, {"section": "dend", "cm": 2.12}]}],
       "conditions": [{"erev": [{"section": "soma", "ena": 50.0, "ek": -77.0}]}],
       "genome": [
         {"section": "soma", "name": "gnabar_hh", "value": 0.1, "mechanism": "hh"},
         {"section": "soma", "name": "g_pas", "value": 1e-4, "mechanism": ""},
         {"section": "axon", "name": "g_pas", "value": 0.0005, "mechanism": ""},
         {"section": "dend", "name": "g_pas", "value": 3e-5, "mechanism": ""}]}
      """;

  /** What BMTK and NEURON have for the cell above, with 0.05 nA from 5 to 45 ms. */
  enum Reference {
    PERISOMATIC(
        "aibs_perisomatic_directed",
        0.5,
        0,
        new double[] {1, 1},
        1173.7025508363924,
        new double[] {
          -80,
          -69.28518401271101,
          -63.33536270697243,
          -63.31771603693996,
          -63.317700990517835,
          -63.317700977990704,
          -63.31770097798034,
          -63.31770097798034,
          -63.31770097798034,
          -63.31770097798034,
          -67.73168081844668
        },
        -68.22865155695834),
    ALL_ACTIVE(
        "aibs_allactive_directed",
        1,
        8,
        new double[] {1, 0.375},
        1114.797688581584,
        new double[] {
          -80,
          -68.71591216759327,
          -63.00949041933333,
          -63.004896350910634,
          -63.00489620287101,
          -63.00489620289518,
          -63.00489620289518,
          -63.00489620289518,
          -63.00489620289518,
          -63.00489620289518,
          -67.35183149603176
        },
        -67.92022624955496);

    final String directive;
    final double somaX;
    final double startX;
    final double[] diameters;
    final double area;
    final double[] somaMv;
    final double lastAxonMv;

    Reference(
        String directive,
        double somaX,
        double startX,
        double[] diameters,
        double area,
        double[] somaMv,
        double lastAxonMv) {
      this.directive = directive;
      this.somaX = somaX;
      this.startX = startX;
      this.diameters = diameters;
      this.area = area;
      this.somaMv = somaMv;
      this.lastAxonMv = lastAxonMv;
    }
  }

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void isThatOfBmtk(Reference expected) throws IOException {
    Files.writeString(folder.resolve("cell.swc"), SWC);
    Files.writeString(folder.resolve("fit.json"), FIT);
    CableCell cell =
        cell(expected.directive, folder.resolve("cell.swc"), folder.resolve("fit.json"));

    assertThat(cell.sections())
        .extracting(SectionModel::name)
        .containsExactly("soma[0]", "dend[0]", "axon[0]", "axon[1]");
    double x = expected.startX;
    checkStub(cell.sections().get(2), 0, expected.somaX, new double[] {x, 0, 0});
    double[] middle = {x + 5.002752304077148, -29.52801513671875, 1.7518044710159302};
    checkStub(cell.sections().get(3), 2, 1, middle);
    SectionGeometry.Points last = (SectionGeometry.Points) cell.sections().get(3).geometry();
    assertThat(last.x()[1]).isCloseTo((float) (x + 10.005504608154297), within(1e-5f));
    assertThat(last.y()[1]).isCloseTo(-59.0560302734375f, within(1e-5f));
    assertThat(last.z()[1]).isCloseTo(3.5036089420318604f, within(1e-5f));
    for (int i = 0; i < 2; i++) {
      assertThat(((SectionGeometry.Points) cell.sections().get(2 + i).geometry()).diameter())
          .containsOnly((float) expected.diameters[i]);
    }

    MechanismCatalogue catalogue = BuiltinMechanisms.catalogue(new NmodlCompiler());
    Run run = new Run(cell, catalogue, 0.05);
    assertThat(run.areaUm2()).isCloseTo(expected.area, within(1e-9));
    double[][] trace = run.trace();
    for (int k = 0; k < expected.somaMv.length; k++) {
      assertThat(trace[k][0]).isCloseTo(expected.somaMv[k], within(1e-9));
    }
    assertThat(trace[10][1]).isCloseTo(expected.lastAxonMv, within(1e-9));
  }

  private static void checkStub(SectionModel stub, int parent, double parentX, double[] start) {
    assertThat(stub.lengthUm()).isEqualTo(30);
    assertThat(stub.parent()).isEqualTo(parent);
    assertThat(stub.parentX()).isEqualTo(parentX);
    SectionGeometry.Points points = (SectionGeometry.Points) stub.geometry();
    assertThat(points.size()).isEqualTo(2);
    assertThat(points.x()[0]).isCloseTo((float) start[0], within(1e-5f));
    assertThat(points.y()[0]).isCloseTo((float) start[1], within(1e-5f));
    assertThat(points.z()[0]).isCloseTo((float) start[2], within(1e-5f));
  }

  /** A cell of the Allen Cell Types Database with BMTK's mechanisms and 0.3 nA. */
  @Tag("conformance")
  @ParameterizedTest
  @CsvSource({
    "aibs_perisomatic_directed, 7115.772871572411, 303.1600036621094, 1, 1, -62.44495999114497,"
        + " -62.406099263721856, -73.56231566340418, -74.33733111115825",
    "aibs_allactive_directed, 7015.844608682816, 308.6028137207031, 0.4801153838634491,"
        + " 0.45961281657218933, -61.061719532442616, -61.78287252725017, -74.3185385568735,"
        + " -75.81346140304566"
  })
  void allenCellsAreThoseOfBmtk(
      String directive,
      double area,
      double startX,
      double diameter0,
      double diameter1,
      double v10,
      double v20,
      double v50,
      double axon50)
      throws IOException {
    Path data = Conformance.shared().resolve("data/bmtk/bio_components");
    CableCell cell =
        cell(
            directive,
            data.resolve("morphologies/Scnn1a_473845048_m.swc"),
            data.resolve("biophysical_neuron_templates/ctdb/472363762_fit.json"));
    assertThat(cell.sections()).hasSize(122);
    checkStub(
        cell.sections().get(120),
        0,
        directive.contains("perisomatic") ? .5 : 1,
        new double[] {startX, 379.4648132324219, 28.559999465942383});
    checkStub(
        cell.sections().get(121),
        120,
        1,
        new double[] {startX + 16.5657653808594, 403.876708984375, 23.116146087646484});
    for (int i = 0; i < 2; i++) {
      assertThat(((SectionGeometry.Points) cell.sections().get(120 + i).geometry()).diameter())
          .containsOnly((float) (i == 0 ? diameter0 : diameter1));
    }
    Run run = new Run(cell, AllenCellsTest.catalogue(), 0.3);
    assertThat(run.areaUm2()).isCloseTo(area, within(1e-8));
    double[][] trace = run.trace();
    assertThat(trace[2][0]).isCloseTo(v10, within(1e-6));
    assertThat(trace[4][0]).isCloseTo(v20, within(1e-6));
    assertThat(trace[10][0]).isCloseTo(v50, within(1e-6));
    assertThat(trace[10][1]).isCloseTo(axon50, within(1e-6));
  }

  private static CableCell cell(String directive, Path swc, Path fit) {
    return new BmtkCellModels()
        .load(
            new CellRequest(
                "ctdb:Biophys1.hoc",
                Optional.of(swc),
                Optional.of(fit),
                Optional.empty(),
                List.of(directive),
                Location.NOWHERE))
        .orThrow()
        .withMaximalSegmentLength(20);
  }

  /** 50 ms at 34 °C from -80 mV, dt 0.025 ms, current into the middle of the soma. */
  private static final class Run {
    private final CableCell cell;
    private final MechanismCatalogue catalogue;
    private final double amplitude;
    private final Blueprint blueprint;

    Run(CableCell cell, MechanismCatalogue catalogue, double amplitude) {
      this.cell = cell;
      this.catalogue = catalogue;
      this.amplitude = amplitude;
      Problems problems = new Problems();
      blueprint = Blueprint.of(cell, catalogue, problems);
      problems.throwIfErrors();
    }

    double areaUm2() {
      double total = 0;
      for (int s = 0; s < cell.sections().size(); s++) {
        int nseg = cell.sections().get(s).nseg();
        for (int k = 0; k < nseg; k++) {
          total += blueprint.areaUm2(s, (k + .5) / nseg);
        }
      }
      return total;
    }

    /** Soma and second stub section, every 5 ms. */
    double[][] trace() {
      CableNetwork network = new CableNetwork(catalogue);
      int one = network.addCell(blueprint);
      network.addPoint(
          one,
          0,
          .5,
          network.addTemplate(
              new CableNetwork.PointTemplate(
                  catalogue.find("IClamp").orElseThrow(),
                  Map.of("del", 5.0, "dur", 40.0, "amp", amplitude))));
      CablePartition partition =
          network.partition(1, new CableSettings(.025, -80, 34, 0, Map.of()));
      CableGroup group = partition.groups().getFirst();
      Probe soma = partition.probe(one, 0, .5, "v").orElseThrow();
      Probe axon = partition.probe(one, cell.sections().size() - 1, .5, "v").orElseThrow();
      group.initialise();
      double[][] trace = new double[11][];
      trace[0] = new double[] {soma.value(), axon.value()};
      for (int k = 1; k < trace.length; k++) {
        group.advance((k - 1) * 200L, 200);
        trace[k] = new double[] {soma.value(), axon.value()};
      }
      return trace;
    }
  }
}
