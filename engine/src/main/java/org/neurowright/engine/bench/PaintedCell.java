package org.neurowright.engine.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.MechanismInsertion;
import org.neurowright.engine.description.RangeValue;
import org.neurowright.engine.description.SectionModel;
import org.neurowright.engine.mechanism.MechanismCatalogue;
import org.neurowright.engine.mechanism.MechanismKind;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.mechanism.MechanismVariable;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.NearestName;
import org.neurowright.engine.problem.Problem;

/** A cell with mechanisms painted on. */
public final class PaintedCell {
  private PaintedCell() {}

  /**
   * The specimen with all paintings, the later over the earlier ones.
   *
   * @throws ModelException if there is no such density mechanism, or it has no such parameter
   */
  public static Specimen of(Specimen specimen, List<? extends Painting> paintings) {
    List<SectionModel> sections = new ArrayList<>(specimen.cell().sections());
    PathLengths lengths =
        new PathLengths(specimen.cell(), new Site(specimen.cell().somaIndex(), .5));
    for (Painting painting : paintings) {
      MechanismType type = density(specimen.catalogue(), painting.mechanism());
      for (int s : painting.sections()) {
        SectionModel section = sections.get(s);
        sections.set(
            s,
            switch (painting) {
              case Painting.Insert insert -> painted(section, s, type, insert, lengths);
              case Painting.Remove _ -> without(section, type);
            });
      }
    }
    CableCell cell = specimen.cell();
    return specimen.withCell(
        new CableCell(
            cell.name(),
            sections,
            cell.connectionOrder(),
            cell.globals(),
            cell.points(),
            cell.morphologyIds()));
  }

  /** Parameters of a mechanism that can be set in every segment, in the order of its file. */
  public static List<MechanismVariable> parameters(MechanismType type) {
    return type.variables().stream()
        .filter(v -> v.role() == MechanismVariable.Role.PARAMETER && v.visible() && v.size() == 1)
        .toList();
  }

  private static MechanismType density(MechanismCatalogue catalogue, String name) {
    return catalogue
        .find(name)
        .filter(type -> type.kind() == MechanismKind.DENSITY)
        .orElseThrow(() ->
            new ModelException(
                Problem.error(
                        "lab.unknown-mechanism",
                        Location.NOWHERE,
                        catalogue.find(name).isPresent()
                            ? name + " is no density mechanism and cannot be inserted"
                            : "There is no mechanism " + name)
                    .expected(
                        "one of "
                            + NearestName.nearestFirst(
                                name,
                                catalogue.all().stream()
                                    .filter(type -> type.kind() == MechanismKind.DENSITY)
                                    .map(MechanismType::name)
                                    .toList()))
                    .hint("Add the folder with its .mod file to the mechanisms of the cell")));
  }

  private static SectionModel painted(
      SectionModel section,
      int index,
      MechanismType type,
      Painting.Insert insert,
      PathLengths lengths) {
    for (String name : insert.parameters().keySet()) {
      if (parameters(type).stream().noneMatch(v -> v.name().equals(name))) {
        throw new ModelException(
            Problem.error(
                    "lab.unknown-parameter",
                    Location.NOWHERE,
                    "The mechanism " + type.name() + " has no parameter " + name)
                .expected(
                    "one of "
                        + NearestName.nearestFirst(
                            name,
                            parameters(type).stream().map(MechanismVariable::name).toList())));
      }
    }
    Map<String, Double> uniform = new HashMap<>();
    List<RangeValue> values = new ArrayList<>(withoutValuesOf(section, type));
    insert
        .parameters()
        .forEach((name, spread) -> {
          switch (spread) {
            case Spread.Uniform(double value) -> uniform.put(name, value);
            case Spread.Linear _, Spread.Exponential _ -> {
              for (int k = 0; k < section.nseg(); k++) {
                double x = (k + .5) / section.nseg();
                double distanceUm = lengths.to(new Site(index, x));
                values.add(new RangeValue(name + "_" + type.name(), x, spread.at(distanceUm)));
              }
            }
          }
        });
    List<MechanismInsertion> mechanisms = new ArrayList<>();
    MechanismInsertion made = new MechanismInsertion(type.name(), uniform);
    section.mechanisms().forEach(m -> mechanisms.add(m.mechanism().equals(type.name()) ? made : m));
    if (!mechanisms.contains(made)) {
      mechanisms.add(made);
    }
    return with(section, mechanisms, values);
  }

  private static SectionModel without(SectionModel section, MechanismType type) {
    return with(
        section,
        section.mechanisms().stream().filter(m -> !m.mechanism().equals(type.name())).toList(),
        withoutValuesOf(section, type));
  }

  private static List<RangeValue> withoutValuesOf(SectionModel section, MechanismType type) {
    List<String> own = type.variables().stream().map(v -> v.name() + "_" + type.name()).toList();
    return section.rangeValues().stream().filter(v -> !own.contains(v.variable())).toList();
  }

  private static SectionModel with(
      SectionModel section, List<MechanismInsertion> mechanisms, List<RangeValue> values) {
    return section
        .withMembrane(
            section.axialResistivityOhmCm(),
            section.capacitanceUfPerCm2(),
            mechanisms,
            section.ionValues())
        .withRangeValues(values);
  }
}
