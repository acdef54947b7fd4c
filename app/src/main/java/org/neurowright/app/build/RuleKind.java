package org.neurowright.app.build;

import java.util.List;
import java.util.Optional;
import org.neurowright.engine.recipe.PairRule;

/** The kinds of rules as a modeller chooses among them. */
public enum RuleKind {
  PROBABILITY("Each pair with a probability", "Each pair by itself, also depending on distance"),
  IN_DEGREE("So many sources for each target", "Each target draws its sources (convergence)"),
  OUT_DEGREE("So many targets for each source", "Each source draws its targets (divergence)"),
  TOTAL("So many connections in all", "Drawn uniformly among all pairs"),
  ALL("Every pair", "All sources with all targets"),
  ONE_TO_ONE("One to one", "The first source with the first target, and so on"),
  RANDOM_SYNAPSES("A random number of synapses", "For each pair, uniformly between two numbers"),
  LINEAR_DISTANCE(
      "Probability that falls linearly with distance", "With a random number of synapses"),
  RECIPROCAL("Both directions together", "With a probability of being reciprocal"),
  SMALL_WORLD("Small world", "A ring of neighbours, some replaced at random"),
  GROUP_TABLE("A table of probabilities", "For pairs of groups, as cortical layers, from csv"),
  CSV("Pairs of a csv file", "One line for each pair"),
  MATRIX("A matrix of synapse numbers", "A row for each source"),
  SEQUENTIAL("One to one, by parts", "Partitions of a population in order"),
  UNORDERED("Each unordered pair with a probability", "Stored once, as for gap junctions"),
  CORRELATED("Where another rule has connected", "Gap junctions beside chemical synapses");

  private final String title;
  private final String summary;

  RuleKind(String title, String summary) {
    this.title = title;
    this.summary = summary;
  }

  public String title() {
    return title;
  }

  public String summary() {
    return summary;
  }

  @Override
  public String toString() {
    return title;
  }

  public static RuleKind of(PairRule rule) {
    return switch (rule) {
      case PairRule.All _ -> ALL;
      case PairRule.Probability _ -> PROBABILITY;
      case PairRule.FixedInDegree _ -> IN_DEGREE;
      case PairRule.FixedOutDegree _ -> OUT_DEGREE;
      case PairRule.FixedTotal _ -> TOTAL;
      case PairRule.OneToOne _ -> ONE_TO_ONE;
      case PairRule.OneToOneSequential _ -> SEQUENTIAL;
      case PairRule.RandomSynapses _ -> RANDOM_SYNAPSES;
      case PairRule.LinearDistance _ -> LINEAR_DISTANCE;
      case PairRule.Reciprocal _ -> RECIPROCAL;
      case PairRule.Unordered _ -> UNORDERED;
      case PairRule.Correlated _ -> CORRELATED;
      case PairRule.SmallWorld _ -> SMALL_WORLD;
      case PairRule.FromCsv _ -> CSV;
      case PairRule.Matrix _ -> MATRIX;
      case PairRule.GroupTable _ -> GROUP_TABLE;
    };
  }

  /** A rule of this kind to begin with. */
  public PairRule initial() {
    return switch (this) {
      case ALL -> new PairRule.All();
      case PROBABILITY -> new PairRule.Probability("0.1");
      case IN_DEGREE -> new PairRule.FixedInDegree("10", "", false);
      case OUT_DEGREE -> new PairRule.FixedOutDegree("10", "", false);
      case TOTAL -> new PairRule.FixedTotal(1000, true);
      case ONE_TO_ONE -> new PairRule.OneToOne(0);
      case SEQUENTIAL -> new PairRule.OneToOneSequential("parts", false);
      case RANDOM_SYNAPSES -> new PairRule.RandomSynapses(0, 5);
      case LINEAR_DISTANCE -> new PairRule.LinearDistance(0, 1, 300, 1, 5);
      case RECIPROCAL ->
          new PairRule.Reciprocal("0.1", "0.1", Optional.of("0.03"), Optional.empty(), false);
      case UNORDERED -> new PairRule.Unordered("0.05");
      case CORRELATED -> new PairRule.Correlated("", "0.02", "0.05", "0.1");
      case SMALL_WORLD -> new PairRule.SmallWorld(4, 0.1);
      case CSV ->
          new PairRule.FromCsv(
              "pairs.csv", "source_node_id", "target_node_id", true, Optional.empty());
      case MATRIX -> new PairRule.Matrix(List.of(List.of(1)));
      case GROUP_TABLE -> new PairRule.GroupTable("probabilities.csv", "layer", "layer", "1");
    };
  }
}
