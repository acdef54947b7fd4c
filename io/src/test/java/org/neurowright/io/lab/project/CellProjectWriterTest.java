package org.neurowright.io.lab.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurowright.engine.bench.Benches;
import org.neurowright.engine.bench.Conditions;
import org.neurowright.engine.bench.Recording;
import org.neurowright.engine.bench.Rig;
import org.neurowright.engine.bench.Site;
import org.neurowright.engine.bench.Trial;
import org.neurowright.engine.description.ModelDescription;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.task.RunControl;
import org.neurowright.io.cell.BmtkFunctions;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.lab.LabCell;
import org.neurowright.io.lab.LabCells;
import org.neurowright.io.lab.LabRequest;
import org.neurowright.io.lab.project.CellProject.Stimulus;
import org.neurowright.io.project.MechanismLibrary;
import org.neurowright.io.project.ProjectReader;
import org.neurowright.io.project.SimulationJob;
import org.neurowright.io.report.ReportFile;
import org.neurowright.io.report.ReportTable;

class CellProjectWriterTest {
  private static final Conditions CONDITIONS = new Conditions(.025, -65, 6.3);

  @TempDir Path temp;

  private final MechanismLibrary library = new MechanismLibrary(Optional.empty());

  private ReadResult<CellProjectWriter.Written> write(CellProject wanted, Path folder)
      throws IOException {
    return new CellProjectWriter(library, BmtkFunctions.all()).write(wanted, folder);
  }

  private static CellProject wanted(Path hoc, int cells, Stimulus stimulus, double tstopMs) {
    return new CellProject(LabRequest.of(hoc), cells, stimulus, tstopMs, CONDITIONS, true, true);
  }

  private Path run(Path configuration) {
    ReadResult<ModelDescription> read = new ProjectReader().read(configuration, List.of());
    assertThat(read.problems()).isEmpty();
    return new SimulationJob(library)
        .run(
            read.orThrow(),
            configuration,
            new SimulationJob.Options(Optional.empty(), OptionalDouble.empty(), 1, false, false),
            RunControl.none(),
            List.of())
        .outputDir();
  }

  private LabCell lab(Path hoc) {
    return new LabCells(library, BmtkFunctions.all())
        .open(LabRequest.of(hoc))
        .value()
        .orElseThrow();
  }

  private static double[] column(Path report, int node) {
    try (ReportFile file = ReportFile.open(report).orThrow()) {
      ReportTable table = file.tables().getFirst();
      assertThat(table.nodeIds()).contains(node);
      return table.trace(node, 0, Math.toIntExact(table.rows()));
    }
  }

  @Test
  void aProjectWithACurrentRunsWithTheNumbersOfTheLab() throws IOException {
    Path hoc = CalciumCell.write(temp);
    Path folder = temp.resolve("made/project");
    ReadResult<CellProjectWriter.Written> written =
        write(wanted(hoc, 2, new Stimulus.Current(200, 20, 60), 100), folder);
    assertThat(written.problems()).isEmpty();
    assertThat(written.value().orElseThrow().reportsCai()).isTrue();
    assertThat(written.value().get().files())
        .extracting(f -> folder.relativize(f).toString())
        .contains(
            "circuit_config.json",
            "components/mechanisms/modfiles/testca.mod",
            "components/mechanisms/modfiles/testpool.mod",
            "components/templates/calcium.hoc",
            "components/templates/helper.hoc",
            "network/cell_node_types.csv",
            "network/cell_nodes.h5",
            "run_bionet.py",
            "simulation_config.json");
    Path output = run(written.value().get().configuration());

    LabCell cell = lab(hoc);
    Site soma = new Site(cell.specimen().cell().somaIndex(), .5);
    Recording expected =
        new Benches(cell.preparation(), 1)
            .run(
                Rig.EMPTY
                    .device("i", "IClamp", soma)
                    .record("v", soma, "v")
                    .record("ca", soma, "cai"),
                Trial.EMPTY.set("i", "amp", .2).set("i", "del", 20).set("i", "dur", 60),
                100,
                RunControl.none());
    for (int node = 0; node < 2; node++) {
      double[] v = column(output.resolve("v_report.h5"), node);
      assertThat(v).hasSize(4000);
      assertThat(v).containsExactly(steps(expected.of("v"), v.length), within(1e-9));
      double[] cai = column(output.resolve("cai_report.h5"), node);
      assertThat(cai).containsExactly(steps(expected.of("ca"), cai.length), within(1e-12));
    }
    assertThat(Arrays.stream(expected.of("v")).max().orElseThrow()).as("it fires").isPositive();
  }

  /** Rows of reports are ends of steps, as in BMTK. */
  private static double[] steps(double[] values, int length) {
    return Arrays.copyOfRange(values, 1, length + 1);
  }

  @Test
  void aProjectWithSpikesRuns() throws IOException {
    Path hoc = CalciumCell.write(temp);
    Path folder = temp.resolve("project");
    ReadResult<CellProjectWriter.Written> written =
        write(wanted(hoc, 1, new Stimulus.Spikes(List.of(40., 10.), .002), 60), folder);
    assertThat(written.problems()).isEmpty();
    Path output = run(written.value().orElseThrow().configuration());
    double[] v = column(output.resolve("v_report.h5"), 0);
    double before = v[390];
    assertThat(v[400 - 20]).isCloseTo(before, within(.3));
    assertThat(Arrays.stream(v, 400, 800).max().orElseThrow()).isGreaterThan(before + 2);
  }

  @Test
  void everythingThatIsWrongIsToldAtOnceAndNothingIsWritten() throws IOException {
    Path hoc =
        Files.writeString(
            temp.resolve("bad.hoc"),
            """
            begintemplate Bad
            public soma
            create soma, trunk
            proc init() { connect trunk(0), soma(1)  soma insert pas }
            endtemplate Bad
            """);
    Path folder = Files.createDirectories(temp.resolve("full"));
    Files.writeString(folder.resolve("mine.txt"), "mine");
    CellProject wanted =
        new CellProject(
            LabRequest.of(hoc),
            0,
            new Stimulus.Current(100, -1, 0),
            0,
            CONDITIONS.withDt(0),
            true,
            true);
    ReadResult<CellProjectWriter.Written> written = write(wanted, folder);
    assertThat(written.value()).isEmpty();
    assertThat(written.problems())
        .extracting(Problem::code)
        .contains(
            "project.folder",
            "project.setting",
            "project.no-soma",
            "project.no-list-all",
            "project.section-names");
    assertThat(written.problems())
        .extracting(Problem::message)
        .anyMatch(m -> m.startsWith("The number of cells"))
        .anyMatch(m -> m.startsWith("tstop"))
        .anyMatch(m -> m.startsWith("dt"))
        .anyMatch(m -> m.startsWith("The delay"))
        .anyMatch(m -> m.startsWith("The duration"));
    try (Stream<Path> left = Files.list(temp)) {
      assertThat(left.map(p -> p.getFileName().toString()))
          .containsExactlyInAnyOrder("bad.hoc", "full");
    }
    assertThat(folder.resolve("mine.txt")).hasContent("mine");
  }

  @Test
  void saysWhatBmtkWouldNotFind() throws IOException {
    Files.writeString(
        Files.createDirectories(temp.resolve("lib")).resolve("shared.hoc"), "proc shared() {}\n");
    Path hoc =
        Files.writeString(
            Files.createDirectories(temp.resolve("cells")).resolve("hidden.hoc"),
            """
            load_file("../lib/shared.hoc")
            begintemplate Hidden
            create soma[1]
            objref all
            proc init() { all = new SectionList()  soma[0] { insert pas all.append() } }
            endtemplate Hidden
            """);
    ReadResult<CellProjectWriter.Written> written =
        write(wanted(hoc, 1, new Stimulus.None(), 10), temp.resolve("project"));
    assertThat(written.problems())
        .extracting(Problem::code)
        .contains("project.not-public", "project.reads-file");
    assertThat(temp.resolve("project")).doesNotExist();
    Path swc = Files.writeString(temp.resolve("cell.swc"), "1 1 0 0 0 5 -1\n");
    assertThat(write(wanted(swc, 1, new Stimulus.None(), 10), temp.resolve("p2")).problems())
        .extracting(Problem::code)
        .contains("project.not-hoc");
    assertThat(
            write(wanted(temp.resolve("no.hoc"), 1, new Stimulus.None(), 10), temp.resolve("p3"))
                .problems())
        .extracting(Problem::code)
        .contains("lab.no-file");
  }

  @Test
  void aCellWithoutCalciumHasNoReportOfIt() throws IOException {
    Path hoc = Path.of("..", "samples", "single-cells", "cells", "four_channels.hoc");
    ReadResult<CellProjectWriter.Written> written =
        write(wanted(hoc, 1, new Stimulus.Current(100, 20, 20), 10), temp.resolve("project"));
    assertThat(written.value().orElseThrow().reportsCai()).isFalse();
    assertThat(written.problems())
        .extracting(Problem::code)
        .containsExactlyInAnyOrder("project.tstop-before-stimulus", "project.no-cai");
    assertThat(Files.readString(temp.resolve("project/simulation_config.json")))
        .contains("v_report")
        .doesNotContain("cai_report");
  }
}
