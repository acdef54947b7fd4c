package org.neurowright.io.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurowright.engine.description.ModelDescription;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Severity;
import org.neurowright.io.format.ReadResult;

class ProjectReaderTest {
  @TempDir Path temp;
  private ModelFolder folder;

  @BeforeEach
  void folder() throws Exception {
    folder = new ModelFolder(Files.createDirectory(temp.resolve("my_model")));
  }

  @Test
  void readsAWholeFolder() throws Exception {
    ModelDescription model = folder.model();
    assertThat(model.name()).isEqualTo("my_model");
    assertThat(model.nodes()).extracting(p -> p.name()).containsExactly("net", "ext");
    assertThat(model.gidOffset("ext")).isEqualTo(4);
    assertThat(model.edges()).hasSize(1);
    assertThat(model.mechanismFiles())
        .containsExactly(
            mod("components/mechanisms/modfiles/a.mod"),
            mod("components/mechanisms/modfiles/b.mod"));
  }

  private String mod(String name) {
    return folder.dir.resolve(name).toString();
  }

  @Test
  void furtherMechanismsComeAfterTheModelsOwn() throws Exception {
    Files.createDirectories(folder.dir.resolve("more"));
    folder.write("more/0.mod", "");
    folder.write("more/a.mod", "");
    folder.write("more/readme.txt", "");
    ReadResult<ModelDescription> result = folder.read(folder.dir.resolve("more"));
    assertThat(result.orThrow().mechanismFiles())
        .containsExactly(
            mod("components/mechanisms/modfiles/a.mod"),
            mod("components/mechanisms/modfiles/b.mod"),
            mod("more/0.mod"));
    assertThat(result.problems())
        .extracting(Problem::code)
        .containsExactly("config.same-mechanism");
    assertThat(folder.read(folder.dir.resolve("mroe")).problems())
        .filteredOn(Problem::isError)
        .singleElement()
        .satisfies(p -> assertThat(p.hint()).contains("\"more\""));
  }

  @Test
  void missingMechanismsAreAWarningWithAWayOut() throws Exception {
    folder.sections.compute("components", (k, v) -> v.replace("$COMP/mechanisms", "$COMP/mods"));
    Problem problem = folder.problem("config.missing-mechanisms");
    assertThat(problem.severity()).isEqualTo(Severity.WARNING);
    assertThat(problem.hint()).contains("name their folder");
    assertThat(problem.message()).contains("$COMP = \"components\"");
    folder.sections.compute("components", (k, v) -> v.replace("$COMP/mods", "$COMP/point"));
    assertThat(folder.problem("config.no-mechanisms").message()).contains("no .mod files");
  }

  @Test
  void allMistakesAreSaidAtOnce() throws Exception {
    folder.sections.put("run", "\"run\": {\"dt\": 0, \"nsteps_block\": 5, \"tstopp\": 3}");
    folder.sections.put("conditions", "\"conditions\": {\"v_init\": -80}");
    folder.sections.put(
        "inputs", "\"inputs\": {\"x\": {\"module\": \"xstim\", \"input_type\": \"lfp\"}}");
    folder.nodeTypes = folder.nodeTypes.replace("cell.swc", "gone.swc");
    folder.edges.put("/edges/ext_to_net/source_node_id", ModelFolder.longs(0, 1, 0, 1, 9));
    ReadResult<ModelDescription> result = folder.read();
    assertThat(result.problems())
        .filteredOn(Problem::isError)
        .extracting(Problem::code)
        .containsExactlyInAnyOrder(
            "run.dt",
            "config.missing-key",
            "config.missing-key",
            "input.not-supported",
            "sonata.missing-component",
            "sonata.unknown-node");
    assertThat(result.problems())
        .filteredOn(p -> p.code().equals("config.unknown-key"))
        .singleElement()
        .satisfies(p -> assertThat(p.hint()).contains("\"tstop\""));
    assertThat(result.value()).as("what can be shown is shown").isPresent();
    assertThat(result.value().get().nodes()).hasSize(2);
  }

  @Test
  void brokenFilesAreProblemsNotCrashes() throws Exception {
    folder.read();
    byte[] whole = Files.readAllBytes(folder.dir.resolve("network/edges.h5"));
    Files.write(folder.dir.resolve("network/edges.h5"), Arrays.copyOf(whole, whole.length / 2));
    Files.writeString(
        folder.dir.resolve("network/ext_nodes.h5"), "version https://git-lfs.github.com/spec/v1\n");
    ReadResult<ModelDescription> result =
        folder.reader().read(folder.dir.resolve("config.json"), List.of());
    assertThat(result.problems())
        .filteredOn(Problem::isError)
        .extracting(Problem::code)
        .contains("hdf5.truncated", "hdf5.not-hdf5");
    Files.writeString(folder.dir.resolve("config.json"), "{");
    assertThat(folder.reader().read(folder.dir, List.of()).value()).isEmpty();
  }

  @Test
  void aMissingNetworkSectionIsSaid() throws Exception {
    folder.sections.remove("networks");
    assertThat(folder.problem("config.no-network").hint()).contains("\"network\"");
  }

  @Test
  void otherSimulatorsAreShownAsStructure() throws Exception {
    folder.sections.put("target", "\"target_simulator\": \"NEST\"");
    folder.sections.remove("conditions");
    folder.nodeTypes =
        folder
            .nodeTypes
            .replace("nrn:IntFire1", "nest:iaf_psc_alpha")
            .replace("lif.json", "gone.json");
    ReadResult<ModelDescription> result = folder.read();
    assertThat(result.problems())
        .filteredOn(Problem::isError)
        .extracting(Problem::code)
        .containsExactly("config.target-simulator");
    assertThat(result.value().orElseThrow().edges().getFirst().store().incoming(3).nsyns())
        .containsExactly(4, 5);
  }

  @Test
  void configurationsOfAFolderLikeliestFirst() throws Exception {
    ProjectReader reader = folder.reader();
    folder.write("config.nosyn.json", "{\"run\": {}, \"network\": \"config.circuit.json\"}");
    folder.write("config.simulation.json", "{\"run\": {}, \"network\": \"config.circuit.json\"}");
    folder.write("config.circuit.json", "{\"networks\": {}}");
    folder.write("node_sets.json", "{\"run\": \"a set\"}");
    folder.write("list.json", "[1]");
    folder.write("broken.json", "{\"run\": {");
    assertThat(reader.configurationsIn(folder.dir))
        .extracting(p -> p.getFileName().toString())
        .containsExactly("config.simulation.json", "config.nosyn.json");
    folder.write("simulation_x.json", "{\"run\": {}}");
    folder.write(
        "config.json",
        "{\"network\": \"config.circuit.json\", \"simulation\": \"${configdir}/simulation_x.json\"}");
    assertThat(reader.configurationsIn(folder.dir))
        .extracting(p -> p.getFileName().toString())
        .containsExactly("config.json", "config.simulation.json", "config.nosyn.json");
    assertThat(reader.configurationsIn(folder.dir.resolve("network"))).isEmpty();
  }

  @Test
  void aFolderWithoutAConfigurationAndAMissingOneAreErrors() {
    ProjectReader reader = folder.reader();
    assertThat(reader.read(folder.dir.resolve("network"), List.of()).problems())
        .extracting(Problem::code)
        .containsExactly("project.no-configuration");
    assertThat(reader.read(temp.resolve("my_modle"), List.of()).problems())
        .singleElement()
        .satisfies(p -> assertThat(p.hint()).contains("my_model"));
  }
}
