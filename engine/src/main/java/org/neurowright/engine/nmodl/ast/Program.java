package org.neurowright.engine.nmodl.ast;

import java.util.List;
import java.util.stream.Stream;

/**
 * A whole file with its INCLUDEs expanded.
 *
 * @param path file name as the user knows it
 * @param blocks in order
 */
public record Program(String path, List<Block> blocks) {
  public Program {
    blocks = List.copyOf(blocks);
  }

  /** The blocks of one type, in order. */
  public <T extends Block> Stream<T> blocks(Class<T> type) {
    return blocks.stream().filter(type::isInstance).map(type::cast);
  }

  /** Blocks without name of one kind, in order. */
  public Stream<Block.Plain> plain(Block.Kind kind) {
    return blocks(Block.Plain.class).filter(block -> block.kind() == kind);
  }
}
