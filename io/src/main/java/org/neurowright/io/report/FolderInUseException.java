package org.neurowright.io.report;

import java.io.IOException;

/** Another run, in this program or another process, is writing into the same folder. */
public final class FolderInUseException extends IOException {
  private static final long serialVersionUID = 1L;

  public FolderInUseException() {
    super("another run is writing into this folder");
  }
}
