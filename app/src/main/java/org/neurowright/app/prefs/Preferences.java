package org.neurowright.app.prefs;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the program remembers. Reading never fails: what is damaged is left out, so that a broken
 * file never keeps anybody from working.
 */
public final class Preferences {
  /** More recent projects than this are forgotten. */
  public static final int MAX_RECENT = 12;

  /** Favourites of more cells than this are forgotten. */
  private static final int MAX_FAVOURITE_CELLS = 200;

  private static final Logger LOG = LoggerFactory.getLogger(Preferences.class);

  private final Path file;
  private final ObjectProperty<ThemeChoice> theme = new SimpleObjectProperty<>(ThemeChoice.LIGHT);
  private final ObjectProperty<Optional<WindowPlace>> window =
      new SimpleObjectProperty<>(Optional.empty());
  private final ObjectProperty<Optional<Path>> lastFolder =
      new SimpleObjectProperty<>(Optional.empty());
  private final ObjectProperty<List<Path>> mechanismFolders = new SimpleObjectProperty<>(List.of());

  /** Names of favourite parameters by cell, the cell used last at the end. */
  private final Map<String, List<String>> favourites = new LinkedHashMap<>();

  private final ObservableList<RecentProject> recent = FXCollections.observableArrayList();

  private Preferences(Path file) {
    this.file = file;
  }

  /**
   * Folder of preferences and logs: the system property {@code neurowright.home}, or a folder in
   * the user's home.
   */
  public static Path homeFolder() {
    String set = System.getProperty("neurowright.home");
    return set != null ? Path.of(set) : Path.of(System.getProperty("user.home"), ".neurowright");
  }

  /** Reads the preferences of a folder; a folder without any gives the defaults. */
  public static Preferences load(Path folder) {
    Preferences preferences = new Preferences(folder.resolve("preferences.properties"));
    preferences.read();
    return preferences;
  }

  public ObjectProperty<ThemeChoice> themeProperty() {
    return theme;
  }

  public ObjectProperty<Optional<WindowPlace>> windowProperty() {
    return window;
  }

  /** Folder of the last file dialog. */
  public ObjectProperty<Optional<Path>> lastFolderProperty() {
    return lastFolder;
  }

  /**
   * Folders with NMODL files that every model gets besides its own: models are often handed on
   * without theirs. The list is immutable.
   */
  public ObjectProperty<List<Path>> mechanismFoldersProperty() {
    return mechanismFolders;
  }

  /** Recent projects, the latest first. */
  public ObservableList<RecentProject> recent() {
    return recent;
  }

  /** Puts a project at the top of the recent ones. */
  public void addRecent(RecentProject project) {
    recent.removeIf(other -> other.config().equals(project.config()));
    recent.addFirst(project);
    while (recent.size() > MAX_RECENT) {
      recent.removeLast();
    }
  }

  public void removeRecent(Path config) {
    recent.removeIf(other -> other.config().equals(config));
  }

  /** Favourite parameters of a cell of the Lab. */
  public List<String> favourites(String cell) {
    return favourites.getOrDefault(cell, List.of());
  }

  /** Remembers the favourite parameters of a cell; an empty list forgets it. */
  public void setFavourites(String cell, List<String> names) {
    favourites.remove(cell);
    if (!names.isEmpty()) {
      favourites.put(cell, List.copyOf(names));
      while (favourites.size() > MAX_FAVOURITE_CELLS) {
        favourites.remove(favourites.keySet().iterator().next());
      }
    }
    save();
  }

  /**
   * Writes the file, beside first and then in place. Failing to is logged, never in the user's way.
   */
  public void save() {
    Properties values = new Properties();
    values.setProperty("theme", theme.get().name());
    lastFolder.get().ifPresent(folder -> values.setProperty("last-folder", folder.toString()));
    window
        .get()
        .ifPresent(place ->
            values.setProperty(
                "window",
                place.x()
                    + " "
                    + place.y()
                    + " "
                    + place.width()
                    + " "
                    + place.height()
                    + " "
                    + place.maximised()));
    for (int i = 0; i < mechanismFolders.get().size(); i++) {
      values.setProperty("mechanisms." + i, mechanismFolders.get().get(i).toString());
    }
    int number = 0;
    for (Map.Entry<String, List<String>> entry : favourites.entrySet()) {
      values.setProperty("favourites." + number + ".cell", entry.getKey());
      values.setProperty("favourites." + number + ".names", String.join(" ", entry.getValue()));
      number++;
    }
    for (int i = 0; i < recent.size(); i++) {
      RecentProject project = recent.get(i);
      values.setProperty("recent." + i + ".config", project.config().toString());
      values.setProperty("recent." + i + ".name", project.name());
      values.setProperty("recent." + i + ".opened", project.openedAt().toString());
    }
    try {
      Files.createDirectories(file.getParent());
      Path beside = file.resolveSibling(file.getFileName() + ".new");
      try (Writer writer = Files.newBufferedWriter(beside, StandardCharsets.UTF_8)) {
        values.store(writer, "Neurowright");
      }
      Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      LOG.warn("Preferences could not be saved to {}: {}", file, e.getMessage());
    }
  }

  private void read() {
    Properties values = new Properties();
    if (!Files.isRegularFile(file)) {
      return;
    }
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      values.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn("Preferences could not be read from {}: {}", file, e.getMessage());
      return;
    }
    if (values.getProperty("theme", "").equals(ThemeChoice.DARK.name())) {
      theme.set(ThemeChoice.DARK);
    }
    lastFolder.set(path(values.getProperty("last-folder")));
    window.set(window(values.getProperty("window")));
    List<Path> folders = new ArrayList<>();
    for (int i = 0; values.containsKey("mechanisms." + i); i++) {
      path(values.getProperty("mechanisms." + i)).ifPresent(folders::add);
    }
    mechanismFolders.set(List.copyOf(folders));
    for (int i = 0; values.containsKey("favourites." + i + ".cell"); i++) {
      String names = values.getProperty("favourites." + i + ".names", "").strip();
      if (!names.isEmpty() && i < MAX_FAVOURITE_CELLS) {
        favourites.put(values.getProperty("favourites." + i + ".cell"), List.of(names.split(" +")));
      }
    }
    for (int i = 0; i < MAX_RECENT; i++) {
      String prefix = "recent." + i;
      String name = values.getProperty(prefix + ".name", "");
      Instant opened = instant(values.getProperty(prefix + ".opened"));
      path(values.getProperty(prefix + ".config"))
          .ifPresent(config -> recent.add(new RecentProject(config, name, opened)));
    }
  }

  private static Optional<Path> path(String text) {
    try {
      return Optional.ofNullable(text).map(Path::of);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static Instant instant(String text) {
    try {
      return text == null ? Instant.EPOCH : Instant.parse(text);
    } catch (DateTimeException e) {
      return Instant.EPOCH;
    }
  }

  private static Optional<WindowPlace> window(String text) {
    String[] parts = text == null ? new String[0] : text.split(" ");
    if (parts.length != 5) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new WindowPlace(
              Double.parseDouble(parts[0]),
              Double.parseDouble(parts[1]),
              Double.parseDouble(parts[2]),
              Double.parseDouble(parts[3]),
              Boolean.parseBoolean(parts[4])));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
