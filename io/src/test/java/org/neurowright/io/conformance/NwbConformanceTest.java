package org.neurowright.io.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurowright.io.recorded.RecordedFile;
import org.neurowright.io.recorded.RecordedFiles;
import org.neurowright.io.recorded.RecordedSweep;

/** NWB files as other programs write them: h5py, compressed, with numbers of other types. */
@Tag("conformance")
class NwbConformanceTest {
  private static final String WRITER =
      """
      import sys, h5py, numpy as np
      with h5py.File(sys.argv[1], "w") as f:
          for n in (5, 40):
              for part, unit, conversion in (("response", "Volts", 1.0), ("stimulus", "Amps", 1.0)):
                  g = f.create_group("epochs/Sweep_%d/%s/timeseries" % (n, part))
                  x = np.arange(20000) * (1e-6 if part == "response" else 1e-14) - n * 1e-3
                  d = g.create_dataset("data", data=x.astype("f4"), chunks=True, compression="gzip")
                  d.attrs["unit"], d.attrs["conversion"] = unit, conversion
                  s = g.create_dataset("starting_time", data=3.0)
                  s.attrs["rate"], s.attrs["unit"] = 200000.0, "Seconds"
                  if part == "stimulus":
                      g["aibs_stimulus_name"] = "Long Square"
                      g["aibs_stimulus_amplitude_pa"] = 110.0
      with h5py.File(sys.argv[2], "w") as f:
          g = f.create_group("acquisition/data_00007_AD0")
          g.attrs["neurodata_type"], g.attrs["sweep_number"] = "CurrentClampSeries", np.uint32(7)
          d = g.create_dataset("data", data=np.arange(-300, 300, dtype="i2"), compression="gzip")
          d.attrs["unit"], d.attrs["conversion"], d.attrs["offset"] = "volts", np.float32(1e-4), -0.01
          g["timestamps"] = 12.0 + np.arange(600) * 1e-4
          g = f.create_group("acquisition/other")
          g.attrs["neurodata_type"] = "TimeSeries"
      """;

  @TempDir Path temp;

  @Test
  void filesOfH5pyAreRead() throws Exception {
    String python = System.getProperty("neurowright.python", "");
    assumeTrue(!python.isEmpty(), "skipped: set -Dneurowright.python to a Python that has h5py");
    Path first = temp.resolve("one.nwb");
    Path second = temp.resolve("two.nwb");
    Process process =
        new ProcessBuilder(python, "-c", WRITER, first.toString(), second.toString())
            .inheritIO()
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();

    RecordedFile one = RecordedFiles.open(first, Optional.empty()).orThrow();
    assertThat(one.format()).isEqualTo("NWB 1");
    assertThat(one.sweeps())
        .containsExactly("Sweep 5, Long Square, 110 pA", "Sweep 40, Long Square, 110 pA");
    RecordedSweep sweep = one.sweep(1).orThrow();
    assertThat(sweep.tMs()[19999]).isCloseTo(19999 / 200.0, within(1e-9));
    assertThat(sweep.vMv()[0]).isCloseTo(-40, within(1e-4));
    assertThat(sweep.vMv()[19999]).isCloseTo(-40 + 19.999, within(1e-4));
    assertThat(sweep.stimulusPa().orElseThrow()).hasSize(20000);

    RecordedFile two = RecordedFiles.open(second, Optional.empty()).orThrow();
    assertThat(two.format()).isEqualTo("NWB 2");
    assertThat(two.sweeps()).containsExactly("data_00007_AD0");
    RecordedSweep series = two.sweep(0).orThrow();
    assertThat(series.tMs()[599]).isCloseTo(59.9, within(1e-6));
    assertThat(series.vMv()[0]).isCloseTo(-40, within(1e-4));
    assertThat(series.vMv()[300]).isCloseTo(-10, within(1e-9));
    assertThat(series.stimulusPa()).isEmpty();
  }
}
