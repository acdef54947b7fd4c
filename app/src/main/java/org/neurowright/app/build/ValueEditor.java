package org.neurowright.app.build;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.recipe.ValueRule;

/** Where the values of a column come from: a choice, and what belongs to it. */
final class ValueEditor extends HBox {
  private final ComboBox<Kind> kind = new ComboBox<>();
  private final Consumer<ValueRule> changed;
  private final Runnable endOfGesture;
  private final LiveField field;
  private final Supplier<List<String>> names;
  private boolean showing;

  private enum Kind {
    CONSTANT("constant", ""),
    EXPRESSION("expression", "= "),
    LISTED("list", "values: "),
    CSV("csv column", "csv: "),
    ABSENT("no value", "null");

    private final String title;
    private final String prefix;

    Kind(String title, String prefix) {
      this.title = title;
      this.prefix = prefix;
    }

    @Override
    public String toString() {
      return title;
    }

    static Kind of(ValueRule rule) {
      return switch (rule) {
        case ValueRule.Constant _ -> CONSTANT;
        case ValueRule.Expression _ -> EXPRESSION;
        case ValueRule.Listed _ -> LISTED;
        case ValueRule.FromCsv _ -> CSV;
        case ValueRule.Absent _ -> ABSENT;
      };
    }
  }

  /**
   * An editor of values.
   *
   * @param name of the column, for screen readers
   * @param names what expressions may name
   */
  ValueEditor(
      String id,
      String name,
      ValueRule value,
      Consumer<ValueRule> changed,
      Runnable endOfGesture,
      Supplier<List<String>> names) {
    super(6);
    this.changed = changed;
    this.endOfGesture = endOfGesture;
    this.names = names;
    setAlignment(Pos.TOP_LEFT);
    kind.getItems().setAll(Kind.values());
    kind.setAccessibleText("Kind of values of " + name);
    kind.setId(id + "-kind");
    kind.getStyleClass().add("small");
    kind.setMinWidth(112);
    kind.setPrefWidth(112);
    field = LiveField.line(name, "", this::typed, endOfGesture).id(id).expression(this::known);
    HBox.setHgrow(field, Priority.ALWAYS);
    field.setMinWidth(90);
    getChildren().addAll(kind, field);
    show(value);
    kind.getSelectionModel()
        .selectedItemProperty()
        .subscribe((before, now) -> {
          if (!showing && now != null && now != before) {
            choose(now);
          }
        });
  }

  private List<String> known() {
    return kind.getValue() == Kind.EXPRESSION ? names.get() : List.of();
  }

  void show(ValueRule value) {
    showing = true;
    Kind now = Kind.of(value);
    kind.setValue(now);
    field.setVisible(now != Kind.ABSENT);
    field.show(payload(value, now));
    field.prompt(
        switch (now) {
          case CONSTANT -> "a number or text";
          case EXPRESSION -> "normal(10, 2)   Ctrl+Space lists names";
          case LISTED -> "1, 2, 3";
          case CSV -> "cells.csv, column";
          case ABSENT -> "";
        });
    showing = false;
  }

  void showProblems(List<Problem> problems) {
    field.showProblems(problems);
  }

  private static String payload(ValueRule value, Kind kind) {
    String text = ValueText.of(value);
    return kind == Kind.ABSENT ? "" : text.substring(Math.min(text.length(), kind.prefix.length()));
  }

  private void typed(String text) {
    if (!showing) {
      Kind now = kind.getValue();
      changed.accept(now == Kind.CONSTANT ? constant(text) : ValueText.parse(now.prefix + text));
    }
  }

  /** What is typed is a constant here, also where it would mean something else in a table. */
  private static ValueRule constant(String text) {
    ValueRule parsed = ValueText.parse(text);
    return parsed instanceof ValueRule.Constant ? parsed : ValueRule.of(text);
  }

  private void choose(Kind wanted) {
    String text = field.field().getText().strip();
    changed.accept(
        switch (wanted) {
          case CONSTANT -> constant(text);
          case EXPRESSION -> new ValueRule.Expression(text.isEmpty() ? "0" : text);
          case LISTED -> ValueText.parse(Kind.LISTED.prefix + text);
          case CSV ->
              ValueText.parse(Kind.CSV.prefix + (text.contains(",") ? text : "cells.csv, column"));
          case ABSENT -> new ValueRule.Absent();
        });
    endOfGesture.run();
  }
}
