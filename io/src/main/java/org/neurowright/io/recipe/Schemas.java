package org.neurowright.io.recipe;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The named parts of a JSON schema while it is made. */
final class Schemas {
  private final Map<String, Tree> definitions = new TreeMap<>();

  /** A reference to a part, which is made when it is named for the first time. */
  Tree.Obj reference(String name, Supplier<Tree> schema) {
    if (!definitions.containsKey(name)) {
      definitions.put(name, Tree.Obj.inline());
      definitions.put(name, schema.get());
    }
    return Tree.Obj.inline().with("$ref", Tree.text("#/$defs/" + name));
  }

  Tree definitions() {
    Tree.Obj all = Tree.Obj.expanding();
    definitions.forEach(all::with);
    return all;
  }
}
