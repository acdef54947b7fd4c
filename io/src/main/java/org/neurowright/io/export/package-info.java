/**
 * Folders for other programs. Start with {@link org.neurowright.io.export.BmtkExport}: a model
 * becomes a folder that BMTK runs, or a list of what it would not understand ({@link
 * org.neurowright.io.export.BmtkChecks}).
 */
package org.neurowright.io.export;
