/**
 * Mechanisms as the engine sees them: metadata ({@link
 * org.neurowright.engine.mechanism.MechanismType}), the running code of all instances in one
 * partition ({@link org.neurowright.engine.mechanism.MechanismKernel}) and the catalogue that finds
 * a type by name.
 *
 * <p>Kernels are mostly generated from NMODL (package {@code nmodl}); a few are written by hand.
 * This package knows nothing of the NMODL compiler nor of the cable solver.
 */
package org.neurowright.engine.mechanism;
