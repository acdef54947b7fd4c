package org.neurowright.engine.description;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The complete blueprint of a biophysical cell: geometry, topology, membrane. One instance is
 * shared by all cells built alike (equal blueprints are the same object).
 *
 * @param name for messages, for instance {@code 472363762_fit.json on Scnn1a_473845048_m.swc}
 * @param sections in the order of NEURON's {@code all} list; a section's index here is its SONATA
 *     section id
 * @param connectionOrder indices of all sections in the order in which they were connected to their
 *     parents; it decides the order in which the currents of branches are summed, and with it the
 *     last bit of the results
 * @param globals values that the cell's code gives to variables which all instances of a mechanism
 *     share, by NEURON's name ({@code vhalf_kca}); they hold for the whole model
 * @param points point processes of the cell in the order of their creation
 * @param morphologyIds points of the morphology file by section
 */
public record CableCell(
    String name,
    List<SectionModel> sections,
    List<Integer> connectionOrder,
    Map<String, Double> globals,
    List<CellPoint> points,
    MorphologyIds morphologyIds) {
  public CableCell {
    points = List.copyOf(points);
    globals = Map.copyOf(globals);
    sections = List.copyOf(sections);
    connectionOrder = List.copyOf(connectionOrder);
    if (connectionOrder.size() != sections.size()) {
      throw new IllegalArgumentException("every section has its place in the order of connection");
    }
  }

  /** A cell that leaves shared variables as they are. */
  public CableCell(String name, List<SectionModel> sections, List<Integer> connectionOrder) {
    this(name, sections, connectionOrder, Map.of(), List.of(), MorphologyIds.none());
  }

  /** A cell whose sections were connected in the order of the list. */
  public CableCell(String name, List<SectionModel> sections) {
    this(name, sections, IntStream.range(0, sections.size()).boxed().toList());
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
        name,
        sections.stream().map(s -> s.withNseg(1 + 2 * (int) (s.lengthUm() / (2 * dlUm)))).toList(),
        connectionOrder,
        globals,
        points,
        morphologyIds);
  }
}
