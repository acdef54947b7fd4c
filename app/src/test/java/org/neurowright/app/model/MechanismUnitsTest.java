package org.neurowright.app.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neurowright.app.text.UnitText;
import org.neurowright.io.project.MechanismLibrary;

class MechanismUnitsTest {

  @ParameterizedTest
  @CsvSource({
    "mho/cm2, S/cm²",
    "S/cm2, S/cm²",
    "um, µm",
    "mA/cm2, mA/cm²",
    "degC, °C",
    "mM, mM",
    "uS, µS",
    "1, ''"
  })
  void unitsAreWrittenAsPeopleDo(String declared, String shown) {
    assertThat(UnitText.of(declared)).isEqualTo(shown);
  }

  @Test
  void declarationsOfMechanismsGiveTheUnits() {
    Map<String, Map<String, String>> units =
        MechanismUnits.unitsOf(new MechanismLibrary(Optional.empty()).load(List.of()).catalogue());
    assertThat(units.get("pas")).containsEntry("g", "S/cm²").containsEntry("e", "mV");
    assertThat(units.get("Exp2Syn")).containsEntry("tau1", "ms");
  }
}
