package org.neurowright.engine.nmodl;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.neurowright.engine.mechanism.MechanismKernel;
import org.neurowright.engine.mechanism.MechanismKind;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.nmodl.ast.Block;
import org.neurowright.engine.nmodl.ast.Program;
import org.neurowright.engine.nmodl.emit.GeneratedKernel;
import org.neurowright.engine.nmodl.emit.KernelWriter;
import org.neurowright.engine.nmodl.kernel.BlockMath;
import org.neurowright.engine.nmodl.load.KernelLoader;
import org.neurowright.engine.nmodl.parse.IncludeResolver;
import org.neurowright.engine.nmodl.parse.NmodlParser;
import org.neurowright.engine.nmodl.pass.ImplicitSymbols;
import org.neurowright.engine.nmodl.pass.Lowered;
import org.neurowright.engine.nmodl.pass.Lowering;
import org.neurowright.engine.nmodl.pass.SuperpositionProof;
import org.neurowright.engine.nmodl.symbol.Declarations;
import org.neurowright.engine.nmodl.symbol.SymbolTable;
import org.neurowright.engine.nmodl.units.UnitChecks;
import org.neurowright.engine.nmodl.verbatim.VerbatimTranslation;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;

/**
 * Compiles NMODL files to mechanisms.
 *
 * <p>Example:
 *
 * <pre>{@code
 * NmodlCompiler compiler = new NmodlCompiler(Optional.of(cacheFolder), IncludeResolver.NONE);
 * NmodlResult result = compiler.compile(List.of(NmodlSource.read(Path.of("NaTs.mod"))));
 * }</pre>
 *
 * <p>Front-end work takes milliseconds per file; Java's compiler takes most of a second when it
 * runs for the first time, so compile many files in one call and give a cache folder.
 */
public final class NmodlCompiler {
  /** Changes whenever the same file may give other code; part of the cache key. */
  static final String VERSION = "4";

  private final IncludeResolver includes;
  private final KernelLoader loader;
  private final boolean blocks;

  /** A compiler without cache and without INCLUDE. */
  public NmodlCompiler() {
    this(Optional.empty(), IncludeResolver.NONE);
  }

  /**
   * A compiler.
   *
   * @param cacheFolder where compiled kernels are kept between runs; made when first needed
   * @param includes finds the files of INCLUDE statements
   */
  public NmodlCompiler(Optional<Path> cacheFolder, IncludeResolver includes) {
    this(
        new KernelLoader(KernelWriter.PACKAGE, VERSION, cacheFolder),
        includes,
        BlockMath.usesVectors());
  }

  private NmodlCompiler(KernelLoader loader, IncludeResolver includes, boolean blocks) {
    this.loader = loader;
    this.includes = includes;
    this.blocks = blocks;
  }

  /**
   * A compiler whose kernels run one instance after the other: slower, with the same numbers, for
   * comparing.
   */
  public NmodlCompiler scalar() {
    return new NmodlCompiler(loader, includes, false);
  }

  /** A file that went through the front end. */
  private record Translated(
      SymbolTable symbols, String title, Lowered lowered, GeneratedKernel kernel) {}

  /** What the front end says of a file. */
  private record FrontEnd(
      String path,
      Optional<Translated> translated,
      List<Problem> problems,
      List<String> spikePlayers) {}

  private FrontEnd frontEnd(NmodlSource source) {
    Problems problems = new Problems();
    List<String> spikePlayers = new ArrayList<>();
    Optional<Translated> translated = translate(source, problems, spikePlayers);
    return new FrontEnd(source.path(), translated, problems.toList(), spikePlayers);
  }

  /** Compiles files; those with errors give problems and no type. */
  public NmodlResult compile(List<NmodlSource> sources) {
    Problems problems = new Problems();
    List<Translated> translated = new ArrayList<>();
    List<String> spikePlayers = new ArrayList<>();
    Map<String, String> pathOfName = new HashMap<>();
    for (FrontEnd file : sources.parallelStream().map(this::frontEnd).toList()) {
      problems.addAll(file.problems());
      spikePlayers.addAll(file.spikePlayers());
      String path = file.path();
      file.translated()
          .ifPresent(t -> {
            String earlier = pathOfName.putIfAbsent(t.symbols().name(), path);
            if (earlier == null) {
              translated.add(t);
            } else {
              problems.add(
                  Problem.error(
                          "nmodl.duplicate-mechanism",
                          Location.of(path, 1, 1),
                          "the mechanism "
                              + t.symbols().name()
                              + " is already defined in "
                              + earlier)
                      .hint("Rename one of them or remove one file."));
            }
          });
    }
    List<Supplier<MechanismKernel>> factories =
        loader.load(
            translated.stream()
                .map(
                    t -> new KernelLoader.KernelSource(t.kernel().className(), t.kernel().source()))
                .toList());
    List<MechanismType> types = new ArrayList<>();
    for (int i = 0; i < translated.size(); i++) {
      types.add(type(translated.get(i), factories.get(i)));
    }
    return new NmodlResult(types, spikePlayers, problems.toList());
  }

  /** Everything that is wrong with a file, without compiling its code. */
  public List<Problem> check(NmodlSource source) {
    Problems problems = new Problems();
    translate(source, problems, new ArrayList<>());
    return problems.toList();
  }

  /**
   * Warnings about units that do not agree, as NEURON's {@code modlunit} gives them; they never
   * keep a file from running, and {@link #compile} and {@link #check} do not look for them.
   */
  public List<Problem> unitWarnings(NmodlSource source) {
    Problems syntax = new Problems();
    Program program = NmodlParser.parse(source.path(), source.text(), includes, syntax);
    return syntax.hasErrors() ? List.of() : UnitChecks.of(program);
  }

  /**
   * The Java code of a file.
   *
   * @throws ModelException when the file has errors, or is a spike player and so has no code
   */
  public String javaSource(NmodlSource source) {
    Problems problems = new Problems();
    Optional<Translated> translated = translate(source, problems, new ArrayList<>());
    problems.throwIfErrors();
    return translated
        .orElseThrow(() ->
            new ModelException(
                Problem.error(
                    "nmodl.spike-player",
                    Location.of(source.path(), 1, 1),
                    "the file plays given event times; the engine's own spike player does this without code")))
        .kernel()
        .source();
  }

  /**
   * Everything that can be said of a file without compiling its Java code; takes milliseconds.
   * Units are looked at when there are no errors, and told for the file itself, not for what it
   * includes.
   */
  public NmodlExamination examine(NmodlSource source) {
    Problems problems = new Problems();
    Optional<Translated> translated = translate(source, problems, new ArrayList<>());
    if (!problems.hasErrors()) {
      unitWarnings(source).stream()
          .filter(p -> p.location().path().equals(source.path()))
          .forEach(problems::add);
    }
    return new NmodlExamination(
        problems.toList(),
        translated.map(t ->
            type(
                t,
                () -> {
                  throw new IllegalStateException(
                      "examined mechanisms have no code: compile the file");
                })),
        translated.map(t -> t.kernel().source()));
  }

  private Optional<Translated> translate(
      NmodlSource source, Problems all, List<String> spikePlayers) {
    Problems problems = new Problems();
    Optional<Translated> result = Optional.empty();
    Program program = NmodlParser.parse(source.path(), source.text(), includes, problems);
    boolean readable = !problems.hasErrors();
    SymbolTable raw = Declarations.of(program, new Problems());
    if (SpikePlayers.isSpikePlayer(program, raw)) {
      spikePlayers.add(raw.name());
      all.add(
          Problem.info(
              "nmodl.spike-player",
              Location.of(source.path(), 1, 1),
              raw.name() + " plays given event times: the engine's own spike player is used"));
      return Optional.empty();
    }
    program = VerbatimTranslation.translate(program);
    SymbolTable symbols = ImplicitSymbols.add(program, Declarations.of(program, problems));
    if (readable) {
      Lowered lowered = Lowering.lower(program, symbols, problems);
      if (!problems.hasErrors()) {
        String title =
            program.blocks(Block.Title.class).findFirst().map(Block.Title::text).orElse("");
        result =
            Optional.of(
                new Translated(
                    symbols, title, lowered, KernelWriter.write(symbols, lowered, blocks)));
      }
    }
    all.addAll(problems.toList());
    return result;
  }

  private static MechanismType type(Translated t, Supplier<MechanismKernel> factory) {
    SymbolTable symbols = t.symbols();
    int arguments = t.lowered().receiveArguments().map(List::size).orElse(-1);
    return new MechanismType(
        symbols.name(),
        symbols.kind(),
        t.title(),
        t.kernel().variables(),
        t.kernel().globals(),
        symbols.ions(),
        symbols.currents(),
        symbols.kind() != MechanismKind.ARTIFICIAL_CELL && symbols.electrodeCurrent(),
        arguments,
        t.kernel().phases(),
        SuperpositionProof.of(symbols, t.lowered()),
        factory);
  }
}
