package org.neurowright.app.prefs;

import java.nio.file.Path;
import java.time.Instant;

/**
 * A model that was opened before.
 *
 * @param config its configuration file
 * @param name how it was called
 * @param openedAt when it was last opened
 */
public record RecentProject(Path config, String name, Instant openedAt) {}
