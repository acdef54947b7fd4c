package org.neurowright.app.canvas;

/** Arithmetic on colours packed as 0xAARRGGBB. */
public final class Argb {
  private Argb() {}

  public static int of(int alpha, int red, int green, int blue) {
    return alpha << 24 | red << 16 | green << 8 | blue;
  }

  /** The colour with another opacity, 0 to 1. */
  public static int withAlpha(int argb, double opacity) {
    return (int) Math.round(Math.clamp(opacity, 0, 1) * 255) << 24 | argb & 0xFFFFFF;
  }

  /** Opacity, 0 to 1. */
  public static double alpha(int argb) {
    return (argb >>> 24) / 255.0;
  }

  /** From {@code a} at 0 to {@code b} at 1, channel by channel. */
  public static int mix(int a, int b, double fraction) {
    double f = Math.clamp(fraction, 0, 1);
    int result = 0;
    for (int shift = 0; shift < 32; shift += 8) {
      int ca = a >>> shift & 0xFF;
      int cb = b >>> shift & 0xFF;
      result |= (int) Math.round(ca + (cb - ca) * f) << shift;
    }
    return result;
  }

  /** Premultiplies, after scaling the colour's own opacity. */
  static int premultiplied(int argb, double opacity) {
    double alpha = alpha(argb) * opacity;
    int red = (int) Math.round((argb >>> 16 & 0xFF) * alpha);
    int green = (int) Math.round((argb >>> 8 & 0xFF) * alpha);
    int blue = (int) Math.round((argb & 0xFF) * alpha);
    return of((int) Math.round(alpha * 255), red, green, blue);
  }

  /** Relative luminance as WCAG 2 defines it, 0 (black) to 1 (white). */
  public static double luminance(int argb) {
    return 0.2126 * linear(argb >>> 16 & 0xFF)
        + 0.7152 * linear(argb >>> 8 & 0xFF)
        + 0.0722 * linear(argb & 0xFF);
  }

  /** Contrast ratio as WCAG 2 defines it, 1 to 21. */
  public static double contrast(int a, int b) {
    double la = luminance(a);
    double lb = luminance(b);
    return (Math.max(la, lb) + 0.05) / (Math.min(la, lb) + 0.05);
  }

  private static double linear(int channel) {
    double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
  }
}
