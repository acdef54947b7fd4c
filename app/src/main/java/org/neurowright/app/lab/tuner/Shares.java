package org.neurowright.app.lab.tuner;

import java.util.List;
import javafx.application.Platform;
import javafx.beans.property.DoubleProperty;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.input.MouseEvent;

/** Split panes whose parts keep their shares while the window changes. */
final class Shares {
  private Shares() {}

  /**
   * A split pane.
   *
   * @param shares of the parts, against each other; take what the user drags
   * @param dragged told when the user has dragged
   */
  static SplitPane split(
      Orientation orientation,
      List<? extends Node> parts,
      List<DoubleProperty> shares,
      Runnable dragged) {
    SplitPane pane = new SplitPane();
    pane.setOrientation(orientation);
    pane.getItems().setAll(parts);
    Runnable apply = () -> pane.setDividerPositions(positions(shares));
    apply.run();
    boolean across = orientation == Orientation.HORIZONTAL;
    (across ? pane.widthProperty() : pane.heightProperty())
        .subscribe(_ -> Platform.runLater(apply));
    pane.addEventFilter(
        MouseEvent.MOUSE_RELEASED,
        _ -> {
          double[] now = pane.getDividerPositions();
          double[] before = positions(shares);
          double moved = 0;
          for (int k = 0; k < now.length && k < before.length; k++) {
            moved = Math.max(moved, Math.abs(now[k] - before[k]));
          }
          if (moved > .01) {
            double last = 0;
            for (int k = 0; k < shares.size(); k++) {
              double next = k < now.length ? now[k] : 1;
              // Rounded, as these numbers are saved.
              shares.get(k).set(Math.max(.02, Math.rint((next - last) * 1000) / 1000));
              last = next;
            }
            dragged.run();
          }
        });
    return pane;
  }

  private static double[] positions(List<DoubleProperty> shares) {
    double sum = shares.stream().mapToDouble(DoubleProperty::get).sum();
    double[] positions = new double[Math.max(0, shares.size() - 1)];
    double until = 0;
    for (int k = 0; k < positions.length; k++) {
      until += shares.get(k).get();
      positions[k] = until / sum;
    }
    return positions;
  }
}
