package org.neurowright.io.spikes;

import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;

/**
 * Spikes as text, one per line. Columns are known by the header {@code timestamps population
 * node_ids} in any order; without a header they are {@code timestamps node_ids} or {@code
 * timestamps population node_ids}. The separator (spaces, comma, semicolon, tab) is taken from the
 * first line.
 */
final class SpikeCsvReader {
  /** Lines with a problem of their own; further ones are only counted. */
  private static final int SHOWN = 20;

  private static final String TIMES = "timestamps";
  private static final String POPULATION = "population";
  private static final String IDS = "node_ids";

  /** Spikes of one population in the order of the file. */
  private static final class Rows implements SpikeTrains.Rows {
    final DoubleArrayList times = new DoubleArrayList();
    final LongArrayList ids = new LongArrayList();

    @Override
    public long size() {
      return ids.size();
    }

    @Override
    public void read(long first, int count, long[] nodeIds, double[] timesMs) {
      ids.getElements((int) first, nodeIds, 0, count);
      times.getElements((int) first, timesMs, 0, count);
    }
  }

  private final Path path;
  private final Problems problems;
  private final Map<String, Rows> populations = new LinkedHashMap<>();
  private char separator;
  private int timeColumn;
  private int populationColumn;
  private int idColumn;
  private int columns;
  private int badLines;

  private SpikeCsvReader(Path path, Problems problems) {
    this.path = path;
    this.problems = problems;
  }

  static Collection<SpikeTrains> read(Path path, Problems problems) throws IOException {
    return new SpikeCsvReader(path, problems).read();
  }

  private Collection<SpikeTrains> read() throws IOException {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(path), StandardCharsets.UTF_8))) {
      int number = 0;
      boolean begun = false;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        number++;
        String text = number == 1 && line.startsWith("\ufeff") ? line.substring(1) : line;
        if (text.isBlank()) {
          continue;
        }
        if (!begun) {
          begun = true;
          if (!begin(text, number)) {
            return List.of();
          }
        } else {
          row(text, number);
        }
      }
    }
    if (badLines > SHOWN) {
      problems.add(
          Problem.error(
              "spikes.bad-line",
              Location.of(path),
              (badLines - SHOWN) + " more lines cannot be read either"));
    }
    return populations.entrySet().stream()
        .map(e -> SpikeTrains.index(e.getKey(), e.getValue()))
        .toList();
  }

  /** Takes separator and columns from the first line; false when the rest makes no sense. */
  private boolean begin(String line, int number) {
    separator =
        line.indexOf(',') >= 0
            ? ','
            : line.indexOf(';') >= 0 ? ';' : line.indexOf('\t') >= 0 ? '\t' : ' ';
    List<String> fields = fields(line);
    if (isNumber(fields.getFirst())) {
      columns = fields.size();
      timeColumn = 0;
      populationColumn = columns == 3 ? 1 : -1;
      idColumn = columns - 1;
      if (columns != 2 && columns != 3) {
        problems.add(
            Problem.error(
                    "spikes.missing-column",
                    Location.of(path, number),
                    "The file has no header and " + columns + " columns")
                .expected("the header 'timestamps population node_ids'"));
        return false;
      }
      row(line, number);
      return true;
    }
    columns = fields.size();
    timeColumn = fields.indexOf(TIMES);
    populationColumn = fields.indexOf(POPULATION);
    idColumn = fields.indexOf(IDS);
    for (String required : List.of(TIMES, IDS)) {
      if (!fields.contains(required)) {
        problems.add(
            Problem.error(
                    "spikes.missing-column",
                    Location.of(path, number),
                    "The header has no column '" + required + "': " + String.join(", ", fields))
                .expected("columns timestamps, population, node_ids"));
      }
    }
    for (String field : fields) {
      if (!List.of(TIMES, POPULATION, IDS).contains(field)) {
        problems.add(
            Problem.warning(
                "spikes.unknown-column",
                Location.of(path, number),
                "Column '" + field + "' is not used"));
      }
    }
    return timeColumn >= 0 && idColumn >= 0;
  }

  private static boolean isNumber(String text) {
    try {
      Double.parseDouble(text);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private void row(String line, int number) {
    List<String> fields = fields(line);
    if (fields.size() != columns) {
      bad(number, "The line has " + fields.size() + " columns", Integer.toString(columns));
      return;
    }
    double time;
    try {
      time = Double.parseDouble(fields.get(timeColumn));
    } catch (NumberFormatException e) {
      bad(number, "'" + fields.get(timeColumn) + "' is not a time", "a number in ms");
      return;
    }
    long id;
    try {
      id = nodeId(fields.get(idColumn));
    } catch (NumberFormatException e) {
      bad(number, "'" + fields.get(idColumn) + "' is not a node id", "an integer");
      return;
    }
    String population = populationColumn < 0 ? SpikeFile.UNNAMED : fields.get(populationColumn);
    Rows rows = populations.computeIfAbsent(population, _ -> new Rows());
    rows.times.add(time);
    rows.ids.add(id);
  }

  /** Also accepts 12.0, which appears when a table passed through floating point. */
  private static long nodeId(String text) {
    if (text.indexOf('.') < 0) {
      return Long.parseLong(text);
    }
    double value = Double.parseDouble(text);
    if (value != Math.rint(value)) {
      throw new NumberFormatException(text);
    }
    return (long) value;
  }

  private void bad(int number, String message, String expected) {
    badLines++;
    if (badLines <= SHOWN) {
      problems.add(
          Problem.error("spikes.bad-line", Location.of(path, number), message).expected(expected));
    }
  }

  /** Fields of a line; spaces and tabs may repeat, fields may be quoted. */
  private List<String> fields(String line) {
    List<String> fields = new ArrayList<>(3);
    boolean blank = separator == ' ' || separator == '\t';
    int at = 0;
    int end = line.length();
    while (true) {
      while (at < end && (line.charAt(at) == ' ' || blank && line.charAt(at) == '\t')) {
        at++;
      }
      if (at >= end) {
        if (!blank && line.charAt(end - 1) == separator) {
          fields.add("");
        }
        return fields;
      }
      if (line.charAt(at) == '"') {
        StringBuilder text = new StringBuilder();
        for (at++; at < end; at++) {
          if (line.charAt(at) != '"') {
            text.append(line.charAt(at));
          } else if (at + 1 < end && line.charAt(at + 1) == '"') {
            text.append('"');
            at++;
          } else {
            break;
          }
        }
        fields.add(text.toString());
        at = skip(line, at + 1, blank);
      } else {
        int from = at;
        at = skip(line, at, blank);
        fields.add(line.substring(from, at).strip());
      }
      at++;
    }
  }

  /** Index of the next separator, or the end. */
  private int skip(String line, int from, boolean blank) {
    int at = from;
    while (at < line.length()
        && line.charAt(at) != separator
        && !(blank && line.charAt(at) == '\t')) {
      at++;
    }
    return at;
  }
}
