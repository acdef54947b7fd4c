package org.neurowright.io.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.neurowright.engine.description.OutputSettings.SpikeOrder;
import org.neurowright.engine.network.make.Made;
import org.neurowright.engine.network.make.MadeInput;
import org.neurowright.engine.network.make.NetworkMaker;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.recipe.Recipe;
import org.neurowright.engine.task.Progress;
import org.neurowright.engine.task.RunControl;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.network.NetworkFiles;
import org.neurowright.io.recipe.RecipeReader;
import org.neurowright.io.spikes.SpikeFormat;
import org.neurowright.io.spikes.SpikeHdf5Writer;

/** Builds a folder from a model document. */
public final class BuildJob {
  /** Name of the document in a folder. */
  public static final String DOCUMENT = "model.json";

  private BuildJob() {}

  /**
   * A document that has been read.
   *
   * @param file the document
   * @param recipe what it says, with the seed asked for; empty when it cannot be read
   * @param made what it means
   * @param problems everything wrong with it, with lines
   */
  public record Prepared(
      Path file, Optional<Recipe> recipe, Optional<Made> made, List<Problem> problems) {
    public Prepared {
      problems = List.copyOf(problems);
    }

    public boolean hasErrors() {
      return made.isEmpty() || problems.stream().anyMatch(Problem::isError);
    }
  }

  /**
   * What was written.
   *
   * @param files in the order of writing
   * @param edges number of rows by edge population
   * @param spikes number of spikes by input
   * @param problems what a reader of the folder should know
   */
  public record Written(
      List<Path> files, Map<String, Long> edges, Map<String, Long> spikes, List<Problem> problems) {
    public Written {
      files = List.copyOf(files);
      problems = List.copyOf(problems);
    }
  }

  /**
   * Reads a document and makes its networks; nothing is written.
   *
   * @param file the document, or a folder with {@code model.json}
   * @param seed instead of the document's
   */
  public static Prepared prepare(Path file, OptionalLong seed, RunControl control) {
    Path document = Files.isDirectory(file) ? file.resolve(DOCUMENT) : file;
    ReadResult<Recipe> read = RecipeReader.read(document);
    if (read.value().isEmpty()) {
      return new Prepared(document, Optional.empty(), Optional.empty(), read.problems());
    }
    Recipe recipe = read.value().get();
    if (seed.isPresent()) {
      recipe = recipe.withSeed(seed.getAsLong());
    }
    Made made =
        NetworkMaker.make(recipe, new CsvFiles(document.toAbsolutePath().getParent()), control);
    List<Problem> problems = new ArrayList<>(read.problems());
    DocumentPlaces.of(document).locate(made.problems()).stream()
        .filter(p -> problems.stream().noneMatch(other -> saysTheSame(other, p)))
        .forEach(problems::add);
    return new Prepared(document, Optional.of(recipe), Optional.of(made), problems);
  }

  /** Reader and maker both look at counts and files; one of the two is enough. */
  private static boolean saysTheSame(Problem a, Problem b) {
    return a.isError() && b.isError() && a.location().line() == b.location().line();
  }

  /**
   * Writes networks, spikes and, where there are none, configuration files. Network files appear
   * all together when the last one is whole.
   *
   * @param folder made if it is missing
   * @param threads how many make edges
   * @return empty when stop was requested; then older files are as they were
   */
  public static Optional<Written> write(
      Prepared prepared, Path folder, int threads, RunControl control) throws IOException {
    Made made = prepared.made().orElseThrow();
    Optional<NetworkFiles.Saved> saved =
        NetworkFiles.save(made.nodes(), made.edges(), folder.resolve("network"), threads, control);
    if (saved.isEmpty()) {
      return Optional.empty();
    }
    List<Path> files = new ArrayList<>(saved.get().files());
    Map<String, Long> spikes = new LinkedHashMap<>();
    for (MadeInput input : made.inputs()) {
      if (control.stopRequested()) {
        return Optional.empty();
      }
      control.progress(
          new Progress("Writing spikes", spikes.size(), made.inputs().size(), "inputs"));
      Path file = folder.resolve("inputs").resolve(Configurations.spikesOf(input.recipe()));
      Files.createDirectories(file.getParent());
      spikes.put(input.recipe().name(), writeSpikes(input, file));
      files.add(file);
    }
    List<Problem> problems = new ArrayList<>();
    files.addAll(
        Configurations.write(
            prepared.recipe().orElseThrow(),
            made,
            saved.get().edges(),
            prepared.file().toAbsolutePath().getParent(),
            folder,
            problems));
    return Optional.of(new Written(files, saved.get().edges(), spikes, problems));
  }

  /** Spikes ordered by node, then time; made twice, as the file wants their number first. */
  private static long writeSpikes(MadeInput input, Path file) throws IOException {
    long all = 0;
    for (int k = 0; k < input.nodes().size(); k++) {
      all += input.timesMs(k).length;
    }
    String population = input.recipe().network();
    try (SpikeHdf5Writer writer =
        new SpikeHdf5Writer(file, Map.of(population, all), SpikeOrder.BY_ID, SpikeFormat.BMTK)) {
      for (int k = 0; k < input.nodes().size() && all > 0; k++) {
        double[] times = input.timesMs(k);
        long[] ids = new long[times.length];
        java.util.Arrays.fill(ids, input.nodes().table().nodeIds()[input.nodes().rows()[k]]);
        writer.append(population, times, ids, times.length);
      }
      writer.commit();
    }
    return all;
  }
}
