package org.neurowright.app.explore;

import java.io.IOException;
import org.neurowright.io.report.ReportFile;

/**
 * A report file that several sources read; closed with the first of them, never in the middle of
 * reading.
 */
final class SharedReportFile {

  /** Reads something. */
  @FunctionalInterface
  interface Reading<T> {
    T read() throws IOException;
  }

  private final ReportFile file;
  private boolean closed;

  SharedReportFile(ReportFile file) {
    this.file = file;
  }

  synchronized <T> T whileOpen(Reading<T> reading) throws IOException {
    if (closed) {
      throw new IOException("its file was closed");
    }
    return reading.read();
  }

  synchronized void close() {
    if (!closed) {
      closed = true;
      file.close();
    }
  }
}
