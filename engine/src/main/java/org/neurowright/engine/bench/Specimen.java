package org.neurowright.engine.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.mechanism.MechanismCatalogue;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.NearestName;
import org.neurowright.engine.problem.Problem;

/**
 * A cell to be examined, as it came from its file.
 *
 * @param name for people
 * @param label what the cell's object is called where places are printed, {@code Pyramidal[0]};
 *     empty for none
 * @param cell sections with their final numbers of segments
 * @param lists section lists by name, as indices into the cell's sections
 * @param catalogue mechanisms, built-in and the cell's own
 */
public record Specimen(
    String name,
    String label,
    CableCell cell,
    Map<String, List<Integer>> lists,
    MechanismCatalogue catalogue) {
  public Specimen {
    Map<String, List<Integer>> copy = new LinkedHashMap<>();
    lists.forEach((key, value) -> copy.put(key, List.copyOf(value)));
    lists = copy;
  }

  /** The same with other sections. */
  public Specimen withCell(CableCell other) {
    return new Specimen(name, label, other, lists, catalogue);
  }

  /**
   * The sections that a name stands for: a section list, sections {@code name[0]}, {@code name[1]}
   * and so on, or one section; {@code all} always exists.
   */
  public List<Integer> sections(String listName) {
    List<Integer> listed = lists.get(listName);
    if (listed != null) {
      return listed;
    }
    List<Integer> found = new ArrayList<>();
    for (int s = 0; s < cell.sections().size(); s++) {
      String section = cell.sections().get(s).name();
      if (listName.equals("all")
          || section.equals(listName)
          || (section.startsWith(listName) && section.startsWith("[", listName.length()))) {
        found.add(s);
      }
    }
    return found;
  }

  /**
   * Looks a place up.
   *
   * @param purpose what is to be put there, for the message
   * @throws ModelException if the cell has no such section or the position is not on it
   */
  public Site site(Place place, String purpose) {
    List<Integer> found = sections(place.section().list());
    if (place.section().index() >= found.size()) {
      throw new ModelException(
          Problem.error(
                  "lab.no-section",
                  new Location("", 0, 0, name),
                  found.isEmpty()
                      ? "The cell has no section or section list '"
                          + place.section().list()
                          + "' for the "
                          + purpose
                      : "'"
                          + place.section().list()
                          + "' has "
                          + found.size()
                          + " sections, there is no number "
                          + place.section().index()
                          + " for the "
                          + purpose)
              .expected("one of " + NearestName.nearestFirst(place.section().list(), names()))
              .hint("Sections are named soma, dend[3], dend,3 or by their number in the list all"));
    }
    if (!(place.x() >= 0 && place.x() <= 1)) {
      throw new ModelException(
          Problem.error(
                  "lab.outside-cell",
                  new Location("", 0, 0, name),
                  "The position " + place.x() + " of the " + purpose + " is outside the section")
              .expected("0 (near end) to 1 (far end)"));
    }
    return new Site(found.get(place.section().index()), place.x());
  }

  /** Names of section lists and of sections without index. */
  public List<String> names() {
    List<String> names = new ArrayList<>(lists.keySet());
    cell.sections().stream()
        .map(section -> section.name().replaceFirst("\\[\\d+]$", ""))
        .distinct()
        .filter(base -> !names.contains(base))
        .forEach(names::add);
    return names;
  }

  /** {@code Pyramidal[0].dend[3](0.5)}. */
  public String shown(Site site) {
    String section = cell.sections().get(site.section()).name();
    String position =
        site.x() == Math.rint(site.x())
            ? Long.toString(Math.round(site.x()))
            : Double.toString(site.x());
    return (label.isEmpty() ? "" : label + ".") + section + "(" + position + ")";
  }
}
