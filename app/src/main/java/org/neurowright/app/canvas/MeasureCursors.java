package org.neurowright.app.canvas;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * Two cursors on an axis between which plots are measured; the plots that share an axis share them.
 * Used on the JavaFX thread; holds no scene objects.
 */
public final class MeasureCursors {
  private final ReadOnlyObjectWrapper<State> state =
      new ReadOnlyObjectWrapper<>(new State(false, Double.NaN, Double.NaN, false));

  /**
   * Where they are.
   *
   * @param shown whether anything is measured
   * @param a place of the first one on the axis; NaN before it was put anywhere
   * @param b place of the second one, on either side of the first
   * @param movesB whether keys move the second one
   */
  public record State(boolean shown, double a, double b, boolean movesB) {
    public double lower() {
      return Math.min(a, b);
    }

    public double upper() {
      return Math.max(a, b);
    }
  }

  /** Where they are; another object after every change. */
  public ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  public State state() {
    return state.get();
  }

  /** Shows them; where neither can be seen they are put at the thirds of what is seen. */
  public void show(TimeRange visible) {
    State now = state.get();
    boolean seen = visible.contains(now.a()) || visible.contains(now.b());
    double third = visible.spanMs() / 3;
    state.set(
        seen
            ? new State(true, now.a(), now.b(), now.movesB())
            : new State(true, visible.startMs() + third, visible.endMs() - third, false));
  }

  public void hide() {
    State now = state.get();
    state.set(new State(false, now.a(), now.b(), now.movesB()));
  }

  /** Lets keys move the first or the second one. */
  public void choose(boolean second) {
    State now = state.get();
    state.set(new State(now.shown(), now.a(), now.b(), second));
  }

  /** Puts the first or the second one somewhere, and lets keys move it. */
  public void move(boolean second, double to) {
    State now = state.get();
    if (Double.isFinite(to)) {
      state.set(new State(true, second ? now.a() : to, second ? to : now.b(), second));
    }
  }
}
