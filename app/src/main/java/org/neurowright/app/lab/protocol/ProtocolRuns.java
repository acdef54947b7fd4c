package org.neurowright.app.lab.protocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.neurowright.app.canvas.LinePlot;
import org.neurowright.app.canvas.LinePlot.Curve;
import org.neurowright.app.canvas.LinePlot.Panel;
import org.neurowright.app.canvas.Palette;
import org.neurowright.app.lab.protocol.LabResult.Quantity;
import org.neurowright.app.text.NumberText;
import org.neurowright.engine.bench.Benches;
import org.neurowright.engine.measure.ChirpKind;
import org.neurowright.engine.measure.ExponentialFit;
import org.neurowright.engine.measure.ImpedanceProfile;
import org.neurowright.engine.measure.PassiveMeasure;
import org.neurowright.engine.measure.Response;
import org.neurowright.engine.measure.SpikeFeatures;
import org.neurowright.engine.measure.TauMethod;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.protocol.CurrentClamp;
import org.neurowright.engine.protocol.Electrodes;
import org.neurowright.engine.protocol.Features;
import org.neurowright.engine.protocol.FiCurve;
import org.neurowright.engine.protocol.Passive;
import org.neurowright.engine.protocol.SynapticInput;
import org.neurowright.engine.protocol.Trace;
import org.neurowright.engine.protocol.VoltageClamp;
import org.neurowright.engine.protocol.Zap;
import org.neurowright.engine.task.RunControl;

/**
 * Runs protocols with the settings of their forms and makes figures and tables of what they give.
 */
final class ProtocolRuns {
  static final String TIME = "Time (ms)";
  static final String POTENTIAL = "Membrane potential (mV)";

  private ProtocolRuns() {}

  /** What a run needs, read from the form on the interface thread. */
  @FunctionalInterface
  interface Ready {
    /** Runs on another thread. */
    LabResult run(Benches benches, RunControl control);
  }

  /**
   * Reads the form.
   *
   * @param cell name of the cell for the result
   * @param common settings that are not the protocol's own: places, conditions, changed parameters
   * @throws ModelException if a setting is not what it should be
   */
  static Ready prepare(
      ProtocolForm form, Electrodes electrodes, String cell, Map<String, String> common) {
    Map<String, String> settings = new LinkedHashMap<>();
    form.settings()
        .forEach(s ->
            settings.put(
                s.key() + (s.unit().isEmpty() ? "" : " (" + s.unit() + ")"),
                s.textProperty().get()));
    settings.putAll(common);
    Made made =
        switch (form.protocol()) {
          case PASSIVE -> passive(form, electrodes);
          case CLAMP -> clamp(form, electrodes);
          case FEATURES -> features(form, electrodes);
          case FI -> fi(form, electrodes);
          case ZAP -> zap(form, electrodes);
          case SYNAPSE -> synapse(form, electrodes);
          case VOLTAGE_CLAMP -> voltageClamp(form, electrodes);
        };
    return (benches, control) -> {
      Outcome outcome = made.run(benches, control);
      return new LabResult(
          form.protocol(),
          cell,
          settings,
          outcome.figure(),
          outcome.quantities(),
          outcome.columns(),
          outcome.warnings());
    };
  }

  private interface Made {
    Outcome run(Benches benches, RunControl control);
  }

  private record Outcome(
      LinePlot figure,
      List<Quantity> quantities,
      Map<String, double[]> columns,
      List<Problem> warnings) {}

  // ---- passive

  private static Made passive(ProtocolForm form, Electrodes electrodes) {
    Passive.Settings settings =
        new Passive.Settings(
            electrodes,
            form.number("inj_amp"),
            form.number("inj_delay"),
            form.number("inj_dur"),
            form.number("tstop"),
            form.choice("method", TauMethod.values(), TauMethod::label));
    return (benches, control) -> {
      Passive.Result result = Passive.run(benches, settings, control);
      PassiveMeasure m = result.measure();
      List<Quantity> q = new ArrayList<>();
      q.add(new Quantity("V rest", m.vRestMv(), "mV"));
      q.add(new Quantity("Input resistance", m.rInMohm(), "MΩ"));
      q.add(new Quantity("Membrane time constant", m.tauMs(), "ms"));
      q.add(new Quantity("Capacitance", m.capacitancePf(), "pF"));
      q.add(new Quantity("V final", m.vFinalMv(), "mV"));
      q.add(new Quantity("Sag potential", m.vSagMv(), "mV"));
      q.add(new Quantity("Normalised sag", m.sagNormalised(), ""));
      m.fit()
          .ifPresent(fit -> {
            q.add(new Quantity("Fit a0", fit.a0Mv(), "mV"));
            for (int k = 0; k < fit.tausMs().length; k++) {
              String number = fit.tausMs().length == 1 ? "" : Integer.toString(k + 1);
              q.add(
                  new Quantity(
                      "Fit a" + (number.isEmpty() ? "" : number), fit.amplitudesMv()[k], "mV"));
              q.add(new Quantity("Fit tau" + number, fit.tausMs()[k], "ms"));
            }
            q.add(new Quantity("Fit rms error", fit.rmsMv(), "mV"));
          });
      List<Curve> curves = new ArrayList<>();
      curves.add(new Curve("", result.trace().tMs(), result.trace().vMv()));
      m.fit().ifPresent(fit -> curves.add(fitted(m, fit)));
      return new Outcome(
          new LinePlot(
              "passive", List.of(new Panel("Response to the pulse", TIME, POTENTIAL, curves))),
          q,
          columns(result.trace()),
          result.warnings());
    };
  }

  private static Curve fitted(PassiveMeasure m, ExponentialFit fit) {
    double[] t = m.windowTMs().clone();
    double[] v = new double[t.length];
    for (int k = 0; k < t.length; k++) {
      v[k] = fit.at(t[k]);
      t[k] += m.startMs();
    }
    return new Curve(
        (fit.tausMs().length == 1 ? "single" : "double") + " exponential fit",
        t,
        v,
        false,
        Palette.category(1));
  }

  // ---- current clamp

  private static CurrentClamp.Settings pulse(ProtocolForm form, Electrodes electrodes) {
    return new CurrentClamp.Settings(
        electrodes,
        form.number("inj_amp"),
        form.number("inj_delay"),
        form.number("inj_dur"),
        form.number("tstop"),
        OptionalDouble.of(form.number("threshold")));
  }

  private static Made clamp(ProtocolForm form, Electrodes electrodes) {
    CurrentClamp.Settings settings = pulse(form, electrodes);
    return (benches, control) -> {
      CurrentClamp.Result result = CurrentClamp.run(benches, settings, control);
      double[] spikes = result.spikeTimesMs();
      List<Quantity> q = new ArrayList<>();
      q.add(new Quantity("Spikes", spikes.length, ""));
      q.add(
          new Quantity(
              "Rate during the pulse",
              1000.0
                  * Arrays.stream(spikes)
                      .filter(t ->
                          t >= settings.injDelayMs()
                              && t <= settings.injDelayMs() + settings.injDurMs())
                      .count()
                  / settings.injDurMs(),
              "Hz"));
      q.add(
          new Quantity(
              "First spike after",
              spikes.length == 0 ? Double.NaN : spikes[0] - settings.injDelayMs(),
              "ms"));
      q.add(new Quantity("Largest potential", max(result.trace().vMv()), "mV"));
      q.add(new Quantity("Smallest potential", -max(negated(result.trace().vMv())), "mV"));
      return new Outcome(
          new LinePlot(
              "clamp",
              List.of(trace("Current injection", result.trace()), phasePlane(result.trace()))),
          q,
          columns(result.trace()),
          result.warnings());
    };
  }

  private static Panel trace(String title, Trace trace) {
    return new Panel(title, TIME, POTENTIAL, List.of(new Curve("", trace.tMs(), trace.vMv())));
  }

  /** The rate of change over the potential. */
  static Panel phasePlane(Trace trace) {
    double[] v = trace.vMv();
    double[] t = trace.tMs();
    int n = Math.max(0, v.length - 2);
    double[] x = new double[n];
    double[] rate = new double[n];
    for (int k = 0; k < n; k++) {
      x[k] = v[k + 1];
      rate[k] = (v[k + 2] - v[k]) / (t[k + 2] - t[k]);
    }
    return new Panel("Phase plane", POTENTIAL, "dV/dt (mV/ms)", List.of(new Curve("", x, rate)));
  }

  private static Made features(ProtocolForm form, Electrodes electrodes) {
    CurrentClamp.Settings settings = pulse(form, electrodes);
    return (benches, control) -> {
      Features.Result result = Features.run(benches, settings, control);
      List<Quantity> q = new ArrayList<>();
      result
          .features()
          .forEach((name, values) -> {
            String unit = SpikeFeatures.unit(name);
            if (values.length == 1) {
              q.add(new Quantity(name, values[0], unit));
            } else if (values.length > 1) {
              q.add(
                  new Quantity(
                      name + " (mean of " + values.length + ")",
                      Arrays.stream(values).average().orElse(Double.NaN),
                      unit));
            }
          });
      return new Outcome(
          new LinePlot("features", List.of(trace("Current injection", result.clamp().trace()))),
          q,
          columns(result.clamp().trace()),
          result.clamp().warnings());
    };
  }

  // ---- F-I

  private static Made fi(ProtocolForm form, Electrodes electrodes) {
    FiCurve.Settings settings =
        new FiCurve.Settings(
            electrodes,
            form.number("i_start"),
            form.number("i_stop"),
            form.number("i_increment"),
            form.number("tstart"),
            form.number("tdur"),
            form.number("threshold"),
            form.optional("rheobase"));
    return (benches, control) -> {
      FiCurve.Result result = FiCurve.run(benches, settings, control);
      double[] pa = Arrays.stream(result.ampsNa()).map(a -> a * 1000).toArray();
      double[] counts = Arrays.stream(result.spikes()).asDoubleStream().toArray();
      List<Quantity> q = new ArrayList<>();
      q.add(new Quantity("Rheobase", result.rheobasePa().orElse(Double.NaN), "pA"));
      q.add(
          new Quantity(
              "Smallest tested current with spikes",
              result.rheobaseTestedPa().orElse(Double.NaN),
              "pA"));
      q.add(new Quantity("Slope", result.slopeHzPerPa().orElse(Double.NaN), "Hz/pA"));
      for (int k = 0; k < pa.length; k++) {
        double rounded = Math.rint(pa[k] * 1e6) / 1e6;
        q.add(new Quantity("Spikes at " + NumberText.real(rounded) + " pA", counts[k], ""));
      }
      Map<String, double[]> columns = new LinkedHashMap<>();
      columns.put("amp_pA", pa);
      columns.put("spikes", counts);
      List<Panel> panels = new ArrayList<>();
      panels.add(
          new Panel(
              "F-I curve", "Current (pA)", "Spikes", List.of(new Curve("", pa, counts, true))));
      return new Outcome(new LinePlot("fi", panels), q, columns, result.warnings());
    };
  }

  // ---- ZAP

  private static Made zap(ProtocolForm form, Electrodes electrodes) {
    Zap.Settings settings =
        new Zap.Settings(
            electrodes,
            form.number("inj_amp"),
            form.number("inj_delay"),
            form.number("inj_dur"),
            form.number("tstop"),
            form.number("fstart"),
            form.number("fend"),
            form.choice("chirp_type", ChirpKind.values(), ChirpKind::label),
            (int) form.number("smooth"));
    return (benches, control) -> {
      Zap.Result result = Zap.run(benches, settings, control);
      ImpedanceProfile profile = result.profile();
      List<Quantity> q = new ArrayList<>();
      q.add(new Quantity("Resonance", profile.resonanceHz(), "Hz"));
      q.add(new Quantity("Impedance at the peak", profile.resonanceMohm(), "MΩ"));
      q.add(new Quantity("Q", profile.quality(), ""));
      q.add(new Quantity("Resonance with the ends (bmtool)", profile.bmtoolResonanceHz(), "Hz"));
      q.add(new Quantity("V rest", result.vRestMv(), "mV"));
      q.add(new Quantity("Largest change", result.largestChangeMv(), "mV"));
      Map<String, double[]> columns = new LinkedHashMap<>();
      columns.put("freq_Hz", profile.freqHz());
      columns.put("impedance_MOhm", profile.impedanceMohm());
      columns.put("phase_rad", profile.phaseRad());
      columns.put("unsmoothed_MOhm", profile.rawMohm());
      String frequency = "Frequency (Hz)";
      return new Outcome(
          new LinePlot(
              "zap",
              List.of(
                  new Panel(
                      "Impedance",
                      frequency,
                      "Impedance (MΩ)",
                      List.of(new Curve("", profile.freqHz(), profile.impedanceMohm()))),
                  new Panel(
                      "Phase",
                      frequency,
                      "Phase (rad)",
                      List.of(new Curve("", profile.freqHz(), profile.phaseRad()))),
                  trace("Response to the chirp", result.trace()))),
          q,
          columns,
          result.warnings());
    };
  }

  // ---- synapse

  private static Made synapse(ProtocolForm form, Electrodes electrodes) {
    String pattern = form.text("pattern");
    double delayMs = form.number("delay");
    double tstopMs = form.number("tstop");
    SynapticInput.Pattern spikes =
        ProtocolForm.isSingle(pattern)
            ? new SynapticInput.Pattern.Single()
            : ProtocolForm.isPair(pattern)
                ? new SynapticInput.Pattern.Pair(form.number("interval"))
                : new SynapticInput.Pattern.Train(
                    form.number("frequency"),
                    form.number("noise"),
                    OptionalDouble.empty(),
                    (long) form.number("seed"));
    SynapticInput.Settings settings =
        new SynapticInput.Settings(
            electrodes,
            form.text("mechanism"),
            assignments(form.text("parameters")),
            form.number("weight"),
            delayMs,
            tstopMs,
            spikes,
            OptionalDouble.empty());
    return (benches, control) -> {
      SynapticInput.Result result = SynapticInput.run(benches, settings, control);
      List<Quantity> q = new ArrayList<>();
      q.add(new Quantity("Input spikes", result.inputMs().length, ""));
      if (!result.potentials().isEmpty()) {
        response(q, "PSP", result.potentials().getFirst(), "mV");
      }
      if (!result.currents().isEmpty()) {
        response(q, "PSC", result.currents().getFirst(), "nA");
      }
      if (result.potentials().size() > 1) {
        q.add(new Quantity("Paired pulse ratio", result.pairedPulseRatio(), ""));
      }
      List<Panel> panels = new ArrayList<>();
      panels.add(trace("Potential", result.trace()));
      Map<String, double[]> columns = columns(result.trace());
      if (result.currentNa().length > 0) {
        panels.add(
            new Panel(
                "Current of the synapse",
                TIME,
                "Current (nA)",
                List.of(new Curve("", result.trace().tMs(), result.currentNa()))));
        columns.put("i_nA", result.currentNa());
      }
      return new Outcome(new LinePlot("synapse", panels), q, columns, result.warnings());
    };
  }

  private static void response(List<Quantity> q, String what, Response response, String unit) {
    q.add(new Quantity(what + " amplitude", response.amplitude(), unit));
    q.add(new Quantity(what + " latency (10 %)", response.latencyMs(), "ms"));
    q.add(new Quantity(what + " rise (10-90 %)", response.riseMs(), "ms"));
    q.add(new Quantity(what + " decay (1/e)", response.decayMs(), "ms"));
    q.add(new Quantity(what + " half width", response.halfWidthMs(), "ms"));
  }

  private static Map<String, Double> assignments(String text) {
    Map<String, Double> values = new LinkedHashMap<>();
    for (String part : text.split("[,;]")) {
      if (part.isBlank()) {
        continue;
      }
      String[] sides = part.split("=", 2);
      try {
        values.put(sides[0].strip(), Double.valueOf(sides[1].strip()));
      } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
        throw new ModelException(
            Problem.error(
                    "lab.bad-setting",
                    Location.NOWHERE,
                    "'" + part.strip() + "' is no parameter of a synapse")
                .expected("NAME=VALUE, for instance tau2=10"));
      }
    }
    return values;
  }

  // ---- voltage clamp

  private static Made voltageClamp(ProtocolForm form, Electrodes electrodes) {
    VoltageClamp.Settings settings =
        new VoltageClamp.Settings(
            electrodes.inject(),
            VoltageClamp.Amplifier.SINGLE_ELECTRODE,
            form.number("rs"),
            form.number("hold"),
            form.number("hold_dur"),
            form.number("step_start"),
            form.number("step_stop"),
            form.number("step_increment"),
            form.number("step_dur"),
            form.number("tail"),
            form.number("tail_dur"),
            VoltageClamp.Settings.DEFAULT.skipMs(),
            Optional.of(form.text("current")).filter(name -> !name.isEmpty()));
    return (benches, control) -> {
      VoltageClamp.Result result = VoltageClamp.run(benches, settings, control);
      String unit = result.unit().replace("cm2", "cm²");
      double[] commands =
          result.steps().stream().mapToDouble(VoltageClamp.Step::commandMv).toArray();
      List<Quantity> q = new ArrayList<>();
      Map<String, double[]> columns = new LinkedHashMap<>();
      columns.put("command_mV", commands);
      columns.put("peak_" + result.unit(), result.peak());
      columns.put("steady_" + result.unit(), result.steady());
      columns.put("tail_" + result.unit(), result.tail());
      List<Curve> currents = new ArrayList<>();
      for (int k = 0; k < result.steps().size(); k++) {
        VoltageClamp.Step step = result.steps().get(k);
        boolean membrane = step.membraneMaPerCm2().length > 0;
        double[] current = membrane ? step.membraneMaPerCm2() : step.clampNa();
        double[] shown = current.clone();
        if (!membrane) {
          // The charge of the capacitance would dwarf everything else.
          blank(shown, step.tMs(), settings);
        }
        String name = NumberText.real(step.commandMv()) + " mV";
        currents.add(
            new Curve(
                "",
                step.tMs(),
                shown,
                false,
                Palette.sequential(
                    result.steps().size() < 2 ? .5 : .9 * k / (result.steps().size() - 1))));
        if (k == 0) {
          columns.put("t_ms", step.tMs());
        }
        columns.put("i_at_" + name.replace(" mV", "_mV"), current);
        q.add(new Quantity("Peak at " + name, result.peak()[k], unit));
        q.add(new Quantity("Steady at " + name, result.steady()[k], unit));
        q.add(new Quantity("Tail after " + name, result.tail()[k], unit));
      }
      String y = "Current (" + unit + ")";
      return new Outcome(
          new LinePlot(
              "voltage-clamp",
              List.of(
                  new Panel("Current of each step, dark to light", TIME, y, currents),
                  new Panel(
                      "Current over command",
                      "Command (mV)",
                      y,
                      List.of(
                          new Curve("peak", commands, result.peak(), true),
                          new Curve("steady", commands, result.steady(), true),
                          new Curve("tail", commands, result.tail(), true))))),
          q,
          columns,
          result.warnings());
    };
  }

  private static void blank(double[] current, double[] tMs, VoltageClamp.Settings settings) {
    double[] changes = {0, settings.holdMs(), settings.holdMs() + settings.stepMs()};
    for (int k = 0; k < current.length; k++) {
      for (double at : changes) {
        if (tMs[k] >= at - 1e-9 && tMs[k] <= at + settings.skipMs()) {
          current[k] = Double.NaN;
        }
      }
    }
  }

  // ---- small parts

  private static Map<String, double[]> columns(Trace trace) {
    Map<String, double[]> columns = new LinkedHashMap<>();
    columns.put("t_ms", trace.tMs());
    columns.put("v_mV", trace.vMv());
    return columns;
  }

  private static double max(double[] values) {
    return Arrays.stream(values).max().orElse(Double.NaN);
  }

  private static double[] negated(double[] values) {
    return Arrays.stream(values).map(v -> -v).toArray();
  }

  /** The settings in one line. */
  static String line(Map<String, String> settings) {
    return settings.entrySet().stream()
        .filter(e -> !e.getValue().isBlank())
        .map(e -> e.getKey() + " " + e.getValue())
        .collect(Collectors.joining(", "));
  }
}
