package org.neurowright.engine.inspect;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.neurowright.engine.bench.Preparation;
import org.neurowright.engine.cable.Nernst;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.MechanismInsertion;
import org.neurowright.engine.description.RangeValue;
import org.neurowright.engine.description.SectionGeometry;
import org.neurowright.engine.description.SectionModel;
import org.neurowright.engine.mechanism.IonUse;
import org.neurowright.engine.mechanism.MechanismCatalogue;
import org.neurowright.engine.mechanism.MechanismType;

/** What a mechanism sees in the middle of a section of a cell before anything happens. */
public final class CellSurroundings {
  private CellSurroundings() {}

  /**
   * Collects the parameters, ion variables and the temperature.
   *
   * <p>Concentrations that a mechanism of the section writes are those after its INITIAL; reversal
   * potentials follow from concentrations (Nernst) where some mechanism of the section uses those
   * and the section sets no ion style, as when a run starts.
   *
   * @param section index in the cell
   * @param mechanism a density mechanism; it need not be in that section
   */
  public static Surroundings of(Preparation preparation, int section, MechanismType mechanism) {
    CableCell cell = preparation.changedCell();
    SectionModel model = cell.sections().get(section);
    double celsius = preparation.conditions().celsius();
    MechanismCatalogue catalogue = preparation.specimen().catalogue();
    Map<String, Double> ions = new HashMap<>(model.ionValues());
    cell.globals()
        .forEach((name, value) -> {
          // cai0_ca_ion is where cai starts
          if (name.endsWith("_ion") && name.contains("0_")) {
            ions.putIfAbsent(name.substring(0, name.indexOf("0_")), value);
          }
        });
    for (RangeValue value : model.rangeValues()) {
      if (!value.variable().contains("_") && isInMiddle(value, model.nseg())) {
        ions.put(value.variable(), value.value());
      }
    }
    List<MechanismType> present =
        model.mechanisms().stream().flatMap(m -> catalogue.find(m.mechanism()).stream()).toList();
    double v = preparation.conditions().vInitMv();
    for (MechanismType type : present) {
      if (type.writesConcentration()) {
        Surroundings before =
            new Surroundings(celsius, parameters(cell, model, type), ions, diameter(model));
        Clamp clamp = new Clamp(type, before, new Sweep.OverVoltage(new double[] {v}), 1);
        clamp.initialise();
        for (IonUse use : type.ions()) {
          if (use.writesInside()) {
            ions.put(use.ion() + "i", clamp.ionVariable(use.ion() + "i", 0));
          }
          if (use.writesOutside()) {
            ions.put(use.ion() + "o", clamp.ionVariable(use.ion() + "o", 0));
          }
        }
      }
    }
    Surroundings found =
        new Surroundings(celsius, parameters(cell, model, mechanism), ions, diameter(model));
    for (MechanismType type : present) {
      for (IonUse use : type.ions()) {
        boolean follows = use.readsConcentration() || use.writesConcentration();
        boolean given =
            present.stream()
                .flatMap(t -> t.ions().stream())
                .anyMatch(u -> u.ion().equals(use.ion()) && u.writesReversal());
        if (follows && !given && model.ionStyles().isEmpty()) {
          OptionalDouble charge = use.valence();
          double valence = charge.orElse(IonUse.knownValence(use.ion()).orElse(1));
          found =
              found.withIon(
                  "e" + use.ion(),
                  Nernst.potentialMv(
                      found.ion(use.ion() + "i"), found.ion(use.ion() + "o"), valence, celsius));
        }
      }
    }
    return found;
  }

  private static Map<String, Double> parameters(
      CableCell cell, SectionModel section, MechanismType type) {
    String suffix = "_" + type.name();
    Map<String, Double> values = new HashMap<>();
    cell.globals()
        .forEach((name, value) -> {
          if (name.endsWith(suffix)) {
            values.put(name.substring(0, name.length() - suffix.length()), value);
          }
        });
    for (MechanismInsertion insertion : section.mechanisms()) {
      if (insertion.mechanism().equals(type.name())) {
        values.putAll(insertion.parameters());
      }
    }
    for (RangeValue value : section.rangeValues()) {
      if (value.variable().endsWith(suffix) && isInMiddle(value, section.nseg())) {
        String name = value.variable();
        values.put(name.substring(0, name.length() - suffix.length()), value.value());
      }
    }
    return values;
  }

  private static boolean isInMiddle(RangeValue value, int nseg) {
    return Math.min((int) (nseg * value.x()), nseg - 1) == Math.min(nseg / 2, nseg - 1);
  }

  private static double diameter(SectionModel section) {
    return switch (section.geometry()) {
      case SectionGeometry.Cylinder cylinder -> cylinder.diameterUm();
      case SectionGeometry.Points points -> points.diameter()[points.size() / 2];
    };
  }
}
