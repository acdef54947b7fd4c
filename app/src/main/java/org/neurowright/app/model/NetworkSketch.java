package org.neurowright.app.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.paint.Color;
import javafx.scene.shape.Circle;
import javafx.scene.shape.CubicCurve;
import javafx.scene.shape.Polygon;
import org.neurowright.app.text.NumberText;
import org.neurowright.app.workspace.PopulationPalette;
import org.neurowright.engine.description.EdgePopulation;
import org.neurowright.engine.description.ModelDescription;
import org.neurowright.engine.description.NodePopulation;

/**
 * The network as discs and arrows: a disc per population, as large as the logarithm of its size, an
 * arrow per edge population. Virtual populations stand on the left, simulated ones on a ring.
 */
final class NetworkSketch extends Pane {
  private static final double HEIGHT = 320;
  private static final double MOST_WIDTH = 820;

  private final ModelDescription model;
  private final PopulationPalette palette;
  private final Consumer<String> onClick;

  /** A sketch; {@code onClick} gets the key of the part that was clicked. */
  NetworkSketch(ModelDescription model, PopulationPalette palette, Consumer<String> onClick) {
    this.model = model;
    this.palette = palette;
    this.onClick = onClick;
    getStyleClass().add("network-sketch");
    setMinHeight(HEIGHT);
    setPrefHeight(HEIGHT);
    widthProperty().subscribe(this::draw);
    setAccessibleText(
        NumberText.plural(model.nodes().size(), "population", "populations")
            + ", "
            + NumberText.plural(model.edges().size(), "edge population", "edge populations"));
  }

  private record Disc(double x, double y, double radius) {}

  private void draw() {
    getChildren().clear();
    if (getWidth() < 100) {
      return;
    }
    Map<String, Disc> discs = placed();
    List<Node> arrows = new ArrayList<>();
    Map<String, Integer> between = new HashMap<>();
    for (EdgePopulation edges : model.edges()) {
      Disc from = discs.get(edges.source());
      Disc to = discs.get(edges.target());
      if (from != null && to != null) {
        int nth = between.merge(edges.source() + " " + edges.target(), 1, Integer::sum) - 1;
        arrows.add(arrow(edges, from, to, nth));
      }
    }
    getChildren().addAll(arrows);
    for (NodePopulation population : model.nodes()) {
      getChildren().addAll(disc(population, discs.get(population.name())));
    }
  }

  private Map<String, Disc> placed() {
    List<NodePopulation> virtual =
        model.nodes().stream().filter(NodePopulation::isVirtual).toList();
    List<NodePopulation> simulated = model.nodes().stream().filter(p -> !p.isVirtual()).toList();
    Map<String, Disc> discs = new HashMap<>();
    double start = Math.max(0, (getWidth() - MOST_WIDTH) / 2);
    for (int i = 0; i < virtual.size(); i++) {
      double y = HEIGHT * (i + 0.5) / virtual.size();
      discs.put(virtual.get(i).name(), new Disc(start + 70, y - 6, radius(virtual.get(i))));
    }
    double left = start + (virtual.isEmpty() ? 0 : 140);
    double right = getWidth() - start;
    double centreX = (left + right) / 2;
    double centreY = HEIGHT / 2 + 4;
    double ringX = (right - left) / 2 - 80;
    double ringY = HEIGHT / 2 - 72;
    boolean alone = simulated.size() == 1;
    // A few populations stand on the half of the ring that is open to the virtual ones, so that no
    // arrow has to
    // go through a disc.
    boolean half = !virtual.isEmpty() && simulated.size() <= 5;
    for (int i = 0; i < simulated.size(); i++) {
      double angle =
          half && !alone
              ? Math.toRadians(-82 + 164.0 * i / (simulated.size() - 1))
              : 2 * Math.PI * i / simulated.size() - Math.PI / 2;
      discs.put(
          simulated.get(i).name(),
          new Disc(
              centreX + (alone ? 0 : ringX * Math.cos(angle)),
              centreY + (alone ? 0 : ringY * Math.sin(angle)),
              radius(simulated.get(i))));
    }
    return discs;
  }

  private static double radius(NodePopulation population) {
    return Math.clamp(11 + 5 * Math.log10(Math.max(1, population.size())), 12, 36);
  }

  private List<Node> disc(NodePopulation population, Disc at) {
    Color colour = Color.web(palette.web(population.name()));
    Circle circle = new Circle(at.x(), at.y(), at.radius(), colour);
    circle.setStroke(colour.deriveColor(0, 1, 0.8, 1));
    circle.getStyleClass().add("sketch-disc");
    if (population.isVirtual()) {
      circle.setFill(colour.deriveColor(0, 1, 1, 0.25));
      circle.getStrokeDashArray().setAll(4.0, 3.0);
    }
    Tooltip.install(
        circle,
        new Tooltip(
            population.name()
                + ": "
                + NumberText.plural(population.size(), "node", "nodes")
                + (population.isVirtual() ? ", virtual" : "")));
    circle.addEventHandler(
        MouseEvent.MOUSE_CLICKED, _ -> onClick.accept(new ModelItem.Population(population).key()));
    Label label = new Label(population.name());
    label.getStyleClass().add("sketch-label");
    label.setMouseTransparent(true);
    label.setLayoutY(at.y() + at.radius() + 3);
    label.widthProperty().subscribe(width -> label.setLayoutX(at.x() - width.doubleValue() / 2));
    return List.of(circle, label);
  }

  private Node arrow(EdgePopulation edges, Disc from, Disc to, int nth) {
    Color colour = Color.web(palette.web(edges.source()));
    double width = Math.clamp(0.8 + 0.55 * Math.log10(Math.max(1, edges.store().size())), 1, 5);
    CubicCurve curve = new CubicCurve();
    double tipAngle;
    if (from.equals(to)) {
      // A loop above the disc.
      double r = from.radius();
      curve.setStartX(from.x() - r * 0.6);
      curve.setStartY(from.y() - r * 0.8);
      curve.setControlX1(from.x() - r * 1.9);
      curve.setControlY1(from.y() - r * 2.9 - 8 * nth);
      curve.setControlX2(from.x() + r * 1.9);
      curve.setControlY2(from.y() - r * 2.9 - 8 * nth);
      curve.setEndX(from.x() + r * 0.66);
      curve.setEndY(from.y() - r * 0.92);
      tipAngle =
          Math.atan2(
              curve.getEndY() - curve.getControlY2(), curve.getEndX() - curve.getControlX2());
    } else {
      double dx = to.x() - from.x();
      double dy = to.y() - from.y();
      double length = Math.hypot(dx, dy);
      double ux = dx / length;
      double uy = dy / length;
      // Bent to one side, so that the way there and the way back do not cover each other.
      double bend = 22 + 16 * nth;
      curve.setStartX(from.x() + ux * from.radius());
      curve.setStartY(from.y() + uy * from.radius());
      curve.setControlX1(from.x() + dx * 0.35 - uy * bend);
      curve.setControlY1(from.y() + dy * 0.35 + ux * bend);
      curve.setControlX2(from.x() + dx * 0.7 - uy * bend);
      curve.setControlY2(from.y() + dy * 0.7 + ux * bend);
      double inX = to.x() - curve.getControlX2();
      double inY = to.y() - curve.getControlY2();
      double in = Math.hypot(inX, inY);
      curve.setEndX(to.x() - inX / in * (to.radius() + 7));
      curve.setEndY(to.y() - inY / in * (to.radius() + 7));
      tipAngle = Math.atan2(inY, inX);
    }
    curve.setFill(null);
    curve.setStroke(colour.deriveColor(0, 1, 1, 0.75));
    curve.setStrokeWidth(width);
    double size = 6 + width;
    Polygon head = new Polygon(size, 0, -size * 0.6, size * 0.62, -size * 0.6, -size * 0.62);
    head.setFill(colour.deriveColor(0, 1, 1, 0.9));
    head.setRotate(Math.toDegrees(tipAngle));
    head.setTranslateX(curve.getEndX());
    head.setTranslateY(curve.getEndY());
    Group group = new Group(curve, head);
    group.getStyleClass().add("sketch-arrow");
    Tooltip.install(
        group,
        new Tooltip(
            edges.name()
                + "\n"
                + edges.source()
                + " → "
                + edges.target()
                + "\n"
                + NumberText.plural(edges.store().size(), "edge", "edges")));
    group.addEventHandler(
        MouseEvent.MOUSE_CLICKED, _ -> onClick.accept(new ModelItem.Edges(edges).key()));
    return group;
  }
}
