package org.neurowright.io.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.neurowright.engine.mechanism.MechanismCatalogue;
import org.neurowright.engine.nmodl.NmodlCompiler;
import org.neurowright.engine.nmodl.NmodlExamination;
import org.neurowright.engine.nmodl.NmodlResult;
import org.neurowright.engine.nmodl.NmodlSource;
import org.neurowright.engine.nmodl.builtin.BuiltinMechanisms;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.neuroml.NeuroMlMechanisms;

/**
 * Mechanism files of a model, compiled together with the built-in ones and kept in the user's
 * cache.
 */
public final class MechanismLibrary {
  private final NmodlCompiler compiler;

  /** Begun by the first who needs them. */
  private final AtomicReference<CompletableFuture<MechanismCatalogue>> builtIns =
      new AtomicReference<>();

  /** What was compiled last, or is being compiled. */
  private final AtomicReference<Compilation> latest = new AtomicReference<>();

  private record Compilation(List<NmodlSource> sources, CompletableFuture<NmodlResult> result) {}

  /** A library that keeps compiled code in the user's cache folder. */
  public MechanismLibrary() {
    this(Optional.of(cacheFolder()));
  }

  /**
   * A library.
   *
   * @param cache folder for compiled code; empty for none
   */
  public MechanismLibrary(Optional<Path> cache) {
    this(new NmodlCompiler(cache, new FileIncludes()));
  }

  private MechanismLibrary(NmodlCompiler compiler) {
    this.compiler = compiler;
  }

  /** This library with mechanisms that use no vector instructions, with the same numbers. */
  public MechanismLibrary scalar() {
    return new MechanismLibrary(compiler.scalar());
  }

  /**
   * What a list of files gives.
   *
   * @param catalogue built-in mechanisms and those of the files that could be compiled
   * @param problems everything found in the files
   */
  public record Loaded(MechanismCatalogue catalogue, List<Problem> problems) {
    public Loaded {
      problems = List.copyOf(problems);
    }
  }

  /**
   * Begins to compile files in the background, for a {@link #load} that comes soon; what is wrong
   * with them is said then.
   */
  public void prepare(List<Path> files) {
    beginBuiltIns();
    begin(sources(files, new ArrayList<>()));
  }

  /**
   * Compiles files in the given order; files that cannot be read or compiled are left out. Files
   * that did not change since they were prepared or loaded last are not compiled again.
   */
  public Loaded load(List<Path> files) {
    List<Problem> problems = new ArrayList<>();
    List<NmodlSource> sources = sources(files, problems);
    CompletableFuture<MechanismCatalogue> before = beginBuiltIns();
    NmodlResult result = await(begin(sources));
    problems.addAll(result.problems());
    return new Loaded(await(before).with(result.types()), problems);
  }

  private CompletableFuture<MechanismCatalogue> beginBuiltIns() {
    CompletableFuture<MechanismCatalogue> known = builtIns.get();
    if (known == null) {
      CompletableFuture<MechanismCatalogue> mine = new CompletableFuture<>();
      known = builtIns.compareAndSet(null, mine) ? mine : builtIns.get();
      if (known == mine) {
        mine.completeAsync(() -> BuiltinMechanisms.catalogue(compiler));
      }
    }
    return known;
  }

  /** The latest compilation if it was of the same texts; else a new one. */
  private CompletableFuture<NmodlResult> begin(List<NmodlSource> sources) {
    Compilation known = latest.get();
    if (known != null
        && known.sources().equals(sources)
        && sources.stream().noneMatch(s -> s.text().contains("INCLUDE"))) {
      return known.result();
    }
    CompletableFuture<NmodlResult> result =
        CompletableFuture.supplyAsync(() -> compiler.compile(sources));
    latest.set(new Compilation(sources, result));
    return result;
  }

  private static <T> T await(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** Everything that is wrong with a file, without compiling its code. */
  public List<Problem> check(Path file) {
    List<Problem> problems = new ArrayList<>();
    read(file, problems).ifPresent(source -> problems.addAll(compiler.check(source)));
    return problems;
  }

  /** Units that do not agree in a file; empty when it cannot be read. */
  public List<Problem> unitWarnings(Path file) {
    return NeuroMlMechanisms.isNeuroMl(file)
        ? List.of()
        : read(file, new ArrayList<>()).map(compiler::unitWarnings).orElse(List.of());
  }

  /** What can be said of a mechanism text, saved or not, without making it run. */
  public NmodlExamination examine(NmodlSource source) {
    return compiler.examine(source);
  }

  /**
   * The Java code generated for a file.
   *
   * @throws org.neurowright.engine.problem.ModelException when the file has errors
   */
  public Optional<String> javaSource(Path file) {
    return read(file, new ArrayList<>()).map(compiler::javaSource);
  }

  /**
   * Compiles files without the built-in mechanisms; types come in the order of the files that have
   * one.
   */
  public NmodlResult compile(List<Path> files) {
    List<Problem> problems = new ArrayList<>();
    NmodlResult result = compiler.compile(sources(files, problems));
    problems.addAll(result.problems());
    return new NmodlResult(result.types(), result.spikePlayers(), problems);
  }

  private static List<NmodlSource> sources(List<Path> files, List<Problem> problems) {
    List<NmodlSource> sources = new ArrayList<>();
    Set<String> translated = new HashSet<>();
    for (Path file : files) {
      if (NeuroMlMechanisms.isNeuroMl(file)) {
        ReadResult<List<NmodlSource>> channels = NeuroMlMechanisms.translate(file);
        problems.addAll(channels.problems());
        // Cells include the same channels.
        channels.value().orElse(List.of()).stream()
            .filter(source -> translated.add(source.text()))
            .forEach(sources::add);
      } else {
        read(file, problems).ifPresent(sources::add);
      }
    }
    return sources;
  }

  private static Optional<NmodlSource> read(Path file, List<Problem> problems) {
    try {
      return Optional.of(NmodlSource.read(file));
    } catch (IOException e) {
      problems.add(
          Problem.error(
                  "nmodl.unreadable",
                  Location.of(file),
                  Files.exists(file)
                      ? "the mechanism file cannot be read"
                      : "there is no such mechanism file")
              .hint("Check the path and its permissions."));
      return Optional.empty();
    }
  }

  /** Where this system keeps what can be made again. */
  static Path cacheFolder() {
    String os = System.getProperty("os.name", "").toLowerCase(java.util.Locale.ROOT);
    Path home = Path.of(System.getProperty("user.home", "."));
    String named = System.getenv(os.contains("win") ? "LOCALAPPDATA" : "XDG_CACHE_HOME");
    Path base;
    if (named != null && !named.isBlank()) {
      base = Path.of(named);
    } else if (os.contains("mac")) {
      base = home.resolve("Library/Caches");
    } else {
      base = home.resolve(".cache");
    }
    return base.resolve("neurowright").resolve("mechanisms");
  }
}
