package org.neurowright.app.build.view;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import org.neurowright.app.recipe.RecipeDocument;
import org.neurowright.app.recipe.RecipeEdits;
import org.neurowright.app.text.NumberText;
import org.neurowright.engine.recipe.ConnectionRecipe;
import org.neurowright.engine.recipe.PopulationRecipe;
import org.neurowright.engine.recipe.Recipe;

/**
 * Populations against populations: sources are rows, targets are columns. Used on the interface
 * thread only.
 */
public final class MatrixViewModel {
  private final RecipeDocument document;
  private final ObservableValue<RuleNumbers> numbers;
  private final ObjectProperty<NetworkSelection> selection;
  private final ObjectProperty<Feature> feature = new SimpleObjectProperty<>(Feature.CONNECTIONS);
  private final ObjectProperty<Cell> cursor = new SimpleObjectProperty<>(new Cell(0, 0));
  private final ReadOnlyObjectWrapper<RecipeLinks> links = new ReadOnlyObjectWrapper<>();

  /** What the colours mean. */
  public enum Feature {
    CONNECTIONS("Connections", ""),
    SYNAPSES("Synapses", ""),
    PROBABILITY("Probability", ""),
    IN_DEGREE("In-degree", "per target"),
    OUT_DEGREE("Out-degree", "per source"),
    WEIGHT("Mean weight", "syn_weight");

    private final String title;
    private final String unit;

    Feature(String title, String unit) {
      this.title = title;
      this.unit = unit;
    }

    public String title() {
      return title;
    }

    public String unit() {
      return unit;
    }
  }

  /** A place in the matrix; row and column from 0. */
  public record Cell(int row, int column) {}

  /**
   * What a cell shows.
   *
   * @param rules names of the rules that join the two populations
   * @param value of the feature; NaN when it is not known or there is no rule
   * @param exact whether everything was counted
   */
  public record Entry(List<String> rules, double value, boolean exact) {}

  public MatrixViewModel(
      RecipeDocument document,
      ObservableValue<RuleNumbers> numbers,
      ObjectProperty<NetworkSelection> selection) {
    this.document = document;
    this.numbers = numbers;
    this.selection = selection;
    document.recipeProperty().subscribe(_ -> join());
    numbers.subscribe(_ -> join());
  }

  private void join() {
    links.set(new RecipeLinks(document.recipe(), numbers.getValue()));
    int last = Math.max(0, populations().size() - 1);
    Cell at = cursor.get();
    cursor.set(new Cell(Math.min(at.row(), last), Math.min(at.column(), last)));
  }

  /** Changes whenever rules, populations or numbers do. */
  ReadOnlyObjectProperty<RecipeLinks> linksProperty() {
    return links.getReadOnlyProperty();
  }

  public ObjectProperty<Feature> featureProperty() {
    return feature;
  }

  public ObjectProperty<NetworkSelection> selectionProperty() {
    return selection;
  }

  /** Where the keyboard is. */
  public ObjectProperty<Cell> cursorProperty() {
    return cursor;
  }

  Recipe recipe() {
    return document.recipe();
  }

  /** Of the rows, and of the columns as well. */
  public List<PopulationKey> populations() {
    return links.get().populations();
  }

  /** Moves the cursor, at most to the edges. */
  public void moveCursor(int rows, int columns) {
    int last = Math.max(0, populations().size() - 1);
    Cell at = cursor.get();
    cursor.set(
        new Cell(Math.clamp(at.row() + rows, 0, last), Math.clamp(at.column() + columns, 0, last)));
  }

  public Entry entry(Cell cell) {
    List<RecipeLinks.Link> here = linksAt(cell);
    double value = 0;
    boolean exact = true;
    for (RecipeLinks.Link link : here) {
      exact &= link.numbers().map(RuleNumbers.Pair::exact).orElse(true);
      value += part(link, cell);
    }
    if (feature.get() == Feature.WEIGHT) {
      value = meanWeight(here);
    }
    return new Entry(
        here.stream().map(link -> link.rule().name()).toList(),
        here.isEmpty() ? Double.NaN : value,
        exact);
  }

  private double part(RecipeLinks.Link link, Cell cell) {
    if (link.numbers().isEmpty()) {
      return Double.NaN;
    }
    RuleNumbers.Pair pair = link.numbers().get();
    return switch (feature.get()) {
      case CONNECTIONS -> pair.connections();
      case SYNAPSES -> pair.synapses();
      case PROBABILITY -> pair.cellPairs() == 0 ? 0 : pair.connections() / pair.cellPairs();
      case IN_DEGREE -> pair.connections() / count(cell.column());
      case OUT_DEGREE -> pair.connections() / count(cell.row());
      case WEIGHT -> 0;
    };
  }

  /** Cells of a population; NaN where its places or lists say it. */
  private double count(int population) {
    Optional<PopulationRecipe> recipe = populations().get(population).in(document.recipe());
    return recipe.isPresent() && recipe.get().count().isPresent()
        ? recipe.get().count().getAsInt()
        : Double.NaN;
  }

  /** Weights of several rules count by their synapses. */
  private static double meanWeight(List<RecipeLinks.Link> links) {
    if (links.size() == 1) {
      return RecipeLinks.weight(links.getFirst());
    }
    double sum = 0;
    double synapses = 0;
    for (RecipeLinks.Link link : links) {
      double of = link.numbers().map(RuleNumbers.Pair::synapses).orElse(Double.NaN);
      sum += of * RecipeLinks.weight(link);
      synapses += of;
    }
    return sum / synapses;
  }

  /** Smallest and largest value shown; empty when there is none. */
  Optional<double[]> range() {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    int size = populations().size();
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < size; column++) {
        double value = entry(new Cell(row, column)).value();
        if (Double.isFinite(value)) {
          low = Math.min(low, value);
          high = Math.max(high, value);
        }
      }
    }
    if (low > high) {
      return Optional.empty();
    }
    // Numbers of things begin at none; weights may be of both signs.
    return Optional.of(new double[] {Math.min(0, low), Math.max(high, 0)});
  }

  /** What a cell says in words, a line each. */
  public List<String> words(Cell cell) {
    List<String> lines = new ArrayList<>();
    lines.add(name(cell.row()) + " → " + name(cell.column()));
    List<RecipeLinks.Link> here = linksAt(cell);
    if (here.isEmpty()) {
      lines.add("Not connected. Double-click or press Enter to make a rule.");
      return lines;
    }
    for (RecipeLinks.Link link : here) {
      double weight = RecipeLinks.weight(link);
      String numbered =
          link.numbers()
              .map(pair ->
                  (pair.exact() ? "" : "about ")
                      + plural(pair.connections(), "connection")
                      + ", "
                      + plural(pair.synapses(), "synapse"))
              .orElse("not counted yet");
      lines.add(
          link.rule().name()
              + ": "
              + numbered
              + (Double.isNaN(weight) ? "" : ", weight " + NumberText.real(weight)));
    }
    return lines;
  }

  private static String plural(double number, String what) {
    return NumberText.plural(Math.round(number), what, what + "s");
  }

  /** Name of a population, with its network where names are not enough. */
  String name(int population) {
    PopulationKey key = populations().get(population);
    boolean twice =
        populations().stream().filter(k -> k.population().equals(key.population())).count() > 1;
    return twice ? key.toString() : key.population();
  }

  private List<RecipeLinks.Link> linksAt(Cell cell) {
    int size = populations().size();
    return cell.row() < 0 || cell.column() < 0 || cell.row() >= size || cell.column() >= size
        ? List.of()
        : links.get().between(populations().get(cell.row()), populations().get(cell.column()));
  }

  /** Selects the rules of a cell, and moves the cursor there. */
  public void select(Cell cell, boolean add) {
    cursor.set(cell);
    Set<String> rules = new LinkedHashSet<>(add ? selection.get().rules() : Set.of());
    linksAt(cell).forEach(link -> rules.add(link.rule().name()));
    selection.set(NetworkSelection.ofRules(rules));
  }

  /** Selects the rules of a cell, or makes one where there is none. */
  public void activate(Cell cell) {
    if (cell.row() >= populations().size() || cell.column() >= populations().size()) {
      return;
    }
    if (linksAt(cell).isEmpty()) {
      ConnectionRecipe rule =
          RecipeFacts.newRule(
              document.recipe(), populations().get(cell.row()), populations().get(cell.column()));
      document.perform(RecipeEdits.addConnection(rule));
    }
    select(cell, false);
  }

  boolean isSelected(Cell cell) {
    return linksAt(cell).stream()
        .anyMatch(link -> selection.get().rules().contains(link.rule().name()));
  }

  /** One or two sentences for people who cannot see the matrix. */
  String summary() {
    int size = populations().size();
    if (size == 0) {
      return "Matrix of connections; there are no populations yet";
    }
    return "Matrix of "
        + feature.get().title().toLowerCase(Locale.ROOT)
        + " between "
        + NumberText.plural(size, "population", "populations")
        + ". "
        + String.join(". ", words(cursor.get()));
  }
}
