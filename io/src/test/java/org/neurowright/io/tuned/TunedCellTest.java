package org.neurowright.io.tuned;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurowright.engine.bench.OriginalValues;
import org.neurowright.engine.bench.ParameterAddress;
import org.neurowright.engine.bench.Preparation;
import org.neurowright.engine.bench.Specimen;
import org.neurowright.engine.problem.Problem;
import org.neurowright.io.cell.BmtkFunctions;
import org.neurowright.io.lab.LabCell;
import org.neurowright.io.lab.LabCells;
import org.neurowright.io.lab.LabRequest;
import org.neurowright.io.project.MechanismLibrary;

class TunedCellTest {
  private static final String SWC =
      """
      1 1 0 0 0 8 -1
      2 1 0 -8 0 8 1
      3 1 0 8 0 8 1
      4 3 8 0 0 1 1
      5 3 60 0 0 1 4
      6 3 120 20 0 .8 5
      7 3 120 -20 0 .8 5
      8 2 -8 0 0 .5 1
      9 2 -60 0 0 .5 8
      """;

  /** Spaces, an odd order, a number as text and keys of others: all of it has to stay. */
  private static final String FIT =
      """
      {
        "passive": [{"ra": 120.50, "e_pas": -78.0, "cm": [
            {"section": "soma", "cm": 1.0 }, {"section": "axon", "cm": 1.0},
            {"section": "dend", "cm": 2.10}]}],
        "fitting": [ {"sweeps": [ 38 ], "junction_potential": -14.0} ],
        "conditions": [{"celsius": 34.0, "v_init": -78.0,
            "erev": [{"ena": 53.0, "section": "soma", "ek": -107.0}]}],
        "genome": [
          {"value": "0.000120", "section": "soma", "name": "g_pas", "mechanism": ""},
          {"value": 0.00003, "section": "dend", "name": "g_pas", "mechanism": ""},
          {"value": 0.00003, "section": "axon", "name": "g_pas", "mechanism": ""},
          {"value": 0.0700, "section": "soma", "name": "gnabar_hh", "mechanism": "hh"}
        ]
      }
      """;

  private static final String POINTS =
      """
      begintemplate Points
      public soma, dend, all
      create soma, dend[2]
      objref all
      proc init() { local i
        all = new SectionList()
        soma { L = 20 diam = 20 all.append() }
        for i = 0, 1 {
          connect dend[i](0), soma(i)
          dend[i] {
            pt3dadd(0, 0, 0, 4)
            pt3dadd(30, 10*i, 0, 2)
            pt3dadd(70, 40, 5, 1)
            all.append()
          }
        }
        forsec all { insert pas g_pas = 1e-4*(1 + 1) }
      }
      endtemplate Points
      """;

  @TempDir Path temp;

  private static LabCell open(LabRequest request) {
    return new LabCells(new MechanismLibrary(Optional.empty()), BmtkFunctions.all())
        .open(request)
        .orThrow();
  }

  private static Preparation turned(LabCell cell, Object... namesAndValues) {
    Preparation tuned = cell.preparation();
    for (int k = 0; k < namesAndValues.length; k += 2) {
      tuned =
          tuned.with(
              ParameterAddress.parse((String) namesAndValues[k])
                  .change(cell.specimen(), ((Number) namesAndValues[k + 1]).doubleValue()));
    }
    return tuned;
  }

  private static TunedCell made(LabRequest request, LabCell cell, Preparation tuned) {
    return switch (TunedCell.of(Optional.of(request), cell, tuned, Optional.empty())) {
      case TunedCell.Outcome.Made(TunedCell found) -> found;
      case TunedCell.Outcome.Refused(List<Problem> problems) ->
          throw new AssertionError(problems.toString());
    };
  }

  /** Writes, opens again and compares all values with the tuned cell. */
  private LabCell again(
      TunedCell tunedCell, Path file, Preparation tuned, UnaryOperator<LabRequest> request) {
    assertThat(tunedCell.write(file, false)).isEmpty();
    LabCell reopened = open(request.apply(LabRequest.of(file)));
    assertThat(
            TunedValues.difference(
                TunedValues.cell(tuned),
                reopened.specimen().cell(),
                reopened.specimen().catalogue()))
        .isEmpty();
    return reopened;
  }

  // ---- hoc

  private Path sample() throws IOException {
    Path folder = Files.createDirectories(temp.resolve("cells"));
    Path samples = Path.of("..", "samples", "single-cells").toAbsolutePath().normalize();
    Files.createDirectories(temp.resolve("modfiles"));
    try (var files = Files.list(samples.resolve("modfiles"))) {
      for (Path file : files.toList()) {
        Files.copy(file, temp.resolve("modfiles").resolve(file.getFileName()));
      }
    }
    return Files.copy(samples.resolve("cells/four_channels.hoc"), folder.resolve("cell.hoc"));
  }

  @Test
  void replacesTheNumbersOfATemplateAndNothingElse() throws IOException {
    LabRequest request = LabRequest.of(sample());
    LabCell cell = open(request);
    Preparation tuned =
        turned(
            cell,
            "soma.gbar_labnat",
            .0725,
            "all.g_pas",
            5e-5,
            "dend.gbar_labh",
            9e-5,
            "soma.ena",
            55,
            "dend.cm",
            1.45,
            "soma.L",
            30);
    TunedCell written = made(request, cell, tuned);
    assertThat(written.problems()).isEmpty();
    String before = Files.readString(request.cell());
    String expected =
        before
            .replace("gbar_labnat = 0.06", "gbar_labnat = 0.0725")
            .replace("g_pas = 4e-5", "g_pas = 5.0e-5".replace("5.0", "5"))
            .replace("gbar_labh = 8e-5", "gbar_labh = 9e-5")
            .replace("ena = 50", "ena = 55")
            .replace("cm = 1.3", "cm = 1.45")
            .replace("L = 28", "L = 30");
    assertThat(written.text()).isEqualTo(expected);
    assertThat(written.done()).hasSize(6).anyMatch(d -> d.contains("instead of 0.06 in line"));
    again(written, temp.resolve("cells/tuned.hoc"), tuned, r -> r);
    assertThat(Files.readString(request.cell())).as("the original").isEqualTo(before);
  }

  @Test
  void addsAssignmentsWhereNoNumberWouldDo() throws IOException {
    LabRequest request = LabRequest.of(sample());
    LabCell cell = open(request);
    Preparation tuned =
        turned(
                cell,
                "soma.g_pas",
                6e-5,
                "dend.g_pas",
                3e-5,
                "dend[1].gbar_labkdr",
                .004,
                "dend.diam",
                2,
                "dend.nseg",
                7,
                "dend[0].L",
                200)
            .with(cell.conditions().withCelsius(30));
    TunedCell written = made(request, cell, tuned);
    assertThat(written.problems()).isEmpty();
    assertThat(written.text())
        .contains("proc tuned_values()", "dend[1] {", "diam = 2\n", "nseg = 7\n")
        .contains("celsius = 30");
    LabCell reopened = again(written, temp.resolve("cells/tuned.hoc"), tuned, r -> r);
    assertThat(reopened.conditions().celsius()).isEqualTo(30);
    // and once more from there: what was added is found and replaced
    LabRequest second = LabRequest.of(temp.resolve("cells/tuned.hoc"));
    Preparation more = turned(reopened, "dend[1].gbar_labkdr", .005);
    TunedCell twice = made(second, reopened, more);
    assertThat(twice.text()).contains("gbar_labkdr = 0.005").doesNotContain("tuned_values_2");
    again(twice, temp.resolve("cells/twice.hoc"), more, r -> r);
  }

  @Test
  void keepsForeignBytesAndLineEndsAndGivesTheTemplateANewName() throws IOException {
    Path file = sample();
    byte[] windows =
        ("// \u00e4\u00b5\r\n" + Files.readString(file).replace("\n", "\r\n"))
            .getBytes(StandardCharsets.ISO_8859_1);
    Files.write(file, windows);
    LabRequest request = LabRequest.of(file);
    LabCell cell = open(request);
    Preparation tuned = turned(cell, "soma.gbar_labnat", .07);
    TunedCell written =
        ((TunedCell.Outcome.Made)
                TunedCell.of(Optional.of(request), cell, tuned, Optional.of("FourChannelsTuned")))
            .cell();
    Path target = temp.resolve("cells/named.hoc");
    assertThat(written.write(target, false)).isEmpty();
    assertThat(new String(Files.readAllBytes(target), StandardCharsets.ISO_8859_1))
        .isEqualTo(
            new String(windows, StandardCharsets.ISO_8859_1)
                .replace("0.06", "0.07")
                .replace("begintemplate FourChannels", "begintemplate FourChannelsTuned")
                .replace("endtemplate FourChannels", "endtemplate FourChannelsTuned"));
    assertThat(open(LabRequest.of(target)).specimen().name()).isEqualTo("FourChannelsTuned");
  }

  @Test
  void doesNotWriteOverFilesUnlessTold() throws IOException {
    LabRequest request = LabRequest.of(sample());
    LabCell cell = open(request);
    TunedCell written = made(request, cell, turned(cell, "soma.gbar_labnat", .07));
    assertThat(written.write(request.cell(), false))
        .hasValueSatisfying(p -> {
          assertThat(p.code()).isEqualTo("tuned.exists");
          assertThat(p.message()).contains("the cell came from");
        });
    assertThat(written.write(request.cell(), true)).isEmpty();
    assertThat(Files.readString(request.cell())).isEqualTo(written.text());
    assertThat(written.suggestedName(request)).isEqualTo("cell_tuned.hoc");
  }

  @Test
  void saysWhenTheTemplateWasChangedMeanwhile() throws IOException {
    LabRequest request = LabRequest.of(sample());
    LabCell cell = open(request);
    Files.writeString(
        request.cell(), Files.readString(request.cell()).replace("diam = 24", "diam = 25"));
    TunedCell.Outcome outcome =
        TunedCell.of(
            Optional.of(request), cell, turned(cell, "soma.gbar_labnat", .07), Optional.empty());
    assertThat(outcome).isInstanceOf(TunedCell.Outcome.Refused.class);
    assertThat(outcome.toString()).contains("was changed since");
  }

  @Test
  void turnsTheShapeOfSectionsWithPoints() throws IOException {
    Path file = Files.writeString(temp.resolve("points.hoc"), POINTS);
    LabRequest request = LabRequest.of(file);
    LabCell cell = open(request);
    Preparation tuned = turned(cell, "dend[0].L", 120, "dend[1].diam", 3, "dend.nseg", 3);
    TunedCell written = made(request, cell, tuned);
    assertThat(written.text()).contains("L = 120", "diam = 3");
    again(written, temp.resolve("points_tuned.hoc"), tuned, r -> r);
  }

  // ---- fit json

  private LabRequest allen(String fit) throws IOException {
    Path swc = Files.writeString(temp.resolve("cell.swc"), SWC);
    return LabRequest.of(swc).withParams(Files.writeString(temp.resolve("1_fit.json"), fit));
  }

  @Test
  void replacesTheNumbersOfAFitAndNothingElse() throws IOException {
    LabRequest request = allen(FIT);
    LabCell cell = open(request);
    Preparation tuned =
        turned(
                cell,
                "soma.g_pas",
                2e-4,
                "soma.gnabar_hh",
                .0825,
                "dend.cm",
                2.5,
                "all.Ra",
                150,
                "soma.ek",
                -95)
            .with(cell.conditions().withCelsius(32));
    TunedCell written = made(request, cell, tuned);
    assertThat(written.problems()).isEmpty();
    assertThat(written.text())
        .isEqualTo(
            FIT.replace("\"0.000120\"", "\"2e-4\"")
                .replace("0.0700", "0.0825")
                .replace("2.10", "2.5")
                .replace("120.50", "150")
                .replace("-107.0", "-95")
                .replace("34.0", "32"));
    assertThat(written.done()).hasSize(6);
    assertThat(written.suggestedName(request)).isEqualTo("1_tuned_fit.json");
    LabCell reopened =
        again(
            written,
            temp.resolve("2_fit.json"),
            tuned,
            r -> request.withParams(temp.resolve("2_fit.json")));
    assertThat(reopened.conditions()).isEqualTo(tuned.conditions());
  }

  @Test
  void addsEntriesForWhatAFitDoesNotName() throws IOException {
    LabRequest request = allen(FIT);
    LabCell cell = open(request);
    Preparation tuned =
        turned(cell, "soma.gkbar_hh", .05, "soma.Ra", 90, "dend.e_pas", -70, "axon.cm", 1.5);
    TunedCell written = made(request, cell, tuned);
    assertThat(written.problems()).isEmpty();
    assertThat(written.done()).filteredOn(d -> d.contains("a new entry")).hasSize(3);
    again(
        written,
        temp.resolve("2_fit.json"),
        tuned,
        r -> request.withParams(temp.resolve("2_fit.json")));
  }

  @Test
  void saysWhatAFitCannotHold() throws IOException {
    LabRequest request = allen(FIT);
    LabCell cell = open(request);
    TunedCell written =
        made(
            request,
            cell,
            turned(cell, "dend[0].g_pas", 1e-4, "soma.diam", 12, "soma.gnabar_hh", .08));
    assertThat(written.problems())
        .extracting(Problem::code)
        .containsExactly("tuned.not-kept", "tuned.not-kept");
    assertThat(written.problems().toString()).contains("dend.g_pas", "diam");
    assertThat(written.text()).isEqualTo(FIT.replace("0.0700", "0.08"));
  }

  @Test
  void makesAFitForAMorphologyWithoutOne() throws IOException {
    LabRequest request = LabRequest.of(Files.writeString(temp.resolve("bare.swc"), SWC));
    LabCell cell = open(request);
    Preparation tuned = turned(cell, "all.g_pas", 5e-5, "dend.cm", 2);
    TunedCell written = made(request, cell, tuned);
    Path file = temp.resolve("bare_fit.json");
    assertThat(written.write(file, false)).isEmpty();
    assertThat(written.problems()).extracting(Problem::code).containsExactly("tuned.axon-replaced");
    LabCell reopened = open(request.withParams(file));
    for (String parameter : List.of("soma.g_pas", "dend.cm", "axon.e_pas", "dend.Ra")) {
      ParameterAddress address = ParameterAddress.parse(parameter);
      Specimen wanted = cell.specimen().withCell(TunedValues.cell(tuned));
      Specimen found = reopened.specimen();
      // the axon is another one, so that sections have other numbers
      assertThat(OriginalValues.mean(found, address.change(found, 0)))
          .as(parameter)
          .isEqualTo(OriginalValues.mean(wanted, address.change(wanted, 0)));
    }
    assertThat(reopened.conditions()).isEqualTo(cell.conditions());
  }

  @Test
  void refusesWhatHasNoFormOfItsOwn() throws IOException {
    LabCell ball =
        new LabCells(new MechanismLibrary(Optional.empty()), BmtkFunctions.all())
            .ballAndStick(20, 0, 1);
    assertThat(
            TunedCell.of(Optional.empty(), ball, ball.preparation(), Optional.empty()).toString())
        .contains("made in the Lab");
    assertThat(
            TunedCell.of(
                    Optional.of(LabRequest.of(Path.of("x.nml"))),
                    ball,
                    ball.preparation(),
                    Optional.empty())
                .toString())
        .contains("NeuroML files are not written");
  }

  // ---- model.json

  @Test
  void namesTheTunedCellInAModel() throws IOException {
    Path model =
        Files.writeString(
            temp.resolve("model.json"),
            """
            {"neurowright_model": 1, "name": "m", "networks": [{"name": "v1", "populations": [
              {"name": "exc", "count": 2, "columns": {"ei": "e", "dynamics_params":  "old.json"}},
              {"name": "inh", "count": 2}
            ]}]}
            """);
    assertThat(ModelOverride.populations(model)).containsExactly("v1/exc", "v1/inh");
    assertThat(
            ModelOverride.text(model, "exc", TunedCell.Format.FIT_JSON, "1_tuned_fit.json")
                .orThrow())
        .isEqualTo(Files.readString(model).replace("old.json", "1_tuned_fit.json"));
    assertThat(ModelOverride.text(model, "v1/inh", TunedCell.Format.HOC, "CellTuned").orThrow())
        .contains("\"model_template\": \"hoc:CellTuned\"");
    assertThat(
            ModelOverride.text(model, "inhib", TunedCell.Format.HOC, "CellTuned")
                .problems()
                .toString())
        .contains("no population inhib", "v1/inh");
  }
}
