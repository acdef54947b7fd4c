package org.neurowright.app.log;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The latest lines of the log. Thread-safe: lines come from any thread, one reader takes the new
 * ones when it is ready to show them.
 */
public final class LogBuffer {
  /** Lines that wait for the reader at most; the oldest go first. */
  static final int CAPACITY = 5000;

  private final Deque<LogLine> waiting = new ArrayDeque<>();
  private Runnable listener = () -> {};

  public void add(LogLine line) {
    Runnable tell;
    synchronized (this) {
      if (waiting.size() == CAPACITY) {
        waiting.removeFirst();
      }
      waiting.addLast(line);
      // Only the first line after a take wakes the reader; the rest is there when it comes.
      tell = waiting.size() == 1 ? listener : null;
    }
    if (tell != null) {
      tell.run();
    }
  }

  /** The lines added since the last call, oldest first. */
  public synchronized List<LogLine> take() {
    List<LogLine> lines = new ArrayList<>(waiting);
    waiting.clear();
    return lines;
  }

  /** Called, on whatever thread logs, when there is something to take; must return at once. */
  public void onLines(Runnable newListener) {
    boolean something;
    synchronized (this) {
      listener = newListener;
      something = !waiting.isEmpty();
    }
    if (something) {
      newListener.run();
    }
  }
}
