package org.neurowright.app.mechanism;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.neurowright.engine.nmodl.NmodlExamination;
import org.neurowright.engine.nmodl.NmodlSource;
import org.neurowright.engine.nmodl.builtin.BuiltinMechanisms;
import org.neurowright.io.project.MechanismLibrary;
import org.neurowright.io.text.SourceFile;

/** Mechanism files on disk, judged by the compiler that runs them. */
public final class MechanismFiles implements MechanismWorkshop {
  private final MechanismLibrary library;

  public MechanismFiles(MechanismLibrary library) {
    this.library = library;
  }

  @Override
  public SourceFile read(Path file) throws IOException {
    return SourceFile.read(file);
  }

  @Override
  public List<NmodlSource> builtIn() {
    return BuiltinMechanisms.names().stream().map(BuiltinMechanisms::source).toList();
  }

  @Override
  public NmodlExamination examine(NmodlSource source) {
    return library.examine(source);
  }
}
