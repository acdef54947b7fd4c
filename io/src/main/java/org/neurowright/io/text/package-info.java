/**
 * Text files that people edit: start with {@link org.neurowright.io.text.SourceFile}. Knows nothing
 * of what the text means.
 */
package org.neurowright.io.text;
