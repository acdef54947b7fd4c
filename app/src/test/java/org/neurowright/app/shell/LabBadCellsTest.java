package org.neurowright.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.neurowright.app.lab.protocol.KeptResult;
import org.neurowright.app.lab.protocol.Protocol;
import org.neurowright.app.lab.tuner.TunerRun;
import org.neurowright.engine.problem.Problem;

/**
 * Cells and settings with which nothing can be done: the reason stands where one looks, without
 * words of the command line, and the last good cell, run and result stay.
 */
class LabBadCellsTest extends LabScreens {
  private static final String SPHERE =
      """
      begintemplate Sphere
      public soma, all
      create soma[1]
      objref all
      proc init() { all = new SectionList()
        soma[0] { L = 20 diam = 20 insert pas g_pas = 1e-4 e_pas = -65 all.append() } }
      endtemplate Sphere
      """;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name + ".hoc"), text);
  }

  private static List<String> codes(List<Problem> problems) {
    return problems.stream().map(Problem::code).toList();
  }

  private void openBad(Path cell, String code) throws Exception {
    interact(() -> shell.open(cell));
    await(() -> codes(lab().bench().openProblemsProperty().get()).contains(code));
    for (Problem problem : lab().bench().openProblemsProperty().get()) {
      assertThat(problem.hint() + problem.expected() + problem.message()).doesNotContain("--");
    }
  }

  @Test
  void cellsThatCannotBeHadLeaveTheOneOnTheBench() throws Exception {
    open(file("sphere", SPHERE));
    await(() -> lab().live().liveResponseProperty().get().isPresent());
    var sphere = lab().bench().cell().orElseThrow();

    Path list = file("list", SPHERE.replace("soma[0] {", "forsec basal {"));
    openBad(file("mechanism", SPHERE.replace("pas", "nowhere")), "hoc.unknown-mechanism");
    assertThat(says("Mechanism nowhere is not known")).isTrue();
    interact(() -> shell.open(list));
    await(() -> says("basal"));
    assertThat(lab().bench().cell()).containsSame(sphere);
    openBad(folder.resolve("missing.hoc"), "lab.no-file");
    assertThat(lab().bench().cell()).containsSame(sphere);
    assertThat(lab().live().liveResponseProperty().get()).isPresent();

    // without soma it opens, says so, and its electrodes are where it has a section
    openBad(
        file(
            "trunk",
            "begintemplate T\npublic trunk\ncreate trunk\nproc init() { trunk insert pas }\n"
                + "endtemplate T\n"),
        "lab.no-soma");
    await(() -> text("#lab-cell").equals("T"));
    assertThat(lab().bench().recordAtProperty().get()).isEqualTo("trunk(0.5)");
    assertThat(says("has no section soma")).isTrue();
    await(() -> lab().live().liveResponseProperty().get().isPresent());
    assertThat(lab().live().liveProblemsProperty().get()).isEmpty();
  }

  @Test
  void runsThatComeToNothingLeaveTheLastGoodResult() throws Exception {
    open(file("sphere", SPHERE));
    robot.clickOn("#lab-run");
    await(() -> lab().protocols().currentProperty().get() != null);
    KeptResult good = lab().protocols().currentProperty().get();
    robot.clickOn("#lab-page-tuner");
    await(() -> lab().tuner().runProperty().get().isPresent());
    TunerRun last = lab().tuner().runProperty().get().orElseThrow();

    // the clamp outside of the cell
    type("#tuner .tuner-fields .combo-box .text-field", "soma(1.5)");
    await(() -> says("is outside the section"));
    // The keys on the way there meant the soma, too.
    assertThat(lab().tuner().runProperty().get().orElseThrow().values().get("soma[0](0.5).v"))
        .containsExactly(last.values().get("soma[0](0.5).v"));
    type("#tuner .tuner-fields .combo-box .text-field", "apical[2](0.5)");
    await(() -> says("no section or section list 'apical[2]'"));
    type("#tuner .tuner-fields .combo-box .text-field", "soma(0.5)");
    await(() -> !says("no section or section list"));

    // the end before the pulse
    type("#setting-tuner_delay", "400");
    await(() -> says("before this begins at 400"));
    type("#setting-tuner_delay", "25");
    await(() -> !says("before this begins"));

    // no number any more
    TunerRun before = lab().tuner().runProperty().get().orElseThrow();
    interact(() -> {
      lab().bench().set(lab().bench().parameter("run.v_init").orElseThrow(), 1e308);
      lab().bench().set(lab().bench().parameter("soma.g_pas").orElseThrow(), -1e9);
    });
    await(() -> says("is not a number any more"));
    assertThat(lab().tuner().runProperty().get().orElseThrow().values().keySet())
        .isEqualTo(before.values().keySet());
    robot.clickOn("#lab-page-protocols");
    interact(lab().protocols()::run);
    await(() -> codes(lab().protocols().runProblemsProperty().get()).contains("lab.not-a-number"));
    assertThat(lab().protocols().currentProperty().get()).isSameAs(good);
    interact(lab().bench()::resetAll);

    // a fit that does not converge, and a pulse that ends after the run
    interact(() -> {
      lab().bench().set(lab().bench().parameter("soma.g_pas").orElseThrow(), 0);
      lab().protocols().form(Protocol.PASSIVE).setting("method").textProperty().set("exp");
      lab().protocols().form(Protocol.PASSIVE).setting("tstop").textProperty().set("100");
      lab().protocols().run();
    });
    await(() -> lab().protocols().currentProperty().get() != good);
    await(() -> says("The fit did not converge"));
    assertThat(says("ends before the pulse does")).isTrue();
    assertThat(lab().protocols().results()).contains(good);
  }
}
