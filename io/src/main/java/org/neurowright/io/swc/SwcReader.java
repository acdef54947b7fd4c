package org.neurowright.io.swc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neurowright.engine.morphology.RawPoints;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;
import org.neurowright.io.format.ReadResult;

/**
 * Reads SWC: one point a line, {@code id type x y z radius parent}, {@code #} for comments. Line
 * ends of every kind, blank lines, leading blanks and gaps in the ids are accepted; points are
 * sorted by id. Stateless.
 */
public final class SwcReader {
  private static final int COLUMNS = 7;
  private static final int MAX_SIMILAR_PROBLEMS = 20;

  /** The byte order mark of UTF-8, which some editors put in front, as ISO 8859-1 shows it. */
  private static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";

  private record Line(
      int number, int id, int type, float x, float y, float z, float radius, int parentId) {}

  /** Reads a file. The value is present when the points form one tree. */
  public ReadResult<RawPoints> read(Path file) {
    String text;
    try {
      text = Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return ReadResult.failed(
          List.of(
              Problem.error(
                      "swc.unreadable",
                      Location.of(file),
                      "The morphology cannot be read: " + cause(e))
                  .hint("Check the file name and the permissions")));
    }
    return parse(
        file, text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text);
  }

  /**
   * Reads text that is already in memory.
   *
   * @param file where it came from, for messages
   */
  public ReadResult<RawPoints> parse(Path file, String text) {
    return new Parsing(file).parse(text);
  }

  private static String cause(IOException e) {
    return switch (e) {
      case java.nio.file.NoSuchFileException missing -> "there is no such file";
      case java.nio.file.AccessDeniedException denied -> "access is denied";
      default -> String.valueOf(e.getMessage());
    };
  }

  /** State of one reading. */
  private static final class Parsing {
    private final Path file;
    private final Problems problems = new Problems();
    private final Map<String, Integer> countByCode = new LinkedHashMap<>();
    private final List<Line> lines = new ArrayList<>();

    Parsing(Path file) {
      this.file = file;
    }

    ReadResult<RawPoints> parse(String text) {
      if (text.indexOf('\n') < 0 && text.indexOf('\r') >= 0) {
        report(
            Problem.info(
                    "swc.line-ends",
                    Location.of(file),
                    "Lines end with a lone carriage return (old Mac format)")
                .hint("Read here, but older tools see a single line"));
      }
      int number = 0;
      for (String line : (Iterable<String>) text.lines()::iterator) {
        number++;
        String content = line.strip();
        if (!content.isEmpty() && content.charAt(0) != '#') {
          parseLine(content, number);
        }
      }
      if (lines.isEmpty()) {
        report(
            Problem.error("swc.empty", Location.of(file), "The morphology has no points")
                .expected("lines of id, type, x, y, z, radius, parent"));
        return ReadResult.failed(problems());
      }
      lines.sort(Comparator.comparingInt(Line::id)); // stable, so duplicates stay in file order
      RawPoints points = link();
      return problems.hasErrors()
          ? ReadResult.failed(problems())
          : ReadResult.of(points, problems());
    }

    private void parseLine(String content, int number) {
      List<String> fields = fields(content);
      if (fields.size() < COLUMNS) {
        reportBadLine(
            number,
            "Line has " + fields.size() + " columns and is left out: " + shortened(content));
        return;
      }
      if (fields.size() > COLUMNS) {
        report(
            Problem.info(
                    "swc.more-columns",
                    Location.of(file, number),
                    "Line has " + fields.size() + " columns")
                .expected("7 columns; the others are ignored"));
      }
      double[] values = new double[COLUMNS];
      for (int k = 0; k < COLUMNS; k++) {
        boolean whole = k == 0 || k == 1 || k == 6;
        try {
          values[k] = whole ? wholeNumber(fields.get(k)) : number(fields.get(k));
        } catch (NumberFormatException notNumber) {
          values[k] = Double.NaN;
        }
        if (!Double.isFinite(values[k]) || whole && values[k] != (int) values[k]) {
          reportBadLine(
              number,
              "Column "
                  + (k + 1)
                  + " is '"
                  + shortened(fields.get(k))
                  + "', not "
                  + (whole ? "a whole number" : "a number")
                  + "; the line is left out");
          return;
        }
      }
      Line line =
          new Line(
              number,
              (int) values[0],
              (int) values[1],
              (float) values[2],
              (float) values[3],
              (float) values[4],
              (float) values[5],
              (int) values[6]);
      checkValues(line);
      lines.add(line);
    }

    private static double wholeNumber(String field) {
      double plain = PlainDecimal.toDouble(field);
      return Double.isNaN(plain) ? Double.parseDouble(field) : plain;
    }

    private static float number(String field) {
      float plain = PlainDecimal.toFloat(field);
      return Float.isNaN(plain) ? Float.parseFloat(field) : plain;
    }

    /** As a regular expression would split it, but morphologies are most of what is read. */
    private static List<String> fields(String content) {
      List<String> fields = new ArrayList<>(COLUMNS);
      int length = content.length();
      int at = 0;
      while (at < length) {
        int from = at;
        while (at < length && !isBlank(content.charAt(at))) {
          at++;
        }
        if (at > from) {
          fields.add(content.substring(from, at));
        }
        at++;
      }
      return fields;
    }

    private static boolean isBlank(char c) {
      return c == ' ' || c >= '\t' && c <= '\r';
    }

    private void checkValues(Line line) {
      if (line.radius() <= 0) {
        report(
            Problem.warning(
                    "swc.radius",
                    Location.of(file, line.number()),
                    "Point " + line.id() + " has the radius " + line.radius() + " um")
                .expected("a radius above 0")
                .hint("A neurite without thickness passes next to no current"));
      }
      if (line.type() < 1 || line.type() > 4) {
        report(
            Problem.warning(
                    "swc.custom-type",
                    Location.of(file, line.number()),
                    "Point " + line.id() + " is of type " + line.type())
                .expected("1 soma, 2 axon, 3 dendrite or 4 apical dendrite")
                .hint("BMTK does not load cells with other types"));
      }
      if (line.id() < 0) {
        report(
            Problem.error(
                    "swc.negative-id",
                    Location.of(file, line.number()),
                    "Point id " + line.id() + " is negative")
                .expected("ids from 0 or 1 upwards"));
      }
    }

    /** Checks the tree and replaces parent ids by indices. */
    private RawPoints link() {
      int n = lines.size();
      Map<Integer, Integer> indexOfId = new HashMap<>(2 * n);
      for (int i = 0; i < n; i++) {
        Line line = lines.get(i);
        Integer earlier = indexOfId.put(line.id(), i);
        if (earlier != null) {
          report(
              Problem.error(
                  "swc.duplicate-id",
                  Location.of(file, line.number()),
                  "Point id "
                      + line.id()
                      + " was already used in line "
                      + lines.get(earlier).number()));
        }
      }
      int[] parent = new int[n];
      Line root = null;
      for (int i = 0; i < n; i++) {
        Line line = lines.get(i);
        if (line.parentId() < 0) {
          if (root != null) {
            report(
                Problem.error(
                        "swc.several-roots",
                        Location.of(file, line.number()),
                        "Point "
                            + line.id()
                            + " has no parent, but line "
                            + root.number()
                            + " already starts a tree")
                    .expected("one connected tree")
                    .hint("Give the point a parent, or keep one tree per file"));
          } else {
            root = line;
          }
          parent[i] = -1;
          continue;
        }
        Integer index = indexOfId.get(line.parentId());
        if (index == null) {
          report(
              Problem.error(
                      "swc.missing-parent",
                      Location.of(file, line.number()),
                      "Point "
                          + line.id()
                          + " has the parent "
                          + line.parentId()
                          + ", which is not in the file")
                  .expected("the id of another point, or -1 for the root"));
        } else if (line.parentId() >= line.id()) {
          report(
              Problem.error(
                      "swc.parent-order",
                      Location.of(file, line.number()),
                      "Point " + line.id() + " has the parent " + line.parentId())
                  .expected("a parent id smaller than the point's own")
                  .hint("Number the points from the soma outwards"));
        } else {
          parent[i] = index;
        }
      }
      return problems.hasErrors() ? null : columns(parent);
    }

    private RawPoints columns(int[] parent) {
      int n = lines.size();
      int[] id = new int[n];
      int[] type = new int[n];
      float[] x = new float[n];
      float[] y = new float[n];
      float[] z = new float[n];
      float[] radius = new float[n];
      for (int i = 0; i < n; i++) {
        Line line = lines.get(i);
        id[i] = line.id();
        type[i] = line.type();
        x[i] = line.x();
        y[i] = line.y();
        z[i] = line.z();
        radius[i] = line.radius();
      }
      return new RawPoints(id, type, x, y, z, radius, parent);
    }

    private void reportBadLine(int number, String message) {
      report(
          Problem.warning("swc.bad-line", Location.of(file, number), message)
              .expected("id type x y z radius parent")
              .hint("Mend the line, or start it with # if it is a remark"));
    }

    /** Adds a problem; a file that is wrong in every line shall not drown everything else. */
    private void report(Problem problem) {
      int count = countByCode.merge(problem.code(), 1, Integer::sum);
      if (count <= MAX_SIMILAR_PROBLEMS) {
        problems.add(problem);
      }
    }

    private List<Problem> problems() {
      countByCode.forEach((code, count) -> {
        if (count > MAX_SIMILAR_PROBLEMS) {
          problems.add(
              Problem.info(
                  code,
                  Location.of(file),
                  (count - MAX_SIMILAR_PROBLEMS) + " more problems of this kind"));
        }
      });
      return problems.toList();
    }

    private static String shortened(String text) {
      return text.length() <= 60 ? text : text.substring(0, 57) + "...";
    }
  }
}
