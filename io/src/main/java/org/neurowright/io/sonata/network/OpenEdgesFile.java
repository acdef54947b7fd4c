package org.neurowright.io.sonata.network;

import java.lang.ref.Cleaner;
import java.nio.file.Path;
import org.neurowright.io.hdf5.Hdf5File;

/** An edges file that stays open as long as one of its stores is in use. */
final class OpenEdgesFile {
  private static final Cleaner CLEANER = Cleaner.create();

  private final Hdf5File file;

  private OpenEdgesFile(Hdf5File file) {
    this.file = file;
  }

  static OpenEdgesFile open(Path path) {
    Hdf5File file = Hdf5File.open(path);
    OpenEdgesFile open = new OpenEdgesFile(file);
    CLEANER.register(open, file::close);
    return open;
  }

  Hdf5File file() {
    return file;
  }
}
