package org.neurowright.engine.expression;

import org.neurowright.engine.random.RandomStream;

/**
 * Computes an expression for many rows at once. Made by {@link Expression#evaluator}; owns its
 * scratch arrays and allocates nothing later, but to translate a dictionary it has not seen. One
 * per thread: not thread-safe.
 *
 * <p>How rows are divided among calls does not matter, nor which thread makes them: a random number
 * belongs to its stream, its call in the expression and its place.
 */
public final class Evaluator {
  private final Block block = new Block();
  private final boolean random;
  private final Type type;
  private final Block.NumberOp numbers;
  private final Block.TextOp texts;
  private final Block.PerBlock[] perBlock;
  private final double[] numberScratch = new double[Block.SIZE];
  private final int[] textScratch = new int[Block.SIZE];

  Evaluator(Node root, boolean random) {
    this.random = random;
    this.type = root.type();
    BlockCompiler compiler = new BlockCompiler(block);
    this.numbers = type == Type.TEXT ? null : compiler.number(root, 0);
    this.texts = type == Type.TEXT ? compiler.text(root, 0) : null;
    this.perBlock = compiler.perBlock.toArray(new Block.PerBlock[0]);
  }

  /**
   * Computes an expression that is not random.
   *
   * @param count how many rows, from the first of {@code rows}
   * @param out receives numbers, or 1 and 0 for true and false
   */
  public void evaluate(Rows rows, int count, double[] out) {
    evaluate(rows, count, out, null, 0);
  }

  /**
   * Computes an expression.
   *
   * @param stream where random numbers come from; may be null when the expression is not random
   * @param firstPlace the place of the first row in the stream, unless {@link Rows#places} tells
   */
  public void evaluate(Rows rows, int count, double[] out, RandomStream stream, long firstPlace) {
    if (type == Type.TEXT) {
      throw new IllegalStateException("the expression gives a text");
    }
    begin(rows, count, stream, firstPlace);
    for (int from = 0; from < count; from += Block.SIZE) {
      int size = Math.min(Block.SIZE, count - from);
      System.arraycopy(numbers.run(from, size, numberScratch), 0, out, from, size);
    }
  }

  /**
   * The rows for which an expression is true (a number: not 0), in order.
   *
   * @param out receives their indices; at least {@code count} long
   * @return how many there are
   */
  public int select(Rows rows, int count, int[] out, RandomStream stream, long firstPlace) {
    if (type == Type.TEXT) {
      throw new IllegalStateException("the expression gives a text");
    }
    begin(rows, count, stream, firstPlace);
    int selected = 0;
    for (int from = 0; from < count; from += Block.SIZE) {
      int size = Math.min(Block.SIZE, count - from);
      double[] values = numbers.run(from, size, numberScratch);
      for (int i = 0; i < size; i++) {
        if (values[i] < 0 || values[i] > 0) {
          out[selected++] = from + i;
        }
      }
    }
    return selected;
  }

  /**
   * Computes an expression that gives texts.
   *
   * @param out receives codes, see {@link #text}; -1 is missing
   */
  public void evaluateTexts(Rows rows, int count, int[] out, RandomStream stream, long firstPlace) {
    if (type != Type.TEXT) {
      throw new IllegalStateException("the expression gives no text");
    }
    begin(rows, count, stream, firstPlace);
    for (int from = 0; from < count; from += Block.SIZE) {
      int size = Math.min(Block.SIZE, count - from);
      System.arraycopy(texts.run(from, size, textScratch), 0, out, from, size);
    }
  }

  /** The text that a code of {@link #evaluateTexts} stands for. */
  public String text(int code) {
    return block.pool.text(code);
  }

  private void begin(Rows rows, int count, RandomStream stream, long firstPlace) {
    if (random && stream == null) {
      throw new IllegalArgumentException("a random expression needs a stream");
    }
    block.rows = rows;
    block.stream = stream;
    block.firstPlace = firstPlace;
    block.places = random ? rows.places() : null;
    if (count > 0) {
      for (Block.PerBlock value : perBlock) {
        value.refresh(count);
      }
    }
  }
}
