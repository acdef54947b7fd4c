package org.neurowright.engine.recipe;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Spikes for a virtual network, written as a file beside the model.
 *
 * @param name also of the file
 * @param network whose nodes send
 * @param where which of them; empty for all
 * @param rateHz expression of the node's columns, spikes per second
 * @param startMs first time, ms
 * @param stopMs last time, ms
 * @param gammaShape shape of the intervals' gamma distribution; empty for a Poisson process
 * @param extras as of {@link Recipe}
 */
public record InputRecipe(
    String name,
    String network,
    String where,
    String rateHz,
    double startMs,
    double stopMs,
    OptionalDouble gammaShape,
    Map<String, String> extras) {
  public InputRecipe {
    extras = Collections.unmodifiableMap(new LinkedHashMap<>(extras));
  }

  public InputRecipe(
      String name,
      String network,
      String where,
      String rateHz,
      double startMs,
      double stopMs,
      OptionalDouble gammaShape) {
    this(name, network, where, rateHz, startMs, stopMs, gammaShape, Map.of());
  }

  public InputRecipe withName(String newName) {
    return new InputRecipe(newName, network, where, rateHz, startMs, stopMs, gammaShape, extras);
  }

  public InputRecipe withNodes(String newNetwork, String newWhere) {
    return new InputRecipe(name, newNetwork, newWhere, rateHz, startMs, stopMs, gammaShape, extras);
  }

  public InputRecipe withRate(String newRateHz) {
    return new InputRecipe(name, network, where, newRateHz, startMs, stopMs, gammaShape, extras);
  }

  public InputRecipe withTimes(double newStartMs, double newStopMs) {
    return new InputRecipe(name, network, where, rateHz, newStartMs, newStopMs, gammaShape, extras);
  }

  public InputRecipe withGammaShape(OptionalDouble newGammaShape) {
    return new InputRecipe(name, network, where, rateHz, startMs, stopMs, newGammaShape, extras);
  }
}
