package org.neurowright.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.theme.PrimerLight;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurowright.app.command.UndoStack;
import org.neurowright.app.fake.FakeModels;
import org.neurowright.app.workspace.Project;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/** The editor with pointer and keys. */
class ConfigViewTest {
  private static final String TEXT =
      """
      {
        "run": {"tstop": 100.0, "dt": 0.1},
        "conditions": {"celsius": 34.0, "v_init": -70},
        "output": {"output_dir": "out"},
        "unknown": 1
      }
      """;

  @TempDir Path folder;
  private final FxRobot robot = new FxRobot();
  private final UndoStack undo = new UndoStack();
  private ConfigViewModel model;
  private Path config;

  @BeforeAll
  static void startToolkit() throws TimeoutException {
    if (System.getProperty("glass.platform") == null) {
      System.setProperty("glass.platform", "Headless");
      System.setProperty("prism.order", "sw");
    }
    FxToolkit.registerPrimaryStage();
  }

  @BeforeEach
  void show() throws Exception {
    config = folder.resolve("simulation.json");
    Files.writeString(config, TEXT);
    FxToolkit.setupStage(stage -> {
      Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
      model = new ConfigViewModel(undo, Runnable::run, Runnable::run, _ -> {}, (_, _) -> {});
      stage.setScene(new Scene(new ConfigView(model, () -> {}, () -> {}), 1300, 760));
      model.show(Optional.of(new Project(config, FakeModels.model(10), List.of())));
      stage.setX(0);
      stage.setY(0);
    });
    FxToolkit.showStage();
    robot.interact(() -> {});
  }

  @AfterEach
  void hide() throws TimeoutException {
    FxToolkit.hideStage();
  }

  @Test
  void aFieldChangesTheTextAndUndoBringsItBack() throws Exception {
    section("Run");
    replace("#config-run-dt", "0.025");
    robot.type(KeyCode.ENTER);
    assertThat(file().text()).isEqualTo(TEXT.replace("0.1}", "0.025}"));
    assertThat(area().getText()).isEqualTo(file().text());
    robot.press(KeyCode.CONTROL).type(KeyCode.S).release(KeyCode.CONTROL);
    assertThat(Files.readString(config)).isEqualTo(file().text());
    robot.interact(undo::undo);
    assertThat(field("#config-run-dt").getText()).isEqualTo("0.1");
  }

  @Test
  void aWrongValueIsSaidAndNotTaken() {
    section("Run");
    replace("#config-run-tstop", "soon");
    robot.type(KeyCode.ENTER);
    assertThat(file().text()).isEqualTo(TEXT);
    assertThat(robot.lookup("tstop is to be a number, not \"soon\"").queryAll()).isNotEmpty();
    robot.type(KeyCode.ESCAPE);
    assertThat(field("#config-run-tstop").getText()).isEqualTo("100.0");
  }

  @Test
  void typingInTheTextChangesTheFields() {
    section("Run");
    robot.interact(() -> {
      int at = area().getText().indexOf("100.0");
      area().replaceText(at, at + 5, "250");
    });
    assertThat(field("#config-run-tstop").getText()).isEqualTo("250");
    robot.interact(() -> area().requestFocus());
    robot.press(KeyCode.CONTROL).type(KeyCode.Z).release(KeyCode.CONTROL);
    assertThat(file().text()).isEqualTo(TEXT);
    assertThat(field("#config-run-tstop").getText()).isEqualTo("100.0");
  }

  @Test
  void fieldsComeBackWhenTheTextIsJsonAgain() {
    section("Run");
    robot.interact(() -> area().insertText(0, "x"));
    assertThat(robot.lookup("#config-run-dt").queryAll()).isEmpty();
    robot.interact(undo::undo);
    assertThat(field("#config-run-dt").getText()).isEqualTo("0.1");
  }

  @Test
  void addsAnInput() {
    // The headless platform cannot draw menus that reach over the window's edge.
    robot.interact(
        () -> robot.lookup("#config-add").queryAs(MenuButton.class).getItems().getFirst().fire());
    assertThat(file().text()).contains("\"module\": \"IClamp\"", "\"unknown\": 1");
    assertThat(field("#config-inputs-clamp-amp").getText()).isEqualTo("0.1");
    robot.clickOn("#config-remove");
    robot.interact(undo::undo);
    robot.interact(undo::undo);
    assertThat(file().text()).isEqualTo(TEXT);
  }

  @Test
  void everyFieldHasANameForScreenReaders() {
    for (String title : List.of("General", "Run", "Conditions", "Output")) {
      section(title);
      assertThat(robot.lookup(".config-field .text-field").queryAllAs(TextField.class))
          .isNotEmpty()
          .filteredOn(f -> f.getId() != null)
          .allSatisfy(f -> assertThat(f.getAccessibleText()).isNotBlank());
    }
  }

  private void section(String title) {
    robot.interact(() -> {
      ListView<?> list = robot.lookup("#config-sections").queryListView();
      for (int k = 0; k < list.getItems().size(); k++) {
        if (list.getItems().get(k).toString().contains("title=" + title + ",")) {
          list.getSelectionModel().select(k);
        }
      }
    });
  }

  private void replace(String id, String text) {
    robot.clickOn(id);
    robot.press(KeyCode.CONTROL).type(KeyCode.A).release(KeyCode.CONTROL);
    robot.write(text);
  }

  private ConfigFile file() {
    return model.files().getFirst();
  }

  private TextField field(String id) {
    return robot.lookup(id).queryAs(TextField.class);
  }

  private CodeArea area() {
    return robot.lookup("#config-text").queryAs(CodeArea.class);
  }
}
