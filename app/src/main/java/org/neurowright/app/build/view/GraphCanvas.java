package org.neurowright.app.build.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import org.neurowright.app.build.view.GraphViewModel.Edge;
import org.neurowright.app.build.view.GraphViewModel.Graph;
import org.neurowright.app.build.view.GraphViewModel.Node;
import org.neurowright.app.canvas.Argb;
import org.neurowright.app.canvas.PlotMenu;
import org.neurowright.app.canvas.PlotSurface;
import org.neurowright.app.canvas.PlotSurface.Align;
import org.neurowright.app.canvas.PlotTheme;
import org.neurowright.app.command.UndoStack;
import org.neurowright.app.recipe.RecipeDocument;

/**
 * Populations as shapes and rules as arrows.
 *
 * <p>Pointer: drag a node to move it, drag from its rim to another node (or out and back) to make a
 * rule, drag the ground to pan, wheel to zoom, double click the ground to see all, double click a
 * node or an arrow to open it. Keys: arrows go from node to node, with Shift move the node; C
 * connects: arrows choose the target, Enter makes the rule; E goes through the arrows of a node;
 * Enter opens; Delete removes; + and - zoom, Home shows all.
 */
public final class GraphCanvas extends CanvasView {
  private static final double WHEEL_FACTOR = 1.12;
  private static final double MARGIN = 46;
  private static final double DRAG_THRESHOLD = 4;
  private static final double NUDGE = 12;

  private final GraphViewModel model;
  private final Tooltip tip = new Tooltip();
  private final PlotMenu menu;
  private final List<MenuItem> always;
  private Consumer<NetworkSelection> onOpen = _ -> {};
  private double zoom = 1;
  private double left;
  private double top;
  private boolean fitted = true;
  private Optional<Node> hoveredNode = Optional.empty();
  private Optional<Edge> hoveredEdge = Optional.empty();
  private Drag drag = Drag.NONE;
  private PopulationKey dragged;
  private double pressX;
  private double pressY;
  private double lastX;
  private double lastY;
  private double grabX;
  private double grabY;
  private boolean moved;
  private Optional<PopulationKey> connectFrom = Optional.empty();

  private enum Drag {
    NONE,
    PAN,
    MOVE,
    CONNECT
  }

  /**
   * The graph of a recipe.
   *
   * @param numbers what is known of its rules
   * @param selection shared with other views
   * @param undo where moved nodes become steps; the one of the document
   */
  public GraphCanvas(
      RecipeDocument document,
      ObservableValue<RuleNumbers> numbers,
      ObjectProperty<NetworkSelection> selection,
      UndoStack undo) {
    model = new GraphViewModel(document, numbers, selection, undo);
    setId("graph");
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    menu = new PlotMenu(this, this, this::showAll);
    MenuItem arrange = new MenuItem("Arrange automatically");
    arrange.setOnAction(_ -> {
      model.arrange();
      showAll();
    });
    menu.menu().getItems().addFirst(arrange);
    always = List.copyOf(menu.menu().getItems());
    setOnContextMenuRequested(this::showMenu);
    addEventHandler(MouseEvent.MOUSE_MOVED, event -> hover(event.getX(), event.getY()));
    addEventHandler(
        MouseEvent.MOUSE_EXITED,
        _ -> {
          if (drag == Drag.NONE) {
            hoveredNode = Optional.empty();
            hoveredEdge = Optional.empty();
            repaint();
          }
        });
    addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
    addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
    addEventHandler(MouseEvent.MOUSE_RELEASED, this::released);
    addEventHandler(MouseEvent.MOUSE_CLICKED, this::clicked);
    addEventHandler(ScrollEvent.SCROLL, this::scrolled);
    addEventHandler(KeyEvent.KEY_PRESSED, this::keyed);
    model.graphProperty().subscribe(_ -> changed());
    selection.subscribe(_ -> changed());
    widthProperty().subscribe(_ -> refit());
    heightProperty().subscribe(_ -> refit());
  }

  public GraphViewModel model() {
    return model;
  }

  /** What a double click or Enter on something does. */
  public void setOnOpen(Consumer<NetworkSelection> action) {
    onOpen = action;
  }

  private void changed() {
    hoveredNode = hoveredNode.flatMap(node -> model.node(node.key()));
    hoveredEdge = Optional.empty();
    setAccessibleText(model.summary());
    refit();
  }

  GraphPlot plot() {
    return new GraphPlot(model.graph(), zoom, left, top);
  }

  // ---- view

  /** Fits everything into the window, at most in its own size and a half. */
  public void showAll() {
    fitted = true;
    refit();
  }

  private void refit() {
    if (fitted && drag != Drag.MOVE && getWidth() > 0) {
      double[] view = fit(model.graph(), getWidth(), getHeight());
      zoom = view[0];
      left = view[1];
      top = view[2];
    }
    repaint();
  }

  private static double[] fit(Graph graph, double width, double height) {
    double x0 = Double.POSITIVE_INFINITY;
    double y0 = Double.POSITIVE_INFINITY;
    double x1 = Double.NEGATIVE_INFINITY;
    double y1 = Double.NEGATIVE_INFINITY;
    for (Node node : graph.nodes()) {
      x0 = Math.min(x0, node.x() - node.radius());
      x1 = Math.max(x1, node.x() + node.radius());
      y0 = Math.min(y0, node.y() - node.radius());
      y1 = Math.max(y1, node.y() + node.radius());
    }
    if (x0 > x1) {
      return new double[] {1, width / 2, height / 2};
    }
    double zoom =
        Math.clamp(
            Math.min((width - 2 * MARGIN) / (x1 - x0), (height - 2 * MARGIN) / (y1 - y0)),
            0.1,
            1.5);
    return new double[] {zoom, width / 2 - zoom * (x0 + x1) / 2, height / 2 - zoom * (y0 + y1) / 2};
  }

  private void zoomBy(double factor, double x, double y) {
    double next = Math.clamp(zoom * factor, 0.08, 6);
    left = x - (x - left) * next / zoom;
    top = y - (y - top) * next / zoom;
    zoom = next;
    fitted = false;
    repaint();
  }

  // ---- pointer

  private void hover(double x, double y) {
    GraphPlot plot = plot();
    Optional<Node> node = plot.nodeAt(x, y);
    Optional<Edge> edge = node.isPresent() ? Optional.empty() : plot.edgeAt(x, y);
    boolean rim = node.isPresent() && plot.isRim(node.get(), x, y);
    setCursor(rim ? Cursor.CROSSHAIR : node.isPresent() || edge.isPresent() ? Cursor.HAND : null);
    if (node.equals(hoveredNode) && edge.equals(hoveredEdge)) {
      return;
    }
    hoveredNode = node;
    hoveredEdge = edge;
    Tooltip.uninstall(this, tip);
    node.map(model::words)
        .or(() -> edge.map(model::words))
        .ifPresent(words -> {
          tip.setText(words);
          Tooltip.install(this, tip);
        });
    repaint();
  }

  private void pressed(MouseEvent event) {
    menu.hide();
    requestFocus();
    if (event.getButton() != MouseButton.PRIMARY) {
      return;
    }
    pressX = event.getX();
    pressY = event.getY();
    lastX = pressX;
    lastY = pressY;
    moved = false;
    GraphPlot plot = plot();
    Optional<Node> node = plot.nodeAt(pressX, pressY);
    if (node.isEmpty()) {
      drag = Drag.PAN;
      return;
    }
    dragged = node.get().key();
    drag = plot.isRim(node.get(), pressX, pressY) ? Drag.CONNECT : Drag.MOVE;
    grabX = pressX - plot.x(node.get());
    grabY = pressY - plot.y(node.get());
  }

  private void dragged(MouseEvent event) {
    moved |= Math.hypot(event.getX() - pressX, event.getY() - pressY) > DRAG_THRESHOLD;
    if (!moved) {
      return;
    }
    switch (drag) {
      case NONE -> {}
      case PAN -> {
        left += event.getX() - lastX;
        top += event.getY() - lastY;
        fitted = false;
      }
      case MOVE -> {
        fitted = false;
        model.move(
            dragged, (event.getX() - grabX - left) / zoom, (event.getY() - grabY - top) / zoom);
      }
      case CONNECT -> hoveredNode = plot().nodeAt(event.getX(), event.getY());
    }
    lastX = event.getX();
    lastY = event.getY();
    repaint();
  }

  private void released(MouseEvent event) {
    Drag ended = drag;
    drag = Drag.NONE;
    if (ended == Drag.NONE) {
      return;
    }
    GraphPlot plot = plot();
    Optional<Node> node = plot.nodeAt(event.getX(), event.getY());
    boolean add = event.isShiftDown() || event.isShortcutDown();
    if (moved && ended == Drag.MOVE) {
      model.endGesture();
    } else if (moved && ended == Drag.CONNECT) {
      node.ifPresent(target -> model.connect(dragged, target.key()));
    } else if (!moved) {
      Optional<Edge> edge =
          node.isPresent() ? Optional.empty() : plot.edgeAt(event.getX(), event.getY());
      if (node.isPresent()) {
        model.select(node.get(), add);
      } else if (edge.isPresent()) {
        model.select(edge.get(), add);
      } else if (!add) {
        model.selectionProperty().set(NetworkSelection.NONE);
      }
    }
    hover(event.getX(), event.getY());
    repaint();
  }

  private void clicked(MouseEvent event) {
    if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2 && !moved) {
      if (model.selectionProperty().get().isEmpty()) {
        showAll();
      } else {
        onOpen.accept(model.selectionProperty().get());
      }
    }
  }

  private void scrolled(ScrollEvent event) {
    double notches = event.getDeltaY() / Math.max(1, event.getMultiplierY());
    if (notches != 0) {
      zoomBy(Math.pow(WHEEL_FACTOR, notches), event.getX(), event.getY());
      event.consume();
    }
  }

  // ---- context menu

  private void showMenu(ContextMenuEvent event) {
    boolean byKey = event.isKeyboardTrigger();
    GraphPlot plot = plot();
    Optional<Node> node = byKey ? model.selectedNode() : plot.nodeAt(event.getX(), event.getY());
    Optional<Edge> edge =
        node.isPresent() && !byKey ? Optional.empty() : plot.edgeAt(event.getX(), event.getY());
    List<MenuItem> items = new ArrayList<>();
    node.ifPresent(of -> nodeItems(of, items));
    edge.ifPresent(of -> edgeItems(of, items));
    if (!items.isEmpty()) {
      items.add(new SeparatorMenuItem());
    }
    items.addAll(always);
    menu.menu().getItems().setAll(items);
    menu.menu().show(this, event.getScreenX(), event.getScreenY());
    event.consume();
  }

  private void nodeItems(Node node, List<MenuItem> items) {
    model.select(node, false);
    items.add(item("Open " + node.label(), () -> onOpen.accept(NetworkSelection.of(node.key()))));
    Menu connect = new Menu("Connect to");
    connect.setMnemonicParsing(false);
    for (Node target : model.graph().nodes()) {
      String name = target == node ? target.label() + " (itself)" : target.label();
      connect.getItems().add(item(name, () -> model.connect(node.key(), target.key())));
    }
    items.add(connect);
    items.add(item("Duplicate " + node.label(), () -> model.duplicate(node)));
    items.add(item("Remove " + node.label(), model::removeSelected));
  }

  private void edgeItems(Edge edge, List<MenuItem> items) {
    for (String rule : edge.rules()) {
      NetworkSelection only = NetworkSelection.ofRule(rule);
      items.add(
          item(
              "Open " + rule,
              () -> {
                model.selectionProperty().set(only);
                onOpen.accept(only);
              }));
      items.add(
          item(
              "Remove " + rule,
              () -> {
                model.selectionProperty().set(only);
                model.removeSelected();
              }));
    }
  }

  private static MenuItem item(String title, Runnable action) {
    MenuItem item = new MenuItem(title);
    item.setMnemonicParsing(false);
    item.setOnAction(_ -> action.run());
    return item;
  }

  // ---- keys

  private void keyed(KeyEvent event) {
    if (event.isShortcutDown() || event.isAltDown() || model.graph().nodes().isEmpty()) {
      return;
    }
    switch (event.getCode()) {
      case LEFT -> step(-1, 0, event.isShiftDown());
      case RIGHT -> step(1, 0, event.isShiftDown());
      case UP -> step(0, -1, event.isShiftDown());
      case DOWN -> step(0, 1, event.isShiftDown());
      case C -> connectFrom = model.selectedNode().map(Node::key);
      case E -> model.selectNextEdge();
      case ENTER -> {
        if (connectFrom.isPresent() && model.selectedNode().isPresent()) {
          model.connect(connectFrom.get(), model.selectedNode().get().key());
          connectFrom = Optional.empty();
        } else if (!model.selectionProperty().get().isEmpty()) {
          onOpen.accept(model.selectionProperty().get());
        }
      }
      case ESCAPE -> {
        if (connectFrom.isEmpty()) {
          model.selectionProperty().set(NetworkSelection.NONE);
        }
        connectFrom = Optional.empty();
      }
      case DELETE, BACK_SPACE -> model.removeSelected();
      case PLUS, ADD, EQUALS -> zoomBy(1.25, getWidth() / 2, getHeight() / 2);
      case MINUS, SUBTRACT -> zoomBy(0.8, getWidth() / 2, getHeight() / 2);
      case HOME -> showAll();
      default -> {
        return;
      }
    }
    repaint();
    event.consume();
  }

  private void step(double dx, double dy, boolean move) {
    Optional<Node> from = model.selectedNode();
    if (from.isEmpty()) {
      model.select(model.graph().nodes().getFirst(), false);
    } else if (move) {
      fitted = false;
      model.move(from.get().key(), from.get().x() + dx * NUDGE, from.get().y() + dy * NUDGE);
      model.endGesture();
    } else {
      model.beside(from.get(), dx, dy).ifPresent(node -> model.select(node, false));
    }
  }

  // ---- drawing

  @Override
  public String fileStem() {
    return "network";
  }

  @Override
  public void draw(PlotSurface on, double width, double height, PlotTheme theme) {
    on.fillRect(0, 0, width, height, theme.background());
    if (model.graph().nodes().isEmpty()) {
      on.text(
          "Populations appear here; drag from the rim of one to another to connect them.",
          width / 2,
          height / 2,
          13,
          Align.CENTER,
          theme.muted());
      return;
    }
    GraphPlot plot = plot();
    plot.draw(on, RecipeFacts.palette(model.recipe()), theme);
    plot.drawLegend(on, height, theme);
  }

  @Override
  void drawFeedback(PlotSurface on, double width, double height, PlotTheme theme) {
    GraphPlot plot = plot();
    for (Edge edge : model.graph().edges()) {
      if (model.isSelected(edge)) {
        plot.drawEdge(on, edge, plot.width(edge) + 1.5, theme.accent());
      } else if (hoveredEdge.filter(edge::equals).isPresent()) {
        plot.drawEdge(on, edge, plot.width(edge) + 1, theme.foreground());
      }
    }
    for (Node node : model.graph().nodes()) {
      if (model.isSelected(node)) {
        ring(on, plot, node, 3, theme.accent());
      } else if (hoveredNode.filter(h -> h.key().equals(node.key())).isPresent()) {
        ring(on, plot, node, 1.5, theme.foreground());
      }
    }
    if (drag == Drag.CONNECT && moved) {
      model
          .node(dragged)
          .ifPresent(from -> {
            on.line(plot.x(from) + grabX, plot.y(from) + grabY, lastX, lastY, 2, theme.accent());
            on.disc(lastX, lastY, 4, theme.accent());
          });
    }
    connectFrom
        .flatMap(model::node)
        .ifPresent(from -> {
          ring(on, plot, from, 1.5, theme.accent());
          String words =
              "Connect " + from.label() + " to …  arrows choose, Enter connects, Esc leaves it";
          double wide = on.textWidth(words, 12) + 20;
          on.fillRect(10, 10, wide, 26, Argb.mix(theme.background(), theme.accent(), 0.16));
          on.text(words, 20, 27, 12, Align.START, theme.foreground());
        });
  }

  private static void ring(PlotSurface on, GraphPlot plot, Node node, double line, int argb) {
    int corners = 48;
    double[] x = new double[corners + 1];
    double[] y = new double[corners + 1];
    double r = plot.radius(node) + 5;
    for (int k = 0; k <= corners; k++) {
      x[k] = plot.x(node) + r * Math.cos(2 * Math.PI * k / corners);
      y[k] = plot.y(node) + r * Math.sin(2 * Math.PI * k / corners);
    }
    on.polyline(x, y, corners + 1, line, argb);
  }

  @Override
  public CsvData csv() {
    StringBuilder text = new StringBuilder("source,target,rules,synapses\n");
    for (Edge edge : model.graph().edges()) {
      text.append(quoted(edge.source().key().toString()))
          .append(',')
          .append(quoted(edge.target().key().toString()))
          .append(',')
          .append(quoted(String.join("; ", edge.rules())))
          .append(',')
          .append(Double.isNaN(edge.synapses()) ? "" : Double.toString(edge.synapses()))
          .append('\n');
    }
    return out -> out.append(text);
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }
}
