package org.neurowright.app.lab.parameter;

import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
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

/** One parameter: star, name, unit, ends of the slider, lock, reset, slider, number. */
public final class ParameterRow extends VBox {
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
  private static final PseudoClass CHANGED = PseudoClass.getPseudoClass("changed");

  private final Slider slider = new Slider();
  private final TextField number = new TextField();
  private final Subscription links;
  private final Parameter parameter;
  private boolean showing;

  public ParameterRow(Parameter parameter, BenchViewModel model) {
    this.parameter = parameter;
    getStyleClass().add("parameter-row");
    String id = parameter.key().replaceAll("[.\\[\\]]", "-");
    ToggleButton star = new ToggleButton(null, Icons.of("mdi2s-star-outline"));
    star.setId("star-" + id);
    star.getStyleClass().addAll("flat", "icon-button", "parameter-star");
    star.setTooltip(new Tooltip("Favourite: stands in the group at the top, also next time"));
    star.setAccessibleText("Favourite " + parameter.key());
    star.setOnAction(_ -> model.setFavourite(parameter, star.isSelected()));
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
    reset.setId("reset-" + id);
    MenuButton ends = ends(parameter, id);
    HBox head = new HBox(4, star, name, unit, varied, Parts.spring(), ends, lock, reset);
    HBox.setMargin(unit, new Insets(0, 0, 0, 2));
    head.setAlignment(Pos.CENTER_LEFT);

    slider.setId("slider-" + id);
    slider.getStyleClass().add("small");
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
            model.set(
                parameter,
                parameter.isWhole() ? Math.rint(value.doubleValue()) : tidy(value.doubleValue()));
          }
        });
    slider
        .valueChangingProperty()
        .subscribe(changing -> {
          if (!changing) {
            model.endGesture();
          }
        });
    slider.focusedProperty().subscribe(_ -> model.endGesture());
    Runnable take =
        () -> {
          try {
            double typed = Double.parseDouble(number.getText().strip().replace(',', '.'));
            number.pseudoClassStateChanged(WRONG, false);
            if (typed != parameter.valueProperty().get()
                && !number.getText().equals(NumberText.real(parameter.valueProperty().get()))) {
              model.endGesture();
              model.set(parameter, typed);
              model.endGesture();
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
            parameter.lowerProperty().subscribe(_ -> showRange(parameter)),
            parameter.upperProperty().subscribe(_ -> showRange(parameter)),
            parameter
                .favouriteProperty()
                .subscribe(on -> {
                  star.setSelected(on);
                  star.setGraphic(Icons.of(on ? "mdi2s-star" : "mdi2s-star-outline"));
                }),
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

  private void showRange(Parameter parameter) {
    double value = parameter.valueProperty().get();
    showing = true;
    slider.setMin(Math.min(parameter.lower(), value));
    slider.setMax(Math.max(parameter.upper(), value));
    slider.setBlockIncrement(
        parameter.isWhole() ? 1 : (parameter.upper() - parameter.lower()) / 100);
    slider.setValue(value);
    showing = false;
  }

  /** The ends of the slider, in a menu of their own. */
  private static MenuButton ends(Parameter parameter, String id) {
    MenuButton button = new MenuButton(null, Icons.of("mdi2a-arrow-expand-horizontal"));
    button.setId("range-" + id);
    button.getStyleClass().addAll("flat", "icon-button", "parameter-range");
    button.setTooltip(new Tooltip("Ends of the slider"));
    button.setAccessibleText("Ends of the slider of " + parameter.key());
    TextField lower = new TextField();
    lower.setId("lower-" + id);
    TextField upper = new TextField();
    upper.setId("upper-" + id);
    for (TextField field : List.of(lower, upper)) {
      field.setPrefColumnCount(7);
      field.setOnAction(_ -> {
        take(parameter, lower, upper);
        button.hide();
      });
    }
    lower.setAccessibleText("Lower end");
    upper.setAccessibleText("Upper end");
    HBox fields = new HBox(6, lower, new Label("to"), upper, new Label(parameter.unit()));
    fields.setAlignment(Pos.CENTER_LEFT);
    fields.getStyleClass().add("parameter-ends");
    CustomMenuItem item = new CustomMenuItem(fields, false);
    item.getStyleClass().add("parameter-ends-item");
    MenuItem usual = new MenuItem("Usual range");
    usual.setOnAction(_ -> parameter.useUsualRange());
    button.getItems().setAll(item, usual);
    button.setOnShowing(_ -> {
      lower.setText(NumberText.real(parameter.lower()));
      upper.setText(NumberText.real(parameter.upper()));
    });
    button.setOnHidden(_ -> take(parameter, lower, upper));
    return button;
  }

  private static void take(Parameter parameter, TextField lower, TextField upper) {
    try {
      double least = Double.parseDouble(lower.getText().strip().replace(',', '.'));
      double most = Double.parseDouble(upper.getText().strip().replace(',', '.'));
      boolean asShown =
          lower.getText().equals(NumberText.real(parameter.lower()))
              && upper.getText().equals(NumberText.real(parameter.upper()));
      if (!asShown) {
        parameter.setRange(least, most);
      }
    } catch (NumberFormatException e) {
      // the ends stay where they are
    }
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

  Parameter parameter() {
    return parameter;
  }

  /** The row goes away; the parameter stays. */
  public void leave() {
    links.unsubscribe();
  }
}
