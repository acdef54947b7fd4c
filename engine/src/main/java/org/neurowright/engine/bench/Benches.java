package org.neurowright.engine.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.neurowright.engine.cable.Blueprint;
import org.neurowright.engine.cable.CableNetwork;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.task.RunControl;

/**
 * Runs trials of one preparation, and keeps what it built for the next run: after {@link #prepare}
 * with changed parameters, a run costs its steps and little more.
 *
 * <p>Trials are spread over threads; those of one thread are copies of the cell side by side, which
 * vector instructions advance together. The numbers of a trial do not depend on that. A run of one
 * trial may be simplified, see {@link Conditions#exactSums}.
 *
 * <p>Used by one thread at a time.
 */
public final class Benches {
  /** Benches kept for other rigs. */
  private static final int KEPT = 8;

  /** So many cells in a pack and idle ones beside them take less time than each on its own. */
  private static final int FEWEST_IN_PACK = 5;

  private final int threads;
  private Preparation preparation;
  private CableCell cell;
  private Blueprint blueprint;
  private final List<Bench> benches = new ArrayList<>();

  /**
   * Benches for a cell.
   *
   * @param threads how many trials may run at the same time
   */
  public Benches(Preparation preparation, int threads) {
    this.preparation = preparation;
    this.threads = Math.max(1, threads);
  }

  public Preparation preparation() {
    return preparation;
  }

  public Specimen specimen() {
    return preparation.specimen();
  }

  public Conditions conditions() {
    return preparation.conditions();
  }

  /** Takes over another preparation; what is built is changed in place where that is possible. */
  public void prepare(Preparation next) {
    if (!next.equals(preparation)) {
      preparation = next;
      cell = null;
      blueprint = null;
      benches.removeIf(bench -> !bench.take(next));
    }
  }

  /** The cell with its changes. */
  public CableCell cell() {
    if (cell == null) {
      cell = ChangedCell.of(preparation);
    }
    return cell;
  }

  /** The cell with its changes, laid out: areas, resistances. */
  public Blueprint blueprint() {
    if (blueprint == null) {
      blueprint = Bench.blueprint(cell(), specimen().catalogue());
    }
    return blueprint;
  }

  /** One run. */
  public Recording run(Rig rig, Trial trial, double tstopMs, RunControl control) {
    return run(rig, List.of(trial), tstopMs, control).getFirst();
  }

  /**
   * Several runs that do not depend on each other.
   *
   * @return recordings in the order of the trials
   * @throws ModelException if the rig does not fit the cell, or a run came to no numbers
   * @throws CancellationException if stop was requested
   */
  public List<Recording> run(Rig rig, List<Trial> trials, double tstopMs, RunControl control) {
    int parts = Math.min(threads, trials.size());
    if (parts <= 1) {
      return trials.isEmpty()
          ? List.of()
          : bench(rig, copies(trials.size()), trials.size() == 1, List.of())
              .run(trials, tstopMs, control);
    }
    List<List<Trial>> shares = new ArrayList<>();
    List<Bench> taken = new ArrayList<>();
    for (int p = 0; p < parts; p++) {
      List<Trial> share =
          trials.subList(trials.size() * p / parts, trials.size() * (p + 1) / parts);
      shares.add(share);
      taken.add(bench(rig, copies(share.size()), false, taken));
    }
    List<Recording> recordings = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(parts)) {
      List<Future<List<Recording>>> futures = new ArrayList<>();
      for (int p = 0; p < parts; p++) {
        Bench bench = taken.get(p);
        List<Trial> share = shares.get(p);
        futures.add(pool.submit(() -> bench.run(share, tstopMs, control)));
      }
      for (Future<List<Recording>> future : futures) {
        recordings.addAll(future.get());
      }
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException runtime -> throw runtime;
        case Error error -> throw error;
        default -> throw new IllegalStateException(e.getCause());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
    return recordings;
  }

  /**
   * What small currents do to the cell around the state that it has after some time without
   * stimulus.
   *
   * @param settleMs how long it is left alone
   * @param gates whether the states of its channels follow the potential; else they stay as they
   *     are
   */
  public SmallSignals smallSignals(double settleMs, boolean gates, RunControl control) {
    Rig rig = Rig.EMPTY.record("v", new Site(cell().somaIndex(), .5), "v");
    Bench bench = bench(rig, 1, true, List.of());
    double[] settlingMv = bench.run(List.of(Trial.EMPTY), settleMs, control).getFirst().of("v");
    return new SmallSignals(
        bench.linearised(gates),
        bench::node,
        gates ? bench.mechanismsWithHeldStates() : List.of(),
        settlingMv);
  }

  /**
   * Gets what many trials at once need compiled in the background; benches do it themselves, but a
   * program that knows what will be asked for can do it while it still reads the cell.
   */
  public static void expectSeveralTrials() {
    CableNetwork.preparePacks();
  }

  /** Copies of the cell for some trials: idle ones fill a pack if that makes a step cheaper. */
  private static int copies(int trials) {
    int beyond = trials % CableNetwork.PACK;
    return beyond < FEWEST_IN_PACK || !CableNetwork.packsPay()
        ? trials
        : trials - beyond + CableNetwork.PACK;
  }

  private Bench bench(Rig rig, int copies, boolean alone, List<Bench> taken) {
    for (Bench bench : benches) {
      if (bench.copies() == copies
          && bench.alone() == alone
          && bench.rig().equals(rig)
          && !taken.contains(bench)) {
        return bench;
      }
    }
    if (copies >= CableNetwork.PACK) {
      expectSeveralTrials();
    }
    Bench made = new Bench(preparation, cell(), blueprint(), rig, copies, alone);
    benches.add(made);
    while (benches.size() > Math.max(KEPT, 2 * threads)) {
      benches.removeFirst();
    }
    return made;
  }
}
