package org.neurowright.app.mechanism;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.neurowright.app.text.NumberText;
import org.neurowright.engine.mechanism.GlobalVariable;
import org.neurowright.engine.mechanism.IonUse;
import org.neurowright.engine.mechanism.MechanismKind;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.mechanism.MechanismVariable;

/** What a mechanism is, as lines and rows for people. */
final class MechanismFacts {
  private MechanismFacts() {}

  static String kind(MechanismType type) {
    return switch (type.kind()) {
      case DENSITY -> "Density mechanism";
      case POINT_PROCESS -> "Point process";
      case ARTIFICIAL_CELL -> "Artificial cell";
    };
  }

  /** Glyph of a kind. */
  static String glyph(MechanismKind kind) {
    return switch (kind) {
      case DENSITY -> "mdi2t-tunnel-outline";
      case POINT_PROCESS -> "mdi2b-bullseye";
      case ARTIFICIAL_CELL -> "mdi2c-circle-double";
    };
  }

  /** Name and value of what is worth knowing besides the variables. */
  static List<List<String>> lines(MechanismType type) {
    List<List<String>> lines = new ArrayList<>();
    if (!type.title().isBlank()) {
      lines.add(List.of("Title", type.title().strip()));
    }
    if (!type.currents().isEmpty()) {
      lines.add(
          List.of(
              type.electrodeCurrent() ? "Electrode current" : "Currents",
              String.join(", ", type.currents())));
    }
    for (IonUse use : type.ions()) {
      List<String> parts = new ArrayList<>();
      if (!use.reads().isEmpty()) {
        parts.add("reads " + String.join(", ", use.reads().stream().sorted().toList()));
      }
      if (!use.writes().isEmpty()) {
        parts.add("writes " + String.join(", ", use.writes().stream().sorted().toList()));
      }
      lines.add(List.of("Ion " + use.ion(), String.join("; ", parts)));
    }
    if (type.netReceiveArgs() >= 0) {
      lines.add(
          List.of("Events", NumberText.plural(type.netReceiveArgs(), "argument", "arguments")));
    }
    return lines;
  }

  /** Name, unit, default and role of every variable a user can see, then the globals. */
  static List<List<String>> variables(MechanismType type) {
    List<List<String>> rows = new ArrayList<>();
    for (MechanismVariable variable : type.variables()) {
      if (variable.visible()) {
        boolean parameter = variable.role() == MechanismVariable.Role.PARAMETER;
        rows.add(
            List.of(
                variable.size() > 1
                    ? variable.name() + "[" + variable.size() + "]"
                    : variable.name(),
                variable.unit(),
                parameter ? NumberText.real(variable.defaultValue()) : "",
                variable.role().name().toLowerCase(Locale.ROOT)));
      }
    }
    for (GlobalVariable variable : type.globals()) {
      if (variable.parameter()) {
        rows.add(
            List.of(
                variable.name(),
                variable.unit(),
                NumberText.real(variable.defaultValue()),
                "global"));
      }
    }
    return rows;
  }
}
