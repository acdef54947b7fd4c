package org.neurowright.io.hdf5;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Link;
import io.jhdf.api.Node;
import io.jhdf.exceptions.UnsupportedHdfException;
import io.jhdf.links.ExternalLink;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.neurowright.engine.problem.Problem;

/**
 * An HDF5 file open for reading. Safe for use by several threads; close it only when none reads any
 * more. The whole file is mapped into the address space (not into memory) until it is closed.
 */
public final class Hdf5File implements AutoCloseable {

  /**
   * Files below this size are handed to the library as mapped memory, larger ones as a channel (its
   * limit).
   */
  private static final long LARGEST_BUFFER = Integer.MAX_VALUE;

  /** Bytes of decoded chunks kept. */
  private static final long CHUNK_CACHE_BYTES = 64L << 20;

  private final Path path;
  private final HdfFile file;
  private final Arena arena;
  private final MemorySegment bytes;
  private final ChunkCache chunks = new ChunkCache(CHUNK_CACHE_BYTES);
  private final Map<Path, Hdf5File> externalFiles = new HashMap<>();

  private Hdf5File(Path path, HdfFile file, Arena arena, MemorySegment bytes) {
    this.path = path;
    this.file = file;
    this.arena = arena;
    this.bytes = bytes;
  }

  /**
   * Opens a file.
   *
   * @throws Hdf5Exception if it is missing, unreadable, truncated or not HDF5
   */
  public static Hdf5File open(Path path) {
    return open(path, LARGEST_BUFFER);
  }

  /** As {@link #open(Path)}; files larger than the given size are read through a channel. */
  static Hdf5File open(Path path, long largestBuffer) {
    Arena arena = Arena.ofShared();
    try {
      MemorySegment bytes = map(path, arena);
      FileSignature.check(path, bytes);
      HdfFile file =
          bytes.byteSize() <= largestBuffer
              ? HdfFile.fromByteBuffer(bytes.asByteBuffer())
              : new HdfFile(path);
      return new Hdf5File(path, file, arena, bytes);
    } catch (Hdf5Exception e) {
      arena.close();
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      arena.close();
      throw damaged(path, "/", e);
    }
  }

  private static MemorySegment map(Path path, Arena arena) {
    if (Files.isDirectory(path)) {
      throw new Hdf5Exception(
          Hdf5Exception.problem(
              "hdf5.not-found", path, "", "Expected an HDF5 file, but this is a folder"));
    }
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      return channel.map(MapMode.READ_ONLY, 0, channel.size(), arena);
    } catch (NoSuchFileException e) {
      throw new Hdf5Exception(
          Hdf5Exception.problem("hdf5.not-found", path, "", "The file does not exist"), e);
    } catch (IOException e) {
      String reason = e instanceof AccessDeniedException ? "access denied" : e.getMessage();
      throw new Hdf5Exception(
          Hdf5Exception.problem("hdf5.unreadable", path, "", "The file cannot be read: " + reason),
          e);
    }
  }

  public Path path() {
    return path;
  }

  /** True when there is a group or dataset at the path, which may lead through links. */
  public boolean exists(String hdf5Path) {
    return find(hdf5Path).isPresent();
  }

  public boolean isGroup(String hdf5Path) {
    return find(hdf5Path).filter(found -> found.node instanceof Group).isPresent();
  }

  public boolean isDataset(String hdf5Path) {
    return find(hdf5Path).filter(found -> found.node instanceof Dataset).isPresent();
  }

  /**
   * Names of the members of a group in alphabetical order, broken links left out.
   *
   * @throws Hdf5Exception if there is no such group
   */
  public List<String> children(String groupPath) {
    Found found = require(groupPath);
    if (!(found.node instanceof Group group)) {
      throw new Hdf5Exception(
          Hdf5Exception.problem("hdf5.wrong-type", path, groupPath, "This is a dataset")
              .expected("a group"));
    }
    return guarded(
        groupPath,
        () ->
            group.getChildren().entrySet().stream()
                .filter(e -> !(e.getValue() instanceof Link) || exists(join(groupPath, e.getKey())))
                .map(Map.Entry::getKey)
                .sorted()
                .toList());
  }

  /** Names of the members of a group that are groups, in alphabetical order. */
  public List<String> groups(String groupPath) {
    return children(groupPath).stream().filter(name -> isGroup(join(groupPath, name))).toList();
  }

  /** Names of the members of a group that are datasets, in alphabetical order. */
  public List<String> datasets(String groupPath) {
    return children(groupPath).stream().filter(name -> isDataset(join(groupPath, name))).toList();
  }

  /**
   * The dataset at the path.
   *
   * @throws Hdf5Exception if there is none
   */
  public Hdf5Dataset dataset(String datasetPath) {
    Found found = require(datasetPath);
    if (found.node instanceof Dataset dataset) {
      return new Hdf5Dataset(found.owner, datasetPath, dataset);
    }
    String what = found.node instanceof Group ? "a group" : "a named data type";
    throw new Hdf5Exception(
        Hdf5Exception.problem("hdf5.wrong-type", path, datasetPath, "This is " + what)
            .expected("a dataset"));
  }

  /** The dataset at the path, if there is one. */
  public Optional<Hdf5Dataset> findDataset(String datasetPath) {
    return isDataset(datasetPath) ? Optional.of(dataset(datasetPath)) : Optional.empty();
  }

  /**
   * An attribute of a group or dataset; {@code "/"} is the root group.
   *
   * @return empty when the object has no such attribute
   * @throws Hdf5Exception if there is no such object
   */
  public Optional<Hdf5Attribute> attribute(String objectPath, String attributeName) {
    Node node = require(objectPath).node;
    return guarded(
        objectPath,
        () -> {
          Attribute attribute = node.getAttribute(attributeName);
          return Optional.ofNullable(attribute)
              .map(a -> Hdf5Attribute.of(attributeName, a.getData()));
        });
  }

  /** Names of the attributes of a group or dataset in alphabetical order. */
  public List<String> attributeNames(String objectPath) {
    Node node = require(objectPath).node;
    return guarded(objectPath, () -> node.getAttributes().keySet().stream().sorted().toList());
  }

  @Override
  public void close() {
    List<Hdf5File> others;
    synchronized (externalFiles) {
      others = new ArrayList<>(externalFiles.values());
      externalFiles.clear();
    }
    others.forEach(Hdf5File::close);
    if (arena.scope().isAlive()) {
      file.close();
      arena.close();
    }
  }

  MemorySegment bytes() {
    return bytes;
  }

  ChunkCache chunks() {
    return chunks;
  }

  long userBlockBytes() {
    return file.getUserBlockSize();
  }

  /** An object together with the file it is in, which is another one behind an external link. */
  private record Found(Hdf5File owner, Node node) {}

  private Found require(String hdf5Path) {
    return find(hdf5Path).orElseThrow(() -> missing(hdf5Path));
  }

  private Optional<Found> find(String hdf5Path) {
    return guarded(hdf5Path, () -> resolve(hdf5Path));
  }

  private Optional<Found> resolve(String hdf5Path) {
    Hdf5File owner = this;
    Node node = file;
    for (String name : hdf5Path.split("/")) {
      if (name.isEmpty()) {
        continue;
      }
      if (!(node instanceof Group group)) {
        return Optional.empty();
      }
      node = group.getChild(name);
      if (node instanceof ExternalLink link) {
        Optional<Found> target = owner.followExternal(link);
        if (target.isEmpty()) {
          return target;
        }
        owner = target.get().owner;
        node = target.get().node;
      } else if (node instanceof Link link) {
        if (link.isBrokenLink()) {
          return Optional.empty();
        }
        node = link.getTarget();
      }
    }
    return node == null ? Optional.empty() : Optional.of(new Found(owner, node));
  }

  private Optional<Found> followExternal(ExternalLink link) {
    // the library joins file and path with a colon; a path inside a file has none in practice
    String target = link.getTargetPath();
    int colon = target.lastIndexOf(':');
    Path folder = path.toAbsolutePath().getParent();
    Path targetFile = folder.resolve(target.substring(0, colon));
    if (!Files.isRegularFile(targetFile)) {
      return Optional.empty();
    }
    Hdf5File other;
    synchronized (externalFiles) {
      other = externalFiles.computeIfAbsent(targetFile, Hdf5File::open);
    }
    return other.find(target.substring(colon + 1));
  }

  /** The missing path, saying how far it exists and what is there instead. */
  private Hdf5Exception missing(String hdf5Path) {
    String parent = hdf5Path;
    do {
      int slash = parent.lastIndexOf('/');
      parent = slash <= 0 ? "/" : parent.substring(0, slash);
    } while (!parent.equals("/") && !exists(parent));
    Problem problem =
        Hdf5Exception.problem("hdf5.missing-path", path, hdf5Path, "The file has no " + hdf5Path);
    if (isGroup(parent)) {
      List<String> present = children(parent);
      String names = String.join(", ", present.size() > 12 ? present.subList(0, 12) : present);
      problem =
          problem.hint(
              present.isEmpty()
                  ? "Group " + parent + " is empty"
                  : "Group " + parent + " holds: " + names + (present.size() > 12 ? ", ..." : ""));
    }
    return new Hdf5Exception(problem);
  }

  <T> T guarded(String hdf5Path, Supplier<T> work) {
    try {
      return work.get();
    } catch (Hdf5Exception e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      throw failure(hdf5Path, e);
    }
  }

  private Hdf5Exception failure(String hdf5Path, Throwable e) {
    if (!arena.scope().isAlive()) {
      throw new IllegalStateException("read after close: " + path, e);
    }
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      if (cause instanceof UnsupportedHdfException || message.startsWith("Unrecognized")) {
        return new Hdf5Exception(
            Hdf5Exception.problem(
                    "hdf5.unsupported",
                    path,
                    hdf5Path,
                    "This part of the file cannot be read: " + message)
                .hint(
                    "Rewrite the file for older readers: h5repack --low=0 --high=2 old.h5 new.h5"),
            e);
      }
    }
    return damaged(path, hdf5Path, e);
  }

  private static Hdf5Exception damaged(Path path, String hdf5Path, Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String detail = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    return new Hdf5Exception(
        Hdf5Exception.problem(
                "hdf5.damaged",
                path,
                hdf5Path,
                "The file is damaged or uses an unknown feature (" + detail + ")")
            .hint("Check it with h5dump; copy it again if it was transferred"),
        e);
  }

  private static String join(String group, String name) {
    return group.endsWith("/") ? group + name : group + "/" + name;
  }
}
