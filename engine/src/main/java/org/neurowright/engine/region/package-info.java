/**
 * Parts of a cell by what modellers write: {@code soma, apic distance > 200 and has(Ih)}.
 *
 * <p>Start with {@link org.neurowright.engine.region.Region#find}: it turns names and lists of
 * sections into conditions of the language of {@code engine.expression}, and evaluates them for the
 * segments of a {@link org.neurowright.engine.region.CellTable}, which knows where every segment is
 * and what is in it. {@code docs/lab/morphology.md} describes the language. Knows no screens, files
 * or runs.
 */
package org.neurowright.engine.region;
