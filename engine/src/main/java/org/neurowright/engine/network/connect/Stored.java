package org.neurowright.engine.network.connect;

import java.util.Arrays;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;

/**
 * Connections kept in memory by target: of rules that work from the sources or come from lists. 8
 * bytes for each.
 */
public final class Stored implements Incoming {
  private final long[] first;
  private final int[][] source;
  private final int[][] synapses;

  private Stored(long[] first, int[][] source, int[][] synapses) {
    this.first = first;
    this.source = source;
    this.synapses = synapses;
  }

  /** Tells all pairs of a rule in any order, always the same. */
  @FunctionalInterface
  public interface Listing {
    /** Calls {@code each} for every connection. */
    void forEach(Each each);
  }

  /** Gets a connection. */
  @FunctionalInterface
  public interface Each {
    void connection(int sourcePosition, int targetPosition, int synapses);
  }

  /**
   * Keeps what a listing tells; asked twice.
   *
   * @param targets number of targets
   * @throws ModelException if one target has more than 2³¹ connections
   */
  public static Stored of(int targets, Listing listing) {
    long[] counts = new long[targets];
    listing.forEach((_, target, _) -> counts[target]++);
    int[][] source = new int[targets][];
    int[][] synapses = new int[targets][];
    long[] first = new long[targets + 1];
    for (int t = 0; t < targets; t++) {
      if (counts[t] > Integer.MAX_VALUE - 8) {
        throw new ModelException(
            Problem.error(
                "network.too-many",
                Location.NOWHERE,
                "A cell would have " + counts[t] + " connections of one rule."));
      }
      first[t + 1] = first[t] + counts[t];
      source[t] = new int[(int) counts[t]];
      synapses[t] = new int[(int) counts[t]];
    }
    int[] next = new int[targets];
    listing.forEach((s, target, count) -> {
      source[target][next[target]] = s;
      synapses[target][next[target]++] = count;
    });
    for (int t = 0; t < targets; t++) {
      sort(source[t], synapses[t]);
    }
    return new Stored(first, source, synapses);
  }

  /** Keeps what a listing tells that can be asked only once; numbers of 0 are no connections. */
  public static Stored once(int targets, Listing listing) {
    Told told = new Told();
    listing.forEach(told);
    return of(
        targets,
        each -> {
          for (int k = 0; k < told.size; k++) {
            each.connection(told.source[k], told.target[k], told.synapses[k]);
          }
        });
  }

  private static final class Told implements Each {
    private int size;
    private int[] source = new int[1024];
    private int[] target = new int[1024];
    private int[] synapses = new int[1024];

    @Override
    public void connection(int sourcePosition, int targetPosition, int count) {
      if (count == 0) {
        return;
      }
      if (size == source.length) {
        int room = Math.addExact(size, size >> 1);
        source = Arrays.copyOf(source, room);
        target = Arrays.copyOf(target, room);
        synapses = Arrays.copyOf(synapses, room);
      }
      source[size] = sourcePosition;
      target[size] = targetPosition;
      synapses[size++] = count;
    }
  }

  /** Keeps all connections of a rule. */
  public static Stored copyOf(int targets, Incoming rule) {
    int[][] source = new int[targets][];
    int[][] synapses = new int[targets][];
    long[] first = new long[targets + 1];
    Sampler sampler = rule.sampler();
    Connections one = new Connections();
    for (int t = 0; t < targets; t++) {
      sampler.of(t, one);
      source[t] = Arrays.copyOf(one.source(), one.size());
      synapses[t] = Arrays.copyOf(one.synapses(), one.size());
      first[t + 1] = first[t] + one.size();
    }
    return new Stored(first, source, synapses);
  }

  /** Number of connections. */
  public long size() {
    return first[first.length - 1];
  }

  /** Whether a source is connected with a target. */
  public boolean contains(int sourcePosition, int targetPosition) {
    return Arrays.binarySearch(source[targetPosition], sourcePosition) >= 0;
  }

  @Override
  public Sampler sampler() {
    return (target, to) -> {
      to.clear();
      int[] from = source[target];
      for (int k = 0; k < from.length; k++) {
        int count = synapses[target][k];
        while (k + 1 < from.length && from[k + 1] == from[k]) {
          count += synapses[target][++k];
        }
        if (count > 0) {
          to.add(from[k], count);
        }
      }
    };
  }

  private static void sort(int[] keys, int[] values) {
    boolean sorted = true;
    for (int k = 1; k < keys.length && sorted; k++) {
      sorted = keys[k - 1] <= keys[k];
    }
    if (sorted) {
      return;
    }
    long[] both = new long[keys.length];
    for (int k = 0; k < keys.length; k++) {
      both[k] = (long) keys[k] << 32 | k;
    }
    Arrays.sort(both);
    int[] old = values.clone();
    for (int k = 0; k < keys.length; k++) {
      keys[k] = (int) (both[k] >> 32);
      values[k] = old[(int) both[k]];
    }
  }
}
