package org.neurowright.engine.weights;

import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Weight functions by the names that edge types use. Immutable. */
public final class WeightFunctions {
  private final TreeMap<String, WeightFunction> byName;

  private WeightFunctions(TreeMap<String, WeightFunction> byName) {
    this.byName = byName;
  }

  /**
   * What BMTK registers by default: {@code default_weight_fnc}, {@code wmax}, {@code
   * set_syn_weight}, {@code gaussianLL}.
   */
  public static WeightFunctions bmtk() {
    TreeMap<String, WeightFunction> functions = new TreeMap<>();
    functions.put("default_weight_fnc", BmtkWeights::synWeight);
    functions.put("wmax", BmtkWeights::synWeight);
    functions.put("set_syn_weight", BmtkWeights::synWeight);
    functions.put("gaussianLL", BmtkWeights::gaussianLikeToLike);
    return new WeightFunctions(functions);
  }

  /** These functions and one more, which replaces one of the same name. */
  public WeightFunctions with(String name, WeightFunction function) {
    TreeMap<String, WeightFunction> functions = new TreeMap<>(byName);
    functions.put(name, function);
    return new WeightFunctions(functions);
  }

  /**
   * The function an edge type names; the default one when it names none; empty when the name is
   * unknown.
   */
  public Optional<WeightFunction> find(Optional<String> name) {
    return Optional.ofNullable(byName.get(name.orElse("default_weight_fnc")));
  }

  /** Known names, for messages. */
  public SortedSet<String> names() {
    return new TreeSet<>(byName.keySet());
  }
}
