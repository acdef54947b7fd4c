package org.neurowright.io.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neurowright.engine.description.NodeSelection;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Severity;

/** Node sets as reports on synapses see them: virtual nodes drop out, point neurons stay. */
class NodeSetsTest {
  @TempDir Path temp;
  private ModelFolder folder;

  @BeforeEach
  void folder() throws Exception {
    folder = new ModelFolder(temp);
    folder.sections.put(
        "node_sets",
        "\"node_sets\": {\"pyr\": {\"pop_name\": \"PYR\"}, \"lif\": {\"pop_name\": [\"LIF\"]}, \"both\":"
            + " [\"pyr\", \"lif\"],"
            + " \"ring\": [\"ring2\"], \"ring2\": [\"ring\"], \"ids\": {\"population\": \"net\", \"node_id\":"
            + " [0, 3]}}");
  }

  private void cells(String json) {
    folder.sections.put(
        "reports",
        "\"reports\": {\"r\": {\"module\": \"netcon_report\", \"variable_name\": \"g\", \"cells\": "
            + json
            + "}}");
  }

  private int[] rows(String json, String... codes) throws Exception {
    cells(json);
    List<NodeSelection.Rows> rows = folder.model(codes).reports().getFirst().cells().rows();
    assertThat(rows).singleElement().satisfies(r -> assertThat(r.population()).isEqualTo("net"));
    return rows.getFirst().rows();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"net\" | 0,1,2,3",
        "\"all\" | 0,1,2,3",
        "\"pyr\" | 0,1,2",
        "\"lif\" | 3",
        "\"ids\" | 0,3",
        "{\"population\": \"net\", \"node_id\": 2} | 2",
        "{\"population\": [\"net\", \"ext\"], \"node_ids\": [1]} | 1",
        "{\"population\": \"net\", \"model_type\": [\"biophysical\", \"point_neuron\"]} | 0,1,2,3",
        "{\"population\": \"net\", \"node_type_id\": 101} | 3",
        "[2, 0] | 0,2",
        "{\"population\": \"net\"} | 0,1,2,3"
      })
  void areResolved(String json, String rows) throws Exception {
    int[] expected = Arrays.stream(rows.split(",")).mapToInt(Integer::parseInt).toArray();
    // Nodes of ext lack pop_name, so they count as meeting these conditions; they are virtual and
    // drop out.
    assertThat(rows(json, "nodeset.unknown-attribute")).containsExactly(expected);
  }

  @Test
  void conditionsOnGroupColumnsMayBeLists() throws Exception {
    assertThat(
            rows(
                "{\"population\": \"net\", \"model_type\": \"biophysical\", \"tuning\": [10, 30.0]}"))
        .containsExactly(0, 2);
  }

  @Test
  void aListOfNamesIsTheUnion() throws Exception {
    assertThat(rows("\"both\"", "nodeset.compound", "nodeset.unknown-attribute"))
        .containsExactly(0, 1, 2, 3);
  }

  @Test
  void anAttributeThatNodesCannotHaveMatchesThemLoudly() throws Exception {
    // Only group 0 has the column; the point neuron of group 1 is returned too, as in BMTK.
    assertThat(rows("{\"population\": \"net\", \"tuning\": 20}", "nodeset.unknown-attribute"))
        .containsExactly(1, 3);
    cells("{\"population\": \"net\", \"pop_nam\": \"PYR\"}");
    Problem problem = folder.problem("nodeset.unknown-attribute");
    assertThat(problem.severity()).isEqualTo(Severity.WARNING);
    assertThat(problem.message()).contains("4 nodes").contains("pop_nam");
    assertThat(problem.hint()).contains("\"pop_name\"");
  }

  @Test
  void whatEmptiesASelectionIsNamedWithTheNearestValue() throws Exception {
    cells("{\"population\": \"net\", \"model_type\": \"biophysical\", \"pop_name\": \"PYRR\"}");
    Problem problem = folder.problem("nodeset.no-match");
    assertThat(problem.message()).contains("pop_name = PYRR").contains("net");
    assertThat(problem.hint()).contains("\"PYR\"");
    assertThat(ModelFolder.find(folder.read().problems(), "nodeset.empty")).isPresent();
  }

  @Test
  void unknownNamesPopulationsAndCyclesAreErrors() throws Exception {
    cells("\"nett\"");
    assertThat(folder.problem("nodeset.unknown").hint()).contains("\"net\"");
    cells("{\"population\": \"NET2\"}");
    assertThat(folder.problem("nodeset.unknown-population").expected()).contains("net, ext");
    cells("\"ring\"");
    assertThat(folder.problem("nodeset.cycle").message()).contains("ring, ring2");
    cells("{\"tuning\": {\"$gt\": 3}}");
    assertThat(folder.problem("nodeset.unsupported-condition").isError()).isTrue();
    cells("{\"node_id\": [0, \"a\"]}");
    assertThat(folder.problem("nodeset.wrong-type").message()).contains("\"a\"");
  }

  @Test
  void nodeIdsThatNobodyHasAreNamed() throws Exception {
    cells("{\"population\": \"net\", \"node_id\": [0, 17]}");
    assertThat(folder.problem("nodeset.unknown-node").message()).contains("17");
  }

  @Test
  void aListOfNumbersThatOldBmtkReadAsGlobalIdsIsSaid() throws Exception {
    // Virtual nodes are loaded first, so that global ids and node ids differ.
    folder.sections.compute(
        "networks",
        (k, v) -> {
          String net =
              "{\"nodes_file\": \"$NET/net_nodes.h5\", \"node_types_file\": \"$NET/net_types.csv\"}";
          String ext =
              "{\"nodes_file\": \"$NET/ext_nodes.h5\", \"node_types_file\": \"$NET/ext_types.csv\"}";
          return v.replace(net, "@").replace(ext, net).replace("@", ext);
        });
    assertThat(rows("[0]", "nodeset.global-ids")).containsExactly(0);
    assertThat(folder.problem("nodeset.global-ids").message())
        .contains("1 simulated cells")
        .contains("global ids: 0");
  }

  @Test
  void theFileIsReadWhenThereIsNoSection() throws Exception {
    folder.sections.put("node_sets", "\"node_sets_file\": \"sets.json\"");
    folder.write("sets.json", "{\"mine\": {\"population\": \"net\", \"node_id\": [1]}}");
    assertThat(rows("\"mine\"")).containsExactly(1);
  }
}
