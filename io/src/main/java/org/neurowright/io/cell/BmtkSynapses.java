package org.neurowright.io.cell;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neurowright.engine.description.SynapseModel;
import org.neurowright.io.function.SynapseFunction;

/**
 * The synapse functions that BMTK registers, as tables: which point process they make, which of its
 * parameters come from the json under which key, which are fixed. Those that BMTK registers but
 * cannot call (stp1syn, stp3syn, stp4syn, tmgsyn, exp1syn, exp1isyn) or forgets to register
 * (stp5isyn) do here what they were meant to; BMTK 1.2.0 still has these faults.
 */
final class BmtkSynapses {

  private record Function(String mechanism, Map<String, String> jsonKeys, Map<String, Double> fixed)
      implements SynapseFunction {
    @Override
    public Set<String> needs() {
      return Set.copyOf(jsonKeys.values());
    }

    @Override
    public SynapseModel synapse(Map<String, Double> given) {
      Map<String, Double> parameters = new LinkedHashMap<>(fixed);
      jsonKeys.forEach((parameter, key) -> parameters.put(parameter, given.get(key)));
      return new SynapseModel(mechanism, parameters);
    }
  }

  private BmtkSynapses() {}

  static Map<String, SynapseFunction> all() {
    Map<String, SynapseFunction> f = new LinkedHashMap<>();
    Function exp2 = fromJson("Exp2Syn", "e", "erev", "tau1", "tau1", "tau2", "tau2");
    f.put("exp2syn", exp2);
    f.put("Exp2Syn", exp2);
    f.put("expsyn", fromJson("ExpSyn", "e", "erev", "tau", "tau1"));
    f.put("exp1syn", fromJson("exp1syn", "e", "erev", "tau", "tau_1"));
    f.put("exp1isyn", fromJson("exp1isyn", "e", "erev", "tau", "tau_1"));
    f.put("stp1syn", fixed("stp1syn", Map.of("p0", 0.5, "tau_r", 200.0, "tau_1", 5.0)));
    f.put(
        "stp2syn",
        fromJson(
            "stp2syn", "e", "erev", "p0", "p0", "tau_r0", "tau_r0", "tau_FDR", "tau_FDR", "tau_1",
            "tau_1"));
    f.put(
        "stp3syn",
        fixed(
            "stp3syn",
            Map.of("p0", 0.6, "tau_r0", 200.0, "tau_FDR", 2000.0, "tau_D", 500.0, "tau_1", 5.0)));
    f.put("stp4syn", fixed("stp4syn", Map.of("p0", 0.6, "tau_r", 200.0, "tau_1", 5.0)));
    for (String name : List.of("stp5syn", "stp5isyn")) {
      f.put(
          name,
          fromJson(
              name, "e", "erev", "tau_1", "tau_1", "tau_r0", "tau_r0", "tau_FDR", "tau_FDR",
              "a_FDR", "a_FDR", "a_D", "a_D", "a_i", "a_i", "a_f", "a_f", "pbtilde", "pbtilde"));
    }
    f.put(
        "tmgsyn",
        fromJson(
            "tmgsyn",
            "e",
            "erev",
            "tau_1",
            "tau_1",
            "tau_rec",
            "tau_rec",
            "tau_facil",
            "tau_facil",
            "U",
            "U",
            "u0",
            "u0"));
    return f;
  }

  private static Function fromJson(String mechanism, String... parameterAndKey) {
    Map<String, String> keys = new LinkedHashMap<>();
    for (int i = 0; i < parameterAndKey.length; i += 2) {
      keys.put(parameterAndKey[i], parameterAndKey[i + 1]);
    }
    return new Function(mechanism, keys, Map.of());
  }

  private static Function fixed(String mechanism, Map<String, Double> values) {
    return new Function(mechanism, Map.of("e", "erev"), values);
  }
}
