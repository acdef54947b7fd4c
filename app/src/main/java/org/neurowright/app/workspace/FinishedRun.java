package org.neurowright.app.workspace;

import org.neurowright.engine.record.RunLayout;
import org.neurowright.io.project.RunReport;

/**
 * A run that is over, with its results on disk.
 *
 * @param project what was run
 * @param layout what it recorded
 * @param report how it ended and where the files are
 */
public record FinishedRun(Project project, RunLayout layout, RunReport report) {}
