package org.neurowright.io.sonata.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.neurowright.engine.description.CellModel;
import org.neurowright.engine.description.NodePopulation;
import org.neurowright.engine.description.NodeSelection;
import org.neurowright.engine.description.NodeType;
import org.neurowright.engine.description.Value;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.NearestName;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;
import org.neurowright.io.json.JsonValue;
import org.neurowright.io.json.JsonValue.JsonArray;
import org.neurowright.io.json.JsonValue.JsonFlag;
import org.neurowright.io.json.JsonValue.JsonNull;
import org.neurowright.io.json.JsonValue.JsonNumber;
import org.neurowright.io.json.JsonValue.JsonObject;
import org.neurowright.io.json.JsonValue.JsonText;

/**
 * Node sets of a configuration, resolved against the populations of its network.
 *
 * <p>Names mean a population, {@code all}, or an entry of {@code node_sets}. An object holds
 * conditions that must all be met. A list of numbers means node ids in every population (BMTK since
 * 1.1; before, they were global ids), a list of names the union of these sets. A condition on an
 * attribute that some nodes cannot have is met by them, as in BMTK, and said loudly.
 */
final class NodeSets {
  private static final Set<String> POPULATION_KEYS = Set.of("population", "populations");
  private static final Set<String> ID_KEYS = Set.of("node_id", "node_ids");

  private final Map<String, JsonValue> named;
  private final Map<String, NodePopulation> populations = new LinkedHashMap<>();
  private final Selections selections;
  private final Problems problems;
  private final Set<String> open = new LinkedHashSet<>();
  private final Set<String> said = new HashSet<>();

  NodeSets(Map<String, JsonValue> named, List<NodePopulation> populations, Problems problems) {
    this.named = Map.copyOf(named);
    populations.forEach(p -> this.populations.put(p.name(), p));
    this.selections = new Selections(populations);
    this.problems = problems;
  }

  boolean hasName(String name) {
    return named.containsKey(name) || populations.containsKey(name) || name.equals("all");
  }

  /**
   * Resolves a node set as it stands in the configuration.
   *
   * @param what who asks, for instance {@code the input lgn}
   * @return empty when it is wrong (said as an error); may have no nodes (said as a warning)
   */
  Optional<NodeSelection> resolve(JsonValue spec, String what) {
    Optional<NodeSelection> selection = any(spec, what);
    if (selection.isPresent() && selection.get().size() == 0) {
      say(
          Problem.warning(
              "nodeset.empty",
              spec.where(),
              "The node set " + selection.get().text() + " of " + what + " has no nodes"));
    }
    return selection;
  }

  /** Adds a problem once: sets are used in several places. */
  private void say(Problem problem) {
    if (said.add(problem.toString())) {
      problems.add(problem);
    }
  }

  private Optional<NodeSelection> any(JsonValue spec, String what) {
    return switch (spec) {
      case JsonText text -> byName(text.value(), spec.where(), what);
      case JsonObject object -> byConditions(object, what);
      case JsonArray array -> byList(array, what);
      case JsonNumber number -> byList(new JsonArray(List.of(number), number.where()), what);
      case JsonFlag _, JsonNull _ -> {
        say(
            Problem.error(
                    "nodeset.wrong-type",
                    spec.where(),
                    "The node set of " + what + " is " + spec.inWords())
                .expected("a name, conditions in braces, or a list"));
        yield Optional.empty();
      }
    };
  }

  private Optional<NodeSelection> byName(String name, Location where, String what) {
    JsonValue entry = named.get(name);
    NodePopulation population = populations.get(name);
    if (entry != null) {
      if (!open.add(name)) {
        say(
            Problem.error(
                "nodeset.cycle",
                where,
                "The node set " + name + " contains itself (" + String.join(", ", open) + ")"));
        return Optional.empty();
      }
      Optional<NodeSelection> selection = any(entry, what);
      open.remove(name);
      return selection.map(s -> new NodeSelection(name, s.rows()));
    }
    if (population != null) {
      return Optional.of(new NodeSelection(name, List.of(Selections.allOf(population))));
    }
    if (name.equals("all")) {
      return Optional.of(selections.all(name));
    }
    Set<String> known = new TreeSet<>(named.keySet());
    known.addAll(populations.keySet());
    known.add("all");
    say(
        Problem.error(
                "nodeset.unknown",
                where,
                "There is no node set and no population \"" + name + "\" for " + what)
            .expected("one of " + NearestName.list(known))
            .hint(
                NearestName.of(name, known)
                    .map(n -> "Probably \"" + n + "\" is meant")
                    .orElse("")));
    return Optional.empty();
  }

  private Optional<NodeSelection> byList(JsonArray array, String what) {
    String text = inWords(array);
    if (array.items().stream().anyMatch(JsonText.class::isInstance)) {
      List<NodeSelection> parts = new ArrayList<>();
      for (JsonValue item : array.items()) {
        Optional<NodeSelection> part = any(item, what);
        if (part.isEmpty()) {
          return Optional.empty();
        }
        parts.add(part.get());
      }
      say(
          Problem.info(
              "nodeset.compound",
              array.where(),
              "The node set "
                  + text
                  + " is the union of named sets, as the SONATA guide says; BMTK cannot read it"));
      return Optional.of(selections.union(text, parts));
    }
    Optional<Set<Long>> ids = ids(array, what);
    if (ids.isEmpty()) {
      return Optional.empty();
    }
    List<NodeSelection.Rows> rows = new ArrayList<>();
    for (NodePopulation population : populations.values()) {
      rows.add(new NodeSelection.Rows(population.name(), rowsWith(population, ids.get())));
    }
    NodeSelection selection = new NodeSelection(text, rows);
    reportMissingIds(array, ids.get(), selection, what);
    reportGlobalIds(array, ids.get(), selection);
    return Optional.of(selection);
  }

  private static int[] rowsWith(NodePopulation population, Set<Long> ids) {
    return IntStream.range(0, population.size())
        .filter(row -> ids.contains(population.nodeIds()[row]))
        .toArray();
  }

  private Optional<Set<Long>> ids(JsonValue value, String what) {
    List<JsonValue> items = value instanceof JsonArray array ? array.items() : List.of(value);
    Set<Long> ids = new LinkedHashSet<>();
    for (JsonValue item : items) {
      if (!(item instanceof JsonNumber number) || !number.isLong()) {
        say(
            Problem.error(
                    "nodeset.wrong-type",
                    item.where(),
                    "The node ids for " + what + " contain " + item.inWords())
                .expected("integers"));
        return Optional.empty();
      }
      ids.add(number.asLong());
    }
    return Optional.of(ids);
  }

  private void reportMissingIds(
      JsonValue where, Set<Long> ids, NodeSelection selection, String what) {
    Set<Long> found = new HashSet<>();
    selection
        .rows()
        .forEach(part ->
            Arrays.stream(part.rows())
                .forEach(row -> found.add(populations.get(part.population()).nodeIds()[row])));
    List<String> missing =
        ids.stream().filter(id -> !found.contains(id)).map(String::valueOf).toList();
    if (!missing.isEmpty()) {
      say(
          Problem.warning(
              "nodeset.unknown-node",
              where.where(),
              "No node has the id " + NearestName.list(missing) + " that " + what + " names"));
    }
  }

  /** Lists were global ids in older BMTK; worth saying only where simulated cells differ. */
  private void reportGlobalIds(JsonArray array, Set<Long> ids, NodeSelection selection) {
    NodeSelection global = selections.union("", ids.stream().map(selections::byGlobalId).toList());
    NodeSelection now = selections.where(selection, m -> !(m instanceof CellModel.Virtual));
    NodeSelection before = selections.where(global, m -> !(m instanceof CellModel.Virtual));
    if (!sameRows(now, before)) {
      say(
          Problem.warning(
                  "nodeset.global-ids",
                  array.where(),
                  "The list "
                      + inWords(array)
                      + " is read as node ids of every population: "
                      + now.size()
                      + " simulated cells; BMTK before 1.1 read it as global ids: "
                      + before.size())
              .hint("Say what is meant: {\"population\": \"...\", \"node_id\": [...]}"));
    }
  }

  private static boolean sameRows(NodeSelection a, NodeSelection b) {
    if (!a.populations().equals(b.populations())) {
      return false;
    }
    List<NodeSelection.Rows> left = a.rows().stream().filter(r -> r.rows().length > 0).toList();
    List<NodeSelection.Rows> right = b.rows().stream().filter(r -> r.rows().length > 0).toList();
    return IntStream.range(0, left.size())
        .allMatch(i -> Arrays.equals(left.get(i).rows(), right.get(i).rows()));
  }

  private Optional<NodeSelection> byConditions(JsonObject conditions, String what) {
    Optional<List<NodePopulation>> searched = searched(conditions, what);
    if (searched.isEmpty()) {
      return Optional.empty();
    }
    Map<String, int[]> rows = new LinkedHashMap<>();
    searched.get().forEach(p -> rows.put(p.name(), Selections.allOf(p).rows()));
    for (Map.Entry<String, JsonValue> condition : conditions.members().entrySet()) {
      if (POPULATION_KEYS.contains(condition.getKey())) {
        continue;
      }
      if (!apply(condition.getKey(), condition.getValue(), searched.get(), rows, what)) {
        return Optional.empty();
      }
    }
    return Optional.of(NodeSelection.of(inWords(conditions), rows));
  }

  /** Populations that the conditions allow, in the model's order. */
  private Optional<List<NodePopulation>> searched(JsonObject conditions, String what) {
    Optional<JsonValue> given =
        conditions.get("population").or(() -> conditions.get("populations"));
    if (given.isEmpty()) {
      return Optional.of(List.copyOf(populations.values()));
    }
    List<JsonValue> names =
        given.get() instanceof JsonArray array ? array.items() : List.of(given.get());
    Set<String> wanted = new LinkedHashSet<>();
    for (JsonValue name : names) {
      if (!(name instanceof JsonText text) || !populations.containsKey(text.value())) {
        String shown = name instanceof JsonText text ? text.value() : name.inWords();
        say(
            Problem.error(
                    "nodeset.unknown-population",
                    name.where(),
                    "There is no population \"" + shown + "\" for " + what)
                .expected("one of " + NearestName.list(populations.keySet()))
                .hint(
                    NearestName.of(shown, populations.keySet())
                        .map(n -> "Probably \"" + n + "\" is meant")
                        .orElse("")));
        return Optional.empty();
      }
      wanted.add(text.value());
    }
    return Optional.of(
        populations.values().stream().filter(p -> wanted.contains(p.name())).toList());
  }

  /**
   * Keeps the rows that meet one condition; says what is odd about it. False when it cannot be
   * understood.
   */
  private boolean apply(
      String attribute,
      JsonValue condition,
      List<NodePopulation> searched,
      Map<String, int[]> rows,
      String what) {
    boolean byId = ID_KEYS.contains(attribute);
    Optional<Set<Long>> ids = byId ? ids(condition, what) : Optional.empty();
    if (byId && ids.isEmpty()) {
      return false;
    }
    if (!byId && !understandable(attribute, condition)) {
      return false;
    }
    int before = total(rows);
    int without = 0;
    for (NodePopulation population : searched) {
      Attribute known = new Attribute(population, attribute);
      int[] old = rows.get(population.name());
      IntPredicate meets =
          byId
              ? row -> ids.get().contains(population.nodeIds()[row])
              : row ->
                  known.cannotBeOn(row)
                      || known.value(row).map(v -> meets(v, condition)).orElse(false);
      rows.put(population.name(), Arrays.stream(old).filter(meets).toArray());
      without += byId ? 0 : (int) Arrays.stream(old).filter(known::cannotBeOn).count();
    }
    if (without > 0) {
      reportUnknownAttribute(attribute, condition, searched, without, what);
    }
    if (byId) {
      reportMissingIds(condition, ids.get(), NodeSelection.of("", rows), what);
    } else if (before > 0 && total(rows) == 0) {
      reportEmptied(attribute, condition, searched, what);
    }
    return true;
  }

  private static int total(Map<String, int[]> rows) {
    return rows.values().stream().mapToInt(r -> r.length).sum();
  }

  private boolean understandable(String attribute, JsonValue condition) {
    List<JsonValue> values =
        condition instanceof JsonArray array ? array.items() : List.of(condition);
    for (JsonValue value : values) {
      if (value instanceof JsonObject || value instanceof JsonArray) {
        say(
            Problem.error(
                    "nodeset.unsupported-condition",
                    value.where(),
                    "The condition on " + attribute + " is " + value.inWords())
                .expected("a value or a list of values"));
        return false;
      }
    }
    return true;
  }

  /** Equality, or any of a list, as Python compares: numbers with numbers, text with text. */
  private static boolean meets(Value value, JsonValue condition) {
    return switch (condition) {
      case JsonArray array -> array.items().stream().anyMatch(item -> meets(value, item));
      case JsonText text -> value instanceof Value.Text(String own) && own.equals(text.value());
      case JsonNumber number -> value instanceof Value.Num(double own) && own == number.value();
      case JsonFlag flag ->
          switch (value) {
            case Value.Num(double own) -> own == (flag.value() ? 1 : 0);
            case Value.Text(String own) -> own.equalsIgnoreCase(Boolean.toString(flag.value()));
          };
      case JsonNull _, JsonObject _ -> false;
    };
  }

  private void reportUnknownAttribute(
      String attribute,
      JsonValue condition,
      List<NodePopulation> searched,
      int without,
      String what) {
    Set<String> present = new TreeSet<>(Set.of("node_id", "population"));
    for (NodePopulation population : searched) {
      present.addAll(population.columns().keySet());
      population.types().forEach(type -> present.addAll(type.attributes().keySet()));
    }
    String hint =
        present.contains(attribute)
            ? "Name the population, or add a condition that these nodes do not meet"
            : NearestName.hint(attribute, present);
    say(
        Problem.warning(
                "nodeset.unknown-attribute",
                condition.where(),
                without
                    + (without == 1 ? " node has" : " nodes have")
                    + " no attribute \""
                    + attribute
                    + "\" and so count as meeting the condition "
                    + attribute
                    + " = "
                    + inWords(condition)
                    + " of "
                    + what
                    + ", as in BMTK")
            .hint(hint));
  }

  private void reportEmptied(
      String attribute, JsonValue condition, List<NodePopulation> searched, String what) {
    Set<String> present = new TreeSet<>();
    for (NodePopulation population : searched) {
      Attribute known = new Attribute(population, attribute);
      for (int row = 0; row < population.size() && present.size() <= 200; row++) {
        known.value(row).ifPresent(v -> present.add(v.toString()));
      }
    }
    String wanted = condition instanceof JsonText text ? text.value() : inWords(condition);
    say(
        Problem.warning(
                "nodeset.no-match",
                condition.where(),
                "No node"
                    + (searched.size() == 1 ? " of " + searched.getFirst().name() : "")
                    + " that meets the"
                    + " conditions before has "
                    + attribute
                    + " = "
                    + wanted
                    + " ("
                    + what
                    + ")")
            .hint(NearestName.hint(wanted, present)));
  }

  /** How the user wrote it, on one line. */
  private static String inWords(JsonValue value) {
    return switch (value) {
      case JsonArray array -> {
        List<String> items = array.items().stream().limit(10).map(NodeSets::inWords).toList();
        yield "[" + String.join(", ", items) + (array.items().size() > 10 ? ", ..." : "") + "]";
      }
      case JsonObject object ->
          "{"
              + String.join(
                  ", ",
                  object.members().entrySet().stream()
                      .map(e -> e.getKey() + ": " + inWords(e.getValue()))
                      .toList())
              + "}";
      case JsonText text -> text.value();
      case JsonNumber n -> n.inWords();
      case JsonFlag f -> f.inWords();
      case JsonNull n -> n.inWords();
    };
  }

  /** An attribute of one population: which nodes may have it. */
  private record Attribute(NodePopulation population, String name) {

    Optional<Value> value(int row) {
      return name.equals("node_type_id")
          ? Optional.of(new Value.Num(population.type(row).id()))
          : population.attribute(row, name);
    }

    /** True when neither the node's group nor the type table has such a column. */
    boolean cannotBeOn(int row) {
      return !inTypes() && value(row).isEmpty();
    }

    private boolean inTypes() {
      for (NodeType type : population.types()) {
        if (type.attributes().containsKey(name)) {
          return true;
        }
      }
      return false;
    }
  }
}
