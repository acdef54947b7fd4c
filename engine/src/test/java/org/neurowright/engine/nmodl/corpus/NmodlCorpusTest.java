package org.neurowright.engine.nmodl.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurowright.engine.nmodl.NmodlCompiler;
import org.neurowright.engine.nmodl.NmodlSource;
import org.neurowright.engine.nmodl.corpus.CorpusRun.Outcome;
import org.neurowright.engine.nmodl.corpus.CorpusRun.Verdict;
import org.neurowright.engine.problem.Problem;

/**
 * Every {@code .mod} file of the folder {@code -Dneurowright.corpus} through our compiler and
 * through NEURON's translator. What was found is written to {@code target/nmodl-corpus.md}.
 */
@Tag("conformance")
final class NmodlCorpusTest {
  @TempDir static Path scratch;
  private static Corpus corpus;
  private static List<Verdict> verdicts;
  private static Optional<Set<Path>> accepted = Optional.empty();
  private static final List<Path> NEEDLESS_UNIT_WARNINGS = new ArrayList<>();
  private static String unitTable = "";

  @BeforeAll
  static void compileEverything() throws IOException, InterruptedException {
    Optional<Corpus> found = Corpus.find();
    assumeThat(found).as("set -Dneurowright.corpus=<folder with .mod files>").isPresent();
    corpus = found.orElseThrow();
    verdicts = CorpusRun.over(corpus.files());
    Optional<Nocmodl> nocmodl = Nocmodl.find(scratch);
    if (nocmodl.isPresent()) {
      Set<Path> files = new HashSet<>();
      for (Path file : corpus.files()) {
        if (nocmodl.orElseThrow().accepts(file)) {
          files.add(file);
        }
      }
      accepted = Optional.of(files);
      compareUnits(nocmodl.orElseThrow());
    }
    Files.writeString(Path.of("target", "nmodl-corpus.md"), report());
  }

  /** Who complains about units: NEURON's modlunit, we, both or nobody. */
  private static void compareUnits(Nocmodl neuron) throws IOException, InterruptedException {
    NmodlCompiler compiler = new NmodlCompiler(Optional.empty(), Corpus.includes());
    Map<String, Integer> counts = new TreeMap<>();
    StringBuilder silent = new StringBuilder();
    for (Path file : corpus.files()) {
      boolean weAccept = compiler.unitWarnings(NmodlSource.read(file)).isEmpty();
      boolean neuronAccepts = neuron.agreesWithUnitsOf(file);
      counts.merge(
          "modlunit %s, we %s"
              .formatted(neuronAccepts ? "accepts" : "complains", weAccept ? "accept" : "complain"),
          1,
          Integer::sum);
      if (neuronAccepts && !weAccept) {
        NEEDLESS_UNIT_WARNINGS.add(file);
      } else if (weAccept && !neuronAccepts) {
        silent.append(corpus.nameOf(file)).append('\n');
      }
    }
    unitTable = "\n## Units\n\n" + counts + "\n\nmodlunit alone complains about:\n" + silent;
  }

  @Test
  void unitsThatModlunitAcceptsGiveNoWarning() {
    assumeThat(accepted).as("set -Dneurowright.python=<python with neuron>").isPresent();
    assertThat(NEEDLESS_UNIT_WARNINGS).isEmpty();
  }

  @Test
  void theCorpusIsWorthTheName() {
    assertThat(corpus.files()).hasSizeGreaterThan(50);
    assertThat(verdicts).hasSameSizeAs(corpus.files());
  }

  @Test
  void noFileMakesTheCompilerFailOrHang() {
    assertThat(verdicts)
        .filteredOn(v -> v.outcome() == Outcome.CRASHED || v.outcome() == Outcome.HUNG)
        .extracting(v -> corpus.nameOf(v.file()) + ": " + v.outcome() + " " + v.failure())
        .isEmpty();
  }

  @Test
  void everyRefusalSaysWhereAndWhy() {
    assertThat(verdicts)
        .filteredOn(v -> v.outcome() == Outcome.REFUSED)
        .allSatisfy(v ->
            assertThat(v.problems())
                .filteredOn(Problem::isError)
                .isNotEmpty()
                .allSatisfy(p -> {
                  assertThat(p.code()).startsWith("nmodl.");
                  assertThat(p.location().line()).as(p.toString()).isPositive();
                }));
  }

  /** A file that NEURON accepts is refused only for one of the reasons that docs/nmodl.md lists. */
  @Test
  void whatNeuronAcceptsIsRefusedForListedReasonsOnly() {
    assumeThat(accepted).as("set -Dneurowright.python=<python with neuron>").isPresent();
    assertThat(verdicts)
        .filteredOn(
            v -> v.outcome() == Outcome.REFUSED && accepted.orElseThrow().contains(v.file()))
        .filteredOn(v ->
            v.problems().stream()
                .filter(Problem::isError)
                .noneMatch(p -> ListedReasons.CODES.contains(p.code())))
        .extracting(v -> v.reason().orElseThrow().toString())
        .isEmpty();
  }

  private static String report() {
    StringBuilder text = new StringBuilder();
    Map<Outcome, Integer> outcomes = new TreeMap<>();
    Map<String, int[]> constructs = new TreeMap<>();
    Map<String, List<Verdict>> reasons = new TreeMap<>();
    for (Verdict v : verdicts) {
      outcomes.merge(v.outcome(), 1, Integer::sum);
      for (String construct : Constructs.in(v.source().text())) {
        int[] counts = constructs.computeIfAbsent(construct, c -> new int[2]);
        counts[0]++;
        if (v.outcome() == Outcome.COMPILED || v.outcome() == Outcome.SPIKE_PLAYER) {
          counts[1]++;
        }
      }
      Set<String> keys = new HashSet<>();
      for (Problem p : v.problems()) {
        if (p.isError()) {
          keys.add(reasonKey(p));
        }
      }
      keys.forEach(key -> reasons.computeIfAbsent(key, k -> new ArrayList<>()).add(v));
    }
    text.append("files ").append(verdicts.size()).append(", ").append(outcomes);
    accepted.ifPresent(a -> text.append(", accepted by nocmodl ").append(a.size()));
    text.append("\n\n| construct | files | compiled |\n|---|---|---|\n");
    constructs.forEach((name, n) -> text.append("| %s | %d | %d |%n".formatted(name, n[0], n[1])));
    text.append("\n| reason | files | only reason | for instance |\n|---|---|---|---|\n");
    reasons.entrySet().stream()
        .sorted(Comparator.comparingInt(e -> -e.getValue().size()))
        .forEach(e -> {
          long alone =
              e.getValue().stream()
                  .filter(v ->
                      v.problems().stream()
                          .filter(Problem::isError)
                          .allMatch(p -> reasonKey(p).equals(e.getKey())))
                  .count();
          text.append(
              "| %s | %d | %d | %s |%n"
                  .formatted(
                      e.getKey(),
                      e.getValue().size(),
                      alone,
                      corpus.nameOf(e.getValue().getFirst().file())));
        });
    text.append("\n## Files that were not compiled\n\n");
    for (Verdict v : verdicts) {
      if (v.outcome() != Outcome.COMPILED && v.outcome() != Outcome.SPIKE_PLAYER) {
        text.append(
            "%s %s%s%n"
                .formatted(
                    v.outcome(),
                    corpus.nameOf(v.file()),
                    accepted
                        .map(a -> a.contains(v.file()) ? "" : " (nocmodl refuses it too)")
                        .orElse("")));
        v.problems().stream()
            .filter(Problem::isError)
            .forEach(p ->
                text.append("    ")
                    .append(p.code())
                    .append(' ')
                    .append(p.location().line())
                    .append(": ")
                    .append(p.message())
                    .append('\n'));
        text.append(v.failure().isEmpty() ? "" : "    " + v.failure() + "\n");
      }
    }
    text.append(unitTable);
    text.append("\n## Slowest front ends\n\n");
    verdicts.stream()
        .sorted(Comparator.comparingDouble((Verdict v) -> -v.seconds()))
        .limit(5)
        .forEach(v -> text.append("%.2f s %s%n".formatted(v.seconds(), corpus.nameOf(v.file()))));
    return text.toString();
  }

  /** Code and, for what is not translated, the construct; names are left out. */
  private static String reasonKey(Problem p) {
    return p.code().equals("nmodl.untranslated")
        ? p.code()
            + ": "
            + p.message()
                .replaceAll("(POINTER|POINTER in the|FUNCTION_TABLE|TABLE of) \\w+ is", "$1 … is")
        : p.code();
  }
}
