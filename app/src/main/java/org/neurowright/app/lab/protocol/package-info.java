/**
 * Protocols with their settings, figures, tables and files. Start with {@link
 * org.neurowright.app.lab.protocol.ProtocolViewModel}. Computes nothing itself: protocols are those
 * of {@code engine.protocol}.
 */
package org.neurowright.app.lab.protocol;
