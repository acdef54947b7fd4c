package org.neurowright.io.segregation;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;

/**
 * Mechanisms that act together in one range of potentials.
 *
 * @param name as the user calls it: passive, LTO, HTO, spiking, adaptation
 * @param lowMv potential below which its activation gates shall be closed, mV
 * @param highMv potential above which its gates that open on hyperpolarisation shall be closed, mV
 * @param mechanisms names (SUFFIX)
 */
public record CurrentModule(
    String name, OptionalDouble lowMv, OptionalDouble highMv, List<String> mechanisms) {
  public CurrentModule {
    mechanisms = List.copyOf(mechanisms);
  }

  /**
   * Reads {@code NAME:LOW..HIGH:MECH,MECH}; each end of the range may be left out.
   *
   * @throws ModelException if the text is of another form
   */
  public static CurrentModule parse(String text) {
    String[] parts = text.split(":", -1);
    int dots = parts.length == 3 ? parts[1].indexOf("..") : -1;
    if (dots < 0 || parts[0].isBlank() || parts[2].isBlank()) {
      throw bad(text);
    }
    try {
      return new CurrentModule(
          parts[0].strip(),
          end(parts[1].substring(0, dots)),
          end(parts[1].substring(dots + 2)),
          Arrays.stream(parts[2].split(",")).map(String::strip).toList());
    } catch (NumberFormatException e) {
      throw bad(text);
    }
  }

  private static OptionalDouble end(String text) {
    return text.isBlank()
        ? OptionalDouble.empty()
        : OptionalDouble.of(Double.parseDouble(text.strip()));
  }

  private static ModelException bad(String text) {
    return new ModelException(
        Problem.error(
                "segregation.bad-module",
                Location.NOWHERE,
                "'" + text + "' does not describe a module")
            .expected("NAME:LOW..HIGH:MECHANISM,MECHANISM, for instance spiking:-57.5..:nat,kdr")
            .hint("Either end of the range may be left out"));
  }
}
