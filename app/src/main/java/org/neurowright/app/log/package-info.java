/**
 * The log as the user sees it: {@link org.neurowright.app.log.LogBuffer} keeps the latest lines,
 * {@link org.neurowright.app.log.LogView} shows them. {@link org.neurowright.app.log.LogSetup}
 * connects both, and the log file, to the logging of the whole program.
 */
package org.neurowright.app.log;
