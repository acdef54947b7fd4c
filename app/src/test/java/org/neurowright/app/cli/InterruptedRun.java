package org.neurowright.app.cli;

import java.nio.file.Path;
import java.util.List;
import org.neurowright.engine.description.ModelDescription;
import org.neurowright.engine.record.RunOutcome;
import org.neurowright.engine.task.Progress;
import org.neurowright.io.format.ReadResult;
import org.neurowright.plugins.host.Extensions;

/**
 * A program of its own, started and interrupted by {@link StopSignalTest}: a run that goes on until
 * it is stopped.
 */
final class InterruptedRun {
  /** Longer than the program would live on after a signal if it did not wait for the run. */
  private static final int CLOSING_FILES_MS = 300;

  private InterruptedRun() {}

  public static void main(String[] args) {
    Services.Models models =
        new Services.Models() {
          @Override
          public ReadResult<ModelDescription> read(Path configOrFolder, List<Path> mechanismDirs) {
            return ReadResult.of(SmallModel.twoPopulations(), List.of());
          }

          @Override
          public List<Path> configurationsIn(Path folder) {
            return List.of();
          }
        };
    Services.Jobs job =
        (model, config, options, control, observers) -> {
          for (int step = 0; !control.stopRequested(); step++) {
            control.progress(new Progress("Simulating", step, 1e9, "ms", 0));
            sleep(5);
          }
          sleep(CLOSING_FILES_MS);
          return FakeServices.report(new RunOutcome(true, 12.5, 125, 2, 0.1), List.of());
        };
    Services services =
        new Services(
            models,
            (m, file, known, control) -> List.of(),
            job,
            f -> List.of(),
            f -> null,
            folder -> null,
            () -> Extensions.NONE,
            null,
            null,
            null);
    System.exit(
        CommandLineProgram.run(new String[] {"run", "m.json"}, services, Terminal.standard()));
  }

  private static void sleep(int ms) {
    try {
      Thread.sleep(ms);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
