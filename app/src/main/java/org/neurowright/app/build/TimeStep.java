package org.neurowright.app.build;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.neurowright.io.json.JsonReader;
import org.neurowright.io.json.JsonValue.JsonNumber;
import org.neurowright.io.json.JsonValue.JsonObject;

/** The time step with which a document's networks will be run, as far as that is known. */
final class TimeStep {
  /** Of new configurations, ms. */
  static final double USUAL_MS = 0.1;

  private TimeStep() {}

  /** What the configuration in a folder says, in ms; the usual one if there is none. */
  static double of(Path folder) {
    Path file = folder.resolve("simulation_config.json");
    if (!Files.isRegularFile(file)) {
      return USUAL_MS;
    }
    return JsonReader.read(file)
        .value()
        .flatMap(json -> json instanceof JsonObject all ? all.get("run") : Optional.empty())
        .flatMap(run -> run instanceof JsonObject keys ? keys.get("dt") : Optional.empty())
        .filter(JsonNumber.class::isInstance)
        .map(dt -> ((JsonNumber) dt).value())
        .orElse(USUAL_MS);
  }
}
