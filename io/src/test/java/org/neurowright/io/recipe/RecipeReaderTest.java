package org.neurowright.io.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurowright.engine.description.Value;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.recipe.PairRule;
import org.neurowright.engine.recipe.Recipe;
import org.neurowright.engine.recipe.Selection;
import org.neurowright.engine.recipe.ValueRule;
import org.neurowright.io.format.ReadResult;

/** What documents mean, and what is said about those that are wrong. */
class RecipeReaderTest {
  private static final String HEAD = "{\"neurowright_model\": 1, \"name\": \"m\",\n";

  private static List<Problem> problems(String rest) {
    return RecipeReader.read(HEAD + rest + "}").problems();
  }

  private static String population(String members) {
    return "\"networks\": [{\"name\": \"v1\", \"populations\": [\n{\"name\": \"p\","
        + members
        + "}]}]";
  }

  private static String connection(String members) {
    return "\"networks\": [{\"name\": \"v1\"}], \"connections\": [\n{\"name\": \"c\","
        + " \"source\": \"v1\", \"target\": \"v1\","
        + members
        + "}]";
  }

  @Test
  void everythingWrongIsToldAtOnceWithItsPlace() {
    List<Problem> problems =
        problems(
            """
            "seed": "x",
            "networks": [
              {"name": "v1", "populations": [
                {"name": "p", "count": -2, "colums": {}},
                {"name": "p", "count": 2, "columns": {"a": {"values": [1, 2, 3]}}}
              ]}
            ],
            "connections": [
              {"name": "c", "source": "v2", "target": {"network": "v1"}, "rule": {"kind": "probabilty"}}
            ],
            "inputs": [{"name": "i", "network": "v1", "rate_hz": 1, "start_ms": 5, "stop_ms": 5}]
            """);
    assertThat(problems)
        .extracting(Problem::code, p -> p.location().line(), p -> p.location().element())
        .containsExactly(
            tuple("recipe.wrong-type", 2, "$.seed"),
            tuple("recipe.wrong-type", 5, "$.networks[0].populations[0].count"),
            tuple("recipe.unknown-key", 5, "$.networks[0].populations[0].colums"),
            tuple("recipe.duplicate-name", 6, "$.networks[0].populations[1].name"),
            tuple("recipe.count", 6, "$.networks[0].populations[1].columns.a"),
            tuple("recipe.unknown-network", 10, "$.connections[0].source"),
            tuple("recipe.unknown-kind", 10, "$.connections[0].rule.kind"),
            tuple("recipe.empty-range", 12, "$.inputs[0].stop_ms"));
    assertThat(problems).allSatisfy(p -> assertThat(p.location().column()).isPositive());
    assertThat(problems.get(2).hint()).contains("\"columns\"");
    assertThat(problems.get(5).hint()).contains("\"v1\"");
    assertThat(problems.get(6).hint()).contains("\"probability\"");
  }

  @Test
  void aMisspeltKeyIsNamedWhereTheRightOneIsMissing() {
    assertThat(problems(connection("\"rule\": {\"kind\": \"total\", \"cuont\": 3}")))
        .extracting(Problem::code)
        .containsExactlyInAnyOrder("recipe.unknown-key", "recipe.missing-key");
    assertThat(problems(connection("\"rule\": {\"kind\": \"total\", \"cuont\": 3}")))
        .anySatisfy(p -> assertThat(p.hint()).contains("There is \"cuont\""));
  }

  @Test
  void unknownKeysAndNotesAreKeptWhereTheyWere() {
    String text =
        HEAD
            + "\"note\": [\"a\"], \"future\": {\"x\": 1.50},"
            + connection(
                "\"rule\": {\"kind\": \"all\", \"note\": \"why\"}, \"attributes\": {\"w\":"
                    + " {\"expression\": \"1\", \"unit\": \"nS\"}}")
            + "}";
    ReadResult<Recipe> read =
        RecipeReader.read(
            text.replace("\"source\": \"v1\"", "\"source\": {\"network\": \"v1\", \"note\": 1}"));
    assertThat(read.problems()).extracting(Problem::code).containsOnly("recipe.unknown-key");
    String written = RecipeWriter.text(read.orThrow());
    assertThat(written)
        .contains("\"note\": [\"a\"]")
        .contains("\"future\": {\"x\": 1.50}")
        .contains("{\"kind\": \"all\", \"note\": \"why\"}")
        .contains("\"w\": {\"expression\": \"1\", \"unit\": \"nS\"}")
        .contains("\"source\": {\"network\": \"v1\", \"note\": 1}");
    assertThat(RecipeReader.read(written).value()).isEqualTo(read.value());
  }

  @Test
  void whatIsKeptDoesNotComeBackAsAnotherKindOfRule() {
    Recipe recipe =
        RecipeReader.read(
                HEAD + connection("\"rule\": {\"kind\": \"all\", \"probability\": 7}") + "}")
            .orThrow();
    Recipe changed =
        recipe.withConnections(
            List.of(recipe.connections().getFirst().withRule(new PairRule.Probability("0.5"))));
    assertThat(RecipeWriter.text(changed))
        .contains("{\"kind\": \"probability\", \"probability\": 0.5}");
  }

  @Test
  void constantsAreWrittenAsPythonReadsThem() {
    Recipe recipe =
        RecipeReader.read(
                HEAD
                    + connection(
                        "\"rule\": {\"kind\": \"all\"}, \"attributes\": {\"target_sections\":"
                            + " [\"somatic\", \"basal\"], \"distance_range\": [0, 1e20],"
                            + " \"flag\": true, \"none\": null, \"w\": 5e-4}")
                    + "}")
            .orThrow();
    assertThat(recipe.connections().getFirst().attributes())
        .containsEntry("target_sections", ValueRule.of("['somatic', 'basal']"))
        .containsEntry("distance_range", ValueRule.of("[0, 1e20]"))
        .containsEntry("flag", new ValueRule.Constant(new Value.Text("True")))
        .containsEntry("none", new ValueRule.Absent())
        .containsEntry("w", ValueRule.of(0.0005));
  }

  @Test
  void aNetworkAloneMeansAllOfIt() {
    Recipe recipe =
        RecipeReader.read(HEAD + connection("\"rule\": {\"kind\": \"all\"}") + "}").orThrow();
    assertThat(recipe.connections().getFirst().source()).isEqualTo(Selection.all("v1"));
    assertThat(recipe.connections().getFirst().synapses()).isEqualTo(ValueRule.of(1));
  }

  @Test
  void commentsAreReadWithAWarning() {
    ReadResult<Recipe> read = RecipeReader.read(HEAD + "// why\n\"seed\": 3}");
    assertThat(read.orThrow().seed()).isEqualTo(3);
    assertThat(read.problems()).extracting(Problem::code).containsExactly("json.not-strict");
  }

  @Test
  void aDocumentThatContradictsItselfCanStillBeOpened() {
    ReadResult<Recipe> read =
        RecipeReader.read(
            HEAD
                + connection("\"rule\": {\"kind\": \"all\"}")
                    .replace("\"target\": \"v1\"", "\"target\": \"v\"")
                + "}");
    assertThat(read.hasErrors()).isTrue();
    assertThat(read.value()).isPresent();
  }

  @Test
  void otherJsonIsNotTakenForAModel() {
    assertThat(RecipeReader.read("{\"neurowright_modle\": 1}").problems())
        .singleElement()
        .satisfies(p -> assertThat(p.hint()).contains("neurowright_modle"));
    assertThat(RecipeReader.read("{\"neurowright_model\": 2}").problems())
        .singleElement()
        .satisfies(p -> assertThat(p.hint()).contains("newer"));
    assertThat(RecipeReader.read("[1]").hasErrors()).isTrue();
    assertThat(RecipeReader.read("{").hasErrors()).isTrue();
    assertThat(RecipeReader.read(Path.of("no/such/model.json")).hasErrors()).isTrue();
  }

  @Test
  void whoSaysHowManyCellsThereAre() {
    assertThat(problems(population("\"columns\": {\"a\": 1}")))
        .extracting(Problem::code)
        .containsExactly("recipe.missing-count");
    assertThat(problems(population("\"columns\": {\"a\": {\"values\": [1, 2]}}"))).isEmpty();
    assertThat(
            problems(
                population(
                    "\"columns\": {\"a\": {\"values\": [1, 2]}},"
                        + " \"places\": {\"kind\": \"listed\", \"points\": [[0, 0, 0]]}")))
        .singleElement()
        .satisfies(p -> assertThat(p.message()).contains("2 values").contains("\"places\" has 1"));
    assertThat(
            problems(
                population(
                    "\"count\": 5, \"places\":"
                        + " {\"kind\": \"lattice\", \"columns\": 2, \"rows\": 2, \"spacing\": [1, 1, 1]}")))
        .extracting(Problem::code)
        .containsExactly("recipe.count");
  }

  @Test
  void csvFilesAreLookedFor(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("cells.csv"), "x,y,z,tau\n1,2,3,4\n5,6,7,8\n");
    Path file = folder.resolve("model.json");
    String places = "\"places\": {\"kind\": \"csv\", \"file\": \"cells.csv\"},";
    Files.writeString(
        file,
        HEAD
            + population(
                places + "\"columns\": {\"t\": {\"csv\": \"cells.csv\", \"column\": \"tua\"}}")
            + "}");
    assertThat(RecipeReader.read(file).problems())
        .singleElement()
        .satisfies(p -> {
          assertThat(p.code()).isEqualTo("recipe.missing-column");
          assertThat(p.hint()).contains("tau");
          assertThat(p.location().line()).isEqualTo(3);
        });
    Files.writeString(
        file, HEAD + population("\"count\": 3," + places.substring(0, places.length() - 1)) + "}");
    assertThat(RecipeReader.read(file).problems())
        .extracting(Problem::code)
        .containsExactly("recipe.count");
    Files.writeString(
        file, HEAD + population(places.replace("cells", "cell") + "\"count\": 2") + "}");
    assertThat(RecipeReader.read(file).problems())
        .singleElement()
        .satisfies(p -> assertThat(p.hint()).contains("cells.csv"));
  }

  @Test
  void rulesThatReferToOthersFollowThem() {
    String correlated =
        "\"networks\": [{\"name\": \"v1\"}], \"connections\": [CONN,"
            + "{\"name\": \"g\", \"source\": \"v1\", \"target\": \"v1\", \"rule\":"
            + " {\"kind\": \"correlated\", \"chemical\": \"chem\", \"none\": 0.1, \"one\": 0.2,"
            + " \"both\": 1}}]";
    String chem =
        "{\"name\": \"NAME\", \"source\": \"v1\", \"target\": \"v1\", \"rule\": {\"kind\": \"all\"}}";
    assertThat(problems(correlated.replace("CONN", chem.replace("NAME", "chem")))).isEmpty();
    assertThat(problems(correlated.replace("CONN", chem.replace("NAME", "chme"))))
        .singleElement()
        .satisfies(p -> assertThat(p.hint()).contains("chme"));
  }

  @Test
  void rulesAreCheckedForSense() {
    assertThat(problems(connection("\"rule\": {\"kind\": \"probability\", \"probability\": 20}")))
        .singleElement()
        .satisfies(p -> {
          assertThat(p.isError()).isFalse();
          assertThat(p.hint()).contains("percent");
        });
    assertThat(
            problems(
                connection(
                    "\"rule\": {\"kind\": \"reciprocal\", \"forward\": 0.1, \"backward\": 0.1}")))
        .extracting(Problem::code)
        .containsExactly("recipe.reciprocal");
    assertThat(problems(connection("\"rule\": {\"kind\": \"matrix\", \"rows\": [[1, 2], [3]]}")))
        .extracting(Problem::code)
        .containsExactly("recipe.matrix");
    assertThat(
            problems(
                connection(
                    "\"synapses\": 2, \"rule\": {\"kind\": \"random_synapses\", \"high\": 0}")))
        .extracting(Problem::code)
        .containsExactly("recipe.unused-key", "recipe.empty-range");
    assertThat(
            problems(
                connection(
                    "\"rule\": {\"kind\": \"small_world\", \"neighbours\": 3, \"rewire\": 2}")))
        .extracting(Problem::code)
        .containsExactly("recipe.wrong-type");
  }

  /** What is wrong with the form of an expression is told where it stands, names are not judged. */
  @Test
  void expressionsAreReadWithLineAndColumn() {
    String text =
        """
        {
          "neurowright_model": 1,
          "name": "m",
          "networks": [{"name": "n", "populations": [{"name": "p", "count": 3, "columns": {
            "a": {"expression": "1 + * 2"}}}]}],
          "connections": [
            {"name": "c", "source": "n", "target": {"network": "n", "where": "a = 1"},
             "rule": {"kind": "probability", "probability": "expo(dist) if pre.a == \\"x\\" else 0"}},
            {"name": "d", "source": "n", "target": "n",
             "rule": {"kind": "in_degree", "count": 2, "within": "pre.a == \\"x\\" and exp()"}}
          ]
        }
        """;
    ReadResult<Recipe> read = RecipeReader.read(text);
    assertThat(read.value()).isPresent();
    String[] lines = text.split("\n");
    assertThat(read.problems())
        .extracting(p ->
            p.code()
                + " "
                + lines[p.location().line() - 1]
                    .substring(p.location().column() - 1)
                    .replaceAll("[^*=a-z].*", ""))
        .containsExactly(
            "expression.syntax *",
            "expression.single-equals =",
            "expression.unknown-function expo",
            "expression.arguments exp");
  }
}
