package org.neurowright.engine.nmodl.load;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.neurowright.engine.mechanism.MechanismKernel;
import org.neurowright.engine.nmodl.kernel.KernelHost;

/** Makes kernel factories out of Java sources, with or without a cache on disk. */
public final class KernelLoader {
  private final String packageName;
  private final String version;
  private final Optional<ClassCache> cache;

  /**
   * Makes a loader.
   *
   * @param packageName package of the sources: that of {@link KernelHost}
   * @param version version of what wrote the sources, part of the cache key
   * @param cacheFolder where class files are kept; made when first needed
   */
  public KernelLoader(String packageName, String version, Optional<Path> cacheFolder) {
    this.packageName = packageName;
    this.version = version;
    this.cache = cacheFolder.map(ClassCache::new);
  }

  /** A kernel to load. */
  public sealed interface Kernel {}

  /**
   * A kernel that was compiled before.
   *
   * @param bytes its class file, as {@link #compiledBefore} gave it
   */
  public record ClassFile(byte[] bytes) implements Kernel {}

  /**
   * A kernel that may have to be compiled.
   *
   * @param className simple name of its class
   * @param source its compilation unit
   */
  public record KernelSource(String className, String source) implements Kernel {}

  /**
   * What came of a kernel.
   *
   * @param factory makes kernels
   * @param key finds its class file again, see {@link #compiledBefore}; empty without a cache and
   *     for kernels that were given as class files
   */
  public record Loaded(Supplier<MechanismKernel> factory, String key) {}

  /** The class file of a kernel loaded before under this key, if the cache still has it. */
  public Optional<ClassFile> compiledBefore(String key) {
    return cache.flatMap(c -> c.find(key)).map(ClassFile::new);
  }

  /** Factories of the kernels in order; what is not cached is compiled in one go. */
  public List<Loaded> load(List<Kernel> kernels) {
    // Asking for the hash of the classes that kernels are compiled against takes time.
    boolean keys =
        cache.isPresent() && kernels.stream().anyMatch(kernel -> kernel instanceof KernelSource);
    String keyVersion = keys ? version + " " + MemoryCompiler.contract() : version;
    String[] key = new String[kernels.size()];
    byte[][] classFiles = new byte[kernels.size()][];
    Map<String, String> missing = new LinkedHashMap<>();
    for (int i = 0; i < key.length; i++) {
      key[i] = "";
      Kernel kernel = kernels.get(i);
      if (kernel instanceof ClassFile known) {
        classFiles[i] = known.bytes();
      } else if (kernel instanceof KernelSource source) {
        if (cache.isPresent()) {
          key[i] = ClassCache.key(keyVersion, source.source());
          classFiles[i] = cache.get().find(key[i]).orElse(null);
        }
        if (classFiles[i] == null) {
          missing.put(source.className(), source.source());
        }
      }
    }
    if (!missing.isEmpty()) {
      Map<String, byte[]> compiled = MemoryCompiler.compile(packageName, missing);
      for (int i = 0; i < key.length; i++) {
        if (classFiles[i] == null && kernels.get(i) instanceof KernelSource source) {
          classFiles[i] = compiled.get(source.className());
          if (cache.isPresent()) {
            cache.get().put(key[i], classFiles[i]);
          }
        }
      }
    }
    List<Loaded> loaded = new ArrayList<>();
    for (int i = 0; i < key.length; i++) {
      loaded.add(new Loaded(KernelHost.define(classFiles[i]), key[i]));
    }
    return loaded;
  }
}
