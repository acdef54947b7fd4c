package org.neurowright.engine.recipe;

import java.util.List;
import java.util.Optional;

/**
 * Which of all pairs of a source and a target are connected. Numbers that are texts here are
 * expressions of {@code pre.}, {@code post.} and distances; most are just a number.
 */
public sealed interface PairRule {

  /** Every pair. */
  record All() implements PairRule {}

  /**
   * Each pair by itself with a probability.
   *
   * @param probability expression, 0 to 1; clipped with a warning
   */
  record Probability(String probability) implements PairRule {}

  /**
   * Each target has so many sources, drawn uniformly among those that {@code within} allows.
   *
   * @param count expression of {@code post.}; rounded
   * @param within condition on the pair; empty for none
   * @param multapses whether a source may be drawn more than once
   */
  record FixedInDegree(String count, String within, boolean multapses) implements PairRule {}

  /** Each source has so many targets; as {@link FixedInDegree} with both exchanged. */
  record FixedOutDegree(String count, String within, boolean multapses) implements PairRule {}

  /** So many connections in all, each drawn uniformly among all pairs. */
  record FixedTotal(long count, boolean multapses) implements PairRule {}

  /** The k-th source with the k-th target, or with the one {@code offset} behind it, around. */
  record OneToOne(int offset) implements PairRule {}

  /**
   * The k-th cell of one side with the k-th of the other, where the shorter side is followed by the
   * next rule with the same {@code sequence}: partitions of a population in order (bmtool's {@code
   * OneToOneSequentialConnector}).
   *
   * @param sequence name shared by the rules
   * @param partitionSource whether the sources are the parts; otherwise the targets are
   */
  record OneToOneSequential(String sequence, boolean partitionSource) implements PairRule {}

  /** A whole number of synapses in {@code [low, high)} for each pair (BMTK's connect_random). */
  record RandomSynapses(int low, int high) implements PairRule {}

  /**
   * Probability that falls linearly with distance, and a random number of synapses (BMTK's {@code
   * distance_connector}); never a cell with itself.
   */
  record LinearDistance(
      double weightMin, double weightMax, double maxDistanceUm, int synapsesMin, int synapsesMax)
      implements PairRule {}

  /**
   * Both directions of a pair together (bmtool's ReciprocalConnector).
   *
   * @param forward probability of source to target, an expression
   * @param backward probability of target to source; equals {@code forward} inside a population
   * @param reciprocal probability of both; empty when {@code correlation} is given
   * @param correlation coefficient between both directions; empty when estimated or not wanted
   * @param estimateCorrelation whether {@code reciprocal} is an average over all possible pairs
   *     with one common correlation, instead of the probability of each pair
   */
  record Reciprocal(
      String forward,
      String backward,
      Optional<String> reciprocal,
      Optional<Double> correlation,
      boolean estimateCorrelation)
      implements PairRule {}

  /** Each unordered pair of a population with a probability, stored once (bmtool's GapJunction). */
  record Unordered(String probability) implements PairRule {}

  /**
   * Each unordered pair with a probability that depends on how many directions another rule has
   * connected (bmtool's CorrelatedGapJunction).
   *
   * @param chemical name of that rule
   * @param none probability where it has connected neither direction; expression
   * @param one where it has connected one
   * @param both where it has connected both
   */
  record Correlated(String chemical, String none, String one, String both) implements PairRule {}

  /**
   * A ring in which each target has its nearest neighbours as sources, some replaced at random
   * (Watts and Strogatz, Nature 393, 1998, 440–442, directed).
   *
   * @param neighbours on both sides together, even
   * @param rewire probability of each to be replaced
   */
  record SmallWorld(int neighbours, double rewire) implements PairRule {}

  /**
   * The pairs of a csv file.
   *
   * @param file relative to the document's folder
   * @param sourceColumn column of source ids
   * @param targetColumn column of target ids
   * @param relative whether ids count from 0 inside the selections; else they are node ids
   * @param synapsesColumn number of synapses; empty for {@code synapses} of the connection
   */
  record FromCsv(
      String file,
      String sourceColumn,
      String targetColumn,
      boolean relative,
      Optional<String> synapsesColumn)
      implements PairRule {}

  /**
   * Numbers of synapses, a row for each source.
   *
   * @param rows as many as sources, each as long as there are targets
   */
  record Matrix(List<List<Integer>> rows) implements PairRule {
    public Matrix {
      rows = rows.stream().map(List::copyOf).toList();
    }
  }

  /**
   * A table of probabilities for pairs of groups, as of cortical layers.
   *
   * @param file csv, relative to the document's folder: first line names of source groups, first
   *     column names of target groups
   * @param sourceColumn column of the sources whose value is their group
   * @param targetColumn column of the targets whose value is their group
   * @param factor expression by which each is multiplied, for instance of distance; {@code 1} for
   *     none
   */
  record GroupTable(String file, String sourceColumn, String targetColumn, String factor)
      implements PairRule {}
}
