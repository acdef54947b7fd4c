package org.neurowright.app.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurowright.app.explore.ReportSource.Samples;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.task.RunControl;
import org.neurowright.samples.SampleCatalogue;

/** Reads what BMTK 1.2.0 with NEURON 9.0.2 wrote for a sample; its provenance is beside it. */
class ResultFilesTest {
  @TempDir Path folder;

  private static Path expected() {
    return SampleCatalogue.find().samples().stream()
        .filter(sample -> sample.id().equals("rotating-gamma"))
        .findFirst()
        .orElseThrow()
        .folder()
        .resolve("expected");
  }

  private static ReportSource report(RunResults results, String name, String population) {
    return results.reports().stream()
        .filter(report -> report.name().equals(name) && report.population().equals(population))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void spikesAndReportsOfAFolderAreFound() throws IOException {
    try (RunResults results = new ResultFiles().read(expected(), RunControl.none())) {
      assertThat(results.problems()).isEmpty();
      long lines =
          Files.readAllLines(expected().resolve("spikes.csv")).stream()
              .filter(l -> !l.isBlank())
              .count();
      long spikes = results.spikes().values().stream().mapToLong(own -> own.tMs().length).sum();
      assertThat(spikes).isEqualTo(lines - 1);
      assertThat(results.spikes()).containsOnlyKeys("pyramidal", "basket");
      assertThat(results.reports())
          .extracting(ReportSource::name)
          .containsExactly(
              "calcium_concentration",
              "dendrites",
              "dendrites",
              "membrane_potential",
              "membrane_potential");
      assertThat(results.durationMs()).isBetween(990.0, 1001.0);
      ReportSource potentials = report(results, "membrane_potential", "basket");
      assertThat(potentials.variable()).isEqualTo("v");
      assertThat(potentials.unit()).isEqualTo("mV");
      assertThat(potentials.nodeIds()).hasSize(6);
      assertThat(potentials.columnsOf(2))
          .singleElement()
          .extracting(ReportSource.ReportColumn::sectionId)
          .isEqualTo(0L);
      assertThat(potentials.columnsOf(99)).isEmpty();
    }
  }

  @Test
  void aThinnedWindowKeepsItsExtremes() throws IOException {
    try (RunResults results = new ResultFiles().read(expected(), RunControl.none())) {
      ReportSource report = report(results, "membrane_potential", "pyramidal");
      Samples all = report.read(200, 300, 3, 1_000_000);
      Samples thinned = report.read(200, 300, 3, 50);
      assertThat(all.t0Ms()).isEqualTo(200);
      assertThat(all.dtMs()).isEqualTo(report.dtMs());
      assertThat(all.values()).hasSize((int) Math.round(100 / report.dtMs()) + 1);
      assertThat(thinned.values().length).isLessThanOrEqualTo(52);
      assertThat(Arrays.stream(thinned.values()).max())
          .isEqualTo(Arrays.stream(all.values()).max());
      assertThat(Arrays.stream(thinned.values()).min())
          .isEqualTo(Arrays.stream(all.values()).min());
      assertThat(report.read(5000, 6000, 3, 50).values()).hasSizeLessThanOrEqualTo(1);
    }
  }

  @Test
  void aClosedReportSaysSo() {
    RunResults results = new ResultFiles().read(expected(), RunControl.none());
    results.close();
    results.close();
    ReportSource report = results.reports().getFirst();
    assertThatThrownBy(() -> report.read(0, 10, 0, 50)).isInstanceOf(IOException.class);
  }

  @Test
  void aTruncatedReportIsAProblemAndTheRestIsRead() throws IOException {
    byte[] whole = Files.readAllBytes(expected().resolve("dendrites.h5"));
    Files.write(folder.resolve("dendrites.h5"), Arrays.copyOf(whole, whole.length / 3));
    Files.copy(expected().resolve("spikes.csv"), folder.resolve("spikes.csv"));
    Files.copy(
        expected().resolve("membrane_potential.h5"), folder.resolve("membrane_potential.h5"));
    try (RunResults results = new ResultFiles().read(folder, RunControl.none())) {
      assertThat(results.spikes()).isNotEmpty();
      assertThat(results.reports())
          .extracting(ReportSource::name)
          .containsOnly("membrane_potential");
      assertThat(results.problems())
          .extracting(Problem::location)
          .allSatisfy(place -> assertThat(place.path()).endsWith("dendrites.h5"));
      assertThat(results.problems()).isNotEmpty();
    }
  }

  @Test
  void aFolderThatIsNotThereIsAProblem() {
    RunResults results = new ResultFiles().read(folder.resolve("gone"), RunControl.none());
    assertThat(results.problems())
        .extracting(Problem::code)
        .isEqualTo(List.of("results.unreadable"));
  }
}
