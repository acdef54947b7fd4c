package org.neurowright.app.build.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.junit.jupiter.api.Test;
import org.neurowright.app.build.view.MatrixViewModel.Cell;
import org.neurowright.app.build.view.MatrixViewModel.Feature;
import org.neurowright.app.command.UndoStack;
import org.neurowright.app.recipe.RecipeDocument;
import org.neurowright.app.recipe.RecipeEdits;
import org.neurowright.engine.network.make.NetworkMaker;
import org.neurowright.engine.network.make.RecipeFiles;
import org.neurowright.engine.recipe.ConnectionRecipe;
import org.neurowright.engine.recipe.Recipe;
import org.neurowright.engine.recipe.Selection;
import org.neurowright.engine.task.RunControl;

class MatrixViewModelTest {
  private static final Cell EXC_TO_EXC = new Cell(0, 0);
  private static final Cell EXC_TO_FAR = new Cell(0, 2);
  private static final Cell INH_TO_EXC = new Cell(1, 0);

  private final UndoStack undo = new UndoStack();
  private final Recipe recipe = Recipes.cortex();
  private final RecipeDocument document = RecipeDocument.untitled(recipe, undo);
  private final ObjectProperty<RuleNumbers> numbers = new SimpleObjectProperty<>(RuleNumbers.NONE);
  private final ObjectProperty<NetworkSelection> selection =
      new SimpleObjectProperty<>(NetworkSelection.NONE);
  private final MatrixViewModel model = new MatrixViewModel(document, numbers, selection);

  private void count() {
    Recipe now = document.recipe();
    numbers.set(
        RuleCounter.count(
            now,
            NetworkMaker.make(now, RecipeFiles.none(), RunControl.none()),
            Long.MAX_VALUE / 8,
            () -> 0,
            RunControl.none()));
  }

  @Test
  void knowsWhoIsConnectedBeforeAnythingIsCounted() {
    assertThat(model.populations())
        .containsExactly(Recipes.EXC, Recipes.INH, Recipes.FAR, Recipes.LGN);
    assertThat(model.entry(EXC_TO_EXC).rules()).containsExactly("recurrent");
    assertThat(model.entry(INH_TO_EXC).rules()).containsExactly("inhibition");
    assertThat(model.entry(EXC_TO_FAR).rules()).isEmpty();
    assertThat(model.entry(INH_TO_EXC).value()).isNaN();
  }

  @Test
  void showsEveryFeature() {
    count();
    double[] expected = {1600, 4800, 1, 20, 80, 0.003};
    for (Feature feature : Feature.values()) {
      model.featureProperty().set(feature);
      assertThat(model.entry(INH_TO_EXC).value())
          .as(feature.title())
          .isEqualTo(expected[feature.ordinal()]);
    }
    assertThat(model.entry(new Cell(3, 2)).rules()).as("the rule names other cells").isEmpty();
  }

  @Test
  void selectsTheRulesOfACell() {
    model.select(INH_TO_EXC, false);
    model.select(EXC_TO_EXC, true);
    assertThat(selection.get().rules()).containsExactly("inhibition", "recurrent");
    assertThat(model.isSelected(INH_TO_EXC)).isTrue();
    assertThat(model.isSelected(EXC_TO_FAR)).isFalse();
  }

  @Test
  void makesARuleWhereThereIsNone() {
    model.activate(EXC_TO_FAR);
    assertThat(model.entry(EXC_TO_FAR).rules()).containsExactly("exc to far");
    assertThat(selection.get().rules()).containsExactly("exc to far");
    ConnectionRecipe made = document.recipe().connections().getLast();
    assertThat(made.source()).isEqualTo(new Selection("v1", "pop_name == 'exc'"));
    count();
    assertThat(model.entry(EXC_TO_FAR).value()).isGreaterThan(0);
    assertThat(undo.undoNameProperty().get()).isEqualTo("Add connection exc to far");
    undo.undo();
    assertThat(document.recipe()).isEqualTo(recipe);
    assertThat(model.entry(EXC_TO_FAR).rules()).isEmpty();
  }

  @Test
  void activatingACellWithARuleMakesNoOther() {
    model.activate(EXC_TO_EXC);
    assertThat(document.recipe()).isEqualTo(recipe);
    assertThat(selection.get().rules()).containsExactly("recurrent");
  }

  @Test
  void theCursorStaysInside() {
    model.moveCursor(-1, 9);
    assertThat(model.cursorProperty().get()).isEqualTo(new Cell(0, 3));
    document.perform(RecipeEdits.removeNetwork("lgn"));
    assertThat(model.cursorProperty().get()).isEqualTo(new Cell(0, 2));
    document.perform(RecipeEdits.replaceAll("Empty", Recipe.empty("empty")));
    model.activate(model.cursorProperty().get());
    assertThat(document.recipe().connections()).isEmpty();
  }

  @Test
  void saysWhatACellIs() {
    count();
    assertThat(model.words(INH_TO_EXC))
        .isEqualTo(
            List.of("inh → exc", "inhibition: 1600 connections, 4800 synapses, weight 0.003"));
    assertThat(model.words(EXC_TO_FAR).getLast()).contains("Not connected");
  }
}
