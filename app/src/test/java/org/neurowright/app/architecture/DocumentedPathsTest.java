package org.neurowright.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Prose rots: whatever path of the repository a document names must be there. */
class DocumentedPathsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s#]+)(#[^)]*)?\\)");

  /** A path in code style that starts in a folder of the repository. */
  private static final Pattern CODE =
      Pattern.compile("`((?:engine|io|plugins|app|samples|installer|docs|\\.ci)/[\\w./+-]*)`");

  /** A fully named class or package of ours. */
  private static final Pattern JAVA_NAME =
      Pattern.compile("`(org\\.neurowright\\.(?:engine|io|plugins|samples|app)[\\w.]*)`");

  @Test
  void everyPathNamedInTheDocumentsExists() throws IOException {
    List<String> missing = new ArrayList<>();
    for (Path document : documents()) {
      // Comments hold what is to come, such as pictures that are taken later.
      String text = Files.readString(document).replaceAll("(?s)<!--.*?-->", "");
      links(text)
          .filter(link -> !Files.exists(document.resolveSibling(link)))
          .forEach(add(missing, document));
      all(CODE, text)
          .filter(path -> !(path + "/").contains("/target/"))
          .filter(path -> !Files.exists(ROOT.resolve(path)))
          .forEach(add(missing, document));
      all(JAVA_NAME, text).filter(name -> !isJavaName(name)).forEach(add(missing, document));
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void thereAreDocumentsAndTheyNamePaths() throws IOException {
    TreeSet<String> names = new TreeSet<>();
    for (Path document : documents()) {
      String text = Files.readString(document);
      all(CODE, text).forEach(names::add);
      links(text).forEach(names::add);
    }
    assertThat(names).hasSizeGreaterThan(20);
  }

  private static java.util.function.Consumer<String> add(List<String> missing, Path document) {
    return name -> missing.add(ROOT.relativize(document) + " names " + name);
  }

  private static List<Path> documents() throws IOException {
    List<Path> documents = new ArrayList<>();
    try (Stream<Path> top = Files.list(ROOT)) {
      top.filter(DocumentedPathsTest::isMarkdown).forEach(documents::add);
    }
    try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      docs.filter(DocumentedPathsTest::isMarkdown).forEach(documents::add);
    }
    return documents;
  }

  private static boolean isMarkdown(Path path) {
    return path.toString().endsWith(".md");
  }

  /** Links outside code, where {@code soma[0](0.5)} is none. */
  private static Stream<String> links(String text) {
    return all(LINK, text.replaceAll("(?s)```.*?```", "").replaceAll("`[^`\n]*`", ""))
        .filter(link -> !link.contains("://") && !link.startsWith("mailto:"));
  }

  private static Stream<String> all(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.results().map(result -> result.group(1));
  }

  /**
   * True for a package or a class, with or without members behind it, in the main sources of some
   * module.
   */
  private static boolean isJavaName(String name) {
    String path = name.replace('.', '/');
    try (Stream<Path> modules = Files.list(ROOT)) {
      return modules
          .map(module -> module.resolve("src/main/java"))
          .anyMatch(sources ->
              Files.exists(sources.resolve(path)) || Files.exists(sources.resolve(path + ".java")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
