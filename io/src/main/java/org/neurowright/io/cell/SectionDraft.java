package org.neurowright.io.cell;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.neurowright.engine.description.MechanismInsertion;
import org.neurowright.engine.description.SectionGeometry;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.description.SectionModel;

/** One section of a {@link CellDraft}, with NEURON's defaults until they are set. */
final class SectionDraft {
  private static final Pattern ION_VARIABLE = Pattern.compile("e[a-z]+|[a-z]+[io]");

  final String name;
  final SectionKind kind;
  final SectionGeometry geometry;
  SectionDraft parent;
  double parentX;

  /** Sections are connected to their parents in ascending rank. */
  long connectionRank;

  double axialResistivityOhmCm = 35.4;
  double capacitanceUfPerCm2 = 1;
  private final Map<String, Map<String, Double>> mechanisms = new LinkedHashMap<>();
  private final Map<String, Double> ionValues = new LinkedHashMap<>();

  SectionDraft(String name, SectionKind kind, SectionGeometry geometry) {
    this.name = name;
    this.kind = kind;
    this.geometry = geometry;
  }

  void connect(SectionDraft newParent, double newParentX) {
    parent = newParent;
    parentX = newParentX;
  }

  /** Inserts a mechanism; a second time does nothing. */
  void insert(String mechanism) {
    mechanisms.computeIfAbsent(mechanism, m -> new LinkedHashMap<>());
  }

  void setParameter(String mechanism, String parameter, double value) {
    insert(mechanism);
    mechanisms.get(mechanism).put(parameter, value);
  }

  void setIonValue(String variable, double value) {
    ionValues.put(variable, value);
  }

  /**
   * Sets a variable by the name it has in NEURON: {@code cm}, {@code Ra}, {@code gbar_Im} of an
   * inserted mechanism, {@code ena}.
   *
   * @return false when the section has no such variable
   */
  boolean set(String variable, double value) {
    switch (variable) {
      case "cm" -> capacitanceUfPerCm2 = value;
      case "Ra" -> axialResistivityOhmCm = value;
      default -> {
        String owner = ownerOf(variable);
        if (owner != null) {
          setParameter(owner, variable.substring(0, variable.length() - owner.length() - 1), value);
        } else if (ION_VARIABLE.matcher(variable).matches()) {
          setIonValue(variable, value);
        } else {
          return false;
        }
      }
    }
    return true;
  }

  /**
   * The inserted mechanism whose name ends the variable's; the longest one, for {@code Im_v2} and
   * {@code v2}.
   */
  private String ownerOf(String variable) {
    String owner = null;
    for (String mechanism : mechanisms.keySet()) {
      if (variable.length() > mechanism.length() + 1
          && variable.endsWith("_" + mechanism)
          && (owner == null || mechanism.length() > owner.length())) {
        owner = mechanism;
      }
    }
    return owner;
  }

  SectionModel finish(int parentIndex) {
    return SectionModel.of(name, kind, geometry, parentIndex, parentX)
        .withMembrane(
            axialResistivityOhmCm,
            capacitanceUfPerCm2,
            mechanisms.entrySet().stream()
                .map(e -> new MechanismInsertion(e.getKey(), e.getValue()))
                .toList(),
            ionValues);
  }
}
