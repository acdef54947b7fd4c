/** Entry point of the desktop, {@link org.neurowright.app.Launcher}. Nobody imports this package. */
package org.neurowright.app;
