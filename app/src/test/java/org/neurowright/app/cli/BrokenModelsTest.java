package org.neurowright.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What users meet when something is wrong with their model: a sample is copied, broken in one way,
 * and given to the real program. Every time there must be one message with place and remedy, the
 * documented exit code, and the results of the last good run as they were.
 */
class BrokenModelsTest {
  private static final String SIMULATION = "simulation_config.json";
  private static final String CIRCUIT = "circuit_config.json";
  private static final String BASKET = "components/biophysical_neuron_models/basket.json";

  @TempDir static Path temp;

  private static SampleCopy good;
  private static int copies;

  @BeforeAll
  static void runOnceWell() {
    good = SampleCopy.of("rotating-gamma", temp.resolve("good model äöü"));
    SampleCopy.Answer answer = good.call("run", "--quiet");
    assertThat(answer.exitCode()).as(answer.err()).isZero();
    assertThat(answer.err()).isEmpty();
    assertThat(good.results())
        .containsKeys("spikes.h5", "spikes.csv", "membrane_potential.h5", "run.json");
  }

  private static SampleCopy copy() {
    return good.again(temp.resolve("copy " + copies++));
  }

  /** One way to break the model. */
  private record Break(String name, String code, String place, Consumer<SampleCopy> how) {
    Arguments arguments() {
      return Arguments.of(name, this);
    }
  }

  private static Break broken(String name, String code, String place, Consumer<SampleCopy> how) {
    return new Break(name, code, place, how);
  }

  private static Break replaced(
      String name, String code, String place, String file, String text, String by) {
    return broken(name, code, place, model -> model.replace(file, text, by));
  }

  static Stream<Arguments> breaks() {
    return Stream.of(
            broken(
                "missing nodes file",
                "config.missing-file",
                "circuit_config.json:22:23 $.networks.nodes[1].nodes_file",
                m -> m.delete("network/basket_nodes.h5")),
            broken(
                "missing synaptic model",
                "sonata.missing-component",
                "basket_basket_edge_types.csv:2",
                m -> m.delete("components/synaptic_models/gaba_basket.json")),
            replaced(
                "wrong path in manifest",
                "config.missing-folder",
                "circuit_config.json:18:23",
                CIRCUIT,
                "${configdir}",
                "${configdir}/nowhere"),
            replaced(
                "undefined manifest variable",
                "config.unknown-variable",
                "simulation_config.json:34:21 $.inputs.wave.input_file",
                SIMULATION,
                "\"$INPUT_DIR\": ",
                "\"$INPUTS_DIR\": "),
            replaced(
                "mod file with a syntax error",
                "nmodl.syntax",
                "NaTraub.mod:52:3",
                "components/mechanisms/modfiles/NaTraub.mod",
                "BREAKPOINT {",
                "BREAKPOINT "),
            broken(
                "mechanism not found",
                "cell.unknown-mechanism",
                "pyramidal.json:31 on pyramidal_a.swc",
                m -> m.delete("components/mechanisms/modfiles/NaTraub.mod")),
            replaced(
                "unknown parameter",
                "cell.unknown-parameter",
                "basket.json:29 on basket.swc",
                BASKET,
                "\"gbar_NaBuzsaki\"",
                "\"gmax_NaBuzsaki\""),
            broken(
                "missing morphology",
                "sonata.missing-component",
                "basket_node_types.csv:2",
                m -> m.delete("components/morphologies/basket.swc")),
            broken(
                "morphology with two roots",
                "swc.several-roots",
                "basket.swc:42",
                BrokenModelsTest::giveASecondRoot),
            broken(
                "node type without a row",
                "sonata.unknown-node-type",
                "pyramidal_nodes.h5 /nodes/pyramidal/node_type_id",
                m -> m.replace("network/pyramidal_node_types.csv", "\n101 ", "\n150 ")),
            broken(
                "edge type without a row",
                "sonata.unknown-edge-type",
                "basket_basket_edges.h5 /edges/basket_to_basket/edge_type_id",
                m -> m.replace("network/basket_basket_edge_types.csv", "\n101 ", "\n150 ")),
            broken(
                "edge to a node that does not exist",
                "sonata.unknown-node",
                "basket_pyramidal_edges.h5 /edges/basket_to_pyramidal/target_node_id",
                m ->
                    m.setTarget(
                        "network/basket_pyramidal_edges.h5",
                        "basket_to_pyramidal",
                        "basket",
                        "pyramidal",
                        3,
                        999)),
            replaced(
                "spike file without the population",
                "spikes.missing-population",
                "wave_spikes.h5",
                SIMULATION,
                "\"node_set\": \"input\"",
                "\"node_set\": \"input\", \"population\": \"thalamus\""),
            replaced(
                "unknown node set",
                "nodeset.unknown",
                "simulation_config.json:35:19 $.inputs.wave.node_set",
                SIMULATION,
                "\"node_set\": \"input\"",
                "\"node_set\": \"inptu\""),
            replaced(
                "report on an unknown variable", "reports.unknown-variable",
                "simulation_config.json:65:24 $.reports.calcium_concentration.variable_name",
                    SIMULATION,
                "\"variable_name\": \"cai\"", "\"variable_name\": \"cia\""),
            replaced(
                "report on an unknown section",
                "report.unknown-section",
                "simulation_config.json:74:19 $.reports.dendrites.sections",
                SIMULATION,
                "\"sections\": \"all\"",
                "\"sections\": \"dendritic_tree\""),
            replaced(
                "dt 0",
                "run.dt",
                "simulation_config.json:13:11 $.run.dt",
                SIMULATION,
                "\"dt\": 0.1",
                "\"dt\": 0"),
            replaced(
                "negative tstop",
                "run.tstop",
                "simulation_config.json:12:14 $.run.tstop",
                SIMULATION,
                "\"tstop\": 5.0",
                "\"tstop\": -5.0"),
            replaced(
                "tstop is a text",
                "config.wrong-type",
                "simulation_config.json:12:14 $.run.tstop",
                SIMULATION,
                "\"tstop\": 5.0",
                "\"tstop\": \"long\""),
            broken(
                "truncated edges",
                "hdf5.truncated",
                "pyramidal_pyramidal_edges.h5",
                m -> m.cut("network/pyramidal_pyramidal_edges.h5")),
            broken(
                "truncated nodes",
                "hdf5.truncated",
                "pyramidal_nodes.h5",
                m -> m.cut("network/pyramidal_nodes.h5")),
            broken(
                "truncated spikes",
                "hdf5.truncated",
                "wave_spikes.h5",
                m -> m.cut("inputs/wave_spikes.h5")),
            broken(
                "empty HDF5 file",
                "hdf5.truncated",
                "pyramidal_nodes.h5",
                m -> m.write("network/pyramidal_nodes.h5", "")),
            broken(
                "Git LFS pointer",
                "hdf5.not-hdf5",
                "pyramidal_nodes.h5",
                m ->
                    m.write(
                        "network/pyramidal_nodes.h5",
                        "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n")),
            broken(
                "configuration is not JSON",
                "json.syntax",
                "simulation_config.json:1:1",
                m -> m.write(SIMULATION, "tstop = 5\n")),
            replaced(
                "missing comma",
                "json.syntax",
                "simulation_config.json:13:5",
                SIMULATION,
                "\"tstop\": 5.0,",
                "\"tstop\": 5.0"),
            broken(
                "empty configuration",
                "json.empty",
                "simulation_config.json",
                m -> m.write(SIMULATION, "")),
            broken(
                "folder instead of a morphology",
                "sonata.missing-component",
                "basket_node_types.csv:2",
                m -> folderInsteadOf(m, "components/morphologies/basket.swc")),
            broken(
                "folder instead of a nodes file",
                "config.wrong-kind",
                "circuit_config.json:22:23 $.networks.nodes[1].nodes_file",
                m -> folderInsteadOf(m, "network/basket_nodes.h5")))
        .map(Break::arguments);
  }

  private static void giveASecondRoot(SampleCopy model) {
    List<String> lines = model.read("components/morphologies/basket.swc").lines().toList();
    String line = lines.get(41);
    String orphan = line.substring(0, line.lastIndexOf(' ')) + " -1";
    model.replace("components/morphologies/basket.swc", "\n" + line + "\n", "\n" + orphan + "\n");
  }

  private static void folderInsteadOf(SampleCopy model, String file) {
    model.delete(file);
    try {
      Files.createDirectory(model.path(file));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("breaks")
  void isSaidOnceWithPlaceAndLeavesEarlierResults(String name, Break way) {
    SampleCopy model = copy();
    Map<String, String> earlier = model.results();
    way.how.accept(model);

    SampleCopy.Answer check = model.call("check");
    SampleCopy.Answer run = model.call("run", "--quiet");

    for (SampleCopy.Answer answer : List.of(check, run)) {
      assertThat(answer.exitCode()).isEqualTo(ExitCode.MODEL_PROBLEMS.number());
      assertThat(answer.problems().stream().filter(line -> !line.contains(" note: ")))
          .singleElement()
          .satisfies(
              line -> assertThat(line).contains(" error: ", way.place, "[" + way.code + "]"));
      assertThat(answer.err()).doesNotContain("\tat ", "Exception");
    }
    assertThat(run.err()).contains("Nothing was run: 1 error");
    assertThat(model.results()).isEqualTo(earlier);
  }

  @Test
  void everythingIsSaidAtOnce() {
    SampleCopy model = copy();
    Map<String, String> earlier = model.results();
    model.replace("components/mechanisms/modfiles/NaTraub.mod", "BREAKPOINT {", "BREAKPOINT ");
    model.delete("components/morphologies/basket.swc");
    model.replace("network/pyramidal_node_types.csv", "\n101 ", "\n150 ");
    model.delete("components/synaptic_models/gaba_basket.json");
    model.replace(SIMULATION, "\"dt\": 0.1", "\"dt\": 0");
    model.replace(SIMULATION, "\"sections\": \"all\"", "\"sections\": \"dendritic_tree\"");

    for (SampleCopy.Answer answer : List.of(model.call("check"), model.call("run", "--quiet"))) {
      assertThat(answer.exitCode()).isEqualTo(1);
      assertThat(
              answer.problems().stream()
                  .filter(line -> line.contains(" error: "))
                  .map(line -> line.substring(line.lastIndexOf('['))))
          .containsExactlyInAnyOrder(
              "[nmodl.syntax]",
              "[sonata.missing-component]",
              "[sonata.unknown-node-type]",
              "[sonata.missing-component]",
              "[run.dt]",
              "[report.unknown-section]");
    }
    assertThat(model.results()).isEqualTo(earlier);
  }

  @Test
  void missingMechanismsAreSaidTogetherWithWrongReports() {
    SampleCopy model = copy();
    model.delete("components/mechanisms/modfiles/NaTraub.mod");
    model.replace(SIMULATION, "\"sections\": \"all\"", "\"sections\": \"dendritic_tree\"");

    assertThat(model.call("check").problems().stream().filter(line -> line.contains(" error: ")))
        .hasSize(2)
        .anyMatch(line -> line.contains("[cell.unknown-mechanism]"))
        .anyMatch(line -> line.contains("[report.unknown-section]"));
  }

  @Test
  void anUnusedMechanismFileWithErrorsIsOnlyAWarning() {
    SampleCopy model = copy();
    model.write(
        "components/mechanisms/modfiles/broken.mod",
        "NEURON { SUFFIX broken }\nBREAKPOINT x = 1 }\n");

    SampleCopy.Answer check = model.call("check");
    SampleCopy.Answer run = model.call("run", "--quiet");

    for (SampleCopy.Answer answer : List.of(check, run)) {
      assertThat(answer.exitCode()).isZero();
      assertThat(answer.err())
          .contains("broken.mod:2:12: warning: ", "does not use this mechanism");
    }
  }

  @Test
  void aMissingModelIsSaid() {
    SampleCopy.Answer answer = SampleCopy.callOn(temp.resolve("nowhere/config.json"), "run");

    assertThat(answer.exitCode()).isEqualTo(1);
    assertThat(answer.problems())
        .singleElement()
        .satisfies(line -> assertThat(line).contains("[project.missing]"));
  }

  @Test
  void anEmptyFolderIsSaid() throws IOException {
    Path empty = Files.createDirectories(temp.resolve("empty"));

    SampleCopy.Answer answer = SampleCopy.callOn(empty, "check");

    assertThat(answer.exitCode()).isEqualTo(1);
    assertThat(answer.problems())
        .singleElement()
        .satisfies(
            line -> assertThat(line).contains("empty: error: ", "[project.no-configuration]"));
  }

  @Test
  void theOutputFolderMayBeAFile() {
    SampleCopy model = copy();
    model.write("taken", "not a folder");

    SampleCopy.Answer answer =
        model.call("run", "--quiet", "--output-dir", model.path("taken").toString());

    assertThat(answer.exitCode()).isEqualTo(ExitCode.RESULTS_NOT_WRITTEN.number());
    assertThat(answer.problems())
        .singleElement()
        .satisfies(line ->
            assertThat(line).contains("taken: error: ", "is a file", "[output.not-a-folder]"));
    assertThat(model.read("taken")).isEqualTo("not a folder");
  }

  @Test
  void theOutputFolderMayBeReadOnly() throws IOException {
    SampleCopy model = copy();
    Path locked = Files.createDirectory(model.path("locked"));
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("r-xr-xr-x"));
    assumeFalse(Files.isWritable(locked), "this user may write everywhere");

    SampleCopy.Answer answer =
        model.call("run", "--quiet", "--output-dir", locked.resolve("out").toString());

    assertThat(answer.exitCode()).isEqualTo(ExitCode.RESULTS_NOT_WRITTEN.number());
    assertThat(answer.problems())
        .singleElement()
        .satisfies(line -> assertThat(line).contains("locked", "[output.not-writable]"));
  }

  @Test
  void resultsThatAreToBeKeptAreKept() {
    SampleCopy model = copy();
    Map<String, String> earlier = model.results();
    model.replace(SIMULATION, "\"overwrite_output_dir\": true", "\"overwrite_output_dir\": false");

    SampleCopy.Answer answer = model.call("run", "--quiet");

    assertThat(answer.exitCode()).isEqualTo(ExitCode.RESULTS_NOT_WRITTEN.number());
    assertThat(answer.problems())
        .singleElement()
        .satisfies(line -> assertThat(line).contains("[output.exists]"));
    assertThat(model.results()).isEqualTo(earlier);
  }

  @Test
  void unreadableFilesAreNamed() throws IOException {
    SampleCopy model = copy();
    List<String> files =
        List.of(
            "network/input_nodes.h5", "components/morphologies/basket.swc",
            "components/mechanisms/modfiles/NaTraub.mod", "network/basket_basket_edge_types.csv");
    for (String file : files) {
      Files.setPosixFilePermissions(model.path(file), PosixFilePermissions.fromString("---------"));
    }
    assumeFalse(Files.isReadable(model.path(files.getFirst())), "this user may read everything");

    SampleCopy.Answer answer = model.call("check");

    assertThat(answer.exitCode()).isEqualTo(1);
    for (String file : files) {
      assertThat(answer.err()).contains(Path.of(file).getFileName() + ": error: ");
    }
  }

  /** Files that went through Windows editors mean the same. */
  @Test
  void windowsLineEndsAndByteOrderMarksChangeNothing() {
    SampleCopy model = copy();
    for (String file :
        List.of(
            SIMULATION,
            CIRCUIT,
            BASKET,
            "network/pyramidal_node_types.csv",
            "network/basket_basket_edge_types.csv",
            "components/morphologies/basket.swc",
            "components/synaptic_models/gaba_basket.json",
            "components/mechanisms/modfiles/NaTraub.mod")) {
      model.write(file, "\ufeff" + model.read(file).replace("\n", "\r\n"));
    }
    Map<String, String> before = model.results();

    SampleCopy.Answer answer = model.call("run", "--quiet");

    assertThat(answer.exitCode()).isZero();
    assertThat(answer.err()).isEmpty();
    assertThat(model.results().get("membrane_potential.h5"))
        .isEqualTo(before.get("membrane_potential.h5"));
    assertThat(model.results().get("spikes.csv")).isEqualTo(before.get("spikes.csv"));
  }

  @Test
  void aShorterRunCutsReportsThatWouldLastLonger() {
    SampleCopy model = copy();
    model.replace(
        SIMULATION,
        "\"variable_name\": \"cai\",",
        "\"variable_name\": \"cai\", \"start_time\": 3.0, \"end_time\": 5.0,");

    SampleCopy.Answer answer = model.call("run", "--quiet", "--tstop", "2");

    assertThat(answer.exitCode()).as(answer.err()).isZero();
    assertThat(answer.err()).doesNotContain("error");
  }

  @Test
  void aFinishedRunNeedsNoRecovery() {
    SampleCopy model = copy();
    Map<String, String> earlier = model.results();

    SampleCopy.Answer answer = SampleCopy.callOn(model.path("output"), "recover");

    assertThat(answer.exitCode()).isEqualTo(1);
    assertThat(answer.problems())
        .singleElement()
        .satisfies(line -> assertThat(line).contains("[run.nothing-to-recover]"));
    assertThat(model.results()).isEqualTo(earlier);
  }

  @Test
  void jsonHasTheProblemsOfAFailedRun() {
    SampleCopy model = copy();
    model.replace(SIMULATION, "\"dt\": 0.1", "\"dt\": 0");

    SampleCopy.Answer answer = model.call("run", "--json");

    JsonNode json = JsonMapper.shared().readTree(answer.out());
    assertThat(json.path("exitCode").asInt()).isEqualTo(1);
    assertThat(json.path("problems").valueStream().map(p -> p.path("code").asString()))
        .contains("run.dt");
    assertThat(answer.err()).isEmpty();
  }

  @Test
  void jsonOfARunParsesAndEveryInputFileHasItsDigest() throws IOException {
    SampleCopy model = copy();

    SampleCopy.Answer answer = model.call("run", "--json", "--threads", "1");

    JsonNode json = JsonMapper.shared().readTree(answer.out());
    assertThat(json.path("exitCode").asInt()).isZero();
    assertThat(json.path("reachedMs").asDouble()).isEqualTo(5);
    JsonNode record =
        JsonMapper.shared()
            .readTree(Files.readString(model.path("output/run.json"), StandardCharsets.UTF_8));
    assertThat(record.path("threads").asInt()).isEqualTo(1);
    try (Stream<Path> all =
        Stream.of("network", "components", "inputs").flatMap(dir -> walk(model.path(dir)))) {
      List<String> expected =
          Stream.concat(all, Stream.of(model.path(SIMULATION), model.path(CIRCUIT)))
              .map(Path::toString)
              .sorted()
              .toList();
      assertThat(record.path("inputs").valueStream().map(f -> f.path("file").asString()).sorted())
          .containsExactlyElementsOf(expected);
      assertThat(record.path("inputs").valueStream().map(f -> f.path("sha256").asString()))
          .allMatch(digest -> digest.length() == 64);
    }
  }

  private static Stream<Path> walk(Path folder) {
    try {
      return Files.walk(folder).filter(Files::isRegularFile);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
