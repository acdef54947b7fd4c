package org.neurowright.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurowright.engine.description.ModelDescription;
import org.neurowright.engine.task.Progress;
import org.neurowright.engine.task.RunControl;
import org.neurowright.io.project.ProjectReader;
import org.neurowright.io.project.RunReport;
import org.neurowright.io.project.SimulationJob;
import org.neurowright.io.report.ReportFile;
import org.neurowright.io.results.RunRecord;
import org.neurowright.io.spikes.SpikeFile;

/** Stopping a run of a real network that records every synapse, while it computes. */
@Tag("conformance")
class StoppedRunTest {
  private static final double LONGEST_STOP_MS = 200;

  @TempDir Path temp;

  /** Asks to stop when the simulation has come to a time, and remembers when the engine obeyed. */
  private static final class StopAt implements RunControl {
    private final double stopAtMs;
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile long askedNanos;
    private volatile long obeyedNanos;

    StopAt(double stopAtMs) {
      this.stopAtMs = stopAtMs;
    }

    @Override
    public boolean stopRequested() {
      if (askedNanos != 0 && obeyedNanos == 0) {
        obeyedNanos = System.nanoTime();
      }
      return askedNanos != 0;
    }

    @Override
    public void progress(Progress progress) {
      if (progress.activity().equals("Simulating")
          && progress.done() >= stopAtMs
          && asking.compareAndSet(false, true)) {
        // Asked in the middle of an epoch, as a user does, from another thread.
        Thread.ofPlatform()
            .start(() -> {
              try {
                Thread.sleep(1 + (long) (stopAtMs % 17));
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              askedNanos = System.nanoTime();
            });
      }
    }
  }

  @Test
  void aRunStopsAtOnceAndLeavesValidFiles() throws IOException {
    String shared = System.getProperty("neurowright.shared");
    assumeTrue(shared != null, "set -Dneurowright.shared=<folder with data/bmtk>");
    Path config = Path.of(shared, "data/bmtk/bio_14cells/config.simulation.json");
    String python = System.getProperty("neurowright.python", "");
    assumeTrue(
        !python.isEmpty(),
        "set -Dneurowright.python=<python with bmtk>, which brings the mechanisms");
    Path modFiles = modFiles(python);
    ModelDescription model = new ProjectReader().read(config, List.of(modFiles)).orThrow();
    for (double stopAtMs : new double[] {30, 300, 700}) {
      Path out = temp.resolve("stopped at " + stopAtMs);
      StopAt control = new StopAt(stopAtMs);

      RunReport report =
          new SimulationJob()
              .run(
                  model,
                  config,
                  new SimulationJob.Options(Optional.of(out), OptionalDouble.empty(), 0),
                  control,
                  List.of());

      double endedMs = (System.nanoTime() - control.askedNanos) * 1e-6;
      double obeyedMs = (control.obeyedNanos - control.askedNanos) * 1e-6;
      assertThat(report.outcome().stopped()).isTrue();
      assertThat(obeyedMs).as("the engine stopped after (ms)").isLessThan(LONGEST_STOP_MS);
      System.getLogger("stop")
          .log(
              System.Logger.Level.INFO,
              "stopped at {0} ms: engine after {1} ms, files after {2} ms",
              stopAtMs,
              obeyedMs,
              endedMs);
      RunRecord record = RunRecord.read(out).orThrow();
      assertThat(record.state()).isEqualTo(RunRecord.State.STOPPED);
      assertThat(record.reachedMs())
          .isEqualTo(report.outcome().reachedMs())
          .isGreaterThanOrEqualTo(stopAtMs);
      assertThat(SpikeFile.read(out.resolve("spikes.h5")).orThrow().size())
          .isEqualTo(report.outcome().spikes());
      for (Path file : report.files()) {
        if (file.toString().endsWith("report.h5")) {
          try (ReportFile open = ReportFile.open(file).orThrow()) {
            assertThat(open.tables())
                .allMatch(t -> t.timeMs(t.rows()) <= record.reachedMs() + 1e-6 && t.rows() > 0);
          }
        }
      }
    }
  }

  /** The mechanism files that BMTK's package brings. */
  private static Path modFiles(String python) {
    Path lib = Path.of(python).toAbsolutePath().getParent().getParent().resolve("lib");
    try (var found = Files.walk(lib, 9)) {
      return found
          .filter(p -> p.endsWith("bmtk/utils/scripts/bionet/mechanisms/modfiles"))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
