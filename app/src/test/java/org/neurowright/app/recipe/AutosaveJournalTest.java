package org.neurowright.app.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurowright.app.command.UndoStack;
import org.neurowright.engine.recipe.Recipe;

class AutosaveJournalTest {
  @TempDir Path folder;

  private Path journal() {
    return folder.resolve("home/unsaved");
  }

  private List<Path> entries() throws IOException {
    if (!Files.isDirectory(journal())) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(journal())) {
      return files.toList();
    }
  }

  /** Makes the entries look as if another program had written them and died. */
  private void die() throws IOException {
    for (Path entry : entries()) {
      Files.writeString(
          entry,
          Files.readString(entry)
              .replaceAll("\"process_started_ms\": -?[0-9]+", "\"process_started_ms\": 1"));
    }
  }

  @Test
  void whatWasNotSavedIsThereAfterACrash() throws IOException {
    Path file = folder.resolve("a 'b' ß/model.json");
    RecipeDocument document = RecipeDocument.untitled(Recipe.empty("m"), new UndoStack());
    document.saveAs(file);
    AutosaveJournal.keep(document, journal(), Runnable::run);
    assertThat(entries()).isEmpty();
    document.perform(RecipeEdits.setSeed(2));
    document.perform(RecipeEdits.setSeed(3));
    assertThat(entries()).hasSize(1);
    assertThat(AutosaveJournal.unsaved(journal())).as("the program still runs").isEmpty();
    die();
    AutosaveJournal.Unsaved unsaved = AutosaveJournal.unsaved(journal(), file).orElseThrow();
    assertThat(unsaved.recipe().seed()).isEqualTo(3);
    assertThat(unsaved.file()).contains(file.toAbsolutePath());

    RecipeDocument recovered = RecipeDocument.recovered(unsaved, new UndoStack());
    assertThat(recovered.isDirty()).isTrue();
    assertThat(recovered.isChangedOnDisk()).isFalse();
    AutosaveJournal.forget(unsaved);
    AutosaveJournal next = AutosaveJournal.keep(recovered, journal(), Runnable::run);
    assertThat(entries()).as("recovered is not saved yet").hasSize(1);
    recovered.save();
    assertThat(entries()).isEmpty();
    next.close();
  }

  @Test
  void nothingIsLeftOfADocumentThatIsCleanOrClosed() throws IOException {
    UndoStack undo = new UndoStack();
    RecipeDocument document = RecipeDocument.untitled(Recipe.empty("m"), undo);
    AutosaveJournal journal = AutosaveJournal.keep(document, journal(), Runnable::run);
    document.perform(RecipeEdits.setSeed(2));
    assertThat(entries()).hasSize(1);
    undo.undo();
    assertThat(entries()).isEmpty();
    undo.redo();
    assertThat(entries()).hasSize(1);
    journal.close();
    assertThat(entries()).isEmpty();
    document.perform(RecipeEdits.setSeed(4));
    assertThat(entries()).isEmpty();
  }

  @Test
  void aSlowDiskGetsOnlyTheLatestState() throws IOException {
    Deque<Runnable> tasks = new ArrayDeque<>();
    RecipeDocument document = RecipeDocument.untitled(Recipe.empty("m"), new UndoStack());
    AutosaveJournal.keep(document, journal(), tasks::add);
    for (int i = 2; i < 100; i++) {
      document.perform(RecipeEdits.setSeed(i));
    }
    assertThat(tasks).hasSize(1);
    tasks.poll().run();
    die();
    assertThat(AutosaveJournal.unsaved(journal()))
        .singleElement()
        .satisfies(unsaved -> {
          assertThat(unsaved.recipe().seed()).isEqualTo(99);
          assertThat(unsaved.file()).isEmpty();
        });
  }

  @Test
  void damagedEntriesHinderNobody() throws IOException {
    Files.createDirectories(journal());
    Files.writeString(journal().resolve("1-a.unsaved.json"), "{\"model\": ");
    Files.writeString(journal().resolve("2-b.unsaved.json"), "{\"model\": 3}");
    assertThat(AutosaveJournal.unsaved(journal())).isEmpty();
    assertThat(AutosaveJournal.unsaved(folder.resolve("none"))).isEmpty();
  }
}
