/**
 * From Java source to running kernels: {@link org.neurowright.engine.nmodl.load.KernelLoader}
 * compiles in memory with the JDK's own compiler, keeps class files in a {@link
 * org.neurowright.engine.nmodl.load.ClassCache} and defines them as hidden classes. {@link
 * org.neurowright.engine.nmodl.load.TranslationCache} keeps what is known of a mechanism besides
 * its code. Knows nothing of NMODL.
 */
package org.neurowright.engine.nmodl.load;
