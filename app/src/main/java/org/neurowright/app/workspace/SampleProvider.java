package org.neurowright.app.workspace;

import java.nio.file.Path;
import java.util.List;

/** The models that come with the program. */
@FunctionalInterface
public interface SampleProvider {

  /**
   * A model that can be opened and run as it is.
   *
   * @param id stable short name
   * @param title what it shows
   * @param description two or three sentences
   * @param config its simulation configuration
   */
  record Sample(String id, String title, String description, Path config) {}

  /** All samples, the first to try first. May unpack files: called on a background thread. */
  List<Sample> samples();
}
