package org.neurowright.io.project;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.neurowright.engine.description.OutputSettings;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Severity;
import org.neurowright.engine.record.ResultSink;
import org.neurowright.engine.record.RunLayout;
import org.neurowright.engine.record.RunOutcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log file of a run in BMTK's form, {@code time [LEVEL] message}. Lines said before the run
 * begins are kept until then, so that nothing is written for a model that cannot be run.
 */
final class RunLog implements ResultSink {
  private static final Logger LOG = LoggerFactory.getLogger(RunLog.class);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss,SSS", Locale.ROOT);

  private final Path file;
  private final List<String> early = new ArrayList<>();
  private PrintWriter out;
  private double dtMs;

  private RunLog(Path file) {
    this.file = file;
  }

  static RunLog of(OutputSettings output, Path outputDir) {
    return new RunLog(output.logFile().map(outputDir::resolve).orElse(null));
  }

  void line(String format, Object... arguments) {
    add("INFO", String.format(Locale.ROOT, format, arguments));
  }

  void problem(Problem problem) {
    add(problem.severity() == Severity.INFO ? "INFO" : "WARNING", problem.toString());
  }

  private void add(String level, String message) {
    String text = TIME.format(LocalDateTime.now()) + " [" + level + "] " + message;
    LOG.debug("{}", message);
    if (out != null) {
      out.println(text);
    } else if (file != null) {
      early.add(text);
    }
  }

  @Override
  public void begin(RunLayout layout) {
    dtMs = layout.dtMs();
    if (file != null) {
      try {
        Files.createDirectories(file.toAbsolutePath().getParent());
        out = new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8), true);
      } catch (IOException e) {
        LOG.warn("The log file {} cannot be written: {}", file, e.getMessage());
        return;
      }
      line("Created log file");
      early.forEach(out::println);
    }
    line(
        "Running simulation for %.3f ms with the time step %.3f ms",
        layout.tstopMs(), layout.dtMs());
  }

  @Override
  public void flush(double reachedMs) {
    line("    step:%d t_sim:%.2f ms", Math.round(reachedMs / dtMs), reachedMs);
  }

  @Override
  public void end(RunOutcome outcome) {
    line(
        outcome.stopped()
            ? "Simulation stopped at %.3f ms after %.3f seconds"
            : "Simulation of %.3f ms completed in %.3f seconds",
        outcome.reachedMs(),
        outcome.loopSeconds());
  }

  @Override
  public void close() {
    if (out != null) {
      out.close();
      out = null;
    }
  }
}
