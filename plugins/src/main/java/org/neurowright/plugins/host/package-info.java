/**
 * Finds extensions and keeps their failures away from the rest: start with {@link
 * org.neurowright.plugins.host.ExtensionHost}. The only place that uses {@link
 * java.util.ServiceLoader}.
 */
package org.neurowright.plugins.host;
