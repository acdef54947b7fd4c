package org.neurowright.app.model;

/** Where the unit of a mechanism's parameter is looked up. */
@FunctionalInterface
public interface ParameterUnits {

  /**
   * The unit of a parameter, as the mechanism declares it.
   *
   * @return empty when it has none or is not known
   */
  String unitOf(String mechanism, String parameter);

  /**
   * Units by the naming that NEURON's built-in mechanisms and BMTK's channel files keep to: used
   * where the declarations are not at hand. {@code gbar}, {@code g...bar} S/cm², reversal
   * potentials mV, time constants ms, concentrations mM.
   */
  static ParameterUnits byConvention() {
    return (mechanism, parameter) -> {
      if (parameter.matches("g|gbar|g\\w*bar")) {
        return "S/cm²";
      }
      if (parameter.matches("pbar|p\\w*bar")) {
        return "cm/s";
      }
      if (parameter.matches("e|e_\\w+|e(na|k|ca|h|l)|vshift|vh|v_?rest")) {
        return "mV";
      }
      if (parameter.matches("tau\\w*|decay|delay|dur|refrac")) {
        return "ms";
      }
      if (parameter.matches("(na|k|ca)[io]0?|minCai")) {
        return "mM";
      }
      return parameter.equals("depth") ? "µm" : "";
    };
  }
}
