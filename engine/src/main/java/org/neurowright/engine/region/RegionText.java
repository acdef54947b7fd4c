package org.neurowright.engine.region;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.neurowright.engine.bench.Specimen;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.NearestName;
import org.neurowright.engine.problem.Problem;

/**
 * What modellers write about regions, as a condition of the language of expressions. Names of
 * sections become columns that are true in their segments ({@code dend[3:7]}, {@code apic(0.5)}),
 * two conditions behind each other must both hold, a comma between regions means either, and a
 * mechanism's name alone means that it is there.
 *
 * @param condition for {@link org.neurowright.engine.expression.Expression}
 * @param places the columns, by name
 * @param origin for each character of the condition its index in the text; one more for the end
 * @param problems sections that do not exist
 */
record RegionText(
    String condition, Map<String, BitSet> places, List<Integer> origin, List<Problem> problems) {
  private static final Pattern INDEX =
      Pattern.compile("\\[\\s*(\\d{0,9})\\s*(:?)\\s*(\\d{0,9})\\s*]");
  private static final Pattern POSITION =
      Pattern.compile(
          "\\(\\s*([0-9.]+(?:[eE][-+]?\\d+)?)\\s*(?::\\s*([0-9.]+(?:[eE][-+]?\\d+)?)\\s*)?\\)");
  private static final Pattern NUMBER = Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");
  private static final Pattern NAME =
      Pattern.compile("[\\p{L}_][\\p{L}\\p{Nd}_]*(\\.[\\p{L}_][\\p{L}\\p{Nd}_]*)*");
  private static final Set<String> OPERATORS = Set.of("and", "or", "if", "else", "in", "not");

  static RegionText read(String text, CellTable table) {
    return new Reader(text, table).read();
  }

  /** The same problem where the user wrote it. */
  Problem inPlace(Problem problem) {
    int column = problem.location().column();
    int at = Math.clamp(column - 1, 0, origin.size() - 1);
    return new Problem(
        problem.severity(),
        problem.code(),
        Location.of("", 1, origin.get(at) + 1),
        problem.message().replace("`", ""),
        problem.expected(),
        problem.hint().replace("`", ""));
  }

  private static final class Reader {
    private final String text;
    private final CellTable table;
    private final Specimen specimen;
    private final Set<String> names;
    private final Set<String> mechanisms;
    private final StringBuilder out = new StringBuilder();
    private final List<Integer> origin = new ArrayList<>();
    private final Map<String, BitSet> places = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private int at;
    private int depth;

    /** Whether what was read last is complete, so that another condition may follow. */
    private boolean complete;

    private boolean eitherFollows;

    /** Whether the next name is an argument of has(). */
    private boolean asked;

    Reader(String text, CellTable table) {
      this.text = text;
      this.table = table;
      this.specimen = table.specimen();
      this.names = Set.copyOf(specimen.names());
      this.mechanisms = Set.copyOf(table.mechanisms());
    }

    RegionText read() {
      while (at < text.length()) {
        char c = text.charAt(at);
        Matcher name = NAME.matcher(text).region(at, text.length());
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        if (Character.isWhitespace(c)) {
          at++;
          put(" ", at - 1);
        } else if (c == '\'' || c == '"' || c == '`') {
          int end = text.indexOf(c, at + 1);
          begin(c == '`');
          copy(end < 0 ? text.length() : end + 1);
          complete = true;
        } else if (number.lookingAt()) {
          begin(false);
          copy(number.end());
          complete = true;
        } else if (name.lookingAt()) {
          word(name.group());
        } else if (c == ',' && depth == 0) {
          at++;
          // One comma too many is no mistake while one types.
          eitherFollows = complete || eitherFollows;
          complete = false;
        } else {
          sign(c);
        }
      }
      origin.add(text.length());
      return new RegionText(out.toString(), places, origin, problems);
    }

    private void sign(char c) {
      if (c == '(') {
        begin(true);
        depth++;
      } else {
        begin(false);
        depth += c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
      }
      asked = asked && c == '(';
      copy(at + 1);
      complete = c == ')' || c == ']';
    }

    private void word(String word) {
      int after = at + word.length();
      if (OPERATORS.contains(word)) {
        boolean negated = word.equals("not");
        boolean notIn = negated && text.substring(after).strip().startsWith("in ");
        begin(negated && !notIn);
        copy(after);
        complete = false;
        return;
      }
      boolean indexed = after < text.length() && text.charAt(after) == '[';
      if (asked) {
        asked = false;
        copy(after);
        complete = true;
      } else if (names.contains(word) || word.equals("all") || indexed) {
        section(word, after);
      } else if (mechanisms.contains(word)) {
        begin(true);
        int start = at;
        put("has(", start);
        copy(after);
        put(")", start);
        complete = true;
      } else if (text.substring(after).stripLeading().startsWith("(")) {
        begin(true);
        copy(after);
        complete = false;
        asked = word.equals("has");
      } else {
        begin(true);
        copy(after);
        complete = true;
      }
    }

    /** A region: a name, a number or range of it, positions on it. */
    private void section(String base, int after) {
      begin(true);
      int start = at;
      int end = after;
      List<Integer> sections = specimen.sections(base);
      Matcher index = INDEX.matcher(text).region(end, text.length());
      if (index.lookingAt() && !(index.group(1) + index.group(2) + index.group(3)).isEmpty()) {
        end = index.end();
        sections = numbered(base, index, start);
      } else if (end < text.length() && text.charAt(end) == '[') {
        int close = text.indexOf(']', end);
        end = close < 0 ? text.length() : close + 1;
        problem(
            start,
            "region.index",
            "'" + text.substring(start, end) + "' is no section",
            base + "[3] or " + base + "[3:7]");
      }
      double from = 0;
      double to = 1;
      boolean point = false;
      Matcher position = POSITION.matcher(text).region(end, text.length());
      if (position.lookingAt()) {
        end = position.end();
        from = number(position.group(1), start);
        point = position.group(2) == null;
        to = point ? from : number(position.group(2), start);
      }
      String written = text.substring(start, end).replaceAll("\\s", "");
      BitSet segments = places.computeIfAbsent(written, _ -> new BitSet());
      for (int s : sections) {
        for (int i = table.firstSegment(s); i < table.firstSegment(s + 1); i++) {
          double x = table.site(i).x();
          if (point
              ? table.segment(new org.neurowright.engine.bench.Site(s, from)) == i
              : x >= from && x <= to) {
            segments.set(i);
          }
        }
      }
      String column = "`" + written + "`";
      put(column, start);
      at = end;
      complete = true;
    }

    private double number(String digits, int start) {
      try {
        double value = Double.parseDouble(digits);
        if (value >= 0 && value <= 1) {
          return value;
        }
      } catch (NumberFormatException e) {
        // said below
      }
      problem(
          start,
          "region.position",
          "The position " + digits + " is not on the section",
          "0 (near end) to 1 (far end)");
      return 0;
    }

    private List<Integer> numbered(String base, Matcher index, int start) {
      List<Integer> listed = specimen.sections(base);
      boolean range = !index.group(2).isEmpty();
      int from = index.group(1).isEmpty() ? 0 : Integer.parseInt(index.group(1));
      int to =
          !range
              ? from
              : index.group(3).isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(index.group(3));
      List<Integer> found = new ArrayList<>();
      Pattern numbered = Pattern.compile(Pattern.quote(base) + "\\[(\\d{1,9})]");
      boolean own = false;
      for (int s = 0; s < table.sections(); s++) {
        Matcher of = numbered.matcher(table.cell().sections().get(s).name());
        if (of.matches()) {
          own = true;
          int number = Integer.parseInt(of.group(1));
          if (number >= from && number <= to) {
            found.add(s);
          }
        }
      }
      if (!own) {
        for (int i = from; i <= to && i < listed.size(); i++) {
          found.add(listed.get(i));
        }
      }
      if (found.isEmpty()) {
        problem(
            start,
            "region.no-section",
            listed.isEmpty()
                ? "The cell has no section or section list '" + base + "'"
                : "'"
                    + base
                    + "' has "
                    + listed.size()
                    + " sections, none of them "
                    + index.group().strip(),
            listed.isEmpty()
                ? "one of " + NearestName.nearestFirst(base, List.copyOf(names))
                : base + "[0] to " + base + "[" + (listed.size() - 1) + "]");
      }
      return found;
    }

    private void problem(int start, String code, String message, String expected) {
      problems.add(Problem.error(code, Location.of("", 1, start + 1), message).expected(expected));
    }

    /** Writes what joins the next word to what was before. */
    private void begin(boolean condition) {
      if (eitherFollows) {
        put(" or ", at);
        eitherFollows = false;
      } else if (condition && complete) {
        put(" and ", at);
      }
    }

    private void copy(int end) {
      while (at < end) {
        out.append(text.charAt(at));
        origin.add(at++);
      }
    }

    private void put(String words, int from) {
      for (int i = 0; i < words.length(); i++) {
        out.append(words.charAt(i));
        origin.add(from);
      }
    }
  }
}
