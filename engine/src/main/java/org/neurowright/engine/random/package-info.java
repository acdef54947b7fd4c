/**
 * Random number generators with exactly documented streams. Start with {@link
 * org.neurowright.engine.random.Random123}. Nothing here is seeded by the clock, and the package knows
 * nothing of the rest of the program.
 */
package org.neurowright.engine.random;
