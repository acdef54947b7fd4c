/**
 * The command line. Start with {@link org.neurowright.app.cli.CommandLineProgram}; each command is
 * a class named after it ({@code RunCommand}, ...), and {@link org.neurowright.app.cli.Services} is
 * the one place that connects them to the readers, the engine and the writers.
 *
 * <p>Nothing here loads JavaFX: a cluster node has no display. This is also the only package that
 * writes to the standard streams, through {@link org.neurowright.app.cli.Terminal}.
 */
package org.neurowright.app.cli;
