package org.neurowright.app.build;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.neurowright.app.control.Badge;
import org.neurowright.app.text.NumberText;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.recipe.NetworkRecipe;
import org.neurowright.engine.recipe.Recipe;
import org.neurowright.engine.recipe.Selection;

/** Some cells of a network: chosen from a list, narrowed by a condition, counted beside it. */
final class SelectionEditor extends VBox {
  private final ComboBox<Choice> choices = new ComboBox<>();
  private final LiveField where;
  private final Badge count = new Badge("", Badge.Tone.NEUTRAL);
  private Selection selection = Selection.all("");
  private boolean showing;

  private record Choice(String title, Selection selection) {
    @Override
    public String toString() {
      return title;
    }
  }

  /**
   * An editor.
   *
   * @param id of the condition's field; the list's ends with {@code -cells}
   * @param name of the field, for screen readers
   * @param names what the condition may name
   */
  SelectionEditor(
      String id,
      String name,
      Consumer<Selection> changed,
      Runnable endOfGesture,
      Supplier<List<String>> names) {
    super(6);
    choices.setId(id + "-cells");
    choices.setAccessibleText(name);
    choices.setMinWidth(120);
    choices.setPrefWidth(230);
    where =
        LiveField.line(
                "Condition on the " + name,
                "",
                text -> {
                  if (!showing) {
                    changed.accept(new Selection(selection.network(), text));
                  }
                },
                endOfGesture)
            .id(id + "-where")
            .expression(names)
            .prompt("all cells");
    HBox.setHgrow(where, Priority.ALWAYS);
    where.setMinWidth(120);
    Label word = new Label("where");
    word.setMinWidth(Region.USE_PREF_SIZE);
    word.getStyleClass().add("sentence-words");
    count.setId(id + "-count");
    HBox chosen = new HBox(10, choices, count);
    chosen.setAlignment(Pos.CENTER_LEFT);
    HBox narrowed = new HBox(7, word, where);
    narrowed.setAlignment(Pos.TOP_LEFT);
    getChildren().addAll(chosen, narrowed);
    choices
        .valueProperty()
        .subscribe((before, now) -> {
          if (!showing && now != null && !now.selection().equals(selection)) {
            changed.accept(now.selection());
            endOfGesture.run();
          }
        });
  }

  void show(Recipe recipe, Selection now) {
    selection = now;
    showing = true;
    List<Choice> all = new ArrayList<>();
    for (NetworkRecipe network : recipe.networks()) {
      all.add(new Choice(network.name() + ": all cells", Selection.all(network.name())));
      network
          .populations()
          .forEach(p ->
              all.add(
                  new Choice(
                      network.name() + ": " + p.name(),
                      ConnectionsViewModel.population(network.name(), p.name()))));
    }
    Choice chosen =
        all.stream()
            .filter(c -> c.selection().equals(now))
            .findFirst()
            .orElseGet(() -> new Choice(now.network() + ": some cells", now));
    if (!all.contains(chosen)) {
      all.add(chosen);
    }
    if (!choices.getItems().equals(all)) {
      choices.getItems().setAll(all);
    }
    choices.setValue(chosen);
    where.show(now.where());
    showing = false;
  }

  void showCount(long cells) {
    count.setText(cells < 0 ? "…" : NumberText.plural(cells, "cell", "cells"));
    count.setTone(cells == 0 ? Badge.Tone.WARNING : Badge.Tone.NEUTRAL);
  }

  void showProblems(List<Problem> problems) {
    where.showProblems(problems);
  }
}
