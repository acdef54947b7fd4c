package org.neurowright.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.SimpleBooleanProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CommandRegistryTest {
  private final CommandRegistry registry = new CommandRegistry();
  private final List<String> done = new ArrayList<>();
  private final SimpleBooleanProperty open = new SimpleBooleanProperty(false);

  @BeforeEach
  void register() {
    add("file.recent", "Recent projects", Command.Menu.FILE, "");
    add("run.start", "Run simulation", Command.Menu.RUN, "Shortcut+Enter");
    add("run.stop", "Stop simulation", Command.Menu.RUN, "");
    add("view.theme", "Switch between light and dark", Command.Menu.VIEW, "");
  }

  private void add(String id, String title, Command.Menu menu, String keys) {
    registry.register(Command.of(id, title, menu, 1, () -> done.add(id)).shortcut(keys));
  }

  private List<String> found(String typed) {
    return registry.search(typed).stream().map(Command::id).toList();
  }

  @Test
  void findsByStartsOfWords() {
    assertThat(found("rs").getFirst()).isEqualTo("run.start");
    assertThat(found("sim")).containsExactlyInAnyOrder("run.start", "run.stop");
    assertThat(found("dark")).first().isEqualTo("view.theme");
    assertThat(found("xyz")).isEmpty();
    assertThat(found("  ")).hasSize(4);
  }

  @Test
  void refusesTwoCommandsOnOneKeyOrUnderOneName() {
    assertThatThrownBy(() -> add("other", "Other", Command.Menu.RUN, "Shortcut+Enter"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("run.start");
    assertThatThrownBy(() -> add("run.start", "Other", Command.Menu.RUN, ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void doesOnlyWhatCanBeDoneNow() {
    registry.register(
        Command.of("model.close", "Close", Command.Menu.MODEL, 1, () -> done.add("close"))
            .enabledWhen(open, "No model is open"));
    assertThat(registry.run("model.close")).isFalse();
    open.set(true);
    assertThat(registry.run("model.close")).isTrue();
    assertThat(done).containsExactly("close");
  }

  @Test
  void undoGoesBackAndForthAndForgetsWhatWasOvertaken() {
    UndoStack undo = new UndoStack();
    List<String> document = new ArrayList<>();
    undo.perform(new Append(document, "a"));
    undo.perform(new Append(document, "b"));
    undo.undo();
    assertThat(document).containsExactly("a");
    assertThat(undo.redoNameProperty().get()).isEqualTo("Append b");
    undo.redo();
    assertThat(document).containsExactly("a", "b");
    undo.undo();
    undo.perform(new Append(document, "c"));
    undo.redo();
    assertThat(document).containsExactly("a", "c");
    undo.undo();
    undo.undo();
    undo.undo();
    assertThat(document).isEmpty();
    assertThat(undo.undoNameProperty().get()).isEmpty();
  }

  private record Append(List<String> document, String text) implements UndoableEdit {
    @Override
    public String name() {
      return "Append " + text;
    }

    @Override
    public void apply() {
      document.add(text);
    }

    @Override
    public void revert() {
      document.removeLast();
    }
  }
}
