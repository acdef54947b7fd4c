package org.neurowright.engine.measure;

/**
 * Discrete Fourier transform of any length. Lengths that are no power of two are brought to one by
 * Bluestein's algorithm (IEEE Trans. Audio Electroacoustics 18, 451-455, 1970): with jk = (j² + k²
 * - (k - j)²)/2 the transform becomes a convolution.
 *
 * <p>Transforms go forward with decimation in frequency, which leaves the spectrum in the order of
 * reversed bits, and backward with decimation in time from that order; so a convolution needs no
 * reordering.
 */
public final class Fourier {
  /** Below this length halves are not transformed one after the other, but level by level. */
  private static final int IN_CACHE = 1 << 13;

  private Fourier() {}

  /**
   * A spectrum, or the spectrum's half of something real.
   *
   * @param re real parts
   * @param im imaginary parts
   */
  public record Spectrum(double[] re, double[] im) {
    public int size() {
      return re.length;
    }

    public double modulus(int k) {
      return Math.hypot(re[k], im[k]);
    }

    /** Phase, rad. */
    public double phase(int k) {
      return Math.atan2(im[k], re[k]);
    }
  }

  /**
   * The transform of two real sequences of equal length n, done in one complex transform.
   *
   * @return for each the values for k = 0 to n/2, X[k] = sum over j of x[j]·exp(-2πi·jk/n)
   */
  public static Spectrum[] real(double[] x, double[] y) {
    int n = x.length;
    double scaleX = largest(x);
    double scaleY = largest(y);
    double[] re = new double[n];
    double[] im = new double[n];
    for (int j = 0; j < n; j++) {
      re[j] = x[j] / scaleX;
      im[j] = y[j] / scaleY;
    }
    Spectrum both = complex(re, im);
    int half = n / 2 + 1;
    Spectrum first = new Spectrum(new double[half], new double[half]);
    Spectrum second = new Spectrum(new double[half], new double[half]);
    for (int k = 0; k < half; k++) {
      int mirror = k == 0 ? 0 : n - k;
      double a = both.re[k];
      double b = both.im[k];
      double c = both.re[mirror];
      double d = both.im[mirror];
      first.re[k] = .5 * (a + c) * scaleX;
      first.im[k] = .5 * (b - d) * scaleX;
      second.re[k] = .5 * (b + d) * scaleY;
      second.im[k] = .5 * (c - a) * scaleY;
    }
    return new Spectrum[] {first, second};
  }

  /** The transform of one real sequence, for k = 0 to n/2. */
  public static Spectrum real(double[] x) {
    return real(x, new double[x.length])[0];
  }

  /**
   * The first values of the transforms of two real sequences of equal length.
   *
   * @param bins how many, at most n/2 + 1
   * @return for each at least that many
   */
  public static Spectrum[] lowest(double[] x, double[] y, int bins) {
    return LowFrequencies.pays(x.length, bins)
        ? new Spectrum[] {LowFrequencies.of(x, bins), LowFrequencies.of(y, bins)}
        : real(x, y);
  }

  private static double largest(double[] x) {
    double largest = 0;
    for (double value : x) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest > 0 && largest < Double.POSITIVE_INFINITY ? largest : 1;
  }

  /** The transform of a complex sequence of any length of at least 1. */
  public static Spectrum complex(double[] re, double[] im) {
    int n = re.length;
    int size = Integer.highestOneBit(Math.max(1, 2 * n - 2)) << 1;
    if (Integer.bitCount(n) == 1) {
      double[] a = re.clone();
      double[] b = im.clone();
      new Power(n).forward(a, b);
      return unscrambled(a, b);
    }
    Power power = new Power(size);
    double[] chirpRe = new double[n];
    double[] chirpIm = new double[n];
    for (int j = 0; j < n; j++) {
      // j² modulo 2n keeps the angle exact
      double angle = Math.PI * ((long) j * j % (2L * n)) / n;
      chirpRe[j] = Math.cos(angle);
      chirpIm[j] = Math.sin(angle);
    }
    double[] aRe = new double[size];
    double[] aIm = new double[size];
    double[] bRe = new double[size];
    double[] bIm = new double[size];
    for (int j = 0; j < n; j++) {
      aRe[j] = re[j] * chirpRe[j] + im[j] * chirpIm[j];
      aIm[j] = im[j] * chirpRe[j] - re[j] * chirpIm[j];
      bRe[j] = chirpRe[j];
      bIm[j] = chirpIm[j];
      if (j > 0) {
        bRe[size - j] = chirpRe[j];
        bIm[size - j] = chirpIm[j];
      }
    }
    power.forward(aRe, aIm);
    power.forward(bRe, bIm);
    for (int k = 0; k < size; k++) {
      double r = aRe[k] * bRe[k] - aIm[k] * bIm[k];
      aIm[k] = aRe[k] * bIm[k] + aIm[k] * bRe[k];
      aRe[k] = r;
    }
    power.backward(aRe, aIm);
    double[] outRe = new double[n];
    double[] outIm = new double[n];
    for (int k = 0; k < n; k++) {
      outRe[k] = (aRe[k] * chirpRe[k] + aIm[k] * chirpIm[k]) / size;
      outIm[k] = (aIm[k] * chirpRe[k] - aRe[k] * chirpIm[k]) / size;
    }
    return new Spectrum(outRe, outIm);
  }

  private static Spectrum unscrambled(double[] re, double[] im) {
    int n = re.length;
    int bits = Integer.numberOfTrailingZeros(n);
    double[] outRe = new double[n];
    double[] outIm = new double[n];
    for (int k = 0; k < n; k++) {
      int from = bits == 0 ? 0 : Integer.reverse(k) >>> (Integer.SIZE - bits);
      outRe[k] = re[from];
      outIm[k] = im[from];
    }
    return new Spectrum(outRe, outIm);
  }

  /** Transforms of one power of two, in place. */
  private static final class Power {
    private final int size;

    /** Of each level with half length h the h factors exp(-πi·j/h), from index h on. */
    private final double[] cos;

    private final double[] sin;

    Power(int size) {
      this.size = size;
      cos = new double[size];
      sin = new double[size];
      int top = size / 2;
      for (int j = 0; j < top; j++) {
        cos[top + j] = Math.cos(Math.PI * j / top);
        sin[top + j] = -Math.sin(Math.PI * j / top);
      }
      for (int h = top / 2; h >= 1; h /= 2) {
        for (int j = 0; j < h; j++) {
          cos[h + j] = cos[2 * h + 2 * j];
          sin[h + j] = sin[2 * h + 2 * j];
        }
      }
    }

    /** From natural order to reversed bits. */
    void forward(double[] re, double[] im) {
      forward(re, im, 0, size);
    }

    private void forward(double[] re, double[] im, int from, int length) {
      if (length > IN_CACHE) {
        split(re, im, from, length / 2);
        forward(re, im, from, length / 2);
        forward(re, im, from + length / 2, length / 2);
        return;
      }
      for (int half = length / 2; half >= 1; half /= 2) {
        for (int block = from; block < from + length; block += 2 * half) {
          split(re, im, block, half);
        }
      }
    }

    private void split(double[] re, double[] im, int block, int half) {
      for (int j = 0; j < half; j++) {
        int p = block + j;
        int q = p + half;
        double r = re[p] - re[q];
        double i = im[p] - im[q];
        re[p] += re[q];
        im[p] += im[q];
        re[q] = r * cos[half + j] - i * sin[half + j];
        im[q] = r * sin[half + j] + i * cos[half + j];
      }
    }

    /** From reversed bits to natural order, without the factor 1/size. */
    void backward(double[] re, double[] im) {
      backward(re, im, 0, size);
    }

    private void backward(double[] re, double[] im, int from, int length) {
      if (length > IN_CACHE) {
        backward(re, im, from, length / 2);
        backward(re, im, from + length / 2, length / 2);
        join(re, im, from, length / 2);
        return;
      }
      for (int half = 1; half < length; half *= 2) {
        for (int block = from; block < from + length; block += 2 * half) {
          join(re, im, block, half);
        }
      }
    }

    private void join(double[] re, double[] im, int block, int half) {
      for (int j = 0; j < half; j++) {
        int p = block + j;
        int q = p + half;
        double r = re[q] * cos[half + j] + im[q] * sin[half + j];
        double i = im[q] * cos[half + j] - re[q] * sin[half + j];
        re[q] = re[p] - r;
        im[q] = im[p] - i;
        re[p] += r;
        im[p] += i;
      }
    }
  }
}
