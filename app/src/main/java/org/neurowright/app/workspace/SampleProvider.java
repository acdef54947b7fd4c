package org.neurowright.app.workspace;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

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
   * @param picture image of a run; empty when there is none
   */
  record Sample(String id, String title, String description, Path config, Optional<Path> picture) {

    public Sample(String id, String title, String description, Path config) {
      this(id, title, description, config, Optional.empty());
    }
  }

  /** All samples, the first to try first. May unpack files: called on a background thread. */
  List<Sample> samples();
}
