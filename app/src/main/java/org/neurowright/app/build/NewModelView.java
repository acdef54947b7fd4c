package org.neurowright.app.build;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.neurowright.app.control.Icons;
import org.neurowright.app.recipe.AutosaveJournal;

/** Where a model begins: empty, from a template, from what is open, from a file, from a crash. */
final class NewModelView extends ScrollPane {
  private final BuildViewModel model;
  private final BuildView.Actions actions;
  private final Runnable done;
  private final ToggleGroup templates = new ToggleGroup();
  private final TextField name = new TextField("my model");
  private final TextField folder = new TextField();
  private final VBox recoverable = new VBox(8);
  private final VBox imports = new VBox(8);
  private final HBox back = new HBox();

  /**
   * The page.
   *
   * @param done told when there is a document to be shown
   */
  NewModelView(BuildViewModel model, BuildView.Actions actions, Runnable done) {
    this.model = model;
    this.actions = actions;
    this.done = done;
    setId("new-model");
    setFitToWidth(true);
    getStyleClass().add("page-scroll");
    Label title = new Label("New model");
    title.getStyleClass().add("page-title");
    Label line =
        new Label(
            "A model document says which cells there are and by which rules they are connected.");
    line.getStyleClass().add("page-subtitle");
    line.setWrapText(true);
    VBox choices = new VBox(8);
    for (Templates template : Templates.values()) {
      choices.getChildren().add(choice(template));
    }
    name.setId("new-name");
    name.setAccessibleText("Name of the model");
    folder.setId("new-folder");
    folder.setAccessibleText("Folder of the model");
    HBox.setHgrow(folder, Priority.ALWAYS);
    name.textProperty()
        .subscribe((before, now) -> {
          Path under = actions.modelsFolder();
          if (folder.getText().equals(under.resolve(fileName(before)).toString())) {
            folder.setText(under.resolve(fileName(now)).toString());
          }
        });
    folder.setText(actions.modelsFolder().resolve(fileName(name.getText())).toString());
    Button browse = new Button("Choose…", Icons.of("mdi2f-folder-outline"));
    browse.setOnAction(_ ->
        actions
            .chooseFolder("Folder of the new model")
            .ifPresent(chosen -> folder.setText(chosen.toString())));
    Button create = new Button("Create", Icons.of("mdi2p-plus"));
    create.setId("new-create");
    create.getStyleClass().add("accent");
    create.setMinWidth(Region.USE_PREF_SIZE);
    browse.setMinWidth(Region.USE_PREF_SIZE);
    create.setOnAction(_ -> create());
    name.setOnAction(_ -> create());
    folder.setOnAction(_ -> create());
    HBox where = new HBox(8, folder, browse);
    VBox form = new VBox(6, small("Name"), name, small("Folder"), where, new HBox(create));
    form.setFillWidth(true);
    Button open = new Button("Open model document…", Icons.of("mdi2f-folder-open-outline"));
    open.setId("new-open");
    open.setOnAction(_ ->
        actions
            .chooseDocument()
            .ifPresent(file -> {
              if (model.open(file)) {
                done.run();
              }
            }));
    Button fromFolder = new Button("Import model folder…", Icons.of("mdi2i-import"));
    fromFolder.setId("new-import-folder");
    fromFolder.setOnAction(_ ->
        actions
            .chooseFolder("Folder of a SONATA model to import")
            .ifPresent(source ->
                actions
                    .chooseFolder("Folder of the new model document (its tables go there, too)")
                    .ifPresent(into -> model.importFolder(source, into))));
    HBox others = new HBox(8, open, fromFolder);
    VBox page =
        new VBox(
            16,
            back,
            new VBox(4, title, line),
            recoverable,
            choices,
            form,
            section("Or"),
            others,
            imports);
    page.getStyleClass().add("new-page");
    page.setMaxWidth(760);
    HBox centred = new HBox(page);
    HBox.setHgrow(page, Priority.ALWAYS);
    centred.setAlignment(Pos.TOP_CENTER);
    setContent(centred);
  }

  /** What can be recovered or imported may be other things now. */
  void refresh() {
    recoverable.getChildren().clear();
    List<AutosaveJournal.Unsaved> unsaved = model.unsaved();
    for (AutosaveJournal.Unsaved one : unsaved) {
      recoverable.getChildren().add(recovery(one));
    }
    imports.getChildren().clear();
    actions
        .openModel()
        .ifPresent(open -> {
          Button take =
              new Button(
                  "Import " + open.name() + " as a model document", Icons.of("mdi2i-import"));
          take.setId("new-import");
          take.setMnemonicParsing(false);
          take.setOnAction(_ ->
              actions
                  .chooseFolder("Folder of the new model document (its tables go there, too)")
                  .ifPresent(chosen -> model.importFrom(open, chosen)));
          Label about =
              new Label(
                  "The rules by which it was built are not in its files: cells and edges become tables that you can"
                      + " replace by rules, one after the other.");
          about.getStyleClass().add("muted");
          about.setWrapText(true);
          imports.getChildren().addAll(take, about);
        });
    back.getChildren().clear();
    boolean there = model.documentProperty().get().isPresent();
    back.setManaged(there);
    model
        .documentProperty()
        .get()
        .ifPresent(document -> {
          Button button =
              new Button("Back to " + document.recipe().name(), Icons.of("mdi2a-arrow-left"));
          button.getStyleClass().add("flat");
          button.setMnemonicParsing(false);
          button.setOnAction(_ -> done.run());
          back.getChildren().add(button);
        });
  }

  private Node recovery(AutosaveJournal.Unsaved unsaved) {
    String when =
        DateTimeFormatter.ofPattern("d MMMM, HH:mm", Locale.ENGLISH)
            .format(LocalDateTime.ofInstant(unsaved.when(), ZoneId.systemDefault()));
    Label words =
        new Label(
            "Not saved when the program ended: \""
                + unsaved.recipe().name()
                + "\", "
                + when
                + unsaved.file().map(file -> ", " + file).orElse(""));
    words.setWrapText(true);
    HBox.setHgrow(words, Priority.ALWAYS);
    words.setMaxWidth(Double.MAX_VALUE);
    Button recover = new Button("Recover");
    recover.getStyleClass().add("accent");
    recover.setMinWidth(Region.USE_PREF_SIZE);
    recover.setOnAction(_ -> {
      model.recover(unsaved);
      done.run();
    });
    Button discard = new Button("Discard");
    discard.setMinWidth(Region.USE_PREF_SIZE);
    discard.setOnAction(_ -> {
      model.discard(unsaved);
      refresh();
    });
    HBox row = new HBox(10, Icons.of("mdi2h-history"), words, discard, recover);
    row.setAlignment(Pos.CENTER_LEFT);
    row.getStyleClass().add("recovery-note");
    return row;
  }

  private Node choice(Templates template) {
    Label title = new Label(template.title());
    title.getStyleClass().add("row-title");
    Label summary = new Label(template.summary());
    summary.getStyleClass().add("muted");
    // One line: a button does not ask how high a text is that breaks.
    summary.setMinWidth(0);
    title.setMinWidth(0);
    VBox words = new VBox(2, title, summary);
    HBox.setHgrow(words, Priority.ALWAYS);
    HBox content = new HBox(14, Icons.of(template.glyph(), "choice-icon"), words);
    content.setAlignment(Pos.CENTER_LEFT);
    ToggleButton button = new ToggleButton(null, content);
    button.setId("template-" + template.name().toLowerCase(Locale.ROOT));
    button.getStyleClass().add("choice-card");
    button.setAccessibleText(template.title() + ". " + template.summary());
    button.setMaxWidth(Double.MAX_VALUE);
    button.setAlignment(Pos.CENTER_LEFT);
    button.setToggleGroup(templates);
    button.setUserData(template);
    button.setSelected(template == Templates.BALANCED);
    // One is always chosen.
    button.setOnAction(_ -> button.setSelected(true));
    return button;
  }

  private static Label small(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("property-name");
    return label;
  }

  private static Label section(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("section-title");
    return label;
  }

  private static String fileName(String name) {
    return name.strip().replaceAll("[^\\p{L}\\p{N}._-]+", "_");
  }

  private void create() {
    Templates template = (Templates) templates.getSelectedToggle().getUserData();
    String called = name.getText().isBlank() ? "model" : name.getText().strip();
    Optional<Path> where = Optional.empty();
    try {
      where =
          folder.getText().isBlank() ? Optional.empty() : Optional.of(Path.of(folder.getText()));
    } catch (InvalidPathException e) {
      actions.say("The folder's name cannot be used: " + e.getReason());
      return;
    }
    Optional<Path> chosen = where;
    actions.unlessUnsaved(() -> {
      boolean made = true;
      if (chosen.isPresent()) {
        made = model.create(template.recipe(called), chosen.get());
      } else {
        model.create(template.recipe(called));
      }
      if (made) {
        done.run();
      }
    });
  }
}
