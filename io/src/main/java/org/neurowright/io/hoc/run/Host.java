package org.neurowright.io.hoc.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.neurowright.engine.morphology.ImportedSection;
import org.neurowright.engine.morphology.Morphology;
import org.neurowright.io.format.ReadResult;

/** What code may ask of the world outside. */
public interface Host {

  /**
   * Finds a file.
   *
   * @param name as the code says it
   * @param from the file in which it stands
   * @return empty when there is none, or none that may be read
   */
  Optional<Path> find(String name, Path from);

  /** The text of a file that {@link #find} found; empty when it cannot be read. */
  Optional<String> text(Path file);

  /** A morphology, cut into sections as NEURON's Import3d does it. */
  ReadResult<Morphology> morphology(Path file);

  /** A morphology of Neurolucida, cut into sections as NEURON's Import3d does it. */
  ReadResult<List<ImportedSection>> neurolucida(Path file);

  /** The file beside {@code from} that has a template; empty when there is none. */
  Optional<Path> templateFile(String template, Path from);

  /** The other hoc files of the same folder, which a simulator would have loaded, too. */
  List<Path> siblings(Path from);
}
