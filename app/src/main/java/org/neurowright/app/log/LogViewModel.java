package org.neurowright.app.log;

import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;

/** The latest lines of the log, filtered by level and text. */
public final class LogViewModel {
  /** Lines kept on screen; the file has all. */
  static final int MAX_LINES = 10_000;

  private final LogBuffer buffer;
  private final Path file;
  private final ObservableList<LogLine> lines = FXCollections.observableArrayList();
  private final FilteredList<LogLine> shown = new FilteredList<>(lines);
  private final ObjectProperty<LogLine.Level> leastLevel =
      new SimpleObjectProperty<>(LogLine.Level.INFO);
  private final StringProperty filter = new SimpleStringProperty("");
  private final DateTimeFormatter time;

  /**
   * Shows what a buffer gets.
   *
   * @param ui runs changes on the interface thread
   * @param file the log file, shown to the user
   */
  public LogViewModel(LogBuffer buffer, Executor ui, Path file, ZoneId zone) {
    this.buffer = buffer;
    this.file = file;
    this.time = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(zone);
    leastLevel.subscribe(this::refilter);
    filter.subscribe(this::refilter);
    refilter();
    buffer.onLines(() -> ui.execute(this::takeLines));
  }

  public ObservableList<LogLine> shown() {
    return shown;
  }

  public ObjectProperty<LogLine.Level> leastLevelProperty() {
    return leastLevel;
  }

  public StringProperty filterProperty() {
    return filter;
  }

  public Path file() {
    return file;
  }

  public void clear() {
    lines.clear();
  }

  public String timeOf(LogLine line) {
    return time.format(line.at());
  }

  /** Lines as text for the clipboard. */
  public String text(List<LogLine> some) {
    return some.stream()
        .map(line ->
            timeOf(line) + "  " + line.level() + "  " + line.source() + "  " + line.message())
        .collect(Collectors.joining("\n"));
  }

  private void takeLines() {
    List<LogLine> fresh = buffer.take();
    int tooMany = lines.size() + fresh.size() - MAX_LINES;
    if (tooMany > 0) {
      lines.remove(0, Math.min(tooMany, lines.size()));
    }
    lines.addAll(fresh.subList(Math.max(0, fresh.size() - MAX_LINES), fresh.size()));
  }

  private void refilter() {
    LogLine.Level least = leastLevel.get();
    String text = filter.get().strip().toLowerCase(Locale.ROOT);
    shown.setPredicate(line ->
        line.level().compareTo(least) >= 0
            && (text.isEmpty()
                || line.message().toLowerCase(Locale.ROOT).contains(text)
                || line.source().toLowerCase(Locale.ROOT).contains(text)));
  }
}
