/**
 * What the program remembers between starts: theme, window, recent projects. Start with {@link
 * org.neurowright.app.prefs.Preferences}; kept in a small text file under the user's home.
 */
package org.neurowright.app.prefs;
