package org.neurowright.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Slider;
import javafx.scene.input.KeyCode;
import javafx.stage.PopupWindow;
import org.junit.jupiter.api.Test;
import org.neurowright.app.lab.tuner.TunerPane;
import org.neurowright.app.lab.tuner.TunerRun;
import org.neurowright.app.lab.tuner.TunerViewModel;

/** The Tuner and the project of a cell through the screens. */
class LabTunerTest extends LabScreens {

  private TunerViewModel tuner() {
    return lab().tuner();
  }

  private Stream<TunerPane> panes() {
    return tuner().columns().stream().flatMap(c -> c.panes().stream());
  }

  private TunerRun run() {
    return tuner().runProperty().get().orElseThrow();
  }

  private boolean isUpToDate() {
    return tuner().runProperty().get().filter(r -> r.request() == tuner().requests()).isPresent();
  }

  @Test
  void panesAreTurnedAddedMovedAndRemoved() throws Exception {
    open(cells().resolve("four_channels.hoc"));
    assertThat(tuner().runProperty().get()).as("nobody looks at it").isEmpty();
    robot.clickOn("#lab-page-tuner");
    await(this::isUpToDate);

    type("#setting-tuner_amp", "250");
    await(this::isUpToDate);
    robot.clickOn("#tuner-count");
    await(() -> robot.lookup("#tuner-spikes").tryQuery().isPresent());
    int spikes = Integer.parseInt(text("#tuner-spikes"));
    assertThat(spikes).isPositive();
    robot.clickOn("#tuner-passive");
    await(() -> robot.lookup("#tuner-r-in").tryQuery().isPresent());
    // Provenance: Passive('FourChannels').run() of bmtool 0.8.7 on NEURON 8.2.4.
    assertThat(text("#tuner-r-in")).isEqualTo("144.2 MΩ");
    assertThat(text("#tuner-v-rest")).isEqualTo("-65.92 mV");

    double[] before = run().values().get("soma[0](0.5).v");
    interact(() -> robot.lookup("#slider-soma-gbar_labnat").queryAs(Slider.class).setValue(0));
    await(() -> isUpToDate() && run().values().get("soma[0](0.5).v") != before);
    await(() -> text("#tuner-spikes").equals("0"));
    assertThat(robot.lookup("#tuner-stale").tryQuery()).isPresent();

    robot.clickOn("#tuner-add");
    // A page of the Lab is called so, too.
    Node entry =
        robot
            .lookup("Synapse")
            .match((Node n) -> n.getScene().getWindow() instanceof PopupWindow)
            .query();
    robot.clickOn(entry);
    await(() -> panes().anyMatch(TunerPane.Synapse.class::isInstance));
    await(this::isUpToDate);
    TunerPane synapse = panes().filter(TunerPane.Synapse.class::isInstance).findFirst().get();
    int column = tuner().columnOf(synapse);
    interact(() -> tuner().move(synapse, 0, 0));
    assertThat(tuner().columnOf(synapse)).isZero().isNotEqualTo(column);
    interact(() -> tuner().remove(synapse));
    await(() -> robot.lookup("#setting-tuner_weight").tryQuery().isEmpty());

    robot.clickOn("Curves");
    Node variable =
        robot
            .lookup((Node n) -> n.getStyleClass().contains("tuner-variable") && isShown(n))
            .query();
    robot.clickOn(((ComboBox<?>) variable).getEditor());
    robot.push(KeyCode.CONTROL, KeyCode.A);
    robot.write("m_labnat", 0);
    robot.push(KeyCode.ENTER);
    await(() -> run().values().containsKey("soma[0](0.5).m_labnat"));
  }

  @Test
  void aProjectIsMadeOpenedAndRun() throws Exception {
    open(cells().resolve("four_channels.hoc"));
    robot.clickOn("#lab-project");
    type("#project-folder", folder.resolve("made").toString());
    type("#setting-project_cells", "0");
    robot.clickOn("#project-make");
    await(() -> says("The number of cells"));
    assertThat(folder.resolve("made")).doesNotExist();
    type("#setting-project_cells", "2");
    type("#setting-project_amp", "300");
    type("#setting-project_delay", "10");
    type("#setting-project_tstop", "40");
    robot.clickOn("#project-make");
    await(() -> shell.workbench().project().isPresent());
    await(() ->
        Files.exists(folder.resolve("made/output/v_report.h5"))
            && !shell.run().activeBinding().get());
    assertThat(shell.viewModel().pageProperty().get()).isEqualTo(ShellViewModel.Page.RUN);
    await(() -> says("Finished"));
  }
}
