package org.neurowright.engine.nmodl.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.nmodl.NmodlCompiler;
import org.neurowright.engine.nmodl.NmodlResult;
import org.neurowright.engine.nmodl.NmodlSource;
import org.neurowright.engine.nmodl.builtin.BuiltinMechanisms;
import org.neurowright.engine.nmodl.parse.IncludeResolver;

/** Translations that are kept between starts, through the compiler that keeps them. */
final class TranslationCacheTest {
  private static final String LEAK =
      "TITLE a leak\n"
          + "NEURON { SUFFIX leak USEION ca READ cai WRITE ica VALENCE 2 RANGE g, w GLOBAL e }\n"
          + "PARAMETER { g = 1 (S/cm2) e = -70 (mV) }\n"
          + "ASSIGNED { v ica cai w[3] } BREAKPOINT { ica = g*(v - e) + cai }";

  @TempDir private Path folder;

  private final Map<String, String> included = new HashMap<>();

  private NmodlCompiler compiler() {
    return new NmodlCompiler(
        Optional.of(folder),
        (fromPath, name) ->
            Optional.ofNullable(included.get(name))
                .map(t -> new IncludeResolver.Included(name, t)));
  }

  private NmodlResult compile(String text) {
    return compiler().compile(List.of(new NmodlSource("leak.mod", text)));
  }

  private List<Path> entries(String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(ending)).sorted().toList();
    }
  }

  private Path entry() throws IOException {
    assertThat(entries(".mechanism")).hasSize(1);
    return entries(".mechanism").getFirst();
  }

  /** Everything but the factory, which two compilations never share. */
  private static MechanismType comparable(MechanismType type) {
    return type.withKernels(MechanismType.WITHOUT_KERNELS);
  }

  private static List<MechanismType> comparable(NmodlResult result) {
    return result.types().stream().map(TranslationCacheTest::comparable).toList();
  }

  @Test
  void aSecondStartKnowsEverythingOfTheFirst() throws IOException {
    NmodlResult first = compile(LEAK);
    Object written = Files.getLastModifiedTime(entry());

    NmodlResult second = compile(LEAK);

    assertThat(comparable(second)).isEqualTo(comparable(first));
    assertThat(second.problems()).isEqualTo(first.problems());
    assertThat(second.types().getFirst().kernelFactory().get().getClass().getSimpleName())
        .startsWith("leakKernel");
    assertThat(Files.getLastModifiedTime(entry())).isEqualTo(written);
  }

  @Test
  void theSecondStartDoesNotTranslate() throws IOException {
    compile(LEAK);
    // An entry that says something else shows whether it was asked.
    Translation told =
        new Translation(List.of(), Optional.empty(), List.of("told by the cache"), List.of());
    new CacheFolder(folder)
        .put(entry().getFileName().toString(), TranslationFormat.write(madeOf(entry()), told));

    assertThat(compile(LEAK).spikePlayers()).containsExactly("told by the cache");
  }

  @Test
  void allBuiltInMechanismsComeBackAsTheyWere() {
    List<NmodlSource> sources =
        BuiltinMechanisms.names().stream().map(BuiltinMechanisms::source).toList();

    NmodlResult first = compiler().compile(sources);
    NmodlResult second = compiler().compile(sources);

    assertThat(comparable(second)).isEqualTo(comparable(first)).hasSize(sources.size());
  }

  @Test
  void aChangedTextIsTranslatedAnew() {
    compile(LEAK);

    NmodlResult changed = compile(LEAK.replace("g = 1", "g = 2"));

    assertThat(changed.types().getFirst().variables().getFirst().defaultValue()).isEqualTo(2);
  }

  @Test
  void anEntryOfAnotherTextUnderTheSameNameIsNotUsed() throws IOException {
    compile(LEAK);
    Path first = entry();
    String other = LEAK.replace("g = 1", "g = 3");
    compile(other);
    Path second =
        entries(".mechanism").stream().filter(e -> !e.equals(first)).findFirst().orElseThrow();
    Files.copy(first, second, StandardCopyOption.REPLACE_EXISTING);

    NmodlResult result = compile(other);

    assertThat(result.types().getFirst().variables().getFirst().defaultValue()).isEqualTo(3);
  }

  @Test
  void damagedEntriesAreReplaced() throws IOException {
    NmodlResult first = compile(LEAK);
    byte[] whole = Files.readAllBytes(entry());
    for (int cut : new int[] {0, 7, 8, 20, whole.length / 2, whole.length - 1}) {
      Files.write(entry(), Arrays.copyOf(whole, cut));
      assertThat(comparable(compile(LEAK))).isEqualTo(comparable(first));
      assertThat(Files.size(entry())).isEqualTo(whole.length);
    }
    for (int at = 0; at < whole.length; at += 5) {
      byte[] flipped = whole.clone();
      flipped[at] ^= 4;
      Files.write(entry(), flipped);
      assertThat(comparable(compile(LEAK))).isEqualTo(comparable(first));
    }
  }

  @Test
  void aMissingOrDamagedClassFileIsCompiledAnew() throws IOException {
    compile(LEAK);
    Path kernel = entries(".kernel").getFirst();
    byte[] whole = Files.readAllBytes(kernel);

    Files.delete(kernel);
    assertThat(compile(LEAK).types().getFirst().kernelFactory().get()).isNotNull();
    Files.write(kernel, Arrays.copyOf(whole, whole.length - 1));
    assertThat(compile(LEAK).types().getFirst().kernelFactory().get()).isNotNull();

    assertThat(entries(".kernel")).containsExactly(kernel);
    assertThat(Files.readAllBytes(kernel)).isEqualTo(whole);
  }

  @Test
  void anEntryOfAnotherProgramIsReplaced() throws IOException {
    Translation ours = new Translation(List.of(), Optional.empty(), List.of("p"), List.of());
    new TranslationCache(folder, "one").put("a.mod", "text", "blocks", ours);

    assertThat(new TranslationCache(folder, "two").find("a.mod", "text", "blocks")).isEmpty();
    assertThat(new TranslationCache(folder, "one").find("a.mod", "text", "blocks")).contains(ours);
    new TranslationCache(folder, "two").put("a.mod", "text", "blocks", ours);
    assertThat(entries(".mechanism")).hasSize(1);
  }

  @Test
  void anotherPathAnotherMethodAnotherEntry() {
    Translation ours = new Translation(List.of(), Optional.empty(), List.of("p"), List.of());
    TranslationCache cache = new TranslationCache(folder, "one");
    cache.put("a.mod", "text", "blocks", ours);

    assertThat(cache.find("b.mod", "text", "blocks")).isEmpty();
    assertThat(cache.find("a.mod", "text", "scalar")).isEmpty();
    assertThat(cache.find("a.mod", "other", "blocks")).isEmpty();
  }

  @Test
  void scalarMechanismsHaveTheirOwnEntries() throws IOException {
    NmodlSource source = new NmodlSource("leak.mod", LEAK);
    compiler().compile(List.of(source));
    boolean vectors = entry().toString().contains("-blocks");
    compiler().scalar().compile(List.of(source));

    assertThat(entries("-scalar.mechanism")).hasSize(1);
    assertThat(entries(".mechanism")).hasSize(vectors ? 2 : 1);
  }

  @Test
  void aChangedIncludedFileIsNoticed() {
    String text = LEAK.replace("PARAMETER { g = 1 (S/cm2) e = -70 (mV) }", "INCLUDE \"p.inc\"");
    included.put("p.inc", "PARAMETER { g = 1 e = -70 }");
    assertThat(compile(text).types().getFirst().variables().getFirst().defaultValue()).isEqualTo(1);
    assertThat(compile(text).types().getFirst().variables().getFirst().defaultValue()).isEqualTo(1);

    included.put("p.inc", "PARAMETER { g = 5 e = -70 }");
    assertThat(compile(text).types().getFirst().variables().getFirst().defaultValue()).isEqualTo(5);

    included.clear();
    assertThat(compile(text).problems())
        .extracting(p -> p.code())
        .contains("nmodl.missing-include");
  }

  @Test
  void filesWithErrorsAreNotKept() throws IOException {
    assertThat(compile("NEURON { SUFFIX leak } BREAKPOINT { nobody = 1 }").hasErrors()).isTrue();
    assertThat(Files.exists(folder) ? entries(".mechanism") : List.of()).isEmpty();
  }

  @Test
  void spikePlayersAreKept() throws IOException {
    String text =
        "NEURON { ARTIFICIAL_CELL VecStim }\n"
            + "ASSIGNED { index etime (ms) space }\n"
            + "INITIAL { index = 0 element() if (index > 0) { net_send(etime - t, 1) } }\n"
            + "NET_RECEIVE (w) { if (flag == 1) { net_event(t) element()\n"
            + "  if (index > 0) { net_send(etime - t, 1) } } }\n"
            + "PROCEDURE element() {\nVERBATIM\n  { void* vv; vv = 0; }\nENDVERBATIM\n}\n"
            + "PROCEDURE play() {\nVERBATIM\n  void** vv; vv = 0;\nENDVERBATIM\n}\n";
    NmodlResult first = compile(text);
    assertThat(first.spikePlayers()).containsExactly("VecStim");
    assertThat(entries(".mechanism")).hasSize(1);

    NmodlResult second = compile(text);

    assertThat(second).isEqualTo(first);
  }

  @Test
  void anotherProgramHasAnotherFingerprint() throws IOException {
    Path jar = folder.resolve("program.jar");
    Files.writeString(jar, "one");
    Optional<String> one = ProgramFingerprint.of(jar);
    Files.writeString(jar, "two");

    assertThat(one).isPresent();
    assertThat(ProgramFingerprint.of(jar)).isPresent().isNotEqualTo(one);
    assertThat(ProgramFingerprint.of(folder.resolve("missing.jar"))).isEmpty();
  }

  @Test
  void aChangedClassFileChangesTheFingerprintOfItsFolder() throws IOException {
    Path classes = Files.createDirectories(folder.resolve("classes/org/there"));
    Files.write(classes.resolve("A.class"), new byte[] {1, 2});
    Optional<String> before = ProgramFingerprint.of(folder.resolve("classes"));
    Files.write(classes.resolve("A.class"), new byte[] {1, 3});

    assertThat(ProgramFingerprint.of(folder.resolve("classes"))).isPresent().isNotEqualTo(before);
    assertThat(ProgramFingerprint.of(NmodlCompiler.class)).isPresent();
    assertThat(ProgramFingerprint.of(String.class)).isEmpty();
  }

  /** The texts at the beginning of an entry. */
  private static List<String> madeOf(Path entry) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(entry)).position(Long.BYTES);
    String[] texts = new String[4];
    for (int i = 0; i < texts.length; i++) {
      byte[] bytes = new byte[in.getInt()];
      in.get(bytes);
      texts[i] = new String(bytes, StandardCharsets.UTF_8);
    }
    return List.of(texts);
  }
}
