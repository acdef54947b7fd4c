package org.neurowright.engine.bench;

/**
 * A place as people name it.
 *
 * @param section which section
 * @param x position along it, 0 to 1
 */
public record Place(SectionAddress section, double x) {
  /** The middle of the soma. */
  public static final Place SOMA = new Place(SectionAddress.SOMA, .5);

  @Override
  public String toString() {
    return section + "(" + x + ")";
  }
}
