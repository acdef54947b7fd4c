package org.neurowright.app;

import org.neurowright.app.cli.CommandLineProgram;
import org.neurowright.app.cli.StandardServices;
import org.neurowright.app.cli.Terminal;
import org.neurowright.app.platform.HomeFolder;
import org.neurowright.app.platform.LogFile;

/**
 * Starts the desktop application without arguments and the command line with them. It does not
 * extend JavaFX's Application: from the class path Java would refuse to start such a class, and the
 * command line must not load JavaFX at all.
 */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    LogFile.open(HomeFolder.logs());
    String[] words = args.length == 0 ? new String[] {"open"} : args;
    System.exit(
        CommandLineProgram.run(
            words, StandardServices.with(new DesktopStarter()), Terminal.standard()));
  }
}
