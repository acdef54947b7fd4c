package org.neurowright.app.start;

import java.util.Random;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;

/**
 * An ornament for a sample: a little branching cell over a few rows of spikes, different for each
 * sample and the same every time.
 */
final class SamplePicture extends Region {
  private static final Color[] COLOURS = {
    Color.web("#0072b2"),
    Color.web("#e69f00"),
    Color.web("#009e73"),
    Color.web("#cc79a7"),
    Color.web("#56b4e9")
  };

  private final Canvas canvas = new Canvas();
  private final long seed;

  SamplePicture(String id) {
    seed = id.hashCode() * 2654435761L;
    getStyleClass().add("sample-picture");
    getChildren().add(canvas);
    setPrefHeight(104);
    setMinHeight(104);
  }

  @Override
  protected void layoutChildren() {
    canvas.setWidth(getWidth());
    canvas.setHeight(getHeight());
    GraphicsContext graphics = canvas.getGraphicsContext2D();
    graphics.clearRect(0, 0, getWidth(), getHeight());
    Random random = new Random(seed);
    int first = random.nextInt(COLOURS.length);
    double split = Math.min(getWidth() * 0.42, 150);
    graphics.setLineCap(StrokeLineCap.ROUND);
    double x = split / 2 + 4;
    double y = getHeight() * 0.64;
    int stems = 4 + random.nextInt(3);
    for (int i = 0; i < stems; i++) {
      double angle = Math.PI * (0.1 + 0.8 * i / (stems - 1)) + 0.2 * random.nextGaussian();
      graphics.setStroke(COLOURS[first]);
      branch(graphics, random, x, y, angle, 12, 2, 3);
    }
    graphics.setStroke(COLOURS[(first + 1) % COLOURS.length]);
    branch(graphics, random, x, y, -Math.PI / 2, 19, 3.2, 4);
    graphics.setFill(COLOURS[first].darker());
    graphics.fillOval(x - 5.5, y - 6.5, 11, 13);

    int rows = 9;
    double top = 18;
    double step = (getHeight() - 2 * top) / (rows - 1);
    for (int row = 0; row < rows; row++) {
      graphics.setFill(COLOURS[(first + row / 3) % COLOURS.length].deriveColor(0, 1, 1, 0.9));
      double at = split + 14;
      while (at < getWidth() - 14) {
        double wave = 0.5 + 0.5 * Math.sin(at / 19 + row / 3);
        at += 3 + (4 + 16 * (1 - wave)) * random.nextDouble();
        if (at < getWidth() - 12) {
          graphics.fillRoundRect(at, top + row * step - 3, 1.8, 6, 1.5, 1.5);
        }
      }
    }
  }

  private static void branch(
      GraphicsContext graphics,
      Random random,
      double x,
      double y,
      double angle,
      double length,
      double width,
      int depth) {
    double endX = x + length * Math.cos(angle);
    double endY = y + length * Math.sin(angle);
    graphics.setLineWidth(width);
    graphics.strokeLine(x, y, endX, endY);
    if (depth > 1) {
      double turn = 0.3 + 0.35 * random.nextDouble();
      branch(graphics, random, endX, endY, angle - turn, length * 0.82, width * 0.72, depth - 1);
      branch(graphics, random, endX, endY, angle + turn, length * 0.82, width * 0.72, depth - 1);
    }
  }
}
