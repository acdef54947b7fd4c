package org.neurowright.engine.nmodl.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Class files of kernels on disk. The name of an entry is the hash of the source it was compiled
 * from, of our compiler's version, of the classes it was compiled against and of the Java version.
 */
final class ClassCache {
  private final CacheFolder entries;

  ClassCache(Path folder) {
    entries = new CacheFolder(folder);
  }

  /** Name of the entry for a source. */
  static String key(String version, String source) {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
    digest.update(version.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
    digest.update(System.getProperty("java.version", "").getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
    return HexFormat.of().formatHex(digest.digest(source.getBytes(StandardCharsets.UTF_8)));
  }

  /** The class file, empty when there is none or it is damaged. */
  Optional<byte[]> find(String key) {
    return entries.find(file(key)).map(ClassCache::bytes);
  }

  /** Keeps a class file. */
  void put(String key, byte[] classFile) {
    entries.put(file(key), classFile);
  }

  private static byte[] bytes(ByteBuffer entry) {
    byte[] bytes = new byte[entry.remaining()];
    entry.get(bytes);
    return bytes;
  }

  private static String file(String key) {
    return key + ".kernel";
  }
}
