package org.neurowright.io.recipe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neurowright.io.json.JsonValue;

/** JSON that is about to be written; objects and lists are filled step by step. */
sealed interface Tree {

  /**
   * An object.
   *
   * @param expanded whether every member gets a line of its own, however short
   */
  record Obj(Map<String, Tree> members, boolean expanded) implements Tree {
    static Obj inline() {
      return new Obj(new LinkedHashMap<>(), false);
    }

    static Obj expanding() {
      return new Obj(new LinkedHashMap<>(), true);
    }

    Obj with(String key, Tree value) {
      members.put(key, value);
      return this;
    }
  }

  /**
   * A list.
   *
   * @param expanded whether every item gets a line of its own, however short
   */
  record Arr(List<Tree> items, boolean expanded) implements Tree {}

  /** A number, text, truth value or null as it is printed. */
  record Leaf(String printed) implements Tree {}

  /** A short way to write an object that has nothing else to say. */
  record Abridged(Leaf brief, Obj whole) implements Tree {}

  static Leaf text(String text) {
    return new Leaf(JsonLayout.quoted(text));
  }

  static Leaf number(double value) {
    return new Leaf(JsonLayout.shortest(value));
  }

  static Leaf number(long value) {
    return new Leaf(Long.toString(value));
  }

  static Leaf flag(boolean value) {
    return new Leaf(Boolean.toString(value));
  }

  static Arr list(List<? extends Tree> items) {
    return new Arr(new ArrayList<>(items), false);
  }

  static Arr texts(List<String> items) {
    return list(items.stream().map(Tree::text).toList());
  }

  /** What was read, to be written again. */
  static Tree of(JsonValue json) {
    return switch (json) {
      case JsonValue.JsonObject object -> {
        Obj tree = Obj.inline();
        object.members().forEach((key, value) -> tree.with(key, of(value)));
        yield tree;
      }
      case JsonValue.JsonArray array -> list(array.items().stream().map(Tree::of).toList());
      case JsonValue.JsonText text -> text(text.value());
      case JsonValue.JsonNumber number -> new Leaf(number.text());
      case JsonValue.JsonFlag flag -> flag(flag.value());
      case JsonValue.JsonNull none -> new Leaf("null");
    };
  }
}
