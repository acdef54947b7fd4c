package org.neurowright.io.sonata.network;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neurowright.io.hdf5.Hdf5Dataset;

/**
 * One numbered group of an edge population: where the attributes of its rows are.
 *
 * @param id number of the group
 * @param rows rows of its columns; {@link Long#MAX_VALUE} for a group without columns
 * @param nsyns column, if the group has it (the type table counts otherwise), as all of the
 *     following
 * @param hasNsyns whether the group or the type table has a number of synapses that counts
 * @param fixed whether the group or the type table fixes sections
 * @param typeColumns columns that make types of their own
 * @param userColumns other columns of single numbers, by name
 */
record EdgeGroup(
    int id,
    long rows,
    Optional<Hdf5Dataset> nsyns,
    Optional<Hdf5Dataset> synWeight,
    Optional<Hdf5Dataset> delay,
    Optional<Hdf5Dataset> sectionId,
    Optional<Hdf5Dataset> sectionX,
    boolean hasNsyns,
    boolean fixed,
    List<TypeColumn> typeColumns,
    Map<String, Hdf5Dataset> userColumns) {

  /** A column of a group under the name that it has in a type table. */
  record TypeColumn(String name, Hdf5Dataset dataset) {}
}
