package org.neurowright.engine.description;

import java.util.List;

/**
 * The complete blueprint of a biophysical cell: geometry, topology, membrane. One instance is shared
 * by all cells built alike (equal blueprints are the same object).
 *
 * @param name for messages, for instance {@code 472363762_fit.json on Scnn1a_473845048_m.swc}
 * @param sections in the order of NEURON's {@code all} list; a section's index here is its SONATA
 *     section id
 */
public record CableCell(String name, List<SectionModel> sections) {
  public CableCell {
    sections = List.copyOf(sections);
  }

  /** Index of {@code soma[0]} (the first SOMA section), or 0 when the cell has none. */
  public int somaIndex() {
    for (int i = 0; i < sections.size(); i++) {
      if (sections.get(i).kind() == SectionKind.SOMA) {
        return i;
      }
    }
    return 0;
  }

  /** The same cell with BMTK's rule: nseg = 1 + 2·int(L / (2·dL)) in every section. */
  public CableCell withMaximalSegmentLength(double dlUm) {
    return new CableCell(
        name, sections.stream().map(s -> s.withNseg(1 + 2 * (int) (s.lengthUm() / (2 * dlUm)))).toList());
  }
}
