package org.neurowright.app.cli;

import java.io.Console;
import java.io.PrintStream;
import java.io.PrintWriter;

/**
 * Where the command line writes.
 *
 * @param out results
 * @param err problems and progress
 * @param live whether {@code err} is a terminal on which a line can be drawn over
 * @param columns width of that terminal
 */
public record Terminal(PrintWriter out, PrintWriter err, boolean live, int columns) {
  private static final int USUAL_COLUMNS = 80;

  /**
   * The standard streams. The launcher script knows better than Java whether standard error is a
   * terminal and says so in the system property {@code neurowright.terminal}.
   */
  public static Terminal standard() {
    String told = System.getProperty("neurowright.terminal");
    boolean live = told == null ? isConsoleATerminal() : told.equals("true");
    return new Terminal(writer(System.out), writer(System.err), live, toldColumns());
  }

  /**
   * Some implementations give no console when standard input or output is redirected, others give
   * one that says so.
   */
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isConsoleATerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  private static int toldColumns() {
    Integer told = Integer.getInteger("neurowright.columns");
    return told == null || told < 20 ? USUAL_COLUMNS : told;
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, stream.charset());
  }
}
