package org.neurowright.app.lab.tuner;

import java.io.File;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.css.PseudoClass;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.neurowright.app.control.EmptyPage;
import org.neurowright.app.control.Icons;
import org.neurowright.app.lab.cell.BenchViewModel;
import org.neurowright.app.lab.form.Parts;
import org.neurowright.app.text.NumberText;
import org.neurowright.app.text.ProblemText;

/** The page of the Tuner: columns of panes that can be added, removed, moved and resized. */
public final class TunerPage extends BorderPane {
  private static final PseudoClass TARGET = PseudoClass.getPseudoClass("drop");

  private final TunerViewModel model;
  private final BenchViewModel bench;
  private final Map<TunerPane, PaneView> views = new HashMap<>();
  private final VBox notices = new VBox();
  private TunerPane dragged;

  public TunerPage(TunerViewModel model, BenchViewModel bench) {
    this.model = model;
    this.bench = bench;
    setId("tuner");
    getStyleClass().add("tuner");
    ToggleButton auto = new ToggleButton("Live", Icons.of("mdi2p-pulse"));
    auto.setId("tuner-live");
    auto.getStyleClass().add("small");
    auto.setMinWidth(Region.USE_PREF_SIZE);
    auto.setTooltip(new Tooltip("Run anew whenever something changes"));
    auto.selectedProperty().bindBidirectional(model.autoProperty());
    Button run = Icons.button("mdi2p-play", "Init & Run", model::runNow);
    run.setId("tuner-run-now");
    Label says = new Label();
    says.setId("tuner-says");
    says.getStyleClass().add("muted");
    says.setMinWidth(0);
    model
        .runProperty()
        .subscribe(found ->
            says.setText(
                found.map(r -> NumberText.fixed(r.tookMs(), 0) + " ms to run").orElse("")));
    setTop(new VBox(Parts.bar(auto, run, says, Parts.spring(), adding(), layouts()), notices));
    model.problemsProperty().subscribe(found -> Parts.tell(notices, found));
    model.arrangementsProperty().subscribe(_ -> arrange());
    sceneProperty().subscribe(scene -> model.activeProperty().set(scene != null));
  }

  private MenuButton adding() {
    MenuButton menu = new MenuButton("Add pane", Icons.of("mdi2p-plus"));
    menu.setId("tuner-add");
    menu.getStyleClass().add("small");
    menu.setMinWidth(Region.USE_PREF_SIZE);
    for (TunerViewModel.Kind kind : TunerViewModel.Kind.values()) {
      MenuItem item = new MenuItem(kind.title());
      item.setOnAction(_ -> model.add(kind));
      menu.getItems().add(item);
    }
    return menu;
  }

  private MenuButton layouts() {
    MenuButton menu = new MenuButton("Layout", Icons.of("mdi2v-view-dashboard-outline"));
    menu.setId("tuner-layout");
    menu.getStyleClass().add("small");
    menu.setMinWidth(Region.USE_PREF_SIZE);
    MenuItem easy = new MenuItem("Usual panes");
    easy.setOnAction(_ -> model.arrangeEasily());
    MenuItem save = new MenuItem("Save layout…");
    save.setOnAction(_ -> save());
    MenuItem open = new MenuItem("Open layout…");
    open.setOnAction(_ -> open());
    menu.getItems().addAll(easy, new SeparatorMenuItem(), save, open);
    return menu;
  }

  private FileChooser chooser(String title) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(title);
    chooser
        .getExtensionFilters()
        .setAll(new FileChooser.ExtensionFilter("Layouts (*.json)", "*.json"));
    return chooser;
  }

  private void save() {
    FileChooser chooser = chooser("Save layout");
    chooser.setInitialFileName("tuner.json");
    File file = chooser.showSaveDialog(getScene().getWindow());
    if (file != null) {
      try {
        model.save(file.toPath());
      } catch (IOException e) {
        Parts.tell(notices, ProblemText.of(e));
      }
    }
  }

  private void open() {
    File file = chooser("Open layout").showOpenDialog(getScene().getWindow());
    if (file != null) {
      model.open(file.toPath());
    }
  }

  // ---- panes

  private void arrange() {
    Set<TunerPane> there = new HashSet<>();
    model.columns().forEach(column -> there.addAll(column.panes()));
    views
        .entrySet()
        .removeIf(entry -> {
          boolean gone = !there.contains(entry.getKey());
          if (gone) {
            entry.getValue().leave();
          }
          return gone;
        });
    // A node that stands in an old split pane cannot stand in a new one.
    views
        .values()
        .forEach(view -> {
          if (view.getParent() != null) {
            detach(view);
          }
        });
    if (there.isEmpty()) {
      setCenter(
          new EmptyPage(
              "mdi2v-view-dashboard-edit-outline",
              "No panes",
              "Add plots, sliders, currents and synapses, or take the usual panes of the"
                  + " menu Layout."));
      return;
    }
    List<SplitPane> columns =
        model.columns().stream()
            .map(column ->
                Shares.split(
                    Orientation.VERTICAL,
                    column.panes().stream().map(this::view).toList(),
                    column.panes().stream().map(TunerPane::shareProperty).toList(),
                    model::resized))
            .toList();
    SplitPane across =
        Shares.split(
            Orientation.HORIZONTAL,
            columns,
            model.columns().stream().map(TunerColumn::shareProperty).toList(),
            model::resized);
    across.setId("tuner-panes");
    setCenter(across);
  }

  private void detach(PaneView view) {
    if (getCenter() instanceof SplitPane across) {
      for (Node column : across.getItems()) {
        if (column instanceof SplitPane panes) {
          panes.getItems().remove(view);
        }
      }
    }
  }

  private PaneView view(TunerPane pane) {
    return views.computeIfAbsent(pane, this::made);
  }

  private PaneView made(TunerPane pane) {
    MenuButton menu = new MenuButton(null, Icons.of("mdi2d-dots-vertical"));
    menu.getStyleClass().addAll("flat", "icon-button", "no-arrow", "tuner-menu");
    menu.setAccessibleText("Move this pane");
    menu.setTooltip(new Tooltip("Move this pane; or drag it by its title"));
    menu.setOnShowing(_ -> menu.getItems().setAll(moves(pane)));
    // Without items it would not open.
    menu.getItems().setAll(new MenuItem("Up"));
    Button close = Icons.button("mdi2c-close", "Remove this pane", () -> model.remove(pane));
    PaneView view = new PaneView(pane, model, bench, menu, close);
    draggable(view, pane);
    return view;
  }

  private List<MenuItem> moves(TunerPane pane) {
    int column = model.columnOf(pane);
    int place = model.columns().get(column).panes().indexOf(pane);
    int panes = model.columns().get(column).panes().size();
    return List.of(
        move("Up", place > 0, pane, column, place - 1),
        move("Down", place < panes - 1, pane, column, place + 2),
        move("To the left", column > 0 || panes > 1, pane, column - 1, Integer.MAX_VALUE),
        move(
            "To the right",
            column < model.columns().size() - 1 || panes > 1,
            pane,
            column + 1,
            Integer.MAX_VALUE));
  }

  private MenuItem move(String title, boolean possible, TunerPane pane, int column, int place) {
    MenuItem item = new MenuItem(title);
    item.setDisable(!possible);
    item.setOnAction(_ -> model.move(pane, column, place));
    return item;
  }

  /** Dragged by its head; dropped on a pane it goes above or below that one. */
  private void draggable(PaneView view, TunerPane pane) {
    view.head()
        .setOnDragDetected(event -> {
          dragged = pane;
          ClipboardContent content = new ClipboardContent();
          content.putString(pane.getClass().getSimpleName());
          view.head().startDragAndDrop(TransferMode.MOVE).setContent(content);
          event.consume();
        });
    view.head().setOnDragDone(_ -> dragged = null);
    view.addEventHandler(
        DragEvent.DRAG_OVER,
        event -> {
          if (dragged != null && dragged != pane) {
            event.acceptTransferModes(TransferMode.MOVE);
            view.pseudoClassStateChanged(TARGET, true);
            event.consume();
          }
        });
    view.addEventHandler(DragEvent.DRAG_EXITED, _ -> view.pseudoClassStateChanged(TARGET, false));
    view.addEventHandler(
        DragEvent.DRAG_DROPPED,
        event -> {
          if (dragged != null && dragged != pane) {
            int column = model.columnOf(pane);
            int place = model.columns().get(column).panes().indexOf(pane);
            boolean below = event.getY() > view.getHeight() / 2;
            model.move(dragged, column, below ? place + 1 : place);
            event.setDropCompleted(true);
            event.consume();
          }
        });
  }
}
