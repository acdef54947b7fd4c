package org.neurowright.io.hoc.object;

import org.neurowright.io.hoc.section.HocFailure;

/** What ready-made classes share. */
abstract class NativeObject implements HocObject {
  private static final Arguments NONE = new Arguments(new Object[0]);

  private final String className;
  private final int number;

  NativeObject(String className, int number) {
    this.className = className;
    this.number = number;
  }

  @Override
  public final String className() {
    return className;
  }

  @Override
  public final String shownName() {
    return className + "[" + number + "]";
  }

  static Arguments orNone(Arguments arguments) {
    return arguments == null ? NONE : arguments;
  }

  static int index(double[] indices, int which, int size, String what) {
    if (which >= indices.length) {
      throw new HocFailure("hoc.index", what + " needs an index");
    }
    return index(indices[which], size, what);
  }

  static int index(double value, int size, String what) {
    int index = (int) (value + 1e-11);
    if (!(value > -1) || index >= size) {
      throw new HocFailure(
              "hoc.index", "Index " + Format.general(value, 6) + " of " + what + " does not exist")
          .expected(size == 0 ? "elements; there are none" : "0 to " + (size - 1));
    }
    return index;
  }
}
