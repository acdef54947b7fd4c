package org.neurowright.engine.nmodl.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * What tells one build of the program from another, without anybody having to count versions: the
 * content of the jar, or of the folder of class files where developers start it from one.
 */
public final class ProgramFingerprint {
  private ProgramFingerprint() {}

  /** The fingerprint of the jar or folder a class comes from; empty when it comes from neither. */
  public static Optional<String> of(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return Optional.empty();
    }
    try {
      return of(Path.of(source.getLocation().toURI()));
    } catch (URISyntaxException | RuntimeException e) {
      // Not a file, such as the image of a runtime.
      return Optional.empty();
    }
  }

  static Optional<String> of(Path jarOrFolder) {
    CRC32 crc = new CRC32();
    long size = 0;
    try {
      for (Path file : files(jarOrFolder)) {
        byte[] content = Files.readAllBytes(file);
        crc.update(jarOrFolder.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
        crc.update(content);
        size += content.length;
      }
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty();
    }
    return Optional.of(size + " bytes, checksum " + crc.getValue());
  }

  private static List<Path> files(Path jarOrFolder) throws IOException {
    if (!Files.isDirectory(jarOrFolder)) {
      return List.of(jarOrFolder);
    }
    try (Stream<Path> all = Files.walk(jarOrFolder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
