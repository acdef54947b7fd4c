package org.neurowright.app;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.neurowright.app.cli.ExitCode;
import org.neurowright.app.cli.Services;
import org.neurowright.app.shell.Desktop;

/** Starts the desktop for the command line, which must not know it. */
final class DesktopStarter implements Services.Desktop {

  /** JavaFX fails with a stack trace where there is no display; only on Linux can there be none. */
  @Override
  public Optional<String> obstacle() {
    boolean isLinux =
        System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("linux");
    boolean hasDisplay = isSet("DISPLAY") || isSet("WAYLAND_DISPLAY");
    boolean needsNone = System.getProperty("glass.platform") != null;
    return isLinux && !hasDisplay && !needsNone
        ? Optional.of("There is no display to open a window on (DISPLAY is not set).")
        : Optional.empty();
  }

  private static boolean isSet(String variable) {
    String value = System.getenv(variable);
    return value != null && !value.isBlank();
  }

  @Override
  public ExitCode open(Optional<Path> configOrFolder) {
    Desktop.launch(
        configOrFolder.map(path -> new String[] {path.toString()}).orElseGet(() -> new String[0]));
    return ExitCode.OK;
  }
}
