package org.neurowright.app.shell;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.neurowright.app.explore.ResultsReader;
import org.neurowright.app.lab.cell.CellSource;
import org.neurowright.app.log.LogBuffer;
import org.neurowright.app.mechanism.MechanismWorkshop;
import org.neurowright.app.model.ParameterUnits;
import org.neurowright.app.prefs.Preferences;
import org.neurowright.app.task.TaskService;
import org.neurowright.app.workspace.ModelOpener;
import org.neurowright.app.workspace.ModelRunner;
import org.neurowright.app.workspace.SampleProvider;

/**
 * What the window needs from outside.
 *
 * @param opener reads models
 * @param runner runs them
 * @param samples models that come with the program
 * @param units units of mechanism parameters
 * @param workshop reads and judges mechanism files
 * @param cells opens single cells for the lab
 * @param preferences what is remembered
 * @param log the log's latest lines
 * @param logFile the log file
 * @param tasks background work
 * @param results reads what runs left behind; without it there is no Explore workspace
 * @param unsavedFolder keeps what is not saved in case the program dies
 * @param reveal shows a file or folder in the system's file manager
 */
public record Services(
    ModelOpener opener,
    ModelRunner runner,
    SampleProvider samples,
    ParameterUnits units,
    MechanismWorkshop workshop,
    CellSource cells,
    Preferences preferences,
    LogBuffer log,
    Path logFile,
    TaskService tasks,
    Optional<ResultsReader> results,
    Path unsavedFolder,
    Consumer<Path> reveal) {}
