package org.neurowright.app.shell;

import java.nio.file.Path;
import javafx.application.Platform;
import org.neurowright.app.explore.ExploreView;
import org.neurowright.app.explore.ExploreViewModel;
import org.neurowright.app.explore.ResultsReader;
import org.neurowright.app.task.TaskService;
import org.neurowright.app.workspace.FinishedRun;
import org.neurowright.app.workspace.Project;
import org.neurowright.app.workspace.Workbench;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the Explore workspace on the open project and its latest run. */
final class ExplorePage {
  private static final Logger LOG = LoggerFactory.getLogger(ExplorePage.class);

  private final Workbench workbench;
  private final ExploreViewModel model;
  private final ExploreView view;

  ExplorePage(Workbench workbench, ResultsReader reader, TaskService tasks) {
    this.workbench = workbench;
    model =
        new ExploreViewModel(
            workbench.selection(),
            reader,
            work ->
                tasks.start(
                    "Read results",
                    _ -> {
                      work.run();
                      return work;
                    },
                    _ -> {},
                    reason -> LOG.error("Results could not be read", reason)),
            Platform::runLater);
    view = new ExploreView(model);
    workbench.projectProperty().subscribe(project -> project.ifPresent(this::showProject));
    workbench.lastRunProperty().subscribe(run -> run.ifPresent(this::showRun));
  }

  ExploreView view() {
    return view;
  }

  private void showProject(Project project) {
    model.showModel(project.model().nodes(), workbench.palette()::argb);
    model.findResults(project.folder());
  }

  /** A run will replace the files of a folder. */
  void runStarts(Path folder) {
    model.leave(folder);
  }

  private void showRun(FinishedRun run) {
    Path results = run.report().outputDir();
    model.findResults(run.project().folder());
    model.open(results);
  }
}
