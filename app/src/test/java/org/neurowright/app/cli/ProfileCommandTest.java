package org.neurowright.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.io.cell.BmtkFunctions;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.lab.LabCell;
import org.neurowright.io.lab.LabCells;
import org.neurowright.io.lab.LabRequest;
import org.neurowright.io.project.MechanismLibrary;
import org.neurowright.io.tuned.ParameterSets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ProfileCommandTest {
  private static LabCell ball;

  @TempDir Path temp;
  private final FakeServices services = new FakeServices();
  private LabRequest asked;

  @BeforeAll
  static void makeACell() {
    ball =
        new LabCells(new MechanismLibrary(Optional.empty()), BmtkFunctions.all())
            .ballAndStick(20, 0, 0);
  }

  @BeforeEach
  void offerTheCell() {
    services.cells =
        request -> {
          asked = request;
          return ReadResult.of(ball, List.of());
        };
  }

  private JsonNode json() {
    return JsonMapper.shared().readTree(services.out.toString());
  }

  @Test
  void passiveSaysWhatBmtoolSays() {
    assertThat(
            services.run(
                "profile", "passive", "cell.hoc", "--inj-amp", "-10", "--inj-delay", "300"))
        .isZero();
    assertThat(services.out.toString())
        .contains("Injection location: soma[0](0.5)")
        .contains("Recording: soma[0](0.5)._ref_v")
        .contains("V Rest: -70.00 (mV)")
        .contains("Resistance: 795.77 (MOhms)")
        .contains("Membrane time constant: 10.02 (ms)")
        .contains("V_rest Calculation: Voltage taken at time 300.0 (ms) is")
        .contains("(-77.96 - (-70.00)) / (-0.01 - 0)")
        .contains("7.96 (mV) / 0.01 (nA) = 795.77 (MOhms)");
    assertThat(asked.cell()).isEqualTo(Path.of("cell.hoc"));
  }

  @Test
  void passiveAsJson() {
    services.run("profile", "passive", "cell.hoc", "--inj-amp", "-10", "--method", "exp", "--json");
    assertThat(json().get("v_rest_mV").asDouble()).isCloseTo(-70, within(1e-9));
    assertThat(json().get("r_in_MOhm").asDouble()).isCloseTo(795.7747, within(1e-3));
    assertThat(json().get("tau_ms").asDouble()).isCloseTo(10.0125, within(1e-3));
    assertThat(json().get("sag").asDouble()).isCloseTo(0, within(1e-9));
    assertThat(json().get("settings").get("inj_amp_pA").asDouble()).isEqualTo(-10);
    assertThat(json().get("settings").get("dt_ms").asDouble()).isEqualTo(.025);
  }

  /** A ball with pas: R = 1/(g A), so half the conductance gives twice the resistance. */
  @Test
  void searchFindsAParameterAndWritesTheBest() throws Exception {
    Path targets =
        Files.writeString(
            temp.resolve("search.json"),
            """
            {"neurowright_search": 1,
             "targets": [{"feature": "r_in", "stimulus":
               {"kind": "pulse", "amp_pA": -10, "delay_ms": 10, "dur_ms": 200},
               "target": 1591.55, "tolerance": 15}],
             "parameters": [{"name": "soma.g_pas", "lower": 2e-5, "upper": 2e-4}],
             "settings": {"rounds": 9, "per_round": 20}}
            """);
    Path sets = temp.resolve("best.json");
    assertThat(
            services.run(
                "profile",
                "search",
                "cell.hoc",
                "--targets",
                targets.toString(),
                "--best",
                "2",
                "--save-sets",
                sets.toString(),
                "--json"))
        .isZero();
    assertThat(json().get("met").asBoolean()).isTrue();
    JsonNode best = json().get("best").get(0);
    assertThat(best.get("parameters").get("soma.g_pas").asDouble()).isCloseTo(5e-5, within(1e-6));
    assertThat(json().get("best").size()).isEqualTo(2);
    assertThat(ParameterSets.read(sets).orThrow().sets().getFirst().values())
        .containsEntry("soma.g_pas", best.get("parameters").get("soma.g_pas").asDouble());

    Files.writeString(targets, "{\"neurowright_search\": 1, \"targets\": 3, \"parameters\": 4}");
    services.out.getBuffer().setLength(0);
    assertThat(
            services.run(
                "profile", "search", "cell.hoc", "--targets", targets.toString(), "--json"))
        .isEqualTo(1);
    assertThat(json().get("problems").size()).isEqualTo(2);
  }

  @Test
  void theOthersAsJson() {
    services.run("profile", "clamp", "cell.hoc", "--inj-amp", "10", "--json");
    assertThat(json().get("spikes").asInt()).isZero();
    assertThat(json().get("t_ms").size()).isEqualTo(json().get("v_mV").size()).isEqualTo(44001);
    services.out.getBuffer().setLength(0);
    services.run(
        "profile",
        "fi",
        "cell.hoc",
        "--i-stop",
        "50",
        "--i-increment",
        "20",
        "--tdur",
        "100",
        "--json");
    assertThat(json().get("amps_nA").size()).isEqualTo(3);
    assertThat(json().get("spikes").get(2).asInt()).isZero();
    services.out.getBuffer().setLength(0);
    services.run(
        "profile",
        "zap",
        "cell.hoc",
        "--inj-amp",
        "10",
        "--inj-dur",
        "2000",
        "--tstop",
        "2200",
        "--json");
    assertThat(json().get("freq_Hz").size()).isEqualTo(json().get("impedance_MOhm").size());
    assertThat(json().get("resonance_Hz").asDouble()).isBetween(0.0, 15.0);
    services.out.getBuffer().setLength(0);
    services.run("profile", "synapse", "cell.hoc", "--tstop", "300", "--json");
    assertThat(json().get("input_ms").size()).isEqualTo(5);
    services.out.getBuffer().setLength(0);
    services.run("profile", "features", "cell.hoc", "--inj-amp", "-10", "--json");
    assertThat(json().get("features").get("voltage_base").get(0).asDouble())
        .isCloseTo(-70, within(1e-9));
  }

  @Test
  void changesParameters() {
    services.run(
        "profile",
        "passive",
        "cell.hoc",
        "--inj-amp",
        "-10",
        "--set",
        "soma.g_pas=2e-4",
        "--set",
        "all.cm=4",
        "--json");
    assertThat(json().get("r_in_MOhm").asDouble()).isCloseTo(795.7747 / 2, within(1e-3));
    assertThat(json().get("tau_ms").asDouble()).isCloseTo(20, within(.05));
  }

  @Test
  void drawsAndWrites() throws Exception {
    Path png = temp.resolve("a.png");
    Path svg = temp.resolve("a.svg");
    Path csv = temp.resolve("a.csv");
    services.run(
        "profile", "fi", "cell.hoc", "--i-stop", "250", "--tdur", "50", "--plot", png.toString());
    assertThat(ImageIO.read(png.toFile()).getWidth()).isEqualTo(1800);
    services.run(
        "profile",
        "passive",
        "cell.hoc",
        "--method",
        "exp",
        "--plot",
        svg.toString(),
        "--csv",
        csv.toString());
    assertThat(Files.readString(svg))
        .contains("Passive Cell Current Injection")
        .contains("single exponential fit");
    assertThat(Files.readAllLines(csv).getFirst()).isEqualTo("t_ms,v_mV");
    assertThat(Files.readAllLines(csv)).hasSize(48002);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "profile",
        "profile passive",
        "profile passive cell.hoc --method cubic",
        "profile passive cell.hoc --plot figure.doc",
        "profile passive cell.hoc --set g_pas",
        "profile passive cell.hoc --set axon.g_pas=1",
        "profile synapse cell.hoc --single --pair 10"
      })
  void refusesWrongWords(String words) {
    assertThat(services.run(words.split(" "))).isEqualTo(ExitCode.USAGE.number());
    assertThat(services.err.toString()).contains("neurowright: ");
  }

  @Test
  void saysWhyThereIsNoResult() {
    assertThat(services.run("profile", "clamp", "cell.hoc", "--inj-sec", "axon"))
        .isEqualTo(ExitCode.MODEL_PROBLEMS.number());
    assertThat(services.err.toString()).contains("[lab.no-section]");
    services.cells =
        request ->
            ReadResult.failed(
                List.of(
                    Problem.error("lab.no-file", Location.of(request.cell()), "There is none")));
    assertThat(services.run("profile", "clamp", "cell.hoc", "--json"))
        .isEqualTo(ExitCode.MODEL_PROBLEMS.number());
    assertThat(json().get("problems").get(0).get("code").asString()).isEqualTo("lab.no-file");
  }
}
