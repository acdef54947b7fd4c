package org.neurowright.plugins.host;

import java.util.List;
import org.neurowright.engine.problem.Problem;
import org.neurowright.plugins.spi.Extension;

/**
 * The extensions that can be used, and why others cannot. Passed to whoever needs it; there is no
 * global registry.
 *
 * @param all usable extensions, in the order in which they were found
 * @param problems one warning for each extension or jar that was left out
 */
public record Extensions(List<Extension> all, List<Problem> problems) {
  public static final Extensions NONE = new Extensions(List.of(), List.of());

  public Extensions {
    all = List.copyOf(all);
    problems = List.copyOf(problems);
  }

  /** The extensions of one kind. */
  public <T extends Extension> List<T> of(Class<T> kind) {
    return all.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
