package org.neurowright.app.shell;

import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.util.Subscription;
import org.neurowright.app.mechanism.MechanismEntry;
import org.neurowright.app.mechanism.MechanismWorkshop;
import org.neurowright.app.mechanism.MechanismsView;
import org.neurowright.app.mechanism.MechanismsViewModel;
import org.neurowright.app.mechanism.RunAgain;
import org.neurowright.app.run.RunViewModel;
import org.neurowright.app.shell.ShellViewModel.Page;
import org.neurowright.app.text.NumberText;
import org.neurowright.app.workspace.Workbench;
import org.neurowright.engine.problem.Problem;

/** Keeps the Mechanisms workspace on the open project and joins it with the run. */
final class MechanismsPage {
  private final MechanismsViewModel model;
  private final Lazy<MechanismsView> view;
  private final ShellViewModel shell;
  private final BooleanProperty saveable = new SimpleBooleanProperty();
  private Subscription listening = Subscription.EMPTY;

  MechanismsPage(
      MechanismWorkshop workshop, Workbench workbench, RunViewModel run, ShellViewModel shell) {
    this.shell = shell;
    model =
        new MechanismsViewModel(
            workshop,
            // Judging a text takes milliseconds: not worth a place among the tasks that are shown.
            work -> Thread.ofVirtual().name("mechanisms").start(work),
            Platform::runLater,
            failure -> shell.tell(failure.title(), failure.problems()));
    view =
        new Lazy<>(() ->
            new MechanismsView(
                model,
                new RunAgain(
                    run.runnableProperty(),
                    Bindings.createStringBinding(
                        () ->
                            run.activeBinding().get() ? running(run) : run.outcomeProperty().get(),
                        run.activeBinding(),
                        run.outcomeProperty(),
                        run.simulatedMsProperty()),
                    run::start,
                    () -> shell.pageProperty().set(Page.RUN))));
    workbench.projectProperty().subscribe(model::show);
    shell.guard(this::unsaved);
    model
        .selectedProperty()
        .subscribe(selected -> {
          listening.unsubscribe();
          saveable.set(false);
          listening =
              selected
                  .map(entry -> entry.editedProperty().subscribe(saveable::set))
                  .orElse(Subscription.EMPTY);
        });
  }

  private static String running(RunViewModel run) {
    double done = run.simulatedMsProperty().get();
    return "Running" + (done > 0 ? ", " + NumberText.fixed(done, 0) + " ms" : "");
  }

  MechanismsViewModel model() {
    return model;
  }

  MechanismsView view() {
    return view.get();
  }

  /** Shows the place of a problem in the editor; false when it is in no mechanism of the model. */
  boolean showPlace(Problem problem) {
    if (!model.select(problem.location().path())) {
      return false;
    }
    shell.pageProperty().set(Page.MECHANISMS);
    return view.get()
        .goTo(problem.location().path(), problem.location().line(), problem.location().column());
  }

  Commands.Mechanisms actions() {
    return new Commands.Mechanisms() {
      @Override
      public ObservableBooleanValue saveable() {
        return saveable;
      }

      @Override
      public void save() {
        model.selectedProperty().get().ifPresent(model::save);
      }

      @Override
      public void saveAndRun() {
        view.get().saveAndRun();
      }
    };
  }

  private Optional<ShellViewModel.Unsaved> unsaved() {
    List<MechanismEntry> edited = model.edited();
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
