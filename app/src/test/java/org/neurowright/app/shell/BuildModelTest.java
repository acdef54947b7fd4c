package org.neurowright.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurowright.app.build.Templates;
import org.neurowright.app.explore.ExploreView;
import org.neurowright.app.log.LogBuffer;
import org.neurowright.app.log.LogSetup;
import org.neurowright.app.run.RunViewModel;
import org.neurowright.app.task.TaskService;
import org.neurowright.app.workspace.Project;
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
      stage.setWidth(1280);
      stage.setHeight(800);
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
  void aNewUserBuildsRunsAndSeesARasterWithTheMouse() throws Exception {
    fromNothingToARaster(new Mouse());
  }

  @Test
  void aNewUserBuildsRunsAndSeesARasterWithTheKeyboardOnly() throws Exception {
    fromNothingToARaster(new Keyboard());
  }

  private void fromNothingToARaster(Hand hand) throws Exception {
    Path model = folder.resolve("first");
    hand.beginModel();
    await(() -> robot.lookup("#new-create").tryQuery().isPresent());
    hand.beginEmpty();
    hand.type("#new-name", "first");
    hand.type("#new-folder", model.toString());
    hand.press("#new-create");
    await(() -> shell.document().documentProperty().get().isPresent());

    hand.add("population");
    hand.type("#population-name", "exc");
    hand.type("#population-count", "24");
    hand.choose("#population-kind", "cable cells (cell.swc)", 2);
    hand.add("population");
    hand.type("#population-name", "inh");
    hand.type("#population-count", "6");
    hand.choose("#population-kind", "cable cells (cell.swc)", 2);
    hand.add("network");
    hand.type("#population-name", "poisson");
    hand.type("#population-count", "30");
    await(() -> text("#build-totals").startsWith("60 cells"));

    hand.show("connections");
    hand.add("connection");
    hand.choose("#source-cells", "net: exc", 1);
    hand.choose("#target-cells", "net: inh", 2);
    hand.type("#rule-probability", "0.8 * exponential(dist, 150)");
    await(() ->
        text("#source-count").equals("24 cells")
            && text("#target-count").equals("6 cells")
            && text("#readout-pairs").equals("144")
            && !shell.preview().readoutStaleProperty().get());
    assertThat(recipe().connections().getFirst().rule())
        .isEqualTo(new PairRule.Probability("0.8 * exponential(dist, 150)"));
    hand.type("#source-where", "pop_name == 'excc'");
    await(() -> text("#readout-nothing").contains("exc"));
    assertThat(text("#readout-nothing")).startsWith("Nothing is connected: ");
    hand.type("#source-where", "pop_name == 'exc'");

    hand.add("connection");
    hand.choose("#source-cells", "net 2: all cells", 3);
    hand.choose("#rule-kind", "So many sources for each target", 1);
    hand.type("#rule-count", "10");
    hand.type("#attribute-syn_weight", "0.004");
    hand.show("inputs");
    hand.add("input");
    hand.type("#input-rate", "40");
    hand.type("#input-stop", "200");
    await(() -> text("#input-expected").contains("30 cells"));

    hand.build();
    await(() -> shell.workbench().project().isPresent());
    assertThat(text("#build-message")).contains("edges");
    assertThat(model.resolve("network")).isDirectoryContaining("glob:**_edges.h5");
    assertThat(shell.workbench().project().orElseThrow().isRunnable())
        .as("%s", shell.workbench().problems())
        .isTrue();
    assertThat(shell.viewModel().pageProperty().get()).isEqualTo(ShellViewModel.Page.BUILD);

    hand.addReport();
    Project built = shell.workbench().project().orElseThrow();
    await(() -> shell.configuration().editedProperty().get() == 1);
    hand.readConfiguration();
    await(() -> shell.workbench().project().filter(now -> now != built).isPresent());

    hand.run();
    await(() -> shell.run().state() == RunViewModel.State.FINISHED);
    assertThat(shell.run().spikesProperty().get()).isPositive();
    hand.explore();
    ExploreView explore = shell.explore().orElseThrow();
    await(() -> !explore.traces().series().isEmpty());
    await(() -> explore.raster().spikeCount() > 0);
    assertThat(explore.raster().localToScene(explore.raster().getLayoutBounds()).getHeight())
        .isGreaterThan(100);
  }

  @Test
  void everyChangeIsUndoneByName() throws Exception {
    interact(() -> {
      shell.commands().run("file.new");
      shell.viewModel().pageProperty().set(ShellViewModel.Page.BUILD);
    });
    interact(() -> shell.document().create(Templates.BALANCED.recipe("undone")));
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
  void matrixAndGraphMakeAndOpenRules() throws Exception {
    interact(() -> {
      shell.commands().run("file.new");
      shell.document().create(Templates.BALANCED.recipe("pictures"));
    });
    Recipe before = recipe();
    interact(() -> shell.commands().run("build.show-matrix"));
    interact(() -> robot.lookup("#matrix").query().requestFocus());
    // From inh to the Poisson sources there is no rule yet.
    robot.push(KeyCode.DOWN);
    robot.push(KeyCode.RIGHT);
    robot.push(KeyCode.RIGHT);
    assertThat(robot.lookup("#matrix-open").queryButton().getText()).isEqualTo("New rule");
    robot.push(KeyCode.ENTER);
    await(() -> value("#connection-name").equals("inh to poisson"));
    assertThat(recipe().connections()).hasSize(before.connections().size() + 1);
    interact(() -> shell.commands().run("edit.undo"));
    assertThat(recipe()).isEqualTo(before);
    interact(() -> shell.commands().run("build.show-matrix"));
    interact(() -> robot.lookup("#matrix").query().requestFocus());
    robot.push(KeyCode.LEFT);
    assertThat(robot.lookup("#matrix-open").queryButton().getText()).isEqualTo("Edit rule");
    robot.push(KeyCode.ENTER);
    await(() -> value("#connection-name").equals("inh to all"));

    interact(() -> shell.commands().run("build.show-graph"));
    interact(() -> robot.lookup("#graph").query().requestFocus());
    robot.push(KeyCode.RIGHT);
    robot.push(KeyCode.C);
    robot.push(KeyCode.ENTER);
    assertThat(recipe().connections()).hasSize(before.connections().size() + 1);
    robot.push(KeyCode.ENTER);
    await(() -> value("#connection-name").equals(recipe().connections().getLast().name()));
    interact(() -> shell.commands().run("edit.undo"));
    assertThat(recipe()).isEqualTo(before);
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

  /** What a person does, by mouse or by keys. */
  private interface Hand {
    void beginModel() throws Exception;

    /** Chooses the first of the templates instead of the second. */
    void beginEmpty() throws Exception;

    /** Presses a button. */
    void press(String id) throws Exception;

    /** Replaces the text of a field. */
    void type(String id, String text) throws Exception;

    /** Takes an item of a list that drops down: by its words, or so many steps down. */
    void choose(String id, String item, int down) throws Exception;

    void show(String tab) throws Exception;

    /** Adds a population, network, connection or input. */
    void add(String what) throws Exception;

    void build() throws Exception;

    void addReport() throws Exception;

    void readConfiguration() throws Exception;

    void run() throws Exception;

    void explore() throws Exception;
  }

  private final class Mouse implements Hand {
    @Override
    public void beginModel() {
      robot.clickOn("#start-new");
    }

    @Override
    public void beginEmpty() {
      press("#template-empty");
    }

    @Override
    public void press(String id) {
      bringIntoView(id);
      robot.clickOn(id);
      WaitForAsyncUtils.waitForFxEvents();
    }

    @Override
    public void type(String id, String text) throws Exception {
      await(() -> robot.lookup(id).tryQuery().isPresent());
      press(id);
      robot.push(KeyCode.CONTROL, KeyCode.A);
      robot.write(text, 0);
      WaitForAsyncUtils.waitForFxEvents();
    }

    @Override
    public void choose(String id, String item, int down) throws Exception {
      press(id);
      await(() -> listed(item).isPresent());
      robot.clickOn(listed(item).orElseThrow());
      WaitForAsyncUtils.waitForFxEvents();
    }

    private Optional<Node> listed(String item) {
      return robot.lookup(".list-cell").queryAll().stream()
          .filter(n -> n.getScene() != shell.scene() && n.isVisible())
          .filter(n ->
              item.equals(((Labeled) n).getText())
                  || n.lookupAll(".label").stream()
                      .anyMatch(l -> l instanceof Labeled label && item.equals(label.getText())))
          .findFirst();
    }

    /** As the wheel would do it. */
    private void bringIntoView(String id) {
      interact(() -> {
        Node node = robot.lookup(id).query();
        for (Node up = node.getParent(); up != null; up = up.getParent()) {
          if (up instanceof ScrollPane pane && pane.getContent() != null) {
            double over =
                pane.getContent().getLayoutBounds().getHeight()
                    - pane.getViewportBounds().getHeight();
            double at =
                pane.getContent().sceneToLocal(node.localToScene(node.getLayoutBounds())).getMinY();
            double wanted = at - pane.getViewportBounds().getHeight() / 2;
            pane.setVvalue(over <= 0 ? 0 : Math.clamp(wanted / over, 0, 1));
          }
        }
      });
    }

    @Override
    public void show(String tab) {
      robot.clickOn(
          robot.lookup(".tab-label").queryAll().stream()
              .filter(n -> ((Labeled) n).getText().equalsIgnoreCase(tab))
              .findFirst()
              .orElseThrow());
    }

    @Override
    public void add(String what) {
      press("#add-" + what);
    }

    @Override
    public void build() {
      press("#build-button");
    }

    @Override
    public void addReport() throws Exception {
      press("#workspace-model");
      await(() -> robot.lookup("#edit-configuration").tryQuery().isPresent());
      press("#edit-configuration");
      await(() -> robot.lookup("#config-add").tryQuery().isPresent());
      press("#config-add");
      robot.clickOn("Report of the potential");
      WaitForAsyncUtils.waitForFxEvents();
    }

    @Override
    public void readConfiguration() {
      press("#config-read");
    }

    @Override
    public void run() {
      press("#workspace-run");
      press("#run-button");
    }

    @Override
    public void explore() {
      press("#workspace-explore");
    }
  }

  private final class Keyboard implements Hand {
    @Override
    public void beginModel() {
      robot.push(KeyCode.CONTROL, KeyCode.N);
    }

    @Override
    public void beginEmpty() {
      go("#template-balanced");
      robot.push(KeyCode.UP);
    }

    /** Tab after tab, until the keys go there. */
    private void go(String id) {
      WaitForAsyncUtils.waitForFxEvents();
      List<String> passed = new ArrayList<>();
      for (int k = 0; k < 120; k++) {
        Node owner = stage.getScene().getFocusOwner();
        if (owner != null && id.equals("#" + owner.getId())) {
          return;
        }
        passed.add(owner == null ? "nothing" : String.valueOf(owner.getId()));
        robot.push(KeyCode.TAB);
        WaitForAsyncUtils.waitForFxEvents();
      }
      throw new AssertionError(id + " cannot be reached by Tab, only " + passed);
    }

    private void command(String title) throws Exception {
      robot.push(KeyCode.CONTROL, KeyCode.K);
      await(() ->
          stage.getScene().getFocusOwner() != null
              && "palette-query".equals(stage.getScene().getFocusOwner().getId()));
      robot.write(title, 0);
      robot.push(KeyCode.ENTER);
      WaitForAsyncUtils.waitForFxEvents();
    }

    @Override
    public void press(String id) {
      go(id);
      robot.push(KeyCode.SPACE);
    }

    @Override
    public void type(String id, String text) {
      go(id);
      robot.push(KeyCode.CONTROL, KeyCode.A);
      robot.write(text, 0);
      WaitForAsyncUtils.waitForFxEvents();
    }

    @Override
    public void choose(String id, String item, int down) {
      go(id);
      for (int k = 0; k < down; k++) {
        robot.push(KeyCode.DOWN);
      }
      WaitForAsyncUtils.waitForFxEvents();
    }

    @Override
    public void show(String tab) throws Exception {
      command(tab + " of the model document");
    }

    @Override
    public void add(String what) throws Exception {
      command(what.equals("connection") ? "Add connection rule" : "Add " + what);
    }

    @Override
    public void build() {
      robot.push(KeyCode.CONTROL, KeyCode.B);
    }

    @Override
    public void addReport() throws Exception {
      command("Add report of the potential");
    }

    @Override
    public void readConfiguration() {
      robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.R);
    }

    @Override
    public void run() {
      robot.push(KeyCode.CONTROL, KeyCode.ENTER);
    }

    @Override
    public void explore() {
      robot.push(KeyCode.CONTROL, KeyCode.DIGIT3);
    }
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
