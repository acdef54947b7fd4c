/**
 * Report files: traces of variables over time, SONATA layout as BMTK writes it.
 *
 * <p>Reading starts with {@link org.neurowright.io.report.ReportFile}: windows are read when asked
 * for, so that a file may be far larger than memory. Writing starts with {@link
 * org.neurowright.io.report.ReportStream}, which takes rows from the simulation and hands them to a
 * {@link org.neurowright.io.report.WriterThread}; the simulation only copies. {@link
 * org.neurowright.io.report.ReportFileWriter} is the file below it.
 *
 * <p>A report is valid at any moment: readers, even of other programs, see the rows published so
 * far, also after the end of the process in the middle of a run; {@link
 * org.neurowright.io.report.ReportRepair} puts such a file in order. This package does not know
 * what the columns mean.
 */
package org.neurowright.io.report;
