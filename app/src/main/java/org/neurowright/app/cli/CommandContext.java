package org.neurowright.app.cli;

/** What every command is given. */
record CommandContext(Services services, Terminal terminal, ProblemPrinter problems) {}
