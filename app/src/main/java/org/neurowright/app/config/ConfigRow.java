package org.neurowright.app.config;

import java.util.List;
import java.util.Optional;
import org.neurowright.io.json.JsonTree;
import org.neurowright.io.json.JsonTree.Kind;
import org.neurowright.io.json.JsonTree.Node;
import org.neurowright.io.json.JsonTree.ScalarNode;

/**
 * A line of a form.
 *
 * @param key what is known of it
 * @param path where its value is, or would be
 * @param value empty when it is not there
 * @param known false for a key that nobody reads
 */
record ConfigRow(
    ConfigKey key, List<String> path, Optional<Node> value, JsonTree tree, boolean known) {

  /** The value as it is shown in a field: texts without quotes where only texts can stand. */
  String shown() {
    return value
        .map(node ->
            node instanceof ScalarNode(_, _, Kind kind, String text)
                    && (kind != Kind.TEXT || !needsQuotes())
                ? text
                : tree.written(node))
        .orElse("");
  }

  /** Whether a text is shown as JSON has it, as it could be something else. */
  private boolean needsQuotes() {
    return key.type() == ConfigKey.Type.JSON;
  }

  /**
   * The JSON of what was typed.
   *
   * @throws IllegalArgumentException with a sentence for the user when it is not what can stand
   *     here
   */
  String json(String typed) {
    String text = typed.strip();
    return switch (key.type()) {
      case NUMBER -> isVariable(text) ? JsonTree.quoted(text) : number(text, false);
      case WHOLE -> isVariable(text) ? JsonTree.quoted(text) : number(text, true);
      case FLAG -> {
        if (!text.equals("true") && !text.equals("false")) {
          throw wrong(text);
        }
        yield text;
      }
      case TEXT, FILE, FOLDER, CHOICE -> JsonTree.quoted(typed);
      case TEXTS -> text.startsWith("[") ? checked(text) : JsonTree.quoted(text);
      case NODES ->
          text.startsWith("[") || text.startsWith("{") ? checked(text) : JsonTree.quoted(text);
      case NUMBERS ->
          text.startsWith("[")
              ? checked(text)
              : text.contains(",")
                  ? checked("[" + text + "]")
                  : isVariable(text) ? JsonTree.quoted(text) : number(text, false);
      case JSON -> checked(text);
    };
  }

  private static boolean isVariable(String text) {
    return text.startsWith("$");
  }

  private String number(String text, boolean whole) {
    boolean fits = text.matches(whole ? "-?\\d+" : "-?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    if (text.equals("null")) {
      return text;
    }
    if (!fits) {
      throw wrong(text);
    }
    // JSON wants digits on both sides of a point.
    String full = text.startsWith(".") ? "0" + text : text.replaceFirst("^-\\.", "-0.");
    return full.replaceFirst("\\.(?=$|[eE])", "");
  }

  private String checked(String text) {
    if (JsonTree.of(text).isEmpty()) {
      throw wrong(text);
    }
    return text;
  }

  private IllegalArgumentException wrong(String text) {
    return new IllegalArgumentException(
        key.name()
            + " is to be "
            + key.type().words()
            + ", not "
            + (text.isEmpty() ? "nothing" : '"' + text + '"'));
  }

  /** What is wrong with the kind of the value; empty when it fits. */
  Optional<String> misfit() {
    if (value.isEmpty()) {
      return Optional.empty();
    }
    Node node = value.get();
    boolean text = node instanceof ScalarNode(_, _, Kind kind, _) && kind == Kind.TEXT;
    boolean number = node instanceof ScalarNode(_, _, Kind kind, _) && kind == Kind.NUMBER;
    boolean nothing = node instanceof ScalarNode(_, _, Kind kind, _) && kind == Kind.NULL;
    boolean variable = text && ((ScalarNode) node).value().startsWith("$");
    boolean fits =
        nothing
            || variable
            || switch (key.type()) {
              case NUMBER -> number;
              case WHOLE -> number && ((ScalarNode) node).value().matches("-?\\d+(\\.0*)?");
              case FLAG -> node instanceof ScalarNode(_, _, Kind kind, _) && kind == Kind.FLAG;
              case TEXT -> node instanceof ScalarNode;
              case FILE, FOLDER, CHOICE -> text;
              case TEXTS -> text || node instanceof JsonTree.ArrayNode;
              case NUMBERS -> number || node instanceof JsonTree.ArrayNode;
              case NODES ->
                  text || node instanceof JsonTree.ArrayNode || node instanceof JsonTree.ObjectNode;
              case JSON -> true;
            };
    return fits ? Optional.empty() : Optional.of(key.name() + " is " + tree.written(node));
  }
}
