package org.neurowright.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Each sample is whole: what its configuration names is there, and where it comes from is written
 * down.
 */
class SampleFoldersTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Path SAMPLES = Path.of("").toAbsolutePath();
  private static final long LARGEST_SAMPLE_BYTES = 3_000_000;

  static List<Sample> samples() {
    return SampleCatalogue.in(SAMPLES).samples();
  }

  @Test
  void everyFolderWithAConfigurationIsASample() throws IOException {
    try (Stream<Path> children = Files.list(SAMPLES)) {
      long withConfiguration =
          children
              .filter(child -> Files.exists(child.resolve("simulation_config.json")))
              .filter(child -> !Files.exists(child.resolve("model.json"))) // to be built first
              .count();
      assertThat(samples()).hasSize((int) withConfiguration).hasSizeGreaterThanOrEqualTo(2);
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everyNamedFileIsThere(Sample sample) throws IOException {
    Set<Path> named = new HashSet<>();
    JsonNode configuration = read(sample.config());
    collectPaths(configuration, configuration.path("manifest"), sample.folder(), named);
    JsonNode network = configuration.path("network");
    if (network.isString()) {
      Path circuit =
          Path.of(resolve(network.stringValue(), configuration.path("manifest"), sample.folder()));
      JsonNode root = read(circuit);
      collectPaths(root, root.path("manifest"), sample.folder(), named);
    }

    assertThat(named).hasSizeGreaterThan(3).allSatisfy(path -> assertThat(path).exists());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void expectedResultsSayWhereTheyComeFrom(Sample sample) throws IOException {
    Path expected = sample.folder().resolve("expected");
    JsonNode provenance = read(expected.resolve("provenance.json"));

    assertThat(Files.readAllLines(expected.resolve("spikes.csv")))
        .hasSizeGreaterThan(10)
        .startsWith("timestamps population node_ids");
    assertThat(provenance.path("bmtk").asString("")).matches("\\d+\\.\\d+.*");
    assertThat(provenance.path("neuron").asString("")).matches("\\d+\\.\\d+.*");
    for (String report : read(sample.config()).path("reports").propertyNames()) {
      assertThat(expected.resolve(report + ".h5")).exists();
    }
    assertThat(sample.folder().resolve("README.md")).exists();
    assertThat(sample.picture()).isPresent();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void staysSmall(Sample sample) {
    assertThat(files(sample.folder(), "").stream().mapToLong(SampleFoldersTest::size).sum())
        .isLessThan(LARGEST_SAMPLE_BYTES);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void morphologiesAreTreesWithOneSomaPointAndAnAxon(Sample sample) throws IOException {
    List<Path> morphologies = files(sample.folder(), ".swc");
    assertThat(morphologies).isNotEmpty();
    for (Path morphology : morphologies) {
      int line = 0;
      Set<Integer> kinds = new HashSet<>();
      for (String text : Files.readAllLines(morphology)) {
        if (text.startsWith("#")) {
          continue;
        }
        line++;
        String[] fields = text.split(" ", -1);
        assertThat(fields).as("%s point %d", morphology, line).hasSize(7);
        int kind = Integer.parseInt(fields[1]);
        int parent = Integer.parseInt(fields[6]);
        kinds.add(kind);
        assertThat(Integer.parseInt(fields[0])).as("ids of %s", morphology).isEqualTo(line);
        assertThat(Double.parseDouble(fields[5]))
            .as("radius of %s:%d", morphology, line)
            .isPositive();
        if (line == 1) {
          assertThat(List.of(kind, parent)).containsExactly(1, -1);
        } else {
          assertThat(kind).isBetween(2, 4);
          assertThat(parent).isBetween(1, line - 1);
        }
      }
      assertThat(kinds).as("kinds of %s", morphology).contains(1, 2, 3);
    }
  }

  @Test
  void everyChannelNamesItsPaper() throws IOException {
    Pattern citation = Pattern.compile("COMMENT.*\\b(19|20)\\d\\d\\b.*ENDCOMMENT", Pattern.DOTALL);
    List<Path> mechanisms =
        files(SAMPLES.resolve("rotating-gamma/components"), ".mod").stream()
            .filter(file -> !file.endsWith("vecevent.mod"))
            .toList();
    assertThat(mechanisms).hasSizeGreaterThan(5);
    for (Path mechanism : mechanisms) {
      String source = Files.readString(mechanism);
      assertThat(source).as(mechanism.toString()).containsPattern(citation);
      assertThat(source)
          .as("SUFFIX of %s", mechanism)
          .contains("SUFFIX " + mechanism.getFileName().toString().replace(".mod", ""));
    }
  }

  private static JsonNode read(Path file) throws IOException {
    return JSON.readTree(Files.readString(file));
  }

  /**
   * Every text that starts with a variable, apart from the folder of the results, with variables
   * replaced.
   */
  private static void collectPaths(JsonNode node, JsonNode manifest, Path folder, Set<Path> paths) {
    if (node.isString()
        && node.stringValue().startsWith("$")
        && !node.stringValue().contains("OUTPUT")) {
      String path = resolve(node.stringValue(), manifest, folder);
      if (!path.contains("output")) {
        paths.add(Path.of(path));
      }
    }
    node.values().forEach(child -> collectPaths(child, manifest, folder, paths));
  }

  private static String resolve(String text, JsonNode manifest, Path folder) {
    Matcher variable = Pattern.compile("\\$\\{?(\\w+)}?").matcher(text);
    return variable.replaceAll(match -> {
      String name = match.group(1);
      String value =
          name.equals("configdir")
              ? folder.toString()
              : resolve(manifest.path("$" + name).asString(), manifest, folder);
      return Matcher.quoteReplacement(value);
    });
  }

  private static List<Path> files(Path folder, String ending) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> file.toString().endsWith(ending))
          .filter(file -> !file.toString().contains("output"))
          .filter(file -> !file.toString().contains("x86_64"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
