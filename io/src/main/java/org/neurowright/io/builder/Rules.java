package org.neurowright.io.builder;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.neurowright.engine.network.connect.Pool;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.recipe.PairRule;

/**
 * All rules of connection. Texts are expressions of the pair: {@code pre.} and {@code post.}
 * columns, {@code dist} and its relatives in µm ({@code docs/expressions.md}); what is wrong with
 * them is told when the network is built. {@code docs/building.md} says what each rule means.
 */
public final class Rules {
  private Rules() {}

  /** How a function or list goes through the pairs (BMTK's {@code iterator}). */
  public enum Iterator {
    /** Each pair by itself, sources outside. */
    ONE_TO_ONE,
    /** Each source with all targets. */
    ONE_TO_ALL,
    /** All sources with each target. */
    ALL_TO_ONE
  }

  /** A number of synapses for a pair. */
  @FunctionalInterface
  public interface OneToOne {
    /** 0 for no connection. */
    int synapses(Node source, Node target, RandomNumbers random);
  }

  /** Numbers of synapses of one source. */
  @FunctionalInterface
  public interface OneToAll {
    /** One for each target in order; null for no connection at all. */
    int[] synapses(Node source, List<Node> targets, RandomNumbers random);
  }

  /** Numbers of synapses of one target. */
  @FunctionalInterface
  public interface AllToOne {
    /** One for each source in order; null for no connection at all. */
    int[] synapses(List<Node> sources, Node target, RandomNumbers random);
  }

  // ---- functions

  /** Asks about each pair: all targets of the first source, then of the second and so on. */
  public static Rule oneToOne(OneToOne rule) {
    return new Rule.Called((sources, targets, random, where, each) -> {
      List<Node> from = nodes(sources);
      List<Node> to = nodes(targets);
      for (int s = 0; s < from.size(); s++) {
        for (int t = 0; t < to.size(); t++) {
          random.at(targets.rows()[t], 0, sources.rows()[s]);
          each.connection(s, t, checked(rule.synapses(from.get(s), to.get(t), random), where));
        }
      }
    });
  }

  /** Asks about all targets of a source at once. */
  public static Rule oneToAll(OneToAll rule) {
    return new Rule.Called((sources, targets, random, where, each) -> {
      List<Node> from = nodes(sources);
      List<Node> to = nodes(targets);
      for (int s = 0; s < from.size(); s++) {
        int[] row = rule.synapses(from.get(s), to, random.at(sources.rows()[s], 1, 0));
        row(row, to.size(), "targets", where);
        for (int t = 0; row != null && t < row.length; t++) {
          each.connection(s, t, checked(row[t], where));
        }
      }
    });
  }

  /** Asks about all sources of a target at once. */
  public static Rule allToOne(AllToOne rule) {
    return new Rule.Called((sources, targets, random, where, each) -> {
      List<Node> from = nodes(sources);
      List<Node> to = nodes(targets);
      for (int t = 0; t < to.size(); t++) {
        int[] column = rule.synapses(from, to.get(t), random.at(targets.rows()[t], 2, 0));
        row(column, from.size(), "sources", where);
        for (int s = 0; column != null && s < column.length; s++) {
          each.connection(s, t, checked(column[s], where));
        }
      }
    });
  }

  /**
   * Given numbers of synapses.
   *
   * @param synapses one for each pair in order of sources, then targets; or, for the other
   *     iterators, one for each target or source, the same for all sources or targets
   */
  public static Rule list(Iterator iterator, int... synapses) {
    int[] numbers = synapses.clone();
    return new Rule.Called((sources, targets, random, where, each) -> {
      int wanted =
          switch (iterator) {
            case ONE_TO_ONE -> Math.multiplyExact(sources.size(), targets.size());
            case ONE_TO_ALL -> targets.size();
            case ALL_TO_ONE -> sources.size();
          };
      row(numbers, wanted, iterator == Iterator.ONE_TO_ONE ? "pairs" : "cells", where);
      for (int s = 0; s < sources.size(); s++) {
        for (int t = 0; t < targets.size(); t++) {
          int at =
              switch (iterator) {
                case ONE_TO_ONE -> s * targets.size() + t;
                case ONE_TO_ALL -> t;
                case ALL_TO_ONE -> s;
              };
          each.connection(s, t, checked(numbers[at], where));
        }
      }
    });
  }

  private static List<Node> nodes(Pool pool) {
    return IntStream.of(pool.rows()).mapToObj(row -> new Node(pool.table(), row)).toList();
  }

  private static int checked(int synapses, String where) {
    if (synapses < 0) {
      throw wrong("The rule of " + where + " gives " + synapses + " synapses", "a number from 0");
    }
    return synapses;
  }

  private static void row(int[] given, int wanted, String of, String where) {
    if (given != null && given.length != wanted) {
      throw wrong(
          "The rule of %s gives %d numbers for %d %s".formatted(where, given.length, wanted, of),
          "one for each");
    }
  }

  private static ModelException wrong(String message, String expected) {
    return new ModelException(
        Problem.error("builder.synapses", Location.NOWHERE, message).expected(expected));
  }

  // ---- rules of model documents

  private static Rule of(PairRule rule) {
    return new Rule.Written(rule);
  }

  /** Every pair. */
  public static Rule all() {
    return of(new PairRule.All());
  }

  /** Each pair by itself, with a probability between 0 and 1. */
  public static Rule probability(double probability) {
    return probability(Double.toString(probability));
  }

  /** Each pair by itself, with a probability that is an expression of the pair. */
  public static Rule probability(String probability) {
    return of(new PairRule.Probability(probability));
  }

  /** Each target has so many sources; a source may be drawn more than once. */
  public static Rule inDegree(int count) {
    return inDegree(Integer.toString(count), "", true);
  }

  /**
   * Each target has so many sources.
   *
   * @param count expression of {@code post.} columns
   * @param within condition on the pair; empty for none
   * @param multapses whether a source may be drawn more than once
   */
  public static Rule inDegree(String count, String within, boolean multapses) {
    return of(new PairRule.FixedInDegree(count, within, multapses));
  }

  /** Each source has so many targets; a target may be drawn more than once. */
  public static Rule outDegree(int count) {
    return outDegree(Integer.toString(count), "", true);
  }

  /** Each source has so many targets; as {@link #inDegree(String, String, boolean)}. */
  public static Rule outDegree(String count, String within, boolean multapses) {
    return of(new PairRule.FixedOutDegree(count, within, multapses));
  }

  /** So many connections in all. */
  public static Rule total(long count, boolean multapses) {
    return of(new PairRule.FixedTotal(count, multapses));
  }

  /** The k-th source with the target {@code offset} behind the k-th, around. */
  public static Rule pairwise(int offset) {
    return of(new PairRule.OneToOne(offset));
  }

  /** Cells of one side in order with parts of the other, which rules of this sequence share. */
  public static Rule sequential(String sequence, boolean partitionSource) {
    return of(new PairRule.OneToOneSequential(sequence, partitionSource));
  }

  /** BMTK's {@code connect_random}: from {@code low} up to but not including {@code high}. */
  public static Rule connectRandom(int low, int high) {
    return of(new PairRule.RandomSynapses(low, high));
  }

  /**
   * BMTK's {@code distance_connector}: a probability that falls linearly from {@code weightMax} to
   * {@code weightMin} at the largest distance, and a random number of synapses.
   */
  public static Rule distanceConnector(
      double weightMin, double weightMax, double maxDistanceUm, int synapsesMin, int synapsesMax) {
    return of(
        new PairRule.LinearDistance(weightMin, weightMax, maxDistanceUm, synapsesMin, synapsesMax));
  }

  /** Both directions of a pair, with probabilities of each and of both. */
  public static Rule reciprocal(String forward, String backward, String both) {
    return of(
        new PairRule.Reciprocal(forward, backward, Optional.of(both), Optional.empty(), false));
  }

  /** Both directions, where {@code both} is the average over all pairs that can have both. */
  public static Rule reciprocalOnAverage(String forward, String backward, double both) {
    return of(
        new PairRule.Reciprocal(
            forward, backward, Optional.of(Double.toString(both)), Optional.empty(), true));
  }

  /** Both directions, with a correlation of both between -1 and 1. */
  public static Rule correlatedDirections(String forward, String backward, double correlation) {
    return of(
        new PairRule.Reciprocal(
            forward, backward, Optional.empty(), Optional.of(correlation), false));
  }

  /** Each unordered pair of one population once. */
  public static Rule unordered(String probability) {
    return of(new PairRule.Unordered(probability));
  }

  /** Each unordered pair, by how many directions a connection that was added before has. */
  public static Rule correlated(String chemical, String none, String one, String both) {
    return of(new PairRule.Correlated(chemical, none, one, both));
  }

  /** A directed ring of nearest neighbours, some of them replaced. */
  public static Rule smallWorld(int neighbours, double rewire) {
    return of(new PairRule.SmallWorld(neighbours, rewire));
  }

  /**
   * The pairs of a csv file.
   *
   * @param file relative to the folder given to the builder
   * @param relative whether ids count from 0 inside the selections; else they are node ids
   * @param synapsesColumn empty for the connection's own number
   */
  public static Rule csv(
      String file,
      String sourceColumn,
      String targetColumn,
      boolean relative,
      Optional<String> synapsesColumn) {
    return of(new PairRule.FromCsv(file, sourceColumn, targetColumn, relative, synapsesColumn));
  }

  /** Numbers of synapses: a row for each source, in it a number for each target. */
  public static Rule matrix(int[][] synapses) {
    return of(
        new PairRule.Matrix(
            IntStream.range(0, synapses.length)
                .mapToObj(s -> IntStream.of(synapses[s]).boxed().toList())
                .toList()));
  }

  /**
   * A csv table of probabilities: source groups in its first line, target groups in its first
   * column.
   *
   * @param factor expression by which each is multiplied
   */
  public static Rule groupTable(
      String file, String sourceColumn, String targetColumn, String factor) {
    return of(new PairRule.GroupTable(file, sourceColumn, targetColumn, factor));
  }
}
