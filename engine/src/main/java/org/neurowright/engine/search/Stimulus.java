package org.neurowright.engine.search;

import java.util.Locale;
import org.neurowright.engine.measure.ChirpKind;

/** What is done to the cell before a feature is read off. */
public sealed interface Stimulus {

  /** In a few words, {@code -50 pA for 500 ms}. */
  String shown();

  /**
   * A rectangular current.
   *
   * @param ampPa height; 0 to watch the cell rest
   * @param delayMs its start
   * @param durMs its length; the run ends 50 ms behind it
   */
  record Pulse(double ampPa, double delayMs, double durMs) implements Stimulus {
    /** How long the run goes on behind the pulse. */
    public static final double AFTER_MS = 50;

    /** When the run ends. */
    public double endMs() {
      return delayMs + durMs + AFTER_MS;
    }

    @Override
    public String shown() {
      return text(ampPa) + " pA, " + text(delayMs) + " + " + text(durMs) + " ms";
    }
  }

  /**
   * Pulses of growing height, for the rheobase.
   *
   * @param fromPa first height
   * @param toPa last one
   * @param stepPa their distance
   * @param delayMs start of each
   * @param durMs length of each
   */
  record Steps(double fromPa, double toPa, double stepPa, double delayMs, double durMs)
      implements Stimulus {
    @Override
    public String shown() {
      return text(fromPa)
          + " to "
          + text(toPa)
          + " pA by "
          + text(stepPa)
          + ", "
          + text(delayMs)
          + " + "
          + text(durMs)
          + " ms";
    }
  }

  /**
   * A chirp.
   *
   * @param ampPa its height
   * @param delayMs its start
   * @param durMs its length
   * @param fromHz frequency at its start
   * @param toHz frequency at its end
   * @param kind how the frequency rises
   */
  record Chirp(
      double ampPa, double delayMs, double durMs, double fromHz, double toHz, ChirpKind kind)
      implements Stimulus {
    @Override
    public String shown() {
      return text(ampPa)
          + " pA chirp, "
          + text(fromHz)
          + " to "
          + text(toHz)
          + " Hz in "
          + text(durMs)
          + " ms";
    }
  }

  private static String text(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.6g", value).replaceFirst("\\.?0+$", "");
  }
}
