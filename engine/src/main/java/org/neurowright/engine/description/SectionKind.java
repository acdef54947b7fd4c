package org.neurowright.engine.description;

/** Part of the cell that a section belongs to, with the SWC type code. */
public enum SectionKind {
  SOMA(1, "soma"),
  AXON(2, "axon"),
  DEND(3, "dend"),
  APIC(4, "apic"),
  OTHER(0, "other");

  private final int swcType;
  private final String label;

  SectionKind(int swcType, String label) {
    this.swcType = swcType;
    this.label = label;
  }

  public int swcType() {
    return swcType;
  }

  /** The name NEURON's Import3d gives sections of this kind. */
  public String label() {
    return label;
  }

  /** The kind of a section named like {@code dend[3]} or {@code Cell[0].dend[3]}. */
  public static SectionKind ofSectionName(String name) {
    String tail = name.substring(name.lastIndexOf('.') + 1);
    for (SectionKind kind : values()) {
      if (kind != OTHER && tail.startsWith(kind.label)) {
        return kind;
      }
    }
    return OTHER;
  }
}
