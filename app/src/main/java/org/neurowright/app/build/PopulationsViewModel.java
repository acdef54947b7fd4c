package org.neurowright.app.build;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.neurowright.app.recipe.RecipeChange;
import org.neurowright.app.recipe.RecipeDocument;
import org.neurowright.app.recipe.RecipeEdits;
import org.neurowright.app.text.NumberText;
import org.neurowright.engine.recipe.NetworkRecipe;
import org.neurowright.engine.recipe.PlaceRule;
import org.neurowright.engine.recipe.Point;
import org.neurowright.engine.recipe.PopulationRecipe;
import org.neurowright.engine.recipe.Recipe;
import org.neurowright.engine.recipe.ValueRule;

/** The populations of a document as a table: a row each, a column for every attribute. */
public final class PopulationsViewModel {
  /** The columns that every table has. */
  public static final String NETWORK = "network";

  public static final String NAME = "name";
  public static final String COUNT = "cells";
  private static final List<String> FIXED = List.of(NETWORK, NAME, COUNT);

  private final RecipeDocument document;
  private final ObservableList<Row> rows = FXCollections.observableArrayList();
  private final ObservableList<String> columns = FXCollections.observableArrayList();
  private final ObjectProperty<Optional<Row>> selected =
      new SimpleObjectProperty<>(Optional.empty());

  /**
   * A population where it stands.
   *
   * @param network its name
   * @param networkIndex number of its network in the document
   * @param index number of the population in its network
   * @param population as it is now
   */
  public record Row(String network, int networkIndex, int index, PopulationRecipe population) {
    /** JSON path of the population. */
    public String path() {
      return "$.networks[" + networkIndex + "].populations[" + index + "]";
    }

    boolean isSame(Row other) {
      return network.equals(other.network) && population.name().equals(other.population.name());
    }
  }

  public PopulationsViewModel(RecipeDocument document) {
    this.document = document;
    document.recipeProperty().subscribe(this::show);
  }

  public RecipeDocument document() {
    return document;
  }

  public ObservableList<Row> rows() {
    return FXCollections.unmodifiableObservableList(rows);
  }

  /** Names of the attributes that some population has, in order of first appearance. */
  public ObservableList<String> columns() {
    return FXCollections.unmodifiableObservableList(columns);
  }

  /** The population in the form. */
  public ObjectProperty<Optional<Row>> selectedProperty() {
    return selected;
  }

  private void show(Recipe recipe) {
    List<Row> found = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    for (int n = 0; n < recipe.networks().size(); n++) {
      NetworkRecipe network = recipe.networks().get(n);
      for (int p = 0; p < network.populations().size(); p++) {
        PopulationRecipe population = network.populations().get(p);
        found.add(new Row(network.name(), n, p, population));
        names.addAll(population.columns().keySet());
      }
    }
    Optional<Row> before = selected.get();
    int place = before.map(this::placeOf).orElse(0);
    if (!columns.equals(List.copyOf(names))) {
      columns.setAll(names);
    }
    if (found.size() == rows.size()) {
      // Rows that stay keep their place in the table, and with it selection and focus.
      for (int k = 0; k < found.size(); k++) {
        if (!rows.get(k).equals(found.get(k))) {
          rows.set(k, found.get(k));
        }
      }
    } else {
      rows.setAll(found);
    }
    selected.set(
        before
            .flatMap(row -> found.stream().filter(row::isSame).findFirst())
            .or(() ->
                found.isEmpty()
                    ? Optional.empty()
                    : Optional.of(found.get(Math.clamp(place, 0, found.size() - 1)))));
  }

  private int placeOf(Row row) {
    for (int k = 0; k < rows.size(); k++) {
      if (rows.get(k).isSame(row)) {
        return k;
      }
    }
    return 0;
  }

  /** What stands in a cell of the table. */
  public static String text(Row row, String column) {
    return switch (column) {
      case NETWORK -> row.network();
      case NAME -> row.population().name();
      case COUNT ->
          row.population().count().isPresent()
              ? Integer.toString(row.population().count().getAsInt())
              : "";
      default ->
          Optional.ofNullable(row.population().columns().get(column)).map(ValueText::of).orElse("");
    };
  }

  /** Where the cells are, in a few words. */
  public static String places(Row row) {
    return row.population().places().map(PopulationsViewModel::words).orElse("nowhere");
  }

  private static String words(PlaceRule rule) {
    return switch (rule) {
      case PlaceRule.Within within -> "in " + words(within.body());
      case PlaceRule.Layered layered ->
          NumberText.plural(layered.layers().size(), "layer", "layers")
              + " of "
              + words(layered.body());
      case PlaceRule.Lattice _ -> "on a lattice";
      case PlaceRule.GridChoice _ -> "on a grid, at random";
      case PlaceRule.Listed listed ->
          NumberText.plural(listed.points().size(), "given place", "given places");
      case PlaceRule.FromCsv csv -> "from " + csv.file();
      case PlaceRule.Computed _ -> "computed";
    };
  }

  private static String words(PlaceRule.Body body) {
    return switch (body) {
      case PlaceRule.Body.Column _ -> "a column";
      case PlaceRule.Body.Box _ -> "a box";
      case PlaceRule.Body.Ellipsoid _ -> "an ellipsoid";
      case PlaceRule.Body.Shell shell -> shell.minRadiusUm() > 0 ? "a shell" : "a ball";
    };
  }

  /**
   * Changes a cell of the table, in all the rows given.
   *
   * @throws IllegalArgumentException with a sentence for the user
   */
  public void set(Collection<Row> some, String column, String text) {
    List<RecipeChange> changes =
        some.stream().map(row -> change(row, column, text)).filter(c -> c != null).toList();
    if (changes.size() == 1) {
      document.perform(changes.getFirst());
    } else if (!changes.isEmpty()) {
      document.perform(
          RecipeChange.together(
              "Change " + column + " of " + changes.size() + " populations", changes));
    }
    document.endGesture();
  }

  /** The change that a typed text means; null when there is nothing to do. */
  private static RecipeChange change(Row row, String column, String text) {
    String name = row.population().name();
    return switch (column) {
      case NETWORK -> RecipeEdits.renameNetwork(row.network(), text.strip());
      case NAME -> RecipeEdits.renamePopulation(row.network(), name, text.strip());
      case COUNT -> RecipeEdits.setCount(row.network(), name, count(text));
      default -> {
        if (text.isBlank()) {
          yield row.population().columns().containsKey(column)
              ? RecipeEdits.removeColumn(row.network(), name, column)
              : null;
        }
        ValueRule values = ValueText.parse(text);
        yield RecipeEdits.setColumn(row.network(), name, column, values);
      }
    };
  }

  private static OptionalInt count(String text) {
    String digits = text.replaceAll("[\\s\\u202f,]", "");
    return digits.isEmpty() ? OptionalInt.empty() : OptionalInt.of(RuleSentence.small(digits));
  }

  /** Adds a population like the one selected would begin, and selects it. */
  public void add() {
    Recipe recipe = document.recipe();
    List<RecipeChange> changes = new ArrayList<>();
    String network =
        selected
            .get()
            .map(Row::network)
            .orElseGet(
                () -> recipe.networks().isEmpty() ? "net" : recipe.networks().getFirst().name());
    if (recipe.network(network).isEmpty()) {
      changes.add(RecipeEdits.addNetwork(new NetworkRecipe(network, List.of())));
    }
    String name =
        freeName(
            "cells",
            recipe.network(network).map(NetworkRecipe::populations).orElse(List.of()).stream()
                .map(PopulationRecipe::name)
                .toList());
    PopulationRecipe population =
        new PopulationRecipe(
            name,
            OptionalInt.of(100),
            OptionalLong.empty(),
            Map.of(),
            Optional.of(
                new PlaceRule.Within(new PlaceRule.Body.Column(Point.ORIGIN, 200, 0, 150), 0)),
            Map.of());
    changes.add(RecipeEdits.addPopulation(network, population));
    document.perform(RecipeChange.together("Add population " + name, changes));
    select(network, name);
  }

  /** Adds a population in a network of its own: its name is asked for later, in the table. */
  public void addNetwork() {
    String network =
        freeName("net", document.recipe().networks().stream().map(NetworkRecipe::name).toList());
    document.perform(
        RecipeChange.together(
            "Add network " + network,
            List.of(
                RecipeEdits.addNetwork(new NetworkRecipe(network, List.of())),
                RecipeEdits.addPopulation(
                    network,
                    new PopulationRecipe(
                        "cells",
                        OptionalInt.of(100),
                        OptionalLong.empty(),
                        Map.of("model_type", ValueRule.of("virtual")),
                        Optional.empty(),
                        Map.of())))));
    select(network, "cells");
  }

  static String freeName(String wanted, Collection<String> taken) {
    String name = wanted;
    for (int k = 2; taken.contains(name); k++) {
      name = wanted + " " + k;
    }
    return name;
  }

  /** Selects a population; false when there is none of this name. */
  public boolean select(String network, String population) {
    Optional<Row> row =
        rows.stream()
            .filter(r -> r.network().equals(network) && r.population().name().equals(population))
            .findFirst();
    row.ifPresent(found -> selected.set(row));
    return row.isPresent();
  }

  public void duplicate(Collection<Row> some) {
    together(
        "Duplicate",
        some,
        row -> RecipeEdits.duplicatePopulation(row.network(), row.population().name()));
  }

  /** Removes populations; a network without any goes, too. */
  public void remove(Collection<Row> some) {
    List<RecipeChange> changes = new ArrayList<>();
    Map<String, Integer> left = new LinkedHashMap<>();
    document.recipe().networks().forEach(n -> left.put(n.name(), n.populations().size()));
    for (Row row : some) {
      changes.add(RecipeEdits.removePopulation(row.network(), row.population().name()));
      if (left.merge(row.network(), -1, Integer::sum) == 0) {
        changes.add(RecipeEdits.removeNetwork(row.network()));
      }
    }
    perform("Remove", some, changes);
  }

  /** Moves a population up (-1) or down (1) inside its network. */
  public void move(Row row, int by) {
    document.perform(
        RecipeEdits.movePopulation(row.network(), row.population().name(), row.index() + by));
  }

  /** Adds an attribute to populations. */
  public void addColumn(Collection<Row> some, String column, String text) {
    if (FIXED.contains(column) || column.isBlank()) {
      throw new IllegalArgumentException("A column needs a name of its own");
    }
    set(some, column.strip(), text);
  }

  private void together(String verb, Collection<Row> some, Function<Row, RecipeChange> change) {
    perform(verb, some, some.stream().map(change).toList());
  }

  private void perform(String verb, Collection<Row> some, List<RecipeChange> changes) {
    if (!changes.isEmpty()) {
      document.perform(
          RecipeChange.together(
              some.size() == 1
                  ? verb + " population " + some.iterator().next().population().name()
                  : verb + " " + some.size() + " populations",
              changes));
    }
  }

  /**
   * Puts a block of cells, as a spreadsheet or a csv file has it, into the table. A block whose
   * first line names columns ({@code name}, {@code cells}, ...) changes the populations it names
   * and adds those that are missing; any other is written from a cell to the right and down, and
   * lines behind the last row become new populations.
   *
   * @param block lines of cells set apart by tabs, or by commas where there are no tabs
   * @param firstRow row of the cell
   * @param firstColumn column of the cell
   * @param order the columns as they stand in the table
   * @return how many populations were changed or added
   * @throws IllegalArgumentException with a sentence for the user; then nothing is changed
   */
  public int paste(String block, int firstRow, String firstColumn, List<String> order) {
    List<List<String>> lines = cells(block);
    if (lines.isEmpty()) {
      return 0;
    }
    List<String> head = lines.getFirst().stream().map(PopulationsViewModel::plainName).toList();
    boolean named = head.contains(NAME) && lines.size() > 1;
    List<String> into = named ? head : order.subList(order.indexOf(firstColumn), order.size());
    List<List<String>> values = named ? lines.subList(1, lines.size()) : lines;
    List<RecipeChange> changes = new ArrayList<>();
    List<String> names = new ArrayList<>(rows.stream().map(r -> r.population().name()).toList());
    for (int k = 0; k < values.size(); k++) {
      List<String> line = values.get(k);
      Optional<Row> row;
      if (named) {
        String name = line.get(Math.min(head.indexOf(NAME), line.size() - 1));
        int inNetwork = head.indexOf(NETWORK);
        row =
            rows.stream()
                .filter(r -> r.population().name().equals(name))
                .filter(r ->
                    inNetwork < 0
                        || inNetwork >= line.size()
                        || r.network().equals(line.get(inNetwork)))
                .findFirst();
      } else {
        int at = firstRow + k;
        row = at < rows.size() ? Optional.of(rows.get(at)) : Optional.empty();
      }
      if (row.isPresent()) {
        changesOf(row.get(), line, into, changes);
      } else {
        changes.add(added(line, into, names));
      }
    }
    if (!changes.isEmpty()) {
      document.perform(
          RecipeChange.together(
              "Paste " + NumberText.plural(values.size(), "population", "populations"), changes));
    }
    return values.size();
  }

  private static String plainName(String header) {
    String name = header.replaceFirst("\\s*\\([^)]*\\)$", "").strip();
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "population", "pop_name", "name" -> NAME;
      case "cells", "count", "n", "number" -> COUNT;
      case "network" -> NETWORK;
      default -> name;
    };
  }

  private static void changesOf(
      Row row, List<String> line, List<String> into, List<RecipeChange> changes) {
    RecipeChange renamed = null;
    for (int c = 0; c < Math.min(line.size(), into.size()); c++) {
      String column = into.get(c);
      if (column.equals(NETWORK) || text(row, column).equals(line.get(c))) {
        continue;
      }
      RecipeChange change = change(row, column, line.get(c));
      if (column.equals(NAME)) {
        // Last, as the other changes know the population by its old name.
        renamed = change;
      } else if (change != null) {
        changes.add(change);
      }
    }
    if (renamed != null) {
      changes.add(renamed);
    }
  }

  private RecipeChange added(List<String> line, List<String> into, List<String> names) {
    Map<String, ValueRule> values = new LinkedHashMap<>();
    String network =
        selected
            .get()
            .map(Row::network)
            .orElseGet(() -> rows.isEmpty() ? "net" : rows.getFirst().network());
    String name = "";
    OptionalInt count = OptionalInt.empty();
    for (int c = 0; c < Math.min(line.size(), into.size()); c++) {
      String cell = line.get(c);
      switch (into.get(c)) {
        case NETWORK -> network = cell.isBlank() ? network : cell;
        case NAME -> name = cell;
        case COUNT -> count = count(cell);
        default -> {
          if (!cell.isBlank()) {
            values.put(into.get(c), ValueText.parse(cell));
          }
        }
      }
    }
    String given = name.isBlank() ? freeName("cells", names) : name;
    names.add(given);
    PopulationRecipe population =
        new PopulationRecipe(
            given, count, OptionalLong.empty(), values, Optional.empty(), Map.of());
    String where = network;
    UnaryOperator<Recipe> how =
        recipe -> {
          Recipe ready =
              recipe.network(where).isPresent()
                  ? recipe
                  : RecipeEdits.addNetwork(new NetworkRecipe(where, List.of())).how().apply(recipe);
          return RecipeEdits.addPopulation(where, population).how().apply(ready);
        };
    return RecipeChange.of("Add population " + given, how);
  }

  private static List<List<String>> cells(String block) {
    char separator = block.indexOf('\t') >= 0 ? '\t' : ',';
    return block
        .lines()
        .filter(line -> !line.isBlank())
        .map(line -> split(line, separator))
        .toList();
  }

  /** Cells of a line; quotes around a cell keep the separator inside and are dropped. */
  private static List<String> split(String line, char separator) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int k = 0; k < line.length(); k++) {
      char c = line.charAt(k);
      if (c == '"' && quoted && k + 1 < line.length() && line.charAt(k + 1) == '"') {
        cell.append(c);
        k++;
      } else if (c == '"' && (quoted || cell.toString().isBlank())) {
        quoted = !quoted;
      } else if (c == separator && !quoted) {
        cells.add(cell.toString().strip());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString().strip());
    return cells;
  }
}
