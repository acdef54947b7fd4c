package org.neurowright.engine.nmodl.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.zip.CRC32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Entries in a folder on disk. An entry begins with a checksum of the rest, so that a damaged one
 * is noticed and ignored: a checksum and no digest, as digests of some hundred kilobytes are felt
 * at the start of Java. Entries are written beside and renamed: readers see all or nothing.
 */
final class CacheFolder {
  private static final Logger LOG = LoggerFactory.getLogger(CacheFolder.class);

  private final Path folder;

  CacheFolder(Path folder) {
    this.folder = folder;
  }

  /** Content of an entry, empty when there is none or it is damaged. */
  Optional<ByteBuffer> find(String name) {
    Path file = folder.resolve(name);
    try {
      ByteBuffer entry = ByteBuffer.wrap(Files.readAllBytes(file));
      if (entry.remaining() > Long.BYTES && entry.getLong() == checksum(entry.slice())) {
        return Optional.of(entry.slice());
      }
      LOG.info("ignoring the damaged cache entry {}", file);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | UncheckedIOException e) {
      LOG.info("cannot read the cache entry {}: {}", file, e.toString());
    }
    return Optional.empty();
  }

  /** Keeps an entry; a cache that cannot be written only costs time. */
  void put(String name, byte[] content) {
    try {
      Files.createDirectories(folder);
      Path temporary = Files.createTempFile(folder, "entry", ".tmp");
      try {
        ByteBuffer entry = ByteBuffer.allocate(Long.BYTES + content.length);
        entry.putLong(checksum(ByteBuffer.wrap(content))).put(content);
        Files.write(temporary, entry.array());
        move(temporary, folder.resolve(name));
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      LOG.info("cannot write to the cache {}: {}", folder, e.toString());
    }
  }

  private static long checksum(ByteBuffer content) {
    CRC32 crc = new CRC32();
    crc.update(content);
    return crc.getValue();
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
