package org.neurowright.engine.nmodl.corpus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.nmodl.NmodlCompiler;
import org.neurowright.engine.nmodl.NmodlResult;
import org.neurowright.engine.nmodl.NmodlSource;
import org.neurowright.engine.problem.Problem;

/** Our compiler run over the files of a corpus, so that no file can disturb another. */
final class CorpusRun {
  /** Far above what any file needs; beyond it the compiler is said to hang. */
  private static final int LIMIT_SECONDS = 60;

  private static final int BATCH = 60;

  /** What became of a file. */
  enum Outcome {
    COMPILED,
    SPIKE_PLAYER,
    REFUSED,
    CRASHED,
    HUNG
  }

  /**
   * A file and what became of it.
   *
   * @param type the mechanism when compiled
   * @param problems what the compiler said
   * @param failure stack trace of a crash, empty otherwise
   * @param seconds time of the front end
   */
  record Verdict(
      Path file,
      NmodlSource source,
      Outcome outcome,
      Optional<MechanismType> type,
      List<Problem> problems,
      String failure,
      double seconds) {

    /** Code of the first error, empty when there is none. */
    Optional<Problem> reason() {
      return problems.stream().filter(Problem::isError).findFirst();
    }
  }

  private CorpusRun() {}

  static List<Verdict> over(List<Path> files) throws IOException {
    List<Verdict> verdicts = new ArrayList<>();
    List<Verdict> batch = new ArrayList<>();
    Set<String> names = new HashSet<>();
    NmodlCompiler compiler = new NmodlCompiler(Optional.empty(), Corpus.includes());
    ExecutorService worker = Executors.newCachedThreadPool(CorpusRun::daemon);
    try {
      for (Path file : files) {
        NmodlSource source = NmodlSource.read(file);
        Verdict checked = check(compiler, file, source, worker);
        if (checked.outcome() != Outcome.COMPILED) {
          verdicts.add(checked);
          continue;
        }
        batch.add(checked);
        if (batch.size() == BATCH) {
          load(compiler, batch, verdicts);
          batch.clear();
        }
      }
      load(compiler, batch, verdicts);
    } finally {
      worker.shutdownNow();
    }
    return verdicts;
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(null, task, "corpus", 4 << 20);
    thread.setDaemon(true);
    return thread;
  }

  /** The front end alone, with a time limit. */
  private static Verdict check(
      NmodlCompiler compiler, Path file, NmodlSource source, ExecutorService worker) {
    long start = System.nanoTime();
    var task = worker.submit(() -> compiler.check(source));
    try {
      List<Problem> problems = task.get(LIMIT_SECONDS, TimeUnit.SECONDS);
      double seconds = (System.nanoTime() - start) * 1e-9;
      Outcome outcome =
          problems.stream().anyMatch(Problem::isError)
              ? Outcome.REFUSED
              : problems.stream().anyMatch(p -> p.code().equals("nmodl.spike-player"))
                  ? Outcome.SPIKE_PLAYER
                  : Outcome.COMPILED;
      return new Verdict(file, source, outcome, Optional.empty(), problems, "", seconds);
    } catch (TimeoutException e) {
      task.cancel(true);
      return new Verdict(
          file, source, Outcome.HUNG, Optional.empty(), List.of(), "", LIMIT_SECONDS);
    } catch (Exception e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return new Verdict(
          file, source, Outcome.CRASHED, Optional.empty(), List.of(), trace(cause), 0);
    }
  }

  /** Classes of many files in one go; if that fails, of each half, to find the culprit. */
  private static void load(NmodlCompiler compiler, List<Verdict> batch, List<Verdict> verdicts) {
    if (batch.isEmpty()) {
      return;
    }
    // Names are unique in one catalogue only; files of many models share names.
    List<Verdict> unique = new ArrayList<>();
    List<Verdict> later = new ArrayList<>();
    Supplier<NmodlResult> run =
        () -> compiler.compile(unique.stream().map(Verdict::source).toList());
    Set<String> names = new HashSet<>();
    for (Verdict v : batch) {
      (names.add(mechanismName(v.source())) ? unique : later).add(v);
    }
    try {
      NmodlResult result = run.get();
      if (result.types().size() == unique.size()) {
        for (int i = 0; i < unique.size(); i++) {
          verdicts.add(compiled(unique.get(i), result.types().get(i)));
        }
      } else if (unique.size() == 1) {
        throw new IllegalStateException("no type: " + result.problems());
      } else {
        unique.forEach(v -> load(compiler, List.of(v), verdicts));
      }
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      if (unique.size() == 1) {
        Verdict v = unique.getFirst();
        verdicts.add(
            new Verdict(
                v.file(),
                v.source(),
                Outcome.CRASHED,
                Optional.empty(),
                v.problems(),
                trace(e),
                v.seconds()));
      } else {
        int half = unique.size() / 2;
        load(compiler, List.copyOf(unique.subList(0, half)), verdicts);
        load(compiler, List.copyOf(unique.subList(half, unique.size())), verdicts);
      }
    }
    load(compiler, later, verdicts);
  }

  private static Verdict compiled(Verdict v, MechanismType type) {
    return new Verdict(
        v.file(), v.source(), Outcome.COMPILED, Optional.of(type), v.problems(), "", v.seconds());
  }

  /** What follows SUFFIX, POINT_PROCESS or ARTIFICIAL_CELL; the file's name where nothing does. */
  static String mechanismName(NmodlSource source) {
    var matcher =
        java.util.regex.Pattern.compile("\\b(?:SUFFIX|POINT_PROCESS|ARTIFICIAL_CELL)\\s+(\\w+)")
            .matcher(source.text());
    return matcher.find() ? matcher.group(1) : source.path();
  }

  static String trace(Throwable failure) {
    StringBuilder text = new StringBuilder(failure.toString());
    int lines = 0;
    for (StackTraceElement element : failure.getStackTrace()) {
      if (lines++ < 12) {
        text.append("\n    at ").append(element);
      }
    }
    return text.toString();
  }
}
