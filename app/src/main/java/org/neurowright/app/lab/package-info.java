/**
 * The Lab workspace: one cell on the bench, examined with protocols and tuned by hand while its
 * response is watched. Start with {@link org.neurowright.app.lab.LabViewModel}; {@link
 * org.neurowright.app.lab.LabView} draws it. Each pane or page has a package of its own, which
 * follows {@link org.neurowright.app.lab.cell.BenchViewModel} and knows no other pane.
 *
 * <p>Computes nothing itself: protocols are those of {@code engine.protocol}, cells come from
 * {@code io.lab}. Knows nothing of the shell around it.
 */
package org.neurowright.app.lab;
