/**
 * One cell on the bench: built once, then its parameters and electrodes are changed and it is run
 * again and again, several copies side by side where several trials are wanted.
 *
 * <p>Start with {@link org.neurowright.engine.bench.Benches}; {@link
 * org.neurowright.engine.bench.Preparation} says what is examined, {@link
 * org.neurowright.engine.bench.Rig} what is stuck into it, {@link
 * org.neurowright.engine.bench.Trial} what is done with it. Knows no protocols, files or screens.
 */
package org.neurowright.engine.bench;
