/**
 * How things are written for people: numbers with grouping and precision, times, units of
 * attributes, problems. Start with {@link org.neurowright.app.text.NumberText}. Knows nothing of
 * views.
 */
package org.neurowright.app.text;
