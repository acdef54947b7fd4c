package org.neurowright.io.function;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;
import org.neurowright.engine.description.MechanismInsertion;
import org.neurowright.engine.description.RangeValue;
import org.neurowright.engine.description.SectionGeometry;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.description.SectionModel;

/** One section of a {@link CellDraft}, with NEURON's defaults until they are set. */
public final class SectionDraft {
  private static final Pattern ION_VARIABLE = Pattern.compile("e[a-z]+|[a-z]+[io]");

  private final String name;
  private final SectionKind kind;
  private final SectionGeometry geometry;
  private SectionDraft parent;
  private double parentX;

  /** Sections are connected to their parents in ascending rank. */
  long connectionRank;

  private double axialResistivityOhmCm = 35.4;
  private double capacitanceUfPerCm2 = 1;
  private final Map<String, Map<String, Double>> mechanisms = new LinkedHashMap<>();
  private final Map<String, Double> ionValues = new LinkedHashMap<>();
  private final List<RangeValue> rangeValues = new ArrayList<>();

  SectionDraft(String name, SectionKind kind, SectionGeometry geometry) {
    this.name = name;
    this.kind = kind;
    this.geometry = geometry;
  }

  /** As NEURON would print it inside the cell, for instance {@code dend[3]}. */
  public String name() {
    return name;
  }

  public SectionKind kind() {
    return kind;
  }

  public SectionGeometry geometry() {
    return geometry;
  }

  /** The section it hangs on; null for a root. */
  public SectionDraft parent() {
    return parent;
  }

  public double parentX() {
    return parentX;
  }

  public void setAxialResistivity(double ohmCm) {
    axialResistivityOhmCm = ohmCm;
  }

  public void setCapacitance(double ufPerCm2) {
    capacitanceUfPerCm2 = ufPerCm2;
  }

  /** Sets a variable, by NEURON's name, in the segment at x only. */
  public void setAt(String variable, double x, double value) {
    rangeValues.add(new RangeValue(variable, x, value));
  }

  /** Names of the inserted mechanisms, in order. */
  public Set<String> mechanisms() {
    return Collections.unmodifiableSet(mechanisms.keySet());
  }

  /** A parameter that was set, without suffix; empty when it was not. */
  public OptionalDouble parameter(String mechanism, String parameter) {
    Double value = mechanisms.getOrDefault(mechanism, Map.of()).get(parameter);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  void connect(SectionDraft newParent, double newParentX) {
    parent = newParent;
    parentX = newParentX;
  }

  /** Inserts a mechanism; a second time does nothing. */
  public void insert(String mechanism) {
    mechanisms.computeIfAbsent(mechanism, m -> new LinkedHashMap<>());
  }

  public void setParameter(String mechanism, String parameter, double value) {
    insert(mechanism);
    mechanisms.get(mechanism).put(parameter, value);
  }

  public void setIonValue(String variable, double value) {
    ionValues.put(variable, value);
  }

  /**
   * Sets a variable by the name it has in NEURON: {@code cm}, {@code Ra}, {@code gbar_Im} of an
   * inserted mechanism, {@code ena}.
   *
   * @return false when the section has no such variable
   */
  public boolean set(String variable, double value) {
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
            ionValues)
        .withRangeValues(rangeValues);
  }
}
