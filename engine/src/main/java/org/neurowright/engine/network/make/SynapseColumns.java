package org.neurowright.engine.network.make;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.neurowright.engine.expression.Evaluator;
import org.neurowright.engine.expression.Expression;
import org.neurowright.engine.network.EdgeColumn;
import org.neurowright.engine.network.EdgeColumn.Storage;
import org.neurowright.engine.network.connect.Connections;
import org.neurowright.engine.random.RandomStream;

/**
 * Attributes that every synapse has for itself: computed one after the other, so that later ones
 * can name earlier ones, or given in order of sources, then targets, as BMTK hands out lists. The
 * number of a random draw belongs to attribute, target, source and number of the synapse in its
 * pair. Safe for several threads.
 */
public final class SynapseColumns {
  /** Columns that hold whole numbers. */
  private static final Set<String> WHOLE =
      Set.of(
          "afferent_section_id",
          "afferent_swc_id",
          "efferent_section_id",
          "efferent_swc_id",
          "sec_id",
          "synapse_id");

  /** Bits of the target's row in the number of a stream; above them the number of the synapse. */
  private static final int TARGET_BITS = 31;

  private static final int MOST_SYNAPSES = 1 << 16;

  /** An attribute. */
  sealed interface Part {
    String name();

    record Computed(String name, Expression expression, long purpose) implements Part {}

    /** Values in order of sources, then targets, then synapses. */
    record Given(String name, double[] values, SourceOrder order, Storage type) implements Part {
      Given(String name, double[] values, SourceOrder order) {
        this(name, values, order, storage(name));
      }
    }
  }

  private final PairScope scope;
  private final long seed;
  private final List<Part> parts;
  private final Map<String, Double> constants;

  /**
   * @param constants numbers of the type that expressions may name
   */
  SynapseColumns(PairScope scope, long seed, List<Part> parts, Map<String, Double> constants) {
    this.scope = scope;
    this.seed = seed;
    this.parts = List.copyOf(parts);
    this.constants = Map.copyOf(constants);
  }

  /** Columns of the rows; empty when a pair is one row with the column {@code nsyns}. */
  public List<EdgeColumn> columns() {
    return parts.stream()
        .map(p ->
            new EdgeColumn(
                p.name(), p instanceof Part.Given given ? given.type() : storage(p.name())))
        .toList();
  }

  private static Storage storage(String name) {
    return WHOLE.contains(name) ? Storage.INT64 : Storage.FLOAT64;
  }

  /** The expression of an attribute, if it is computed. */
  Optional<Expression> expression(String name) {
    return parts.stream()
        .filter(p -> p.name().equals(name) && p instanceof Part.Computed)
        .map(p -> ((Part.Computed) p).expression())
        .findFirst();
  }

  Sampler sampler() {
    return new Sampler();
  }

  /** For one thread. */
  final class Sampler {
    private final Evaluator[] evaluators = new Evaluator[parts.size()];
    private final PairRows[] rows = new PairRows[parts.size()];
    private final RandomStream[] streams = new RandomStream[parts.size()];
    private final double[][][] value = new double[parts.size()][1][256];
    private final double[] synapse = new double[1];
    private int[] pair = new int[256];
    private int[] source = new int[256];
    private int[] first = new int[256];

    private Sampler() {
      Map<String, double[][]> earlier = new HashMap<>();
      Map<String, double[]> numbers = new HashMap<>();
      constants.forEach((name, number) -> numbers.put(name, new double[] {number}));
      numbers.put("synapse", synapse);
      for (int p = 0; p < evaluators.length; p++) {
        if (parts.get(p) instanceof Part.Computed(_, Expression expression, long purpose)) {
          evaluators[p] = expression.evaluator();
          rows[p] = new PairRows(expression, scope, earlier, numbers);
          streams[p] = new RandomStream(seed, purpose, 0);
        }
        earlier.put(parts.get(p).name(), value[p]);
      }
    }

    /**
     * Values of all synapses of a target, those of a pair together.
     *
     * @param out arrays by attribute, large enough
     * @param from where the first value goes
     */
    void of(int target, Connections connections, double[][] out, int from) {
      int size = connections.size();
      room(size);
      int at = from;
      int most = 0;
      for (int k = 0; k < size; k++) {
        first[k] = at;
        at += connections.synapses()[k];
        most = Math.max(most, connections.synapses()[k]);
      }
      for (int number = 0; number < most; number++) {
        int count = 0;
        for (int k = 0; k < size; k++) {
          if (connections.synapses()[k] > number) {
            pair[count] = k;
            source[count++] = connections.source()[k];
          }
        }
        layer(target, number, count, out);
      }
    }

    /** The synapses with this number in their pairs. */
    private void layer(int target, int number, int count, double[][] out) {
      synapse[0] = number;
      long index =
          (long) (number % MOST_SYNAPSES) << TARGET_BITS | scope.pairs().target().rows()[target];
      for (int p = 0; p < value.length; p++) {
        double[] own = value[p][0];
        switch (parts.get(p)) {
          case Part.Computed _ -> {
            rows[p].select(target, source, count);
            streams[p].select(index);
            evaluators[p].evaluate(rows[p], count, own, streams[p], 0);
          }
          case Part.Given(_, double[] values, SourceOrder order, _) -> {
            for (int k = 0; k < count; k++) {
              int place = order.first(target, pair[k]) + number;
              own[k] = place < values.length ? values[place] : Double.NaN;
            }
          }
        }
        for (int k = 0; k < count; k++) {
          out[p][first[pair[k]] + number] = own[k];
        }
      }
    }

    private void room(int size) {
      if (pair.length < size) {
        int room = Math.max(size, 2 * pair.length);
        pair = Arrays.copyOf(pair, room);
        source = Arrays.copyOf(source, room);
        first = Arrays.copyOf(first, room);
        for (double[][] holder : value) {
          holder[0] = new double[room];
        }
      }
    }
  }

  /** Whether a column says on which section a synapse is. */
  static boolean isPlace(String column) {
    return column.equals("afferent_section_id") || column.equals("sec_id");
  }

  /** Names of the attributes. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    parts.forEach(p -> names.add(p.name()));
    return names;
  }
}
