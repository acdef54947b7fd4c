package org.neurowright.engine.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurowright.engine.bench.Specimen;
import org.neurowright.engine.nmodl.NmodlCompiler;
import org.neurowright.engine.nmodl.builtin.BuiltinMechanisms;
import org.neurowright.engine.problem.Problem;

class RegionTest {
  private static CellTable table;

  @BeforeAll
  static void make() {
    Specimen specimen = CellTableTest.oddTree(BuiltinMechanisms.catalogue(new NmodlCompiler()));
    table = CellTable.of(specimen, specimen.cell());
  }

  /** Segments 0-2 dend[0], 3 soma, 4-6 dend[1], 7 dend[2], 8 dend[3], 9-13 apic[0]. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "soma | 3",
        "soma, apic | 3 9 10 11 12 13",
        "soma, | 3",
        "dend[1] | 4 5 6",
        "dend[1:2] | 4 5 6 7",
        "dend[2:] | 7 8",
        "dend[:1], dend[3] | 0 1 2 4 5 6 8",
        "basal[1] | 4 5 6",
        "basal | 0 1 2 4 5 6 7 8",
        "apic distance > 20 | 11 12 13",
        "apic and distance > 20 or soma | 3 11 12 13",
        "soma, apic distance > 20 | 3 11 12 13",
        "apic (distance > 20 and distance < 40) | 11 12",
        "diam < 1 | 7",
        "10 < distance <= 40 | 4 5 10 11 12",
        "not basal | 3 9 10 11 12 13",
        "not basal, dend[3] | 3 8 9 10 11 12 13",
        "dend not dend[0] | 4 5 6 7 8",
        "has(hh) | 3 9 10 11 12 13",
        "hh not soma | 9 10 11 12 13",
        "has(ena) | 3",
        "g_pas > 5e-5 dend | 6",
        "dend[1](0.5) | 5",
        "dend[1](0.4:1) | 5 6",
        "apic(1) | 13",
        "tip | 4 5 6 7 8 9 10 11 12 13",
        "name == 'dend[2]' | 7",
        "kind in ['soma', 'apic'] distance < 10 | 3 9",
        "all x > 0.8 nseg > 1 | 2 6 13",
        "L == 40 | 7",
        "area > 1000 | 3",
        "order == 0 | 3",
        "dend if distance < 50 else apic | 0 1 2 4 5",
        "apic distance > 1e6 | ",
      })
  void regionsMeanTheirSegments(String text, String segments) {
    Region found = Region.find(text, table);
    assertThat(found.problems()).isEmpty();
    assertThat(
            found.segments().stream().mapToObj(Integer::toString).collect(Collectors.joining(" ")))
        .isEqualTo(segments == null ? "" : segments);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "apc[3] | 1 | apic",
        "soma, dend[17] | 7 | dend[0] to dend[3]",
        "soma distnce > 3 | 6 | distance",
        "apic distance > | 16 |",
        "dend[1](1.5) | 1 | 0 (near end) to 1 (far end)",
        "soma, dend[a] | 7 | dend[3]",
        "distance + 1 | 1 | true or false",
        "distance > uniform(0, 9) | 1 | uniform",
      })
  void mistakesAreSaidWhereTheyAre(String text, int column, String mentioned) {
    Region found = Region.find(text, table);
    assertThat(found.segments().isEmpty()).isTrue();
    Problem first = found.problems().getFirst();
    assertThat(first.location().column()).isEqualTo(column);
    assertThat(first.message() + first.expected() + first.hint())
        .contains(mentioned == null ? "" : mentioned)
        .doesNotContain("`");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        ",",
        "(",
        ")",
        "[",
        "]",
        "dend[",
        "dend[1",
        "dend[1:",
        "dend[]",
        "dend[:]",
        "dend[1](",
        "dend[1](.",
        "'",
        "`",
        "not",
        "and and",
        "soma,,apic",
        "has",
        "has(",
        "has()",
        "1",
        "1.",
        "in",
        "soma in",
        "(((",
        "dend[99999999999]",
        "dend(1e)",
        "§",
        "soma..",
        "x.y",
        "if",
        "kind == 'a",
        "dend[1](..5)"
      })
  void anyTextHasAnAnswer(String text) {
    Region found = Region.find(text, table);
    for (Problem problem : found.problems()) {
      assertThat(problem.location().column()).isBetween(1, text.length() + 1);
    }
  }

  @Test
  void whatIsFoundIsMeasured() {
    CellTable.Extent extent = table.extent(Region.find("dend[1], soma", table).segments());
    assertThat(extent.sections()).isEqualTo(2);
    assertThat(extent.segments()).isEqualTo(4);
    assertThat(extent.lengthUm()).isCloseTo(80, within(1e-9));
    // Provenance: areas of NEURON 9.0.2, see CellTableTest.
    assertThat(extent.areaUm2())
        .isCloseTo(1005.3096491487338 + 3 * 62.83185307179586, within(1e-9));
  }

  @Test
  void wordsAreNamesMeasuresMechanismsAndParameters() {
    List<String> names = Region.words(table).stream().map(Region.Word::name).toList();
    assertThat(names)
        .contains("soma", "basal", "all", "dend", "distance", "hh", "gnabar_hh", "has")
        .doesNotHaveDuplicates();
  }
}
