package org.neurowright.app.log;

import java.time.Instant;

/**
 * One entry of the log.
 *
 * @param at when
 * @param level how much it matters
 * @param source which part of the program, the last part of the logger's name
 * @param message what happened; without stack trace, which is in the file
 */
public record LogLine(Instant at, Level level, String source, String message) {

  /** Levels in ascending order of weight. */
  public enum Level {
    DEBUG,
    INFO,
    WARNING,
    ERROR
  }
}
