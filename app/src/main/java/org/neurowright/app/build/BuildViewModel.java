package org.neurowright.app.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.neurowright.app.command.UndoStack;
import org.neurowright.app.recipe.AutosaveJournal;
import org.neurowright.app.recipe.RecipeDocument;
import org.neurowright.app.task.BackgroundTask;
import org.neurowright.app.task.TaskService;
import org.neurowright.app.task.Work;
import org.neurowright.app.text.NumberText;
import org.neurowright.app.text.ProblemText;
import org.neurowright.app.workspace.ModelOpener;
import org.neurowright.engine.description.ModelDescription;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.recipe.Recipe;
import org.neurowright.io.build.BuildJob;
import org.neurowright.io.build.Scaffold;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.recipe.RecipeImport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which model document is open, and what is done with it as a whole: new, open, save, recover,
 * build. Used on the interface thread; writing of the journal and building go on behind.
 */
public final class BuildViewModel {
  private static final Logger LOG = LoggerFactory.getLogger(BuildViewModel.class);

  /** More edges than this are not worth to be taken over into csv tables. */
  private static final long MOST_IMPORTED_EDGES = 2_000_000;

  private final UndoStack undo;
  private final TaskService tasks;
  private final Executor journalWriter;
  private final Path journalFolder;
  private final Listener listener;
  private final ModelOpener opener;
  private final ReadOnlyObjectWrapper<Optional<RecipeDocument>> document =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<AutosaveJournal.Unsaved>> recoverable =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<BackgroundTask<Outcome>>> building =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
  private Optional<AutosaveJournal> journal = Optional.empty();

  /** Who is told. */
  public interface Listener {
    /** Something did not work out. */
    void failed(String title, List<Problem> problems);

    /** A folder was built and can be opened; its configuration is given. */
    void built(Path configuration);
  }

  /**
   * How a build ended.
   *
   * @param written empty when it was stopped or when there were errors
   * @param problems everything found
   */
  record Outcome(Optional<BuildJob.Written> written, List<Problem> problems) {}

  /**
   * Nothing open yet.
   *
   * @param journalWriter runs one task after the other
   * @param journalFolder where unsaved changes are kept
   * @param opener reads models that are to be imported
   */
  public BuildViewModel(
      UndoStack undo,
      TaskService tasks,
      Executor journalWriter,
      Path journalFolder,
      ModelOpener opener,
      Listener listener) {
    this.undo = undo;
    this.tasks = tasks;
    this.journalWriter = journalWriter;
    this.journalFolder = journalFolder;
    this.opener = opener;
    this.listener = listener;
  }

  public UndoStack undo() {
    return undo;
  }

  /** The document that is open. */
  public ReadOnlyObjectProperty<Optional<RecipeDocument>> documentProperty() {
    return document.getReadOnlyProperty();
  }

  /** What an earlier session of the program has not saved of the open document. */
  public ReadOnlyObjectProperty<Optional<AutosaveJournal.Unsaved>> recoverableProperty() {
    return recoverable.getReadOnlyProperty();
  }

  /** The build that is going on. */
  public ReadOnlyObjectProperty<Optional<BackgroundTask<Outcome>>> buildingProperty() {
    return building.getReadOnlyProperty();
  }

  /** What was done last, in a sentence; empty when nothing. */
  public ReadOnlyStringProperty messageProperty() {
    return message.getReadOnlyProperty();
  }

  /** What sessions that died have not saved, the latest first. */
  public List<AutosaveJournal.Unsaved> unsaved() {
    return AutosaveJournal.unsaved(journalFolder);
  }

  /** Begins a document without a file. */
  public void create(Recipe recipe) {
    show(RecipeDocument.untitled(recipe, undo));
    message.set("");
  }

  /**
   * Begins a document in a folder of its own and saves it there.
   *
   * @return whether it could be saved; if not, why was told
   */
  public boolean create(Recipe recipe, Path folder) {
    Path file = folder.resolve(BuildJob.DOCUMENT);
    if (Files.exists(file)) {
      listener.failed(
          "The model could not be begun",
          List.of(
              Problem.error(
                      "recipe.exists",
                      Location.of(file),
                      "There is a model document in this folder already")
                  .hint("Open it, or choose another folder")));
      return false;
    }
    RecipeDocument begun = RecipeDocument.untitled(recipe, undo);
    try {
      Scaffold.createFolders(folder);
      begun.saveAs(file);
    } catch (IOException e) {
      unsaved(file, e);
      return false;
    }
    show(begun);
    message.set("Began " + file);
    return true;
  }

  /** Opens a file; false when there is nothing to edit in it, which was told. */
  public boolean open(Path file) {
    ReadResult<RecipeDocument> read = RecipeDocument.open(file, undo);
    if (read.value().isEmpty()) {
      listener.failed(file.getFileName() + " could not be opened", read.problems());
      return false;
    }
    show(read.value().get());
    recoverable.set(AutosaveJournal.unsaved(journalFolder, file));
    message.set("");
    return true;
  }

  /** Takes over a model that was built elsewhere; its tables are written into the folder. */
  public void importFrom(ModelDescription model, Path folder) {
    importing(model.name(), folder, _ -> RecipeImport.read(model, folder, MOST_IMPORTED_EDGES));
  }

  /**
   * Takes over a model folder with a SONATA configuration, which need not be open.
   *
   * @param source folder of the model, or its configuration
   * @param folder where the document and its tables are written
   */
  public void importFolder(Path source, Path folder) {
    importing(
        source.getFileName().toString(),
        folder,
        control -> {
          ModelOpener.Opened opened = opener.open(source, control);
          if (opened.project().isEmpty()) {
            return ReadResult.failed(opened.problems());
          }
          return RecipeImport.read(opened.project().get().model(), folder, MOST_IMPORTED_EDGES);
        });
  }

  private void importing(String name, Path folder, Work<ReadResult<Recipe>> reading) {
    tasks.start(
        "Import " + name,
        reading,
        read -> {
          if (read.value().isEmpty()) {
            listener.failed(name + " could not be imported", read.problems());
            return;
          }
          if (create(read.value().get(), folder) && !read.problems().isEmpty()) {
            listener.failed("Not everything was imported", read.problems());
          }
        },
        reason -> listener.failed(name + " could not be imported", ProblemText.of(reason)));
  }

  /** Goes on with what was not saved. */
  public void recover(AutosaveJournal.Unsaved unsaved) {
    RecipeDocument recovered = RecipeDocument.recovered(unsaved, undo);
    show(recovered);
    AutosaveJournal.forget(unsaved);
    message.set("Recovered what was not saved; save it to keep it");
  }

  /** Forgets what was not saved. */
  public void discard(AutosaveJournal.Unsaved unsaved) {
    AutosaveJournal.forget(unsaved);
    recoverable.set(Optional.empty());
  }

  /** Closes the document; changes not saved are lost. */
  public void close() {
    journal.ifPresent(AutosaveJournal::close);
    journal = Optional.empty();
    document.get().ifPresent(RecipeDocument::close);
    recoverable.set(Optional.empty());
    message.set("");
    document.set(Optional.empty());
  }

  private void show(RecipeDocument shown) {
    close();
    journal = Optional.of(AutosaveJournal.keep(shown, journalFolder, journalWriter));
    document.set(Optional.of(shown));
  }

  /**
   * Saves to the document's file.
   *
   * @param wayOut asked for a file when the document has none
   * @return whether it is saved
   */
  public boolean save(Supplier<Optional<Path>> wayOut) {
    if (document.get().isEmpty()) {
      return false;
    }
    RecipeDocument open = document.get().get();
    if (open.file().isEmpty()) {
      return wayOut.get().map(this::saveAs).orElse(false);
    }
    if (open.isChangedOnDisk() && Files.exists(open.file().get())) {
      listener.failed(
          "The model document was not saved",
          List.of(
              Problem.error(
                      "recipe.changed-outside",
                      Location.of(open.file().get()),
                      "The file was changed by another program since it was read")
                  .hint("Save it under another name, or open it again")));
      return false;
    }
    return saveAs(open.file().get());
  }

  /** Saves to another file; false when that could not be done, which was told. */
  public boolean saveAs(Path file) {
    try {
      document.get().orElseThrow().saveAs(file);
      message.set("Saved " + file.getFileName());
      return true;
    } catch (IOException e) {
      unsaved(file, e);
      return false;
    }
  }

  private void unsaved(Path file, IOException reason) {
    LOG.warn("{} could not be saved", file, reason);
    listener.failed(
        "The model document was not saved",
        List.of(
            Problem.error(
                    "recipe.unsaved",
                    Location.of(file),
                    file.getFileName() + " could not be saved: " + reason.getMessage())
                .hint("Check that the disk is not full and that you may write to the folder")));
  }

  /** Builds the saved document into its folder. */
  public void build() {
    Optional<Path> file = document.get().flatMap(RecipeDocument::file);
    if (file.isEmpty() || building.get().isPresent()) {
      return;
    }
    Path folder = file.get().toAbsolutePath().getParent();
    int threads = Math.max(1, Runtime.getRuntime().availableProcessors());
    message.set("");
    BackgroundTask<Outcome> task =
        tasks.start(
            "Build " + document.get().get().recipe().name(),
            control -> {
              Scaffold.addComponents(folder, Files.readString(file.get()));
              BuildJob.Prepared prepared =
                  BuildJob.prepare(file.get(), OptionalLong.empty(), control);
              if (prepared.hasErrors() || control.stopRequested()) {
                return new Outcome(Optional.empty(), prepared.problems());
              }
              return new Outcome(
                  BuildJob.write(prepared, folder, threads, control), prepared.problems());
            },
            outcome -> {
              building.set(Optional.empty());
              ended(outcome, folder);
            },
            reason -> {
              building.set(Optional.empty());
              LOG.error("{} could not be built", file.get(), reason);
              listener.failed("The model could not be built", ProblemText.of(reason));
            });
    if (!task.state().isOver()) {
      building.set(Optional.of(task));
    }
  }

  /** Ends the build that is going on; files that were there before stay as they are. */
  public void stopBuilding() {
    building.get().ifPresent(BackgroundTask::stop);
  }

  private void ended(Outcome outcome, Path folder) {
    if (outcome.written().isEmpty()) {
      List<Problem> errors = outcome.problems().stream().filter(Problem::isError).toList();
      if (errors.isEmpty()) {
        message.set("The build was stopped; nothing was changed");
      } else {
        listener.failed("The model cannot be built yet", errors);
      }
      return;
    }
    BuildJob.Written written = outcome.written().get();
    message.set(
        "Built "
            + written.edges().entrySet().stream()
                .map(e ->
                    e.getKey().replace("_to_", " → ")
                        + ": "
                        + NumberText.plural(e.getValue(), "edge", "edges"))
                .collect(Collectors.joining(", "))
            + (written.edges().isEmpty() ? "the cells; there are no edges" : "")
            + " in "
            + NumberText.plural(written.files().size(), "file", "files"));
    if (!written.problems().isEmpty()) {
      listener.failed("Built; the configuration has to be mended", written.problems());
    }
    Path configuration = folder.resolve("simulation_config.json");
    if (Files.exists(configuration)) {
      listener.built(configuration);
    }
  }
}
