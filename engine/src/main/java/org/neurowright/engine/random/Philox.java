package org.neurowright.engine.random;

/**
 * The bijection Philox 4x32 with 10 rounds: 128 bits of counter to 128 random bits under a key of
 * 64 (Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC11, 2011).
 *
 * <p>{@link Random123} keeps its own copy of the rounds, arranged for single words.
 */
final class Philox {
  private static final long MULTIPLIER_0 = 0xD2511F53L;
  private static final long MULTIPLIER_1 = 0xCD9E8D57L;
  private static final int WEYL_0 = 0x9E3779B9;
  private static final int WEYL_1 = 0xBB67AE85;
  private static final int ROUNDS = 10;
  private static final long WORD = 0xFFFFFFFFL;

  private Philox() {}

  /**
   * Two words of 64 bits.
   *
   * @param low words 0 (lower half) and 1 of the counter
   * @param high words 2 and 3 of the counter
   * @param key words 0 and 1 of the key
   * @param out receives words 0 and 1 of the result at {@code at}, words 2 and 3 behind it
   */
  static void words(long low, long high, long key, long[] out, int at) {
    long c0 = low & WORD;
    long c1 = low >>> 32;
    long c2 = high & WORD;
    long c3 = high >>> 32;
    int k0 = (int) key;
    int k1 = (int) (key >>> 32);
    for (int round = 0; round < ROUNDS; round++) {
      long product0 = c0 * MULTIPLIER_0;
      long product1 = c2 * MULTIPLIER_1;
      c0 = (product1 >>> 32) ^ c1 ^ (k0 & WORD);
      c1 = product1 & WORD;
      c2 = (product0 >>> 32) ^ c3 ^ (k1 & WORD);
      c3 = product0 & WORD;
      k0 += WEYL_0;
      k1 += WEYL_1;
    }
    out[at] = c0 | c1 << 32;
    out[at + 1] = c2 | c3 << 32;
  }
}
