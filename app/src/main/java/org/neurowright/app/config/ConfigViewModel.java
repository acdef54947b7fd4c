package org.neurowright.app.config;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.neurowright.app.command.UndoStack;
import org.neurowright.app.text.NumberText;
import org.neurowright.app.workspace.Project;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.io.json.JsonTree;
import org.neurowright.io.sonata.config.Config;
import org.neurowright.io.sonata.config.ConfigReader;
import org.neurowright.io.text.SourceFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The configuration of the open model: its files, which of them is shown, what was changed and what
 * is wrong. Used on the interface thread; files are read and judged behind.
 */
public final class ConfigViewModel {
  private static final Logger LOG = LoggerFactory.getLogger(ConfigViewModel.class);

  private final UndoStack undo;
  private final Executor background;
  private final Executor ui;
  private final Consumer<Failure> failed;
  private final BiConsumer<String, List<Problem>> found;
  private final ObservableList<ConfigFile> files = FXCollections.observableArrayList();
  private final ObjectProperty<Optional<ConfigFile>> selected =
      new SimpleObjectProperty<>(Optional.empty());
  private final ReadOnlyIntegerWrapper edited = new ReadOnlyIntegerWrapper();
  private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
  private Optional<Project> project = Optional.empty();
  private int openings;

  /**
   * Something that did not work out.
   *
   * @param title what was wanted
   * @param problems why it could not be
   */
  public record Failure(String title, List<Problem> problems) {}

  /**
   * A model of no files yet.
   *
   * @param undo where changes become steps
   * @param background runs reading and judging
   * @param ui runs what changes properties
   * @param failed told of what the user has to know
   * @param found told of the problems of a file, by its path, whenever its text was judged after a
   *     change
   */
  public ConfigViewModel(
      UndoStack undo,
      Executor background,
      Executor ui,
      Consumer<Failure> failed,
      BiConsumer<String, List<Problem>> found) {
    this.undo = undo;
    this.background = background;
    this.ui = ui;
    this.failed = failed;
    this.found = found;
  }

  /** The configuration itself first, then the files it names. */
  public ObservableList<ConfigFile> files() {
    return FXCollections.unmodifiableObservableList(files);
  }

  public ObjectProperty<Optional<ConfigFile>> selectedProperty() {
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

  public List<ConfigFile> edited() {
    return files.stream().filter(ConfigFile::isEdited).toList();
  }

  /** Shows the configuration of another model, or of none. Changes not saved are lost. */
  public void show(Optional<Project> opened) {
    int mine = ++openings;
    Optional<Path> before = selected.get().map(ConfigFile::path);
    project = opened;
    message.set("");
    selected.set(Optional.empty());
    files.clear();
    count();
    if (opened.isEmpty()) {
      return;
    }
    Path config = opened.get().config();
    background.execute(() -> {
      List<SourceFile> read = new ArrayList<>();
      String unreadable = "";
      for (Path path : filesOf(config)) {
        try {
          read.add(SourceFile.read(path));
        } catch (IOException e) {
          LOG.warn("{} could not be read", path, e);
          unreadable = path.getFileName() + " cannot be read";
        }
      }
      String says = unreadable;
      ui.execute(() -> {
        if (mine == openings) {
          read.forEach(source -> files.add(listened(new ConfigFile(source, undo))));
          message.set(says);
          selected.set(
              files.stream()
                  .filter(f -> before.filter(f.path()::equals).isPresent())
                  .findFirst()
                  .or(() -> files.stream().findFirst()));
          files.forEach(this::judge);
        }
      });
    });
  }

  /** The file and the children it names. */
  private static Set<Path> filesOf(Path config) {
    Set<Path> all = new LinkedHashSet<>();
    all.add(config);
    Optional<Config> read = ConfigReader.read(config, Clock.systemDefaultZone()).value();
    read.ifPresent(c -> c.files().forEach(file -> all.add(file.toAbsolutePath().normalize())));
    return all;
  }

  private ConfigFile listened(ConfigFile file) {
    file.textProperty()
        .addListener((_, _, _) -> {
          count();
          judge(file);
        });
    file.editedProperty().addListener((_, _, _) -> count());
    file.onUndo(() -> {
      if (files.contains(file)) {
        selected.set(Optional.of(file));
      }
    });
    return file;
  }

  /** Shows a file; false when it is none of the configuration's. */
  public boolean select(String path) {
    Optional<ConfigFile> file =
        files.stream().filter(f -> f.path().toString().equals(path)).findFirst();
    file.ifPresent(f -> selected.set(Optional.of(f)));
    return file.isPresent();
  }

  // ---- judging

  private void judge(ConfigFile file) {
    long version = file.version();
    boolean untouched = version == 0;
    Map<Path, String> texts = new HashMap<>();
    files.forEach(f -> texts.put(f.path(), f.text()));
    Path root = files.getFirst().path();
    Optional<JsonTree> tree = file.tree();
    List<Problem> ofModel = project.map(Project::problems).orElse(List.of());
    background.execute(() -> {
      if (version != file.version()) {
        return;
      }
      List<Problem> problems = problems(file.path(), root, texts, tree);
      if (untouched) {
        // Reading the model found more than the text alone tells.
        ofModel.stream()
            .filter(p -> isIn(p, file.path()) && problems.stream().noneMatch(q -> same(p, q)))
            .forEach(problems::add);
      }
      ui.execute(() -> {
        file.judged(version, problems);
        if (!untouched && version == file.version()) {
          found.accept(file.path().toString(), problems);
        }
      });
    });
  }

  static List<Problem> problems(
      Path file, Path root, Map<Path, String> texts, Optional<JsonTree> tree) {
    List<Problem> problems = new ArrayList<>();
    for (Problem problem : ConfigReader.read(root, texts, Clock.systemDefaultZone()).problems()) {
      if (isIn(problem, file)) {
        problems.add(problem);
      }
    }
    tree.ifPresent(t ->
        ConfigChecks.of(t, file).stream()
            .filter(p -> problems.stream().noneMatch(q -> same(p, q)))
            .forEach(problems::add));
    return problems;
  }

  private static boolean isIn(Problem problem, Path file) {
    try {
      return !problem.location().path().isEmpty()
          && Path.of(problem.location().path()).toAbsolutePath().normalize().equals(file);
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static boolean same(Problem one, Problem other) {
    return one.code().equals(other.code())
        && one.location().line() == other.location().line()
        && (one.location().line() > 0 || one.message().equals(other.message()));
  }

  // ---- saving

  /** Saves a file. */
  public void save(ConfigFile file) {
    saveThen(List.of(file), () -> {});
  }

  /** Saves every changed file, then does something; what cannot be saved is said instead. */
  public void saveAllThen(Runnable action) {
    saveThen(edited(), action);
  }

  private void saveThen(List<ConfigFile> some, Runnable action) {
    List<Problem> problems = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (ConfigFile file : some) {
      if (file.isChangedOnDisk()) {
        problems.add(
            Problem.error(
                    "config.changed-outside",
                    Location.of(file.path()),
                    file.name() + " was changed by another program since it was read")
                .hint(
                    "Copy your text, read the model again (Ctrl+R) and put your changes in there"));
        continue;
      }
      try {
        file.save();
        names.add(file.name());
      } catch (IOException e) {
        LOG.warn("{} could not be saved", file.path(), e);
        problems.add(
            Problem.error(
                    "config.unsaved",
                    Location.of(file.path()),
                    file.name() + " could not be saved: " + e.getMessage())
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

  // ---- changing

  void undo() {
    undo.undo();
  }

  void redo() {
    undo.redo();
  }

  /** Makes a change that a field asks for; what is wrong with it becomes the message. */
  boolean attempt(Runnable change) {
    try {
      change.run();
      message.set("");
      return true;
    } catch (IllegalArgumentException e) {
      message.set(e.getMessage());
      return false;
    }
  }

  /** Adds an entry of a kind under a free name and tells its section's path. */
  Optional<List<String>> add(ConfigFile file, Entry entry) {
    List<List<String>> path = new ArrayList<>();
    attempt(() -> {
      JsonTree tree =
          file.tree()
              .orElseThrow(
                  () -> new IllegalArgumentException("Mend the text first: it is not JSON now"));
      if (entry.named()) {
        String name = entry.stem();
        List<String> at = with(entry.parent(), name);
        for (int n = 2; tree.find(at).isPresent(); n++) {
          name = entry.stem() + "_" + n;
          at = with(entry.parent(), name);
        }
        file.add("Add " + entry.title() + " " + name, at, entry.json());
        path.add(at);
      } else {
        int size =
            tree.find(entry.parent()).orElse(null) instanceof JsonTree.ArrayNode array
                ? array.items().size()
                : 0;
        if (tree.find(entry.parent()).isEmpty()) {
          String item = "[\n  " + entry.json().replace("\n", "\n  ") + "\n]";
          file.add("Add " + entry.title(), entry.parent(), item);
        } else {
          file.add(
              "Add " + entry.title(), with(entry.parent(), Integer.toString(size)), entry.json());
        }
        path.add(with(entry.parent(), Integer.toString(size)));
      }
    });
    return path.stream().findFirst();
  }

  private static List<String> with(List<String> parent, String step) {
    List<String> path = new ArrayList<>(parent);
    path.add(step);
    return List.copyOf(path);
  }

  /** What can be added. */
  enum Entry {
    CLAMP(
        "current clamp",
        List.of("inputs"),
        "clamp",
        """
        {
          "module": "IClamp",
          "input_type": "current_clamp",
          "node_set": "all",
          "amp": 0.1,
          "delay": 100.0,
          "duration": 500.0
        }\
        """),
    SPIKES(
        "spike input",
        List.of("inputs"),
        "spikes",
        """
        {
          "module": "sonata",
          "input_type": "spikes",
          "input_file": "inputs/spikes.h5",
          "node_set": "all"
        }\
        """),
    POTENTIAL(
        "report of the potential",
        List.of("reports"),
        "v_report",
        """
        {
          "module": "membrane_report",
          "variable_name": "v",
          "cells": "all",
          "sections": "soma"
        }\
        """),
    SYNAPSES(
        "report of synapses",
        List.of("reports"),
        "syn_report",
        """
        {
          "module": "netcon_report",
          "variable_name": "i",
          "cells": "all",
          "syn_type": "Exp2Syn"
        }\
        """),
    NODES(
        "nodes",
        List.of("networks", "nodes"),
        "",
        """
        {
          "nodes_file": "network/nodes.h5",
          "node_types_file": "network/node_types.csv"
        }\
        """),
    EDGES(
        "edges",
        List.of("networks", "edges"),
        "",
        """
        {
          "edges_file": "network/edges.h5",
          "edge_types_file": "network/edge_types.csv"
        }\
        """);

    private final String title;
    private final List<String> parent;
    private final String stem;
    private final String json;

    Entry(String title, List<String> parent, String stem, String json) {
      this.title = title;
      this.parent = parent;
      this.stem = stem;
      this.json = json;
    }

    String title() {
      return title;
    }

    List<String> parent() {
      return parent;
    }

    String stem() {
      return stem;
    }

    String json() {
      return json;
    }

    boolean named() {
      return !stem.isEmpty();
    }
  }

  private void count() {
    edited.set((int) files.stream().filter(ConfigFile::isEdited).count());
  }
}
