package org.neurowright.io.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs scripts in the Python interpreter named by the system property {@code neurowright.python},
 * to compare with the programs that read our files. Tests that use it are tagged {@code
 * conformance} and skipped without it.
 */
public final class PythonInterpreter {
  private PythonInterpreter() {}

  /**
   * Runs a script with arguments and returns what it printed; the test fails when the script does.
   */
  public static String run(Path scratchDir, String script, Object... arguments) {
    String python = System.getProperty("neurowright.python", "");
    assumeTrue(
        !python.isEmpty(),
        "set -Dneurowright.python=<python with h5py, bmtk, libsonata, bluepysnap>");
    try {
      Path scriptFile = Files.createTempFile(scratchDir, "script", ".py");
      Path output = Files.createTempFile(scratchDir, "output", ".txt");
      Files.writeString(scriptFile, script);
      List<String> command = new ArrayList<>(List.of(python, scriptFile.toString()));
      for (Object argument : arguments) {
        command.add(argument.toString());
      }
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean ended = process.waitFor(10, TimeUnit.MINUTES);
      if (!ended) {
        process.destroyForcibly();
      }
      String text = Files.readString(output, StandardCharsets.UTF_8);
      assertThat(ended && process.exitValue() == 0).as("script succeeded:\n%s", text).isTrue();
      return text;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
