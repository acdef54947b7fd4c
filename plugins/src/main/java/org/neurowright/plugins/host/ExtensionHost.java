package org.neurowright.plugins.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.plugins.spi.Extension;

/**
 * Finds the extensions shipped with the workbench and those in folders of jars. Each is loaded by
 * itself: one that is broken becomes a warning, the others are used.
 */
public final class ExtensionHost {
  private static final Pattern ID = Pattern.compile("[a-z0-9]+([.-][a-z0-9]+)*");

  /** Ends the search should a broken provider list keep failing without getting on. */
  private static final int MAX_FAILURES = 100;

  private final List<Extension> usable = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  private ExtensionHost() {}

  /**
   * Finds extensions.
   *
   * @param folders folders whose jars are searched after the class path; missing folders are
   *     skipped
   */
  public static Extensions discover(List<Path> folders) {
    ExtensionHost host = new ExtensionHost();
    ClassLoader own = ExtensionHost.class.getClassLoader();
    host.search(own, "class path", null);
    for (Path folder : folders) {
      for (Path jar : host.jarsIn(folder)) {
        host.searchJar(jar, own);
      }
    }
    return new Extensions(host.usable, host.problems);
  }

  private List<Path> jarsIn(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Path> jars = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.jar")) {
      found.forEach(jars::add);
    } catch (IOException | java.nio.file.DirectoryIteratorException e) {
      problems.add(
          Problem.warning(
              "extension.unreadable-folder",
              Location.of(folder),
              "Cannot read the folder: " + e.getMessage()));
    }
    jars.sort(null);
    return jars;
  }

  /**
   * The loader stays open as long as the program runs: the extension's classes come from it when
   * first used.
   */
  @SuppressWarnings("resource")
  private void searchJar(Path jar, ClassLoader parent) {
    int before = usable.size() + problems.size();
    try {
      URL[] urls = {jar.toUri().toURL()};
      search(
          new URLClassLoader(jar.getFileName().toString(), urls, parent), jar.toString(), parent);
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
    if (usable.size() + problems.size() == before) {
      problems.add(
          Problem.warning("extension.none-in-jar", Location.of(jar), "The jar holds no extension")
              .expected("a list of classes in META-INF/services/" + Extension.class.getName()));
    }
  }

  /**
   * Takes what a class loader offers.
   *
   * @param where for messages
   * @param inherited the parent loader, whose own extensions are not taken a second time; null when
   *     there is none
   */
  private void search(ClassLoader loader, String where, ClassLoader inherited) {
    Iterator<ServiceLoader.Provider<Extension>> providers =
        ServiceLoader.load(Extension.class, loader).stream().iterator();
    int failures = 0;
    while (failures < MAX_FAILURES) {
      try {
        if (!providers.hasNext()) {
          return;
        }
        ServiceLoader.Provider<Extension> provider = providers.next();
        if (inherited == null || loader.equals(provider.type().getClassLoader())) {
          accept(provider.get(), where);
        }
      } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
        failures++;
        problems.add(broken(where, e));
      }
    }
  }

  private void accept(Extension extension, String where) {
    refusal(extension)
        .ifPresentOrElse(
            reason ->
                problems.add(
                    Problem.warning(
                        "extension.not-usable",
                        Location.of(where, 0, 0),
                        "Extension " + extension.getClass().getName() + " is not used: " + reason)),
            () -> usable.add(extension));
  }

  private Optional<String> refusal(Extension extension) {
    String id = extension.id();
    if (id == null || !ID.matcher(id).matches()) {
      return Optional.of(
          "its id '" + id + "' is not made of lower-case letters, digits, dots and hyphens");
    }
    if (extension.interfaceVersion() != Extension.INTERFACE_VERSION) {
      return Optional.of(
          "it was made for version %d of the extension interface, this is version %d"
              .formatted(extension.interfaceVersion(), Extension.INTERFACE_VERSION));
    }
    return usable.stream()
        .filter(other -> other.id().equals(id))
        .findFirst()
        .map(other -> "the id " + id + " is taken by " + other.getClass().getName());
  }

  private static Problem broken(String where, Throwable failure) {
    return Problem.warning(
            "extension.broken",
            Location.of(where, 0, 0),
            "An extension cannot be loaded: " + failure.getMessage())
        .hint("Remove it or ask its author for a version that fits this one");
  }
}
