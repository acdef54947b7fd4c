package org.neurowright.engine.expression;

/** From the codes of a column's dictionary to those of the evaluator's pool. */
final class DictionaryTable implements Block.PerBlock {
  private final Block block;
  private final int name;
  private String[] dictionary;
  private int[] codes;

  DictionaryTable(Block block, int name) {
    this.block = block;
    this.name = name;
  }

  @Override
  public void refresh(int count) {
    String[] now = block.rows.dictionary(name);
    if (now != dictionary) {
      dictionary = now;
      codes = new int[now.length];
      for (int i = 0; i < codes.length; i++) {
        codes[i] = block.pool.code(now[i]);
      }
    }
  }

  void translate(int[] column, int count) {
    for (int i = 0; i < count; i++) {
      column[i] = column[i] < 0 ? -1 : codes[column[i]];
    }
  }
}
