package org.neurowright.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.neurowright.engine.numeric.vector.VectorModule;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

@Command(
    name = "version",
    description =
        "Print the versions of the program, of Java and of the system, and whether vectors are used.")
final class VersionCommand implements Callable<Integer> {
  private final CommandContext context;

  VersionCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    for (String line : new Provider().getVersion()) {
      context.terminal().out().println(line);
    }
    return ExitCode.OK.number();
  }

  /** Also answers {@code --version}. */
  static final class Provider implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {
        "Neurowright " + programVersion(),
        "Java "
            + System.getProperty("java.version")
            + " ("
            + System.getProperty("java.vendor")
            + ")",
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + " "
            + System.getProperty("os.arch"),
        VectorModule.isPresent()
            ? "Vector instructions: used where they pay"
            : "Vector instructions: not available, as Java was started without "
                + VectorModule.FLAG
                + " or is another than the JDK 25; results do not depend on them"
      };
    }
  }

  /** The version that the build wrote into version.properties. */
  static String programVersion() {
    try (InputStream in = VersionCommand.class.getResourceAsStream("version.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
