package org.neurowright.io.sonata.network;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.neurowright.engine.description.EdgeType;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.description.SynapseModel;
import org.neurowright.engine.description.Value;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;
import org.neurowright.io.csv.CsvTable;
import org.neurowright.io.function.ModelFunctions;
import org.neurowright.io.json.JsonValue.JsonNumber;
import org.neurowright.io.json.JsonValue.JsonObject;

/**
 * Makes edge types of table rows. Where single edges have their own text attributes, each distinct
 * combination is a type of its own with the same id.
 */
final class EdgeTypes {

  /** Columns of an edge group that the type, not the batch of rows, has to carry. */
  static final Set<String> TYPE_COLUMNS =
      Set.of(
          "model_template",
          "dynamics_params",
          "weight_function",
          "weight_sigma",
          "target_sections",
          "distance_range",
          "is_gap_junction");

  /** Prefix under which the parameters of single edges stand among the overrides. */
  static final String PARAMETER_PREFIX = "dynamics_params.";

  private static final Map<String, SectionKind> SECTION_NAMES =
      Map.of(
          "soma", SectionKind.SOMA,
          "somatic", SectionKind.SOMA,
          "axon", SectionKind.AXON,
          "axonal", SectionKind.AXON,
          "dend", SectionKind.DEND,
          "basal", SectionKind.DEND,
          "apic", SectionKind.APIC,
          "apical", SectionKind.APIC);

  private static final Pattern QUOTED = Pattern.compile("'([^']*)'|\"([^\"]*)\"");

  private final Components components;
  private final ModelFunctions functions;
  private final boolean simulated;
  private final Problems problems;

  /**
   * Starts without types.
   *
   * @param functions synapse and weight functions by name
   * @param simulated false for networks of other simulators, whose synapses are only shown
   */
  EdgeTypes(Components components, ModelFunctions functions, boolean simulated, Problems problems) {
    this.components = components;
    this.functions = functions;
    this.simulated = simulated;
    this.problems = problems;
  }

  /**
   * Reads one type.
   *
   * @param overrides values of single edges by column, null words left out
   */
  EdgeType read(TypeTable.Row row, Map<String, Value> overrides) {
    Map<String, Value> attributes = new LinkedHashMap<>(row.attributes());
    attributes.putAll(overrides);
    Location where = row.where();
    Optional<JsonObject> json = Optional.empty();
    String jsonName = text(attributes, "dynamics_params").orElse("");
    Map<String, Double> own = ownParameters(overrides);
    if (simulated && !jsonName.isEmpty()) {
      json =
          components
              .file("synaptic_models_dir", jsonName, List.of(""), where, "dynamics_params")
              .flatMap((Path file) -> components.json(file));
    }
    Optional<SynapseModel> synapse = Optional.empty();
    Optional<String> template = text(attributes, "model_template");
    boolean jsonMissing = !jsonName.isEmpty() && json.isEmpty();
    if (simulated && template.isPresent() && !jsonMissing) {
      String shown = jsonName.isEmpty() ? "(none)" : jsonName;
      synapse =
          SynapseFunctions.model(
              functions.synapses(), template.get(), json, shown, own, where, problems);
    }
    OptionalDouble sign =
        json.flatMap(j -> j.get("sign"))
            .filter(JsonNumber.class::isInstance)
            .map(v -> OptionalDouble.of(((JsonNumber) v).value()))
            .orElse(OptionalDouble.empty());
    double[] range = distanceRange(attributes.get("distance_range"), where);
    return new EdgeType(
        row.id(),
        attributes,
        synapse,
        targetSections(attributes.get("target_sections"), where),
        range[0],
        range[1],
        text(attributes, "weight_function"),
        sign,
        isTrue(attributes.get("is_gap_junction")));
  }

  /** Names of the known weight functions. */
  SortedSet<String> weightFunctions() {
    return functions.weights().names();
  }

  private static Map<String, Double> ownParameters(Map<String, Value> overrides) {
    Map<String, Double> own = new TreeMap<>();
    overrides.forEach((key, value) -> {
      if (key.startsWith(PARAMETER_PREFIX) && value instanceof Value.Num(double number)) {
        own.put(key.substring(PARAMETER_PREFIX.length()), number);
      }
    });
    return own;
  }

  private static Optional<String> text(Map<String, Value> attributes, String name) {
    return Optional.ofNullable(attributes.get(name)).map(Value::toString);
  }

  private static boolean isTrue(Value value) {
    return switch (value) {
      case null -> false;
      case Value.Num(double number) -> number != 0;
      case Value.Text(String text) -> text.equalsIgnoreCase("true");
    };
  }

  /** A Python list of names as text, a tuple, or a single name. */
  private Set<SectionKind> targetSections(Value value, Location where) {
    Set<SectionKind> kinds = EnumSet.noneOf(SectionKind.class);
    if (value == null) {
      return kinds;
    }
    String text = value.toString().strip();
    List<String> names = new ArrayList<>();
    Matcher matcher = QUOTED.matcher(text);
    while (matcher.find()) {
      names.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
    }
    if (names.isEmpty() && !text.equals("[]") && !text.equals("()")) {
      for (String name : text.replaceAll("[\\[\\]()]", "").split(",")) {
        names.add(name.strip());
      }
      problems.add(
          Problem.warning(
                  "sonata.target-sections",
                  where,
                  "target_sections is " + text + "; BMTK cannot read it so")
              .expected("a list of quoted names, for instance \"['somatic', 'basal']\""));
    }
    for (String name : names) {
      SectionKind kind = SECTION_NAMES.get(name.toLowerCase(Locale.ROOT));
      if (kind == null) {
        problems.add(
            Problem.error(
                    "sonata.target-sections",
                    where,
                    "target_sections names \"" + name + "\", which no section is")
                .expected("soma, somatic, axon, axonal, dend, basal, apic or apical"));
      } else {
        kinds.add(kind);
      }
    }
    return kinds;
  }

  /** A list of two numbers as text, or one number that is the upper end. */
  private double[] distanceRange(Value value, Location where) {
    double[] whole = {0, Double.POSITIVE_INFINITY};
    return switch (value) {
      case null -> whole;
      case Value.Num(double upper) -> checked(new double[] {0, upper}, where);
      case Value.Text(String text) -> {
        String[] parts = text.strip().replaceAll("^[\\[(]|[\\])]$", "").split(",");
        boolean numbers = true;
        double[] ends = new double[parts.length];
        for (int i = 0; i < parts.length; i++) {
          numbers &= CsvTable.isNumber(parts[i].strip());
          ends[i] = numbers ? CsvTable.number(parts[i].strip()) : 0;
        }
        if (!numbers || parts.length > 2) {
          problems.add(
              Problem.error("sonata.distance-range", where, "distance_range is " + text)
                  .expected("two numbers in µm, for instance \"[30.0, 150.0]\""));
          yield whole;
        }
        yield checked(parts.length == 2 ? ends : new double[] {0, ends[0]}, where);
      }
    };
  }

  private double[] checked(double[] ends, Location where) {
    if (ends[0] > ends[1] || ends[1] < 0) {
      problems.add(
          Problem.error(
                  "sonata.distance-range",
                  where,
                  "distance_range goes from "
                      + ends[0]
                      + " to "
                      + ends[1]
                      + " µm; no segment is there")
              .expected("a smaller and a larger distance"));
    }
    return ends;
  }
}
