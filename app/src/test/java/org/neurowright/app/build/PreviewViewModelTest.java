package org.neurowright.app.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.neurowright.app.build.view.RuleNumbers;
import org.neurowright.app.command.UndoStack;
import org.neurowright.app.recipe.RecipeDocument;
import org.neurowright.app.recipe.RecipeEdits;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.recipe.PairRule;
import org.neurowright.engine.recipe.Recipe;
import org.neurowright.engine.recipe.Selection;
import org.neurowright.engine.recipe.ValueRule;

/** What is found out behind an edited document. */
class PreviewViewModelTest {
  private final ExecutorService background = Executors.newSingleThreadExecutor();
  private final BlockingQueue<Runnable> ui = new LinkedBlockingQueue<>();
  private final PreviewViewModel preview =
      new PreviewViewModel(background, ui::add, System::nanoTime);

  @AfterEach
  void stop() {
    preview.show(Optional.empty());
    background.shutdown();
  }

  @Test
  void firstASampleThenEverythingIsCounted() throws Exception {
    RecipeDocument document = open(Templates.BALANCED.recipe("counted"));
    preview.ruleProperty().set(Optional.of("exc to all"));
    until(() -> preview.readoutProperty().get().filter(r -> r.readout().isExact()).isPresent());
    until(() ->
        !preview.numbersProperty().get().pairs().isEmpty()
            && preview.numbersProperty().get().pairs().stream().allMatch(RuleNumbers.Pair::exact));
    double readout = preview.readoutProperty().get().orElseThrow().readout().connections();
    double matrix =
        preview.numbersProperty().get().pairs().stream()
            .filter(pair -> pair.rule().equals("exc to all"))
            .mapToDouble(RuleNumbers.Pair::connections)
            .sum();
    assertThat(matrix).isEqualTo(readout).isPositive();
    document.perform(RecipeEdits.setRule("exc to all", new PairRule.Probability("0")));
    until(() ->
        !preview.readoutStaleProperty().get()
            && preview.readoutProperty().get().orElseThrow().readout().connections() == 0);
  }

  @Test
  void suspiciousThingsAreToldWhileEditing() throws Exception {
    RecipeDocument document = open(Templates.CABLES.recipe("suspicious"));
    document.perform(RecipeEdits.setAttribute("inh to exc", "syn_weight", ValueRule.of(-1)));
    document.perform(RecipeEdits.setAttribute("exc to all", "delay", ValueRule.of(0.01)));
    document.perform(RecipeEdits.removeAttribute("exc to all", "dynamics_params"));
    document.perform(RecipeEdits.duplicateConnection("inh to exc"));
    document.perform(
        RecipeEdits.setSource("drive to all", new Selection("drive", "pop_name == 'poison'")));
    until(() -> !preview.staleProperty().get());
    List<String> codes =
        preview.previewProperty().get().orElseThrow().problems().stream()
            .map(Problem::code)
            .toList();
    assertThat(codes)
        .contains(
            "network.weight-sign",
            "network.short-delay",
            "network.synapse-lacks",
            "network.overlap");
    assertThat(preview.problemsAt("$.connections[3].source"))
        .anyMatch(problem -> problem.message().contains("poisson"));
  }

  /**
   * Of 20,000 cells. The bound is generous, as other tests may run beside it; the figure is
   * reported.
   */
  @Test
  void theReadoutComesAtOnce(TestReporter reporter) throws Exception {
    Recipe small = Templates.BALANCED.recipe("large");
    RecipeDocument document = open(small);
    document.perform(RecipeEdits.setCount("column", "exc", OptionalInt.of(16_000)));
    document.perform(RecipeEdits.setCount("column", "inh", OptionalInt.of(4_000)));
    document.perform(RecipeEdits.setPlaces("column", "exc", PlaceKind.COLUMN.initial(16_000)));
    document.perform(RecipeEdits.setPlaces("column", "inh", PlaceKind.COLUMN.initial(4_000)));
    preview.ruleProperty().set(Optional.of("exc to all"));
    until(() -> preview.readoutProperty().get().isPresent());
    List<Double> times = new ArrayList<>();
    for (int k = 0; k < 25; k++) {
      Optional<RuleReadout> before = preview.readoutProperty().get();
      long began = System.nanoTime();
      document.perform(
          RecipeEdits.setRule(
              "exc to all",
              new PairRule.Probability("0.%d * gaussian(dist, 80)".formatted(11 + k))));
      until(() -> preview.readoutProperty().get() != before);
      times.add((System.nanoTime() - began) / 1e6);
    }
    double[] sorted = times.stream().skip(5).mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    double median = sorted[sorted.length / 2];
    reporter.publishEntry(
        "read-out of 20,000 cells",
        "median %.0f ms, slowest %.0f ms".formatted(median, sorted[sorted.length - 1]));
    assertThat(median).isLessThan(1000);
  }

  private RecipeDocument open(Recipe recipe) {
    RecipeDocument document = RecipeDocument.untitled(recipe, new UndoStack());
    preview.show(Optional.of(document));
    return document;
  }

  /** Does what the interface thread would do. */
  private void until(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("too late").isLessThan(end);
      Runnable next = ui.poll(100, TimeUnit.MILLISECONDS);
      if (next != null) {
        next.run();
      }
    }
  }
}
