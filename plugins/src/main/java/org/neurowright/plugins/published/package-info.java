/**
 * Functions that run scripts of published BMTK models register, so that these models open without
 * their scripts.
 *
 * <p>Start with {@link org.neurowright.plugins.published.PublishedModelFunctions}; it is also the
 * example of an extension that adds functions.
 */
package org.neurowright.plugins.published;
