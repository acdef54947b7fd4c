package org.neurowright.app.shell;

import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import org.neurowright.app.command.UndoStack;
import org.neurowright.app.config.ConfigFile;
import org.neurowright.app.config.ConfigView;
import org.neurowright.app.config.ConfigViewModel;
import org.neurowright.app.shell.ShellViewModel.Page;
import org.neurowright.app.text.NumberText;
import org.neurowright.app.workspace.Workbench;
import org.neurowright.engine.problem.Problem;

/** Keeps the editor of the configuration on the open project. */
final class ConfigurationPage {
  private final ConfigViewModel model;
  private final Lazy<ConfigView> view;
  private final ShellViewModel shell;

  ConfigurationPage(Workbench workbench, UndoStack undo, ShellViewModel shell) {
    this.shell = shell;
    model =
        new ConfigViewModel(
            undo,
            // Judging a text takes milliseconds: not worth a place among the tasks that are shown.
            work -> Thread.ofVirtual().name("configuration").start(work),
            Platform::runLater,
            failure -> shell.tell(failure.title(), failure.problems()),
            workbench::edited);
    view =
        new Lazy<>(
            () -> new ConfigView(model, shell::reload, () -> shell.pageProperty().set(Page.MODEL)));
    workbench.projectProperty().subscribe(model::show);
    shell.guard(this::unsaved);
  }

  ConfigViewModel model() {
    return model;
  }

  /** What the commands do. */
  Commands.Configuration actions() {
    return new Commands.Configuration() {
      @Override
      public void addReport() {
        shell.pageProperty().set(Page.CONFIGURATION);
        view.get().addReport();
      }

      @Override
      public void saveAndRead() {
        view.get().saveAndRead();
      }
    };
  }

  ConfigView view() {
    return view.get();
  }

  /** Shows the place of a problem in the editor; false when it is not in the configuration. */
  boolean showPlace(Problem problem) {
    if (!view.get()
        .goTo(
            problem.location().path(),
            problem.location().line(),
            problem.location().column(),
            problem.location().element())) {
      return false;
    }
    shell.pageProperty().set(Page.CONFIGURATION);
    return true;
  }

  private Optional<ShellViewModel.Unsaved> unsaved() {
    List<ConfigFile> edited = model.edited();
    if (edited.isEmpty()) {
      return Optional.empty();
    }
    String what =
        "Changes of "
            + edited.getFirst().name()
            + (edited.size() > 1
                ? " and " + NumberText.plural(edited.size() - 1, "more file", "more files")
                : "");
    return Optional.of(new ShellViewModel.Unsaved(what, model::saveAllThen));
  }
}
