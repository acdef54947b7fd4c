package org.neurowright.engine.nmodl.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.neurowright.engine.mechanism.MechanismCatalogue;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.nmodl.NmodlCompiler;
import org.neurowright.engine.nmodl.NmodlResult;
import org.neurowright.engine.nmodl.NmodlSource;
import org.neurowright.engine.nmodl.builtin.BuiltinMechanisms;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;

/**
 * Damaged files: the compiler neither hangs nor throws, every refusal says where it is, and what is
 * accepted becomes a class that runs a few steps. Seeds are fixed; a failure names the seed of its
 * mutant and prints it.
 */
final class NmodlFuzzTest {
  private static final int LIMIT_SECONDS = 30;
  private static final int STEPS = 5;

  /** A damaged one of these would do harm to the run, not to the mechanism. */
  private static final Set<String> USED_BY_THE_PROTOCOL = Set.of("SEClamp", "IClamp", "pas");

  /** What went wrong with a mutant. */
  private record Flaw(long seed, String original, String what, String mutant) {}

  @Test
  void damagedFilesOfOurOwn() throws Exception {
    List<NmodlSource> sources = ourOwn();
    assertThat(sources).hasSizeGreaterThan(10);
    assertThat(flaws(sources, 400)).isEmpty();
  }

  /** {@code -Dneurowright.fuzz} mutants (10,000 unless given) of the corpus and of our own. */
  @Test
  @Tag("conformance")
  void damagedFilesOfPublicModels() throws Exception {
    Optional<Corpus> corpus = Corpus.find();
    assumeThat(corpus).as("set -Dneurowright.corpus=<folder with .mod files>").isPresent();
    List<NmodlSource> sources = ourOwn();
    for (Path file : corpus.orElseThrow().files()) {
      sources.add(NmodlSource.read(file));
    }
    assertThat(flaws(sources, Integer.getInteger("neurowright.fuzz", 10_000))).isEmpty();
  }

  private List<NmodlSource> ourOwn() throws IOException, URISyntaxException {
    List<NmodlSource> sources = new ArrayList<>();
    Path resources = Path.of(getClass().getResource("/org/neurowright/engine/nmodl/ref").toURI());
    List<Path> folders =
        List.of(resources, resources.resolveSibling("features"), builtins(), Path.of("../samples"));
    for (Path folder : folders) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".mod")).sorted().toList()) {
          sources.add(NmodlSource.read(file));
        }
      }
    }
    return sources;
  }

  private static Path builtins() throws URISyntaxException {
    return Path.of(
            BuiltinMechanisms.class
                .getResource("/org/neurowright/engine/nmodl/builtin/hh.mod")
                .toURI())
        .getParent();
  }

  private static List<Flaw> flaws(List<NmodlSource> sources, int count)
      throws IOException, InterruptedException {
    NmodlCompiler compiler = new NmodlCompiler(Optional.empty(), Corpus.includes());
    MechanismCatalogue builtins = BuiltinMechanisms.catalogue(new NmodlCompiler());
    List<Flaw> flaws = new ArrayList<>();
    Map<String, Integer> counts = new HashMap<>();
    ExecutorService worker =
        Executors.newCachedThreadPool(task -> {
          Thread thread = new Thread(null, task, "fuzz", 4 << 20);
          thread.setDaemon(true);
          return thread;
        });
    try {
      for (int i = 0; i < count && flaws.size() < 20; i++) {
        long seed = 1_000_003L * i + 17;
        Random random = new Random(seed);
        NmodlSource original = sources.get(random.nextInt(sources.size()));
        NmodlSource mutant =
            new NmodlSource(original.path(), Mutations.mutate(original.text(), random));
        Future<String> task = worker.submit(() -> examine(compiler, builtins, mutant));
        String found;
        try {
          found = task.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
          task.cancel(true);
          found = "hangs";
        } catch (java.util.concurrent.ExecutionException e) {
          found = CorpusRun.trace(e.getCause());
        }
        if (found.equals("accepted") || found.equals("refused") || found.equals("ran")) {
          counts.merge(found, 1, Integer::sum);
        } else {
          flaws.add(new Flaw(seed, original.path(), found, mutant.text()));
        }
      }
    } finally {
      worker.shutdownNow();
    }
    Files.writeString(
        Path.of("target", "nmodl-fuzz-" + count + ".txt"),
        counts + "\n" + String.join("\n\n", flaws.stream().map(Flaw::toString).toList()));
    return flaws;
  }

  private static String examine(
      NmodlCompiler compiler, MechanismCatalogue builtins, NmodlSource mutant) {
    NmodlResult result = compiler.compile(List.of(mutant));
    List<Problem> problems = new ArrayList<>(result.problems());
    problems.addAll(compiler.unitWarnings(mutant));
    List<MechanismType> types = result.types();
    for (Problem problem : problems) {
      if (problem.location().line() <= 0 || problem.message().isEmpty()) {
        return "no place: " + problem;
      }
    }
    if (problems.stream().anyMatch(Problem::isError)) {
      return types.isEmpty() ? "refused" : "a type in spite of errors";
    }
    for (MechanismType type : types) {
      if (USED_BY_THE_PROTOCOL.contains(type.name())) {
        continue;
      }
      Protocol whole = Protocol.of(type, Set.of());
      Protocol.Run first = whole.runs().getFirst();
      Protocol.Run few =
          new Protocol.Run(
              first.label(),
              first.dtMs(),
              first.celsius(),
              first.vInitMv(),
              STEPS,
              1,
              first.clamp(),
              first.pulse(),
              first.ions(),
              Map.of(),
              Map.of(),
              first.connections());
      Protocol protocol = new Protocol(type, List.of(), whole.record(), List.of(few));
      try {
        OneCompartment.run(protocol, few, builtins.with(List.of(type)));
      } catch (ModelException documented) {
        return "ran";
      } catch (StackOverflowError endlessRecursion) {
        // The simulation loop makes nmodl.endless-recursion of it, and this run goes without one.
        return "ran";
      }
    }
    return types.isEmpty() ? "accepted" : "ran";
  }
}
