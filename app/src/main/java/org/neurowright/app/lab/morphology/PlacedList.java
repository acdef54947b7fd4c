package org.neurowright.app.lab.morphology;

import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.shape.Circle;
import org.neurowright.app.control.Icons;
import org.neurowright.app.lab.cell.BenchViewModel;
import org.neurowright.app.lab.cell.Placed;
import org.neurowright.app.lab.form.Parts;

/** What was put onto the cell, with its numbers. */
final class PlacedList extends VBox {
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

  private final BenchViewModel model;

  PlacedList(BenchViewModel model) {
    super(6);
    this.model = model;
    setId("lab-placed");
    model
        .placed()
        .items()
        .addListener(
            (ListChangeListener<Placed>)
                change -> {
                  while (change.next()) {
                    getChildren()
                        .remove(change.getFrom(), change.getFrom() + change.getRemovedSize());
                    for (int i = change.getFrom(); i < change.getTo(); i++) {
                      getChildren().add(i, row(model.placed().items().get(i)));
                    }
                  }
                  Parts.shown(this, !getChildren().isEmpty());
                });
    model.placed().items().forEach(item -> getChildren().add(row(item)));
    Parts.shown(this, !getChildren().isEmpty());
  }

  private Node row(Placed item) {
    int argb = item.argb();
    Circle dot = new Circle(4, Color.rgb(argb >>> 16 & 0xFF, argb >>> 8 & 0xFF, argb & 0xFF));
    Label name = new Label(item.name());
    name.setMinWidth(Region.USE_PREF_SIZE);
    TextField at = new TextField();
    at.setId("placed-" + item.shortName());
    at.setAccessibleText("Place of " + item.name());
    at.setTooltip(new Tooltip("SECTION(X), for instance dend[3](0.5)"));
    at.setPrefColumnCount(8);
    at.textProperty().bindBidirectional(item.atProperty());
    at.textProperty()
        .subscribe(text ->
            at.pseudoClassStateChanged(
                WRONG, model.cell().isPresent() && model.site(text).isEmpty()));
    HBox.setHgrow(at, Priority.ALWAYS);
    Button remove =
        Icons.button(
            "mdi2c-close",
            "Take " + item.name() + " off the cell",
            () -> model.placed().remove(item));
    remove.setId("remove-" + item.shortName());
    HBox first = new HBox(6, dot, name, at, remove);
    first.setAlignment(Pos.CENTER_LEFT);
    VBox row = new VBox(3, first);
    if (!item.settings().isEmpty()) {
      FlowPane numbers = new FlowPane(8, 3);
      numbers.getStyleClass().add("lab-placed-numbers");
      item.settings()
          .forEach(s -> {
            HBox setting = Parts.setting(s, () -> {});
            for (Node part : setting.getChildren()) {
              if (part.getId() != null) {
                part.setId(item.shortName() + "-" + s.key());
              }
              if (part instanceof TextField field) {
                field.setPrefColumnCount(Math.min(9, field.getPrefColumnCount()));
              }
            }
            numbers.getChildren().add(setting);
          });
      row.getChildren().add(numbers);
    }
    return row;
  }
}
