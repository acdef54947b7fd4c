package org.neurowright.engine.network.make;

import java.util.List;
import java.util.Optional;

/** The csv files that a recipe names. */
@FunctionalInterface
public interface RecipeFiles {
  /**
   * A table of texts.
   *
   * @param columns names in the order of the file
   * @param rows cells of each line, as many as columns; null where missing
   */
  record Table(List<String> columns, List<String[]> rows) {
    public Table {
      columns = List.copyOf(columns);
      rows = List.copyOf(rows);
    }

    int size() {
      return rows.size();
    }
  }

  /**
   * The table in a file.
   *
   * @param file as the recipe names it
   * @return empty when there is no such file or it cannot be read
   */
  Optional<Table> table(String file);

  /** No files at all. */
  static RecipeFiles none() {
    return _ -> Optional.empty();
  }
}
