package org.neurowright.app.config;

import java.util.List;

/**
 * A key that configurations have.
 *
 * @param name as in the file
 * @param type of its value
 * @param unit empty for none
 * @param fallback what counts when the key is absent, as one would write it; empty when nothing
 *     does
 * @param help what it does, in a sentence or two
 * @param choices values it can have; empty for any
 * @param needed whether it has to be there
 */
record ConfigKey(
    String name,
    Type type,
    String unit,
    String fallback,
    String help,
    List<String> choices,
    boolean needed) {

  /** Kinds of values. */
  enum Type {
    NUMBER("a number"),
    WHOLE("a whole number"),
    TEXT("a text"),
    FLAG("true or false"),
    CHOICE("one of the values listed"),
    FILE("a file"),
    FOLDER("a folder"),
    /** A text or a list of texts. */
    TEXTS("a text or a list of texts"),
    /** A number or a list of numbers. */
    NUMBERS("a number or a list of numbers"),
    /** A name, conditions, or a list of ids. */
    NODES("a name, conditions in braces, or a list of ids"),
    /** Anything, written as JSON. */
    JSON("JSON");

    private final String words;

    Type(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  static ConfigKey of(String name, Type type, String unit, String fallback, String help) {
    return new ConfigKey(name, type, unit, fallback, help, List.of(), false);
  }

  static ConfigKey of(String name, Type type, String help) {
    return of(name, type, "", "", help);
  }

  static ConfigKey number(String name, String unit, String fallback, String help) {
    return of(name, Type.NUMBER, unit, fallback, help);
  }

  static ConfigKey flag(String name, String fallback, String help) {
    return of(name, Type.FLAG, "", fallback, help);
  }

  static ConfigKey choice(String name, String fallback, List<String> choices, String help) {
    return new ConfigKey(name, Type.CHOICE, "", fallback, help, choices, false);
  }

  ConfigKey must() {
    return new ConfigKey(name, type, unit, fallback, help, choices, true);
  }
}
