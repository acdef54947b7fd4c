/**
 * How long work reports progress and is stopped, without any user-interface toolkit. Start with
 * {@link org.neurowright.engine.task.RunControl}.
 */
package org.neurowright.engine.task;
