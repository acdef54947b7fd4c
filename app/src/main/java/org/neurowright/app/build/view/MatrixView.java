package org.neurowright.app.build.view;

import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.geometry.Point2D;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.util.StringConverter;
import org.neurowright.app.build.view.MatrixViewModel.Cell;
import org.neurowright.app.build.view.MatrixViewModel.Feature;
import org.neurowright.app.canvas.PlotMenu;
import org.neurowright.app.canvas.PlotSurface;
import org.neurowright.app.canvas.PlotSurface.Align;
import org.neurowright.app.canvas.PlotTheme;
import org.neurowright.app.recipe.RecipeDocument;

/**
 * Which populations are connected, how much and how strongly. Click selects the rules of a cell,
 * double click opens them or makes one where there is none; arrows move, Enter does what a double
 * click does, space what a click does.
 */
public final class MatrixView extends BorderPane {
  private final MatrixViewModel model;
  private final Picture picture = new Picture();
  private Consumer<NetworkSelection> onOpen = _ -> {};

  /**
   * The matrix of a recipe.
   *
   * @param numbers what is known of its rules
   * @param selection shared with other views
   */
  public MatrixView(
      RecipeDocument document,
      ObservableValue<RuleNumbers> numbers,
      ObjectProperty<NetworkSelection> selection) {
    model = new MatrixViewModel(document, numbers, selection);
    getStyleClass().add("matrix-view");
    ComboBox<Feature> feature = new ComboBox<>(FXCollections.observableArrayList(Feature.values()));
    feature.setId("matrix-feature");
    feature.setAccessibleText("What the colours show");
    feature.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(Feature of) {
            return of == null ? "" : of.title();
          }

          @Override
          public Feature fromString(String title) {
            throw new UnsupportedOperationException("the list cannot be typed into");
          }
        });
    feature.valueProperty().bindBidirectional(model.featureProperty());
    Label unit = new Label();
    unit.getStyleClass().add("muted");
    unit.textProperty().bind(model.featureProperty().map(Feature::unit));
    HBox bar = new HBox(8, new Label("Show"), feature, unit);
    bar.setAlignment(Pos.CENTER_LEFT);
    bar.getStyleClass().add("dock-bar");
    setTop(bar);
    setCenter(picture);
    document.recipeProperty().subscribe(_ -> picture.changed());
    model.linksProperty().subscribe(_ -> picture.changed());
    model.featureProperty().subscribe(_ -> picture.changed());
    model.cursorProperty().subscribe(_ -> picture.changed());
    selection.subscribe(_ -> picture.changed());
  }

  public MatrixViewModel model() {
    return model;
  }

  /** What a double click or Enter on a cell does with the rules of it. */
  public void setOnOpen(Consumer<NetworkSelection> action) {
    onOpen = action;
  }

  /** Opens the rules of a cell, one made for it where there was none. */
  public void open(Cell cell) {
    model.activate(cell);
    if (!model.selectionProperty().get().rules().isEmpty()) {
      onOpen.accept(model.selectionProperty().get());
    }
  }

  /** Middle of a cell in the coordinates of {@link #picture()}. */
  Point2D middle(Cell cell) {
    double[] at = picture.plot.place(cell);
    return new Point2D(at[0] + at[2] / 2, at[1] + at[3] / 2);
  }

  CanvasView picture() {
    return picture;
  }

  private final class Picture extends CanvasView {
    private final Tooltip tip = new Tooltip();
    private MatrixPlot plot;
    private Optional<Cell> hovered = Optional.empty();

    Picture() {
      setId("matrix");
      setAccessibleRole(AccessibleRole.IMAGE_VIEW);
      PlotMenu menu = new PlotMenu(this, this, this::repaint);
      addEventHandler(MouseEvent.MOUSE_MOVED, event -> hover(event.getX(), event.getY()));
      addEventHandler(
          MouseEvent.MOUSE_EXITED,
          _ -> {
            hovered = Optional.empty();
            repaint();
          });
      addEventHandler(
          MouseEvent.MOUSE_PRESSED,
          event -> {
            menu.hide();
            requestFocus();
          });
      addEventHandler(MouseEvent.MOUSE_CLICKED, this::clicked);
      addEventHandler(KeyEvent.KEY_PRESSED, this::keyed);
    }

    private void hover(double x, double y) {
      Optional<Cell> now = plot == null ? Optional.empty() : plot.cellAt(x, y);
      if (now.equals(hovered)) {
        return;
      }
      hovered = now;
      now.ifPresent(cell -> tip.setText(String.join("\n", model.words(cell))));
      Tooltip.uninstall(this, tip);
      if (now.isPresent()) {
        Tooltip.install(this, tip);
      }
      repaint();
    }

    private void clicked(MouseEvent event) {
      if (event.getButton() != MouseButton.PRIMARY || plot == null) {
        return;
      }
      Optional<Cell> cell = plot.cellAt(event.getX(), event.getY());
      if (cell.isEmpty()) {
        model.selectionProperty().set(NetworkSelection.NONE);
      } else if (event.getClickCount() == 2) {
        open(cell.get());
      } else {
        model.select(cell.get(), event.isShiftDown() || event.isShortcutDown());
      }
    }

    private void keyed(KeyEvent event) {
      if (event.isShortcutDown() || event.isAltDown()) {
        return;
      }
      switch (event.getCode()) {
        case LEFT -> model.moveCursor(0, -1);
        case RIGHT -> model.moveCursor(0, 1);
        case UP -> model.moveCursor(-1, 0);
        case DOWN -> model.moveCursor(1, 0);
        case ENTER -> open(model.cursorProperty().get());
        case SPACE -> model.select(model.cursorProperty().get(), event.isShiftDown());
        case ESCAPE -> model.selectionProperty().set(NetworkSelection.NONE);
        default -> {
          return;
        }
      }
      event.consume();
    }

    private void changed() {
      setAccessibleText(model.summary());
      repaint();
    }

    @Override
    public String fileStem() {
      return "connections";
    }

    @Override
    public void draw(PlotSurface on, double width, double height, PlotTheme theme) {
      on.fillRect(0, 0, width, height, theme.background());
      if (model.populations().isEmpty()) {
        on.text(
            "Populations and the rules between them appear here.",
            width / 2,
            height / 2,
            13,
            Align.CENTER,
            theme.muted());
        return;
      }
      plot = new MatrixPlot(model, on, width, height);
      plot.draw(on, RecipeFacts.palette(model.recipe()), theme);
    }

    @Override
    void drawFeedback(PlotSurface on, double width, double height, PlotTheme theme) {
      int size = model.populations().size();
      for (int row = 0; row < size; row++) {
        for (int column = 0; column < size; column++) {
          Cell cell = new Cell(row, column);
          if (model.isSelected(cell)) {
            frame(on, cell, 2.5, theme.accent());
          }
        }
      }
      hovered.ifPresent(cell -> frame(on, cell, 1, theme.foreground()));
      if (isFocused() && size > 0) {
        frame(on, model.cursorProperty().get(), 1.5, theme.foreground());
      }
    }

    private void frame(PlotSurface on, Cell cell, double line, int argb) {
      double[] at = plot.place(cell);
      on.strokeRect(at[0] + 0.5, at[1] + 0.5, at[2] - 1, at[3] - 1, line, argb);
    }

    @Override
    public CsvData csv() {
      StringBuilder text = new StringBuilder("source\\target");
      int size = model.populations().size();
      for (int k = 0; k < size; k++) {
        text.append(",\"").append(model.name(k).replace("\"", "\"\"")).append('"');
      }
      for (int row = 0; row < size; row++) {
        text.append("\n\"").append(model.name(row).replace("\"", "\"\"")).append('"');
        for (int column = 0; column < size; column++) {
          double value = model.entry(new Cell(row, column)).value();
          text.append(',').append(Double.isFinite(value) ? Double.toString(value) : "");
        }
      }
      return out -> out.append(text).append('\n');
    }
  }
}
