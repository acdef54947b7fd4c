package org.neurowright.app.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neurowright.app.canvas.LinePlot;
import org.neurowright.engine.bench.Benches;
import org.neurowright.engine.measure.ExponentialFit;
import org.neurowright.engine.measure.PassiveMeasure;
import org.neurowright.engine.measure.TauMethod;
import org.neurowright.engine.protocol.Electrodes;
import org.neurowright.engine.protocol.Passive;
import org.neurowright.engine.task.RunControl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "passive",
    description = "Resting potential, input resistance, membrane time constant, sag.")
final class ProfilePassiveCommand extends ProfileProtocol {
  @Mixin private RecordOptions record;
  @Mixin private InjectOptions inject;

  @Option(
      names = "--inj-amp",
      paramLabel = "PA",
      defaultValue = "-100",
      description = "Height of the pulse (default: ${DEFAULT-VALUE} pA).")
  private double ampPa;

  @Option(
      names = "--inj-delay",
      paramLabel = "MS",
      defaultValue = "200",
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
      defaultValue = "1200",
      description = "End of the run, at least the end of the pulse (default: ${DEFAULT-VALUE} ms).")
  private double tstopMs;

  @Option(
      names = "--method",
      defaultValue = "simple",
      description = "Estimate of tau: simple, exp or exp2 (default: ${DEFAULT-VALUE}).")
  private TauMethod method;

  ProfilePassiveCommand(CommandContext context) {
    super(context);
  }

  @Override
  Outcome run(Benches benches, RunControl control) {
    Passive.Settings settings =
        new Passive.Settings(
            new Electrodes(record.place(), inject.place()), ampPa, delayMs, durMs, tstopMs, method);
    Passive.Result result = Passive.run(benches, settings, control);
    PassiveMeasure measure = result.measure();
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("record", record.place().toString());
    shown.put("inject", inject.place().toString());
    shown.put("inj_amp_pA", ampPa);
    shown.put("inj_delay_ms", delayMs);
    shown.put("inj_dur_ms", durMs);
    shown.put("tstop_ms", settings.endMs());
    shown.put("method", method.label());
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("v_rest_mV", JsonText.number(measure.vRestMv()));
    values.put("v_final_mV", JsonText.number(measure.vFinalMv()));
    values.put("r_in_MOhm", JsonText.number(measure.rInMohm()));
    values.put("tau_ms", JsonText.number(measure.tauMs()));
    values.put("sag", JsonText.number(measure.sagNormalised()));
    values.put("v_sag_mV", JsonText.number(measure.vSagMv()));
    values.put("t_peak_ms", JsonText.number(measure.tPeakMs()));
    values.put("capacitance_pF", JsonText.number(measure.capacitancePf()));
    measure
        .fit()
        .ifPresent(fit -> {
          values.put("fit_a0_mV", fit.a0Mv());
          values.put("fit_amplitudes_mV", fit.amplitudesMv());
          values.put("fit_taus_ms", fit.tausMs());
          values.put("fit_rms_mV", fit.rmsMv());
        });
    values.put("t_ms", result.trace().tMs());
    values.put("v_mV", result.trace().vMv());
    Map<String, double[]> columns = new LinkedHashMap<>();
    columns.put("t_ms", result.trace().tMs());
    columns.put("v_mV", result.trace().vMv());
    return new Outcome(text(result), shown, values, columns, plot(result), result.warnings());
  }

  private static List<String> text(Passive.Result result) {
    PassiveMeasure m = result.measure();
    double ampNa = result.settings().injAmpPa() * 1e-3;
    double sign = Math.signum(ampNa);
    List<String> lines = new ArrayList<>(places(result.injectedAt(), result.recordedAt()));
    lines.add("Running simulation for passive properties...");
    lines.add("");
    lines.add(say("V Rest: %.2f (mV)", m.vRestMv()));
    lines.add(say("Resistance: %.2f (MOhms)", m.rInMohm()));
    lines.add(say("Membrane time constant: %.2f (ms)", m.tauMs()));
    lines.add("");
    lines.add(say("V_rest Calculation: Voltage taken at time %.1f (ms) is", m.startMs()));
    lines.add(say("%.2f (mV)", m.vRestMv()));
    lines.add("");
    lines.add("R_in Calculation: dV/dI = (v_final-v_rest)/(i_final-i_start)");
    lines.add(say("(%.2f - (%.2f)) / (%s - 0)", m.vFinalMv(), m.vRestMv(), general(ampNa)));
    lines.add(
        say(
            "%.2f (mV) / %s (nA) = %.2f (MOhms)",
            sign * m.changeMv(), general(Math.abs(ampNa)), m.rInMohm()));
    lines.add("");
    switch (m.method()) {
      case SIMPLE -> {
        double at = m.startMs() + m.tauMs();
        lines.add("Tau Calculation: time until 63.2% of dV");
        lines.add("v_rest + 0.632*(v_final-v_rest)");
        lines.add(
            say(
                "%.2f + 0.632*(%.2f-(%.2f)) = %.2f (mV)",
                m.vRestMv(), m.vFinalMv(), m.vRestMv(), m.vTauMv()));
        lines.add(say("Time where V = %.2f (mV) is %.2f (ms)", m.vTauMv(), at));
        lines.add(say("%.2f - %s = %.2f (ms)", at, general(m.startMs()), m.tauMs()));
      }
      case EXP -> {
        ExponentialFit fit = m.fit().orElseThrow();
        lines.add(
            "Tau Calculation: Fit a single exponential curve to the membrane potential response");
        lines.add("f(t) = a0 + a*exp(-t/tau)");
        lines.add(
            say(
                "Fit parameters: (a0, a, tau) = (%.2f, %.2f, %.2f)",
                fit.a0Mv(), fit.amplitudesMv()[0], fit.tausMs()[0]));
        lines.add(
            say(
                "Membrane time constant is determined from the exponential term: %.2f (ms)",
                m.tauMs()));
        sag(lines, m);
      }
      case EXP2 -> {
        ExponentialFit fit = m.fit().orElseThrow();
        lines.add(
            "Tau Calculation: Fit a double exponential curve to the membrane potential response");
        lines.add("f(t) = a0 + a1*exp(-t/tau1) + a2*exp(-t/tau2)");
        lines.add("Constrained by initial value: f(0) = a0 + a1 + a2 = v_rest");
        lines.add(
            say(
                "Fit parameters: (a0, a1, a2, tau1, tau2) = (%.2f, %.2f, %.2f, %.2f, %.2f)",
                fit.a0Mv(),
                fit.amplitudesMv()[0],
                fit.amplitudesMv()[1],
                fit.tausMs()[0],
                fit.tausMs()[1]));
        lines.add(
            say(
                "Membrane time constant is determined from the slowest exponential term: %.2f (ms)",
                m.tauMs()));
        sag(lines, m);
      }
    }
    lines.add("");
    return lines;
  }

  private static void sag(List<String> lines, PassiveMeasure m) {
    lines.add("");
    lines.add(say("Sag potential: v_sag = v_peak - v_final = %.2f (mV)", m.vSagMv()));
    lines.add(say("Normalized sag potential: v_sag / (v_peak - v_rest) = %.3f", m.sagNormalised()));
  }

  private static LinePlot plot(Passive.Result result) {
    PassiveMeasure m = result.measure();
    double[] t = m.windowTMs().clone();
    double[] fitted = new double[t.length];
    for (int k = 0; k < t.length; k++) {
      int at = k;
      fitted[k] = m.fit().map(fit -> fit.at(m.windowTMs()[at])).orElse(Double.NaN);
      t[k] += m.startMs();
    }
    List<LinePlot.Curve> curves = new ArrayList<>();
    curves.add(new LinePlot.Curve(m.fit().isPresent() ? "response" : "", t, m.windowVMv()));
    if (m.fit().isPresent()) {
      curves.add(
          new LinePlot.Curve(
              (m.method() == TauMethod.EXP ? "single" : "double") + " exponential fit", t, fitted));
    }
    return new LinePlot(
        "passive",
        List.of(
            new LinePlot.Panel(
                "Passive Cell Current Injection", "Time (ms)", "Membrane Potential (mV)", curves)));
  }
}
