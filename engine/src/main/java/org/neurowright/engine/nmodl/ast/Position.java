package org.neurowright.engine.nmodl.ast;

/**
 * Where a node starts. Positions are no part of a node's identity: all positions are equal, so that
 * two trees are equal when they say the same, wherever the text stood.
 *
 * @param path file as the user knows it (an included file differs from the including one)
 * @param line counted from 1
 * @param column counted from 1
 */
public record Position(String path, int line, int column) {
  @Override
  public boolean equals(Object other) {
    return other instanceof Position;
  }

  @Override
  public int hashCode() {
    return 0;
  }

  @Override
  public String toString() {
    return path + ":" + line + ":" + column;
  }
}
