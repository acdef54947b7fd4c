package org.neurowright.io.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.task.RunControl;
import org.neurowright.io.build.Scaffold;
import org.neurowright.io.network.NetworkDiff;
import org.neurowright.io.network.NetworkFiles;
import org.neurowright.io.project.ProjectReader;

/** Exported folders stand by themselves; what BMTK does not understand is told with its place. */
class BmtkExportTest {
  @TempDir private Path folder;
  private Path model;
  private Path out;

  @BeforeEach
  void begin() throws IOException {
    model = folder.resolve("model");
    out = folder.resolve("out");
    Scaffold.create(model, Scaffold.Template.TWO_POPULATIONS);
  }

  private BmtkExport.Exported export(Path from, Path to, boolean force) throws IOException {
    return BmtkExport.export(from, to, force, 1, RunControl.none());
  }

  private List<String> files(Path of) throws IOException {
    try (Stream<Path> files = Files.walk(of)) {
      return files
          .filter(Files::isRegularFile)
          .map(f -> of.relativize(f).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }

  @Test
  void aDocumentBecomesAFolderOfItsOwn() throws IOException {
    BmtkExport.Exported exported = export(model, out, false);
    assertThat(exported.problems()).isEmpty();
    assertThat(exported.isRefused()).isFalse();
    assertThat(files(out))
        .contains(
            "circuit_config.json",
            "simulation_config.json",
            "run_bionet.py",
            "components/biophysical_neuron_models/cell.json",
            "components/mechanisms/modfiles/vecevent.mod",
            "network/cortex_cortex_edges.h5")
        .anyMatch(f -> f.startsWith("inputs/") && f.endsWith("_spikes.h5"))
        .hasSize(exported.files().size());
    // It opens where it is when the model is gone, and nothing in it leads elsewhere.
    Files.move(model, folder.resolve("gone"));
    assertThat(Files.readString(out.resolve("circuit_config.json"))).doesNotContain("..");
    assertThat(
            new ProjectReader().read(out, List.of()).problems().stream().filter(Problem::isError))
        .isEmpty();
    // An exported folder exports to the same again.
    Path again = folder.resolve("again");
    assertThat(export(out, again, false).problems()).isEmpty();
    assertThat(files(again)).isEqualTo(files(out));
    for (String config : List.of("circuit_config.json", "simulation_config.json")) {
      assertThat(again.resolve(config)).hasSameTextualContentAs(out.resolve(config));
    }
    try (NetworkFiles.Network a = NetworkFiles.read(out).orThrow();
        NetworkFiles.Network b = NetworkFiles.read(again).orThrow()) {
      assertThat(NetworkDiff.of(a, b).same()).isTrue();
    }
  }

  @Test
  void everythingThatBmtkDoesNotUnderstandIsToldAndRefused() throws IOException {
    assertThat(export(model, out, false).isRefused()).isFalse();
    Path types = out.resolve("network/cortex_node_types.csv");
    Files.writeString(types, Files.readString(types).replace("aibs_perisomatic", "my_processing"));
    Path edges = out.resolve("network/cortex_cortex_edge_types.csv");
    Files.writeString(edges, Files.readString(edges).replace("exp2syn", "tmgsyn"));
    Path config = out.resolve("simulation_config.json");
    Files.writeString(
        config,
        Files.readString(config)
            .replace("\"nsteps_block\"", "\"nsteps_blocks\"")
            .replace("\"module\": \"sonata\"", "\"module\": \"sonatas\"")
            .replace("\"node_sets\": {", "\"node_sets\": {\"both\": [\"a\", \"b\"],")
            .replace("\"spikes_file", "\"spikes_files"));
    Path refused = folder.resolve("refused");
    BmtkExport.Exported exported = export(out, refused, false);
    assertThat(exported.isRefused()).isTrue();
    assertThat(refused).doesNotExist();
    assertThat(exported.problems())
        .extracting(Problem::code)
        .contains(
            "export.unknown-key",
            "export.missing-key",
            "export.input-module",
            "export.node-set",
            "export.unknown-function");
    assertThat(exported.problems())
        .filteredOn(p -> p.code().equals("export.unknown-function"))
        .allSatisfy(p -> assertThat(p.location().line()).isPositive())
        .extracting(Problem::message)
        .anyMatch(m -> m.contains("my_processing"))
        .anyMatch(m -> m.contains("tmgsyn"));
    BmtkExport.Exported forced = export(out, refused, true);
    assertThat(forced.isRefused()).isFalse();
    assertThat(forced.problems()).isEqualTo(exported.problems());
    assertThat(refused.resolve("run_bionet.py")).isRegularFile();
  }

  @Test
  void foldersWithSomethingInThemAndMissingFilesAreRefused() throws IOException {
    Files.createDirectories(out);
    Files.writeString(out.resolve("mine.txt"), "mine");
    assertThat(export(model, out, true).problems())
        .extracting(Problem::code)
        .containsExactly("export.not-empty");
    assertThat(files(out)).containsExactly("mine.txt");
    Path first = folder.resolve("first");
    export(model, first, false);
    Files.delete(first.resolve("network/cortex_nodes.h5"));
    Path second = folder.resolve("second");
    assertThat(export(first, second, true).isRefused()).isTrue();
    assertThat(second).doesNotExist();
  }
}
