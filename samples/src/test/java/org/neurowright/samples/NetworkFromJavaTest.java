package org.neurowright.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurowright.engine.task.RunControl;
import org.neurowright.io.build.BuildJob;

/** The program of the sample runs as its README says and makes the network of its document. */
class NetworkFromJavaTest {
  private static final Path SAMPLE = Path.of("network-from-java");

  @TempDir private Path folder;

  @Test
  void programAndDocumentMakeTheSameFiles() throws IOException, InterruptedException {
    Path program = folder.resolve("program");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                SAMPLE.resolve("Build.java").toString(),
                program.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).containsPattern("100 cells, \\d{4} rows of edges");

    Path document = folder.resolve("document");
    BuildJob.Prepared prepared = BuildJob.prepare(SAMPLE, OptionalLong.empty(), RunControl.none());
    assertThat(prepared.problems()).isEmpty();
    BuildJob.write(prepared, document, 1, RunControl.none()).orElseThrow();
    assertThat(contents(program)).hasSize(8).isEqualTo(contents(document.resolve("network")));
  }

  private static TreeMap<String, String> contents(Path folder) throws IOException {
    TreeMap<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        contents.put(
            file.getFileName().toString(),
            new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
    return contents;
  }
}
