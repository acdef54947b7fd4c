/**
 * What the user can do, as data: {@link org.neurowright.app.command.Command}s in a {@link
 * org.neurowright.app.command.CommandRegistry}, from which menus, shortcuts and the command palette
 * are made; and {@link org.neurowright.app.command.UndoStack}, on which every change that can be
 * taken back is put. Knows nothing of what the commands do, nor of scenes.
 */
package org.neurowright.app.command;
