package org.neurowright.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.neurowright.engine.description.ModelDescription;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.record.ResultSink;
import org.neurowright.engine.task.RunControl;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.lab.LabCell;
import org.neurowright.io.lab.LabRequest;
import org.neurowright.io.lab.project.CellProject;
import org.neurowright.io.lab.project.CellProjectWriter;
import org.neurowright.io.project.RunReport;
import org.neurowright.io.project.SimulationJob;
import org.neurowright.io.results.ResultRecovery;
import org.neurowright.plugins.host.Extensions;

/**
 * Everything the commands call. Tests pass fakes; {@link StandardServices} connects the real parts.
 *
 * @param models opens models
 * @param checks finds what only shows when mechanisms are compiled
 * @param jobs runs models
 * @param mechanisms compiles NMODL files
 * @param spikeFiles reads spike files
 * @param recovery puts interrupted runs in order
 * @param extensions finds the extensions; called only by commands that use them
 * @param desktop starts the desktop application
 * @param labCells opens single cells
 * @param cellProjects writes projects around single cells
 */
public record Services(
    Models models,
    ModelCheck checks,
    Jobs jobs,
    Mechanisms mechanisms,
    SpikeFiles spikeFiles,
    Recovery recovery,
    ExtensionSource extensions,
    Desktop desktop,
    LabCellSource labCells,
    CellProjects cellProjects) {

  /** Opens models. */
  public interface Models {
    /** As {@link org.neurowright.io.project.ProjectReader#read}. */
    ReadResult<ModelDescription> read(Path configOrFolder, List<Path> mechanismDirs);

    /** As {@link org.neurowright.io.project.ProjectReader#configurationsIn}. */
    List<Path> configurationsIn(Path folder);
  }

  /** Looks for what only shows when mechanisms are compiled and the network is built. */
  @FunctionalInterface
  public interface ModelCheck {
    /** As {@link SimulationJob#check}. */
    List<Problem> check(
        ModelDescription model, Path configFile, List<Problem> known, RunControl control);
  }

  /** Runs models. */
  @FunctionalInterface
  public interface Jobs {
    /** As {@link SimulationJob#run}. */
    RunReport run(
        ModelDescription model,
        Path configFile,
        SimulationJob.Options options,
        RunControl control,
        List<ResultSink> observers);
  }

  /** Compiles NMODL files. */
  @FunctionalInterface
  public interface Mechanisms {
    /** One entry per file, in the order of the files. */
    List<CheckedMechanism> check(List<Path> files);
  }

  /** Reads spike files, SONATA or csv. */
  @FunctionalInterface
  public interface SpikeFiles {
    ReadResult<List<SpikeTrains>> read(Path file);
  }

  /** Puts interrupted runs in order. */
  @FunctionalInterface
  public interface Recovery {
    /** As {@link ResultRecovery#recover}. */
    ReadResult<ResultRecovery.Recovered> recover(Path folder);
  }

  /** Opens single cells. */
  @FunctionalInterface
  public interface LabCellSource {
    /** As {@link org.neurowright.io.lab.LabCells#open}. */
    ReadResult<LabCell> open(LabRequest request);
  }

  /** Writes projects around single cells. */
  @FunctionalInterface
  public interface CellProjects {
    /** As {@link CellProjectWriter#write}. */
    ReadResult<CellProjectWriter.Written> write(CellProject wanted, Path folder) throws IOException;
  }

  /** Finds the extensions. */
  @FunctionalInterface
  public interface ExtensionSource {
    Extensions discover();
  }

  /** Starts the desktop application. */
  public interface Desktop {
    /** Why the desktop cannot be shown here, as a sentence; empty when it can. */
    Optional<String> obstacle();

    /** Shows the window, with a model or without, and returns when it is closed. */
    ExitCode open(Optional<Path> configOrFolder);
  }
}
