package org.neurowright.engine.network.make;

import java.util.Arrays;
import java.util.function.LongSupplier;
import org.neurowright.engine.network.EdgeColumn;
import org.neurowright.engine.network.connect.Connections;
import org.neurowright.engine.network.connect.Incoming;
import org.neurowright.engine.network.connect.PairValues;
import org.neurowright.engine.network.connect.Pairs;
import org.neurowright.engine.task.Progress;
import org.neurowright.engine.task.RunControl;

/**
 * What a rule does, found by making the connections of some of its targets, spread evenly over all,
 * or of all of them.
 *
 * @param sources cells selected
 * @param targets cells selected
 * @param pairs that may be connected
 * @param targetsSampled how many targets were looked at
 * @param expectedConnections by the rule's probabilities or numbers; NaN where it says none
 * @param connections found, extrapolated to all targets
 * @param synapses found, extrapolated to all targets
 * @param rows of the edges file, extrapolated
 * @param inDegree numbers of targets looked at by their number of sources
 * @param outDegree numbers of sources by their number of targets; empty unless all targets were
 *     looked at
 * @param distance numbers of connections found by distance; empty without positions
 * @param bytes on disk, about
 * @param buildSeconds to make and write them on one thread, about
 * @param clipped largest probability found above 1; 0 when there is none
 * @param nothing why nothing is connected, as a sentence without full stop; empty when something is
 */
public record Readout(
    long sources,
    long targets,
    long pairs,
    long targetsSampled,
    double expectedConnections,
    double connections,
    double synapses,
    double rows,
    Histogram inDegree,
    Histogram outDegree,
    Histogram distance,
    double bytes,
    double buildSeconds,
    double clipped,
    String nothing) {
  private static final int BINS = 24;

  /**
   * Written edges take about this long each for sorting into place and indices. This and the others
   * are measured on whole networks: what is measured while a rule is looked at is the speed of code
   * that is not compiled yet, thirty times too slow.
   */
  private static final double WRITE_NS_PER_BYTE = 4;

  /** A pair whose probability is computed and drawn, or a source that is drawn. */
  private static final double LOOK_NS_PER_PAIR = 60;

  /** With a reach, so many pairs are looked at for each connection. */
  private static final double LOOKED_AT_FOR_ONE = 3;

  /** From this probability on, every pair is looked at. */
  private static final double LOOKED_AT_FROM = 0.4;

  /** Ids of source and target, type, group and index in it, and the index of sources. */
  private static final int ROW_BYTES = 8 + 8 + 4 + 2 + 4 + 16;

  private static final int TARGETS_PER_LOOK = 4;
  private static final int FEWEST_TARGETS = 16;

  /**
   * Counts in bins of equal width.
   *
   * @param low lower end of the first bin
   * @param width of each
   */
  public record Histogram(double low, double width, long[] counts) {
    static final Histogram EMPTY = new Histogram(0, 1, new long[0]);

    public boolean isEmpty() {
      return counts.length == 0;
    }
  }

  /** Whether all targets were looked at, so that numbers are exact. */
  public boolean isExact() {
    return targetsSampled == targets;
  }

  public double meanInDegree() {
    return targets == 0 ? 0 : connections / targets;
  }

  public double meanOutDegree() {
    return sources == 0 ? 0 : connections / sources;
  }

  /**
   * Looks at as many targets as there is time for.
   *
   * @param budgetNs how long it may take; a few targets are looked at in any case
   * @param clockNs a clock that only goes forward
   */
  public static Readout sample(MadeConnection made, long budgetNs, LongSupplier clockNs) {
    long end = clockNs.getAsLong() + budgetNs;
    return of(made, done -> done < FEWEST_TARGETS || clockNs.getAsLong() - end < 0);
  }

  /** Looks at all targets; what was seen until then when stop is requested. */
  public static Readout exact(MadeConnection made, RunControl control) {
    return of(
        made,
        done -> {
          control.progress(
              new Progress(
                  "Counting", done, made.target().size() * (double) made.kinds().size(), "cells"));
          return !control.stopRequested();
        });
  }

  private static Readout of(MadeConnection made, java.util.function.IntPredicate goesOn) {
    Look look = new Look(made, goesOn);
    for (MadeKind kind : made.kinds()) {
      look.at(kind);
    }
    return look.readout();
  }

  /** Counts while targets are looked at. */
  private static final class Look {
    private final MadeConnection made;
    private final java.util.function.IntPredicate goesOn;
    private final Connections to = new Connections();
    private final LongBins degrees = new LongBins();
    private final LongBins outDegrees = new LongBins();
    private double[] distances = new double[1024];
    private int distanceCount;
    private long pairs;
    private int looked;
    private boolean exact = true;
    private double expected;
    private double connections;
    private double synapses;
    private double rows;
    private double bytes;
    private double seconds;
    private double clipped;

    Look(MadeConnection made, java.util.function.IntPredicate goesOn) {
      this.made = made;
      this.goesOn = goesOn;
    }

    void at(MadeKind kind) {
      Pairs all = kind.pairs();
      pairs += all.count();
      int targets = all.target().size();
      Incoming.Sampler sampler = kind.rule().sampler();
      int[] outDegree = new int[all.source().size()];
      Probe probe = new Probe(kind);
      long found = 0;
      long foundSynapses = 0;
      int done = 0;
      int step = coprime(targets);
      long at = targets / 3;
      while (done < targets && (done % TARGETS_PER_LOOK != 0 || goesOn.test(looked))) {
        int target = (int) (at % Math.max(1, targets));
        at += step;
        sampler.of(target, to);
        degrees.add(to.size());
        found += to.size();
        for (int k = 0; k < to.size(); k++) {
          foundSynapses += to.synapses()[k];
          outDegree[to.source()[k]]++;
        }
        measure(all, target);
        probe.at(target);
        done++;
        looked++;
      }
      exact &= done == targets;
      if (done == targets) {
        Arrays.stream(outDegree).forEach(outDegrees::add);
      }
      double scale = done == 0 ? 0 : (double) targets / done;
      connections += found * scale;
      synapses += foundSynapses * scale;
      boolean perSynapse = !kind.columns().columns().isEmpty();
      double ofKind = (perSynapse ? foundSynapses : found) * scale;
      rows += ofKind;
      bytes += ofKind * (ROW_BYTES + columnBytes(kind)) + 16.0 * targets;
      seconds += 1e-9 * LOOK_NS_PER_PAIR * lookedAt(kind, found * scale);
      expected +=
          kind.expected().isPresent()
              ? kind.expected().getAsDouble()
              : probe.mean() * probe.pairs() * scale;
      clipped = Math.max(clipped, probe.above);
    }

    /** Pairs for which a rule computes something. */
    private static double lookedAt(MadeKind kind, double found) {
      if (kind.probability().isEmpty() || kind.expected().isPresent()) {
        return found;
      }
      PairValues p = kind.probability().get();
      if (p.reach().isLimited()) {
        return LOOKED_AT_FOR_ONE * found;
      }
      double bound = Math.clamp(p.upperBound(), 0, 1);
      return kind.pairs().count() * (bound < LOOKED_AT_FROM ? bound : 1);
    }

    private void measure(Pairs all, int target) {
      if (all.geometry().isEmpty()) {
        return;
      }
      if (distances.length < distanceCount + to.size()) {
        distances =
            Arrays.copyOf(distances, Math.max(distanceCount + to.size(), 2 * distanceCount));
      }
      // A million distances make as good a histogram as more.
      for (int k = 0; k < to.size() && distanceCount < 1_000_000; k++) {
        distances[distanceCount++] = all.geometry().get().distance(to.source()[k], target);
      }
    }

    private static int columnBytes(MadeKind kind) {
      int bytes = 0;
      for (EdgeColumn column : kind.columns().columns()) {
        bytes +=
            switch (column.type()) {
              case UINT8 -> 1;
              case UINT16 -> 2;
              case UINT32, INT32, FLOAT32 -> 4;
              case UINT64, INT64, FLOAT64 -> 8;
            };
      }
      return kind.columns().columns().isEmpty() ? 4 : bytes;
    }

    /** A step with which every target is met once, far from the one before. */
    private static int coprime(int size) {
      int step = Math.max(1, (int) (size * 0.6180339887));
      while (gcd(step, size) > 1) {
        step++;
      }
      return step;
    }

    private static int gcd(int a, int b) {
      return b == 0 ? a : gcd(b, a % b);
    }

    Readout readout() {
      boolean all = exact && !made.kinds().isEmpty();
      int targets = made.target().size();
      return new Readout(
          made.source().size(),
          targets,
          pairs,
          all ? targets : Math.min(looked / Math.max(1, made.kinds().size()), targets),
          expected,
          connections,
          synapses,
          rows,
          degrees.histogram(),
          all ? outDegrees.histogram() : Histogram.EMPTY,
          distanceHistogram(),
          bytes,
          seconds + 1e-9 * WRITE_NS_PER_BYTE * bytes,
          clipped,
          nothing());
    }

    private Histogram distanceHistogram() {
      if (distanceCount == 0) {
        return Histogram.EMPTY;
      }
      double most = 0;
      for (int k = 0; k < distanceCount; k++) {
        most = Math.max(most, distances[k]);
      }
      double width = most > 0 ? most / BINS * (1 + 1e-12) : 1;
      long[] counts = new long[BINS];
      for (int k = 0; k < distanceCount; k++) {
        counts[Math.min(BINS - 1, (int) (distances[k] / width))]++;
      }
      return new Histogram(0, width, counts);
    }

    private String nothing() {
      if (!made.nothing().isEmpty()) {
        return made.nothing();
      }
      if (made.kinds().isEmpty()) {
        return "the rule has errors";
      }
      if (connections > 0) {
        return "";
      }
      if (pairs == 0) {
        return "there is no pair: the only cell would be connected with itself";
      }
      if (expected > 0 && !exact) {
        return "";
      }
      boolean hasProbability = made.kinds().stream().anyMatch(k -> k.probability().isPresent());
      if (hasProbability && !(expected > 0)) {
        return "the probability is 0 for each of the " + pairs + " pairs looked at";
      }
      return exact ? "none of " + pairs + " pairs is connected" : "";
    }
  }

  /** Sums probabilities over sources of the targets looked at: all, or every so many of them. */
  private static final class Probe {
    private static final int MOST_SOURCES = 4096;

    private final Pairs pairs;
    private final PairValues.Sampler values;
    private final int[] sources;
    private final double[] p;
    private double sum;
    private double above;
    private long count;
    private final double constant;
    private final int stride;
    private long tested;
    private int phase;

    Probe(MadeKind kind) {
      pairs = kind.pairs();
      boolean known = kind.probability().isPresent() && kind.expected().isEmpty();
      boolean isConstant = known && kind.probability().get().isConstant();
      constant = !known ? Double.NaN : isConstant ? kind.probability().get().upperBound() : 0;
      values = known && !isConstant ? kind.probability().get().sampler() : null;
      stride = Math.ceilDiv(Math.max(1, pairs.source().size()), MOST_SOURCES);
      sources = new int[values == null ? 0 : Math.ceilDiv(pairs.source().size(), stride)];
      p = new double[sources.length];
      above = constant > 1 ? constant : 0;
    }

    void at(int target) {
      int without = pairs.excluded(target);
      count += pairs.source().size() - (without >= 0 ? 1 : 0);
      if (values == null) {
        return;
      }
      int size = 0;
      for (int s = phase; s < pairs.source().size(); s += stride) {
        if (s != without) {
          sources[size++] = s;
        }
      }
      phase = (phase + 1) % stride;
      tested += size;
      values.of(target, sources, size, p);
      for (int k = 0; k < size; k++) {
        if (p[k] > 0) {
          above = p[k] > 1 ? Math.max(above, p[k]) : above;
          sum += Math.min(1, p[k]);
        }
      }
    }

    double mean() {
      return values == null ? Math.clamp(constant, 0, 1) : tested == 0 ? 0 : sum / tested;
    }

    long pairs() {
      return count;
    }
  }

  /** How often each small whole number occurs. */
  private static final class LongBins {
    private int[] values = new int[1024];
    private int size;

    void add(int value) {
      if (size == values.length) {
        values = Arrays.copyOf(values, 2 * size);
      }
      values[size++] = value;
    }

    Histogram histogram() {
      if (size == 0) {
        return Histogram.EMPTY;
      }
      int low = Integer.MAX_VALUE;
      int high = 0;
      for (int k = 0; k < size; k++) {
        low = Math.min(low, values[k]);
        high = Math.max(high, values[k]);
      }
      int width = Math.max(1, Math.ceilDiv(high - low + 1, BINS));
      long[] counts = new long[(high - low) / width + 1];
      for (int k = 0; k < size; k++) {
        counts[(values[k] - low) / width]++;
      }
      return new Histogram(low, width, counts);
    }
  }
}
