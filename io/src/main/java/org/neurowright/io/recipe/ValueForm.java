package org.neurowright.io.recipe;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neurowright.engine.description.Value;
import org.neurowright.engine.problem.NearestName;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.recipe.ValueRule;
import org.neurowright.io.json.JsonValue;
import org.neurowright.io.json.JsonValue.JsonNull;
import org.neurowright.io.json.JsonValue.JsonObject;

/** Values of a column: a constant as it is, null for none, or an object with a rule. */
record ValueForm() implements Form<ValueRule> {
  static final Form<Value> CONSTANT = new Constants();

  static final ObjectForm<ValueRule.Expression> EXPRESSION =
      new ObjectForm<>(
          "expression",
          "Values that are computed for each.",
          false,
          form -> {
            var text =
                form.required(
                    "expression",
                    Forms.FORMULA,
                    ValueRule.Expression::text,
                    "Formula in the language of expressions.");
            return values -> new ValueRule.Expression(values.get(text));
          });

  static final ObjectForm<ValueRule.Listed> LISTED =
      new ObjectForm<>(
          "listed values",
          "Values in order, one for each.",
          false,
          form -> {
            var list =
                form.required(
                    "values",
                    Forms.list(CONSTANT, false),
                    ValueRule.Listed::values,
                    "As many as there are cells or rows of edges.");
            return values -> new ValueRule.Listed(values.get(list));
          });

  static final ObjectForm<ValueRule.FromCsv> FROM_CSV =
      new ObjectForm<>(
          "csv column",
          "Values of a column of a csv file, one line for each.",
          false,
          form -> {
            var file =
                form.required(
                    "csv",
                    Forms.NAME,
                    ValueRule.FromCsv::file,
                    "File, named from the document's folder.");
            var column =
                form.required(
                    "column",
                    Forms.NAME,
                    ValueRule.FromCsv::column,
                    "Name of the column in the first line of the file.");
            form.check(
                (rule, found) -> found.csv("csv", rule.file(), Map.of("column", rule.column())));
            return values -> new ValueRule.FromCsv(values.get(file), values.get(column));
          });

  private static final List<String> RULES = List.of("expression", "values", "csv");

  @Override
  public Optional<ValueRule> read(JsonValue json, Reading reading) {
    if (json instanceof JsonNull) {
      return Optional.of(new ValueRule.Absent());
    }
    if (!(json instanceof JsonObject object)) {
      Optional<Value> constant = Constants.value(json);
      return constant.isPresent()
          ? Optional.of(new ValueRule.Constant(constant.get()))
          : reading.wrong(json, inWords());
    }
    if (object.get("expression").isPresent()) {
      return EXPRESSION.read(json, reading).map(rule -> rule);
    }
    if (object.get("values").isPresent()) {
      return LISTED.read(json, reading).map(rule -> rule);
    }
    if (object.get("csv").isPresent()) {
      return FROM_CSV.read(json, reading).map(rule -> rule);
    }
    reading.add(
        Problem.error(
                "recipe.wrong-type",
                json.where(),
                object.members().isEmpty()
                    ? "An empty object does not say values"
                    : "An object with "
                        + NearestName.list(object.members().keySet())
                        + " does not say values")
            .expected(inWords())
            .hint(
                object.members().keySet().stream()
                    .flatMap(key -> NearestName.of(key, RULES).stream())
                    .findFirst()
                    .map(near -> "Is \"" + near + "\" meant?")
                    .orElse("")));
    return Optional.empty();
  }

  @Override
  public Tree write(ValueRule rule) {
    return switch (rule) {
      case ValueRule.Constant(Value value) -> CONSTANT.write(value);
      case ValueRule.Absent absent -> new Tree.Leaf("null");
      case ValueRule.Listed listed -> LISTED.write(listed);
      case ValueRule.Expression expression -> EXPRESSION.write(expression);
      case ValueRule.FromCsv csv -> FROM_CSV.write(csv);
    };
  }

  @Override
  public Tree.Obj schema(Schemas schemas) {
    return schemas.reference(
        "values",
        () ->
            Tree.Obj.inline()
                .with("description", Tree.text("Where the values of a column come from."))
                .with(
                    "oneOf",
                    Tree.list(
                        List.of(
                            CONSTANT.schema(schemas),
                            Forms.type("null")
                                .with("description", Tree.text("No value: NULL in the table.")),
                            EXPRESSION.schema(schemas),
                            LISTED.schema(schemas),
                            FROM_CSV.schema(schemas)))));
  }

  @Override
  public String inWords() {
    return "a number, a text, null, a list, or an object with \"expression\", \"values\" or \"csv\"";
  }
}
