package org.neurowright.io.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A JSON text with the places of its values, so that one value can be replaced and everything else
 * stays as it was written, comments included. Paths are keys, and numbers of items, from the root.
 */
public final class JsonTree {

  /** A value; offsets of its first character and behind its last. */
  public sealed interface Node {
    int start();

    int end();
  }

  public record ObjectNode(int start, int end, List<Member> members) implements Node {}

  public record ArrayNode(int start, int end, List<Node> items) implements Node {}

  /**
   * A single value.
   *
   * @param value the text without quotes; the word otherwise
   */
  public record ScalarNode(int start, int end, Kind kind, String value) implements Node {}

  public enum Kind {
    TEXT,
    NUMBER,
    FLAG,
    NULL
  }

  /** A key with its value; offsets of the key with its quotes. */
  public record Member(String key, int keyStart, int keyEnd, Node value) {}

  private final String text;
  private final Node root;

  private JsonTree(String text, Node root) {
    this.text = text;
    this.root = root;
  }

  /** The tree of a text; empty when it is no JSON, not even with comments. */
  public static Optional<JsonTree> of(String text) {
    try {
      Parser parser = new Parser(text);
      Node root = parser.value(0);
      parser.space();
      return parser.at == text.length() ? Optional.of(new JsonTree(text, root)) : Optional.empty();
    } catch (NotJson e) {
      return Optional.empty();
    }
  }

  public Node root() {
    return root;
  }

  public String text() {
    return text;
  }

  /** The text of a value as written. */
  public String written(Node node) {
    return text.substring(node.start(), node.end());
  }

  public Optional<Node> find(List<String> path) {
    Node at = root;
    for (String step : path) {
      Optional<Node> next = child(at, step);
      if (next.isEmpty()) {
        return next;
      }
      at = next.get();
    }
    return Optional.of(at);
  }

  private static Optional<Node> child(Node of, String step) {
    return switch (of) {
      // The last of equal keys is the one that counts.
      case ObjectNode object ->
          object.members().reversed().stream()
              .filter(m -> m.key().equals(step))
              .map(Member::value)
              .findFirst();
      case ArrayNode array ->
          step.matches("\\d{1,9}") && Integer.parseInt(step) < array.items().size()
              ? Optional.of(array.items().get(Integer.parseInt(step)))
              : Optional.empty();
      case ScalarNode _ -> Optional.empty();
    };
  }

  /** Members of the object at a path; none when there is no object. */
  public List<Member> members(List<String> path) {
    return find(path).orElse(null) instanceof ObjectNode object ? object.members() : List.of();
  }

  // ---- changing

  /**
   * The text with another value.
   *
   * @param json the value; its lines are indented as fits. Objects that lack on the way are made
   * @throws IllegalArgumentException with a sentence for the user if something else is in the way
   */
  public String with(List<String> path, String json) {
    Optional<Node> there = find(path);
    if (there.isPresent()) {
      String indented = indented(json, indentAt(there.get().start()));
      return text.substring(0, there.get().start()) + indented + text.substring(there.get().end());
    }
    List<String> parent = path.subList(0, path.size() - 1);
    String key = path.getLast();
    Optional<Node> container = find(parent);
    if (container.isEmpty()) {
      return with(parent, "{\n" + unit() + quoted(key) + ": " + indented(json, unit()) + "\n}");
    }
    return switch (container.get()) {
      case ObjectNode object ->
          inserted(
              object,
              object.members().isEmpty() ? -1 : object.members().getLast().value().end(),
              object.members().isEmpty() ? -1 : object.members().getLast().keyStart(),
              quoted(key) + ": ",
              json);
      case ArrayNode array ->
          inserted(
              array,
              array.items().isEmpty() ? -1 : array.items().getLast().end(),
              array.items().isEmpty() ? -1 : array.items().getLast().start(),
              "",
              json);
      case ScalarNode scalar ->
          throw new IllegalArgumentException(
              String.join(".", parent) + " is " + scalar.value() + ", not an object");
    };
  }

  /** Puts a value behind the last one of an object or list, laid out as that one is. */
  private String inserted(Node into, int lastEnd, int lastStart, String key, String json) {
    if (lastEnd < 0) {
      String outer = indentAt(into.start());
      String inner = outer + unit();
      String body = "\n" + inner + key + indented(json, inner) + "\n" + outer;
      return text.substring(0, into.start() + 1) + body + text.substring(into.end() - 1);
    }
    boolean ownLine = text.substring(lineStart(lastStart), lastStart).isBlank();
    String indent = indentAt(lastStart);
    String before = ownLine ? ",\n" + indent : ", ";
    return text.substring(0, lastEnd)
        + before
        + key
        + indented(json, ownLine ? indent : indentAt(into.start()))
        + text.substring(lastEnd);
  }

  /** The text without a member or item, and without the comma and line that were its own. */
  public String without(List<String> path) {
    Optional<Node> container = find(path.subList(0, path.size() - 1));
    int[] span = null;
    List<int[]> all = new ArrayList<>();
    if (container.orElse(null) instanceof ObjectNode object) {
      for (Member member : object.members()) {
        int[] place = {member.keyStart(), member.value().end()};
        all.add(place);
        span = member.key().equals(path.getLast()) ? place : span;
      }
    } else if (container.orElse(null) instanceof ArrayNode array) {
      array.items().forEach(item -> all.add(new int[] {item.start(), item.end()}));
      span = find(path).isPresent() ? all.get(Integer.parseInt(path.getLast())) : null;
    }
    if (span == null) {
      return text;
    }
    int index = all.indexOf(span);
    if (index + 1 < all.size()) {
      // Up to the next one, which comes to stand in its place.
      return text.substring(0, span[0]) + text.substring(all.get(index + 1)[0]);
    }
    int from = index > 0 ? all.get(index - 1)[1] : container.get().start() + 1;
    int to = index > 0 ? span[1] : container.get().end() - 1;
    return text.substring(0, from) + text.substring(to);
  }

  /** The text with another name of a member. */
  public String renamed(List<String> path, String key) {
    for (Member member : members(path.subList(0, path.size() - 1)).reversed()) {
      if (member.key().equals(path.getLast())) {
        return text.substring(0, member.keyStart()) + quoted(key) + text.substring(member.keyEnd());
      }
    }
    return text;
  }

  /** What one level is indented by here. */
  private String unit() {
    if (root instanceof ObjectNode object && !object.members().isEmpty()) {
      String indent = indentAt(object.members().getFirst().keyStart());
      if (!indent.isEmpty()) {
        return indent;
      }
    }
    return "  ";
  }

  private int lineStart(int offset) {
    return text.lastIndexOf('\n', offset - 1) + 1;
  }

  private String indentAt(int offset) {
    int start = lineStart(offset);
    int end = start;
    while (end < offset && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
      end++;
    }
    return text.substring(start, end);
  }

  private static String indented(String json, String indent) {
    return json.replace("\n", "\n" + indent);
  }

  /** A text as JSON has it. */
  public static String quoted(String value) {
    StringBuilder quoted = new StringBuilder("\"");
    for (char c : value.toCharArray()) {
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        case '\t' -> quoted.append("\\t");
        default -> {
          if (c < ' ') {
            quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }

  /** A path as problems have it, for instance {@code $.networks.nodes[0].nodes_file}. */
  public static String element(List<String> path) {
    StringBuilder element = new StringBuilder("$");
    for (String step : path) {
      element.append(step.matches("\\d+") ? "[" + step + "]" : "." + step);
    }
    return element.toString();
  }

  private static final class NotJson extends Exception {
    NotJson() {
      super("no JSON", null, false, false);
    }
  }

  private static final class Parser {
    private static final int DEEPEST = 200;

    private final String text;
    private int at;

    Parser(String text) {
      this.text = text;
    }

    private Node value(int depth) throws NotJson {
      space();
      if (at >= text.length() || depth > DEEPEST) {
        throw new NotJson();
      }
      return switch (text.charAt(at)) {
        case '{' -> object(depth);
        case '[' -> array(depth);
        case '"', '\'' -> {
          int start = at;
          String value = string();
          yield new ScalarNode(start, at, Kind.TEXT, value);
        }
        default -> word();
      };
    }

    private Node object(int depth) throws NotJson {
      int start = at++;
      List<Member> members = new ArrayList<>();
      space();
      while (peek() != '}') {
        int keyStart = at;
        String key = string();
        int keyEnd = at;
        space();
        take(':');
        members.add(new Member(key, keyStart, keyEnd, value(depth + 1)));
        space();
        if (peek() != '}') {
          take(',');
          space();
        }
      }
      at++;
      return new ObjectNode(start, at, List.copyOf(members));
    }

    private Node array(int depth) throws NotJson {
      int start = at++;
      List<Node> items = new ArrayList<>();
      space();
      while (peek() != ']') {
        items.add(value(depth + 1));
        space();
        if (peek() != ']') {
          take(',');
          space();
        }
      }
      at++;
      return new ArrayNode(start, at, List.copyOf(items));
    }

    private Node word() throws NotJson {
      int start = at;
      while (at < text.length() && ",]}:#/ \t\r\n".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      String word = text.substring(start, at);
      Kind kind =
          switch (word) {
            case "true", "false" -> Kind.FLAG;
            case "null" -> Kind.NULL;
            default -> Kind.NUMBER;
          };
      if (kind == Kind.NUMBER
          && !word.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?|[+-]?(INF|Infinity)|NaN")) {
        throw new NotJson();
      }
      return new ScalarNode(start, at, kind, word);
    }

    private String string() throws NotJson {
      char quote = peek();
      if (quote != '"' && quote != '\'') {
        throw new NotJson();
      }
      at++;
      StringBuilder value = new StringBuilder();
      while (peek() != quote) {
        char c = text.charAt(at++);
        value.append(c == '\\' ? escape() : c);
      }
      at++;
      return value.toString();
    }

    private char escape() throws NotJson {
      char c = peek();
      at++;
      return switch (c) {
        case 'n' -> '\n';
        case 't' -> '\t';
        case 'r' -> '\r';
        case 'b' -> '\b';
        case 'f' -> '\f';
        case 'u' -> {
          if (at + 4 > text.length() || !text.substring(at, at + 4).matches("[0-9a-fA-F]{4}")) {
            throw new NotJson();
          }
          at += 4;
          yield (char) Integer.parseInt(text.substring(at - 4, at), 16);
        }
        default -> c;
      };
    }

    private char peek() throws NotJson {
      if (at >= text.length()) {
        throw new NotJson();
      }
      return text.charAt(at);
    }

    private void take(char wanted) throws NotJson {
      if (peek() != wanted) {
        throw new NotJson();
      }
      at++;
    }

    /** Goes over blanks and comments. */
    void space() {
      while (at < text.length()) {
        char c = text.charAt(at);
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\uFEFF') {
          at++;
        } else if (c == '#' || text.startsWith("//", at)) {
          int end = text.indexOf('\n', at);
          at = end < 0 ? text.length() : end;
        } else if (text.startsWith("/*", at)) {
          int end = text.indexOf("*/", at + 2);
          at = end < 0 ? text.length() : end + 2;
        } else {
          return;
        }
      }
    }
  }
}
