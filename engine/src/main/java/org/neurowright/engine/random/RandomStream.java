package org.neurowright.engine.random;

/**
 * Random numbers addressed by what they are for, not by when they are drawn.
 *
 * <p>A stream is named by a seed, a purpose (for instance one rule of a model) and an index (for
 * instance a target cell). In it stand up to 65,536 sub-streams, one for each random call of an
 * expression, and in each of them one place per row: the number at a place is a function of these
 * five and of nothing else. So the numbers do not depend on the size of blocks, on the order of
 * work or on threads, and a purpose more never alters the numbers of another.
 *
 * <p>Generator: Philox 4x32-10 ({@link Random123} names the source). Key: seed and purpose, mixed.
 * Counter, from its lowest bit: 40 bits of place, 24 of attempt (for methods that reject), 48 of
 * index, 16 of call.
 *
 * <p>Not thread-safe: {@link #select} moves the stream to another index without allocating. Each
 * thread has its own.
 */
public final class RandomStream {
  /** Sub-streams of a stream. */
  public static final int CALLS = 1 << 16;

  private static final int PLACE_BITS = 40;
  private static final int INDEX_BITS = 48;
  private static final int ATTEMPTS = 1 << 24;
  private static final double TWO_PI = 2 * Math.PI;

  private final long key;
  private final long[] words = new long[2];
  private long index;

  /**
   * @param seed any number, shared by all streams of a model
   * @param purpose what the numbers are for, see {@link #purpose}
   * @param index which of the streams of this purpose, 0 to 2⁴⁸−1
   */
  public RandomStream(long seed, long purpose, long index) {
    this.key = mix(mix(seed) + 0x9E3779B97F4A7C15L ^ mix(purpose + 0xD1B54A32D192ED03L));
    select(index);
  }

  /** A key for a purpose that has a name; different names have different keys, practically. */
  public static long purpose(String name) {
    long hash = 0xCBF29CE484222325L;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * 0x100000001B3L;
    }
    return mix(hash + name.length());
  }

  /** Goes to another stream of the same seed and purpose. */
  public void select(long newIndex) {
    if (newIndex < 0 || newIndex >= 1L << INDEX_BITS) {
      throw new IllegalArgumentException("index " + newIndex + " is not between 0 and 2^48 - 1");
    }
    index = newIndex;
  }

  /** Which of the streams of its purpose this is. */
  public long index() {
    return index;
  }

  /**
   * Uniform numbers in the open interval (0, 1), with 52 random bits, for consecutive places.
   *
   * @param call the sub-stream, 0 to {@link #CALLS} − 1
   * @param firstPlace place of {@code out[0]}
   * @param count how many
   */
  public void fillUniforms(int call, long firstPlace, int count, double[] out) {
    long high = high(call);
    int i = 0;
    if ((firstPlace & 1) == 1 && count > 0) {
      Philox.words(checked(firstPlace) >>> 1, high, key, words, 0);
      out[i++] = uniform(words[1]);
    }
    checked(firstPlace + count);
    for (; i + 1 < count; i += 2) {
      Philox.words((firstPlace + i) >>> 1, high, key, words, 0);
      out[i] = uniform(words[0]);
      out[i + 1] = uniform(words[1]);
    }
    if (i < count) {
      Philox.words((firstPlace + i) >>> 1, high, key, words, 0);
      out[i] = uniform(words[0]);
    }
  }

  /** The numbers of {@link #fillUniforms(int, long, int, double[])} for any places. */
  public void fillUniforms(int call, int[] places, int from, int count, double[] out) {
    long high = high(call);
    for (int i = 0; i < count; i++) {
      long place = checked(places[from + i]);
      Philox.words(place >>> 1, high, key, words, 0);
      out[i] = uniform(words[(int) place & 1]);
    }
  }

  /**
   * Normal numbers with mean 0 and variance 1 for consecutive places, by the method of G. E. P. Box
   * and M. E. Muller, "A note on the generation of random normal deviates", Ann. Math. Statist.
   * 29:610–611, 1958: the cosine at even places, the sine at odd ones.
   */
  public void fillNormals(int call, long firstPlace, int count, double[] out) {
    long high = high(call);
    checked(firstPlace + count);
    int i = 0;
    if ((firstPlace & 1) == 1 && count > 0) {
      out[i++] = normal(checked(firstPlace), high);
    }
    for (; i + 1 < count; i += 2) {
      Philox.words((firstPlace + i) >>> 1, high, key, words, 0);
      double radius = radius(words[0]);
      double angle = TWO_PI * uniform(words[1]);
      out[i] = radius * StrictMath.cos(angle);
      out[i + 1] = radius * StrictMath.sin(angle);
    }
    if (i < count) {
      out[i] = normal(firstPlace + i, high);
    }
  }

  /** The numbers of {@link #fillNormals(int, long, int, double[])} for any places. */
  public void fillNormals(int call, int[] places, int from, int count, double[] out) {
    long high = high(call);
    for (int i = 0; i < count; i++) {
      out[i] = normal(checked(places[from + i]), high);
    }
  }

  private double normal(long place, long high) {
    Philox.words(place >>> 1, high, key, words, 0);
    double angle = TWO_PI * uniform(words[1]);
    return radius(words[0]) * ((place & 1) == 0 ? StrictMath.cos(angle) : StrictMath.sin(angle));
  }

  /**
   * The two words of one attempt at one place, for {@link Draws}. These are not the numbers of the
   * bulk methods: a sub-stream is used in one way or the other.
   */
  void attempt(int call, long place, int attempt, long[] out) {
    if (attempt >= ATTEMPTS) {
      throw new IllegalStateException("no number accepted in " + ATTEMPTS + " attempts");
    }
    Philox.words(checked(place) | (long) attempt << PLACE_BITS, high(call), key, out, 0);
  }

  /** The uniform number in (0, 1) that 64 random bits stand for. */
  static double uniform(long word) {
    return ((word >>> 12) + 0.5) * 0x1p-52;
  }

  private static double radius(long word) {
    return Math.sqrt(-2 * StrictMath.log(uniform(word)));
  }

  private long high(int call) {
    if (call < 0 || call >= CALLS) {
      throw new IllegalArgumentException("call " + call + " is not between 0 and " + (CALLS - 1));
    }
    return index | (long) call << INDEX_BITS;
  }

  private static long checked(long place) {
    if (place < 0 || place > 1L << PLACE_BITS) {
      throw new IllegalArgumentException("place " + place + " is not between 0 and 2^40");
    }
    return place;
  }

  /** The last steps of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). */
  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
