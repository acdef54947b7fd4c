package org.neurowright.engine.bench;

import java.util.List;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.NearestName;
import org.neurowright.engine.problem.Problem;

/**
 * How people name a parameter of a cell: {@code soma.gnabar_hh}, {@code dend[3].L}, {@code
 * global.vhalf_kca}.
 *
 * @param sections a section list, the base name of sections, the name of one, or {@code global}
 * @param variable NEURON's name, also {@code L}, {@code nseg}, {@code Ra}
 */
public record ParameterAddress(String sections, String variable) {
  /** Stands before variables that all instances of a mechanism share. */
  public static final String GLOBAL = "global";

  /**
   * Reads {@code SECTIONS.VARIABLE}.
   *
   * @throws ModelException if it is not of that form
   */
  public static ParameterAddress parse(String text) {
    int dot = text.lastIndexOf('.');
    if (dot <= 0 || dot == text.length() - 1) {
      throw new ModelException(
          Problem.error(
                  "lab.unknown-parameter", Location.NOWHERE, "'" + text + "' names no parameter")
              .expected("SECTIONS.VARIABLE, for instance soma.gnabar_hh or global.vhalf_kca"));
    }
    return new ParameterAddress(text.substring(0, dot).strip(), text.substring(dot + 1).strip());
  }

  /**
   * The change that sets it in a cell.
   *
   * @throws ModelException if the cell has no such sections, or none of them has the variable
   */
  public Change change(Specimen specimen, double value) {
    if (sections.equals(GLOBAL)) {
      return new Change.Global(variable, value);
    }
    List<Integer> found = specimen.sections(sections);
    if (found.isEmpty()) {
      throw new ModelException(
          Problem.error(
                  "lab.no-section",
                  new Location("", 0, 0, specimen.name()),
                  "The cell has no section or section list '" + sections + "'")
              .expected("one of " + NearestName.nearestFirst(sections, specimen.names())));
    }
    Change change =
        switch (variable) {
          case "Ra" -> new Change.Section(found, Change.Property.AXIAL_RESISTIVITY, value);
          case "L" -> new Change.Section(found, Change.Property.LENGTH, value);
          case "nseg" -> new Change.Section(found, Change.Property.SEGMENTS, value);
          default -> new Change.Range(found, variable, value);
        };
    if (change instanceof Change.Range range && ChangedCell.owners(specimen, range).isEmpty()) {
      throw new ModelException(
          Problem.error(
                  "lab.unknown-parameter",
                  new Location("", 0, 0, specimen.name()),
                  "No section of '" + sections + "' has a parameter " + variable)
              .hint("Names are NEURON's: gnabar_hh, g_pas, ena, cm, diam, L, nseg"));
    }
    return change;
  }

  @Override
  public String toString() {
    return sections + "." + variable;
  }
}
