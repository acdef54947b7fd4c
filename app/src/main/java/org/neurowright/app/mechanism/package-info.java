/**
 * The Mechanisms workspace: the model's NMODL files to read and edit, what is wrong with them, what
 * is made of them. Start with {@link org.neurowright.app.mechanism.MechanismsViewModel}. Knows
 * nothing of how a run is started but an action it is given.
 */
package org.neurowright.app.mechanism;
