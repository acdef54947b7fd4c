package org.neurowright.io.hoc.run;

import org.neurowright.io.hoc.lang.Stmt;

/** A call that is going on. */
final class Frame {
  final String name;
  final String file;
  final Instance self;
  final Object[] locals;
  final Object[] arguments;

  /** Where it stands at the moment, in its file. */
  int place;

  /** What it returns. */
  Object result = 0.0;

  /** The body of the loop that an iterator runs, and the call in which it stands. */
  Stmt loopBody;

  Frame loopFrame;

  Frame(String name, String file, Instance self, int locals, Object[] arguments) {
    this.name = name;
    this.file = file;
    this.self = self;
    this.locals = new Object[locals];
    this.arguments = arguments;
  }
}
