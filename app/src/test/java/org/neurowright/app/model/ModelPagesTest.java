package org.neurowright.app.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.neurowright.app.fake.FakeModels;
import org.neurowright.app.task.TaskService;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.CellModel;
import org.neurowright.engine.description.EdgePopulation;
import org.neurowright.engine.description.InputDescription;
import org.neurowright.engine.description.MechanismInsertion;
import org.neurowright.engine.description.ModelDescription;
import org.neurowright.engine.description.NodePopulation;
import org.neurowright.engine.description.SectionGeometry;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.description.SectionModel;
import org.neurowright.engine.task.RunControl;

/** What the pages say, without the pages. */
class ModelPagesTest {
  private final TaskService tasks = new TaskService(Runnable::run, Runnable::run, () -> 0);
  private final ModelDescription model = FakeModels.model(20);

  @Test
  void aMillionNodesAreListedSortedAndFilteredWithoutMakingTheirText() {
    NodePopulation population = FakeModels.artificial("many", 1_000_000);
    NodeTableViewModel table = new NodeTableViewModel(population, tasks);
    assertThat(table.orderProperty().get().size()).isEqualTo(1_000_000);
    table.filterProperty().set("777777");
    assertThat(table.orderProperty().get().rows()).containsExactly(777_777);
    table.filterProperty().set("");
    int rate =
        table.fields().stream()
            .map(NodeTableViewModel.Field::name)
            .toList()
            .indexOf("background_rate");
    table.sort(rate, true);
    int[] rows = table.orderProperty().get().rows();
    double first = Double.parseDouble(table.text(rows[0], rate));
    double last = Double.parseDouble(table.text(rows[999_999], rate));
    assertThat(first).isLessThan(1.01);
    assertThat(last).isGreaterThan(9.99);
    table.sort(-1, true);
    assertThat(table.orderProperty().get().rows()).startsWith(0, 1, 2);
  }

  @Test
  void nodeTablesHaveUnitsAndAttributes() {
    NodeTableViewModel table = new NodeTableViewModel(model.nodes().getFirst(), tasks);
    assertThat(table.fields().stream().map(NodeTableViewModel.Field::name))
        .containsExactly(
            "node_id",
            "node_type_id",
            "cell model",
            "x (µm)",
            "y (µm)",
            "z (µm)",
            "rotation_angle_yaxis (rad)",
            "tuning_angle (°)");
    assertThat(table.text(0, 1)).isEqualTo("101");
  }

  @Test
  void typeTablesPutKnownColumnsFirstAndUnitsInHeaders() {
    TypeTable edges = TypeTable.of(model.edges().getFirst());
    assertThat(edges.headers())
        .startsWith("edge_type_id", "synapse", "model_template", "dynamics_params");
    assertThat(edges.headers()).contains("syn_weight (µS)", "delay (ms)", "distance_range (µm)");
    assertThat(edges.rows())
        .singleElement()
        .satisfies(row -> assertThat(row).startsWith("201", "Exp2Syn"));
    TypeTable nodes = TypeTable.of(model.nodes().getFirst());
    assertThat(nodes.rows()).hasSize(3);
    assertThat(nodes.headers()).startsWith("node_type_id", "nodes", "pop_name", "model_type");
  }

  @Test
  void countsEdgesAndSynapsesPerType() {
    EdgePopulation edges = model.edges().getFirst();
    EdgeCounts counts = EdgeCounts.count(edges, RunControl.none());
    assertThat(counts.complete()).isTrue();
    assertThat(counts.edges()).isEqualTo(edges.store().size());
    assertThat(counts.edgesPerType()).containsExactly(counts.edges());
    long expected = 0;
    for (long row = 0; row < counts.edges(); row++) {
      expected += 1 + row % 7;
    }
    assertThat(counts.synapses()).isEqualTo(expected);
    assertThat(EdgeCounts.count(edges, () -> true).complete()).isFalse();
  }

  @Test
  void cellDetailsAddUpGeometryAndRangesOfParameters() {
    SectionModel soma =
        SectionModel.of("soma[0]", SectionKind.SOMA, new SectionGeometry.Cylinder(10, 10), -1, 0)
            .withMembrane(
                100,
                1,
                List.of(new MechanismInsertion("hh", Map.of("gnabar", 0.12))),
                Map.of("ena", 50.0));
    float[] line = {0, 30};
    float[] zero = {0, 0};
    SectionModel dend =
        SectionModel.of(
                "dend[0]",
                SectionKind.DEND,
                new SectionGeometry.Points(line, zero, zero, new float[] {2, 2}),
                0,
                1)
            .withMembrane(
                100, 2, List.of(new MechanismInsertion("pas", Map.of("g", 1e-4))), Map.of());
    SectionModel other =
        SectionModel.of("dend[1]", SectionKind.DEND, new SectionGeometry.Cylinder(20, 1), 0, 1)
            .withMembrane(
                100, 3, List.of(new MechanismInsertion("pas", Map.of("g", 2e-4))), Map.of());
    CableCell cell = new CableCell("c", List.of(soma, dend, other));
    List<CellDetails.Part> parts = CellDetails.parts(cell);
    assertThat(parts).hasSize(2);
    assertThat(parts.get(0).areaUm2()).isCloseTo(Math.PI * 100, within(1e-9));
    assertThat(parts.get(1).areaUm2()).isCloseTo(Math.PI * (2 * 30 + 1 * 20), within(1e-4));
    assertThat(parts.get(1).lengthUm()).isCloseTo(50, within(1e-9));
    assertThat(parts.get(1).capacitance()).isEqualTo("2 … 3");
    assertThat(CellDetails.parameters(cell, ParameterUnits.byConvention()))
        .containsExactly(
            new CellDetails.Parameter("hh", "soma", "gnabar", "0.12", "S/cm²"),
            new CellDetails.Parameter("pas", "dend", "g", "0.0001 … 0.0002", "S/cm²"),
            new CellDetails.Parameter("ions", "soma", "ena", "50", "mV"));
  }

  @Test
  void namesOfCellsFitIntoTheTree() {
    CellModel cell =
        new CellModel.Cable(new CableCell("472363762_fit.json on Scnn1a_m.swc", List.of()));
    assertThat(CellDetails.shortName(cell)).isEqualTo("472363762_fit");
  }

  @Test
  void pulsesAddUpToACurrent() {
    InputDescription.CurrentClamp clamp = (InputDescription.CurrentClamp) model.inputs().get(1);
    double[] current = InputCurrent.of(clamp, 3000);
    double dtMs = 3000.0 / (current.length - 1);
    assertThat(current[(int) (400 / dtMs)]).isZero();
    assertThat(current[(int) (750 / dtMs)]).isEqualTo(0.12);
    assertThat(current[(int) (2300 / dtMs)]).isEqualTo(0.26);
  }

  @Test
  void givenSpikesAreReadPerNodeAndReadingCanBeStopped() {
    InputDescription.Spikes input = (InputDescription.Spikes) model.inputs().getFirst();
    GivenSpikes spikes = GivenSpikes.read(input, model, RunControl.none());
    assertThat(spikes.populations()).containsExactly("thalamus");
    assertThat(spikes.size()).isEqualTo(100 * 450);
    assertThat(spikes.row()[450]).isEqualTo(1);
    assertThat(spikes.complete()).isTrue();
    assertThat(GivenSpikes.read(input, model, () -> true).complete()).isFalse();
  }

  @Test
  void inputsAreDescribedWithUnits() {
    assertThat(InputText.kind(model.inputs().get(1))).isEqualTo("Current clamp");
    InputText.Series pulses = InputText.series(model.inputs().get(1));
    assertThat(pulses.headers()).containsExactly("Amplitude (nA)", "Delay (ms)", "Duration (ms)");
    assertThat(pulses.rows()).hasSize(3).first().isEqualTo(List.of("0.12", "500", "500"));
  }
}
