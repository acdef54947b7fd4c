package org.neurowright.app.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.neurowright.app.command.UndoStack;
import org.neurowright.app.recipe.CellKind;
import org.neurowright.app.recipe.RecipeDocument;
import org.neurowright.engine.recipe.PopulationRecipe;
import org.neurowright.engine.recipe.Recipe;
import org.neurowright.engine.recipe.ValueRule;

/** The table of populations as a spreadsheet. */
class PopulationsViewModelTest {
  private final UndoStack undo = new UndoStack();
  private final RecipeDocument document =
      RecipeDocument.untitled(Templates.BALANCED.recipe("sheet"), undo);
  private final PopulationsViewModel model = new PopulationsViewModel(document);
  private final Recipe before = document.recipe();

  @Test
  void oneValueGoesIntoAllSelectedRowsAsOneStep() {
    model.set(model.rows().subList(0, 2), "layer", "L4");
    assertThat(population("exc").columns()).containsEntry("layer", ValueRule.of("L4"));
    assertThat(population("inh").columns()).containsEntry("layer", ValueRule.of("L4"));
    assertThat(undo.doneNames()).containsExactly("Change layer of 2 populations");
    undo.undo();
    assertThat(document.recipe()).isEqualTo(before);
  }

  @Test
  void aTableOfASpreadsheetChangesTheRowsItNamesAndAddsOthers() {
    int pasted =
        model.paste(
            """
            name\tcells\tei\ttuning_angle
            exc\t500\te\t= uniform(0, 360)
            sst\t40\ti\t
            """,
            0,
            PopulationsViewModel.NAME,
            List.of());
    assertThat(pasted).isEqualTo(2);
    assertThat(population("exc").count()).isEqualTo(OptionalInt.of(500));
    assertThat(population("exc").columns())
        .containsEntry("tuning_angle", new ValueRule.Expression("uniform(0, 360)"));
    assertThat(population("sst").columns()).containsOnlyKeys("ei");
    assertThat(undo.doneNames()).containsExactly("Paste 2 populations");
    undo.undo();
    assertThat(document.recipe()).isEqualTo(before);
  }

  @Test
  void csvWithQuotesIsPastedFromACellOn() {
    model.paste("400,\"e\"\n90,\"i, slow\"\n", 0, "cells", List.of("cells", "ei"));
    assertThat(population("inh").count()).isEqualTo(OptionalInt.of(90));
    assertThat(population("inh").columns()).containsEntry("ei", ValueRule.of("i, slow"));
  }

  @Test
  void aPasteThatIsNoNumberChangesNothing() {
    assertThatThrownBy(() -> model.paste("many\n", 0, "cells", List.of("cells")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(document.recipe()).isEqualTo(before);
  }

  @Test
  void cellsOfAnotherKindAreOneStep() {
    document.perform(CellKind.CABLE.make("column", population("exc")));
    assertThat(CellKind.of(population("exc"))).isEqualTo(CellKind.CABLE);
    assertThat(population("exc").columns()).containsEntry("ei", ValueRule.of("e"));
    assertThat(undo.doneNames()).containsExactly("Make exc cable cells (cell.swc)");
    document.perform(CellKind.POINT.make("column", population("exc")));
    assertThat(document.recipe()).isEqualTo(before);
  }

  private PopulationRecipe population(String name) {
    return document.recipe().network("column").orElseThrow().population(name).orElseThrow();
  }
}
