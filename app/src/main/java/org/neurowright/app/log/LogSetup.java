package org.neurowright.app.log;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the program's log to a buffer for the screen and to a file with everything, stack traces
 * too.
 */
public final class LogSetup {
  private LogSetup() {}

  /**
   * Connects the root logger. Call once, early.
   *
   * @param buffer gets the lines for the screen
   * @param folder where the file goes
   * @return the log file
   */
  public static Path install(LogBuffer buffer, Path folder) {
    Path file = folder.resolve("neurowright.log");
    if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
      return file;
    }
    ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.detachAndStopAllAppenders();
    root.setLevel(ch.qos.logback.classic.Level.INFO);
    // Its writer tells about every data set at INFO.
    context.getLogger("io.jhdf").setLevel(ch.qos.logback.classic.Level.WARN);
    root.addAppender(started(new ToBuffer(buffer), context));
    root.addAppender(fileAppender(context, file));
    return file;
  }

  private static RollingFileAppender<ILoggingEvent> fileAppender(LoggerContext context, Path file) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern("%d{yyyy-MM-dd HH:mm:ss.SSS} %-5level [%thread] %logger{36} - %msg%n%ex");
    encoder.start();
    RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
    appender.setContext(context);
    appender.setFile(file.toString());
    appender.setEncoder(encoder);
    FixedWindowRollingPolicy rolling = new FixedWindowRollingPolicy();
    rolling.setContext(context);
    rolling.setParent(appender);
    rolling.setFileNamePattern(file + ".%i");
    rolling.setMaxIndex(3);
    rolling.start();
    SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
    size.setContext(context);
    size.setMaxFileSize(FileSize.valueOf("5MB"));
    size.start();
    appender.setRollingPolicy(rolling);
    appender.setTriggeringPolicy(size);
    appender.start();
    return appender;
  }

  private static ToBuffer started(ToBuffer appender, LoggerContext context) {
    appender.setContext(context);
    appender.start();
    return appender;
  }

  private static final class ToBuffer extends AppenderBase<ILoggingEvent> {
    private final LogBuffer buffer;

    ToBuffer(LogBuffer buffer) {
      this.buffer = buffer;
    }

    @Override
    protected void append(ILoggingEvent event) {
      String logger = event.getLoggerName();
      buffer.add(
          new LogLine(
              event.getInstant(),
              level(event.getLevel()),
              logger.substring(logger.lastIndexOf('.') + 1),
              event.getFormattedMessage()));
    }

    private static LogLine.Level level(ch.qos.logback.classic.Level level) {
      if (level.isGreaterOrEqual(ch.qos.logback.classic.Level.ERROR)) {
        return LogLine.Level.ERROR;
      }
      if (level.isGreaterOrEqual(ch.qos.logback.classic.Level.WARN)) {
        return LogLine.Level.WARNING;
      }
      return level.isGreaterOrEqual(ch.qos.logback.classic.Level.INFO)
          ? LogLine.Level.INFO
          : LogLine.Level.DEBUG;
    }
  }
}
