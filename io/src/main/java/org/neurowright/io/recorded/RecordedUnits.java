package org.neurowright.io.recorded;

import java.util.Optional;

/**
 * Units of columns that do not say theirs.
 *
 * @param time of the first column
 * @param value of the others
 */
public record RecordedUnits(Time time, Value value) {
  /** What most tables have. */
  public static final RecordedUnits USUAL = new RecordedUnits(Time.MS, Value.MV);

  /** Units of time. */
  public enum Time {
    S("s", 1e3),
    MS("ms", 1),
    US("µs", 1e-3);

    private final String label;
    private final double toMs;

    Time(String label, double toMs) {
      this.label = label;
      this.toMs = toMs;
    }

    public String label() {
      return label;
    }

    double toMs() {
      return toMs;
    }

    static Optional<Time> of(String text) {
      return switch (text.strip()) {
        case "s", "S", "sec", "secs", "second", "seconds" -> Optional.of(S);
        case "ms", "mS", "msec", "millisecond", "milliseconds" -> Optional.of(MS);
        case "us", "µs", "μs", "usec", "uS", "microseconds" -> Optional.of(US);
        default -> Optional.empty();
      };
    }
  }

  /** Units of potentials and currents. */
  public enum Value {
    V("V", true, 1e3),
    MV("mV", true, 1),
    UV("µV", true, 1e-3),
    A("A", false, 1e12),
    NA("nA", false, 1e3),
    PA("pA", false, 1);

    private final String label;
    private final boolean potential;
    private final double factor;

    Value(String label, boolean potential, double factor) {
      this.label = label;
      this.potential = potential;
      this.factor = factor;
    }

    public String label() {
      return label;
    }

    public boolean isPotential() {
      return potential;
    }

    /** To mV or pA. */
    double factor() {
      return factor;
    }

    static Optional<Value> of(String text) {
      return switch (text.strip()) {
        case "V", "volt", "volts", "Volt", "Volts" -> Optional.of(V);
        case "mV", "mv", "millivolt", "millivolts" -> Optional.of(MV);
        case "uV", "µV", "μV" -> Optional.of(UV);
        case "A", "amp", "amps", "ampere", "amperes", "Amp", "Amps", "Ampere", "Amperes" ->
            Optional.of(A);
        case "nA", "na" -> Optional.of(NA);
        case "pA", "pa" -> Optional.of(PA);
        default -> Optional.empty();
      };
    }
  }
}
