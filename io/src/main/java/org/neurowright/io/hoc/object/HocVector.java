package org.neurowright.io.hoc.object;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.neurowright.io.hoc.section.HocFailure;

/** {@code Vector}. */
public final class HocVector extends NativeObject {
  private static final int LARGEST = 20_000_000;

  private double[] data;
  private int size;
  private String label = "";
  private final Counter counter;

  /** Numbers new objects. */
  public interface Counter {
    /** The number of the next object of a class. */
    int next(String className);

    /** Takes note of memory that is used. */
    void spend(int numbers);
  }

  /** A vector of equal values. */
  public HocVector(Counter counter, double size, double value) {
    super("Vector", counter.next("Vector"));
    this.counter = counter;
    data = new double[0];
    resize(size);
    Arrays.fill(data, 0, this.size, value);
  }

  public int size() {
    return size;
  }

  /** The values; a copy. */
  public double[] toArray() {
    return Arrays.copyOf(data, size);
  }

  /** Replaces all values. */
  public HocVector set(double[] values) {
    data = values.clone();
    size = values.length;
    return this;
  }

  private HocVector made(double[] values) {
    return new HocVector(counter, 0, 0).set(values);
  }

  private void resize(double wanted) {
    if (!(wanted >= 0 && wanted <= LARGEST)) {
      throw new HocFailure(
              "hoc.vector", "A Vector of size " + Format.general(wanted, 6) + " cannot be made")
          .expected("0 to " + LARGEST);
    }
    int n = (int) wanted;
    counter.spend(n / 4);
    if (n > data.length) {
      data = Arrays.copyOf(data, Math.max(n, data.length + data.length / 2));
    }
    if (n > size) {
      Arrays.fill(data, size, n, 0);
    }
    size = n;
  }

  void add(double value) {
    resize(size + 1.0);
    data[size - 1] = value;
  }

  @Override
  public void assign(String name, double[] indices, double value) {
    if (!name.equals("x")) {
      throw noMember(name);
    }
    data[index(indices, 0, size, "the Vector")] = value;
  }

  /** The place of an element. */
  public NumberRef element(double[] indices) {
    int at = index(indices, 0, size, "the Vector");
    return new NumberRef() {
      @Override
      public double get() {
        return data[at];
      }

      @Override
      public void set(double value) {
        data[at] = value;
      }
    };
  }

  private HocVector each(DoubleUnaryOperator operation) {
    for (int i = 0; i < size; i++) {
      data[i] = operation.applyAsDouble(data[i]);
    }
    return this;
  }

  private HocVector with(Arguments a, java.util.function.DoubleBinaryOperator operation) {
    if (a.isNumber(1)) {
      double value = a.number(1);
      return each(v -> operation.applyAsDouble(v, value));
    }
    HocVector other = a.object(1, HocVector.class);
    if (other.size != size) {
      throw new HocFailure(
          "hoc.vector", "Vectors of different size: " + size + " and " + other.size);
    }
    for (int i = 0; i < size; i++) {
      data[i] = operation.applyAsDouble(data[i], other.data[i]);
    }
    return this;
  }

  private int from(Arguments a, int which) {
    return a.has(which) ? index(a.number(which), size, "the Vector") : 0;
  }

  private int to(Arguments a, int which) {
    return a.has(which) ? index(a.number(which), size, "the Vector") : size - 1;
  }

  private double[] range(Arguments a, int first) {
    return size == 0 ? data : Arrays.copyOfRange(data, from(a, first), to(a, first + 1) + 1);
  }

  private static double total(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }

  private static double variance(double[] values) {
    double mean = total(values) / values.length;
    double sum = 0;
    for (double value : values) {
      sum += (value - mean) * (value - mean);
    }
    return sum / (values.length - 1);
  }

  private int extreme(Arguments a, int sign) {
    if (size == 0) {
      throw new HocFailure("hoc.vector", "An empty Vector has no extreme");
    }
    int best = from(a, 1);
    for (int i = best; i <= to(a, 2); i++) {
      if (sign * data[i] > sign * data[best]) {
        best = i;
      }
    }
    return best;
  }

  @Override
  public Object member(String name, double[] indices, Arguments arguments) {
    if (name.equals("x")) {
      return data[index(indices, 0, size, "the Vector")];
    }
    Arguments a = orNone(arguments);
    return switch (name) {
      case "size" -> (double) size;
      case "buffer_size" -> (double) Math.max(size, data.length);
      case "get" -> data[index(a.number(1), size, "the Vector")];
      case "sum" -> total(range(a, 1));
      case "sumsq" -> Arrays.stream(range(a, 1)).map(v -> v * v).sum();
      case "mean" -> size == 0 ? fail("mean") : total(range(a, 1)) / range(a, 1).length;
      case "var" -> variance(range(a, 1));
      case "stdev" -> Math.sqrt(variance(range(a, 1)));
      case "stderr" -> Math.sqrt(variance(range(a, 1)) / range(a, 1).length);
      case "min" -> data[extreme(a, -1)];
      case "max" -> data[extreme(a, 1)];
      case "min_ind" -> (double) extreme(a, -1);
      case "max_ind" -> (double) extreme(a, 1);
      case "dot" -> total(made(toArray()).with(a, (v, w) -> v * w).toArray());
      case "mag" -> Math.sqrt(Arrays.stream(toArray()).map(v -> v * v).sum());
      case "contains" -> firstWhere("==", a.number(1), 0, 0) >= 0 ? 1.0 : 0.0;
      case "indwhere" -> (double) firstWhere(a.text(1), a.number(2), a.number(3, 0), 0);
      case "eq" -> Arrays.equals(toArray(), a.object(1, HocVector.class).toArray()) ? 1.0 : 0.0;
      case "label" -> {
        if (a.has(1)) {
          label = a.text(1);
        }
        yield new TextCell(label);
      }
      case "ismapped",
          "play",
          "record",
          "play_remove",
          "printf",
          "fread",
          "fwrite",
          "vread",
          "vwrite" ->
          0.0;
      default -> new ObjectCell(changed(name, a));
    };
  }

  private Double fail(String what) {
    throw new HocFailure("hoc.vector", "An empty Vector has no " + what);
  }

  private HocVector changed(String name, Arguments a) {
    switch (name) {
      case "resize" -> resize(a.number(1));
      case "fill" -> {
        for (int i = from(a, 2); i <= to(a, 3) && size > 0; i++) {
          data[i] = a.number(1);
        }
      }
      case "set" -> data[index(a.number(1), size, "the Vector")] = a.number(2);
      case "append" -> {
        for (int i = 1; i <= a.count(); i++) {
          if (a.isNumber(i)) {
            add(a.number(i));
          } else {
            for (double value : a.object(i, HocVector.class).toArray()) {
              add(value);
            }
          }
        }
      }
      case "c", "cl" -> {
        return made(range(a, 1));
      }
      case "at" -> {
        return made(range(a, 1));
      }
      case "copy" -> copy(a);
      case "indgen" -> {
        double start = a.count() > 1 ? a.number(1) : 0;
        double step = a.count() == 0 ? 1 : a.count() == 1 ? a.number(1) : a.number(a.count());
        if (a.count() == 3) {
          int n = (int) (1e-11 + (a.number(2) - start) / step) + 1;
          resize(n);
        }
        for (int i = 0; i < size; i++) {
          data[i] = start + i * step;
        }
      }
      case "add" -> with(a, Double::sum);
      case "sub" -> with(a, (v, w) -> v - w);
      case "mul" -> with(a, (v, w) -> v * w);
      case "div" -> with(a, (v, w) -> v / w);
      case "pow" -> {
        if (a.isNumber(1)) {
          each(v -> Math.pow(v, a.number(1)));
        } else {
          HocVector source = a.object(1, HocVector.class);
          set(source.toArray()).each(v -> Math.pow(v, a.number(2)));
        }
      }
      case "scale" -> {
        double low = a.number(1);
        double high = a.number(2);
        double min = data[extreme(new Arguments(new Object[0]), -1)];
        double max = data[extreme(new Arguments(new Object[0]), 1)];
        each(v -> max == min ? v : low + (high - low) * (v - min) / (max - min));
      }
      case "abs" -> source(a).each(Math::abs);
      case "sqrt" -> source(a).each(Math::sqrt);
      case "log" -> source(a).each(Math::log);
      case "log10" -> source(a).each(Math::log10);
      case "exp" -> source(a).each(Math::exp);
      case "floor" -> source(a).each(Math::floor);
      case "int" -> source(a).each(v -> (double) (long) v);
      case "reverse" -> {
        double[] values = toArray();
        for (int i = 0; i < size; i++) {
          data[i] = values[size - 1 - i];
        }
      }
      case "rotate" -> {
        double[] values = toArray();
        int by = (int) a.number(1);
        for (int i = 0; i < size; i++) {
          data[Math.floorMod(i + by, size)] = values[i];
        }
      }
      case "sort" -> Arrays.sort(data, 0, size);
      case "sortindex" -> {
        return made(sortIndex());
      }
      case "index" -> {
        double[] source = a.object(1, HocVector.class).toArray();
        double[] which = a.object(2, HocVector.class).toArray();
        set(Arrays.stream(which).map(i -> source[index(i, source.length, "the Vector")]).toArray());
      }
      case "ind" -> {
        double[] which = a.object(1, HocVector.class).toArray();
        return made(Arrays.stream(which).map(i -> data[index(i, size, "the Vector")]).toArray());
      }
      case "insrt" -> {
        List<Double> values = new ArrayList<>();
        int at = index(a.number(1), size + 1, "the Vector");
        for (double value : toArray()) {
          values.add(value);
        }
        if (a.isNumber(2)) {
          values.add(at, a.number(2));
        } else {
          for (double value : a.object(2, HocVector.class).toArray()) {
            values.add(at++, value);
          }
        }
        set(values.stream().mapToDouble(Double::doubleValue).toArray());
      }
      case "remove" -> {
        int first = from(a, 1);
        int last = a.has(2) ? to(a, 2) : first;
        System.arraycopy(data, last + 1, data, first, size - last - 1);
        size -= last - first + 1;
      }
      case "where" -> {
        boolean other = a.isObject(1);
        double[] source = other ? a.object(1, HocVector.class).toArray() : toArray();
        int k = other ? 2 : 1;
        set(
            Arrays.stream(source)
                .filter(v -> matches(v, a.text(k), a.number(k + 1), a.number(k + 2, 0)))
                .toArray());
      }
      case "indvwhere" -> {
        HocVector source = a.isObject(1) ? a.object(1, HocVector.class) : this;
        int k = a.isObject(1) ? 2 : 1;
        List<Double> found = new ArrayList<>();
        for (int i = 0; i < source.size; i++) {
          if (matches(source.data[i], a.text(k), a.number(k + 1), a.number(k + 2, 0))) {
            found.add((double) i);
          }
        }
        set(found.stream().mapToDouble(Double::doubleValue).toArray());
      }
      case "interpolate" -> interpolate(a);
      case "setrand", "addrand" -> {
        HocRandom random = a.object(1, HocRandom.class);
        for (int i = 0; i < size; i++) {
          double value = random.pick();
          data[i] = name.equals("setrand") ? value : data[i] + value;
        }
      }
      default -> throw noMember(name);
    }
    return this;
  }

  private HocVector source(Arguments a) {
    return a.has(1) ? set(a.object(1, HocVector.class).toArray()) : this;
  }

  private void copy(Arguments a) {
    HocVector source = a.object(1, HocVector.class);
    if (a.count() == 1) {
      set(source.toArray());
      return;
    }
    int at = (int) a.number(2);
    double[] values = source.toArray();
    int first = a.count() >= 3 ? index(a.number(3), values.length + 1, "the Vector") : 0;
    int last = a.count() >= 4 ? index(a.number(4), values.length, "the Vector") : values.length - 1;
    if (at < 0) {
      throw new HocFailure("hoc.index", "Vector.copy to index " + at).expected("0 or more");
    }
    resize(Math.max(size, at + (double) last - first + 1));
    for (int i = first; i <= last; i++) {
      data[at + i - first] = values[i];
    }
  }

  private double[] sortIndex() {
    return java.util.stream.IntStream.range(0, size)
        .boxed()
        .sorted((i, j) -> Double.compare(data[i], data[j]))
        .mapToDouble(Integer::doubleValue)
        .toArray();
  }

  /** {@code dest.interpolate(xdest, xsource, ysource)}; ends are continued flat. */
  private void interpolate(Arguments a) {
    double[] to = a.object(1, HocVector.class).toArray();
    double[] xs = a.object(2, HocVector.class).toArray();
    double[] ys = a.has(3) ? a.object(3, HocVector.class).toArray() : toArray();
    if (xs.length == 0 || xs.length != ys.length) {
      throw new HocFailure("hoc.vector", "interpolate with Vectors of different size or empty");
    }
    double[] values = new double[to.length];
    int j = 1;
    for (int i = 0; i < to.length; i++) {
      if (to[i] <= xs[0]) {
        values[i] = ys[0];
        continue;
      }
      while (j < xs.length && xs[j] < to[i]) {
        j++;
      }
      if (j == xs.length) {
        values[i] = ys[xs.length - 1];
        j--;
        continue;
      }
      double part = (to[i] - xs[j - 1]) / (xs[j] - xs[j - 1]);
      values[i] = part * ys[j] + (1 - part) * ys[j - 1];
    }
    set(values);
  }

  private int firstWhere(String operator, double value, double second, int from) {
    for (int i = from; i < size; i++) {
      if (matches(data[i], operator, value, second)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean matches(double v, String operator, double a, double b) {
    double epsilon = 1e-11;
    return switch (operator) {
      case "==" -> Math.abs(v - a) <= epsilon;
      case "!=" -> Math.abs(v - a) > epsilon;
      case ">" -> v > a + epsilon;
      case "<" -> v < a - epsilon;
      case ">=" -> v >= a - epsilon;
      case "<=" -> v <= a + epsilon;
      case "()" -> v > a && v < b;
      case "[]" -> v >= a && v <= b;
      case "[)" -> v >= a && v < b;
      case "(]" -> v > a && v <= b;
      default ->
          throw new HocFailure("hoc.vector", "'" + operator + "' compares nothing")
              .expected("== != > < >= <= () [] [) (]");
    };
  }
}
