package org.neurowright.io.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurowright.engine.problem.Problem;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.hdf5.ElementType;
import org.neurowright.io.hdf5.Hdf5Plan;
import org.neurowright.io.hdf5.Hdf5Writer;

class RecordedFilesTest {
  @TempDir Path temp;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(temp.resolve(name), text);
  }

  private static ReadResult<RecordedFile> open(Path path) {
    return RecordedFiles.open(path, Optional.empty());
  }

  private static RecordedSweep sweep(Path path, int index) {
    return open(path).orThrow().sweep(index).orThrow();
  }

  private static List<String> codes(ReadResult<?> read) {
    return read.problems().stream().map(Problem::code).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "t_ms,v_mV\n0,-70\n0.5,-69.5\n1,-69\n",
        "time (s),soma (V)\n0,-0.070\n0.0005,-0.0695\n0.001,-0.069\n",
        "# exported\ntime [ms]\tv [mV]\n0\t-70\n0.5\t-69.5\n1\t-69\n",
        "t ms;v mV\n0;-70\n0,5;-69,5\n1;-69\n",
        "t_us v_mV\n0 -70\n500 -69.5\n1000 -69\n",
        "\"t (ms)\",\"v (mV)\"\r\n0,-70\r\n0.5,-69.5\r\n1,-69\r\n",
      })
  void tablesSayTheirUnits(String text) throws IOException {
    Path path = file("cell.csv", text);
    assertThat(open(path).problems()).isEmpty();
    RecordedSweep sweep = sweep(path, 0);
    assertThat(sweep.tMs()).containsExactly(new double[] {0, .5, 1}, within(1e-12));
    assertThat(sweep.vMv()).containsExactly(new double[] {-70, -69.5, -69}, within(1e-12));
    assertThat(sweep.stimulusPa()).isEmpty();
  }

  @Test
  void unitsThatAreNotSaidAreTakenAndSaid() throws IOException {
    Path path = file("bare.csv", "0,-0.07\n0.001,-0.06\n");
    ReadResult<RecordedFile> read = open(path);
    assertThat(codes(read)).containsExactly("recorded.unit-assumed", "recorded.unit-assumed");
    assertThat(read.hasErrors()).isFalse();
    RecordedFile asked =
        RecordedFiles.open(
                path, Optional.of(new RecordedUnits(RecordedUnits.Time.S, RecordedUnits.Value.V)))
            .orThrow();
    assertThat(asked.sweep(0).orThrow().tMs()).containsExactly(new double[] {0, 1}, within(1e-12));
    assertThat(asked.sweep(0).orThrow().vMv())
        .containsExactly(new double[] {-70, -60}, within(1e-12));
  }

  @Test
  void columnsOfCurrentsBelongToPotentials() throws IOException {
    Path path = file("two.csv", "t (ms),a (mV),b (mV),i (nA)\n0,-70,-71,0\n1,-69,,0.1\n");
    RecordedFile opened = open(path).orThrow();
    assertThat(opened.sweeps()).containsExactly("a (mV)", "b (mV)");
    assertThat(opened.sweep(1).orThrow().vMv()[1]).isNaN();
    assertThat(opened.sweep(1).orThrow().stimulusPa().orElseThrow())
        .containsExactly(new double[] {0, 100}, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "t_ms,v_mV\\n0,-70\\n1,x\\n|recorded.bad-number|3",
        "t_ms,v_mV\\n0,-70\\n1\\n2,-60\\n|recorded.columns|3",
        "t_ms,v_mV\\n0,-70\\n0,-60\\n|recorded.time-order|3",
        "t_ms,v_mV\\n0,-70\\n|recorded.empty|0",
        "''|recorded.empty|0",
        "t_ms,i_pA\\n0,1\\n1,1\\n|recorded.no-potential|0",
        "t_ms\\n0\\n1\\n|recorded.columns|0",
      })
  void badTablesAreToldOfWithTheirPlace(String text, String code, int line) throws IOException {
    ReadResult<RecordedFile> read = open(file("bad.csv", text.replace("\\n", "\n")));
    assertThat(read.value()).isEmpty();
    assertThat(read.problems()).anyMatch(p -> p.code().equals(code) && p.location().line() == line);
  }

  /** The layout of the format's description, two sweeps of one signal. */
  private static final String ATF =
      """
      ATF\t1.0
      3\t3
      "AcquisitionMode=Episodic Stimulation"
      "SignalsExported=IN 0"
      "Signals="\t"IN 0"\t"IN 0"
      "Time (s)"\t"Trace #1 (mV)"\t"Trace #2 (mV)"
      0\t-70.1\t-70.2
      5e-005\t-70\t-69
      0.0001\t-69.9\t-68
      """;

  @Test
  void axonTextIsRead() throws IOException {
    Path path = file("cell.atf", ATF);
    RecordedFile opened = open(path).orThrow();
    assertThat(opened.format()).isEqualTo("ATF");
    assertThat(opened.sweeps()).containsExactly("Trace #1 (mV)", "Trace #2 (mV)");
    RecordedSweep second = opened.sweep(1).orThrow();
    assertThat(second.tMs()).containsExactly(new double[] {0, .05, .1}, within(1e-12));
    assertThat(second.vMv()).containsExactly(-70.2, -69, -68);
  }

  @Test
  void badAxonTextIsToldOfWithItsPlace() throws IOException {
    assertThat(codes(open(file("a.atf", "ATF\t1.0\nx\ty\n"))))
        .containsExactly("recorded.atf-header");
    assertThat(codes(open(file("b.atf", "ATF\t1.0\n5\t2\n\"a\"\n"))))
        .containsExactly("recorded.truncated");
    assertThat(codes(open(file("c.atf", ATF.replace("3\t3\n", "3\t2\n")))))
        .containsExactly("recorded.columns");
    assertThat(codes(open(file("d.abf", "ABF2....")))).containsExactly("recorded.abf");
    assertThat(codes(open(temp.resolve("none.csv")))).containsExactly("recorded.unreadable");
  }

  // ---- NWB, written with the project's own writer; NwbConformanceTest reads files of h5py

  private interface Filling {
    void fill(Hdf5Plan plan, java.util.Map<Hdf5Plan.Slot, double[]> values);
  }

  private Path hdf5(Filling filling) throws IOException {
    Hdf5Plan plan = new Hdf5Plan();
    java.util.Map<Hdf5Plan.Slot, double[]> values = new java.util.LinkedHashMap<>();
    filling.fill(plan, values);
    Path path = temp.resolve("cell.nwb");
    try (Hdf5Writer writer = Hdf5Writer.create(path, plan)) {
      for (java.util.Map.Entry<Hdf5Plan.Slot, double[]> entry : values.entrySet()) {
        writer.write(entry.getKey(), entry.getValue());
      }
      writer.commit();
    }
    return path;
  }

  private static void series(
      Hdf5Plan plan,
      java.util.Map<Hdf5Plan.Slot, double[]> values,
      String group,
      String unit,
      double conversion,
      double rate,
      double... data) {
    values.put(plan.dataset(group + "/data", ElementType.FLOAT64, data.length), data);
    plan.attribute(group + "/data", "unit", unit);
    plan.attribute(group + "/data", "conversion", conversion);
    values.put(plan.dataset(group + "/starting_time", ElementType.FLOAT64, 1), new double[] {12.5});
    if (rate > 0) {
      plan.attribute(group + "/starting_time", "rate", rate);
    }
  }

  @Test
  void sweepsOfAllenCellsAreRead() throws IOException {
    Path path =
        hdf5((plan, values) -> {
          String ten = "/epochs/Sweep_10";
          series(plan, values, ten + "/response/timeseries", "Volts", 1, 5e4, -.07, -.069, -.068);
          series(plan, values, ten + "/stimulus/timeseries", "Amps", 1, 5e4, 0, 1e-10, 0);
          series(plan, values, "/epochs/Sweep_9/response/timeseries", "Volts", .001, 1e3, -60, -50);
          plan.group("/epochs/Experiment_9");
        });
    RecordedFile opened = open(path).orThrow();
    assertThat(opened.format()).isEqualTo("NWB 1");
    assertThat(opened.sweeps()).containsExactly("Sweep 9", "Sweep 10");
    RecordedSweep nine = opened.sweep(0).orThrow();
    assertThat(nine.tMs()).containsExactly(0, 1);
    assertThat(nine.vMv()).containsExactly(new double[] {-60, -50}, within(1e-9));
    assertThat(nine.stimulusPa()).isEmpty();
    RecordedSweep ten = opened.sweep(1).orThrow();
    assertThat(ten.tMs()).containsExactly(new double[] {0, .02, .04}, within(1e-12));
    assertThat(ten.vMv()).containsExactly(new double[] {-70, -69, -68}, within(1e-9));
    assertThat(ten.stimulusPa().orElseThrow())
        .containsExactly(new double[] {0, 100, 0}, within(1e-9));
  }

  @Test
  void currentClampSeriesOfTheSecondVersionAreRead() throws IOException {
    Path path =
        hdf5((plan, values) -> {
          String response = "/acquisition/data_00003_AD0";
          series(plan, values, response, "volts", 1e-3, 2e4, -70, -69);
          plan.attribute(response, "neurodata_type", "CurrentClampSeries");
          plan.attribute(response, "sweep_number", ElementType.UINT64, 3);
          String clamp = "/acquisition/data_00004_AD0";
          series(plan, values, clamp, "amperes", 1e-12, 2e4, 1, 2);
          plan.attribute(clamp, "neurodata_type", "VoltageClampSeries");
          String stimulus = "/stimulus/presentation/data_00003_DA0";
          series(plan, values, stimulus, "amperes", 1e-12, 2e4, 0, 50);
          plan.attribute(stimulus, "neurodata_type", "CurrentClampStimulusSeries");
        });
    RecordedFile opened = open(path).orThrow();
    assertThat(opened.format()).isEqualTo("NWB 2");
    assertThat(opened.sweeps()).containsExactly("data_00003_AD0");
    RecordedSweep sweep = opened.sweep(0).orThrow();
    assertThat(sweep.tMs()).containsExactly(new double[] {0, .05}, within(1e-12));
    assertThat(sweep.vMv()).containsExactly(new double[] {-70, -69}, within(1e-9));
    assertThat(sweep.stimulusPa().orElseThrow())
        .containsExactly(new double[] {0, 50}, within(1e-9));
  }

  @Test
  void badSweepsAreToldOfWithTheirPlace() throws IOException {
    Path path =
        hdf5((plan, values) -> {
          series(plan, values, "/epochs/Sweep_1/response/timeseries", "Volts", 1, 0, 0, 0);
          plan.group("/epochs/Sweep_2/response/timeseries");
          series(plan, values, "/epochs/Sweep_3/response/timeseries", "Amps", 1, 1e3, 0, 0);
          String four = "/epochs/Sweep_4";
          series(plan, values, four + "/response/timeseries", "Volts", 1, 1e3, 0, 0);
          series(plan, values, four + "/stimulus/timeseries", "Amps", 1, 0, 0, 0);
        });
    RecordedFile opened = open(path).orThrow();
    String[] codes = {"recorded.no-rate", "recorded.missing", "recorded.unit"};
    for (int k = 0; k < codes.length; k++) {
      ReadResult<RecordedSweep> read = opened.sweep(k);
      assertThat(codes(read)).containsExactly(codes[k]);
      assertThat(read.value()).isEmpty();
      assertThat(read.problems().getFirst().location().element())
          .startsWith("/epochs/Sweep_" + (k + 1));
    }
    // What is wrong with a stimulus leaves the response.
    ReadResult<RecordedSweep> fourth = opened.sweep(3);
    assertThat(fourth.value()).isPresent();
    assertThat(codes(fourth)).containsExactly("recorded.no-rate");
    assertThat(fourth.hasErrors()).isFalse();
  }

  @Test
  void otherFilesAreToldOf() throws IOException {
    Path none = hdf5((plan, values) -> plan.group("/nodes"));
    assertThat(codes(open(none))).containsExactly("recorded.no-sweeps");
    assertThat(codes(open(file("no.nwb", "this is text")))).isNotEmpty();
    assertThat(open(file("no2.nwb", "this is text")).value()).isEmpty();
  }
}
