package org.neurowright.io.hoc.cell;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.neurowright.engine.description.CableCell;
import org.neurowright.io.hoc.section.Section;

/**
 * An object of a template, as it is after its init.
 *
 * @param cell sections in the order of the list {@code all}, those that are not in it behind, or in
 *     the order of creation when there is no such list
 * @param sections the same as the interpreter has them, in the same order
 * @param lists section lists of the object by name: indices into the sections
 * @param log what the code printed
 * @param members what the template makes public
 * @param files what the code read, the template's file among them
 * @param celsius temperature as the code left it, °C
 * @param vInitMv initial potential as the code left it, mV
 * @param dtMs step as the code left it, ms
 */
public record HocCell(
    CableCell cell,
    List<Section> sections,
    Map<String, List<Integer>> lists,
    List<String> log,
    List<String> members,
    List<Path> files,
    double celsius,
    double vInitMv,
    double dtMs) {}
