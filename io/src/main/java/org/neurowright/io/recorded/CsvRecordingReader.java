package org.neurowright.io.recorded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.io.format.ReadResult;

/**
 * Tables whose first column is time: separated by commas, semicolons (then with decimal commas, if
 * any), tabs or spaces; a header may name the columns and their units; lines that begin with # are
 * remarks.
 */
final class CsvRecordingReader {
  private CsvRecordingReader() {}

  static ReadResult<RecordedFile> open(Path path, Optional<RecordedUnits> units) {
    List<String> lines;
    try {
      lines =
          new String(Files.readAllBytes(path), StandardCharsets.UTF_8)
              .lines()
              .map(line -> line.startsWith("#") ? "" : line.replace("\uFEFF", ""))
              .toList();
    } catch (IOException e) {
      return RecordedFiles.failed(
          Problem.error("recorded.unreadable", Location.of(path), "The recording cannot be read"));
    }
    int first = 0;
    while (first < lines.size() && lines.get(first).isBlank()) {
      first++;
    }
    if (first == lines.size()) {
      return RecordedFiles.failed(
          Problem.error("recorded.empty", Location.of(path), "The file is empty")
              .expected("a column of times and at least one of values"));
    }
    ColumnTable.Cutter cutter = cutter(lines.get(Math.min(first + 1, lines.size() - 1)));
    List<String> head = cutter.cells(lines.get(first));
    boolean header = head.stream().anyMatch(cell -> !isNumber(cell));
    List<String> titles = new ArrayList<>();
    for (int c = 0; c < head.size(); c++) {
      titles.add(header ? head.get(c).strip() : c == 0 ? "time" : "column " + (c + 1));
    }
    return ColumnTable.read(path, titles, lines, header ? first + 1 : first, cutter)
        .file("CSV", units.orElse(RecordedUnits.USUAL), units.isPresent());
  }

  private static ColumnTable.Cutter cutter(String row) {
    if (row.indexOf(';') >= 0) {
      return line ->
          Arrays.stream(line.split(";", -1)).map(cell -> unquoted(cell).replace(',', '.')).toList();
    }
    if (row.indexOf(',') >= 0) {
      return line -> cut(line, ",");
    }
    if (row.indexOf('\t') >= 0) {
      return line -> cut(line, "\t");
    }
    return line -> cut(line.strip(), "\\s+");
  }

  private static List<String> cut(String line, String separator) {
    return Arrays.stream(line.split(separator, -1)).map(CsvRecordingReader::unquoted).toList();
  }

  static String unquoted(String cell) {
    String text = cell.strip();
    return text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")
        ? text.substring(1, text.length() - 1)
        : text;
  }

  private static boolean isNumber(String cell) {
    try {
      Double.parseDouble(cell.strip());
      return true;
    } catch (NumberFormatException e) {
      return cell.isBlank();
    }
  }
}
