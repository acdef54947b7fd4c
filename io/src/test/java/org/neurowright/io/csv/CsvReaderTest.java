package org.neurowright.io.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurowright.engine.problem.Problem;
import org.neurowright.io.format.ReadResult;

class CsvReaderTest {
  private static final Path FILE = Path.of("types.csv");

  @Test
  void readsQuotedCellsAndCarriageReturns() {
    CsvTable table = clean("id sections name\r\n100 \"['soma', 'basal']\" \"say \"\"a\"\"\"\r\n");
    assertThat(table.columns()).containsExactly("id", "sections", "name");
    assertThat(table.rows().getFirst()).containsExactly("100", "['soma', 'basal']", "say \"a\"");
    assertThat(table.where(0).line()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"NULL", "NONE", "NaN", "nan", "N/A", "<NA>", "\"\"", "None"})
  void nullWordsAreNoValues(String word) {
    assertThat(clean("a b\n1 " + word + "\n").cell(0, 1)).isNull();
  }

  @Test
  void twoSeparatorsEncloseAnEmptyCellWhereTheRowFitsTheHeader() {
    // What BMTK's builder writes for None in node types.
    CsvTable table = clean("node_type_id model_type ei dynamics pop\n100 point_neuron e  NULL\n");
    assertThat(table.rows().getFirst()).containsExactly("100", "point_neuron", "e", null, null);
  }

  @Test
  void severalSpacesAreOneSeparatorWithAWordOnIt() {
    ReadResult<CsvTable> result =
        CsvReader.read("id  type   ei \n100  virtual e\n101 virtual  i\n", FILE, ' ');
    assertThat(result.problems()).extracting(Problem::code).containsExactly("csv.several-spaces");
    assertThat(result.orThrow().rows())
        .containsExactly(
            new String[] {"100", "virtual", "e"}, new String[] {"101", "virtual", "i"});
  }

  @Test
  void rowsThatDoNotFitAreLocated() {
    ReadResult<CsvTable> result = CsvReader.read("a b\n1 2 3\n4\n", FILE, ' ');
    assertThat(result.problems())
        .extracting(Problem::code)
        .containsExactly("csv.too-many-cells", "csv.too-few-cells");
    assertThat(result.problems()).extracting(p -> p.location().line()).containsExactly(2, 3);
  }

  @Test
  void anotherSeparatorIsRecognised() {
    ReadResult<CsvTable> result = CsvReader.read("a,b\n1,two words\n", FILE, ' ');
    assertThat(result.problems()).extracting(Problem::code).containsExactly("csv.separator");
    assertThat(result.orThrow().cell(0, 1)).isEqualTo("two words");
  }

  @Test
  void columnsAreNumericOnlyWhenAllCellsAre() {
    CsvTable table = clean("a b c d\n1 1 NULL 1d\n2e-3 x NULL 2\n");
    assertThat(table.isNumeric(0)).isTrue();
    assertThat(table.isNumeric(1)).isFalse();
    assertThat(table.isNumeric(2)).isFalse();
    assertThat(table.isNumeric(3)).as("1d is a number for Java only").isFalse();
  }

  @Test
  void emptyAndBrokenTablesAreProblems() {
    assertThat(CsvReader.read("\n \n", FILE, ' ').problems())
        .extracting(Problem::code)
        .containsExactly("csv.empty");
    assertThat(CsvReader.read("a b\n1 \"open\n", FILE, ' ').problems())
        .extracting(Problem::code)
        .contains("csv.open-quote");
  }

  private static CsvTable clean(String text) {
    ReadResult<CsvTable> result = CsvReader.read(text, FILE, ' ');
    assertThat(result.problems()).isEmpty();
    return result.orThrow();
  }
}
