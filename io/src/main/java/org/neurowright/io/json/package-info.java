/**
 * JSON files as small trees whose every value knows its line, so that a problem can point at it.
 *
 * <p>Start with {@link org.neurowright.io.json.JsonReader}. This package knows nothing of SONATA.
 */
package org.neurowright.io.json;
