package org.neurowright.app.lab.cell;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.neurowright.app.text.UnitText;
import org.neurowright.engine.bench.Change;
import org.neurowright.engine.bench.Specimen;
import org.neurowright.engine.description.MechanismInsertion;
import org.neurowright.engine.description.RangeValue;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.description.SectionModel;
import org.neurowright.engine.mechanism.IonUse;
import org.neurowright.engine.mechanism.MechanismKind;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.mechanism.MechanismVariable;
import org.neurowright.io.lab.LabCell;

/** Finds what can be turned in a cell. */
final class CellParameters {
  /** NEURON's reversal potentials where nobody sets them, mV. */
  private static final Map<String, Double> REVERSALS =
      Map.of("na", 50.0, "k", -77.0, "ca", 132.4579341637009);

  private CellParameters() {}

  /** Parameters by group: the run, all sections together, then each part of the cell. */
  static List<Parameter> of(LabCell cell) {
    List<Parameter> list = new ArrayList<>();
    list.add(ofRun("celsius", "°C", cell.conditions().celsius(), Parameter.Condition.TEMPERATURE));
    list.add(
        ofRun("v_init", "mV", cell.conditions().vInitMv(), Parameter.Condition.INITIAL_POTENTIAL));
    list.add(ofRun("dt", "ms", cell.conditions().dtMs(), Parameter.Condition.STEP));
    List<Parameter> parts = new ArrayList<>();
    for (SectionKind kind : SectionKind.values()) {
      List<Integer> sections = new ArrayList<>();
      for (int s = 0; s < cell.specimen().cell().sections().size(); s++) {
        if (cell.specimen().cell().sections().get(s).kind() == kind) {
          sections.add(s);
        }
      }
      if (!sections.isEmpty()) {
        addPart(parts, kind.label(), sections, cell.specimen());
      }
    }
    list.addAll(together(parts));
    list.addAll(parts);
    return list;
  }

  private static Parameter ofRun(
      String name, String unit, double value, Parameter.Condition condition) {
    return new Parameter(
        Parameter.RUN,
        Parameter.RUN,
        name,
        name,
        unit,
        value,
        value,
        value,
        new Parameter.Target.OfRun(condition));
  }

  /** Variables that several parts have can be turned in all of them at once. */
  private static List<Parameter> together(List<Parameter> parts) {
    Map<String, List<Parameter>> byVariable = new LinkedHashMap<>();
    parts.forEach(p -> byVariable.computeIfAbsent(p.variable(), _ -> new ArrayList<>()).add(p));
    List<Parameter> all = new ArrayList<>();
    byVariable.values().stream()
        .filter(same -> same.size() > 1)
        .forEach(same -> {
          Parameter first = same.getFirst();
          all.add(
              new Parameter(
                  Parameter.ALL,
                  first.mechanism(),
                  first.name(),
                  first.variable(),
                  first.unit(),
                  same.stream().mapToDouble(Parameter::least).min().orElse(0),
                  same.stream().mapToDouble(Parameter::most).max().orElse(0),
                  same.stream().mapToDouble(Parameter::original).average().orElse(0),
                  new Parameter.Target.OfAll(same)));
        });
    return all;
  }

  private static void addPart(
      List<Parameter> parts, String group, List<Integer> indices, Specimen specimen) {
    List<SectionModel> sections = indices.stream().map(specimen.cell().sections()::get).toList();
    parts.add(
        parameter(
            group,
            "membrane",
            "cm",
            "cm",
            "µF/cm²",
            values(sections, "cm", SectionModel::capacitanceUfPerCm2),
            new Change.Range(indices, "cm", 0)));
    parts.add(
        parameter(
            group,
            "membrane",
            "Ra",
            "Ra",
            "Ω cm",
            values(sections, "Ra", SectionModel::axialResistivityOhmCm),
            new Change.Section(indices, Change.Property.AXIAL_RESISTIVITY, 0)));
    Set<String> mechanisms = new LinkedHashSet<>();
    sections.forEach(s -> s.mechanisms().forEach(m -> mechanisms.add(m.mechanism())));
    Set<String> reversals = new LinkedHashSet<>();
    Set<String> computed = new LinkedHashSet<>();
    for (String name : mechanisms) {
      Optional<MechanismType> type =
          specimen.catalogue().find(name).filter(t -> t.kind() == MechanismKind.DENSITY);
      if (type.isEmpty()) {
        continue;
      }
      List<SectionModel> owners =
          sections.stream()
              .filter(s -> s.mechanisms().stream().anyMatch(m -> m.mechanism().equals(name)))
              .toList();
      for (MechanismVariable variable : type.get().variables()) {
        if (variable.role() == MechanismVariable.Role.PARAMETER
            && variable.visible()
            && variable.size() == 1) {
          String full = variable.name() + "_" + name;
          parts.add(
              parameter(
                  group,
                  name,
                  variable.name(),
                  full,
                  UnitText.of(variable.unit()),
                  values(owners, full, s -> inserted(s, name, variable)),
                  new Change.Range(indices, full, 0)));
        }
      }
      for (IonUse ion : type.get().ions()) {
        if (ion.readsReversal()) {
          reversals.add(ion.ion());
        }
        if (ion.writesReversal() || ion.writesConcentration()) {
          computed.add(ion.ion());
        }
      }
    }
    // A reversal potential that follows from concentrations is not there to be set.
    reversals.removeAll(computed);
    for (String ion : reversals) {
      String variable = "e" + ion;
      boolean given = sections.stream().anyMatch(s -> s.ionValues().containsKey(variable));
      if (given || REVERSALS.containsKey(ion)) {
        List<SectionModel> users = sections.stream().filter(s -> uses(s, ion, specimen)).toList();
        parts.add(
            parameter(
                group,
                "ions",
                variable,
                variable,
                "mV",
                values(
                    users,
                    variable,
                    s -> s.ionValues().getOrDefault(variable, REVERSALS.getOrDefault(ion, 0.0))),
                new Change.Range(indices, variable, 0)));
      }
    }
  }

  private static boolean uses(SectionModel section, String ion, Specimen specimen) {
    return section.mechanisms().stream()
        .flatMap(m -> specimen.catalogue().find(m.mechanism()).stream())
        .anyMatch(t -> t.ions().stream().anyMatch(u -> u.ion().equals(ion)));
  }

  private static double inserted(SectionModel section, String name, MechanismVariable variable) {
    for (MechanismInsertion insertion : section.mechanisms()) {
      if (insertion.mechanism().equals(name)) {
        return insertion.parameters().getOrDefault(variable.name(), variable.defaultValue());
      }
    }
    return variable.defaultValue();
  }

  /** Values over sections; those of single segments count as they are. */
  private static DoubleSummaryStatistics values(
      List<SectionModel> sections, String variable, ToDoubleFunction<SectionModel> uniform) {
    DoubleSummaryStatistics statistics = new DoubleSummaryStatistics();
    for (SectionModel section : sections) {
      boolean single = false;
      for (RangeValue value : section.rangeValues()) {
        if (value.variable().equals(variable)) {
          statistics.accept(value.value());
          single = true;
        }
      }
      if (!single) {
        statistics.accept(uniform.applyAsDouble(section));
      }
    }
    return statistics;
  }

  private static Parameter parameter(
      String group,
      String mechanism,
      String name,
      String variable,
      String unit,
      DoubleSummaryStatistics values,
      Change change) {
    // The mean of equal numbers need not be that number.
    double mean = values.getMin() == values.getMax() ? values.getMin() : values.getAverage();
    return new Parameter(
        group,
        mechanism,
        name,
        variable,
        unit,
        values.getMin(),
        values.getMax(),
        mean,
        new Parameter.Target.OfCell(change));
  }
}
