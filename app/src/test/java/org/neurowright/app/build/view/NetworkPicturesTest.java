package org.neurowright.app.build.view;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.theme.PrimerLight;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import javafx.application.Application;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.SplitPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neurowright.app.build.view.MatrixViewModel.Cell;
import org.neurowright.app.canvas.PlotExport;
import org.neurowright.app.canvas.PlotTheme;
import org.neurowright.app.command.UndoStack;
import org.neurowright.app.recipe.RecipeDocument;
import org.neurowright.engine.recipe.Recipe;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/** Matrix and graph with pointer and keys. */
class NetworkPicturesTest {
  private final FxRobot robot = new FxRobot();
  private final UndoStack undo = new UndoStack();
  private final Recipe recipe = Recipes.cortex();
  private final RecipeDocument document = RecipeDocument.untitled(recipe, undo);
  private final ObjectProperty<NetworkSelection> selection =
      new SimpleObjectProperty<>(NetworkSelection.NONE);
  private MatrixView matrix;
  private GraphCanvas graph;

  @BeforeAll
  static void startToolkit() throws TimeoutException {
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
      ObjectProperty<RuleNumbers> numbers = new SimpleObjectProperty<>(RuleNumbers.NONE);
      matrix = new MatrixView(document, numbers, selection);
      graph = new GraphCanvas(document, numbers, selection, undo);
      stage.setScene(new Scene(new SplitPane(matrix, graph), 1300, 700));
      stage.setX(0);
      stage.setY(0);
    });
    FxToolkit.showStage();
    robot.interact(() -> {});
  }

  @AfterEach
  void hide() throws TimeoutException {
    FxToolkit.hideStage();
  }

  @Test
  void clicksInTheMatrixSelectAndMakeRules() {
    click(matrix.picture(), matrix.middle(new Cell(1, 0)));
    assertThat(selection.get().rules()).isEqualTo(Set.of("inhibition"));
    robot.doubleClickOn(at(matrix.picture(), matrix.middle(new Cell(2, 1))), MouseButton.PRIMARY);
    assertThat(document.recipe().connections().getLast().name()).isEqualTo("far to inh");
    assertThat(selection.get().rules()).isEqualTo(Set.of("far to inh"));
  }

  @Test
  void theMatrixIsUsableByKeys() {
    robot.interact(() -> matrix.picture().requestFocus());
    robot.type(KeyCode.DOWN, KeyCode.DOWN, KeyCode.RIGHT, KeyCode.ENTER);
    assertThat(document.recipe().connections().getLast().name()).isEqualTo("far to inh");
    robot.type(KeyCode.UP, KeyCode.LEFT, KeyCode.SPACE);
    assertThat(selection.get().rules()).isEqualTo(Set.of("inhibition"));
    assertThat(matrix.picture().getAccessibleText()).contains("inh → exc");
  }

  @Test
  void aDragFromRimToRimMakesARule() {
    GraphPlot plot = graph.plot();
    GraphViewModel.Node far = graph.model().node(Recipes.FAR).orElseThrow();
    GraphViewModel.Node inh = graph.model().node(Recipes.INH).orElseThrow();
    Point2D rim = new Point2D(plot.x(far), plot.y(far) - plot.radius(far));
    robot
        .drag(at(graph, rim), MouseButton.PRIMARY)
        .dropTo(at(graph, new Point2D(plot.x(inh), plot.y(inh))));
    assertThat(document.recipe().connections().getLast().name()).isEqualTo("far to inh");
    assertThat(selection.get().rules()).isEqualTo(Set.of("far to inh"));
    robot.interact(undo::undo);
    assertThat(document.recipe()).isEqualTo(recipe);
  }

  @Test
  void aDragFromTheMiddleMovesANode() {
    GraphPlot plot = graph.plot();
    GraphViewModel.Node exc = graph.model().node(Recipes.EXC).orElseThrow();
    Point2D middle = new Point2D(plot.x(exc), plot.y(exc));
    robot.drag(at(graph, middle), MouseButton.PRIMARY).dropTo(at(graph, middle.add(60, -30)));
    GraphViewModel.Node after = graph.model().node(Recipes.EXC).orElseThrow();
    assertThat((after.x() - exc.x()) * plot.zoom()).isBetween(55.0, 65.0);
    assertThat(undo.doneNames()).containsExactly("Move exc in the graph");
    assertThat(document.isDirty()).isFalse();
  }

  @Test
  void clicksInTheGraphSelect() {
    GraphPlot plot = graph.plot();
    GraphViewModel.Node inh = graph.model().node(Recipes.INH).orElseThrow();
    click(graph, new Point2D(plot.x(inh), plot.y(inh)));
    assertThat(selection.get()).isEqualTo(NetworkSelection.of(Recipes.INH));
    GraphViewModel.Edge edge =
        graph.model().graph().edges().stream()
            .filter(e -> e.rules().contains("inhibition"))
            .findFirst()
            .orElseThrow();
    double[][] path = plot.path(edge);
    int middle = path[0].length / 2;
    click(graph, new Point2D(path[0][middle], path[1][middle]));
    assertThat(selection.get().rules()).isEqualTo(Set.of("inhibition"));
  }

  @Test
  void theGraphIsUsableByKeys() {
    robot.interact(() -> {
      graph.requestFocus();
      graph.model().select(graph.model().node(Recipes.FAR).orElseThrow(), false);
    });
    robot.type(KeyCode.C, KeyCode.ENTER);
    assertThat(document.recipe().connections().getLast().name()).isEqualTo("far to far");
    robot.type(KeyCode.DELETE);
    assertThat(document.recipe()).isEqualTo(recipe);
    robot.type(KeyCode.RIGHT, KeyCode.E);
    assertThat(selection.get().populations()).hasSize(1);
    robot.type(KeyCode.ESCAPE);
    assertThat(selection.get().isEmpty()).isTrue();
  }

  @Test
  void picturesAreExported() {
    assertThat(PlotExport.svg(graph, 500, 400, PlotTheme.PRINT)).contains("exc", "<");
    assertThat(PlotExport.svg(matrix.picture(), 500, 400, PlotTheme.PRINT)).contains("inh");
  }

  private void click(Node on, Point2D where) {
    robot.clickOn(at(on, where), MouseButton.PRIMARY);
  }

  private static Point2D at(Node on, Point2D where) {
    Bounds screen = on.localToScreen(on.getBoundsInLocal());
    return new Point2D(screen.getMinX() + where.getX(), screen.getMinY() + where.getY());
  }
}
