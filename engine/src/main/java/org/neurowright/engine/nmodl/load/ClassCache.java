package org.neurowright.engine.nmodl.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Class files of kernels on disk. The name of an entry is the hash of the source it was compiled
 * from, of our compiler's version, of the classes it was compiled against and of the Java version;
 * its first bytes are the hash of the rest, so that a damaged entry is noticed and ignored. Entries
 * are written beside and renamed: readers see all or nothing.
 */
final class ClassCache {
  private static final Logger LOG = LoggerFactory.getLogger(ClassCache.class);
  private static final int HASH_BYTES = 32;

  private final Path folder;

  ClassCache(Path folder) {
    this.folder = folder;
  }

  /** Name of the entry for a source. */
  static String key(String version, String source) {
    MessageDigest digest = sha256();
    digest.update(version.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
    digest.update(System.getProperty("java.version", "").getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
    return HexFormat.of().formatHex(digest.digest(source.getBytes(StandardCharsets.UTF_8)));
  }

  /** The class file, empty when there is none or it is damaged. */
  Optional<byte[]> find(String key) {
    Path file = file(key);
    try {
      if (!Files.isRegularFile(file)) {
        return Optional.empty();
      }
      byte[] content = Files.readAllBytes(file);
      if (content.length > HASH_BYTES) {
        byte[] classBytes = Arrays.copyOfRange(content, HASH_BYTES, content.length);
        if (Arrays.equals(sha256().digest(classBytes), Arrays.copyOf(content, HASH_BYTES))) {
          return Optional.of(classBytes);
        }
      }
      LOG.info("ignoring the damaged cache entry {}", file);
    } catch (IOException | UncheckedIOException e) {
      LOG.info("cannot read the cache entry {}: {}", file, e.toString());
    }
    return Optional.empty();
  }

  /** Keeps a class file; a cache that cannot be written only costs time. */
  void put(String key, byte[] classBytes) {
    try {
      Files.createDirectories(folder);
      Path temporary = Files.createTempFile(folder, "kernel", ".tmp");
      try {
        byte[] content = Arrays.copyOf(sha256().digest(classBytes), HASH_BYTES + classBytes.length);
        System.arraycopy(classBytes, 0, content, HASH_BYTES, classBytes.length);
        Files.write(temporary, content);
        move(temporary, file(key));
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      LOG.info("cannot write to the cache {}: {}", folder, e.toString());
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private Path file(String key) {
    return folder.resolve(key + ".kernel");
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
