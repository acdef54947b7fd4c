package org.neurowright.engine.network.make;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import org.neurowright.engine.description.Value;
import org.neurowright.engine.expression.ColumnRows;
import org.neurowright.engine.expression.Expression;
import org.neurowright.engine.expression.Rate;
import org.neurowright.engine.expression.Scope;
import org.neurowright.engine.expression.Type;
import org.neurowright.engine.network.NodeColumn;
import org.neurowright.engine.network.NodeTable;
import org.neurowright.engine.network.connect.Geometry;
import org.neurowright.engine.network.connect.Incoming;
import org.neurowright.engine.network.connect.PairValues;
import org.neurowright.engine.network.connect.Pairs;
import org.neurowright.engine.network.connect.Pool;
import org.neurowright.engine.network.connect.Stored;
import org.neurowright.engine.network.connect.SynapseNumbers;
import org.neurowright.engine.problem.NearestName;
import org.neurowright.engine.random.RandomStream;
import org.neurowright.engine.recipe.ConnectionRecipe;
import org.neurowright.engine.recipe.InputRecipe;
import org.neurowright.engine.recipe.PairRule;
import org.neurowright.engine.recipe.Recipe;
import org.neurowright.engine.recipe.Selection;
import org.neurowright.engine.recipe.ValueRule;

/** Makes the connections of a recipe in their order: selections, rules, synapses, attributes. */
final class ConnectionMaker {
  private static final long FIRST_TYPE_ID = 100;

  private final Recipe recipe;
  private final Map<String, NodeFields> networks;
  private final RecipeFiles files;
  private final Findings findings;
  private final Map<String, ConnectionFunctions> functions;
  private final Map<String, MadeConnection> made = new LinkedHashMap<>();

  /** Length of each sequence of parts so far. */
  private final Map<String, Integer> sequences = new HashMap<>();

  /** Ids in use by network of the sources, as each network's builder numbers its types. */
  private final Map<String, Set<Long>> typeIds = new HashMap<>();

  ConnectionMaker(
      Recipe recipe,
      Map<String, NodeFields> networks,
      RecipeFiles files,
      Map<String, ConnectionFunctions> functions,
      Findings findings) {
    this.recipe = recipe;
    this.functions = functions;
    this.networks = networks;
    this.files = files;
    this.findings = findings;
    for (int c = 0; c < recipe.connections().size(); c++) {
      ConnectionRecipe connection = recipe.connections().get(c);
      if (connection.edgeTypeId().isPresent()
          && !taken(connection.source().network()).add(connection.edgeTypeId().getAsLong())) {
        findings.error(
            "network.duplicate-type-id",
            "$.connections[" + c + "].edge_type_id",
            "The edge_type_id " + connection.edgeTypeId().getAsLong() + " is given twice",
            "another one for each connection from \"" + connection.source().network() + '"',
            "");
      }
    }
  }

  private Set<Long> taken(String network) {
    return typeIds.computeIfAbsent(network, _ -> new HashSet<>());
  }

  private long typeId(String network) {
    long id = FIRST_TYPE_ID;
    while (!taken(network).add(id)) {
      id++;
    }
    return id;
  }

  MadeConnection make(int index) {
    ConnectionRecipe connection = recipe.connections().get(index);
    String path = "$.connections[" + index + "]";
    if (made.containsKey(connection.name())) {
      findings.error(
          "network.duplicate-name",
          path + ".name",
          "There are two connections called \"" + connection.name() + '"',
          "another name for each: random numbers are keyed with it",
          "");
    }
    ConnectionFunctions own = functions(connection);
    Selected source =
        select(connection.source(), path + ".source", connection.name() + "/source", own.sources());
    Selected target =
        select(connection.target(), path + ".target", connection.name() + "/target", own.targets());
    List<MadeKind> kinds = List.of();
    String nothing = "";
    if (source.fields.isPresent() && target.fields.isPresent()) {
      kinds = kinds(connection, path, source, target);
      if (!source.nothing.isEmpty()) {
        nothing = "0 sources: " + source.nothing;
      } else if (!target.nothing.isEmpty()) {
        nothing = "0 targets: " + target.nothing;
      }
    }
    if (!source.nothing.isEmpty()) {
      findings.warning(
          "network.nothing-selected",
          path + ".source",
          "\"" + connection.name() + "\": 0 sources: " + source.nothing,
          "");
    }
    if (!target.nothing.isEmpty()) {
      findings.warning(
          "network.nothing-selected",
          path + ".target",
          "\"" + connection.name() + "\": 0 targets: " + target.nothing,
          "");
    }
    MadeConnection result =
        new MadeConnection(index, connection, source.pool, target.pool, kinds, nothing);
    made.putIfAbsent(connection.name(), result);
    return result;
  }

  // ------------------------------------------------------------------------------------ selections

  /** Selected nodes; without a network they are none. */
  private record Selected(Optional<NodeFields> fields, Pool pool, String query, String nothing) {}

  private ConnectionFunctions functions(ConnectionRecipe connection) {
    return functions.getOrDefault(connection.name(), ConnectionFunctions.NONE);
  }

  private Selected select(Selection selection, String path, String purpose, Optional<int[]> given) {
    NodeFields fields = networks.get(selection.network());
    if (fields == null) {
      findings.error(
          "network.unknown-network",
          path,
          "There is no network \"" + selection.network() + '"',
          "the name of a network of this document",
          NearestName.hint(selection.network(), networks.keySet()));
      NodeTable none =
          new NodeTable(selection.network(), new long[0], new int[0], List.of(), Map.of());
      return new Selected(Optional.empty(), new Pool(none, new int[0]), "*", "");
    }
    NodeTable table = fields.table();
    if (given.isPresent()) {
      return new Selected(
          Optional.of(fields),
          new Pool(table, given.get()),
          "*",
          given.get().length == 0 ? "the selection has no cells" : "");
    }
    int[] all = IntStream.range(0, table.size()).toArray();
    if (selection.where().isBlank()) {
      String nothing = all.length == 0 ? "\"" + table.name() + "\" has no cells" : "";
      return new Selected(Optional.of(fields), new Pool(table, all), "*", nothing);
    }
    Optional<Expression> condition =
        findings.check(
            selection.where(), fields.scope(), Type.BOOLEAN, path + ".where", "Selection");
    if (condition.isEmpty()) {
      return new Selected(Optional.empty(), new Pool(table, new int[0]), "*", "");
    }
    Expression where = condition.get();
    ColumnRows rows = Sides.rows(where, fields, "", all);
    int[] chosen = new int[all.length];
    int count =
        where.evaluator().select(rows, all.length, chosen, stream("selection " + purpose), 0);
    Pool pool = new Pool(table, java.util.Arrays.copyOf(chosen, count));
    String nothing = count == 0 ? where.explain(rows, all.length).message("cell") : "";
    return new Selected(Optional.of(fields), pool, Sides.query(where), nothing);
  }

  private RandomStream stream(String purpose) {
    return new RandomStream(recipe.seed(), RandomStream.purpose(purpose), 0);
  }

  // ------------------------------------------------------------------------------------------
  // pairs

  private Pairs pairs(ConnectionRecipe connection, Selected source, Selected target) {
    Optional<Geometry> geometry =
        source
            .fields
            .flatMap(f -> points(f, source.pool))
            .flatMap(a ->
                target
                    .fields
                    .flatMap(f -> points(f, target.pool))
                    .map(b -> new Geometry(a, b, recipe.periodUm())));
    return new Pairs(source.pool, target.pool, connection.autapses(), geometry);
  }

  /** Positions of a pool; empty when one of its cells has none. */
  private static Optional<double[]> points(NodeFields fields, Pool pool) {
    Optional<double[]> all = fields.positions();
    if (all.isEmpty()) {
      return Optional.empty();
    }
    double[] points = new double[3 * pool.size()];
    for (int k = 0; k < pool.size(); k++) {
      System.arraycopy(all.get(), 3 * pool.rows()[k], points, 3 * k, 3);
      if (Double.isNaN(points[3 * k] + points[3 * k + 1] + points[3 * k + 2])) {
        return Optional.empty();
      }
    }
    return Optional.of(points);
  }

  private List<MadeKind> kinds(
      ConnectionRecipe connection, String path, Selected source, Selected target) {
    int before = findings.errors();
    Pairs pairs = pairs(connection, source, target);
    PairScope scope =
        new PairScope(pairs, source.fields.orElseThrow(), target.fields.orElseThrow());
    RuleMaker rules =
        new RuleMaker(recipe.seed(), connection, path, files, findings, made, sequences);
    ConnectionFunctions own = functions(connection);
    List<RuleMaker.Direction> directions =
        own.pairing().isPresent() ? List.of(paired(own.pairing().get(), scope)) : rules.make(scope);
    List<MadeKind> kinds = new ArrayList<>();
    for (int d = 0; d < directions.size(); d++) {
      RuleMaker.Direction direction = directions.get(d);
      boolean back = direction.scope() != scope;
      String key = back ? "/back" : "";
      Incoming rule = synapses(connection, path, direction, key);
      long id =
          !back && connection.edgeTypeId().isPresent()
              ? connection.edgeTypeId().getAsLong()
              : typeId(direction.scope().source().table().name());
      SynapseColumns columns = columns(connection, path, direction.scope(), rule, key);
      Map<String, Value> constants = constants(connection);
      if (needsNumber(columns, direction.scope())) {
        constants.put("nsyns", new Value.Num(1));
      }
      kinds.add(
          new MadeKind(
              direction.scope().pairs(),
              rule,
              direction.probability(),
              direction.expected(),
              constants,
              columns,
              id,
              back ? target.query : source.query,
              back ? source.query : target.query));
    }
    return findings.errors() > before ? List.of() : kinds;
  }

  private static RuleMaker.Direction paired(ConnectionFunctions.Pairing pairing, PairScope scope) {
    Pairs pairs = scope.pairs();
    Stored stored =
        Stored.once(
            pairs.target().size(),
            each ->
                pairing.connect(
                    pairs.source(),
                    pairs.target(),
                    (source, target, synapses) -> {
                      if (source != pairs.excluded(target)) {
                        each.connection(source, target, synapses);
                      }
                    }));
    return new RuleMaker.Direction(
        scope, stored, Optional.empty(), OptionalDouble.of(stored.size()));
  }

  // ---------------------------------------------------------------------------------------
  // synapses

  private Incoming synapses(
      ConnectionRecipe connection, String path, RuleMaker.Direction direction, String key) {
    boolean says =
        functions(connection).pairing().isPresent()
            || connection.rule() instanceof PairRule.RandomSynapses
            || connection.rule() instanceof PairRule.LinearDistance
            || connection.rule() instanceof PairRule.Matrix
            || connection.rule() instanceof PairRule.FromCsv(_, _, _, _, var column)
                && column.isPresent();
    if (says) {
      return direction.rule();
    }
    PairScope scope = direction.scope();
    return switch (connection.synapses()) {
      case ValueRule.Constant(Value.Num(double number)) when number == 1 -> direction.rule();
      case ValueRule.Constant(Value.Num(double number)) when number >= 0 ->
          new SynapseNumbers(direction.rule(), PairValues.constant(Math.floor(number)));
      case ValueRule.Expression(String text) ->
          pairExpression(
                  text,
                  scope,
                  Type.NUMBER,
                  path + ".synapses",
                  "Number of synapses",
                  connection,
                  "synapses" + key)
              .<Incoming>map(numbers -> new SynapseNumbers(direction.rule(), numbers))
              .orElse(direction.rule());
      case ValueRule.Listed(List<Value> values) ->
          listed(ColumnValues.of(values), path + ".synapses", direction, false)
              .<Incoming>map(
                  numbers -> new ListedSynapses(direction.rule(), numbers.values, numbers.order))
              .orElse(direction.rule());
      case ValueRule.FromCsv csv ->
          Csv.column(files, csv, path + ".synapses", findings)
              .flatMap(column -> listed(column, path + ".synapses", direction, false))
              .<Incoming>map(
                  numbers -> new ListedSynapses(direction.rule(), numbers.values, numbers.order))
              .orElse(direction.rule());
      case ValueRule.Constant _, ValueRule.Absent _ -> {
        findings.error(
            "network.synapses",
            path + ".synapses",
            "This is no number of synapses",
            "a number from 0",
            "");
        yield direction.rule();
      }
    };
  }

  private record Given(double[] values, SourceOrder order) {}

  /** Values in order of sources, then targets; as many as pairs or synapses. */
  private Optional<Given> listed(
      NodeColumn column, String path, RuleMaker.Direction direction, boolean perSynapse) {
    return given(column, path, direction.scope().pairs(), direction.rule(), perSynapse);
  }

  private Optional<Given> given(
      NodeColumn column, String path, Pairs pairs, Incoming rule, boolean perSynapse) {
    double[] values =
        switch (column) {
          case NodeColumn.Reals(double[] numbers) -> numbers;
          case NodeColumn.Integers integers ->
              java.util.Arrays.stream(integers.values()).asDoubleStream().toArray();
          case NodeColumn.Texts _, NodeColumn.Vectors _ -> new double[0];
        };
    if (values.length < column.size()) {
      findings.error(
          "network.not-a-number",
          path,
          "Edges have numbers only for themselves, these are texts",
          "numbers, or one text for all",
          "Make a connection for each text");
      return Optional.empty();
    }
    SourceOrder order =
        SourceOrder.of(rule, pairs.source().size(), pairs.target().size(), perSynapse);
    if (order.size() > values.length) {
      findings.error(
          "network.values",
          path,
          "There are %d values for %d %s"
              .formatted(values.length, order.size(), perSynapse ? "synapses" : "pairs"),
          "one for each, in order of sources, then targets",
          "");
      return Optional.empty();
    }
    if (order.size() < values.length) {
      findings.warning(
          "network.values",
          path,
          "Only %d of %d values are used".formatted(order.size(), values.length),
          "There are as many " + (perSynapse ? "synapses" : "pairs"));
    }
    return Optional.of(new Given(values, order));
  }

  private Optional<PairExpression> pairExpression(
      String text,
      PairScope scope,
      Type wanted,
      String path,
      String what,
      ConnectionRecipe connection,
      String use) {
    return RuleMaker.check(text, scope, scope.scope(), wanted, path, what, findings)
        .map(e -> new PairExpression(e, scope, recipe.seed(), RuleMaker.purpose(connection, use)));
  }

  // -------------------------------------------------------------------------------------
  // attributes

  private Map<String, Value> constants(ConnectionRecipe connection) {
    Map<String, Value> constants = new LinkedHashMap<>();
    connection
        .attributes()
        .forEach((name, rule) -> {
          if (rule instanceof ValueRule.Constant(Value value)) {
            constants.put(name, value);
          }
        });
    if (connection.kind() == ConnectionRecipe.Kind.GAP_JUNCTION) {
      constants.put("is_gap_junction", new Value.Text("True"));
    }
    return constants;
  }

  /**
   * BMTK's simulator takes rows that neither say where their synapse is nor how many they stand for
   * as placed, and then finds no place. A number in the type table makes it place them.
   */
  private static boolean needsNumber(SynapseColumns columns, PairScope scope) {
    if (columns.names().isEmpty() || columns.names().stream().anyMatch(SynapseColumns::isPlace)) {
      return false;
    }
    Optional<Field> models = scope.target().field("model_type");
    return models.isPresent()
        && java.util.Arrays.stream(scope.pairs().target().rows())
            .anyMatch(row -> models.get().text(row).equals("biophysical"));
  }

  private SynapseColumns columns(
      ConnectionRecipe connection, String path, PairScope scope, Incoming rule, String key) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    constants(connection)
        .forEach((name, value) -> {
          if (value instanceof Value.Num(double number)) {
            numbers.put(name, number);
          }
        });
    Map<String, Scope.Entry> entries = scope.entries();
    entries.put("synapse", new Scope.Entry(Type.NUMBER, Rate.PER_BLOCK));
    numbers
        .keySet()
        .forEach(name -> entries.put(name, new Scope.Entry(Type.NUMBER, Rate.PER_BLOCK)));
    List<SynapseColumns.Part> parts = new ArrayList<>();
    connection
        .attributes()
        .forEach((name, value) -> {
          String at = path + ".attributes." + name;
          Optional<SynapseColumns.Part> part =
              switch (value) {
                case ValueRule.Constant _, ValueRule.Absent _ -> Optional.empty();
                case ValueRule.Expression(String text) ->
                    RuleMaker.check(
                            text,
                            scope,
                            Scope.of(entries),
                            Type.NUMBER,
                            at,
                            "Attribute " + name,
                            findings)
                        .map(e ->
                            new SynapseColumns.Part.Computed(
                                name, e, RuleMaker.purpose(connection, "attribute " + name + key)));
                case ValueRule.Listed(List<Value> values) ->
                    given(ColumnValues.of(values), at, scope.pairs(), rule, true)
                        .map(g -> new SynapseColumns.Part.Given(name, g.values, g.order));
                case ValueRule.FromCsv csv ->
                    Csv.column(files, csv, at, findings)
                        .flatMap(column -> given(column, at, scope.pairs(), rule, true))
                        .map(g -> new SynapseColumns.Part.Given(name, g.values, g.order));
              };
          part.ifPresent(p -> {
            parts.add(p);
            entries.put(name, new Scope.Entry(Type.NUMBER, Rate.PER_ROW));
          });
        });
    parts.addAll(FunctionColumns.of(functions(connection).columns(), scope.pairs(), rule));
    return new SynapseColumns(scope, recipe.seed(), parts, numbers);
  }

  // -----------------------------------------------------------------------------------------
  // inputs

  Optional<MadeInput> input(int index) {
    InputRecipe input = recipe.inputs().get(index);
    String path = "$.inputs[" + index + "]";
    Selected nodes =
        select(
            new Selection(input.network(), input.where()),
            path,
            "input " + input.name(),
            Optional.empty());
    if (nodes.fields.isEmpty()) {
      return Optional.empty();
    }
    if (!nodes.nothing.isEmpty()) {
      findings.warning(
          "network.nothing-selected",
          path + ".where",
          "\"" + input.name() + "\": 0 cells: " + nodes.nothing,
          "");
    }
    NodeFields fields = nodes.fields.get();
    Optional<Expression> rate =
        findings.check(input.rateHz(), fields.scope(), Type.NUMBER, path + ".rate_hz", "Rate");
    if (rate.isEmpty()) {
      return Optional.empty();
    }
    double[] rates = new double[nodes.pool.size()];
    rate.get()
        .evaluator()
        .evaluate(
            Sides.rows(rate.get(), fields, "", nodes.pool.rows()),
            rates.length,
            rates,
            stream("input " + input.name() + "/rate"),
            0);
    for (double r : rates) {
      if (!(r >= 0 && r < 1e6)) {
        findings.error(
            "network.rate",
            path + ".rate_hz",
            "A cell has a rate of " + r + " Hz",
            "0 to 1e6 Hz",
            "");
        return Optional.empty();
      }
    }
    return Optional.of(new MadeInput(input, nodes.pool, rates, recipe.seed()));
  }
}
