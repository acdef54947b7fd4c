package org.neurowright.io.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class JsonTreeTest {
  private static final String TEXT =
      """
      {
          // time
          "run": {"tstop": 100.0, "dt": 0.1},
          "inputs": {
              "a": {"amp": 1},
              "b": {"amp": 2}
          },
          "mine": [1, 2,
                   3],
          "empty": {}
      }
      """;
  private final JsonTree tree = JsonTree.of(TEXT).orElseThrow();

  @Test
  void changesOneValueAndNothingElse() {
    assertThat(tree.with(List.of("run", "dt"), "0.025")).isEqualTo(TEXT.replace("0.1}", "0.025}"));
    assertThat(tree.with(List.of("mine", "1"), "7")).isEqualTo(TEXT.replace("1, 2,", "1, 7,"));
  }

  @Test
  void addsWhereTheOthersStand() {
    assertThat(tree.with(List.of("run", "dL"), "20"))
        .isEqualTo(TEXT.replace("\"dt\": 0.1}", "\"dt\": 0.1, \"dL\": 20}"));
    assertThat(tree.with(List.of("inputs", "c"), "{\n  \"amp\": 3\n}"))
        .isEqualTo(
            TEXT.replace(
                "\"b\": {\"amp\": 2}",
                "\"b\": {\"amp\": 2},\n        \"c\": {\n          \"amp\": 3\n        }"));
    assertThat(tree.with(List.of("empty", "x"), "1"))
        .isEqualTo(TEXT.replace("{}", "{\n        \"x\": 1\n    }"));
  }

  @Test
  void makesTheObjectsThatLack() {
    String with = tree.with(List.of("conditions", "v_init"), "-70");
    assertThat(with)
        .contains("\"empty\": {},\n    \"conditions\": {\n        \"v_init\": -70\n    }");
    assertThat(JsonTree.of(with)).isPresent();
    assertThatThrownBy(() -> tree.with(List.of("mine", "0", "x"), "1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not an object");
  }

  @Test
  void removesWithTheCommaThatWasItsOwn() {
    assertThat(tree.without(List.of("run", "tstop")))
        .isEqualTo(TEXT.replace("\"tstop\": 100.0, ", ""));
    assertThat(tree.without(List.of("inputs", "b")))
        .isEqualTo(TEXT.replace(",\n        \"b\": {\"amp\": 2}", ""));
    assertThat(tree.without(List.of("nothing"))).isEqualTo(TEXT);
    String last =
        JsonTree.of(tree.without(List.of("inputs", "b")))
            .orElseThrow()
            .without(List.of("inputs", "a"));
    assertThat(JsonTree.of(last).orElseThrow().members(List.of("inputs"))).isEmpty();
  }

  @Test
  void renames() {
    assertThat(tree.renamed(List.of("inputs", "b"), "say \"hi\""))
        .isEqualTo(TEXT.replace("\"b\"", "\"say \\\"hi\\\"\""));
  }

  @Test
  void refusesWhatIsNoJson() {
    for (String bad : List.of("", "{", "{\"a\" 1}", "[1 2]", "{\"a\": }", "nul", "\"a", "{} x")) {
      assertThat(JsonTree.of(bad)).as(bad).isEmpty();
    }
    assertThat(JsonTree.of("[".repeat(100_000))).isEmpty();
  }

  @Test
  void understandsEscapes() {
    JsonTree escaped = JsonTree.of("{\"a\\u0041\\n\": \"\\\"\\\\\"}").orElseThrow();
    assertThat(escaped.find(List.of("aA\n"))).isPresent();
    assertThat(JsonTree.of(JsonTree.quoted("a\"\\\n\t\u0001é")).orElseThrow().root())
        .isInstanceOfSatisfying(
            JsonTree.ScalarNode.class, s -> assertThat(s.value()).isEqualTo("a\"\\\n\t\u0001é"));
  }
}
