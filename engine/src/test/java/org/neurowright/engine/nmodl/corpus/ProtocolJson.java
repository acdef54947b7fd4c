package org.neurowright.engine.nmodl.corpus;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.neurowright.engine.mechanism.MechanismKind;
import org.neurowright.engine.mechanism.MechanismType;

/** Protocols as JSON for {@code compare_mechanisms.py}: just enough writing of it. */
final class ProtocolJson {
  private ProtocolJson() {}

  static Map<String, Object> mechanism(String id, String file, Protocol protocol) {
    MechanismType type = protocol.type();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", id);
    json.put("file", file);
    json.put("name", type.name());
    json.put("kind", type.kind().name());
    json.put("helpers", protocol.helpers());
    json.put("record", protocol.record());
    json.put("spikes", type.kind() != MechanismKind.DENSITY ? 1 : 0);
    json.put("runs", protocol.runs().stream().map(ProtocolJson::run).toList());
    return json;
  }

  private static Map<String, Object> run(Protocol.Run run) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("dt", run.dtMs());
    json.put("celsius", run.celsius());
    json.put("v_init", run.vInitMv());
    json.put("steps", run.steps());
    json.put("every", run.every());
    json.put("clamp", run.clamp());
    json.put("pulse", run.pulse());
    json.put("ions", run.ions());
    json.put("globals", run.globals());
    json.put("parameters", run.parameters());
    json.put(
        "connections",
        run.connections().stream()
            .map(c -> Map.of("weight", c.weight(), "times", c.timesMs()))
            .toList());
    return json;
  }

  static String text(Object value) {
    return switch (value) {
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(e -> text(e.getKey()) + ":" + text(e.getValue()))
              .collect(Collectors.joining(",", "{", "}"));
      case List<?> list ->
          list.stream().map(ProtocolJson::text).collect(Collectors.joining(",", "[", "]"));
      case double[] array ->
          Arrays.stream(array)
              .mapToObj(Double::toString)
              .collect(Collectors.joining(",", "[", "]"));
      case String string -> quoted(string);
      default -> value.toString();
    };
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append("\\u%04x".formatted((int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }
}
