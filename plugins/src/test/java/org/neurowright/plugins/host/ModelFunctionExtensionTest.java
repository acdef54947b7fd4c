package org.neurowright.plugins.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurowright.io.cell.BmtkFunctions;
import org.neurowright.plugins.spi.Extension;

/** The example of the documentation works. */
class ModelFunctionExtensionTest {
  @TempDir Path folder;

  @Test
  void theDocumentedExampleCompilesAndIsFound() throws IOException {
    String page = Files.readString(Path.of("../docs/howto/write-an-extension.md"));
    int start = page.indexOf("```java\n") + "```java\n".length();
    String source = page.substring(start, page.indexOf("```", start));
    jar(source);

    ExtendedFunctions extended =
        ExtendedFunctions.of(BmtkFunctions.all(), ExtensionHost.discover(List.of(folder)));

    assertThat(extended.problems()).isEmpty();
    assertThat(extended.functions().processing()).containsKey("thin_dendrites");
    assertThat(extended.functions().weights().find(Optional.of("by_distance"))).isPresent();
    assertThat(extended.functions().weights().find(Optional.of("wmax"))).isPresent();
  }

  private void jar(String source) throws IOException {
    Path work = Files.createDirectories(folder.resolve("work"));
    Path file = Files.writeString(work.resolve("MyFunctions.java"), source);
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-d",
                work.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                file.toString());
    assertThat(result).isZero();
    try (OutputStream out = Files.newOutputStream(folder.resolve("mine.jar"));
        JarOutputStream jar = new JarOutputStream(out)) {
      try (var classes = Files.list(work.resolve("org/example"))) {
        for (Path compiled : (Iterable<Path>) classes::iterator) {
          jar.putNextEntry(new JarEntry("org/example/" + compiled.getFileName()));
          jar.write(Files.readAllBytes(compiled));
        }
      }
      jar.putNextEntry(new JarEntry("META-INF/services/" + Extension.class.getName()));
      jar.write("org.example.MyFunctions".getBytes(StandardCharsets.UTF_8));
    }
  }
}
