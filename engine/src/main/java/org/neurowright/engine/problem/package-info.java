/**
 * What is wrong with a user's model, as data.
 *
 * <p>Readers and checks collect {@link org.neurowright.engine.problem.Problem}s and return all of
 * them together with what they could read. Start with {@link
 * org.neurowright.engine.problem.Problem}; {@link org.neurowright.engine.problem.NearestName} finds
 * the name that was probably meant. This package knows nothing of the rest of the program.
 */
package org.neurowright.engine.problem;
