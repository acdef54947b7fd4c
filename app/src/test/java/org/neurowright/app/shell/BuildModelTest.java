package org.neurowright.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurowright.app.build.RuleKind;
import org.neurowright.app.log.LogBuffer;
import org.neurowright.app.log.LogSetup;
import org.neurowright.app.run.RunViewModel;
import org.neurowright.app.task.TaskService;
import org.neurowright.engine.recipe.PairRule;
import org.neurowright.engine.recipe.Recipe;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** The way of a new user from nothing to a network that runs, through the screens. */
class BuildModelTest {
  @TempDir Path folder;
  private final FxRobot robot = new FxRobot();
  private TaskService tasks;
  private Shell shell;
  private Stage stage;

  @BeforeEach
  void start() throws Exception {
    FxToolkit.registerPrimaryStage();
    FxToolkit.setupFixture(() -> {
      tasks = TaskService.withThreads(Platform::runLater);
      stage = new Stage();
      LogBuffer log = new LogBuffer();
      Path home = folder.resolve("home");
      shell =
          DesktopApplication.assemble(
              stage, home, log, LogSetup.install(log, home.resolve("logs")), tasks, _ -> {});
      stage.setX(0);
      stage.setY(0);
      stage.setWidth(1440);
      stage.setHeight(900);
      shell.show();
    });
  }

  @AfterEach
  void close() throws Exception {
    FxToolkit.setupFixture(() -> {
      shell.run().stop();
      shell.document().close();
      stage.close();
    });
    tasks.close();
  }

  @Test
  void aNewUserMakesTwoPopulationsADistanceRuleAndAnInputBuildsAndRuns() throws Exception {
    Path model = folder.resolve("first");
    robot.clickOn("#start-new");
    await(() -> robot.lookup("#new-create").tryQuery().isPresent());
    robot.clickOn("#template-empty");
    write("#new-name", "first");
    write("#new-folder", model.toString());
    robot.clickOn("#new-create");
    await(() -> shell.document().documentProperty().get().isPresent());

    population("#add-population", "exc", "80");
    column("model_type", "point_neuron");
    column("model_template", "nrn:IntFire1");
    population("#add-population", "inh", "20");
    column("model_type", "point_neuron");
    column("model_template", "nrn:IntFire1");
    population("#add-network", "drive", "50");
    await(() ->
        text("#build-totals").startsWith("150 cells")
            && shell.preview().previewProperty().get().isPresent());

    show("connections");
    robot.clickOn("#add-connection");
    choose("#source-cells", 1);
    choose("#target-cells", 2);
    interact(() ->
        robot.lookup("#rule-kind").<ComboBox<RuleKind>>query().setValue(RuleKind.PROBABILITY));
    write("#rule-probability", "0.5 * exponential(dist, 100)");
    await(() ->
        text("#source-count").equals("80 cells")
            && text("#target-count").equals("20 cells")
            && text("#readout-pairs").equals("1600")
            && !shell.preview().readoutStaleProperty().get());
    assertThat(recipe().connections().getFirst().rule())
        .isEqualTo(new PairRule.Probability("0.5 * exponential(dist, 100)"));
    write("#source-where", "pop_name == 'excc'");
    await(() -> text("#readout-nothing").contains("exc"));
    assertThat(text("#readout-nothing")).startsWith("Nothing is connected: ");
    write("#source-where", "pop_name == 'exc'");

    robot.clickOn("#add-connection");
    choose("#source-cells", 4);
    choose("#target-cells", 1);
    interact(
        () -> robot.lookup("#rule-kind").<ComboBox<RuleKind>>query().setValue(RuleKind.IN_DEGREE));
    write("#rule-count", "10");
    write("#attribute-syn_weight", "0.5");
    show("inputs");
    robot.clickOn("#add-input");
    write("#input-rate", "20");
    write("#input-stop", "200");
    await(() -> text("#input-expected").contains("50 cells"));

    robot.clickOn("#build-button");
    await(() -> shell.workbench().project().isPresent());
    assertThat(text("#build-message")).contains("edges");
    assertThat(model.resolve("network")).isDirectoryContaining("glob:**_edges.h5");
    assertThat(shell.workbench().project().orElseThrow().isRunnable())
        .as("%s", shell.workbench().problems())
        .isTrue();
    assertThat(shell.viewModel().pageProperty().get()).isEqualTo(ShellViewModel.Page.BUILD);
    assertThat(shell.commands().find("edit.undo").orElseThrow().isEnabled()).isTrue();
    robot.clickOn("#build-run");
    await(() -> shell.run().state() == RunViewModel.State.FINISHED);
    assertThat(shell.run().spikesProperty().get()).isPositive();
    assertThat(robot.lookup("#workspace-run").queryAs(ToggleButton.class).isSelected()).isTrue();
  }

  @Test
  void everyChangeIsUndoneByName() throws Exception {
    interact(() -> {
      shell.commands().run("file.new");
      shell.viewModel().pageProperty().set(ShellViewModel.Page.BUILD);
    });
    interact(() ->
        shell.document().create(org.neurowright.app.build.Templates.BALANCED.recipe("undone")));
    Recipe before = recipe();
    show("connections");
    write("#rule-probability", "0.3");
    assertThat(undoName()).isEqualTo("Change connection probability of exc to all");
    interact(() -> shell.commands().run("edit.undo"));
    assertThat(recipe()).isEqualTo(before);
    await(() -> value("#rule-probability").equals("0.2 * gaussian(dist, 120)"));
    interact(() -> shell.commands().run("edit.redo"));
    await(() -> value("#rule-probability").equals("0.3"));
  }

  @Test
  void whatWasNotSavedIsOfferedWhenTheProgramComesBack() throws Exception {
    Path unsaved = Files.createDirectories(folder.resolve("home").resolve("unsaved"));
    // Of a process that is no more.
    Files.writeString(
        unsaved.resolve("1-a.unsaved.json"),
        """
        {"process": 999999999, "process_started_ms": 1, "model": {"neurowright_model": 1, "name": "lost"}}
        """);
    interact(() -> shell.commands().run("file.new"));
    await(() -> robot.lookup("Recover").tryQuery().isPresent());
    robot.clickOn("Recover");
    await(() -> shell.document().documentProperty().get().isPresent());
    assertThat(recipe().name()).isEqualTo("lost");
    assertThat(robot.lookup("#build-unsaved").<Node>query().isVisible()).isTrue();
  }

  private void population(String button, String name, String cells) throws Exception {
    show("populations");
    robot.clickOn(button);
    write("#population-name", name);
    write("#population-count", cells);
  }

  private void column(String name, String value) throws Exception {
    write("#new-column", name);
    robot.clickOn("#add-column");
    await(() -> robot.lookup("#column-" + name).tryQuery().isPresent());
    write("#column-" + name, value);
  }

  private void choose(String combo, int index) {
    interact(() -> robot.lookup(combo).queryComboBox().getSelectionModel().select(index));
  }

  private void show(String tab) {
    interact(() -> shell.buildView().select(tab));
  }

  /** Types as a user does: the field gets the keys, its text goes, letters come. */
  private void write(String field, String text) throws Exception {
    await(() -> robot.lookup(field).tryQuery().isPresent());
    interact(() -> {
      TextInputControl input = robot.lookup(field).queryTextInputControl();
      input.requestFocus();
      input.setText(text);
    });
    robot.push(KeyCode.ENTER);
  }

  private void interact(Runnable action) {
    robot.interact(action);
    WaitForAsyncUtils.waitForFxEvents();
  }

  private Recipe recipe() {
    return shell.document().documentProperty().get().orElseThrow().recipe();
  }

  private String undoName() {
    return shell.document().undo().undoNameProperty().get();
  }

  private String text(String id) {
    Optional<Node> node = robot.lookup(id).tryQuery();
    return node.map(n -> ((Labeled) n).getText()).orElse("");
  }

  private String value(String id) {
    return robot.lookup(id).queryTextInputControl().getText();
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    WaitForAsyncUtils.waitFor(
        20, TimeUnit.SECONDS, () -> WaitForAsyncUtils.waitForAsyncFx(5000, condition));
    WaitForAsyncUtils.waitForFxEvents();
  }
}
