package org.neurowright.io.hoc.object;

/** A string variable, or a string on its way. */
public final class TextCell {
  public String text;

  public TextCell(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }
}
