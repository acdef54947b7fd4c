package org.neurowright.app.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import org.neurowright.app.command.UndoStack;
import org.neurowright.app.control.Icons;
import org.neurowright.app.explore.ExploreView;
import org.neurowright.app.lab.LabView;
import org.neurowright.app.lab.LabViewModel;
import org.neurowright.app.lab.cell.CellSource;
import org.neurowright.app.lab.cell.FavouriteStore;
import org.neurowright.app.model.ModelItem;
import org.neurowright.app.model.ModelTreeView;
import org.neurowright.app.model.ModelTreeViewModel;
import org.neurowright.app.prefs.Preferences;
import org.neurowright.app.shell.ShellViewModel.Page;
import org.neurowright.app.task.TaskService;
import org.neurowright.app.workspace.CellRef;
import org.neurowright.app.workspace.Project;
import org.neurowright.app.workspace.Workbench;
import org.neurowright.engine.description.CellModel;
import org.neurowright.engine.description.NodePopulation;
import org.neurowright.io.lab.LabRequest;

/** Joins the Lab workspace with the open model: its cells can be put on the bench. */
final class LabPage {
  private static final String PROFILE = "Profile in the Lab";

  private final LabViewModel model;
  private final Lazy<LabView> view;
  private final ShellViewModel shell;
  private final Workbench workbench;
  private final Preferences preferences;
  private final ModelTreeViewModel tree;

  LabPage(
      CellSource cells,
      Workbench workbench,
      ModelTreeViewModel tree,
      ShellViewModel shell,
      TaskService tasks,
      UndoStack undo,
      Preferences preferences,
      Path tunerFolder) {
    this.shell = shell;
    this.workbench = workbench;
    this.preferences = preferences;
    this.tree = tree;
    model =
        new LabViewModel(
            cells,
            tasks,
            // One response takes a blink and comes with every move of a slider: no task to show.
            work -> Thread.ofPlatform().daemon().name("lab-live").start(work),
            Platform::runLater);
    model.tuner().rememberIn(tunerFolder);
    model
        .project()
        .connect(Path.of(System.getProperty("user.home", "."), "neurowright"), shell::openAndRun);
    model.bench().useUndo(undo, () -> shell.pageProperty().set(Page.LAB));
    model
        .bench()
        .useFavourites(
            new FavouriteStore() {
              @Override
              public List<String> of(String cell) {
                return preferences.favourites(cell);
              }

              @Override
              public void keep(String cell, List<String> keys) {
                preferences.setFavourites(cell, keys);
              }
            });
    view = new Lazy<>(() -> new LabView(model));
  }

  LabViewModel model() {
    return model;
  }

  LabView view() {
    return view.get();
  }

  /** Opens a file of a cell. */
  void open(Path file) {
    shell.pageProperty().set(Page.LAB);
    model.bench().open(LabRequest.of(file));
  }

  /** The cell that is meant: the first one selected, else that of the tree. */
  private Optional<CellRef> meant() {
    return workbench.selection().first(1).stream()
        .findFirst()
        .or(() -> tree.selectedProperty().get().flatMap(LabPage::cellOf));
  }

  /** A cell that stands for an item of the tree. */
  private static Optional<CellRef> cellOf(ModelItem item) {
    return switch (item) {
      case ModelItem.Cell(NodePopulation population, int index) -> first(population, index);
      case ModelItem.Population(NodePopulation population) ->
          population.size() == 0
              ? Optional.empty()
              : cable(new CellRef(population.name(), 0), population);
      case ModelItem.Overview _,
          ModelItem.Group _,
          ModelItem.Edges _,
          ModelItem.Input _,
          ModelItem.Report _,
          ModelItem.Components _ ->
          Optional.empty();
    };
  }

  private static Optional<CellRef> first(NodePopulation population, int cellModel) {
    for (int row = 0; row < population.size(); row++) {
      if (population.cellModelIndex()[row] == cellModel) {
        return cable(new CellRef(population.name(), row), population);
      }
    }
    return Optional.empty();
  }

  private static Optional<CellRef> cable(CellRef cell, NodePopulation population) {
    return population.cellModel(cell.row()) instanceof CellModel.Cable
        ? Optional.of(cell)
        : Optional.empty();
  }

  private void profile(CellRef cell) {
    Optional<Project> project = workbench.project();
    Optional<NodePopulation> population =
        project.flatMap(open ->
            open.model().nodes().stream()
                .filter(p -> p.name().equals(cell.population()))
                .findFirst());
    if (population.isPresent()) {
      shell.pageProperty().set(Page.LAB);
      model
          .bench()
          .open(
              new LabRequest(
                  project.get().config(),
                  Optional.empty(),
                  List.of(),
                  preferences.mechanismFoldersProperty().get(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.of(cell.population() + ":" + population.get().nodeIds()[cell.row()]),
                  OptionalDouble.empty()),
              project.get().model());
    }
  }

  /** Cells of the tree get an entry in its context menu. */
  void joinTree(ModelTreeView treeView) {
    treeView.setItemAction(
        PROFILE, item -> cellOf(item).isPresent(), item -> cellOf(item).ifPresent(this::profile));
  }

  /** Cells in space, too. */
  void joinSpace(ExploreView explore) {
    ContextMenu menu = explore.space().plotMenu().menu();
    MenuItem item = new MenuItem(PROFILE, Icons.of("mdi2f-flask-outline"));
    Optional<?>[] pointed = {Optional.empty()};
    menu.setOnShowing(_ -> {
      // The pointer leaves the cell on its way to the menu.
      pointed[0] = workbench.selection().hoveredProperty().get().or(this::meant);
      item.setDisable(pointed[0].isEmpty());
    });
    item.setOnAction(_ -> pointed[0].ifPresent(cell -> profile((CellRef) cell)));
    menu.getItems().addFirst(new SeparatorMenuItem());
    menu.getItems().addFirst(item);
  }

  Commands.Lab actions() {
    return new Commands.Lab() {
      @Override
      public ObservableBooleanValue hasCell() {
        return Bindings.createBooleanBinding(
            () -> model.bench().cell().isPresent(), model.bench().cellProperty());
      }

      @Override
      public ObservableBooleanValue hasSelection() {
        return Bindings.createBooleanBinding(
            () -> meant().isPresent(),
            workbench.selection().selectedProperty(),
            tree.selectedProperty(),
            workbench.projectProperty());
      }

      @Override
      public void begin() {
        shell.pageProperty().set(Page.LAB);
        view.get().showForm();
      }

      @Override
      public ObservableBooleanValue canMakeProject() {
        return model.project().possibleBinding();
      }

      @Override
      public void makeProject() {
        shell.pageProperty().set(Page.LAB);
        view.get().showProject();
      }

      @Override
      public void profileSelection() {
        meant().ifPresent(LabPage.this::profile);
      }

      @Override
      public void run() {
        shell.pageProperty().set(Page.LAB);
        model.protocols().run();
      }

      @Override
      public void resetParameters() {
        model.bench().resetAll();
      }
    };
  }
}
