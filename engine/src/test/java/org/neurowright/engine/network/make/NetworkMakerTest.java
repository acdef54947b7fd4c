package org.neurowright.engine.network.make;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.neurowright.engine.network.make.Recipes.connection;
import static org.neurowright.engine.network.make.Recipes.make;
import static org.neurowright.engine.network.make.Recipes.rows;
import static org.neurowright.engine.network.make.Recipes.rowsOf;
import static org.neurowright.engine.network.make.Recipes.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.neurowright.engine.description.Value;
import org.neurowright.engine.network.EdgeBlock;
import org.neurowright.engine.network.EdgeColumn;
import org.neurowright.engine.network.EdgeSource;
import org.neurowright.engine.network.NodeColumn;
import org.neurowright.engine.network.NodeTable;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.recipe.ConnectionRecipe;
import org.neurowright.engine.recipe.NetworkRecipe;
import org.neurowright.engine.recipe.PairRule;
import org.neurowright.engine.recipe.PlaceRule;
import org.neurowright.engine.recipe.Point;
import org.neurowright.engine.recipe.PopulationRecipe;
import org.neurowright.engine.recipe.Recipe;
import org.neurowright.engine.recipe.Selection;
import org.neurowright.engine.recipe.ValueRule;

/** What documents mean: nodes, selections, every rule, synapses and attributes. */
class NetworkMakerTest {
  private static final int SEEDS = 20;

  // ------------------------------------------------------------------------------------------
  // nodes

  @Test
  void constantsBelongToTypesAndEverythingElseToCells() {
    Map<String, ValueRule> columns = new LinkedHashMap<>();
    columns.put("ei", ValueRule.of("e"));
    columns.put("angle", ValueRule.expression("360 * index / count"));
    columns.put("twice", ValueRule.expression("2 * angle"));
    columns.put("side", ValueRule.expression("'left' if x < 0 else 'right'"));
    columns.put("noise", ValueRule.expression("normal(0, 1)"));
    columns.put("level", new ValueRule.Listed(List.of(new Value.Num(1), new Value.Num(2))));
    PopulationRecipe first =
        new PopulationRecipe(
            "first",
            OptionalInt.empty(),
            OptionalLong.of(101),
            columns,
            Optional.of(new PlaceRule.Listed(List.of(new Point(-1, 2, 3), new Point(4, 5, 6)))),
            Map.of("y", ValueRule.expression("pi")));
    PopulationRecipe second =
        new PopulationRecipe(
            "second",
            OptionalInt.of(3),
            OptionalLong.empty(),
            Map.of(),
            Optional.empty(),
            Map.of());
    PopulationRecipe third = second.withName("third");
    Recipe recipe =
        Recipe.empty("m")
            .withNetworks(List.of(new NetworkRecipe("n", List.of(first, second, third))));
    Made made = make(recipe);
    assertThat(made.problems()).isEmpty();
    NodeTable table = made.nodes().getFirst();
    assertThat(table.nodeIds()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    assertThat(table.types()).extracting("id").containsExactly(101L, 100L, 102L);
    assertThat(table.types().getFirst().attributes())
        .containsOnly(
            Map.entry("pop_name", new Value.Text("first")), Map.entry("ei", new Value.Text("e")));
    assertThat(((NodeColumn.Reals) table.columns().get("twice")).values())
        .startsWith(0, 360)
        .satisfies(v -> assertThat(v[2]).isNaN());
    NodeColumn.Texts side = (NodeColumn.Texts) table.columns().get("side");
    assertThat(side.dictionary()).containsExactly("left", "right");
    assertThat(side.codes()).containsExactly(0, 1, -1, -1, -1, -1, -1, -1);
    assertThat(table.columns().get("level")).isInstanceOf(NodeColumn.Integers.class);
    assertThat(((NodeColumn.Reals) table.columns().get("rotation_angle_yaxis")).values())
        .startsWith(Math.PI, Math.PI);
    assertThat(((NodeColumn.Vectors) table.columns().get("positions")).values())
        .startsWith(-1, 2, 3, 4, 5, 6);
  }

  /** Another column or population leaves the random numbers of a column alone. */
  @Test
  void columnsDoNotChangeEachOther() {
    Map<String, ValueRule> alone = Map.of("noise", ValueRule.expression("normal(0, 1)"));
    Map<String, ValueRule> more = new LinkedHashMap<>();
    more.put("other", ValueRule.expression("uniform()"));
    more.putAll(alone);
    double[] a = noise(List.of(Recipes.population("p", 10, alone)));
    double[] b =
        noise(List.of(Recipes.population("q", 5, Map.of()), Recipes.population("p", 10, more)));
    assertThat(Arrays.copyOfRange(b, 5, 15)).containsExactly(a);
  }

  private static double[] noise(List<PopulationRecipe> populations) {
    Recipe recipe = Recipe.empty("m").withNetworks(List.of(new NetworkRecipe("n", populations)));
    return ((NodeColumn.Reals) make(recipe).nodes().getFirst().columns().get("noise")).values();
  }

  // ------------------------------------------------------------------------------------------
  // rules

  @Test
  void allPairsAndSelections() {
    Recipe recipe = Recipes.of(1, connection("c", "a", "b", new PairRule.All()));
    List<double[]> rows = rowsOf(recipe);
    assertThat(rows).hasSize(2400);
    assertThat(rows).allMatch(r -> r[0] < 60 && r[1] >= 60 && r[2] == 1);
    Made made = make(recipe);
    assertThat(made.edges().getFirst().kinds().getFirst().sourceQuery()).isEqualTo("pop_name=='a'");
    assertThat(rowsOf(Recipes.of(1, connection("c", "net", "net", new PairRule.All()))))
        .hasSize(9900);
    assertThat(
            rowsOf(
                Recipes.of(
                    1, connection("c", "net", "net", new PairRule.All()).withAutapses(true))))
        .hasSize(10000);
  }

  @Test
  void probabilitiesOfColumnsAndDistance() {
    double found = 0;
    double expected = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      Recipe recipe =
          Recipes.of(
              seed,
              connection(
                  "c",
                  "net",
                  "net",
                  new PairRule.Probability("0.6 * exp(-dist / 150) if pre.ei == 'e' else 0.1")));
      Made made = make(recipe);
      double[] p =
          ((NodeColumn.Vectors) made.nodes().getFirst().columns().get("positions")).values();
      for (int s = 0; s < 100; s++) {
        for (int t = 0; t < 100; t++) {
          double dist =
              Math.sqrt(
                  Math.pow(p[3 * s] - p[3 * t], 2)
                      + Math.pow(p[3 * s + 1] - p[3 * t + 1], 2)
                      + Math.pow(p[3 * s + 2] - p[3 * t + 2], 2));
          expected += s == t ? 0 : s < 60 ? 0.6 * Math.exp(-dist / 150) : 0.1;
        }
      }
      found += rows(made).get(100L).size();
    }
    assertThat(found).isCloseTo(expected, within(4 * Math.sqrt(expected)));
  }

  /** A reach makes the search faster, not different: the same draws with and without it. */
  @Test
  void reachesChangeNothing() {
    PairRule near = new PairRule.Probability("0.5 if dist < 80 else 0");
    PairRule far = new PairRule.Probability("0.5 if not (dist >= 80) else 0 * pre.node_id");
    assertThat(asTexts(rowsOf(Recipes.of(3, connection("c", "net", "net", near)))))
        .isNotEmpty()
        .isEqualTo(asTexts(rowsOf(Recipes.of(3, connection("c", "net", "net", far)))));
  }

  /** The same for both directions together: by reach, all pairs at once, and one by one. */
  @Test
  void reachesChangeNothingOfReciprocalPairs() {
    String near = "0.4 * post.node_id / 100 if dist < 120 else 0";
    String far = "0.4 * post.node_id / 100 if not (dist >= 120) else 0 * pre.node_id";
    String oneByOne = "(" + far + ") + 0 * uniform()";
    for (String[] sides : new String[][] {{"net", "net"}, {"a", "b"}}) {
      List<Map<Long, List<String>>> all = new ArrayList<>();
      for (String p : List.of(near, far, oneByOne)) {
        PairRule rule = new PairRule.Reciprocal(p, p, Optional.empty(), Optional.of(0.3), false);
        Map<Long, List<String>> texts = new TreeMap<>();
        rows(make(Recipes.of(3, connection("c", sides[0], sides[1], rule))))
            .forEach((type, found) -> texts.put(type, asTexts(found)));
        assertThat(texts).hasSize(sides[0].equals("net") ? 1 : 2);
        assertThat(texts.get(100L)).hasSizeGreaterThan(20);
        all.add(texts);
      }
      assertThat(all.get(1)).isEqualTo(all.get(0));
      assertThat(all.get(2)).isEqualTo(all.get(0));
    }
  }

  private static List<String> asTexts(List<double[]> rows) {
    return rows.stream().map(Arrays::toString).toList();
  }

  @Test
  void degreesAndTotals() {
    Map<Double, Long> in =
        rowsOf(
                Recipes.of(
                    2,
                    connection(
                        "c",
                        "net",
                        "net",
                        new PairRule.FixedInDegree("7 if post.ei == 'e' else 3", "", false))))
            .stream()
            .collect(Collectors.groupingBy(r -> r[1], Collectors.counting()));
    assertThat(in).hasSize(100);
    in.forEach((target, count) -> assertThat(count).isEqualTo(target < 60 ? 7 : 3));
    List<double[]> out =
        rowsOf(
            Recipes.of(
                2,
                connection(
                    "c",
                    "a",
                    "net",
                    new PairRule.FixedOutDegree("5", "post.ei == 'i' and dist < 1000", false))));
    assertThat(out).hasSize(300).allMatch(r -> r[1] >= 60);
    Map<Double, Long> bySource =
        out.stream().collect(Collectors.groupingBy(r -> r[0], Collectors.counting()));
    assertThat(bySource).hasSize(60);
    assertThat(bySource.values()).containsOnly(5L);
    assertThat(
            rowsOf(Recipes.of(2, connection("c", "a", "b", new PairRule.FixedTotal(123, false)))))
        .hasSize(123);
    // Pairs drawn twice are one row with two synapses.
    assertThat(
            rowsOf(Recipes.of(2, connection("c", "a", "b", new PairRule.FixedTotal(5000, true))))
                .stream()
                .mapToDouble(r -> r[2])
                .sum())
        .isEqualTo(5000);
  }

  @Test
  void oneToOne() {
    List<double[]> shifted =
        rowsOf(Recipes.of(1, connection("c", "a", "a", new PairRule.OneToOne(2))));
    assertThat(shifted).hasSize(60).allMatch(r -> r[1] == (r[0] + 2) % 60);
    Made made =
        make(
            Recipes.of(
                1,
                connection("c", "net", "a", new PairRule.OneToOneSequential("s", false))
                    .withAutapses(true),
                connection("d", "net", "b", new PairRule.OneToOneSequential("s", false))
                    .withAutapses(true)));
    assertThat(made.problems()).isEmpty();
    List<double[]> all = rows(made).values().stream().flatMap(List::stream).toList();
    assertThat(all).hasSize(100).allMatch(r -> r[0] == r[1]);
    // The sources are the parts here: 60 + 40 sources, one after the other, to 100 targets.
    Made parts =
        make(
            Recipes.of(
                1,
                connection("c", "b", "net", new PairRule.OneToOneSequential("s", true))
                    .withAutapses(true),
                connection("d", "a", "net", new PairRule.OneToOneSequential("s", true))
                    .withAutapses(true)));
    assertThat(rows(parts).get(100L)).hasSize(40).allMatch(r -> r[1] == r[0] - 60);
    assertThat(rows(parts).get(101L)).hasSize(60).allMatch(r -> r[1] == r[0] + 40);
  }

  /** BMTK's connect_random: whole numbers, the upper end left out; pairs with 0 have no row. */
  @Test
  void randomSynapses() {
    Map<Double, Long> counts =
        rowsOf(Recipes.of(1, connection("c", "net", "ext", new PairRule.RandomSynapses(0, 4))))
            .stream()
            .collect(Collectors.groupingBy(r -> r[2], Collectors.counting()));
    assertThat(counts.keySet()).containsExactlyInAnyOrder(1.0, 2.0, 3.0);
    counts.values().forEach(n -> assertThat(n).isCloseTo(750L, within(4L * 24)));
  }

  /** BMTK's distance_connector: linear weights, none for equal node ids, also of two networks. */
  @Test
  void linearDistance() {
    double found = 0;
    double expected = 0;
    double synapses = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      Recipe recipe =
          Recipes.of(
              seed,
              connection("c", "ext", "net", new PairRule.LinearDistance(0.1, 0.9, 250, 2, 6)));
      Made made = make(recipe);
      double[] to = ((NodeColumn.Vectors) made.nodes().get(0).columns().get("positions")).values();
      double[] from =
          ((NodeColumn.Vectors) made.nodes().get(1).columns().get("positions")).values();
      for (int s = 0; s < 30; s++) {
        for (int t = 0; t < 100; t++) {
          double r =
              Math.sqrt(
                  Math.pow(from[3 * s] - to[3 * t], 2)
                      + Math.pow(from[3 * s + 1] - to[3 * t + 1], 2)
                      + Math.pow(from[3 * s + 2] - to[3 * t + 2], 2));
          expected += s == t || r > 250 ? 0 : 0.9 * (1 - r / 250) + 0.1 * r / 250;
        }
      }
      List<double[]> rows = rows(made).get(100L);
      assertThat(rows).allMatch(r -> r[0] != r[1] && r[2] >= 2 && r[2] <= 6);
      found += rows.size();
      synapses += rows.stream().mapToDouble(r -> r[2]).sum();
    }
    assertThat(found).isCloseTo(expected, within(4 * Math.sqrt(expected)));
    assertThat(synapses / found).isCloseTo(4, within(4 * Math.sqrt(2 / found)));
  }

  /** Between two populations a reciprocal rule is two types of edges. */
  @Test
  void reciprocalRules() {
    double[] sums = new double[3];
    for (int seed = 0; seed < SEEDS; seed++) {
      Made made =
          make(
              Recipes.of(
                  seed,
                  connection(
                      "c",
                      "a",
                      "b",
                      new PairRule.Reciprocal(
                          "0.22", "0.36", Optional.of("0.17"), Optional.empty(), true))));
      assertThat(made.problems()).isEmpty();
      Map<Long, List<double[]>> rows = rows(made);
      assertThat(rows.get(100L)).allMatch(r -> r[0] < 60 && r[1] >= 60);
      assertThat(rows.get(101L)).allMatch(r -> r[0] >= 60 && r[1] < 60);
      sums[0] += rows.get(100L).size();
      sums[1] += rows.get(101L).size();
      List<String> back = rows.get(101L).stream().map(r -> r[1] + " " + r[0]).toList();
      sums[2] += rows.get(100L).stream().filter(r -> back.contains(r[0] + " " + r[1])).count();
    }
    double[] p = {0.22, 0.36, 0.17};
    for (int k = 0; k < 3; k++) {
      double n = 2400.0 * SEEDS;
      assertThat(sums[k]).isCloseTo(n * p[k], within(4 * Math.sqrt(n * p[k] * (1 - p[k]))));
    }
    assertThat(
            rowsOf(
                Recipes.of(
                    1,
                    connection(
                        "c",
                        "a",
                        "a",
                        new PairRule.Reciprocal(
                            "1", "1", Optional.empty(), Optional.of(0.0), false)))))
        .hasSize(60 * 59);
  }

  @Test
  void gapJunctionsFollowAnotherRule() {
    ConnectionRecipe chemical = connection("chem", "b", "b", new PairRule.Probability("0.3"));
    ConnectionRecipe gap =
        connection("gap", "b", "b", new PairRule.Correlated("chem", "0", "0", "1"))
            .withKind(ConnectionRecipe.Kind.GAP_JUNCTION);
    Made made = make(Recipes.of(5, chemical, gap));
    assertThat(made.problems()).isEmpty();
    assertThat(made.edges()).hasSize(1);
    assertThat(made.edges().getFirst().kinds().get(1).attributes())
        .containsEntry("is_gap_junction", new Value.Text("True"));
    List<String> directed = made(made, 100).stream().map(r -> r[0] + " " + r[1]).toList();
    long both =
        made(made, 100).stream()
            .filter(r -> r[0] < r[1] && directed.contains(r[1] + " " + r[0]))
            .count();
    assertThat(made(made, 101)).hasSize((int) both).allMatch(r -> r[0] < r[1]);
    assertThat(rowsOf(Recipes.of(5, connection("g", "b", "b", new PairRule.Unordered("1")))))
        .hasSize(780);
  }

  private static List<double[]> made(Made made, long type) {
    return rows(made).get(type);
  }

  @Test
  void listsMatricesAndTables() {
    RecipeFiles.Table pairs = table("source_node_id,target_node_id,n", "0,1,2", "3,0,1", "3,0,4");
    PairRule.FromCsv rule =
        new PairRule.FromCsv("p.csv", "source_node_id", "target_node_id", true, Optional.of("n"));
    Made made = make(Recipes.of(1, connection("c", "a", "b", rule)), Map.of("p.csv", pairs));
    assertThat(made.problems()).isEmpty();
    assertThat(asTexts(rows(made).get(100L)))
        .containsExactly("[3.0, 60.0, 5.0]", "[0.0, 61.0, 2.0]");
    List<List<Integer>> matrix =
        java.util.stream.IntStream.range(0, 30)
            .mapToObj(
                s -> java.util.stream.IntStream.range(0, 40).mapToObj(t -> s == t ? 3 : 0).toList())
            .toList();
    assertThat(rowsOf(Recipes.of(1, connection("c", "ext", "b", new PairRule.Matrix(matrix)))))
        .hasSize(30)
        .allMatch(r -> r[1] == r[0] + 60 && r[2] == 3);
    // Groups of sources stand in the first line, those of targets in the first column.
    RecipeFiles.Table groups = table("to,e,i", "e,0,1", "i,0.5,0");
    Made grouped =
        make(
            Recipes.of(
                1,
                connection("c", "net", "net", new PairRule.GroupTable("g.csv", "ei", "ei", "1"))),
            Map.of("g.csv", groups));
    assertThat(grouped.problems()).isEmpty();
    List<double[]> rows = rows(grouped).get(100L);
    assertThat(rows.stream().filter(r -> r[0] >= 60 && r[1] < 60).count()).isEqualTo(2400);
    assertThat(rows.stream().filter(r -> (r[0] < 60) == (r[1] < 60)).count()).isZero();
    assertThat((double) rows.stream().filter(r -> r[0] < 60 && r[1] >= 60).count())
        .isCloseTo(1200, within(4 * Math.sqrt(600)));
  }

  @Test
  void smallWorlds() {
    Map<Double, Long> in =
        rowsOf(Recipes.of(1, connection("c", "a", "a", new PairRule.SmallWorld(6, 0.2)))).stream()
            .collect(Collectors.groupingBy(r -> r[1], Collectors.counting()));
    assertThat(in).hasSize(60);
    assertThat(in.values()).containsOnly(6L);
  }

  // ----------------------------------------------------------------------------------- attributes

  @Test
  void synapsesHaveRowsWhenTheyHaveValuesOfTheirOwn() {
    Map<String, ValueRule> attributes = new LinkedHashMap<>();
    attributes.put("syn_weight", ValueRule.of(0.5));
    attributes.put(
        "delay", ValueRule.expression("clip(dist / 1000 + 0.8 + normal(0, 0.2), 0.2, 2)"));
    attributes.put("afferent_section_id", ValueRule.expression("1 if uniform() < 0.9 else 2"));
    attributes.put(
        "afferent_section_pos", ValueRule.expression("0.4 if afferent_section_id == 1 else 0.6"));
    attributes.put("number", ValueRule.expression("synapse + syn_weight"));
    ConnectionRecipe rule =
        connection("c", "a", "b", new PairRule.All(), attributes)
            .withSynapses(ValueRule.expression("integer(0, 3)"));
    Made made = make(Recipes.of(1, rule, connection("d", "b", "a", new PairRule.All())));
    assertThat(made.problems()).isEmpty();
    EdgeSource edges = made.edges().getFirst();
    assertThat(edges.groups()).hasSize(2);
    assertThat(edges.groups().getFirst().columns())
        .contains(
            new EdgeColumn("delay", EdgeColumn.Storage.FLOAT64),
            new EdgeColumn("afferent_section_id", EdgeColumn.Storage.INT64));
    assertThat(edges.kinds().getFirst().attributes())
        .containsOnly(Map.entry("syn_weight", new Value.Num(0.5)));
    List<double[]> rows = rows(made).get(100L);
    double n = rows.size();
    assertThat(n).isCloseTo(2400 * 1.5, within(4 * Math.sqrt(2400 * 1.25)));
    assertThat(rows).allMatch(r -> r[2] >= 0.2 && r[2] <= 2 && r[4] == (r[3] == 1 ? 0.4 : 0.6));
    double second = rows.stream().filter(r -> r[3] == 2).count();
    assertThat(second / n).isCloseTo(0.1, within(4 * Math.sqrt(0.09 / n)));
    // Synapses of a pair differ, and are numbered.
    assertThat(rows.stream().mapToDouble(r -> r[2]).distinct().count())
        .isGreaterThan((long) (0.9 * n));
    Map<String, List<Double>> numbers =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    r -> r[0] + " " + r[1], Collectors.mapping(r -> r[5], Collectors.toList())));
    numbers
        .values()
        .forEach(v -> assertThat(v).isEqualTo(List.of(0.5, 1.5, 2.5).subList(0, v.size())));
  }

  /** BMTK's simulator cannot place synapses of such rows otherwise. */
  @Test
  void typesOfRowsWithoutPlacesSayTheirNumberOnBiophysicalTargets() {
    Map<String, ValueRule> delay = Map.of("delay", ValueRule.expression("1 + uniform()"));
    Map<String, ValueRule> place = new LinkedHashMap<>(delay);
    place.put("afferent_section_id", ValueRule.expression("1"));
    Recipe recipe =
        Recipes.of(
            1,
            connection("c", "a", "b", new PairRule.All(), delay),
            connection("d", "a", "b", new PairRule.All(), place),
            connection("e", "a", "a", new PairRule.All(), delay));
    NetworkRecipe net = recipe.networks().getFirst();
    PopulationRecipe b =
        net.populations().getLast().withColumns(Map.of("model_type", ValueRule.of("biophysical")));
    Made made =
        make(
            recipe.withNetworks(
                List.of(
                    net.withPopulations(List.of(net.populations().getFirst(), b)),
                    recipe.networks().getLast())));
    assertThat(made.edges().getFirst().kinds())
        .extracting(k -> k.attributes().containsKey("nsyns"))
        .containsExactly(true, true, true);
    // Without the first rule nobody needs it.
    Recipe others = recipe.withConnections(recipe.connections().subList(1, 3));
    assertThat(make(others).edges().getFirst().kinds())
        .noneMatch(k -> k.attributes().containsKey("nsyns"));
  }

  /** As BMTK consumes lists: sources outside, targets inside. */
  @Test
  void listsAreHandedOutInOrderOfSources() {
    Map<String, ValueRule> attributes =
        Map.of(
            "mark",
            new ValueRule.Listed(
                java.util.stream.IntStream.range(0, 1200)
                    .<Value>mapToObj(Value.Num::new)
                    .toList()));
    List<double[]> rows =
        rowsOf(Recipes.of(1, connection("c", "ext", "b", new PairRule.All(), attributes)));
    assertThat(rows).hasSize(1200).allMatch(r -> r[2] == 40 * r[0] + (r[1] - 60));
    ConnectionRecipe counts =
        connection("c", "ext", "b", new PairRule.All())
            .withSynapses(
                new ValueRule.Listed(
                    java.util.stream.IntStream.range(0, 1200)
                        .<Value>mapToObj(k -> new Value.Num(k % 3))
                        .toList()));
    assertThat(rowsOf(Recipes.of(1, counts)))
        .hasSize(800)
        .allMatch(r -> r[2] == (40 * r[0] + r[1] - 60) % 3);
  }

  // ---------------------------------------------------------------------------------- determinism

  @Test
  void otherRulesChangeNothing() {
    ConnectionRecipe rule =
        connection(
            "c",
            "net",
            "net",
            new PairRule.Probability("0.2 * uniform()"),
            Map.of("delay", ValueRule.expression("uniform(1, 2)")));
    ConnectionRecipe other = connection("other", "net", "net", new PairRule.Probability("0.3"));
    ConnectionRecipe fixed =
        new ConnectionRecipe(
            rule.name(),
            rule.source(),
            rule.target(),
            rule.rule(),
            rule.synapses(),
            false,
            rule.kind(),
            OptionalLong.of(7),
            rule.attributes());
    List<String> alone = asTexts(made(make(Recipes.of(9, fixed)), 7));
    assertThat(asTexts(made(make(Recipes.of(9, other, fixed)), 7))).isEqualTo(alone);
    assertThat(asTexts(made(make(Recipes.of(10, fixed)), 7))).isNotEqualTo(alone);
    assertThat(asTexts(made(make(Recipes.of(9, fixed.withName("d"))), 7))).isNotEqualTo(alone);
  }

  /** Targets asked for one by one, backwards, and on two threads at once. */
  @Test
  void pieceByPieceIsTheSame() throws InterruptedException {
    Recipe recipe =
        Recipes.of(
            9,
            connection(
                "c",
                "net",
                "net",
                new PairRule.Probability("0.5 * exponential(dist, 100) * uniform()"),
                Map.of("delay", ValueRule.expression("normal(dist, 2)"))),
            connection("d", "net", "net", new PairRule.FixedInDegree("4", "", true)));
    EdgeSource edges = make(recipe).edges().getFirst();
    EdgeBlock all = new EdgeBlock(edges.groups());
    edges.rows(0, 100, all);
    EdgeBlock[] single = new EdgeBlock[100];
    Runnable work =
        () -> {
          for (int t = 99; t >= 0; t--) {
            EdgeBlock block = new EdgeBlock(edges.groups());
            edges.rows(t, t + 1, block);
            single[t] = block;
          }
        };
    Thread thread = new Thread(work);
    thread.start();
    work.run();
    thread.join();
    int row = 0;
    int inGroup = 0;
    for (EdgeBlock block : single) {
      for (int k = 0; k < block.size(); k++, row++) {
        assertThat(block.source()[k]).isEqualTo(all.source()[row]);
        assertThat(block.kind()[k]).isEqualTo(all.kind()[row]);
      }
      for (int k = 0; k < block.size(0); k++, inGroup++) {
        assertThat(block.column(0, 0)[k]).isEqualTo(all.column(0, 0)[inGroup]);
      }
    }
    assertThat(row).isEqualTo(all.size());
  }

  // ------------------------------------------------------------------------------------- problems

  @Test
  void sayingWhyNothingIsSelected() {
    Made made =
        make(
            Recipes.of(
                1,
                connection("c", "a", "b", new PairRule.All())
                    .withSelections(
                        Selection.all("net"), new Selection("net", "pop_name == 'B2'"))));
    assertThat(made.problems())
        .singleElement()
        .satisfies(p -> {
          assertThat(p.isError()).isFalse();
          assertThat(p.location().element()).isEqualTo("$.connections[0].target");
          assertThat(p.message()).contains("0 targets: no cell has `pop_name` = `B2`");
        });
    assertThat(made.connections().getFirst().nothing()).startsWith("0 targets: no cell has");
  }

  @Test
  void everyProblemIsToldWithItsPlace() {
    Made made =
        make(
            Recipes.of(
                1,
                connection("c1", "a", "b", new PairRule.Probability("0.1 * dits")),
                connection("c2", "a", "nowhere", new PairRule.All()),
                connection("c3", "a", "b", new PairRule.FixedTotal(9999, false)),
                connection("c4", "a", "b", new PairRule.Unordered("0.1")),
                connection("c5", "a", "a", new PairRule.Correlated("c9", "0", "0", "0")),
                connection(
                    "c6",
                    "a",
                    "b",
                    new PairRule.All(),
                    Map.of("delay", ValueRule.expression("1 +"))),
                connection("c6", "a", "b", new PairRule.SmallWorld(4, 0.1)),
                connection("c8", "a", "b", new PairRule.Matrix(List.of(List.of(1)))),
                connection("c9", "a", "b", new PairRule.GroupTable("no.csv", "ie", "ei", "1"))));
    assertThat(made.problems().stream().filter(Problem::isError).map(p -> p.location().element()))
        .contains(
            "$.connections[0].rule.probability",
            "$.connections[1].target",
            "$.connections[2].rule.count",
            "$.connections[3].rule",
            "$.connections[4].rule.chemical",
            "$.connections[5].attributes.delay",
            "$.connections[6].name",
            "$.connections[6].rule",
            "$.connections[7].rule.rows",
            "$.connections[8].rule.file",
            "$.connections[8].rule.source_column");
    assertThat(made.connections()).hasSize(9).allMatch(c -> c.kinds().isEmpty());
    assertThat(make(Recipes.of(1)).problems()).isEmpty();
  }

  @Test
  void distancesNeedPositions() {
    Recipe recipe =
        Recipes.of(1, connection("c", "a", "b", new PairRule.Probability("exp(-dist)")));
    NetworkRecipe net = recipe.networks().getFirst();
    PopulationRecipe without = net.populations().getLast().withPlaces(Optional.empty());
    Made made =
        make(
            recipe.withNetworks(
                List.of(
                    net.withPopulations(List.of(net.populations().getFirst(), without)),
                    recipe.networks().get(1))));
    assertThat(made.problems())
        .singleElement()
        .satisfies(p -> {
          assertThat(p.code()).isEqualTo("network.no-positions");
          assertThat(p.location().element()).isEqualTo("$.connections[0].rule.probability");
        });
  }
}
