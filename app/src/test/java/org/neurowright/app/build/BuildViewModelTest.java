package org.neurowright.app.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurowright.app.command.UndoStack;
import org.neurowright.app.task.TaskService;
import org.neurowright.app.workspace.ProjectFiles;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.recipe.Recipe;
import org.neurowright.io.build.BuildJob;
import org.neurowright.io.cell.BmtkFunctions;

class BuildViewModelTest {
  private final List<String> told = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  @TempDir private Path folder;

  @Test
  void aModelFolderThatIsNotOpenBecomesADocument() {
    BuildViewModel model = model();
    Path into = folder.resolve("imported");

    model.importFolder(Path.of("..", "samples", "rotating-gamma"), into);

    assertThat(told).isEmpty();
    Recipe recipe = model.documentProperty().get().orElseThrow().recipe();
    assertThat(recipe.networks())
        .extracting(network -> network.name())
        .contains("pyramidal", "basket");
    assertThat(recipe.connections()).isNotEmpty();
    assertThat(into.resolve(BuildJob.DOCUMENT)).isRegularFile();
    assertThat(into.resolve("tables")).isNotEmptyDirectory();
  }

  @Test
  void aFolderWithoutModelIsRefusedWithItsPlace() throws Exception {
    BuildViewModel model = model();
    Path empty = Files.createDirectories(folder.resolve("nothing"));

    model.importFolder(empty, folder.resolve("imported"));

    assertThat(told).containsExactly("nothing could not be imported");
    assertThat(problems).extracting(Problem::code).containsExactly("project.no-configuration");
    assertThat(problems.getFirst().location().path()).isEqualTo(empty.toString());
    assertThat(model.documentProperty().get()).isEmpty();
    assertThat(folder.resolve("imported")).doesNotExist();
  }

  private BuildViewModel model() {
    return new BuildViewModel(
        new UndoStack(),
        new TaskService(Runnable::run, Runnable::run, () -> 0),
        Runnable::run,
        folder.resolve("journal"),
        new ProjectFiles(BmtkFunctions::all, List::of),
        new BuildViewModel.Listener() {
          @Override
          public void failed(String title, List<Problem> found) {
            told.add(title);
            problems.addAll(found);
          }

          @Override
          public void built(Path configuration) {
            throw new AssertionError("nothing was to be built");
          }
        });
  }
}
