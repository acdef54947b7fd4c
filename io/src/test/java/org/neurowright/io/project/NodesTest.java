package org.neurowright.io.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.neurowright.engine.description.CellModel;
import org.neurowright.engine.description.NodePopulation;
import org.neurowright.engine.description.Value;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Severity;
import org.neurowright.io.hdf5.ElementType;

class NodesTest {
  @TempDir Path temp;
  private ModelFolder folder;

  @BeforeEach
  void folder() throws Exception {
    folder = new ModelFolder(temp);
  }

  private NodePopulation net(String... codes) throws Exception {
    return folder.model(codes).population("net").orElseThrow();
  }

  @Test
  void groupsAreMergedIntoColumnsAndTypesCountWhereAGroupHasNone() throws Exception {
    folder.nodes.put("/nodes/net/0/x", ModelFolder.doubles(1, 2, 3));
    folder.nodes.put("/nodes/net/node_group_index", ModelFolder.longs(2, 0, 1, 0));
    NodePopulation net = net();
    assertThat(net.attribute(0, "tuning")).contains(new Value.Num(30));
    assertThat(net.attribute(1, "tuning")).contains(new Value.Num(10));
    assertThat(net.attribute(3, "tuning")).isEmpty();
    assertThat(net.attribute(3, "depth")).contains(new Value.Num(5));
    assertThat(net.attribute(0, "pop_name")).contains(new Value.Text("PYR"));
    assertThat(net.attribute(0, "x"))
        .as("the group wins over the table's 7.5")
        .contains(new Value.Num(3));
  }

  @Test
  void biophysicalCellsOfOneDescriptionShareOneModel() throws Exception {
    NodePopulation net = net();
    assertThat(folder.requests)
        .singleElement()
        .satisfies(request -> {
          assertThat(request.modelTemplate()).isEqualTo("ctdb:Biophys1.hoc");
          assertThat(request.morphology())
              .contains(folder.dir.resolve("components/morphologies/cell.swc"));
          assertThat(request.dynamicsParams())
              .contains(folder.dir.resolve("components/biophysical/fit.json"));
          assertThat(request.processing()).containsExactly("aibs_perisomatic");
          assertThat(request.where().line()).isEqualTo(2);
        });
    assertThat(net.cellModel(0)).isInstanceOf(CellModel.Cable.class).isSameAs(net.cellModel(2));
    assertThat(net.cellModels()).hasSize(2);
  }

  @Test
  void perNodeMorphologiesMakeModelsOfTheirOwnAndTheEndingMayBeLeftOut() throws Exception {
    folder.write("components/morphologies/other.swc", "");
    folder.nodes.put("/nodes/net/0/morphology", new String[] {"cell", "other", "cell.swc"});
    NodePopulation net = net();
    assertThat(net.cellModel(0)).isSameAs(net.cellModel(2)).isNotSameAs(net.cellModel(1));
    assertThat(folder.requests).hasSize(2);
  }

  @Test
  void intFire1TakesSecondsAndOtherArtificialCellsTheirJsonAsItIs() throws Exception {
    assertThat(net().cellModel(3))
        .isEqualTo(new CellModel.Artificial("IntFire1", Map.of("tau", 20.0, "refrac", 3.0)));
    folder.nodeTypes = folder.nodeTypes.replace("nrn:IntFire1", "nrn:IntFire2");
    folder.write("components/point/lif.json", "{\"taum\": 10, \"type\": \"x\"}");
    assertThat(net().cellModel(3))
        .isEqualTo(new CellModel.Artificial("IntFire2", Map.of("taum", 10.0)));
  }

  @Test
  void intFire1WithoutTauIsAnError() throws Exception {
    folder.write("components/point/lif.json", "{\"refrac\": 0.003}");
    assertThat(folder.problem("sonata.missing-parameter").message())
        .contains("lif.json")
        .contains("tau");
  }

  @Test
  void parametersOfSingleNodesAreUsedWithAWarning() throws Exception {
    folder.nodes.put("/nodes/net/1/dynamics_params/tau", ModelFolder.doubles(0.05));
    NodePopulation net = net("sonata.node-parameters");
    assertThat(net.cellModel(3))
        .isEqualTo(new CellModel.Artificial("IntFire1", Map.of("tau", 50.0, "refrac", 3.0)));
    assertThat(folder.problem("sonata.node-parameters").severity()).isEqualTo(Severity.WARNING);
  }

  /**
   * BMTK 1.2.0 with NEURON 9.0.2 gave the same potentials with and without such a group, for a cell
   * of {@code aibs_perisomatic} and one of a hoc template.
   */
  @Test
  void parametersOfSingleBiophysicalNodesAreIgnoredWithAWarning() throws Exception {
    folder.nodes.put("/nodes/net/0/dynamics_params/gnabar_hh", ModelFolder.doubles(0, 0, 0));
    NodePopulation net = net("sonata.node-parameters", "sonata.overrides-ignored");
    assertThat(folder.requests).hasSize(1);
    assertThat(net.cellModel(0)).isInstanceOf(CellModel.Cable.class).isSameAs(net.cellModel(2));
    assertThat(folder.problem("sonata.overrides-ignored").message()).contains("gnabar_hh");
  }

  /** BMTK 1.2.0 ends with an error at a column of file names; the SONATA guide allows one. */
  @Test
  void eachNodeMayNameItsParameterFile() throws Exception {
    folder.write("components/biophysical/other.json", "{}");
    folder.nodes.put(
        "/nodes/net/0/dynamics_params", new String[] {"fit.json", "other.json", "fit.json"});
    NodePopulation net = net();
    assertThat(net.cellModel(0)).isSameAs(net.cellModel(2)).isNotSameAs(net.cellModel(1));
    assertThat(folder.requests)
        .extracting(request -> request.dynamicsParams().orElseThrow().getFileName().toString())
        .containsExactly("fit.json", "other.json");
  }

  @Test
  void positionsComeFromVectorsOrAxesAndRotationsFromEither() throws Exception {
    folder.nodes.put("/nodes/net/0/positions", new ModelFolder.Table(3, 1, 2, 3, 4, 5, 6, 7, 8, 9));
    folder.nodes.put("/nodes/net/1/y", ModelFolder.doubles(-2));
    folder.nodes.put("/nodes/net/0/rotation_angle_yaxis", ModelFolder.doubles(0.1, 0.2, 0.3));
    folder.nodeTypes = folder.nodeTypes.replace("pop_name x\n", "pop_name rotation_angle_zaxis\n");
    NodePopulation net = net();
    assertThat(net.positionUm()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 0, -2, 0);
    assertThat(net.rotationRad()).containsExactly(0, 0.1, 7.5, 0, 0.2, 7.5, 0, 0.3, 7.5, 0, 0, 0);
  }

  @ParameterizedTest
  @EnumSource(
      value = ElementType.class,
      names = {"UINT8", "UINT16", "UINT32", "INT32", "INT64", "UINT64"})
  void idsMayHaveAnyWidth(ElementType type) throws Exception {
    folder.ids = type;
    assertThat(net().nodeIds()).containsExactly(0, 1, 2, 3);
    assertThat(folder.model().edges().getFirst().store().incoming(3).sourceNodeId())
        .containsExactly(1, 0);
  }

  @Test
  void missingNodeIdsAndGroupsAreImplicitWithWarnings() throws Exception {
    folder.nodes.remove("/nodes/net/node_id");
    folder.nodes.remove("/nodes/net/node_group_id");
    folder.nodes.remove("/nodes/net/node_group_index");
    folder.nodes.put("/nodes/net/0/tuning", ModelFolder.doubles(1, 2, 3, 4));
    NodePopulation net = net("sonata.implicit-node-id", "sonata.implicit-groups");
    assertThat(net.nodeIds()).containsExactly(0, 1, 2, 3);
    assertThat(net.attribute(3, "tuning")).contains(new Value.Num(4));
    assertThat(folder.problem("sonata.implicit-node-id").severity()).isEqualTo(Severity.WARNING);
  }

  @Test
  void typesWithoutARowAreNamed() throws Exception {
    folder.nodes.put("/nodes/net/node_type_id", ModelFolder.longs(100, 107, 100, 108));
    Problem problem = folder.problem("sonata.unknown-node-type");
    assertThat(problem.message()).contains("107, 108").contains("net_types.csv");
    assertThat(problem.expected()).contains("100, 101");
    assertThat(problem.location().element()).isEqualTo("/nodes/net/node_type_id");
  }

  @Test
  void duplicateIdsWrongLengthsAndGroupIndicesAreErrors() throws Exception {
    folder.nodes.put("/nodes/net/node_id", ModelFolder.longs(0, 1, 1, 3));
    assertThat(folder.problem("sonata.duplicate-node-id").message()).contains("node id 1");
    folder.nodes.put("/nodes/net/node_id", ModelFolder.longs(0, 1, 2));
    assertThat(folder.problem("sonata.different-lengths").message())
        .contains("3 rows")
        .contains("4");
    folder.nodes.put("/nodes/net/node_id", ModelFolder.longs(0, 1, 2, 3));
    folder.nodes.put("/nodes/net/node_group_index", ModelFolder.longs(0, 1, 3, 0));
    assertThat(folder.problem("sonata.group-index").location().element())
        .isEqualTo("/nodes/net/0/tuning");
  }

  @Test
  void missingComponentFilesNameTheFolderAndWhatIsAlike() throws Exception {
    folder.nodeTypes =
        folder.nodeTypes.replace("cell.swc", "cel.swc").replace("fit.json", "fitt.json");
    var problems = folder.read().problems();
    assertThat(problems)
        .filteredOn(p -> p.code().equals("sonata.missing-component"))
        .hasSize(2)
        .allSatisfy(p -> assertThat(p.hint()).contains("probably that is meant"))
        .extracting(p -> p.location().line())
        .containsOnly(2);
    assertThat(folder.requests).isEmpty();
    // No second problem for what asks for these cells.
    folder.sections.put(
        "reports",
        "\"reports\": {\"r\": {\"module\": \"membrane_report\", \"variable_name\": \"v\", \"cells\": \"net\"}}");
    assertThat(folder.read().problems())
        .extracting(Problem::code)
        .containsOnly("sonata.missing-component");
  }

  @Test
  void unknownModelTypesAndTemplatesAreErrors() throws Exception {
    folder.nodeTypes = folder.nodeTypes.replace("point_neuron", "point_nueron");
    assertThat(folder.problem("sonata.unsupported-model-type").hint()).contains("point_neuron");
    folder.nodeTypes =
        folder
            .nodeTypes
            .replace("point_nueron", "point_neuron")
            .replace("nrn:IntFire1", "nest:iaf");
    assertThat(folder.problem("sonata.unsupported-model-template").message()).contains("nest:iaf");
    folder.nodeTypes = folder.nodeTypes.replace("model_type", "modeltype");
    assertThat(folder.read().problems())
        .filteredOn(p -> p.code().equals("sonata.missing-model-type"))
        .hasSize(2);
  }

  @Test
  void neuromlAndHocTemplatesFindTheirFiles() throws Exception {
    folder.write("components/biophysical/c.nml", "<neuroml/>");
    folder.nodeTypes =
        folder.nodeTypes.replace("ctdb:Biophys1.hoc", "nml:c.nml").replace("fit.json", "NULL");
    folder.model();
    assertThat(folder.requests.getLast().modelFile())
        .contains(folder.dir.resolve("components/biophysical/c.nml"));
    assertThat(folder.requests.getLast().dynamicsParams()).isEqualTo(Optional.empty());
    folder.write(
        "components/point/t.hoc",
        "begintemplate Other\nendtemplate Other\n begintemplate Mine // x\n");
    folder.sections.compute(
        "components",
        (k, v) -> v.replace("{\"morph", "{\"templates_dir\": \"$COMP/point\", \"morph"));
    folder.nodeTypes =
        folder.nodeTypes.replace("nml:c.nml", "hoc:Mine").replace("cell.swc", "NULL");
    folder.model();
    assertThat(folder.requests.getLast().modelFile())
        .contains(folder.dir.resolve("components/point/t.hoc"));
  }

  @Test
  void aPopulationMayBeLoadedOnce() throws Exception {
    folder.sections.compute(
        "networks",
        (k, v) -> v.replace("ext_nodes.h5", "net_nodes.h5").replace("ext_types", "net_types"));
    assertThat(folder.problem("sonata.duplicate-population").message()).contains("net_nodes.h5");
  }

  @Test
  void anEdgesFileInPlaceOfNodesIsRecognised() throws Exception {
    folder.sections.compute("networks", (k, v) -> v.replace("ext_nodes.h5", "edges.h5"));
    assertThat(folder.problem("sonata.missing-group").hint()).contains("edges file");
  }
}
