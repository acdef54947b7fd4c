package org.neurowright.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurowright.engine.description.NodeType;
import org.neurowright.engine.network.NodeColumn;
import org.neurowright.engine.network.NodeTable;
import org.neurowright.io.network.NodesFileWriter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DiffCommandTest {
  private final FakeServices fake = new FakeServices();

  @TempDir private Path folder;

  private Path network(String name, double... tuning) throws IOException {
    Path network = Files.createDirectory(folder.resolve(name));
    NodesFileWriter.write(
        new NodeTable(
            "cells",
            new long[] {0, 1},
            new int[2],
            List.of(new NodeType(100, Map.of())),
            Map.of("tuning", new NodeColumn.Reals(tuning))),
        network);
    return network;
  }

  @Test
  void equalNetworksAreSaidToBe() throws IOException {
    int code = fake.run("diff", network("a", 1, 2).toString(), network("b", 1, 2).toString());

    assertThat(code).isZero();
    assertThat(fake.out.toString()).contains("nodes cells: same, 2");
  }

  @Test
  void differencesHaveAnExitCodeOfTheirOwn() throws IOException {
    int code =
        fake.run("diff", "--json", network("a", 1, 2).toString(), network("b", 1, 3).toString());

    assertThat(code).isEqualTo(ExitCode.DIFFERENT.number());
    JsonNode json = JsonMapper.shared().readTree(fake.out.toString());
    assertThat(json.get("same").asBoolean()).isFalse();
    assertThat(json.get("nodes").get(0).get("columns").get("tuning").asInt()).isEqualTo(1);
  }

  @Test
  void folderWithoutNetworksIsAProblem() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));

    assertThat(fake.run("diff", empty.toString(), network("b", 1, 3).toString()))
        .isEqualTo(ExitCode.MODEL_PROBLEMS.number());
    assertThat(fake.err.toString()).contains("has no nodes file");
    assertThat(fake.run("diff", "nowhere", "nowhere")).isEqualTo(ExitCode.USAGE.number());
  }
}
