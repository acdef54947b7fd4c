package org.neurowright.io.hoc.lang;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neurowright.io.hoc.lang.Expr.Chain;
import org.neurowright.io.hoc.lang.Expr.Head;
import org.neurowright.io.hoc.lang.Expr.Part;
import org.neurowright.io.hoc.lang.Stmt.Declared;
import org.neurowright.io.hoc.lang.Stmt.ProcedureKind;
import org.neurowright.io.hoc.lang.Token.Kind;

/**
 * Turns hoc text into a tree. A statement with an error is reported and left out, and reading goes
 * on behind it, so that all errors of a file are found at once.
 */
public final class HocParser {
  private static final int DEEPEST = 200;
  private static final int LONGEST_EXPRESSION = 2000;

  private final HocSyntaxErrors errors;
  private final List<Token> tokens;
  private int at;
  private int depth;
  private int operators;

  /** Local variables of the procedure that is being parsed; null outside of procedures. */
  private Map<String, Integer> locals;

  private int highestArgument;
  private final Set<String> inserted = new HashSet<>();

  private HocParser(String file, String text) {
    errors = new HocSyntaxErrors(file);
    tokens = new HocLexer(text, errors).tokens();
  }

  /**
   * Parses a text.
   *
   * @param file where it came from, for messages
   */
  public static HocProgram parse(String file, String text) {
    HocParser parser = new HocParser(file, text);
    List<Stmt> statements = parser.list(false);
    return new HocProgram(file, statements, parser.errors.toList(), parser.inserted);
  }

  private Token peek() {
    return tokens.get(at);
  }

  private Token ahead(int n) {
    return tokens.get(Math.min(at + n, tokens.size() - 1));
  }

  private Token take() {
    Token token = tokens.get(at);
    if (token.kind() != Kind.END) {
      at++;
    }
    return token;
  }

  private boolean accept(String operator) {
    if (peek().is(operator)) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(String operator, String where) {
    if (!accept(operator)) {
      throw unexpected("'" + operator + "' " + where);
    }
  }

  private String name(String what) {
    if (peek().kind() != Kind.NAME) {
      throw unexpected(what);
    }
    return take().text();
  }

  private HocSyntaxException unexpected(String expected) {
    Token token = peek();
    String hint = "";
    if (token.is(";")) {
      hint = "hoc statements end with the line; there are no semicolons outside of for (;;)";
    } else if (token.kind() == Kind.NEWLINE) {
      hint = "A statement goes on in the next line only behind a \\ or inside of { }";
    } else if (token.isName("else")) {
      hint = "else stands in the line in which the block before it ends: } else {";
    }
    return new HocSyntaxException(token.place(), "Unexpected " + token.shown(), expected, hint);
  }

  /**
   * Statements up to the closing brace (which is not taken) or to the end of the file.
   *
   * @param inBraces whether several statements may stand in a line
   */
  private List<Stmt> list(boolean inBraces) {
    List<Stmt> statements = new ArrayList<>();
    while (true) {
      Token token = peek();
      if (token.kind() == Kind.NEWLINE) {
        at++;
      } else if (token.kind() == Kind.END) {
        return statements;
      } else if (inBraces && (token.is("}") || startsDefinition(token))) {
        return statements;
      } else {
        int start = at;
        int depthBefore = depth;
        try {
          operators = 0;
          statements.add(statement());
          if (!inBraces && peek().kind() != Kind.NEWLINE && peek().kind() != Kind.END) {
            throw unexpected("the end of the line");
          }
        } catch (HocSyntaxException e) {
          depth = depthBefore;
          errors.add(e.place, e.getMessage(), e.expected, e.hint);
          skip(start);
        }
      }
    }
  }

  private static boolean startsDefinition(Token token) {
    return token.kind() == Kind.NAME
        && switch (token.text()) {
          case "proc", "func", "obfunc", "iterator", "begintemplate", "endtemplate" -> true;
          default -> false;
        };
  }

  /** To the end of the line, or of the blocks that begin in it. */
  private void skip(int start) {
    int open = 0;
    for (int i = start; i < at; i++) {
      open += tokens.get(i).is("{") ? 1 : tokens.get(i).is("}") ? -1 : 0;
    }
    open = Math.max(open, 0);
    if (at == start) {
      Token stuck = take();
      open += stuck.is("{") ? 1 : 0;
    }
    while (true) {
      Token token = peek();
      if (token.kind() == Kind.END
          || startsDefinition(token) && at > start
          || open == 0 && (token.kind() == Kind.NEWLINE || token.is("}"))) {
        if (token.is("}") && locals == null && depth == 0) {
          at++;
          continue;
        }
        return;
      }
      open += token.is("{") ? 1 : token.is("}") ? -1 : 0;
      at++;
    }
  }

  private Stmt statement() {
    if (++depth > DEEPEST) {
      throw new HocSyntaxException(
          peek().place(), "Blocks are nested too deeply", "at most " + DEEPEST + " levels", "");
    }
    Stmt statement = plainStatement();
    depth--;
    return statement;
  }

  private Stmt plainStatement() {
    Token token = peek();
    int place = token.place();
    if (token.is("{")) {
      return block();
    }
    if (token.is("~")) {
      at++;
      return statement();
    }
    if (token.kind() != Kind.NAME || locals != null && locals.containsKey(token.text())) {
      return expressionStatement();
    }
    switch (token.text()) {
      case "proc" -> {
        return procedure(ProcedureKind.PROC);
      }
      case "func" -> {
        return procedure(ProcedureKind.FUNC);
      }
      case "obfunc" -> {
        return procedure(ProcedureKind.OBFUNC);
      }
      case "iterator" -> {
        return procedure(ProcedureKind.ITERATOR);
      }
      case "begintemplate" -> {
        return template();
      }
      case "if" -> {
        at++;
        Expr condition = condition();
        Stmt then = statement();
        Stmt otherwise = null;
        if (peek().isName("else")) {
          at++;
          otherwise = statement();
        }
        return new Stmt.If(place, condition, then, otherwise);
      }
      case "while" -> {
        at++;
        return new Stmt.While(place, condition(), statement());
      }
      case "for" -> {
        at++;
        return loop(place);
      }
      case "forall" -> {
        at++;
        return new Stmt.ForAll(place, statement());
      }
      case "forsec" -> {
        at++;
        return new Stmt.ForSections(place, sectionsOf(), statement());
      }
      case "ifsec" -> {
        at++;
        return new Stmt.IfSection(place, sectionsOf(), statement());
      }
      case "break" -> {
        at++;
        return new Stmt.Break(place);
      }
      case "continue" -> {
        at++;
        return new Stmt.Continue(place);
      }
      case "stop" -> {
        at++;
        return new Stmt.Stop(place);
      }
      case "iterator_statement" -> {
        at++;
        return new Stmt.RunBody(place);
      }
      case "return" -> {
        at++;
        return new Stmt.Return(place, startsExpression(peek()) ? valueOrNew() : null);
      }
      case "print" -> {
        at++;
        List<Expr> values = new ArrayList<>();
        do {
          values.add(expression());
        } while (accept(","));
        return new Stmt.Print(place, values);
      }
      case "create" -> {
        at++;
        return new Stmt.Create(place, declared());
      }
      case "objref", "objectvar" -> {
        at++;
        return new Stmt.Objects(place, declared());
      }
      case "strdef" -> {
        at++;
        return new Stmt.Strings(place, declared());
      }
      case "double" -> {
        at++;
        List<Declared> arrays = declared();
        for (Declared array : arrays) {
          if (array.sizes().isEmpty()) {
            throw new HocSyntaxException(
                array.place(),
                "double " + array.name() + " has no size",
                "double " + array.name() + "[n]",
                "A variable that is no array is not declared");
          }
        }
        return new Stmt.Doubles(place, arrays);
      }
      case "public" -> {
        at++;
        return new Stmt.Public(place, names());
      }
      case "external" -> {
        at++;
        return new Stmt.External(place, names());
      }
      case "connect" -> {
        at++;
        Chain child = chain();
        expect(",", "between the two ends");
        return new Stmt.Connect(place, child, expression());
      }
      case "access" -> {
        at++;
        return new Stmt.Access(place, chain());
      }
      case "insert" -> {
        at++;
        String mechanism = name("the name of a mechanism");
        inserted.add(mechanism);
        return new Stmt.Insert(place, mechanism);
      }
      case "uninsert" -> {
        at++;
        return new Stmt.Uninsert(place, name("the name of a mechanism"));
      }
      case "setpointer", "depvar", "eqn", "help", "delete", "read", "debug", "em", "edit" -> {
        at++;
        while (peek().kind() != Kind.NEWLINE && !peek().is("}")) {
          at++;
        }
        return new Stmt.Refused(place, token.text());
      }
      case "local", "localobj" ->
          throw new HocSyntaxException(
              place,
              "'" + token.text() + "' stands in the wrong place",
              "local variables right behind the { of their procedure, in the same line",
              "proc name() { local a, b  localobj c");
      case "else", "endtemplate" -> throw unexpected("a statement");
      default -> {
        return expressionStatement();
      }
    }
  }

  private Stmt.Block block() {
    Token open = take();
    List<Stmt> statements = list(true);
    if (!accept("}")) {
      throw new HocSyntaxException(
          open.place(), "The { that begins here is not closed", "} before " + peek().shown(), "");
    }
    return new Stmt.Block(open.place(), statements);
  }

  private Expr condition() {
    expect("(", "before the condition");
    Expr condition = expression();
    expect(")", "behind the condition");
    return condition;
  }

  private Stmt loop(int place) {
    if (!peek().is("(")) {
      Chain variable = chain();
      if (variable.last().isCall()) {
        return new Stmt.Iterate(place, variable, statement());
      }
      expect("=", "behind the variable of the loop");
      Expr from = expression();
      expect(",", "between the first and the last value");
      Expr to = expression();
      return new Stmt.Count(place, variable, from, to, statement());
    }
    at++;
    if (peek().kind() == Kind.NAME && (ahead(1).is(")") || ahead(1).is(","))) {
      Chain variable = chain();
      Expr ends = accept(",") ? expression() : null;
      expect(")", "behind the variable of the loop");
      return new Stmt.Segments(place, variable, ends, statement());
    }
    Stmt start = peek().is(";") ? null : statement();
    expect(";", "behind the start of the loop");
    Expr condition = expression();
    expect(";", "behind the condition of the loop");
    Stmt step = peek().is(")") ? null : statement();
    expect(")", "behind the step of the loop");
    return new Stmt.For(place, start, condition, step, statement());
  }

  /** What follows forsec and ifsec: a string or a list. */
  private Expr sectionsOf() {
    if (peek().kind() == Kind.TEXT) {
      Token text = take();
      return new Expr.Text(text.place(), text.text());
    }
    return chain();
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    do {
      names.add(name("a name"));
    } while (accept(","));
    return names;
  }

  private List<Declared> declared() {
    List<Declared> all = new ArrayList<>();
    do {
      int place = peek().place();
      all.add(new Declared(place, name("a name"), indices()));
    } while (accept(","));
    return all;
  }

  private Stmt template() {
    int place = take().place();
    String name = name("the name of the template");
    if (locals != null) {
      throw new HocSyntaxException(
          place, "begintemplate inside of a procedure", "begintemplate between procedures", "");
    }
    List<Stmt> body = new ArrayList<>();
    while (true) {
      Token token = peek();
      if (token.kind() == Kind.NEWLINE) {
        at++;
      } else if (token.isName("endtemplate")) {
        at++;
        if (peek().kind() == Kind.NAME) {
          Token end = take();
          if (!end.text().equals(name)) {
            errors.add(
                end.place(),
                "endtemplate " + end.text() + " does not belong to begintemplate " + name,
                "endtemplate " + name,
                "");
          }
        }
        return new Stmt.Template(place, name, body);
      } else if (token.kind() == Kind.END || token.isName("begintemplate")) {
        throw new HocSyntaxException(
            place, "Template " + name + " is not closed", "endtemplate " + name, "");
      } else {
        int start = at;
        int depthBefore = depth;
        try {
          operators = 0;
          body.add(statement());
          if (peek().kind() != Kind.NEWLINE && !peek().isName("endtemplate")) {
            throw unexpected("the end of the line");
          }
        } catch (HocSyntaxException e) {
          depth = depthBefore;
          errors.add(e.place, e.getMessage(), e.expected, e.hint);
          skip(start);
        }
      }
    }
  }

  private Stmt procedure(ProcedureKind kind) {
    int place = take().place();
    String name = name("the name of the procedure");
    if (locals != null) {
      throw new HocSyntaxException(
          place,
          "The definition of " + name + " stands inside of another procedure",
          "a definition of its own",
          "Probably a } is missing before");
    }
    locals = new HashMap<>();
    highestArgument = 0;
    try {
      expect("(", "behind the name");
      expect(")", "behind the name; arguments have no names, they are $1, $s2, $o3");
      Token open = peek();
      expect("{", "in the same line");
      List<Boolean> objects = new ArrayList<>();
      while (peek().isName("local") || peek().isName("localobj")) {
        boolean object = take().text().equals("localobj");
        do {
          if (locals.put(name("a name"), objects.size()) != null) {
            at--;
            throw unexpected("a name that is not yet a local variable");
          }
          objects.add(object);
        } while (accept(","));
      }
      List<Stmt> body = list(true);
      if (!accept("}")) {
        throw new HocSyntaxException(
            open.place(), "The { of " + name + " is not closed", "} before " + peek().shown(), "");
      }
      boolean[] isObject = new boolean[objects.size()];
      for (int i = 0; i < isObject.length; i++) {
        isObject[i] = objects.get(i);
      }
      return new Stmt.Procedure(
          place, kind, name, isObject.length, isObject, body, highestArgument);
    } finally {
      locals = null;
    }
  }

  private Stmt expressionStatement() {
    Expr expression = expression();
    if (expression instanceof Chain chain && startsStatement(peek())) {
      return new Stmt.InSection(chain.place(), chain, statement());
    }
    return new Stmt.Evaluate(expression.place(), expression);
  }

  private static boolean startsStatement(Token token) {
    return switch (token.kind()) {
      case NAME -> !token.text().equals("else") && !token.text().equals("endtemplate");
      case ARGUMENT -> true;
      case OPERATOR -> token.is("{");
      case NUMBER, TEXT, NEWLINE, END -> false;
    };
  }

  private static boolean startsExpression(Token token) {
    return switch (token.kind()) {
      case NUMBER, TEXT, ARGUMENT -> true;
      case NAME -> !token.text().equals("else");
      case OPERATOR -> token.is("(") || token.is("-") || token.is("!");
      case NEWLINE, END -> false;
    };
  }

  private Expr valueOrNew() {
    return peek().isName("new") ? newObject() : expression();
  }

  private Expr newObject() {
    int place = take().place();
    String template = name("the name of a template");
    expect("(", "behind the name of the template");
    return new Expr.New(place, template, arguments());
  }

  private Expr expression() {
    if (++depth > DEEPEST) {
      throw new HocSyntaxException(
          peek().place(),
          "The expression is nested too deeply",
          "at most " + DEEPEST + " levels",
          "");
    }
    Expr left = binary(1);
    depth--;
    return left;
  }

  /** {@code + - * /} before {@code =}; null when the next token does not assign. */
  private boolean assigns() {
    Token token = peek();
    return token.is("=") || token.is("+=") || token.is("-=") || token.is("*=") || token.is("/=");
  }

  private Expr binary(int lowest) {
    Expr left = unary();
    while (true) {
      Token token = peek();
      Operator operator = token.kind() == Kind.OPERATOR ? Operator.between(token.text()) : null;
      if (operator == null || operator.precedence() < lowest) {
        return left;
      }
      if (++operators > LONGEST_EXPRESSION) {
        throw new HocSyntaxException(
            token.place(), "The expression is too long", "at most 2000 operators", "");
      }
      at++;
      Expr right = operator == Operator.POWER ? powerOperand() : binary(operator.precedence() + 1);
      left = new Expr.Binary(token.place(), operator, left, right);
    }
  }

  /** {@code 2^-1} and {@code 2^3^2}, which is {@code 2^(3^2)}. */
  private Expr powerOperand() {
    if (++depth > DEEPEST) {
      throw new HocSyntaxException(peek().place(), "The expression is nested too deeply", "", "");
    }
    Expr operand = binary(Operator.POWER.precedence());
    depth--;
    return operand;
  }

  private Expr unary() {
    Token token = peek();
    if (token.is("-") || token.is("!")) {
      if (++depth > DEEPEST) {
        throw new HocSyntaxException(token.place(), "Too many signs", "", "");
      }
      at++;
      Expr operand = binary(Operator.NEGATE.precedence());
      depth--;
      return new Expr.Unary(token.place(), token.is("-") ? Operator.NEGATE : Operator.NOT, operand);
    }
    return primary();
  }

  private Expr primary() {
    Token token = peek();
    switch (token.kind()) {
      case NUMBER -> {
        at++;
        return new Expr.Num(token.place(), token.value());
      }
      case TEXT -> {
        at++;
        return new Expr.Text(token.place(), token.text());
      }
      case NAME, ARGUMENT -> {
        if (token.isName("new")) {
          return newObject();
        }
        Chain chain = chain();
        return assigns() ? assignment(chain) : chain;
      }
      case OPERATOR -> {
        if (token.is("(")) {
          at++;
          Expr inner = expression();
          expect(")", "for the ( before");
          return inner;
        }
        throw unexpected("a value");
      }
      case NEWLINE, END -> throw unexpected("a value");
    }
    throw new IllegalStateException("unreachable");
  }

  private Expr assignment(Chain target) {
    Token token = take();
    Operator operator =
        token.text().length() == 1 ? null : Operator.between(token.text().substring(0, 1));
    Expr value = peek().isName("new") ? newObject() : expression();
    if (peek().is(":")) {
      int place = take().place();
      value = new Expr.Ramp(place, value, expression());
    }
    return new Expr.Assign(token.place(), target, operator, value);
  }

  private Chain chain() {
    List<Part> parts = new ArrayList<>(2);
    int place = peek().place();
    parts.add(part(true));
    while (peek().is(".")) {
      at++;
      if (parts.size() > 50) {
        throw unexpected("fewer dots");
      }
      parts.add(part(false));
    }
    return new Chain(place, parts);
  }

  private Part part(boolean first) {
    Token token = peek();
    Head head = Head.NAME;
    String name = token.text();
    int slot = -1;
    if (token.kind() == Kind.ARGUMENT && first) {
      if (locals == null) {
        throw new HocSyntaxException(
            token.place(),
            "$" + name + " outside of a procedure",
            "arguments only in proc and func",
            "");
      }
      char type = name.charAt(0);
      head =
          switch (type) {
            case 's' -> Head.TEXT_ARGUMENT;
            case 'o' -> Head.OBJECT_ARGUMENT;
            case '&' -> Head.POINTER_ARGUMENT;
            default -> Head.NUMBER_ARGUMENT;
          };
      if (head != Head.NUMBER_ARGUMENT) {
        name = name.substring(1);
      }
      if (name.equals("i")) {
        Integer local = locals.get("i");
        if (local == null) {
          throw new HocSyntaxException(token.place(), "$i needs a local variable i", "local i", "");
        }
        slot = local;
      } else {
        slot = -Integer.parseInt(name);
        highestArgument = Math.max(highestArgument, -slot);
      }
    } else if (token.kind() == Kind.NAME) {
      Integer local = first && locals != null ? locals.get(name) : null;
      if (local != null) {
        head = Head.LOCAL;
        slot = local;
      } else if (first && isReserved(name)) {
        throw unexpected("a name");
      }
    } else {
      throw unexpected("a name");
    }
    at++;
    List<Expr> indices = indices();
    List<Expr> arguments = null;
    if (peek().is("(")) {
      at++;
      arguments = arguments();
    }
    return new Part(token.place(), head, name, slot, indices, arguments);
  }

  private static boolean isReserved(String name) {
    return switch (name) {
      case "if",
          "else",
          "while",
          "for",
          "forall",
          "forsec",
          "ifsec",
          "proc",
          "func",
          "obfunc",
          "begintemplate",
          "endtemplate",
          "create",
          "connect",
          "access",
          "insert",
          "uninsert",
          "objref",
          "objectvar",
          "strdef",
          "double",
          "public",
          "external",
          "return",
          "break",
          "continue",
          "print",
          "local",
          "localobj" ->
          true;
      default -> false;
    };
  }

  private List<Expr> indices() {
    if (!peek().is("[")) {
      return List.of();
    }
    List<Expr> indices = new ArrayList<>(1);
    while (accept("[")) {
      indices.add(expression());
      expect("]", "behind the index");
    }
    return indices;
  }

  /** Behind the opening parenthesis. */
  private List<Expr> arguments() {
    if (accept(")")) {
      return List.of();
    }
    List<Expr> arguments = new ArrayList<>(4);
    do {
      Token token = peek();
      Expr argument;
      if (accept("&")) {
        // for case(&) without a variable is accepted by NEURON's own library only.
        argument = new Expr.Pointer(token.place(), chain());
      } else {
        argument = valueOrNew();
      }
      if (peek().is(":")) {
        int place = take().place();
        argument = new Expr.Ramp(place, argument, expression());
      }
      arguments.add(argument);
    } while (accept(","));
    expect(")", "behind the arguments");
    return arguments;
  }
}
