package org.neurowright.engine.nmodl.parse;

import java.util.Optional;

/** Finds files named by INCLUDE; the parser itself reads no files. */
@FunctionalInterface
public interface IncludeResolver {
  /** No file is found. */
  IncludeResolver NONE = (fromPath, name) -> Optional.empty();

  /**
   * Looks for an included file.
   *
   * @param fromPath path of the including file
   * @param name as written between the quotes
   */
  Optional<Included> resolve(String fromPath, String name);

  /**
   * An included file.
   *
   * @param path as the user knows it, for messages
   * @param text its content
   */
  record Included(String path, String text) {}
}
