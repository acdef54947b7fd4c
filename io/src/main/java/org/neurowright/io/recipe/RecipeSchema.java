package org.neurowright.io.recipe;

import java.util.Map;
import org.neurowright.engine.recipe.Recipe;

/** The JSON schema (draft 2020-12) of the model document, made of the table that reads it. */
public final class RecipeSchema {
  /** Name of the schema beside this class. */
  public static final String RESOURCE = "model.schema.json";

  private RecipeSchema() {}

  /** The schema as text, the same as the resource {@link #RESOURCE}. */
  public static String text() {
    Schemas schemas = new Schemas();
    Tree.Obj model =
        RecipeForm.MODEL.body(
            schemas,
            Map.of(
                RecipeForm.MARK,
                Tree.Obj.inline()
                    .with("const", Tree.number((long) Recipe.VERSION))
                    .with(
                        "description", Tree.text("Marks a model document; version of its form."))));
    if (model.members().get("properties") instanceof Tree.Obj properties) {
      properties.with(
          ObjectForm.SCHEMA,
          Forms.type("string")
              .with("description", Tree.text("Address of this schema, for editors.")));
    }
    Tree.Obj document =
        Tree.Obj.expanding()
            .with("$schema", Tree.text("https://json-schema.org/draft/2020-12/schema"))
            .with("title", Tree.text("Neurowright model"));
    model.members().forEach(document::with);
    document.with("$defs", schemas.definitions());
    return JsonLayout.document(document);
  }
}
