package org.neurowright.engine.nmodl.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurowright.engine.mechanism.MechanismCatalogue;
import org.neurowright.engine.nmodl.NmodlCompiler;
import org.neurowright.engine.nmodl.NmodlResult;
import org.neurowright.engine.nmodl.NmodlSource;
import org.neurowright.engine.nmodl.builtin.BuiltinMechanisms;
import org.neurowright.engine.nmodl.parse.IncludeResolver;

final class ClassCacheTest {
  private static final NmodlSource SOURCE =
      new NmodlSource(
          "leak.mod",
          "NEURON { SUFFIX leak NONSPECIFIC_CURRENT i RANGE g } PARAMETER { g = 1 }\n"
              + "ASSIGNED { v i } BREAKPOINT { i = g*v }");

  @TempDir private Path folder;

  private NmodlResult compile() {
    return new NmodlCompiler(Optional.of(folder), IncludeResolver.NONE).compile(List.of(SOURCE));
  }

  private List<Path> entries() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(".kernel")).toList();
    }
  }

  @Test
  void aSecondCompilationUsesTheEntryOfTheFirst() throws IOException {
    assertThat(compile().types()).hasSize(1);
    assertThat(entries()).hasSize(1);
    Path entry = entries().getFirst();
    Object modified = Files.getLastModifiedTime(entry);

    NmodlResult again = compile();

    assertThat(again.types().getFirst().kernelFactory().get()).isNotNull();
    assertThat(entries()).containsExactly(entry);
    assertThat(Files.getLastModifiedTime(entry)).isEqualTo(modified);
  }

  @Test
  void damagedEntriesAreIgnoredAndReplaced() throws IOException {
    compile();
    Path entry = entries().getFirst();
    byte[] whole = Files.readAllBytes(entry);
    for (int cut : new int[] {0, 4, 8, whole.length / 2, whole.length - 1}) {
      Files.write(entry, Arrays.copyOf(whole, cut));
      assertThat(compile().types().getFirst().kernelFactory().get()).isNotNull();
      assertThat(Files.readAllBytes(entry)).isEqualTo(whole);
    }
    byte[] flipped = whole.clone();
    flipped[whole.length / 2] ^= 1;
    Files.write(entry, flipped);
    assertThat(compile().types().getFirst().kernelFactory().get()).isNotNull();
  }

  @Test
  void otherSourcesHaveOtherKeys() {
    assertThat(ClassCache.key("1", "a")).isNotEqualTo(ClassCache.key("1", "b"));
    assertThat(ClassCache.key("1", "a")).isNotEqualTo(ClassCache.key("2", "a"));
  }

  @Test
  void aFolderThatCannotBeWrittenOnlyCostsTime() throws IOException {
    Path file = folder.resolve("file");
    Files.writeString(file, "in the way");

    NmodlResult result =
        new NmodlCompiler(Optional.of(file), IncludeResolver.NONE).compile(List.of(SOURCE));

    assertThat(result.types()).hasSize(1);
  }

  @Test
  void allBuiltinsAreCompiledInOneGoAndCached() throws IOException {
    MechanismCatalogue catalogue =
        BuiltinMechanisms.catalogue(new NmodlCompiler(Optional.of(folder), IncludeResolver.NONE));

    assertThat(catalogue.all())
        .extracting(t -> t.name())
        .startsWith("extracellular")
        .endsWith(BuiltinMechanisms.names().toArray(String[]::new))
        .hasSize(1 + BuiltinMechanisms.names().size());
    assertThat(entries()).hasSize(BuiltinMechanisms.names().size());
  }
}
