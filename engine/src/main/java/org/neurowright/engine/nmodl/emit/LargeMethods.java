package org.neurowright.engine.nmodl.emit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts methods that are too long for the virtual machine (64 KB of code) into several. The locals
 * of such a method become fields of the kernel, so that all its parts see them; the statements stay
 * as they are and in their order.
 *
 * <p>Example: {@code state()} of 900 states becomes a loop that calls {@code
 * state_part1(instance)}, {@code state_part2(instance)}, ...
 */
final class LargeMethods {
  /** Methods shorter than this many characters of Java stay whole: about 40 KB of code. */
  private static final int LIMIT = 60_000;

  /** Characters of a part. */
  private static final int PART = 16_000;

  private static final Pattern HEAD =
      Pattern.compile("(?:public|private)[^=;]* (\\w+)\\(.*\\) \\{");
  private static final Pattern LOCAL =
      Pattern.compile("(?:final )?(double\\[\\]|int\\[\\]|double|int) (\\w+)(?: = (.*))?;");

  private final Map<String, String> fields = new LinkedHashMap<>();
  private final List<String> result = new ArrayList<>();

  private LargeMethods() {}

  /**
   * Methods with those that are too long in parts.
   *
   * @param fields declarations of the fields that replace locals
   * @param methods text of all methods
   */
  record Split(List<String> fields, String methods) {}

  static Split of(String methods) {
    if (methods.length() < LIMIT) {
      return new Split(List.of(), methods);
    }
    LargeMethods split = new LargeMethods();
    List<String> lines = methods.lines().toList();
    int start = 0;
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).equals("}")) {
        split.method(lines.subList(start, i + 1));
        start = i + 1;
      }
    }
    split.result.addAll(lines.subList(start, lines.size()));
    List<String> declarations = new ArrayList<>();
    split.fields.forEach((name, type) -> declarations.add("private " + type + " " + name + ";"));
    return new Split(declarations, String.join("\n", split.result) + "\n");
  }

  private void method(List<String> lines) {
    int head = 0;
    while (head < lines.size() && !HEAD.matcher(lines.get(head)).matches()) {
      head++;
    }
    int loop = -1;
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).equals("  for (int instance = 0; instance < count; instance++) {")) {
        loop = i;
      }
    }
    int length = lines.stream().mapToInt(String::length).sum();
    if (length < LIMIT || head == lines.size() || loop < 0) {
      result.addAll(lines);
      return;
    }
    Matcher matcher = HEAD.matcher(lines.get(head));
    String name = matcher.matches() ? matcher.group(1) : "method";
    int end = loop + 1;
    while (!lines.get(end).equals("  }")) {
      end++;
    }
    result.addAll(lines.subList(0, head + 1));
    lines.subList(head + 1, loop).forEach(line -> add(result, line, "  "));
    result.add(lines.get(loop));
    List<List<String>> parts = parts(lines.subList(loop + 1, end), "    ");
    for (int p = 0; p < parts.size(); p++) {
      result.add("    " + name + "_part" + (p + 1) + "(instance);");
    }
    result.addAll(lines.subList(end, lines.size()));
    for (int p = 0; p < parts.size(); p++) {
      result.add("");
      result.add("private void " + name + "_part" + (p + 1) + "(int instance) {");
      result.addAll(parts.get(p));
      result.add("}");
    }
  }

  /** Whole statements of the loop's body, gathered until a part is long enough. */
  private List<List<String>> parts(List<String> body, String indent) {
    List<List<String>> parts = new ArrayList<>();
    List<String> part = new ArrayList<>();
    int length = 0;
    for (String line : body) {
      boolean whole = isAt(line, indent) && !line.startsWith(indent + "}");
      if (whole && length > PART) {
        parts.add(part);
        part = new ArrayList<>();
        length = 0;
      }
      add(part, line, indent);
      length += line.length();
    }
    parts.add(part);
    return parts;
  }

  private static boolean isAt(String line, String indent) {
    return line.startsWith(indent) && !line.startsWith(indent + " ");
  }

  /** A line whose declaration, if it is one of the outermost level, becomes an assignment. */
  private void add(List<String> into, String line, String indent) {
    Matcher local = LOCAL.matcher(line.strip());
    if (!isAt(line, indent) || !local.matches()) {
      into.add(line);
      return;
    }
    String name = local.group(2);
    String value = local.group(3);
    if (value != null && value.equals("this." + name)) {
      return;
    }
    fields.put(name, local.group(1));
    into.add(indent + name + " = " + (value == null ? "0" : value) + ";");
  }
}
