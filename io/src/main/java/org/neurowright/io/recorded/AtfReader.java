package org.neurowright.io.recorded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.io.format.ReadResult;

/**
 * Axon text files, version 1.0: a line {@code ATF 1.0}, a line with the numbers of header records
 * and of columns, the header records, the titles of the columns in quotation marks with their units
 * in brackets, then the rows; separated by tabs or commas.
 *
 * @source "Axon Text File Format", in: Axon File Support Pack, Molecular Devices
 */
final class AtfReader {
  private AtfReader() {}

  static ReadResult<RecordedFile> open(Path path) {
    List<String> lines;
    try {
      lines = new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1).lines().toList();
    } catch (IOException e) {
      return RecordedFiles.failed(
          Problem.error("recorded.unreadable", Location.of(path), "The recording cannot be read"));
    }
    List<String> counts = lines.size() < 2 ? List.of() : cells(lines.get(1));
    int records = counts.isEmpty() ? -1 : count(counts.getFirst());
    int columns = counts.size() < 2 ? -1 : count(counts.get(1));
    if (records < 0 || columns < 0) {
      return RecordedFiles.failed(
          Problem.error(
                  "recorded.atf-header",
                  Location.of(path, 2),
                  "The second line does not say how many header records and columns there are")
              .expected("two numbers, for instance 7 3"));
    }
    if (lines.size() < records + 3) {
      return RecordedFiles.failed(
          Problem.error(
                  "recorded.truncated",
                  Location.of(path, lines.size()),
                  "The file ends before the titles of its columns")
              .expected(records + " header records, then titles"));
    }
    List<String> titles = cells(lines.get(records + 2));
    if (titles.size() != columns) {
      return RecordedFiles.failed(
          Problem.error(
                  "recorded.columns",
                  Location.of(path, records + 3),
                  "There are " + titles.size() + " titles")
              .expected(columns + ", as the second line says"));
    }
    return ColumnTable.read(path, titles, lines, records + 3, AtfReader::cells)
        .file("ATF", RecordedUnits.USUAL, false);
  }

  private static List<String> cells(String line) {
    String separator = line.indexOf('\t') >= 0 ? "\t" : ",";
    String text = line.endsWith(separator) ? line.substring(0, line.length() - 1) : line;
    return Arrays.stream(text.split(separator, -1)).map(CsvRecordingReader::unquoted).toList();
  }

  private static int count(String cell) {
    try {
      return Integer.parseInt(cell.strip());
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
