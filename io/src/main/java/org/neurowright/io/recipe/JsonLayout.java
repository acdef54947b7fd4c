package org.neurowright.io.recipe;

import java.math.BigDecimal;
import java.util.Iterator;
import java.util.Map;

/**
 * Prints JSON so that people like to read it and so that a change of one thing changes one line:
 * what is short stands on one line, everything else one item per line.
 */
final class JsonLayout {
  private static final int WIDTH = 100;
  private static final String INDENT = "  ";

  private JsonLayout() {}

  /** The whole document, with a line end. */
  static String document(Tree tree) {
    StringBuilder out = new StringBuilder();
    print(tree, "", 0, out);
    return out.append('\n').toString();
  }

  /** All in one line. */
  static String oneLine(Tree tree) {
    StringBuilder out = new StringBuilder();
    inline(tree, out);
    return out.toString();
  }

  /**
   * @param before characters on the line that are printed already or follow, besides the indent
   */
  private static void print(Tree tree, String indent, int before, StringBuilder out) {
    if (!mustExpand(tree)) {
      String line = oneLine(tree);
      if (isFlat(tree) || indent.length() + before + line.length() < WIDTH) {
        out.append(line);
        return;
      }
    }
    String inner = indent + INDENT;
    switch (tree) {
      case Tree.Obj object -> {
        out.append('{');
        Iterator<Map.Entry<String, Tree>> members = object.members().entrySet().iterator();
        while (members.hasNext()) {
          Map.Entry<String, Tree> member = members.next();
          String key = quoted(member.getKey()) + ": ";
          out.append('\n').append(inner).append(key);
          print(member.getValue(), inner, key.length() + 1, out);
          out.append(members.hasNext() ? "," : "");
        }
        out.append('\n').append(indent).append('}');
      }
      case Tree.Arr list -> {
        out.append('[');
        Iterator<Tree> items = list.items().iterator();
        while (items.hasNext()) {
          out.append('\n').append(inner);
          Tree item = items.next();
          if (item instanceof Tree.Arr && !mustExpand(item)) {
            // A row of a matrix or a place stays together, however long it is.
            inline(item, out);
          } else {
            print(item, inner, 1, out);
          }
          out.append(items.hasNext() ? "," : "");
        }
        out.append('\n').append(indent).append(']');
      }
      case Tree.Leaf leaf -> out.append(leaf.printed());
      case Tree.Abridged abridged -> out.append(abridged.brief().printed());
    }
  }

  private static boolean isFlat(Tree tree) {
    return tree instanceof Tree.Leaf || tree instanceof Tree.Abridged;
  }

  private static boolean mustExpand(Tree tree) {
    return switch (tree) {
      case Tree.Obj object ->
          !object.members().isEmpty()
              && (object.expanded()
                  || object.members().values().stream().anyMatch(JsonLayout::mustExpand));
      case Tree.Arr list ->
          !list.items().isEmpty()
              && (list.expanded() || list.items().stream().anyMatch(JsonLayout::mustExpand));
      case Tree.Leaf leaf -> false;
      case Tree.Abridged abridged -> false;
    };
  }

  private static void inline(Tree tree, StringBuilder out) {
    switch (tree) {
      case Tree.Obj object -> {
        String separator = "{";
        for (Map.Entry<String, Tree> member : object.members().entrySet()) {
          out.append(separator).append(quoted(member.getKey())).append(": ");
          inline(member.getValue(), out);
          separator = ", ";
        }
        out.append(object.members().isEmpty() ? "{}" : "}");
      }
      case Tree.Arr list -> {
        String separator = "[";
        for (Tree item : list.items()) {
          out.append(separator);
          inline(item, out);
          separator = ", ";
        }
        out.append(list.items().isEmpty() ? "[]" : "]");
      }
      case Tree.Leaf leaf -> out.append(leaf.printed());
      case Tree.Abridged abridged -> out.append(abridged.brief().printed());
    }
  }

  /** The fewest digits that read back as the same number; whole numbers without a point. */
  static String shortest(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return value == 0 && 1 / value < 0 ? "-0.0" : Long.toString((long) value);
    }
    String digits = Double.toString(value);
    if (Math.abs(value) >= 1e-4 && Math.abs(value) < 1e15) {
      return new BigDecimal(digits).stripTrailingZeros().toPlainString();
    }
    return digits.replace(".0E", "e").replace('E', 'e');
  }

  /** Text in quotes with what JSON wants escaped. */
  static String quoted(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          // Half a surrogate pair cannot be written as UTF-8.
          boolean alone =
              Character.isSurrogate(c)
                  && !(Character.isHighSurrogate(c)
                          && i + 1 < text.length()
                          && Character.isLowSurrogate(text.charAt(i + 1))
                      || Character.isLowSurrogate(c)
                          && i > 0
                          && Character.isHighSurrogate(text.charAt(i - 1)));
          if (c < 0x20 || alone) {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('"').toString();
  }
}
