package org.neurowright.io.sonata.network;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.neurowright.engine.description.Value;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.NearestName;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;
import org.neurowright.io.csv.CsvReader;
import org.neurowright.io.csv.CsvTable;
import org.neurowright.io.format.ReadResult;

/**
 * A node or edge types table: attributes by type id. A column whose cells are all numbers holds
 * numbers, any other one text, as in BMTK.
 *
 * @param file path for messages; empty when the configuration names no table
 * @param columns names of all columns but the id
 * @param rows by type id, in the order of the file
 */
public record TypeTable(String file, Set<String> columns, Map<Long, Row> rows) {

  /** One type. */
  public record Row(long id, Map<String, Value> attributes, Location where) {
    public Optional<String> text(String name) {
      return Optional.ofNullable(attributes.get(name)).map(Value::toString);
    }
  }

  public static TypeTable empty() {
    return new TypeTable("", Set.of(), Map.of());
  }

  /**
   * Reads a table.
   *
   * @param idColumn {@code node_type_id} or {@code edge_type_id}
   */
  public static TypeTable read(Path file, String idColumn, Problems problems) {
    ReadResult<CsvTable> result = CsvReader.read(file);
    problems.addAll(result.problems());
    if (result.value().isEmpty()) {
      return new TypeTable(file.toString(), Set.of(), Map.of());
    }
    CsvTable table = result.value().get();
    OptionalInt id = table.column(idColumn);
    if (id.isEmpty()) {
      problems.add(
          Problem.error(
                  "sonata.missing-column",
                  Location.of(file, 1),
                  "The table has no column \"" + idColumn + '"')
              .expected("the columns " + idColumn + " and the attributes of each type")
              .hint(NearestName.hint(idColumn, table.columns())));
      return new TypeTable(file.toString(), Set.copyOf(table.columns()), Map.of());
    }
    boolean[] numeric = new boolean[table.columns().size()];
    for (int c = 0; c < numeric.length; c++) {
      numeric[c] = table.isNumeric(c);
    }
    Map<Long, Row> rows = new LinkedHashMap<>();
    for (int r = 0; r < table.size(); r++) {
      row(table, r, id.getAsInt(), numeric, idColumn, rows, problems);
    }
    List<String> names = new ArrayList<>(table.columns());
    names.remove(idColumn);
    return new TypeTable(file.toString(), Set.copyOf(names), rows);
  }

  private static void row(
      CsvTable table,
      int r,
      int idIndex,
      boolean[] numeric,
      String idColumn,
      Map<Long, Row> rows,
      Problems problems) {
    String idText = table.cell(r, idIndex);
    if (idText == null || !CsvTable.isNumber(idText)) {
      problems.add(
          Problem.error(
                  "sonata.wrong-type-id",
                  table.where(r),
                  idColumn + " is " + (idText == null ? "empty" : idText))
              .expected("an integer"));
      return;
    }
    long id = (long) CsvTable.number(idText);
    Map<String, Value> attributes = new LinkedHashMap<>();
    for (int c = 0; c < numeric.length; c++) {
      String cell = table.cell(r, c);
      if (c != idIndex && cell != null) {
        attributes.putIfAbsent(
            table.columns().get(c),
            numeric[c] ? new Value.Num(CsvTable.number(cell)) : new Value.Text(cell));
      }
    }
    Row before = rows.putIfAbsent(id, new Row(id, attributes, table.where(r)));
    if (before != null) {
      problems.add(
          Problem.error(
                  "sonata.duplicate-type-id",
                  table.where(r),
                  idColumn + " " + id + " stands here and in line " + before.where().line())
              .expected("each id once"));
    }
  }
}
