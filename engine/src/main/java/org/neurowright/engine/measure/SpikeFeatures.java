package org.neurowright.engine.measure;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Measures of the response to a current pulse under the names and with the definitions of eFEL
 * (Blue Brain Project; its documentation is the source), on the samples as they are, without
 * interpolation. A measure that cannot be taken is absent.
 */
public final class SpikeFeatures {
  /** A peak lies where the potential is above this, mV. */
  public static final double THRESHOLD_MV = -20;

  /** A spike begins where the potential rises this fast, mV/ms. */
  public static final double BEGIN_MV_PER_MS = 10;

  /** Samples in a row that rise so fast. */
  private static final int BEGIN_SAMPLES = 3;

  private static final double NEARLY_MS = 1e-6;

  private final double[] t;
  private final double[] v;
  private final double start;
  private final double end;
  private final Map<String, double[]> features = new LinkedHashMap<>();

  private SpikeFeatures(double[] t, double[] v, double start, double end) {
    this.t = t;
    this.v = v;
    this.start = start;
    this.end = end;
  }

  /** Unit of a measure; empty for numbers without one. */
  public static String unit(String feature) {
    return switch (feature) {
      case "Spikecount",
          "Spikecount_stimint",
          "ISI_CV",
          "adaptation_index2",
          "sag_ratio1",
          "sag_ratio2" ->
          "";
      case "mean_frequency", "inv_first_ISI", "inv_time_to_first_spike" -> "Hz";
      case "ohmic_input_resistance_vb_ssse" -> "MOhm";
      case "AP_rise_rate", "AP_fall_rate", "AP_peak_upstroke", "AP_peak_downstroke" -> "mV/ms";
      default ->
          feature.contains("voltage")
                  || feature.contains("amplitude")
                  || feature.startsWith("AHP_depth")
              ? "mV"
              : "ms";
    };
  }

  /**
   * Takes all measures.
   *
   * @param tMs times
   * @param vMv potential
   * @param stimStartMs start of the pulse
   * @param stimEndMs its end
   * @param stimNa its height
   * @return values by name: one number, or one for each spike
   */
  public static Map<String, double[]> of(
      double[] tMs, double[] vMv, double stimStartMs, double stimEndMs, double stimNa) {
    SpikeFeatures taken = new SpikeFeatures(tMs, vMv, stimStartMs, stimEndMs);
    taken.spikes();
    taken.steady(stimNa);
    return taken.features;
  }

  private void put(String name, double... values) {
    if (values.length > 0 && Arrays.stream(values).allMatch(Double::isFinite)) {
      features.put(name, values);
    }
  }

  private void spikes() {
    int[] peaks = peaks();
    put("Spikecount", peaks.length);
    double[] times = at(t, peaks);
    put(
        "Spikecount_stimint",
        (int) Arrays.stream(times).filter(x -> x >= start && x <= end).count());
    if (peaks.length == 0) {
      return;
    }
    put("peak_time", times);
    put("peak_voltage", at(v, peaks));
    put("time_to_first_spike", times[0] - start);
    put("time_to_last_spike", times[times.length - 1] - start);
    put("inv_time_to_first_spike", 1000 / (times[0] - start));
    double[] inside = Arrays.stream(times).filter(x -> x >= start && x <= end).toArray();
    if (inside.length > 0) {
      put("mean_frequency", 1000 * inside.length / (inside[inside.length - 1] - start));
    }
    intervals(times);
    int[] troughs = troughs(peaks);
    put("AHP_depth_abs", at(v, troughs));
    double base = base();
    put("AHP_depth", Arrays.stream(at(v, troughs)).map(x -> x - base).toArray());
    double[] fall = new double[Math.min(troughs.length, peaks.length)];
    for (int i = 0; i < fall.length; i++) {
      fall[i] = t[troughs[i]] - t[peaks[i]];
    }
    put("AHP_time_from_peak", fall);
    shape(peaks, troughs);
  }

  /** The largest sample of every stretch above the threshold that begins and ends in the trace. */
  private int[] peaks() {
    IntArrayList peaks = new IntArrayList();
    int k = 1;
    while (k < v.length) {
      if (!(v[k - 1] <= THRESHOLD_MV && v[k] > THRESHOLD_MV)) {
        k++;
        continue;
      }
      int best = k;
      while (k < v.length && v[k] > THRESHOLD_MV) {
        best = v[k] > v[best] ? k : best;
        k++;
      }
      if (k < v.length) {
        peaks.add(best);
      }
    }
    return peaks.toIntArray();
  }

  private void intervals(double[] times) {
    if (times.length < 2) {
      return;
    }
    double[] all = new double[times.length - 1];
    for (int i = 0; i < all.length; i++) {
      all[i] = times[i + 1] - times[i];
    }
    put("all_ISI_values", all);
    put("inv_first_ISI", 1000 / all[0]);
    if (all.length < 2) {
      return;
    }
    // the first interval is left out
    double[] isi = Arrays.copyOfRange(all, 1, all.length);
    put("ISI_values", isi);
    double mean = Arrays.stream(isi).average().orElseThrow();
    if (isi.length > 1) {
      double sum = Arrays.stream(isi).map(x -> (x - mean) * (x - mean)).sum();
      put("ISI_CV", Math.sqrt(sum / (isi.length - 1)) / mean);
      double change = 0;
      for (int i = 1; i < isi.length; i++) {
        change += (isi[i] - isi[i - 1]) / (isi[i] + isi[i - 1]);
      }
      put("adaptation_index2", change / (isi.length - 1));
    }
  }

  /**
   * The smallest sample between each peak and the next, behind the last one up to the pulse's end.
   */
  private int[] troughs(int[] peaks) {
    int[] troughs = new int[peaks.length];
    int last = firstAt(end);
    int count = 0;
    for (int i = 0; i < peaks.length; i++) {
      int to = i + 1 < peaks.length ? peaks[i + 1] : peaks[i] < last ? last : v.length;
      int best = peaks[i];
      for (int k = peaks[i]; k < Math.min(to, v.length); k++) {
        best = v[k] < v[best] ? k : best;
      }
      if (best > peaks[i]) {
        troughs[count++] = best;
      }
    }
    return Arrays.copyOf(troughs, count);
  }

  private void shape(int[] peaks, int[] troughs) {
    int n = Math.min(peaks.length, troughs.length);
    int[] begins = new int[n];
    int from = Math.max(1, firstAt(start) - 1);
    for (int i = 0; i < n; i++) {
      begins[i] = begin(Math.max(from, 1), peaks[i]);
      if (begins[i] < 0) {
        return;
      }
      from = troughs[i];
    }
    double[] beginVoltage = at(v, begins);
    put("AP_begin_time", at(t, begins));
    put("AP_begin_voltage", beginVoltage);
    double[] amplitude = new double[n];
    double[] halfWidth = new double[n];
    double[] upstroke = new double[n];
    double[] downstroke = new double[n];
    double[] riseTime = new double[n];
    for (int i = 0; i < n; i++) {
      amplitude[i] = v[peaks[i]] - beginVoltage[i];
      riseTime[i] = t[peaks[i]] - t[begins[i]];
      double half = (v[peaks[i]] + beginVoltage[i]) / 2;
      halfWidth[i] = t[nearest(half, peaks[i], troughs[i])] - t[nearest(half, begins[i], peaks[i])];
      upstroke[i] = Double.NEGATIVE_INFINITY;
      downstroke[i] = Double.POSITIVE_INFINITY;
      for (int k = begins[i]; k <= peaks[i]; k++) {
        upstroke[i] = Math.max(upstroke[i], slope(k));
      }
      for (int k = peaks[i]; k <= troughs[i]; k++) {
        downstroke[i] = Math.min(downstroke[i], slope(k));
      }
    }
    put("AP_amplitude", amplitude);
    put("AP_rise_time", riseTime);
    put("AP_duration_half_width", halfWidth);
    put("AP_peak_upstroke", upstroke);
    put("AP_peak_downstroke", downstroke);
  }

  /** The sample nearest to a level. */
  private int nearest(double level, int from, int to) {
    int best = from;
    for (int k = from; k <= to; k++) {
      best = Math.abs(v[k] - level) < Math.abs(v[best] - level) ? k : best;
    }
    return best;
  }

  private int begin(int from, int to) {
    for (int k = from; k < to; k++) {
      boolean fast = true;
      for (int j = k; fast && j < k + BEGIN_SAMPLES; j++) {
        fast = slope(j) >= BEGIN_MV_PER_MS;
      }
      if (fast) {
        return k;
      }
    }
    return -1;
  }

  /** Central difference, mV/ms. */
  private double slope(int k) {
    int before = Math.max(0, k - 1);
    int behind = Math.min(v.length - 1, k + 1);
    return (v[behind] - v[before]) / (t[behind] - t[before]);
  }

  private void steady(double stimNa) {
    double base = base();
    put("voltage_base", base);
    double stimEnd = mean(end - .1 * (end - start), end);
    put("steady_state_voltage_stimend", stimEnd);
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int k = firstAt(start); k < v.length && t[k] <= end; k++) {
      least = Math.min(least, v[k]);
      most = Math.max(most, v[k]);
    }
    put("minimum_voltage", least);
    put("maximum_voltage", most);
    if (stimNa != 0) {
      put("ohmic_input_resistance_vb_ssse", (stimEnd - base) / stimNa);
    }
    if (stimEnd < base) {
      put("sag_amplitude", stimEnd - least);
      put("sag_ratio1", (stimEnd - least) / (base - least));
      put("sag_ratio2", (base - stimEnd) / (base - least));
    }
  }

  /** Mean potential in the last tenth of the time before the pulse. */
  private double base() {
    return mean(.9 * start, start + 2 * NEARLY_MS);
  }

  private double mean(double fromMs, double toMs) {
    double sum = 0;
    int count = 0;
    for (int k = firstAt(fromMs); k < v.length && t[k] < toMs - NEARLY_MS; k++) {
      sum += v[k];
      count++;
    }
    return sum / count;
  }

  /** First sample at a time; times are sums of many steps, so nearly there is there. */
  private int firstAt(double timeMs) {
    int k = Arrays.binarySearch(t, timeMs - NEARLY_MS);
    return k >= 0 ? k : -k - 1;
  }

  private static double[] at(double[] values, int[] indices) {
    return Arrays.stream(indices).mapToDouble(i -> values[i]).toArray();
  }
}
