package org.neurowright.io.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.neurowright.engine.network.EdgeSource;
import org.neurowright.engine.network.NodeTable;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;
import org.neurowright.engine.task.RunControl;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.hdf5.Hdf5Exception;
import org.neurowright.io.hdf5.Hdf5File;

/** Folders of network files: saves networks into one and reads any back. */
public final class NetworkFiles {
  private static final String NODE_TYPES = "node_types";
  private static final String EDGE_TYPES = "edge_types";

  private NetworkFiles() {}

  /**
   * What was saved.
   *
   * @param files all files, nodes first
   * @param edges number of rows of each edge population by name; those without edges have none
   *     saved, as in BMTK
   */
  public record Saved(List<Path> files, Map<String, Long> edges) {
    public Saved {
      files = List.copyOf(files);
      edges = new LinkedHashMap<>(edges);
    }
  }

  /**
   * Networks of a folder. Edges are read from their files when they are asked for, so the files
   * stay open until this is closed.
   */
  public record Network(List<NodeTable> nodes, List<EdgeSource> edges, List<Hdf5File> open)
      implements AutoCloseable {
    public Network {
      nodes = List.copyOf(nodes);
      edges = List.copyOf(edges);
      open = List.copyOf(open);
    }

    @Override
    public void close() {
      open.forEach(Hdf5File::close);
    }
  }

  /**
   * Saves networks with their type tables and gap junctions. The files get their names when the
   * last one is whole; until then older ones stay as they are. A population without edges has no
   * files, and older ones of that name are removed, so that nobody takes them for new.
   *
   * @param folder made if it is missing
   * @param threads how many threads make edges
   * @return empty when stop was requested; then, as after any failure, no file was changed
   * @throws ModelException if names collide or something cannot be stored
   */
  public static Optional<Saved> save(
      List<NodeTable> nodes, List<EdgeSource> edges, Path folder, int threads, RunControl control)
      throws IOException {
    checkNames(nodes, edges, folder);
    Files.createDirectories(folder);
    Map<String, Long> counts = new LinkedHashMap<>();
    List<Path> obsolete = new ArrayList<>();
    try (PendingFiles pending = new PendingFiles()) {
      for (NodeTable table : nodes) {
        NodesFileWriter.write(table, folder, pending);
      }
      for (EdgeSource source : edges) {
        if (control.stopRequested()) {
          return Optional.empty();
        }
        long rows = EdgesFileWriter.write(source, folder, threads, control, pending);
        if (rows < 0) {
          return Optional.empty();
        }
        counts.put(source.name(), rows);
        if (rows == 0) {
          obsolete.add(folder.resolve(Names.edges(source)));
          obsolete.add(folder.resolve(Names.edgeTypes(source)));
        }
        Optional<Path> junctions = GapJunctionsFile.write(source, folder, control, pending);
        if (junctions.isEmpty() && source.source().name().equals(source.target().name())) {
          obsolete.add(folder.resolve(Names.gapJunctions(source.target().name())));
        }
      }
      if (control.stopRequested()) {
        return Optional.empty();
      }
      pending.reveal();
      for (Path file : obsolete) {
        Files.deleteIfExists(file);
      }
      return Optional.of(new Saved(pending.files(), counts));
    }
  }

  private static void checkNames(List<NodeTable> nodes, List<EdgeSource> edges, Path folder) {
    Set<String> names = new HashSet<>();
    nodes.forEach(table -> checkNew(names, Names.nodes(table.name()), folder));
    edges.forEach(source -> checkNew(names, Names.edges(source), folder));
  }

  private static void checkNew(Set<String> names, String name, Path folder) {
    if (!names.add(name)) {
      throw new ModelException(
          Problem.error(
                  "network.same-file",
                  Location.of(folder.resolve(name)),
                  "Two networks, or two sets of edges, would be saved in the same file")
              .expected("a name for each"));
    }
  }

  /**
   * Reads all SONATA nodes and edges files of a folder, or of its folder {@code network} when it
   * has none itself. The table of types of a file is the one with the matching name, else the only
   * one of its sort.
   */
  public static ReadResult<Network> read(Path folder) {
    Problems problems = new Problems();
    List<Hdf5File> open = new ArrayList<>();
    List<NodeTable> nodes = new ArrayList<>();
    List<EdgeSource> edges = new ArrayList<>();
    try {
      List<Path> files = filesIn(folder, ".h5");
      Path used = folder;
      if (files.isEmpty() && Files.isDirectory(folder.resolve("network"))) {
        used = folder.resolve("network");
        files = filesIn(used, ".h5");
      }
      List<Path> tables = filesIn(used, ".csv");
      List<Hdf5File> withEdges = new ArrayList<>();
      for (Path path : files) {
        try {
          Hdf5File file = Hdf5File.open(path);
          open.add(file);
          if (file.isGroup("/nodes")) {
            nodes.addAll(
                new NodesFileReader(problems).read(path, typesOf(path, NODE_TYPES, tables)));
          }
          if (file.isGroup("/edges")) {
            withEdges.add(file);
          }
        } catch (Hdf5Exception e) {
          problems.add(e.problem());
        }
      }
      sameName(nodes, used, problems);
      for (Hdf5File file : withEdges) {
        edges.addAll(
            new EdgesFileReader(nodes, problems)
                .read(file, typesOf(file.path(), EDGE_TYPES, tables)));
      }
      if (nodes.isEmpty() && !problems.hasErrors()) {
        problems.add(
            Problem.error("network.no-files", Location.of(folder), "The folder has no nodes file")
                .expected("SONATA files, for instance cells_nodes.h5 and cells_node_types.csv"));
      }
    } catch (IOException e) {
      problems.add(
          Problem.error(
              "network.unreadable",
              Location.of(folder),
              "The folder cannot be read: " + e.getMessage()));
    }
    return ReadResult.of(new Network(nodes, edges, open), problems.toList());
  }

  private static void sameName(List<NodeTable> nodes, Path folder, Problems problems) {
    Map<String, Integer> seen = new HashMap<>();
    for (NodeTable table : nodes) {
      if (seen.merge(table.name(), 1, Integer::sum) == 2) {
        problems.add(
            Problem.error(
                "sonata.duplicate-population",
                Location.of(folder),
                "Two nodes files have the population " + table.name()));
      }
    }
  }

  private static List<Path> filesIn(Path folder, String ending) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException("there is no folder " + folder);
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(p -> p.getFileName().toString().endsWith(ending)).sorted().toList();
    }
  }

  /** The csv that belongs to a file: {@code a_nodes.h5} goes with {@code a_node_types.csv}. */
  private static Optional<Path> typesOf(Path file, String sort, List<Path> tables) {
    String stem = file.getFileName().toString().replaceFirst("\\.h5$", "");
    String matching =
        stem.endsWith("_nodes") || stem.endsWith("_edges")
            ? stem.substring(0, stem.length() - 1).replaceFirst("_(node|edge)$", "_" + sort)
            : stem + "_" + sort;
    List<Path> ofSort =
        tables.stream().filter(p -> p.getFileName().toString().contains(sort)).toList();
    Optional<Path> exact =
        ofSort.stream()
            .filter(p -> p.getFileName().toString().equals(matching + ".csv"))
            .findFirst();
    return exact.isPresent() || ofSort.size() != 1 ? exact : Optional.of(ofSort.getFirst());
  }
}
