package org.neurowright.plugins.spi;

/**
 * Something that can be added to the workbench without changing it. Implementations have a public
 * constructor without parameters, do no work in it, and implement one of the kinds: at present
 * {@link RunAnalysis}.
 */
public interface Extension {

  /**
   * The version of these interfaces that this build of the workbench offers. It grows when a kind
   * is changed so that extensions compiled earlier no longer fit.
   */
  int INTERFACE_VERSION = 1;

  /**
   * Unique, stable name: lower-case letters, digits, dots and hyphens, for instance {@code
   * org.example.bursts}. Of two extensions with the same id the first one found is used.
   */
  String id();

  /** What users see, for instance {@code Burst statistics}. */
  String title();

  /**
   * The {@link #INTERFACE_VERSION} the extension was compiled for. Write the number, not the
   * constant's name, unless the extension is shipped with the workbench.
   */
  int interfaceVersion();
}
