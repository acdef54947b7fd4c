package org.neurowright.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code profile} and {@code new --cell} say about cells and settings with which nothing can
 * be done: one message with its code, the documented exit code, no stack trace.
 */
class BadCellsCommandTest {
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

  @TempDir Path temp;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private Path file(String text) throws IOException {
    return Files.writeString(temp.resolve("cell.hoc"), text);
  }

  private int run(Object... words) {
    String[] args = Arrays.stream(words).map(Object::toString).toArray(String[]::new);
    int code =
        CommandLineProgram.run(
            args,
            StandardServices.with(null),
            new Terminal(new PrintWriter(out), new PrintWriter(err), false, 100));
    assertThat(out + "\n" + err).doesNotContain("\tat ", "Exception", "[app.internal]");
    return code;
  }

  @Test
  void templateWithoutSoma() throws IOException {
    Path hoc =
        file(
            "begintemplate T\npublic trunk\ncreate trunk\nproc init() { trunk insert pas }\n"
                + "endtemplate T\n");
    assertThat(run("profile", "passive", hoc)).isEqualTo(1);
    assertThat(err.toString())
        .contains("[lab.no-section]", "[lab.no-soma]", "trunk", "--record-sec");
    assertThat(run("profile", "passive", hoc, "--record-sec", "trunk", "--inj-sec", "trunk"))
        .isZero();
  }

  @Test
  void missingMechanism() throws IOException {
    Path hoc = file(SPHERE.replace("insert pas", "insert nowhere"));
    assertThat(run("profile", "clamp", hoc)).isEqualTo(1);
    assertThat(err.toString())
        .contains("cell.hoc:6", "nowhere", "[hoc.unknown-mechanism]", "--mechanisms DIR");
  }

  @Test
  void missingSectionList() throws IOException {
    Path hoc = file(SPHERE);
    assertThat(run("profile", "clamp", hoc, "--inj-sec", "apical,3")).isEqualTo(1);
    assertThat(err.toString()).contains("apical", "[lab.no-section]");
  }

  @Test
  void potentialThatIsNoNumber() throws IOException {
    assertThat(
            run("profile", "clamp", file(SPHERE), "--v-init", "1e308", "--set", "soma.g_pas=-1e9"))
        .isEqualTo(1);
    assertThat(err.toString()).contains("[lab.not-a-number]", "t = ");
  }

  @Test
  void clampOutsideTheCell() throws IOException {
    assertThat(run("profile", "clamp", file(SPHERE), "--inj-loc", "1.5")).isEqualTo(1);
    assertThat(err.toString()).contains("1.5", "[lab.outside-cell]");
  }

  @Test
  void fitThatDoesNotConverge() throws IOException {
    assertThat(run("profile", "passive", file(SPHERE), "--set", "soma.g_pas=0", "--method", "exp"))
        .isZero();
    assertThat(err.toString()).contains("[lab.not-converged]", "--method");
  }

  @Test
  void endBeforeThePulse() throws IOException {
    assertThat(run("profile", "clamp", file(SPHERE), "--inj-delay", "100", "--tstop", "50"))
        .isZero();
    assertThat(err.toString()).contains("[lab.tstop-extended]");
  }

  @Test
  void aProjectOfACellThatIsNoneWritesNothing() throws IOException {
    Path hoc = file(SPHERE.replace("public soma, all", "public all"));
    Path folder = temp.resolve("project");
    assertThat(run("new", folder, "--cell", hoc, "--cells", "0", "--tstop", "-3")).isEqualTo(1);
    assertThat(err.toString())
        .contains("[project.not-public]", "number of cells", "tstop", "Nothing was written");
    assertThat(folder).doesNotExist();
    assertThat(run("new", folder, "--cell", hoc, "--reports", "voltage")).isEqualTo(2);
  }

  @Test
  void aProjectIsMadeAndRuns() throws IOException {
    Path folder = temp.resolve("project");
    assertThat(
            run(
                "new",
                folder,
                "--cell",
                file(SPHERE),
                "--spikes",
                "5,10",
                "--tstop",
                "20",
                "--cells",
                "2"))
        .isZero();
    assertThat(out.toString()).contains("Wrote ", "neurowright run");
    assertThat(run("run", folder, "--quiet")).as(err.toString()).isZero();
    assertThat(folder.resolve("output/v_report.h5")).isNotEmptyFile();
    try (Stream<Path> left = Files.list(temp)) {
      assertThat(left.map(p -> p.getFileName().toString()))
          .containsExactlyInAnyOrder("cell.hoc", "project");
    }
  }
}
