package org.neurowright.engine.validation;

import static org.neurowright.engine.validation.Models.blueprint;
import static org.neurowright.engine.validation.Models.leak;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.neurowright.engine.cable.Blueprint;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.MechanismInsertion;
import org.neurowright.engine.description.SectionModel;

/**
 * The three models of Bhalla, Bilitch and Bower, 1992, Rallpacks: a set of benchmarks for neuronal
 * simulators, Trends Neurosci. 15:453-458. Membrane 4 Ωm², 0.01 F/m², −65 mV, axial resistivity 1
 * Ωm; 0.1 nA into one end.
 */
final class Rallpack {
  static final double CURRENT_NA = .1;
  static final double REST_MV = -65;

  /** Specific resistance of the membrane, Ω cm². */
  static final double MEMBRANE_OHM_CM2 = 40000;

  static final double MEMBRANE_S_PER_CM2 = 1 / MEMBRANE_OHM_CM2;
  static final double AXIAL_OHM_CM = 100;

  /** Time constant with 1 µF/cm², ms. */
  static final double TAU_MS = MEMBRANE_OHM_CM2 * 1e-3;

  private Rallpack() {}

  /** Rallpack 1: a passive cylinder of 1 mm by 1 µm. */
  static Blueprint cylinder(int nseg) {
    return blueprint(
        Models.section("axon[0]", 1000, 1, nseg, -1, 0, leak(MEMBRANE_S_PER_CM2, REST_MV)));
  }

  /**
   * Rallpack 2: 1023 passive branches in ten levels, equivalent to a cylinder. Each branch has
   * 0.008 length constants; diameters follow the 3/2 power rule from 16 µm.
   */
  static Blueprint tree() {
    List<SectionModel> sections = new ArrayList<>();
    List<Integer> parents = List.of(-1);
    for (int level = 0; level < 10; level++) {
      List<Integer> next = new ArrayList<>();
      for (int parent : parents) {
        sections.add(
            Models.section(
                "dend[" + sections.size() + "]",
                treeLengthUm(level),
                treeDiamUm(level),
                1,
                parent,
                1,
                leak(MEMBRANE_S_PER_CM2, REST_MV)));
        next.add(sections.size() - 1);
        next.add(sections.size() - 1);
      }
      parents = next;
    }
    return blueprint(new CableCell("Rallpack 2", sections));
  }

  /** 32 µm, 25.4 µm, ... (published with three digits). */
  static double treeLengthUm(int level) {
    return 32 * Math.pow(2, -level / 3.0);
  }

  /** 16 µm, 10.08 µm, ... */
  static double treeDiamUm(int level) {
    return 16 * Math.pow(2, -2 * level / 3.0);
  }

  /** Rallpack 3: the cylinder with the channels of the squid axon. */
  static Blueprint axon(int nseg) {
    return blueprint(
        Models.section(
            "axon[0]",
            1000,
            1,
            nseg,
            -1,
            0,
            new MechanismInsertion("hh", Map.of("gl", MEMBRANE_S_PER_CM2, "el", REST_MV))));
  }

  /** Length constant of a cylinder, µm. */
  static double lambdaUm(double diamUm) {
    return 1e4 * Math.sqrt(MEMBRANE_OHM_CM2 / AXIAL_OHM_CM * diamUm * 1e-4 / 4);
  }

  /**
   * Potential of a finite cylinder with sealed ends after a step of current into x = 0 (Rall 1969,
   * Biophys. J. 9:1483-1508, by separation of variables), above rest, mV.
   *
   * @param diamUm diameter
   * @param length electrotonic length L
   * @param x electrotonic distance from the end with the current
   * @param tMs time since the current's start
   */
  static double analyticMv(double diamUm, double length, double x, double tMs) {
    // Input resistance of the half-infinite cylinder, MΩ.
    double resistance =
        1e-6
            * 2
            / Math.PI
            * Math.sqrt(MEMBRANE_OHM_CM2 * AXIAL_OHM_CM)
            * Math.pow(diamUm * 1e-4, -1.5);
    double t = tMs / TAU_MS;
    double sum = Math.cosh(length - x) / Math.sinh(length) - Math.exp(-t) / length;
    for (int n = 1; n < 2000; n++) {
      double k = n * Math.PI / length;
      double rate = 1 + k * k;
      double term = 2 / length * Math.cos(k * x) / rate * Math.exp(-rate * t);
      sum -= term;
      if (rate * t > 50) {
        break;
      }
    }
    return CURRENT_NA * resistance * sum;
  }
}
