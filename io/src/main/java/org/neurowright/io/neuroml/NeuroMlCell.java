package org.neurowright.io.neuroml;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.neurowright.engine.description.SectionGeometry;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;
import org.neurowright.io.function.CellDraft;
import org.neurowright.io.function.SectionDraft;

/**
 * A cell that a NeuroML 2 file describes as a whole: its own morphology, segment groups and
 * biophysical properties. The mechanisms it names are those of {@link NeuroMlMechanisms}.
 */
public final class NeuroMlCell {
  private final Document document;
  private final Problems problems;
  private final Cables cables;
  private final CellDraft cell;
  private final Set<String> said = new HashSet<>();

  private NeuroMlCell(Document document, Cables cables, CellDraft cell, Problems problems) {
    this.document = document;
    this.cables = cables;
    this.cell = cell;
    this.problems = problems;
  }

  /**
   * Reads the cell of a file.
   *
   * @param file holds a {@code cell} with a {@code morphology}, in itself or by reference
   * @param problems receives what is wrong
   * @return empty when there is no cell to show
   */
  public static Optional<CellDraft> read(Path file, Problems problems) {
    Document document = Document.read(file, problems);
    Optional<Element> found =
        document.topLevel().stream()
            .filter(e -> e.name().equals("cell") || e.name().equals("cell2CaPools"))
            .findFirst();
    if (found.isEmpty()) {
      if (!problems.hasErrors()) {
        problems.add(
            Problem.error("neuroml.no-cell", Location.of(file), "The file has no element cell")
                .expected("a cell with morphology and biophysicalProperties")
                .hint("With a morphology in the node types the file may hold the membrane alone"));
      }
      return Optional.empty();
    }
    Element element = found.get();
    Optional<Element> morphology =
        element.first("morphology").or(() -> document.withId(element.get("morphology")));
    Optional<Element> biophysics =
        element
            .first("biophysicalProperties")
            .or(() -> element.first("biophysicalProperties2CaPools"))
            .or(() -> document.withId(element.get("biophysicalProperties")));
    if (morphology.isEmpty()) {
      problems.add(
          Problem.error(
                  "neuroml.no-morphology",
                  element.where(),
                  "The cell " + element.get("id") + " has no morphology")
              .expected("an element morphology, or a column morphology with an SWC file"));
      return Optional.empty();
    }
    Cables cables = new Cables(morphology.get(), problems);
    Optional<CellDraft> cell = cables.sections();
    if (cell.isPresent() && biophysics.isPresent()) {
      new NeuroMlCell(document, cables, cell.get(), problems).apply(biophysics.get());
    }
    return cell;
  }

  private void apply(Element biophysics) {
    for (Element properties : biophysics.children()) {
      switch (properties.name()) {
        case "membraneProperties", "membraneProperties2CaPools" ->
            properties.children().forEach(this::membrane);
        case "intracellularProperties", "intracellularProperties2CaPools" ->
            properties.children().forEach(this::inside);
        case "extracellularProperties", "notes", "annotation", "property" -> {}
        default -> unknown(properties);
      }
    }
  }

  private void membrane(Element element) {
    switch (element.name()) {
      case "specificCapacitance" ->
          number(element, "value")
              .ifPresent(cm -> sections(element).forEach(s -> s.setCapacitance(cm)));
      case "initMembPotential", "spikeThresh" -> elsewhere(element);
      case "channelDensity",
          "channelDensityVShift",
          "channelDensityNernst",
          "channelDensityNernstCa2",
          "channelDensityGHK2" ->
          density(element, "condDensity");
      case "channelDensityGHK" -> density(element, "permeability");
      case "channelPopulation", "channelPopulationNernst" -> population(element);
      case "channelDensityNonUniform",
          "channelDensityNonUniformNernst",
          "channelDensityNonUniformGHK" ->
          problems.add(
              Problem.error(
                      "neuroml.not-supported",
                      element.where(),
                      element.name() + " is not supported: densities are constant in a section")
                  .expected("a channelDensity for each of several segment groups"));
      case "notes", "annotation", "property" -> {}
      default -> unknown(element);
    }
  }

  private void inside(Element element) {
    switch (element.name()) {
      case "resistivity" ->
          number(element, "value")
              .ifPresent(ra -> sections(element).forEach(s -> s.setAxialResistivity(ra)));
      case "species" -> species(element);
      case "notes", "annotation", "property" -> {}
      default -> unknown(element);
    }
  }

  /** What BMTK takes from the configuration. */
  private void elsewhere(Element element) {
    if (said.add(element.name())) {
      problems.add(
          Problem.info(
              "neuroml.not-used",
              element.where(),
              element.name()
                  + " "
                  + element.get("value")
                  + " is not used; the configuration's "
                  + (element.name().equals("spikeThresh")
                      ? "run.spike_threshold"
                      : "conditions.v_init")
                  + " counts for all cells"));
    }
  }

  private List<SectionDraft> sections(Element element) {
    if (element.has("segment")) {
      String id = element.get("segment");
      Optional<SectionDraft> section =
          id.matches("\\d{1,9}") ? cables.ofSegment(Integer.parseInt(id)) : Optional.empty();
      if (section.isEmpty()) {
        problems.add(
            Problem.error(
                    "neuroml.unknown-group",
                    element.where(),
                    element.name() + " names segment '" + id + "', which does not exist")
                .expected("the id of a segment"));
      }
      return section.map(List::of).orElse(List.of());
    }
    return cables.ofGroup(
        element, element.has("segmentGroup") ? element.get("segmentGroup") : "all");
  }

  private Optional<Variant> channel(Element element) {
    Optional<Variant> variant = Densities.variant(element);
    if (variant.isEmpty()) {
      problems.add(
          Problem.error(
                  "neuroml.bad-density", element.where(), element.name() + " names no ionChannel")
              .expected("an attribute ionChannel"));
    } else if (document.topLevel().stream()
        .noneMatch(
            e -> ChannelWriter.isChannel(e) && e.get("id").equals(variant.get().channel()))) {
      problems.add(
          Problem.warning(
                  "neuroml.unknown-channel",
                  element.where(),
                  "The ion channel '"
                      + variant.get().channel()
                      + "' is not defined in the file or those it includes")
              .hint("A mechanism of that name with the parameters gmax and e may take its place"));
    }
    return variant;
  }

  private void density(Element element, String attribute) {
    Optional<Variant> variant = channel(element);
    OptionalDouble density = number(element, attribute);
    if (variant.isEmpty() || density.isEmpty()) {
      return;
    }
    OptionalDouble reversal =
        variant.get().drive() == Variant.Drive.OHMIC
            ? number(element, "erev")
            : OptionalDouble.empty();
    OptionalDouble shift =
        element.has("vShift") ? number(element, "vShift") : OptionalDouble.empty();
    for (SectionDraft section : sections(element)) {
      put(element, section, variant.get().mechanism(), density.getAsDouble(), reversal);
      shift.ifPresent(v -> section.setParameter(variant.get().mechanism(), "vShift", v));
    }
  }

  /** Several densities of a channel in one place add up if their reversal potentials are equal. */
  private void put(
      Element element,
      SectionDraft section,
      String mechanism,
      double density,
      OptionalDouble reversal) {
    OptionalDouble before = section.parameter(mechanism, "gmax");
    OptionalDouble reversalBefore = section.parameter(mechanism, "e");
    if (before.isPresent() && !reversalBefore.equals(reversal)) {
      problems.add(
          Problem.error(
                  "neuroml.bad-density",
                  element.where(),
                  "Channel "
                      + element.get("ionChannel")
                      + " has two reversal potentials in "
                      + section.name())
              .expected("one erev for each channel in a place"));
      return;
    }
    section.setParameter(mechanism, "gmax", before.orElse(0) + density);
    reversal.ifPresent(e -> section.setParameter(mechanism, "e", e));
  }

  private void population(Element element) {
    Optional<Variant> variant = channel(element);
    OptionalDouble number = number(element, "number");
    if (variant.isEmpty() || number.isEmpty()) {
      return;
    }
    Optional<Element> definition =
        document.topLevel().stream()
            .filter(e -> ChannelWriter.isChannel(e) && e.get("id").equals(variant.get().channel()))
            .findFirst();
    OptionalDouble conductance =
        definition.isPresent() ? number(definition.get(), "conductance") : OptionalDouble.empty();
    OptionalDouble reversal =
        variant.get().drive() == Variant.Drive.OHMIC
            ? number(element, "erev")
            : OptionalDouble.empty();
    List<SectionDraft> sections = sections(element);
    double areaCm2 = sections.stream().mapToDouble(NeuroMlCell::areaUm2).sum() * 1e-8;
    if (conductance.isPresent() && areaCm2 > 0) {
      double density = number.getAsDouble() * conductance.getAsDouble() / areaCm2;
      sections.forEach(s -> put(element, s, variant.get().mechanism(), density, reversal));
    }
  }

  /** Lateral area of the frusta. */
  private static double areaUm2(SectionDraft section) {
    return switch (section.geometry()) {
      case SectionGeometry.Cylinder c -> Math.PI * c.lengthUm() * c.diameterUm();
      case SectionGeometry.Points p -> {
        double[] arc = p.arcLengthsUm();
        double area = 0;
        for (int i = 1; i < arc.length; i++) {
          double length = arc[i] - arc[i - 1];
          double slope = (p.diameter()[i] - p.diameter()[i - 1]) / 2.0;
          area +=
              Math.PI
                  * (p.diameter()[i] + p.diameter()[i - 1])
                  / 2
                  * Math.sqrt(length * length + slope * slope);
        }
        yield area;
      }
    };
  }

  private void species(Element element) {
    String ion = element.has("ion") ? element.get("ion") : element.get("id");
    OptionalDouble inner = number(element, "initialConcentration");
    OptionalDouble outer = number(element, "initialExtConcentration");
    String model = element.get("concentrationModel");
    boolean known =
        document.elements().anyMatch(e -> PoolWriter.isPool(e) && e.get("id").equals(model));
    if (!known && !model.isEmpty()) {
      problems.add(
          Problem.error(
                  "neuroml.not-supported",
                  element.where(),
                  "The concentration model '" + model + "' is not known")
              .expected("a decayingPoolConcentrationModel or fixedFactorConcentrationModel"));
      return;
    }
    for (SectionDraft section : sections(element)) {
      outer.ifPresent(c -> section.setIonValue(Variant.name(ion) + "o", c));
      if (model.isEmpty()) {
        inner.ifPresent(c -> section.setIonValue(Variant.name(ion) + "i", c));
      } else {
        section.insert(Variant.name(model));
        inner.ifPresent(c -> section.setParameter(Variant.name(model), "initial", c));
      }
    }
  }

  private OptionalDouble number(Element element, String attribute) {
    OptionalDouble value = Quantity.parse(element.get(attribute));
    if (value.isEmpty()) {
      problems.add(
          Problem.error(
                  "neuroml.bad-number",
                  element.where(),
                  element.has(attribute)
                      ? attribute + " of " + element.name() + " is '" + element.get(attribute) + "'"
                      : element.name() + " has no " + attribute)
              .expected("a number with a unit of NeuroML"));
    }
    return value;
  }

  private void unknown(Element element) {
    problems.add(
        Problem.warning(
            "neuroml.not-used", element.where(), "The element " + element.name() + " is not used"));
  }
}
