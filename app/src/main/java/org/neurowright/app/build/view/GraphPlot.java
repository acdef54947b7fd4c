package org.neurowright.app.build.view;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.neurowright.app.build.view.GraphViewModel.Edge;
import org.neurowright.app.build.view.GraphViewModel.Graph;
import org.neurowright.app.build.view.GraphViewModel.Node;
import org.neurowright.app.canvas.Argb;
import org.neurowright.app.canvas.PlotSurface;
import org.neurowright.app.canvas.PlotSurface.Align;
import org.neurowright.app.canvas.PlotTheme;
import org.neurowright.app.text.NumberText;
import org.neurowright.app.workspace.PopulationPalette;

/**
 * Draws the graph and knows what is where.
 *
 * @param zoom screen pixels per pixel of the layout
 * @param left screen x of the layout's origin
 * @param top screen y of it
 */
record GraphPlot(Graph graph, double zoom, double left, double top) {
  private static final int LOOP_ANGLES = 24;
  private static final int POINTS = 28;
  private static final double TEXT = 12;
  private static final double SMALL = 11;

  /** How far from the rim the pointer still takes hold of it. */
  private static final double RIM_INSIDE = 5;

  private static final double RIM_OUTSIDE = 8;
  private static final double EDGE_REACH = 6;

  double x(Node node) {
    return left + zoom * node.x();
  }

  double y(Node node) {
    return top + zoom * node.y();
  }

  double radius(Node node) {
    return Math.max(7, zoom * node.radius());
  }

  // ---- what is where

  Optional<Node> nodeAt(double x, double y) {
    Node found = null;
    for (Node node : graph.nodes()) {
      if (Math.hypot(x - x(node), y - y(node)) <= radius(node) + RIM_OUTSIDE) {
        found = node;
      }
    }
    return Optional.ofNullable(found);
  }

  /** Whether a place at a node is its rim, from which rules are drawn. */
  boolean isRim(Node node, double x, double y) {
    return Math.hypot(x - x(node), y - y(node)) >= radius(node) - RIM_INSIDE;
  }

  Optional<Edge> edgeAt(double x, double y) {
    for (Edge edge : graph.edges()) {
      double[][] path = path(edge);
      for (int k = 1; k < path[0].length; k++) {
        if (distance(x, y, path[0][k - 1], path[1][k - 1], path[0][k], path[1][k]) < EDGE_REACH) {
          return Optional.of(edge);
        }
      }
    }
    return Optional.empty();
  }

  private static double distance(double x, double y, double x0, double y0, double x1, double y1) {
    double dx = x1 - x0;
    double dy = y1 - y0;
    double along = ((x - x0) * dx + (y - y0) * dy) / Math.max(1e-9, dx * dx + dy * dy);
    double at = Math.clamp(along, 0, 1);
    return Math.hypot(x - x0 - at * dx, y - y0 - at * dy);
  }

  // ---- edges

  /** Points of an edge on the screen, x and y, from rim to rim. */
  double[][] path(Edge edge) {
    return edge.source() == edge.target() ? loop(edge.source()) : between(edge);
  }

  /** Bent a little to one side, so that the edge the other way runs beside it. */
  private double[][] between(Edge edge) {
    double x0 = x(edge.source());
    double y0 = y(edge.source());
    double x1 = x(edge.target());
    double y1 = y(edge.target());
    double length = Math.max(1, Math.hypot(x1 - x0, y1 - y0));
    double bend = edge.back() ? 0.16 * length : 0.05 * length;
    double cx = (x0 + x1) / 2 - (y1 - y0) / length * bend;
    double cy = (y0 + y1) / 2 + (x1 - x0) / length * bend;
    double[] from = towards(x0, y0, cx, cy, radius(edge.source()) + 2);
    double[] to = towards(x1, y1, cx, cy, radius(edge.target()) + 3);
    double[] x = new double[POINTS];
    double[] y = new double[POINTS];
    for (int k = 0; k < POINTS; k++) {
      double t = k / (POINTS - 1.0);
      x[k] = (1 - t) * (1 - t) * from[0] + 2 * t * (1 - t) * cx + t * t * to[0];
      y[k] = (1 - t) * (1 - t) * from[1] + 2 * t * (1 - t) * cy + t * t * to[1];
    }
    return new double[][] {x, y};
  }

  private static double[] towards(double x, double y, double toX, double toY, double far) {
    double length = Math.max(1e-9, Math.hypot(toX - x, toY - y));
    return new double[] {x + (toX - x) / length * far, y + (toY - y) / length * far};
  }

  /**
   * Where a node has most room around it; a quarter turn is enough, then it is as high as can be.
   */
  private double loopAngle(Node node) {
    double best = -Math.PI / 2;
    double most = -1;
    for (int k = 0; k < LOOP_ANGLES; k++) {
      double angle = -Math.PI / 2 + 2 * Math.PI * k / LOOP_ANGLES;
      double room = Math.PI;
      for (Node other : graph.nodes()) {
        if (other != node) {
          double to = Math.atan2(other.y() - node.y(), other.x() - node.x());
          room = Math.min(room, Math.abs(Math.IEEEremainder(to - angle, 2 * Math.PI)));
        }
      }
      double good = Math.min(room, Math.PI / 2) - 0.01 * Math.sin(angle);
      if (good > most + 1e-9) {
        most = good;
        best = angle;
      }
    }
    return best;
  }

  /** Out and back. */
  private double[][] loop(Node node) {
    double angle = loopAngle(node);
    double r = radius(node);
    double size = 0.5 * r + 9;
    double middle = r + size * 0.72;
    double cx = x(node) + middle * Math.cos(angle);
    double cy = y(node) + middle * Math.sin(angle);
    // Where the two circles cross.
    double cosine = (size * size + middle * middle - r * r) / (2 * size * middle);
    double open = Math.acos(Math.clamp(cosine, -1, 1));
    double start = angle + Math.PI + open;
    double turn = 2 * Math.PI - 2 * open;
    double[] x = new double[POINTS];
    double[] y = new double[POINTS];
    for (int k = 0; k < POINTS; k++) {
      double at = start + turn * k / (POINTS - 1);
      x[k] = cx + size * Math.cos(at);
      y[k] = cy + size * Math.sin(at);
    }
    return new double[][] {x, y};
  }

  private double mostSynapses() {
    return graph.edges().stream()
        .mapToDouble(Edge::synapses)
        .filter(Double::isFinite)
        .max()
        .orElse(0);
  }

  double width(Edge edge) {
    double most = mostSynapses();
    return Double.isNaN(edge.synapses()) || most <= 0
        ? 1.8
        : 1.2 + 5 * Math.sqrt(edge.synapses() / most);
  }

  // ---- drawing

  void draw(PlotSurface on, PopulationPalette palette, PlotTheme theme) {
    for (Edge edge : graph.edges()) {
      int colour = theme.legible(palette.argb(edge.source().key().toString()));
      boolean none = edge.synapses() == 0;
      drawEdge(
          on,
          edge,
          width(edge),
          none ? Argb.withAlpha(theme.muted(), 0.6) : Argb.withAlpha(colour, 0.82));
    }
    for (Node node : graph.nodes()) {
      int colour = palette.argb(node.key().toString());
      double r = radius(node);
      shape(on, node.kind(), x(node), y(node), r + 1.5, theme.background());
      shape(on, node.kind(), x(node), y(node), r, Argb.mix(theme.background(), colour, 0.86));
      int fill = Argb.mix(theme.background(), colour, 0.86);
      String cells =
          node.count().isPresent() ? NumberText.shortCount(node.count().getAsInt()) : "?";
      if (on.textWidth(cells, SMALL) < 1.7 * r) {
        int ink =
            Argb.contrast(0xffffffff, fill) > Argb.contrast(0xff10151b, fill)
                ? 0xffffffff
                : 0xff10151b;
        on.text(cells, x(node), y(node) + 4, SMALL, Align.CENTER, ink);
      }
      double wide = on.textWidth(node.label(), TEXT);
      on.fillRect(
          x(node) - wide / 2 - 3,
          y(node) + r + 5,
          wide + 6,
          16,
          Argb.withAlpha(theme.background(), 0.8));
      on.text(node.label(), x(node), y(node) + r + 17, TEXT, Align.CENTER, theme.foreground());
    }
  }

  /** What the shapes mean, in the lower left corner. */
  void drawLegend(PlotSurface on, double height, PlotTheme theme) {
    Set<RecipeFacts.Kind> kinds = EnumSet.noneOf(RecipeFacts.Kind.class);
    graph.nodes().forEach(node -> kinds.add(node.kind()));
    double y = height - 14;
    for (RecipeFacts.Kind kind : kinds.stream().sorted((a, b) -> b.compareTo(a)).toList()) {
      shape(on, kind, 20, y - 4, 6, theme.muted());
      on.text(kind.words(), 34, y, SMALL, Align.START, theme.muted());
      y -= 18;
    }
  }

  void drawEdge(PlotSurface on, Edge edge, double width, int argb) {
    double[][] path = path(edge);
    double[] x = path[0];
    double[] y = path[1];
    int last = POINTS - 1;
    if (edge.gap()) {
      on.polyline(x, y, POINTS, width, argb);
      bar(on, x[0], y[0], x[1] - x[0], y[1] - y[0], width, argb);
      bar(on, x[last], y[last], x[last] - x[last - 1], y[last] - y[last - 1], width, argb);
      return;
    }
    double head = 7 + 1.3 * width;
    // The line ends where the arrow head is widest.
    int end = last;
    while (end > 1 && Math.hypot(x[end] - x[last], y[end] - y[last]) < head * 0.8) {
      end--;
    }
    double dx = x[last] - x[end];
    double dy = y[last] - y[end];
    double length = Math.max(1e-9, Math.hypot(dx, dy));
    dx /= length;
    dy /= length;
    double[] lineX = Arrays.copyOf(x, end + 2);
    double[] lineY = Arrays.copyOf(y, end + 2);
    lineX[end + 1] = x[last] - dx * head * 0.85;
    lineY[end + 1] = y[last] - dy * head * 0.85;
    on.polyline(lineX, lineY, end + 2, width, argb);
    double half = head * 0.46;
    on.polygon(
        new double[] {x[last], x[last] - dx * head - dy * half, x[last] - dx * head + dy * half},
        new double[] {y[last], y[last] - dy * head + dx * half, y[last] - dy * head - dx * half},
        3,
        argb);
  }

  private static void bar(
      PlotSurface on, double x, double y, double dx, double dy, double width, int argb) {
    double length = Math.max(1e-9, Math.hypot(dx, dy));
    double ux = -dy / length * (4 + width);
    double uy = dx / length * (4 + width);
    on.line(x - ux, y - uy, x + ux, y + uy, 2, argb);
  }

  static void shape(PlotSurface on, RecipeFacts.Kind kind, double x, double y, double r, int argb) {
    switch (kind) {
      case CABLE -> on.disc(x, y, r, argb);
      case POINT -> polygon(on, x, y, r * 1.12, 4, 0, argb);
      case VIRTUAL -> polygon(on, x, y, r * 1.2, 4, Math.PI / 4, argb);
      case OTHER -> polygon(on, x, y, r * 1.05, 6, 0, argb);
    }
  }

  private static void polygon(
      PlotSurface on, double x, double y, double r, int corners, double turn, int argb) {
    double[] px = new double[corners];
    double[] py = new double[corners];
    for (int k = 0; k < corners; k++) {
      double angle = turn + 2 * Math.PI * k / corners;
      px[k] = x + r * Math.cos(angle);
      py[k] = y + r * Math.sin(angle);
    }
    on.polygon(px, py, corners, argb);
  }
}
