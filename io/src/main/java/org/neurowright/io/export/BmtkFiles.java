package org.neurowright.io.export;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Files that every folder for BMTK may need beside the model. */
public final class BmtkFiles {
  /** Name of the run script in a folder. */
  public static final String RUN_SCRIPT = "run_bionet.py";

  /** Name of the file with the mechanism that plays spikes. */
  public static final String SPIKE_PLAYER = "vecevent.mod";

  private BmtkFiles() {}

  /** A script that compiles the mechanisms of its folder where that is needed, and runs BMTK. */
  public static String runScript() {
    return text(RUN_SCRIPT);
  }

  /** NMODL text of VecStim, which BMTK needs for spikes from files and Neurowright has built in. */
  public static String spikePlayer() {
    return text(SPIKE_PLAYER);
  }

  private static String text(String name) {
    try (InputStream in = BmtkFiles.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
