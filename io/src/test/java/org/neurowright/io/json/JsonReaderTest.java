package org.neurowright.io.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.json.JsonValue.JsonArray;
import org.neurowright.io.json.JsonValue.JsonNumber;
import org.neurowright.io.json.JsonValue.JsonObject;
import org.neurowright.io.json.JsonValue.JsonText;

class JsonReaderTest {
  private static final Path FILE = Path.of("config.json");

  @Test
  void everyValueKnowsItsPlace() {
    JsonObject root = object("{\n  \"run\": {\n    \"dt\": 0.1,\n    \"list\": [1, \"a\"]\n  }\n}");
    JsonObject run = (JsonObject) root.get("run").orElseThrow();
    assertThat(run.get("dt").orElseThrow().where())
        .isEqualTo(new Location("config.json", 3, 11, "$.run.dt"));
    JsonArray list = (JsonArray) run.get("list").orElseThrow();
    assertThat(list.items().get(1).where())
        .isEqualTo(new Location("config.json", 4, 17, "$.run.list[1]"));
    assertThat(list.items().get(1))
        .isInstanceOfSatisfying(JsonText.class, t -> assertThat(t.value()).isEqualTo("a"));
  }

  @Test
  void readsPythonsNumbers() {
    JsonObject root =
        object("{\"nan\": NaN, \"inf\": -Infinity, \"big\": 9007199254740993, \"e\": 1e+20}");
    assertThat(number(root, "nan").value()).isNaN();
    assertThat(number(root, "inf").value()).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(number(root, "big").asLong()).isEqualTo(9007199254740993L);
    assertThat(number(root, "e").value()).isEqualTo(1e20);
  }

  @Test
  void commentsAndTrailingCommasAreReadWithAWarningAtTheFirstOne() {
    ReadResult<JsonValue> result = JsonReader.read("{\n  // a remark\n  \"a\": [1, 2,],\n}", FILE);
    assertThat(result.hasErrors()).isFalse();
    assertThat(result.problems()).extracting(Problem::code).containsExactly("json.not-strict");
    assertThat(result.problems().getFirst().location().line()).isEqualTo(2);
    assertThat(((JsonArray) ((JsonObject) result.orThrow()).get("a").orElseThrow()).items())
        .hasSize(2);
  }

  @Test
  void brokenJsonSaysWhere() {
    ReadResult<JsonValue> result = JsonReader.read("{\n  \"a\": 1\n  \"b\": 2\n}", FILE);
    assertThat(result.value()).isEmpty();
    assertThat(result.problems())
        .singleElement()
        .satisfies(p -> {
          assertThat(p.code()).isEqualTo("json.syntax");
          assertThat(p.location().line()).isEqualTo(3);
          assertThat(p.message()).doesNotContain("Feature").doesNotContain("tools.jackson");
        });
  }

  @Test
  void aKeyTwiceIsSaidAndTheLastOneCounts() {
    ReadResult<JsonValue> result = JsonReader.read("{\"a\": 1,\n\"a\": 2}", FILE);
    assertThat(result.problems()).extracting(Problem::code).containsExactly("json.duplicate-key");
    assertThat(number((JsonObject) result.orThrow(), "a").value()).isEqualTo(2);
  }

  @Test
  void emptyAndMissingFilesAreProblems(@TempDir Path dir) throws Exception {
    assertThat(JsonReader.read("  \n", FILE).problems())
        .extracting(Problem::code)
        .containsExactly("json.empty");
    assertThat(JsonReader.read(dir.resolve("no.json")).problems())
        .extracting(Problem::code)
        .containsExactly("json.missing-file");
    Path latin =
        Files.write(
            dir.resolve("latin.json"), new byte[] {'{', '"', (byte) 0xe4, '"', ':', '1', '}'});
    assertThat(JsonReader.read(latin).problems())
        .extracting(Problem::code)
        .containsExactly("json.encoding");
    Path mark = Files.write(dir.resolve("bom.json"), "\uFEFF{\"a\": 1}".getBytes("UTF-8"));
    assertThat(JsonReader.read(mark).problems()).isEmpty();
  }

  private static JsonObject object(String text) {
    ReadResult<JsonValue> result = JsonReader.read(text, FILE);
    assertThat(result.problems()).isEmpty();
    return (JsonObject) result.orThrow();
  }

  private static JsonNumber number(JsonObject object, String key) {
    return (JsonNumber) object.get(key).orElseThrow();
  }
}
