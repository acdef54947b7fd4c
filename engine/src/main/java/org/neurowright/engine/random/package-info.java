/**
 * Pseudo-random generators whose streams are fixed for ever: same seed, same numbers, on every machine.
 *
 * <p>Generators are plain objects with their own state; nothing here is shared or seeded by the clock.
 */
package org.neurowright.engine.random;
