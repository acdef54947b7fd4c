package org.neurowright.io.hoc.object;

/** A number that can be changed: {@code &x}. */
public interface NumberRef {
  double get();

  void set(double value);

  /** The number some places further in the same array. */
  default NumberRef at(int offset) {
    throw new org.neurowright.io.hoc.section.HocFailure("hoc.index", "The argument is no array");
  }

  /** The place of an element in an array. */
  static NumberRef of(double[] array, int index) {
    return new NumberRef() {
      @Override
      public NumberRef at(int offset) {
        if (index + offset < 0 || index + offset >= array.length) {
          return NumberRef.super.at(offset);
        }
        return of(array, index + offset);
      }

      @Override
      public double get() {
        return array[index];
      }

      @Override
      public void set(double value) {
        array[index] = value;
      }
    };
  }
}
