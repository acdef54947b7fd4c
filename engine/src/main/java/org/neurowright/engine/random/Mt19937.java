package org.neurowright.engine.random;

/**
 * The Mersenne Twister MT19937 with the seeding and the 53-bit doubles of numpy's {@code
 * RandomState(seed)}, on which the places of BMTK's synapses depend. Not thread-safe.
 *
 * <p>Source: M. Matsumoto, T. Nishimura, "Mersenne Twister: a 623-dimensionally equidistributed
 * uniform pseudo-random number generator", ACM TOMACS 8 (1998) 3–30; seeding as in the authors'
 * revision of 2002.
 */
public final class Mt19937 {
  private static final int N = 624;
  private static final int M = 397;
  private static final int TWIST = 0x9908b0df;

  private final int[] state = new int[N];
  private int next = N;

  /**
   * @param seed 0 to 2³²−1, as numpy demands
   * @throws IllegalArgumentException if the seed is outside that range
   */
  public Mt19937(long seed) {
    if (seed < 0 || seed > 0xffffffffL) {
      throw new IllegalArgumentException("seed " + seed + " is not between 0 and 2^32 - 1");
    }
    int word = (int) seed;
    for (int i = 0; i < N; i++) {
      state[i] = word;
      word = 1812433253 * (word ^ (word >>> 30)) + i + 1;
    }
  }

  /** The next 32 random bits. */
  public int nextInt() {
    if (next == N) {
      renew();
    }
    int y = state[next++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return y ^ (y >>> 18);
  }

  /**
   * Uniform in [0, 1) with 53 random bits, from two 32-bit words ({@code random_sample} of numpy).
   */
  public double nextDouble() {
    long high = nextInt() >>> 5;
    long low = nextInt() >>> 6;
    return (high * 67108864.0 + low) / 9007199254740992.0;
  }

  private void renew() {
    for (int i = 0; i < N; i++) {
      int y = (state[i] & 0x80000000) | (state[(i + 1) % N] & 0x7fffffff);
      state[i] = state[(i + M) % N] ^ (y >>> 1) ^ ((y & 1) == 0 ? 0 : TWIST);
    }
    next = 0;
  }
}
