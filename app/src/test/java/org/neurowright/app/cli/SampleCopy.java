package org.neurowright.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.neurowright.io.hdf5.ElementType;
import org.neurowright.io.hdf5.Hdf5File;
import org.neurowright.io.hdf5.Hdf5Plan;
import org.neurowright.io.hdf5.Hdf5Writer;

/** A copy of a sample that tests may break, and the real program run on it. */
final class SampleCopy {
  private static final String CONFIG = "simulation_config.json";

  private final Path folder;

  private SampleCopy(Path folder) {
    this.folder = folder;
  }

  /** What the program answered. */
  record Answer(int exitCode, String out, String err) {
    /** Lines that say an error, a warning or a note, without their hints. */
    List<String> problems() {
      return err.lines()
          .filter(line -> line.matches(".*(error|warning|note): .* \\[[a-z0-9.-]+\\]"))
          .toList();
    }
  }

  /** Copies a sample, without its pictures and expected results, and lets it run for 5 ms only. */
  static SampleCopy of(String sample, Path target) {
    Path source = Path.of("..", "samples", sample).toAbsolutePath().normalize();
    copyTree(source, target, List.of("expected", "provenance", "output"));
    SampleCopy copy = new SampleCopy(target);
    copy.replace(CONFIG, "\"tstop\": 1000.0", "\"tstop\": 5.0");
    copy.replace(CONFIG, "\"delay\": 600.0", "\"delay\": 2.0");
    return copy;
  }

  /** Another copy of this one as it is now. */
  SampleCopy again(Path target) {
    copyTree(folder, target, List.of());
    return new SampleCopy(target);
  }

  private static void copyTree(Path source, Path target, List<String> without) {
    try {
      Files.walkFileTree(
          source,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes)
                throws IOException {
              if (without.contains(dir.getFileName().toString())) {
                return FileVisitResult.SKIP_SUBTREE;
              }
              Files.createDirectories(target.resolve(source.relativize(dir)));
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.copy(file, target.resolve(source.relativize(file)));
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path path(String file) {
    return folder.resolve(file);
  }

  /** Replaces the first occurrence of a text, which must be there. */
  void replace(String file, String text, String by) {
    String all = read(file);
    int at = all.indexOf(text);
    if (at < 0) {
      throw new IllegalArgumentException(file + " has no " + text);
    }
    write(file, all.substring(0, at) + by + all.substring(at + text.length()));
  }

  String read(String file) {
    try {
      return Files.readString(path(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void write(String file, String text) {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  void write(String file, byte[] bytes) {
    try {
      Files.write(path(file), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  byte[] bytes(String file) {
    try {
      return Files.readAllBytes(path(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void delete(String file) {
    try {
      Files.delete(path(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Leaves only the first half of a file. */
  void cut(String file) {
    byte[] all = bytes(file);
    write(file, Arrays.copyOf(all, all.length / 2));
  }

  /** Writes an edges file anew with another target node in one row. */
  void setTarget(
      String file, String population, String source, String target, int row, long nodeId) {
    String group = "/edges/" + population;
    List<String> columns =
        List.of(
            "source_node_id",
            "target_node_id",
            "edge_type_id",
            "edge_group_id",
            "edge_group_index",
            "0/nsyns");
    Map<String, long[]> values = new LinkedHashMap<>();
    try (Hdf5File open = Hdf5File.open(path(file))) {
      columns.forEach(column -> values.put(column, open.dataset(group + "/" + column).readLongs()));
    }
    values.get("target_node_id")[row] = nodeId;
    Hdf5Plan plan = new Hdf5Plan();
    List<Hdf5Plan.Slot> slots =
        columns.stream()
            .map(c -> plan.dataset(group + "/" + c, ElementType.INT64, values.get(c).length))
            .toList();
    plan.attribute(group + "/source_node_id", "node_population", source);
    plan.attribute(group + "/target_node_id", "node_population", target);
    delete(file);
    try (Hdf5Writer writer = Hdf5Writer.create(path(file), plan)) {
      for (int i = 0; i < slots.size(); i++) {
        writer.write(slots.get(i), values.get(columns.get(i)));
      }
      writer.commit();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The files of the output folder with their content. */
  Map<String, String> results() {
    Map<String, String> content = new TreeMap<>();
    try (Stream<Path> files = Files.walk(path("output"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        content.put(
            path("output").relativize(file).toString(),
            new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return content;
  }

  /** Runs a command on this model with the real services. */
  Answer call(String command, String... more) {
    return callOn(folder, command, more);
  }

  static Answer callOn(Path model, String command, String... more) {
    List<String> words = new ArrayList<>(List.of(command, model.toString()));
    words.addAll(List.of(more));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        CommandLineProgram.run(
            words.toArray(String[]::new),
            StandardServices.with(null),
            new Terminal(new PrintWriter(out), new PrintWriter(err), false, 100));
    return new Answer(exitCode, out.toString(), err.toString());
  }
}
