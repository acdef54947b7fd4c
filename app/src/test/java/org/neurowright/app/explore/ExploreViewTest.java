package org.neurowright.app.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import atlantafx.base.theme.PrimerLight;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import javafx.application.Application;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.geometry.VerticalDirection;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neurowright.app.canvas.TimeRange;
import org.neurowright.app.view3d.DemoNetwork;
import org.neurowright.app.view3d.Orientation;
import org.neurowright.app.workspace.CellRef;
import org.neurowright.app.workspace.CellSelection;
import org.neurowright.engine.description.CellModel;
import org.neurowright.engine.description.NodePopulation;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/** The workspace with pointer and keys. */
class ExploreViewTest {
  private static final double RASTER_LEFT = 68;
  private static final double RASTER_TOP = 10;

  private final FxRobot robot = new FxRobot();
  private final CellSelection selection = new CellSelection();
  private ExploreViewModel model;
  private ExploreView view;

  @BeforeAll
  static void startToolkit() throws TimeoutException {
    // Without a screen, whatever the machine; a build that sets a platform of its own keeps it.
    if (System.getProperty("glass.platform") == null) {
      System.setProperty("glass.platform", "Headless");
      System.setProperty("prism.order", "sw");
    }
    FxToolkit.registerPrimaryStage();
  }

  @BeforeEach
  void show() throws TimeoutException {
    FxToolkit.setupStage(stage -> {
      Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
      FakeReport report = new FakeReport("v_report", "exc", new long[] {0, 1, 2}, 1, 10_001);
      model =
          new ExploreViewModel(
              selection,
              (folder, control) ->
                  new RunResults(
                      folder,
                      1000,
                      Map.of(
                          "exc",
                          new RunResults.Spikes(
                              new long[] {0, 1, 2, 3}, new double[] {100, 300, 500, 900})),
                      List.of(report),
                      List.of()),
              Runnable::run,
              Runnable::run);
      view = new ExploreView(model);
      stage.setScene(new Scene(view, 1300, 760));
      CellModel cell = new CellModel.Cable(DemoNetwork.cell("cell", 1));
      NodePopulation exc =
          DemoNetwork.population(
              "exc",
              new long[] {0, 1, 2, 3},
              cell,
              new double[] {0, 0, 0, 200, 0, 0, 0, 200, 0, 200, 200, 0},
              new double[12]);
      model.showModel(List.of(exc), name -> 0xff0072b2);
      model.open(Path.of("output"));
      stage.setX(0);
      stage.setY(0);
      stage.show();
    });
    settle();
  }

  @AfterEach
  void hide() throws TimeoutException {
    FxToolkit.cleanupStages();
  }

  @Test
  void theWheelZoomsTimeAtThePointerInAllPlots() {
    Point2D at = inRaster(250, 0.5);
    robot.moveTo(at).scroll(5, VerticalDirection.UP);
    settle();
    TimeRange visible = model.timeAxis().visible();
    assertThat(visible.spanMs()).isLessThan(800);
    double fraction = (250 - visible.startMs()) / visible.spanMs();
    assertThat(fraction).isCloseTo(0.25, within(0.02));
    assertThat(view.traces().timeAxis()).isSameAs(view.raster().timeAxis());
  }

  @Test
  void draggingPansAndADoubleClickShowsAll() {
    onFx(() -> model.timeAxis().show(400, 600));
    Point2D from = inRaster(0, 0.4);
    robot
        .moveTo(from.add(300, 0))
        .press(MouseButton.PRIMARY)
        .moveBy(-60, 0)
        .release(MouseButton.PRIMARY);
    settle();
    assertThat(model.timeAxis().visible().startMs()).isGreaterThan(410);
    assertThat(model.timeAxis().visible().spanMs()).isEqualTo(200, within(1e-6));
    fire(MouseEvent.MOUSE_CLICKED, from.add(100, 0), 2, false);
    assertThat(model.timeAxis().visible()).isEqualTo(new TimeRange(0, 1000));
  }

  @Test
  void aShiftDragZoomsToTheBox() {
    Point2D from = inRaster(200, 0.2);
    Point2D to = inRaster(600, 0.8);
    withShift(MouseEvent.MOUSE_PRESSED, from);
    withShift(MouseEvent.MOUSE_DRAGGED, from.midpoint(to));
    withShift(MouseEvent.MOUSE_DRAGGED, to);
    withShift(MouseEvent.MOUSE_RELEASED, to);
    settle();
    assertThat(model.timeAxis().visible().startMs()).isCloseTo(200, within(15.0));
    assertThat(model.timeAxis().visible().endMs()).isCloseTo(600, within(15.0));
  }

  @Test
  void keysZoomPanAndReset() {
    onFx(() -> view.raster().requestFocus());
    robot.type(KeyCode.PLUS, 3);
    settle();
    double span = model.timeAxis().visible().spanMs();
    assertThat(span).isLessThan(600);
    double start = model.timeAxis().visible().startMs();
    robot.type(KeyCode.RIGHT);
    settle();
    assertThat(model.timeAxis().visible().startMs()).isCloseTo(start + span / 10, within(1e-6));
    robot.type(KeyCode.HOME);
    settle();
    assertThat(model.timeAxis().visible()).isEqualTo(new TimeRange(0, 1000));
  }

  @Test
  void clickingASpikeSelectsItsCellEverywhereAndShiftAdds() {
    robot.clickOn(inRaster(500, 2.5 / 4));
    settle();
    assertThat(selection.first(5)).containsExactly(new CellRef("exc", 2));
    assertThat(model.tracesProperty().get()).hasSize(1);
    assertThat(model.factsProperty().get().orElseThrow().title()).isEqualTo("exc 2");
    withShift(MouseEvent.MOUSE_PRESSED, inRaster(100, 0.5 / 4));
    withShift(MouseEvent.MOUSE_RELEASED, inRaster(100, 0.5 / 4));
    settle();
    assertThat(selection.first(5)).containsExactly(new CellRef("exc", 0), new CellRef("exc", 2));
    assertThat(view.traces().series()).hasSize(2);
  }

  @Test
  void cellsAreHoveredPickedAndClearedInSpace() {
    onFx(() -> {
      view.space().look(Orientation.FRONT);
      view.space().frameAll();
    });
    // Looking along z, the cell at (200, 200) is up and to the right of the middle.
    Bounds b = bounds(view.space());
    double umPerPx = view.space().camera().spanUm() / b.getHeight();
    Point2D cell = new Point2D(b.getCenterX() + 100 / umPerPx, b.getCenterY() - 100 / umPerPx);
    robot.moveTo(cell);
    settle();
    assertThat(selection.hoveredProperty().get()).contains(new CellRef("exc", 3));
    robot.clickOn(MouseButton.PRIMARY);
    settle();
    assertThat(selection.first(5)).containsExactly(new CellRef("exc", 3));
    robot.type(KeyCode.F);
    settle();
    assertThat(view.space().camera().targetX()).isCloseTo(200, within(60.0));
    assertThat(texts()).contains("exc 3", "x, y, z");
    robot.type(KeyCode.ESCAPE);
    settle();
    assertThat(selection.isEmpty()).isTrue();
    assertThat(texts()).doesNotContain("exc 3");
  }

  @Test
  void draggingTurnsTheNetworkAndTheWheelZooms() {
    Orientation before = view.space().camera().orientation();
    double span = view.space().camera().spanUm();
    Bounds b = bounds(view.space());
    robot
        .moveTo(b.getCenterX(), b.getCenterY() + 60)
        .press(MouseButton.PRIMARY)
        .moveBy(80, 20)
        .release(MouseButton.PRIMARY);
    settle();
    assertThat(view.space().camera().orientation()).isNotEqualTo(before);
    robot.scroll(3, VerticalDirection.UP);
    settle();
    assertThat(view.space().camera().spanUm()).isLessThan(0.9 * span);
  }

  @Test
  void plotsAndFieldsSayWhatTheyAre() {
    assertThat(view.raster().getAccessibleText()).contains("4 cells", "4 spikes", "1.00 Hz");
    assertThat(view.traces().getAccessibleText())
        .contains("Membrane potential in mV", "3 traces", "exc 0");
    assertThat(view.space().getAccessibleText()).contains("4 cells of exc");
  }

  private void withShift(EventType<MouseEvent> type, Point2D screen) {
    fire(type, screen, 1, true);
  }

  /**
   * Made by hand: the headless robot tells the mouse nothing of pressed keys, and two clicks may
   * come too slowly.
   */
  private void fire(EventType<MouseEvent> type, Point2D screen, int clicks, boolean shift) {
    Point2D scene = view.raster().localToScene(view.raster().screenToLocal(screen));
    onFx(() ->
        Event.fireEvent(
            view.raster(),
            new MouseEvent(
                view.raster(),
                null,
                type,
                scene.getX(),
                scene.getY(),
                screen.getX(),
                screen.getY(),
                MouseButton.PRIMARY,
                clicks,
                shift,
                false,
                false,
                false,
                true,
                false,
                false,
                false,
                false,
                true,
                null)));
  }

  /** A place in the raster, by time and by height from the bottom, on the screen. */
  private Point2D inRaster(double tMs, double height) {
    Bounds b = bounds(view.raster());
    double right = 26;
    double strip = Math.clamp(b.getHeight() * 0.24, 44, 110) + 14;
    double width = b.getWidth() - RASTER_LEFT - right;
    double tall = b.getHeight() - RASTER_TOP - 42 - strip;
    return new Point2D(
        b.getMinX() + RASTER_LEFT + tMs / 1000 * width,
        b.getMinY() + RASTER_TOP + tall * (1 - height));
  }

  /** All labels that are shown. */
  private List<String> texts() {
    return robot
        .lookup(node -> node instanceof Label && node.isVisible())
        .queryAllAs(Label.class)
        .stream()
        .map(Label::getText)
        .toList();
  }

  private static Bounds bounds(Node node) {
    return node.localToScreen(node.getBoundsInLocal());
  }

  private void onFx(Runnable action) {
    robot.interact(action);
    settle();
  }

  /** Waits until what was asked for has happened and been drawn. */
  private void settle() {
    robot.interact(() -> {
      view.applyCss();
      view.layout();
    });
  }
}
