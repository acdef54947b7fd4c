package org.neurowright.app.mechanism;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.neurowright.app.text.NumberText;
import org.neurowright.app.workspace.Project;
import org.neurowright.engine.nmodl.NmodlExamination;
import org.neurowright.engine.nmodl.NmodlSource;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.io.text.SourceFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The mechanisms of the open model: which there are, which of them is in the editor, what was
 * changed and what is wrong. Used on the interface thread; reading and judging go on behind.
 */
public final class MechanismsViewModel {
  private static final Logger LOG = LoggerFactory.getLogger(MechanismsViewModel.class);

  private final MechanismWorkshop workshop;
  private final Executor background;
  private final Executor ui;
  private final Consumer<Failure> failed;
  private final ObservableList<MechanismEntry> entries = FXCollections.observableArrayList();
  private final ObjectProperty<Optional<MechanismEntry>> selected =
      new SimpleObjectProperty<>(Optional.empty());
  private final ReadOnlyIntegerWrapper edited = new ReadOnlyIntegerWrapper();
  private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
  private volatile int openings;

  /**
   * Something that did not work out.
   *
   * @param title what was wanted
   * @param problems why it could not be
   */
  public record Failure(String title, List<Problem> problems) {}

  /**
   * A model of no mechanisms yet.
   *
   * @param background runs reading and judging, one after the other or not
   * @param ui runs what changes properties
   * @param failed told of what the user has to know
   */
  public MechanismsViewModel(
      MechanismWorkshop workshop, Executor background, Executor ui, Consumer<Failure> failed) {
    this.workshop = workshop;
    this.background = background;
    this.ui = ui;
    this.failed = failed;
  }

  /** The model's files first, then what comes with the program. */
  public ObservableList<MechanismEntry> entries() {
    return FXCollections.unmodifiableObservableList(entries);
  }

  /** What is in the editor. */
  public ObjectProperty<Optional<MechanismEntry>> selectedProperty() {
    return selected;
  }

  /** Number of files with changes that are not saved. */
  public ReadOnlyIntegerProperty editedProperty() {
    return edited.getReadOnlyProperty();
  }

  /** What was done last, in a sentence; empty when nothing. */
  public ReadOnlyStringProperty messageProperty() {
    return message.getReadOnlyProperty();
  }

  /** Shows the mechanisms of another model, or of none. Changes not saved are lost. */
  public void show(Optional<Project> project) {
    int mine = openings + 1;
    openings = mine;
    Optional<String> before = selected.get().map(MechanismEntry::path);
    List<Path> files =
        project
            .map(open -> open.model().mechanismFiles().stream().map(Path::of).toList())
            .orElse(List.of());
    message.set("");
    selected.set(Optional.empty());
    entries.clear();
    count();
    if (project.isEmpty()) {
      return;
    }
    background.execute(() -> {
      List<MechanismEntry> found = new ArrayList<>();
      List<Problem> unreadable = new ArrayList<>();
      for (Path file : files) {
        try {
          found.add(MechanismEntry.of(workshop.read(file)));
        } catch (IOException e) {
          LOG.warn("{} could not be read", file, e);
          unreadable.add(unreadable(file));
        }
      }
      workshop.builtIn().stream()
          .map(source -> MechanismEntry.builtIn(source.path(), source.text()))
          .forEach(found::add);
      ui.execute(() -> {
        if (mine == openings) {
          entries.setAll(found);
          select(before);
          if (!unreadable.isEmpty()) {
            message.set(unreadable.getFirst().message() + ": " + unreadable.getFirst().location());
          }
        }
      });
      for (MechanismEntry entry : found) {
        if (mine != openings) {
          return;
        }
        NmodlExamination judged = workshop.examine(new NmodlSource(entry.path(), entry.text()));
        ui.execute(() -> entry.examined(0, judged));
      }
    });
  }

  private void select(Optional<String> path) {
    Optional<MechanismEntry> again = path.flatMap(this::find);
    selected.set(again.or(() -> entries.stream().findFirst()));
  }

  /** The entry of a file. */
  public Optional<MechanismEntry> find(String path) {
    return entries.stream().filter(entry -> entry.path().equals(path)).findFirst();
  }

  /** Puts a file into the editor; false when it is none of the model's mechanisms. */
  public boolean select(String path) {
    Optional<MechanismEntry> entry = find(path);
    entry.ifPresent(found -> selected.set(Optional.of(found)));
    return entry.isPresent();
  }

  /** Takes a text over from the editor. */
  public void change(MechanismEntry entry, String text) {
    if (entry.isEditable() && !text.equals(entry.text())) {
      entry.change(text);
      count();
    }
  }

  /** Has a text judged; answers for texts that have gone on are dropped. */
  public void examine(MechanismEntry entry) {
    long version = entry.version();
    NmodlSource source = new NmodlSource(entry.path(), entry.text());
    background.execute(() -> {
      if (version == entry.version()) {
        NmodlExamination found = workshop.examine(source);
        ui.execute(() -> entry.examined(version, found));
      }
    });
  }

  /** Goes back to what is in the file. */
  public void revert(MechanismEntry entry) {
    entry
        .file()
        .ifPresent(file -> {
          entry.change(file.text());
          count();
          examine(entry);
          message.set(entry.name() + " is as it was saved");
        });
  }

  /** Saves a file. */
  public void save(MechanismEntry entry) {
    saveThen(List.of(entry), () -> {});
  }

  /** Saves every changed file, then does something; what cannot be saved is said instead. */
  public void saveAllThen(Runnable action) {
    saveThen(entries.stream().filter(MechanismEntry::isEdited).toList(), action);
  }

  /** Files with changes that are not saved. */
  public List<MechanismEntry> edited() {
    return entries.stream().filter(MechanismEntry::isEdited).toList();
  }

  private void saveThen(List<MechanismEntry> some, Runnable action) {
    List<Problem> problems = new ArrayList<>();
    List<String> names = new ArrayList<>();
    // Mechanism files are small; saving them at once keeps what is run and what is seen the same.
    for (MechanismEntry entry : some) {
      SourceFile file = entry.file().orElseThrow();
      if (file.changedOnDisk()) {
        problems.add(
            Problem.error(
                    "mechanism.changed-outside",
                    Location.of(file.path()),
                    entry.name() + " was changed by another program since it was read")
                .hint(
                    "Copy your text, read the model again (Ctrl+R) and put your changes in there"));
        continue;
      }
      try {
        entry.saved(file.save(entry.text()));
        names.add(entry.name());
      } catch (IOException e) {
        LOG.warn("{} could not be saved", file.path(), e);
        problems.add(
            Problem.error(
                    "mechanism.unsaved",
                    Location.of(file.path()),
                    entry.name() + " could not be saved: " + e.getMessage())
                .hint("Check that the disk is not full and that you may write to the file"));
      }
    }
    count();
    if (!names.isEmpty()) {
      message.set(
          names.size() == 1
              ? "Saved " + names.getFirst()
              : "Saved " + NumberText.plural(names.size(), "file", "files"));
    }
    if (problems.isEmpty()) {
      action.run();
    } else {
      failed.accept(new Failure("Not everything could be saved", problems));
    }
  }

  private static Problem unreadable(Path file) {
    return Problem.error(
        "mechanism.unreadable", Location.of(file), "The mechanism file cannot be read");
  }

  private void count() {
    edited.set((int) entries.stream().filter(MechanismEntry::isEdited).count());
  }
}
