package org.neurowright.app.canvas;

/** Colours that people with colour-blindness can tell apart. */
public final class Palette {

  // Okabe & Ito (2008), "Color Universal Design"; the order puts the most distant hues first.
  private static final int[] OKABE_ITO = {
    0xFF0072B2, 0xFFD55E00, 0xFF009E73, 0xFFCC79A7, 0xFFE69F00, 0xFF56B4E9, 0xFFF0E442, 0xFF7F7F7F
  };

  // Nine stops of viridis (Smith & van der Walt, 2015).
  private static final int[] VIRIDIS = {
    0xFF440154,
    0xFF472D7B,
    0xFF3B528B,
    0xFF2C728E,
    0xFF21918C,
    0xFF28AE80,
    0xFF5EC962,
    0xFFADDC30,
    0xFFFDE725
  };

  private Palette() {}

  /** The same colour, see-through: for what lies behind. */
  public static int faint(int argb) {
    return argb & 0xFFFFFF | 0x8C000000;
  }

  /** Colour of the n-th category; repeats after eight. */
  public static int category(int index) {
    return OKABE_ITO[Math.floorMod(index, OKABE_ITO.length)];
  }

  /** Sequential scale from dark blue at 0 to yellow at 1. */
  public static int sequential(double fraction) {
    double position = Math.clamp(fraction, 0, 1) * (VIRIDIS.length - 1);
    int low = Math.min((int) position, VIRIDIS.length - 2);
    return Argb.mix(VIRIDIS[low], VIRIDIS[low + 1], position - low);
  }
}
