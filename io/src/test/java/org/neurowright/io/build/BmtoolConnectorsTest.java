package org.neurowright.io.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurowright.engine.network.EdgeBlock;
import org.neurowright.engine.network.EdgeColumn;
import org.neurowright.engine.network.EdgeSource;
import org.neurowright.engine.network.make.Made;
import org.neurowright.engine.network.make.NetworkMaker;
import org.neurowright.engine.recipe.Recipe;
import org.neurowright.engine.task.RunControl;
import org.neurowright.io.recipe.RecipeReader;

/**
 * bmtool's connectors and what model documents say instead: means and variances over seeds, within
 * sampling error. bmtool's figures are those of 300 seeds in {@code bmtool_connectors.txt}, made by
 * {@code bmtool_connectors.py} with bmtool 0.8.7 and BMTK 1.2.0; nothing of it is needed here.
 *
 * <p>Cells stand on lattices: 60 pyramidal ones, 20 µm apart, and 40 others shifted by 10 µm.
 */
final class BmtoolConnectorsTest {
  private static final int SEEDS = 150;

  /** Of two hundred figures that are right one in a hundred runs has one further off. */
  private static final double MOST_STANDARD_ERRORS = 4;

  /**
   * Sums of squares and distances are not normal; that of a variance is wider than of normal
   * values.
   */
  private static final double MOST_STANDARD_ERRORS_OF_VARIANCE = 5;

  private static final String NETWORK =
      """
      {
        "neurowright_model": 1,
        "name": "connectors",
        "networks": [
          {
            "name": "net",
            "populations": [
              {"name": "PYR", "count": 60, "places": %s},
              {"name": "PV", "count": 40, "places": %s}
            ]
          }
        ],
        "connections": [%s]
      }
      """;

  private static final String FALLING = "0.5 * gaussian(dist, 40)";

  private static final String AVERAGE =
      """
      {"kind": "reciprocal", "forward": "%1$s", "backward": "%1$s", "reciprocal": 0.09, "estimate_correlation": true}
      """
          .formatted(FALLING);

  private static final Map<String, String> CASES = new LinkedHashMap<>();

  static {
    String p = "{\"kind\": \"probability\", \"probability\": %s}, \"autapses\": true";
    CASES.put("uni", connection("uni", "PYR", "PV", p.formatted("0.12") + ", \"synapses\": 3"));
    CASES.put("uni_autapses", connection("uni", "PYR", "PYR", p.formatted("0.2")));
    CASES.put(
        "uni_gaussian",
        connection(
            "uni",
            "PYR",
            "PV",
            p.formatted("\"0.6 * gaussian(dist - 20, 40) if 15 <= dist <= 90 else 0\"")));
    // 0.3910651279531021 makes 0.25 the average over a sphere of 100 um.
    CASES.put(
        "uni_gaussian_total",
        connection(
            "uni", "PYR", "PYR", p.formatted("\"0.3910651279531021 * gaussian(dist, 80)\"")));
    CASES.put(
        "uni_in_range",
        connection("uni", "PYR", "PV", p.formatted("\"0.4 if 20 <= dist_xy <= 60 else 0\"")));
    CASES.put(
        "reciprocal_rate",
        connection(
            "c",
            "PYR",
            "PYR",
            """
            {
              "kind": "reciprocal",
              "forward": "%1$s",
              "backward": "%1$s",
              "reciprocal": "1.8 * (%1$s)^2"
            }, "synapses": 2
            """
                .formatted(FALLING)));
    CASES.put("reciprocal_average", connection("c", "PYR", "PYR", AVERAGE));
    CASES.put(
        "reciprocal_each",
        connection(
            "c",
            "PYR",
            "PYR",
            """
            {"kind": "reciprocal", "forward": 0.2, "backward": 0.2, "reciprocal": 0.12}
            """));
    CASES.put(
        "reciprocal_marginals",
        connection(
            "c",
            "PYR",
            "PV",
            """
            {"kind": "reciprocal", "forward": 0.2, "backward": 0.35, "reciprocal": 0.15}
            """));
    CASES.put(
        "reciprocal_correlation",
        connection(
            "c",
            "PYR",
            "PV",
            """
            {"kind": "reciprocal", "forward": "%s", "backward": 0.3, "correlation": 0.25}
            """
                .formatted(FALLING)));
    CASES.put(
        "gaps", connection("g", "PYR", "PYR", junctions("unordered\", \"probability\": 0.15")));
    CASES.put(
        "gaps_correlated",
        connection("c", "PYR", "PYR", AVERAGE)
            + ","
            + connection(
                "g",
                "PYR",
                "PYR",
                junctions(
                    "correlated\", \"chemical\": \"c\", \"none\": 0.05, \"one\": 0.4, \"both\": 0.8")));
  }

  private static String junctions(String rule) {
    return "{\"kind\": \"" + rule + "}, \"kind\": \"gap_junction\"";
  }

  private static String connection(String name, String source, String target, String rule) {
    String where = "{\"network\": \"net\", \"where\": \"%s\"}";
    return "{\"name\": \"%s\", \"source\": %s, \"target\": %s, \"rule\": %s}"
        .formatted(name, where.formatted(of(source)), where.formatted(of(target)), rule);
  }

  private static String of(String population) {
    return population.startsWith("node_id") ? population : "pop_name == '%s'".formatted(population);
  }

  private static Recipe recipe(String connections) {
    return RecipeReader.read(NETWORK.formatted(lattice(0), lattice(10), connections)).orThrow();
  }

  private static String lattice(int shift) {
    return """
    {
      "kind": "computed",
      "x": "20 * mod(index, 5) + %1$d",
      "y": "20 * mod(floor(index / 5), 4) + %1$d",
      "z": "20 * floor(index / 20)"
    }
    """
        .formatted(shift);
  }

  static Stream<String> cases() {
    return CASES.keySet().stream();
  }

  /**
   * Variances are compared by their logarithms, whose standard error for normal values is √(2/n).
   */
  @ParameterizedTest
  @MethodSource("cases")
  void meansAndVariancesAreThoseOfBmtool(String name) {
    Recipe recipe = recipe(CASES.get(name));
    Map<String, double[]> ours = new TreeMap<>();
    for (int seed = 0; seed < SEEDS; seed++) {
      int s = seed;
      statistics(made(recipe.withSeed(1 + seed)))
          .forEach((key, v) -> ours.computeIfAbsent(key, _ -> new double[SEEDS])[s] = v);
    }
    Map<String, Golden> theirs = golden(name);
    assertThat(ours.keySet()).isEqualTo(theirs.keySet());
    List<String> off = new ArrayList<>();
    theirs.forEach((key, golden) -> {
      double mean = mean(ours.get(key));
      double variance = variance(ours.get(key), mean);
      double error = Math.sqrt(golden.variance / golden.number + variance / SEEDS);
      double apart = Math.abs(mean - golden.mean);
      if (apart > 1e-7 * golden.mean + MOST_STANDARD_ERRORS * error) {
        off.add("mean of %s: %s by bmtool, %s here".formatted(key, golden.mean, mean));
      }
      if (golden.variance < 1e-6 || variance < 1e-6) {
        assertThat(variance).as(name + " " + key).isEqualTo(golden.variance);
      } else {
        double ratio = Math.log(variance / golden.variance);
        double ratioError = Math.sqrt(2.0 / golden.number + 2.0 / SEEDS);
        if (Math.abs(ratio) > MOST_STANDARD_ERRORS_OF_VARIANCE * ratioError) {
          off.add("variance of %s: %s, %s here".formatted(key, golden.variance, variance));
        }
      }
    });
    assertThat(off).isEmpty();
  }

  /** Which pairs a one-to-one rule over partitions connects is not random. */
  @Test
  void partitionsAreConnectedOneByOne() {
    for (boolean sources : new boolean[] {false, true}) {
      String rule =
          "{\"kind\": \"one_to_one_sequential\", \"sequence\": \"s\", \"partition_source\": %s}"
              .formatted(sources);
      List<String> parts = List.of("PV", "node_id in [3, 5, 8]");
      String connections =
          parts.stream()
              .map(part ->
                  sources
                      ? connection(part, part, "PYR", rule)
                      : connection(part, "PYR", part, rule))
              .collect(Collectors.joining(","));
      List<Map<Pair, Double>> types = made(recipe(connections));
      List<String> expected =
          lines("sequential_" + (sources ? "sources" : "targets")).map(l -> l[2]).toList();
      assertThat(types).hasSize(2);
      for (int k = 0; k < 2; k++) {
        assertThat(types.get(k).keySet().stream().map(p -> p.source + "-" + p.target))
            .containsExactlyInAnyOrder(expected.get(k).split(" "));
      }
    }
  }

  /** Delays and sections of synapses 100 µm apart. */
  @Test
  void attributesOfSynapsesAreDistributedAsBmtools() {
    Recipe recipe =
        RecipeReader.read(
                """
                {
                  "neurowright_model": 1,
                  "name": "delays",
                  "networks": [
                    {
                      "name": "net",
                      "populations": [
                        {"name": "a", "count": 1, "places": {"kind": "listed", "points": [[0, 0, 0]]}},
                        {"name": "b", "count": 1, "places": {"kind": "listed", "points": [[0, 60, 80]]}}
                      ]
                    }
                  ],
                  "connections": [
                    {
                      "name": "c",
                      "source": {"network": "net", "where": "pop_name == 'a'"},
                      "target": {"network": "net", "where": "pop_name == 'b'"},
                      "rule": {"kind": "all"},
                      "synapses": 100000,
                      "attributes": {
                        "delay": {"expression": "clip(dist / 1000 + 0.8 + normal(0, 0.2), 0.2, 2)"},
                        "const_delay": {"expression": "clip(0.9 + normal(0, 0.2), 0.2, 2)"},
                        "afferent_section_id": {"expression": "1 if uniform() < 0.9 else 2"},
                        "uniform_delay": {"expression": "uniform(0.2, 2)"}
                      }
                    }
                  ]
                }
                """)
            .orThrow();
    EdgeSource edges = make(recipe).edges().getFirst();
    EdgeBlock block = new EdgeBlock(edges.groups());
    edges.rows(0, 2, block);
    Map<String, String> columns =
        Map.of(
            "delay", "syn_dist_delay_feng",
            "const_delay", "syn_const_delay",
            "afferent_section_id", "syn_section_PN: second",
            "uniform_delay", "syn_uniform_delay_section");
    List<EdgeColumn> inFile = edges.groups().getFirst().columns();
    Map<String, Golden> golden = golden("delays");
    for (int k = 0; k < inFile.size(); k++) {
      String name = inFile.get(k).name();
      double[] values = java.util.Arrays.copyOf(block.column(0, k), block.size(0));
      assertThat(values).hasSize(100_000);
      if (name.equals("afferent_section_id")) {
        java.util.Arrays.setAll(values, i -> values[i] - 1);
      }
      Golden theirs = golden.remove(columns.get(name));
      double mean = mean(values);
      double variance = variance(values, mean);
      double error = Math.sqrt(2 * theirs.variance / theirs.number);
      assertThat(Math.abs(mean - theirs.mean)).as(name).isLessThan(4 * error);
      assertThat(variance / theirs.variance).as(name).isBetween(0.97, 1.03);
    }
    assertThat(golden).isEmpty();
  }

  // ------------------------------------------------------------------------------------ statistics

  private record Pair(int source, int target) {
    Pair turned() {
      return new Pair(target, source);
    }
  }

  private static Made make(Recipe recipe) {
    Made made = NetworkMaker.make(recipe, new CsvFiles(Path.of("")), RunControl.none());
    assertThat(made.problems().stream().filter(p -> p.isError())).isEmpty();
    return made;
  }

  /** Synapses by pair, for each edge type. */
  private static List<Map<Pair, Double>> made(Recipe recipe) {
    EdgeSource edges = make(recipe).edges().getFirst();
    EdgeBlock block = new EdgeBlock(edges.groups());
    edges.rows(0, edges.target().size(), block);
    List<Map<Pair, Double>> types = new ArrayList<>();
    edges.kinds().forEach(_ -> types.add(new HashMap<>()));
    int[] next = new int[edges.groups().size()];
    for (int row = 0; row < block.size(); row++) {
      int kind = block.kind()[row];
      int group = edges.kinds().get(kind).group();
      int column =
          edges.groups().get(group).columns().stream()
              .map(EdgeColumn::name)
              .toList()
              .indexOf("nsyns");
      double synapses = column < 0 ? 1 : block.column(group, column)[next[group]];
      next[group]++;
      Pair pair = new Pair(block.source()[row], block.target()[row]);
      assertThat(types.get(kind).put(pair, synapses)).isNull();
    }
    return types;
  }

  private static Map<String, Double> statistics(List<Map<Pair, Double>> types) {
    Map<String, Double> values = new HashMap<>();
    for (int k = 0; k < types.size(); k++) {
      Map<Pair, Double> edges = types.get(k);
      double synapses = 0;
      double autapses = 0;
      double bothWays = 0;
      double distance = 0;
      double squares = 0;
      double[] out = new double[100];
      double[] in = new double[100];
      for (Map.Entry<Pair, Double> edge : edges.entrySet()) {
        Pair pair = edge.getKey();
        synapses += edge.getValue();
        autapses += pair.source == pair.target ? 1 : 0;
        bothWays += pair.source < pair.target && edges.containsKey(pair.turned()) ? 1 : 0;
        out[pair.source]++;
        in[pair.target]++;
        double d = distance(pair);
        distance += d / edges.size();
        squares += d * d / edges.size();
      }
      values.put(k + ": edges", (double) edges.size());
      values.put(k + ": synapses", synapses);
      values.put(k + ": autapses", autapses);
      values.put(k + ": both ways", bothWays);
      values.put(k + ": squares of out-degrees", sumOfSquares(out));
      values.put(k + ": squares of in-degrees", sumOfSquares(in));
      values.put(k + ": distance", distance);
      values.put(k + ": square of distance", squares);
    }
    if (types.size() == 2) {
      Map<Pair, Double> first = types.get(0);
      Map<Pair, Double> second = types.get(1);
      double[] beside = new double[3];
      for (Pair p : second.keySet()) {
        beside[(first.containsKey(p) ? 1 : 0) + (first.containsKey(p.turned()) ? 1 : 0)]++;
      }
      for (int number = 0; number < 3; number++) {
        values.put("second beside %d of the first".formatted(number), beside[number]);
      }
      double returned = first.keySet().stream().filter(p -> second.containsKey(p.turned())).count();
      values.put("returned", returned);
    }
    return values;
  }

  private static double distance(Pair pair) {
    double sum = 0;
    for (int axis = 0; axis < 3; axis++) {
      sum += Math.pow(place(pair.source, axis) - place(pair.target, axis), 2);
    }
    return Math.sqrt(sum);
  }

  private static double place(int node, int axis) {
    int k = node < 60 ? node : node - 60;
    int shift = node < 60 ? 0 : 10;
    return switch (axis) {
      case 0 -> 20 * (k % 5) + shift;
      case 1 -> 20 * (k / 5 % 4) + shift;
      default -> 20 * (k / 20);
    };
  }

  private static double sumOfSquares(double[] values) {
    return java.util.Arrays.stream(values).map(v -> v * v).sum();
  }

  private static double mean(double[] values) {
    return java.util.Arrays.stream(values).average().orElseThrow();
  }

  private static double variance(double[] values, double mean) {
    return java.util.Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum()
        / (values.length - 1);
  }

  // ---------------------------------------------------------------------------------- recorded
  // ones

  private record Golden(int number, double mean, double variance) {}

  private static Map<String, Golden> golden(String name) {
    return lines(name)
        .collect(
            Collectors.toMap(
                l -> l[1],
                l ->
                    new Golden(
                        Integer.parseInt(l[2]), Double.parseDouble(l[3]), Double.parseDouble(l[4])),
                (a, _) -> a,
                TreeMap::new));
  }

  private static Stream<String[]> lines(String name) {
    return BmtkNetworksTest.resource("bmtool_connectors.txt")
        .lines()
        .map(line -> line.split("\t"))
        .filter(line -> line[0].equals(name));
  }
}
