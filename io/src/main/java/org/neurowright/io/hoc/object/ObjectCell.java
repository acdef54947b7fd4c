package org.neurowright.io.hoc.object;

/** An object variable, or an object on its way; null inside is hoc's {@code nil}. */
public final class ObjectCell {
  public HocObject object;

  public ObjectCell(HocObject object) {
    this.object = object;
  }
}
