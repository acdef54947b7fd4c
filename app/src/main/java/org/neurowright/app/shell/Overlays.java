package org.neurowright.app.shell;

import atlantafx.base.controls.ModalPane;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.neurowright.app.command.Command;
import org.neurowright.app.command.CommandRegistry;
import org.neurowright.app.control.Copy;
import org.neurowright.app.control.Icons;
import org.neurowright.app.prefs.Preferences;
import org.neurowright.app.prefs.ThemeChoice;
import org.neurowright.app.text.ProblemText;
import org.neurowright.engine.problem.Problem;

/**
 * What is laid over the window: dialogs without windows of their own. Escape or a click beside
 * closes them.
 */
final class Overlays {
  private static final double MOST_HEIGHT = 380;

  private final ModalPane pane = new ModalPane();
  private Runnable onceHidden = () -> {};

  Overlays() {
    pane.setInTransitionFactory(null);
    pane.setOutTransitionFactory(null);
    pane.getStyleClass().add("overlays");
    pane.displayProperty()
        .subscribe(shown -> {
          if (!shown) {
            Runnable action = onceHidden;
            onceHidden = () -> {};
            action.run();
          }
        });
  }

  Node node() {
    return pane;
  }

  void show(Node content, Pos where) {
    pane.setAlignment(where);
    pane.show(content);
  }

  void hide() {
    pane.hide(true);
  }

  boolean isShown() {
    return pane.isDisplay();
  }

  /** What went wrong: what, where, why and how to mend it, with a copy button. */
  void failure(String title, List<Problem> problems, Runnable showAll, Runnable seen) {
    failure(title, problems, showAll, seen, Optional.empty());
  }

  /** Like the other, with a button for what mends it. */
  void failure(
      String title,
      List<Problem> problems,
      Runnable showAll,
      Runnable seen,
      Optional<Runnable> addMechanisms) {
    VBox list = new VBox(14);
    problems.stream().limit(5).forEach(problem -> list.getChildren().add(problemCard(problem)));
    if (problems.size() > 5) {
      Label more = new Label("and " + (problems.size() - 5) + " more");
      more.getStyleClass().add("muted");
      list.getChildren().add(more);
    }
    ScrollPane scroll = new ScrollPane(list);
    scroll.setFitToWidth(true);
    // Wrapped text has its height only when it has its width.
    list.heightProperty()
        .subscribe(
            height -> scroll.setPrefViewportHeight(Math.min(MOST_HEIGHT, height.doubleValue())));
    scroll.setMinHeight(Region.USE_PREF_SIZE);
    scroll.setMaxHeight(MOST_HEIGHT + 4);
    scroll.getStyleClass().add("page-scroll");
    Button copy = new Button("Copy", Icons.of("mdi2c-content-copy"));
    copy.setOnAction(_ -> Copy.text(title + "\n" + ProblemText.full(problems)));
    Button all = new Button("Show problems");
    all.setOnAction(_ -> {
      close(seen);
      showAll.run();
    });
    Button mechanisms = new Button("Add mechanism folder…", Icons.of("mdi2f-folder-plus-outline"));
    mechanisms.setVisible(addMechanisms.isPresent());
    mechanisms.setManaged(addMechanisms.isPresent());
    mechanisms.setOnAction(_ -> {
      close(seen);
      addMechanisms.ifPresent(Runnable::run);
    });
    Button close = new Button("Close");
    close.setId("dialog-close");
    close.getStyleClass().add("accent");
    close.setDefaultButton(true);
    close.setOnAction(_ -> close(seen));
    VBox card =
        card(
            Icons.of("mdi2a-alert-circle", "error-icon", "dialog-icon"),
            title,
            scroll,
            buttons(mechanisms, copy, all, close));
    card.setId("failure-dialog");
    show(card, Pos.CENTER);
    close.requestFocus();
  }

  private void close(Runnable seen) {
    hide();
    seen.run();
  }

  private static Node problemCard(Problem problem) {
    Label what = new Label(problem.message());
    what.setWrapText(true);
    what.getStyleClass().add("problem-what");
    VBox lines = new VBox(5, what);
    line(lines, "Where", problem.location().toString());
    line(lines, "Expected", problem.expected());
    line(lines, "Remedy", problem.hint());
    lines.getStyleClass().add("problem-card");
    return lines;
  }

  private static void line(VBox into, String name, String value) {
    if (!value.isEmpty()) {
      Label key = new Label(name);
      key.getStyleClass().add("property-name");
      key.setMinWidth(70);
      Label text = new Label(value);
      text.setWrapText(true);
      HBox.setHgrow(text, Priority.ALWAYS);
      into.getChildren().add(new HBox(8, key, text));
    }
  }

  /** Asks; Escape and a click beside mean no. */
  void question(
      String title,
      String text,
      String yes,
      Consumer<Boolean> answer,
      Optional<String> other,
      Runnable otherwise) {
    Label words = new Label(text);
    words.setWrapText(true);
    Button agree = new Button(yes);
    agree.setId("dialog-yes");
    agree.getStyleClass().add("danger");
    agree.setOnAction(_ -> {
      hide();
      answer.accept(true);
    });
    Button stay = new Button("Stay");
    stay.setId("dialog-no");
    stay.setDefaultButton(true);
    stay.setOnAction(_ -> {
      hide();
      answer.accept(false);
    });
    Button third = new Button(other.orElse(""));
    third.setId("dialog-other");
    third.setVisible(other.isPresent());
    third.setManaged(other.isPresent());
    third.setOnAction(_ -> {
      hide();
      otherwise.run();
    });
    show(
        card(
            Icons.of("mdi2h-help-circle-outline", "dialog-icon"),
            title,
            words,
            buttons(third, agree, stay)),
        Pos.CENTER);
    stay.requestFocus();
  }

  /**
   * What can be set.
   *
   * @param chooseFolder asks for a folder
   * @param closed runs when the dialog is closed, however that is done
   */
  void preferences(
      Preferences preferences, Supplier<Optional<Path>> chooseFolder, Runnable closed) {
    ToggleGroup themes = new ToggleGroup();
    HBox theme = new HBox(16);
    for (ThemeChoice choice : ThemeChoice.values()) {
      RadioButton button = new RadioButton(choice == ThemeChoice.DARK ? "Dark" : "Light");
      button.setToggleGroup(themes);
      button.setSelected(preferences.themeProperty().get() == choice);
      button.setOnAction(_ -> preferences.themeProperty().set(choice));
      theme.getChildren().add(button);
    }
    Label why =
        new Label(
            "Every model gets the mechanisms (.mod files) of these folders besides its own: models are often"
                + " handed on without theirs.");
    why.setWrapText(true);
    why.getStyleClass().add("muted");
    VBox folders = new VBox();
    folders.getStyleClass().add("card-list");
    preferences
        .mechanismFoldersProperty()
        .subscribe(list -> showFolders(folders, list, preferences));
    Button add = new Button("Add folder…", Icons.of("mdi2f-folder-plus-outline"));
    add.setId("preferences-add-folder");
    add.getStyleClass().add("small");
    add.setOnAction(_ ->
        chooseFolder
            .get()
            .filter(chosen -> !preferences.mechanismFoldersProperty().get().contains(chosen))
            .ifPresent(chosen -> {
              List<Path> more = new ArrayList<>(preferences.mechanismFoldersProperty().get());
              more.add(chosen);
              preferences.mechanismFoldersProperty().set(List.copyOf(more));
            }));
    VBox content =
        new VBox(10, section("Appearance"), theme, section("Mechanism folders"), why, folders, add);
    Button close = new Button("Done");
    close.setId("preferences-done");
    close.getStyleClass().add("accent");
    close.setDefaultButton(true);
    close.setOnAction(_ -> hide());
    VBox card =
        card(Icons.of("mdi2c-cog-outline", "dialog-icon"), "Preferences", content, buttons(close));
    card.setId("preferences-dialog");
    show(card, Pos.CENTER);
    onceHidden = closed;
    close.requestFocus();
  }

  private static void showFolders(VBox into, List<Path> folders, Preferences preferences) {
    into.getChildren().clear();
    for (Path folder : folders) {
      Label path = new Label(folder.toString());
      path.getStyleClass().add("row-path");
      path.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
      path.setMinWidth(0);
      path.setMaxWidth(Double.MAX_VALUE);
      HBox.setHgrow(path, Priority.ALWAYS);
      Button remove =
          Icons.button(
              "mdi2c-close",
              "Remove this folder",
              () ->
                  preferences
                      .mechanismFoldersProperty()
                      .set(folders.stream().filter(other -> !other.equals(folder)).toList()));
      HBox row = new HBox(12, Icons.of("mdi2f-folder-outline", "muted-icon"), path, remove);
      row.setAlignment(Pos.CENTER_LEFT);
      row.getStyleClass().add("card-row");
      into.getChildren().add(row);
    }
    if (folders.isEmpty()) {
      Label none = new Label("None.");
      none.getStyleClass().add("muted");
      HBox row = new HBox(none);
      row.getStyleClass().add("card-row");
      into.getChildren().add(row);
    }
  }

  private static Label section(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("section-title");
    return label;
  }

  /** All keys, by menu. */
  void shortcuts(CommandRegistry commands) {
    GridPane grid = new GridPane();
    grid.setHgap(28);
    grid.setVgap(8);
    int row = 0;
    for (Command command : commands.all()) {
      if (!command.shortcut().isEmpty()) {
        Label keys = new Label(Keys.text(command.shortcut()));
        keys.getStyleClass().add("key-hint");
        Label menu = new Label(command.menu().title());
        menu.getStyleClass().add("muted");
        grid.addRow(row++, new Label(command.title()), menu, keys);
      }
    }
    message(Icons.of("mdi2k-keyboard-outline", "dialog-icon"), "Keyboard shortcuts", grid);
  }

  void about(String version, Node mark) {
    Label text =
        new Label(
            "A workbench for models of brain circuits. Opens BMTK and SONATA model folders and runs them in this"
                + " program.\n\nVersion "
                + version
                + "\nJava "
                + Runtime.version()
                + ", JavaFX "
                + System.getProperty("javafx.runtime.version", "")
                + "\n\nApache License 2.0. Typefaces Inter and JetBrains Mono: SIL Open Font License 1.1.");
    text.setWrapText(true);
    message(mark, "Neurowright", text);
  }

  /** Something to read, with a button to close it. */
  void message(Node picture, String title, Node content) {
    Button close = new Button("Close");
    close.getStyleClass().add("accent");
    close.setDefaultButton(true);
    close.setOnAction(_ -> hide());
    show(card(picture, title, content, buttons(close)), Pos.CENTER);
    close.requestFocus();
  }

  private static HBox buttons(Node... buttons) {
    HBox bar = new HBox(8);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    bar.getChildren().add(gap);
    bar.getChildren().addAll(buttons);
    return bar;
  }

  private static VBox card(Node picture, String title, Node content, Node buttons) {
    Label heading = new Label(title);
    heading.getStyleClass().add("dialog-title");
    heading.setWrapText(true);
    HBox head = new HBox(12, picture, heading);
    head.setAlignment(Pos.CENTER_LEFT);
    VBox card = new VBox(18, head, content, buttons);
    card.getStyleClass().addAll("overlay-card", "dialog");
    card.setMaxSize(620, Region.USE_PREF_SIZE);
    card.setPrefWidth(620);
    return card;
  }
}
