/**
 * Values and the classes that hoc code finds ready-made: Vector, List, String, Random, File and
 * others.
 *
 * <p>Start with {@link org.neurowright.io.hoc.object.HocObject}. A value is a {@link Double}, a
 * {@link org.neurowright.io.hoc.object.TextCell}, an {@link
 * org.neurowright.io.hoc.object.ObjectCell}, a section or a {@link
 * org.neurowright.io.hoc.object.NumberRef}; cells are the variables themselves, because hoc passes
 * them by reference. This package knows nothing of the tree that is executed.
 */
package org.neurowright.io.hoc.object;
