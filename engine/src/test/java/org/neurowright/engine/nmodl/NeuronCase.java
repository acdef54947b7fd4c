package org.neurowright.engine.nmodl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.neurowright.engine.mechanism.MechanismCatalogue;

/** Runs a reference case of isolated compartments and compares it with what NEURON computed. */
final class NeuronCase {
  private final Map<String, Object> model;
  private final List<String> trace;
  private final List<String> spikes;

  @SuppressWarnings("unchecked")
  NeuronCase(String json, List<String> trace, List<String> spikes) {
    this.model = (Map<String, Object>) CaseJson.parse(json);
    this.trace = trace;
    this.spikes = spikes;
  }

  /**
   * Compares every row of the trace and every spike.
   *
   * @param tolerance absolute, in the unit of the recorded variable, or relative to its size if
   *     larger than 1
   * @return largest difference found, in units of the tolerance
   */
  double check(MechanismCatalogue catalogue, double tolerance) {
    CompartmentModel running = new CompartmentModel(model, catalogue);
    List<Map<String, Object>> records = CompartmentModel.list(model, "record");
    running.initialise(model);
    double dt = CompartmentModel.number(model, "dt", 0.025);
    double worst = 0;
    for (String line : trace.subList(1, trace.size())) {
      double[] expected = Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray();
      while (running.time() < expected[0] - 0.5 * dt) {
        if (running.time() > 0) {
          running.finishStep();
        }
        running.step();
      }
      for (int k = 0; k < records.size(); k++) {
        if (records.get(k).get("var").equals("i_cap")) {
          continue;
        }
        double found = running.read(records.get(k));
        double allowed = tolerance * Math.max(1, Math.abs(expected[k + 1]));
        assertThat(found)
            .as("%s at t = %s", records.get(k).get("label"), expected[0])
            .isCloseTo(expected[k + 1], Offset.offset(allowed));
        worst = Math.max(worst, Math.abs(found - expected[k + 1]) / allowed);
      }
    }
    double end = CompartmentModel.number(model, "tstop", 0);
    while (running.time() < end - 0.5 * dt) {
      running.finishStep();
      running.step();
    }
    running.finishStep();
    checkSpikes(running.spikes());
    return worst;
  }

  private void checkSpikes(Map<String, List<Double>> found) {
    Map<String, List<Double>> expected = new LinkedHashMap<>();
    found.keySet().forEach(label -> expected.put(label, new java.util.ArrayList<>()));
    for (String line : spikes.subList(Math.min(1, spikes.size()), spikes.size())) {
      String[] parts = line.split(",");
      expected.get(parts[0]).add(Double.parseDouble(parts[1]));
    }
    expected.forEach((label, times) -> {
      assertThat(found.get(label)).as("number of spikes of %s", label).hasSameSizeAs(times);
      for (int i = 0; i < times.size(); i++) {
        assertThat(found.get(label).get(i))
            .as("spike %d of %s", i, label)
            .isCloseTo(times.get(i), Offset.offset(2e-9));
      }
    });
  }

  /** Names of the model's own mechanism files. */
  List<String> modFiles() {
    return model.get("mod") instanceof List<?> files
        ? files.stream().map(String.class::cast).toList()
        : List.of();
  }
}
