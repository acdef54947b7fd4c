/**
 * How numbers, times and attributes are written for people: grouping, precision, units.
 * Start with {@link org.neurowright.app.text.NumberText}. Knows nothing of models or windows.
 */
package org.neurowright.app.text;
