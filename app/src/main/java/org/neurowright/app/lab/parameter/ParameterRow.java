package org.neurowright.app.lab.parameter;

import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.neurowright.app.control.Icons;
import org.neurowright.app.lab.cell.BenchViewModel;
import org.neurowright.app.lab.cell.Parameter;
import org.neurowright.app.lab.form.Parts;
import org.neurowright.app.text.NumberText;

/** One parameter: name, unit, slider, number, lock, reset. */
final class ParameterRow extends VBox {
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
  private static final PseudoClass CHANGED = PseudoClass.getPseudoClass("changed");

  private final Slider slider = new Slider();
  private final TextField number = new TextField();
  private final Subscription links;
  private boolean showing;

  ParameterRow(Parameter parameter, BenchViewModel model) {
    getStyleClass().add("parameter-row");
    String id = parameter.key().replace('.', '-');
    Label name = new Label(parameter.name());
    name.getStyleClass().add("parameter-name");
    name.setMinWidth(Region.USE_PREF_SIZE);
    String original =
        parameter.isVaried()
            ? NumberText.real(parameter.least()) + " … " + NumberText.real(parameter.most())
            : NumberText.real(parameter.original());
    Label unit = new Label(parameter.unit());
    unit.getStyleClass().add("muted");
    unit.setMinWidth(Region.USE_PREF_SIZE);
    Label varied = new Label(parameter.isVaried() ? "varies: " + original : "");
    varied.getStyleClass().add("parameter-note");
    varied.setMinWidth(0);
    Tooltip tip =
        new Tooltip(
            parameter.variable()
                + (parameter.unit().isEmpty() ? "" : " (" + parameter.unit() + ")")
                + " of "
                + parameter.group()
                + "\nIn the file: "
                + original
                + (parameter.isVaried() ? "; turning it makes all sections alike" : ""));
    name.setTooltip(tip);
    ToggleButton lock = new ToggleButton(null, Icons.of("mdi2l-lock-open-variant-outline"));
    lock.getStyleClass().addAll("flat", "icon-button", "parameter-lock");
    lock.setTooltip(new Tooltip("Lock: sliders of all parts, resets and snapshots leave it alone"));
    lock.setAccessibleText("Lock " + parameter.key());
    lock.selectedProperty().bindBidirectional(parameter.lockedProperty());
    Button reset =
        Icons.button(
            "mdi2r-restore", "Back to the file's value, " + original, () -> model.reset(parameter));
    HBox head = new HBox(6, name, unit, varied, Parts.spring(), lock, reset);
    head.setAlignment(Pos.CENTER_LEFT);

    slider.setId("slider-" + id);
    slider.getStyleClass().add("small");
    slider.setMin(parameter.lower());
    slider.setMax(parameter.upper());
    slider.setBlockIncrement((parameter.upper() - parameter.lower()) / 100);
    slider.setAccessibleText(parameter.key() + " " + parameter.unit());
    slider.setMinWidth(60);
    HBox.setHgrow(slider, Priority.ALWAYS);
    number.setId("number-" + id);
    number.setAccessibleText(parameter.key() + " " + parameter.unit());
    number.setPrefColumnCount(7);
    number.setMinWidth(Region.USE_PREF_SIZE);
    HBox line = new HBox(8, slider, number);
    line.setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(head, line);

    slider
        .valueProperty()
        .subscribe((_, value) -> {
          if (!showing) {
            model.set(parameter, tidy(value.doubleValue()));
          }
        });
    Runnable take =
        () -> {
          try {
            double typed = Double.parseDouble(number.getText().strip().replace(',', '.'));
            number.pseudoClassStateChanged(WRONG, false);
            if (typed != parameter.valueProperty().get()
                && !number.getText().equals(NumberText.real(parameter.valueProperty().get()))) {
              model.set(parameter, typed);
            }
          } catch (NumberFormatException e) {
            number.pseudoClassStateChanged(WRONG, true);
          }
        };
    number.setOnAction(_ -> take.run());
    number
        .focusedProperty()
        .subscribe(focused -> {
          if (!focused) {
            take.run();
          }
        });
    slider.disableProperty().bind(parameter.lockedProperty());
    number.disableProperty().bind(parameter.lockedProperty());
    links =
        Subscription.combine(
            parameter.valueProperty().subscribe(value -> show(value.doubleValue())),
            parameter
                .lockedProperty()
                .subscribe(locked -> {
                  lock.setGraphic(
                      Icons.of(locked ? "mdi2l-lock" : "mdi2l-lock-open-variant-outline"));
                  reset.setDisable(locked || !parameter.changedProperty().get());
                }),
            parameter
                .changedProperty()
                .subscribe(changed -> {
                  pseudoClassStateChanged(CHANGED, changed);
                  reset.setDisable(!changed || parameter.lockedProperty().get());
                }));
  }

  /** A slider's places need no more digits than a number field shows. */
  private double tidy(double value) {
    double step = (slider.getMax() - slider.getMin()) / 1000;
    double unit = Math.pow(10, Math.floor(Math.log10(step)));
    // Division by whole powers keeps 0.3 from becoming 0.30000000000000004.
    return unit >= 1
        ? Math.rint(value / unit) * unit
        : Math.rint(value / unit) / Math.rint(1 / unit);
  }

  private void show(double value) {
    showing = true;
    if (value < slider.getMin()) {
      slider.setMin(value);
    }
    if (value > slider.getMax()) {
      slider.setMax(value);
    }
    slider.setValue(value);
    number.setText(NumberText.real(value));
    number.pseudoClassStateChanged(WRONG, false);
    showing = false;
  }

  /** The row goes away; the parameter stays. */
  void leave() {
    links.unsubscribe();
  }
}
