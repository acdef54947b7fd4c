package org.neurowright.engine.network;

import java.util.List;

/**
 * One attribute of all nodes of a network. A node may lack it, as those of another group do. Arrays
 * handed over are owned by the column and must not change any more.
 */
public sealed interface NodeColumn {

  /** Number of nodes. */
  int size();

  /** Whether the node at {@code row} has the attribute. */
  boolean isPresent(int row);

  /**
   * Real numbers; float64 in files.
   *
   * @param values by row; NaN where absent
   */
  record Reals(double[] values) implements NodeColumn {
    @Override
    public int size() {
      return values.length;
    }

    @Override
    public boolean isPresent(int row) {
      return !Double.isNaN(values[row]);
    }
  }

  /**
   * Whole numbers; int64 in files.
   *
   * @param values by row
   * @param present by row; empty when every node has the attribute
   */
  record Integers(long[] values, boolean[] present) implements NodeColumn {
    public Integers(long[] values) {
      this(values, new boolean[0]);
    }

    @Override
    public int size() {
      return values.length;
    }

    @Override
    public boolean isPresent(int row) {
      return present.length == 0 || present[row];
    }
  }

  /**
   * Texts by number; variable-length UTF-8 in files.
   *
   * @param codes index into {@code dictionary} by row; -1 where absent
   * @param dictionary distinct texts
   */
  record Texts(int[] codes, List<String> dictionary) implements NodeColumn {
    public Texts {
      dictionary = List.copyOf(dictionary);
    }

    @Override
    public int size() {
      return codes.length;
    }

    @Override
    public boolean isPresent(int row) {
      return codes[row] >= 0;
    }
  }

  /**
   * Vectors of equal width; float64 [N × width] in files.
   *
   * @param values row-major; NaN where absent
   * @param width numbers per node
   */
  record Vectors(double[] values, int width) implements NodeColumn {
    @Override
    public int size() {
      return values.length / width;
    }

    @Override
    public boolean isPresent(int row) {
      return !Double.isNaN(values[row * width]);
    }
  }
}
