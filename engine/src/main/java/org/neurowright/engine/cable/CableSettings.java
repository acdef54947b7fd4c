package org.neurowright.engine.cable;

import java.util.Map;

/**
 * What all cable cells of a run share.
 *
 * @param dtMs fixed step, ms
 * @param vInitMv initial potential of every node, mV
 * @param celsius temperature, °C
 * @param secondOrder NEURON's secondorder: 0 implicit Euler (usual), 1 or 2 Crank-Nicolson
 * @param globals values of mechanism globals that differ from their defaults, by NEURON's name
 *     ({@code usetable_hh}, {@code nai0_na_ion})
 * @param vectors false to keep from vector instructions, which change no number
 * @param reduced whether branches that nothing but ohmic mechanisms sit on are eliminated once and
 *     for all ({@link OhmicBranches}), which changes potentials by about 1e-12 of their size
 */
public record CableSettings(
    double dtMs,
    double vInitMv,
    double celsius,
    int secondOrder,
    Map<String, Double> globals,
    boolean vectors,
    boolean reduced) {
  public CableSettings {
    globals = Map.copyOf(globals);
  }

  /** With every equation solved in every step. */
  public CableSettings(
      double dtMs,
      double vInitMv,
      double celsius,
      int secondOrder,
      Map<String, Double> globals,
      boolean vectors) {
    this(dtMs, vInitMv, celsius, secondOrder, globals, vectors, false);
  }

  /** With vectors where they pay. */
  public CableSettings(
      double dtMs, double vInitMv, double celsius, int secondOrder, Map<String, Double> globals) {
    this(dtMs, vInitMv, celsius, secondOrder, globals, true);
  }
}
