package org.neurowright.engine.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.neurowright.engine.group.CellGroup;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;

/**
 * Threads that work through the groups together. Each takes the next group when it is done with
 * one; those that took longest so far are taken first, so that nobody is left with a long one at
 * the end. Which thread works on which group has no influence on results.
 */
final class Crew implements AutoCloseable {
  /** How much the latest measurement counts in the mean. */
  private static final double LATEST = .25;

  private final List<? extends CellGroup> groups;
  private final LongSupplier nanoTime;
  private final ExecutorService helpers;
  private final List<Callable<Void>> helping = new ArrayList<>();
  private final AtomicInteger next = new AtomicInteger();
  private volatile Work work;
  private volatile boolean failed;

  /** Groups in the order in which they are taken. */
  private final int[] order;

  /** Time each group needs per step, ns; estimated costs until all are measured. */
  private final double[] cost;

  private final long[] spentNs;
  private boolean measured;

  /** Work on one group. */
  interface Work {
    void on(CellGroup group);
  }

  /**
   * @param groups what to work on
   * @param threads wanted number of threads; not more than groups are used
   * @param nanoTime clock for measuring; called by several threads
   */
  Crew(List<? extends CellGroup> groups, int threads, LongSupplier nanoTime) {
    this.groups = groups;
    this.nanoTime = nanoTime;
    order = new int[groups.size()];
    cost = new double[groups.size()];
    spentNs = new long[groups.size()];
    for (int g = 0; g < order.length; g++) {
      order[g] = g;
      cost[g] = groups.get(g).cost();
    }
    int size = Math.min(threads, groups.size());
    helpers =
        size > 1
            ? Executors.newFixedThreadPool(
                size - 1, Thread.ofPlatform().daemon().name("simulation-", 1).factory())
            : null;
    for (int h = 1; h < size; h++) {
      helping.add(() -> {
        takeGroups();
        return null;
      });
    }
    sort();
  }

  /** Does some work on every group and returns when all of it is done. */
  void forEach(Work newWork) {
    work = newWork;
    failed = false;
    next.set(0);
    if (helpers == null) {
      takeGroups();
      return;
    }
    List<Future<Void>> others = new ArrayList<>(helping.size());
    for (Callable<Void> helper : helping) {
      others.add(helpers.submit(helper));
    }
    try {
      takeGroups();
    } finally {
      for (Future<Void> other : others) {
        await(other);
      }
    }
  }

  /** Like {@link #forEach}, for some steps whose times show what each group costs. */
  void advance(int steps, Work newWork) {
    forEach(newWork);
    if (helpers != null) {
      for (int g = 0; g < cost.length; g++) {
        double latest = spentNs[g] / (double) steps;
        cost[g] = measured ? cost[g] + LATEST * (latest - cost[g]) : latest;
      }
      measured = true;
      sort();
    }
  }

  private void takeGroups() {
    try {
      for (int i = next.getAndIncrement();
          i < order.length && !failed;
          i = next.getAndIncrement()) {
        int g = order[i];
        long start = nanoTime.getAsLong();
        work.on(groups.get(g));
        spentNs[g] = nanoTime.getAsLong() - start;
      }
    } catch (StackOverflowError e) {
      failed = true;
      throw endlessRecursion();
    } catch (RuntimeException | Error e) {
      failed = true;
      throw e;
    }
  }

  /** Nothing in the engine calls itself deeply; functions of mechanisms may. */
  private static ModelException endlessRecursion() {
    return new ModelException(
        Problem.error(
                "nmodl.endless-recursion",
                Location.NOWHERE,
                "a FUNCTION of a mechanism calls itself without end")
            .hint("See that every FUNCTION that calls itself has a case in which it does not."));
  }

  /** Costliest first. Little changes from epoch to epoch, which insertion makes use of. */
  private void sort() {
    for (int i = 1; i < order.length; i++) {
      int g = order[i];
      int at = i;
      while (at > 0 && cost[order[at - 1]] < cost[g]) {
        order[at] = order[at - 1];
        at--;
      }
      order[at] = g;
    }
  }

  private static void await(Future<Void> other) {
    boolean interrupted = false;
    while (true) {
      try {
        other.get();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      } catch (ExecutionException e) {
        if (e.getCause() instanceof RuntimeException failure) {
          throw failure;
        }
        throw new IllegalStateException("a group of cells failed", e.getCause());
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    if (helpers != null) {
      helpers.close();
    }
  }
}
