package org.neurowright.engine.bench;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How people name a section: {@code soma} (the first of that name or list), {@code 7} (the eighth
 * of the list {@code all}), {@code dend,2} or {@code (dend, 2)} (the third of the list {@code
 * dend}) or the section's own name, {@code dend[3]}.
 *
 * @param list a section list, the base name of sections, or the full name of one
 * @param index which of them, from 0
 */
public record SectionAddress(String list, int index) {
  /** The first section of the soma. */
  public static final SectionAddress SOMA = new SectionAddress("soma", 0);

  private static final Pattern NUMBER = Pattern.compile("\\s*(\\d{1,9})\\s*");
  private static final Pattern PAIR =
      Pattern.compile("\\s*\\(?\\s*'?([A-Za-z_]\\w*)'?\\s*,\\s*(\\d{1,9})\\s*\\)?\\s*");

  /** Reads any of the forms; whether there is such a section shows when it is looked up. */
  public static SectionAddress parse(String text) {
    Matcher number = NUMBER.matcher(text);
    if (number.matches()) {
      return new SectionAddress("all", Integer.parseInt(number.group(1)));
    }
    Matcher pair = PAIR.matcher(text);
    if (pair.matches()) {
      return new SectionAddress(pair.group(1), Integer.parseInt(pair.group(2)));
    }
    return new SectionAddress(text.strip(), 0);
  }

  @Override
  public String toString() {
    return list.equals("all") ? Integer.toString(index) : index == 0 ? list : list + "," + index;
  }
}
