/**
 * Where this machine keeps a user's files, and the log: {@link
 * org.neurowright.app.platform.HomeFolder}, {@link org.neurowright.app.platform.LogFile}. Knows
 * nothing of models nor of any user interface.
 */
package org.neurowright.app.platform;
