package org.neurowright.app.lab.protocol;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.neurowright.app.lab.form.Setting;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.NearestName;
import org.neurowright.engine.problem.Problem;

/** The settings of one protocol, with bmtool's names and defaults. */
public final class ProtocolForm {
  private static final String SINGLE = "single spike";
  private static final String PAIR = "pair";
  static final String TRAIN = "train";

  private final Protocol protocol;
  private final Map<String, Setting> settings = new LinkedHashMap<>();

  /**
   * A form with defaults.
   *
   * @param synapses point processes of the cell that receive spikes
   */
  ProtocolForm(Protocol protocol, List<String> synapses) {
    this.protocol = protocol;
    for (Setting setting : settingsOf(protocol, synapses)) {
      settings.put(setting.key(), setting);
    }
  }

  public Protocol protocol() {
    return protocol;
  }

  public List<Setting> settings() {
    return List.copyOf(settings.values());
  }

  /** A setting by bmtool's name. */
  public Setting setting(String key) {
    Setting found = settings.get(key);
    if (found == null) {
      throw new IllegalArgumentException(protocol + " has no setting " + key);
    }
    return found;
  }

  void reset() {
    settings.values().forEach(setting -> setting.textProperty().set(setting.usual()));
  }

  double number(String key) {
    return setting(key).number();
  }

  OptionalDouble optional(String key) {
    return setting(key).isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(number(key));
  }

  String text(String key) {
    return setting(key).textProperty().get().strip();
  }

  /** A choice by its label. */
  <E> E choice(String key, E[] values, java.util.function.Function<E, String> label) {
    for (E value : values) {
      if (label.apply(value).equals(text(key))) {
        return value;
      }
    }
    throw new ModelException(
        Problem.error(
                "lab.bad-setting",
                Location.NOWHERE,
                setting(key).label() + " is '" + text(key) + "'")
            .expected("one of " + NearestName.nearestFirst(text(key), setting(key).choices())));
  }

  private static List<Setting> settingsOf(Protocol protocol, List<String> synapses) {
    return switch (protocol) {
      case PASSIVE ->
          List.of(
              Setting.number("inj_amp", "Current", "pA", "Height of the pulse", "-100"),
              Setting.number("inj_delay", "Delay", "ms", "Start of the pulse", "200"),
              Setting.number("inj_dur", "Duration", "ms", "Length of the pulse", "1000"),
              Setting.number("tstop", "End", "ms", "End of the run", "1200"),
              new Setting(
                  "method",
                  "Fit",
                  "",
                  "How the time constant is estimated: time to 63.2 %, one or two exponentials",
                  "simple",
                  List.of("simple", "exp", "exp2")));
      case CLAMP, FEATURES ->
          List.of(
              Setting.number("inj_amp", "Current", "pA", "Height of the pulse", "100"),
              Setting.number("inj_delay", "Delay", "ms", "Start of the pulse", "100"),
              Setting.number("inj_dur", "Duration", "ms", "Length of the pulse", "1000"),
              Setting.number("tstop", "End", "ms", "End of the run", "1000"),
              Setting.number("threshold", "Threshold", "mV", "Spikes are counted above this", "0"));
      case FI ->
          List.of(
              Setting.number("i_start", "First current", "pA", "First amplitude", "0"),
              Setting.number("i_stop", "Last current", "pA", "No amplitude goes beyond", "1050"),
              Setting.number("i_increment", "Step", "pA", "Distance of amplitudes", "100"),
              Setting.number("tstart", "Delay", "ms", "Start of the pulse", "50"),
              Setting.number("tdur", "Duration", "ms", "Length of the pulse", "1000"),
              Setting.number("threshold", "Threshold", "mV", "Spikes are counted above this", "0"),
              Setting.number(
                  "rheobase",
                  "Rheobase within",
                  "pA",
                  "The rheobase is searched for to within this; empty for no search",
                  "1"));
      case ZAP ->
          List.of(
              Setting.number("inj_amp", "Current", "pA", "Peak of the chirp", "100"),
              Setting.number("inj_delay", "Delay", "ms", "Start of the chirp", "200"),
              Setting.number("inj_dur", "Duration", "ms", "Length of the chirp", "15000"),
              Setting.number("tstop", "End", "ms", "End of the run", "15500"),
              Setting.number("fstart", "From", "Hz", "Frequency at the start", "0"),
              Setting.number("fend", "To", "Hz", "Frequency at the end", "15"),
              new Setting(
                  "chirp_type",
                  "Chirp",
                  "",
                  "How the frequency rises",
                  "linear",
                  List.of("linear", "exponential")),
              Setting.number(
                  "smooth", "Smoothing", "bins", "Moving average of the impedance", "9"));
      case SYNAPSE ->
          List.of(
              new Setting(
                  "mechanism",
                  "Synapse",
                  "",
                  "Point process that receives spikes",
                  synapses.contains("Exp2Syn") || synapses.isEmpty()
                      ? "Exp2Syn"
                      : synapses.getFirst(),
                  synapses),
              new Setting(
                  "parameters",
                  "Parameters",
                  "",
                  "Of the synapse, NAME=VALUE separated by commas; what is not named has its default",
                  "tau1=0.1, tau2=10, e=0",
                  List.of()),
              Setting.number(
                  "weight", "Weight", "", "In the synapse's own unit, µS for Exp2Syn", "0.01"),
              new Setting(
                  "pattern", "Spikes", "", "When spikes come", TRAIN, List.of(SINGLE, PAIR, TRAIN)),
              Setting.number("delay", "First spike", "ms", "Time of the first spike", "100"),
              Setting.number("interval", "Interval", "ms", "Of a pair", "50"),
              Setting.number("frequency", "Frequency", "Hz", "Of a train", "20"),
              Setting.number(
                  "noise", "Noise", "", "Of a train: 0 regular, 1 a Poisson process", "0"),
              Setting.number("seed", "Seed", "", "Of the noise", "1"),
              Setting.number("tstop", "End", "ms", "End of the run", "1000"));
      case VOLTAGE_CLAMP ->
          List.of(
              Setting.number("hold", "Hold", "mV", "Potential before the step", "-80"),
              Setting.number("hold_dur", "for", "ms", "How long it is held", "100"),
              Setting.number("step_start", "First step", "mV", "First command", "-100"),
              Setting.number("step_stop", "Last step", "mV", "No command goes beyond", "40"),
              Setting.number("step_increment", "Step by", "mV", "Distance of commands", "10"),
              Setting.number("step_dur", "Step length", "ms", "Length of the step", "200"),
              Setting.number("tail", "Tail", "mV", "Potential after the step", "-80"),
              Setting.number("tail_dur", "for", "ms", "Length of the tail", "100"),
              Setting.number("rs", "Resistance", "MΩ", "Of the electrode", "0.01"),
              new Setting(
                  "current",
                  "Current",
                  "",
                  "A current density of the membrane at the electrode, such as ik or ina_nat; empty"
                      + " for the current of the clamp",
                  "",
                  List.of()));
    };
  }

  static boolean isSingle(String pattern) {
    return pattern.equals(SINGLE);
  }

  static boolean isPair(String pattern) {
    return pattern.equals(PAIR);
  }
}
