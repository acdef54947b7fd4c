package org.neurowright.engine.expression;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The names that an expression may use. */
public interface Scope {
  /**
   * What is known of a name.
   *
   * @param type what kind of value it has
   * @param rate how often it changes
   */
  record Entry(Type type, Rate rate) {}

  /** What is known of a name; empty when there is no such name. */
  Optional<Entry> find(String name);

  /** All names, for suggestions. */
  Collection<String> names();

  /** A scope without names. */
  static Scope empty() {
    return of(Map.of());
  }

  /** A scope from a table; later changes of the table are not seen. */
  static Scope of(Map<String, Entry> entries) {
    Map<String, Entry> copy = new LinkedHashMap<>(entries);
    return new Scope() {
      @Override
      public Optional<Entry> find(String name) {
        return Optional.ofNullable(copy.get(name));
      }

      @Override
      public Collection<String> names() {
        return copy.keySet();
      }
    };
  }
}
