package org.neurowright.engine.nmodl.units;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UnitTableTest {
  /** Values of NEURON 9 (CODATA 2018), all digits. */
  @ParameterizedTest
  @CsvSource({
    "faraday, coulomb, 96485.33212331001",
    "faraday, coulombs, 96485.33212331001",
    "faraday, 10000 coulomb, 9.648533212331001",
    "faraday, kilocoulombs, 96.48533212331001",
    "k-mole, joule/degC, 8.31446261815324",
    "k, joule/degC, 1.380649e-23",
    "mole, 1, 6.02214076e23",
    "e, coulombs, 1.602176634e-19",
    "pi, 1, 3.141592653589793",
    "mV, volt, 1e-3",
    "mA/cm2, amp/m2, 10",
    "uF, farad, 1e-6",
    "degree, radian, 0.017453292519943295",
  })
  void ratiosAreThoseOfTheUnits(String from, String to, double ratio) {
    UnitTable table = new UnitTable();
    table.define("mA", "milliamp");
    table.define("mV", "millivolt");
    table.define("uF", "microfarad");

    double found = table.ratio(from, to).orElseThrow();

    assertThat(Math.abs(found / ratio - 1)).isLessThan(3e-16);
  }

  @Test
  void aliasesMayBuildOnEachOther() {
    UnitTable table = new UnitTable();
    assertThat(table.define("molar", "1/liter")).isTrue();
    assertThat(table.define("mM", "millimolar")).isTrue();
    assertThat(table.ratio("mM", "1/m3").orElseThrow()).isEqualTo(1.0);
  }

  @Test
  void unknownUnitsAndDifferentDimensionsHaveNoRatio() {
    UnitTable table = new UnitTable();
    assertThat(table.ratio("volt", "coul")).isEmpty();
    assertThat(table.ratio("blorp", "1")).isEmpty();
    assertThat(table.define("x", "blorp")).isFalse();
  }
}
