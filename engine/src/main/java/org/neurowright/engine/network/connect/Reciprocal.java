package org.neurowright.engine.network.connect;

import java.util.Optional;
import java.util.OptionalDouble;
import org.neurowright.engine.random.RandomStream;

/**
 * Both directions of each pair together: two Bernoulli variables with given probabilities and
 * probability of both, as bmtool's ReciprocalConnector draws them. Every pair has random numbers of
 * its own, so that each direction can be asked for by itself.
 *
 * <p>Forward is "first to second", where first and second are the two pools; inside one pool the
 * first of a pair is the cell that comes first.
 */
public final class Reciprocal {
  private static final int FORWARD = 0;
  private static final int BACKWARD = 1;

  private final Pairs pairs;
  private final PairValues forward;
  private final PairValues backward;
  private final Optional<PairValues> both;
  private final OptionalDouble correlation;
  private final long seed;
  private final long purpose;
  private final boolean recurrent;

  /** Sources near each target, and targets near each source; empty where all may be connected. */
  private final Optional<Neighbours> near;

  private final Pairs turned;
  private final Optional<Neighbours> nearTurned;

  /**
   * @param pairs first pool as source, second as target; equal pools are one population
   * @param forward probability of first to second by (second as target, first as sources)
   * @param backward probability of second to first, asked for in the same way; not used inside a
   *     population
   * @param both probability of both, when each pair has its own
   * @param correlation one correlation for all pairs; empty when {@code both} is given
   */
  public Reciprocal(
      Pairs pairs,
      PairValues forward,
      PairValues backward,
      Optional<PairValues> both,
      OptionalDouble correlation,
      long seed,
      long purpose) {
    if (both.isPresent() == correlation.isPresent()) {
      throw new IllegalArgumentException("either a probability of both or a correlation");
    }
    this.pairs = pairs;
    this.recurrent = pairs.source().sameNodes(pairs.target());
    this.forward = forward;
    this.backward = recurrent ? forward : backward;
    this.both = both;
    this.correlation = correlation;
    this.seed = seed;
    this.purpose = purpose;
    Reach reach = this.forward.reach().or(this.backward.reach());
    near = pairs.within(reach);
    turned =
        new Pairs(
            pairs.target(),
            pairs.source(),
            pairs.autapses(),
            pairs.geometry().map(g -> new Geometry(g.target(), g.source(), g.period())));
    nearTurned = turned.within(reach);
  }

  /**
   * The correlation with which the expected number of pairs connected both ways is the mean
   * probability times the number of pairs that can be (both directions possible).
   *
   * @param mean wanted probability of both, averaged over possible pairs
   * @return −1 to 1; 0 when nothing is possible
   */
  public static double estimate(Pairs pairs, PairValues forward, PairValues backward, double mean) {
    boolean recurrent = pairs.source().sameNodes(pairs.target());
    int sources = pairs.source().size();
    int[] source = new int[sources];
    double[] p0 = new double[sources];
    double[] p1 = new double[sources];
    PairValues.Sampler first = forward.sampler();
    PairValues.Sampler second = (recurrent ? forward : backward).sampler();
    // Pairs are possible only where both probabilities reach.
    Reach reach =
        forward.reach().um() <= backward.reach().um() || recurrent
            ? forward.reach()
            : backward.reach();
    Candidates near = new Candidates(pairs, pairs.within(reach));
    long possible = 0;
    double products = 0;
    double spreads = 0;
    for (int t = 0; t < pairs.target().size(); t++) {
      int end = recurrent ? t + (pairs.autapses() ? 1 : 0) : sources;
      near.of(t);
      int count = 0;
      while (count < near.size() && near.at(count) < end) {
        source[count] = near.at(count);
        count++;
      }
      first.of(t, source, count, p0);
      second.of(t, source, count, p1);
      for (int k = 0; k < count; k++) {
        if (p0[k] > 0 && p1[k] > 0) {
          double a = Math.min(1, p0[k]);
          double b = Math.min(1, p1[k]);
          possible++;
          products += a * b;
          spreads += Math.sqrt(a * (1 - a) * b * (1 - b));
        }
      }
    }
    return spreads > 0 ? Math.clamp((mean * possible - products) / spreads, -1, 1) : 0;
  }

  /** First to second: targets are the second pool. */
  public Incoming forward() {
    return recurrent ? Inside::new : () -> new Between(pairs.source().size());
  }

  /** Second to first: sources are the second pool, targets the first; not inside one population. */
  public Incoming backward() {
    if (recurrent) {
      throw new IllegalStateException("one population has one direction");
    }
    return Transposed::new;
  }

  /** Samplers by source of both probabilities and that of both; empty unless all can be had so. */
  private Optional<PairValues.Sampler[]> across() {
    Optional<PairValues.Sampler> first = forward.transposed();
    Optional<PairValues.Sampler> second = backward.transposed();
    Optional<PairValues.Sampler> joint = both.flatMap(PairValues::transposed);
    return first.isEmpty() || second.isEmpty() || both.isPresent() && joint.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new PairValues.Sampler[] {first.get(), second.get(), joint.orElse(first.get())});
  }

  /** Decides pairs of one target of the second pool, or of one source of the first. */
  private class Decision {
    private final RandomStream stream = new RandomStream(seed, purpose, 0);
    private final PairValues.Sampler first = forward.sampler();
    private final PairValues.Sampler second = backward.sampler();
    private final Optional<PairValues.Sampler> joint = both.map(PairValues::sampler);
    private final Optional<PairValues.Sampler[]> across = across();
    private final int[] place = new int[1];
    private final double[] u = new double[1];
    private final double[] p0;
    private final double[] p1;
    private final double[] p11;
    private final double[] u0;
    private final double[] u1;

    Decision(int room) {
      p0 = new double[room];
      p1 = new double[room];
      p11 = new double[joint.isPresent() ? room : 0];
      u0 = new double[room];
      u1 = new double[room];
    }

    /** Decides the pairs of a target of the second pool with sources of the first. */
    void decide(int target, int[] sources, int count) {
      first.of(target, sources, count, p0);
      second.of(target, sources, count, p1);
      joint.ifPresent(j -> j.of(target, sources, count, p11));
      stream.select(pairs.target().rows()[target]);
      stream.fillUniforms(FORWARD, sources, 0, count, u0);
      stream.fillUniforms(BACKWARD, sources, 0, count, u1);
    }

    /**
     * Decides the pairs of a source of the first pool with targets of the second: at once where
     * probabilities can be had so, else one by one. The numbers are the same.
     */
    void decideFor(int source, int[] targets, int count) {
      if (across.isEmpty()) {
        int[] one = {source};
        double[] p = new double[1];
        for (int k = 0; k < count; k++) {
          first.of(targets[k], one, 1, p);
          p0[k] = p[0];
          second.of(targets[k], one, 1, p);
          p1[k] = p[0];
          if (joint.isPresent()) {
            joint.get().of(targets[k], one, 1, p);
            p11[k] = p[0];
          }
        }
      } else {
        across.get()[0].of(source, targets, count, p0);
        across.get()[1].of(source, targets, count, p1);
        if (joint.isPresent()) {
          across.get()[2].of(source, targets, count, p11);
        }
      }
      place[0] = source;
      for (int k = 0; k < count; k++) {
        stream.select(pairs.target().rows()[targets[k]]);
        stream.fillUniforms(FORWARD, place, 0, 1, u);
        u0[k] = u[0];
        stream.fillUniforms(BACKWARD, place, 0, 1, u);
        u1[k] = u[0];
      }
    }

    boolean isForward(int k) {
      return u0[k] < p0[k];
    }

    boolean isBackward(int k) {
      double a = Math.clamp(p0[k], 0, 1);
      double b = Math.clamp(p1[k], 0, 1);
      if (!(b > 0)) {
        return false;
      }
      double conditional = b;
      if (correlation.isPresent()) {
        double rho = correlation.getAsDouble();
        if (rho != 0 && a > 0 && a < 1) {
          double z = isForward(k) ? Math.sqrt((1 - a) / a) : -Math.sqrt(a / (1 - a));
          conditional = b + rho * Math.sqrt(b * (1 - b)) * z;
        }
      } else if (a > 0) {
        double joined = Math.clamp(p11[k], Math.max(0, a + b - 1), Math.min(a, b));
        conditional = isForward(k) ? joined / a : a < 1 ? (b - joined) / (1 - a) : 0;
      }
      return u1[k] < conditional;
    }
  }

  /** One population: the earlier cell of a pair is the first. */
  private final class Inside implements Incoming.Sampler {
    private final int size = pairs.source().size();
    private final Decision decision = new Decision(size);
    private final Candidates candidates =
        new Candidates(new Pairs(pairs.source(), pairs.target(), true, pairs.geometry()), near);
    private final int[] cells = new int[size];

    @Override
    public void of(int target, Connections to) {
      to.clear();
      candidates.of(target);
      // Earlier cells are first in their pairs with this one: forward comes from them.
      int end = target + (pairs.autapses() ? 1 : 0);
      int before = 0;
      while (before < candidates.size() && candidates.at(before) < end) {
        cells[before] = candidates.at(before);
        before++;
      }
      decision.decide(target, cells, before);
      for (int k = 0; k < before; k++) {
        if (decision.isForward(k)) {
          to.add(cells[k], 1);
        }
      }
      // Later cells are second: the pair is decided where they are the target.
      int later = 0;
      for (int k = before; k < candidates.size(); k++) {
        if (candidates.at(k) > target) {
          cells[later++] = candidates.at(k);
        }
      }
      decision.decideFor(target, cells, later);
      for (int k = 0; k < later; k++) {
        if (decision.isBackward(k)) {
          to.add(cells[k], 1);
        }
      }
    }
  }

  /** Two populations, forward. */
  private final class Between implements Incoming.Sampler {
    private final Decision decision;
    private final Candidates candidates = new Candidates(pairs, near);
    private final int[] sources;

    Between(int room) {
      decision = new Decision(room);
      sources = new int[room];
    }

    @Override
    public void of(int target, Connections to) {
      to.clear();
      candidates.of(target);
      candidates.copyTo(sources);
      decision.decide(target, sources, candidates.size());
      for (int k = 0; k < candidates.size(); k++) {
        if (decision.isForward(k)) {
          to.add(sources[k], 1);
        }
      }
    }
  }

  /** Two populations, backward: a "target" is a cell of the first pool. */
  private final class Transposed implements Incoming.Sampler {
    private final int size = pairs.target().size();
    private final Decision decision = new Decision(size);
    private final Candidates candidates = new Candidates(turned, nearTurned);
    private final int[] seconds = new int[size];

    @Override
    public void of(int target, Connections to) {
      to.clear();
      candidates.of(target);
      candidates.copyTo(seconds);
      decision.decideFor(target, seconds, candidates.size());
      for (int k = 0; k < candidates.size(); k++) {
        if (decision.isBackward(k)) {
          to.add(seconds[k], 1);
        }
      }
    }
  }
}
