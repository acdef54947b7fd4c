package org.neurowright.app.model;

import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.text.Font;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.SectionGeometry;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.description.SectionModel;

/**
 * A cell seen from the front (x to the right, y up), fitted into the space there is, with a scale
 * bar.
 */
final class MorphologySketch extends Region {
  private static final double MARGIN = 18;

  private final CableCell cell;
  private final Canvas canvas = new Canvas();
  private double minX = Double.POSITIVE_INFINITY;
  private double maxX = Double.NEGATIVE_INFINITY;
  private double minY = Double.POSITIVE_INFINITY;
  private double maxY = Double.NEGATIVE_INFINITY;

  MorphologySketch(CableCell cell) {
    this.cell = cell;
    getStyleClass().add("morphology-sketch");
    getChildren().add(canvas);
    setMinSize(120, 160);
    for (SectionModel section : cell.sections()) {
      if (section.geometry() instanceof SectionGeometry.Points points) {
        for (int i = 0; i < points.size(); i++) {
          minX = Math.min(minX, points.x()[i]);
          maxX = Math.max(maxX, points.x()[i]);
          minY = Math.min(minY, points.y()[i]);
          maxY = Math.max(maxY, points.y()[i]);
        }
      }
    }
    setAccessibleText("Drawing of " + cell.name());
  }

  /** Whether there are measured points to draw. */
  boolean isDrawable() {
    return minX < maxX || minY < maxY;
  }

  static Color colour(SectionKind kind) {
    return switch (kind) {
      case SOMA -> Color.web("#8c6bb1");
      case AXON -> Color.web("#8b949e");
      case DEND -> Color.web("#0072b2");
      case APIC -> Color.web("#d55e00");
      case OTHER -> Color.web("#009e73");
    };
  }

  @Override
  protected void layoutChildren() {
    canvas.setWidth(getWidth());
    canvas.setHeight(getHeight());
    draw();
  }

  private void draw() {
    GraphicsContext graphics = canvas.getGraphicsContext2D();
    graphics.clearRect(0, 0, getWidth(), getHeight());
    if (!isDrawable()) {
      return;
    }
    double scale =
        Math.min(
            (getWidth() - 2 * MARGIN) / Math.max(1, maxX - minX),
            (getHeight() - 2 * MARGIN - 20) / Math.max(1, maxY - minY));
    double offsetX = getWidth() / 2 - scale * (minX + maxX) / 2;
    double offsetY = (getHeight() - 20) / 2 + scale * (minY + maxY) / 2;
    graphics.setLineCap(StrokeLineCap.ROUND);
    for (SectionModel section : cell.sections()) {
      if (section.geometry() instanceof SectionGeometry.Points points) {
        graphics.setStroke(colour(section.kind()));
        for (int i = 1; i < points.size(); i++) {
          double diameter = (points.diameter()[i - 1] + points.diameter()[i]) / 2.0;
          graphics.setLineWidth(Math.max(1.1, diameter * scale));
          graphics.strokeLine(
              offsetX + scale * points.x()[i - 1],
              offsetY - scale * points.y()[i - 1],
              offsetX + scale * points.x()[i],
              offsetY - scale * points.y()[i]);
        }
      }
    }
    scaleBar(graphics, scale);
  }

  private void scaleBar(GraphicsContext graphics, double scale) {
    double um = Math.pow(10, Math.floor(Math.log10(getWidth() / 3 / scale)));
    if (um * 5 * scale < getWidth() / 3) {
      um *= 5;
    } else if (um * 2 * scale < getWidth() / 3) {
      um *= 2;
    }
    double y = getHeight() - 22;
    graphics.setStroke(Color.web("#8b949e"));
    graphics.setFill(Color.web("#8b949e"));
    graphics.setLineWidth(2);
    graphics.strokeLine(MARGIN, y, MARGIN + um * scale, y);
    graphics.setFont(Font.font("Inter", 11));
    graphics.fillText(
        (um < 1 ? Double.toString(um) : Long.toString((long) um)) + " µm", MARGIN, y + 14);
  }
}
