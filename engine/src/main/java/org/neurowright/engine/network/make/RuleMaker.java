package org.neurowright.engine.network.make;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import org.neurowright.engine.expression.Expression;
import org.neurowright.engine.expression.Scope;
import org.neurowright.engine.expression.Type;
import org.neurowright.engine.network.connect.AllPairs;
import org.neurowright.engine.network.connect.Connections;
import org.neurowright.engine.network.connect.FixedInDegree;
import org.neurowright.engine.network.connect.FixedTotal;
import org.neurowright.engine.network.connect.Incoming;
import org.neurowright.engine.network.connect.Independent;
import org.neurowright.engine.network.connect.PairValues;
import org.neurowright.engine.network.connect.Pairs;
import org.neurowright.engine.network.connect.Pool;
import org.neurowright.engine.network.connect.Reciprocal;
import org.neurowright.engine.network.connect.SmallWorld;
import org.neurowright.engine.network.connect.Stored;
import org.neurowright.engine.network.connect.SynapseNumbers;
import org.neurowright.engine.network.connect.Unordered;
import org.neurowright.engine.problem.NearestName;
import org.neurowright.engine.random.RandomStream;
import org.neurowright.engine.recipe.ConnectionRecipe;
import org.neurowright.engine.recipe.PairRule;

/** Makes the rule of one connection. */
final class RuleMaker {
  private final long seed;
  private final ConnectionRecipe connection;
  private final String path;
  private final RecipeFiles files;
  private final Findings findings;
  private final Map<String, MadeConnection> made;
  private final Map<String, Integer> sequences;

  RuleMaker(
      long seed,
      ConnectionRecipe connection,
      String path,
      RecipeFiles files,
      Findings findings,
      Map<String, MadeConnection> made,
      Map<String, Integer> sequences) {
    this.seed = seed;
    this.connection = connection;
    this.path = path + ".rule";
    this.files = files;
    this.findings = findings;
    this.made = made;
    this.sequences = sequences;
  }

  /** A rule in one direction; {@code expected} counts connections. */
  record Direction(
      PairScope scope, Incoming rule, Optional<PairValues> probability, OptionalDouble expected) {}

  /** Key of random numbers of a connection: for the rule itself, or for something about it. */
  static long purpose(ConnectionRecipe connection, String use) {
    return RandomStream.purpose(
        "connection " + connection.name() + (use.isEmpty() ? "" : "/" + use));
  }

  /** Checks an expression about pairs, and that there are positions if it wants distances. */
  static Optional<Expression> check(
      String text,
      PairScope pairs,
      Scope scope,
      Type wanted,
      String path,
      String what,
      Findings findings) {
    Optional<Expression> expression = findings.check(text, scope, wanted, path, what);
    if (expression.isPresent()
        && pairs.pairs().geometry().isEmpty()
        && expression.get().names().stream().anyMatch(PairScope::isDistance)) {
      noPositions(pairs, path, what + ", `" + text + "`", findings);
      return Optional.empty();
    }
    return expression;
  }

  private static void noPositions(PairScope pairs, String path, String what, Findings findings) {
    NodeFields without =
        without(pairs.source(), pairs.pairs().source()) ? pairs.source() : pairs.target();
    findings.error(
        "network.no-positions",
        path,
        what
            + ": cells of \""
            + without.table().name()
            + "\" have no positions, so that there are no distances",
        "places for all populations that are selected",
        "Give their populations \"places\"");
  }

  private static boolean without(NodeFields fields, Pool pool) {
    return fields
        .positions()
        .map(p -> Arrays.stream(pool.rows()).anyMatch(row -> Double.isNaN(p[3 * row])))
        .orElse(true);
  }

  /** One direction, two for a reciprocal rule between populations, none with a problem. */
  List<Direction> make(PairScope scope) {
    Pairs pairs = scope.pairs();
    return switch (connection.rule()) {
      case PairRule.All _ -> one(scope, new AllPairs(pairs), pairs.count());
      case PairRule.Probability(String text) ->
          values(text, scope, "probability", Type.NUMBER)
              .map(p -> independent(scope, p))
              .orElse(List.of());
      case PairRule.FixedInDegree degree -> inDegree(scope, degree);
      case PairRule.FixedOutDegree degree -> outDegree(scope, degree);
      case PairRule.FixedTotal(long count, boolean multapses) -> total(scope, count, multapses);
      case PairRule.OneToOne(int offset) -> oneToOne(scope, offset);
      case PairRule.OneToOneSequential(String sequence, boolean partitionSource) ->
          sequential(scope, sequence, partitionSource);
      case PairRule.RandomSynapses(int low, int high) -> random(scope, low, high);
      case PairRule.LinearDistance linear -> linear(scope, linear);
      case PairRule.Reciprocal reciprocal -> reciprocal(scope, reciprocal);
      case PairRule.Unordered(String text) -> unordered(scope, text);
      case PairRule.Correlated correlated -> correlated(scope, correlated);
      case PairRule.SmallWorld(int neighbours, double rewire) ->
          smallWorld(scope, neighbours, rewire);
      case PairRule.FromCsv csv -> csv(scope, csv);
      case PairRule.Matrix(List<List<Integer>> rows) -> matrix(scope, rows);
      case PairRule.GroupTable table -> groups(scope, table);
    };
  }

  private static List<Direction> one(PairScope scope, Incoming rule, double expected) {
    return List.of(new Direction(scope, rule, Optional.empty(), OptionalDouble.of(expected)));
  }

  private List<Direction> independent(PairScope scope, PairValues p) {
    return List.of(
        new Direction(
            scope,
            new Independent(scope.pairs(), p, seed, purpose(connection, "")),
            Optional.of(p),
            OptionalDouble.empty()));
  }

  private Optional<PairValues> values(String text, PairScope scope, String key, Type wanted) {
    return check(text, scope, scope.scope(), wanted, path + "." + key, words(key), findings)
        .map(e -> new PairExpression(e, scope, seed, purpose(connection, key)));
  }

  private static String words(String key) {
    return switch (key) {
      case "within" -> "Condition";
      case "count" -> "Number";
      case "factor" -> "Factor";
      default ->
          "Probability " + (key.equals("probability") ? "" : "\"" + key + "\" ") + "of a pair";
    };
  }

  // ----------------------------------------------------------------------------------------
  // degrees

  private Optional<int[]> degrees(String text, NodeFields fields, Pool pool, String prefix) {
    Optional<Expression> expression =
        findings.check(
            text,
            PairScope.oneSide(fields, prefix),
            Type.NUMBER,
            path + ".count",
            "Number of connections");
    if (expression.isEmpty()) {
      return Optional.empty();
    }
    double[] values = new double[pool.size()];
    RandomStream stream = new RandomStream(seed, purpose(connection, "count"), 0);
    Expression e = expression.get();
    e.evaluator()
        .evaluate(Sides.rows(e, fields, prefix, pool.rows()), values.length, values, stream, 0);
    int[] degrees = new int[values.length];
    for (int k = 0; k < degrees.length; k++) {
      if (!(values[k] > -0.5 && values[k] < Integer.MAX_VALUE / 2.0)) {
        findings.error(
            "network.degree",
            path + ".count",
            "The cell with node id %d has the number %s"
                .formatted(pool.table().nodeIds()[pool.rows()[k]], values[k]),
            "a number from 0",
            "");
        return Optional.empty();
      }
      degrees[k] = (int) Math.round(values[k]);
    }
    return Optional.of(degrees);
  }

  private Optional<PairValues> within(String text, PairScope scope) {
    return text.isBlank()
        ? Optional.of(PairValues.constant(1))
        : values(text, scope, "within", Type.BOOLEAN);
  }

  private List<Direction> inDegree(PairScope scope, PairRule.FixedInDegree rule) {
    Pairs pairs = scope.pairs();
    Optional<int[]> degree = degrees(rule.count(), scope.target(), pairs.target(), PairScope.POST);
    Optional<PairValues> within = within(rule.within(), scope);
    if (degree.isEmpty() || within.isEmpty()) {
      return List.of();
    }
    warnOfTooFew(degree.get(), pairs.source().size(), rule.multapses(), "targets", "sources");
    Incoming incoming =
        new FixedInDegree(
            pairs, degree.get(), within.get(), rule.multapses(), seed, purpose(connection, ""));
    return List.of(new Direction(scope, incoming, Optional.empty(), OptionalDouble.empty()));
  }

  private List<Direction> outDegree(PairScope scope, PairRule.FixedOutDegree rule) {
    PairScope turned = scope.turned();
    Pairs pairs = turned.pairs();
    Optional<int[]> degree = degrees(rule.count(), scope.source(), pairs.target(), PairScope.PRE);
    Optional<PairValues> within = within(rule.within(), turned);
    if (degree.isEmpty() || within.isEmpty()) {
      return List.of();
    }
    warnOfTooFew(degree.get(), pairs.source().size(), rule.multapses(), "sources", "targets");
    Incoming outgoing =
        new FixedInDegree(
            pairs, degree.get(), within.get(), rule.multapses(), seed, purpose(connection, ""));
    Stored stored =
        Stored.of(
            scope.pairs().target().size(),
            each -> {
              Incoming.Sampler sampler = outgoing.sampler();
              Connections to = new Connections();
              for (int s = 0; s < pairs.target().size(); s++) {
                sampler.of(s, to);
                for (int k = 0; k < to.size(); k++) {
                  each.connection(s, to.source()[k], to.synapses()[k]);
                }
              }
            });
    return one(scope, stored, stored.size());
  }

  private void warnOfTooFew(int[] degrees, int room, boolean multapses, String whose, String of) {
    long short_ = Arrays.stream(degrees).filter(d -> !multapses && d > room).count();
    if (short_ > 0 && room > 0) {
      findings.warning(
          "network.degree",
          path + ".count",
          "%d of %d %s want more %s than the %d there are, and get these"
              .formatted(short_, degrees.length, whose, of, room),
          "Multapses would let a pair be connected several times");
    }
  }

  private List<Direction> total(PairScope scope, long count, boolean multapses) {
    Pairs pairs = scope.pairs();
    long room = pairs.count();
    if (count > 0 && room == 0) {
      return one(scope, none(), 0);
    }
    if (!multapses && count > room) {
      findings.error(
          "network.total",
          path + ".count",
          count + " connections of only " + room + " pairs",
          "at most " + room,
          "Multapses would let a pair be connected several times");
      return List.of();
    }
    return one(scope, FixedTotal.of(pairs, count, multapses, seed, purpose(connection, "")), count);
  }

  private static Incoming none() {
    return () -> (_, to) -> to.clear();
  }

  // ------------------------------------------------------------------------------------- one to
  // one

  private List<Direction> oneToOne(PairScope scope, int offset) {
    Pairs pairs = scope.pairs();
    int sources = pairs.source().size();
    int targets = pairs.target().size();
    if (sources != targets && sources > 0 && targets > 0) {
      findings.warning(
          "network.one-to-one",
          path,
          "%d sources for %d targets: the last %d %s stay without a partner"
              .formatted(
                  sources,
                  targets,
                  Math.abs(sources - targets),
                  sources > targets ? "sources" : "targets"),
          "");
    }
    int paired = Math.min(sources, targets);
    return single(
        scope,
        t -> {
          int k = Math.floorMod((long) t - offset, targets);
          return k < paired ? k : -1;
        });
  }

  private List<Direction> sequential(PairScope scope, String sequence, boolean partitionSource) {
    Pairs pairs = scope.pairs();
    int part = partitionSource ? pairs.source().size() : pairs.target().size();
    int whole = partitionSource ? pairs.target().size() : pairs.source().size();
    int first = sequences.merge(sequence, part, Integer::sum) - part;
    if (first + part > whole) {
      findings.warning(
          "network.sequence",
          path,
          "The parts of \"%s\" have %d cells by here, the other side only %d; the rest stays without a partner"
              .formatted(sequence, first + part, whole),
          "");
    }
    return single(
        scope,
        t -> {
          int k = partitionSource ? t - first : t + first;
          return k >= 0 && k < pairs.source().size() ? k : -1;
        });
  }

  /** Each target has one source at most. */
  private static List<Direction> single(
      PairScope scope, java.util.function.IntUnaryOperator sourceOf) {
    Pairs pairs = scope.pairs();
    long count = 0;
    for (int t = 0; t < pairs.target().size(); t++) {
      int s = sourceOf.applyAsInt(t);
      count += s >= 0 && s != pairs.excluded(t) ? 1 : 0;
    }
    return one(
        scope,
        () ->
            (target, to) -> {
              to.clear();
              int s = sourceOf.applyAsInt(target);
              if (s >= 0 && s != pairs.excluded(target)) {
                to.add(s, 1);
              }
            },
        count);
  }

  // -------------------------------------------------------------------------------------------
  // BMTK

  private List<Direction> random(PairScope scope, int low, int high) {
    if (high <= low) {
      findings.error(
          "network.empty-range",
          path + ".high",
          "There is no whole number from " + low + " up to but not including " + high,
          "at least " + (low + 1),
          "");
      return List.of();
    }
    Pairs pairs = scope.pairs();
    double share = low > 0 ? 1 : (high - 1.0) / (high - low);
    return values("integer(" + low + ", " + (high - 1) + ")", scope, "high", Type.NUMBER)
        .map(numbers ->
            List.of(
                new Direction(
                    scope,
                    new SynapseNumbers(new AllPairs(pairs), numbers),
                    Optional.of(PairValues.constant(share)),
                    OptionalDouble.empty())))
        .orElse(List.of());
  }

  /** BMTK leaves out pairs with the same node id, also of different networks. */
  private List<Direction> linear(PairScope scope, PairRule.LinearDistance rule) {
    String weight =
        "(%s * (1 - dist / %s) + %s * dist / %s)"
            .formatted(
                text(rule.weightMax()),
                text(rule.maxDistanceUm()),
                text(rule.weightMin()),
                text(rule.maxDistanceUm()));
    Optional<PairValues> p =
        values(
            weight
                + " if dist <= "
                + text(rule.maxDistanceUm())
                + " and pre.node_id != post.node_id else 0",
            scope,
            "linear",
            Type.NUMBER);
    Optional<PairValues> numbers =
        values(
            "integer(%d, %d)".formatted(rule.synapsesMin(), rule.synapsesMax()),
            scope,
            "synapses_max",
            Type.NUMBER);
    if (p.isEmpty() || numbers.isEmpty()) {
      return List.of();
    }
    Incoming pairs = new Independent(scope.pairs(), p.get(), seed, purpose(connection, ""));
    return List.of(
        new Direction(scope, new SynapseNumbers(pairs, numbers.get()), p, OptionalDouble.empty()));
  }

  private static String text(double number) {
    return "(" + number + ")";
  }

  // -----------------------------------------------------------------------------------------
  // bmtool

  private List<Direction> reciprocal(PairScope scope, PairRule.Reciprocal rule) {
    Pairs pairs = scope.pairs();
    boolean recurrent = pairs.source().sameNodes(pairs.target());
    Optional<PairValues> forward = values(rule.forward(), scope, "forward", Type.NUMBER);
    Optional<PairValues> backward = values(rule.backward(), scope, "backward", Type.NUMBER);
    Optional<PairValues> both =
        rule.reciprocal().flatMap(text -> values(text, scope, "reciprocal", Type.NUMBER));
    boolean wrong =
        forward.isEmpty() || backward.isEmpty() || rule.reciprocal().isPresent() && both.isEmpty();
    if (rule.reciprocal().isPresent() == rule.correlation().isPresent()) {
      findings.error(
          "network.reciprocal",
          path,
          "A reciprocal rule needs either the probability of both directions or their correlation",
          "either \"reciprocal\" or \"correlation\"",
          "");
      wrong = true;
    }
    if (!wrong && rule.estimateCorrelation() && both.isPresent() && !both.get().isConstant()) {
      findings.error(
          "network.reciprocal",
          path + ".reciprocal",
          "The average over all pairs is one number, `" + rule.reciprocal().get() + "` is not",
          "a number, or \"estimate_correlation\": false",
          "");
      wrong = true;
    }
    if (wrong) {
      return List.of();
    }
    OptionalDouble correlation =
        rule.correlation().map(OptionalDouble::of).orElse(OptionalDouble.empty());
    if (rule.estimateCorrelation() && both.isPresent()) {
      correlation =
          OptionalDouble.of(
              Reciprocal.estimate(pairs, forward.get(), backward.get(), both.get().upperBound()));
      both = Optional.empty();
    }
    Reciprocal reciprocal =
        new Reciprocal(
            pairs, forward.get(), backward.get(), both, correlation, seed, purpose(connection, ""));
    Direction there = new Direction(scope, reciprocal.forward(), forward, OptionalDouble.empty());
    return recurrent
        ? List.of(there)
        : List.of(
            there,
            new Direction(
                turnedNames(scope),
                reciprocal.backward(),
                Optional.empty(),
                OptionalDouble.empty()));
  }

  /**
   * The other direction, where {@code pre.} is its own source: attributes are said for each edge.
   */
  private static PairScope turnedNames(PairScope scope) {
    return new PairScope(scope.turned().pairs(), scope.target(), scope.source());
  }

  private boolean isOnePopulation(PairScope scope) {
    Pairs pairs = scope.pairs();
    if (pairs.source().sameNodes(pairs.target())) {
      return true;
    }
    findings.error(
        "network.one-population",
        path,
        "Unordered pairs are those of one population, but %d sources and %d targets are selected, not the same"
            .formatted(pairs.source().size(), pairs.target().size()),
        "the same selection as source and target",
        "");
    return false;
  }

  private List<Direction> unordered(PairScope scope, String text) {
    Optional<PairValues> p = values(text, scope, "probability", Type.NUMBER);
    if (!isOnePopulation(scope) || p.isEmpty()) {
      return List.of();
    }
    return List.of(
        new Direction(
            scope,
            new Unordered(
                scope.pairs(),
                Optional.empty(),
                new PairValues[] {p.get()},
                seed,
                purpose(connection, "")),
            Optional.empty(),
            OptionalDouble.empty()));
  }

  private List<Direction> correlated(PairScope scope, PairRule.Correlated rule) {
    Optional<PairValues> none = values(rule.none(), scope, "none", Type.NUMBER);
    Optional<PairValues> single = values(rule.one(), scope, "one", Type.NUMBER);
    Optional<PairValues> both = values(rule.both(), scope, "both", Type.NUMBER);
    boolean fits = isOnePopulation(scope);
    MadeConnection chemical = made.get(rule.chemical());
    if (chemical == null) {
      findings.error(
          "network.unknown-connection",
          path + ".chemical",
          "There is no connection \"" + rule.chemical() + "\" before this one",
          "the name of a connection above",
          NearestName.hint(rule.chemical(), made.keySet()));
      return List.of();
    }
    Pool pool = scope.pairs().source();
    if (!chemical.source().sameNodes(pool) || !chemical.target().sameNodes(pool)) {
      findings.error(
          "network.one-population",
          path + ".chemical",
          "\"" + rule.chemical() + "\" connects other cells than those selected here",
          "the same cells as sources and targets of both",
          "");
      return List.of();
    }
    if (!fits
        || none.isEmpty()
        || single.isEmpty()
        || both.isEmpty()
        || chemical.kinds().isEmpty()) {
      return List.of();
    }
    Stored stored = Stored.copyOf(pool.size(), chemical.kinds().getFirst().rule());
    return List.of(
        new Direction(
            scope,
            new Unordered(
                scope.pairs(),
                Optional.of(stored),
                new PairValues[] {none.get(), single.get(), both.get()},
                seed,
                purpose(connection, "")),
            Optional.empty(),
            OptionalDouble.empty()));
  }

  // -----------------------------------------------------------------------------------------
  // others

  private List<Direction> smallWorld(PairScope scope, int neighbours, double rewire) {
    Pairs pairs = scope.pairs();
    if (pairs.source().size() != pairs.target().size()) {
      findings.error(
          "network.small-world",
          path,
          pairs.source().size() + " sources and " + pairs.target().size() + " targets make no ring",
          "as many sources as targets",
          "");
      return List.of();
    }
    if (neighbours % 2 != 0 || neighbours < 0 || neighbours >= Math.max(1, pairs.source().size())) {
      findings.error(
          "network.small-world",
          path + ".neighbours",
          neighbours + " neighbours in a ring of " + pairs.source().size(),
          "an even number, smaller than the ring",
          "");
      return List.of();
    }
    return one(
        scope,
        new SmallWorld(pairs, neighbours, rewire, seed, purpose(connection, "")),
        (double) neighbours * pairs.target().size());
  }

  private List<Direction> matrix(PairScope scope, List<List<Integer>> rows) {
    Pairs pairs = scope.pairs();
    int sources = pairs.source().size();
    int targets = pairs.target().size();
    int widest = rows.stream().mapToInt(List::size).max().orElse(0);
    if (rows.size() != sources || rows.stream().anyMatch(r -> r.size() != targets)) {
      findings.error(
          "network.matrix",
          path + ".rows",
          "The matrix has %d rows of %d numbers for %d sources and %d targets"
              .formatted(rows.size(), widest, sources, targets),
          "a row for each source and in it a number for each target",
          "");
      return List.of();
    }
    long own = 0;
    for (int t = 0; t < targets; t++) {
      int excluded = pairs.excluded(t);
      own += excluded >= 0 && rows.get(excluded).get(t) > 0 ? 1 : 0;
    }
    warnOfAutapses(own);
    Stored stored =
        Stored.of(
            targets,
            each -> {
              for (int s = 0; s < sources; s++) {
                for (int t = 0; t < targets; t++) {
                  if (rows.get(s).get(t) > 0 && s != pairs.excluded(t)) {
                    each.connection(s, t, rows.get(s).get(t));
                  }
                }
              }
            });
    return one(scope, stored, stored.size());
  }

  private void warnOfAutapses(long own) {
    if (own > 0) {
      findings.warning(
          "network.autapses",
          path,
          own + " connections of a cell with itself are left out",
          "\"autapses\": true keeps them");
    }
  }

  private List<Direction> csv(PairScope scope, PairRule.FromCsv rule) {
    Pairs pairs = scope.pairs();
    Optional<RecipeFiles.Table> table = Csv.table(files, rule.file(), path + ".file", findings);
    if (table.isEmpty()) {
      return List.of();
    }
    Optional<double[]> sources =
        Csv.numbers(
            table.get(), rule.file(), rule.sourceColumn(), path + ".source_column", findings);
    Optional<double[]> targets =
        Csv.numbers(
            table.get(), rule.file(), rule.targetColumn(), path + ".target_column", findings);
    Optional<double[]> numbers =
        rule.synapsesColumn()
            .flatMap(name ->
                Csv.numbers(table.get(), rule.file(), name, path + ".synapses_column", findings));
    if (sources.isEmpty()
        || targets.isEmpty()
        || rule.synapsesColumn().isPresent() && numbers.isEmpty()) {
      return List.of();
    }
    int[] from = positions(sources.get(), pairs.source(), rule, "source");
    int[] to = positions(targets.get(), pairs.target(), rule, "target");
    if (from.length < sources.get().length || to.length < targets.get().length) {
      return List.of();
    }
    long own = 0;
    for (int k = 0; k < from.length; k++) {
      own += from[k] == pairs.excluded(to[k]) ? 1 : 0;
    }
    warnOfAutapses(own);
    Stored stored =
        Stored.of(
            pairs.target().size(),
            each -> {
              for (int k = 0; k < from.length; k++) {
                int count = numbers.isPresent() ? (int) Math.round(numbers.get()[k]) : 1;
                if (from[k] != pairs.excluded(to[k]) && count > 0) {
                  each.connection(from[k], to[k], count);
                }
              }
            });
    return one(scope, stored, stored.size());
  }

  /** Positions in a pool; shorter than the ids when some of them are not in it. */
  private int[] positions(double[] ids, Pool pool, PairRule.FromCsv rule, String side) {
    Map<Long, Integer> byId = new HashMap<>();
    for (int k = 0; k < pool.size(); k++) {
      byId.put(rule.relative() ? k : pool.table().nodeIds()[pool.rows()[k]], k);
    }
    int[] positions = new int[ids.length];
    List<String> missing = new ArrayList<>();
    for (int k = 0; k < ids.length; k++) {
      Integer position = ids[k] == Math.rint(ids[k]) ? byId.get((long) ids[k]) : null;
      if (position == null) {
        missing.add(
            ids[k] == Math.rint(ids[k]) ? Long.toString((long) ids[k]) : Double.toString(ids[k]));
      } else {
        positions[k] = position;
      }
    }
    if (missing.isEmpty()) {
      return positions;
    }
    findings.error(
        "network.unknown-node",
        path + "." + side + "_column",
        "%d %s ids of %s are not among the %d selected: %s"
            .formatted(missing.size(), side, rule.file(), pool.size(), NearestName.list(missing)),
        rule.relative()
            ? "numbers from 0 to " + (pool.size() - 1)
            : "node ids of \"" + pool.table().name() + "\" that are selected",
        rule.relative() ? "\"relative\": false when they are node ids" : "");
    return new int[0];
  }

  private List<Direction> groups(PairScope scope, PairRule.GroupTable rule) {
    Optional<RecipeFiles.Table> table = Csv.table(files, rule.file(), path + ".file", findings);
    Optional<PairValues> factor = values(rule.factor(), scope, "factor", Type.NUMBER);
    Optional<Field> source = group(scope.source(), rule.sourceColumn(), "source_column");
    Optional<Field> target = group(scope.target(), rule.targetColumn(), "target_column");
    if (table.isEmpty() || factor.isEmpty() || source.isEmpty() || target.isEmpty()) {
      return List.of();
    }
    int columns = table.get().columns().size() - 1;
    double[][] p = new double[table.get().size()][columns];
    for (int c = 0; c < columns; c++) {
      Optional<double[]> numbers = ColumnValues.numbers(table.get(), c + 1);
      if (numbers.isEmpty()) {
        findings.error(
            "network.not-a-number",
            path + ".file",
            "The column \""
                + table.get().columns().get(c + 1)
                + "\" of "
                + rule.file()
                + " has something that is no number",
            "probabilities",
            "");
        return List.of();
      }
      for (int r = 0; r < p.length; r++) {
        p[r][c] = Double.isNaN(numbers.get()[r]) ? 0 : numbers.get()[r];
      }
    }
    List<String> sourceGroups = table.get().columns().subList(1, columns + 1);
    List<String> targetGroups =
        table.get().rows().stream().map(r -> r[0] == null ? "" : r[0]).toList();
    int[] from =
        groupsOf(source.get(), scope.pairs().source(), sourceGroups, rule.file(), "source");
    int[] to = groupsOf(target.get(), scope.pairs().target(), targetGroups, rule.file(), "target");
    return independent(scope, new GroupValues(p, from, to, factor.get()));
  }

  private Optional<Field> group(NodeFields fields, String column, String key) {
    Optional<Field> field = fields.field(column);
    if (field.isEmpty()) {
      findings.error(
          "network.missing-column",
          path + "." + key,
          "The nodes of \"" + fields.table().name() + "\" have no column \"" + column + '"',
          "the name of a column",
          NearestName.hint(column, fields.names()));
    }
    return field;
  }

  private int[] groupsOf(Field field, Pool pool, List<String> groups, String file, String side) {
    int[] index = new int[pool.size()];
    TreeSet<String> unknown = new TreeSet<>();
    for (int k = 0; k < index.length; k++) {
      String text = field.text(pool.rows()[k]);
      index[k] = groups.indexOf(text);
      if (index[k] < 0) {
        unknown.add(text);
      }
    }
    if (!unknown.isEmpty()) {
      findings.warning(
          "network.unknown-group",
          path + "." + side + "_column",
          file
              + " has no "
              + side
              + " group "
              + NearestName.list(unknown)
              + "; these cells are not connected",
          "There is " + NearestName.list(groups));
    }
    return index;
  }
}
