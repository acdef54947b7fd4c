package org.neurowright.app.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurowright.app.command.UndoStack;
import org.neurowright.engine.recipe.ConnectionRecipe;
import org.neurowright.engine.recipe.InputRecipe;
import org.neurowright.engine.recipe.NetworkRecipe;
import org.neurowright.engine.recipe.PairRule;
import org.neurowright.engine.recipe.PlaceRule;
import org.neurowright.engine.recipe.Point;
import org.neurowright.engine.recipe.PopulationRecipe;
import org.neurowright.engine.recipe.Recipe;
import org.neurowright.engine.recipe.Selection;
import org.neurowright.engine.recipe.ValueRule;
import org.neurowright.io.recipe.RecipeWriter;

/** Changes of a recipe: what they do, and that they are taken back exactly. */
class RecipeDocumentTest {
  private final UndoStack undo = new UndoStack();
  private final RecipeDocument document = RecipeDocument.untitled(twoPopulations(), undo);

  private static PopulationRecipe population(String name) {
    return new PopulationRecipe(
        name,
        OptionalInt.of(10),
        OptionalLong.of(100),
        Map.of("ei", ValueRule.of("e")),
        Optional.empty(),
        Map.of());
  }

  private static ConnectionRecipe connection(String name, String where, PairRule rule) {
    return new ConnectionRecipe(
        name,
        new Selection("v1", where),
        Selection.all("v1"),
        rule,
        ValueRule.of(1),
        false,
        ConnectionRecipe.Kind.CHEMICAL,
        OptionalLong.empty(),
        Map.of("syn_weight", ValueRule.of(0.1)));
  }

  private static Recipe twoPopulations() {
    return Recipe.empty("m")
        .withNetworks(
            List.of(
                new NetworkRecipe("v1", List.of(population("exc"), population("inh"))),
                new NetworkRecipe("tc", List.of(population("exc")))))
        .withConnections(
            List.of(
                connection("chem", "pop_name == 'exc'", new PairRule.Probability("0.1")),
                connection("gap", "", new PairRule.Correlated("chem", "0", "0.5", "1"))))
        .withInputs(
            List.of(new InputRecipe("in", "tc", "", "10", 0, 1000, OptionalDouble.empty())));
  }

  private Recipe recipe() {
    return document.recipe();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void aThousandChangesAreTakenBackAndMadeAgainExactly(long seed) {
    Random random = new Random(seed);
    List<Recipe> states = new ArrayList<>(List.of(recipe()));
    while (states.size() <= 1000) {
      document.endGesture();
      document.perform(anyChange(random, states.size()));
      if (!recipe().equals(states.getLast())) {
        states.add(recipe());
      }
    }
    List<String> texts = states.stream().map(RecipeWriter::text).toList();
    assertThat(undo.doneNames()).hasSize(1000).allSatisfy(n -> assertThat(n).isNotBlank());
    for (int i = 999; i >= 0; i--) {
      undo.undo();
      assertThat(recipe()).isEqualTo(states.get(i));
    }
    assertThat(document.isDirty()).isFalse();
    for (int i = 1; i <= 1000; i++) {
      undo.redo();
      assertThat(RecipeWriter.text(recipe())).isEqualTo(texts.get(i));
    }
    for (int i = 0; i < 50; i++) {
      int step = random.nextInt(1001);
      undo.goTo(step);
      assertThat(recipe()).isEqualTo(states.get(step));
    }
  }

  /** A change that can be made, of any kind. */
  private RecipeChange anyChange(Random random, int n) {
    Recipe now = recipe();
    if (now.networks().size() < 2) {
      return RecipeEdits.addNetwork(
          new NetworkRecipe("n" + n, List.of(population("a"), population("b"))));
    }
    if (now.connections().size() < 2) {
      String network = now.networks().getFirst().name();
      return RecipeEdits.addConnection(
          connection("c" + n, "", new PairRule.All())
              .withSelections(Selection.all(network), Selection.all(network)));
    }
    if (now.inputs().isEmpty()) {
      return RecipeEdits.addInput(
          new InputRecipe(
              "i" + n, now.networks().getFirst().name(), "", "1", 0, 1, OptionalDouble.empty()));
    }
    NetworkRecipe network = now.networks().get(random.nextInt(now.networks().size()));
    String v = network.name();
    if (network.populations().isEmpty()) {
      return RecipeEdits.addPopulation(v, population("p" + n));
    }
    PopulationRecipe population =
        network.populations().get(random.nextInt(network.populations().size()));
    String p = population.name();
    ConnectionRecipe connection = now.connections().get(random.nextInt(now.connections().size()));
    String c = connection.name();
    String i = now.inputs().get(random.nextInt(now.inputs().size())).name();
    int at = random.nextInt(4);
    ValueRule value = ValueRule.of(n);
    return switch (random.nextInt(45)) {
      case 0 -> RecipeEdits.setName("m" + n);
      case 1 -> RecipeEdits.setDescription("d" + n);
      case 2 -> RecipeEdits.setSeed(n);
      case 3 -> RecipeEdits.setPeriod(new Point(n, 0, 0));
      case 4 ->
          now.networks().size() < 6
              ? RecipeEdits.duplicateNetwork(v)
              : RecipeEdits.removeNetwork(v);
      case 5 -> RecipeEdits.renameNetwork(v, "n" + n);
      case 6 -> RecipeEdits.moveNetwork(v, at);
      case 7 -> RecipeEdits.addPopulation(v, population("p" + n));
      case 8 -> RecipeEdits.duplicatePopulation(v, p);
      case 9, 10 -> RecipeEdits.removePopulation(v, p);
      case 11 -> RecipeEdits.renamePopulation(v, p, "p" + n);
      case 12 -> RecipeEdits.movePopulation(v, p, at);
      case 13 -> RecipeEdits.setCount(v, p, OptionalInt.of(n));
      case 14 -> RecipeEdits.setNodeTypeId(v, p, OptionalLong.of(n));
      case 15 -> RecipeEdits.setColumn(v, p, "c" + at, value);
      case 16 -> RecipeEdits.setColumn(v, List.of(p), "c" + at, new ValueRule.Absent());
      case 17 ->
          population.columns().isEmpty()
              ? RecipeEdits.setColumn(v, p, "x", value)
              : RecipeEdits.removeColumn(v, p, population.columns().keySet().iterator().next());
      case 18 ->
          population.columns().isEmpty()
              ? RecipeEdits.setColumn(v, p, "x", value)
              : RecipeEdits.renameColumn(
                  v, p, population.columns().keySet().iterator().next(), "r" + n);
      case 19 ->
          population.columns().isEmpty()
              ? RecipeEdits.setColumn(v, p, "x", value)
              : RecipeEdits.moveColumn(v, p, population.columns().keySet().iterator().next(), at);
      case 20 -> RecipeEdits.setPlaces(v, p, Optional.of(new PlaceRule.Computed("" + n, "0", "0")));
      case 21 -> RecipeEdits.setPlaces(v, p, Optional.empty());
      case 22 -> RecipeEdits.setRotation(v, p, "y", Optional.of(value));
      case 23 -> RecipeEdits.setRotation(v, p, "y", Optional.empty());
      case 24 ->
          now.connections().size() < 8
              ? RecipeEdits.duplicateConnection(c)
              : RecipeEdits.removeConnection(c);
      case 25 -> RecipeEdits.removeConnection(c);
      case 26 -> RecipeEdits.renameConnection(c, "c" + n);
      case 27 -> RecipeEdits.moveConnection(c, at);
      case 28 -> RecipeEdits.setSource(c, new Selection(v, "pop_name == '" + p + "'"));
      case 29 -> RecipeEdits.setTarget(c, Selection.all(v));
      case 30 -> RecipeEdits.setRule(c, new PairRule.Probability("1 / " + n));
      case 31 -> RecipeEdits.setRule(c, new PairRule.Correlated("chem", "0", "0", "" + n));
      case 32 -> RecipeEdits.setSynapses(c, value);
      case 33 -> RecipeEdits.setAutapses(c, !connection.autapses());
      case 34 ->
          RecipeEdits.setKind(c, ConnectionRecipe.Kind.values()[1 - connection.kind().ordinal()]);
      case 35 -> RecipeEdits.setEdgeTypeId(c, OptionalLong.of(n));
      case 36 -> RecipeEdits.setAttribute(c, "a" + at, value);
      case 37 ->
          connection.attributes().isEmpty()
              ? RecipeEdits.setAttribute(List.of(c), "w", value)
              : RecipeEdits.removeAttribute(c, connection.attributes().keySet().iterator().next());
      case 38 ->
          connection.attributes().isEmpty()
              ? RecipeEdits.setAttribute(c, "w", value)
              : RecipeEdits.renameAttribute(
                  c, connection.attributes().keySet().iterator().next(), "r" + n);
      case 39 ->
          connection.attributes().isEmpty()
              ? RecipeEdits.setAttribute(c, "w", value)
              : RecipeEdits.moveAttribute(
                  c, connection.attributes().keySet().iterator().next(), at);
      case 40 ->
          now.inputs().size() < 4 ? RecipeEdits.duplicateInput(i) : RecipeEdits.removeInput(i);
      case 41 -> RecipeEdits.renameInput(i, "i" + n);
      case 42 -> RecipeEdits.setInputNodes(i, v, "x > " + n);
      case 43 -> RecipeEdits.setInputTimes(i, 0, n);
      default ->
          at < 2
              ? RecipeEdits.setInputRate(i, "" + n)
              : RecipeEdits.setInputGammaShape(i, OptionalDouble.of(n));
    };
  }

  @Test
  void aDragIsOneStep() {
    for (int i = 1; i <= 30; i++) {
      document.perform(RecipeEdits.setRule("chem", new PairRule.Probability("0." + i)));
    }
    assertThat(undo.doneNames()).containsExactly("Change connection probability of chem");
    document.endGesture();
    document.perform(RecipeEdits.setRule("chem", new PairRule.Probability("0.5")));
    assertThat(undo.doneNames()).hasSize(2);
    undo.undo();
    assertThat(recipe().connections().getFirst().rule())
        .isEqualTo(new PairRule.Probability("0.30"));
    undo.undo();
    assertThat(recipe()).isEqualTo(twoPopulations());
  }

  @Test
  void anotherValueIsAnotherStepAndNoChangeIsNone() {
    document.perform(RecipeEdits.setSeed(1));
    assertThat(undo.doneNames()).isEmpty();
    document.perform(RecipeEdits.setSeed(2));
    document.perform(RecipeEdits.setCount("v1", "exc", OptionalInt.of(3)));
    document.perform(RecipeEdits.setCount("v1", "inh", OptionalInt.of(3)));
    document.perform(RecipeEdits.setCount("tc", "exc", OptionalInt.of(3)));
    assertThat(undo.doneNames()).hasSize(4);
  }

  @Test
  void renamesAreFollowed() {
    document.perform(RecipeEdits.renameNetwork("v1", "v2"));
    document.perform(RecipeEdits.renameConnection("chem", "c"));
    document.perform(RecipeEdits.renameNetwork("tc", "lgn"));
    document.perform(RecipeEdits.renamePopulation("v2", "exc", "pyr"));
    assertThat(recipe().connections().getFirst().source())
        .isEqualTo(new Selection("v2", "pop_name == 'pyr'"));
    assertThat(recipe().connections().getLast().rule())
        .isEqualTo(new PairRule.Correlated("c", "0", "0.5", "1"));
    assertThat(recipe().inputs().getFirst().network()).isEqualTo("lgn");
    document.perform(RecipeEdits.renamePopulation("lgn", "exc", "relay"));
    assertThat(recipe().connections().getFirst().source().where()).contains("pyr");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "pop_name == 'exc' | pop_name == 'pyr'",
        "pop_name==\"exc\" and ei == 'exc' | pop_name==\"pyr\" and ei == 'exc'",
        "'exc' != pop_name | 'pyr' != pop_name",
        "pop_name in ['inh', 'exc'] or x in ['exc'] | pop_name in ['inh', 'pyr'] or x in ['exc']",
        "pop_name not in ('exc') | pop_name not in ('pyr')",
        "post.pop_name == 'exc' | post.pop_name == 'exc'",
        "pop_name == 'excx' | pop_name == 'excx'",
        "exc == 'pop_name' | exc == 'pop_name'",
        "x > 'unended exc | x > 'unended exc",
      })
  void onlyComparisonsWithTheNameAreRenamed(String before, String after) {
    assertThat(PopulationNames.renamed(before, "exc", "pyr", Set.of("pop_name"))).isEqualTo(after);
  }

  @Test
  void removingANetworkTakesWhatNamesItAlong() {
    document.perform(RecipeEdits.removeNetwork("tc"));
    assertThat(recipe().inputs()).isEmpty();
    assertThat(recipe().connections()).hasSize(2);
    document.perform(RecipeEdits.removeNetwork("v1"));
    assertThat(recipe().connections()).isEmpty();
    undo.goTo(0);
    assertThat(recipe()).isEqualTo(twoPopulations());
  }

  @Test
  void namesStayDistinct() {
    document.perform(RecipeEdits.duplicatePopulation("v1", "exc"));
    document.perform(RecipeEdits.duplicatePopulation("v1", "exc"));
    assertThat(recipe().networks().getFirst().populations())
        .extracting(PopulationRecipe::name)
        .containsExactly("exc", "exc 3", "exc 2", "inh");
    assertThat(recipe().networks().getFirst().populations().get(1).nodeTypeId()).isEmpty();
    Recipe before = recipe();
    assertThatThrownBy(() -> document.perform(RecipeEdits.renamePopulation("v1", "exc", "inh")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("already");
    assertThatThrownBy(() -> document.perform(RecipeEdits.removePopulation("v1", "no")))
        .hasMessageContaining("There is no population \"no\"");
    assertThat(recipe()).isSameAs(before);
  }

  @Test
  void whatIsSavedIsClean(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("model.json");
    document.perform(RecipeEdits.setSeed(5));
    assertThat(document.isDirty()).isTrue();
    document.saveAs(file);
    assertThat(document.isDirty()).isFalse();
    undo.undo();
    assertThat(document.isDirty()).isTrue();
    undo.redo();
    assertThat(document.isDirty()).isFalse();
    RecipeDocument again = RecipeDocument.open(file, new UndoStack()).value().orElseThrow();
    assertThat(again.recipe()).isEqualTo(recipe());
    assertThat(again.isChangedOnDisk()).isFalse();
    Files.writeString(file, Files.readString(file) + " ");
    assertThat(again.isChangedOnDisk()).isTrue();
  }
}
