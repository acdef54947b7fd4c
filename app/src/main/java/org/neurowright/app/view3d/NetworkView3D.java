package org.neurowright.app.view3d;

import java.nio.IntBuffer;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import javafx.animation.PauseTransition;
import javafx.scene.AccessibleRole;
import javafx.scene.Scene;
import javafx.scene.canvas.Canvas;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.stage.Window;
import javafx.util.Duration;
import org.neurowright.app.canvas.Argb;
import org.neurowright.app.canvas.FxSurface;
import org.neurowright.app.canvas.PlotContent;
import org.neurowright.app.canvas.PlotMenu;
import org.neurowright.app.canvas.PlotRegion.PickMode;
import org.neurowright.app.canvas.PlotSurface;
import org.neurowright.app.canvas.PlotTheme;
import org.neurowright.app.canvas.ThemedRegion;
import org.neurowright.engine.description.NodePopulation;

/**
 * The network in space. All cells are balls in the colour of their population; selected cells show
 * their shape. Cells are numbered through the populations in the order given. Use on the JavaFX
 * thread.
 *
 * <p>Pointer: drag turns, right or middle drag moves, wheel zooms at the pointer, click selects
 * (Shift adds, Alt takes away), Ctrl-drag selects a box, double click centres on a cell. Keys: 1,
 * 3, 7 look along z, x, y; 0 obliquely; F frames the selection, A or Home everything; arrows turn;
 * + and - zoom; H hides all but the selection; Escape clears the selection.
 */
public final class NetworkView3D extends ThemedRegion implements PlotContent {

  /** Told when the user picks cells. */
  @FunctionalInterface
  public interface CellPick {
    /**
     * Cells were picked.
     *
     * @param cells their numbers, none when the user clicked beside all cells
     * @param mode how they join what is selected
     */
    void picked(int[] cells, PickMode mode);
  }

  /**
   * What colours of cells mean, on the sequential scale of {@link
   * org.neurowright.app.canvas.Palette}.
   *
   * @param title quantity with unit
   * @param lowest value of the first colour
   * @param highest value of the last colour
   */
  public record ColorScale(String title, double lowest, double highest) {}

  private static final double TURN_RAD_PER_PX = 0.008;
  private static final double KEY_TURN_RAD = Math.toRadians(10);
  private static final double WHEEL_FACTOR = 1.15;
  private static final double DRAG_THRESHOLD = 3;
  private static final int PICK_RADIUS_PX = 4;
  private static final int MOST_SHAPES_AT_FIRST = 40;
  private static final double SLOW_FRAME_MS = 30;
  private static final Duration SETTLE = Duration.millis(140);

  private final SpaceRenderer renderer = new SplatRenderer();
  private final Picture picture = new Picture();
  private final ImageView image = new ImageView();
  private final Canvas overlay = new Canvas();
  private final PlotMenu menu;
  private final PauseTransition settled = new PauseTransition(SETTLE);
  private PixelBuffer<IntBuffer> pixels;
  private FxSurface overlaySurface;
  private SpaceScene scene = SpaceScene.empty();
  private Camera camera = new Camera(Orientation.OBLIQUE, 0, 0, 0, 200);
  private IntFunction<String> cellLabel = Integer::toString;
  private CellPick onPick = (cells, mode) -> {};
  private IntConsumer onHover = cell -> {};
  private ColorScale colorScale;
  private boolean stale = true;
  private boolean framePending = true;
  private boolean moving;
  private double pictureScale = 1;
  private double lastFrameMs;

  private double pressX;
  private double pressY;
  private double lastX;
  private double lastY;
  private double pointerX = Double.NaN;
  private double pointerY;
  private Drag drag = Drag.NONE;
  private MouseButton pressedButton = MouseButton.NONE;

  private enum Drag {
    NONE,
    PRESSED,
    TURN,
    PAN,
    BOX
  }

  public NetworkView3D() {
    getStyleClass().add("network-view");
    getChildren().addAll(image, overlay);
    image.setManaged(false);
    image.setMouseTransparent(true);
    overlay.setManaged(false);
    overlay.setMouseTransparent(true);
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    setPrefSize(600, 400);
    setMinSize(160, 120);
    menu = new PlotMenu(this, this, this::frameAll);
    setOnContextMenuRequested(this::contextMenu);
    settled.setOnFinished(event -> {
      moving = false;
      repaint();
    });
    addEventHandler(MouseEvent.MOUSE_MOVED, this::moved);
    addEventHandler(MouseEvent.MOUSE_EXITED, event -> hover(Picture.NO_CELL, Double.NaN, 0));
    addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
    addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
    addEventHandler(MouseEvent.MOUSE_RELEASED, this::released);
    addEventHandler(ScrollEvent.SCROLL, this::scrolled);
    addEventHandler(KeyEvent.KEY_PRESSED, this::keyed);
    focusedProperty().addListener((o, before, after) -> paintOverlay());
    sceneProperty()
        .flatMap(Scene::windowProperty)
        .flatMap(Window::renderScaleXProperty)
        .addListener((o, before, after) -> repaint());
    describe();
  }

  /** The context menu, open to additions. */
  public PlotMenu plotMenu() {
    return menu;
  }

  /** Shows populations; selection, colours and hidden cells of the former ones are forgotten. */
  public void setPopulations(
      List<NodePopulation> populations, ToIntFunction<String> argbOfPopulation) {
    scene = SpaceScene.of(populations, argbOfPopulation);
    int withShape = scene.cellsWithShape();
    scene.allShapes = withShape > 0 && withShape <= MOST_SHAPES_AT_FIRST;
    framePending = true;
    describe();
    repaint();
  }

  /**
   * Whether all cells are drawn with their shapes, or only the selected ones; at first only few
   * cells are.
   */
  public boolean allShapes() {
    return scene.allShapes;
  }

  public void setAllShapes(boolean all) {
    scene.allShapes = all;
    repaint();
  }

  /**
   * Colours every cell by itself, for instance by its activity; null goes back to population
   * colours.
   */
  public void setCellColors(int[] argb) {
    if (argb != null && argb.length != scene.cells()) {
      throw new IllegalArgumentException(argb.length + " colours for " + scene.cells() + " cells");
    }
    scene.cellArgb = argb;
    repaint();
  }

  /**
   * Explains the colours of {@link #setCellColors} by a bar from lowest to highest; null takes it
   * away.
   */
  public void setColorScale(ColorScale scale) {
    colorScale = scale;
    paintOverlay();
  }

  public void setSelectedCells(BitSet cells) {
    scene.selected.clear();
    scene.selected.or(cells);
    describe();
    repaint();
  }

  /** Highlights a cell as if the pointer were on it; -1 for none. */
  public void setHoveredCell(int cell) {
    if (cell != scene.hovered) {
      scene.hovered = cell;
      repaint();
    }
  }

  /** Hides everything that is not selected, or shows all again. */
  public void setOthersHidden(boolean hide) {
    scene.hidden.clear();
    if (hide) {
      scene.hidden.set(0, scene.cells());
      scene.hidden.andNot(scene.selected);
    }
    repaint();
  }

  /** What the read-out calls a cell. */
  public void setCellLabel(IntFunction<String> label) {
    cellLabel = label;
  }

  public void setOnPick(CellPick handler) {
    onPick = handler;
  }

  /** Called with the cell under the pointer, -1 for none. */
  public void setOnHover(IntConsumer handler) {
    onHover = handler;
  }

  public Camera camera() {
    return camera;
  }

  public void setCamera(Camera newCamera) {
    camera = newCamera;
    framePending = false;
    repaint();
  }

  /** Shows all cells. */
  public void frameAll() {
    frame(scene.boundsOfAll());
  }

  /** Shows the selected cells with their shapes; everything when none is selected. */
  public void frameSelection() {
    frame(scene.selected.isEmpty() ? scene.boundsOfAll() : scene.bounds(scene.selected, true));
  }

  /** Looks from a direction at what is in the middle now. */
  public void look(Orientation orientation) {
    setCamera(camera.with(orientation));
  }

  private void frame(SpaceScene.Bounds b) {
    double ratio = getHeight() > 0 ? getWidth() / getHeight() : 1;
    setCamera(camera.framing(b, ratio));
  }

  /**
   * Where the middle of a cell is drawn, {x, y} in the view; empty when it is behind the viewer.
   */
  public Optional<double[]> placeOf(int cell) {
    layout();
    CellCloud cloud = scene.cloudOf(cell);
    int row = cell - cloud.firstCell();
    Projection projection = new Projection(camera, (int) getWidth(), (int) getHeight());
    return projection.project(cloud.x(row), cloud.y(row), cloud.z(row))
        ? Optional.of(new double[] {projection.x, projection.y})
        : Optional.empty();
  }

  /** The cell drawn at or next to a place, -1 for none. */
  int cellAt(double x, double y) {
    layout();
    return picture.cellNear(
        x * pictureScale, y * pictureScale, (int) Math.ceil(PICK_RADIUS_PX * pictureScale));
  }

  // Painting.

  private void repaint() {
    stale = true;
    setNeedsLayout(true);
  }

  @Override
  protected void themeChanged() {
    repaint();
  }

  @Override
  protected void layoutChildren() {
    double width = snapSizeX(getWidth());
    double height = snapSizeY(getHeight());
    if (width <= 0 || height <= 0) {
      return;
    }
    double scale = renderScale();
    if (overlaySurface == null
        || overlay.getWidth() != width
        || overlay.getHeight() != height
        || overlaySurface.pixelScale() != scale) {
      overlay.setWidth(width);
      overlay.setHeight(height);
      overlaySurface = new FxSurface(overlay.getGraphicsContext2D(), scale);
      stale = true;
    }
    if (framePending) {
      framePending = false;
      frameAll();
    }
    if (stale) {
      stale = false;
      renderPicture(width, height, scale);
      paintOverlay();
    }
  }

  private void renderPicture(double width, double height, double scale) {
    boolean quick = moving && lastFrameMs > SLOW_FRAME_MS;
    pictureScale = quick ? scale / 2 : scale;
    int w = Math.max(1, (int) Math.round(width * pictureScale));
    int h = Math.max(1, (int) Math.round(height * pictureScale));
    SpaceRenderer.Quality quality =
        quick
            ? SpaceRenderer.Quality.quick(pictureScale)
            : SpaceRenderer.Quality.fine(pictureScale);
    long start = System.nanoTime();
    renderer.render(scene, camera, w, h, plotTheme(), quality, picture);
    double elapsedMs = (System.nanoTime() - start) / 1e6;
    // A quick frame has a quarter of the pixels: judge by what a full one would have cost.
    lastFrameMs = quick ? Math.max(lastFrameMs * 0.9, elapsedMs * 3) : elapsedMs;
    if (pixels == null || pixels.getWidth() != w || pixels.getHeight() != h) {
      pixels =
          new PixelBuffer<>(w, h, IntBuffer.allocate(w * h), PixelFormat.getIntArgbPreInstance());
      image.setImage(new WritableImage(pixels));
    }
    System.arraycopy(picture.argb, 0, pixels.getBuffer().array(), 0, w * h);
    pixels.updateBuffer(buffer -> null);
    image.setSmooth(quick);
    image.setFitWidth(width);
    image.setFitHeight(height);
  }

  private void paintOverlay() {
    if (overlaySurface == null) {
      return;
    }
    double width = overlay.getWidth();
    double height = overlay.getHeight();
    PlotTheme theme = plotTheme();
    overlay.getGraphicsContext2D().clearRect(0, 0, width, height);
    SpaceOverlay.paint(overlaySurface, width, height, scene, camera, colorScale, theme);
    if (isFocused()) {
      overlaySurface.strokeRect(
          1, 1, width - 2, height - 2, 1, Argb.withAlpha(theme.accent(), 0.7));
    }
    if (drag == Drag.BOX) {
      double x = Math.min(pressX, lastX);
      double y = Math.min(pressY, lastY);
      double w = Math.abs(lastX - pressX);
      double h = Math.abs(lastY - pressY);
      overlaySurface.fillRect(x, y, w, h, Argb.withAlpha(theme.accent(), 0.15));
      overlaySurface.strokeRect(x, y, w, h, 1, theme.accent());
    } else if (scene.hovered >= 0 && scene.hovered < scene.cells() && !Double.isNaN(pointerX)) {
      paintLabel(cellLabel.apply(scene.hovered), width, height, theme);
    }
  }

  private void paintLabel(String text, double width, double height, PlotTheme theme) {
    double boxWidth = overlaySurface.textWidth(text, 11) + 14;
    double x = pointerX + 14 + boxWidth > width ? pointerX - 14 - boxWidth : pointerX + 14;
    double y = pointerY + 36 > height ? pointerY - 34 : pointerY + 14;
    overlaySurface.fillRect(x, y, boxWidth, 22, Argb.withAlpha(theme.background(), 0.94));
    overlaySurface.strokeRect(
        Math.floor(x) + 0.5,
        Math.floor(y) + 0.5,
        boxWidth,
        22,
        1,
        Argb.mix(theme.background(), theme.foreground(), 0.3));
    overlaySurface.text(text, x + 7, y + 15, 11, PlotSurface.Align.START, theme.foreground());
  }

  private void describe() {
    StringBuilder text = new StringBuilder("Network in space:");
    for (CellCloud cloud : scene.clouds()) {
      text.append(
          String.format(Locale.ROOT, " %d cells of %s,", cloud.size(), cloud.population().name()));
    }
    text.append(' ').append(scene.selected.cardinality()).append(" selected.");
    setAccessibleText(text.toString());
  }

  // Export.

  @Override
  public String fileStem() {
    return "network";
  }

  @Override
  public void draw(PlotSurface surface, double width, double height, PlotTheme theme) {
    Picture figure = new Picture();
    int w = (int) Math.round(width * surface.pixelScale());
    int h = (int) Math.round(height * surface.pixelScale());
    new SplatRenderer()
        .render(
            scene, camera, w, h, theme, SpaceRenderer.Quality.print(surface.pixelScale()), figure);
    surface.image(figure.argb, w, h, 0, 0, width, height);
    SpaceOverlay.paint(surface, width, height, scene, camera, colorScale, theme);
  }

  @Override
  public CsvData csv() {
    List<CellCloud> clouds = scene.clouds();
    return out -> {
      out.append("population,node_id,x_um,y_um,z_um\n");
      for (CellCloud cloud : clouds) {
        for (int row = 0; row < cloud.size(); row++) {
          out.append(cloud.population().name())
              .append(',')
              .append(Long.toString(cloud.population().nodeIds()[row]));
          for (double p : new double[] {cloud.x(row), cloud.y(row), cloud.z(row)}) {
            out.append(',').append(cloud.placed() && !Double.isNaN(p) ? Double.toString(p) : "");
          }
          out.append('\n');
        }
      }
    };
  }

  // Pointer and keys.

  private void hover(int cell, double x, double y) {
    boolean changed = cell != scene.hovered;
    pointerX = x;
    pointerY = y;
    if (changed) {
      scene.hovered = cell;
      onHover.accept(cell);
      repaint();
    } else if (cell != Picture.NO_CELL) {
      paintOverlay();
    }
  }

  private void moved(MouseEvent event) {
    hover(cellAt(event.getX(), event.getY()), event.getX(), event.getY());
  }

  private void pressed(MouseEvent event) {
    menu.hide();
    requestFocus();
    drag = Drag.PRESSED;
    pressedButton = event.getButton();
    pressX = event.getX();
    pressY = event.getY();
    lastX = pressX;
    lastY = pressY;
  }

  private void dragged(MouseEvent event) {
    if (drag == Drag.PRESSED
        && Math.hypot(event.getX() - pressX, event.getY() - pressY) >= DRAG_THRESHOLD) {
      drag =
          pressedButton != MouseButton.PRIMARY
              ? Drag.PAN
              : event.isShortcutDown() ? Drag.BOX : Drag.TURN;
    }
    double dx = event.getX() - lastX;
    double dy = event.getY() - lastY;
    switch (drag) {
      case NONE -> {}
      case PRESSED -> {
        return;
      }
      case TURN -> move(camera.turned(dx * TURN_RAD_PER_PX, dy * TURN_RAD_PER_PX));
      case PAN -> move(camera.panned(dx / getHeight(), dy / getHeight()));
      case BOX -> {
        lastX = event.getX();
        lastY = event.getY();
        paintOverlay();
      }
    }
    lastX = event.getX();
    lastY = event.getY();
  }

  private void released(MouseEvent event) {
    Drag finished = drag;
    drag = Drag.NONE;
    switch (finished) {
      case NONE, TURN, PAN -> {}
      case PRESSED -> clicked(event);
      case BOX -> {
        onPick.picked(
            cellsInBox(
                Math.min(pressX, lastX),
                Math.min(pressY, lastY),
                Math.max(pressX, lastX),
                Math.max(pressY, lastY)),
            PickMode.of(event));
        paintOverlay();
      }
    }
  }

  private void clicked(MouseEvent event) {
    if (event.getButton() == MouseButton.SECONDARY) {
      menu.menu().show(this, event.getScreenX(), event.getScreenY());
      return;
    }
    if (event.getButton() != MouseButton.PRIMARY) {
      return;
    }
    int cell = cellAt(event.getX(), event.getY());
    if (event.getClickCount() == 2 && cell >= 0) {
      CellCloud cloud = scene.cloudOf(cell);
      int row = cell - cloud.firstCell();
      setCamera(camera.at(cloud.x(row), cloud.y(row), cloud.z(row)));
      return;
    }
    PickMode mode = PickMode.of(event);
    if (event.getClickCount() == 1 && (cell >= 0 || mode == PickMode.REPLACE)) {
      onPick.picked(cell >= 0 ? new int[] {cell} : new int[0], mode);
    }
  }

  /** Cells whose centres lie in a rectangle of the screen. */
  int[] cellsInBox(double left, double top, double right, double bottom) {
    Projection p =
        new Projection(camera, (int) Math.round(getWidth()), (int) Math.round(getHeight()));
    IntStream.Builder found = IntStream.builder();
    for (CellCloud cloud : scene.clouds()) {
      for (int row = 0; row < cloud.size(); row++) {
        int cell = cloud.firstCell() + row;
        if (!scene.hidden.get(cell)
            && p.project(cloud.x(row), cloud.y(row), cloud.z(row))
            && p.x >= left
            && p.x <= right
            && p.y >= top
            && p.y <= bottom) {
          found.add(cell);
        }
      }
    }
    return found.build().toArray();
  }

  /**
   * On most platforms the menu is asked for when the button goes down, before it is known to be no
   * drag.
   */
  private void contextMenu(ContextMenuEvent event) {
    if (event.isKeyboardTrigger()) {
      menu.menu().show(this, event.getScreenX(), event.getScreenY());
    }
    event.consume();
  }

  private void scrolled(ScrollEvent event) {
    if (event.getDeltaY() != 0) {
      double notches = event.getDeltaY() / Math.max(1, event.getMultiplierY());
      double right = (event.getX() - getWidth() / 2) / getHeight();
      double down = (event.getY() - getHeight() / 2) / getHeight();
      move(camera.zoomed(Math.pow(WHEEL_FACTOR, -notches), right, down));
    }
    event.consume();
  }

  private void move(Camera next) {
    camera = next;
    moving = true;
    settled.playFromStart();
    repaint();
  }

  private void keyed(KeyEvent event) {
    if (event.isShortcutDown() || event.isAltDown()) {
      return;
    }
    switch (event.getCode()) {
      case DIGIT0, NUMPAD0 -> look(Orientation.OBLIQUE);
      case DIGIT1, NUMPAD1 -> look(Orientation.FRONT);
      case DIGIT3, NUMPAD3 -> look(Orientation.RIGHT);
      case DIGIT7, NUMPAD7 -> look(Orientation.TOP);
      case F -> frameSelection();
      case A, HOME -> frameAll();
      case H -> setOthersHidden(scene.hidden.isEmpty() && !scene.selected.isEmpty());
      case LEFT -> move(camera.turned(-KEY_TURN_RAD, 0));
      case RIGHT -> move(camera.turned(KEY_TURN_RAD, 0));
      case UP -> move(camera.turned(0, -KEY_TURN_RAD));
      case DOWN -> move(camera.turned(0, KEY_TURN_RAD));
      case PLUS, ADD, EQUALS -> move(camera.zoomed(1 / 1.25, 0, 0));
      case MINUS, SUBTRACT -> move(camera.zoomed(1.25, 0, 0));
      case ESCAPE -> onPick.picked(new int[0], PickMode.REPLACE);
      default -> {
        return;
      }
    }
    event.consume();
  }
}
