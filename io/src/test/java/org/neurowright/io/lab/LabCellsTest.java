package org.neurowright.io.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neurowright.engine.problem.Problem;
import org.neurowright.io.cell.BmtkFunctions;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.project.MechanismLibrary;

class LabCellsTest {
  private static final String LEAK =
      """
      NEURON { SUFFIX ownleak NONSPECIFIC_CURRENT i RANGE g, e }
      PARAMETER { g = 1e-4 (S/cm2)  e = -68 (mV) }
      ASSIGNED { v (mV)  i (mA/cm2) }
      BREAKPOINT { i = g*(v - e) }
      """;

  private static final String TWO_TEMPLATES =
      """
      //* a comment with begintemplate Wrong
      /* begintemplate AlsoWrong */
      helper = 3
      begintemplate Small
      public soma, all
      create soma[1]
      objref all
      proc init() { all = new SectionList()
        soma[0] { L = 10 diam = 10 insert ownleak all.append() }
        celsius = 31
        v_init = -68
      }
      endtemplate Small
      begintemplate Large
      public soma, dend, all
      create soma[1], dend[2]
      objref all
      proc init() { local i
        all = new SectionList()
        for i = 0, 1 connect dend[i](0), soma[0](1)
        forall { L = 100*$1 insert pas all.append() }
      }
      endtemplate Large
      """;

  @TempDir Path temp;

  private static ReadResult<LabCell> open(LabRequest request) {
    return new LabCells(new MechanismLibrary(Optional.empty()), BmtkFunctions.all()).open(request);
  }

  private static List<String> codes(ReadResult<LabCell> read) {
    return read.problems().stream().filter(Problem::isError).map(Problem::code).toList();
  }

  private Path hoc(String mechanisms) throws IOException {
    Path folder = Files.createDirectories(temp.resolve("model").resolve(mechanisms));
    Files.writeString(folder.resolve("leak.mod"), LEAK);
    Path hoc = Files.createDirectories(temp.resolve("model/cells")).resolve("two.hoc");
    return Files.writeString(hoc, TWO_TEMPLATES);
  }

  @ParameterizedTest
  @CsvSource({"modfiles", "mechanisms", "cells", "cells/mod", "components/mechanisms"})
  void findsTheMechanismsNearTheTemplate(String folder) throws IOException {
    ReadResult<LabCell> read = open(LabRequest.of(hoc(folder)).withTemplate("Small"));
    if (folder.equals("components/mechanisms")) {
      assertThat(codes(read)).as("two folders down are too far").isNotEmpty();
      return;
    }
    assertThat(codes(read)).isEmpty();
    LabCell cell = read.orThrow();
    assertThat(cell.mechanismFiles()).hasSize(1);
    assertThat(cell.templates()).containsExactly("Small", "Large");
    assertThat(cell.conditions().celsius()).isEqualTo(31);
    assertThat(cell.conditions().vInitMv()).isEqualTo(-68);
    assertThat(cell.specimen().label()).isEqualTo("Small[0]");
  }

  @Test
  void takesAFolderAndArguments() throws IOException {
    Path hoc = hoc("modfiles");
    LabRequest request =
        new LabRequest(
            hoc.getParent(),
            Optional.of("Large"),
            List.of(2.5),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            java.util.OptionalDouble.of(20));
    LabCell cell = open(request).orThrow();
    assertThat(cell.specimen().cell().sections()).hasSize(3);
    assertThat(cell.specimen().cell().sections().get(1).lengthUm()).isEqualTo(250);
    assertThat(cell.specimen().cell().sections().get(1).nseg()).isEqualTo(13);
    assertThat(cell.specimen().sections("dend")).containsExactly(1, 2);
  }

  @Test
  void saysWhatIsWrong() throws IOException {
    Path hoc = hoc("modfiles");
    assertThat(codes(open(LabRequest.of(hoc)))).containsExactly("lab.which-template");
    assertThat(codes(open(LabRequest.of(hoc).withTemplate("Medium"))))
        .containsExactly("lab.which-template");
    assertThat(codes(open(LabRequest.of(temp.resolve("nothing.hoc")))))
        .containsExactly("lab.no-file");
    Path plain = Files.writeString(temp.resolve("plain.hoc"), "create soma\n");
    assertThat(codes(open(LabRequest.of(plain)))).containsExactly("lab.no-template");
    Path text = Files.writeString(temp.resolve("cell.txt"), "");
    assertThat(codes(open(LabRequest.of(text)))).containsExactly("lab.unknown-file");
    Path json = Files.writeString(temp.resolve("config.json"), "{}");
    assertThat(codes(open(LabRequest.of(json)))).containsExactly("lab.no-node");
    assertThat(
            codes(
                open(
                    LabRequest.of(hoc)
                        .withTemplate("Small")
                        .withMechanisms(List.of(temp.resolve("none"))))))
        .containsExactly("lab.no-mechanisms");
  }

  @Test
  void saysWhichMechanismIsMissingOrBroken() throws IOException {
    Path hoc = hoc("modfiles");
    Path mod = temp.resolve("model/modfiles/leak.mod");
    Files.writeString(mod, LEAK.replace("ownleak", "otherleak"));
    ReadResult<LabCell> missing = open(LabRequest.of(hoc).withTemplate("Small"));
    assertThat(missing.value()).isEmpty();
    assertThat(missing.problems()).anyMatch(p -> p.message().contains("ownleak"));
    Files.writeString(mod, LEAK.replace("i = g*", "i = g**"));
    ReadResult<LabCell> broken = open(LabRequest.of(hoc).withTemplate("Small"));
    assertThat(broken.value()).isEmpty();
    assertThat(broken.problems()).anyMatch(p -> p.location().path().endsWith("leak.mod"));
  }

  @Test
  void warnsOfATemplateWithoutSoma() throws IOException {
    Path hoc =
        Files.writeString(
            temp.resolve("nosoma.hoc"),
            "begintemplate T\npublic cable\ncreate cable\nproc init() { cable insert pas }\n"
                + "endtemplate T\n");
    ReadResult<LabCell> read = open(LabRequest.of(hoc));
    assertThat(read.value()).isPresent();
    assertThat(read.problems()).anyMatch(p -> p.code().equals("lab.no-soma"));
  }

  @Test
  void givesAMorphologyAPassiveMembrane() throws Exception {
    Path asc =
        Path.of(
            LabCellsTest.class.getResource("/org/neurowright/io/hoc/templates/traced.asc").toURI());
    Path swc =
        Files.writeString(
            temp.resolve("cell.swc"),
            "1 1 0 0 0 8 -1\n2 1 8 0 0 8 1\n3 1 -8 0 0 8 1\n4 3 20 0 0 1 1\n5 3 140 0 0 1 4\n");
    for (Path file : List.of(asc, swc)) {
      ReadResult<LabCell> read = open(LabRequest.of(file));
      assertThat(read.problems()).anyMatch(p -> p.code().equals("lab.passive-membrane"));
      assertThat(read.orThrow().specimen().cell().sections())
          .hasSizeGreaterThan(1)
          .allMatch(s -> s.mechanisms().getFirst().mechanism().equals("pas"));
      assertThat(read.orThrow().specimen().sections("all")).isNotEmpty();
    }
  }

  @Test
  void opensNeuroMl() throws Exception {
    Path nml =
        Path.of(
            LabCellsTest.class.getResource("/org/neurowright/io/neuroml/soma.cell.nml").toURI());
    ReadResult<LabCell> read = open(LabRequest.of(nml));
    assertThat(codes(read)).isEmpty();
    assertThat(read.orThrow().specimen().cell().sections()).isNotEmpty();
  }
}
