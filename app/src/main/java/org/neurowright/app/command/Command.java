package org.neurowright.app.command;

import java.util.Objects;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;

/**
 * Something the user can do from a menu, by a key or from the command palette.
 *
 * @param id stable name, for instance {@code run.start}
 * @param title verb first, for instance "Run simulation"
 * @param menu which menu it stands in
 * @param group commands of one menu with equal group stand together
 * @param icon name of a glyph, empty for none
 * @param shortcut in JavaFX's notation ({@code Shortcut+Enter}), empty for none
 * @param enabled whether it can be done now
 * @param whyDisabled said where it is shown but cannot be done; empty when it always can
 * @param action does it, on the interface thread
 */
public record Command(
    String id,
    String title,
    Menu menu,
    int group,
    String icon,
    String shortcut,
    ObservableBooleanValue enabled,
    String whyDisabled,
    Runnable action) {

  /** The menus in their order. */
  public enum Menu {
    FILE("File"),
    EDIT("Edit"),
    VIEW("View"),
    MODEL("Model"),
    RUN("Run"),
    WINDOW("Window"),
    HELP("Help");

    private final String title;

    Menu(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }
  }

  public Command {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(menu, "menu");
    Objects.requireNonNull(icon, "icon");
    Objects.requireNonNull(shortcut, "shortcut");
    Objects.requireNonNull(enabled, "enabled");
    Objects.requireNonNull(whyDisabled, "whyDisabled");
    Objects.requireNonNull(action, "action");
  }

  /** A command that can always be done. */
  public static Command of(String id, String title, Menu menu, int group, Runnable action) {
    return new Command(
        id, title, menu, group, "", "", Bindings.createBooleanBinding(() -> true), "", action);
  }

  public Command icon(String name) {
    return new Command(id, title, menu, group, name, shortcut, enabled, whyDisabled, action);
  }

  public Command shortcut(String keys) {
    return new Command(id, title, menu, group, icon, keys, enabled, whyDisabled, action);
  }

  /** The same command, possible only while {@code condition} holds. */
  public Command enabledWhen(ObservableBooleanValue condition, String otherwise) {
    return new Command(id, title, menu, group, icon, shortcut, condition, otherwise, action);
  }

  public boolean isEnabled() {
    return enabled.get();
  }
}
