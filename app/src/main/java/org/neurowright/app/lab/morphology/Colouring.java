package org.neurowright.app.lab.morphology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.neurowright.app.canvas.Palette;
import org.neurowright.app.canvas.PlotTheme;
import org.neurowright.app.lab.cell.RegionColours;
import org.neurowright.app.lab.cell.SegmentValues;
import org.neurowright.app.text.UnitText;
import org.neurowright.engine.description.MechanismInsertion;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.region.CellTable;

/**
 * Colours of the segments, and what they mean.
 *
 * @param argb by segment, as the palette has them; of scales for segments without a value only
 * @param position by segment on the scale, 0 to 1, not a number without a value; empty without
 *     scale
 * @param legend what they mean
 */
record Colouring(int[] argb, double[] position, Legend legend) {
  private static final int MOST_NAMES = 7;

  /** Of values that span more than this, the scale is logarithmic. */
  private static final double WIDE = 20;

  /** For segments without a value. */
  private static final int NOTHING = 0xFF9AA4AF;

  Colouring(int[] argb, Legend legend) {
    this(argb, new double[0], legend);
  }

  /** The colour of a segment before a background. */
  int argb(int segment, PlotTheme theme) {
    return position.length > 0 && Double.isFinite(position[segment])
        ? ramp(position[segment], theme)
        : theme.legible(argb[segment]);
  }

  /** The scale without the end that cannot be told from the background. */
  static int ramp(double fraction, PlotTheme theme) {
    return Palette.sequential(theme.isDark() ? .22 + .78 * fraction : .92 * fraction);
  }

  /** What to colour by. */
  sealed interface By {
    /** Part of the cell. */
    record Parts() implements By {}

    /** Which mechanisms are together. */
    record Mechanisms() implements By {}

    /** Whether one mechanism is there. */
    record Mechanism(String name) implements By {}

    /** Path from the soma. */
    record Distance() implements By {}

    record Diameter() implements By {}

    /** A parameter as it stands. */
    record Variable(String name, String unit) implements By {}

    /** For a list of choices. */
    default String title() {
      return switch (this) {
        case Parts _ -> "part of the cell";
        case Mechanisms _ -> "mechanisms";
        case Mechanism(String name) -> "has " + name;
        case Distance _ -> "distance (µm)";
        case Diameter _ -> "diameter (µm)";
        case Variable(String name, String unit) -> titled(name, unit);
      };
    }
  }

  /** What colours mean. */
  sealed interface Legend {
    /** One colour each. */
    record Names(List<Name> names) implements Legend {}

    /**
     * A scale of colours.
     *
     * @param logarithmic whether equal steps of colour are equal ratios
     * @param gaps whether some segments have no value
     */
    record Scale(String title, double lowest, double highest, boolean logarithmic, boolean gaps)
        implements Legend {}
  }

  /** A colour and its meaning. */
  record Name(String text, int argb) {}

  /** All that a cell can be coloured by. */
  static List<By> choices(CellTable table) {
    List<By> choices = new ArrayList<>();
    choices.add(new By.Parts());
    choices.add(new By.Distance());
    choices.add(new By.Diameter());
    choices.add(new By.Mechanisms());
    table.mechanisms().forEach(name -> choices.add(new By.Mechanism(name)));
    table.variables().forEach(v -> choices.add(new By.Variable(v.name(), UnitText.of(v.unit()))));
    return choices;
  }

  static Colouring of(By by, CellTable table) {
    return switch (by) {
      case By.Parts _ -> parts(table);
      case By.Mechanisms _ -> mechanisms(table);
      case By.Mechanism(String name) -> mechanism(table, name);
      case By.Distance _ -> scale(by.title(), values(table, table::distanceUm));
      case By.Diameter _ -> scale(by.title(), values(table, table::diamUm));
      case By.Variable(String name, String _) -> scale(by.title(), table.values(name));
    };
  }

  /** By what a page has found out; empty if it was of a cell with other segments. */
  static Optional<Colouring> of(SegmentValues offered, CellTable table) {
    if (offered.values().length != table.sections()) {
      return Optional.empty();
    }
    double[] values = Arrays.stream(offered.values()).flatMapToDouble(Arrays::stream).toArray();
    return values.length == table.segments()
        ? Optional.of(scale(titled(offered.name(), offered.unit()), values))
        : Optional.empty();
  }

  private static String titled(String name, String unit) {
    return name + (unit.isEmpty() ? "" : " (" + unit + ")");
  }

  private static double[] values(CellTable table, java.util.function.IntToDoubleFunction of) {
    double[] values = new double[table.segments()];
    Arrays.setAll(values, of);
    return values;
  }

  private static Colouring parts(CellTable table) {
    Set<SectionKind> kinds = new java.util.TreeSet<>();
    int[] argb = new int[table.segments()];
    for (int i = 0; i < argb.length; i++) {
      SectionKind kind = table.cell().sections().get(table.sectionOf(i)).kind();
      kinds.add(kind);
      argb[i] = RegionColours.argb(kind);
    }
    return new Colouring(
        argb,
        new Legend.Names(
            kinds.stream().map(k -> new Name(k.label(), RegionColours.argb(k))).toList()));
  }

  private static Colouring mechanisms(CellTable table) {
    Map<Set<String>, Integer> groups = new LinkedHashMap<>();
    int[] argb = new int[table.segments()];
    for (int i = 0; i < argb.length; i++) {
      Set<String> names = new LinkedHashSet<>();
      table.cell().sections().get(table.sectionOf(i)).mechanisms().stream()
          .map(MechanismInsertion::mechanism)
          .sorted(String.CASE_INSENSITIVE_ORDER)
          .forEach(names::add);
      argb[i] = Palette.category(groups.computeIfAbsent(names, _ -> groups.size()));
    }
    List<Name> names = new ArrayList<>();
    groups.forEach((group, index) -> {
      if (index < MOST_NAMES) {
        names.add(
            new Name(group.isEmpty() ? "none" : String.join(", ", group), Palette.category(index)));
      }
    });
    return new Colouring(argb, new Legend.Names(names));
  }

  private static Colouring mechanism(CellTable table, String name) {
    int[] argb = new int[table.segments()];
    for (int i = 0; i < argb.length; i++) {
      boolean there =
          table.cell().sections().get(table.sectionOf(i)).mechanisms().stream()
              .anyMatch(m -> m.mechanism().equals(name));
      argb[i] = there ? Palette.category(1) : NOTHING;
    }
    return new Colouring(
        argb,
        new Legend.Names(
            List.of(new Name("has " + name, Palette.category(1)), new Name("not", NOTHING))));
  }

  private static Colouring scale(String title, double[] values) {
    double lowest = Double.POSITIVE_INFINITY;
    double highest = Double.NEGATIVE_INFINITY;
    boolean gaps = false;
    for (double value : values) {
      if (Double.isFinite(value)) {
        lowest = Math.min(lowest, value);
        highest = Math.max(highest, value);
      } else {
        gaps = true;
      }
    }
    boolean logarithmic = lowest > 0 && highest / lowest > WIDE;
    double from = logarithmic ? Math.log(lowest) : lowest;
    double to = logarithmic ? Math.log(highest) : highest;
    int[] argb = new int[values.length];
    Arrays.fill(argb, NOTHING);
    double[] position = new double[values.length];
    for (int i = 0; i < argb.length; i++) {
      double value = logarithmic ? Math.log(values[i]) : values[i];
      position[i] =
          !Double.isFinite(value) ? Double.NaN : to > from ? (value - from) / (to - from) : .5;
    }
    return new Colouring(
        argb, position, new Legend.Scale(title, lowest, highest, logarithmic, gaps));
  }
}
