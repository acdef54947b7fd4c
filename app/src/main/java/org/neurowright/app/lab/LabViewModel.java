package org.neurowright.app.lab;

import java.util.concurrent.Executor;
import org.neurowright.app.lab.cell.BenchViewModel;
import org.neurowright.app.lab.cell.CellSource;
import org.neurowright.app.lab.live.LiveViewModel;
import org.neurowright.app.lab.protocol.ProtocolViewModel;
import org.neurowright.app.lab.search.SearchViewModel;
import org.neurowright.app.lab.sets.SetsViewModel;
import org.neurowright.app.lab.tuned.TunedViewModel;
import org.neurowright.app.task.TaskService;

/** The Lab: a bench with a cell, and everything that is done with it. */
public final class LabViewModel {
  private final BenchViewModel bench;
  private final LiveViewModel live;
  private final ProtocolViewModel protocols;
  private final SearchViewModel search;
  private final SetsViewModel sets;
  private final TunedViewModel tuned;

  /**
   * A laboratory without a cell.
   *
   * @param liveThread runs responses that follow sliders; not worth a place among the tasks that
   *     are shown
   * @param ui runs things on the interface thread
   */
  public LabViewModel(CellSource source, TaskService tasks, Executor liveThread, Executor ui) {
    bench = new BenchViewModel(source, tasks);
    live = new LiveViewModel(bench, liveThread, ui);
    protocols = new ProtocolViewModel(bench, tasks);
    search = new SearchViewModel(bench, tasks, liveThread, ui);
    sets = new SetsViewModel(bench, tasks);
    tuned = new TunedViewModel(bench, tasks, liveThread, ui);
  }

  /** The cell, its parameters and electrodes. */
  public BenchViewModel bench() {
    return bench;
  }

  /** The response that follows the sliders. */
  public LiveViewModel live() {
    return live;
  }

  /** Protocols and their results. */
  public ProtocolViewModel protocols() {
    return protocols;
  }

  /** Random search around the present parameters. */
  public SearchViewModel search() {
    return search;
  }

  /** Named sets of parameters. */
  public SetsViewModel sets() {
    return sets;
  }

  /** The tuned cell in its own format. */
  public TunedViewModel tuned() {
    return tuned;
  }
}
