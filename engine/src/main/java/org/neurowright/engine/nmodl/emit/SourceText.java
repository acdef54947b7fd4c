package org.neurowright.engine.nmodl.emit;

/** Indented lines. */
final class SourceText {
  private final StringBuilder text = new StringBuilder();
  private int depth;

  void line(String line) {
    if (!line.isEmpty()) {
      text.append("  ".repeat(depth)).append(line);
    }
    text.append('\n');
  }

  void open(String head) {
    line(head + " {");
    depth++;
  }

  void middle(String line) {
    depth--;
    line(line);
    depth++;
  }

  void close() {
    close("}");
  }

  void close(String line) {
    depth--;
    line(line);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
