package org.neurowright.app.fake;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.neurowright.app.workspace.ModelOpener;
import org.neurowright.app.workspace.Project;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.task.Progress;
import org.neurowright.engine.task.RunControl;

/**
 * Opens a made-up model for every path; one with "broken" in it has an error, one with "missing" is
 * not there.
 */
public final class FakeOpener implements ModelOpener {
  private final int cells;

  public FakeOpener(int cells) {
    this.cells = cells;
  }

  @Override
  public Opened open(Path configOrFolder, RunControl control) {
    control.progress(new Progress("Reading " + configOrFolder.getFileName(), 0, Double.NaN, ""));
    String name = configOrFolder.toString();
    if (name.contains("missing")) {
      return new Opened(
          Optional.empty(),
          List.of(
              Problem.error(
                      "config.missing-file", Location.of(configOrFolder), "The file does not exist")
                  .hint("Check the path, or choose the model again with File, Open")));
    }
    Project project =
        name.contains("broken") ? FakeModels.brokenProject(cells) : FakeModels.project(cells);
    return new Opened(
        Optional.of(new Project(configOrFolder, project.model(), project.problems())),
        project.problems());
  }

  @Override
  public List<Path> configurationsIn(Path folder) {
    return List.of(folder.resolve("simulation_config.json"));
  }
}
