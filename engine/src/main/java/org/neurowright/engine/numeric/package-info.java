/**
 * Kernels over plain arrays; uses nothing but java.base, and the management of memory to see when
 * Java has compiled vector loops ({@link org.neurowright.engine.numeric.WarmUp}).
 */
package org.neurowright.engine.numeric;
