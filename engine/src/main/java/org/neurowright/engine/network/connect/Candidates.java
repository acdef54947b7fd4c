package org.neurowright.engine.network.connect;

import java.util.Optional;

/** The sources that a target may have, ascending; scratch memory of one thread. */
final class Candidates {
  private final Pairs pairs;
  private final Optional<Neighbours> neighbours;
  private final Neighbours.Search search;
  private final int[] source;
  private final long[] marks;
  private int size;

  /** Without an index by place, the candidates are all but this one. */
  private int hole;

  Candidates(Pairs pairs, Optional<Neighbours> neighbours) {
    this.pairs = pairs;
    this.neighbours = neighbours;
    search = neighbours.isPresent() ? neighbours.get().new Search() : null;
    source = new int[pairs.source().size()];
    marks = new long[(source.length >> 6) + 1];
  }

  /** Finds those of a target. */
  void of(int target) {
    int excluded = pairs.excluded(target);
    if (neighbours.isPresent()) {
      size = neighbours.get().near(target, search, source, marks);
      int at = excluded < 0 ? -1 : java.util.Arrays.binarySearch(source, 0, size, excluded);
      if (at >= 0) {
        System.arraycopy(source, at + 1, source, at, --size - at);
      }
      return;
    }
    hole = excluded < 0 ? Integer.MAX_VALUE : excluded;
    size = source.length - (excluded < 0 ? 0 : 1);
  }

  int size() {
    return size;
  }

  /** The candidate at an index. */
  int at(int index) {
    return neighbours.isPresent() ? source[index] : index < hole ? index : index + 1;
  }

  /** Copies all. */
  void copyTo(int[] to) {
    if (neighbours.isPresent()) {
      System.arraycopy(source, 0, to, 0, size);
      return;
    }
    for (int k = 0; k < size; k++) {
      to[k] = at(k);
    }
  }
}
