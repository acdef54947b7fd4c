package org.neurowright.engine.nmodl.corpus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.neurowright.engine.nmodl.NmodlSource;
import org.neurowright.engine.nmodl.parse.IncludeResolver;

/**
 * A folder full of public {@code .mod} files, which are not ours and so not part of this
 * repository. {@code fetch_corpus.py} beside the test resources fills such a folder.
 *
 * @param folder where the files lie, in any depth
 * @param files one of every text; files that differ only in white space count once
 */
record Corpus(Path folder, List<Path> files) {
  /** The folder named by {@code -Dneurowright.corpus}, empty when it is not set. */
  static Optional<Corpus> find() throws IOException {
    String property = System.getProperty("neurowright.corpus", "");
    return property.isEmpty() ? Optional.empty() : Optional.of(read(Path.of(property)));
  }

  static Corpus read(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    Set<String> texts = new HashSet<>();
    try (Stream<Path> found = Files.walk(folder)) {
      for (Path file : found.filter(f -> f.toString().endsWith(".mod")).sorted().toList()) {
        if (Files.isRegularFile(file)
            && texts.add(NmodlSource.read(file).text().replaceAll("\\s+", " ").strip())) {
          files.add(file);
        }
      }
    }
    return new Corpus(folder, List.copyOf(files));
  }

  String nameOf(Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }

  /** INCLUDE looks beside the including file, as NEURON's translator does. */
  static IncludeResolver includes() {
    return (from, name) -> {
      try {
        Path file = Path.of(from).resolveSibling(name);
        return Files.isRegularFile(file)
            ? Optional.of(
                new IncludeResolver.Included(file.toString(), NmodlSource.read(file).text()))
            : Optional.empty();
      } catch (InvalidPathException e) {
        return Optional.empty();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }
}
