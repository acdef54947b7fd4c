package org.neurowright.io.recorded;

import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import org.neurowright.io.format.ReadResult;

/** A file with sweeps, of which each is read when it is asked for. */
public final class RecordedFile {
  private final Path path;
  private final String format;
  private final List<String> sweeps;
  private final RecordedUnits units;
  private final IntFunction<ReadResult<RecordedSweep>> reader;

  RecordedFile(
      Path path,
      String format,
      List<String> sweeps,
      RecordedUnits units,
      IntFunction<ReadResult<RecordedSweep>> reader) {
    this.path = path;
    this.format = format;
    this.sweeps = List.copyOf(sweeps);
    this.units = units;
    this.reader = reader;
  }

  public Path path() {
    return path;
  }

  /** What kind of file it is, for people: {@code NWB 2}. */
  public String format() {
    return format;
  }

  /** Names of the sweeps in the order of the file; at least one. */
  public List<String> sweeps() {
    return sweeps;
  }

  /** Units that were taken where the file names none. */
  public RecordedUnits units() {
    return units;
  }

  /** Reads one sweep; may take a while. */
  public ReadResult<RecordedSweep> sweep(int index) {
    return reader.apply(index);
  }
}
