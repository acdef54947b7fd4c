package org.neurowright.app.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.neurowright.app.canvas.TimeRange;
import org.neurowright.app.canvas.TraceSeries;
import org.neurowright.app.view3d.DemoNetwork;
import org.neurowright.app.workspace.CellRef;
import org.neurowright.app.workspace.CellSelection;
import org.neurowright.engine.description.CellModel;
import org.neurowright.engine.description.NodePopulation;

class ExploreViewModelTest {
  private static final Path RUN = Path.of("project", "output");
  private static final CellModel POINT = new CellModel.Artificial("IntFire1", Map.of("tau", 10.0));

  private final FakeReport soma =
      new FakeReport("v_report", "exc", new long[] {100, 101, 102, 103, 104}, 1, 10_001);
  private final FakeReport dendrites = new FakeReport("v_all", "exc", new long[] {101}, 30, 10_001);
  private final CellSelection selection = new CellSelection();
  private final List<String> read = new ArrayList<>();
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private Executor background = Runnable::run;
  private ExploreViewModel model = model();

  private ExploreViewModel model() {
    return new ExploreViewModel(
        selection,
        (folder, control) -> {
          read.add(folder.getFileName().toString());
          return new RunResults(
              folder,
              1000,
              Map.of(
                  "exc",
                      new RunResults.Spikes(
                          new long[] {101, 100, 101, 999}, new double[] {20, 10, 5, 7}),
                  "inh", new RunResults.Spikes(new long[] {0}, new double[] {500})),
              List.of(soma, dendrites),
              List.of());
        },
        work -> background.execute(work),
        Runnable::run);
  }

  private static List<NodePopulation> populations() {
    double[] position = {0, 50, 0, 0, 10, 0, 0, 30, 0, 0, 20, 0, 0, 40, 0};
    return List.of(
        DemoNetwork.population(
            "lgn", new long[] {0, 1}, new CellModel.Virtual(), new double[6], new double[6]),
        DemoNetwork.population(
            "exc", new long[] {100, 101, 102, 103, 104}, POINT, position, new double[15]),
        DemoNetwork.population(
            "inh", new long[] {0, 1}, POINT, new double[] {0, 0, 0, 1, 1, 1}, new double[6]));
  }

  private void open() {
    model.showModel(populations(), name -> 0xff0072b2);
    model.open(RUN);
  }

  @Test
  void numbersSimulatedCellsFirst() {
    open();
    CellIndex cells = model.cells();
    assertThat(cells.simulatedCells()).isEqualTo(7);
    assertThat(cells.cellsInSpace())
        .as("virtual cells without places are not in space")
        .isEqualTo(7);
    assertThat(cells.label(1)).isEqualTo("exc 101");
    assertThat(cells.cellOfNode("inh", 1)).isEqualTo(6);
    assertThat(cells.ref(7)).isEqualTo(new CellRef("lgn", 0));
    assertThat(cells.cellOfNode("inh", 77)).isEqualTo(-1);
  }

  @Test
  void saysHowManySpikesBelongToNoCell() {
    open();
    assertThat(model.spikesProperty().get().tMs()).hasSize(4);
    assertThat(model.statusProperty().get())
        .contains("4 spikes", "2 reports", "1 spikes are of cells");
    assertThat(model.timeAxis().extent()).isEqualTo(new TimeRange(0, 1000));
  }

  @Test
  void ordersRows() {
    open();
    // exc: spikes 1, 2, 0, 0, 0; first at 10, 5; depths 50, 10, 30, 20, 40. inh: 1, 0.
    assertThat(ranks(RowOrder.POPULATION)).containsExactly(0, 1, 2, 3, 4, 5, 6);
    assertThat(ranks(RowOrder.ID)).containsExactly(2, 3, 4, 5, 6, 0, 1);
    assertThat(ranks(RowOrder.DEPTH)).containsExactly(4, 0, 2, 1, 3, 5, 6);
    assertThat(ranks(RowOrder.RATE)).containsExactly(3, 4, 0, 1, 2, 6, 5);
    assertThat(ranks(RowOrder.FIRST_SPIKE)).containsExactly(1, 0, 2, 3, 4, 5, 6);
  }

  private int[] ranks(RowOrder order) {
    model.rowOrderProperty().set(order);
    return model.rowRanksProperty().get();
  }

  @Test
  void showsTheFirstRecordedCellsUntilSomeAreSelected() {
    open();
    assertThat(model.tracesProperty().get())
        .extracting(TraceSeries::label)
        .containsExactly("exc 100", "exc 101", "exc 102", "exc 103");
    model.pick(new int[] {4, 2}, false, false);
    assertThat(model.tracesProperty().get())
        .extracting(TraceSeries::label)
        .containsExactly("exc 102", "exc 104");
    assertThat(model.tracesProperty().get().getFirst().valueNear(50)).isCloseTo(2500, within(10.0));
  }

  @Test
  void aSingleCellShowsSeveralPlaces() {
    open();
    model.reportProperty().set(dendrites);
    model.pick(new int[] {1}, false, false);
    assertThat(model.tracesProperty().get()).hasSize(ExploreViewModel.MOST_PLACES);
    assertThat(model.tracesProperty().get().getLast().label()).isEqualTo("section 29 at 0.5");
  }

  @Test
  void saysWhyThereIsNoTrace() {
    assertThat(model.traceHintProperty().get()).isEmpty();
    model.showModel(populations(), name -> 0);
    assertThat(model.traceHintProperty().get()).contains("once results are chosen");
    model.open(RUN);
    assertThat(model.traceHintProperty().get()).isEmpty();
    model.pick(new int[] {5}, false, false);
    assertThat(model.tracesProperty().get()).isEmpty();
    assertThat(model.traceHintProperty().get())
        .contains("None of the selected cells", "v_report", "5 cells of exc");
    soma.broken = true;
    model.pick(new int[] {0}, false, false);
    assertThat(model.traceHintProperty().get()).contains("v_report", "the disk is gone");
  }

  @Test
  void readsOnlyWhatIsSeenAndNoFinerThanTheScreen() {
    open();
    model.setTracePoints(500);
    model.pick(new int[] {0}, false, false);
    TraceSeries whole = model.tracesProperty().get().getFirst();
    assertThat(whole.count()).isLessThanOrEqualTo(1000);
    model.timeAxis().show(100, 110);
    TraceSeries part = model.tracesProperty().get().getFirst();
    assertThat(part.dtMs()).isEqualTo(0.1);
    assertThat(part.t0Ms()).isBetween(94.0, 96.0);
    assertThat(part.endMs()).isBetween(114.0, 116.0);
  }

  @Test
  void whileOneReadingGoesOnOnlyTheLastWishIsKept() {
    open();
    background = waiting::add;
    soma.reads = 0;
    for (int i = 0; i < 50; i++) {
      model.pick(new int[] {i % 5}, false, false);
    }
    assertThat(waiting).hasSize(1);
    while (!waiting.isEmpty()) {
      waiting.remove().run();
    }
    assertThat(soma.reads).isEqualTo(2);
    assertThat(model.tracesProperty().get())
        .extracting(TraceSeries::label)
        .containsExactly("exc 104");
  }

  @Test
  void aLaterFolderOvertakesAnEarlierOne() {
    model.showModel(populations(), name -> 0);
    background = waiting::add;
    model.open(Path.of("first"));
    model.open(Path.of("second"));
    assertThat(model.readingProperty().get()).isTrue();
    Runnable first = waiting.remove();
    waiting.remove().run();
    first.run();
    while (!waiting.isEmpty()) {
      waiting.remove().run();
    }
    assertThat(read).containsExactly("second", "first");
    assertThat(model.resultsProperty().get().orElseThrow().folder()).isEqualTo(Path.of("second"));
    assertThat(model.readingProperty().get()).isFalse();
  }

  @Test
  void picksReplaceAddToggleAndTakeAway() {
    open();
    model.pick(new int[] {0, 1}, false, false);
    model.pick(new int[] {5}, true, false);
    assertThat(model.selectedCells().stream().toArray()).containsExactly(0, 1, 5);
    model.pick(new int[] {1}, true, false);
    assertThat(model.selectedCells().stream().toArray()).containsExactly(0, 5);
    model.pick(new int[] {0, 2}, false, true);
    assertThat(model.selectedCells().stream().toArray()).containsExactly(5);
    assertThat(selection.contains(new CellRef("inh", 0))).isTrue();
    model.pick(new int[0], false, false);
    assertThat(selection.isEmpty()).isTrue();
  }

  @Test
  void tellsWhatIsKnownAboutACell() {
    open();
    selection.select(new CellRef("exc", 1));
    CellFacts facts = model.factsProperty().get().orElseThrow();
    assertThat(facts.title()).isEqualTo("exc 101");
    assertThat(facts.groups())
        .flatExtracting(CellFacts.Group::facts)
        .contains(
            new CellFacts.Fact("Node id", "101"),
            new CellFacts.Fact("Spikes", "2"),
            new CellFacts.Fact("Mean rate", "2.00 Hz"),
            new CellFacts.Fact("First spike", "5.00 ms"),
            new CellFacts.Fact("x, y, z", "0.0, 10.0, 0.0 µm"),
            new CellFacts.Fact("tau", "10"),
            new CellFacts.Fact("pop_name", "exc"));
    selection.clear();
    assertThat(model.factsProperty().get()).isEmpty();
  }

  @Test
  void coloursByRateInTheVisibleTime() {
    open();
    model.coloringProperty().set(ExploreViewModel.Coloring.RATE);
    ExploreViewModel.CellColors all = model.cellColorsProperty().get().orElseThrow();
    assertThat(all.highest()).isEqualTo(2);
    assertThat(all.argb()[1]).isNotEqualTo(all.argb()[0]).isNotEqualTo(all.argb()[2]);
    model.timeAxis().show(400, 600);
    ExploreViewModel.CellColors late = model.cellColorsProperty().get().orElseThrow();
    assertThat(late.argb()[1]).as("silent there").isEqualTo(late.argb()[2]);
    assertThat(late.argb()[5]).isEqualTo(all.argb()[1]);
  }
}
