package org.neurowright.app.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.neurowright.app.canvas.LinePlot;
import org.neurowright.engine.bench.Benches;
import org.neurowright.engine.protocol.Electrodes;
import org.neurowright.engine.protocol.FiCurve;
import org.neurowright.engine.task.RunControl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "fi", description = "Spikes against current, rheobase, slope.")
final class ProfileFiCommand extends ProfileProtocol {
  @Mixin private RecordOptions record;
  @Mixin private InjectOptions inject;

  @Option(
      names = "--i-start",
      paramLabel = "PA",
      defaultValue = "0",
      description = "First amplitude (default: ${DEFAULT-VALUE} pA).")
  private double startPa;

  @Option(
      names = "--i-stop",
      paramLabel = "PA",
      defaultValue = "1050",
      description = "No amplitude goes beyond (default: ${DEFAULT-VALUE} pA).")
  private double stopPa;

  @Option(
      names = "--i-increment",
      paramLabel = "PA",
      defaultValue = "100",
      description = "Distance of amplitudes (default: ${DEFAULT-VALUE} pA).")
  private double incrementPa;

  @Option(
      names = "--tstart",
      paramLabel = "MS",
      defaultValue = "50",
      description = "Start of the pulse (default: ${DEFAULT-VALUE} ms).")
  private double tstartMs;

  @Option(
      names = "--tdur",
      paramLabel = "MS",
      defaultValue = "1000",
      description = "Its length (default: ${DEFAULT-VALUE} ms).")
  private double tdurMs;

  @Option(
      names = "--threshold",
      paramLabel = "MV",
      defaultValue = "0",
      description = "Spikes are counted where the potential rises above (default: 0 mV).")
  private double thresholdMv;

  @Option(
      names = "--rheobase",
      paramLabel = "PA",
      arity = "0..1",
      fallbackValue = "1",
      description = "Search for the rheobase, to within this (1 pA if no number is given).")
  private Double rheobasePa;

  ProfileFiCommand(CommandContext context) {
    super(context);
  }

  @Override
  void prepare() {
    Benches.expectSeveralTrials();
  }

  @Override
  Outcome run(Benches benches, RunControl control) {
    FiCurve.Settings settings =
        new FiCurve.Settings(
            new Electrodes(record.place(), inject.place()),
            startPa,
            stopPa,
            incrementPa,
            tstartMs,
            tdurMs,
            thresholdMv,
            rheobasePa == null ? OptionalDouble.empty() : OptionalDouble.of(rheobasePa));
    FiCurve.Result result = FiCurve.run(benches, settings, control);
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("record", record.place().toString());
    shown.put("inject", inject.place().toString());
    shown.put("i_start_pA", startPa);
    shown.put("i_stop_pA", stopPa);
    shown.put("i_increment_pA", incrementPa);
    shown.put("tstart_ms", tstartMs);
    shown.put("tdur_ms", tdurMs);
    shown.put("threshold_mV", thresholdMv);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("amps_nA", result.ampsNa());
    values.put("spikes", result.spikes());
    values.put("rheobase_tested_pA", orNull(result.rheobaseTestedPa()));
    values.put("rheobase_pA", orNull(result.rheobasePa()));
    values.put("slope_Hz_per_pA", orNull(result.slopeHzPerPa()));
    double[] pa = Arrays.stream(result.ampsNa()).map(a -> a * 1000).toArray();
    double[] counts = Arrays.stream(result.spikes()).asDoubleStream().toArray();
    Map<String, double[]> columns = new LinkedHashMap<>();
    columns.put("amp_pA", pa);
    columns.put("spikes", counts);
    LinePlot plot =
        new LinePlot(
            "fi",
            List.of(
                new LinePlot.Panel(
                    "FI Curve",
                    "Injection (pA)",
                    "# Spikes",
                    List.of(new LinePlot.Curve("", pa, counts, true)))));
    return new Outcome(text(result, pa), shown, values, columns, plot, result.warnings());
  }

  private static Object orNull(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }

  private static List<String> text(FiCurve.Result result, double[] pa) {
    List<String> lines = new ArrayList<>(places(result.injectedAt(), result.recordedAt()));
    lines.add("Running simulations for FI curve...");
    lines.add("");
    lines.add("Results");
    // columns as pandas prints a frame
    boolean tenths = Arrays.stream(pa).allMatch(a -> Math.abs(a * 10 - Math.rint(a * 10)) < 1e-6);
    String heading = "Injection (pA):";
    int indexWidth = Integer.toString(pa.length - 1).length();
    lines.add(" ".repeat(indexWidth) + "  " + heading + "  number of spikes");
    for (int k = 0; k < pa.length; k++) {
      lines.add(
          say("%-" + indexWidth + "d", k)
              + say("  %" + heading.length() + (tenths ? ".1f" : ".6f"), pa[k])
              + say("  %16d", result.spikes()[k]));
    }
    lines.add("");
    result
        .rheobaseTestedPa()
        .ifPresent(i -> lines.add(say("Smallest tested current with spikes: %s (pA)", general(i))));
    result.rheobasePa().ifPresent(i -> lines.add(say("Rheobase: %s (pA)", general(i))));
    result.slopeHzPerPa().ifPresent(s -> lines.add(say("Slope: %s (Hz/pA)", general(s))));
    return lines;
  }
}
