package org.neurowright.io.hoc.cell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.neurowright.engine.morphology.ImportedSection;
import org.neurowright.engine.morphology.Morphology;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.hoc.run.Host;
import org.neurowright.io.neurolucida.NeurolucidaReader;

/** Files inside of some folders; everything else does not exist for hoc code. */
final class FolderHost implements Host {
  private static final long LARGEST_BYTES = 64L << 20;
  private static final Pattern TEMPLATE = Pattern.compile("(?m)^\\s*begintemplate\\s+(\\w+)");

  private final List<Path> folders;
  private final List<Path> files;
  private final Map<Path, String> texts;
  private final Function<Path, ReadResult<Morphology>> morphologies;
  private final Set<Path> read = new LinkedHashSet<>();

  /**
   * A host.
   *
   * @param folders what may be read; names are looked for in this order
   * @param files single files that may be read
   * @param texts files that are to be read as if this stood in them
   */
  FolderHost(
      List<Path> folders,
      List<Path> files,
      Map<Path, String> texts,
      Function<Path, ReadResult<Morphology>> morphologies) {
    this.texts =
        texts.entrySet().stream()
            .collect(Collectors.toMap(e -> absolute(e.getKey()), Map.Entry::getValue));
    this.folders = folders.stream().map(FolderHost::absolute).distinct().toList();
    this.files = files.stream().map(FolderHost::absolute).toList();
    this.morphologies = morphologies;
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }

  @Override
  public Optional<Path> find(String name, Path from) {
    List<Path> candidates = new ArrayList<>();
    try {
      Path wanted = Path.of(name);
      if (wanted.isAbsolute()) {
        candidates.add(wanted);
      } else {
        Path folder = absolute(from).getParent();
        if (folder != null) {
          candidates.add(folder.resolve(wanted));
        }
        folders.forEach(f -> candidates.add(f.resolve(wanted)));
      }
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
    return candidates.stream()
        .map(FolderHost::absolute)
        .filter(p -> files.contains(p) || folders.stream().anyMatch(p::startsWith))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  /** Files whose contents the code was given, in the order of their first reading. */
  List<Path> read() {
    return List.copyOf(read);
  }

  @Override
  public Optional<String> text(Path file) {
    read.add(absolute(file));
    String instead = texts.get(absolute(file));
    return instead != null ? Optional.of(instead) : content(file);
  }

  private static Optional<String> content(Path file) {
    try {
      if (Files.size(file) > LARGEST_BYTES) {
        return Optional.empty();
      }
      return Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public ReadResult<Morphology> morphology(Path file) {
    read.add(absolute(file));
    return morphologies.apply(file);
  }

  @Override
  public ReadResult<List<ImportedSection>> neurolucida(Path file) {
    read.add(absolute(file));
    return NeurolucidaReader.read(file);
  }

  @Override
  public Optional<Path> templateFile(String template, Path from) {
    for (Path file : siblings(from)) {
      Matcher matcher = TEMPLATE.matcher(content(file).orElse(""));
      while (matcher.find()) {
        if (matcher.group(1).equals(template)) {
          return Optional.of(file);
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public List<Path> siblings(Path from) {
    Path folder = absolute(from).getParent();
    if (folder == null || folders.stream().noneMatch(folder::startsWith)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(p -> p.toString().endsWith(".hoc")).sorted().toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
