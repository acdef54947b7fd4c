package org.neurowright.engine.nmodl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Just enough JSON to read the reference cases: maps, lists, strings, doubles, booleans, null. */
final class CaseJson {
  private final String text;
  private int at;

  private CaseJson(String text) {
    this.text = text;
  }

  static Object parse(String text) {
    return new CaseJson(text).value();
  }

  private Object value() {
    blanks();
    char c = text.charAt(at);
    switch (c) {
      case '{' -> {
        Map<String, Object> map = new LinkedHashMap<>();
        at++;
        blanks();
        while (text.charAt(at) != '}') {
          String key = (String) value();
          blanks();
          at++;
          map.put(key, value());
          blanks();
          if (text.charAt(at) == ',') {
            at++;
            blanks();
          }
        }
        at++;
        return map;
      }
      case '[' -> {
        List<Object> list = new ArrayList<>();
        at++;
        blanks();
        while (text.charAt(at) != ']') {
          list.add(value());
          blanks();
          if (text.charAt(at) == ',') {
            at++;
            blanks();
          }
        }
        at++;
        return list;
      }
      case '"' -> {
        int end = text.indexOf('"', at + 1);
        String s = text.substring(at + 1, end);
        at = end + 1;
        return s;
      }
      default -> {
        int end = at;
        while (end < text.length() && ",]} \n\r\t".indexOf(text.charAt(end)) < 0) {
          end++;
        }
        String word = text.substring(at, end);
        at = end;
        return switch (word) {
          case "true" -> Boolean.TRUE;
          case "false" -> Boolean.FALSE;
          case "null" -> null;
          default -> Double.valueOf(word);
        };
      }
    }
  }

  private void blanks() {
    while (Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }
}
