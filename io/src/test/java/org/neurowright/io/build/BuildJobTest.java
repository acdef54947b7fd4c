package org.neurowright.io.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.task.RunControl;
import org.neurowright.io.project.ProjectReader;

/** Folders from documents. */
class BuildJobTest {
  @TempDir private Path folder;

  private static BuildJob.Prepared prepare(Path file) {
    return BuildJob.prepare(file, OptionalLong.empty(), RunControl.none());
  }

  @ParameterizedTest
  @EnumSource(Scaffold.Template.class)
  void templatesBuild(Scaffold.Template template) throws IOException {
    Path model = folder.resolve("m");
    Scaffold.create(model, template);
    BuildJob.Prepared prepared = prepare(model);
    assertThat(prepared.problems()).isEmpty();
    BuildJob.Written written = BuildJob.write(prepared, model, 2, RunControl.none()).orElseThrow();
    assertThat(written.problems()).isEmpty();
    assertThat(written.files()).allMatch(Files::isRegularFile);
    assertThatThrownBy(() -> Scaffold.create(model, template))
        .isInstanceOf(FileAlreadyExistsException.class);
    if (template == Scaffold.Template.TWO_POPULATIONS) {
      assertThat(
              new ProjectReader()
                  .read(model, List.of()).problems().stream().filter(Problem::isError))
          .isEmpty();
    }
  }

  /** The same bytes on 1, 2 and 3 threads; others with another seed. */
  @Test
  void filesDoNotDependOnThreads() throws IOException {
    Path model = folder.resolve("m");
    Scaffold.create(model, Scaffold.Template.TWO_POPULATIONS);
    List<TreeMap<String, String>> contents = new ArrayList<>();
    for (int threads = 1; threads <= 3; threads++) {
      contents.add(contents(write(model, OptionalLong.empty(), threads)));
    }
    assertThat(contents.get(0)).hasSize(9).isEqualTo(contents.get(1)).isEqualTo(contents.get(2));
    assertThat(contents(write(model, OptionalLong.of(99), 1)).get("network/cortex_cortex_edges.h5"))
        .isNotEqualTo(contents.get(0).get("network/cortex_cortex_edges.h5"));
  }

  private Path write(Path model, OptionalLong seed, int threads) throws IOException {
    Path out = folder.resolve("out" + threads + seed);
    BuildJob.write(
            BuildJob.prepare(model, seed, RunControl.none()), out, threads, RunControl.none())
        .orElseThrow();
    return out;
  }

  private static TreeMap<String, String> contents(Path folder) throws IOException {
    TreeMap<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file :
          files
              .filter(f -> !f.toString().endsWith(".json"))
              .filter(Files::isRegularFile)
              .toList()) {
        contents.put(
            folder.relativize(file).toString().replace('\\', '/'),
            java.util.HexFormat.of().formatHex(Files.readAllBytes(file)));
      }
    }
    return contents;
  }

  @Test
  void stoppingLeavesOlderFiles() throws IOException {
    Path model = folder.resolve("m");
    Scaffold.create(model, Scaffold.Template.TWO_POPULATIONS);
    BuildJob.Prepared prepared = prepare(model);
    Path nodes = model.resolve("network/cortex_nodes.h5");
    Files.writeString(nodes, "old");
    assertThat(BuildJob.write(prepared, model, 1, () -> true)).isEmpty();
    assertThat(Files.readString(nodes)).isEqualTo("old");
  }

  @Test
  void problemsHaveLines() throws IOException {
    Path file = folder.resolve("model.json");
    Files.writeString(
        file,
        """
        {
          "neurowright_model": 1,
          "name": "m",
          "networks": [{"name": "n", "populations": [{"name": "p", "count": 3, "columns": {
            "a": {"expression": "1 + indx"}}}]}],
          "connections": [
            {"name": "c", "source": "n", "target": "n",
             "rule": {"kind": "probability",
                      "probability": "0.1 *"}},
            {"name": "d", "source": {"network": "n", "where": "pop_name == 'q'"}, "target": "n",
             "rule": {"kind": "all"}}
          ]
        }
        """);
    BuildJob.Prepared prepared = prepare(folder);
    assertThat(prepared.hasErrors()).isTrue();
    assertThat(prepared.problems())
        .extracting(p -> p.location().line() + " " + p.location().element())
        .containsExactlyInAnyOrder(
            "5 $.networks[0].populations[0].columns.a",
            "9 $.connections[0].rule.probability",
            "10 $.connections[1].source");
    assertThat(prepared.problems()).allMatch(p -> p.location().path().equals(file.toString()));
  }

  @Test
  void configurationsThatExistStayAndTheirGapsAreTold() throws IOException {
    Path model = folder.resolve("m");
    Scaffold.create(model, Scaffold.Template.TWO_POPULATIONS);
    Path circuit = model.resolve("circuit_config.json");
    Files.writeString(circuit, "{}");
    BuildJob.Written written =
        BuildJob.write(prepare(model), model, 1, RunControl.none()).orElseThrow();
    assertThat(Files.readString(circuit)).isEqualTo("{}");
    assertThat(written.problems())
        .singleElement()
        .satisfies(p -> assertThat(p.message()).contains("cortex_nodes.h5"));
  }
}
