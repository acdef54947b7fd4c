package org.neurowright.app.recipe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javafx.beans.value.ChangeListener;
import org.neurowright.app.platform.HomeFolder;
import org.neurowright.engine.recipe.Recipe;
import org.neurowright.io.json.JsonReader;
import org.neurowright.io.json.JsonValue;
import org.neurowright.io.json.JsonValue.JsonNumber;
import org.neurowright.io.json.JsonValue.JsonObject;
import org.neurowright.io.json.JsonValue.JsonText;
import org.neurowright.io.recipe.RecipeReader;
import org.neurowright.io.recipe.RecipeWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what is not saved in a file in the user's folder, which is there exactly while the document
 * is dirty: after a crash {@link #unsaved} finds it. Each change is written by the executor given,
 * whole or not at all; when it is slower than the user, only the latest state is written. Failing
 * to write is logged, never in the user's way.
 */
public final class AutosaveJournal implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AutosaveJournal.class);
  private static final String ENDING = ".unsaved.json";

  private final RecipeDocument document;
  private final Path entry;
  private final Executor writer;
  private final ChangeListener<Object> onChange = (property, before, now) -> keep();
  private final AtomicReference<Optional<State>> waiting = new AtomicReference<>();

  private record State(Recipe recipe, Optional<Path> file) {}

  /**
   * What a program that died had not saved.
   *
   * @param entry the journal's file; see {@link #forget}
   * @param file of the document; empty if it was never saved
   * @param recipe as it was last
   * @param when it was written
   */
  public record Unsaved(Path entry, Optional<Path> file, Recipe recipe, Instant when) {}

  private AutosaveJournal(RecipeDocument document, Path folder, long process, Executor writer) {
    this.document = document;
    this.writer = writer;
    // Documents of one program differ by the object, programs by the process.
    String name = process + "-" + Integer.toHexString(System.identityHashCode(document));
    Path free = folder.resolve(name + ENDING);
    for (int i = 2; Files.exists(free); i++) {
      free = folder.resolve(name + "-" + i + ENDING);
    }
    this.entry = free;
  }

  /** Folder of the journal in the user's folder. */
  public static Path folder() {
    return HomeFolder.path().resolve("unsaved");
  }

  /**
   * Starts to keep a document.
   *
   * @param folder see {@link #folder()}; made when needed
   * @param writer runs one task after the other; not the interface thread
   */
  public static AutosaveJournal keep(RecipeDocument document, Path folder, Executor writer) {
    AutosaveJournal journal =
        new AutosaveJournal(document, folder, ProcessHandle.current().pid(), writer);
    document.recipeProperty().addListener(journal.onChange);
    document.fileProperty().addListener(journal.onChange);
    document.dirtyProperty().addListener(journal.onChange);
    journal.keep();
    return journal;
  }

  /** The document is closed, saved or given up: there is nothing to recover any more. */
  @Override
  public void close() {
    document.recipeProperty().removeListener(onChange);
    document.fileProperty().removeListener(onChange);
    document.dirtyProperty().removeListener(onChange);
    put(Optional.empty());
  }

  private void keep() {
    put(
        document.isDirty()
            ? Optional.of(new State(document.recipe(), document.file()))
            : Optional.empty());
  }

  private void put(Optional<State> state) {
    // Only the first of several states that wait starts a task; it takes the last one.
    if (waiting.getAndSet(state) == null) {
      writer.execute(this::write);
    }
  }

  private void write() {
    Optional<State> state = waiting.getAndSet(null);
    try {
      if (state.isEmpty()) {
        Files.deleteIfExists(entry);
        return;
      }
      Files.createDirectories(entry.getParent());
      Path beside = entry.resolveSibling(entry.getFileName() + ".new");
      Files.writeString(beside, text(state.get()), StandardCharsets.UTF_8);
      try {
        Files.move(beside, entry, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(beside, entry, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      LOG.warn("What is not saved could not be kept in {}: {}", entry, e.getMessage());
    }
  }

  private static String text(State state) {
    String file =
        state
            .file()
            .map(path -> "\"file\": " + quoted(path.toAbsolutePath().toString()) + ",\n")
            .orElse("");
    return "{\n\"process\": "
        + ProcessHandle.current().pid()
        + ",\n\"process_started_ms\": "
        + started(ProcessHandle.current())
        + ",\n"
        + file
        + "\"model\": "
        + RecipeWriter.text(state.recipe())
        + "}\n";
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static long started(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  /**
   * What programs that died have left, the latest first. Entries of programs that still run are
   * left out, and so are damaged ones, which stay where they are.
   */
  public static List<Unsaved> unsaved(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Unsaved> found = new ArrayList<>();
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path entry : entries.filter(e -> e.toString().endsWith(ENDING)).toList()) {
        read(entry).ifPresent(found::add);
      }
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("What was not saved could not be looked for in {}: {}", folder, e.getMessage());
    }
    found.sort(Comparator.comparing(Unsaved::when).reversed());
    return found;
  }

  /** What was not saved of one document. */
  public static Optional<Unsaved> unsaved(Path folder, Path file) {
    Path whole = file.toAbsolutePath().normalize();
    return unsaved(folder).stream()
        .filter(u -> u.file().filter(whole::equals).isPresent())
        .findFirst();
  }

  /** Removes an entry that was recovered or is not wanted. */
  public static void forget(Unsaved unsaved) {
    try {
      Files.deleteIfExists(unsaved.entry());
    } catch (IOException e) {
      LOG.warn("{} could not be removed: {}", unsaved.entry(), e.getMessage());
    }
  }

  private static Optional<Unsaved> read(Path entry) throws IOException {
    Optional<JsonValue> json = JsonReader.read(entry).value();
    if (json.isEmpty() || !(json.get() instanceof JsonObject object)) {
      LOG.warn("{} is damaged", entry);
      return Optional.empty();
    }
    if (isAlive(object)) {
      return Optional.empty();
    }
    Optional<Path> file = Optional.empty();
    if (object.get("file").orElse(null) instanceof JsonText text) {
      try {
        file = Optional.of(Path.of(text.value()).normalize());
      } catch (InvalidPathException e) {
        LOG.warn("{} names no file: {}", entry, text.value());
      }
    }
    Instant when = Files.getLastModifiedTime(entry).toInstant();
    Optional<Path> where = file;
    return object
        .get("model")
        .flatMap(model -> RecipeReader.read(model).value())
        .map(recipe -> new Unsaved(entry, where, recipe, when));
  }

  /** Whether the program that wrote the entry still runs; numbers of processes are used again. */
  private static boolean isAlive(JsonObject object) {
    if (!(object.get("process").orElse(null) instanceof JsonNumber process)
        || !(object.get("process_started_ms").orElse(null) instanceof JsonNumber began)) {
      return false;
    }
    return ProcessHandle.of(process.asLong())
        .filter(ProcessHandle::isAlive)
        .filter(running -> started(running) == began.asLong())
        .isPresent();
  }
}
