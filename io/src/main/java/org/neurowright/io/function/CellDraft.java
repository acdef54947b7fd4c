package org.neurowright.io.function;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.MorphologyIds;
import org.neurowright.engine.description.SectionGeometry;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.description.SectionModel;
import org.neurowright.engine.morphology.CellShape;
import org.neurowright.engine.morphology.ImportedSection;
import org.neurowright.engine.morphology.Morphology;

/**
 * A cell while its axon is cut and its membrane is set; the order of {@link #sections} is that of
 * NEURON's {@code all}.
 */
public final class CellDraft {
  /** More than any id of an SWC file. */
  private static final long AFTER_THE_FILE = 1L << 32;

  private final List<SectionDraft> sections = new ArrayList<>();
  private final Map<String, int[]> morphologyIds = new HashMap<>();

  /** A cell without sections. */
  public CellDraft() {}

  /** The cell of a morphology, with its traced axon and an empty membrane. */
  public CellDraft(Morphology morphology) {
    for (ImportedSection imported : morphology.sections()) {
      SectionDraft section = new SectionDraft(imported.name(), imported.kind(), imported.points());
      // Sections are connected in the order of the file, which is not that of their types.
      section.connectionRank = imported.swcIds().length > 0 ? imported.swcIds()[0] : 0;
      sections.add(section);
      morphologyIds.put(imported.name(), imported.swcIds());
    }
    for (int i = 0; i < sections.size(); i++) {
      ImportedSection imported = morphology.sections().get(i);
      if (imported.parent() >= 0) {
        sections.get(i).connect(sections.get(imported.parent()), imported.parentX());
      }
    }
  }

  /** The sections in the order of NEURON's {@code all}; a view. */
  public List<SectionDraft> sections() {
    return Collections.unmodifiableList(sections);
  }

  /** The sections of one kind, in order. */
  public List<SectionDraft> ofKind(SectionKind kind) {
    return sections.stream().filter(s -> s.kind() == kind).toList();
  }

  /** Appends a cylinder attached by its 0 end. */
  public SectionDraft addCylinder(
      String name,
      SectionKind kind,
      double lengthUm,
      double diameterUm,
      SectionDraft parent,
      double parentX) {
    return add(name, kind, new SectionGeometry.Cylinder(lengthUm, diameterUm), parent, parentX);
  }

  /**
   * Appends a section attached by its 0 end.
   *
   * @param parent the section it hangs on; null for the root
   */
  public SectionDraft add(
      String name,
      SectionKind kind,
      SectionGeometry geometry,
      SectionDraft parent,
      double parentX) {
    SectionDraft section = new SectionDraft(name, kind, geometry);
    section.connect(parent, parentX);
    section.connectionRank = AFTER_THE_FILE + sections.size();
    sections.add(section);
    return section;
  }

  /**
   * Removes sections; what hung on them becomes a root, as in NEURON. Returns the sections cut
   * loose.
   */
  public List<SectionDraft> remove(List<SectionDraft> removed) {
    sections.removeAll(removed);
    List<SectionDraft> loose =
        sections.stream().filter(s -> s.parent() != null && removed.contains(s.parent())).toList();
    loose.forEach(s -> s.connect(null, 0));
    return loose;
  }

  /** The cell as a description; the draft is of no more use. */
  public CableCell finish(String name) {
    Map<SectionDraft, Integer> indexOf = new IdentityHashMap<>();
    for (SectionDraft section : sections) {
      indexOf.put(section, indexOf.size());
    }
    return withDefinedShapes(
        new CableCell(
            name,
            sections.stream()
                .map(s -> s.finish(s.parent() == null ? -1 : indexOf.get(s.parent())))
                .collect(Collectors.<SectionModel>toList()),
            sections.stream()
                .sorted(Comparator.comparingLong(s -> s.connectionRank))
                .map(indexOf::get)
                .toList(),
            Map.of(),
            List.of(),
            ids()));
  }

  private MorphologyIds ids() {
    if (morphologyIds.isEmpty()) {
      return MorphologyIds.none();
    }
    return new MorphologyIds(
        sections.stream()
            .map(s -> morphologyIds.getOrDefault(s.name(), new int[0]))
            .toArray(int[][]::new));
  }

  /**
   * BMTK calls {@code define_shape} after adding the stub, so that the stub has points like the
   * rest.
   */
  private static CableCell withDefinedShapes(CableCell cell) {
    List<SectionModel> models = new ArrayList<>(cell.sections());
    for (int i = 0; i < models.size(); i++) {
      if (models.get(i).geometry() instanceof SectionGeometry.Cylinder) {
        models.set(i, models.get(i).withGeometry(CellShape.definedShape(cell, i)));
      }
    }
    return new CableCell(
        cell.name(),
        models,
        cell.connectionOrder(),
        cell.globals(),
        cell.points(),
        cell.morphologyIds());
  }
}
