package org.neurowright.app.lab.form;

import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.neurowright.app.control.Icons;
import org.neurowright.app.text.NumberText;

/** A knob on the screen: name, unit, slider, number, reset. */
public final class KnobRow extends VBox {
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
  private static final PseudoClass CHANGED = PseudoClass.getPseudoClass("changed");

  private final Knob knob;
  private final Slider slider = new Slider();
  private final TextField number = new TextField();
  private final Button reset;
  private final Subscription link;
  private boolean showing;

  public KnobRow(Knob knob) {
    this.knob = knob;
    getStyleClass().add("parameter-row");
    Label name = new Label(knob.name());
    name.getStyleClass().add("parameter-name");
    name.setMinWidth(Region.USE_PREF_SIZE);
    name.setTooltip(new Tooltip(knob.meaning()));
    Label unit = new Label(knob.unit());
    unit.getStyleClass().add("muted");
    unit.setMinWidth(Region.USE_PREF_SIZE);
    String original = NumberText.real(knob.original());
    reset =
        Icons.button(
            "mdi2r-restore",
            "Back to " + original,
            () -> knob.valueProperty().set(knob.original()));
    HBox head = new HBox(6, name, unit, Parts.spring(), reset);
    head.setAlignment(Pos.CENTER_LEFT);
    String words = knob.name() + (knob.unit().isEmpty() ? "" : " in " + knob.unit());
    slider.setId("slider-" + knob.key());
    slider.getStyleClass().add("small");
    slider.setMin(position(knob.lower()));
    slider.setMax(position(knob.upper()));
    slider.setBlockIncrement((slider.getMax() - slider.getMin()) / 100);
    slider.setAccessibleText(words);
    slider.setMinWidth(60);
    HBox.setHgrow(slider, Priority.ALWAYS);
    number.setId("number-" + knob.key());
    number.setAccessibleText(words);
    number.setPrefColumnCount(7);
    number.setMinWidth(Region.USE_PREF_SIZE);
    HBox line = new HBox(8, slider, number);
    line.setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(head, line);
    slider
        .valueProperty()
        .subscribe((_, at) -> {
          if (!showing) {
            knob.valueProperty().set(tidy(at.doubleValue()));
          }
        });
    number.setOnAction(_ -> take());
    number
        .focusedProperty()
        .subscribe(focused -> {
          if (!focused) {
            take();
          }
        });
    link = knob.valueProperty().subscribe(value -> show(value.doubleValue()));
  }

  private double position(double value) {
    return knob.isLogarithmic() ? Math.log10(value) : value;
  }

  /** A slider's places need no more digits than a number field shows. */
  private double tidy(double at) {
    if (knob.isLogarithmic()) {
      double value = Math.pow(10, at);
      return Double.parseDouble(String.format(java.util.Locale.ROOT, "%.3g", value));
    }
    double step = (slider.getMax() - slider.getMin()) / 1000;
    double unit = Math.pow(10, Math.floor(Math.log10(step)));
    // Division by whole powers keeps 0.3 from becoming 0.30000000000000004.
    return unit >= 1 ? Math.rint(at / unit) * unit : Math.rint(at / unit) / Math.rint(1 / unit);
  }

  private void take() {
    try {
      double typed = Double.parseDouble(number.getText().strip().replace(',', '.'));
      boolean possible = Double.isFinite(typed) && (!knob.isLogarithmic() || typed > 0);
      number.pseudoClassStateChanged(WRONG, !possible);
      if (possible && !number.getText().equals(NumberText.real(knob.value()))) {
        knob.valueProperty().set(typed);
      }
    } catch (NumberFormatException e) {
      number.pseudoClassStateChanged(WRONG, true);
    }
  }

  private void show(double value) {
    showing = true;
    double at = position(value);
    slider.setMin(Math.min(slider.getMin(), at));
    slider.setMax(Math.max(slider.getMax(), at));
    slider.setValue(at);
    number.setText(NumberText.real(value));
    number.pseudoClassStateChanged(WRONG, false);
    boolean changed = value != knob.original();
    pseudoClassStateChanged(CHANGED, changed);
    reset.setDisable(!changed);
    showing = false;
  }

  /** The row goes away; the knob stays. */
  public void leave() {
    link.unsubscribe();
  }
}
