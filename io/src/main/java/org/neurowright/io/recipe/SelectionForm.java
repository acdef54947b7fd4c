package org.neurowright.io.recipe;

import java.util.List;
import java.util.Optional;
import org.neurowright.engine.recipe.Selection;
import org.neurowright.io.json.JsonValue;
import org.neurowright.io.json.JsonValue.JsonText;

/** Some nodes: an object, or only the network's name for all of its nodes. */
record SelectionForm() implements Form<Selection> {
  static final ObjectForm<Selection> WHOLE =
      new ObjectForm<>(
          "selection",
          "Some nodes of a network.",
          false,
          form -> {
            var network =
                form.required("network", Forms.NAME, Selection::network, "Name of the network.");
            var where =
                form.optional(
                    "where",
                    Forms.CONDITION,
                    "",
                    Selection::where,
                    "Condition on the columns of the nodes; all without one.");
            return values -> new Selection(values.get(network), values.get(where));
          });

  @Override
  public Optional<Selection> read(JsonValue json, Reading reading) {
    return json instanceof JsonText text && !text.value().isBlank()
        ? Optional.of(Selection.all(text.value()))
        : WHOLE.read(json, reading);
  }

  @Override
  public Tree write(Selection selection) {
    Tree.Obj whole = WHOLE.write(selection);
    return selection.where().isEmpty()
        ? new Tree.Abridged(Tree.text(selection.network()), whole)
        : whole;
  }

  @Override
  public Tree.Obj schema(Schemas schemas) {
    return schemas.reference(
        "nodes",
        () ->
            Tree.Obj.inline()
                .with("description", Tree.text("Some nodes, or all of the network named."))
                .with(
                    "oneOf",
                    Tree.list(
                        List.of(
                            Forms.type("string").with("pattern", Tree.text("\\S")),
                            WHOLE.schema(schemas)))));
  }

  @Override
  public String inWords() {
    return "the name of a network, or an object with \"network\" and \"where\"";
  }
}
