package org.neurowright.io.hoc.object;

/** {@code String}: a string that can be an object. */
public final class HocString extends NativeObject {
  private final TextCell content;

  public HocString(int number, String text) {
    super("String", number);
    content = new TextCell(text);
  }

  @Override
  public Object member(String name, double[] indices, Arguments arguments) {
    if (name.equals("s")) {
      return content;
    }
    throw noMember(name);
  }
}
