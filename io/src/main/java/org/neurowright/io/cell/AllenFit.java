package org.neurowright.io.cell;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A parameter file of the Allen Cell Types Database: {@code passive}, {@code genome} (channel
 * densities) and {@code conditions} (reversal potentials). {@code fitting}, {@code axon_morph},
 * {@code celsius} and {@code v_init} say nothing about the membrane and are not read.
 *
 * @param file where it came from
 * @param ra axial resistivity, Ω cm
 * @param ePas leak reversal potential, mV
 * @param cm capacitance by kind of section, µF/cm²
 * @param genome densities and other variables in the order of the file
 * @param reversals reversal potentials of sodium and potassium
 */
record AllenFit(
    Path file,
    OptionalDouble ra,
    OptionalDouble ePas,
    Map<SectionKind, Double> cm,
    List<Gene> genome,
    List<Reversal> reversals) {

  /**
   * One entry of the genome; {@code mechanism} is empty when the variable's owner is already there.
   */
  record Gene(SectionKind section, String name, String mechanism, double value, String path) {}

  record Reversal(SectionKind section, OptionalDouble ena, OptionalDouble ek, String path) {}

  Location at(String path) {
    return Location.of(file, path);
  }

  /** Reads a file; everything that cannot be understood is reported and left out. */
  static AllenFit read(Path file, JsonMapper mapper, Problems problems) {
    return new Reading(file, problems).read(mapper);
  }

  private static final class Reading {
    private final Path file;
    private final Problems problems;

    Reading(Path file, Problems problems) {
      this.file = file;
      this.problems = problems;
    }

    AllenFit read(JsonMapper mapper) {
      JsonNode root;
      try {
        root = mapper.readTree(file.toFile());
      } catch (JacksonException e) {
        problems.add(unreadable(e));
        return nothing();
      }
      if (!root.isObject()) {
        error(
            "$", "The parameter file is not a JSON object", "keys passive, genome and conditions");
        return nothing();
      }
      JsonNode passive = first(root, "passive");
      Map<SectionKind, Double> cm = new EnumMap<>(SectionKind.class);
      int i = 0;
      for (JsonNode entry : list(passive, "cm", "$.passive[0].cm", false)) {
        String path = "$.passive[0].cm[" + i++ + "]";
        SectionKind kind = kind(entry, path);
        OptionalDouble value = number(entry, "cm", path, true);
        if (kind != null && value.isPresent()) {
          cm.put(kind, value.getAsDouble());
        }
      }
      return new AllenFit(
          file,
          number(passive, "ra", "$.passive[0]", false),
          number(passive, "e_pas", "$.passive[0]", false),
          cm,
          genome(root),
          reversals(root));
    }

    private List<Gene> genome(JsonNode root) {
      List<Gene> genome = new ArrayList<>();
      int i = 0;
      for (JsonNode entry : list(root, "genome", "$.genome", true)) {
        String path = "$.genome[" + i++ + "]";
        if ("glob".equals(text(entry, "section"))) {
          problems.add(
              Problem.warning(
                      "cell.glob-section",
                      at(path),
                      "Section 'glob' stands for no part of the cell; the entry is left out")
                  .hint("Old parameter files have it; give the sections by name"));
          continue;
        }
        SectionKind kind = kind(entry, path);
        String name = text(entry, "name");
        OptionalDouble value = number(entry, "value", path, true);
        if (name.isEmpty()) {
          error(path, "The entry has no name", "the name of a variable such as gbar_NaTs");
        } else if (kind != null && value.isPresent()) {
          genome.add(new Gene(kind, name, text(entry, "mechanism"), value.getAsDouble(), path));
        }
      }
      return genome;
    }

    private List<Reversal> reversals(JsonNode root) {
      List<Reversal> reversals = new ArrayList<>();
      int i = 0;
      for (JsonNode entry : list(first(root, "conditions"), "erev", "$.conditions[0].erev", true)) {
        String path = "$.conditions[0].erev[" + i++ + "]";
        SectionKind kind = kind(entry, path);
        OptionalDouble ena = number(entry, "ena", path, true);
        OptionalDouble ek = number(entry, "ek", path, true);
        if (kind != null) {
          reversals.add(new Reversal(kind, ena, ek, path));
        }
      }
      return reversals;
    }

    /** The first object of a list; the files have lists of one. */
    private JsonNode first(JsonNode root, String key) {
      JsonNode list = root.path(key);
      JsonNode object = list.isArray() ? list.path(0) : list;
      if (!object.isObject()) {
        error("$." + key, "There is no '" + key + "'", "a list with one object");
      }
      return object;
    }

    private JsonNode list(JsonNode object, String key, String path, boolean needed) {
      JsonNode list = object.path(key);
      if (!list.isArray() && object.isObject() && (needed || !list.isMissingNode())) {
        error(path, "'" + key + "' is not a list", "a list of objects");
      }
      return list.isArray() ? list : list.path(0); // a missing node iterates over nothing
    }

    private SectionKind kind(JsonNode entry, String path) {
      String name = text(entry, "section");
      for (SectionKind kind : SectionKind.values()) {
        if (kind != SectionKind.OTHER && kind.label().equals(name)) {
          return kind;
        }
      }
      problems.add(
          Problem.warning(
                  "cell.unknown-section",
                  at(path),
                  name.isEmpty()
                      ? "The entry names no section and is left out"
                      : "No section is called '" + name + "'; the entry is left out")
              .expected("soma, axon, dend or apic"));
      return null;
    }

    private static String text(JsonNode entry, String key) {
      return entry.path(key).isString() ? entry.path(key).asString().strip() : "";
    }

    /** Numbers may be written as text. */
    private OptionalDouble number(JsonNode object, String key, String path, boolean needed) {
      JsonNode node = object.path(key);
      if (node.isNumber()) {
        return OptionalDouble.of(node.asDouble());
      }
      if (node.isString()) {
        try {
          return OptionalDouble.of(Double.parseDouble(node.asString().strip()));
        } catch (NumberFormatException notNumber) {
          error(path + "." + key, "'" + node.asString() + "' is not a number", "a number");
          return OptionalDouble.empty();
        }
      }
      if (needed || !node.isMissingNode()) {
        error(
            path + "." + key,
            node.isMissingNode() ? "There is no '" + key + "'" : "'" + key + "' is not a number",
            "a number");
      }
      return OptionalDouble.empty();
    }

    private Problem unreadable(JacksonException e) {
      if (!Files.isReadable(file)) {
        return Problem.error(
                "cell.unreadable", Location.of(file), "The parameter file cannot be read")
            .hint("Check the name in dynamics_params and the permissions");
      }
      TokenStreamLocation place = e.getLocation();
      Location where =
          place == null
              ? Location.of(file)
              : Location.of(
                  file.toString(),
                  Math.max(0, place.getLineNr()),
                  Math.max(0, place.getColumnNr()));
      return Problem.error(
          "cell.bad-json",
          where,
          "The parameter file is not valid JSON: " + e.getOriginalMessage());
    }

    private void error(String path, String message, String expected) {
      problems.add(Problem.error("cell.bad-parameter", at(path), message).expected(expected));
    }

    private Location at(String path) {
      return Location.of(file, path);
    }

    private AllenFit nothing() {
      return new AllenFit(
          file, OptionalDouble.empty(), OptionalDouble.empty(), Map.of(), List.of(), List.of());
    }
  }
}
