package org.neurowright.io.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurowright.engine.description.EdgeBatch;
import org.neurowright.engine.description.EdgePopulation;
import org.neurowright.engine.description.EdgeStore;
import org.neurowright.engine.description.EdgeType;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.description.SynapseModel;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Severity;

class EdgesTest {
  private static final String ROOT = "/edges/ext_to_net/";

  @TempDir Path temp;
  private ModelFolder folder;

  @BeforeEach
  void folder() throws Exception {
    folder = new ModelFolder(temp);
  }

  private EdgePopulation edges(String... codes) throws Exception {
    return folder.model(codes).edges().getFirst();
  }

  @Test
  void readsRowsAndTheIncomingEdgesOfANode() throws Exception {
    EdgePopulation edges = edges();
    assertThat(edges.source()).isEqualTo("ext");
    assertThat(edges.target()).isEqualTo("net");
    EdgeBatch rows = edges.store().rows(1, 3);
    assertThat(rows.size()).isEqualTo(3);
    assertThat(rows.sourceNodeId()).containsExactly(1, 0, 1);
    assertThat(rows.nsyns()).containsExactly(2, 3, 4);
    assertThat(rows.hasNsyns()).containsOnly(true);
    assertThat(rows.synWeight()).containsExactly(0.001, 0.001, 0.5);
    assertThat(rows.delayMs()).containsExactly(2, 2, 1);
    assertThat(rows.sectionId()).containsOnly(-1);
    EdgeBatch incoming = edges.store().incoming(3);
    assertThat(incoming.nsyns()).containsExactly(4, 5);
    assertThat(edges.types().get(incoming.typeIndex()[0]).id()).isEqualTo(101);
    assertThat(edges.store().incoming(2).size()).isZero();
    assertThat(edges.store().incoming(99).size()).isZero();
    assertThatThrownBy(() -> edges.store().rows(3, 3))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void readsTheTypes() throws Exception {
    EdgePopulation edges = edges();
    EdgeType cable = edges.types().get(edges.store().rows(0, 1).typeIndex()[0]);
    assertThat(cable.synapse())
        .contains(new SynapseModel("Exp2Syn", Map.of("e", 0.0, "tau1", 1.0, "tau2", 3.0)));
    assertThat(cable.targetSections()).isEqualTo(Set.of(SectionKind.SOMA, SectionKind.DEND));
    assertThat(cable.distanceMinUm()).isEqualTo(0);
    assertThat(cable.distanceMaxUm()).isEqualTo(150);
    assertThat(cable.weightFunction()).contains("wmax");
    EdgeType point = edges.types().get(edges.store().rows(3, 1).typeIndex()[0]);
    assertThat(point.synapse()).isEmpty();
    assertThat(point.synapticSign()).hasValue(-1);
    assertThat(point.distanceMaxUm()).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void theMisspeltIndexIsRead() throws Exception {
    folder.withoutIndex();
    String group = ROOT + "indicies/target_to_source/";
    // Not the order of the rows, to see that it is this index which is used.
    folder.edges.put(group + "node_id_to_range", new ModelFolder.Table(2, 0, 2, 2, 3, 0, 0, 3, 4));
    folder.edges.put(group + "range_to_edge_id", new ModelFolder.Table(2, 1, 2, 0, 1, 2, 3, 3, 5));
    assertThat(edges().store().incoming(0).nsyns()).containsExactly(2, 1);
  }

  @Test
  void withoutAnIndexOneIsMade() throws Exception {
    folder.withoutIndex();
    EdgePopulation edges = edges("sonata.no-index");
    assertThat(edges.store().incoming(0).nsyns()).containsExactly(1, 2);
    assertThat(edges.store().incoming(3).nsyns()).containsExactly(4, 5);
    assertThat(edges.store().incoming(2).size()).isZero();
    assertThat(folder.problem("sonata.no-index").severity()).isEqualTo(Severity.INFO);
  }

  @Test
  void anIndexThatDoesNotFitIsReplaced() throws Exception {
    folder.index(ModelFolder.longs(0, 1, 1, 2, 0, 0, 2, 3), ModelFolder.longs(0, 2, 2, 3, 3, 4));
    EdgePopulation edges = edges("sonata.broken-index", "sonata.no-index");
    assertThat(edges.store().incoming(3).nsyns()).containsExactly(4, 5);
    folder.index(ModelFolder.longs(0, 1, 1, 2, 0, 0, 2, 3), ModelFolder.longs(0, 2, 2, 3, 3, 6));
    assertThat(folder.problem("sonata.broken-index").message()).contains("rows 3 to 6 of 5");
  }

  @Test
  void anIndexThatFitsInNumberButNotInNodesIsFoundWhenReading() throws Exception {
    folder.index(ModelFolder.longs(1, 2, 0, 1, 0, 0, 2, 3), ModelFolder.longs(0, 2, 2, 3, 3, 5));
    EdgeStore store = edges().store();
    assertThatThrownBy(() -> store.incoming(0))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("index");
  }

  @Test
  void unsortedRowsAreFoundInTheOrderOfTheFile() throws Exception {
    folder.withoutIndex();
    int rows = 1000;
    Random random = new Random(7);
    long[] targets = random.longs(rows, 0, 4).toArray();
    long[] sources = random.longs(rows, 0, 2).toArray();
    folder.edges.put(ROOT + "target_node_id", targets);
    folder.edges.put(ROOT + "source_node_id", sources);
    folder.edges.put(
        ROOT + "edge_type_id", Arrays.stream(targets).map(t -> t == 3 ? 101 : 100).toArray());
    folder.edges.put(ROOT + "edge_group_id", new long[rows]);
    // Every row has its own place in the group, scattered.
    long[] places = shuffled(rows, random);
    long[] nsyns = new long[rows];
    for (int row = 0; row < rows; row++) {
      nsyns[(int) places[row]] = row + 1;
    }
    folder.edges.put(ROOT + "edge_group_index", places);
    folder.edges.put(ROOT + "0/nsyns", nsyns);
    EdgeStore store = edges("sonata.no-index").store();
    int found = 0;
    for (long node = 0; node < 4; node++) {
      long wanted = node;
      int[] expected = IntStream.range(0, rows).filter(r -> targets[r] == wanted).toArray();
      EdgeBatch batch = store.incoming(node);
      assertThat(batch.nsyns()).containsExactly(Arrays.stream(expected).map(r -> r + 1).toArray());
      assertThat(batch.sourceNodeId())
          .containsExactly(Arrays.stream(expected).mapToLong(r -> sources[r]).toArray());
      found += batch.size();
    }
    assertThat(found).isEqualTo(rows);
  }

  private static long[] shuffled(int size, Random random) {
    long[] places = new long[size];
    for (int i = 0; i < size; i++) {
      int other = random.nextInt(i + 1);
      places[i] = places[other];
      places[other] = i;
    }
    return places;
  }

  @Test
  void columnsOfGroupsWinOverTheTable() throws Exception {
    folder.edges.put(ROOT + "edge_group_id", ModelFolder.longs(0, 7, 0, 7, 7));
    folder.edges.put(ROOT + "edge_group_index", ModelFolder.longs(1, 0, 0, 2, 1));
    folder.edges.put(ROOT + "0/nsyns", ModelFolder.longs(10, 11));
    folder.edges.put(ROOT + "7/syn_weight", ModelFolder.doubles(0.1, 0.2, 0.3));
    folder.edges.put(ROOT + "7/delay", ModelFolder.doubles(5, 6, 7));
    EdgeBatch rows = edges().store().rows(0, 5);
    assertThat(rows.nsyns()).containsExactly(11, 1, 10, 1, 1);
    assertThat(rows.hasNsyns()).containsExactly(true, false, true, false, false);
    assertThat(rows.synWeight()).containsExactly(0.001, 0.1, 0.001, 0.3, 0.2);
    assertThat(rows.delayMs()).containsExactly(2, 5, 2, 7, 6);
  }

  @Test
  void fixedSectionsSwitchOffTheNumberOfSynapsesAndTheOldNamesWin() throws Exception {
    folder.edges.put(ROOT + "0/afferent_section_id", ModelFolder.longs(9, 9, 9, 9, 9));
    folder.edges.put(ROOT + "0/sec_id", ModelFolder.longs(4, 3, 2, 1, 0));
    folder.edges.put(ROOT + "0/sec_x", ModelFolder.doubles(0.1, 0.2, 0.3, 0.4, 0.5));
    EdgeBatch rows = edges().store().rows(0, 5);
    assertThat(rows.sectionId()).containsExactly(4, 3, 2, 1, 0);
    assertThat(rows.sectionX()).containsExactly(0.1, 0.2, 0.3, 0.4, 0.5);
    assertThat(rows.nsyns()).containsOnly(1);
    assertThat(rows.hasNsyns()).containsOnly(false);
  }

  @Test
  void textsOfSingleEdgesMakeTypesOfTheirOwn() throws Exception {
    folder.edges.put(
        ROOT + "0/model_template", new String[] {"expsyn", "exp2syn", "expsyn", "NULL", "NULL"});
    EdgePopulation edges = edges();
    EdgeBatch rows = edges.store().rows(0, 5);
    assertThat(Arrays.stream(rows.typeIndex()).mapToObj(edges.types()::get).map(EdgeType::id))
        .containsExactly(100L, 100L, 100L, 101L, 101L);
    assertThat(edges.types().get(rows.typeIndex()[0]).synapse())
        .contains(new SynapseModel("ExpSyn", Map.of("e", 0.0, "tau", 1.0)));
    assertThat(edges.types().get(rows.typeIndex()[1]).synapse().orElseThrow().mechanism())
        .isEqualTo("Exp2Syn");
    assertThat(rows.typeIndex()[2]).isEqualTo(rows.typeIndex()[0]);
    assertThat(edges.types()).hasSize(3);
    assertThat(edges.store().incoming(1).typeIndex()).containsExactly(rows.typeIndex()[0]);
  }

  @Test
  void parametersOfSingleEdgesMakeTypesOfTheirOwn() throws Exception {
    folder.edges.put(ROOT + "0/dynamics_params/tau2", ModelFolder.doubles(4, 4, 5, 4, 4));
    EdgePopulation edges = edges("sonata.edge-parameters");
    EdgeBatch rows = edges.store().rows(0, 5);
    assertThat(edges.types().get(rows.typeIndex()[2]).synapse())
        .contains(new SynapseModel("Exp2Syn", Map.of("e", 0.0, "tau1", 1.0, "tau2", 5.0)));
  }

  @Test
  void edgesToNodesThatDoNotExistNameARow() throws Exception {
    folder.edges.put(ROOT + "target_node_id", ModelFolder.longs(0, 0, 1, 4, 5));
    folder.edges.put(ROOT + "source_node_id", ModelFolder.longs(0, 2, 0, 0, 0));
    var problems = folder.read().problems();
    assertThat(problems)
        .filteredOn(p -> p.code().equals("sonata.unknown-node"))
        .extracting(Problem::message)
        .containsExactly(
            "1 edge of ext_to_net has a source_node_id that is no node of ext, for instance row 1 has node 2",
            "2 edges of ext_to_net have a target_node_id that is no node of net, for instance row 3 has node 4");
  }

  @Test
  void sparseNodeIdsAreNodesToo() throws Exception {
    folder.nodes.put("/nodes/net/node_id", ModelFolder.longs(1000, 20, 30, 40));
    folder.edges.put(ROOT + "target_node_id", ModelFolder.longs(1000, 1000, 20, 40, 40));
    folder.withoutIndex();
    EdgePopulation edges = edges("sonata.no-index", "sonata.sparse-node-ids");
    assertThat(edges.store().incoming(1000).nsyns()).containsExactly(1, 2);
    assertThat(edges.store().incoming(40).nsyns()).containsExactly(4, 5);
    folder.edges.put(ROOT + "target_node_id", ModelFolder.longs(1000, 1000, 20, 40, 41));
    assertThat(folder.problem("sonata.unknown-node").message()).contains("row 4 has node 41");
  }

  @Test
  void typesGroupsAndRowsThatDoNotExistAreNamed() throws Exception {
    folder.edges.put(ROOT + "edge_type_id", ModelFolder.longs(100, 100, 105, 101, 106));
    assertThat(folder.problem("sonata.unknown-edge-type").message())
        .contains("105, 106")
        .contains("edge_types.csv");
    folder.edges.put(ROOT + "edge_type_id", ModelFolder.longs(100, 100, 100, 101, 101));
    folder.edges.put(ROOT + "edge_group_id", ModelFolder.longs(0, 0, 0, 3, 0));
    assertThat(folder.problem("sonata.missing-group").message()).contains("row 3 to group 3");
    folder.edges.put(ROOT + "edge_group_id", new long[5]);
    folder.edges.put(ROOT + "edge_group_index", ModelFolder.longs(0, 1, 2, 3, 5));
    assertThat(folder.problem("sonata.group-index").message()).contains("row 4 names row 5");
  }

  @Test
  void populationsThatAreNotLoadedAreNamed() throws Exception {
    folder.edgeAttributes.put(ROOT + "source_node_id", "exd");
    Problem problem = folder.problem("sonata.unknown-population");
    assertThat(problem.message()).contains("exd");
    assertThat(problem.hint()).contains("\"ext\"");
    folder.edgeAttributes.clear();
    assertThat(edges("sonata.missing-node-population").source()).isEqualTo("ext");
  }

  @Test
  void edgesOntoVirtualNodesAreAnErrorAndDisabledOnesAreSkipped() throws Exception {
    folder.edgeAttributes.put(ROOT + "target_node_id", "ext");
    folder.edgeAttributes.put(ROOT + "source_node_id", "net");
    folder.edges.put(ROOT + "target_node_id", ModelFolder.longs(0, 0, 1, 1, 1));
    assertThat(folder.problem("sonata.virtual-target").isError()).isTrue();
    folder.sections.compute(
        "networks", (k, v) -> v.replace("{\"edges_file\"", "{\"enabled\": false, \"edges_file\""));
    assertThat(folder.model().edges()).isEmpty();
  }

  @Test
  void whatAConnectionCannotDoWithoutIsAskedFor() throws Exception {
    folder.edgeTypes =
        """
        edge_type_id weight_function dynamics_params
        100 myfunction ampa.json
        101 gaussianLL sign.json
        """;
    assertThat(folder.read().problems())
        .filteredOn(Problem::isError)
        .extracting(Problem::code)
        .containsExactlyInAnyOrder(
            "sonata.missing-weight",
            "sonata.missing-weight",
            "sonata.missing-delay",
            "sonata.missing-delay",
            "sonata.missing-model-template",
            "sonata.unknown-weight-function",
            "sonata.missing-parameter");
  }

  @Test
  void synapseParametersThatAreMissingAreNamed() throws Exception {
    folder.write("components/synapses/ampa.json", "{\"tau_1\": 1.0, \"tau2\": 3.0, \"erev\": 0.0}");
    Problem problem = folder.problem("sonata.missing-parameter");
    assertThat(problem.message()).contains("exp2syn").contains("tau1").contains("ampa.json");
    assertThat(problem.location().line()).isEqualTo(2);
  }

  @Test
  void otherSynapseNamesArePointProcessesWithTheJsonsNumbers() throws Exception {
    folder.edgeTypes = folder.edgeTypes.replace("exp2syn", "MySyn");
    EdgePopulation edges = edges("sonata.unknown-synapse-function");
    assertThat(edges.types().getFirst().synapse())
        .contains(new SynapseModel("MySyn", Map.of("tau1", 1.0, "tau2", 3.0, "erev", 0.0)));
  }

  @Test
  void functionsThatBmtkCannotCallDoWhatWasMeant() throws Exception {
    folder.edgeTypes = folder.edgeTypes.replace("exp2syn", "stp1syn");
    assertThat(edges().types().getFirst().synapse())
        .contains(
            new SynapseModel("stp1syn", Map.of("e", 0.0, "p0", 0.5, "tau_r", 200.0, "tau_1", 5.0)));
  }

  @Test
  void wrongSectionsAndRangesAreErrors() throws Exception {
    folder.edgeTypes =
        folder.edgeTypes.replace("'somatic'", "'somtic'").replace("[0.0, 150.0]", "[150.0, far]");
    var problems = folder.read().problems();
    assertThat(problems)
        .filteredOn(Problem::isError)
        .extracting(Problem::code)
        .containsExactlyInAnyOrder("sonata.target-sections", "sonata.distance-range");
  }

  @Test
  void aSingleNumberIsTheUpperEndOfTheRangeAndABareNameASection() throws Exception {
    folder.edgeTypes =
        folder
            .edgeTypes
            .replace("\"[0.0, 150.0]\"", "80")
            .replace("\"['somatic', 'basal']\"", "apical");
    EdgeType type = edges("sonata.target-sections").types().getFirst();
    assertThat(type.distanceMaxUm()).isEqualTo(80);
    assertThat(type.targetSections()).isEqualTo(Set.of(SectionKind.APIC));
    assertThat(folder.problem("sonata.target-sections").severity()).isEqualTo(Severity.WARNING);
  }
}
