package org.neurowright.app.lab;

import java.util.concurrent.Executor;
import org.neurowright.app.lab.attenuation.AttenuationViewModel;
import org.neurowright.app.lab.cell.BenchViewModel;
import org.neurowright.app.lab.cell.CellSource;
import org.neurowright.app.lab.inspect.InspectViewModel;
import org.neurowright.app.lab.inspect.SegregateViewModel;
import org.neurowright.app.lab.live.LiveViewModel;
import org.neurowright.app.lab.paint.PaintViewModel;
import org.neurowright.app.lab.project.CellProjectViewModel;
import org.neurowright.app.lab.protocol.ProtocolViewModel;
import org.neurowright.app.lab.recorded.RecordedViewModel;
import org.neurowright.app.lab.search.SearchViewModel;
import org.neurowright.app.lab.sets.SetsViewModel;
import org.neurowright.app.lab.synapse.GapViewModel;
import org.neurowright.app.lab.synapse.SynapseViewModel;
import org.neurowright.app.lab.tuned.TunedViewModel;
import org.neurowright.app.lab.tuner.TunerViewModel;
import org.neurowright.app.task.TaskService;

/** The Lab: a bench with a cell, and everything that is done with it. */
public final class LabViewModel {
  private final BenchViewModel bench;
  private final RecordedViewModel recorded;
  private final LiveViewModel live;
  private final ProtocolViewModel protocols;
  private final InspectViewModel inspector;
  private final SegregateViewModel segregation;
  private final TunerViewModel tuner;
  private final CellProjectViewModel project;
  private final AttenuationViewModel attenuation;
  private final PaintViewModel paint;
  private final SynapseViewModel synapse;
  private final GapViewModel gap;
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
    recorded = new RecordedViewModel(tasks);
    live = new LiveViewModel(bench, liveThread, ui, recorded, System::nanoTime);
    protocols = new ProtocolViewModel(bench, tasks);
    inspector = new InspectViewModel(bench, liveThread, ui);
    segregation = new SegregateViewModel(bench, source, tasks);
    tuner = new TunerViewModel(bench, liveThread, ui);
    project = new CellProjectViewModel(bench, source, tasks);
    attenuation = new AttenuationViewModel(bench, liveThread, ui);
    paint = new PaintViewModel(bench);
    synapse = new SynapseViewModel(bench, tasks, liveThread, ui);
    gap = new GapViewModel(bench, tasks, liveThread, ui);
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

  /** The recording that is laid over responses. */
  public RecordedViewModel recorded() {
    return recorded;
  }

  /** Attenuation and impedances. */
  public AttenuationViewModel attenuation() {
    return attenuation;
  }

  /** Mechanisms painted onto the cell. */
  public PaintViewModel paint() {
    return paint;
  }

  /** Protocols and their results. */
  public ProtocolViewModel protocols() {
    return protocols;
  }

  /** Mechanisms under a clamp. */
  public InspectViewModel inspector() {
    return inspector;
  }

  /** Gating curves kept in ranges of their own. */
  public SegregateViewModel segregation() {
    return segregation;
  }

  /** Panes that the user puts together. */
  public TunerViewModel tuner() {
    return tuner;
  }

  /** A BMTK project around the cell. */
  public CellProjectViewModel project() {
    return project;
  }

  /** The synapse tuner. */
  public SynapseViewModel synapse() {
    return synapse;
  }

  /** The gap-junction tuner. */
  public GapViewModel gap() {
    return gap;
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
