package org.neurowright.engine.bench;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neurowright.engine.description.MechanismInsertion;
import org.neurowright.engine.description.RangeValue;
import org.neurowright.engine.description.SectionGeometry;
import org.neurowright.engine.description.SectionModel;
import org.neurowright.engine.mechanism.GlobalVariable;
import org.neurowright.engine.mechanism.MechanismCatalogue;
import org.neurowright.engine.mechanism.MechanismType;

/** What the parameters of a cell are in its file. */
public final class OriginalValues {
  /** NEURON's values of ions that nobody sets: reversal potential, inside, outside. */
  private static final Map<String, Double> IONS =
      Map.of(
          "ena", 50.0,
          "ek", -77.0,
          "eca", 132.4579341637009,
          "nai", 10.0,
          "nao", 140.0,
          "ki", 54.4,
          "ko", 2.5,
          "cai", 5e-5,
          "cao", 2.0);

  private OriginalValues() {}

  /**
   * Values of what a change sets, over the segments or sections that have it; of nothing if nobody
   * has it.
   */
  public static DoubleSummaryStatistics of(Specimen specimen, Change change) {
    DoubleSummaryStatistics values = new DoubleSummaryStatistics();
    switch (change) {
      case Change.Global global -> global(specimen, global.name()).ifPresent(values::accept);
      case Change.Section section ->
          section.sections().stream()
              .map(specimen.cell().sections()::get)
              .forEach(s -> values.accept(property(s, section.property())));
      case Change.Range range ->
          ChangedCell.owners(specimen, range).stream()
              .map(specimen.cell().sections()::get)
              .forEach(s -> accept(values, s, range.variable(), specimen.catalogue()));
    }
    return values;
  }

  /** Their mean; exactly the value where all are equal, NaN where there are none. */
  public static double mean(Specimen specimen, Change change) {
    DoubleSummaryStatistics values = of(specimen, change);
    return values.getCount() == 0
        ? Double.NaN
        : values.getMin() == values.getMax() ? values.getMin() : values.getAverage();
  }

  private static double property(SectionModel section, Change.Property property) {
    return switch (property) {
      case AXIAL_RESISTIVITY -> section.axialResistivityOhmCm();
      case LENGTH -> section.lengthUm();
      case SEGMENTS -> section.nseg();
    };
  }

  private static void accept(
      DoubleSummaryStatistics values,
      SectionModel section,
      String variable,
      MechanismCatalogue catalogue) {
    boolean single = false;
    for (RangeValue value : section.rangeValues()) {
      if (value.variable().equals(variable)) {
        values.accept(value.value());
        single = true;
      }
    }
    if (single) {
      return;
    }
    switch (variable) {
      case "cm" -> values.accept(section.capacitanceUfPerCm2());
      case "diam" -> {
        switch (section.geometry()) {
          case SectionGeometry.Cylinder cylinder -> values.accept(cylinder.diameterUm());
          case SectionGeometry.Points points -> {
            for (float diameter : points.diameter()) {
              values.accept(diameter);
            }
          }
        }
      }
      default -> values.accept(uniform(section, variable, catalogue));
    }
  }

  private static double uniform(
      SectionModel section, String variable, MechanismCatalogue catalogue) {
    for (MechanismInsertion insertion : section.mechanisms()) {
      String suffix = "_" + insertion.mechanism();
      if (!variable.endsWith(suffix)) {
        continue;
      }
      String name = variable.substring(0, variable.length() - suffix.length());
      Double given = insertion.parameters().get(name);
      Optional<MechanismType> type = catalogue.find(insertion.mechanism());
      if (given != null) {
        return given;
      }
      if (type.isPresent() && type.get().variableIndex(name).isPresent()) {
        return type.get().variables().get(type.get().variableIndex(name).getAsInt()).defaultValue();
      }
    }
    return section
        .ionValues()
        .getOrDefault(variable, IONS.getOrDefault(variable, variable.startsWith("e") ? 0.0 : 1.0));
  }

  private static Optional<Double> global(Specimen specimen, String name) {
    Double given = specimen.cell().globals().get(name);
    if (given != null) {
      return Optional.of(given);
    }
    if (name.endsWith("_ion")) {
      // cai0_ca_ion
      int zero = name.indexOf('0');
      return zero < 0
          ? Optional.empty()
          : Optional.of(IONS.getOrDefault(name.substring(0, zero), 1.0));
    }
    List<Double> found = new ArrayList<>();
    for (MechanismType type : specimen.catalogue().all()) {
      for (GlobalVariable variable : type.globals()) {
        if (name.equals(variable.name() + "_" + type.name())) {
          found.add(variable.defaultValue());
        }
      }
    }
    return found.stream().findFirst();
  }
}
