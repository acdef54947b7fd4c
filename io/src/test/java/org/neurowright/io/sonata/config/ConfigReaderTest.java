package org.neurowright.io.sonata.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurowright.engine.problem.NearestName;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;
import org.neurowright.engine.problem.Severity;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.json.JsonValue.JsonNumber;
import org.neurowright.io.json.JsonValue.JsonObject;
import org.neurowright.io.json.JsonValue.JsonText;

class ConfigReaderTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2024-05-06T07:08:09Z"), ZoneOffset.UTC);

  @TempDir Path temp;
  private Path dir;

  @BeforeEach
  void realPath() throws Exception {
    dir = temp.toRealPath();
  }

  @Test
  void variablesMayReferToEachOtherInAnyOrder() throws Exception {
    Config config =
        clean(
            """
            {"manifest": {"$C": "${B}/c", "$B": "$A/b", "A": "${configdir}"},
             "output": {"output_dir": "$C"}}
            """);
    assertThat(text(config, "output", "output_dir")).isEqualTo(dir + "/b/c");
  }

  @Test
  void theLongestNameCounts() throws Exception {
    Config config =
        clean(
            "{\"manifest\": {\"$A\": \"one\", \"$AB\": \"two\"}, \"output\": {\"output_dir\": \"$A-$AB-${A}B\"}}");
    assertThat(text(config, "output", "output_dir")).isEqualTo("one-two-oneB");
  }

  @Test
  void aTextThatIsOneVariableTakesItsTypedValue() throws Exception {
    Config config =
        clean(
            "{\"manifest\": {\"$STEP\": 0.1}, \"run\": {\"dt\": \"${STEP}\", \"x\": \"dt $STEP\"}}",
            "config.unknown-key");
    JsonObject run = (JsonObject) config.get("run").orElseThrow();
    assertThat(run.get("dt").orElseThrow())
        .isInstanceOfSatisfying(JsonNumber.class, n -> assertThat(n.value()).isEqualTo(0.1));
    assertThat(text(config, "run", "x")).isEqualTo("dt 0.1");
  }

  @Test
  void builtInVariablesAreKnown() throws Exception {
    Config config =
        clean("{\"output\": {\"a\": \"$workingdir|${configfname}|$date|$time|$datetime\"}}");
    assertThat(text(config, "output", "a"))
        .isEqualTo(dir + "|" + dir + "/config.json|2024-05-06|07-08-09|2024-05-06_07-08-09");
  }

  @Test
  void aManifestEntryHidesABuiltInVariableAlsoFromEntriesBeforeIt() throws Exception {
    Config config =
        clean(
            "{\"manifest\": {\"$X\": \"$configdir/x\", \"$configdir\": \"own\"}, \"output\": {\"a\": \"$X\"}}");
    assertThat(text(config, "output", "a")).isEqualTo("own/x");
  }

  @Test
  void cyclesAndUnknownVariablesOfTheManifestAreErrors() throws Exception {
    ReadResult<Config> result =
        read(
            "{\n\"manifest\": {\n\"$A\": \"$B\",\n\"$B\": \"$A\",\n\"$C\": \"$BASEDIR/x\",\n\"$BASE_DIR\": \".\"}}");
    assertThat(result.problems().stream().filter(Problem::isError))
        .extracting(Problem::code)
        .containsExactlyInAnyOrder(
            "config.manifest-cycle", "config.manifest-cycle", "config.unknown-variable");
    assertThat(result.problems())
        .filteredOn(p -> p.code().equals("config.unknown-variable"))
        .singleElement()
        .satisfies(p -> {
          assertThat(p.location().line()).isEqualTo(5);
          assertThat(p.hint()).contains("BASE_DIR");
        });
  }

  @Test
  void unknownVariablesElsewhereStayAsTextWithAWarning() throws Exception {
    ReadResult<Config> result = read("{\"output\": {\"output_dir\": \"$OUT/x\"}}");
    assertThat(text(result.orThrow(), "output", "output_dir")).isEqualTo("$OUT/x");
    assertThat(result.problems())
        .singleElement()
        .satisfies(p -> {
          assertThat(p.code()).isEqualTo("config.unknown-variable");
          assertThat(p.severity()).isEqualTo(Severity.WARNING);
        });
  }

  @Test
  void childrenReplaceWholeSectionsNetworkFirst() throws Exception {
    Files.writeString(
        dir.resolve("circuit.json"),
        "{\"manifest\": {\"$D\": \"net\"}, \"components\": {\"a\": \"$D\"}, \"run\": {\"tstop\": 1}}");
    Files.writeString(
        dir.resolve("sim.json"), "{\"run\": {\"tstop\": 2}, \"output\": {\"output_dir\": \"$D\"}}");
    ReadResult<Config> result =
        read(
            "{\"manifest\": {\"$D\": \"top\"}, \"run\": {\"tstop\": 0, \"dt\": 0.1},"
                + "\"network\": \"circuit.json\", \"simulation\": \"${configdir}/sim.json\"}");
    Config config = result.orThrow();
    JsonObject run = (JsonObject) config.get("run").orElseThrow();
    assertThat(run.members()).containsOnlyKeys("tstop");
    assertThat(((JsonNumber) run.get("tstop").orElseThrow()).value()).isEqualTo(2);
    assertThat(text(config, "components", "a"))
        .as("each file has its own manifest")
        .isEqualTo("net");
    assertThat(text(config, "output", "output_dir")).isEqualTo("$D");
    assertThat(run.where().path()).endsWith("sim.json");
  }

  @Test
  void missingChildrenAndCyclesAreErrors() throws Exception {
    Files.createDirectory(dir.resolve("conf"));
    Files.writeString(dir.resolve("conf/circuit_config.json"), "{}");
    assertThat(read("{\"network\": \"conf/circuit_confg.json\"}").problems())
        .singleElement()
        .satisfies(p -> {
          assertThat(p.code()).isEqualTo("config.missing-file");
          assertThat(p.hint()).contains("there is \"circuit_config.json\"");
        });
    assertThat(read("{\"network\": \"config.json\"}").problems())
        .extracting(Problem::code)
        .containsExactly("config.child-cycle");
  }

  @Test
  void unknownKeysNameTheNearestKnownOne() throws Exception {
    assertThat(read("{\n\"rnu\": {},\n\"_comment\": 1}").problems())
        .singleElement()
        .satisfies(p -> {
          assertThat(p.code()).isEqualTo("config.unknown-key");
          assertThat(p.severity()).isEqualTo(Severity.INFO);
          assertThat(p.location().line()).isEqualTo(2);
          assertThat(p.hint()).contains("\"run\"");
        });
  }

  @Test
  void missingFilesNameTheVariableTheyComeFrom() throws Exception {
    Files.createDirectories(dir.resolve("network"));
    Config config =
        clean(
            "{\n\"manifest\": {\"$NET\": \"./netwrok\"},\n\"output\": {\"file\": \"$NET/v1_nodes.h5\"}}");
    Problems problems = new Problems();
    FileLookup lookup = new FileLookup(config, dir, problems);
    JsonText text =
        (JsonText) ((JsonObject) config.get("output").orElseThrow()).get("file").orElseThrow();
    assertThat(lookup.file(text, "the nodes file")).isEmpty();
    assertThat(problems.toList())
        .singleElement()
        .satisfies(p -> {
          assertThat(p.message())
              .contains(dir + "/netwrok/v1_nodes.h5")
              .contains("$NET = \"./netwrok\" (line 2)");
          assertThat(p.hint()).contains("manifest").contains("there is \"network\"");
        });
  }

  @Test
  void pathsStartFromTheConfigurationAndElsewhereOnlyWithAWarning() throws Exception {
    Path other = Files.createDirectory(dir.resolve("other"));
    Files.writeString(other.resolve("only-there.h5"), "");
    Config config = clean("{\"output\": {\"file\": \"only-there.h5\"}}");
    Problems problems = new Problems();
    JsonText text =
        (JsonText) ((JsonObject) config.get("output").orElseThrow()).get("file").orElseThrow();
    assertThat(new FileLookup(config, other, problems).file(text, "the file"))
        .contains(other.resolve("only-there.h5"));
    assertThat(problems.toList())
        .extracting(Problem::code)
        .containsExactly("config.found-elsewhere");
    Files.writeString(dir.resolve("only-there.h5"), "");
    Problems none = new Problems();
    assertThat(new FileLookup(config, other, none).file(text, "the file"))
        .contains(dir.resolve("only-there.h5"));
    assertThat(none.toList()).isEmpty();
  }

  @Test
  void nearestNamesForgiveSwappedLettersAndCase() {
    List<String> names = List.of("tstop", "tstart", "dt");
    assertThat(NearestName.of("tstpo", names)).contains("tstop");
    assertThat(NearestName.of("DT", names)).contains("dt");
    assertThat(NearestName.of("celsius", names)).isEmpty();
    assertThat(NearestName.distance("abcd", "abdc")).isEqualTo(1);
    assertThat(NearestName.distance("", "abc")).isEqualTo(3);
  }

  private ReadResult<Config> read(String json) throws Exception {
    return ConfigReader.read(Files.writeString(dir.resolve("config.json"), json), CLOCK);
  }

  private Config clean(String json, String... codes) throws Exception {
    ReadResult<Config> result = read(json);
    assertThat(result.problems()).extracting(Problem::code).isSubsetOf(codes);
    return result.orThrow();
  }

  private static String text(Config config, String section, String key) {
    return ((JsonText) ((JsonObject) config.get(section).orElseThrow()).get(key).orElseThrow())
        .value();
  }
}
