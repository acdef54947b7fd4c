package org.neurowright.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurowright.io.cell.BmtkFunctions;
import org.neurowright.io.lab.LabCells;
import org.neurowright.io.project.MechanismLibrary;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ProfileSegregateCommandTest {
  private static final String CELL = "../samples/single-cells/cells/four_channels.hoc";

  @TempDir Path temp;
  private final FakeServices services = new FakeServices();

  @BeforeEach
  void offerCells() {
    LabCells cells = new LabCells(new MechanismLibrary(Optional.empty()), BmtkFunctions.all());
    services.cells = cells::open;
  }

  @Test
  void saysWhatOverlaps() {
    assertThat(
            services.run("profile", "segregate", CELL, "--module", "spiking:-57.5..:labnat,labkdr"))
        .isZero();
    assertThat(services.out.toString())
        .containsPattern(
            "spiking +labnat.m +activation +-32.03 +7.41 +0.01\\d\\d  0 below -57.5 mV")
        .contains("inactivation is left as it is");
    assertThat(services.run("profile", "segregate", CELL, "--module", "x:-50..:nowhere"))
        .isNotZero();
    assertThat(services.err.toString()).contains("no mechanism nowhere");
  }

  /**
   * Spikes: NEURON 8.2.4 with the files that this writes, compiled by nrnivmodl, IClamp of 1000 ms
   * from 150 ms at soma(0.5), celsius 34, v_init -65 mV, dt 0.025 ms, threshold 0 mV.
   */
  @Test
  void buildsACellAndComparesIt() {
    services.run(
        "profile",
        "segregate",
        CELL,
        "--module",
        "passive:..-62.5:labh",
        "--module",
        "LTO:-67.5..:labkm",
        "--module",
        "spiking:-57.5..:labnat,labkdr",
        "--build",
        "--outfolder",
        temp.resolve("out").toString(),
        "--fmaxpa",
        "501",
        "--fincrement",
        "250",
        "--json");
    JsonNode json = JsonMapper.shared().readTree(services.out.toString());
    assertThat(json.get("spikes_after").toString()).isEqualTo("[0,195,281]");
    assertThat(json.get("spikes_before").toString()).isEqualTo("[0,196,282]");
    assertThat(json.get("mechanisms").get("labnat").asString()).isEqualTo("labnatseg");
    assertThat(json.get("gates").get(0).get("zero_above_mV").asDouble())
        .isCloseTo(-62.5, within(1e-9));
    assertThat(temp.resolve("out/segmented_template.hoc")).isNotEmptyFile();
  }
}
