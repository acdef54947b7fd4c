package org.neurowright.engine.morphology;

import java.util.List;
import java.util.Objects;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.description.SectionModel;

/**
 * A neuron's tree of sections as an importer made it, before any membrane is added or axon cut.
 *
 * @param name for messages, usually the file name
 * @param sections ordered by SWC type, then by index inside the type (the order of NEURON's {@code
 *     all} list); parents are indices into this list and may come later than their children
 * @param points the measured points as the file gives them, for drawing and editing
 */
public record Morphology(String name, List<ImportedSection> sections, RawPoints points) {
  public Morphology {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(points, "points");
    sections = List.copyOf(sections);
  }

  /** Number of sections of one kind. */
  public int count(SectionKind kind) {
    return (int) sections.stream().filter(s -> s.kind() == kind).count();
  }

  /** Sum of the section lengths, µm. */
  public double totalLengthUm() {
    return sections.stream().mapToDouble(ImportedSection::lengthUm).sum();
  }

  /**
   * The bare cable: this tree with NEURON's default membrane (Ra 35.4 Ω cm, cm 1 µF/cm²) and one
   * segment each.
   */
  public CableCell toCableCell() {
    return new CableCell(
        name,
        sections.stream()
            .map(s -> SectionModel.of(s.name(), s.kind(), s.points(), s.parent(), s.parentX()))
            .toList());
  }
}
