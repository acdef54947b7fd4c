package org.neurowright.io.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.neurowright.engine.nmodl.NmodlSource;
import org.neurowright.engine.nmodl.parse.IncludeResolver;

/** Finds INCLUDEd files beside the including one, or by the path as written. */
final class FileIncludes implements IncludeResolver {
  @Override
  public Optional<Included> resolve(String fromPath, String name) {
    Path[] candidates;
    try {
      candidates = new Path[] {Path.of(fromPath).resolveSibling(name), Path.of(name)};
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
    for (Path candidate : candidates) {
      if (Files.isRegularFile(candidate)) {
        try {
          NmodlSource source = NmodlSource.read(candidate);
          return Optional.of(new Included(source.path(), source.text()));
        } catch (IOException e) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }
}
