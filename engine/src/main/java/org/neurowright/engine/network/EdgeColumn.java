package org.neurowright.engine.network;

/**
 * A number that every row of a group of edges has for itself.
 *
 * @param name as in the file, for instance {@code syn_weight}
 * @param type how it is stored
 */
public record EdgeColumn(String name, Storage type) {
  /** How numbers are stored; whole numbers are exact up to 2⁵³. */
  public enum Storage {
    UINT8,
    UINT16,
    UINT32,
    UINT64,
    INT32,
    INT64,
    FLOAT32,
    FLOAT64
  }
}
