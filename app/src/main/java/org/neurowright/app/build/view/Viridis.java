package org.neurowright.app.build.view;

import org.neurowright.app.canvas.Argb;

/**
 * Colours from dark blue over green to yellow whose lightness grows evenly, which also people see
 * who do not tell red from green. Eleven colours of viridis (S. van der Walt and N. Smith, 2015,
 * CC0), with straight lines between them.
 */
final class Viridis {
  private static final int[] COLOURS = {
    0xff440154,
    0xff482475,
    0xff414487,
    0xff355f8d,
    0xff2a788e,
    0xff21918c,
    0xff22a884,
    0xff44bf70,
    0xff7ad151,
    0xffbddf26,
    0xfffde725
  };

  private Viridis() {}

  /** The colour at a fraction, 0 to 1. */
  static int argb(double fraction) {
    double at = Math.clamp(fraction, 0, 1) * (COLOURS.length - 1);
    int below = Math.min((int) at, COLOURS.length - 2);
    return Argb.mix(COLOURS[below], COLOURS[below + 1], at - below);
  }
}
