package org.neurowright.plugins.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurowright.engine.problem.Problem;
import org.neurowright.plugins.rates.PopulationRates;
import org.neurowright.plugins.spi.Extension;
import org.neurowright.plugins.spi.RunAnalysis;

class ExtensionHostTest {
  @TempDir Path folder;

  @Test
  void findsTheShippedExtensions() {
    Extensions found = ExtensionHost.discover(List.of());

    assertThat(found.problems()).isEmpty();
    assertThat(found.of(RunAnalysis.class)).hasAtLeastOneElementOfType(PopulationRates.class);
  }

  @Test
  void loadsJarsOfAFolderAfterTheShippedOnes() throws IOException {
    jar("good.jar", source("Good", "org.example.good", 1), "Good");

    Extensions found = ExtensionHost.discover(List.of(folder, folder.resolve("not-there")));

    assertThat(found.problems()).isEmpty();
    assertThat(found.all())
        .extracting(Extension::id)
        .endsWith("org.example.good")
        .contains("org.neurowright.rates");
  }

  @Test
  void reportsWhatCannotBeUsedAndLoadsTheRest() throws IOException {
    jar("1.jar", source("Old", "org.example.old", 99), "Old");
    jar("2.jar", source("Twin", "org.neurowright.rates", 1), "Twin");
    jar("3.jar", source("Odd", "Not An Id", 1), "Odd");
    jar("4.jar", source("Fine", "org.example.fine", 1), "Missing\nFine");
    Files.writeString(folder.resolve("5.jar"), "not a jar");

    Extensions found = ExtensionHost.discover(List.of(folder));

    assertThat(found.all())
        .extracting(Extension::id)
        .containsExactly("org.neurowright.rates", "org.neurowright.published", "org.example.fine");
    assertThat(found.problems())
        .extracting(Problem::message)
        .satisfiesExactly(
            old -> assertThat(old).contains("version 99", "version 1"),
            twin -> assertThat(twin).contains("org.neurowright.rates", "taken"),
            odd -> assertThat(odd).contains("Not An Id"),
            missing -> assertThat(missing).contains("Missing"),
            empty -> assertThat(empty).contains("holds no extension"));
  }

  private static String source(String className, String id, int interfaceVersion) {
    return """
    public class %s implements org.neurowright.plugins.spi.Extension {
      public String id() { return "%s"; }
      public String title() { return "test"; }
      public int interfaceVersion() { return %d; }
    }
    """
        .formatted(className, id, interfaceVersion);
  }

  /** A jar with one compiled class and the given lines in its service file. */
  private void jar(String name, String source, String services) throws IOException {
    Path work = Files.createDirectories(folder.resolve(name + ".work"));
    String className = source.split(" ")[2];
    Path file = Files.writeString(work.resolve(className + ".java"), source);
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                file.toString());
    assertThat(result).isZero();
    try (OutputStream out = Files.newOutputStream(folder.resolve(name));
        JarOutputStream jar = new JarOutputStream(out)) {
      jar.putNextEntry(new JarEntry(className + ".class"));
      jar.write(Files.readAllBytes(work.resolve(className + ".class")));
      jar.putNextEntry(new JarEntry("META-INF/services/" + Extension.class.getName()));
      jar.write(services.getBytes(StandardCharsets.UTF_8));
    }
  }
}
