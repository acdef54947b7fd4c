/**
 * The start page: recent projects, samples, and the ways to open something. Start with {@link
 * org.neurowright.app.start.StartViewModel}.
 */
package org.neurowright.app.start;
