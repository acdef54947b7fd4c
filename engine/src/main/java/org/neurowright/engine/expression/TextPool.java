package org.neurowright.engine.expression;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The texts that an evaluator has met, numbered: equal texts have equal numbers. */
final class TextPool {
  private final List<String> texts = new ArrayList<>();
  private final Map<String, Integer> codes = new HashMap<>();
  private final List<Integer> lowered = new ArrayList<>();

  int code(String text) {
    Integer known = codes.get(text);
    if (known != null) {
      return known;
    }
    int code = texts.size();
    texts.add(text);
    lowered.add(-1);
    codes.put(text, code);
    return code;
  }

  String text(int code) {
    return texts.get(code);
  }

  int size() {
    return texts.size();
  }

  /** The code of the same text in small letters. */
  int lower(int code) {
    int known = lowered.get(code);
    if (known < 0) {
      known = code(texts.get(code).toLowerCase(Locale.ROOT));
      lowered.set(code, known);
    }
    return known;
  }
}
