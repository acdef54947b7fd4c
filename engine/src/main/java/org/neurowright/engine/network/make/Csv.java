package org.neurowright.engine.network.make;

import java.util.Optional;
import org.neurowright.engine.network.NodeColumn;
import org.neurowright.engine.problem.NearestName;
import org.neurowright.engine.recipe.ValueRule;

/** Columns of csv files, with what is wrong about them. */
final class Csv {
  private Csv() {}

  static Optional<RecipeFiles.Table> table(
      RecipeFiles files, String file, String path, Findings findings) {
    Optional<RecipeFiles.Table> table = files.table(file);
    if (table.isEmpty()) {
      findings.error(
          "network.missing-file",
          path,
          "The file " + file + " is not there or cannot be read",
          "a csv file, named from the document's folder",
          "");
    }
    return table;
  }

  private static Optional<Integer> index(
      RecipeFiles.Table table, String file, String column, String path, Findings findings) {
    int index = table.columns().indexOf(column);
    if (index < 0) {
      findings.error(
          "network.missing-column",
          path,
          file + " has no column \"" + column + '"',
          "the name of a column",
          NearestName.hint(column, table.columns()));
    }
    return index < 0 ? Optional.empty() : Optional.of(index);
  }

  /** A column that has to be numbers. */
  static Optional<double[]> numbers(
      RecipeFiles.Table table, String file, String column, String path, Findings findings) {
    Optional<Integer> index = index(table, file, column, path, findings);
    if (index.isEmpty()) {
      return Optional.empty();
    }
    Optional<double[]> numbers = ColumnValues.numbers(table, index.get());
    if (numbers.isEmpty()) {
      findings.error(
          "network.not-a-number",
          path,
          "The column \"" + column + "\" of " + file + " has something that is no number",
          "numbers",
          "");
    }
    return numbers;
  }

  static Optional<NodeColumn> column(
      RecipeFiles files, ValueRule.FromCsv csv, String path, Findings findings) {
    return table(files, csv.file(), path, findings)
        .flatMap(table ->
            index(table, csv.file(), csv.column(), path, findings)
                .map(index -> ColumnValues.of(table, index)));
  }
}
