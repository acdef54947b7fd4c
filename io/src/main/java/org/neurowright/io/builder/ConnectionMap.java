package org.neurowright.io.builder;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.neurowright.engine.description.Value;
import org.neurowright.engine.network.EdgeColumn;
import org.neurowright.engine.network.EdgeColumn.Storage;
import org.neurowright.engine.network.NodeTable;
import org.neurowright.engine.network.make.ConnectionFunctions;
import org.neurowright.engine.recipe.ConnectionRecipe;
import org.neurowright.engine.recipe.PairRule;
import org.neurowright.engine.recipe.Selection;
import org.neurowright.engine.recipe.ValueRule;

/**
 * Edges that were added together; they share a type. Without properties of the single synapses a
 * connected pair is one row with the column {@code nsyns}; with them, every synapse is a row.
 */
public final class ConnectionMap {
  private static final int MOST_CALLS = 1 << 16;

  private final NodeSelection source;
  private final NodeSelection target;
  private final Rule rule;
  private final ConnectionRecipe.Kind kind;
  private final Map<String, ValueRule> attributes = new LinkedHashMap<>();
  private final List<Property> functions = new ArrayList<>();
  private String name;
  private boolean autapses;
  private ValueRule synapses = ValueRule.of(1);
  private OptionalLong typeId = OptionalLong.empty();

  /** A number of a synapse. */
  @FunctionalInterface
  public interface PropertyFunction {
    double value(Node source, Node target, RandomNumbers random);
  }

  /** Several numbers of a synapse. */
  @FunctionalInterface
  public interface PropertiesFunction {
    /** One for each name, in order. */
    double[] values(Node source, Node target, RandomNumbers random);
  }

  private record Property(List<EdgeColumn> columns, PropertiesFunction function) {}

  ConnectionMap(
      String name,
      NodeSelection source,
      NodeSelection target,
      Rule rule,
      ConnectionRecipe.Kind kind) {
    this.name = name;
    this.source = source;
    this.target = target;
    this.rule = rule;
    this.kind = kind;
    this.autapses = rule instanceof Rule.Called;
  }

  /**
   * Its name, unique in the builder. Random numbers are keyed with it, so that a new name is a new
   * draw; without one it is made of the selections.
   */
  public ConnectionMap name(String newName) {
    name = newName;
    return this;
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** How many synapses each connected pair has; not for functions, which say it. */
  public ConnectionMap synapses(int number) {
    synapses = ValueRule.of(number);
    return this;
  }

  /** How many synapses, by an expression of the pair; rounded. */
  public ConnectionMap synapses(String expression) {
    synapses = ValueRule.expression(expression);
    return this;
  }

  /**
   * Whether a cell may be connected with itself: false for rules of model documents, true for
   * numbers, lists and functions, as in BMTK.
   */
  public ConnectionMap autapses(boolean allowed) {
    autapses = allowed;
    return this;
  }

  /** Own {@code edge_type_id}. */
  public ConnectionMap edgeTypeId(long id) {
    typeId = OptionalLong.of(id);
    return this;
  }

  /**
   * A number of the type: {@code syn_weight} in µS or the mechanism's unit, {@code delay} in ms.
   */
  public ConnectionMap set(String attribute, double value) {
    attributes.put(attribute, ValueRule.of(value));
    return this;
  }

  /** A text of the type: {@code model_template}, {@code dynamics_params}, ... */
  public ConnectionMap set(String attribute, String value) {
    attributes.put(attribute, ValueRule.of(value));
    return this;
  }

  /** {@code target_sections}: on which kinds of sections synapses may be. */
  public ConnectionMap targetSections(String... kinds) {
    String text =
        Stream.of(kinds).map(t -> "'" + t + "'").collect(Collectors.joining(", ", "[", "]"));
    attributes.put("target_sections", ValueRule.of(text));
    return this;
  }

  /** {@code distance_range}: how far from the soma synapses may be, µm. */
  public ConnectionMap distanceRange(double leastUm, double mostUm) {
    attributes.put(
        "distance_range", ValueRule.of("[" + number(leastUm) + ", " + number(mostUm) + "]"));
    return this;
  }

  private static String number(double value) {
    return new Value.Num(value).toString();
  }

  // ---- properties of the single synapses

  /** A column with the same number for every synapse. */
  public ConnectionMap addProperties(String column, double constant) {
    return addProperties(column, Double.toString(constant));
  }

  /** A column by an expression of the pair, {@code synapse} and columns before this one. */
  public ConnectionMap addProperties(String column, String expression) {
    attributes.put(column, ValueRule.expression(expression));
    return this;
  }

  /** A column with given numbers, one for each synapse in order of sources, then targets. */
  public ConnectionMap addProperties(String column, double[] values) {
    List<Value> listed = new ArrayList<>(values.length);
    for (double value : values) {
      listed.add(new Value.Num(value));
    }
    attributes.put(column, new ValueRule.Listed(listed));
    return this;
  }

  /**
   * A real column by a function, called once for each synapse in order of sources, then targets.
   */
  public ConnectionMap addProperties(String column, PropertyFunction function) {
    return addProperties(
        List.of(column),
        (from, to, random) -> new double[] {function.value(from, to, random)},
        Storage.FLOAT64);
  }

  /**
   * Several columns by one function, called once for each synapse.
   *
   * @param types of the columns; real without any
   */
  public ConnectionMap addProperties(
      List<String> columns, PropertiesFunction function, Storage... types) {
    if (types.length != 0 && types.length != columns.size()) {
      throw new IllegalArgumentException(columns.size() + " columns, " + types.length + " types");
    }
    List<EdgeColumn> all = new ArrayList<>();
    for (int c = 0; c < columns.size(); c++) {
      all.add(new EdgeColumn(columns.get(c), types.length == 0 ? Storage.FLOAT64 : types[c]));
    }
    functions.add(new Property(all, function));
    return this;
  }

  // ---- what becomes of it

  NodeSelection source() {
    return source;
  }

  NodeSelection target() {
    return target;
  }

  boolean isWritten() {
    return rule instanceof Rule.Written
        && functions.isEmpty()
        && source.rows().isEmpty()
        && target.rows().isEmpty();
  }

  ConnectionRecipe recipe() {
    return new ConnectionRecipe(
        name,
        new Selection(source.builder().name(), source.where()),
        new Selection(target.builder().name(), target.where()),
        rule instanceof Rule.Written(PairRule written) ? written : new PairRule.All(),
        synapses,
        autapses,
        kind,
        typeId,
        attributes);
  }

  ConnectionFunctions functions(long seed) {
    Optional<ConnectionFunctions.Pairing> pairing =
        rule instanceof Rule.Called(Rule.Function function)
            ? Optional.of((sources, targets, each) ->
                function.connect(
                    sources,
                    targets,
                    new RandomNumbers(seed, "connection " + name + "/function"),
                    "\"" + name + '"',
                    each))
            : Optional.empty();
    return new ConnectionFunctions(
        source.rows(),
        target.rows(),
        pairing,
        functions.stream().map(property -> column(property, seed)).toList());
  }

  private ConnectionFunctions.SynapseFunction column(Property property, long seed) {
    NodeTable sources = source.builder().nodeTable();
    NodeTable targets = target.builder().nodeTable();
    RandomNumbers random =
        new RandomNumbers(
            seed, "connection " + name + "/function " + property.columns.getFirst().name());
    return new ConnectionFunctions.SynapseFunction() {
      @Override
      public List<EdgeColumn> columns() {
        return property.columns;
      }

      @Override
      public void values(int sourceRow, int targetRow, int synapse, double[] out) {
        double[] values =
            property.function.values(
                new Node(sources, sourceRow),
                new Node(targets, targetRow),
                random.at(targetRow, synapse % MOST_CALLS, sourceRow));
        if (values.length != out.length) {
          throw new IllegalArgumentException(
              "The function of %s in \"%s\" gives %d numbers for %d columns"
                  .formatted(property.columns.getFirst().name(), name, values.length, out.length));
        }
        System.arraycopy(values, 0, out, 0, out.length);
      }
    };
  }
}
