package org.neurowright.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Problems are shown in the window, too, where options of the command line mean nothing: those are
 * named by the command line alone.
 */
class OptionNamesTest {
  /** An option in a text, such as {@code "name it with --mechanisms"}. */
  private static final Pattern OPTION = Pattern.compile("\"(?:[^\"]*\\s)?--[a-z][^\"]*\"");

  /** Options of other programs. */
  private static final List<String> OTHERS = List.of("--add-modules", "--add-exports", "h5repack");

  @Test
  void noTextOfTheEngineOrTheReadersNamesAnOption() throws IOException {
    List<String> found = new ArrayList<>();
    for (String module : List.of("engine", "io", "plugins")) {
      Path sources = Path.of("..", module, "src", "main", "java");
      try (Stream<Path> files = Files.walk(sources)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          for (String line : Files.readAllLines(file)) {
            boolean comment = line.strip().startsWith("*") || line.strip().startsWith("//");
            if (!comment
                && OPTION.matcher(line).find()
                && OTHERS.stream().noneMatch(line::contains)) {
              found.add(sources.relativize(file) + ": " + line.strip());
            }
          }
        }
      }
    }
    assertThat(found).isEmpty();
    assertThat(OPTION.matcher("hint(\"name it with --node\")").find()).isTrue();
  }
}
