package org.neurowright.io.hoc.object;

import java.util.function.DoubleSupplier;
import org.neurowright.engine.random.Random123;
import org.neurowright.io.hoc.section.HocFailure;

/**
 * {@code Random} on the generators that NEURON 9 has: MCellRan4 (J. Skilling's hash after the
 * "pseudo-DES" of Numerical Recipes) and Random123.
 */
public final class HocRandom extends NativeObject {
  private static final double TO_UNIT = 1.0 / 4294967296.0;

  /** The shared second index of MCellRan4 ({@code mcell_ran4_init}). */
  public static final class LowIndex {
    int value;

    public void set(double low) {
      value = (int) (long) low;
    }
  }

  private final LowIndex low;
  private DoubleSupplier uniform;
  private DoubleSupplier distribution;
  private Random123 random123;
  private int high;
  private int ownLow;
  private double cachedNormal = Double.NaN;

  /** A generator as {@code new Random(seed, size)} makes it: Random123 with these two. */
  public HocRandom(int number, double seed, double size, LowIndex low) {
    super("Random", number);
    this.low = low;
    useRandom123((int) (long) seed, (int) (long) size, 0);
  }

  private void useRandom123(int id1, int id2, int id3) {
    random123 = new Random123(id1, id2, id3);
    uniform = random123::nextUniform;
    cachedNormal = Double.NaN;
    distribution = this::normal;
  }

  private double mcell() {
    int index = ownLow == 0 ? low.value : ownLow;
    return Integer.toUnsignedLong(hashed(high++, index)) * TO_UNIT;
  }

  /** Two rounds of the hash on two 32-bit words. */
  private static int hashed(int first, int second) {
    int m = second ^ round(first ^ 0xbaa96887, 0x4b0f3b58);
    return first ^ round(m ^ 0x1e17d32c, 0xe874f0c3);
  }

  private static int round(int word, int key) {
    int v = word >>> 16;
    int w = word & 0xffff;
    int u = ~((v - w) * (v + w));
    return ((u >>> 16 | u << 16) ^ key) + w * v;
  }

  /** Draws from the distribution that was set last. */
  double pick() {
    return distribution.getAsDouble();
  }

  private double use(DoubleSupplier chosen) {
    distribution = chosen;
    return chosen.getAsDouble();
  }

  @Override
  public Object member(String name, double[] indices, Arguments arguments) {
    Arguments a = orNone(arguments);
    return switch (name) {
      case "repick" -> pick();
      case "uniform" -> {
        double from = Math.min(a.number(1), a.number(2));
        double width = Math.abs(a.number(2) - a.number(1));
        yield use(() -> from + width * uniform.getAsDouble());
      }
      case "discunif" -> {
        double from = (long) Math.min(a.number(1), a.number(2));
        double to = (long) Math.max(a.number(1), a.number(2));
        double width = to - from + 1;
        yield use(() -> from + Math.floor(width * uniform.getAsDouble()));
      }
      case "normal" -> {
        double mean = a.number(1);
        double deviation = Math.sqrt(a.number(2));
        cachedNormal = Double.NaN;
        yield use(() -> normal() * deviation + mean);
      }
      case "lognormal" -> {
        double m2 = a.number(1) * a.number(1);
        double logMean = Math.log(m2 / Math.sqrt(a.number(2) + m2));
        double logDeviation = Math.sqrt(Math.log((a.number(2) + m2) / m2));
        cachedNormal = Double.NaN;
        yield use(() -> Math.exp(normal() * logDeviation + logMean));
      }
      case "negexp" -> {
        double mean = a.number(1);
        yield use(() -> -mean * Math.log(uniform.getAsDouble()));
      }
      case "poisson" -> {
        double bound = Math.exp(-a.number(1));
        if (!(bound > 0)) {
          throw new HocFailure("hoc.random", "poisson with mean " + a.number(1));
        }
        yield use(() -> {
          int count = 0;
          for (double p = uniform.getAsDouble(); p >= bound; p *= uniform.getAsDouble()) {
            count++;
          }
          return count;
        });
      }
      case "Random123" -> {
        useRandom123(word(a, 1), word(a, 2), word(a, 3));
        yield 0.0;
      }
      case "MCellRan4" -> {
        high = word(a, 1);
        ownLow = word(a, 2);
        random123 = null;
        cachedNormal = Double.NaN;
        uniform = this::mcell;
        if (high == 0) {
          throw new HocFailure("hoc.random", "MCellRan4 without an index takes any sequence")
              .hint("Give the index as argument, so that the model is the same in every run");
        }
        yield (double) Integer.toUnsignedLong(high);
      }
      case "seq" -> {
        if (random123 != null) {
          if (a.has(1)) {
            random123.setSequence((long) a.number(1));
          }
          yield (double) random123.sequence();
        }
        if (a.has(1)) {
          high = word(a, 1);
        }
        yield (double) Integer.toUnsignedLong(high);
      }
      case "play" ->
          throw new HocFailure("hoc.refused", "Random.play would change a variable in every step");
      default ->
          throw new HocFailure("hoc.random", "Random." + name + " is not supported")
              .expected(
                  "Random123 or MCellRan4 with uniform, discunif, normal, lognormal, negexp, poisson");
    };
  }

  private static int word(Arguments a, int which) {
    return (int) (long) a.number(which, 0);
  }

  /** Polar method (Marsaglia and Bray 1964); numbers come in pairs. */
  private double normal() {
    if (!Double.isNaN(cachedNormal)) {
      double value = cachedNormal;
      cachedNormal = Double.NaN;
      return value;
    }
    while (true) {
      double v1 = 2 * uniform.getAsDouble() - 1;
      double v2 = 2 * uniform.getAsDouble() - 1;
      double w = v1 * v1 + v2 * v2;
      if (w <= 1) {
        double y = Math.sqrt(-2 * Math.log(w) / w);
        cachedNormal = v2 * y;
        return v1 * y;
      }
    }
  }
}
