package org.neurowright.engine.random;

/**
 * Counter-based random numbers: Philox 4x32 with 10 rounds (Salmon, Moraes, Dror and Shaw,
 * "Parallel random numbers: as easy as 1, 2, 3", SC11, 2011).
 *
 * <p>A stream is named by three 32-bit ids and a global index; the key is (globalIndex, 0) and the
 * counter (sequence, id3, id1, id2). The four words of each counter are used in order. Streams with
 * different ids are independent, and any place of a stream can be reached at once. Not thread-safe.
 */
public final class Random123 {
  private static final int MULTIPLIER_0 = 0xD2511F53;
  private static final int MULTIPLIER_1 = 0xCD9E8D57;
  private static final int WEYL_0 = 0x9E3779B9;
  private static final int WEYL_1 = 0xBB67AE85;
  private static final int ROUNDS = 10;
  private static final long WORD = 0xFFFFFFFFL;
  private static final double WORD_TO_UNIT = 1.0 / (4294967296.0 + 1.0);

  private final int id1;
  private final int id2;
  private final int id3;
  private final int globalIndex;
  private long next;

  /** A stream with global index 0. */
  public Random123(int id1, int id2, int id3) {
    this(id1, id2, id3, 0);
  }

  /**
   * A stream at its beginning.
   *
   * @param globalIndex seed shared by all streams of a run
   */
  public Random123(int id1, int id2, int id3, int globalIndex) {
    this.id1 = id1;
    this.id2 = id2;
    this.id3 = id3;
    this.globalIndex = globalIndex;
  }

  /** How many words have been drawn. */
  public long sequence() {
    return next;
  }

  /** Goes to the place behind the first {@code sequence} words. */
  public void setSequence(long sequence) {
    next = sequence;
  }

  /** The next 32 bits. */
  public int nextWord() {
    int word = word(id1, id2, id3, globalIndex, next);
    next++;
    return word;
  }

  /** Uniform in the open interval (0, 1). */
  public double nextUniform() {
    return uniform(nextWord());
  }

  /** Exponential with mean 1. */
  public double nextExponential() {
    return -Math.log(nextUniform());
  }

  /**
   * Normal with mean 0 and variance 1 (polar method; the second variate of each pair is not used).
   */
  public double nextNormal() {
    while (true) {
      double u = 2.0 * nextUniform() - 1.0;
      double v = 2.0 * nextUniform() - 1.0;
      double w = u * u + v * v;
      if (w <= 1.0) {
        return u * Math.sqrt(-2.0 * Math.log(w) / w);
      }
    }
  }

  /** The uniform number in (0, 1) that a word stands for. */
  public static double uniform(int word) {
    return ((word & WORD) + 1.0) * WORD_TO_UNIT;
  }

  /**
   * A word of a stream by its place.
   *
   * @param place counted from 0
   */
  public static int word(int id1, int id2, int id3, int globalIndex, long place) {
    long counter = place >>> 2;
    int c0 = (int) counter;
    int c1 = id3 + (int) (counter >>> 32);
    int c2 = id1;
    int c3 = id2;
    int k0 = globalIndex;
    int k1 = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long product0 = (c0 & WORD) * (MULTIPLIER_0 & WORD);
      long product1 = (c2 & WORD) * (MULTIPLIER_1 & WORD);
      c0 = (int) (product1 >>> 32) ^ c1 ^ k0;
      c1 = (int) product1;
      c2 = (int) (product0 >>> 32) ^ c3 ^ k1;
      c3 = (int) product0;
      k0 += WEYL_0;
      k1 += WEYL_1;
    }
    return switch ((int) (place & 3)) {
      case 0 -> c0;
      case 1 -> c1;
      case 2 -> c2;
      default -> c3;
    };
  }
}
