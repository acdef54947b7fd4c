package org.neurowright.engine.expression;

import java.util.ArrayList;
import java.util.List;
import org.neurowright.engine.random.Draws;
import org.neurowright.engine.random.RandomStream;

/** What the operations of an evaluator share: its rows, random numbers and scratch arrays. */
final class Block {
  /** Rows that are computed at once: few enough that all scratch arrays stay in the first cache. */
  static final int SIZE = 512;

  final TextPool pool = new TextPool();
  final Draws draws = new Draws();
  private final List<double[]> numbers = new ArrayList<>();
  private final List<int[]> texts = new ArrayList<>();

  Rows rows;
  RandomStream stream;
  long firstPlace;
  int[] places;

  /** The scratch array of a depth; made while operations are made, not while they run. */
  double[] numbers(int depth) {
    while (numbers.size() <= depth) {
      numbers.add(new double[SIZE]);
    }
    return numbers.get(depth);
  }

  int[] texts(int depth) {
    while (texts.size() <= depth) {
      texts.add(new int[SIZE]);
    }
    return texts.get(depth);
  }

  void uniforms(int call, int from, int count, double[] out) {
    if (places == null) {
      stream.fillUniforms(call, firstPlace + from, count, out);
    } else {
      stream.fillUniforms(call, places, from, count, out);
    }
  }

  void normals(int call, int from, int count, double[] out) {
    if (places == null) {
      stream.fillNormals(call, firstPlace + from, count, out);
    } else {
      stream.fillNormals(call, places, from, count, out);
    }
  }

  void start(int call, int row) {
    draws.start(stream, call, places == null ? firstPlace + row : places[row]);
  }

  /** An operation whose result is numbers, true (1) and false (0). */
  interface NumberOp {
    /**
     * Computes rows {@code from} to {@code from + count - 1}.
     *
     * @param out where the result may be put
     * @return where it stands from index 0: {@code out}, or an array that must not be written to
     */
    double[] run(int from, int count, double[] out);
  }

  /** An operation whose result is texts of the pool; -1 is missing. */
  interface TextOp {
    int[] run(int from, int count, int[] out);
  }

  /** Something that is the same for all rows of an evaluation and is computed at its beginning. */
  interface PerBlock {
    void refresh(int count);
  }
}
