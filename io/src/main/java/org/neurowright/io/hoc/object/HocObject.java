package org.neurowright.io.hoc.object;

import org.neurowright.io.hoc.section.HocFailure;

/** An object of hoc code. */
public interface HocObject {

  /** Name of its class. */
  String className();

  /** {@code Vector[3]}. */
  String shownName();

  /**
   * Reads a member or calls a method.
   *
   * @param name of the member
   * @param indices in brackets, empty without
   * @param arguments in parentheses, null without
   * @return a value
   */
  Object member(String name, double[] indices, Arguments arguments);

  /** Sets a number. */
  default void assign(String name, double[] indices, double value) {
    throw noMember(name);
  }

  default HocFailure noMember(String name) {
    return new HocFailure(
        "hoc.no-member", className() + " has no member " + name + " that can be used here");
  }
}
