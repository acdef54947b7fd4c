package org.neurowright.io.hoc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Severity;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.hoc.cell.HocCell;
import org.neurowright.io.hoc.cell.HocTemplates;

/** What is wrong with hoc code is said with its place, the calls that led there and a remedy. */
class HocProblemsTest {
  @TempDir Path folder;

  private ReadResult<HocCell> make(String text, Object... arguments) {
    try {
      Path file = folder.resolve("cell.hoc");
      Files.writeString(file, text);
      return HocTemplates.in(folder)
          .withMechanisms(HocReferenceTest.BUILT_IN)
          .withStatementLimit(1_000_000)
          .instantiate(file, "Cell", List.of(arguments));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String cell(String init) {
    return "begintemplate Cell\npublic soma, all\ncreate soma[1]\nobjref all, o, r, f\nstrdef s\ndouble d[3]\n"
        + "proc init() {\n"
        + init
        + "\n}\nendtemplate Cell\n";
  }

  private Problem only(String text, Object... arguments) {
    List<Problem> errors =
        make(text, arguments).problems().stream().filter(Problem::isError).toList();
    assertThat(errors).hasSize(1);
    return errors.getFirst();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hoc.undefined|x = nothing + 1",
        "hoc.undefined|doesNotExist(3)",
        "hoc.not-inserted|soma gnabar_hh = 1",
        "hoc.not-inserted|soma ena = 1",
        "hoc.unknown-mechanism|soma insert nax",
        "hoc.index|d[3] = 1",
        "hoc.index|soma[1] { L = 1 }",
        "hoc.nil|o.count()",
        "hoc.no-member|o = new Vector() o.nonsense()",
        "hoc.argument|x = $1",
        "hoc.type|s = 3",
        "hoc.type|o = 3",
        "hoc.type|x = s",
        "hoc.type|soma[0] insert IClamp",
        "hoc.arithmetic|x = 1/0",
        "hoc.arithmetic|x = sqrt(-1)",
        "hoc.nseg|soma nseg = 0",
        "hoc.length|soma L = -1",
        "hoc.position|soma diam(1.5) = 2",
        "hoc.create|create dend[3]",
        "hoc.connect|connect soma(0.5), soma(1)",
        "hoc.endless|while (1) { x = 1 }",
        "hoc.recursion|init()",
        "hoc.refused|system(\"ls\")",
        "hoc.refused|nrnpython(\"import os\")",
        "hoc.refused|wopen(\"x\")",
        "hoc.refused|f = new File() f.wopen(\"x\")",
        "hoc.refused|fadvance()",
        "hoc.stop|stop",
        "hoc.execerror|execerror(\"no\", \"cell\")",
        "hoc.missing-file|load_file(\"absent.hoc\")",
        "hoc.missing-file|load_file(\"/etc/passwd\")",
        "hoc.format|sprint(s, \"%y\", 1)",
        "hoc.array-size|objref q[0]",
        "hoc.no-template|o = new Absent()",
        "hoc.no-section|nseg = 3"
      })
  void hasCodePlaceAndCalls(String code, String statement) {
    Problem problem = only(cell("\n" + statement));
    assertThat(problem.code()).isEqualTo(code);
    assertThat(problem.location().path()).endsWith("cell.hoc");
    assertThat(problem.location().line()).isEqualTo(9);
    assertThat(problem.location().column()).isPositive();
    if (!code.equals("hoc.unknown-mechanism")) {
      assertThat(problem.message()).contains("Cell.init line");
    }
  }

  @Test
  void saysHowTheCodeGotThere() {
    Problem problem =
        only(
            "begintemplate Cell\ncreate soma[1]\nproc inner() {\n  x = 1/$1\n}\nproc outer() {\n  inner($1)\n}\n"
                + "proc init() {\n  outer(0)\n}\nendtemplate Cell\n");
    assertThat(problem.message())
        .contains("Division by zero")
        .contains("Cell.inner line 4 <- Cell.outer line 7 <- Cell.init line 10");
  }

  @Test
  void findsAllErrorsOfSyntax() {
    List<Problem> problems =
        make("begintemplate Cell\ncreate soma[1]\nproc a() { x = }\nproc b() {\n  if (x { y = 1 }\n  z = 2\n}\n"
                + "proc c() { x=1; y=2 }\nproc init() { soma { L = 10 }\n  connect soma(0) soma(1)\n}\nendtemplate Cell\n")
            .problems();
    assertThat(problems).extracting(Problem::code).containsOnly("hoc.syntax");
    assertThat(problems).extracting(p -> p.location().line()).containsExactly(3, 5, 8, 10);
    assertThat(problems.get(2).hint()).contains("semicolons");
  }

  @Test
  void ignoresWindowsAndSaysSo() {
    ReadResult<HocCell> cell =
        make(
            "load_file(\"nrngui.hoc\")\nxpanel(\"a\")\n"
                + cell(
                    "o = new Graph() o.size(0, 1, 2, 3)\nall = new SectionList() soma all.append()"));
    assertThat(cell.value()).isPresent();
    assertThat(cell.problems())
        .extracting(Problem::severity)
        .containsOnly(Severity.WARNING)
        .hasSize(2);
  }

  @Test
  void keepsSharedVariablesOfMechanisms() {
    HocCell cell =
        make(cell("usetable_hh = 0 celsius = 30\nall = new SectionList() soma all.append()"))
            .value()
            .orElseThrow();
    assertThat(cell.cell().globals().keySet()).isSubsetOf("usetable_hh");
  }

  @Test
  void findsTemplatesOfNeighbouringFiles() throws IOException {
    Files.writeString(
        folder.resolve("helper.hoc"),
        "func size() { return 33 }\nbegintemplate Helper\npublic n\nproc init() { n = $1 }\nendtemplate Helper\n");
    HocCell cell =
        make("begintemplate Cell\npublic soma\nexternal size\ncreate soma[1]\nobjref h\nproc init() {\n"
                + " h = new Helper(3)\n soma { nseg = h.n L = size() }\n}\nendtemplate Cell\n")
            .value()
            .orElseThrow();
    assertThat(cell.cell().sections().getFirst().nseg()).isEqualTo(3);
    assertThat(cell.cell().sections().getFirst().lengthUm()).isEqualTo(33);
  }

  @Test
  void listsTemplates() throws IOException {
    Path file = folder.resolve("two.hoc");
    Files.writeString(
        file,
        "begintemplate A\npublic x\nproc init() { x = $1 + $3 }\nendtemplate A\nbegintemplate B\nendtemplate B\n");
    var templates = HocTemplates.in(folder).templates(file).value().orElseThrow();
    assertThat(templates).extracting(t -> t.name()).containsExactly("A", "B");
    assertThat(templates).extracting(t -> t.arguments()).containsExactly(3, 0);
    assertThat(templates.get(1).where().line()).isEqualTo(5);
  }

  @Test
  void readsThousandsOfPointsQuickly() {
    StringBuilder text = new StringBuilder("begintemplate Cell\ncreate soma[1], dend[100]\n");
    for (int i = 0; i < 100; i++) {
      text.append("proc p").append(i).append("() {\n");
      for (int k = 0; k < 80; k++) {
        text.append("  dend[").append(i).append("] pt3dadd(").append(k + 0.5 * i).append(", ");
        text.append(k % 7).append(".25, -3e-1, ").append(1 + k % 3).append(")\n");
      }
      text.append("}\n");
    }
    text.append("proc init() { local i\n");
    for (int i = 0; i < 100; i++) {
      text.append("  p")
          .append(i)
          .append("()\n  connect dend[")
          .append(i)
          .append("](0), soma(1)\n");
    }
    text.append("}\nendtemplate Cell\n");
    make(text.toString());
    long start = System.nanoTime();
    HocCell cell = make(text.toString()).value().orElseThrow();
    double seconds = (System.nanoTime() - start) * 1e-9;
    assertThat(cell.cell().sections()).hasSize(101);
    // 8,000 points; a tenth of this on an idle machine, the limit is for one that builds besides.
    assertThat(seconds).isLessThan(2);
  }
}
