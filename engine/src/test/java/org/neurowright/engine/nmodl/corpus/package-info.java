/**
 * The NMODL compiler against public model files: does it take them ({@code NmodlCorpusTest}), do
 * their numbers agree with NEURON ({@code MechanismComparisonTest}), and does it bear damaged files
 * ({@code NmodlFuzzTest})?
 */
package org.neurowright.engine.nmodl.corpus;
