package org.neurowright.io.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurowright.engine.network.EdgeBlock;
import org.neurowright.engine.network.EdgeColumn;
import org.neurowright.engine.network.EdgeColumn.Storage;
import org.neurowright.engine.network.EdgeSource;
import org.neurowright.engine.network.NodeColumn;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.io.network.NetworkDiff;
import org.neurowright.io.network.NetworkFiles;
import org.neurowright.io.recipe.RecipeReader;
import org.neurowright.io.recipe.RecipeWriter;

/** The verbs of BMTK's builder, with its meaning of iterators, lists, properties and ids. */
class NetworkBuilderTest {
  @TempDir private Path folder;

  private static NetworkBuilder cells(String name, int count) {
    NetworkBuilder net = new NetworkBuilder(name, 7);
    net.addNodes("a", count).each("k", index -> index);
    return net;
  }

  /** Rows as "source target values". */
  private static List<String> rows(EdgeSource edges) {
    EdgeBlock block = new EdgeBlock(edges.groups());
    edges.rows(0, edges.target().size(), block);
    List<String> rows = new ArrayList<>();
    int[] at = new int[edges.groups().size()];
    for (int i = 0; i < block.size(); i++) {
      int group = edges.kinds().get(block.kind()[i]).group();
      StringBuilder row = new StringBuilder();
      row.append(edges.source().nodeIds()[block.source()[i]])
          .append(' ')
          .append(edges.target().nodeIds()[block.target()[i]]);
      for (int c = 0; c < edges.groups().get(group).columns().size(); c++) {
        row.append(' ').append(block.column(group, c)[at[group]]);
      }
      at[group]++;
      rows.add(row.toString());
    }
    return rows;
  }

  /** Calls come by source, then target, self-pairs included; numbers are synapses. */
  @Test
  void functionsAreAskedOnceForEachPairInOrderOfSources() {
    NetworkBuilder net = cells("n", 3);
    List<String> calls = new ArrayList<>();
    net.addEdges(
        net.nodes(),
        net.nodes("k != 1"),
        Rules.oneToOne((source, target, random) -> {
          calls.add(source.id() + ">" + target.id());
          return (int) (source.number("k") * target.number("k"));
        }));
    assertThat(rows(net.edges().getFirst())).containsExactly("1 2 2.0", "2 2 4.0");
    net.build();
    assertThat(calls).containsExactly("0>0", "0>2", "1>0", "1>2", "2>0", "2>2");
  }

  @Test
  void iteratorsMeanRowsAndColumns() {
    NetworkBuilder a = cells("a", 2);
    NetworkBuilder b = cells("b", 3);
    b.addEdges(
            a.nodes(),
            b.nodes(),
            Rules.oneToAll((source, targets, random) ->
                source.id() == 0 ? null : targets.stream().mapToInt(t -> (int) t.id()).toArray()))
        .name("rows");
    b.addEdges(
            a.nodes(),
            b.nodes(),
            Rules.allToOne((sources, target, random) ->
                sources.stream().mapToInt(s -> (int) (10 * s.id() + target.id())).toArray()))
        .name("columns");
    assertThat(b.edges()).hasSize(1);
    assertThat(rows(b.edges().getFirst()))
        .containsExactly(
            "1 0 10.0", "1 1 1.0", "0 1 1.0", "1 1 11.0", "1 2 2.0", "0 2 2.0", "1 2 12.0");
  }

  @Test
  void listsGoBySourceThenTarget() {
    NetworkBuilder a = cells("a", 2);
    NetworkBuilder b = cells("b", 3);
    b.addEdges(a.nodes(), b.nodes(), Rules.list(Rules.Iterator.ONE_TO_ONE, 1, 2, 3, 4, 5, 6));
    b.addEdges(a.nodes(), b.nodes(), Rules.list(Rules.Iterator.ONE_TO_ALL, 0, 0, 7));
    b.addEdges(a.nodes(), b.nodes(), Rules.list(Rules.Iterator.ALL_TO_ONE, 0, 8));
    assertThat(rows(b.edges().getFirst()))
        .containsExactly(
            "0 0 1.0", "1 0 4.0", "1 0 8.0", "0 1 2.0", "1 1 5.0", "1 1 8.0", "0 2 3.0", "1 2 6.0",
            "0 2 7.0", "1 2 7.0", "1 2 8.0");
  }

  @Test
  void propertiesAreGivenOncePerSynapseInOrderOfSources() {
    NetworkBuilder a = cells("a", 2);
    NetworkBuilder b = cells("b", 2);
    List<String> calls = new ArrayList<>();
    b.addEdges(a.nodes(), b.nodes(), Rules.list(Rules.Iterator.ONE_TO_ONE, 1, 2, 0, 1))
        .addProperties("w", new double[] {1, 2, 3, 4})
        .addProperties(
            List.of("sec", "x"),
            (source, target, random) -> {
              calls.add(source.id() + ">" + target.id());
              return new double[] {calls.size(), 0.5};
            },
            Storage.INT64,
            Storage.FLOAT64);
    EdgeSource edges = b.edges().getFirst();
    assertThat(edges.groups().getFirst().columns())
        .containsExactly(
            new EdgeColumn("w", Storage.FLOAT64),
            new EdgeColumn("sec", Storage.INT64),
            new EdgeColumn("x", Storage.FLOAT64));
    assertThat(calls).containsExactly("0>0", "0>1", "0>1", "1>1");
    assertThat(rows(edges))
        .containsExactly(
            "0 0 1.0 1.0 0.5", "0 1 2.0 2.0 0.5", "0 1 3.0 3.0 0.5", "1 1 4.0 4.0 0.5");
  }

  /** Groups by sets of columns in order of first appearance. */
  @Test
  void groupsAreNumberedByFirstAppearance() {
    NetworkBuilder net = cells("n", 2);
    net.addEdges(net.nodes(), net.nodes(), 1).addProperties("d", 0.5);
    net.addEdges(net.nodes(), net.nodes(), 2).name("plain");
    net.addEdges(net.nodes(), net.nodes(), 1).name("again").addProperties("d", "1 + synapse");
    EdgeSource edges = net.edges().getFirst();
    assertThat(edges.kinds()).extracting(k -> k.group()).containsExactly(0, 1, 0);
    assertThat(edges.kinds()).extracting(k -> k.id()).containsExactly(100L, 101L, 102L);
    assertThat(net.edgeCount()).isEqualTo(12);
  }

  /** A rule more, and another order of calls, change no numbers. */
  @Test
  void randomNumbersBelongToTheRuleAndItsCells() {
    Rules.OneToOne half = (source, target, random) -> random.chance(0.5) ? random.integer(1, 4) : 0;
    NetworkBuilder one = cells("n", 20);
    one.addEdges(one.nodes(), one.nodes(), Rules.oneToOne(half)).name("random");
    NetworkBuilder two = cells("n", 20);
    two.addEdges(two.nodes(), two.nodes(), Rules.probability(0.3)).name("other");
    two.addEdges(two.nodes("k < 10"), two.nodes(), Rules.oneToOne(half)).name("random");
    List<String> all = rows(one.edges().getFirst());
    assertThat(all).hasSizeBetween(150, 250);
    List<String> again = new ArrayList<>(rows(two.edges().getFirst()));
    again.retainAll(all);
    List<String> expected =
        all.stream().filter(row -> Integer.parseInt(row.split(" ")[0]) < 10).toList();
    assertThat(again).containsAll(expected);
    // Both sides of the same pair are not the same draw.
    assertThat(all.stream().map(r -> r.split(" ")[2]).distinct()).hasSize(4);
  }

  @Test
  void selectionsByConditionValueAndFunction() {
    NetworkBuilder net = new NetworkBuilder("n", 1);
    net.addNodes("a", 3).set("ei", "e").values("x", 1, 2, 3).vectors("v", new double[3][2]);
    net.addNodes("b", 2).set("ei", "i").values("label", List.of("p", "q"));
    assertThat(net.nodes()).hasSize(5);
    assertThat(net.nodes("ei == 'e' and x > 1").toList())
        .extracting(Node::id)
        .containsExactly(1L, 2L);
    assertThat(net.nodes("label", "q").toList()).extracting(Node::id).containsExactly(4L);
    NodeSelection odd = net.nodes(node -> node.id() % 2 == 1);
    assertThat(odd.toList()).extracting(Node::id).containsExactly(1L, 3L);
    assertThat(net.nodes(node -> node.has("x")).size()).isEqualTo(3);
    assertThat(net.nodes(node -> node.vector("v").isPresent()).size()).isEqualTo(3);
    net.addEdges(odd, net.nodes("ei", "i"), 3);
    assertThat(rows(net.edges().getFirst()))
        .containsExactly("1 3 3.0", "3 3 3.0", "1 4 3.0", "3 4 3.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> net.nodes().toList().getLast().number("x"))
        .withMessage("node 4 of n has no number called x");
    assertThatIllegalStateException().isThrownBy(net::recipe);
  }

  @Test
  void gapJunctionsAreSavedWithTheirFile() throws IOException {
    NetworkBuilder net = cells("n", 4);
    net.addGapJunctions(net.nodes(), net.nodes(), 500, Rules.unordered("1"));
    NetworkFiles.Saved saved = net.save(folder);
    assertThat(saved.edges()).containsEntry("n_to_n", 6L);
    assertThat(folder.resolve("n_gap_juncs.h5")).isRegularFile();
    assertThat(Files.readString(folder.resolve("n_n_edge_types.csv")))
        .contains("0.002", "True", "['somatic']", "[0, 300]");
    NetworkBuilder other = cells("m", 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> net.addGapJunctions(net.nodes(), other.nodes(), 1, Rules.all()));
  }

  /** What was imported keeps ids and edges; what is added comes behind it. */
  @Test
  void importedNetworksGrow() throws IOException {
    NetworkBuilder first = cells("n", 5);
    first.addEdges(first.nodes(), first.nodes(), Rules.pairwise(1)).set("w", 1);
    first
        .addEdges(first.nodes(), first.nodes(), Rules.pairwise(2))
        .addProperties("d", "k0 + 1".replace("k0", "pre.k"));
    first.save(folder.resolve("one"));
    try (NetworkBuilder second = new NetworkBuilder("n", 8).importFrom(folder.resolve("one"))) {
      second.save(folder.resolve("same"));
      second.addNodes("b", 2).set("fresh", 3).each("k", index -> 10 + index);
      second.addEdges(second.nodes("fresh == 3"), second.nodes(), 1).addProperties("d", 9);
      assertThat(second.nodeTable().nodeIds()).containsExactly(0, 1, 2, 3, 4, 5, 6);
      assertThat(second.nodeTable().types()).extracting(t -> t.id()).containsExactly(100L, 101L);
      assertThat(((NodeColumn.Integers) second.nodeTable().columns().get("k")).values())
          .containsExactly(0, 1, 2, 3, 4, 10, 11);
      NetworkFiles.Saved saved = second.save(folder.resolve("two"));
      assertThat(saved.edges()).containsEntry("n_to_n", 5L + 5 + 14);
      List<String> rows = rows(second.edges().getFirst());
      assertThat(rows).contains("0 1 1.0", "0 2 1.0", "4 1 5.0", "5 6 9.0", "6 0 9.0");
    }
    try (NetworkFiles.Network one = NetworkFiles.read(folder.resolve("one")).orThrow();
        NetworkFiles.Network same = NetworkFiles.read(folder.resolve("same")).orThrow();
        NetworkFiles.Network two = NetworkFiles.read(folder.resolve("two")).orThrow()) {
      assertThat(NetworkDiff.of(one, same).same()).isTrue();
      NetworkDiff.Edges grown = NetworkDiff.of(one, two).edges().getFirst();
      assertThat(grown.onlyA()).isZero();
      assertThat(grown.onlyB()).isEqualTo(14);
    }
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> new NetworkBuilder("m", 1).importFrom(folder.resolve("one")))
        .withMessageContaining("no nodes of a network \"m\"");
  }

  @Test
  void tablesAreImportedAndGrow() throws IOException {
    Path nodes = folder.resolve("cells.csv");
    Files.writeString(nodes, "node_id,ei,x\n3,e,1.5\n1,i,2.5\n");
    Path edges = folder.resolve("edges.csv");
    Files.writeString(edges, "source_node_id,target_node_id,nsyns\n3,1,4\n1,1,2\n");
    NetworkBuilder net = new NetworkBuilder("n", 1).importCsv(nodes, Optional.of(edges));
    net.addNodes("more", 1);
    net.addEdges(net.nodes("ei == 'e'"), net.nodes("pop_name", "more"), 5);
    assertThat(net.nodeTable().nodeIds()).containsExactly(3, 1, 0);
    assertThat(rows(net.edges().getFirst()))
        .containsExactlyInAnyOrder("3 1 4.0", "1 1 2.0", "3 0 5.0");
    assertThat(net.save(folder.resolve("out")).edges()).containsEntry("n_to_n", 3L);
    Files.writeString(edges, "source_node_id,target_node_id\n9,1\n");
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> new NetworkBuilder("n", 1).importCsv(nodes, Optional.of(edges)));
  }

  /** Every factory of a rule of the document: the document reads back as the same recipe. */
  @Test
  void allRulesOfTheDocumentCanBeSaid() {
    NetworkBuilder net = cells("n", 6);
    NodeSelection all = net.nodes();
    List<Rule> rules =
        List.of(
            Rules.all(),
            Rules.probability(0.25),
            Rules.probability("0.1 * pre.k"),
            Rules.inDegree(2),
            Rules.inDegree("post.k", "pre.k < 3", false),
            Rules.outDegree(2),
            Rules.outDegree("1", "", false),
            Rules.total(9, false),
            Rules.pairwise(1),
            Rules.sequential("s", true),
            Rules.connectRandom(0, 3),
            Rules.reciprocal("0.3", "0.3", "0.2"),
            Rules.reciprocalOnAverage("0.3", "0.3", 0.2),
            Rules.correlatedDirections("0.3", "0.3", 0.1),
            Rules.unordered("0.5"),
            Rules.smallWorld(2, 0.1),
            Rules.matrix(new int[6][6]));
    for (int k = 0; k < rules.size(); k++) {
      net.addEdges(all, all, rules.get(k)).name("rule " + k);
    }
    net.addEdges(all, all, Rules.correlated("rule 1", "0", "0.5", "1")).name("gaps");
    net.build();
    assertThat(RecipeReader.read(RecipeWriter.text(net.recipe())).orThrow())
        .isEqualTo(net.recipe());
    NetworkBuilder placed = new NetworkBuilder("p", 1);
    placed.addNodes("a", 30).positions(Positions.rectPrism(new double[3], 100, 100, 100));
    placed.addEdges(placed.nodes(), placed.nodes(), Rules.distanceConnector(0, 1, 60, 1, 3));
    assertThat(placed.edgeCount()).isPositive();
  }

  @Test
  void problemsNameWhatWasAdded() throws IOException {
    NetworkBuilder net = cells("n", 3);
    net.addEdges(net.nodes("kk > 1"), net.nodes(), Rules.probability("0.1 *")).name("wrong");
    net.addEdges(net.nodes(), net.nodes(), Rules.csv("no.csv", "a", "b", true, Optional.empty()))
        .name("missing");
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(net::build)
        .satisfies(e ->
            assertThat(e.problems())
                .extracting(p -> p.location().element())
                .contains("edges \"wrong\".source.where", "edges \"missing\".rule.file"));
    NetworkBuilder negative = cells("n", 2);
    negative.addEdges(negative.nodes(), negative.nodes(), Rules.oneToOne((s, t, r) -> -1));
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(negative::build)
        .withMessageContaining("-1 synapses");
    NetworkBuilder list = cells("n", 2);
    list.addEdges(list.nodes(), list.nodes(), Rules.list(Rules.Iterator.ONE_TO_ONE, 1, 2, 3));
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(list::build)
        .withMessageContaining("3 numbers for 4 pairs");
    assertThatIllegalArgumentException().isThrownBy(() -> list.addNodes("a", 1));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> list.addNodes("z", 2).values("q", IntStream.of(1).asDoubleStream().toArray()));
    assertThat(Arrays.asList(folder.toFile().list())).isEmpty();
  }
}
