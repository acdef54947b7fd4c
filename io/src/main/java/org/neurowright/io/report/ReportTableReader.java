package org.neurowright.io.report;

import java.util.Arrays;
import java.util.Optional;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;
import org.neurowright.io.hdf5.Hdf5Attribute;
import org.neurowright.io.hdf5.Hdf5Dataset;
import org.neurowright.io.hdf5.Hdf5Exception;
import org.neurowright.io.hdf5.Hdf5File;

/** Reads and checks the mapping of one population. */
final class ReportTableReader {
  private final Hdf5File file;
  private final String group;
  private final String population;
  private final Problems problems;
  private boolean sound = true;

  ReportTableReader(Hdf5File file, String group, String population, Problems problems) {
    this.file = file;
    this.group = group;
    this.population = population;
    this.problems = problems;
  }

  Optional<ReportTable> read() {
    Optional<Hdf5Dataset> data = required("data");
    Optional<Hdf5Dataset> nodeIds = required("mapping/node_ids", "mapping/gids");
    Optional<Hdf5Dataset> pointer = required("mapping/index_pointer", "mapping/index_pointers");
    Optional<Hdf5Dataset> elementIds = required("mapping/element_ids", "mapping/element_id");
    Optional<Hdf5Dataset> elementPos = file.findDataset(group + "/mapping/element_pos");
    Optional<Hdf5Dataset> time = required("mapping/time");
    if (!sound) {
      return Optional.empty();
    }
    try {
      return check(
          data.orElseThrow(),
          nodeIds.orElseThrow().readLongBits(),
          pointer.orElseThrow().readLongs(),
          elementIds.orElseThrow().readLongBits(),
          elementPos.isPresent() ? elementPos.get().readDoubles() : new double[0],
          time.orElseThrow());
    } catch (Hdf5Exception e) {
      problems.add(e.problem());
      return Optional.empty();
    }
  }

  private Optional<ReportTable> check(
      Hdf5Dataset data,
      long[] nodeIds,
      long[] pointerAsStored,
      long[] elementIds,
      double[] elementPosAsStored,
      Hdf5Dataset timeDataset) {
    if (data.rank() != 2 || !data.type().isNumber()) {
      return fail("data", data.toString(), "a table of numbers, time x element");
    }
    long columns = data.columns();
    if (elementIds.length != columns) {
      fail(
          "mapping",
          elementIds.length + " element ids for " + columns + " columns",
          "one per column");
    }
    double[] elementPos = elementPosAsStored;
    if (elementPos.length == 0) {
      // optional in the specification
      elementPos = new double[elementIds.length];
      Arrays.fill(elementPos, Double.NaN);
    } else if (elementPos.length != columns) {
      fail(
          "mapping",
          elementPos.length + " element positions for " + columns + " columns",
          "one per column");
    }
    long[] pointer = pointerAsStored;
    if (pointer.length == nodeIds.length) {
      // the specification leaves out the end of the last node
      pointer = Arrays.copyOf(pointer, pointer.length + 1);
      pointer[nodeIds.length] = columns;
    }
    if (pointer.length != nodeIds.length + 1) {
      fail(
          "mapping",
          pointer.length + " index pointers for " + nodeIds.length + " nodes",
          "one more than nodes");
    } else {
      for (int i = 0; i < nodeIds.length; i++) {
        if (pointer[i] < 0 || pointer[i] > pointer[i + 1] || pointer[i + 1] > columns) {
          fail(
              "mapping",
              "index pointers " + pointer[i] + " to " + pointer[i + 1] + " of node " + nodeIds[i],
              "ascending, at most " + columns);
          break;
        }
      }
    }
    double[] time = timeDataset.readDoubles();
    if (time.length != 3
        || !(time[2] > 0)
        || !Double.isFinite(time[0])
        || !Double.isFinite(time[1])) {
      fail("mapping/time", Arrays.toString(time), "start, end and a positive interval");
    }
    if (!sound) {
      return Optional.empty();
    }
    checkRows(data.rows(), time);
    return Optional.of(
        new ReportTable(
            population,
            text(data, "variable"),
            text(data, "units"),
            nodeIds,
            pointer,
            elementIds,
            elementPos,
            optional("mapping/src_ids"),
            optional("mapping/trg_ids"),
            time[0],
            time[2],
            data));
  }

  /** A crash, or a program that is still running, leaves fewer rows than the stated time. */
  private void checkRows(long rows, double[] time) {
    long stated = (long) ((time[1] - time[0]) / time[2]);
    if (rows < stated) {
      problems.add(
          Problem.warning(
                  "report.fewer-rows",
                  Location.of(file.path(), group + "/data"),
                  "The report has " + rows + " rows, its times promise " + stated)
              .hint("The run ended early or is still going on; the rows that are there are right"));
    }
  }

  private Optional<Hdf5Dataset> required(String... names) {
    for (String name : names) {
      Optional<Hdf5Dataset> found = file.findDataset(group + "/" + name);
      if (found.isPresent()) {
        return found;
      }
    }
    fail(names[0], "there is no such dataset", "a dataset " + group + "/" + names[0]);
    return Optional.empty();
  }

  private long[] optional(String name) {
    return file.findDataset(group + "/" + name).map(Hdf5Dataset::readLongBits).orElse(new long[0]);
  }

  private static String text(Hdf5Dataset dataset, String attribute) {
    return dataset.attribute(attribute).flatMap(Hdf5Attribute::text).orElse("");
  }

  private Optional<ReportTable> fail(String name, String found, String expected) {
    sound = false;
    problems.add(
        Problem.error(
                "report.bad-mapping",
                Location.of(file.path(), group + "/" + name),
                "The report of population " + population + " is not sound: " + found)
            .expected(expected));
    return Optional.empty();
  }
}
