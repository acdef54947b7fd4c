package org.neurowright.engine.mechanism;

import java.util.List;
import java.util.Set;
import org.neurowright.engine.mechanism.MechanismVariable.Role;

/**
 * NEURON's {@code extracellular}: two layers of resistance and capacitance around the membrane.
 *
 * <p>For users it is a density mechanism like any other, inserted under the name {@value #NAME}
 * with the parameters below. It computes nothing by itself: its columns are the parameters and
 * results of the cable's own equations for the potentials outside. Range variables carry no suffix
 * as they do not in NEURON, except {@code e_extracellular}.
 */
public final class Extracellular {
  public static final String NAME = "extracellular";

  /** Number of layers; the innermost has index 0. */
  public static final int LAYERS = 2;

  /** Resistance along each layer, MΩ/cm. */
  public static final int AXIAL_RESISTANCE = 0;

  /** Conductance of each layer towards the next one, of the last towards the battery, S/cm². */
  public static final int CONDUCTANCE = 1;

  /** Capacitance beside that conductance, µF/cm². */
  public static final int CAPACITANCE = 2;

  /** Battery between the outermost layer and ground, mV; may be changed during a run. */
  public static final int BATTERY = 3;

  /**
   * Density of the current through the membrane, capacitive current included, electrodes not,
   * mA/cm².
   */
  public static final int MEMBRANE_CURRENT = 4;

  /**
   * Value of resistance and conductance at insertion: as good as no resistance towards ground and
   * as good as none along.
   */
  public static final double DEFAULT = 1e9;

  /** Variables that are named without suffix. */
  private static final Set<String> PLAIN_NAMES = Set.of("xraxial", "xg", "xc", "i_membrane");

  private Extracellular() {}

  /** The mechanism as a catalogue lists it. */
  public static MechanismType type() {
    return new MechanismType(
        NAME,
        MechanismKind.DENSITY,
        "extracellular potential in two layers",
        List.of(
            new MechanismVariable("xraxial", "MOhm/cm", Role.PARAMETER, true, DEFAULT, LAYERS),
            new MechanismVariable("xg", "S/cm2", Role.PARAMETER, true, DEFAULT, LAYERS),
            new MechanismVariable("xc", "uF/cm2", Role.PARAMETER, true, 0, LAYERS),
            new MechanismVariable("e", "mV", Role.PARAMETER, true, 0, 1),
            new MechanismVariable("i_membrane", "mA/cm2", Role.ASSIGNED, true, 0, 1)),
        List.of(),
        List.of(),
        List.of(),
        false,
        -1,
        Set.of(),
        Parameters::new);
  }

  /** Whether a range variable belongs to this mechanism although its name does not say so. */
  public static boolean ownsPlainName(String variable) {
    int bracket = variable.indexOf('[');
    return PLAIN_NAMES.contains(bracket < 0 ? variable : variable.substring(0, bracket));
  }

  /** Columns without code. */
  private static final class Parameters extends MechanismKernel {
    @Override
    protected void bound() {}
  }
}
