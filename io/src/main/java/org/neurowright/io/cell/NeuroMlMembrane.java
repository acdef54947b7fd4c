package org.neurowright.io.cell;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.DoubleFunction;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;
import org.neurowright.io.function.CellDraft;
import org.neurowright.io.function.SectionDraft;

/**
 * The membrane of a cell from a NeuroML 2 file as BMTK reads it: five kinds of elements with a
 * {@code segmentGroup}; units are dropped (the values are taken to be in NEURON's), the file's own
 * morphology is not used. An element replaces an earlier one with the same id in the same group and
 * keeps its place.
 */
final class NeuroMlMembrane {
  private static final String NAMESPACE = "http://www.neuroml.org/schema/neuroml2";
  private static final Set<String> ELEMENTS =
      Set.of(
          "resistivity",
          "specificCapacitance",
          "channelDensity",
          "channelDensityNernst",
          "concentrationModel");
  private static final List<SectionKind> KINDS =
      List.of(SectionKind.SOMA, SectionKind.AXON, SectionKind.DEND, SectionKind.APIC);

  /** What an element sets in a section. */
  private sealed interface Setting {
    void applyTo(SectionDraft section);

    record Resistivity(double ohmCm) implements Setting {
      @Override
      public void applyTo(SectionDraft section) {
        section.setAxialResistivity(ohmCm);
      }
    }

    record Capacitance(double ufPerCm2) implements Setting {
      @Override
      public void applyTo(SectionDraft section) {
        section.setCapacitance(ufPerCm2);
      }
    }

    record Leak(double density, OptionalDouble reversalMv) implements Setting {
      @Override
      public void applyTo(SectionDraft section) {
        section.setParameter("pas", "g", density);
        reversalMv.ifPresent(e -> section.setParameter("pas", "e", e));
      }
    }

    /** {@code reversal} is the ion variable to set, for sodium and potassium. */
    record Channel(
        String mechanism,
        String parameter,
        double density,
        String reversal,
        OptionalDouble reversalMv)
        implements Setting {
      @Override
      public void applyTo(SectionDraft section) {
        section.setParameter(mechanism, parameter, density);
        if (!reversal.isEmpty()) {
          reversalMv.ifPresent(e -> section.setIonValue(reversal, e));
        }
      }
    }

    record Concentration(String mechanism, double gamma, double decay) implements Setting {
      @Override
      public void applyTo(SectionDraft section) {
        section.setParameter(mechanism, "gamma", gamma);
        section.setParameter(mechanism, "decay", decay);
      }
    }
  }

  private final Path file;
  private final Problems problems;
  private final Map<SectionKind, Map<String, Setting>> settings = new EnumMap<>(SectionKind.class);

  private NeuroMlMembrane(Path file, Problems problems) {
    this.file = file;
    this.problems = problems;
    KINDS.forEach(kind -> settings.put(kind, new LinkedHashMap<>()));
  }

  /** Reads a file; everything that cannot be understood is reported and left out. */
  static NeuroMlMembrane read(Path file, Problems problems) {
    NeuroMlMembrane membrane = new NeuroMlMembrane(file, problems);
    membrane.read();
    return membrane;
  }

  /** Sets every section of the cell, in list order; inside a section in the order of the file. */
  void applyTo(CellDraft cell) {
    for (SectionDraft section : cell.sections()) {
      settings
          .getOrDefault(section.kind(), Map.of())
          .values()
          .forEach(setting -> setting.applyTo(section));
    }
  }

  private void read() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    int found = 0;
    try (InputStream in = Files.newInputStream(file)) {
      XMLStreamReader xml = factory.createXMLStreamReader(in);
      while (xml.hasNext()) {
        if (xml.next() == XMLStreamReader.START_ELEMENT
            && NAMESPACE.equals(xml.getNamespaceURI())
            && ELEMENTS.contains(xml.getLocalName())) {
          found++;
          element(xml);
        }
      }
      if (found == 0) {
        problems.add(
            Problem.error(
                    "cell.empty-neuroml",
                    Location.of(file),
                    "The file says nothing about a membrane")
                .expected(
                    "channelDensity, resistivity and the like in the namespace " + NAMESPACE));
      }
    } catch (XMLStreamException e) {
      int line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNumber());
      problems.add(
          Problem.error(
              "cell.bad-xml",
              Location.of(file, line),
              "The file is not valid XML: " + firstLine(e)));
    } catch (IOException e) {
      problems.add(
          Problem.error("cell.unreadable", Location.of(file), "The NeuroML file cannot be read")
              .hint(
                  "Check the name after nml: in model_template and biophysical_neuron_models_dir"));
    }
  }

  private void element(XMLStreamReader xml) {
    String tag = xml.getLocalName();
    String group = xml.getAttributeValue(null, "segmentGroup");
    if (group == null) {
      error(xml, tag + " has no segmentGroup", "soma, axon, dend, apic or all");
      return;
    }
    List<SectionKind> kinds = kinds(group);
    if (kinds.isEmpty()) {
      error(xml, "segmentGroup '" + group + "' is not known", "soma, axon, dend, apic or all");
      return;
    }
    Optional<Setting> setting = setting(xml, tag);
    if (setting.isPresent()) {
      String id = Optional.ofNullable(xml.getAttributeValue(null, "id")).orElse(tag);
      kinds.forEach(kind -> settings.get(kind).put(id, setting.get()));
    }
  }

  private static List<SectionKind> kinds(String group) {
    return switch (group.toLowerCase(Locale.ROOT)) {
      case "all" -> KINDS;
      case "soma", "somatic" -> List.of(SectionKind.SOMA);
      case "axon", "axonal" -> List.of(SectionKind.AXON);
      case "dend", "basal", "dendritic" -> List.of(SectionKind.DEND);
      case "apic", "apical" -> List.of(SectionKind.APIC);
      default -> List.of();
    };
  }

  private Optional<Setting> setting(XMLStreamReader xml, String tag) {
    return switch (tag) {
      case "resistivity" -> one(number(xml, "value", true), Setting.Resistivity::new);
      case "specificCapacitance" -> one(number(xml, "value", true), Setting.Capacitance::new);
      case "concentrationModel" -> concentration(xml);
      default -> channel(xml);
    };
  }

  private static Optional<Setting> one(OptionalDouble value, DoubleFunction<Setting> make) {
    return value.isPresent() ? Optional.of(make.apply(value.getAsDouble())) : Optional.empty();
  }

  private Optional<Setting> concentration(XMLStreamReader xml) {
    OptionalDouble gamma = number(xml, "gamma", true);
    OptionalDouble decay = number(xml, "decay", true);
    String mechanism = text(xml, "id");
    String type = text(xml, "type");
    if (!type.equals(mechanism) && !type.isEmpty() && !mechanism.isEmpty()) {
      error(
          xml,
          "concentrationModel '" + mechanism + "' is of type '" + type + "'",
          "id and type both the mechanism's name");
      return Optional.empty();
    }
    if (mechanism.isEmpty() || type.isEmpty() || gamma.isEmpty() || decay.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Setting.Concentration(mechanism, gamma.getAsDouble(), decay.getAsDouble()));
  }

  private Optional<Setting> channel(XMLStreamReader xml) {
    String mechanism = text(xml, "ionChannel");
    String ion = text(xml, "ion");
    OptionalDouble density = number(xml, "condDensity", true);
    OptionalDouble reversal = number(xml, "erev", false);
    if (mechanism.isEmpty() || ion.isEmpty() || density.isEmpty()) {
      return Optional.empty();
    }
    if (mechanism.equals("pas") && xml.getLocalName().equals("channelDensity")) {
      if (reversal.isEmpty()) {
        error(xml, "The leak has no erev", "a reversal potential in mV");
        return Optional.empty();
      }
      return Optional.of(new Setting.Leak(density.getAsDouble(), reversal));
    }
    String variable = text(xml, "id");
    if (!variable.endsWith("_" + mechanism) || variable.length() == mechanism.length() + 1) {
      if (!variable.isEmpty()) {
        error(
            xml,
            "The id '" + variable + "' is not a variable of the ion channel '" + mechanism + "'",
            "the name of the conductance in the mechanism, such as gbar_" + mechanism);
      }
      return Optional.empty();
    }
    String reversalVariable = ion.equals("na") || ion.equals("k") ? "e" + ion : "";
    if (!reversalVariable.isEmpty() && reversal.isEmpty()) {
      error(
          xml,
          "'" + variable + "' uses the ion " + ion + " but has no erev",
          "a reversal potential in mV");
      return Optional.empty();
    }
    String parameter = variable.substring(0, variable.length() - mechanism.length() - 1);
    return Optional.of(
        new Setting.Channel(
            mechanism, parameter, density.getAsDouble(), reversalVariable, reversal));
  }

  private String text(XMLStreamReader xml, String attribute) {
    String value = xml.getAttributeValue(null, attribute);
    if (value == null || value.isBlank()) {
      error(xml, xml.getLocalName() + " has no " + attribute, "an attribute " + attribute);
      return "";
    }
    return value.strip();
  }

  /** The number before the unit. */
  private OptionalDouble number(XMLStreamReader xml, String attribute, boolean needed) {
    String value = xml.getAttributeValue(null, attribute);
    if (value == null) {
      if (needed) {
        error(xml, xml.getLocalName() + " has no " + attribute, "a number, with or without unit");
      }
      return OptionalDouble.empty();
    }
    try {
      return OptionalDouble.of(Double.parseDouble(value.strip().split("\\s+")[0]));
    } catch (NumberFormatException notNumber) {
      error(xml, attribute + " is '" + value + "'", "a number, with or without unit");
      return OptionalDouble.empty();
    }
  }

  private void error(XMLStreamReader xml, String message, String expected) {
    problems.add(
        Problem.error(
                "cell.bad-neuroml", Location.of(file, xml.getLocation().getLineNumber()), message)
            .expected(expected));
  }

  private static String firstLine(XMLStreamException e) {
    return e.getMessage() == null
        ? ""
        : e.getMessage().lines().reduce((first, second) -> second).orElse("");
  }
}
