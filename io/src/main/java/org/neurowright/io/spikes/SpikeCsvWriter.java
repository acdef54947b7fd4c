package org.neurowright.io.spikes;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Writes spikes as text: header {@code timestamps population node_ids}, one space between columns,
 * times as Python prints them, ms. The file appears when it is committed.
 */
public final class SpikeCsvWriter implements AutoCloseable {
  private final Path file;
  private final Path part;
  private final BufferedWriter out;
  private boolean committed;

  public SpikeCsvWriter(Path file) throws IOException {
    this.file = file;
    this.part = file.resolveSibling(file.getFileName() + ".part");
    this.out = Files.newBufferedWriter(part, StandardCharsets.UTF_8);
    out.write("timestamps population node_ids\n");
  }

  /** Appends {@code count} spikes of a population. */
  public void append(String population, double[] timesMs, long[] nodeIds, int count)
      throws IOException {
    String column = " " + quoted(population) + " ";
    for (int i = 0; i < count; i++) {
      out.write(PythonFloat.repr(timesMs[i]));
      out.write(column);
      out.write(Long.toString(nodeIds[i]));
      out.write('\n');
    }
  }

  private static String quoted(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ' ' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  /** Finishes the file and gives it its name. */
  public void commit() throws IOException {
    out.close();
    try {
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }
    committed = true;
  }

  /** Closes; without {@link #commit} nothing is left behind. */
  @Override
  public void close() throws IOException {
    out.close();
    if (!committed) {
      Files.deleteIfExists(part);
    }
  }
}
