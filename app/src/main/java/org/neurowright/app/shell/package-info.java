/**
 * The window: top bar, tree, workspaces, dock, status bar, palette, dialogs. Assembles everything
 * and is known to nobody but {@link org.neurowright.app.Main} and the program's entry point.
 *
 * <p>{@link org.neurowright.app.shell.DesktopApplication} makes the services, {@link
 * org.neurowright.app.shell.Shell} the window, {@link org.neurowright.app.shell.ShellViewModel}
 * knows what is shown without knowing how.
 */
package org.neurowright.app.shell;
