package org.neurowright.io.build;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.neurowright.engine.network.make.RecipeFiles;
import org.neurowright.io.csv.CsvReader;
import org.neurowright.io.csv.CsvTable;

/** Csv files beside a document; each is read once. What is wrong with them the reader has told. */
public final class CsvFiles implements RecipeFiles {
  private final Path folder;
  private final Map<String, Optional<Table>> tables = new ConcurrentHashMap<>();

  /**
   * @param folder of the document
   */
  public CsvFiles(Path folder) {
    this.folder = folder;
  }

  @Override
  public Optional<Table> table(String file) {
    return tables.computeIfAbsent(file, this::read);
  }

  private Optional<Table> read(String file) {
    Path path;
    try {
      path = folder.resolve(file);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
    if (!Files.isRegularFile(path)) {
      return Optional.empty();
    }
    return CsvReader.read(path, ',').value().map(CsvFiles::table);
  }

  private static Table table(CsvTable csv) {
    return new Table(csv.columns(), csv.rows());
  }
}
