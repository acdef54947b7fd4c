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
  private static final Pattern FORM = Pattern.compile("(.+)\\(\\s*([0-9.eE+-]+)\\s*\\)\\s*");

  /** The middle of the soma. */
  public static final Place SOMA = new Place(SectionAddress.SOMA, .5);

  /**
   * A place as people write it, {@code dend[3](0.5)}; without a position the middle is meant.
   *
   * @throws ModelException if the position is no number
   */
  public static Place parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      return new Place(SectionAddress.parse(text), .5);
    }
    try {
      return new Place(
          SectionAddress.parse(matcher.group(1)), Double.parseDouble(matcher.group(2)));
    } catch (NumberFormatException e) {
      throw new ModelException(
          Problem.error("lab.bad-setting", Location.NOWHERE, "'" + text + "' is no place")
              .expected("SECTION(X), for instance dend[3](0.5)"));
    }
  }

  @Override
  public String toString() {
    return section + "(" + x + ")";
  }
}
