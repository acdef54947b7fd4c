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
    this.version = cacheFolder.isPresent() ? version + " " + MemoryCompiler.contract() : version;
    this.cache = cacheFolder.map(ClassCache::new);
  }

  /**
   * A kernel to load.
   *
   * @param className simple name of its class
   * @param source its compilation unit
   */
  public record KernelSource(String className, String source) {}

  /** Factories of the kernels in order; what is not cached is compiled in one go. */
  public List<Supplier<MechanismKernel>> load(List<KernelSource> sources) {
    byte[][] classFiles = new byte[sources.size()][];
    Map<String, String> missing = new LinkedHashMap<>();
    for (int i = 0; i < sources.size(); i++) {
      KernelSource source = sources.get(i);
      String key = ClassCache.key(version, source.source());
      classFiles[i] = cache.flatMap(c -> c.find(key)).orElse(null);
      if (classFiles[i] == null) {
        missing.put(source.className(), source.source());
      }
    }
    if (!missing.isEmpty()) {
      Map<String, byte[]> compiled = MemoryCompiler.compile(packageName, missing);
      for (int i = 0; i < sources.size(); i++) {
        if (classFiles[i] == null) {
          KernelSource source = sources.get(i);
          byte[] bytes = compiled.get(source.className());
          classFiles[i] = bytes;
          cache.ifPresent(c -> c.put(ClassCache.key(version, source.source()), bytes));
        }
      }
    }
    List<Supplier<MechanismKernel>> factories = new ArrayList<>();
    for (byte[] classFile : classFiles) {
      factories.add(KernelHost.define(classFile));
    }
    return factories;
  }
}
