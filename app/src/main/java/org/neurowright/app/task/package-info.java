/**
 * Long work off the interface thread: {@link org.neurowright.app.task.TaskService} starts it,
 * {@link org.neurowright.app.task.BackgroundTask} is what views bind to. Turns the engine's {@link
 * org.neurowright.engine.task.RunControl} into properties that change on the interface thread only.
 * Knows nothing of what the work is, nor of scenes.
 */
package org.neurowright.app.task;
