package org.neurowright.app.lab;

import java.util.concurrent.Executor;
import org.neurowright.app.lab.cell.BenchViewModel;
import org.neurowright.app.lab.cell.CellSource;
import org.neurowright.app.lab.live.LiveViewModel;
import org.neurowright.app.lab.protocol.ProtocolViewModel;
import org.neurowright.app.lab.synapse.GapViewModel;
import org.neurowright.app.lab.synapse.SynapseViewModel;
import org.neurowright.app.task.TaskService;

/** The Lab: a bench with a cell, and everything that is done with it. */
public final class LabViewModel {
  private final BenchViewModel bench;
  private final LiveViewModel live;
  private final ProtocolViewModel protocols;
  private final SynapseViewModel synapse;
  private final GapViewModel gap;

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
    synapse = new SynapseViewModel(bench, tasks, liveThread, ui);
    gap = new GapViewModel(bench, tasks, liveThread, ui);
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

  /** The synapse tuner. */
  public SynapseViewModel synapse() {
    return synapse;
  }

  /** The gap-junction tuner. */
  public GapViewModel gap() {
    return gap;
  }
}
