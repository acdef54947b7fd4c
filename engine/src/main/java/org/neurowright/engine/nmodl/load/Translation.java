package org.neurowright.engine.nmodl.load;

import java.util.List;
import java.util.Optional;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.problem.Problem;

/**
 * What was found in the text of a mechanism, and where its class file is, so that the text need not
 * be read again.
 *
 * @param inclusions other texts that are part of it, in the order in which they were asked for
 * @param code the mechanism; empty when it only plays given event times
 * @param spikePlayers names of such mechanisms
 * @param problems notes and warnings
 */
public record Translation(
    List<Inclusion> inclusions,
    Optional<Code> code,
    List<String> spikePlayers,
    List<Problem> problems) {
  public Translation {
    inclusions = List.copyOf(inclusions);
    spikePlayers = List.copyOf(spikePlayers);
    problems = List.copyOf(problems);
  }

  /**
   * A mechanism and its class file.
   *
   * @param type the mechanism; its kernels cannot be made yet
   * @param key of its class file, see {@link KernelLoader#compiledBefore}
   */
  public record Code(MechanismType type, String key) {}

  /**
   * One text that another included.
   *
   * @param fromPath path of the including file
   * @param name as it was written there
   * @param path of the included file
   * @param text its content
   */
  public record Inclusion(String fromPath, String name, String path, String text) {}
}
