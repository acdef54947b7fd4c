package org.neurowright.app.lab.cell;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.neurowright.app.text.UnitText;
import org.neurowright.engine.bench.Change;
import org.neurowright.engine.bench.OriginalValues;
import org.neurowright.engine.bench.Specimen;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.description.SectionModel;
import org.neurowright.engine.mechanism.GlobalVariable;
import org.neurowright.engine.mechanism.IonUse;
import org.neurowright.engine.mechanism.MechanismKind;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.mechanism.MechanismVariable;
import org.neurowright.io.lab.LabCell;

/** Finds what can be turned in a cell. */
final class CellParameters {
  private static final String MEMBRANE = "membrane";
  private static final String IONS = "ions";
  private static final String GEOMETRY = "geometry";

  /** Ions that have a reversal potential where nobody sets it. */
  private static final Set<String> KNOWN_IONS = Set.of("na", "k", "ca");

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
        parts.addAll(part(kind.label(), sections, cell.specimen()));
      }
    }
    list.addAll(together(parts));
    list.addAll(parts);
    list.addAll(globals(cell.specimen()));
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
        .filter(same -> same.size() > 1 && !same.getFirst().mechanism().equals(GEOMETRY))
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

  /**
   * Parameters of some sections.
   *
   * @param group how the sections are called
   */
  static List<Parameter> part(String group, List<Integer> indices, Specimen specimen) {
    List<Parameter> parts = new ArrayList<>();
    List<SectionModel> sections = indices.stream().map(specimen.cell().sections()::get).toList();
    add(parts, specimen, group, MEMBRANE, "cm", "µF/cm²", new Change.Range(indices, "cm", 0));
    add(
        parts,
        specimen,
        group,
        MEMBRANE,
        "Ra",
        "Ω cm",
        new Change.Section(indices, Change.Property.AXIAL_RESISTIVITY, 0));
    Set<String> mechanisms = new LinkedHashSet<>();
    sections.forEach(s -> s.mechanisms().forEach(m -> mechanisms.add(m.mechanism())));
    Set<String> reversals = new LinkedHashSet<>();
    Set<String> inside = new LinkedHashSet<>();
    Set<String> computed = new LinkedHashSet<>();
    for (String name : mechanisms) {
      Optional<MechanismType> type =
          specimen.catalogue().find(name).filter(t -> t.kind() == MechanismKind.DENSITY);
      if (type.isEmpty()) {
        continue;
      }
      for (MechanismVariable variable : type.get().variables()) {
        if (variable.role() == MechanismVariable.Role.PARAMETER
            && variable.visible()
            && variable.size() == 1) {
          String full = variable.name() + "_" + name;
          add(
              parts,
              specimen,
              group,
              name,
              variable.name(),
              UnitText.of(variable.unit()),
              new Change.Range(indices, full, 0));
        }
      }
      for (IonUse ion : type.get().ions()) {
        if (ion.readsReversal()) {
          reversals.add(ion.ion());
        }
        if (ion.readsConcentration()) {
          inside.add(ion.ion());
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
      if (given || KNOWN_IONS.contains(ion)) {
        add(parts, specimen, group, IONS, variable, "mV", new Change.Range(indices, variable, 0));
      }
    }
    // Nor is a concentration that a mechanism computes; where that begins is a global value.
    inside.removeAll(computed);
    for (String ion : inside) {
      for (String variable : List.of(ion + "i", ion + "o")) {
        add(parts, specimen, group, IONS, variable, "mM", new Change.Range(indices, variable, 0));
      }
    }
    add(
        parts,
        specimen,
        group,
        GEOMETRY,
        "L",
        "µm",
        new Change.Section(indices, Change.Property.LENGTH, 0));
    add(parts, specimen, group, GEOMETRY, "diam", "µm", new Change.Range(indices, "diam", 0));
    add(
        parts,
        specimen,
        group,
        GEOMETRY,
        "nseg",
        "",
        new Change.Section(indices, Change.Property.SEGMENTS, 0));
    return parts;
  }

  /** What all instances of the cell's mechanisms share, and where computed ions begin. */
  private static List<Parameter> globals(Specimen specimen) {
    List<Parameter> globals = new ArrayList<>();
    Set<String> mechanisms = new LinkedHashSet<>();
    specimen
        .cell()
        .sections()
        .forEach(s -> s.mechanisms().forEach(m -> mechanisms.add(m.mechanism())));
    Set<String> computed = new LinkedHashSet<>();
    for (String name : mechanisms) {
      Optional<MechanismType> type = specimen.catalogue().find(name);
      if (type.isEmpty()) {
        continue;
      }
      for (GlobalVariable variable : type.get().globals()) {
        if (variable.parameter() && variable.size() == 1) {
          String full = variable.name() + "_" + name;
          globals.add(global(specimen, name, variable.name(), full, UnitText.of(variable.unit())));
        }
      }
      type.get().ions().stream()
          .filter(IonUse::writesConcentration)
          .forEach(ion -> computed.add(ion.ion()));
    }
    for (String ion : computed) {
      for (String name : List.of(ion + "i0", ion + "o0")) {
        globals.add(global(specimen, IONS, name, name + "_" + ion + "_ion", "mM"));
      }
    }
    return globals;
  }

  private static Parameter global(
      Specimen specimen, String mechanism, String name, String full, String unit) {
    Change change = new Change.Global(full, 0);
    double value = OriginalValues.mean(specimen, change);
    return new Parameter(
        Parameter.GLOBAL,
        mechanism,
        name,
        full,
        unit,
        value,
        value,
        value,
        new Parameter.Target.OfCell(change));
  }

  private static void add(
      List<Parameter> parts,
      Specimen specimen,
      String group,
      String mechanism,
      String name,
      String unit,
      Change change) {
    DoubleSummaryStatistics values = OriginalValues.of(specimen, change);
    if (values.getCount() == 0) {
      return;
    }
    String variable = change instanceof Change.Range range ? range.variable() : name;
    // The mean of equal numbers need not be that number.
    double mean = values.getMin() == values.getMax() ? values.getMin() : values.getAverage();
    parts.add(
        new Parameter(
            group,
            mechanism,
            name,
            variable,
            unit,
            values.getMin(),
            values.getMax(),
            mean,
            new Parameter.Target.OfCell(change)));
  }
}
