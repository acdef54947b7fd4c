package org.neurowright.io.hoc.object;

/** An object that takes everything and does nothing: windows, graphs, recorders. */
public final class Inert extends NativeObject {

  public Inert(String className, int number) {
    super(className, number);
  }

  @Override
  public Object member(String name, double[] indices, Arguments arguments) {
    return switch (name) {
      case "nhost" -> 1.0;
      default -> 0.0;
    };
  }

  @Override
  public void assign(String name, double[] indices, double value) {
    // Nobody asks for it later.
  }
}
