package org.neurowright.io.swc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.neurowright.engine.morphology.RawPoints;
import org.neurowright.engine.problem.Problem;
import org.neurowright.io.format.ReadResult;

class SwcReaderTest {
  private static final Path FILE = Path.of("cell.swc");

  @Test
  void readsPointsOfAnyLineEndAndOrder() {
    String text =
        "# remark\n\n  12 3 5.5 -1e1 0 0.5 10\r\n10 1 0 0 0 8 -1\n \n11 3 4 0 0 0.75 10\n";
    RawPoints points = new SwcReader().parse(FILE, text).orThrow();
    assertThat(points.id()).containsExactly(10, 11, 12);
    assertThat(points.type()).containsExactly(1, 3, 3);
    assertThat(points.parent()).containsExactly(-1, 0, 0);
    assertThat(points.y()).containsExactly(0f, 0f, -10f);
    assertThat(points.radius()).containsExactly(8f, 0.75f, 0.5f);
  }

  @Test
  void readsOldMacLineEndsAndSaysSo() {
    ReadResult<RawPoints> result = parse("1 1 0 0 0 8 -1\r2 3 9 0 0 1 1\r3 3 19 0 0 1 2");
    assertThat(result.orThrow().size()).isEqualTo(3);
    assertThat(codes(result)).containsExactly("swc.line-ends");
  }

  @Test
  void tellsEveryBadLineWithItsNumberAndGoesOn() {
    ReadResult<RawPoints> result =
        parse("1 1 0 0 0 8 -1\n2 3 9 0 0 1\n3 3 9 0 zero 1 1\n4.5 3 9 0 0 1 1\n5 3 9 0 0 1 1\n");
    assertThat(result.orThrow().id()).containsExactly(1, 5);
    assertThat(codes(result)).containsExactly("swc.bad-line", "swc.bad-line", "swc.bad-line");
    assertThat(result.problems()).extracting(p -> p.location().line()).containsExactly(2, 3, 4);
    assertThat(result.problems().get(1).message()).contains("Column 5").contains("zero");
  }

  @Test
  void findsAllFaultsOfTheTreeAtOnce() {
    ReadResult<RawPoints> result =
        parse(
            "1 1 0 0 0 8 -1\n2 3 9 0 0 1 7\n3 3 9 0 0 1 4\n4 3 9 0 0 0 3\n4 3 8 0 0 1 1\n5 3 0 0 0 1 -1\n");
    assertThat(result.value()).isEmpty();
    assertThat(codes(result))
        .containsExactlyInAnyOrder(
            "swc.radius",
            "swc.duplicate-id",
            "swc.missing-parent",
            "swc.parent-order",
            "swc.several-roots");
    Problem missing =
        result.problems().stream()
            .filter(p -> p.code().equals("swc.missing-parent"))
            .findFirst()
            .orElseThrow();
    assertThat(missing.location().line()).isEqualTo(2);
    assertThat(missing.message()).contains("2").contains("7");
  }

  @Test
  void warnsOfTypesThatBmtkDoesNotKnow() {
    ReadResult<RawPoints> result = parse("1 1 0 0 0 8 -1\n2 7 9 0 0 1 1\n3 7 19 0 0 1 2\n");
    assertThat(codes(result)).containsExactly("swc.custom-type", "swc.custom-type");
    assertThat(new Import3dBmtk().sections("c", result.orThrow()).sections())
        .extracting(s -> s.name())
        .containsExactly("soma[0]", "dend_7[0]");
  }

  @Test
  void emptyAndMissingFilesAreProblems() {
    assertThat(codes(parse("# nothing\n"))).containsExactly("swc.empty");
    ReadResult<RawPoints> missing = new SwcReader().read(Path.of("no-such-folder", "cell.swc"));
    assertThat(codes(missing)).containsExactly("swc.unreadable");
    assertThat(missing.problems().getFirst().message()).contains("no such file");
  }

  @Test
  void aFileThatIsWrongEverywhereGivesALimitedNumberOfProblems() {
    ReadResult<RawPoints> result = parse("1 1 0 0 0 8 -1\n" + "nonsense\n".repeat(5000));
    assertThat(result.problems()).hasSize(21);
    assertThat(result.problems().getLast().message()).contains("4980");
  }

  private static ReadResult<RawPoints> parse(String text) {
    return new SwcReader().parse(FILE, text);
  }

  private static Iterable<String> codes(ReadResult<?> result) {
    return result.problems().stream().map(Problem::code).toList();
  }
}
