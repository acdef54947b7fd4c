package org.neurowright.engine.nmodl.emit;

import java.util.List;

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

  /** Where the text ends now. */
  int mark() {
    return text.length();
  }

  /** Takes out what was written since a mark, as lines without indentation. */
  List<String> cut(int mark) {
    List<String> lines = text.substring(mark).lines().map(String::strip).toList();
    text.setLength(mark);
    return lines;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
