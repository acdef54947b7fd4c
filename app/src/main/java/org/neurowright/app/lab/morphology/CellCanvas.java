package org.neurowright.app.lab.morphology;

import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.text.Font;
import org.neurowright.app.canvas.PlotTheme;
import org.neurowright.app.canvas.ThemedRegion;
import org.neurowright.engine.bench.Site;
import org.neurowright.engine.description.SectionKind;

/**
 * A cell seen from the front with its parts in colours and electrodes on it. Wheel zooms, drag
 * pans, double click or Home shows all; a click hands the place under the pointer out.
 */
final class CellCanvas extends ThemedRegion {
  private static final double MARGIN = 26;
  private static final double REACH_PX = 12;
  private static final double DRAG_PX = 4;
  private static final double WHEEL = 1.15;

  private final Canvas canvas = new Canvas();
  private Optional<CellShape> shape = Optional.empty();
  private Set<Integer> highlighted = Set.of();
  private Optional<Site> hovered = Optional.empty();
  private Optional<Site> inject = Optional.empty();
  private Optional<Site> record = Optional.empty();
  private Consumer<Optional<Site>> onHover = _ -> {};
  private Consumer<Site> onPick = _ -> {};
  private double zoom = 1;
  private double panX;
  private double panY;
  private double pressX;
  private double pressY;
  private double lastX;
  private double lastY;
  private boolean dragged;

  CellCanvas() {
    getStyleClass().add("cell-canvas");
    getChildren().add(canvas);
    canvas.setManaged(false);
    setMinSize(120, 120);
    setFocusTraversable(true);
    addEventHandler(MouseEvent.MOUSE_MOVED, event -> hover(event.getX(), event.getY()));
    addEventHandler(
        MouseEvent.MOUSE_EXITED,
        _ -> {
          hovered = Optional.empty();
          onHover.accept(hovered);
          draw();
        });
    addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
    addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
    addEventHandler(MouseEvent.MOUSE_CLICKED, this::clicked);
    addEventHandler(ScrollEvent.SCROLL, this::scrolled);
    setOnKeyPressed(event -> {
      if (event.getCode() == KeyCode.HOME) {
        showAll();
      }
    });
    focusedProperty().subscribe(_ -> draw());
  }

  void setShape(Optional<CellShape> next) {
    shape = next;
    hovered = Optional.empty();
    highlighted = Set.of();
    setAccessibleText(next.map(s -> "Drawing of " + s.cell().name()).orElse("No cell"));
    showAll();
  }

  void setHighlighted(Set<Integer> sections) {
    highlighted = sections;
    draw();
  }

  void setElectrodes(Optional<Site> injectAt, Optional<Site> recordAt) {
    inject = injectAt;
    record = recordAt;
    draw();
  }

  void setOnHover(Consumer<Optional<Site>> action) {
    onHover = action;
  }

  void setOnPick(Consumer<Site> action) {
    onPick = action;
  }

  void showAll() {
    zoom = 1;
    panX = 0;
    panY = 0;
    draw();
  }

  // ---- geometry

  /** Scale, then where the origin is. */
  private double[] view() {
    double[] b = shape.orElseThrow().bounds();
    double fit =
        Math.min(
            (getWidth() - 2 * MARGIN) / Math.max(1, b[2] - b[0]),
            (getHeight() - 2 * MARGIN - 16) / Math.max(1, b[3] - b[1]));
    double scale = fit * zoom;
    return new double[] {
      scale,
      getWidth() / 2 + panX - scale * (b[0] + b[2]) / 2,
      (getHeight() - 16) / 2 + panY + scale * (b[1] + b[3]) / 2
    };
  }

  /** Where a place is seen; for whoever wants to click there. */
  double[] pixel(Site site) {
    double[] v = view();
    double[] at = shape.orElseThrow().at(site);
    return new double[] {v[1] + v[0] * at[0], v[2] - v[0] * at[1], v[0] * at[2]};
  }

  private Optional<Site> under(double x, double y) {
    if (shape.isEmpty()) {
      return Optional.empty();
    }
    double[] v = view();
    return shape
        .get()
        .nearest((x - v[1]) / v[0], (v[2] - y) / v[0], REACH_PX / v[0])
        .map(shape.get()::middle);
  }

  private void hover(double x, double y) {
    Optional<Site> now = under(x, y);
    if (!now.equals(hovered)) {
      hovered = now;
      onHover.accept(now);
      draw();
    }
  }

  private void pressed(MouseEvent event) {
    requestFocus();
    pressX = event.getX();
    pressY = event.getY();
    lastX = pressX;
    lastY = pressY;
    dragged = false;
  }

  private void drag(MouseEvent event) {
    dragged |= Math.hypot(event.getX() - pressX, event.getY() - pressY) > DRAG_PX;
    if (dragged) {
      panX += event.getX() - lastX;
      panY += event.getY() - lastY;
      draw();
    }
    lastX = event.getX();
    lastY = event.getY();
  }

  private void clicked(MouseEvent event) {
    if (dragged || event.getButton() != MouseButton.PRIMARY) {
      return;
    }
    Optional<Site> site = under(event.getX(), event.getY());
    if (site.isPresent()) {
      onPick.accept(site.get());
    } else if (event.getClickCount() == 2) {
      showAll();
    }
  }

  private void scrolled(ScrollEvent event) {
    if (shape.isEmpty() || event.getDeltaY() == 0) {
      return;
    }
    double notches = event.getDeltaY() / Math.max(1, event.getMultiplierY());
    double factor = Math.pow(WHEEL, notches);
    double next = Math.clamp(zoom * factor, .5, 200);
    factor = next / zoom;
    // The point under the pointer stays where it is.
    panX = (1 - factor) * (event.getX() - getWidth() / 2) + factor * panX;
    panY = (1 - factor) * (event.getY() - (getHeight() - 16) / 2) + factor * panY;
    zoom = next;
    draw();
    event.consume();
  }

  // ---- drawing

  @Override
  protected void themeChanged() {
    draw();
  }

  @Override
  protected void layoutChildren() {
    canvas.setWidth(getWidth());
    canvas.setHeight(getHeight());
    draw();
  }

  private void draw() {
    GraphicsContext g = canvas.getGraphicsContext2D();
    double width = getWidth();
    double height = getHeight();
    g.clearRect(0, 0, width, height);
    if (shape.isEmpty() || width <= 0 || height <= 0) {
      return;
    }
    PlotTheme theme = plotTheme();
    double[] v = view();
    g.setLineCap(StrokeLineCap.ROUND);
    boolean choosing = !highlighted.isEmpty();
    for (int s = 0; s < shape.get().cell().sections().size(); s++) {
      SectionKind kind = shape.get().cell().sections().get(s).kind();
      Color colour = colour(theme.legible(argb(kind)));
      boolean faint = choosing && !highlighted.contains(s);
      branch(g, s, v, faint ? colour.deriveColor(0, 1, 1, .25) : colour, 0);
    }
    hovered.ifPresent(
        site -> branch(g, site.section(), v, colour(theme.accent()).deriveColor(0, 1, 1, .55), 3));
    scaleBar(g, v[0], theme);
    legend(g, theme);
    record.ifPresent(site -> electrode(g, site, theme, "rec", -1));
    inject.ifPresent(site -> electrode(g, site, theme, "inj", 1));
    hovered.ifPresent(site -> {
      double[] at = pixel(site);
      g.setFill(colour(theme.accent()));
      g.fillOval(at[0] - 4, at[1] - 4, 8, 8);
    });
    if (isFocused()) {
      g.setStroke(colour(theme.accent()).deriveColor(0, 1, 1, .7));
      g.setLineWidth(1);
      g.strokeRect(1, 1, width - 2, height - 2);
    }
  }

  private void branch(GraphicsContext g, int s, double[] v, Color colour, double wider) {
    float[][] c = shape.orElseThrow().chain(s);
    g.setStroke(colour);
    boolean soma = shape.orElseThrow().cell().sections().get(s).kind() == SectionKind.SOMA;
    // Flat ends, or a short thick soma would look like a ball on a stick.
    g.setLineCap(soma ? StrokeLineCap.BUTT : StrokeLineCap.ROUND);
    for (int i = 1; i < c[0].length; i++) {
      g.setLineWidth(Math.max(1.3, (c[3][i - 1] + c[3][i]) * v[0]) + wider);
      g.strokeLine(
          v[1] + v[0] * c[0][i - 1],
          v[2] - v[0] * c[1][i - 1],
          v[1] + v[0] * c[0][i],
          v[2] - v[0] * c[1][i]);
    }
  }

  /** A needle that comes from one side, with its name at the end. */
  private void electrode(GraphicsContext g, Site site, PlotTheme theme, String name, int side) {
    double[] at = pixel(site);
    double x = at[0] + side * 22;
    double y = at[1] - 22;
    Color ink = colour(theme.foreground());
    g.setLineCap(StrokeLineCap.ROUND);
    g.setStroke(ink);
    g.setLineWidth(1.6);
    g.strokeLine(at[0], at[1], x, y);
    g.setFill(ink);
    g.fillOval(at[0] - 3, at[1] - 3, 6, 6);
    g.setFill(colour(theme.background()).deriveColor(0, 1, 1, .85));
    double left = side < 0 ? x - 28 : x + 2;
    g.fillRect(left, y - 13, 26, 15);
    g.setFill(ink);
    g.setFont(Font.font("Inter", 11));
    g.fillText(name, left + 3, y - 1);
  }

  private void scaleBar(GraphicsContext g, double scale, PlotTheme theme) {
    double um = Math.pow(10, Math.floor(Math.log10(getWidth() / 3 / scale)));
    if (um * 5 * scale < getWidth() / 3) {
      um *= 5;
    } else if (um * 2 * scale < getWidth() / 3) {
      um *= 2;
    }
    double y = getHeight() - 20;
    g.setStroke(colour(theme.muted()));
    g.setFill(colour(theme.muted()));
    g.setLineWidth(2);
    g.strokeLine(14, y, 14 + um * scale, y);
    g.setFont(Font.font("Inter", 11));
    g.fillText((um < 1 ? Double.toString(um) : Long.toString((long) um)) + " µm", 14, y + 14);
  }

  private void legend(GraphicsContext g, PlotTheme theme) {
    double x = 14;
    g.setFont(Font.font("Inter", 11));
    for (SectionKind kind : SectionKind.values()) {
      if (shape.orElseThrow().cell().sections().stream().anyMatch(s -> s.kind() == kind)) {
        g.setFill(colour(theme.legible(argb(kind))));
        g.fillRect(x, 11, 9, 9);
        g.setFill(colour(theme.muted()));
        g.fillText(kind.label(), x + 13, 20);
        x += 24 + 6.6 * kind.label().length();
      }
    }
  }

  /** The colours of parts, as everywhere in the program. */
  static int argb(SectionKind kind) {
    return switch (kind) {
      case SOMA -> 0xFF8C6BB1;
      case AXON -> 0xFF8B949E;
      case DEND -> 0xFF0072B2;
      case APIC -> 0xFFD55E00;
      case OTHER -> 0xFF009E73;
    };
  }

  private static Color colour(int argb) {
    return Color.rgb(argb >>> 16 & 0xFF, argb >>> 8 & 0xFF, argb & 0xFF);
  }
}
