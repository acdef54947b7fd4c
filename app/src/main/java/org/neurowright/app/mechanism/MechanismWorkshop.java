package org.neurowright.app.mechanism;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.neurowright.engine.nmodl.NmodlExamination;
import org.neurowright.engine.nmodl.NmodlSource;
import org.neurowright.io.text.SourceFile;

/** Reads, judges and saves mechanism files; called on background threads. */
public interface MechanismWorkshop {

  /** Reads a file of a model. */
  SourceFile read(Path file) throws IOException;

  /** Sources of the mechanisms that come with the program. */
  List<NmodlSource> builtIn();

  /** What can be said of a text, saved or not; the path is for messages and INCLUDE. */
  NmodlExamination examine(NmodlSource source);
}
