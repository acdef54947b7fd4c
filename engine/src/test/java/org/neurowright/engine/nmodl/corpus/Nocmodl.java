package org.neurowright.engine.nmodl.corpus;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * NEURON's own translator, from the package {@code neuron} of the Python named by {@code
 * -Dneurowright.python}. It needs no C compiler.
 */
final class Nocmodl {
  private final Path data;
  private final Path scratch;

  private Nocmodl(Path data, Path scratch) {
    this.data = data;
    this.scratch = scratch;
  }

  /**
   * Finds the translator.
   *
   * @param scratch where its output goes
   */
  static Optional<Nocmodl> find(Path scratch) throws IOException, InterruptedException {
    String python = System.getProperty("neurowright.python", "");
    if (python.isEmpty()) {
      return Optional.empty();
    }
    Process asked =
        new ProcessBuilder(
                python,
                "-c",
                "import importlib.util as u; print(u.find_spec('neuron').submodule_search_locations[0])")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String answer =
        new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (asked.waitFor() != 0) {
      return Optional.empty();
    }
    Path data = Path.of(answer, ".data");
    return Files.isExecutable(data.resolve("bin/nocmodl"))
        ? Optional.of(new Nocmodl(data, scratch))
        : Optional.empty();
  }

  /** True when the file can be translated. */
  boolean accepts(Path file) throws IOException, InterruptedException {
    return succeeds(
        file, data.resolve("bin/nocmodl").toString(), "-o", scratch.toString(), nameOf(file));
  }

  /** True when NEURON's unit checker, which comes with the translator, has no complaint. */
  boolean agreesWithUnitsOf(Path file) throws IOException, InterruptedException {
    return succeeds(file, data.resolve("bin/modlunit").toString(), nameOf(file));
  }

  private static String nameOf(Path file) {
    return file.getFileName().toString();
  }

  private boolean succeeds(Path file, String... command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(file.toAbsolutePath().getParent().toFile());
    builder.environment().put("NRNHOME", data.toString());
    builder.environment().put("NEURONHOME", data.resolve("share/nrn").toString());
    builder.environment().put("MODLUNIT", data.resolve("share/nrn/lib/nrnunits.lib").toString());
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      return false;
    }
    return process.exitValue() == 0;
  }
}
