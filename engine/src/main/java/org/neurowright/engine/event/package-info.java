/**
 * The queue of events inside one partition. Start with {@link
 * org.neurowright.engine.event.EventQueue}.
 */
package org.neurowright.engine.event;
