package org.neurowright.plugins.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.neurowright.engine.record.RunLayout;
import org.neurowright.plugins.spi.Measure;
import org.neurowright.plugins.spi.RunAnalysis;
import org.neurowright.plugins.spi.RunMeasurement;

class GuardedMeasurementTest {
  private final List<String> calls = new ArrayList<>();

  @Test
  void isNotCalledAgainAfterItsFirstFailure() {
    GuardedMeasurement guarded = new GuardedMeasurement(analysis(new Failing()));

    guarded.begin(null);
    guarded.flush(1);
    guarded.flush(2);

    assertThat(calls).containsExactly("begin", "flush");
    assertThat(guarded.measures()).isEmpty();
    assertThat(guarded.problem())
        .hasValueSatisfying(
            p -> assertThat(p.message()).contains("org.example.failing", "no more"));
  }

  private RunAnalysis analysis(RunMeasurement measurement) {
    return new RunAnalysis() {
      @Override
      public RunMeasurement begin() {
        return measurement;
      }

      @Override
      public String id() {
        return "org.example.failing";
      }

      @Override
      public String title() {
        return "fails";
      }

      @Override
      public int interfaceVersion() {
        return 1;
      }
    };
  }

  private final class Failing implements RunMeasurement {
    @Override
    public void begin(RunLayout layout) {
      calls.add("begin");
    }

    @Override
    public void flush(double reachedMs) {
      calls.add("flush");
      throw new IllegalStateException("no more");
    }

    @Override
    public List<Measure> measures() {
      return List.of(new Measure("", "never", 0, ""));
    }
  }
}
