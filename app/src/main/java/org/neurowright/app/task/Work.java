package org.neurowright.app.task;

import org.neurowright.engine.task.RunControl;

/** Work for a background thread. */
@FunctionalInterface
public interface Work<T> {

  /**
   * Does it. Asked to stop through {@code control}, it returns what it has.
   *
   * @throws Exception reported to whoever started the work
   */
  T run(RunControl control) throws Exception;
}
