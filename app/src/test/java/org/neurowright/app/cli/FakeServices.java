package org.neurowright.app.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neurowright.engine.description.ModelDescription;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.record.ResultSink;
import org.neurowright.engine.record.RunOutcome;
import org.neurowright.engine.task.RunControl;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.project.RunReport;
import org.neurowright.io.project.SimulationJob;
import org.neurowright.io.results.ResultRecovery;
import org.neurowright.plugins.host.Extensions;

/** Services that answer what a test prepared, and a terminal that keeps what was written. */
final class FakeServices {
  final StringWriter out = new StringWriter();
  final StringWriter err = new StringWriter();
  final List<SimulationJob.Options> runs = new ArrayList<>();
  final Map<Path, CheckedMechanism> mechanisms = new HashMap<>();
  final Map<Path, ReadResult<List<SpikeTrains>>> spikes = new HashMap<>();

  ReadResult<ModelDescription> model = ReadResult.of(SmallModel.twoPopulations(), List.of());
  List<Path> mechanismDirs = List.of();
  List<Problem> furtherProblems = List.of();
  final Map<Path, ReadResult<ResultRecovery.Recovered>> recovered = new HashMap<>();
  Services.Jobs job = this::finish;
  Extensions extensions = Extensions.NONE;
  Services.LabCellSource cells;
  Services.CellProjects projects;
  Optional<String> desktopObstacle = Optional.empty();
  Optional<Path> opened;
  boolean live;

  int run(String... args) {
    Services services =
        new Services(
            new Services.Models() {
              @Override
              public ReadResult<ModelDescription> read(Path configOrFolder, List<Path> dirs) {
                mechanismDirs = dirs;
                return model;
              }

              @Override
              public List<Path> configurationsIn(Path folder) {
                return List.of(folder.resolve("likeliest.json"), folder.resolve("other.json"));
              }
            },
            (description, config, known, control) -> furtherProblems,
            (description, config, options, control, observers) -> {
              runs.add(options);
              return job.run(description, config, options, control, observers);
            },
            files -> files.stream().map(mechanisms::get).toList(),
            spikes::get,
            recovered::get,
            () -> extensions,
            new Services.Desktop() {
              @Override
              public Optional<String> obstacle() {
                return desktopObstacle;
              }

              @Override
              public ExitCode open(Optional<Path> configOrFolder) {
                opened = configOrFolder;
                return ExitCode.OK;
              }
            },
            cells,
            projects);
    return CommandLineProgram.run(
        args, services, new Terminal(new PrintWriter(out), new PrintWriter(err), live, 100));
  }

  private RunReport finish(
      ModelDescription description,
      Path config,
      SimulationJob.Options options,
      RunControl control,
      List<ResultSink> observers) {
    return report(new RunOutcome(false, 3000, 30_000, 223, 1.5), List.of());
  }

  static RunReport report(RunOutcome outcome, List<Problem> problems) {
    Path folder = Path.of("out").toAbsolutePath();
    return new RunReport(outcome, folder, List.of(folder.resolve("spikes.h5")), problems, 2, 2);
  }
}
