package org.neurowright.app.build.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurowright.app.build.view.GraphViewModel.Edge;
import org.neurowright.app.build.view.GraphViewModel.Node;
import org.neurowright.app.command.UndoStack;
import org.neurowright.app.recipe.RecipeDocument;
import org.neurowright.app.recipe.RecipeEdits;
import org.neurowright.engine.recipe.Recipe;

class GraphViewModelTest {
  @TempDir Path folder;
  private final UndoStack undo = new UndoStack();
  private final Recipe recipe = Recipes.cortex();
  private final RecipeDocument document = RecipeDocument.untitled(recipe, undo);
  private final ObjectProperty<NetworkSelection> selection =
      new SimpleObjectProperty<>(NetworkSelection.NONE);
  private final GraphViewModel model = of(document);

  private GraphViewModel of(RecipeDocument shown) {
    return new GraphViewModel(shown, new SimpleObjectProperty<>(RuleNumbers.NONE), selection, undo);
  }

  @Test
  void drawsPopulationsAndRules() {
    assertThat(model.graph().nodes())
        .extracting(Node::key)
        .containsExactly(Recipes.EXC, Recipes.INH, Recipes.FAR, Recipes.LGN);
    assertThat(model.graph().nodes())
        .extracting(Node::kind)
        .containsExactly(
            RecipeFacts.Kind.CABLE,
            RecipeFacts.Kind.CABLE,
            RecipeFacts.Kind.POINT,
            RecipeFacts.Kind.VIRTUAL);
    assertThat(node(Recipes.EXC).radius()).isGreaterThan(node(Recipes.INH).radius());
    Edge drive =
        model.graph().edges().stream()
            .filter(e -> e.rules().contains("drive"))
            .findFirst()
            .orElseThrow();
    assertThat(drive.back()).as("inhibition goes the other way").isTrue();
  }

  @Test
  void laysOutTheSameEveryTimeAndApart() {
    assertThat(of(RecipeDocument.untitled(recipe, undo)).graph()).isEqualTo(model.graph());
    List<Node> nodes = model.graph().nodes();
    for (Node a : nodes) {
      for (Node b : nodes) {
        if (a != b) {
          assertThat(Math.hypot(a.x() - b.x(), a.y() - b.y()))
              .isGreaterThan(a.radius() + b.radius() + 20);
        }
      }
    }
  }

  @Test
  void connectsAsAStepThatCanBeUndone() {
    model.connect(Recipes.INH, Recipes.INH);
    assertThat(selection.get().rules()).isEqualTo(Set.of("inh to inh"));
    assertThat(model.graph().edges())
        .anyMatch(e -> e.source() == e.target() && model.isSelected(e));
    undo.undo();
    assertThat(document.recipe()).isEqualTo(recipe);
  }

  @Test
  void aDragIsOneStepAndNoChangeOfTheModel() {
    double before = node(Recipes.INH).x();
    for (int k = 1; k <= 20; k++) {
      model.move(Recipes.INH, 10 * k, 5);
    }
    model.endGesture();
    assertThat(node(Recipes.INH).x()).isEqualTo(200);
    assertThat(document.isDirty()).isFalse();
    assertThat(undo.undoNameProperty().get()).isEqualTo("Move inh in the graph");
    undo.undo();
    assertThat(undo.undoNameProperty().get()).isEmpty();
    // Where it would have been without: laid out again, or left; but nowhere else than on screen.
    assertThat(node(Recipes.INH).x()).isFinite();
    undo.redo();
    assertThat(node(Recipes.INH).x()).isEqualTo(200);
    assertThat(before).isNotEqualTo(200);
  }

  @Test
  void undoingAMoveBringsTheNodeBack() {
    Node before = node(Recipes.FAR);
    model.move(Recipes.FAR, 500, 500);
    model.endGesture();
    undo.undo();
    assertThat(node(Recipes.FAR).x()).isCloseTo(before.x(), within(1e-9));
    assertThat(node(Recipes.FAR).y()).isCloseTo(before.y(), within(1e-9));
  }

  @Test
  void othersStayWhenSomethingIsAdded() {
    Node before = node(Recipes.EXC);
    document.perform(RecipeEdits.duplicatePopulation("v1", "far"));
    assertThat(model.graph().nodes()).hasSize(5);
    assertThat(node(Recipes.EXC).x()).isEqualTo(before.x());
  }

  @Test
  void keepsPlacesBesideTheModelAndUnderNewNames() throws Exception {
    document.saveAs(folder.resolve("model.json"));
    model.move(Recipes.EXC, -321.5, 12);
    model.endGesture();
    document.perform(RecipeEdits.renamePopulation("v1", "exc", "pyr \"5\""));
    PopulationKey renamed = new PopulationKey("v1", "pyr \"5\"");
    assertThat(node(renamed).x()).isEqualTo(-321.5);
    model.endGesture();
    document.save();
    GraphViewModel again =
        of(RecipeDocument.open(folder.resolve("model.json"), undo).value().orElseThrow());
    assertThat(again.node(renamed).orElseThrow().x()).isEqualTo(-321.5);
    assertThat(GraphLayoutFile.read(folder.resolve("none.json"))).isEqualTo(GraphLayout.EMPTY);
  }

  @Test
  void removesWhatIsSelectedInOneStep() {
    selection.set(NetworkSelection.ofRules(Set.of("drive", "thalamus")));
    model.removeSelected();
    assertThat(document.recipe().connections()).hasSize(2);
    assertThat(undo.undoNameProperty().get()).isEqualTo("Remove 2 connections");
    undo.undo();
    assertThat(document.recipe()).isEqualTo(recipe);
  }

  private Node node(PopulationKey key) {
    return model.node(key).orElseThrow();
  }
}
