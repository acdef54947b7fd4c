package org.neurowright.io.build;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Begins a model folder: a document, the components it names and the folders that BMTK's {@code
 * create_environment} makes.
 */
public final class Scaffold {
  private static final List<String> FOLDERS =
      List.of(
          "components/biophysical_neuron_models",
          "components/hoc_templates",
          "components/mechanisms/modfiles",
          "components/morphologies",
          "components/point_neuron_models",
          "components/synaptic_models",
          "inputs",
          "network");

  /** Of no template; for documents that begin with point cells. */
  private static final List<String> POINT_CELLS =
      List.of(
          "components/point_neuron_models/intfire1.json", "components/synaptic_models/events.json");

  /** What a new folder may begin with. */
  public enum Template {
    EMPTY("empty", "a document without anything", List.of()),
    TWO_POPULATIONS(
        "two-populations",
        "excitatory and inhibitory cells, rules by distance, Poisson input; runs at once",
        List.of(
            "simulation_config.json",
            "components/biophysical_neuron_models/cell.json",
            "components/morphologies/cell.swc",
            "components/synaptic_models/excitation.json",
            "components/synaptic_models/inhibition.json"));

    private final String word;
    private final String summary;
    private final List<String> others;

    Template(String word, String summary, List<String> others) {
      this.word = word;
      this.summary = summary;
      this.others = others;
    }

    /** How it is called. */
    public String word() {
      return word;
    }

    /** What it is, in a few words. */
    public String summary() {
      return summary;
    }
  }

  private Scaffold() {}

  /**
   * Writes a new folder.
   *
   * @param folder missing or empty
   * @return the files written, the document first
   * @throws FileAlreadyExistsException if something is in the folder
   */
  public static List<Path> create(Path folder, Template template) throws IOException {
    if (Files.exists(folder)) {
      if (!Files.isDirectory(folder) || !isEmpty(folder)) {
        throw new FileAlreadyExistsException(folder.toString(), null, "something is there already");
      }
    }
    createFolders(folder);
    List<Path> written = new ArrayList<>();
    written.add(copy(template, BuildJob.DOCUMENT, folder));
    for (String file : template.others) {
      written.add(copy(template, file, folder));
    }
    return written;
  }

  /** Makes the folders of a model where they are missing. */
  public static void createFolders(Path folder) throws IOException {
    for (String name : FOLDERS) {
      Files.createDirectories(folder.resolve(name));
    }
  }

  /**
   * Writes those components to begin with (a cable cell, its synapses, a point cell and its events)
   * that a document names and that its folder lacks, so that its cells and synapses can be used in
   * a document of one's own.
   *
   * @param text of the document
   * @return the files written
   */
  public static List<Path> addComponents(Path folder, String text) throws IOException {
    List<Path> written = new ArrayList<>();
    List<String> names = new ArrayList<>(Template.TWO_POPULATIONS.others);
    names.addAll(POINT_CELLS);
    for (String name : names) {
      String file = name.substring(name.lastIndexOf('/') + 1);
      if (name.startsWith("components/")
          && text.contains('"' + file + '"')
          && Files.notExists(folder.resolve(name))) {
        Files.createDirectories(folder.resolve(name).getParent());
        written.add(copy(Template.TWO_POPULATIONS, name, folder));
      }
    }
    return written;
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  private static Path copy(Template template, String name, Path folder) throws IOException {
    Path file = folder.resolve(name);
    try (InputStream in =
        Scaffold.class.getResourceAsStream("templates/" + template.word + "/" + name)) {
      Files.copy(in, file);
    }
    return file;
  }
}
