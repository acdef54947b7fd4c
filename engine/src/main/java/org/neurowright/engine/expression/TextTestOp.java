package org.neurowright.engine.expression;

/** {@code startswith} and {@code contains}; answers for texts of the pool are kept. */
final class TextTestOp implements Block.NumberOp {
  private static final byte UNKNOWN = 0;
  private static final byte NO = 1;
  private static final byte YES = 2;

  private final TextPool pool;
  private final boolean anywhere;
  private final Block.TextOp text;
  private final Block.TextOp part;
  private final int[] textScratch;
  private final int[] partScratch;

  private int knownPart = -1;
  private byte[] known = new byte[16];

  TextTestOp(
      TextPool pool,
      boolean anywhere,
      Block.TextOp text,
      Block.TextOp part,
      int[] textScratch,
      int[] partScratch) {
    this.pool = pool;
    this.anywhere = anywhere;
    this.text = text;
    this.part = part;
    this.textScratch = textScratch;
    this.partScratch = partScratch;
  }

  @Override
  public double[] run(int from, int count, double[] out) {
    int[] texts = text.run(from, count, textScratch);
    int[] parts = part.run(from, count, partScratch);
    for (int i = 0; i < count; i++) {
      out[i] = texts[i] >= 0 && parts[i] >= 0 && test(texts[i], parts[i]) ? 1 : 0;
    }
    return out;
  }

  private boolean test(int textCode, int partCode) {
    if (partCode != knownPart || known.length < pool.size()) {
      knownPart = partCode;
      known = new byte[Math.max(16, 2 * pool.size())];
    }
    if (known[textCode] == UNKNOWN) {
      String whole = pool.text(textCode);
      String wanted = pool.text(partCode);
      known[textCode] = (anywhere ? whole.contains(wanted) : whole.startsWith(wanted)) ? YES : NO;
    }
    return known[textCode] == YES;
  }
}
