package org.neurowright.io.recipe;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.neurowright.engine.expression.Expression;
import org.neurowright.engine.expression.Rate;
import org.neurowright.engine.expression.Scope;
import org.neurowright.engine.expression.Type;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.io.json.JsonValue;
import org.neurowright.io.json.JsonValue.JsonText;

/**
 * A text that is an expression, or may be one: what is wrong with its form is told at its line and
 * column. What names mean, and so what fits together, is found when networks are made.
 *
 * @param text how the value is read and written
 */
record ExpressionText(Form<String> text) implements Form<String> {
  /** Problems that do not depend on the names. */
  private static final Set<String> OF_THE_FORM =
      Set.of(
          "expression.arguments",
          "expression.character",
          "expression.number",
          "expression.single-equals",
          "expression.syntax",
          "expression.text-end",
          "expression.too-long",
          "expression.unknown-function");

  /** Any name there may be. */
  private static final Scope ANY =
      new Scope() {
        @Override
        public Optional<Entry> find(String name) {
          return Optional.of(new Entry(Type.NUMBER, Rate.PER_ROW));
        }

        @Override
        public Collection<String> names() {
          return List.of();
        }
      };

  @Override
  public Optional<String> read(JsonValue json, Reading reading) {
    Optional<String> read = text.read(json, reading);
    if (read.isPresent() && json instanceof JsonText written && !written.value().isBlank()) {
      Expression.check(written.value(), ANY).problems().stream()
          .filter(p -> OF_THE_FORM.contains(p.code()))
          .forEach(p -> reading.add(at(p, written)));
    }
    return read;
  }

  private static Problem at(Problem problem, JsonText text) {
    int character = Math.max(1, problem.location().column());
    String before = text.value().substring(0, Math.min(text.value().length(), character - 1));
    // As they stand in the file: a quotation mark and a backslash have another before them.
    int escaped = (int) before.chars().filter(c -> c == '"' || c == '\\').count();
    Location where = text.where();
    return new Problem(
        problem.severity(),
        problem.code(),
        new Location(
            where.path(), where.line(), where.column() + character + escaped, where.element()),
        "`" + text.value() + "`: " + problem.message(),
        problem.expected(),
        problem.hint());
  }

  @Override
  public Tree write(String value) {
    return text.write(value);
  }

  @Override
  public Tree.Obj schema(Schemas schemas) {
    return text.schema(schemas);
  }

  @Override
  public String inWords() {
    return text.inWords();
  }
}
