package org.neurowright.engine.morphology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.neurowright.engine.description.SectionGeometry;
import org.neurowright.engine.description.SectionKind;

class ImportedSectionTest {
  @Test
  void swcIdsAreTakenAsEvenlySpaced() {
    ImportedSection section = section(11, 12, 15, 16);
    assertThat(section.swcId(0)).isEqualTo(11);
    assertThat(section.swcId(0.25)).isEqualTo(11);
    assertThat(section.swcId(0.3)).isEqualTo(12);
    assertThat(section.swcId(0.75)).isEqualTo(15);
    assertThat(section.swcId(1)).isEqualTo(16);
    assertThat(section(7).swcId(0.9)).isEqualTo(7);
    assertThat(section().swcId(0.9)).isEqualTo(-1);
  }

  private static ImportedSection section(int... swcIds) {
    SectionGeometry.Points points =
        new SectionGeometry.Points(
            new float[] {0, 3}, new float[] {0, 4}, new float[2], new float[] {1, 1});
    ImportedSection section =
        new ImportedSection(
            "dend[0]", SectionKind.DEND, 0, points, -1, 0, Optional.empty(), swcIds);
    assertThat(section.lengthUm()).isEqualTo(5);
    return section;
  }
}
