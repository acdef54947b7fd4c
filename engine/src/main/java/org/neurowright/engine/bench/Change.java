package org.neurowright.engine.bench;

import java.util.List;

/** A parameter of the cell set to another value than its file gives it. */
public sealed interface Change {

  double value();

  /** The same parameter with another value. */
  Change with(double newValue);

  /** Whether both set the same parameter in the same places. */
  default boolean sameTarget(Change other) {
    return with(0).equals(other.with(0));
  }

  /**
   * A range variable in all segments of some sections: {@code gnabar_hh}, {@code cm}, {@code ena},
   * {@code diam}. Sections that do not have it are left alone.
   *
   * @param sections indices of the sections
   * @param variable NEURON's name
   * @param value in the variable's own unit
   */
  record Range(List<Integer> sections, String variable, double value) implements Change {
    public Range {
      sections = List.copyOf(sections);
    }

    @Override
    public Range with(double newValue) {
      return new Range(sections, variable, newValue);
    }
  }

  /**
   * A property of whole sections.
   *
   * @param sections indices of the sections
   * @param property which
   * @param value in the unit that the property names
   */
  record Section(List<Integer> sections, Property property, double value) implements Change {
    public Section {
      sections = List.copyOf(sections);
    }

    @Override
    public Section with(double newValue) {
      return new Section(sections, property, newValue);
    }
  }

  /** Properties of whole sections. */
  enum Property {
    /** Ra, Ω cm. */
    AXIAL_RESISTIVITY,
    /** L, µm; points of a morphology are stretched. */
    LENGTH,
    /** nseg. */
    SEGMENTS
  }

  /**
   * A variable that all instances of a mechanism share.
   *
   * @param name NEURON's name with the suffix, {@code usetable_hh}
   */
  record Global(String name, double value) implements Change {
    @Override
    public Global with(double newValue) {
      return new Global(name, newValue);
    }
  }
}
