package org.neurowright.app.platform;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;

/**
 * Keeps errors that carry a stack trace off the terminal: whoever logs one also tells the user in
 * plain words.
 */
final class InternalErrorFilter extends Filter<ILoggingEvent> {
  @Override
  public FilterReply decide(ILoggingEvent event) {
    return event.getThrowableProxy() == null ? FilterReply.NEUTRAL : FilterReply.DENY;
  }
}
