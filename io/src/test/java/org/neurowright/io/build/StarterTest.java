package org.neurowright.io.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurowright.engine.task.RunControl;

/** Cells to begin with, and the conditions they were made for. */
class StarterTest {
  private static final String DOCUMENT =
      """
      {
        "neurowright_model": 1,
        "name": "starter",
        "networks": [{
          "name": "net",
          "populations": [{
            "name": "cells",
            "count": 2,
            "columns": {
              "model_type": "biophysical",
              "model_template": "ctdb:Biophys1.hoc",
              "dynamics_params": "cell.json",
              "morphology": "cell.swc"
            }
          }]
        }]
      }
      """;

  @TempDir Path folder;

  @Test
  void onlyNamedAndMissingComponentsAreWritten() throws IOException {
    assertThat(Scaffold.addComponents(folder, DOCUMENT))
        .containsExactlyInAnyOrder(
            folder.resolve("components/biophysical_neuron_models/cell.json"),
            folder.resolve("components/morphologies/cell.swc"));
    Path cell = folder.resolve("components/morphologies/cell.swc");
    Files.writeString(cell, "my own");
    assertThat(Scaffold.addComponents(folder, DOCUMENT)).isEmpty();
    assertThat(cell).hasContent("my own");
  }

  @Test
  void aNewConfigurationHasTheConditionsOfTheCells() throws IOException {
    assertThat(built(DOCUMENT)).contains("\"celsius\": 6.3", "\"v_init\": -65.0");
  }

  @Test
  void withoutAnyTheUsualConditionsAreWritten() throws IOException {
    assertThat(built(DOCUMENT.replace("\"cell.json\"", "\"other.json\"")))
        .contains("\"celsius\": 34.0", "\"v_init\": -80.0");
  }

  private String built(String document) throws IOException {
    Scaffold.addComponents(folder, document);
    Path file = Files.writeString(folder.resolve(BuildJob.DOCUMENT), document);
    BuildJob.Prepared prepared = BuildJob.prepare(file, OptionalLong.empty(), RunControl.none());
    BuildJob.write(prepared, folder, 1, RunControl.none());
    return Files.readString(folder.resolve("simulation_config.json"));
  }
}
