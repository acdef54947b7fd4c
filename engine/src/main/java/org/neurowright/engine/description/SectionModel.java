package org.neurowright.engine.description;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One section of a cable cell.
 *
 * @param name as NEURON would print it inside the cell, for instance {@code dend[3]}
 * @param kind which part of the cell it belongs to
 * @param geometry shape
 * @param parent index of the parent section in the cell's list, or -1 for a root; any order is
 *     allowed
 * @param parentX where on the parent it is attached, 0 to 1
 * @param childX 0 when the section's own start is attached (usual), 1 when its end is
 * @param nseg number of segments, 1 to 32767
 * @param axialResistivityOhmCm Ra, Ω cm
 * @param capacitanceUfPerCm2 cm, µF/cm²
 * @param rallBranch NEURON's {@code rallbranch}, 1 by default
 * @param mechanisms density mechanisms in the order of insertion
 * @param ionValues ion variables set by the user ({@code ena}, {@code cai}, ...), mV or mM
 * @param ionStyles explicit ion styles
 * @param rangeValues values that differ between segments, applied last and in order
 */
public record SectionModel(
    String name,
    SectionKind kind,
    SectionGeometry geometry,
    int parent,
    double parentX,
    double childX,
    int nseg,
    double axialResistivityOhmCm,
    double capacitanceUfPerCm2,
    double rallBranch,
    List<MechanismInsertion> mechanisms,
    Map<String, Double> ionValues,
    List<IonStyle> ionStyles,
    List<RangeValue> rangeValues) {

  public SectionModel {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(geometry, "geometry");
    mechanisms = List.copyOf(mechanisms);
    ionValues = Map.copyOf(ionValues);
    ionStyles = List.copyOf(ionStyles);
    rangeValues = List.copyOf(rangeValues);
  }

  /** A section with NEURON's defaults (Ra 35.4 Ω cm, cm 1 µF/cm², one segment, no mechanisms). */
  public static SectionModel of(
      String name, SectionKind kind, SectionGeometry geometry, int parent, double parentX) {
    return new SectionModel(
        name, kind, geometry, parent, parentX, 0, 1, 35.4, 1, 1, List.of(), Map.of(), List.of(),
        List.of());
  }

  /**
   * The same section with other segments; values of single segments go where NEURON copies them.
   */
  public SectionModel withNseg(int newNseg) {
    return new SectionModel(
        name,
        kind,
        geometry,
        parent,
        parentX,
        childX,
        newNseg,
        axialResistivityOhmCm,
        capacitanceUfPerCm2,
        rallBranch,
        mechanisms,
        ionValues,
        ionStyles,
        resampled(newNseg));
  }

  private List<RangeValue> resampled(int newNseg) {
    if (newNseg == nseg || rangeValues.isEmpty()) {
      return rangeValues;
    }
    Map<String, Double[]> bySegment = new LinkedHashMap<>();
    for (RangeValue value : rangeValues) {
      Double[] values = bySegment.computeIfAbsent(value.variable(), v -> new Double[nseg]);
      values[Math.min((int) (nseg * value.x()), nseg - 1)] = value.value();
    }
    int[] source = sourceSegments(nseg, newNseg);
    List<RangeValue> moved = new ArrayList<>();
    bySegment.forEach((variable, values) -> {
      for (int i = 0; i < newNseg; i++) {
        if (values[source[i]] != null) {
          moved.add(new RangeValue(variable, (i + .5) / newNseg, values[source[i]]));
        }
      }
    });
    return moved;
  }

  /**
   * Which old segment a new one takes its values from when nseg changes (NEURON's {@code
   * keep_nseg_parm}): of more segments than before some are the old ones at the nearest place and
   * the rest copies; of fewer each takes the old one at its centre.
   *
   * @return index of the old segment for each new one
   */
  public static int[] sourceSegments(int oldNseg, int newNseg) {
    int[] from = new int[newNseg];
    for (int i = 0; i < newNseg; i++) {
      from[i] = (int) (oldNseg * (i + .5) / newNseg);
    }
    if (newNseg > oldNseg) {
      for (int i = 0; i < oldNseg; i++) {
        from[(int) (newNseg * (i + .5) / oldNseg)] = i;
      }
    }
    return from;
  }

  public SectionModel withGeometry(SectionGeometry newGeometry) {
    return new SectionModel(
        name,
        kind,
        newGeometry,
        parent,
        parentX,
        childX,
        nseg,
        axialResistivityOhmCm,
        capacitanceUfPerCm2,
        rallBranch,
        mechanisms,
        ionValues,
        ionStyles,
        rangeValues);
  }

  public SectionModel withMembrane(
      double newAxialResistivityOhmCm,
      double newCapacitanceUfPerCm2,
      List<MechanismInsertion> newMechanisms,
      Map<String, Double> newIonValues) {
    return new SectionModel(
        name,
        kind,
        geometry,
        parent,
        parentX,
        childX,
        nseg,
        newAxialResistivityOhmCm,
        newCapacitanceUfPerCm2,
        rallBranch,
        newMechanisms,
        newIonValues,
        ionStyles,
        rangeValues);
  }

  public SectionModel withRangeValues(List<RangeValue> newRangeValues) {
    return new SectionModel(
        name,
        kind,
        geometry,
        parent,
        parentX,
        childX,
        nseg,
        axialResistivityOhmCm,
        capacitanceUfPerCm2,
        rallBranch,
        mechanisms,
        ionValues,
        ionStyles,
        newRangeValues);
  }

  /** L, µm: of the cylinder, or the arc length of the last point; at least 1e-9, as in NEURON. */
  public double lengthUm() {
    double length =
        switch (geometry) {
          case SectionGeometry.Cylinder cylinder -> cylinder.lengthUm();
          case SectionGeometry.Points points -> points.arcLengthsUm()[points.size() - 1];
        };
    return Math.max(length, 1e-9);
  }
}
