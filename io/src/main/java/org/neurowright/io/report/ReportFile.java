package org.neurowright.io.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.hdf5.Hdf5Exception;
import org.neurowright.io.hdf5.Hdf5File;

/**
 * A report file open for reading: SONATA and BMTK layouts, the old one with the table at the root,
 * files of runs that crashed or are still going on. Values are read when asked for. Safe for use by
 * several threads.
 *
 * <p>The file shows what was published when it was opened; open it again to follow a run.
 */
public final class ReportFile implements AutoCloseable {
  /** Name of the population of the old layout, which does not name it. */
  public static final String UNNAMED = "pop_na";

  private final Hdf5File file;
  private final List<ReportTable> tables;

  private ReportFile(Hdf5File file, List<ReportTable> tables) {
    this.file = file;
    this.tables = List.copyOf(tables);
  }

  /**
   * Opens a report.
   *
   * @return the report with the populations that are sound, and all problems; no value when there
   *     is none
   */
  public static ReadResult<ReportFile> open(Path path) {
    Problems problems = new Problems();
    Hdf5File file;
    try {
      file = Hdf5File.open(path);
    } catch (Hdf5Exception e) {
      return ReadResult.failed(List.of(e.problem()));
    }
    List<ReportTable> tables = new ArrayList<>();
    try {
      if (file.isGroup("/report")) {
        for (String population : file.groups("/report")) {
          new ReportTableReader(file, "/report/" + population, population, problems)
              .read()
              .ifPresent(tables::add);
        }
      } else if (file.isDataset("/data") && file.isGroup("/mapping")) {
        new ReportTableReader(file, "", UNNAMED, problems).read().ifPresent(tables::add);
      } else {
        problems.add(
            Problem.error(
                    "report.missing-group",
                    Location.of(path, "/report"),
                    "The file has no group /report")
                .expected("a SONATA report")
                .hint("The file holds: " + String.join(", ", file.children("/"))));
      }
    } catch (Hdf5Exception e) {
      problems.add(e.problem());
    }
    if (tables.isEmpty()) {
      file.close();
      return ReadResult.failed(problems.toList());
    }
    return ReadResult.of(new ReportFile(file, tables), problems.toList());
  }

  public Path path() {
    return file.path();
  }

  /** One table per population, in alphabetical order. */
  public List<ReportTable> tables() {
    return tables;
  }

  /** The table of a population. */
  public Optional<ReportTable> table(String population) {
    return tables.stream().filter(table -> table.population().equals(population)).findFirst();
  }

  @Override
  public void close() {
    file.close();
  }
}
