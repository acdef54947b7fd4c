package org.neurowright.engine.morphology;

import java.util.Objects;

/**
 * The points of a morphology file in ascending id order, as columns of equal length. The arrays are
 * owned by this record and are not to be changed. Numbers are 32-bit floats because NEURON's reader
 * keeps no more, which shows in the digits it passes on.
 *
 * @param id numbers in the file
 * @param type SWC type code: 1 soma, 2 axon, 3 basal dendrite, 4 apical dendrite, others custom
 * @param x µm
 * @param y µm
 * @param z µm
 * @param radius µm
 * @param parent index (not id) of the parent point, always smaller than the point's own; -1 for the
 *     root
 */
public record RawPoints(
    int[] id, int[] type, float[] x, float[] y, float[] z, float[] radius, int[] parent) {
  public RawPoints {
    Objects.requireNonNull(id, "id");
    int n = id.length;
    if (type.length != n
        || x.length != n
        || y.length != n
        || z.length != n
        || radius.length != n
        || parent.length != n) {
      throw new IllegalArgumentException("columns of different length");
    }
    for (int i = 0; i < n; i++) {
      if (parent[i] >= i) {
        throw new IllegalArgumentException("point " + id[i] + " comes before its parent");
      }
    }
  }

  public int size() {
    return id.length;
  }
}
