package org.neurowright.io.csv;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;
import org.neurowright.io.format.ReadResult;

/**
 * Reads tables with a header row. One separator character stands between cells, so that two of them
 * enclose an empty cell; where that does not fit the header, runs of spaces count as one separator
 * (the SONATA guide allows them, BMTK does not).
 */
public final class CsvReader {

  /** Words that mean "no value", as pandas has them, with SONATA's NONE. */
  private static final Set<String> NULL_WORDS =
      Set.of(
          "",
          "NULL",
          "NONE",
          "None",
          "NA",
          "N/A",
          "n/a",
          "NaN",
          "nan",
          "-nan",
          "-NaN",
          "null",
          "#N/A",
          "#NA",
          "#N/A N/A",
          "<NA>",
          "1.#IND",
          "-1.#IND",
          "1.#QNAN",
          "-1.#QNAN");

  private CsvReader() {}

  /** Reads a SONATA table: separated by spaces. */
  public static ReadResult<CsvTable> read(Path file) {
    return read(file, ' ');
  }

  /** Reads a table with the given separator. */
  public static ReadResult<CsvTable> read(Path file, char separator) {
    Location where = Location.of(file);
    try {
      byte[] bytes = Files.readAllBytes(file);
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return read(text.startsWith("\uFEFF") ? text.substring(1) : text, file, separator);
    } catch (NoSuchFileException e) {
      return failed(Problem.error("csv.missing-file", where, "There is no file " + file));
    } catch (CharacterCodingException e) {
      return failed(
          Problem.error("csv.encoding", where, "The file is not UTF-8 text")
              .hint("Save it as UTF-8"));
    } catch (IOException e) {
      String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      return failed(Problem.error("csv.unreadable", where, "The file cannot be read: " + reason));
    }
  }

  /** Reads text that stands in the given file. */
  public static ReadResult<CsvTable> read(String text, Path file, char separator) {
    Problems problems = new Problems();
    List<String> lines = text.lines().toList();
    int header = 0;
    while (header < lines.size() && lines.get(header).isBlank()) {
      header++;
    }
    if (header == lines.size()) {
      return failed(
          Problem.error("csv.empty", Location.of(file), "The table is empty")
              .expected("a row of column names"));
    }
    char used = separatorOf(lines.get(header), separator, file, header + 1, problems);
    return new Parse(file, used, problems).table(lines, header);
  }

  private static ReadResult<CsvTable> failed(Problem problem) {
    return ReadResult.failed(List.of(problem));
  }

  /** The separator asked for, or the one that the header evidently uses instead. */
  private static char separatorOf(
      String header, char wanted, Path file, int line, Problems problems) {
    if (header.strip().indexOf(wanted) >= 0) {
      return wanted;
    }
    for (char other : new char[] {'\t', ',', ';', ' '}) {
      if (header.strip().indexOf(other) >= 0) {
        problems.add(
            Problem.warning(
                    "csv.separator",
                    Location.of(file, line),
                    "The columns are separated by " + inWords(other))
                .expected(inWords(wanted))
                .hint("The table is read as it stands; other programs see a single column"));
        return other;
      }
    }
    return wanted;
  }

  private static String inWords(char separator) {
    return switch (separator) {
      case ' ' -> "spaces";
      case '\t' -> "tabs";
      case ',' -> "commas";
      case ';' -> "semicolons";
      default -> "'" + separator + "'";
    };
  }

  private record Parse(Path file, char separator, Problems problems) {

    ReadResult<CsvTable> table(List<String> lines, int headerIndex) {
      List<Cell> headerCells = split(lines.get(headerIndex), headerIndex + 1);
      List<String> strictHeader = headerCells.stream().map(Cell::text).toList();
      List<String> columns = strictHeader.stream().filter(name -> !name.isEmpty()).toList();
      boolean runsInHeader = columns.size() < strictHeader.size();
      int firstLineWithRuns = runsInHeader ? headerIndex + 1 : 0;

      List<String[]> rows = new ArrayList<>();
      List<Integer> rowLines = new ArrayList<>();
      for (int i = headerIndex + 1; i < lines.size(); i++) {
        if (lines.get(i).isBlank()) {
          continue;
        }
        List<Cell> cells = split(lines.get(i), i + 1);
        while (cells.size() > columns.size() && cells.getLast().isBlank()) {
          cells = cells.subList(0, cells.size() - 1);
        }
        if (separator == ' ' && (cells.size() > columns.size() || runsInHeader)) {
          List<Cell> collapsed = cells.stream().filter(c -> !c.isBlank()).toList();
          if (collapsed.size() == columns.size()) {
            firstLineWithRuns = firstLineWithRuns == 0 ? i + 1 : firstLineWithRuns;
            cells = collapsed;
          }
        }
        rows.add(row(cells, columns.size(), i + 1));
        rowLines.add(i + 1);
      }
      if (firstLineWithRuns > 0) {
        problems.add(
            Problem.info(
                    "csv.several-spaces",
                    Location.of(file, firstLineWithRuns),
                    "Columns are separated by more than one space")
                .hint("The SONATA guide allows it, but BMTK reads such a table differently"));
      }
      duplicates(columns, headerIndex + 1);
      return ReadResult.of(
          new CsvTable(
              file.toString(),
              columns,
              rows,
              rowLines.stream().mapToInt(Integer::intValue).toArray()),
          problems.toList());
    }

    private void duplicates(List<String> columns, int line) {
      columns.stream()
          .distinct()
          .filter(name -> columns.indexOf(name) != columns.lastIndexOf(name))
          .forEach(name ->
              problems.add(
                  Problem.warning(
                      "csv.duplicate-column",
                      Location.of(file, line),
                      "The column " + name + " stands there twice; the first one counts")));
    }

    private String[] row(List<Cell> cells, int width, int line) {
      if (cells.size() != width) {
        Problem problem =
            cells.size() > width
                ? Problem.error(
                        "csv.too-many-cells",
                        Location.of(file, line),
                        "The row has " + cells.size() + " cells, the header " + width + " columns")
                    .hint("Put text with " + inWords(separator) + " inside into double quotes")
                : Problem.warning(
                    "csv.too-few-cells",
                    Location.of(file, line),
                    "The row has "
                        + cells.size()
                        + " cells, the header "
                        + width
                        + " columns; the last ones count as NULL");
        problems.add(problem);
      }
      String[] row = new String[width];
      for (int i = 0; i < Math.min(width, cells.size()); i++) {
        Cell cell = cells.get(i);
        row[i] = NULL_WORDS.contains(cell.text()) ? null : cell.text();
      }
      return row;
    }

    /** Cells of a line; inside double quotes separators are text and two quotes are one. */
    private List<Cell> split(String line, int lineNumber) {
      List<Cell> cells = new ArrayList<>();
      StringBuilder text = new StringBuilder();
      boolean inside = false;
      boolean quoted = false;
      for (int i = 0; i < line.length(); i++) {
        char c = line.charAt(i);
        if (inside && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
          text.append('"');
          i++;
        } else if (c == '"' && (inside || text.isEmpty())) {
          inside = !inside;
          quoted = true;
        } else if (c == separator && !inside) {
          cells.add(new Cell(text.toString(), quoted));
          text.setLength(0);
          quoted = false;
        } else {
          text.append(c);
        }
      }
      if (inside) {
        problems.add(
            Problem.error(
                    "csv.open-quote", Location.of(file, lineNumber), "A double quote is not closed")
                .hint("Cells may not go over several lines"));
      }
      cells.add(new Cell(text.toString(), quoted));
      return cells;
    }
  }

  private record Cell(String text, boolean quoted) {
    boolean isBlank() {
      return !quoted && text.isEmpty();
    }
  }
}
