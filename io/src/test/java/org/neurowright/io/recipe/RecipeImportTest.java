package org.neurowright.io.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurowright.engine.description.EdgeBatch;
import org.neurowright.engine.description.EdgePopulation;
import org.neurowright.engine.description.ModelDescription;
import org.neurowright.engine.description.NodePopulation;
import org.neurowright.engine.recipe.ConnectionRecipe;
import org.neurowright.engine.recipe.PairRule;
import org.neurowright.engine.recipe.PlaceRule;
import org.neurowright.engine.recipe.PopulationRecipe;
import org.neurowright.engine.recipe.Recipe;
import org.neurowright.io.csv.CsvReader;
import org.neurowright.io.csv.CsvTable;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.project.ProjectReader;

/** The sample network, as a recipe with tables, has the same cells and edges. */
class RecipeImportTest {
  private static final Path SAMPLE = Path.of("..", "samples", "rotating-gamma");

  private final ModelDescription model =
      new ProjectReader().read(SAMPLE, List.of()).value().orElseThrow();

  @TempDir Path folder;

  @Test
  void theRecipeHasAllCellsWhereTheyWere() throws IOException {
    Recipe recipe = RecipeImport.read(model, folder, 1_000_000).orThrow();
    assertThat(recipe.networks()).hasSameSizeAs(model.nodes());
    for (int n = 0; n < model.nodes().size(); n++) {
      NodePopulation nodes = model.nodes().get(n);
      List<String> places = new ArrayList<>();
      int cells = 0;
      for (PopulationRecipe population : recipe.networks().get(n).populations()) {
        cells += population.count().orElseThrow();
        if (population.places().orElse(null) instanceof PlaceRule.FromCsv csv) {
          CsvTable table = table(csv.file());
          for (int row = 0; row < table.size(); row++) {
            places.add(
                number(table, row, "x")
                    + " "
                    + number(table, row, "y")
                    + " "
                    + number(table, row, "z"));
          }
        }
      }
      assertThat(cells).isEqualTo(nodes.size());
      List<String> expected = new ArrayList<>();
      for (int row = 0; row < nodes.size() && !places.isEmpty(); row++) {
        expected.add(
            nodes.positionUm()[3 * row]
                + " "
                + nodes.positionUm()[3 * row + 1]
                + " "
                + nodes.positionUm()[3 * row + 2]);
      }
      assertThat(places).containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @Test
  void theRecipeHasAllSynapses() throws IOException {
    Recipe recipe = RecipeImport.read(model, folder, 1_000_000).orThrow();
    // Synapses and sums of weights by type id, which types of one network do not share.
    Map<String, Double> expected = new TreeMap<>();
    for (EdgePopulation edges : model.edges()) {
      EdgeBatch batch = edges.store().rows(0, (int) edges.store().size());
      for (int i = 0; i < batch.size(); i++) {
        String type = edges.name() + " " + edges.types().get(batch.typeIndex()[i]).id();
        double synapses = batch.hasNsyns()[i] ? batch.nsyns()[i] : 1;
        expected.merge(type, synapses, Double::sum);
      }
    }
    Map<String, Double> found = new TreeMap<>();
    for (ConnectionRecipe connection : recipe.connections()) {
      PairRule.FromCsv rule = (PairRule.FromCsv) connection.rule();
      CsvTable table = table(rule.file());
      for (int row = 0; row < table.size(); row++) {
        double synapses =
            rule.synapsesColumn().isPresent() ? number(table, row, rule.synapsesColumn().get()) : 1;
        found.merge(connection.name(), synapses, Double::sum);
      }
    }
    assertThat(found).isEqualTo(expected).isNotEmpty();
  }

  @Test
  void whatIsWrittenIsARightDocument() throws IOException {
    Recipe recipe = RecipeImport.read(model, folder, 1_000_000).orThrow();
    RecipeWriter.write(recipe, folder.resolve("model.json"));
    ReadResult<Recipe> again = RecipeReader.read(folder.resolve("model.json"));
    assertThat(again.problems()).isEmpty();
    assertThat(again.value()).contains(recipe);
  }

  @Test
  void tooManyEdgesAreLeftOutWithAWord() throws IOException {
    ReadResult<Recipe> read = RecipeImport.read(model, folder, 1);
    assertThat(read.problems())
        .isNotEmpty()
        .allSatisfy(p -> assertThat(p.code()).isEqualTo("recipe.import-too-large"));
    assertThat(read.orThrow().networks()).isNotEmpty();
  }

  private CsvTable table(String file) {
    return CsvReader.read(folder.resolve(file), ',').orThrow();
  }

  private static double number(CsvTable table, int row, String column) {
    return CsvTable.number(table.cell(row, table.column(column).orElseThrow()));
  }
}
