package org.neurowright.engine.description;

/** A single attribute value as it stands in a type table or a node group. */
public sealed interface Value {
  record Num(double value) implements Value {
    @Override
    public String toString() {
      return value == Math.rint(value) && Math.abs(value) < 1e15
          ? Long.toString((long) value)
          : Double.toString(value);
    }
  }

  record Text(String value) implements Value {
    @Override
    public String toString() {
      return value;
    }
  }
}
