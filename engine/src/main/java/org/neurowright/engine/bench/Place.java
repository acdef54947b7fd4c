package org.neurowright.engine.bench;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;

/**
 * A place as people name it.
 *
 * @param section which section
 * @param x position along it, 0 to 1
 */
public record Place(SectionAddress section, double x) {
  /** The middle of the soma. */
  public static final Place SOMA = new Place(SectionAddress.SOMA, .5);

  private static final Pattern WRITTEN =
      Pattern.compile("(.+?)(?:\\(\\s*([0-9.eE+-]+)\\s*\\))?\\s*");

  /**
   * Reads {@code dend[3](0.7)}; without a position it is the middle.
   *
   * @throws ModelException if it reads otherwise
   */
  public static Place parse(String text) {
    Matcher matcher = WRITTEN.matcher(text.strip());
    if (matcher.matches()) {
      try {
        return new Place(
            SectionAddress.parse(matcher.group(1)),
            matcher.group(2) == null ? .5 : Double.parseDouble(matcher.group(2)));
      } catch (NumberFormatException e) {
        // said below
      }
    }
    throw new ModelException(
        Problem.error("lab.bad-place", Location.NOWHERE, "'" + text + "' is no place of a cell")
            .expected("a section and a position along it, such as soma(0.5) or dend[3](0.7)"));
  }

  @Override
  public String toString() {
    return section + "(" + x + ")";
  }
}
