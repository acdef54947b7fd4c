package org.neurowright.io.hoc.cell;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.CellPoint;
import org.neurowright.engine.description.MechanismInsertion;
import org.neurowright.engine.description.MorphologyIds;
import org.neurowright.engine.description.RangeValue;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.description.SectionModel;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;
import org.neurowright.io.hoc.object.HocPoint;
import org.neurowright.io.hoc.section.Inserted;
import org.neurowright.io.hoc.section.MechanismFacts;
import org.neurowright.io.hoc.section.Section;

/** Turns sections into the engine's description. */
final class CellConversion {
  private final Location where;
  private final Problems problems;
  private final Set<String> said = new LinkedHashSet<>();

  CellConversion(Location where, Problems problems) {
    this.where = where;
    this.problems = problems;
  }

  /**
   * Puts sections into SONATA's order.
   *
   * @param own sections of the object in the order of creation
   * @param all the list {@code all}, null when there is none
   */
  List<Section> ordered(List<Section> own, List<Section> all) {
    if (all == null) {
      problems.add(
          Problem.info(
                  "hoc.no-all",
                  where,
                  "The template has no SectionList all; sections are numbered in the order of"
                      + " their creation")
              .hint("BMTK needs it: all = new SectionList() and forall all.append()"));
      return own;
    }
    Set<Section> order = new LinkedHashSet<>();
    for (Section section : all) {
      if (!own.contains(section)) {
        problems.add(
            Problem.warning(
                "hoc.foreign-section",
                where,
                "The list all has section " + section.fullName() + ", which is not the cell's"));
      } else if (!order.add(section)) {
        once(
            "hoc.section-twice",
            "The list all has section " + section.name() + " more than once; it counts once",
            "BMTK would count it again and number the sections behind it otherwise");
      }
    }
    int listed = order.size();
    order.addAll(own);
    if (order.size() > listed) {
      once(
          "hoc.section-not-in-all",
          (order.size() - listed)
              + " sections are not in the list all, for instance "
              + List.copyOf(order).get(listed).name()
              + "; they get the last numbers",
          "BMTK gives them no number");
    }
    return List.copyOf(order);
  }

  private void once(String code, String message, String hint) {
    if (said.add(code)) {
      problems.add(Problem.warning(code, where, message).hint(hint));
    }
  }

  /** The cell; points that are not in its sections are left out with a warning. */
  CableCell cell(
      String name, List<Section> sections, Map<String, Double> globals, List<HocPoint> points) {
    Map<Section, Integer> index = new IdentityHashMap<>();
    sections.forEach(s -> index.put(s, index.size()));
    List<SectionModel> models = new ArrayList<>();
    for (Section section : sections) {
      models.add(model(section, index));
    }
    List<Integer> connected =
        sections.stream()
            .sorted(Comparator.comparingLong(Section::connectionRank))
            .map(index::get)
            .toList();
    List<CellPoint> kept = new ArrayList<>();
    for (HocPoint point : points) {
      Integer at = point.section() == null ? null : index.get(point.section());
      if (at == null) {
        problems.add(
            Problem.warning(
                    "hoc.point-process",
                    where,
                    point.shownName()
                        + (point.section() == null
                            ? " has no place and is left out"
                            : " is in section "
                                + point.section().fullName()
                                + ", which is not the cell's, and is left out"))
                .hint("A point process of a cell is made in one of its sections"));
      } else {
        kept.add(new CellPoint(point.className(), at, point.position(), point.parameters()));
      }
    }
    return new CableCell(name, models, connected, globals, kept, MorphologyIds.none());
  }

  private SectionModel model(Section section, Map<Section, Integer> index) {
    int parent = -1;
    if (section.parent() != null) {
      Integer found = index.get(section.parent());
      if (found == null) {
        problems.add(
            Problem.error(
                    "hoc.foreign-section",
                    where,
                    "Section "
                        + section.fullName()
                        + " is connected to "
                        + section.parent().fullName()
                        + ", which is not the cell's")
                .hint("Connect only sections of the same object"));
      } else {
        parent = found;
      }
    }
    List<RangeValue> ranges = new ArrayList<>(section.diameters());
    int nseg = section.nseg();
    double capacitance = section.capacitance(0);
    double[] capacitances = new double[nseg];
    for (int i = 0; i < nseg; i++) {
      capacitances[i] = section.capacitance(i);
    }
    if (!uniform(capacitances)) {
      add(ranges, "cm", capacitances);
    }
    List<MechanismInsertion> mechanisms = new ArrayList<>();
    for (Inserted inserted : section.mechanisms()) {
      mechanisms.add(insertion(inserted, nseg, ranges));
    }
    Map<String, Double> ions = new HashMap<>();
    section
        .ionValues()
        .forEach((variable, values) -> {
          if (uniform(values)) {
            ions.put(variable, values[0]);
          } else {
            add(ranges, variable, values);
          }
        });
    SectionKind kind = SectionKind.ofSectionName(section.name());
    if (kind == SectionKind.OTHER) {
      once(
          "hoc.section-type",
          "Section " + section.name() + " is of no known part of a cell",
          "BMTK wants names that begin with soma, axon, dend or apic");
    }
    return new SectionModel(
        section.name(),
        kind,
        section.geometry(),
        parent,
        section.parentX(),
        section.childX(),
        nseg,
        section.axialResistivity(),
        capacitance,
        section.rallBranch(),
        mechanisms,
        ions,
        section.ionStyles(),
        ranges);
  }

  private MechanismInsertion insertion(Inserted inserted, int nseg, List<RangeValue> ranges) {
    MechanismFacts facts = inserted.facts();
    Map<String, Double> parameters = new LinkedHashMap<>();
    inserted
        .set()
        .forEach((variable, values) -> {
          MechanismFacts.Range range = facts.ranges().get(variable);
          if (variable.endsWith("]") || range != null && range.size() > 1) {
            once(
                "hoc.array-variable",
                "Elements of the array " + variable + " of " + facts.name() + " are not kept",
                "Only variables with one value per segment are");
          } else if (uniform(values)) {
            parameters.put(variable, values[0]);
          } else {
            add(ranges, variable + "_" + facts.name(), values);
          }
        });
    return new MechanismInsertion(facts.name(), parameters);
  }

  private static boolean uniform(double[] values) {
    for (double value : values) {
      if (value != values[0] && !(Double.isNaN(value) && Double.isNaN(values[0]))) {
        return false;
      }
    }
    return true;
  }

  private static void add(List<RangeValue> ranges, String variable, double[] values) {
    for (int i = 0; i < values.length; i++) {
      ranges.add(new RangeValue(variable, (i + .5) / values.length, values[i]));
    }
  }
}
