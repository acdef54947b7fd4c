package org.neurowright.app.lab.tuner;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neurowright.app.text.UnitText;
import org.neurowright.engine.bench.Site;
import org.neurowright.engine.bench.Specimen;
import org.neurowright.engine.description.SectionModel;
import org.neurowright.engine.mechanism.IonUse;
import org.neurowright.engine.mechanism.MechanismKind;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.mechanism.MechanismVariable;

/** What can be recorded at a place of a cell. */
final class CellVariables {
  private CellVariables() {}

  /** Units by NEURON's names, the potential first. */
  static Map<String, String> at(Specimen specimen, Site site) {
    SectionModel section = specimen.cell().sections().get(site.section());
    Map<String, String> units = new LinkedHashMap<>();
    units.put("v", "mV");
    List<MechanismType> types =
        section.mechanisms().stream()
            .flatMap(m -> specimen.catalogue().find(m.mechanism()).stream())
            .filter(type -> type.kind() == MechanismKind.DENSITY)
            .toList();
    for (MechanismType type : types) {
      for (IonUse use : type.ions()) {
        units.put("i" + use.ion(), "mA/cm²");
        units.put("e" + use.ion(), "mV");
        units.put(use.ion() + "i", "mM");
        units.put(use.ion() + "o", "mM");
      }
    }
    for (MechanismType type : types) {
      for (MechanismVariable variable : type.variables()) {
        if (variable.visible()
            && variable.size() == 1
            && variable.role() != MechanismVariable.Role.POINTER) {
          units.put(variable.name() + "_" + type.name(), UnitText.of(variable.unit()));
        }
      }
    }
    return units;
  }

  /**
   * A curve as it is written.
   *
   * @param place {@code dend[3](0.5)}
   * @param variable {@code m_hh}
   */
  record Curve(String place, String variable) {
    @Override
    public String toString() {
      return place + "." + variable;
    }
  }

  /** Takes {@code section(x).variable} apart; empty when it reads otherwise. */
  static Optional<Curve> parse(String text) {
    String curve = text.strip();
    int dot = curve.lastIndexOf('.');
    // soma(0.5) has a dot, too
    if (dot <= 0 || dot == curve.length() - 1 || curve.indexOf(')', dot) >= 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Curve(curve.substring(0, dot).strip(), curve.substring(dot + 1).strip()));
  }

  /** Names of all sections as places say them. */
  static List<String> sections(Specimen specimen) {
    List<String> names = new ArrayList<>();
    for (SectionModel section : specimen.cell().sections()) {
      names.add(section.name());
    }
    return names;
  }
}
