package org.neurowright.io.recorded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.hdf5.Hdf5Exception;

/** Opens recordings; the file itself says what it is. */
public final class RecordedFiles {
  private static final int LOOK = 16;

  private RecordedFiles() {}

  /**
   * Opens a recording.
   *
   * @param units what tables that name no units have; empty to take ms and mV and to say so
   */
  public static ReadResult<RecordedFile> open(Path path, Optional<RecordedUnits> units) {
    byte[] start;
    try (InputStream in = Files.newInputStream(path)) {
      start = in.readNBytes(LOOK);
    } catch (IOException e) {
      return failed(
          Problem.error(
                  "recorded.unreadable",
                  Location.of(path),
                  Files.exists(path) ? "The recording cannot be read" : "There is no such file")
              .hint("Choose a .csv, .atf or .nwb file"));
    }
    String text = new String(start, StandardCharsets.ISO_8859_1);
    String name = path.toString().toLowerCase(Locale.ROOT);
    if (text.startsWith("ABF")) {
      return failed(
          Problem.error(
                  "recorded.abf",
                  Location.of(path),
                  "This is a binary axon file (ABF), which is not read")
              .hint("Export it as axon text (ATF) from Clampfit, or convert it to NWB"));
    }
    if (text.startsWith("\u0089HDF") || name.endsWith(".nwb")) {
      try {
        return NwbReader.open(path);
      } catch (Hdf5Exception e) {
        return failed(e.problem());
      }
    }
    return text.startsWith("ATF") ? AtfReader.open(path) : CsvRecordingReader.open(path, units);
  }

  static ReadResult<RecordedFile> failed(Problem problem) {
    return ReadResult.failed(List.of(problem));
  }
}
