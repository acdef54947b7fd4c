package org.neurowright.app.recipe;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.neurowright.engine.recipe.ConnectionRecipe;
import org.neurowright.engine.recipe.InputRecipe;
import org.neurowright.engine.recipe.NetworkRecipe;
import org.neurowright.engine.recipe.PairRule;
import org.neurowright.engine.recipe.PlaceRule;
import org.neurowright.engine.recipe.Point;
import org.neurowright.engine.recipe.PopulationRecipe;
import org.neurowright.engine.recipe.Recipe;
import org.neurowright.engine.recipe.Selection;
import org.neurowright.engine.recipe.ValueRule;

/**
 * Every change of a recipe that an editor makes. Parts are named, not numbered. Changes that cannot
 * be made (a name that is taken, a part that is not there) throw IllegalArgumentException with a
 * sentence for the user. Changes of one value merge while they are one gesture.
 */
public final class RecipeEdits {
  private RecipeEdits() {}

  // ---- the whole

  public static RecipeChange setName(String name) {
    return new RecipeChange(
        "Rename model to " + name, recipe -> recipe.withName(needed(name)), "name");
  }

  public static RecipeChange setDescription(String text) {
    return new RecipeChange(
        "Change description", recipe -> recipe.withDescription(text), "description");
  }

  public static RecipeChange setSeed(long seed) {
    return new RecipeChange("Change seed to " + seed, recipe -> recipe.withSeed(seed), "seed");
  }

  public static RecipeChange setPeriod(Point periodUm) {
    return new RecipeChange(
        "Change period of space", recipe -> recipe.withPeriod(periodUm), "period");
  }

  /** Replaces everything, for instance by what was typed as text. */
  public static RecipeChange replaceAll(String name, Recipe recipe) {
    return RecipeChange.of(name, before -> recipe);
  }

  // ---- networks

  public static RecipeChange addNetwork(NetworkRecipe network) {
    return RecipeChange.of(
        "Add network " + network.name(),
        recipe -> recipe.withNetworks(NETWORKS.added(recipe.networks(), network)));
  }

  /** A copy behind the original; connections are not copied. */
  public static RecipeChange duplicateNetwork(String network) {
    return RecipeChange.of(
        "Duplicate network " + network,
        recipe -> recipe.withNetworks(NETWORKS.duplicated(recipe.networks(), network)));
  }

  /** Removes a network with the connections and inputs that name it. */
  public static RecipeChange removeNetwork(String network) {
    return RecipeChange.of(
        "Remove network " + network,
        recipe ->
            recipe
                .withNetworks(NETWORKS.removed(recipe.networks(), network))
                .withConnections(
                    recipe.connections().stream()
                        .filter(c ->
                            !c.source().network().equals(network)
                                && !c.target().network().equals(network))
                        .toList())
                .withInputs(
                    recipe.inputs().stream().filter(i -> !i.network().equals(network)).toList()));
  }

  /** Renames a network, and with it where connections and inputs name it. */
  public static RecipeChange renameNetwork(String network, String newName) {
    return RecipeChange.of(
        "Rename network " + network + " to " + newName,
        recipe ->
            recipe
                .withNetworks(NETWORKS.renamed(recipe.networks(), network, newName))
                .withConnections(
                    map(
                        recipe.connections(),
                        c ->
                            c.withSelections(
                                renamed(c.source(), network, newName),
                                renamed(c.target(), network, newName))))
                .withInputs(
                    map(
                        recipe.inputs(),
                        i -> i.network().equals(network) ? i.withNodes(newName, i.where()) : i)));
  }

  public static RecipeChange moveNetwork(String network, int index) {
    return RecipeChange.of(
        "Move network " + network,
        recipe -> recipe.withNetworks(NETWORKS.moved(recipe.networks(), network, index)));
  }

  // ---- populations

  public static RecipeChange addPopulation(String network, PopulationRecipe population) {
    return inNetwork(
        "Add population " + population.name(),
        network,
        populations -> POPULATIONS.added(populations, population));
  }

  public static RecipeChange duplicatePopulation(String network, String population) {
    return inNetwork(
        "Duplicate population " + population,
        network,
        populations -> POPULATIONS.duplicated(populations, population));
  }

  /** Removes a population; conditions that name it then match nothing of it. */
  public static RecipeChange removePopulation(String network, String population) {
    return inNetwork(
        "Remove population " + population,
        network,
        populations -> POPULATIONS.removed(populations, population));
  }

  public static RecipeChange movePopulation(String network, String population, int index) {
    return inNetwork(
        "Move population " + population,
        network,
        populations -> POPULATIONS.moved(populations, population, index));
  }

  /**
   * Renames a population, and with it where conditions and expressions compare it with {@code
   * pop_name}, unless the population gives that column itself.
   */
  public static RecipeChange renamePopulation(String network, String population, String newName) {
    return RecipeChange.of(
        "Rename population " + population + " to " + newName,
        recipe -> {
          PopulationRecipe old =
              POPULATIONS.find(NETWORKS.find(recipe.networks(), network).populations(), population);
          Recipe renamed =
              inNetwork(
                      "",
                      network,
                      populations -> POPULATIONS.renamed(populations, population, newName))
                  .how()
                  .apply(recipe);
          return old.columns().containsKey("pop_name")
              ? renamed
              : new RenamedPopulation(network, population, newName).follow(renamed);
        });
  }

  public static RecipeChange setCount(String network, String population, OptionalInt count) {
    return inPopulation(
        "Change number of " + population,
        network,
        population,
        "count",
        p -> p.withCount(notNegative(count)));
  }

  public static RecipeChange setNodeTypeId(String network, String population, OptionalLong id) {
    return inPopulation(
        "Change type id of " + population, network, population, "type", p -> p.withNodeTypeId(id));
  }

  /** Sets a column, the last one if it is new. */
  public static RecipeChange setColumn(
      String network, String population, String column, ValueRule values) {
    return inPopulation(
        "Change " + column + " of " + population,
        network,
        population,
        "column/" + column,
        p -> p.withColumns(set(p.columns(), column, values)));
  }

  /** Sets a column of several populations in one step. */
  public static RecipeChange setColumn(
      String network, Collection<String> populations, String column, ValueRule values) {
    return RecipeChange.together(
        "Change " + column + " of " + populations.size() + " populations",
        populations.stream().map(p -> setColumn(network, p, column, values)).toList());
  }

  public static RecipeChange removeColumn(String network, String population, String column) {
    return inPopulation(
        "Remove " + column + " of " + population,
        network,
        population,
        "",
        p -> p.withColumns(removed(p.columns(), column)));
  }

  public static RecipeChange renameColumn(
      String network, String population, String column, String newName) {
    return inPopulation(
        "Rename " + column + " of " + population + " to " + newName,
        network,
        population,
        "",
        p -> p.withColumns(renamed(p.columns(), column, newName)));
  }

  public static RecipeChange moveColumn(
      String network, String population, String column, int index) {
    return inPopulation(
        "Move " + column + " of " + population,
        network,
        population,
        "",
        p -> p.withColumns(moved(p.columns(), column, index)));
  }

  public static RecipeChange setPlaces(
      String network, String population, Optional<PlaceRule> places) {
    return inPopulation(
        places.isPresent() ? "Change places of " + population : "Remove places of " + population,
        network,
        population,
        "places",
        p -> p.withPlaces(places));
  }

  /** Sets the angle about an axis, {@code x}, {@code y} or {@code z}; empty removes it. */
  public static RecipeChange setRotation(
      String network, String population, String axis, Optional<ValueRule> radians) {
    return inPopulation(
        "Change rotation of " + population + " about " + axis,
        network,
        population,
        "rotation/" + axis,
        p ->
            p.withRotation(
                radians.isPresent()
                    ? set(p.rotation(), axis, radians.get())
                    : removed(p.rotation(), axis)));
  }

  // ---- connections

  public static RecipeChange addConnection(ConnectionRecipe connection) {
    return RecipeChange.of(
        "Add connection " + connection.name(),
        recipe -> recipe.withConnections(CONNECTIONS.added(recipe.connections(), connection)));
  }

  public static RecipeChange duplicateConnection(String connection) {
    return RecipeChange.of(
        "Duplicate connection " + connection,
        recipe -> recipe.withConnections(CONNECTIONS.duplicated(recipe.connections(), connection)));
  }

  public static RecipeChange removeConnection(String connection) {
    return RecipeChange.of(
        "Remove connection " + connection,
        recipe -> recipe.withConnections(CONNECTIONS.removed(recipe.connections(), connection)));
  }

  public static RecipeChange moveConnection(String connection, int index) {
    return RecipeChange.of(
        "Move connection " + connection,
        recipe ->
            recipe.withConnections(CONNECTIONS.moved(recipe.connections(), connection, index)));
  }

  /** Renames a connection, and with it where another rule depends on it. Draws other numbers. */
  public static RecipeChange renameConnection(String connection, String newName) {
    return RecipeChange.of(
        "Rename connection " + connection + " to " + newName,
        recipe ->
            recipe.withConnections(
                map(
                    CONNECTIONS.renamed(recipe.connections(), connection, newName),
                    c ->
                        c.rule()
                                    instanceof
                                    PairRule.Correlated(
                                        String chemical,
                                        String none,
                                        String one,
                                        String both)
                                && chemical.equals(connection)
                            ? c.withRule(new PairRule.Correlated(newName, none, one, both))
                            : c)));
  }

  public static RecipeChange setSource(String connection, Selection source) {
    return inConnection(
        "Change source of " + connection,
        connection,
        "source",
        c -> c.withSelections(source, c.target()));
  }

  public static RecipeChange setTarget(String connection, Selection target) {
    return inConnection(
        "Change target of " + connection,
        connection,
        "target",
        c -> c.withSelections(c.source(), target));
  }

  public static RecipeChange setRule(String connection, PairRule rule) {
    return inConnection(
        "Change " + inWords(rule) + " of " + connection,
        connection,
        "rule/" + rule.getClass().getSimpleName(),
        c -> c.withRule(rule));
  }

  private static String inWords(PairRule rule) {
    return switch (rule) {
      case PairRule.Probability p -> "connection probability";
      case PairRule.Unordered u -> "connection probability";
      case PairRule.FixedInDegree d -> "in-degree";
      case PairRule.FixedOutDegree d -> "out-degree";
      case PairRule.FixedTotal t -> "number of connections";
      case PairRule.RandomSynapses r -> "numbers of synapses";
      case PairRule.Matrix m -> "matrix";
      case PairRule.All a -> "rule";
      case PairRule.OneToOne o -> "rule";
      case PairRule.OneToOneSequential o -> "rule";
      case PairRule.LinearDistance l -> "rule";
      case PairRule.Reciprocal r -> "rule";
      case PairRule.Correlated c -> "rule";
      case PairRule.SmallWorld s -> "rule";
      case PairRule.FromCsv f -> "rule";
      case PairRule.GroupTable g -> "rule";
    };
  }

  public static RecipeChange setSynapses(String connection, ValueRule synapses) {
    return inConnection(
        "Change number of synapses of " + connection,
        connection,
        "synapses",
        c -> c.withSynapses(synapses));
  }

  public static RecipeChange setAutapses(String connection, boolean autapses) {
    return inConnection(
        (autapses ? "Allow" : "Forbid") + " autapses of " + connection,
        connection,
        "",
        c -> c.withAutapses(autapses));
  }

  public static RecipeChange setKind(String connection, ConnectionRecipe.Kind kind) {
    return inConnection(
        switch (kind) {
          case CHEMICAL -> "Make " + connection + " chemical";
          case GAP_JUNCTION -> "Make " + connection + " gap junctions";
        },
        connection,
        "",
        c -> c.withKind(kind));
  }

  public static RecipeChange setEdgeTypeId(String connection, OptionalLong id) {
    return inConnection(
        "Change type id of " + connection, connection, "type", c -> c.withEdgeTypeId(id));
  }

  /** Sets an attribute, the last one if it is new. */
  public static RecipeChange setAttribute(String connection, String attribute, ValueRule values) {
    return inConnection(
        "Change " + attribute + " of " + connection,
        connection,
        "attribute/" + attribute,
        c -> c.withAttributes(set(c.attributes(), attribute, values)));
  }

  /** Sets an attribute of several connections in one step. */
  public static RecipeChange setAttribute(
      Collection<String> connections, String attribute, ValueRule values) {
    return RecipeChange.together(
        "Change " + attribute + " of " + connections.size() + " connections",
        connections.stream().map(c -> setAttribute(c, attribute, values)).toList());
  }

  public static RecipeChange removeAttribute(String connection, String attribute) {
    return inConnection(
        "Remove " + attribute + " of " + connection,
        connection,
        "",
        c -> c.withAttributes(removed(c.attributes(), attribute)));
  }

  public static RecipeChange renameAttribute(String connection, String attribute, String newName) {
    return inConnection(
        "Rename " + attribute + " of " + connection + " to " + newName,
        connection,
        "",
        c -> c.withAttributes(renamed(c.attributes(), attribute, newName)));
  }

  public static RecipeChange moveAttribute(String connection, String attribute, int index) {
    return inConnection(
        "Move " + attribute + " of " + connection,
        connection,
        "",
        c -> c.withAttributes(moved(c.attributes(), attribute, index)));
  }

  // ---- inputs

  public static RecipeChange addInput(InputRecipe input) {
    return RecipeChange.of(
        "Add input " + input.name(),
        recipe -> recipe.withInputs(INPUTS.added(recipe.inputs(), input)));
  }

  public static RecipeChange duplicateInput(String input) {
    return RecipeChange.of(
        "Duplicate input " + input,
        recipe -> recipe.withInputs(INPUTS.duplicated(recipe.inputs(), input)));
  }

  public static RecipeChange removeInput(String input) {
    return RecipeChange.of(
        "Remove input " + input,
        recipe -> recipe.withInputs(INPUTS.removed(recipe.inputs(), input)));
  }

  public static RecipeChange renameInput(String input, String newName) {
    return RecipeChange.of(
        "Rename input " + input + " to " + newName,
        recipe -> recipe.withInputs(INPUTS.renamed(recipe.inputs(), input, newName)));
  }

  public static RecipeChange moveInput(String input, int index) {
    return RecipeChange.of(
        "Move input " + input,
        recipe -> recipe.withInputs(INPUTS.moved(recipe.inputs(), input, index)));
  }

  public static RecipeChange setInputNodes(String input, String network, String where) {
    return inInput("Change cells of " + input, input, "nodes", i -> i.withNodes(network, where));
  }

  public static RecipeChange setInputRate(String input, String rateHz) {
    return inInput("Change rate of " + input, input, "rate", i -> i.withRate(rateHz));
  }

  public static RecipeChange setInputTimes(String input, double startMs, double stopMs) {
    return inInput("Change times of " + input, input, "times", i -> i.withTimes(startMs, stopMs));
  }

  public static RecipeChange setInputGammaShape(String input, OptionalDouble shape) {
    return inInput("Change intervals of " + input, input, "shape", i -> i.withGammaShape(shape));
  }

  // ---- parts by name

  private static final Named<NetworkRecipe> NETWORKS =
      new Named<>(
          "network",
          NetworkRecipe::name,
          NetworkRecipe::withName,
          network ->
              network.withPopulations(
                  map(network.populations(), p -> p.withNodeTypeId(OptionalLong.empty()))));
  private static final Named<PopulationRecipe> POPULATIONS =
      new Named<>(
          "population",
          PopulationRecipe::name,
          PopulationRecipe::withName,
          population -> population.withNodeTypeId(OptionalLong.empty()));
  private static final Named<ConnectionRecipe> CONNECTIONS =
      new Named<>(
          "connection",
          ConnectionRecipe::name,
          ConnectionRecipe::withName,
          connection -> connection.withEdgeTypeId(OptionalLong.empty()));
  private static final Named<InputRecipe> INPUTS =
      new Named<>("input", InputRecipe::name, InputRecipe::withName, input -> input);

  /**
   * Lists of parts with distinct names.
   *
   * @param what they are called
   * @param copied what a copy must not share with the original besides the name
   */
  private record Named<T>(
      String what, Function<T, String> name, Renaming<T> rename, UnaryOperator<T> copied) {
    interface Renaming<T> {
      T apply(T part, String newName);
    }

    int index(List<T> list, String wanted) {
      for (int i = 0; i < list.size(); i++) {
        if (name.apply(list.get(i)).equals(wanted)) {
          return i;
        }
      }
      throw new IllegalArgumentException("There is no " + what + " \"" + wanted + "\"");
    }

    T find(List<T> list, String wanted) {
      return list.get(index(list, wanted));
    }

    private void free(List<T> list, String wanted) {
      needed(wanted);
      if (list.stream().anyMatch(part -> name.apply(part).equals(wanted))) {
        throw new IllegalArgumentException(
            "There is already one " + what + " called \"" + wanted + "\"");
      }
    }

    List<T> added(List<T> list, T part) {
      free(list, name.apply(part));
      List<T> changed = new ArrayList<>(list);
      changed.add(part);
      return changed;
    }

    List<T> duplicated(List<T> list, String wanted) {
      int index = index(list, wanted);
      int number = 2;
      List<String> names = list.stream().map(name).toList();
      while (names.contains(wanted + " " + number)) {
        number++;
      }
      List<T> changed = new ArrayList<>(list);
      changed.add(index + 1, rename.apply(copied.apply(list.get(index)), wanted + " " + number));
      return changed;
    }

    List<T> removed(List<T> list, String wanted) {
      List<T> changed = new ArrayList<>(list);
      changed.remove(index(list, wanted));
      return changed;
    }

    List<T> renamed(List<T> list, String wanted, String newName) {
      int index = index(list, wanted);
      if (!wanted.equals(newName)) {
        free(list, newName);
      }
      List<T> changed = new ArrayList<>(list);
      changed.set(index, rename.apply(list.get(index), newName));
      return changed;
    }

    List<T> moved(List<T> list, String wanted, int to) {
      List<T> changed = new ArrayList<>(list);
      T part = changed.remove(index(list, wanted));
      changed.add(Math.clamp(to, 0, changed.size()), part);
      return changed;
    }

    List<T> changed(List<T> list, String wanted, UnaryOperator<T> change) {
      List<T> changed = new ArrayList<>(list);
      int index = index(list, wanted);
      changed.set(index, change.apply(list.get(index)));
      return changed;
    }
  }

  private static RecipeChange inNetwork(
      String name, String network, UnaryOperator<List<PopulationRecipe>> change) {
    return RecipeChange.of(
        name,
        recipe ->
            recipe.withNetworks(
                NETWORKS.changed(
                    recipe.networks(),
                    network,
                    n -> n.withPopulations(change.apply(n.populations())))));
  }

  private static RecipeChange inPopulation(
      String name,
      String network,
      String population,
      String key,
      UnaryOperator<PopulationRecipe> change) {
    RecipeChange made =
        inNetwork(
            name, network, populations -> POPULATIONS.changed(populations, population, change));
    return new RecipeChange(
        name, made.how(), key.isEmpty() ? "" : key + " of " + population + " in " + network);
  }

  private static RecipeChange inConnection(
      String name, String connection, String key, UnaryOperator<ConnectionRecipe> change) {
    return new RecipeChange(
        name,
        recipe ->
            recipe.withConnections(CONNECTIONS.changed(recipe.connections(), connection, change)),
        key.isEmpty() ? "" : key + " of connection " + connection);
  }

  private static RecipeChange inInput(
      String name, String input, String key, UnaryOperator<InputRecipe> change) {
    return new RecipeChange(
        name,
        recipe -> recipe.withInputs(INPUTS.changed(recipe.inputs(), input, change)),
        key.isEmpty() ? "" : key + " of input " + input);
  }

  private static Selection renamed(Selection selection, String network, String newName) {
    return selection.network().equals(network)
        ? new Selection(newName, selection.where())
        : selection;
  }

  private static <T> List<T> map(List<T> list, UnaryOperator<T> change) {
    return list.stream().map(change).toList();
  }

  private static String needed(String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("A name is needed");
    }
    return name;
  }

  private static OptionalInt notNegative(OptionalInt count) {
    if (count.isPresent() && count.getAsInt() < 0) {
      throw new IllegalArgumentException("There cannot be " + count.getAsInt() + " cells");
    }
    return count;
  }

  // ---- columns, in order

  private static Map<String, ValueRule> set(
      Map<String, ValueRule> columns, String column, ValueRule values) {
    Map<String, ValueRule> changed = new LinkedHashMap<>(columns);
    changed.put(needed(column), values);
    return changed;
  }

  private static Map<String, ValueRule> removed(Map<String, ValueRule> columns, String column) {
    Map<String, ValueRule> changed = new LinkedHashMap<>(columns);
    if (changed.remove(column) == null) {
      throw new IllegalArgumentException("There is no column \"" + column + "\"");
    }
    return changed;
  }

  private static Map<String, ValueRule> renamed(
      Map<String, ValueRule> columns, String column, String newName) {
    removed(columns, column);
    if (!column.equals(needed(newName)) && columns.containsKey(newName)) {
      throw new IllegalArgumentException("There is already a column called \"" + newName + "\"");
    }
    Map<String, ValueRule> changed = new LinkedHashMap<>();
    columns.forEach((name, values) -> changed.put(name.equals(column) ? newName : name, values));
    return changed;
  }

  private static Map<String, ValueRule> moved(
      Map<String, ValueRule> columns, String column, int index) {
    Map<String, ValueRule> others = removed(columns, column);
    List<String> order = new ArrayList<>(others.keySet());
    order.add(Math.clamp(index, 0, order.size()), column);
    Map<String, ValueRule> changed = new LinkedHashMap<>();
    order.forEach(name -> changed.put(name, columns.get(name)));
    return changed;
  }
}
