package org.neurowright.app.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.neurowright.app.canvas.LinePlot;
import org.neurowright.engine.bench.Benches;
import org.neurowright.engine.measure.Spikes;
import org.neurowright.engine.protocol.CurrentClamp;
import org.neurowright.engine.protocol.Electrodes;
import org.neurowright.engine.protocol.Trace;
import org.neurowright.engine.task.RunControl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "clamp", description = "Response to a current pulse.")
final class ProfileClampCommand extends ProfileProtocol {
  /** Spikes are counted here for JSON when no threshold is given. */
  private static final double USUAL_THRESHOLD_MV = 0;

  @Mixin private ClampOptions clamp;

  ProfileClampCommand(CommandContext context) {
    super(context);
  }

  /** A current pulse, shared with {@code features}. */
  static final class ClampOptions {
    @Mixin private RecordOptions record;
    @Mixin private InjectOptions inject;

    @Option(
        names = "--inj-amp",
        paramLabel = "PA",
        defaultValue = "100",
        description = "Height of the pulse (default: ${DEFAULT-VALUE} pA).")
    private double ampPa;

    @Option(
        names = "--inj-delay",
        paramLabel = "MS",
        defaultValue = "100",
        description = "Its start (default: ${DEFAULT-VALUE} ms).")
    private double delayMs;

    @Option(
        names = "--inj-dur",
        paramLabel = "MS",
        defaultValue = "1000",
        description = "Its length (default: ${DEFAULT-VALUE} ms).")
    private double durMs;

    @Option(
        names = "--tstop",
        paramLabel = "MS",
        defaultValue = "1000",
        description =
            "End of the run, at least the end of the pulse (default: ${DEFAULT-VALUE} ms).")
    private double tstopMs;

    @Option(
        names = "--threshold",
        paramLabel = "MV",
        description = "Count spikes where the potential rises above this.")
    private Double thresholdMv;

    CurrentClamp.Settings settings() {
      return new CurrentClamp.Settings(
          new Electrodes(record.place(), inject.place()),
          ampPa,
          delayMs,
          durMs,
          tstopMs,
          thresholdMv == null ? OptionalDouble.empty() : OptionalDouble.of(thresholdMv));
    }

    Map<String, Object> shown() {
      Map<String, Object> shown = new LinkedHashMap<>();
      shown.put("record", record.place().toString());
      shown.put("inject", inject.place().toString());
      shown.put("inj_amp_pA", ampPa);
      shown.put("inj_delay_ms", delayMs);
      shown.put("inj_dur_ms", durMs);
      shown.put("tstop_ms", settings().endMs());
      shown.put("threshold_mV", thresholdMv == null ? USUAL_THRESHOLD_MV : thresholdMv);
      return shown;
    }
  }

  @Override
  Outcome run(Benches benches, RunControl control) {
    CurrentClamp.Result result = CurrentClamp.run(benches, clamp.settings(), control);
    return new Outcome(
        text(result),
        clamp.shown(),
        values(result),
        columns(result.trace()),
        plot(result, "Current Injection"),
        result.warnings());
  }

  static List<String> text(CurrentClamp.Result result) {
    List<String> lines = new ArrayList<>(places(result.injectedAt(), result.recordedAt()));
    lines.add("Current clamp simulation running...");
    if (result.settings().thresholdMv().isPresent()) {
      lines.add("");
      lines.add("Number of spikes: " + result.spikeTimesMs().length);
      lines.add("");
    }
    return lines;
  }

  static Map<String, Object> values(CurrentClamp.Result result) {
    double[] times =
        result.settings().thresholdMv().isPresent()
            ? result.spikeTimesMs()
            : Spikes.times(result.trace().tMs(), result.trace().vMv(), USUAL_THRESHOLD_MV);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("spikes", times.length);
    values.put("spike_times_ms", times);
    values.put("t_ms", result.trace().tMs());
    values.put("v_mV", result.trace().vMv());
    return values;
  }

  static Map<String, double[]> columns(Trace trace) {
    Map<String, double[]> columns = new LinkedHashMap<>();
    columns.put("t_ms", trace.tMs());
    columns.put("v_mV", trace.vMv());
    return columns;
  }

  static LinePlot plot(CurrentClamp.Result result, String title) {
    Trace trace = result.trace();
    CurrentClamp.Settings settings = result.settings();
    int from = 0;
    int to = trace.tMs().length;
    while (from < to - 2 && trace.tMs()[from] < settings.injDelayMs() - 10) {
      from++;
    }
    while (to > from + 2
        && trace.tMs()[to - 1] > settings.injDelayMs() + settings.injDurMs() + 10) {
      to--;
    }
    return new LinePlot(
        "clamp",
        List.of(
            new LinePlot.Panel(
                title,
                "Time (ms)",
                "Membrane Potential (mV)",
                List.of(
                    new LinePlot.Curve(
                        "",
                        java.util.Arrays.copyOfRange(trace.tMs(), from, to),
                        java.util.Arrays.copyOfRange(trace.vMv(), from, to))))));
  }
}
