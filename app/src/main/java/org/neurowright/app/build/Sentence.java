package org.neurowright.app.build;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.neurowright.app.build.SentencePart.Kind;

/**
 * Collects the pieces of a sentence.
 *
 * @param <B> what is said
 * @param <R> the kind of it
 */
final class Sentence<B, R extends B> {
  private final R rule;
  private final Class<R> type;
  final List<SentencePart<B>> parts = new ArrayList<>();

  private Sentence(R rule, Class<R> type) {
    this.rule = rule;
    this.type = type;
  }

  @SuppressWarnings("unchecked")
  static <B, R extends B> Sentence<B, R> of(R rule) {
    return new Sentence<>(rule, (Class<R>) rule.getClass());
  }

  /** What is said. */
  R rule() {
    return rule;
  }

  Sentence<B, R> say(String text) {
    parts.add(new SentencePart.Words<>(text));
    return this;
  }

  Sentence<B, R> field(
      String key,
      String name,
      String unit,
      Kind kind,
      Function<R, String> value,
      BiFunction<R, String, B> changed) {
    parts.add(
        new SentencePart.Field<>(
            key,
            name,
            unit,
            kind,
            value.apply(rule),
            // A field of a rule that has become another kind changes nothing.
            (now, text) -> type.isInstance(now) ? changed.apply(type.cast(now), text) : now));
    return this;
  }

  /** A field for a number. */
  Sentence<B, R> number(
      String key,
      String name,
      String unit,
      Function<R, Double> value,
      BiFunction<R, Double, B> changed) {
    return field(
        key,
        name,
        unit,
        Kind.NUMBER,
        now -> RuleSentence.number(value.apply(now)),
        (now, text) -> changed.apply(now, RuleSentence.number(text)));
  }

  /** A field for a whole number. */
  Sentence<B, R> whole(
      String key,
      String name,
      String unit,
      Function<R, Integer> value,
      BiFunction<R, Integer, B> changed) {
    return field(
        key,
        name,
        unit,
        Kind.WHOLE,
        now -> Integer.toString(value.apply(now)),
        (now, text) -> changed.apply(now, RuleSentence.small(text)));
  }

  Sentence<B, R> flag(
      String key, String name, Function<R, Boolean> value, BiFunction<R, Boolean, B> changed) {
    return field(
        key,
        name,
        "",
        Kind.FLAG,
        now -> Boolean.toString(value.apply(now)),
        (now, text) -> changed.apply(now, Boolean.parseBoolean(text)));
  }
}
