package org.neurowright.io.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.neurowright.engine.description.OutputSettings;
import org.neurowright.engine.description.OutputSettings.SpikeOrder;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.record.ReportLayout;
import org.neurowright.engine.record.RunLayout;
import org.neurowright.io.report.Layouts;
import org.neurowright.io.report.ReportFile;
import org.neurowright.io.report.ReportTable;
import org.neurowright.io.report.WriteFailedException;
import org.neurowright.io.spikes.SpikeFile;

class SonataResultWriterTest {
  private static final int STEPS = 500;

  @TempDir Path dir;
  private Path out;
  private Path config;
  private Path input;

  @BeforeEach
  void files() throws IOException {
    out = dir.resolve("output");
    config = Files.writeString(dir.resolve("config.json"), "{}");
    input = Files.writeString(dir.resolve("nodes.h5"), "abc");
  }

  private SonataResultWriter writer() {
    return new SonataResultWriter(
        out,
        new RunProvenance(
            "1.2.3",
            Map.of("placement", 7L),
            new RunMethod(2, true, false),
            Optional.of(config),
            List.of(input),
            List.of(Problem.warning("w", Location.of(config, 3), "odd").hint("mend it"))));
  }

  private void completeRun(OutputSettings output) {
    RunLayout layout = FakeRun.layout(STEPS, output);
    try (SonataResultWriter writer = writer()) {
      writer.begin(layout);
      FakeRun.run(writer, layout, 0, STEPS);
      writer.end(FakeRun.outcome(false, STEPS));
    }
  }

  private void checkReports(long rows) {
    RunLayout layout = FakeRun.layout(STEPS, FakeRun.output(true, SpikeOrder.NONE));
    for (int i = 0; i < layout.reports().size(); i++) {
      ReportLayout expected = layout.reports().get(i);
      try (ReportFile file = ReportFile.open(out.resolve(expected.fileName())).orThrow()) {
        ReportTable table = file.table(expected.population()).orElseThrow();
        assertThat(table.rows()).isEqualTo(rows);
        assertThat(table.read(0, (int) rows, 0, table.columns()))
            .isEqualTo(Layouts.values(i, 0, (int) rows, expected.columns()));
      }
    }
  }

  private void checkSpikes(long steps) {
    for (String name : List.of("spikes.h5", "spikes.csv")) {
      SpikeFile file = SpikeFile.read(out.resolve(name)).orThrow();
      assertThat(file.size()).isEqualTo(FakeRun.spikeCount(steps));
      // cell 1 of lgn has node id 1 and spikes in every eleventh step
      double[] times = file.population("lgn").orElseThrow().timesMs(1);
      assertThat(times).hasSize((int) (steps / 11));
      assertThat(times[0]).isEqualTo(10 * FakeRun.DT_MS + 1e-10);
    }
  }

  @ParameterizedTest
  @EnumSource(SpikeOrder.class)
  void aCompleteRun(SpikeOrder order) throws IOException {
    completeRun(FakeRun.output(true, order));
    checkReports(STEPS);
    checkSpikes(STEPS);
    try (var files = Files.walk(out)) {
      assertThat(files.filter(Files::isRegularFile).map(f -> out.relativize(f).toString()))
          .containsExactlyInAnyOrder(
              "spikes.h5",
              "spikes.csv",
              "v.h5",
              Path.of("sub", "syn.h5").toString(),
              "config.json",
              "run.json");
    }
    RunRecord run = RunRecord.read(out).orThrow();
    assertThat(run.state()).isEqualTo(RunRecord.State.FINISHED);
    assertThat(run.programVersion()).isEqualTo("1.2.3");
    assertThat(run.seeds()).containsExactly(Map.entry("placement", 7L));
    assertThat(run.reachedMs()).isEqualTo(STEPS * FakeRun.DT_MS);
    assertThat(run.spikes()).isEqualTo(FakeRun.spikeCount(STEPS));
    assertThat(run.realTimeFactor()).isEqualTo(0.1);
    assertThat(run.wallSeconds()).isPositive();
    assertThat(run.spikeOrder()).isEqualTo(order);
    assertThat(run.problems())
        .containsExactly(Problem.warning("w", Location.of(config, 3), "odd").hint("mend it"));
    // SHA-256 of "abc": FIPS 180-2, appendix B.1
    assertThat(run.inputs())
        .containsExactly(
            new RunRecord.FileDigest(
                input.toString(),
                3,
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    assertThat(run.results())
        .extracting(RunRecord.FileDigest::file)
        .containsExactly("v.h5", "sub/syn.h5", "spikes.h5", "spikes.csv", "config.json");
    assertThat(run.results()).allMatch(file -> file.sha256().length() == 64 && file.bytes() > 0);
  }

  @Test
  void aStoppedRunKeepsWhatItHas() {
    RunLayout layout = FakeRun.layout(STEPS, FakeRun.output(true, SpikeOrder.BY_TIME));
    try (SonataResultWriter writer = writer()) {
      writer.begin(layout);
      FakeRun.run(writer, layout, 0, 120);
      writer.end(FakeRun.outcome(true, 120));
    }
    checkReports(120);
    checkSpikes(120);
    assertThat(RunRecord.read(out).orThrow().state()).isEqualTo(RunRecord.State.STOPPED);
    assertThat(ResultRecovery.isNeeded(out)).isFalse();
  }

  @Test
  void aFailedRunKeepsWhatItHas() {
    RunLayout layout = FakeRun.layout(STEPS, FakeRun.output(true, SpikeOrder.BY_TIME));
    try (SonataResultWriter writer = writer()) {
      writer.begin(layout);
      FakeRun.run(writer, layout, 0, 120);
    }
    checkReports(120);
    checkSpikes(120);
    assertThat(RunRecord.read(out).orThrow().state()).isEqualTo(RunRecord.State.FAILED);
    assertThat(RunRecord.read(out).orThrow().reachedMs()).isEqualTo(10.0);
  }

  @Test
  void aRunWithoutSpikesOrReports() {
    RunLayout layout =
        new RunLayout(
            "silent", 1, 0.1, 10, List.of(), List.of(), FakeRun.output(true, SpikeOrder.NONE));
    try (SonataResultWriter writer = writer()) {
      writer.begin(layout);
      writer.flush(1);
      writer.end(FakeRun.outcome(false, 10));
    }
    assertThat(out.resolve("spikes.csv")).hasContent("timestamps population node_ids\n");
    assertThat(SpikeFile.read(out.resolve("spikes.h5")).orThrow().populations()).isEmpty();
  }

  @Test
  void onlyResultsAreReplaced() throws IOException {
    completeRun(FakeRun.output(true, SpikeOrder.NONE));
    Path notes = Files.writeString(out.resolve("notes.txt"), "mine");
    Path figure = Files.writeString(out.resolve("figure.h5"), "mine, too");
    RunLayout layout =
        new RunLayout(
            "next", 1, 0.1, 10, List.of(), List.of(), FakeRun.output(true, SpikeOrder.NONE));
    try (SonataResultWriter writer = writer()) {
      assertThat(out.resolve("v.h5")).exists();
      writer.begin(layout);
      assertThat(out.resolve("v.h5")).doesNotExist();
      assertThat(out.resolve("spikes.h5")).doesNotExist();
      assertThat(notes).hasContent("mine");
      assertThat(figure).hasContent("mine, too");
      writer.end(FakeRun.outcome(false, 10));
    }
  }

  @Test
  void resultsThatAreToBeKeptAreKept() {
    completeRun(FakeRun.output(true, SpikeOrder.NONE));
    try (SonataResultWriter writer = writer()) {
      ModelException refused =
          catchThrowableOfType(
              ModelException.class,
              () -> writer.begin(FakeRun.layout(STEPS, FakeRun.output(false, SpikeOrder.NONE))));
      assertThat(refused.problems()).extracting(Problem::code).containsExactly("output.exists");
    }
    checkReports(STEPS);
    checkSpikes(STEPS);
  }

  @Test
  void anInputIsNeverOverwritten() throws IOException {
    Files.createDirectories(out);
    input = Files.writeString(out.resolve("spikes.h5"), "input");
    try (SonataResultWriter writer = writer()) {
      ModelException refused =
          catchThrowableOfType(
              ModelException.class,
              () -> writer.begin(FakeRun.layout(STEPS, FakeRun.output(true, SpikeOrder.NONE))));
      assertThat(refused.problems())
          .extracting(Problem::code)
          .containsExactly("output.overwrites-input");
    }
    assertThat(input).hasContent("input");
  }

  @Test
  void theConfigurationOfAnEarlierRunCanBeRunInItsFolder() {
    completeRun(FakeRun.output(true, SpikeOrder.NONE));
    config = out.resolve("config.json");
    completeRun(FakeRun.output(true, SpikeOrder.NONE));
    assertThat(config).hasContent("{}");
    checkReports(STEPS);
  }

  @Test
  void twoRunsInOneFolderAreRefused() {
    RunLayout layout = FakeRun.layout(STEPS, FakeRun.output(true, SpikeOrder.NONE));
    try (SonataResultWriter first = writer();
        SonataResultWriter second = writer()) {
      first.begin(layout);
      FakeRun.run(first, layout, 0, STEPS);
      assertThat(
              catchThrowableOfType(WriteFailedException.class, () -> second.begin(layout))
                  .problem()
                  .message())
          .contains("Another run");
      assertThat(ResultRecovery.recover(out).problems().getFirst().message())
          .contains("still going on");
      first.end(FakeRun.outcome(false, STEPS));
    }
    checkReports(STEPS);
    checkSpikes(STEPS);
  }

  @Test
  void reportsOfOneNameDoNotOverwriteEachOther() {
    ReportLayout one = Layouts.membrane("r.h5", "v1", 2, 0, 0.1, 10);
    ReportLayout two = Layouts.netcon("r.h5", "v1", 10);
    RunLayout fake = FakeRun.layout(10, FakeRun.output(true, SpikeOrder.NONE));
    RunLayout layout =
        new RunLayout("t", 1, 0.1, 10, fake.populations(), List.of(one, two), fake.output());
    try (SonataResultWriter writer = writer()) {
      writer.begin(layout);
      FakeRun.run(writer, layout, 0, 10);
      writer.end(FakeRun.outcome(false, 10));
      assertThat(writer.problems())
          .extracting(Problem::code)
          .containsExactly("w", "report.same-file");
      assertThat(writer.files()).contains(out.resolve("r.h5"), out.resolve("syn.h5"));
    }
    try (ReportFile file = ReportFile.open(out.resolve("syn.h5")).orThrow()) {
      assertThat(file.tables().getFirst().read(0, 10, 0, 3)).isEqualTo(Layouts.values(1, 0, 10, 3));
    }
  }

  @Test
  void aFolderThatCannotBeMadeIsOneClearProblem() throws IOException {
    Files.writeString(out, "a file where the folder should be");
    try (SonataResultWriter writer = writer()) {
      ModelException failure =
          catchThrowableOfType(
              ModelException.class,
              () -> writer.begin(FakeRun.layout(STEPS, FakeRun.output(true, SpikeOrder.NONE))));
      assertThat(failure.problems())
          .singleElement()
          .satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("output.not-a-folder");
            assertThat(problem.location().path()).isEqualTo(out.toString());
          });
    }
    assertThat(out).hasContent("a file where the folder should be");
  }
}
