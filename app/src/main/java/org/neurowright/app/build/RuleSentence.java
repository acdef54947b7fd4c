package org.neurowright.app.build;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.neurowright.app.build.SentencePart.Kind;
import org.neurowright.engine.description.Value;
import org.neurowright.engine.recipe.ConnectionRecipe;
import org.neurowright.engine.recipe.PairRule;
import org.neurowright.engine.recipe.Selection;
import org.neurowright.engine.recipe.ValueRule;

/** Rules as sentences whose numbers can be changed where they stand. */
public final class RuleSentence {
  private RuleSentence() {}

  /** The sentence in pieces, in order. */
  public static List<SentencePart<PairRule>> parts(PairRule rule) {
    return switch (rule) {
      case PairRule.All _ -> words("every source is connected with every target");
      case PairRule.Probability r ->
          begin(r)
              .say("each pair is connected with probability")
              .field(
                  "probability",
                  "probability",
                  "",
                  Kind.PAIR_NUMBER,
                  PairRule.Probability::probability,
                  (_, text) -> new PairRule.Probability(text))
              .parts;
      case PairRule.FixedInDegree r ->
          begin(r)
              .say("each target gets")
              .field(
                  "count",
                  "number of sources",
                  "",
                  Kind.TARGET_NUMBER,
                  PairRule.FixedInDegree::count,
                  (now, text) -> new PairRule.FixedInDegree(text, now.within(), now.multapses()))
              .say("sources where")
              .field(
                  "within",
                  "condition on the pair",
                  "",
                  Kind.PAIR_CONDITION,
                  PairRule.FixedInDegree::within,
                  (now, text) -> new PairRule.FixedInDegree(now.count(), text, now.multapses()))
              .flag(
                  "multapses",
                  "a source may be drawn again",
                  PairRule.FixedInDegree::multapses,
                  (now, yes) -> new PairRule.FixedInDegree(now.count(), now.within(), yes))
              .parts;
      case PairRule.FixedOutDegree r ->
          begin(r)
              .say("each source gets")
              .field(
                  "count",
                  "number of targets",
                  "",
                  Kind.SOURCE_NUMBER,
                  PairRule.FixedOutDegree::count,
                  (now, text) -> new PairRule.FixedOutDegree(text, now.within(), now.multapses()))
              .say("targets where")
              .field(
                  "within",
                  "condition on the pair",
                  "",
                  Kind.PAIR_CONDITION,
                  PairRule.FixedOutDegree::within,
                  (now, text) -> new PairRule.FixedOutDegree(now.count(), text, now.multapses()))
              .flag(
                  "multapses",
                  "a target may be drawn again",
                  PairRule.FixedOutDegree::multapses,
                  (now, yes) -> new PairRule.FixedOutDegree(now.count(), now.within(), yes))
              .parts;
      case PairRule.FixedTotal r ->
          begin(r)
              .field(
                  "count",
                  "number of connections",
                  "",
                  Kind.WHOLE,
                  now -> Long.toString(now.count()),
                  (now, text) -> new PairRule.FixedTotal(whole(text), now.multapses()))
              .say("connections in all, drawn among all pairs")
              .flag(
                  "multapses",
                  "a pair may be drawn again",
                  PairRule.FixedTotal::multapses,
                  (now, yes) -> new PairRule.FixedTotal(now.count(), yes))
              .parts;
      case PairRule.OneToOne r ->
          begin(r)
              .say("the k-th source is connected with the k-th target, shifted by")
              .field(
                  "offset",
                  "shift",
                  "cells",
                  Kind.WHOLE,
                  now -> Integer.toString(now.offset()),
                  (_, text) -> new PairRule.OneToOne(small(text)))
              .parts;
      case PairRule.OneToOneSequential r ->
          begin(r)
              .say("one to one, where the shorter side is followed by the next rule called")
              .field(
                  "sequence",
                  "sequence",
                  "",
                  Kind.TEXT,
                  PairRule.OneToOneSequential::sequence,
                  (now, text) -> new PairRule.OneToOneSequential(text, now.partitionSource()))
              .flag(
                  "partition_source",
                  "the sources are the parts",
                  PairRule.OneToOneSequential::partitionSource,
                  (now, yes) -> new PairRule.OneToOneSequential(now.sequence(), yes))
              .parts;
      case PairRule.RandomSynapses r ->
          begin(r)
              .say("each pair gets between")
              .field(
                  "low",
                  "fewest synapses",
                  "",
                  Kind.WHOLE,
                  now -> Integer.toString(now.low()),
                  (now, text) -> new PairRule.RandomSynapses(small(text), now.high()))
              .say("and fewer than")
              .field(
                  "high",
                  "bound of synapses",
                  "synapses",
                  Kind.WHOLE,
                  now -> Integer.toString(now.high()),
                  (now, text) -> new PairRule.RandomSynapses(now.low(), small(text)))
              .parts;
      case PairRule.LinearDistance r ->
          begin(r)
              .say("the probability falls from")
              .field(
                  "weight_max",
                  "probability when near",
                  "",
                  Kind.NUMBER,
                  now -> number(now.weightMax()),
                  (now, text) ->
                      new PairRule.LinearDistance(
                          now.weightMin(),
                          number(text),
                          now.maxDistanceUm(),
                          now.synapsesMin(),
                          now.synapsesMax()))
              .say("to")
              .field(
                  "weight_min",
                  "probability when far",
                  "",
                  Kind.NUMBER,
                  now -> number(now.weightMin()),
                  (now, text) ->
                      new PairRule.LinearDistance(
                          number(text),
                          now.weightMax(),
                          now.maxDistanceUm(),
                          now.synapsesMin(),
                          now.synapsesMax()))
              .say("over")
              .field(
                  "max_distance_um",
                  "largest distance",
                  "µm",
                  Kind.NUMBER,
                  now -> number(now.maxDistanceUm()),
                  (now, text) ->
                      new PairRule.LinearDistance(
                          now.weightMin(),
                          now.weightMax(),
                          number(text),
                          now.synapsesMin(),
                          now.synapsesMax()))
              .say("with")
              .field(
                  "synapses_min",
                  "fewest synapses",
                  "",
                  Kind.WHOLE,
                  now -> Integer.toString(now.synapsesMin()),
                  (now, text) ->
                      new PairRule.LinearDistance(
                          now.weightMin(),
                          now.weightMax(),
                          now.maxDistanceUm(),
                          small(text),
                          now.synapsesMax()))
              .say("to")
              .field(
                  "synapses_max",
                  "most synapses",
                  "synapses",
                  Kind.WHOLE,
                  now -> Integer.toString(now.synapsesMax()),
                  (now, text) ->
                      new PairRule.LinearDistance(
                          now.weightMin(),
                          now.weightMax(),
                          now.maxDistanceUm(),
                          now.synapsesMin(),
                          small(text)))
              .parts;
      case PairRule.Reciprocal r -> reciprocal(r);
      case PairRule.Unordered r ->
          begin(r)
              .say("each unordered pair is connected once with probability")
              .field(
                  "probability",
                  "probability",
                  "",
                  Kind.PAIR_NUMBER,
                  PairRule.Unordered::probability,
                  (_, text) -> new PairRule.Unordered(text))
              .parts;
      case PairRule.Correlated r ->
          begin(r)
              .say("each unordered pair, depending on what")
              .field(
                  "chemical",
                  "other connection",
                  "",
                  Kind.TEXT,
                  PairRule.Correlated::chemical,
                  (now, text) -> new PairRule.Correlated(text, now.none(), now.one(), now.both()))
              .say("has connected, with probability")
              .field(
                  "none",
                  "probability where it has connected neither direction",
                  "for none,",
                  Kind.PAIR_NUMBER,
                  PairRule.Correlated::none,
                  (now, text) ->
                      new PairRule.Correlated(now.chemical(), text, now.one(), now.both()))
              .field(
                  "one",
                  "probability where it has connected one direction",
                  "for one,",
                  Kind.PAIR_NUMBER,
                  PairRule.Correlated::one,
                  (now, text) ->
                      new PairRule.Correlated(now.chemical(), now.none(), text, now.both()))
              .field(
                  "both",
                  "probability where it has connected both directions",
                  "for both directions",
                  Kind.PAIR_NUMBER,
                  PairRule.Correlated::both,
                  (now, text) ->
                      new PairRule.Correlated(now.chemical(), now.none(), now.one(), text))
              .parts;
      case PairRule.SmallWorld r ->
          begin(r)
              .say("on a ring, each target gets its")
              .field(
                  "neighbours",
                  "neighbours on both sides together",
                  "",
                  Kind.WHOLE,
                  now -> Integer.toString(now.neighbours()),
                  (now, text) -> new PairRule.SmallWorld(small(text), now.rewire()))
              .say("nearest sources, each replaced at random with probability")
              .field(
                  "rewire",
                  "probability to be replaced",
                  "",
                  Kind.NUMBER,
                  now -> number(now.rewire()),
                  (now, text) -> new PairRule.SmallWorld(now.neighbours(), number(text)))
              .parts;
      case PairRule.FromCsv r -> csv(r);
      case PairRule.Matrix r ->
          begin(r)
              .say("numbers of synapses, a row for each source and a column for each target:")
              .field(
                  "rows",
                  "matrix",
                  "",
                  Kind.TABLE,
                  now ->
                      now.rows().stream()
                          .map(row ->
                              row.stream().map(String::valueOf).collect(Collectors.joining(" ")))
                          .collect(Collectors.joining("\n")),
                  (_, text) -> new PairRule.Matrix(matrix(text)))
              .parts;
      case PairRule.GroupTable r ->
          begin(r)
              .say("the probability stands in the table")
              .field(
                  "file",
                  "csv file",
                  "",
                  Kind.TEXT,
                  PairRule.GroupTable::file,
                  (now, text) ->
                      new PairRule.GroupTable(
                          text, now.sourceColumn(), now.targetColumn(), now.factor()))
              .say("by the source's")
              .field(
                  "source_column",
                  "column of the sources",
                  "",
                  Kind.TEXT,
                  PairRule.GroupTable::sourceColumn,
                  (now, text) ->
                      new PairRule.GroupTable(now.file(), text, now.targetColumn(), now.factor()))
              .say("and the target's")
              .field(
                  "target_column",
                  "column of the targets",
                  "",
                  Kind.TEXT,
                  PairRule.GroupTable::targetColumn,
                  (now, text) ->
                      new PairRule.GroupTable(now.file(), now.sourceColumn(), text, now.factor()))
              .say("times")
              .field(
                  "factor",
                  "factor",
                  "",
                  Kind.PAIR_NUMBER,
                  PairRule.GroupTable::factor,
                  (now, text) ->
                      new PairRule.GroupTable(
                          now.file(), now.sourceColumn(), now.targetColumn(), text))
              .parts;
    };
  }

  private static List<SentencePart<PairRule>> reciprocal(PairRule.Reciprocal r) {
    Sentence<PairRule, PairRule.Reciprocal> sentence =
        begin(r)
            .say("source to target with probability")
            .field(
                "forward",
                "probability of source to target",
                ",",
                Kind.PAIR_NUMBER,
                PairRule.Reciprocal::forward,
                (now, text) ->
                    new PairRule.Reciprocal(
                        text,
                        now.backward(),
                        now.reciprocal(),
                        now.correlation(),
                        now.estimateCorrelation()))
            .say("back with")
            .field(
                "backward",
                "probability of target to source",
                ",",
                Kind.PAIR_NUMBER,
                PairRule.Reciprocal::backward,
                (now, text) ->
                    new PairRule.Reciprocal(
                        now.forward(),
                        text,
                        now.reciprocal(),
                        now.correlation(),
                        now.estimateCorrelation()));
    if (r.correlation().isPresent()) {
      sentence
          .say("correlated with coefficient")
          .field(
              "correlation",
              "correlation of both directions; empty to give the probability of both",
              "",
              Kind.NUMBER,
              now -> now.correlation().map(RuleSentence::number).orElse(""),
              (now, text) ->
                  text.isBlank()
                      ? new PairRule.Reciprocal(
                          now.forward(),
                          now.backward(),
                          Optional.of("0"),
                          Optional.empty(),
                          now.estimateCorrelation())
                      : new PairRule.Reciprocal(
                          now.forward(),
                          now.backward(),
                          now.reciprocal(),
                          Optional.of(number(text)),
                          now.estimateCorrelation()));
    } else {
      sentence
          .say("both with")
          .field(
              "reciprocal",
              "probability of both directions",
              "",
              Kind.PAIR_NUMBER,
              now -> now.reciprocal().orElse(""),
              (now, text) ->
                  new PairRule.Reciprocal(
                      now.forward(),
                      now.backward(),
                      text.isBlank() ? Optional.empty() : Optional.of(text),
                      now.correlation(),
                      now.estimateCorrelation()));
    }
    return sentence.flag(
            "estimate_correlation",
            "one common correlation for all pairs",
            PairRule.Reciprocal::estimateCorrelation,
            (now, yes) ->
                new PairRule.Reciprocal(
                    now.forward(), now.backward(), now.reciprocal(), now.correlation(), yes))
        .parts;
  }

  private static List<SentencePart<PairRule>> csv(PairRule.FromCsv r) {
    return begin(r)
        .say("the pairs stand in")
        .field(
            "file",
            "csv file",
            "",
            Kind.TEXT,
            PairRule.FromCsv::file,
            (now, text) ->
                new PairRule.FromCsv(
                    text,
                    now.sourceColumn(),
                    now.targetColumn(),
                    now.relative(),
                    now.synapsesColumn()))
        .say("with sources in")
        .field(
            "source_column",
            "column of source ids",
            "",
            Kind.TEXT,
            PairRule.FromCsv::sourceColumn,
            (now, text) ->
                new PairRule.FromCsv(
                    now.file(), text, now.targetColumn(), now.relative(), now.synapsesColumn()))
        .say("targets in")
        .field(
            "target_column",
            "column of target ids",
            "",
            Kind.TEXT,
            PairRule.FromCsv::targetColumn,
            (now, text) ->
                new PairRule.FromCsv(
                    now.file(), now.sourceColumn(), text, now.relative(), now.synapsesColumn()))
        .say("numbers of synapses in")
        .field(
            "synapses_column",
            "column of numbers of synapses; empty for none",
            "",
            Kind.TEXT,
            now -> now.synapsesColumn().orElse(""),
            (now, text) ->
                new PairRule.FromCsv(
                    now.file(),
                    now.sourceColumn(),
                    now.targetColumn(),
                    now.relative(),
                    text.isBlank() ? Optional.empty() : Optional.of(text.strip())))
        .flag(
            "relative",
            "ids count from 0 inside the selections",
            PairRule.FromCsv::relative,
            (now, yes) ->
                new PairRule.FromCsv(
                    now.file(), now.sourceColumn(), now.targetColumn(), yes, now.synapsesColumn()))
        .parts;
  }

  /** The rule in words. */
  public static String text(PairRule rule) {
    List<String> words = new ArrayList<>();
    for (SentencePart<PairRule> part : parts(rule)) {
      switch (part) {
        case SentencePart.Words<PairRule>(String text) -> words.add(text);
        case SentencePart.Field<PairRule> field -> {
          switch (field.kind()) {
            case FLAG -> {
              if (field.value().equals("true")) {
                words.add("(" + field.name() + ")");
              }
            }
            case TABLE -> words.add(field.value().lines().count() + " rows");
            case PAIR_CONDITION -> {
              if (field.value().isBlank() && words.getLast().endsWith(" where")) {
                words.add(words.removeLast().replaceFirst(" where$", ""));
              } else {
                words.add(field.value());
              }
            }
            case NUMBER, WHOLE, POINT, PAIR_NUMBER, TARGET_NUMBER, SOURCE_NUMBER, TEXT -> {
              words.add(field.value());
              if (!field.unit().isEmpty()) {
                words.add(field.unit());
              }
            }
          }
        }
      }
    }
    return String.join(" ", words).replace(" ,", ",");
  }

  /** A whole connection in words. */
  public static String text(ConnectionRecipe connection) {
    String each =
        connection.synapses() instanceof ValueRule.Constant(Value.Num(double one)) && one == 1
            ? ""
            : "; " + ValueText.of(connection.synapses()).replaceFirst("^= ", "") + " synapses each";
    return text(connection.source())
        + " → "
        + text(connection.target())
        + ": "
        + text(connection.rule())
        + each;
  }

  /** Some cells in words. */
  public static String text(Selection selection) {
    return selection.network() + (selection.where().isBlank() ? "" : " where " + selection.where());
  }

  private static <R extends PairRule> Sentence<PairRule, R> begin(R rule) {
    return Sentence.of(rule);
  }

  private static List<SentencePart<PairRule>> words(String text) {
    return List.of(new SentencePart.Words<>(text));
  }

  private static List<List<Integer>> matrix(String text) {
    return text.lines()
        .filter(line -> !line.isBlank())
        .map(
            line -> Arrays.stream(line.strip().split("[\\s,;]+")).map(RuleSentence::small).toList())
        .toList();
  }

  static String number(double value) {
    return new Value.Num(value).toString();
  }

  static double number(String text) {
    try {
      double value = Double.parseDouble(text.strip());
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw new IllegalArgumentException("\"" + text + "\" is not a number");
  }

  static long whole(String text) {
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("\"" + text + "\" is not a whole number");
    }
  }

  static int small(String text) {
    long value = whole(text);
    if (value != (int) value) {
      throw new IllegalArgumentException(text + " is too large");
    }
    return (int) value;
  }
}
