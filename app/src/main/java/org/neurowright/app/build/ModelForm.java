package org.neurowright.app.build;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.neurowright.app.recipe.RecipeDocument;
import org.neurowright.app.recipe.RecipeEdits;
import org.neurowright.engine.recipe.Point;
import org.neurowright.engine.recipe.Recipe;

/** What belongs to the model as a whole: name, description, seed, period of space. */
final class ModelForm extends ScrollPane {
  private final LiveField name;
  private final LiveField description;
  private final LiveField seed;
  private final LiveField period;

  ModelForm(RecipeDocument document) {
    name =
        LiveField.line(
                "Name of the model",
                "",
                text -> document.perform(RecipeEdits.setName(text)),
                document::endGesture)
            .id("model-name");
    description =
        LiveField.area(
                "Description",
                "",
                text -> document.perform(RecipeEdits.setDescription(text)),
                document::endGesture)
            .id("model-description");
    description.field().getStyleClass().remove("mono");
    seed =
        LiveField.line(
                "Seed of everything random",
                "",
                text -> document.perform(RecipeEdits.setSeed(RuleSentence.whole(text))),
                document::endGesture)
            .id("model-seed");
    period =
        LiveField.line(
                "Period of space: x, y, z (µm); 0 for none",
                "",
                text -> {
                  String[] parts = text.strip().split("[\\s,;]+");
                  if (parts.length != 3) {
                    throw new IllegalArgumentException(
                        "Three numbers are needed: x, y, z; 0 for no period");
                  }
                  document.perform(
                      RecipeEdits.setPeriod(
                          new Point(
                              RuleSentence.number(parts[0]),
                              RuleSentence.number(parts[1]),
                              RuleSentence.number(parts[2]))));
                },
                document::endGesture)
            .id("model-period");
    seed.setMaxWidth(200);
    period.setMaxWidth(240);
    GridPane grid = new GridPane();
    grid.getStyleClass().add("form-grid");
    ColumnConstraints first = new ColumnConstraints();
    first.setMinWidth(Region.USE_PREF_SIZE);
    ColumnConstraints second = new ColumnConstraints(200, 480, 640);
    second.setHgrow(Priority.ALWAYS);
    grid.getColumnConstraints().setAll(first, second);
    grid.addRow(0, key("Name"), name);
    grid.addRow(1, key("Description"), description);
    grid.addRow(2, key("Seed"), seed);
    grid.addRow(
        3,
        new Label(),
        note(
            "Equal seeds give equal networks. Each population and each rule has random numbers of its own, so"
                + " that a change of one leaves the others as they are."));
    grid.addRow(4, key("Period of space (µm)"), period);
    grid.addRow(
        5,
        new Label(),
        note("Length after which space repeats along x, y and z, for distances; 0 for none."));
    VBox page = new VBox(grid);
    page.getStyleClass().add("form-page");
    setContent(page);
    setFitToWidth(true);
    getStyleClass().add("page-scroll");
    document.recipeProperty().subscribe(this::show);
  }

  private static Node key(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("property-name");
    label.setMinWidth(Region.USE_PREF_SIZE);
    HBox box = new HBox(label);
    box.getStyleClass().add("form-key");
    return box;
  }

  private static Node note(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("muted");
    label.setWrapText(true);
    return label;
  }

  private void show(Recipe recipe) {
    name.show(recipe.name());
    description.show(recipe.description());
    seed.show(Long.toString(recipe.seed()));
    period.show(
        RuleSentence.number(recipe.periodUm().x())
            + ", "
            + RuleSentence.number(recipe.periodUm().y())
            + ", "
            + RuleSentence.number(recipe.periodUm().z()));
  }
}
