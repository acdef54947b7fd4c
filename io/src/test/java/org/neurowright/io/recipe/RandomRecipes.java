package org.neurowright.io.recipe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.neurowright.engine.description.Value;
import org.neurowright.engine.recipe.ConnectionRecipe;
import org.neurowright.engine.recipe.InputRecipe;
import org.neurowright.engine.recipe.NetworkRecipe;
import org.neurowright.engine.recipe.PairRule;
import org.neurowright.engine.recipe.PlaceRule;
import org.neurowright.engine.recipe.PlaceRule.Body;
import org.neurowright.engine.recipe.Point;
import org.neurowright.engine.recipe.PopulationRecipe;
import org.neurowright.engine.recipe.Recipe;
import org.neurowright.engine.recipe.Selection;
import org.neurowright.engine.recipe.ValueRule;

/** Recipes of every kind of rule, right in form and in what they say. */
final class RandomRecipes {
  private final Random random;
  private final boolean unknownKeys;
  private int names;

  /**
   * @param unknownKeys whether some parts have keys that no version knows
   */
  RandomRecipes(long seed, boolean unknownKeys) {
    random = new Random(seed);
    this.unknownKeys = unknownKeys;
  }

  Recipe recipe() {
    List<NetworkRecipe> networks = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(3); i++) {
      List<PopulationRecipe> populations = new ArrayList<>();
      for (int k = 0; k < random.nextInt(4); k++) {
        populations.add(population());
      }
      networks.add(new NetworkRecipe(fileName(), populations, extras("")));
    }
    List<ConnectionRecipe> connections = new ArrayList<>();
    for (int i = 0; i < random.nextInt(8); i++) {
      connections.add(connection(networks, connections));
    }
    List<InputRecipe> inputs = new ArrayList<>();
    for (int i = 0; i < random.nextInt(3); i++) {
      double start = number();
      inputs.add(
          new InputRecipe(
              fileName(),
              pick(networks).name(),
              random.nextBoolean() ? "" : "x > " + number(),
              expression(),
              start,
              Math.max(start + 1, Math.nextUp(start)),
              random.nextBoolean()
                  ? OptionalDouble.empty()
                  : OptionalDouble.of(Math.abs(number()) + Double.MIN_VALUE),
              extras("")));
    }
    return new Recipe(
        text() + "n",
        text(),
        random.nextLong(),
        random.nextBoolean() ? Point.ORIGIN : new Point(1, 0.5, 1e20),
        networks,
        connections,
        inputs,
        extras(""));
  }

  private Map<String, String> extras(String under) {
    Map<String, String> extras = new LinkedHashMap<>();
    if (random.nextInt(3) == 0) {
      extras.put(under + "/note", JsonLayout.quoted(text()));
    }
    if (unknownKeys && random.nextInt(3) == 0) {
      extras.put(
          under + "/x~1y~0" + random.nextInt(9), "{\"a\": [1, 2.50, null, true], \"b\": {}}");
    }
    return extras;
  }

  private PopulationRecipe population() {
    int count = 1 + random.nextInt(4);
    Map<String, ValueRule> columns = new LinkedHashMap<>();
    for (int i = 0; i < random.nextInt(5); i++) {
      columns.put(name(), values(count));
    }
    Optional<PlaceRule> places =
        random.nextInt(4) == 0 ? Optional.empty() : Optional.of(places(count));
    Map<String, ValueRule> rotation = new LinkedHashMap<>();
    if (random.nextBoolean()) {
      rotation.put("z", values(count));
      rotation.put("x", values(count));
    }
    Map<String, String> extras = new LinkedHashMap<>(extras(""));
    if (places.isPresent()) {
      extras.putAll(extras("/places"));
    }
    boolean told = places.isPresent() && places.get() instanceof PlaceRule.Listed;
    return new PopulationRecipe(
        name(),
        told && random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(count),
        random.nextInt(3) == 0 ? OptionalLong.of(1000L + names++) : OptionalLong.empty(),
        columns,
        places,
        rotation,
        extras);
  }

  private PlaceRule places(int count) {
    return switch (random.nextInt(7)) {
      case 0 -> new PlaceRule.Within(body(), Math.abs(number()));
      case 1 ->
          new PlaceRule.Layered(
              body(),
              List.of(
                  new PlaceRule.Layer(name(), -1.5, -0.0, 1),
                  new PlaceRule.Layer(name(), 0, 1e-7, 2.5)),
              random.nextBoolean() ? 0 : 3);
      case 2 ->
          new PlaceRule.Lattice(
              pick(List.of(PlaceRule.Lattice.Shape.values())),
              point(),
              point(),
              count,
              1 + random.nextInt(3),
              1 + random.nextInt(3),
              random.nextInt(2));
      case 3 -> {
        Point low = point();
        yield new PlaceRule.GridChoice(
            low, new Point(low.x() + 1, low.y() + 2, low.z() + 3), 0.1 + random.nextDouble());
      }
      case 4 -> {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < count; i++) {
          points.add(point());
        }
        yield new PlaceRule.Listed(points);
      }
      case 5 -> new PlaceRule.FromCsv("cells.csv", name(), "y", name());
      default -> new PlaceRule.Computed(expression(), "0", expression());
    };
  }

  private Body body() {
    double radius = random.nextInt(2) * random.nextDouble();
    return switch (random.nextInt(4)) {
      case 0 -> new Body.Column(point(), Math.abs(number()), radius, radius + 100);
      case 1 -> new Body.Box(point(), new Point(1, 2, 3e-9));
      case 2 -> new Body.Ellipsoid(point(), new Point(100, 0, 0.1));
      default -> new Body.Shell(Point.ORIGIN, radius, radius + 1);
    };
  }

  private ConnectionRecipe connection(
      List<NetworkRecipe> networks, List<ConnectionRecipe> earlier) {
    String network = pick(networks).name();
    PairRule rule = pairs(earlier);
    boolean inside = rule instanceof PairRule.Unordered || rule instanceof PairRule.Correlated;
    boolean gap = random.nextInt(4) == 0;
    Map<String, ValueRule> attributes = new LinkedHashMap<>();
    for (int i = 0; i < random.nextInt(5); i++) {
      attributes.put(name(), values(3));
    }
    boolean says =
        rule instanceof PairRule.RandomSynapses
            || rule instanceof PairRule.LinearDistance
            || rule instanceof PairRule.Matrix
            || rule instanceof PairRule.FromCsv;
    Map<String, String> extras = new LinkedHashMap<>(extras(""));
    extras.putAll(extras("/rule"));
    extras.putAll(extras("/source"));
    return new ConnectionRecipe(
        name(),
        selection(network),
        selection(inside || gap ? network : pick(networks).name()),
        rule,
        says || random.nextBoolean()
            ? ValueRule.of(1)
            : random.nextBoolean() ? ValueRule.of(random.nextInt(9)) : ValueRule.expression("n"),
        random.nextBoolean(),
        gap ? ConnectionRecipe.Kind.GAP_JUNCTION : ConnectionRecipe.Kind.CHEMICAL,
        random.nextInt(3) == 0 ? OptionalLong.of(1000L + names++) : OptionalLong.empty(),
        attributes,
        extras);
  }

  private Selection selection(String network) {
    return new Selection(network, random.nextBoolean() ? "" : "ei == 'e' and " + expression());
  }

  private PairRule pairs(List<ConnectionRecipe> earlier) {
    boolean flag = random.nextBoolean();
    return switch (random.nextInt(16)) {
      case 0 -> new PairRule.All();
      case 1 -> new PairRule.Probability(probability());
      case 2 -> new PairRule.FixedInDegree(expression(), flag ? "" : "dist < 100", flag);
      case 3 -> new PairRule.FixedOutDegree(expression(), flag ? "" : "dist < 100", !flag);
      case 4 -> new PairRule.FixedTotal(random.nextLong(Long.MAX_VALUE), flag);
      case 5 -> new PairRule.OneToOne(random.nextInt(7) - 3);
      case 6 -> new PairRule.OneToOneSequential(name(), flag);
      case 7 -> new PairRule.RandomSynapses(random.nextInt(3), 3 + random.nextInt(3));
      case 8 -> new PairRule.LinearDistance(number(), number(), 1 + random.nextDouble(), 1, 4);
      case 9 ->
          new PairRule.Reciprocal(
              probability(),
              probability(),
              flag ? Optional.of(probability()) : Optional.empty(),
              flag ? Optional.empty() : Optional.of(random.nextDouble() * 2 - 1),
              random.nextBoolean());
      case 10 -> new PairRule.Unordered(probability());
      case 11 ->
          earlier.isEmpty()
              ? new PairRule.All()
              : new PairRule.Correlated(pick(earlier).name(), probability(), "0", "1");
      case 12 -> new PairRule.SmallWorld(2 * random.nextInt(5), random.nextDouble());
      case 13 ->
          new PairRule.FromCsv(
              "pairs.csv",
              flag ? "source_node_id" : name(),
              "target_node_id",
              random.nextBoolean(),
              Optional.of(name()));
      case 14 -> {
        int width = random.nextInt(40);
        List<List<Integer>> rows = new ArrayList<>();
        for (int i = 0; i < random.nextInt(4); i++) {
          rows.add(random.ints(width, 0, 12345).boxed().toList());
        }
        yield new PairRule.Matrix(rows);
      }
      default -> new PairRule.GroupTable("p.csv", name(), name(), expression());
    };
  }

  private ValueRule values(int count) {
    return switch (random.nextInt(6)) {
      case 0 -> new ValueRule.Constant(value());
      case 1 -> new ValueRule.Absent();
      case 2 -> {
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
          values.add(value());
        }
        yield new ValueRule.Listed(values);
      }
      case 3 -> new ValueRule.FromCsv("cells.csv", name());
      case 4 -> new ValueRule.Constant(new Value.Text(text()));
      default -> new ValueRule.Expression(expression());
    };
  }

  private Value value() {
    return switch (random.nextInt(4)) {
      case 0 ->
          new Value.Text(
              pick(
                  List.of(
                      "['somatic', 'basal']",
                      "[0, 150]",
                      "[0.0, 150.0]",
                      "[30, 1e20]",
                      "[]",
                      "[",
                      "['a'b]",
                      "['a','b']",
                      "[NaN]",
                      "[1, , 2]",
                      "True",
                      "False",
                      "true",
                      "None",
                      "1",
                      "")));
      case 1 -> new Value.Text(text());
      default -> new Value.Num(number());
    };
  }

  private double number() {
    return switch (random.nextInt(6)) {
      case 0 -> random.nextInt(1000) - 500;
      case 1 -> random.nextDouble();
      case 2 -> -0.0;
      case 3 -> random.nextGaussian() * Math.pow(10, random.nextInt(60) - 30);
      case 4 -> (double) random.nextLong();
      default -> random.nextInt(1000) / 1000.0;
    };
  }

  private String probability() {
    return pick(List.of("0", "0.10", "1e-3", ".5", "0.2 * exp(-dist / 100)", "1"));
  }

  private String expression() {
    return pick(
        List.of("1", "1.0", "-0", "01", "1E5", "1e+5", "+3", " 4", "pre.x > post.y", "\"q\" \\ é"));
  }

  private Point point() {
    return new Point(number(), number(), number());
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < random.nextInt(12); i++) {
      text.appendCodePoint(
          pick(List.of("ab c'\"\\/{}[],:\n\t\u0001\u2028é😀"))
              .codePoints()
              .toArray()[random.nextInt(20)]);
    }
    return text.toString();
  }

  private String name() {
    return pick(List.of("v1", "exc to inh", "ß/~", "a.b", "~1")) + names++;
  }

  private String fileName() {
    return pick(List.of("v1", "exc to inh", "ß~", "a.b")) + names++;
  }

  private <E> E pick(List<E> list) {
    return list.get(random.nextInt(list.size()));
  }
}
