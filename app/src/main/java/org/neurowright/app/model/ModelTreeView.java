package org.neurowright.app.model;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.control.TreeCell;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.neurowright.app.control.Badge;
import org.neurowright.app.control.ColourDot;
import org.neurowright.app.control.Icons;
import org.neurowright.app.workspace.Workbench;
import org.neurowright.engine.description.InputDescription;

/** The tree of the model's parts with a search field above. */
public final class ModelTreeView extends VBox {
  private final ModelTreeViewModel model;
  private final Workbench workbench;
  private final TreeView<ModelTreeNode> tree = new TreeView<>();
  private final TextField search = new TextField();
  private final Set<String> collapsed = new HashSet<>();
  private boolean building;

  /** The tree; {@code onOpen} is called when a part is to be looked at in the Model workspace. */
  public ModelTreeView(ModelTreeViewModel model, Workbench workbench, Runnable onOpen) {
    this.model = model;
    this.workbench = workbench;
    getStyleClass().add("model-tree");
    search.setPromptText("Find in model");
    search.setId("model-search");
    search.setAccessibleText("Find in model");
    search.textProperty().bindBidirectional(model.searchProperty());
    search.setOnKeyPressed(event -> {
      if (event.getCode() == KeyCode.ESCAPE) {
        search.clear();
      } else if (event.getCode() == KeyCode.DOWN) {
        tree.requestFocus();
      }
    });
    HBox.setHgrow(search, Priority.ALWAYS);
    HBox field = new HBox(Icons.of("mdi2m-magnify", "muted-icon"), search);
    field.getStyleClass().add("search-field");
    field.setAlignment(Pos.CENTER_LEFT);
    VBox head = new VBox(field);
    head.getStyleClass().add("tree-head");
    tree.setId("model-tree");
    tree.setCellFactory(_ -> new NodeCell(onOpen));
    tree.setShowRoot(true);
    tree.setFixedCellSize(28);
    tree.setAccessibleText("Parts of the model");
    VBox.setVgrow(tree, Priority.ALWAYS);
    Label nothing = new Label("Nothing matches");
    nothing.getStyleClass().add("muted");
    StackPane body = new StackPane(tree, nothing);
    VBox.setVgrow(body, Priority.ALWAYS);
    getChildren().addAll(head, body);

    model
        .rootProperty()
        .subscribe(root -> {
          show(root);
          nothing.setVisible(root.isEmpty() && !model.searchProperty().get().isBlank());
        });
    model.selectedProperty().subscribe(this::select);
    tree.getSelectionModel()
        .selectedItemProperty()
        .subscribe(item -> {
          if (item != null && !building) {
            model.selectedProperty().set(Optional.of(item.getValue().item()));
          }
        });
    tree.setOnKeyPressed(event -> {
      if (event.getCode() == KeyCode.ENTER) {
        onOpen.run();
      }
    });
  }

  /**
   * Gives items an entry in their context menu.
   *
   * @param applies which items have it
   */
  public void setItemAction(
      String title, Predicate<ModelItem> applies, Consumer<ModelItem> action) {
    MenuItem entry = new MenuItem(title);
    entry.setOnAction(_ -> {
      TreeItem<ModelTreeNode> chosen = tree.getSelectionModel().getSelectedItem();
      if (chosen != null) {
        action.accept(chosen.getValue().item());
      }
    });
    ContextMenu menu = new ContextMenu(entry);
    menu.setOnShowing(_ -> {
      TreeItem<ModelTreeNode> chosen = tree.getSelectionModel().getSelectedItem();
      entry.setDisable(chosen == null || !applies.test(chosen.getValue().item()));
    });
    tree.setContextMenu(menu);
  }

  /** Puts the cursor into the search field. */
  public void focusSearch() {
    search.requestFocus();
    search.selectAll();
  }

  /** Puts the cursor into the tree. */
  public void focusTree() {
    tree.requestFocus();
  }

  private void show(Optional<ModelTreeNode> root) {
    building = true;
    boolean searching = !model.searchProperty().get().isBlank();
    tree.setRoot(root.map(node -> item(node, searching)).orElse(null));
    building = false;
    select(model.selectedProperty().get());
  }

  private TreeItem<ModelTreeNode> item(ModelTreeNode node, boolean searching) {
    TreeItem<ModelTreeNode> item = new TreeItem<>(node);
    node.children().forEach(child -> item.getChildren().add(item(child, searching)));
    String key = node.item().key();
    // Cell models stay folded until asked for: a population may have hundreds.
    boolean open = !(node.item() instanceof ModelItem.Population) || searching;
    item.setExpanded(searching || (open && !collapsed.contains(key)));
    item.expandedProperty()
        .subscribe(expanded -> {
          if (expanded) {
            collapsed.remove(key);
          } else if (!building && open) {
            collapsed.add(key);
          }
        });
    return item;
  }

  private void select(Optional<ModelItem> item) {
    if (tree.getRoot() == null) {
      return;
    }
    building = true;
    Optional<TreeItem<ModelTreeNode>> found = item.flatMap(wanted -> find(tree.getRoot(), wanted));
    if (found.isPresent()) {
      for (TreeItem<ModelTreeNode> up = found.get().getParent(); up != null; up = up.getParent()) {
        up.setExpanded(true);
      }
      tree.getSelectionModel().select(found.get());
    } else {
      tree.getSelectionModel().clearSelection();
    }
    building = false;
  }

  private static Optional<TreeItem<ModelTreeNode>> find(
      TreeItem<ModelTreeNode> from, ModelItem wanted) {
    if (from.getValue().item().key().equals(wanted.key())) {
      return Optional.of(from);
    }
    for (TreeItem<ModelTreeNode> child : from.getChildren()) {
      Optional<TreeItem<ModelTreeNode>> found = find(child, wanted);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private final class NodeCell extends TreeCell<ModelTreeNode> {
    private final Label title = new Label();
    private final Badge badge = new Badge("", Badge.Tone.NEUTRAL);
    private final StackPane mark = new StackPane();
    private final StackPane warning = new StackPane(Icons.of("mdi2a-alert-circle", "warning-icon"));
    private final HBox line;
    private final Tooltip hint = new Tooltip();

    NodeCell(Runnable onOpen) {
      Region gap = new Region();
      HBox.setHgrow(gap, Priority.ALWAYS);
      title.setMinWidth(0);
      mark.setMinWidth(18);
      line = new HBox(6, mark, title, gap, warning, badge);
      line.setAlignment(Pos.CENTER_LEFT);
      line.setMinWidth(0);
      line.setPrefWidth(1);
      setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
      setOnMouseClicked(event -> {
        if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2 && !isEmpty()) {
          onOpen.run();
        }
      });
    }

    @Override
    protected void updateItem(ModelTreeNode node, boolean empty) {
      super.updateItem(node, empty);
      if (empty || node == null) {
        setGraphic(null);
        setTooltip(null);
        setAccessibleText("");
        return;
      }
      title.setText(node.title());
      title.getStyleClass().remove("tree-heading");
      if (node.item() instanceof ModelItem.Group
          || node.item() instanceof ModelItem.Components
          || node.item() instanceof ModelItem.Overview) {
        title.getStyleClass().add("tree-heading");
      }
      badge.setText(node.badge());
      badge.setVisible(!node.badge().isEmpty());
      badge.setManaged(badge.isVisible());
      warning.setVisible(node.warned());
      warning.setManaged(node.warned());
      mark.getChildren()
          .setAll(
              node.population()
                  .filter(_ -> node.item() instanceof ModelItem.Population)
                  .<Node>map(name -> new ColourDot(workbench.palette().web(name), 10))
                  .orElseGet(() -> Icons.of(glyph(node.item()), "tree-icon")));
      hint.setText(node.hint());
      setTooltip(node.hint().isEmpty() ? null : hint);
      setAccessibleText(node.title() + (node.badge().isEmpty() ? "" : ", " + node.badge()));
      setGraphic(line);
    }
  }

  static String glyph(ModelItem item) {
    return switch (item) {
      case ModelItem.Overview _ -> "mdi2f-folder-outline";
      case ModelItem.Group(ModelItem.Group.Kind kind) ->
          switch (kind) {
            case POPULATIONS -> "mdi2s-scatter-plot-outline";
            case EDGES -> "mdi2v-vector-polyline";
            case INPUTS -> "mdi2i-import";
            case REPORTS -> "mdi2c-chart-timeline-variant";
          };
      case ModelItem.Population _ -> "mdi2c-circle";
      case ModelItem.Cell _ -> "mdi2s-source-branch";
      case ModelItem.Edges _ -> "mdi2a-arrow-right-thin";
      case ModelItem.Input input ->
          switch (input.input()) {
            case InputDescription.Spikes _ -> "mdi2b-barcode";
            case InputDescription.CurrentClamp _ -> "mdi2s-square-wave";
            case InputDescription.CurrentTrace _ -> "mdi2s-sine-wave";
            case InputDescription.VoltageClamp _ -> "mdi2f-flash-outline";
            case InputDescription.SpontaneousSynapses _ -> "mdi2s-shimmer";
          };
      case ModelItem.Report _ -> "mdi2f-file-chart-outline";
      case ModelItem.Components _ -> "mdi2p-package-variant-closed";
    };
  }
}
