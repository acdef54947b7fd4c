package org.neurowright.engine.expression.syntax;

import java.util.ArrayList;
import java.util.List;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;

/**
 * Reads an expression, from the weakest operator to the strongest:
 *
 * <pre>
 * expression  = or [ "if" or "else" expression ]
 * or          = and { ("or" | "||") and }
 * and         = not { ("and" | "&amp;&amp;") not }
 * not         = ("not" | "!") not | comparison
 * comparison  = sum { sign sum } | sum [ "not" ] "in" list
 * sum         = product { ("+" | "-") product }
 * product     = unary { ("*" | "/" | "%") unary }
 * unary       = ("-" | "+") unary | power
 * power       = primary [ ("^" | "**") unary ]
 * primary     = number | text | "true" | "false" | name [ "(" arguments ")" ]
 *             | "if" "(" expression "," expression "," expression ")"
 *             | "(" expression ")" | list
 * </pre>
 *
 * <p>After a problem it goes on with {@link Tree.Missing} in the place of what is not there, so
 * that one run finds as many problems as can be told apart.
 */
public final class ExpressionParser {
  /** More words than anybody writes; bounds the depth of trees. */
  private static final int MOST_TOKENS = 2000;

  private static final int DEEPEST = 100;

  private final String text;
  private final List<Problem> problems = new ArrayList<>();
  private List<Token> tokens;
  private int at;
  private int depth;
  private int lastReported = -1;

  private ExpressionParser(String text) {
    this.text = text;
  }

  /** Reads a text; never throws for what it says. */
  public static Parsed parse(String text) {
    ExpressionParser parser = new ExpressionParser(text);
    Tree tree = parser.parseAll();
    return new Parsed(text, tree, parser.problems);
  }

  /** Where a piece of the text begins: line and column, counted from 1. */
  public static Location location(String text, Span span) {
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < span.start(); i++) {
      if (text.charAt(i) == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    return Location.of("", line, span.start() - lineStart + 1);
  }

  private Tree parseAll() {
    tokens = new Lexer(text, this::report).tokens();
    Span whole = new Span(0, text.length());
    if (tokens.size() == 1) {
      if (problems.isEmpty()) {
        report(
            "expression.empty",
            new Span(0, 0),
            "There is no expression",
            "for instance 0.1 or dist < 100",
            "");
      }
      return new Tree.Missing(whole);
    }
    if (tokens.size() > MOST_TOKENS) {
      report(
          "expression.too-long",
          whole,
          "The expression has " + (tokens.size() - 1) + " words and signs",
          "at most " + (MOST_TOKENS - 1),
          "Put long lists into a column of the cells");
      return new Tree.Missing(whole);
    }
    Tree tree = expression();
    while (peek().kind() != Token.Kind.END) {
      Token extra = peek();
      syntax(
          extra, "Behind the end of the expression stands " + extra.described(), "", hint(extra));
      at++;
      if (peek().kind() != Token.Kind.END) {
        // What follows is read for its problems only.
        expression();
      }
    }
    return tree;
  }

  private static String hint(Token extra) {
    return switch (extra.kind()) {
      case SIGN ->
          switch (extra.text()) {
            case ")", "]" -> "Take it away, or write its partner before";
            case "," -> "Commas stand between arguments and in lists; decimals have a point";
            default -> "";
          };
      case NAME, NUMBER, TEXT, WORD -> "An operator is missing before it";
      case END -> "";
    };
  }

  private Tree expression() {
    if (depth == DEEPEST) {
      syntax(peek(), "The expression is nested more than " + DEEPEST + " times", "", "");
      at = tokens.size() - 1;
      return new Tree.Missing(peek().span());
    }
    depth++;
    Tree value = or();
    if (accept("if")) {
      Tree condition = or();
      Tree otherwise;
      if (accept("else")) {
        otherwise = expression();
      } else {
        syntax(
            peek(),
            "This \"if\" has no \"else\"",
            "value if condition else other value",
            "Write else 0 to have nothing otherwise");
        otherwise = new Tree.Missing(peek().span());
      }
      value = new Tree.Conditional(condition, value, otherwise, value.span().to(otherwise.span()));
    }
    depth--;
    return value;
  }

  private Tree or() {
    Tree left = and();
    while (accept("or")) {
      Tree right = and();
      left = new Tree.Or(left, right, left.span().to(right.span()));
    }
    return left;
  }

  private Tree and() {
    Tree left = not();
    while (accept("and")) {
      Tree right = not();
      left = new Tree.And(left, right, left.span().to(right.span()));
    }
    return left;
  }

  private Tree not() {
    Token first = peek();
    if (!accept("not")) {
      return comparison();
    }
    Tree operand = nested(this::not);
    return new Tree.Not(operand, first.span().to(operand.span()));
  }

  private Tree comparison() {
    Tree first = sum();
    List<Tree> operands = new ArrayList<>(List.of(first));
    List<Comparison> signs = new ArrayList<>();
    for (Comparison sign = sign(peek()); sign != null; sign = sign(peek())) {
      Token token = tokens.get(at++);
      if (token.is("=")) {
        report(
            "expression.single-equals",
            token.span(),
            "\"=\" does not compare",
            "",
            "Write == to ask whether two values are equal");
      }
      signs.add(sign);
      operands.add(sum());
    }
    boolean negated = peek().is("not") && tokens.get(at + 1).is("in");
    if (!negated && !peek().is("in")) {
      return signs.isEmpty()
          ? first
          : new Tree.Chain(operands, signs, first.span().to(operands.getLast().span()));
    }
    Token in = peek();
    at += negated ? 2 : 1;
    if (!signs.isEmpty()) {
      syntax(in, "\"in\" stands behind another comparison", "", "Connect the two with and");
    }
    Token bracket = peek();
    if (!bracket.is("[")) {
      syntax(
          bracket, "Behind \"in\" stands " + bracket.described(), "a list", "Write in ['a', 'b']");
      Tree wrong = sum();
      Span span = first.span().to(wrong.span());
      return new Tree.Member(first, List.of(new Tree.Missing(wrong.span())), negated, span);
    }
    Tree.Listing list = listing();
    return new Tree.Member(first, list.elements(), negated, first.span().to(list.span()));
  }

  private static Comparison sign(Token token) {
    if (token.kind() != Token.Kind.SIGN) {
      return null;
    }
    return switch (token.text()) {
      case "==", "=" -> Comparison.EQUAL;
      case "!=" -> Comparison.NOT_EQUAL;
      case "<" -> Comparison.LESS;
      case "<=" -> Comparison.LESS_OR_EQUAL;
      case ">" -> Comparison.GREATER;
      case ">=" -> Comparison.GREATER_OR_EQUAL;
      default -> null;
    };
  }

  private Tree sum() {
    Tree left = product();
    while (peek().is("+") || peek().is("-")) {
      Arithmetic operator = tokens.get(at++).is("+") ? Arithmetic.ADD : Arithmetic.SUBTRACT;
      Tree right = product();
      left = new Tree.Operation(operator, left, right, left.span().to(right.span()));
    }
    return left;
  }

  private Tree product() {
    Tree left = unary();
    while (peek().is("*") || peek().is("/") || peek().is("%")) {
      Arithmetic operator =
          switch (tokens.get(at++).text()) {
            case "*" -> Arithmetic.MULTIPLY;
            case "/" -> Arithmetic.DIVIDE;
            default -> Arithmetic.REMAINDER;
          };
      Tree right = unary();
      left = new Tree.Operation(operator, left, right, left.span().to(right.span()));
    }
    return left;
  }

  private Tree unary() {
    Token first = peek();
    if (accept("-")) {
      Tree operand = nested(this::unary);
      return new Tree.Negation(operand, first.span().to(operand.span()));
    }
    if (accept("+")) {
      return nested(this::unary);
    }
    return power();
  }

  private Tree power() {
    Tree base = primary();
    if (!accept("^")) {
      return base;
    }
    Tree exponent = nested(this::unary);
    return new Tree.Operation(Arithmetic.POWER, base, exponent, base.span().to(exponent.span()));
  }

  private Tree nested(java.util.function.Supplier<Tree> part) {
    if (depth == DEEPEST) {
      return expression();
    }
    depth++;
    Tree tree = part.get();
    depth--;
    return tree;
  }

  private Tree primary() {
    Token token = peek();
    switch (token.kind()) {
      case NUMBER -> {
        at++;
        return new Tree.Number(token.number(), token.span());
      }
      case TEXT -> {
        at++;
        return new Tree.Text(token.text(), token.span());
      }
      case NAME -> {
        at++;
        return peek().is("(") ? call(token) : new Tree.Name(token.text(), token.span());
      }
      case WORD -> {
        if (token.text().equalsIgnoreCase("true") || token.text().equalsIgnoreCase("false")) {
          at++;
          return new Tree.Truth(token.text().equalsIgnoreCase("true"), token.span());
        }
        if (token.is("if") && tokens.get(at + 1).is("(")) {
          at++;
          return conditionalCall(token);
        }
      }
      case SIGN -> {
        if (token.is("(")) {
          at++;
          Tree inner = expression();
          close(")", token);
          return inner;
        }
        if (token.is("[")) {
          return listing();
        }
      }
      case END -> {}
    }
    return missing(token);
  }

  /** Says that a value is missing; goes past what can be nothing else than a mistake. */
  private Tree missing(Token token) {
    Token before = at == 0 ? null : tokens.get(at - 1);
    String message =
        before == null
            ? "The expression begins with " + token.described()
            : "Behind \"" + written(before) + "\" stands " + token.described();
    syntax(token, message, "a number, a text, a name or a function", token.is("if") ? IF_HINT : "");
    if (token.is("*") || token.is("/") || token.is("%") || token.is("^")) {
      at++;
      return nested(this::unary);
    }
    return new Tree.Missing(token.span());
  }

  private static final String IF_HINT = "Write value if condition else other value";

  private String written(Token token) {
    return text.substring(token.span().start(), token.span().end());
  }

  private Tree call(Token name) {
    List<Tree> arguments = arguments("(", ")");
    Span span = new Span(name.span().start(), tokens.get(at - 1).span().end());
    return new Tree.Call(name.text(), arguments, name.span(), span);
  }

  private Tree conditionalCall(Token word) {
    List<Tree> parts = arguments("(", ")");
    Span span = new Span(word.span().start(), tokens.get(at - 1).span().end());
    if (parts.size() != 3) {
      report(
          "expression.arguments",
          span,
          "if(...) has " + parts.size() + (parts.size() == 1 ? " argument" : " arguments"),
          "if(condition, value, other value)",
          "");
      return new Tree.Missing(span);
    }
    return new Tree.Conditional(parts.get(0), parts.get(1), parts.get(2), span);
  }

  private Tree.Listing listing() {
    int start = peek().span().start();
    List<Tree> elements = arguments("[", "]");
    return new Tree.Listing(elements, new Span(start, tokens.get(at - 1).span().end()));
  }

  /** Expressions between commas, with what encloses them. */
  private List<Tree> arguments(String opening, String closing) {
    Token open = tokens.get(at++);
    assert open.is(opening);
    List<Tree> list = new ArrayList<>();
    if (!peek().is(closing)) {
      do {
        list.add(expression());
      } while (accept(","));
    }
    close(closing, open);
    return list;
  }

  private void close(String closing, Token open) {
    if (!accept(closing)) {
      Token token = peek();
      syntax(
          token,
          "The \""
              + open.text()
              + "\" at column "
              + location(text, open.span()).column()
              + " is not closed before "
              + token.described(),
          "\"" + closing + "\"",
          token.kind() == Token.Kind.END ? "Write " + closing + " at the end" : "");
    }
  }

  private Token peek() {
    return tokens.get(at);
  }

  private boolean accept(String signOrWord) {
    if (!peek().is(signOrWord)) {
      return false;
    }
    at++;
    return true;
  }

  /** One problem per place: what follows from it at the same place would only confuse. */
  private void syntax(Token token, String message, String expected, String hint) {
    if (at != lastReported) {
      lastReported = at;
      report("expression.syntax", token.span(), message, expected, hint);
    }
  }

  private void report(String code, Span span, String message, String expected, String hint) {
    problems.add(Problem.error(code, location(text, span), message).expected(expected).hint(hint));
  }
}
