package org.neurowright.app.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.neurowright.app.task.BackgroundTask;
import org.neurowright.app.task.TaskService;
import org.neurowright.app.text.AttributeUnits;
import org.neurowright.app.text.NumberText;
import org.neurowright.engine.description.Column;
import org.neurowright.engine.description.NodePopulation;
import org.neurowright.engine.description.Value;
import org.neurowright.engine.task.RunControl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The nodes of a population as a table that is made only where it is looked at: cells are computed
 * on demand, and filtering and sorting give an array of row numbers, worked out in the background.
 */
public final class NodeTableViewModel {

  /**
   * One column.
   *
   * @param name as users see it, with unit
   * @param numeric numbers are sorted by value and set flush right
   */
  public record Field(String name, boolean numeric) {}

  /**
   * Rows in the order in which they are shown.
   *
   * @param rows row numbers; owned by the record
   */
  public record Order(int[] rows) {
    public int size() {
      return rows.length;
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(NodeTableViewModel.class);

  private final NodePopulation population;
  private final TaskService tasks;
  private final List<Field> fields = new ArrayList<>();
  private final List<CellText> cells = new ArrayList<>();
  private final List<CellNumber> numbers = new ArrayList<>();
  private final ReadOnlyObjectWrapper<Order> order;
  private final StringProperty filter = new SimpleStringProperty("");
  private int sortField = -1;
  private boolean ascending = true;
  private BackgroundTask<Optional<Order>> running;
  private int requests;

  private interface CellText {
    String at(int row);
  }

  private interface CellNumber {
    double at(int row);
  }

  public NodeTableViewModel(NodePopulation population, TaskService tasks) {
    this.population = population;
    this.tasks = tasks;
    order = new ReadOnlyObjectWrapper<>(new Order(IntStream.range(0, population.size()).toArray()));
    number("node_id", row -> population.nodeIds()[row]);
    number("node_type_id", row -> population.type(row).id());
    text("cell model", row -> CellDetails.shortName(population.cellModel(row)));
    position("x", 0);
    position("y", 1);
    position("z", 2);
    population.columns().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .filter(entry -> !List.of("x", "y", "z", "positions", "node_id").contains(entry.getKey()))
        .forEach(entry -> column(entry.getKey(), entry.getValue()));
    filter.subscribe(this::recompute);
  }

  public List<Field> fields() {
    return List.copyOf(fields);
  }

  /** Text of one cell; cheap, called for what is on screen only. */
  public String text(int row, int field) {
    return cells.get(field).at(row);
  }

  /** The rows to show; replaced when filter or sort order changed. */
  public ReadOnlyObjectProperty<Order> orderProperty() {
    return order.getReadOnlyProperty();
  }

  /** Shows only nodes with this in one of their cells; a plain number finds the node of that id. */
  public StringProperty filterProperty() {
    return filter;
  }

  public NodePopulation population() {
    return population;
  }

  /** Sorts by a column, or back to the order of the file with -1. */
  public void sort(int field, boolean upwards) {
    sortField = field;
    ascending = upwards;
    recompute();
  }

  private void recompute() {
    if (running != null) {
      running.stop();
    }
    String query = filter.get().strip().toLowerCase(Locale.ROOT);
    int field = sortField;
    boolean upwards = ascending;
    if (query.isEmpty()
        && field < 0
        && order.get().size() == population.size()
        && isFileOrder(order.get().rows())) {
      return;
    }
    int request = ++requests;
    running =
        tasks.start(
            "Sort nodes of " + population.name(),
            control -> computed(query, field, upwards, control),
            result -> {
              // A newer question may be under way; the answer to the old one is dropped.
              if (result.isPresent() && request == requests) {
                order.set(result.get());
              }
            },
            reason -> LOG.warn("The nodes of {} could not be sorted", population.name(), reason));
  }

  private static boolean isFileOrder(int[] rows) {
    for (int i = 0; i < rows.length; i++) {
      if (rows[i] != i) {
        return false;
      }
    }
    return true;
  }

  private Optional<Order> computed(String query, int field, boolean upwards, RunControl control) {
    int[] rows =
        query.isEmpty()
            ? IntStream.range(0, population.size()).toArray()
            : IntStream.range(0, population.size())
                .takeWhile(row -> (row & 0xfff) != 0 || !control.stopRequested())
                .filter(row -> matches(row, query))
                .toArray();
    if (control.stopRequested()) {
      return Optional.empty();
    }
    return Optional.of(new Order(field < 0 ? rows : sorted(rows, field, upwards)));
  }

  private int[] sorted(int[] rows, int field, boolean upwards) {
    Integer[] boxed = Arrays.stream(rows).boxed().toArray(Integer[]::new);
    Comparator<Integer> comparator;
    if (fields.get(field).numeric()) {
      CellNumber number = numbers.get(field);
      comparator = Comparator.comparingDouble(number::at);
    } else {
      CellText text = cells.get(field);
      comparator = Comparator.comparing(text::at);
    }
    Arrays.sort(boxed, upwards ? comparator : comparator.reversed());
    return Arrays.stream(boxed).mapToInt(Integer::intValue).toArray();
  }

  private boolean matches(int row, String query) {
    if (query.chars().allMatch(Character::isDigit)) {
      return Long.toString(population.nodeIds()[row]).equals(query)
          || Long.toString(population.type(row).id()).equals(query);
    }
    for (CellText cell : cells) {
      if (cell.at(row).toLowerCase(Locale.ROOT).contains(query)) {
        return true;
      }
    }
    return false;
  }

  private void position(String name, int axis) {
    double[] positions = population.positionUm();
    if (positions.length == 3 * population.size()) {
      add(
          new Field(AttributeUnits.header(name), true),
          row -> NumberText.real(round(positions[3 * row + axis])),
          row -> positions[3 * row + axis]);
    }
  }

  /** A hundredth of a micrometre is more than anybody reads in a table. */
  private static double round(double um) {
    return Math.rint(um * 100) / 100;
  }

  private void column(String name, Column column) {
    boolean numeric = column instanceof Column.Numbers;
    add(
        new Field(AttributeUnits.header(name), numeric),
        row -> column.value(row).map(NodeTableViewModel::text).orElse("–"),
        row -> column instanceof Column.Numbers(double[] values) ? values[row] : Double.NaN);
  }

  private static String text(Value value) {
    return switch (value) {
      case Value.Num(double number) -> NumberText.real(number);
      case Value.Text(String text) -> text;
    };
  }

  private void number(String name, IntToLongFunction value) {
    add(
        new Field(AttributeUnits.header(name), true),
        row -> Long.toString(value.applyAsLong(row)),
        value::applyAsLong);
  }

  private void text(String name, CellText value) {
    add(new Field(name, false), value, _ -> Double.NaN);
  }

  private void add(Field field, CellText text, CellNumber number) {
    fields.add(field);
    cells.add(text);
    numbers.add(number);
  }

  /** The cell of a row of the table as it is shown now. */
  public Optional<Integer> rowAt(int index) {
    return index >= 0 && index < order.get().size()
        ? Optional.of(order.get().rows()[index])
        : Optional.empty();
  }
}
