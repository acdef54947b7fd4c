package org.neurowright.app.build.view;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.neurowright.engine.description.Value;
import org.neurowright.engine.network.NodeTable;
import org.neurowright.engine.network.connect.Connections;
import org.neurowright.engine.network.connect.Incoming;
import org.neurowright.engine.network.connect.Pool;
import org.neurowright.engine.network.make.Made;
import org.neurowright.engine.network.make.MadeConnection;
import org.neurowright.engine.network.make.MadeKind;
import org.neurowright.engine.recipe.ConnectionRecipe;
import org.neurowright.engine.recipe.NetworkRecipe;
import org.neurowright.engine.recipe.Recipe;
import org.neurowright.engine.task.RunControl;

/**
 * Counts what rules make between populations, by making the connections of some targets of each
 * population. For background threads.
 */
public final class RuleCounter {
  /** Looked at of each population, however little time there is. */
  private static final int FEWEST_TARGETS = 4;

  private final Recipe recipe;
  private final Made made;
  private final long budgetNs;
  private final LongSupplier clockNs;
  private final RunControl control;
  private final List<RuleNumbers.Pair> pairs = new ArrayList<>();
  private final List<ConnectionRecipe> counted = new ArrayList<>();

  private RuleCounter(
      Recipe recipe, Made made, long budgetNs, LongSupplier clockNs, RunControl control) {
    this.recipe = recipe;
    this.made = made;
    this.budgetNs = budgetNs;
    this.clockNs = clockNs;
    this.control = control;
  }

  /**
   * Counts.
   *
   * @param made of the recipe
   * @param budgetNs how long it may take altogether, about; what is left over is extrapolated
   * @param clockNs a clock that only goes forward
   * @param control when it asks to stop, rules not counted yet are left out
   */
  public static RuleNumbers count(
      Recipe recipe, Made made, long budgetNs, LongSupplier clockNs, RunControl control) {
    RuleCounter counter = new RuleCounter(recipe, made, budgetNs, clockNs, control);
    counter.all();
    return new RuleNumbers(recipe.networks(), counter.counted, counter.pairs);
  }

  private void all() {
    long start = clockNs.getAsLong();
    int size = made.connections().size();
    for (int c = 0; c < size && !control.stopRequested(); c++) {
      MadeConnection connection = made.connections().get(c);
      counted.add(connection.recipe());
      // Each rule has its share of the time, so that the last ones are looked at as well.
      long end = start + budgetNs / size * (c + 1);
      for (MadeKind kind : connection.kinds()) {
        count(connection.recipe().name(), kind, end);
      }
    }
  }

  private void count(String rule, MadeKind kind, long end) {
    Pool source = kind.pairs().source();
    Pool target = kind.pairs().target();
    int[] from = populationOfRow(source.table());
    int[] to = populationOfRow(target.table());
    List<PopulationKey> fromNames = names(source.table());
    List<PopulationKey> toNames = names(target.table());
    long[] sources = new long[fromNames.size()];
    for (int row : source.rows()) {
      sources[from[row]]++;
    }
    int[] start = new int[toNames.size() + 1];
    for (int row : target.rows()) {
      start[to[row] + 1]++;
    }
    for (int p = 0; p < toNames.size(); p++) {
      start[p + 1] += start[p];
    }
    double weight =
        kind.attributes().get("syn_weight") instanceof Value.Num(double w) ? w : Double.NaN;
    Incoming.Sampler sampler = kind.rule().sampler();
    Connections found = new Connections();
    int populations = toNames.size();
    for (int p = 0; p < populations; p++) {
      int size = start[p + 1] - start[p];
      if (size == 0) {
        continue;
      }
      long share = clockNs.getAsLong();
      share += Math.max(0, end - share) / (populations - p);
      long[] connections = new long[fromNames.size()];
      long[] synapses = new long[fromNames.size()];
      int done = 0;
      int step = step(size);
      long at = size / 3;
      while (done < size && (done < FEWEST_TARGETS || clockNs.getAsLong() < share)) {
        // Rows of a population follow each other, and so do their positions in the pool.
        sampler.of(start[p] + (int) (at % size), found);
        at += step;
        for (int k = 0; k < found.size(); k++) {
          int population = from[source.rows()[found.source()[k]]];
          connections[population]++;
          synapses[population] += found.synapses()[k];
        }
        done++;
      }
      double scale = (double) size / done;
      for (int q = 0; q < fromNames.size(); q++) {
        if (sources[q] > 0) {
          boolean same = !kind.pairs().autapses() && fromNames.get(q).equals(toNames.get(p));
          pairs.add(
              new RuleNumbers.Pair(
                  rule,
                  fromNames.get(q),
                  toNames.get(p),
                  (double) sources[q] * size - (same ? Math.min(sources[q], size) : 0),
                  connections[q] * scale,
                  synapses[q] * scale,
                  weight,
                  done == size));
        }
      }
    }
  }

  /** A step that meets every target once. */
  private static int step(int size) {
    int step = Math.max(1, (int) (size * 0.6180339887));
    while (gcd(step, size) > 1) {
      step++;
    }
    return step;
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  private List<PopulationKey> names(NodeTable table) {
    NetworkRecipe network = recipe.network(table.name()).orElseThrow();
    return network.populations().stream()
        .map(p -> new PopulationKey(network.name(), p.name()))
        .toList();
  }

  /** Number of the population of each row: populations stand behind each other in the table. */
  private int[] populationOfRow(NodeTable table) {
    NetworkRecipe network = recipe.network(table.name()).orElseThrow();
    int[] of = new int[table.size()];
    int populations = network.populations().size();
    long said = network.populations().stream().mapToLong(p -> p.count().orElse(0)).sum();
    boolean allSay = network.populations().stream().allMatch(p -> p.count().isPresent());
    int row = 0;
    if (allSay && said == table.size()) {
      for (int p = 0; p < populations; p++) {
        int end = row + network.populations().get(p).count().orElseThrow();
        while (row < end) {
          of[row++] = p;
        }
      }
      return of;
    }
    // A population that says no number has a type of its own.
    int population = 0;
    for (; row < of.length; row++) {
      if (row > 0 && table.typeIndex()[row] != table.typeIndex()[row - 1]) {
        population = Math.min(population + 1, populations - 1);
      }
      of[row] = population;
    }
    return of;
  }
}
