package org.neurowright.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurowright.engine.description.ModelDescription;
import org.neurowright.engine.mechanism.MechanismKind;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.record.ResultSink;
import org.neurowright.engine.record.RunLayout;
import org.neurowright.engine.record.RunOutcome;
import org.neurowright.engine.record.SpikeBlock;
import org.neurowright.io.format.ReadResult;
import org.neurowright.plugins.host.ExtensionHost;
import org.neurowright.plugins.host.Extensions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CommandLineProgramTest {
  private static final Problem WRONG =
      Problem.error("run.dt", Location.of(Path.of("config.json"), "$.run.dt"), "dt is 0")
          .expected("a number above 0")
          .hint("Write for instance 0.1");
  private static final Problem UNITS =
      Problem.warning(
          "nmodl.unit-mismatch", Location.of("good.mod", 7, 3), "the units of g do not agree");
  private static final Problem ODD =
      Problem.warning(
          "run.unused", Location.of(Path.of("config.json"), 7), "key 'foo' is not used");

  private final FakeServices fake = new FakeServices();

  @TempDir private Path folder;

  @Test
  void runHandsItsOptionsToTheJobAndTellsTheOutcome() {
    int code =
        fake.run("run", "m.json", "--output-dir", "there", "--tstop", "50", "--threads", "3");

    assertThat(code).isZero();
    assertThat(fake.runs)
        .singleElement()
        .satisfies(options -> {
          assertThat(options.outputDir()).contains(Path.of("there"));
          assertThat(options.tstopMs()).hasValue(50);
          assertThat(options.threads()).isEqualTo(3);
        });
    assertThat(fake.out.toString())
        .contains("Ran small: 3000 ms in 1.5 s", "223 spikes", "Results: out", "  spikes.h5");
    assertThat(fake.err.toString()).isEmpty();
  }

  @Test
  void runTellsWhatTheExtensionsMeasured() {
    fake.extensions = ExtensionHost.discover(List.of());
    fake.job =
        (description, config, options, control, observers) -> {
          RunOutcome outcome = new RunOutcome(false, 500, 5000, 3, 1);
          for (ResultSink observer : observers) {
            observer.begin(layout(description));
            observer.spikes(
                new SpikeBlock(3, new int[3], new int[] {0, 0, 1}, new double[] {1, 2, 3}));
            observer.end(outcome);
          }
          return FakeServices.report(outcome, List.of());
        };

    assertThat(fake.run("run", "m.json")).isZero();
    assertThat(fake.out.toString()).contains("v1: spikes 3, active cells 2, mean rate 2 Hz");
  }

  @Test
  void runOfAModelWithErrorsRunsNothingAndListsThemAll() {
    fake.model = ReadResult.of(SmallModel.twoPopulations(), List.of(WRONG, ODD));

    int code = fake.run("run", "m.json");

    assertThat(code).isEqualTo(1);
    assertThat(fake.runs).isEmpty();
    assertThat(fake.err.toString().lines())
        .containsExactly(
            "config.json $.run.dt: error: dt is 0 (expected a number above 0) [run.dt]",
            "    Write for instance 0.1",
            "config.json:7: warning: key 'foo' is not used [run.unused]",
            "Nothing was run: 1 error, 1 warning");
  }

  @Test
  void runEndsWithOneWhenTheModelProvesWrongLater() {
    fake.job =
        (description, config, options, control, observers) -> {
          throw new ModelException(WRONG);
        };

    assertThat(fake.run("run", "m.json")).isEqualTo(1);
    assertThat(fake.err.toString()).contains("dt is 0", "Nothing was run");
  }

  @Test
  void runEndsWithThreeWhenTheDiskIsFull() {
    fake.job =
        (description, config, options, control, observers) -> {
          throw new UncheckedIOException(
              new FileSystemException("/out/v.h5", null, "No space left on device"));
        };

    assertThat(fake.run("run", "m.json")).isEqualTo(3);
    assertThat(fake.err.toString()).contains("No space left on device: /out/v.h5", "--output-dir");
  }

  @Test
  void runEndsWithFourAndOneLineOnAFaultOfTheProgram() {
    fake.job =
        (description, config, options, control, observers) -> {
          throw new IllegalStateException("index 7");
        };

    assertThat(fake.run("run", "m.json")).isEqualTo(4);
    assertThat(fake.err.toString())
        .contains("internal error: java.lang.IllegalStateException: index 7")
        .doesNotContain("\tat ");
  }

  @Test
  void runThatWasStoppedSaysHowFarItCame() {
    fake.job =
        (description, config, options, control, observers) ->
            FakeServices.report(new RunOutcome(true, 12.5, 125, 2, 0.1), List.of());

    assertThat(fake.run("run", "m.json")).isEqualTo(130);
    assertThat(fake.out.toString()).contains("Stopped small: 12.5 ms");
  }

  @Test
  void runQuietPrintsNothingButProblems() {
    fake.model = ReadResult.of(SmallModel.twoPopulations(), List.of(ODD));

    assertThat(fake.run("run", "m.json", "--quiet")).isZero();
    assertThat(fake.out.toString()).isEmpty();
    assertThat(fake.err.toString()).contains("key 'foo'");
  }

  @Test
  void runJsonIsOneObjectWithOutcomeAndProblems() {
    fake.model = ReadResult.of(SmallModel.twoPopulations(), List.of(ODD));

    assertThat(fake.run("run", "m.json", "--json")).isZero();

    JsonNode json = JsonMapper.shared().readTree(fake.out.toString());
    assertThat(json.get("spikes").asInt()).isEqualTo(223);
    assertThat(json.get("exitCode").asInt()).isZero();
    assertThat(json.get("problems").get(0).get("code").asString()).isEqualTo("run.unused");
    assertThat(json.get("problems").get(0).get("line").asInt()).isEqualTo(7);
    assertThat(fake.err.toString()).isEmpty();
  }

  @Test
  void aFrequentProblemIsCountedInsteadOfListed() {
    List<Problem> many = new ArrayList<>(Collections.nCopies(1023, ODD));
    many.add(WRONG);
    fake.model = ReadResult.failed(many);

    fake.run("run", "m.json");

    assertThat(fake.err.toString().lines().filter(l -> l.contains("key 'foo'"))).hasSize(20);
    assertThat(fake.err.toString())
        .contains("... and 1,003 more [run.unused]", "dt is 0", "1 error, 1,023 warnings");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "run",
        "run m.json --tstop 0",
        "run m.json --tstop -3",
        "run m.json --tstop NaN",
        "run m.json --threads -1",
        "run m.json --threads two",
        "run m.json --quiet --progress",
        "run m.json --mechanisms not/there",
        "nmodl",
        "nmodl not/there.mod",
        "spikes",
        "spikes compare a.h5",
        "spikes compare not/there.h5 not/here.h5",
        "open not/there"
      })
  void aWrongCommandLineEndsWithTwoAndSaysWhereToRead(String line) {
    int code = fake.run(line.isEmpty() ? new String[0] : line.split(" "));

    assertThat(code).isEqualTo(2);
    assertThat(fake.err.toString()).contains("See: neurowright");
    assertThat(fake.runs).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "run --help",
        "help check",
        "info --help",
        "spikes compare --help",
        "nmodl -h"
      })
  void everyCommandExplainsItselfWithAnExample(String line) {
    assertThat(fake.run(line.split(" "))).isZero();
    assertThat(fake.out.toString()).contains("Usage: neurowright", "Example");
  }

  @Test
  void checkListsProblemsOfReadingAndOfBuilding() {
    fake.model = ReadResult.of(SmallModel.twoPopulations(), List.of(ODD));
    fake.furtherProblems = List.of(WRONG);

    assertThat(fake.run("check", "m.json")).isEqualTo(1);
    assertThat(fake.err.toString()).contains("key 'foo'", "dt is 0");
    assertThat(fake.out.toString()).contains("m.json: 1 error, 1 warning");
  }

  @Test
  void checkOfASoundModelEndsWithZero() {
    assertThat(fake.run("check", "m.json")).isZero();
    assertThat(fake.out.toString()).isEqualToIgnoringNewLines("m.json: no problems");
  }

  @Test
  void mechanismFoldersReachTheReader() throws IOException {
    Path a = Files.createDirectory(folder.resolve("a"));
    Path b = Files.createDirectory(folder.resolve("b"));

    fake.run("check", "m.json", "--mechanisms", a.toString(), "--mechanisms", b.toString());

    assertThat(fake.mechanismDirs).containsExactly(a, b);
  }

  @Test
  void infoTellsPopulationsEdgesAndCost() {
    assertThat(fake.run("info", folder.toString())).isZero();

    assertThat(fake.out.toString())
        .contains("likeliest.json", "1 IntFire1, 2 biophysical", "4 virtual", "lgn_to_v1")
        .contains(
            "ball and stick", "36 synapses", "12 segments", "100 ms in 1,000 steps of 0.1 ms");
  }

  @Test
  void infoAsJsonHasTheCounts() {
    assertThat(fake.run("info", "m.json", "--json")).isZero();

    JsonNode json = JsonMapper.shared().readTree(fake.out.toString());
    assertThat(json.get("nodes").get(0).get("kinds").get("biophysical").asInt()).isEqualTo(2);
    assertThat(json.get("edges").get(0).get("edges").asInt()).isEqualTo(SmallModel.EDGES);
    assertThat(json.get("synapses").asInt()).isEqualTo(36);
  }

  @Test
  void nmodlSaysWhatIsInAFileAndEndsWithOneWhenAnyIsWrong() throws IOException {
    Path good = Files.writeString(folder.resolve("good.mod"), "");
    Path bad = Files.writeString(folder.resolve("bad.mod"), "");
    MechanismType type =
        new MechanismType(
            "Ih",
            MechanismKind.DENSITY,
            "",
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            false,
            -1,
            java.util.Set.of(),
            () -> null);
    fake.mechanisms.put(
        good,
        new CheckedMechanism(
            good, Optional.of(type), Optional.of("class Ih {}"), List.of(), List.of(UNITS)));
    fake.mechanisms.put(
        bad,
        new CheckedMechanism(bad, Optional.empty(), Optional.empty(), List.of(WRONG), List.of()));

    assertThat(fake.run("nmodl", good.toString())).isZero();
    assertThat(fake.run("nmodl", good.toString(), bad.toString())).isEqualTo(1);
    assertThat(fake.out.toString())
        .contains("good.mod: Ih, density mechanism", "bad.mod: cannot be used, 1 error");
    Path player = Files.writeString(folder.resolve("vecevent.mod"), "");
    fake.mechanisms.put(
        player,
        new CheckedMechanism(player, Optional.empty(), Optional.empty(), List.of(), List.of()));
    assertThat(fake.run("nmodl", player.toString())).isZero();
    assertThat(fake.out.toString()).contains("vecevent.mod: done by the engine itself");
    assertThat(fake.run("nmodl", "--java", good.toString())).isZero();
    assertThat(fake.out.toString()).contains("class Ih {}");
  }

  @Test
  void nmodlCountsUnitWarningsAndListsThemWhenAsked() throws IOException {
    Path good = Files.writeString(folder.resolve("good.mod"), "");
    fake.mechanisms.put(
        good,
        new CheckedMechanism(good, Optional.empty(), Optional.empty(), List.of(), List.of(UNITS)));

    assertThat(fake.run("nmodl", good.toString())).isZero();
    assertThat(fake.out.toString()).contains("1 unit warning (--units lists them)");
    assertThat(fake.err.toString()).doesNotContain("units of g");
    assertThat(fake.run("nmodl", "--units", good.toString())).isZero();
    assertThat(fake.err.toString()).contains("good.mod:7:3: warning: the units of g");
  }

  @Test
  void spikesCompareEndsWithFiveOnlyWhenTheyDiffer() throws IOException {
    Path a = Files.writeString(folder.resolve("a.csv"), "");
    Path b = Files.writeString(folder.resolve("b.csv"), "");
    fake.spikes.put(a, spikes(Map.of("v1", 10.0, "v2", 5.0)));
    fake.spikes.put(b, spikes(Map.of("v1", 10.1, "v2", 5.0)));

    assertThat(fake.run("spikes", "compare", a.toString(), b.toString())).isEqualTo(5);
    assertThat(fake.out.toString())
        .contains("v1: differs in 1 cell", "first: node 3 at 10.0 ms", "v2: same, 1 spike");
    assertThat(fake.run("spikes", "compare", a.toString(), b.toString(), "--tolerance", "0.1"))
        .isZero();
    assertThat(fake.run("spikes", "compare", a.toString(), b.toString(), "--population", "v2"))
        .isZero();
  }

  @Test
  void spikesCompareNamesThePopulationsWhenTheAskedOneIsMissing() throws IOException {
    Path a = Files.writeString(folder.resolve("a.csv"), "");
    fake.spikes.put(a, spikes(Map.of("v1", 10.0)));

    assertThat(fake.run("spikes", "compare", a.toString(), a.toString(), "--population", "v7"))
        .isEqualTo(1);
    assertThat(fake.err.toString()).contains("v7", "one of v1");
  }

  @Test
  void spikesCompareOfAnUnreadableFileEndsWithOne() throws IOException {
    Path a = Files.writeString(folder.resolve("a.h5"), "");
    fake.spikes.put(a, ReadResult.failed(List.of(WRONG)));

    assertThat(fake.run("spikes", "compare", a.toString(), a.toString())).isEqualTo(1);
  }

  @Test
  void openStartsTheDesktop() {
    assertThat(fake.run("open")).isZero();
    assertThat(fake.opened).isEmpty();
    assertThat(fake.run("open", folder.toString())).isZero();
    assertThat(fake.opened).contains(folder);
  }

  @Test
  void openWithoutADisplayNamesTheOtherWay() {
    fake.desktopObstacle = Optional.of("There is no display.");

    assertThat(fake.run("open")).isEqualTo(2);
    assertThat(fake.opened).isNull();
    assertThat(fake.err.toString()).contains("no display", "neurowright run");
  }

  @Test
  void versionNamesProgramAndJava() {
    assertThat(fake.run("version")).isZero();
    assertThat(fake.out.toString())
        .containsPattern("Neurowright \\d+\\.\\d+\\.\\d+")
        .contains("Java ");
  }

  @Test
  void aSequenceRunsCommandsUntilOneFails() {
    assertThat(fake.run("sequence", "version", "then", "run", "m.json", "--quiet")).isZero();
    assertThat(fake.out.toString()).containsOnlyOnce("Java ");
    assertThat(fake.run("sequence", "version", "then", "nonsense", "then", "version")).isNotZero();
    assertThat(fake.out.toString().split("Java ", -1)).hasSize(3);
  }

  @Test
  void brokenExtensionsAreWarningsOfTheRun() {
    fake.extensions =
        new Extensions(
            List.of(), List.of(Problem.warning("extension.broken", Location.NOWHERE, "rotten")));

    assertThat(fake.run("run", "m.json")).isZero();
    assertThat(fake.err.toString()).contains("warning: rotten");
  }

  private static RunLayout layout(ModelDescription model) {
    return new RunLayout(
        model.name(),
        500,
        0.1,
        5000,
        List.of(new RunLayout.SpikingPopulation("v1", 0, new long[] {0, 1, 2})),
        List.of(),
        model.output());
  }

  private static ReadResult<List<SpikeTrains>> spikes(Map<String, Double> oneSpikeOfNodeThree) {
    return ReadResult.of(
        oneSpikeOfNodeThree.entrySet().stream()
            .map(e -> new SpikeTrains(e.getKey(), new long[] {3}, new double[] {e.getValue()}))
            .toList(),
        List.of());
  }
}
