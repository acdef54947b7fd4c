/** Entry point of the program, {@link org.neurowright.app.Main}. Nobody imports this package. */
package org.neurowright.app;
