package org.neurowright.io.recipe;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.neurowright.engine.recipe.ConnectionRecipe;
import org.neurowright.engine.recipe.InputRecipe;
import org.neurowright.engine.recipe.NetworkRecipe;
import org.neurowright.engine.recipe.Point;
import org.neurowright.engine.recipe.PopulationRecipe;
import org.neurowright.engine.recipe.Recipe;
import org.neurowright.engine.recipe.Selection;
import org.neurowright.engine.recipe.ValueRule;

/** The document's upper levels: every key with its form, default and meaning. */
final class RecipeForm {
  /** Marks a model document and says its version. */
  static final String MARK = "neurowright_model";

  static final Form<ValueRule> VALUES = new ValueForm();
  static final Form<Selection> NODES = new SelectionForm();

  static final ObjectForm<PopulationRecipe> POPULATION =
      new ObjectForm<>(
          "population",
          "Cells that share a type.",
          true,
          form -> {
            var name =
                form.required(
                    "name",
                    Forms.NAME,
                    PopulationRecipe::name,
                    "Unique in its network; the column pop_name unless columns has one.");
            var count =
                form.maybe(
                    "count",
                    Forms.COUNT,
                    p -> p.count().isPresent() ? Optional.of(p.count().getAsInt()) : none(),
                    "Number of cells; may be left out where lists or csv files tell it.");
            var type =
                form.maybe(
                    "node_type_id",
                    Forms.LONG_COUNT,
                    p -> boxed(p.nodeTypeId()),
                    "Id of the type; the next free one from 100 without it.");
            var columns =
                form.optional(
                    "columns",
                    Forms.map(VALUES),
                    Map.of(),
                    PopulationRecipe::columns,
                    "Attributes: constants belong to the type, everything else to single cells.");
            var places =
                form.maybe(
                    "places",
                    PlaceForms.PLACES,
                    PopulationRecipe::places,
                    "Where the cells are; no positions without it.");
            var rotation =
                form.optional(
                    "rotation",
                    Forms.map(VALUES, List.of("x", "y", "z")),
                    Map.of(),
                    PopulationRecipe::rotation,
                    "Angles about the axes, radians.");
            form.owns(PopulationRecipe::extras);
            form.check(PopulationChecks::check);
            return values ->
                new PopulationRecipe(
                    values.get(name),
                    values.maybe(count).map(OptionalInt::of).orElse(OptionalInt.empty()),
                    unboxed(values.maybe(type)),
                    values.get(columns),
                    values.maybe(places),
                    values.get(rotation),
                    values.extras());
          });

  static final ObjectForm<NetworkRecipe> NETWORK =
      new ObjectForm<>(
          "network",
          "A network: one SONATA node population, one nodes file.",
          true,
          form -> {
            var name =
                form.required(
                    "name",
                    Forms.FILE_NAME,
                    NetworkRecipe::name,
                    "Unique; begins the names of its files.");
            var populations =
                form.optional(
                    "populations",
                    Forms.list(POPULATION, true),
                    List.of(),
                    NetworkRecipe::populations,
                    "In the order of their node ids.");
            form.owns(NetworkRecipe::extras);
            return values ->
                new NetworkRecipe(values.get(name), values.get(populations), values.extras());
          });

  static final ObjectForm<ConnectionRecipe> CONNECTION =
      new ObjectForm<>(
          "connection",
          "A rule of connection; becomes an edge type.",
          true,
          form -> {
            var name =
                form.required(
                    "name",
                    Forms.NAME,
                    ConnectionRecipe::name,
                    "Unique; keys the rule's random numbers, so that a new name is a new draw.");
            var source =
                form.required("source", NODES, ConnectionRecipe::source, "Which cells send.");
            var target =
                form.required("target", NODES, ConnectionRecipe::target, "Which cells receive.");
            var rule =
                form.required(
                    "rule", PairForms.RULE, ConnectionRecipe::rule, "Which pairs are connected.");
            var synapses =
                form.optional(
                    "synapses",
                    VALUES,
                    ValueRule.of(1),
                    ConnectionRecipe::synapses,
                    "How many synapses a connected pair has.");
            var autapses =
                form.optional(
                    "autapses",
                    Forms.FLAG,
                    false,
                    ConnectionRecipe::autapses,
                    "Whether a cell may be connected with itself.");
            var kind =
                form.optional(
                    "kind",
                    Forms.word(
                        new TreeMap<>(
                            Map.of(
                                "chemical", ConnectionRecipe.Kind.CHEMICAL,
                                "gap_junction", ConnectionRecipe.Kind.GAP_JUNCTION))),
                    ConnectionRecipe.Kind.CHEMICAL,
                    ConnectionRecipe::kind,
                    "Chemical synapses or gap junctions.");
            var type =
                form.maybe(
                    "edge_type_id",
                    Forms.LONG_COUNT,
                    c -> boxed(c.edgeTypeId()),
                    "Id of the type; the next free one from 100 without it.");
            var attributes =
                form.optional(
                    "attributes",
                    Forms.map(VALUES),
                    Map.of(),
                    ConnectionRecipe::attributes,
                    "Of the edges: constants belong to the type, everything else is computed for"
                        + " each synapse, which then has a row of its own.");
            form.owns(ConnectionRecipe::extras);
            form.check(ConnectionChecks::check);
            return values ->
                new ConnectionRecipe(
                    values.get(name),
                    values.get(source),
                    values.get(target),
                    values.get(rule),
                    values.get(synapses),
                    values.get(autapses),
                    values.get(kind),
                    unboxed(values.maybe(type)),
                    values.get(attributes),
                    values.extras());
          });

  static final ObjectForm<InputRecipe> INPUT =
      new ObjectForm<>(
          "input",
          "Spikes for virtual cells, written as a file beside the model.",
          true,
          form -> {
            var name =
                form.required(
                    "name", Forms.FILE_NAME, InputRecipe::name, "Unique; name of the file.");
            var network =
                form.required(
                    "network", Forms.NAME, InputRecipe::network, "The network whose cells send.");
            var where =
                form.optional(
                    "where",
                    Forms.CONDITION,
                    "",
                    InputRecipe::where,
                    "Condition on the columns of the nodes; all without one.");
            var rate =
                form.required(
                    "rate_hz",
                    Forms.EXPRESSION,
                    InputRecipe::rateHz,
                    "Spikes per second, a number or an expression of the node's columns.");
            var start =
                form.optional(
                    "start_ms", Forms.NUMBER, 0.0, InputRecipe::startMs, "First time, ms.");
            var stop =
                form.required("stop_ms", Forms.NUMBER, InputRecipe::stopMs, "Last time, ms.");
            var shape =
                form.maybe(
                    "gamma_shape",
                    Forms.POSITIVE,
                    i ->
                        i.gammaShape().isPresent()
                            ? Optional.of(i.gammaShape().getAsDouble())
                            : none(),
                    "Shape of the gamma distribution of intervals; a Poisson process without it.");
            form.owns(InputRecipe::extras);
            form.check((input, found) -> {
              if (input.stopMs() <= input.startMs()) {
                found.error(
                    "recipe.empty-range",
                    "stop_ms",
                    "The input ends at " + input.stopMs() + " ms, not after it starts",
                    "more than " + input.startMs() + " ms",
                    "");
              }
            });
            return values ->
                new InputRecipe(
                    values.get(name),
                    values.get(network),
                    values.get(where),
                    values.get(rate),
                    values.get(start),
                    values.get(stop),
                    values.maybe(shape).map(OptionalDouble::of).orElse(OptionalDouble.empty()),
                    values.extras());
          });

  static final ObjectForm<Recipe> MODEL =
      new ObjectForm<>(
          "model",
          "A model as rules.",
          true,
          form -> {
            var name = form.required("name", Forms.NAME, Recipe::name, "Name of the model.");
            var description =
                form.optional("description", Forms.TEXT, "", Recipe::description, "In words.");
            var seed =
                form.optional(
                    "seed", Forms.LONG, 1L, Recipe::seed, "Seed of everything random in it.");
            var period =
                form.optional(
                    "period_um",
                    Forms.POINT,
                    Point.ORIGIN,
                    Recipe::periodUm,
                    "Length after which space repeats along each axis, µm; 0 for none.");
            var networks =
                form.optional(
                    "networks",
                    Forms.list(NETWORK, true),
                    List.of(),
                    Recipe::networks,
                    "Each becomes a nodes file.");
            var connections =
                form.optional(
                    "connections",
                    Forms.list(CONNECTION, true),
                    List.of(),
                    Recipe::connections,
                    "Those between the same two networks share an edges file.");
            var inputs =
                form.optional(
                    "inputs",
                    Forms.list(INPUT, true),
                    List.of(),
                    Recipe::inputs,
                    "Spikes of virtual cells.");
            form.owns(Recipe::extras);
            form.check((recipe, found) -> {
              Point p = recipe.periodUm();
              if (Math.min(p.x(), Math.min(p.y(), p.z())) < 0) {
                found.error(
                    "recipe.out-of-range",
                    "period_um",
                    "Space cannot repeat after a negative length",
                    "numbers from 0",
                    "0 on an axis means that space does not repeat along it");
              }
            });
            return values ->
                new Recipe(
                    values.get(name),
                    values.get(description),
                    values.get(seed),
                    values.get(period),
                    values.get(networks),
                    values.get(connections),
                    values.get(inputs),
                    values.extras());
          });

  private RecipeForm() {}

  private static <T> Optional<T> none() {
    return Optional.empty();
  }

  private static Optional<Long> boxed(OptionalLong id) {
    return id.isPresent() ? Optional.of(id.getAsLong()) : Optional.empty();
  }

  private static OptionalLong unboxed(Optional<Long> id) {
    return id.map(OptionalLong::of).orElse(OptionalLong.empty());
  }
}
