package org.neurowright.app.canvas;

import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * The time axis that several plots share: how much time there is, which part is seen, and where the
 * pointer is. Used on the JavaFX thread; holds no scene objects.
 */
public final class TimeAxisModel {

  /** Narrowest visible range, ms. */
  public static final double MIN_SPAN_MS = 1e-3;

  private final ReadOnlyObjectWrapper<TimeRange> extent =
      new ReadOnlyObjectWrapper<>(new TimeRange(0, 1000));
  private final ReadOnlyObjectWrapper<TimeRange> visible =
      new ReadOnlyObjectWrapper<>(new TimeRange(0, 1000));
  private final MeasureCursors measure = new MeasureCursors();
  private final ReadOnlyDoubleWrapper cursorMs = new ReadOnlyDoubleWrapper(Double.NaN);

  /** All there is to see. */
  public ReadOnlyObjectProperty<TimeRange> extentProperty() {
    return extent.getReadOnlyProperty();
  }

  public TimeRange extent() {
    return extent.get();
  }

  /** What is seen, always inside the extent. */
  public ReadOnlyObjectProperty<TimeRange> visibleProperty() {
    return visible.getReadOnlyProperty();
  }

  public TimeRange visible() {
    return visible.get();
  }

  /** Time under the pointer in whichever plot it is, ms; NaN when it is in none. */
  public ReadOnlyDoubleProperty cursorMsProperty() {
    return cursorMs.getReadOnlyProperty();
  }

  public void setCursorMs(double tMs) {
    cursorMs.set(tMs);
  }

  /** Two cursors between which the plots on this axis are measured. */
  public MeasureCursors measure() {
    return measure;
  }

  /** Changes the extent; a view that showed everything goes on showing everything. */
  public void setExtent(double startMs, double endMs) {
    TimeRange next = new TimeRange(startMs, endMs);
    boolean showedAll = visible.get().equals(extent.get());
    extent.set(next);
    visible.set(showedAll ? next : visible.get().within(next));
  }

  /** Shows a range; it is moved into the extent and kept at least {@link #MIN_SPAN_MS} wide. */
  public void show(double startMs, double endMs) {
    double span = Math.max(MIN_SPAN_MS, endMs - startMs);
    double start = (startMs + endMs - span) / 2;
    visible.set(new TimeRange(start, start + span).within(extent.get()));
  }

  /**
   * Scales the visible span by {@code factor} (below 1 zooms in), keeping {@code aboutMs} in place.
   */
  public void zoom(double factor, double aboutMs) {
    TimeRange now = visible.get();
    double span = Math.clamp(now.spanMs() * factor, MIN_SPAN_MS, extent.get().spanMs());
    double start = aboutMs - (aboutMs - now.startMs()) * span / now.spanMs();
    visible.set(new TimeRange(start, start + span).within(extent.get()));
  }

  public void pan(double deltaMs) {
    TimeRange now = visible.get();
    visible.set(new TimeRange(now.startMs() + deltaMs, now.endMs() + deltaMs).within(extent.get()));
  }

  public void showAll() {
    visible.set(extent.get());
  }
}
