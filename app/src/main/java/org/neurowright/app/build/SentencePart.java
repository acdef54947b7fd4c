package org.neurowright.app.build;

import java.util.function.BiFunction;

/**
 * A piece of the sentence that a rule is written as.
 *
 * @param <B> what the sentence says: a rule of pairs, of places
 */
public sealed interface SentencePart<B> {

  /** Words between fields. */
  record Words<B>(String text) implements SentencePart<B> {}

  /**
   * Something that can be changed.
   *
   * @param key of the document, below the rule
   * @param name for people and screen readers
   * @param unit empty when there is none
   * @param kind what may be typed
   * @param value as it is now
   * @param changed the rule with another text here; throws IllegalArgumentException with a sentence
   *     for the user
   */
  record Field<B>(
      String key,
      String name,
      String unit,
      Kind kind,
      String value,
      BiFunction<B, String, B> changed)
      implements SentencePart<B> {}

  /** What may be typed into a field. */
  enum Kind {
    /** A number. */
    NUMBER,
    /** A whole number. */
    WHOLE,
    /** An expression about a pair that gives a number. */
    PAIR_NUMBER,
    /** A condition on a pair; may be empty. */
    PAIR_CONDITION,
    /** An expression about the target cell. */
    TARGET_NUMBER,
    /** An expression about the source cell. */
    SOURCE_NUMBER,
    /** Three numbers. */
    POINT,
    /** A name or a file. */
    TEXT,
    /** Yes or no; the value is {@code true} or {@code false}, the name says what yes means. */
    FLAG,
    /** A table, rows on lines. */
    TABLE
  }
}
