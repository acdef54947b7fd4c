package org.neurowright.app.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.neurowright.engine.problem.Problem;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code --json} prints: one object, keys in camel case, numbers with units in their names.
 */
final class JsonText {
  private JsonText() {}

  static String of(Map<String, ?> object) {
    return JsonMapper.builder()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .build()
        .writeValueAsString(object);
  }

  /** JSON has no NaN: null says that there is no number. */
  static Object number(double value) {
    return Double.isFinite(value) ? value : null;
  }

  static List<Map<String, Object>> problems(List<Problem> problems) {
    return problems.stream().map(JsonText::problem).toList();
  }

  private static Map<String, Object> problem(Problem problem) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("severity", problem.severity().name().toLowerCase(Locale.ROOT));
    object.put("code", problem.code());
    object.put("path", problem.location().path());
    object.put("line", problem.location().line());
    object.put("column", problem.location().column());
    object.put("element", problem.location().element());
    object.put("message", problem.message());
    object.put("expected", problem.expected());
    object.put("hint", problem.hint());
    return object;
  }
}
