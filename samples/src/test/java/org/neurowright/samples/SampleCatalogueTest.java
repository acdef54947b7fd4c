package org.neurowright.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurowright.engine.problem.Problem;

class SampleCatalogueTest {
  private static final String GOOD_CARD =
      """
      {"title": "A", "description": "Something to see.", "config": "simulation_config.json"}
      """;

  @TempDir Path folder;

  @Test
  void findsTheSamplesOfTheCheckoutAboveTheCompiledClasses() {
    SampleCatalogue catalogue =
        SampleCatalogue.find(Optional.empty(), Optional.of(Path.of("target", "classes")));

    assertThat(catalogue.problems()).isEmpty();
    assertThat(catalogue.samples())
        .extracting(Sample::id)
        .startsWith("rotating-gamma", "current-steps");
  }

  @Test
  void findsTheSamplesByItself() {
    assertThat(SampleCatalogue.find().samples()).isNotEmpty();
  }

  @Test
  void findsTheSamplesBesideAnInstalledJar() throws IOException {
    write("lib/app/samples/one/sample.json", GOOD_CARD);
    write("lib/app/samples/one/simulation_config.json", "{}");
    Path jar = write("lib/app/neurowright-samples.jar", "");

    SampleCatalogue catalogue = SampleCatalogue.find(Optional.empty(), Optional.of(jar));

    assertThat(catalogue.folder()).contains(folder.resolve("lib/app/samples"));
    assertThat(catalogue.samples()).extracting(Sample::id).containsExactly("one");
  }

  @Test
  void theNamedFolderWins() throws IOException {
    write("mine/one/sample.json", GOOD_CARD);
    write("mine/one/simulation_config.json", "{}");

    SampleCatalogue catalogue =
        SampleCatalogue.find(
            Optional.of(folder.resolve("mine")), Optional.of(Path.of("target", "classes")));

    assertThat(catalogue.samples()).extracting(Sample::title).containsExactly("A");
  }

  @Test
  void saysWhatToDoWhenThereIsNoFolder() {
    Path empty = folder.resolve("samples-of-nobody");

    assertThat(SampleCatalogue.in(empty).problems())
        .singleElement()
        .satisfies(problem ->
            assertThat(problem.toString()).contains(empty.toString(), "neurowright.samples"));
    assertThat(SampleCatalogue.find(Optional.empty(), Optional.empty()).problems())
        .extracting(Problem::code)
        .containsExactly("sample.no-folder");
  }

  @Test
  void listsByOrderThenByTitle() throws IOException {
    for (String[] card : new String[][] {{"x", "C", "1"}, {"y", "B", "2"}, {"z", "A", "2"}}) {
      write(
          card[0] + "/sample.json",
          """
          {"order": %s, "title": "%s", "description": "d", "config": "c.json"}
          """
              .formatted(card[2], card[1]));
      write(card[0] + "/c.json", "{}");
    }

    assertThat(SampleCatalogue.in(folder).samples())
        .extracting(Sample::title)
        .containsExactly("C", "A", "B");
  }

  @Test
  void oneBrokenSampleDoesNotHideTheOthers() throws IOException {
    write("good/sample.json", GOOD_CARD);
    write("good/simulation_config.json", "{}");
    write("torn/sample.json", "{\n  \"title\": \"T\",\n  \"description\"\n}");
    write("poor/sample.json", "{\"title\": 3, \"config\": \"nowhere.json\"}");
    write("no-sample/readme.txt", "not looked at");

    SampleCatalogue catalogue = SampleCatalogue.in(folder);

    assertThat(catalogue.samples()).extracting(Sample::id).containsExactly("good");
    assertThat(catalogue.problems())
        .extracting(Problem::code)
        .containsExactlyInAnyOrder(
            "sample.unreadable", "sample.bad-value", "sample.bad-value", "sample.missing-file");
    assertThat(catalogue.problems())
        .filteredOn(problem -> problem.code().equals("sample.unreadable"))
        .singleElement()
        .satisfies(problem -> assertThat(problem.location().line()).isEqualTo(4));
  }

  @Test
  void copiesTheModelWithoutResultsAndOverwritesNothing() throws IOException {
    write("a/sample.json", GOOD_CARD);
    write("a/simulation_config.json", "{\"run\": 1}");
    write("a/network/nodes.h5", "n");
    write("a/output/spikes.h5", "old");
    write("a/components/mechanisms/x86_64/special", "compiled");
    Sample sample = SampleCatalogue.in(folder).samples().getFirst();
    Path home = folder.resolve("home/models");

    Sample first = sample.copyInto(home);
    Sample second = sample.copyInto(home);

    assertThat(first.folder()).isEqualTo(home.resolve("a"));
    assertThat(second.folder()).isEqualTo(home.resolve("a-2"));
    assertThat(second.id()).isEqualTo("a-2");
    assertThat(second.config()).hasContent("{\"run\": 1}");
    assertThat(first.folder().resolve("network/nodes.h5")).hasContent("n");
    assertThat(first.folder().resolve("output")).doesNotExist();
    assertThat(first.folder().resolve("components/mechanisms/x86_64")).doesNotExist();
    assertThat(SampleCatalogue.in(home).samples()).hasSize(2);
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}
