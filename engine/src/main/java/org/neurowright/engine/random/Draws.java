package org.neurowright.engine.random;

/**
 * As many numbers as one place of a {@link RandomStream} needs: what methods that reject draw from.
 * How many are drawn at one place has no influence on any other. Not thread-safe; made once and
 * moved from place to place.
 */
public final class Draws {
  private final long[] words = new long[2];
  private RandomStream stream;
  private int call;
  private long place;
  private int attempt;
  private boolean half;

  /** Goes to the first number of a place. */
  public void start(RandomStream newStream, int newCall, long newPlace) {
    stream = newStream;
    call = newCall;
    place = newPlace;
    attempt = 0;
    half = false;
  }

  /** Uniform in the open interval (0, 1). */
  public double nextUniform() {
    if (half) {
      half = false;
      return RandomStream.uniform(words[1]);
    }
    stream.attempt(call, place, attempt++, words);
    half = true;
    return RandomStream.uniform(words[0]);
  }

  /** Normal with mean 0 and variance 1 (Box and Muller; the second number is not used). */
  public double nextNormal() {
    double radius = Math.sqrt(-2 * StrictMath.log(nextUniform()));
    return radius * StrictMath.cos(2 * Math.PI * nextUniform());
  }
}
