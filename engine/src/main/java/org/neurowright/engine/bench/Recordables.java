package org.neurowright.engine.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.neurowright.engine.description.CellPoint;
import org.neurowright.engine.description.MechanismInsertion;
import org.neurowright.engine.description.SectionModel;
import org.neurowright.engine.mechanism.IonUse;
import org.neurowright.engine.mechanism.MechanismKind;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.mechanism.MechanismVariable;

/** What can be recorded at the places of a cell. */
public final class Recordables {
  private static final String DENSITY = "mA/cm2";

  private Recordables() {}

  /**
   * Everything that can be recorded at a place, by kind. Arrays of states are left out: a recording
   * has one number per sample.
   */
  public static List<Recordable> at(Specimen specimen, Site site) {
    SectionModel section = specimen.cell().sections().get(site.section());
    List<MechanismType> types = new ArrayList<>();
    for (MechanismInsertion insertion : section.mechanisms()) {
      specimen.catalogue().find(insertion.mechanism()).ifPresent(types::add);
    }
    List<Recordable> found = new ArrayList<>();
    found.add(new Recordable(Recordable.Kind.POTENTIAL, "", "v", "v", "mV", true));
    types.forEach(type -> currents(type, found));
    points(specimen, section, site).forEach(type -> currents(type, found));
    ions(types, found);
    for (MechanismType type : types) {
      for (MechanismVariable variable : type.variables()) {
        if (variable.visible() && variable.size() == 1) {
          variable(type, variable).ifPresent(found::add);
        }
      }
    }
    return found;
  }

  /** Point processes of the cell itself that sit on the segment; each type once. */
  private static Set<MechanismType> points(Specimen specimen, SectionModel section, Site site) {
    Set<MechanismType> types = new LinkedHashSet<>();
    for (CellPoint point : specimen.cell().points()) {
      if (point.section() == site.section()
          && segment(section, point.x()) == segment(section, site.x())) {
        specimen.catalogue().find(point.mechanism()).ifPresent(types::add);
      }
    }
    return types;
  }

  /** Whether two places of the same section lie on the same segment. */
  public static boolean sameSegment(Specimen specimen, Site one, Site other) {
    return one.section() == other.section()
        && segment(specimen.cell().sections().get(one.section()), one.x())
            == segment(specimen.cell().sections().get(one.section()), other.x());
  }

  private static int segment(SectionModel section, double x) {
    return Math.min((int) (section.nseg() * x), section.nseg() - 1);
  }

  /** The currents of a device that stands on the segment itself, or of a cell's own points. */
  public static Recordable current(String pointProcess) {
    return new Recordable(
        Recordable.Kind.MECHANISM_CURRENT,
        pointProcess,
        pointProcess,
        "i(" + pointProcess + ")",
        DENSITY,
        true);
  }

  private static void currents(MechanismType type, List<Recordable> found) {
    List<String> currents = type.currents();
    long own = currents.stream().filter(c -> ionOf(type, c).isEmpty()).count();
    for (String current : currents) {
      Optional<String> ion = ionOf(type, current);
      boolean kept = isVisible(type, current);
      String variable;
      if (type.kind() == MechanismKind.DENSITY && kept) {
        variable = current + "_" + type.name();
      } else if (ion.isPresent()) {
        variable = "i" + ion.get() + "(" + type.name() + ")";
      } else if (own == 1 && currents.size() == 1) {
        variable = "i(" + type.name() + ")";
      } else {
        // A point process with several currents: all of them at once, further down.
        continue;
      }
      found.add(
          new Recordable(
              Recordable.Kind.MECHANISM_CURRENT,
              type.name(),
              currents.size() == 1 ? type.name() : current + " " + type.name(),
              variable,
              DENSITY,
              true));
    }
    if (type.kind() == MechanismKind.POINT_PROCESS && currents.size() > 1 && own > 0) {
      // The parts of a point process are in nA and belong to its instances; their sum is found.
      found.removeIf(
          r -> r.mechanism().equals(type.name()) && r.variable().endsWith("(" + type.name() + ")"));
      found.add(current(type.name()));
    }
  }

  private static Optional<String> ionOf(MechanismType type, String current) {
    return type.ions().stream()
        .filter(use -> use.writesCurrent() && current.equals("i" + use.ion()))
        .map(IonUse::ion)
        .findFirst();
  }

  private static boolean isVisible(MechanismType type, String variable) {
    return type.variables().stream().anyMatch(v -> v.name().equals(variable) && v.visible());
  }

  private static void ions(List<MechanismType> types, List<Recordable> found) {
    Map<String, List<IonUse>> uses = new LinkedHashMap<>();
    for (MechanismType type : types) {
      for (IonUse use : type.ions()) {
        uses.computeIfAbsent(use.ion(), _ -> new ArrayList<>()).add(use);
      }
    }
    uses.forEach((ion, all) -> {
      if (all.stream().anyMatch(IonUse::writesCurrent)) {
        found.add(
            new Recordable(Recordable.Kind.ION_CURRENT, "", "i" + ion, "i" + ion, DENSITY, true));
      }
      boolean inside = all.stream().anyMatch(IonUse::writesInside);
      boolean outside = all.stream().anyMatch(IonUse::writesOutside);
      concentration(ion + "i", inside, found);
      concentration(ion + "o", outside, found);
      boolean moves = inside || outside || all.stream().anyMatch(IonUse::writesReversal);
      found.add(new Recordable(Recordable.Kind.OTHER, "", "e" + ion, "e" + ion, "mV", moves));
    });
  }

  private static void concentration(String name, boolean changes, List<Recordable> found) {
    found.add(new Recordable(Recordable.Kind.CONCENTRATION, "", name, name, "mM", changes));
  }

  private static Optional<Recordable> variable(MechanismType type, MechanismVariable variable) {
    String full = variable.name() + "_" + type.name();
    String label = variable.name() + " " + type.name();
    return switch (variable.role()) {
      case STATE ->
          Optional.of(
              new Recordable(
                  Recordable.Kind.GATE, type.name(), label, full, variable.unit(), true));
      case ASSIGNED ->
          type.currents().contains(variable.name())
              ? Optional.empty()
              : Optional.of(
                  new Recordable(
                      Recordable.Kind.OTHER, type.name(), label, full, variable.unit(), true));
      case PARAMETER, POINTER -> Optional.empty();
    };
  }
}
