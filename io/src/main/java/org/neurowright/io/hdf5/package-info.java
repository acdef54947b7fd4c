/**
 * HDF5 files, read and written, without showing the library behind it.
 *
 * <p><b>Reading.</b> Start with {@link org.neurowright.io.hdf5.Hdf5File}:
 *
 * <pre>{@code
 * try (Hdf5File file = Hdf5File.open(path)) {
 *   Hdf5Dataset ids = file.dataset("/nodes/v1/node_id");
 *   long[] all = ids.readLongs();
 *   long[] some = ids.readLongs(1000, 200);          // elements 1000 to 1199
 *   double[] window = file.dataset("/report/v1/data").readDoubles(row0, rows, col0, cols);
 *   String sorting = file.attribute("/spikes/v1", "sorting").flatMap(Hdf5Attribute::text).orElse("none");
 * }
 * }</pre>
 *
 * <p>Paths are absolute ({@code /a/b}); soft, hard and external links are followed. Reads of
 * numbers convert between number types and never lose anything silently: an unsigned 64-bit value
 * beyond 2^63-1, an integer read from 2.5 and so on are faults. Datasets are seen as tables: rank 0
 * as 1 x 1, rank 1 as n x 1, rank 2 as it is. Contiguous numbers are memory-mapped, so a window of
 * a file of any size costs only itself; chunks of chunked datasets are decoded once and kept in a
 * bounded cache. An open file may be used by several threads.
 *
 * <p>Every fault of a file (missing, truncated, not HDF5, missing path, wrong type, unsupported
 * feature) is a {@link org.neurowright.io.hdf5.Hdf5Exception}, whose {@code problem()} names file,
 * HDF5 path, what was found, what was expected and what to do about it. Readers of formats catch it
 * and add the problem to their own.
 *
 * <p><b>Writing.</b> Start with {@link org.neurowright.io.hdf5.Hdf5Plan}, which says what a file
 * will hold, and {@link org.neurowright.io.hdf5.Hdf5Writer}, which writes it.
 *
 * <p>This package knows nothing of SONATA or of models.
 */
package org.neurowright.io.hdf5;
