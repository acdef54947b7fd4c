package org.neurowright.io.neuroml;

/**
 * A channel as a density uses it: what drives the current decides on the mechanism.
 *
 * @param channel id of the channel
 * @param ion {@code non_specific} or the ion whose current it is
 * @param drive what drives the current
 */
record Variant(String channel, String ion, Drive drive) {

  /** What the conductance or permeability is multiplied with. */
  enum Drive {
    /** A reversal potential of the density. */
    OHMIC(""),
    /** The ion's own reversal potential. */
    NERNST("_nernst"),
    /** Goldman, Hodgkin and Katz, from a permeability. */
    GHK("_ghk"),
    /** Goldman, Hodgkin and Katz, from a conductance. */
    GHK2("_ghk2");

    private final String suffix;

    Drive(String suffix) {
      this.suffix = suffix;
    }
  }

  static boolean isSpecific(String ion) {
    return !ion.isEmpty() && !ion.equals("non_specific");
  }

  /** Name of the mechanism; the plain variant has the channel's, as exporters call it. */
  String mechanism() {
    return name(channel) + drive.suffix;
  }

  /** An id as NMODL can have it. */
  static String name(String id) {
    String clean = id.replaceAll("\\W", "_");
    return clean.isEmpty() || Character.isDigit(clean.charAt(0)) ? "x" + clean : clean;
  }
}
