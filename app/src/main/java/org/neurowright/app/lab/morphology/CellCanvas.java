package org.neurowright.app.lab.morphology;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.canvas.Canvas;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import org.neurowright.app.canvas.Argb;
import org.neurowright.app.canvas.FxSurface;
import org.neurowright.app.canvas.PlotSurface.Align;
import org.neurowright.app.canvas.PlotTheme;
import org.neurowright.app.canvas.ThemedRegion;
import org.neurowright.app.view3d.Orientation;
import org.neurowright.app.view3d.StrokePicture;
import org.neurowright.engine.bench.Site;
import org.neurowright.engine.region.CellTable;

/**
 * A cell in one of its views, with what stands on it. Wheel zooms at the pointer; drag turns what
 * can be turned and moves the rest, Shift-drag or the right button always moves; handles are
 * dragged along the cell. Keys: arrows walk along the branches, Enter picks, Shift with arrows
 * moves or turns, + and - zoom, Home shows all; in space 1, 3 and 7 look along z, x and y.
 */
final class CellCanvas extends ThemedRegion {
  private static final double REACH_PX = 8;
  private static final double SNAP_PX = 80;
  private static final double DRAG_PX = 4;
  private static final double WHEEL = 1.15;
  private static final double KEY_PX = 24;
  private static final double FADED = .8;
  private static final double TEXT = 11;

  /** Where labels stand beside what they name, the preferred one first. */
  private static final double[][] LABEL_WAYS = {
    {-1, -1}, {1, -1}, {1, 1}, {-1, 1}, {1.5, 0}, {-1.5, 0}
  };

  private final ImageView image = new ImageView();
  private final Canvas overlay = new Canvas();
  private final StrokePicture picture = new StrokePicture();
  private PixelBuffer<IntBuffer> pixels;
  private FxSurface surface;
  private double pictureScale = 1;

  private CellView view;
  private Colouring colouring;
  private BitSet highlighted = new BitSet();
  private List<Handle> handles = List.of();
  private final List<HandleMark> marks = new ArrayList<>();
  private Optional<Site> hovered = Optional.empty();
  private Optional<Site> pinned = Optional.empty();
  private boolean electrotonic;
  private boolean dropping;
  private Consumer<Optional<Site>> onHover = _ -> {};
  private Consumer<Site> onPick = _ -> {};

  private boolean stale = true;
  private double pressX;
  private double pressY;
  private double lastX;
  private double lastY;
  private boolean pressed;
  private boolean dragged;
  private Handle grabbed;

  /**
   * Something that stands on the cell.
   *
   * @param key tells it from others
   * @param label on the drawing, short
   * @param move puts it elsewhere
   */
  record Handle(Object key, String label, Site site, int argb, Consumer<Site> move) {}

  /** Where a handle was drawn: its tip, and the middle of its label. */
  private record HandleMark(
      Handle handle, double x, double y, double labelX, double labelY, double half) {
    boolean holds(double px, double py) {
      return Math.hypot(px - x, py - y) < 7
          || Math.abs(px - labelX) < half + 2 && Math.abs(py - labelY) < 10;
    }

    /** Whether the label hides another one, or its tip. */
    boolean covers(HandleMark other) {
      return Math.abs(labelX - other.labelX) < half + other.half + 2
              && Math.abs(labelY - other.labelY) < 18
          || Math.abs(labelX - other.x) < half + 4 && Math.abs(labelY - other.y) < 12;
    }
  }

  CellCanvas() {
    getStyleClass().add("cell-canvas");
    getChildren().addAll(image, overlay);
    image.setManaged(false);
    image.setMouseTransparent(true);
    overlay.setManaged(false);
    overlay.setMouseTransparent(true);
    setMinSize(120, 120);
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    addEventHandler(MouseEvent.MOUSE_MOVED, event -> moved(event.getX(), event.getY()));
    addEventHandler(MouseEvent.MOUSE_EXITED, _ -> hover(Optional.empty()));
    addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
    addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
    addEventHandler(MouseEvent.MOUSE_RELEASED, _ -> grabbed = null);
    addEventHandler(MouseEvent.MOUSE_CLICKED, this::clicked);
    addEventHandler(ScrollEvent.SCROLL, this::scrolled);
    addEventHandler(KeyEvent.KEY_PRESSED, this::keyed);
    focusedProperty().subscribe(_ -> drawOverlay());
  }

  /** Shows a cell in another view, or none. */
  void setView(Optional<CellView> next) {
    view = next.orElse(null);
    hovered = Optional.empty();
    setAccessibleText(next.map(v -> "Drawing of " + v.table.specimen().name()).orElse("No cell"));
    if (view != null) {
      view.setSize(
          Math.max(1, getWidth()),
          Math.max(1, getHeight()),
          colouring == null ? 0 : legendHeight(plotTheme()));
      view.showAll();
    }
    redraw();
  }

  Optional<CellView> view() {
    return Optional.ofNullable(view);
  }

  void setColouring(Colouring next) {
    colouring = next;
    redraw();
  }

  /** Segments that stand out; none for all alike. */
  void setHighlighted(BitSet segments) {
    highlighted = segments;
    redraw();
  }

  void setElectrotonic(boolean lengthConstants) {
    electrotonic = lengthConstants;
  }

  void setHandles(List<Handle> next) {
    handles = next;
    drawOverlay();
  }

  void setPinned(Optional<Site> site) {
    pinned = site;
    drawOverlay();
  }

  void setOnHover(Consumer<Optional<Site>> action) {
    onHover = action;
  }

  void setOnPick(Consumer<Site> action) {
    onPick = action;
  }

  void showAll() {
    if (view != null) {
      view.showAll();
      redraw();
    }
  }

  /** Where a place is seen; for whoever wants to click there. */
  double[] pixel(Site site) {
    return view.pixel(site);
  }

  /** Shows where something dragged here would be put, and says so. */
  Optional<Site> dropAt(double x, double y) {
    Optional<Site> site =
        view == null || !isInside(x, y) ? Optional.empty() : view.nearest(x, y, SNAP_PX);
    dropping = true;
    hover(site);
    return site;
  }

  boolean isInside(double x, double y) {
    return x >= 0 && y >= 0 && x <= getWidth() && y <= getHeight();
  }

  void endDrop() {
    dropping = false;
    hover(Optional.empty());
  }

  // ---- pointer and keys

  private Optional<Site> under(double x, double y) {
    if (view == null || stale) {
      return Optional.empty();
    }
    int radius = (int) Math.round(REACH_PX * pictureScale);
    int segment = picture.near(x * pictureScale, y * pictureScale, radius);
    return segment < 0 ? Optional.empty() : Optional.of(view.table.site(segment));
  }

  private Optional<HandleMark> handleAt(double x, double y) {
    // The topmost one is drawn last.
    return marks.reversed().stream().filter(m -> m.holds(x, y)).findFirst();
  }

  private void moved(double x, double y) {
    Optional<HandleMark> handle = handleAt(x, y);
    setCursor(handle.isPresent() ? Cursor.HAND : Cursor.DEFAULT);
    hover(handle.map(m -> m.handle().site()).or(() -> under(x, y)));
  }

  private void hover(Optional<Site> now) {
    if (!now.equals(hovered)) {
      hovered = now;
      onHover.accept(now);
      drawOverlay();
    }
  }

  private void pressed(MouseEvent event) {
    requestFocus();
    pressX = event.getX();
    pressY = event.getY();
    lastX = pressX;
    lastY = pressY;
    dragged = false;
    pressed = true;
    grabbed =
        event.getButton() == MouseButton.PRIMARY
            ? handleAt(pressX, pressY).map(HandleMark::handle).orElse(null)
            : null;
  }

  private void dragged(MouseEvent event) {
    dragged |= Math.hypot(event.getX() - pressX, event.getY() - pressY) > DRAG_PX;
    double dx = event.getX() - lastX;
    double dy = event.getY() - lastY;
    lastX = event.getX();
    lastY = event.getY();
    if (!dragged || view == null) {
      return;
    }
    if (grabbed != null) {
      Optional<Site> site = view.nearest(event.getX(), event.getY(), SNAP_PX);
      hover(site);
      site.filter(s -> !s.equals(current(grabbed))).ifPresent(grabbed.move());
    } else {
      if (event.getButton() == MouseButton.PRIMARY && !event.isShiftDown()) {
        view.turn(dx, dy);
      } else {
        view.pan(dx, dy);
      }
      redraw();
    }
  }

  /** Where a handle is by now. */
  private Site current(Handle handle) {
    return handles.stream()
        .filter(h -> h.key().equals(handle.key()))
        .map(Handle::site)
        .findFirst()
        .orElse(handle.site());
  }

  private void clicked(MouseEvent event) {
    // What was dropped here was not pressed here.
    boolean own = pressed && !dragged;
    pressed = false;
    if (!own || event.getButton() != MouseButton.PRIMARY) {
      return;
    }
    Optional<Site> site =
        handleAt(event.getX(), event.getY())
            .map(m -> m.handle().site())
            .or(() -> under(event.getX(), event.getY()));
    if (site.isPresent()) {
      onPick.accept(site.get());
    } else if (event.getClickCount() == 2) {
      showAll();
    }
  }

  private void scrolled(ScrollEvent event) {
    if (view == null || event.getDeltaY() == 0) {
      return;
    }
    double notches = event.getDeltaY() / Math.max(1, event.getMultiplierY());
    view.zoom(Math.pow(WHEEL, notches), event.getX(), event.getY());
    redraw();
    event.consume();
  }

  private void keyed(KeyEvent event) {
    if (view == null || event.isControlDown() || event.isAltDown() || event.isMetaDown()) {
      return;
    }
    boolean done = true;
    double step = event.isShiftDown() ? KEY_PX : 0;
    switch (event.getCode()) {
      case HOME -> showAll();
      case PLUS, ADD, EQUALS -> zoom(WHEEL * WHEEL);
      case MINUS, SUBTRACT -> zoom(1 / (WHEEL * WHEEL));
      case LEFT, RIGHT, UP, DOWN -> {
        if (event.isShiftDown()) {
          boolean across = event.getCode() == KeyCode.LEFT || event.getCode() == KeyCode.RIGHT;
          boolean back = event.getCode() == KeyCode.LEFT || event.getCode() == KeyCode.UP;
          double by = back ? -step : step;
          view.turn(across ? by : 0, across ? 0 : by);
          redraw();
        } else {
          walk(event.getCode());
        }
      }
      case ENTER, SPACE -> hovered.ifPresent(onPick);
      case DIGIT1, DIGIT3, DIGIT7 -> done = turnTo(event.getCode());
      default -> done = false;
    }
    if (done) {
      event.consume();
    }
  }

  private boolean turnTo(KeyCode code) {
    if (!(view instanceof SpaceView space)) {
      return false;
    }
    space.turnTo(
        code == KeyCode.DIGIT1
            ? Orientation.FRONT
            : code == KeyCode.DIGIT3 ? Orientation.RIGHT : Orientation.TOP);
    redraw();
    return true;
  }

  private void zoom(double factor) {
    view.zoom(factor, getWidth() / 2, getHeight() / 2);
    redraw();
  }

  private void walk(KeyCode code) {
    CellTable table = view.table;
    if (table.segments() == 0) {
      return;
    }
    if (hovered.isEmpty()) {
      hover(pinned.or(() -> Optional.of(new Site(table.cell().somaIndex(), .5))));
      return;
    }
    Walk walk = new Walk(table);
    int at = table.segment(hovered.get());
    int next =
        switch (code) {
          case LEFT -> walk.inwards(at);
          case RIGHT -> walk.outwards(at);
          case UP -> walk.beside(at, -1);
          default -> walk.beside(at, 1);
        };
    hover(Optional.of(table.site(next)));
  }

  // ---- drawing

  @Override
  protected void themeChanged() {
    redraw();
  }

  @Override
  protected void layoutChildren() {
    paint();
  }

  private void redraw() {
    stale = true;
    requestLayout();
  }

  private void paint() {
    double width = getWidth();
    double height = getHeight();
    if (width < 1 || height < 1) {
      return;
    }
    if (overlay.getWidth() != width || overlay.getHeight() != height) {
      overlay.setWidth(width);
      overlay.setHeight(height);
      stale = true;
    }
    PlotTheme theme = plotTheme();
    double k = renderScale();
    int w = (int) Math.ceil(width * k);
    int h = (int) Math.ceil(height * k);
    pictureScale = k;
    if (view != null) {
      view.setSize(width, height, colouring == null ? 0 : legendHeight(theme));
    }
    picture.begin(w, h, theme, view != null && view.isShaded());
    if (view != null && colouring != null && colouring.argb().length == view.table.segments()) {
      view.paint(picture, shades(theme), highlighted, theme, k);
    }
    picture.finish();
    if (pixels == null || pixels.getWidth() != w || pixels.getHeight() != h) {
      pixels =
          new PixelBuffer<>(w, h, IntBuffer.allocate(w * h), PixelFormat.getIntArgbPreInstance());
      image.setImage(new WritableImage(pixels));
    }
    System.arraycopy(picture.argb(), 0, pixels.getBuffer().array(), 0, w * h);
    pixels.updateBuffer(_ -> null);
    image.setFitWidth(w / k);
    image.setFitHeight(h / k);
    stale = false;
    drawOverlay();
  }

  private double legendHeight(PlotTheme theme) {
    return new CellOverlay(surface(), view, theme, getWidth(), getHeight())
        .legend(colouring.legend(), false);
  }

  private FxSurface surface() {
    if (surface == null || surface.pixelScale() != renderScale()) {
      surface = new FxSurface(overlay.getGraphicsContext2D(), renderScale());
    }
    return surface;
  }

  private int[] shades(PlotTheme theme) {
    int[] argb = new int[colouring.argb().length];
    boolean choosing = !highlighted.isEmpty();
    for (int i = 0; i < argb.length; i++) {
      int shade = colouring.argb(i, theme);
      argb[i] =
          choosing && !highlighted.get(i)
              ? Argb.mix(shade, theme.background(), FADED) | 0xFF000000
              : shade;
    }
    return argb;
  }

  private void drawOverlay() {
    double width = getWidth();
    double height = getHeight();
    if (width < 1 || height < 1) {
      return;
    }
    overlay.getGraphicsContext2D().clearRect(0, 0, width, height);
    marks.clear();
    if (view == null) {
      return;
    }
    PlotTheme theme = plotTheme();
    CellOverlay drawing = new CellOverlay(surface(), view, theme, width, height);
    hovered.ifPresent(drawing::outline);
    drawing.scale(electrotonic);
    if (colouring != null) {
      drawing.legend(colouring.legend(), true);
    }
    pinned.ifPresent(drawing::pin);
    handles();
    hovered.ifPresent(site -> drawing.spot(site, dropping));
    if (isFocused()) {
      surface.strokeRect(1, 1, width - 2, height - 2, 1.5, Argb.withAlpha(theme.accent(), .8));
    }
  }

  /** Needles with labels that do not lie on each other. */
  private void handles() {
    PlotTheme theme = plotTheme();
    for (Handle handle : handles) {
      double[] at = view.pixel(handle.site());
      if (!Double.isFinite(at[0])) {
        continue;
      }
      double half = surface.textWidth(handle.label(), TEXT) / 2 + 4;
      HandleMark mark = mark(handle, at, half);
      marks.add(mark);
      int ink = theme.legible(handle.argb());
      surface.line(mark.x(), mark.y(), mark.labelX(), mark.labelY(), 1.6, ink);
      surface.disc(mark.x(), mark.y(), 4.2, theme.background());
      surface.disc(mark.x(), mark.y(), 3.2, ink);
    }
    for (HandleMark mark : marks) {
      int ink = theme.legible(mark.handle().argb());
      double left = mark.labelX() - mark.half();
      surface.fillRect(
          left, mark.labelY() - 8, 2 * mark.half(), 16, Argb.withAlpha(theme.background(), .92));
      surface.strokeRect(left, mark.labelY() - 8, 2 * mark.half(), 16, 1, ink);
      surface.text(
          mark.handle().label(), mark.labelX(), mark.labelY() + 4, TEXT, Align.CENTER, ink);
    }
  }

  /** The first direction in which a label is free and inside; the label may also stand farther. */
  private HandleMark mark(Handle handle, double[] at, double half) {
    HandleMark first = null;
    for (double away : new double[] {24, 42, 60}) {
      for (double[] way : LABEL_WAYS) {
        double x = Math.clamp(at[0] + way[0] * away, half, Math.max(half, getWidth() - half));
        double least = at[1] > view.top ? view.top + 8 : 10;
        double y = Math.clamp(at[1] + way[1] * away, least, Math.max(least, getHeight() - 10));
        HandleMark mark = new HandleMark(handle, at[0], at[1], x, y, half);
        if (marks.stream().noneMatch(mark::covers)) {
          return mark;
        }
        first = first == null ? mark : first;
      }
    }
    return first;
  }
}
