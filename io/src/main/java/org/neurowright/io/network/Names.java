package org.neurowright.io.network;

import java.nio.file.Path;
import org.neurowright.engine.network.EdgeSource;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;

/** How files of networks are called, and which names they can hold. */
final class Names {
  static final long SONATA_MAGIC = 0x0A7A;

  private Names() {}

  static long[] sonataVersion() {
    return new long[] {0, 1};
  }

  static String nodes(String network) {
    return network + "_nodes.h5";
  }

  static String nodeTypes(String network) {
    return network + "_node_types.csv";
  }

  static String edges(EdgeSource edges) {
    return pair(edges) + "_edges.h5";
  }

  static String edgeTypes(EdgeSource edges) {
    return pair(edges) + "_edge_types.csv";
  }

  static String gapJunctions(String network) {
    return network + "_gap_juncs.h5";
  }

  private static String pair(EdgeSource edges) {
    return edges.source().name() + "_" + edges.target().name();
  }

  /** Ends the work when a name cannot stand in an HDF5 file or, for a population, name a file. */
  static void check(String what, String name, Path file) {
    if (name.isEmpty() || name.equals(".") || name.indexOf('/') >= 0 || name.indexOf('\0') >= 0) {
      throw new ModelException(
          Problem.error(
                  "network.bad-name",
                  Location.of(file),
                  "The name \"" + name + "\" of " + what + " cannot stand in a SONATA file")
              .expected("a name without a slash"));
    }
  }
}
