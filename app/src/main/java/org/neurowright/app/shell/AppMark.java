package org.neurowright.app.shell;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.SnapshotParameters;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.Image;
import javafx.scene.paint.Color;
import javafx.scene.paint.CycleMethod;
import javafx.scene.paint.LinearGradient;
import javafx.scene.paint.Stop;
import javafx.scene.shape.StrokeLineCap;

/** The program's picture: an N of four connected cells on a rounded square. */
final class AppMark {
  private AppMark() {}

  static Canvas create(double size) {
    Canvas canvas = new Canvas(size, size);
    draw(canvas.getGraphicsContext2D(), size);
    return canvas;
  }

  /** Pictures for the window, in the usual sizes. */
  static List<Image> icons() {
    List<Image> icons = new ArrayList<>();
    SnapshotParameters clear = new SnapshotParameters();
    clear.setFill(Color.TRANSPARENT);
    for (int size : new int[] {16, 24, 32, 48, 64, 128, 256}) {
      icons.add(create(size).snapshot(clear, null));
    }
    return icons;
  }

  private static void draw(GraphicsContext graphics, double size) {
    graphics.setFill(
        new LinearGradient(
            0,
            0,
            1,
            1,
            true,
            CycleMethod.NO_CYCLE,
            new Stop(0, Color.web("#0b3d6b")),
            new Stop(1, Color.web("#007a8a"))));
    graphics.fillRoundRect(0, 0, size, size, size * 0.46, size * 0.46);
    double left = size * 0.29;
    double right = size * 0.71;
    double top = size * 0.27;
    double bottom = size * 0.73;
    graphics.setLineCap(StrokeLineCap.ROUND);
    graphics.setStroke(Color.web("#ffffff", 0.92));
    graphics.setLineWidth(Math.max(1.2, size * 0.058));
    graphics.strokeLine(left, bottom, left, top);
    graphics.strokeLine(left, top, right, bottom);
    graphics.strokeLine(right, bottom, right, top);
    cell(graphics, left, bottom, size * 0.085, Color.web("#56b4e9"));
    cell(graphics, left, top, size * 0.105, Color.WHITE);
    cell(graphics, right, bottom, size * 0.105, Color.WHITE);
    cell(graphics, right, top, size * 0.125, Color.web("#f5b335"));
  }

  private static void cell(
      GraphicsContext graphics, double x, double y, double radius, Color colour) {
    graphics.setFill(colour);
    graphics.fillOval(x - radius, y - radius, 2 * radius, 2 * radius);
  }
}
