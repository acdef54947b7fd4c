package org.neurowright.io.tuned;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neurowright.engine.bench.Benches;
import org.neurowright.engine.bench.Change;
import org.neurowright.engine.bench.Preparation;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.MechanismInsertion;
import org.neurowright.engine.description.RangeValue;
import org.neurowright.engine.description.SectionGeometry;
import org.neurowright.engine.description.SectionModel;
import org.neurowright.engine.mechanism.MechanismCatalogue;
import org.neurowright.engine.mechanism.MechanismVariable;

/** What a tuned cell has where: the truth that written files are held to. */
final class TunedValues {
  /** Points of morphologies are 32-bit numbers. */
  private static final double GEOMETRY = 2e-6;

  private TunedValues() {}

  /** The cell with its changes. */
  static CableCell cell(Preparation tuned) {
    return new Benches(tuned, 1).cell();
  }

  /**
   * Changed values by variable, in the order of the changes; the sections are those that really
   * have another value than before.
   *
   * @param sections indices by new value
   */
  record Changed(String variable, Map<Double, List<Integer>> sections, List<Integer> uneven) {}

  /** Everything that differs between the cell as it came and as it is. */
  static List<Changed> changes(Preparation tuned) {
    CableCell before = tuned.specimen().cell();
    CableCell after = cell(tuned);
    MechanismCatalogue catalogue = tuned.specimen().catalogue();
    List<Map<String, double[]>> old = new ArrayList<>();
    List<Map<String, double[]>> now = new ArrayList<>();
    for (int s = 0; s < before.sections().size(); s++) {
      old.add(facts(before.sections().get(s), catalogue));
      now.add(facts(after.sections().get(s), catalogue));
    }
    List<Changed> all = new ArrayList<>();
    for (String variable : variables(tuned)) {
      Map<Double, List<Integer>> byValue = new LinkedHashMap<>();
      List<Integer> uneven = new ArrayList<>();
      for (int s = 0; s < now.size(); s++) {
        double[] values = now.get(s).get(variable);
        if (values == null || same(values, old.get(s).get(variable), variable)) {
          continue;
        }
        if (isUniform(values)) {
          byValue.computeIfAbsent(values[0], _ -> new ArrayList<>()).add(s);
        } else {
          uneven.add(s);
        }
      }
      if (!byValue.isEmpty() || !uneven.isEmpty()) {
        all.add(new Changed(variable, byValue, uneven));
      }
    }
    return all;
  }

  /** Names of what was turned: geometry first, since it decides what the rest falls on. */
  private static List<String> variables(Preparation tuned) {
    Set<String> names = new LinkedHashSet<>();
    for (Change change : tuned.changes()) {
      switch (change) {
        case Change.Section section -> names.add(name(section.property()));
        case Change.Range range -> names.add(range.variable());
        case Change.Global _ -> {
          // held in the cell's globals
        }
      }
    }
    List<String> ordered = new ArrayList<>();
    for (String first : List.of("nseg", "L", "diam", "Ra", "cm")) {
      if (names.remove(first)) {
        ordered.add(first);
      }
    }
    ordered.addAll(names);
    return ordered;
  }

  static String name(Change.Property property) {
    return switch (property) {
      case AXIAL_RESISTIVITY -> "Ra";
      case LENGTH -> "L";
      case SEGMENTS -> "nseg";
    };
  }

  /** Shared variables with another value than before. */
  static Map<String, Double> globals(Preparation tuned) {
    Map<String, Double> changed = new LinkedHashMap<>();
    for (Change change : tuned.changes()) {
      if (change instanceof Change.Global(String name, double value)
          && !Double.valueOf(value).equals(tuned.specimen().cell().globals().get(name))) {
        changed.put(name, value);
      }
    }
    return changed;
  }

  static boolean isUniform(double[] values) {
    return Arrays.stream(values).allMatch(v -> v == values[0]);
  }

  /** Where two cells differ, in a few words; empty when they are the same. */
  static String difference(CableCell wanted, CableCell found, MechanismCatalogue catalogue) {
    if (wanted.sections().size() != found.sections().size()) {
      return "the number of sections";
    }
    for (int s = 0; s < wanted.sections().size(); s++) {
      Map<String, double[]> want = facts(wanted.sections().get(s), catalogue);
      Map<String, double[]> have = facts(found.sections().get(s), catalogue);
      Set<String> names = new LinkedHashSet<>(want.keySet());
      names.addAll(have.keySet());
      for (String name : names) {
        if (!same(want.get(name), have.get(name), name)) {
          return name + " of " + wanted.sections().get(s).name();
        }
      }
    }
    for (Map.Entry<String, Double> global : wanted.globals().entrySet()) {
      if (!global.getValue().equals(found.globals().get(global.getKey()))) {
        return global.getKey();
      }
    }
    return "";
  }

  private static boolean same(double[] a, double[] b, String variable) {
    if (a == null || b == null || a.length != b.length) {
      return false;
    }
    boolean geometry = variable.equals("L") || variable.equals("diam");
    for (int i = 0; i < a.length; i++) {
      boolean equal =
          geometry
              ? Math.abs(a[i] - b[i]) <= GEOMETRY * Math.abs(a[i])
              : Double.compare(a[i], b[i]) == 0 || a[i] == b[i];
      if (!equal) {
        return false;
      }
    }
    return true;
  }

  /** Values of every variable of a section, one for each segment. */
  private static Map<String, double[]> facts(SectionModel section, MechanismCatalogue catalogue) {
    Map<String, double[]> facts = new LinkedHashMap<>();
    facts.put("nseg", new double[] {section.nseg()});
    facts.put("L", new double[] {section.lengthUm()});
    facts.put("Ra", new double[] {section.axialResistivityOhmCm()});
    fill(facts, "cm", section.nseg(), section.capacitanceUfPerCm2());
    switch (section.geometry()) {
      case SectionGeometry.Cylinder cylinder ->
          fill(facts, "diam", section.nseg(), cylinder.diameterUm());
      case SectionGeometry.Points points -> {
        double[] diameters = new double[points.size()];
        for (int i = 0; i < diameters.length; i++) {
          diameters[i] = points.diameter()[i];
        }
        facts.put("diam", diameters);
      }
    }
    for (MechanismInsertion insertion : section.mechanisms()) {
      String suffix = "_" + insertion.mechanism();
      catalogue
          .find(insertion.mechanism())
          .ifPresent(type ->
              type.variables().stream()
                  .filter(v -> v.role() == MechanismVariable.Role.PARAMETER && v.visible())
                  .forEach(v -> fill(facts, v.name() + suffix, section.nseg(), v.defaultValue())));
      insertion
          .parameters()
          .forEach((name, value) -> fill(facts, name + suffix, section.nseg(), value));
    }
    section.ionValues().forEach((name, value) -> fill(facts, name, section.nseg(), value));
    for (RangeValue value : section.rangeValues()) {
      if (value.variable().equals("diam") && section.geometry() instanceof SectionGeometry.Points) {
        continue; // has no effect
      }
      double[] values =
          facts.computeIfAbsent(
              value.variable(),
              _ -> {
                double[] unknown = new double[section.nseg()];
                Arrays.fill(unknown, Double.NaN);
                return unknown;
              });
      values[Math.min((int) (section.nseg() * value.x()), section.nseg() - 1)] = value.value();
    }
    return facts;
  }

  private static void fill(Map<String, double[]> facts, String name, int nseg, double value) {
    double[] values = new double[nseg];
    Arrays.fill(values, value);
    facts.put(name, values);
  }
}
