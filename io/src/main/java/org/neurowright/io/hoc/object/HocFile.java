package org.neurowright.io.hoc.object;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.neurowright.io.hoc.section.HocFailure;

/** {@code File}, for reading inside of the model's folder. */
public final class HocFile extends NativeObject {
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");

  /** Reads files that hoc code may see. */
  @FunctionalInterface
  public interface Reader {
    /** The text of a file; empty when there is none. */
    Optional<String> read(String name);
  }

  private final Reader reader;
  private String name = "";
  private String text;
  private int at;

  public HocFile(int number, Reader reader) {
    super("File", number);
    this.reader = reader;
  }

  @Override
  public Object member(String member, double[] indices, Arguments arguments) {
    Arguments a = orNone(arguments);
    return switch (member) {
      case "ropen" -> {
        name = a.has(1) ? a.text(1) : name;
        text = reader.read(name).orElse(null);
        at = 0;
        yield text == null ? 0.0 : 1.0;
      }
      case "wopen", "aopen", "printf", "unlink", "mktemp", "flush" ->
          throw new HocFailure("hoc.refused", "File." + member + " would write a file")
              .hint("A cell template may read files of the model's folder and write none");
      case "chooser" ->
          throw new HocFailure("hoc.refused", "File.chooser would ask the user for a file");
      case "close" -> {
        text = null;
        yield 0.0;
      }
      case "isopen" -> text == null ? 0.0 : 1.0;
      case "eof" -> text == null || at >= text.length() ? 1.0 : 0.0;
      case "scanvar" -> number();
      case "scanstr" -> {
        String word = word();
        a.textCell(1).text = word;
        yield word.isEmpty() ? -1.0 : (double) word.length();
      }
      case "gets" -> {
        String line = line();
        a.textCell(1).text = line;
        yield line.isEmpty() ? -1.0 : (double) line.length();
      }
      case "getname" -> {
        if (a.has(1)) {
          a.textCell(1).text = name;
        }
        yield new TextCell(name);
      }
      default -> throw noMember(member);
    };
  }

  private String open() {
    if (text == null) {
      throw new HocFailure("hoc.file", "File " + name + " is not open")
          .hint("Check that ropen gave 1");
    }
    return text;
  }

  private double number() {
    Matcher matcher = NUMBER.matcher(open());
    if (!matcher.find(at)) {
      at = text.length();
      throw new HocFailure("hoc.file", "File " + name + " has no more numbers");
    }
    at = matcher.end();
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return Double.parseDouble(matcher.group());
  }

  private String word() {
    open();
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    int start = at;
    while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  private String line() {
    int end = open().indexOf('\n', at);
    int next = end < 0 ? text.length() : end + 1;
    String line = text.substring(at, next);
    at = next;
    return line;
  }
}
