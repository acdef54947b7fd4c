package org.neurowright.engine.protocol;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.neurowright.engine.bench.Benches;
import org.neurowright.engine.bench.Change;
import org.neurowright.engine.bench.Place;
import org.neurowright.engine.bench.Preparation;
import org.neurowright.engine.bench.Recording;
import org.neurowright.engine.bench.Rig;
import org.neurowright.engine.bench.Site;
import org.neurowright.engine.bench.Specimen;
import org.neurowright.engine.bench.Trial;
import org.neurowright.engine.measure.PulseTrain;
import org.neurowright.engine.measure.Spikes;
import org.neurowright.engine.measure.SynapticEvent;
import org.neurowright.engine.mechanism.GlobalVariable;
import org.neurowright.engine.mechanism.MechanismKind;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.mechanism.MechanismVariable;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.NearestName;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.task.RunControl;

/**
 * A synapse that is being tuned: all its contacts get the same pulses, and the response is measured
 * as a potential (free) or as a current (under voltage clamp).
 *
 * <p>All pulses come through one connection per contact, so a mechanism that keeps its state with
 * the connection recovers as it should. (bmtool sends the pulses after the pause through a second
 * connection, which such a mechanism takes for a fresh one.)
 */
public final class SynapseTuning {
  private static final String VCLAMP = "vclamp";
  private static final String CLAMP_CURRENT = "clamp current";
  private static final String SYNAPSE = "synapse ";
  private static final String PART = " of synapse ";

  /** The clamp should hold the cell at least so well, mV. */
  private static final double ACCURATE_MV = 1;

  /** A first response smaller than this part of the largest one is a failure. */
  private static final double FAILURE = .1;

  private static final int MOST_CONTACTS = 1000;
  private static final int MOST_TRIALS = 1000;

  private SynapseTuning() {}

  /** When pulses come. */
  public sealed interface Stimulus {
    /** One pulse. */
    record Single() implements Stimulus {}

    /** Two pulses. */
    record Pair(double intervalMs) implements Stimulus {}

    /**
     * A train, and further pulses at the same frequency after a pause.
     *
     * @param frequencyHz of the pulses
     * @param pulses before the pause
     * @param pauseMs from the last pulse of the train to the next one
     * @param recoveryPulses after the pause; 0 for none
     */
    record Train(double frequencyHz, int pulses, double pauseMs, int recoveryPulses)
        implements Stimulus {
      /** Eight pulses of 50 Hz, four more after 250 ms. */
      public static final Train DEFAULT = new Train(50, 8, 250, 4);
    }

    /**
     * Pulses for some time.
     *
     * @param frequencyHz of the pulses
     * @param durationMs for how long
     */
    record Continuous(double frequencyHz, double durationMs) implements Stimulus {}
  }

  /**
   * A voltage clamp at the recording electrode, on for the whole run.
   *
   * @param amplifier which clamp
   * @param holdMv the command
   * @param rsMohm resistance of the single electrode, or of the stimulating one of two
   */
  public record Clamp(VoltageClamp.Amplifier amplifier, double holdMv, double rsMohm) {
    /** bmtool's: two electrodes, -70 mV, 1 MOhm. */
    public static final Clamp DEFAULT = new Clamp(VoltageClamp.Amplifier.TWO_ELECTRODES, -70, 1);

    public Clamp withHold(double newHoldMv) {
      return new Clamp(amplifier, newHoldMv, rsMohm);
    }
  }

  /**
   * The synapse.
   *
   * @param mechanism any point process with NET_RECEIVE
   * @param parameters that differ from its defaults, by name
   * @param weight of each connection, in the synapse's unit
   * @param delayMs of each connection
   */
  public record Synapse(
      String mechanism, Map<String, Double> parameters, double weight, double delayMs) {
    /** Exp2Syn of 0.001 uS, 1.3 ms. */
    public static final Synapse DEFAULT = new Synapse("Exp2Syn", Map.of(), .001, 1.3);

    public Synapse {
      parameters = Map.copyOf(parameters);
    }
  }

  /**
   * Where.
   *
   * @param contacts where the synapses sit; the same place may come several times
   * @param record the recording electrode, or that of the clamp
   */
  public record Sites(List<Place> contacts, Place record) {
    /** One contact at the soma, recorded there. */
    public static final Sites SOMA = new Sites(List.of(Place.SOMA), Place.SOMA);

    public Sites {
      contacts = List.copyOf(contacts);
    }
  }

  /**
   * What is read off the traces.
   *
   * @param riseFrom part of the amplitude at which the rise begins
   * @param riseTo part of the amplitude at which it ends
   * @param variables of the first contact's synapse to record besides its current
   */
  public record Reading(double riseFrom, double riseTo, List<String> variables) {
    /** 10 to 90 %. */
    public static final Reading DEFAULT = new Reading(.1, .9, List.of());

    public Reading {
      variables = List.copyOf(variables);
    }
  }

  /**
   * How often.
   *
   * @param trials more than one is worth it where release is random
   * @param seed of random release
   */
  public record Repeats(int trials, long seed) {
    public static final Repeats ONCE = new Repeats(1, 1);
  }

  /**
   * What is done.
   *
   * @param synapse which synapse
   * @param sites where
   * @param startMs time of the first pulse
   * @param tailMs how long the run goes on after the last pulse; after a train of slow pulses it
   *     goes on for one interval instead
   * @param stimulus when pulses come
   * @param clamp empty to leave the potential free
   * @param reading what is read
   * @param repeats how often
   */
  public record Settings(
      Synapse synapse,
      Sites sites,
      double startMs,
      double tailMs,
      Stimulus stimulus,
      Optional<Clamp> clamp,
      Reading reading,
      Repeats repeats) {
    /** One pulse at 500 ms, 100 ms watched, the potential free. */
    public static final Settings DEFAULT =
        new Settings(
            Synapse.DEFAULT,
            Sites.SOMA,
            500,
            100,
            new Stimulus.Single(),
            Optional.empty(),
            Reading.DEFAULT,
            Repeats.ONCE);

    public Settings with(Synapse other) {
      return new Settings(other, sites, startMs, tailMs, stimulus, clamp, reading, repeats);
    }

    public Settings with(Sites other) {
      return new Settings(synapse, other, startMs, tailMs, stimulus, clamp, reading, repeats);
    }

    public Settings with(Stimulus other) {
      return new Settings(synapse, sites, startMs, tailMs, other, clamp, reading, repeats);
    }

    /** Under a voltage clamp. */
    public Settings with(Clamp other) {
      return new Settings(
          synapse, sites, startMs, tailMs, stimulus, Optional.of(other), reading, repeats);
    }

    public Settings with(Reading other) {
      return new Settings(synapse, sites, startMs, tailMs, stimulus, clamp, other, repeats);
    }

    public Settings with(Repeats other) {
      return new Settings(synapse, sites, startMs, tailMs, stimulus, clamp, reading, other);
    }

    /** The pulses, ms. */
    public double[] pulsesMs() {
      return switch (stimulus) {
        case Stimulus.Single _ -> new double[] {startMs};
        case Stimulus.Pair(double intervalMs) -> new double[] {startMs, startMs + intervalMs};
        case Stimulus.Train(double hz, int pulses, double pauseMs, int recoveryPulses) -> {
          double[] times = new double[pulses + recoveryPulses];
          fill(times, 0, pulses, startMs, 1000 / hz);
          fill(
              times,
              pulses,
              times.length,
              startMs + (pulses - 1) * (1000 / hz) + pauseMs,
              1000 / hz);
          yield times;
        }
        case Stimulus.Continuous(double hz, double durationMs) -> {
          double[] times = new double[(int) Math.ceil(durationMs / 1000 * hz + 1)];
          fill(times, 0, times.length, startMs, 1000 / hz);
          yield times;
        }
      };
    }

    private static void fill(double[] times, int from, int to, double start, double interval) {
      double t = start;
      for (int k = from; k < to; k++) {
        times[k] = t;
        t += interval;
      }
    }

    /** How many pulses come before a pause. */
    public int pulsesBeforePause() {
      return stimulus instanceof Stimulus.Train train ? train.pulses() : pulsesMs().length;
    }

    /** End of the run, ms. */
    public double tstopMs() {
      return switch (stimulus) {
        case Stimulus.Single _ -> startMs + tailMs;
        case Stimulus.Pair(double intervalMs) -> startMs + intervalMs + tailMs;
        case Stimulus.Train(double hz, int _, double _, int _) -> {
          double[] pulses = pulsesMs();
          yield pulses[pulses.length - 1] + Math.max(1000 / hz, tailMs);
        }
        case Stimulus.Continuous(double _, double durationMs) -> startMs + durationMs + tailMs;
      };
    }
  }

  /** What is measured. */
  public enum Signal {
    /** At the recording electrode, mV. */
    POTENTIAL("potential", "mV"),
    /** Of the voltage clamp, nA. */
    CLAMP_CURRENT("clamp current", "nA"),
    /** Of all contacts together, nA. */
    SYNAPTIC_CURRENT("synaptic current", "nA");

    private final String label;
    private final String unit;

    Signal(String label, String unit) {
      this.label = label;
      this.unit = unit;
    }

    public String label() {
      return label;
    }

    public String unit() {
      return unit;
    }
  }

  /**
   * One run, or the mean of several. The arrays are not to be changed.
   *
   * @param tMs times
   * @param signals what is measured; without a clamp there is no current of it, and without a
   *     readable current of the synapse none of that
   * @param variables of the first contact's synapse
   */
  public record Sweep(
      double[] tMs, Map<Signal, double[]> signals, Map<String, double[]> variables) {}

  /**
   * Measures of one signal.
   *
   * @param signal of which
   * @param first the response to the first pulse, until the second one arrives
   * @param train responses to all pulses
   * @param firstAmplitudes amplitudes of the first response in each trial
   * @param cv their standard deviation over their mean; NaN with one trial
   * @param failures part of the trials whose first response is less than a tenth of the largest
   */
  public record Measured(
      Signal signal,
      SynapticEvent first,
      PulseTrain train,
      double[] firstAmplitudes,
      double cv,
      double failures) {}

  /**
   * What came out.
   *
   * @param settings what was done
   * @param mean of all trials; the trial itself if there is one
   * @param sweeps of each trial
   * @param pulsesMs pulses
   * @param measured of the mean, the main signal first: the clamp's current or the potential
   * @param random whether the mechanism draws random numbers
   * @param contactsAt places as printed
   * @param recordedAt the place as printed
   * @param warnings what speaks against it
   */
  public record Result(
      Settings settings,
      Sweep mean,
      List<Sweep> sweeps,
      double[] pulsesMs,
      List<Measured> measured,
      boolean random,
      List<String> contactsAt,
      String recordedAt,
      List<Problem> warnings) {
    public Measured main() {
      return measured.getFirst();
    }
  }

  /** Point processes of a cell's catalogue that receive spikes. */
  public static List<MechanismType> synapses(Specimen specimen) {
    return specimen.catalogue().all().stream()
        .filter(t -> t.kind() == MechanismKind.POINT_PROCESS && t.netReceiveArgs() >= 0)
        .toList();
  }

  /** Numbers of each instance that can be set: what a slider can be made for. */
  public static List<MechanismVariable> parameters(MechanismType type) {
    return type.variables().stream()
        .filter(v -> v.visible() && v.role() == MechanismVariable.Role.PARAMETER && v.size() == 1)
        .toList();
  }

  /**
   * Parameters that all instances share. Those that NMODL makes by itself for the start of each
   * state ({@code g0} of {@code g}) are left out.
   */
  public static List<GlobalVariable> sharedParameters(MechanismType type) {
    return type.globals().stream()
        .filter(g -> g.parameter() && g.size() == 1)
        .filter(g ->
            type.variables().stream()
                .noneMatch(s ->
                    s.role() == MechanismVariable.Role.STATE && g.name().equals(s.name() + "0")))
        .toList();
  }

  /** Variables of an instance that can be recorded. */
  public static List<MechanismVariable> recordable(MechanismType type) {
    return type.variables().stream()
        .filter(v ->
            v.visible()
                && v.size() == 1
                && (v.role() == MechanismVariable.Role.STATE
                    || v.role() == MechanismVariable.Role.ASSIGNED))
        .toList();
  }

  /**
   * A cell in which the synapse's shared (GLOBAL) parameters have the values of the settings.
   * Everything else of the settings is set by {@link #run}.
   */
  public static Preparation prepared(Preparation preparation, Settings settings) {
    Optional<MechanismType> type =
        preparation.specimen().catalogue().find(settings.synapse().mechanism());
    Preparation result = preparation;
    for (Map.Entry<String, Double> each : settings.synapse().parameters().entrySet()) {
      if (type.isPresent()
          && type.get().globalIndex(each.getKey()).isPresent()
          && type.get().variableIndex(each.getKey()).isEmpty()) {
        result =
            result.with(
                new Change.Global(
                    each.getKey() + "_" + settings.synapse().mechanism(), each.getValue()));
      }
    }
    return result;
  }

  public static Result run(Benches benches, Settings settings, RunControl control) {
    check(settings);
    Specimen specimen = benches.specimen();
    MechanismType type = type(specimen, settings);
    double[] pulses = settings.pulsesMs();
    Recipe recipe = recipe(specimen, type, settings, pulses);
    List<Trial> trials = new ArrayList<>();
    for (int k = 0; k < settings.repeats().trials(); k++) {
      trials.add(trial(type, settings, k));
    }
    double tstop = settings.tstopMs();
    List<Sweep> sweeps = new ArrayList<>();
    for (Recording recording : benches.run(recipe.rig(), trials, tstop, control)) {
      sweeps.add(sweep(recording, settings, recipe));
    }
    Sweep mean = sweeps.size() == 1 ? sweeps.getFirst() : mean(sweeps);
    double dtMs = benches.conditions().dtMs();
    List<Measured> measured = new ArrayList<>();
    for (Signal signal : mainFirst(settings)) {
      if (mean.signals().containsKey(signal)) {
        measured.add(measure(signal, mean, sweeps, settings, pulses, dtMs));
      }
    }
    boolean random = type.variables().stream().anyMatch(MechanismVariable::isRandomStream);
    return new Result(
        settings,
        mean,
        sweeps,
        pulses,
        measured,
        random,
        settings.sites().contacts().stream().map(c -> Setup.shown(benches, c)).toList(),
        Setup.shown(benches, settings.sites().record()),
        warnings(mean, measured.getFirst(), settings, random, dtMs));
  }

  private static List<Signal> mainFirst(Settings settings) {
    return settings.clamp().isPresent()
        ? List.of(Signal.CLAMP_CURRENT, Signal.SYNAPTIC_CURRENT)
        : List.of(Signal.POTENTIAL, Signal.SYNAPTIC_CURRENT);
  }

  private static void check(Settings s) {
    Setup.require(
        !s.sites().contacts().isEmpty() && s.sites().contacts().size() <= MOST_CONTACTS,
        "The number of contacts",
        s.sites().contacts().size(),
        "1 to " + MOST_CONTACTS);
    Setup.require(s.synapse().delayMs() >= 0, "The delay (ms)", s.synapse().delayMs(), "0 or more");
    Setup.require(
        s.startMs() >= 0 && s.startMs() <= 1e6, "The first pulse (ms)", s.startMs(), "0 to 1e6");
    Setup.require(
        s.tailMs() > 0 && s.tailMs() <= 1e6, "The time after (ms)", s.tailMs(), "0 to 1e6");
    Setup.require(
        s.reading().riseFrom() > 0
            && s.reading().riseFrom() < s.reading().riseTo()
            && s.reading().riseTo() < 1,
        "The beginning of the rise",
        s.reading().riseFrom(),
        "more than 0 and less than its end, which is less than 1");
    Setup.require(
        s.repeats().trials() >= 1 && s.repeats().trials() <= MOST_TRIALS,
        "The number of trials",
        s.repeats().trials(),
        "1 to " + MOST_TRIALS);
    switch (s.stimulus()) {
      case Stimulus.Single _ -> {}
      case Stimulus.Pair(double interval) ->
          Setup.require(interval > 0 && interval <= 1e6, "The interval (ms)", interval, "0 to 1e6");
      case Stimulus.Train(double hz, int pulses, double pause, int recovery) -> {
        frequency(hz);
        Setup.require(pulses >= 1 && pulses <= 10000, "The number of pulses", pulses, "1 to 10000");
        Setup.require(pause > 0 && pause <= 1e6, "The pause (ms)", pause, "0 to 1e6");
        Setup.require(
            recovery >= 0 && recovery <= 10000,
            "The number of pulses after the pause",
            recovery,
            "0 to 10000");
      }
      case Stimulus.Continuous(double hz, double duration) -> {
        frequency(hz);
        Setup.require(duration > 0 && duration <= 1e6, "The duration (ms)", duration, "0 to 1e6");
      }
    }
    s.clamp()
        .ifPresent(clamp ->
            Setup.require(
                clamp.rsMohm() > 0, "The resistance (MOhm)", clamp.rsMohm(), "more than 0"));
  }

  private static void frequency(double hz) {
    Setup.require(hz > 0 && hz <= 1e4, "The frequency (Hz)", hz, "0 to 10000");
  }

  private static MechanismType type(Specimen specimen, Settings settings) {
    List<MechanismType> known = synapses(specimen);
    MechanismType type =
        known.stream()
            .filter(t -> t.name().equals(settings.synapse().mechanism()))
            .findFirst()
            .orElseThrow(() -> {
              List<String> names = known.stream().map(MechanismType::name).toList();
              return new ModelException(
                  Problem.error(
                          "lab.unknown-point-process",
                          Location.NOWHERE,
                          "There is no point process "
                              + settings.synapse().mechanism()
                              + " that receives spikes")
                      .expected(
                          "one of "
                              + NearestName.nearestFirst(settings.synapse().mechanism(), names))
                      .hint("Add its .mod file to the mechanisms of the cell"));
            });
    for (String name : settings.synapse().parameters().keySet()) {
      boolean has =
          parameters(type).stream().anyMatch(v -> v.name().equals(name))
              || type.globalIndex(name).isPresent();
      if (!has) {
        throw new ModelException(
            Problem.error(
                    "lab.unknown-parameter",
                    Location.NOWHERE,
                    type.name() + " has no parameter " + name)
                .expected(
                    "one of "
                        + NearestName.nearestFirst(
                            name,
                            parameters(type).stream().map(MechanismVariable::name).toList())));
      }
    }
    return type;
  }

  /** The rig, and how its recordings are called. */
  private record Recipe(Rig rig, List<String> currents) {}

  private static Recipe recipe(
      Specimen specimen, MechanismType type, Settings settings, double[] pulses) {
    Site record = specimen.site(settings.sites().record(), "recording");
    Rig rig = Rig.EMPTY.record(Setup.V, record, "v");
    if (settings.clamp().isPresent()) {
      boolean single =
          settings.clamp().get().amplifier() == VoltageClamp.Amplifier.SINGLE_ELECTRODE;
      rig =
          rig.device(VCLAMP, single ? "SEClamp" : "VClamp", record)
              .recordDevice(CLAMP_CURRENT, VCLAMP, "i");
    }
    List<Double> times = new ArrayList<>();
    for (double pulse : pulses) {
      times.add(pulse);
    }
    List<String> currents = currents(type);
    for (int c = 0; c < settings.sites().contacts().size(); c++) {
      String name = SYNAPSE + c;
      rig =
          rig.device(
                  name, type.name(), specimen.site(settings.sites().contacts().get(c), "synapse"))
              .input(name, settings.synapse().weight(), settings.synapse().delayMs(), times);
      for (String current : currents) {
        rig = rig.recordDevice(current + PART + c, name, current);
      }
    }
    for (String variable : settings.reading().variables()) {
      rig = rig.recordDevice("variable " + variable, SYNAPSE + 0, variable);
    }
    return new Recipe(rig, currents);
  }

  /** What adds up to the current of a synapse; empty when none of it can be read. */
  private static List<String> currents(MechanismType type) {
    List<String> readable =
        type.currents().stream().filter(c -> type.variableIndex(c).isPresent()).toList();
    if (readable.size() == type.currents().size()) {
      return readable;
    }
    return type.variableIndex("i").isPresent() ? List.of("i") : List.of();
  }

  private static Trial trial(MechanismType type, Settings settings, int number) {
    Trial trial = Trial.EMPTY;
    for (int c = 0; c < settings.sites().contacts().size(); c++) {
      for (Map.Entry<String, Double> each : settings.synapse().parameters().entrySet()) {
        if (type.variableIndex(each.getKey()).isPresent()) {
          trial = trial.set(SYNAPSE + c, each.getKey(), each.getValue());
        }
      }
      for (MechanismVariable variable : type.variables()) {
        if (variable.isRandomStream()) {
          trial = seeded(trial, SYNAPSE + c, variable, settings.repeats().seed(), c, number);
        }
      }
    }
    if (settings.clamp().isPresent()) {
      Clamp clamp = settings.clamp().get();
      boolean single = clamp.amplifier() == VoltageClamp.Amplifier.SINGLE_ELECTRODE;
      trial =
          trial
              .set(VCLAMP, single ? "rs" : "rstim", clamp.rsMohm())
              .set(VCLAMP, single ? "dur1" : "dur[0]", 1e9)
              .set(VCLAMP, single ? "amp1" : "amp[0]", clamp.holdMv());
    }
    return trial;
  }

  /** Names a random stream after seed, contact and trial. */
  private static Trial seeded(
      Trial trial, String device, MechanismVariable stream, long seed, int contact, int number) {
    if (stream.visible()) {
      return trial
          .set(device, stream.name() + "[0]", seed & 0xFFFFFFFFL)
          .set(device, stream.name() + "[1]", contact + 1.0)
          .set(device, stream.name() + "[2]", number);
    }
    // The old generator: a value between 0 and 2^32, and 1 for "started".
    long mixed = (seed * 0x9E3779B97F4A7C15L + contact) * 0xBF58476D1CE4E5B9L + number;
    mixed = (mixed ^ (mixed >>> 31)) * 0x94D049BB133111EBL;
    return trial
        .set(device, stream.name() + "[0]", (double) (mixed >>> 32))
        .set(device, stream.name() + "[1]", 1);
  }

  private static Sweep sweep(Recording recording, Settings settings, Recipe recipe) {
    Map<Signal, double[]> signals = new EnumMap<>(Signal.class);
    signals.put(Signal.POTENTIAL, recording.of(Setup.V));
    if (settings.clamp().isPresent()) {
      signals.put(Signal.CLAMP_CURRENT, recording.of(CLAMP_CURRENT));
    }
    if (!recipe.currents().isEmpty()) {
      double[] sum = new double[recording.tMs().length];
      for (int c = 0; c < settings.sites().contacts().size(); c++) {
        for (String current : recipe.currents()) {
          double[] part = recording.of(current + PART + c);
          for (int k = 0; k < sum.length; k++) {
            sum[k] += part[k];
          }
        }
      }
      signals.put(Signal.SYNAPTIC_CURRENT, sum);
    }
    Map<String, double[]> variables = new LinkedHashMap<>();
    settings.reading().variables().forEach(v -> variables.put(v, recording.of("variable " + v)));
    return new Sweep(recording.tMs(), signals, variables);
  }

  private static Sweep mean(List<Sweep> sweeps) {
    Map<Signal, double[]> signals = new EnumMap<>(Signal.class);
    Map<String, double[]> variables = new LinkedHashMap<>();
    Sweep first = sweeps.getFirst();
    first
        .signals()
        .keySet()
        .forEach(
            s -> signals.put(s, meanTrace(sweeps.stream().map(w -> w.signals().get(s)).toList())));
    first
        .variables()
        .keySet()
        .forEach(v ->
            variables.put(v, meanTrace(sweeps.stream().map(w -> w.variables().get(v)).toList())));
    return new Sweep(first.tMs(), signals, variables);
  }

  private static double[] meanTrace(List<double[]> traces) {
    double[] mean = new double[traces.getFirst().length];
    for (double[] trace : traces) {
      for (int k = 0; k < mean.length; k++) {
        mean[k] += trace[k] / traces.size();
      }
    }
    return mean;
  }

  private static Measured measure(
      Signal signal,
      Sweep mean,
      List<Sweep> sweeps,
      Settings settings,
      double[] pulses,
      double dtMs) {
    SynapticEvent first = event(mean.signals().get(signal), settings, pulses, dtMs);
    double[] amplitudes =
        sweeps.size() == 1
            ? new double[] {first.amplitude()}
            : sweeps.stream()
                .mapToDouble(w ->
                    Math.abs(event(w.signals().get(signal), settings, pulses, dtMs).amplitude()))
                .toArray();
    double sum = 0;
    double largest = 0;
    for (double a : amplitudes) {
      sum += a;
      largest = Math.max(largest, a);
    }
    double average = sum / amplitudes.length;
    double squares = 0;
    int failed = 0;
    for (double a : amplitudes) {
      squares += (a - average) * (a - average);
      failed += a < FAILURE * largest ? 1 : 0;
    }
    return new Measured(
        signal,
        first,
        PulseTrain.of(
            mean.signals().get(signal),
            dtMs,
            pulses,
            settings.synapse().delayMs(),
            settings.pulsesBeforePause()),
        amplitudes,
        amplitudes.length < 2 ? Double.NaN : Math.sqrt(squares / (amplitudes.length - 1)) / average,
        amplitudes.length < 2 ? Double.NaN : (double) failed / amplitudes.length);
  }

  private static SynapticEvent event(
      double[] trace, Settings settings, double[] pulses, double dtMs) {
    int end =
        pulses.length < 2
            ? trace.length
            : (int) Math.floor((pulses[1] + settings.synapse().delayMs()) / dtMs);
    return SynapticEvent.of(
        trace,
        dtMs,
        (int) Math.floor(pulses[0] / dtMs),
        (int) Math.floor((pulses[0] + settings.synapse().delayMs()) / dtMs),
        end,
        settings.reading().riseFrom(),
        settings.reading().riseTo());
  }

  private static List<Problem> warnings(
      Sweep mean, Measured main, Settings settings, boolean random, double dtMs) {
    Warnings warnings = new Warnings();
    double[] y = mean.signals().get(main.signal());
    double[] v = mean.signals().get(Signal.POTENTIAL);
    int pulse = Math.min(y.length - 1, (int) Math.floor(settings.startMs() / dtMs));
    if (settings.clamp().isPresent()) {
      double hold = settings.clamp().get().holdMv();
      double worst = 0;
      for (int k = pulse; k < v.length; k++) {
        worst = Math.max(worst, Math.abs(v[k] - hold));
      }
      if (worst > ACCURATE_MV) {
        warnings.add(
            "lab.bad-clamp",
            String.format(
                Locale.ROOT, "The clamp lets the potential go by %.3g mV from its command", worst),
            "Choose a smaller resistance");
      }
    } else {
      warnings.restBefore(v, pulse, dtMs, main.first().amplitude());
      int spikes = Spikes.crossings(v, pulse, v.length - 1, Warnings.SPIKE_MV);
      if (spikes > 0) {
        warnings.add(
            "lab.spikes-in-window",
            "The cell fires, so the amplitudes are those of spikes",
            "Take a smaller weight, or hold the cell with the voltage clamp");
      }
    }
    if (!(main.first().amplitude() > 1e-9)) {
      warnings.add(
          "lab.no-response",
          "The pulse does nothing to the " + main.signal().label(),
          "Choose a larger weight; the reversal potential may be where the cell is");
    } else if (!main.first().peaked()) {
      warnings.add(
          "lab.no-peak",
          "The response still grows when it is cut off, so times are not measured",
          "Give it more time, or pulses further apart");
    }
    if (settings.repeats().trials() > 1 && !random) {
      warnings.add(
          "lab.not-random",
          settings.synapse().mechanism() + " draws no random numbers, so all trials are the same",
          "One trial is enough");
    }
    return warnings.toList();
  }

  /**
   * Plasticity against frequency: the train at each frequency.
   *
   * @param settings whose stimulus is a train; its frequency is replaced
   * @return one result per frequency
   */
  public static List<Result> frequencies(
      Benches benches, Settings settings, double[] frequenciesHz, RunControl control) {
    Stimulus.Train train =
        settings.stimulus() instanceof Stimulus.Train given ? given : Stimulus.Train.DEFAULT;
    List<Result> results = new ArrayList<>();
    for (double hz : frequenciesHz) {
      Stimulus.Train at =
          new Stimulus.Train(hz, train.pulses(), train.pauseMs(), train.recoveryPulses());
      results.add(run(benches, settings.with(at), control));
    }
    return results;
  }
}
