package org.neurowright.io.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurowright.engine.recipe.ConnectionRecipe;
import org.neurowright.engine.recipe.PairRule;
import org.neurowright.engine.recipe.PlaceRule;
import org.neurowright.engine.recipe.Recipe;
import org.neurowright.io.format.ReadResult;

/** What is written is read as the same, by the reader and by the published schema. */
class RecipeRoundTripTest {
  private static final Path DOCS = Path.of("..", "docs");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whatIsWrittenIsReadAsTheSame(long block) {
    for (long seed = block * 1000; seed < block * 1000 + 50; seed++) {
      Recipe recipe = new RandomRecipes(seed, true).recipe();
      String text = RecipeWriter.text(recipe);
      ReadResult<Recipe> read = RecipeReader.read(text);
      assertThat(read.problems())
          .as("seed %d\n%s", seed, text)
          .noneMatch(problem ->
              // Its texts are random, also where expressions stand.
              problem.isError() && !problem.code().startsWith("expression."));
      assertThat(read.value()).as("seed %d\n%s", seed, text).contains(recipe);
      assertThat(RecipeWriter.text(read.value().get())).isEqualTo(text);
    }
  }

  @Test
  void randomRecipesHaveEveryKindOfRule() {
    Set<Class<?>> seen = new HashSet<>();
    for (long seed = 1000; seed < 1050; seed++) {
      Recipe recipe = new RandomRecipes(seed, true).recipe();
      recipe.connections().stream()
          .map(ConnectionRecipe::rule)
          .forEach(rule -> seen.add(rule.getClass()));
      recipe.networks().stream()
          .flatMap(network -> network.populations().stream())
          .flatMap(population -> population.places().stream())
          .forEach(rule -> seen.add(rule.getClass()));
    }
    assertThat(seen).contains(PairRule.class.getPermittedSubclasses());
    assertThat(seen).contains(PlaceRule.class.getPermittedSubclasses());
  }

  @Test
  void everyRuleHasAKind() {
    assertThat(PairForms.RULE.variants().stream().<Class<?>>map(UnionForm.Variant::type))
        .containsExactlyInAnyOrder(PairRule.class.getPermittedSubclasses());
    assertThat(PlaceForms.PLACES.variants().stream().<Class<?>>map(UnionForm.Variant::type))
        .containsExactlyInAnyOrder(PlaceRule.class.getPermittedSubclasses());
    assertThat(PlaceForms.BODY.variants().stream().<Class<?>>map(UnionForm.Variant::type))
        .containsExactlyInAnyOrder(PlaceRule.Body.class.getPermittedSubclasses());
  }

  @Test
  void aWrittenFileIsWholeAndLeavesNothingBeside(@TempDir Path folder) throws IOException {
    Recipe recipe = Recipe.empty("m");
    Path file = folder.resolve("new/model.json");
    RecipeWriter.write(recipe, file);
    RecipeWriter.write(recipe.withSeed(7), file);
    assertThat(RecipeReader.read(file).value()).contains(recipe.withSeed(7));
    try (Stream<Path> files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void thePublishedSchemaIsTheOneOfTheReader() throws IOException {
    try (InputStream in = RecipeSchema.class.getResourceAsStream(RecipeSchema.RESOURCE)) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .as("docs/model.schema.json and the resource are what RecipeSchema.text() gives")
          .isEqualTo(RecipeSchema.text());
    }
    assertThat(DOCS.resolve("model.schema.json")).hasContent(RecipeSchema.text());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void theSchemaAcceptsWhatIsWritten(long block) {
    Schema schema = schema();
    for (long seed = block * 1000; seed < block * 1000 + 10; seed++) {
      Recipe recipe = new RandomRecipes(seed, false).recipe();
      String text = RecipeWriter.text(recipe);
      assertThat(schema.validate(text, InputFormat.JSON)).as("seed %d\n%s", seed, text).isEmpty();
    }
  }

  static Stream<Path> documents() throws IOException {
    try (Stream<Path> tests = Files.walk(Path.of("src/test/resources/org/neurowright/io/recipe"));
        Stream<Path> samples = Files.walk(Path.of("../samples/src/main"))) {
      return Stream.concat(tests, samples)
          .filter(file -> file.getFileName().toString().equals("model.json"))
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void ourDocumentsAreRight(Path file) throws IOException {
    assertThat(RecipeReader.read(file).problems()).isEmpty();
    assertThat(schema().validate(Files.readString(file), InputFormat.JSON)).isEmpty();
  }

  @Test
  void theExampleIsWrittenAsItStands() throws IOException {
    Path file = Path.of("src/test/resources/org/neurowright/io/recipe/model.json");
    assertThat(RecipeWriter.text(RecipeReader.read(file).orThrow()))
        .isEqualTo(Files.readString(file));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"neurowright_model\": 2, \"name\": \"m\"}",
        "{\"neurowright_model\": 1}",
        "{\"neurowright_model\": 1, \"name\": \"m\", \"seeed\": 1}",
        "{\"neurowright_model\": 1, \"name\": \"m\", \"seed\": 1.5}",
        "{\"neurowright_model\": 1, \"name\": \"m\", \"networks\": [{\"name\": \"a/b\"}]}",
        "{\"neurowright_model\": 1, \"name\": \"m\", \"networks\": [{\"name\": \"a\","
            + " \"populations\": [{\"name\": \"p\", \"count\": -1}]}]}",
        "{\"neurowright_model\": 1, \"name\": \"m\", \"connections\": [{\"name\": \"c\","
            + " \"source\": \"a\", \"target\": \"a\", \"rule\": {\"kind\": \"al\"}}]}"
      })
  void readerAndSchemaRefuseTheSame(String text) {
    assertThat(RecipeReader.read(text).problems()).isNotEmpty();
    assertThat(schema().validate(text, InputFormat.JSON)).isNotEmpty();
  }

  @Test
  void theHandbookNamesEveryKeyAndKind() throws IOException {
    String handbook = Files.readString(DOCS.resolve("model.md"));
    List<String> kinds =
        Stream.of(PairForms.RULE, PlaceForms.PLACES, PlaceForms.BODY)
            .flatMap(union -> union.variants().stream())
            .map(UnionForm.Variant::kind)
            .toList();
    assertThat(kinds).allSatisfy(kind -> assertThat(handbook).contains("`" + kind + "`"));
    Stream<ObjectForm<?>> forms =
        Stream.concat(
            Stream.of(
                RecipeForm.MODEL,
                RecipeForm.NETWORK,
                RecipeForm.POPULATION,
                RecipeForm.CONNECTION,
                RecipeForm.INPUT,
                PlaceForms.LAYER,
                SelectionForm.WHOLE),
            Stream.of(PairForms.RULE, PlaceForms.PLACES, PlaceForms.BODY)
                .flatMap(union -> union.variants().stream())
                .map(UnionForm.Variant::form));
    List<String> keys =
        forms.flatMap(form -> form.keys().stream()).map(key -> key.name()).distinct().toList();
    assertThat(keys).allSatisfy(key -> assertThat(handbook).contains("`" + key + "`"));
  }

  private static Schema schema() {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(RecipeSchema.text(), InputFormat.JSON);
  }
}
