package org.neurowright.io.cell;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The folder of public models that conformance tests compare with. */
final class SharedData {
  private SharedData() {}

  /**
   * A folder below the one named by the system property {@code neurowright.shared}; skips the test
   * without it.
   */
  static Path folder(String relative) {
    String shared = System.getProperty("neurowright.shared", "");
    Assumptions.assumeTrue(
        !shared.isEmpty(), "set -Dneurowright.shared=<folder with data/bmtk> to run this test");
    Path folder = Path.of(shared, relative);
    Assumptions.assumeTrue(Files.isDirectory(folder), "there is no " + folder);
    return folder;
  }
}
