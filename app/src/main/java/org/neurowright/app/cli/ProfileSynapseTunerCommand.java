package org.neurowright.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neurowright.app.canvas.LinePlot;
import org.neurowright.engine.bench.Benches;
import org.neurowright.engine.bench.Place;
import org.neurowright.engine.description.SynapseModel;
import org.neurowright.engine.measure.PulseTrain;
import org.neurowright.engine.measure.SynapticEvent;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.protocol.SynapseTuning;
import org.neurowright.engine.protocol.SynapseTuning.Measured;
import org.neurowright.engine.protocol.SynapseTuning.Signal;
import org.neurowright.engine.protocol.SynapseTuning.Stimulus;
import org.neurowright.engine.protocol.VoltageClamp;
import org.neurowright.engine.task.RunControl;
import org.neurowright.io.cell.BmtkFunctions;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.lab.SynapseFile;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

@Command(
    name = "synapse-tuner",
    description =
        "A synapse as a potential or under voltage clamp: one pulse, a pair, a train with recovery.")
final class ProfileSynapseTunerCommand extends ProfileProtocol {
  private static final double PA_PER_NA = 1e3;

  @Mixin private RecordOptions record;
  @Mixin private SynapseOptions synapse;
  @Mixin private PulseOptions pulses;
  @Mixin private ClampOptions clamp;

  @Option(
      names = "--rise-interval",
      paramLabel = "FROM,TO",
      split = ",",
      arity = "1",
      defaultValue = "0.1,0.9",
      description = "Parts of the amplitude between which the rise is measured (default: 0.1,0.9).")
  private List<Double> riseInterval;

  @Option(
      names = "--trials",
      paramLabel = "N",
      defaultValue = "1",
      description = "How often, where release is random (default: 1).")
  private int trials;

  @Option(names = "--seed", defaultValue = "1", description = "Of random release (default: 1).")
  private long seed;

  ProfileSynapseTunerCommand(CommandContext context) {
    super(context);
  }

  /** Which synapse, where. */
  static final class SynapseOptions {
    @Option(
        names = {"--level-of-detail", "--mechanism"},
        paramLabel = "NAME",
        description = "Point process (default: Exp2Syn, or as --load says).")
    private String mechanism;

    @Option(
        names = "--syn-param",
        paramLabel = "NAME=VALUE",
        description = "Parameter of the synapse; may be given several times.")
    private Map<String, Double> parameters = new LinkedHashMap<>();

    @Option(
        names = "--load",
        paramLabel = "FILE",
        description = "Parameters from a json of a synaptic_models folder.")
    private Path load;

    @Option(
        names = "--export",
        paramLabel = "FILE",
        description = "Write the parameters as such a json.")
    private Path export;

    @Option(
        names = "--contact",
        paramLabel = "PLACE",
        description =
            "Where the synapse sits, dend[3](0.5); may be given several times"
                + " (default: soma(0.5)).")
    private List<String> contacts = new ArrayList<>();

    @Option(
        names = "--contacts-each",
        paramLabel = "N",
        defaultValue = "1",
        description = "Contacts at each place (default: 1).")
    private int each;

    @Option(
        names = "--weight",
        defaultValue = "0.001",
        description = "Of each contact, uS for Exp2Syn (default: ${DEFAULT-VALUE}).")
    private double weight;

    @Option(
        names = "--delay",
        paramLabel = "MS",
        defaultValue = "1.3",
        description = "Of the connection (default: ${DEFAULT-VALUE} ms).")
    private double delayMs;

    private List<Place> places() {
      List<Place> places = new ArrayList<>();
      List<Place> named =
          contacts.isEmpty() ? List.of(Place.SOMA) : contacts.stream().map(Place::parse).toList();
      named.forEach(place -> places.addAll(Collections.nCopies(Math.max(0, each), place)));
      return places;
    }
  }

  /** When pulses come. */
  static final class PulseOptions {
    @Option(
        names = "--tstart",
        paramLabel = "MS",
        defaultValue = "500",
        description = "First pulse (default: ${DEFAULT-VALUE} ms).")
    private double tstartMs;

    @Option(
        names = "--tdur",
        paramLabel = "MS",
        defaultValue = "100",
        description = "How long the last response is watched (default: ${DEFAULT-VALUE} ms).")
    private double tdurMs;

    @ArgGroup private Kind kind = new Kind();

    @Option(
        names = "--freq",
        paramLabel = "HZ",
        defaultValue = "50",
        description = "Of a train (default: ${DEFAULT-VALUE} Hz).")
    private double frequencyHz;

    @Option(
        names = "--train-delay",
        paramLabel = "MS",
        defaultValue = "250",
        description =
            "From the last pulse of a train to the first one after it (default: ${DEFAULT-VALUE}"
                + " ms).")
    private double pauseMs;

    @Option(
        names = "--pulses",
        paramLabel = "N",
        defaultValue = "8",
        description = "Pulses of a train (default: ${DEFAULT-VALUE}).")
    private int count;

    @Option(
        names = "--recovery-pulses",
        paramLabel = "N",
        defaultValue = "4",
        description = "Pulses after the pause (default: ${DEFAULT-VALUE}).")
    private int recovery;

    /** One of them. */
    static final class Kind {
      @Option(names = "--single", description = "One pulse (the default).")
      private boolean single;

      @Option(names = "--pair", paramLabel = "MS", description = "Two pulses with this interval.")
      private Double pairMs;

      @Option(names = "--train", description = "A train, a pause, and more pulses.")
      private boolean train;

      @Option(
          names = "--duration",
          paramLabel = "MS",
          description = "Pulses for so long (bmtool's continuous mode).")
      private Double durationMs;

      @Option(
          names = "--freqs",
          paramLabel = "HZ",
          split = ",",
          description = "Trains of several frequencies: plasticity against frequency.")
      private List<Double> frequencies;
    }

    private Stimulus stimulus() {
      if (kind.pairMs != null) {
        return new Stimulus.Pair(kind.pairMs);
      }
      if (kind.durationMs != null) {
        return new Stimulus.Continuous(frequencyHz, kind.durationMs);
      }
      return kind.train || kind.frequencies != null
          ? new Stimulus.Train(frequencyHz, count, pauseMs, recovery)
          : new Stimulus.Single();
    }
  }

  /** Voltage clamp. */
  static final class ClampOptions {
    @Option(names = "--vclamp", description = "Hold the cell and measure the clamp's current.")
    private boolean on;

    @Option(
        names = "--vclamp-amp",
        paramLabel = "MV",
        defaultValue = "-70",
        description = "Holding potential (default: ${DEFAULT-VALUE} mV).")
    private double holdMv;

    @Option(
        names = "--vclamp-electrodes",
        paramLabel = "N",
        defaultValue = "2",
        description = "2 for VClamp as bmtool, 1 for SEClamp (default: ${DEFAULT-VALUE}).")
    private int electrodes;

    @Option(
        names = "--vclamp-rs",
        paramLabel = "MOHM",
        description = "Resistance of the electrode (default: 1 MOhm of two, 0.01 MOhm of one).")
    private Double rsMohm;

    private SynapseTuning.Clamp clamp() {
      boolean one = electrodes == 1;
      return new SynapseTuning.Clamp(
          one ? VoltageClamp.Amplifier.SINGLE_ELECTRODE : VoltageClamp.Amplifier.TWO_ELECTRODES,
          holdMv,
          rsMohm != null ? rsMohm : one ? .01 : 1);
    }
  }

  @Override
  Outcome run(Benches benches, RunControl control) {
    if (riseInterval.size() != 2) {
      throw new ParameterException(spec.commandLine(), "--rise-interval takes two numbers");
    }
    if (clamp.electrodes != 1 && clamp.electrodes != 2) {
      throw new ParameterException(spec.commandLine(), "--vclamp-electrodes: 1 or 2");
    }
    SynapseFile files = new SynapseFile(BmtkFunctions.all().synapses());
    List<Problem> warnings = new ArrayList<>();
    String mechanism = synapse.mechanism == null ? "Exp2Syn" : synapse.mechanism;
    Map<String, Double> parameters = new LinkedHashMap<>();
    if (synapse.load != null) {
      ReadResult<SynapseModel> read =
          files.read(synapse.load, benches.specimen().catalogue(), mechanism);
      if (read.value().isEmpty()) {
        throw new ModelException(read.problems());
      }
      warnings.addAll(read.problems());
      if (synapse.mechanism == null || synapse.mechanism.equals(read.value().get().mechanism())) {
        mechanism = read.value().get().mechanism();
      } else {
        throw new ModelException(
            Problem.error(
                "lab.bad-setting",
                Location.of(synapse.load),
                "The file is of a "
                    + read.value().get().mechanism()
                    + ", not of a "
                    + synapse.mechanism));
      }
      parameters.putAll(read.value().get().parameters());
    }
    parameters.putAll(synapse.parameters);
    SynapseTuning.Settings settings =
        new SynapseTuning.Settings(
            new SynapseTuning.Synapse(mechanism, parameters, synapse.weight, synapse.delayMs),
            new SynapseTuning.Sites(synapse.places(), record.place()),
            pulses.tstartMs,
            pulses.tdurMs,
            pulses.stimulus(),
            clamp.on ? Optional.of(clamp.clamp()) : Optional.empty(),
            new SynapseTuning.Reading(riseInterval.get(0), riseInterval.get(1), List.of()),
            new SynapseTuning.Repeats(trials, seed));
    benches.prepare(SynapseTuning.prepared(benches.preparation(), settings));
    Outcome outcome =
        pulses.kind.frequencies != null
            ? frequencies(benches, settings, warnings, control)
            : once(benches, settings, warnings, control);
    if (synapse.export != null) {
      MechanismType type = benches.specimen().catalogue().find(mechanism).orElseThrow();
      Map<String, Double> all = new LinkedHashMap<>();
      SynapseTuning.parameters(type).forEach(v -> all.put(v.name(), v.defaultValue()));
      all.putAll(parameters);
      try {
        files.write(synapse.export, type, all);
      } catch (IOException e) {
        throw new ModelException(
            Problem.error(
                "lab.not-written",
                Location.of(synapse.export),
                "The parameters could not be written: " + Wording.of(e)));
      }
    }
    return outcome;
  }

  private Outcome once(
      Benches benches,
      SynapseTuning.Settings settings,
      List<Problem> warnings,
      RunControl control) {
    SynapseTuning.Result result = SynapseTuning.run(benches, settings, control);
    warnings.addAll(result.warnings());
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("input_ms", result.pulsesMs());
    for (Measured measured : result.measured()) {
      values.put(measured.signal().label().replace(' ', '_'), json(measured));
    }
    Map<String, double[]> columns = new LinkedHashMap<>();
    columns.put("t_ms", result.mean().tMs());
    result
        .mean()
        .signals()
        .forEach((signal, trace) ->
            columns.put(
                switch (signal) {
                  case POTENTIAL -> "v_mV";
                  case CLAMP_CURRENT -> "clamp_nA";
                  case SYNAPTIC_CURRENT -> "i_nA";
                },
                trace));
    values.putAll(columns);
    List<LinePlot.Panel> panels = new ArrayList<>();
    for (Measured measured : result.measured()) {
      boolean current = measured.signal() != Signal.POTENTIAL;
      panels.add(
          new LinePlot.Panel(
              panels.isEmpty() ? settings.synapse().mechanism() : "",
              "Time (ms)",
              switch (measured.signal()) {
                case POTENTIAL -> "Membrane Potential (mV)";
                case CLAMP_CURRENT -> "VClamp Current (pA)";
                case SYNAPTIC_CURRENT -> "Synaptic Current (pA)";
              },
              List.of(
                  watched(
                      settings,
                      result.mean().tMs(),
                      result.mean().signals().get(measured.signal()),
                      current ? measured.first().baseline() : 0,
                      current ? PA_PER_NA : 1))));
    }
    return new Outcome(
        text(result),
        settings(settings),
        values,
        columns,
        new LinePlot("synapse-tuner", panels),
        warnings);
  }

  /** What is drawn: from a little before the first pulse on, currents from their baseline in pA. */
  private static LinePlot.Curve watched(
      SynapseTuning.Settings settings, double[] t, double[] y, double base, double factor) {
    int from = 0;
    while (from + 1 < t.length && t[from] < settings.startMs() - 10) {
      from++;
    }
    double[] x = java.util.Arrays.copyOfRange(t, from, t.length);
    double[] shown = new double[x.length];
    for (int k = 0; k < shown.length; k++) {
      shown[k] = (y[from + k] - base) * factor;
    }
    return new LinePlot.Curve("", x, shown);
  }

  private static Map<String, Object> settings(SynapseTuning.Settings settings) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("record", settings.sites().record().toString());
    shown.put("contacts", settings.sites().contacts().stream().map(Place::toString).toList());
    shown.put("mechanism", settings.synapse().mechanism());
    shown.put("parameters", settings.synapse().parameters());
    shown.put("weight", settings.synapse().weight());
    shown.put("delay_ms", settings.synapse().delayMs());
    shown.put("tstart_ms", settings.startMs());
    shown.put("tdur_ms", settings.tailMs());
    shown.put("vclamp_amp_mV", settings.clamp().map(SynapseTuning.Clamp::holdMv).orElse(null));
    shown.put("rise_interval", List.of(settings.reading().riseFrom(), settings.reading().riseTo()));
    shown.put("trials", settings.repeats().trials());
    shown.put("seed", settings.repeats().seed());
    return shown;
  }

  private static Map<String, Object> json(Measured measured) {
    SynapticEvent first = measured.first();
    PulseTrain train = measured.train();
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("unit", measured.signal().unit());
    object.put("baseline", first.baseline());
    object.put("sign", first.sign());
    object.put("amplitude", first.amplitude());
    object.put("latency_ms", JsonText.number(first.latencyMs()));
    object.put("rise_ms", JsonText.number(first.riseMs()));
    object.put("decay_ms", JsonText.number(first.decayMs()));
    object.put("half_width_ms", JsonText.number(first.halfWidthMs()));
    object.put("area_ms", first.area());
    object.put("amplitudes", train.amplitudes());
    object.put("own_amplitudes", train.ownAmplitudes());
    object.put("simple_ppr", JsonText.number(train.simplePpr()));
    object.put("ppr", JsonText.number(train.ppr()));
    object.put("induction", JsonText.number(train.induction()));
    object.put("recovery", JsonText.number(train.recovery()));
    object.put("trial_amplitudes", measured.firstAmplitudes());
    object.put("cv", JsonText.number(measured.cv()));
    object.put("failures", JsonText.number(measured.failures()));
    return object;
  }

  private static List<String> text(SynapseTuning.Result result) {
    List<String> lines = new ArrayList<>();
    lines.add("Synapse: " + result.settings().synapse().mechanism());
    lines.add("Contacts: " + String.join(", ", result.contactsAt()));
    lines.add("Recording: " + result.recordedAt());
    lines.add("Pulses: " + result.pulsesMs().length);
    for (Measured measured : result.measured()) {
      boolean current = measured.signal() != Signal.POTENTIAL;
      double factor = current ? PA_PER_NA : 1;
      String unit = current ? "pA" : "mV";
      SynapticEvent first = measured.first();
      lines.add("");
      lines.add(
          measured.signal().label().substring(0, 1).toUpperCase(java.util.Locale.ROOT)
              + measured.signal().label().substring(1)
              + ":");
      lines.add(say("Baseline: %.4f (%s)", first.baseline() * factor, unit));
      lines.add(say("Amplitude: %.4f (%s)", first.sign() * first.amplitude() * factor, unit));
      lines.add(say("Latency: %.3f (ms)", first.latencyMs()));
      lines.add(
          say(
              "Rise time, %.0f to %.0f %%: %.3f (ms)",
              100 * result.settings().reading().riseFrom(),
              100 * result.settings().reading().riseTo(),
              first.riseMs()));
      lines.add(say("Decay time constant: %.4f (ms)", first.decayMs()));
      lines.add(say("Half-width: %.3f (ms)", first.halfWidthMs()));
      lines.add(say("Integral: %.2f (%s*ms)", first.area() * factor, unit));
      if (measured.firstAmplitudes().length > 1) {
        lines.add(say("Variation of the first amplitude (CV): %.4f", measured.cv()));
        lines.add(say("Failures: %.1f %%", 100 * measured.failures()));
      }
      PulseTrain train = measured.train();
      if (train.amplitudes().length > 1) {
        lines.add(
            "Amplitudes ("
                + unit
                + "): "
                + String.join(
                    ", ",
                    java.util.Arrays.stream(train.amplitudes())
                        .mapToObj(a -> say("%.4f", a * factor))
                        .toList()));
        lines.add(say("Simple Paired Pulse Ratio (PPR): %.3f", train.simplePpr()));
        lines.add(say("Paired Pulse Response (PPR): %.3f", train.ppr()));
        lines.add(say("Induction: %.3f", train.induction()));
        lines.add(say("Recovery: %.3f", train.recovery()));
      }
    }
    return lines;
  }

  private Outcome frequencies(
      Benches benches,
      SynapseTuning.Settings settings,
      List<Problem> warnings,
      RunControl control) {
    double[] hz = pulses.kind.frequencies.stream().mapToDouble(Double::doubleValue).toArray();
    List<SynapseTuning.Result> results = SynapseTuning.frequencies(benches, settings, hz, control);
    Map<String, double[]> columns = new LinkedHashMap<>();
    columns.put("frequency_Hz", hz);
    columns.put("simple_ppr", of(results, PulseTrain::simplePpr));
    columns.put("ppr", of(results, PulseTrain::ppr));
    columns.put("induction", of(results, PulseTrain::induction));
    columns.put("recovery", of(results, PulseTrain::recovery));
    List<String> lines = new ArrayList<>();
    lines.add("Frequency (Hz)  simple PPR       PPR  induction  recovery");
    for (int k = 0; k < hz.length; k++) {
      PulseTrain train = results.get(k).main().train();
      lines.add(
          say(
              "%14s  %10.4f  %8.4f  %9.4f  %8.4f",
              general(hz[k]), train.simplePpr(), train.ppr(), train.induction(), train.recovery()));
      for (Problem warning : results.get(k).warnings()) {
        if (warnings.stream().noneMatch(w -> w.code().equals(warning.code()))) {
          warnings.add(warning);
        }
      }
    }
    List<LinePlot.Panel> panels = new ArrayList<>();
    for (String name : List.of("simple_ppr", "induction", "recovery")) {
      panels.add(
          new LinePlot.Panel(
              "",
              "Frequency (Hz)",
              name.replace("simple_ppr", "paired pulse ratio"),
              List.of(new LinePlot.Curve("", hz, columns.get(name), true))));
    }
    return new Outcome(
        lines,
        settings(settings),
        new LinkedHashMap<>(columns),
        columns,
        new LinePlot("synapse-frequencies", panels),
        warnings);
  }

  private static double[] of(
      List<SynapseTuning.Result> results, java.util.function.ToDoubleFunction<PulseTrain> value) {
    return results.stream().mapToDouble(r -> value.applyAsDouble(r.main().train())).toArray();
  }
}
