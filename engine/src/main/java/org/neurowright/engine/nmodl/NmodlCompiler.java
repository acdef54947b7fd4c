package org.neurowright.engine.nmodl;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.neurowright.engine.mechanism.MechanismKind;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.nmodl.ast.Block;
import org.neurowright.engine.nmodl.ast.Program;
import org.neurowright.engine.nmodl.emit.GeneratedKernel;
import org.neurowright.engine.nmodl.emit.KernelWriter;
import org.neurowright.engine.nmodl.kernel.BlockMath;
import org.neurowright.engine.nmodl.load.KernelLoader;
import org.neurowright.engine.nmodl.load.ProgramFingerprint;
import org.neurowright.engine.nmodl.load.Translation;
import org.neurowright.engine.nmodl.load.TranslationCache;
import org.neurowright.engine.nmodl.parse.IncludeResolver;
import org.neurowright.engine.nmodl.parse.NmodlParser;
import org.neurowright.engine.nmodl.pass.ImplicitSymbols;
import org.neurowright.engine.nmodl.pass.Lowered;
import org.neurowright.engine.nmodl.pass.Lowering;
import org.neurowright.engine.nmodl.pass.OhmicProof;
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
  /** Changes whenever the same Java source may be kept as other code; part of the cache key. */
  static final String VERSION = "5";

  private final IncludeResolver includes;
  private final KernelLoader loader;
  private final Optional<TranslationCache> translations;
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
        cacheFolder.flatMap(folder ->
            ProgramFingerprint.of(NmodlCompiler.class)
                .map(print -> new TranslationCache(folder, print))),
        includes,
        BlockMath.usesVectors());
  }

  private NmodlCompiler(
      KernelLoader loader,
      Optional<TranslationCache> translations,
      IncludeResolver includes,
      boolean blocks) {
    this.loader = loader;
    this.translations = translations;
    this.includes = includes;
    this.blocks = blocks;
  }

  /**
   * A compiler whose kernels run one instance after the other: slower, with the same numbers, for
   * comparing.
   */
  public NmodlCompiler scalar() {
    return new NmodlCompiler(loader, translations, includes, false);
  }

  /** A mechanism that went through the front end; its kernels cannot be made yet. */
  private record Translated(MechanismType type, GeneratedKernel kernel) {}

  /**
   * A file of which the code is to be loaded.
   *
   * @param found what the front end says of it, now or before
   * @param code its kernel, present when a mechanism was found
   * @param isNew whether it was translated now
   */
  private record FrontEnd(
      NmodlSource source, Translation found, Optional<KernelLoader.Kernel> code, boolean isNew) {}

  private FrontEnd frontEnd(NmodlSource source) {
    return translatedBefore(source).orElseGet(() -> translatedNow(source));
  }

  /** The translation in the cache, unless an included file or the class file is another now. */
  private Optional<FrontEnd> translatedBefore(NmodlSource source) {
    Optional<Translation> known =
        translations
            .flatMap(cache -> cache.find(source.path(), source.text(), method()))
            .filter(t -> t.inclusions().stream().allMatch(this::isUnchanged));
    if (known.isEmpty()) {
      return Optional.empty();
    }
    Optional<Translation.Code> code = known.get().code();
    Optional<KernelLoader.ClassFile> classFile = code.flatMap(c -> loader.compiledBefore(c.key()));
    if (code.isPresent() && classFile.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new FrontEnd(source, known.get(), classFile.map(Function.identity()), false));
  }

  private boolean isUnchanged(Translation.Inclusion inclusion) {
    return includes
        .resolve(inclusion.fromPath(), inclusion.name())
        .filter(now -> now.path().equals(inclusion.path()) && now.text().equals(inclusion.text()))
        .isPresent();
  }

  private FrontEnd translatedNow(NmodlSource source) {
    Problems problems = new Problems();
    List<String> spikePlayers = new ArrayList<>();
    List<Translation.Inclusion> inclusions = new ArrayList<>();
    IncludeResolver remembering =
        (fromPath, name) -> {
          Optional<IncludeResolver.Included> found = includes.resolve(fromPath, name);
          found.ifPresent(
              f -> inclusions.add(new Translation.Inclusion(fromPath, name, f.path(), f.text())));
          return found;
        };
    Optional<Translated> translated = translate(source, remembering, problems, spikePlayers);
    return new FrontEnd(
        source,
        new Translation(
            inclusions,
            translated.map(t -> new Translation.Code(t.type(), "")),
            spikePlayers,
            problems.toList()),
        translated.map(
            t -> new KernelLoader.KernelSource(t.kernel().className(), t.kernel().source())),
        true);
  }

  /** What distinguishes this compiler's translations from others of the same program. */
  private String method() {
    return blocks ? "blocks" : "scalar";
  }

  /** Compiles files; those with errors give problems and no type. */
  public NmodlResult compile(List<NmodlSource> sources) {
    Problems problems = new Problems();
    List<FrontEnd> files = new ArrayList<>();
    List<String> spikePlayers = new ArrayList<>();
    Map<String, String> pathOfName = new HashMap<>();
    for (FrontEnd file : sources.parallelStream().map(this::frontEnd).toList()) {
      problems.addAll(file.found().problems());
      spikePlayers.addAll(file.found().spikePlayers());
      Optional<String> name = file.found().code().map(c -> c.type().name());
      String path = file.source().path();
      String earlier = name.map(n -> pathOfName.putIfAbsent(n, path)).orElse(null);
      if (earlier != null) {
        problems.add(
            Problem.error(
                    "nmodl.duplicate-mechanism",
                    Location.of(path, 1, 1),
                    "the mechanism " + name.get() + " is already defined in " + earlier)
                .hint("Rename one of them or remove one file."));
      } else {
        files.add(file);
      }
    }
    List<FrontEnd> withCode = files.stream().filter(f -> f.code().isPresent()).toList();
    List<KernelLoader.Loaded> kernels =
        loader.load(withCode.stream().map(f -> f.code().orElseThrow()).toList());
    List<MechanismType> types = new ArrayList<>();
    for (int i = 0; i < kernels.size(); i++) {
      MechanismType type = withCode.get(i).found().code().orElseThrow().type();
      types.add(type.withKernels(kernels.get(i).factory()));
      keep(withCode.get(i), Optional.of(new Translation.Code(type, kernels.get(i).key())));
    }
    files.stream()
        .filter(f -> !f.found().spikePlayers().isEmpty())
        .forEach(f -> keep(f, Optional.empty()));
    return new NmodlResult(types, spikePlayers, problems.toList());
  }

  private void keep(FrontEnd file, Optional<Translation.Code> code) {
    if (translations.isPresent() && file.isNew()) {
      NmodlSource source = file.source();
      Translation found = file.found();
      translations
          .get()
          .put(
              source.path(),
              source.text(),
              method(),
              new Translation(found.inclusions(), code, found.spikePlayers(), found.problems()));
    }
  }

  /** Everything that is wrong with a file, without compiling its code. */
  public List<Problem> check(NmodlSource source) {
    Problems problems = new Problems();
    translate(source, includes, problems, new ArrayList<>());
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
    Optional<Translated> translated = translate(source, includes, problems, new ArrayList<>());
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
    Optional<Translated> translated = translate(source, includes, problems, new ArrayList<>());
    if (!problems.hasErrors()) {
      unitWarnings(source).stream()
          .filter(p -> p.location().path().equals(source.path()))
          .forEach(problems::add);
    }
    return new NmodlExamination(
        problems.toList(),
        translated.map(Translated::type),
        translated.map(t -> t.kernel().source()));
  }

  private Optional<Translated> translate(
      NmodlSource source, IncludeResolver includes, Problems all, List<String> spikePlayers) {
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
        GeneratedKernel kernel = KernelWriter.write(symbols, lowered, blocks);
        result = Optional.of(new Translated(type(symbols, title, lowered, kernel), kernel));
      }
    }
    all.addAll(problems.toList());
    return result;
  }

  private static MechanismType type(
      SymbolTable symbols, String title, Lowered lowered, GeneratedKernel kernel) {
    return new MechanismType(
        symbols.name(),
        symbols.kind(),
        title,
        kernel.variables(),
        kernel.globals(),
        symbols.ions(),
        symbols.currents(),
        symbols.kind() != MechanismKind.ARTIFICIAL_CELL && symbols.electrodeCurrent(),
        lowered.receiveArguments().map(List::size).orElse(-1),
        phases(symbols, lowered, kernel),
        SuperpositionProof.of(symbols, lowered),
        MechanismType.WITHOUT_KERNELS);
  }

  private static Set<MechanismType.Phase> phases(
      SymbolTable symbols, Lowered lowered, GeneratedKernel kernel) {
    Set<MechanismType.Phase> phases = EnumSet.noneOf(MechanismType.Phase.class);
    phases.addAll(kernel.phases());
    if (OhmicProof.of(symbols, lowered)) {
      phases.add(MechanismType.Phase.OHMIC);
    }
    return phases;
  }
}
