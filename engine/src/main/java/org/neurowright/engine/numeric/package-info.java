/** Kernels over plain arrays; uses nothing but java.base. */
package org.neurowright.engine.numeric;
