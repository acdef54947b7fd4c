package org.neurowright.engine.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.RangeValue;
import org.neurowright.engine.description.SectionGeometry;
import org.neurowright.engine.description.SectionModel;
import org.neurowright.engine.mechanism.IonUse;
import org.neurowright.engine.mechanism.MechanismCatalogue;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.mechanism.MechanismVariable.Role;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;

/** The description of a cell with changes written into it. */
final class ChangedCell {
  private ChangedCell() {}

  /**
   * The cell with all changes.
   *
   * @throws ModelException if a change finds nothing to change
   */
  static CableCell of(Preparation preparation) {
    Specimen specimen = preparation.specimen();
    List<SectionModel> sections = new ArrayList<>(specimen.cell().sections());
    Map<String, Double> globals = new HashMap<>(specimen.cell().globals());
    for (Change change : preparation.changes()) {
      switch (change) {
        case Change.Global(String name, double value) -> globals.put(name, value);
        case Change.Range range -> {
          List<Integer> owners = owners(specimen, range);
          if (owners.isEmpty()) {
            throw new ModelException(
                Problem.error(
                        "lab.unknown-parameter",
                        new Location("", 0, 0, specimen.name()),
                        "None of the chosen sections has a parameter " + range.variable())
                    .hint("Names are NEURON's: gnabar_hh, g_pas, ena, cm, diam"));
          }
          for (int s : owners) {
            sections.set(s, withRange(sections.get(s), range));
          }
        }
        case Change.Section(List<Integer> targets, Change.Property property, double value) -> {
          for (int s : targets) {
            sections.set(s, withProperty(sections.get(s), property, value));
          }
        }
      }
    }
    CableCell cell = specimen.cell();
    return new CableCell(
        cell.name(),
        sections,
        cell.connectionOrder(),
        globals,
        cell.points(),
        cell.morphologyIds());
  }

  /** Those of the chosen sections that have the variable. */
  static List<Integer> owners(Specimen specimen, Change.Range range) {
    return range.sections().stream()
        .filter(s -> has(specimen.cell().sections().get(s), range.variable(), specimen.catalogue()))
        .toList();
  }

  static boolean has(SectionModel section, String variable, MechanismCatalogue catalogue) {
    if (variable.equals("cm") || variable.equals("diam")) {
      return true;
    }
    return section.mechanisms().stream()
        .flatMap(insertion -> catalogue.find(insertion.mechanism()).stream())
        .anyMatch(type -> isParameter(type, variable) || usesIonVariable(type, variable));
  }

  private static boolean isParameter(MechanismType type, String variable) {
    String suffix = "_" + type.name();
    return variable.endsWith(suffix)
        && type.variables().stream()
            .anyMatch(v ->
                v.visible() && v.role() == Role.PARAMETER && variable.equals(v.name() + suffix));
  }

  private static boolean usesIonVariable(MechanismType type, String variable) {
    for (IonUse use : type.ions()) {
      if (variable.equals("e" + use.ion())
          || variable.equals(use.ion() + "i")
          || variable.equals(use.ion() + "o")) {
        return true;
      }
    }
    return false;
  }

  private static SectionModel withRange(SectionModel section, Change.Range range) {
    if (range.variable().equals("diam")
        && section.geometry() instanceof SectionGeometry.Points points) {
      // Segments of a section with points have the points' diameters.
      float[] diameter = new float[points.size()];
      Arrays.fill(diameter, (float) range.value());
      return section.withGeometry(
          new SectionGeometry.Points(
              points.x(), points.y(), points.z(), diameter, points.arcLengthsUm()));
    }
    List<RangeValue> values = new ArrayList<>(section.rangeValues());
    for (int i = 0; i < section.nseg(); i++) {
      values.add(new RangeValue(range.variable(), (i + .5) / section.nseg(), range.value()));
    }
    return section.withRangeValues(values);
  }

  private static SectionModel withProperty(
      SectionModel section, Change.Property property, double value) {
    return switch (property) {
      case AXIAL_RESISTIVITY ->
          section.withMembrane(
              value, section.capacitanceUfPerCm2(), section.mechanisms(), section.ionValues());
      case SEGMENTS -> section.withNseg((int) value);
      case LENGTH ->
          section.withGeometry(
              switch (section.geometry()) {
                case SectionGeometry.Cylinder cylinder ->
                    new SectionGeometry.Cylinder(value, cylinder.diameterUm());
                case SectionGeometry.Points points -> stretched(points, value / section.lengthUm());
              });
    };
  }

  private static SectionGeometry stretched(SectionGeometry.Points points, double factor) {
    int size = points.size();
    float[][] moved = {points.x().clone(), points.y().clone(), points.z().clone()};
    for (float[] axis : moved) {
      for (int i = 1; i < size; i++) {
        axis[i] = (float) (axis[0] + (axis[i] - axis[0]) * factor);
      }
    }
    double[] arc = points.arcLengthsUm();
    for (int i = 0; i < size; i++) {
      arc[i] *= factor;
    }
    return new SectionGeometry.Points(moved[0], moved[1], moved[2], points.diameter().clone(), arc);
  }
}
