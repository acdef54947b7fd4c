package org.neurowright.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands {@code new} and {@code build}. */
class BuildCommandTest {
  @TempDir private Path folder;
  private final FakeServices services = new FakeServices();

  @Test
  void newFoldersBuild() {
    String model = folder.resolve("m").toString();
    assertThat(services.run("new", model, "--template", "two-populations")).isZero();
    assertThat(services.run("build", model, "--dry-run")).isZero();
    assertThat(services.out.toString()).contains("exc to all", "1,960", "about 1,000 spikes");
    assertThat(folder.resolve("m/network/cortex_nodes.h5")).doesNotExist();
    assertThat(services.run("build", model, "--quiet")).isZero();
    assertThat(folder.resolve("m/network/cortex_nodes.h5")).isRegularFile();
    assertThat(folder.resolve("m/circuit_config.json")).isRegularFile();
    assertThat(services.run("new", model)).isEqualTo(ExitCode.MODEL_PROBLEMS.number());
  }

  @Test
  void problemsAreToldWithLinesAndNothingIsBuilt() throws IOException {
    Path file = folder.resolve("model.json");
    Files.writeString(
        file,
        """
        {"neurowright_model": 1, "name": "m",
         "networks": [{"name": "n", "populations": [{"name": "p", "count": 3}]}],
         "connections": [{"name": "c", "source": "n", "target": "n",
           "rule": {"kind": "probability", "probability": "dits"}}]}
        """);
    assertThat(services.run("build", folder.toString())).isEqualTo(1);
    assertThat(services.err.toString()).contains("model.json:4", "Nothing was built: 1 error");
    assertThat(folder.resolve("network")).doesNotExist();
    assertThat(services.run("build", folder.resolve("none").toString())).isEqualTo(2);
    assertThat(services.run("new", folder.resolve("x").toString(), "--template", "emty"))
        .isEqualTo(2);
  }
}
