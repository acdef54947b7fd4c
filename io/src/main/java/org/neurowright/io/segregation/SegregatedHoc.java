package org.neurowright.io.segregation;

import java.util.Collection;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts that name mechanisms, with the names of segregated ones in their place. */
final class SegregatedHoc {
  /** What is added to the name of a template. */
  static final String ENDING = "Seg";

  private SegregatedHoc() {}

  /** A hoc template by itself, renamed; empty if the text has none of that name. */
  static Optional<String> template(String hoc, String template, Collection<String> mechanisms) {
    Matcher begin = line("begintemplate", template).matcher(hoc);
    if (!begin.find()) {
      return Optional.empty();
    }
    Matcher end = line("endtemplate", template).matcher(hoc);
    int to = end.find(begin.end()) ? end.end() : hoc.length();
    return Optional.of(renamed(hoc.substring(begin.start(), to), template, mechanisms) + "\n");
  }

  private static Pattern line(String word, String template) {
    return Pattern.compile(
        "(?m)^[ \\t]*" + word + "[ \\t]+" + Pattern.quote(template) + "\\b[^\\r\\n]*");
  }

  /** A whole file with a template renamed. */
  static String file(String hoc, String template, Collection<String> mechanisms) {
    return renamed(hoc, template, mechanisms);
  }

  /** Whole words only, and none in comments. */
  private static String renamed(String hoc, String template, Collection<String> mechanisms) {
    StringBuilder out = new StringBuilder();
    Matcher pieces = Pattern.compile("//[^\\r\\n]*|(?s)/\\*.*?\\*/").matcher(hoc);
    int at = 0;
    while (pieces.find()) {
      out.append(inCode(hoc.substring(at, pieces.start()), template, mechanisms));
      out.append(pieces.group());
      at = pieces.end();
    }
    return out.append(inCode(hoc.substring(at), template, mechanisms)).toString();
  }

  private static String inCode(String code, String template, Collection<String> mechanisms) {
    String result = code.replaceAll("\\b" + Pattern.quote(template) + "\\b", template + ENDING);
    for (String mechanism : mechanisms) {
      String quoted = Pattern.quote(mechanism);
      result =
          Pattern.compile("\\b((?:un)?insert[ \\t]+)" + quoted + "\\b")
              .matcher(result)
              .replaceAll(
                  m -> Matcher.quoteReplacement(m.group(1) + mechanism + SegregatedMod.ENDING));
      // gbar_nat, and "nat" by itself as in ismembrane("nat")
      result =
          Pattern.compile("\\b([A-Za-z]\\w*?_)" + quoted + "\\b|\"" + quoted + "\"")
              .matcher(result)
              .replaceAll(m -> Matcher.quoteReplacement(ended(m, mechanism)));
    }
    return result;
  }

  private static String ended(MatchResult match, String mechanism) {
    return match.group(1) == null
        ? "\"" + mechanism + SegregatedMod.ENDING + "\""
        : match.group(1) + mechanism + SegregatedMod.ENDING;
  }

  /** Parameters of an Allen cell (fit json). */
  static String json(String json, Collection<String> mechanisms) {
    String result = json;
    for (String mechanism : mechanisms) {
      String quoted = Pattern.quote(mechanism);
      result =
          Pattern.compile("(\"mechanism\"\\s*:\\s*\")" + quoted + "\"")
              .matcher(result)
              .replaceAll(m ->
                  Matcher.quoteReplacement(m.group(1) + mechanism + SegregatedMod.ENDING + "\""));
      result =
          Pattern.compile("(\"name\"\\s*:\\s*\"\\w+?_)" + quoted + "\"")
              .matcher(result)
              .replaceAll(m ->
                  Matcher.quoteReplacement(m.group(1) + mechanism + SegregatedMod.ENDING + "\""));
    }
    return result;
  }
}
