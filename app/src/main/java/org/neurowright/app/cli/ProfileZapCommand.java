package org.neurowright.app.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neurowright.app.canvas.LinePlot;
import org.neurowright.engine.bench.Benches;
import org.neurowright.engine.measure.ChirpKind;
import org.neurowright.engine.measure.ImpedanceProfile;
import org.neurowright.engine.protocol.Electrodes;
import org.neurowright.engine.protocol.Zap;
import org.neurowright.engine.task.RunControl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "zap", description = "Impedance over frequency from a chirp, resonance.")
final class ProfileZapCommand extends ProfileProtocol {
  @Mixin private RecordOptions record;
  @Mixin private InjectOptions inject;

  @Option(
      names = "--inj-amp",
      paramLabel = "PA",
      defaultValue = "100",
      description = "Peak of the current (default: ${DEFAULT-VALUE} pA).")
  private double ampPa;

  @Option(
      names = "--inj-delay",
      paramLabel = "MS",
      defaultValue = "200",
      description = "Start of the chirp (default: ${DEFAULT-VALUE} ms).")
  private double delayMs;

  @Option(
      names = "--inj-dur",
      paramLabel = "MS",
      defaultValue = "15000",
      description = "Its length (default: ${DEFAULT-VALUE} ms).")
  private double durMs;

  @Option(
      names = "--tstop",
      paramLabel = "MS",
      defaultValue = "15500",
      description = "End of the run, at least the end of the chirp (default: ${DEFAULT-VALUE} ms).")
  private double tstopMs;

  @Option(
      names = "--fstart",
      paramLabel = "HZ",
      defaultValue = "0",
      description = "Frequency at its start (default: ${DEFAULT-VALUE} Hz).")
  private double fstartHz;

  @Option(
      names = "--fend",
      paramLabel = "HZ",
      defaultValue = "15",
      description = "Frequency at its end (default: ${DEFAULT-VALUE} Hz).")
  private double fendHz;

  @Option(
      names = "--chirp-type",
      paramLabel = "KIND",
      defaultValue = "linear",
      description = "linear or exponential (default: ${DEFAULT-VALUE}).")
  private ChirpKind chirp;

  @Option(
      names = "--smooth",
      paramLabel = "BINS",
      defaultValue = "9",
      description = "Moving average of the impedance, 1 for none (default: ${DEFAULT-VALUE}).")
  private int smooth;

  ProfileZapCommand(CommandContext context) {
    super(context);
  }

  @Override
  Outcome run(Benches benches, RunControl control) {
    Zap.Settings settings =
        new Zap.Settings(
            new Electrodes(record.place(), inject.place()),
            ampPa,
            delayMs,
            durMs,
            tstopMs,
            fstartHz,
            fendHz,
            chirp,
            smooth);
    Zap.Result result = Zap.run(benches, settings, control);
    ImpedanceProfile profile = result.profile();
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("record", record.place().toString());
    shown.put("inject", inject.place().toString());
    shown.put("inj_amp_pA", ampPa);
    shown.put("inj_delay_ms", delayMs);
    shown.put("inj_dur_ms", durMs);
    shown.put("tstop_ms", settings.endMs());
    shown.put("fstart_Hz", fstartHz);
    shown.put("fend_Hz", fendHz);
    shown.put("chirp_type", chirp.label());
    shown.put("smooth", smooth);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("v_rest_mV", result.vRestMv());
    values.put("freq_Hz", profile.freqHz());
    values.put("impedance_MOhm", profile.impedanceMohm());
    values.put("phase_rad", profile.phaseRad());
    values.put("resonance_Hz", JsonText.number(profile.resonanceHz()));
    values.put("resonance_MOhm", JsonText.number(profile.resonanceMohm()));
    values.put("q", JsonText.number(profile.quality()));
    values.put("resonance_with_ends_Hz", JsonText.number(profile.bmtoolResonanceHz()));
    values.put("largest_change_mV", result.largestChangeMv());
    Map<String, double[]> columns = new LinkedHashMap<>();
    columns.put("freq_Hz", profile.freqHz());
    columns.put("impedance_MOhm", profile.impedanceMohm());
    columns.put("phase_rad", profile.phaseRad());
    columns.put("unsmoothed_MOhm", profile.rawMohm());
    return new Outcome(text(result), shown, values, columns, plot(result), result.warnings());
  }

  private static List<String> text(Zap.Result result) {
    Zap.Settings s = result.settings();
    List<String> lines = new ArrayList<>(places(result.injectedAt(), result.recordedAt()));
    lines.add("ZAP current simulation running...");
    lines.add("");
    lines.add(
        "Chirp current injection with frequency changing from "
            + general(s.fstartHz())
            + " to "
            + general(s.fendHz())
            + " Hz over "
            + general(s.injDurMs() * 1e-3)
            + " seconds");
    lines.add(
        "Impedance is calculated as the ratio of FFT amplitude of membrane voltage to FFT amplitude"
            + " of chirp current");
    lines.add("");
    lines.add("Resonant Peak Frequency: " + threeDigits(result.profile().resonanceHz()) + " (Hz)");
    lines.add(say("Impedance at the peak: %.2f (MOhms)", result.profile().resonanceMohm()));
    lines.add(say("Q: %.3f", result.profile().quality()));
    if (result.profile().resonanceHz() != result.profile().bmtoolResonanceHz()) {
      lines.add(
          "With the ends of the profile, which smoothing distorts, the peak would be at "
              + threeDigits(result.profile().bmtoolResonanceHz())
              + " (Hz)");
    }
    return lines;
  }

  /** C's %.3g. */
  private static String threeDigits(double value) {
    return new java.math.BigDecimal(value)
        .round(new java.math.MathContext(3))
        .stripTrailingZeros()
        .toPlainString();
  }

  private static LinePlot plot(Zap.Result result) {
    double[] t = result.trace().tMs();
    return new LinePlot(
        "zap",
        List.of(
            new LinePlot.Panel(
                "ZAP Response",
                "Time (ms)",
                "Membrane Potential (mV)",
                List.of(new LinePlot.Curve("", t, result.trace().vMv()))),
            new LinePlot.Panel(
                "ZAP Current",
                "Time (ms)",
                "Current Injection (nA)",
                List.of(new LinePlot.Curve("", t, result.currentNa()))),
            new LinePlot.Panel(
                "Impedance Amplitude Profile",
                "Frequency (Hz)",
                "Impedance (MOhms)",
                List.of(
                    new LinePlot.Curve(
                        "", result.profile().freqHz(), result.profile().impedanceMohm())))));
  }
}
