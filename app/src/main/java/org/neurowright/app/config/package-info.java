/**
 * The editor of configurations: every key of circuit and simulation files as a field beside the
 * JSON text, both on one document. Start with {@link org.neurowright.app.config.ConfigViewModel}. A
 * text is changed only where something was changed; what is not known is kept. The package knows
 * nothing of the window around it, nor of what a simulation makes of the values.
 */
package org.neurowright.app.config;
