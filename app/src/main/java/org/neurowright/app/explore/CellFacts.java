package org.neurowright.app.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import org.neurowright.app.text.AttributeUnits;
import org.neurowright.app.text.NumberText;
import org.neurowright.engine.description.CellModel;
import org.neurowright.engine.description.NodePopulation;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.description.SectionModel;
import org.neurowright.engine.description.Value;

/** What there is to know about one cell, in groups. */
public record CellFacts(String title, List<Group> groups) {
  /** Attributes that the groups above the attributes tell better. */
  private static final Set<String> SAID_ABOVE =
      Set.of(
          "x",
          "y",
          "z",
          "positions",
          "morphology",
          "dynamics_params",
          "rotation_angle_xaxis",
          "rotation_angle_yaxis",
          "rotation_angle_zaxis");

  /** Facts that belong together. */
  public record Group(String name, List<Fact> facts) {
    public Group {
      facts = List.copyOf(facts);
    }
  }

  /** A name and a value with its unit. */
  public record Fact(String name, String value) {}

  public CellFacts {
    groups = List.copyOf(groups);
  }

  static CellFacts of(CellIndex index, int cell, SpikeTable spikes, double durationMs) {
    NodePopulation population = index.population(cell);
    int row = index.row(cell);
    List<Group> groups = new ArrayList<>();
    groups.add(new Group("Cell", identity(population, row)));
    if (cell < spikes.counts().length && durationMs > 0) {
      groups.add(activity(spikes, cell, durationMs));
    }
    place(population, row, groups);
    switch (population.cellModel(row)) {
      case CellModel.Cable cable -> groups.add(shape(cable.cell().sections()));
      case CellModel.Artificial artificial ->
          groups.add(
              new Group(
                  "Parameters",
                  new TreeMap<>(artificial.parameters())
                      .entrySet().stream()
                          .map(e -> new Fact(e.getKey(), number(e.getValue())))
                          .toList()));
      case CellModel.Virtual virtual -> {}
    }
    groups.add(attributes(population, row));
    return new CellFacts(
        index.label(cell), groups.stream().filter(g -> !g.facts().isEmpty()).toList());
  }

  private static List<Fact> identity(NodePopulation population, int row) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Population", population.name()));
    facts.add(new Fact("Node id", Long.toString(population.nodeIds()[row])));
    facts.add(new Fact("Row", Integer.toString(row)));
    facts.add(new Fact("Node type id", Long.toString(population.type(row).id())));
    // Models of cells with a morphology are called by both files, which is too long for one line.
    String[] names = population.cellModel(row).name().split(" on ", 2);
    facts.add(new Fact("Model", names[0]));
    if (names.length > 1) {
      facts.add(new Fact("Morphology", names[1]));
    }
    return facts;
  }

  private static Group activity(SpikeTable spikes, int cell, double durationMs) {
    int count = spikes.counts()[cell];
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Spikes", Integer.toString(count)));
    facts.add(
        new Fact("Mean rate", String.format(Locale.ROOT, "%.2f Hz", count * 1000 / durationMs)));
    if (count > 0) {
      facts.add(
          new Fact("First spike", String.format(Locale.ROOT, "%.2f ms", spikes.firstMs()[cell])));
    }
    return new Group("Activity", facts);
  }

  private static void place(NodePopulation population, int row, List<Group> groups) {
    List<Fact> facts = new ArrayList<>();
    String position = triple(population.positionUm(), row, 1);
    if (!position.isEmpty()) {
      facts.add(new Fact("x, y, z", position + " µm"));
    }
    String rotation = triple(population.rotationRad(), row, 180 / Math.PI);
    if (!rotation.isEmpty()) {
      facts.add(new Fact("Rotation", rotation + " °"));
    }
    groups.add(new Group("Place", facts));
  }

  private static String triple(double[] values, int row, double factor) {
    if (values.length < 3 * row + 3) {
      return "";
    }
    double a = values[3 * row] * factor;
    double b = values[3 * row + 1] * factor;
    double c = values[3 * row + 2] * factor;
    return Double.isNaN(a + b + c) ? "" : String.format(Locale.ROOT, "%.1f, %.1f, %.1f", a, b, c);
  }

  private static Group shape(List<SectionModel> sections) {
    List<Fact> facts = new ArrayList<>();
    for (SectionKind kind : SectionKind.values()) {
      List<SectionModel> own = sections.stream().filter(s -> s.kind() == kind).toList();
      if (!own.isEmpty()) {
        double length = own.stream().mapToDouble(SectionModel::lengthUm).sum();
        facts.add(
            new Fact(kind.label(), String.format(Locale.ROOT, "%d, %.0f µm", own.size(), length)));
      }
    }
    int segments = sections.stream().mapToInt(SectionModel::nseg).sum();
    facts.add(new Fact("Segments", Integer.toString(segments)));
    return new Group("Sections", facts);
  }

  private static Group attributes(NodePopulation population, int row) {
    TreeMap<String, String> values = new TreeMap<>();
    population.type(row).attributes().forEach((name, value) -> values.put(name, text(name, value)));
    population
        .columns()
        .forEach((name, column) ->
            column.value(row).ifPresent(value -> values.put(name, text(name, value))));
    values.keySet().removeAll(SAID_ABOVE);
    return new Group(
        "Attributes",
        values.entrySet().stream().map(e -> new Fact(e.getKey(), e.getValue())).toList());
  }

  /** Numbers in as many digits as one reads, with their unit where it is known. */
  private static String text(String attribute, Value value) {
    String text = value instanceof Value.Num num ? NumberText.real(num.value()) : value.toString();
    String unit = AttributeUnits.unitOf(attribute);
    return unit.isEmpty() || !(value instanceof Value.Num) ? text : text + " " + unit;
  }

  private static String number(double value) {
    return new Value.Num(value).toString();
  }
}
