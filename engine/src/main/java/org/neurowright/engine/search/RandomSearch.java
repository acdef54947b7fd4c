package org.neurowright.engine.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.neurowright.engine.bench.Benches;
import org.neurowright.engine.bench.Preparation;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.random.RandomStream;
import org.neurowright.engine.task.Progress;
import org.neurowright.engine.task.RunControl;

/**
 * Random search around the present point: each round draws candidates evenly from a box around the
 * best so far, within the bounds; the box gets smaller from round to round. Candidate n of a seed
 * is the same whatever the number of threads, as are the results.
 */
public final class RandomSearch {
  private static final long PURPOSE = RandomStream.purpose("candidate of a parameter search");

  private final Preparation preparation;
  private final List<Axis> axes;
  private final Measurement measurement;
  private final SearchSettings settings;

  /**
   * A search.
   *
   * @param preparation the cell; the axes are set in it
   * @throws ModelException if there is nothing to search
   */
  public RandomSearch(
      Preparation preparation, List<Axis> axes, Measurement measurement, SearchSettings settings) {
    if (axes.isEmpty() || measurement.targets().isEmpty()) {
      throw new ModelException(
          Problem.error(
                  axes.isEmpty() ? "search.no-parameters" : "search.no-targets",
                  Location.NOWHERE,
                  axes.isEmpty() ? "No parameter is searched" : "There is no target")
              .expected("at least one parameter and one target"));
    }
    this.preparation = preparation;
    this.axes = List.copyOf(axes);
    this.measurement = measurement;
    this.settings = settings;
  }

  /**
   * What was found so far.
   *
   * @param tried number of candidates that were measured
   * @param of how many there will be at most
   * @param best the best ones, the best first
   */
  public record State(int tried, int of, List<Candidate> best) {
    public State {
      best = List.copyOf(best);
    }
  }

  public List<Axis> axes() {
    return axes;
  }

  public Measurement measurement() {
    return measurement;
  }

  /** The cell with a candidate's parameters. */
  public Preparation prepared(Candidate candidate) {
    Preparation next = preparation;
    for (int a = 0; a < axes.size(); a++) {
      next = axes.get(a).set(next, candidate.parameters()[a]);
    }
    return next;
  }

  /**
   * Searches. Stopping is no failure: what was found until then is the result.
   *
   * @param threads candidates that run at the same time
   * @param kept how many of the best are kept
   * @param listener told after every candidate, from the thread that called, in the order of the
   *     draws
   */
  public State run(int threads, int kept, RunControl control, Consumer<State> listener) {
    int total = 1 + settings.rounds() * settings.perRound();
    List<Candidate> best = new ArrayList<>();
    int tried = 0;
    int workers = Math.max(1, threads);
    BlockingQueue<Benches> idle = new ArrayBlockingQueue<>(workers);
    for (int w = 0; w < workers; w++) {
      idle.add(new Benches(preparation, 1));
    }
    try (ExecutorService pool = Executors.newFixedThreadPool(workers)) {
      double[] centre = axes.stream().mapToDouble(a -> a.position(a.start())).toArray();
      double[] start = axes.stream().mapToDouble(Axis::start).toArray();
      List<double[]> round = List.of(start);
      double spread = settings.spread();
      for (int r = 0; r <= settings.rounds(); r++) {
        List<Future<Candidate>> running = new ArrayList<>();
        for (double[] values : round) {
          int number = tried + running.size();
          running.add(pool.submit(measuring(number, values, idle, control)));
        }
        for (Future<Candidate> future : running) {
          Candidate candidate = result(future);
          tried++;
          best.add(candidate);
          best.sort(Candidate.BEST_FIRST);
          if (best.size() > kept) {
            best.removeLast();
          }
          State state = new State(tried, total, best);
          listener.accept(state);
          control.progress(new Progress("Search", tried, total, "candidates"));
        }
        boolean met = measurement.allWithin(best.getFirst().measured());
        if (r == settings.rounds() || settings.stopWhenMet() && met) {
          break;
        }
        if (r > 0) {
          spread *= settings.narrowing();
        }
        for (int a = 0; a < centre.length; a++) {
          centre[a] = axes.get(a).position(best.getFirst().parameters()[a]);
        }
        round = drawn(tried, centre, spread);
      }
    } catch (CancellationException stopped) {
      // what was found until then is still true
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return new State(tried, total, best);
  }

  /**
   * Candidates of a round, evenly from a box around the centre, as far as it lies in the bounds.
   */
  private List<double[]> drawn(int first, double[] centre, double spread) {
    RandomStream stream = new RandomStream(settings.seed(), PURPOSE, 0);
    double[] uniform = new double[centre.length];
    List<double[]> candidates = new ArrayList<>();
    for (int c = 0; c < settings.perRound(); c++) {
      stream.select(first + c);
      stream.fillUniforms(0, 0, uniform.length, uniform);
      double[] values = new double[centre.length];
      for (int a = 0; a < values.length; a++) {
        double low = Math.max(0, centre[a] - spread);
        double high = Math.min(1, centre[a] + spread);
        values[a] = axes.get(a).at(low + uniform[a] * (high - low));
      }
      candidates.add(values);
    }
    return candidates;
  }

  private Callable<Candidate> measuring(
      int number, double[] values, BlockingQueue<Benches> idle, RunControl control) {
    return () -> {
      if (control.stopRequested()) {
        throw new CancellationException("stopped");
      }
      Benches benches = idle.take();
      try {
        Candidate asked = new Candidate(number, values, new double[0], 0, Optional.empty());
        benches.prepare(prepared(asked));
        double[] measured = measurement.of(benches, control);
        return new Candidate(
            number, values, measured, measurement.score(measured), Optional.empty());
      } catch (ModelException e) {
        double[] nothing = new double[measurement.targets().size()];
        Arrays.fill(nothing, Double.NaN);
        return new Candidate(
            number, values, nothing, measurement.score(nothing), e.problems().stream().findFirst());
      } finally {
        idle.add(benches);
      }
    };
  }

  private static Candidate result(Future<Candidate> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException runtime -> throw runtime;
        case Error error -> throw error;
        default -> throw new IllegalStateException(e.getCause());
      }
    }
  }

  /**
   * Bounds drawn together around a point, for another search from there.
   *
   * @param share the new distance of the bounds as a part of the old one
   */
  public static List<Axis> narrowed(List<Axis> axes, double[] around, double share) {
    List<Axis> closer = new ArrayList<>();
    for (int a = 0; a < axes.size(); a++) {
      Axis axis = axes.get(a);
      double centre = axis.position(around[a]);
      closer.add(
          axis.within(
                  axis.at(Math.max(0, centre - share / 2)),
                  axis.at(Math.min(1, centre + share / 2)))
              .from(around[a]));
    }
    return closer;
  }
}
