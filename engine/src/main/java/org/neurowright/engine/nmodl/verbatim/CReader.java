package org.neurowright.engine.nmodl.verbatim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.neurowright.engine.nmodl.ast.Expr;
import org.neurowright.engine.nmodl.ast.Position;
import org.neurowright.engine.nmodl.ast.Stmt;

/**
 * A small part of C, read into NMODL statements: arithmetic on the mechanism's own variables and on
 * local numbers, if, while, for, return, random draws. {@code _lx} is the local x, {@code *_p_x}
 * what the POINTER x refers to, {@code _ion_cai} the ion variable. Printing, assertions and
 * declarations of functions have no meaning here and are left out.
 */
final class CReader {
  private static final Set<String> TYPES =
      Set.of(
          "double",
          "float",
          "int",
          "long",
          "short",
          "unsigned",
          "signed",
          "char",
          "const",
          "static",
          "size_t",
          "uint32_t",
          "int32_t",
          "uint64_t",
          "bool",
          "void",
          "struct",
          "auto");

  private static final Set<String> INTEGER_TYPES =
      Set.of("int", "long", "short", "unsigned", "size_t", "uint32_t", "int32_t", "uint64_t");

  private static final Set<String> SILENT =
      Set.of(
          "printf",
          "fprintf",
          "puts",
          "putchar",
          "fflush",
          "assert",
          "nrn_assert",
          "fclose",
          "sleep",
          "usleep");

  private static final Set<String> FUNCTIONS =
      Set.of(
          "fabs",
          "exp",
          "log",
          "log10",
          "sqrt",
          "pow",
          "sin",
          "cos",
          "tan",
          "asin",
          "acos",
          "atan",
          "atan2",
          "sinh",
          "cosh",
          "tanh",
          "floor",
          "ceil",
          "fmod",
          "erf",
          "scop_random",
          "exprand",
          "normrand",
          "poisrand",
          "set_seed");

  private static final Set<String> DRAWS =
      Set.of(
          "nrn_random_pick",
          "nrnran123_dblpick",
          "nrnran123_negexp",
          "nrnran123_normal",
          "nrnran123_ipick");

  /** Arguments that only hand over where the mechanism's data stand. */
  private static final Set<String> THREAD_ARGUMENTS =
      Set.of("_threadargs_", "_threadargscomma_", "_p", "_ppvar", "_thread", "_nt", "_ml", "_iml");

  private final Position start;
  private final Surroundings around;
  private final List<CToken> tokens;
  private final Map<String, String> numbers;
  private final Set<String> integers = new HashSet<>();
  private final Map<String, Boolean> locals = new HashMap<>();
  private final Map<String, List<Stmt>> embedded;
  private int next;

  /**
   * What the code can refer to.
   *
   * @param callables FUNCTIONs and PROCEDUREs of the file
   * @param pointers POINTERs that are no random streams
   * @param streams POINTERs that stand for random streams
   * @param distribution function that draws from what a {@code Random} object was set to
   * @param numbers constants of #define
   * @param receiveArguments names that {@code _args[k]} stands for
   */
  record Surroundings(
      Set<String> callables,
      Set<String> pointers,
      Set<String> streams,
      String distribution,
      Map<String, String> numbers,
      List<String> receiveArguments) {}

  /** Code that says nothing NMODL could say. */
  static final class NotUnderstood extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient CToken token;
    private final String why;

    NotUnderstood(CToken token, String why) {
      super(why, null, false, false);
      this.token = token;
      this.why = why;
    }

    int line() {
      return token.line();
    }

    String word() {
      return token.text();
    }

    String why() {
      return why;
    }
  }

  private CReader(
      String text, Position start, Surroundings around, Map<String, List<Stmt>> embedded) {
    this.embedded = embedded;
    this.start = start;
    this.around = around;
    this.numbers = new HashMap<>(around.numbers());
    this.tokens = CToken.of(Preprocessor.process(text, numbers));
  }

  /**
   * The statements that the code stands for.
   *
   * @param text code between VERBATIM and ENDVERBATIM
   * @param start where VERBATIM stands
   * @param embedded NMODL statements that stand between two parts of the code, by the name that
   *     stands for them in the text
   * @throws NotUnderstood at the first word without a meaning here
   */
  static List<Stmt> read(
      String text, Position start, Surroundings around, Map<String, List<Stmt>> embedded)
      throws NotUnderstood {
    CReader reader = new CReader(text, start, around, embedded);
    List<Stmt> statements = new ArrayList<>();
    while (reader.peek().kind() != CToken.Kind.END) {
      reader.statement(statements);
    }
    return statements;
  }

  // ---------------------------------------------------------------- statements

  private void statement(List<Stmt> into) throws NotUnderstood {
    CToken token = peek();
    Position at = position(token);
    if (accept(";")) {
      return;
    }
    if (accept("{")) {
      List<Stmt> body = new ArrayList<>();
      while (!accept("}")) {
        statement(body);
      }
      into.add(new Stmt.Group(at, body));
      return;
    }
    switch (token.text()) {
      case "if" -> {
        take();
        Expr condition = inParentheses();
        List<Stmt> then = inner();
        List<Stmt> otherwise = accept("else") ? inner() : List.of();
        into.add(new Stmt.If(at, condition, then, otherwise));
      }
      case "while" -> {
        take();
        Expr condition = inParentheses();
        into.add(Breaks.around(new Stmt.While(at, condition, inner())));
      }
      case "for" -> forLoop(at, into);
      case "return" -> {
        take();
        Optional<Expr> value = peek().is(";") ? Optional.empty() : Optional.of(expression());
        require(";");
        into.add(new Stmt.Return(at, value));
      }
      case "break" -> {
        take();
        require(";");
        into.add(new Stmt.Leave(at, Breaks.LABEL));
      }
      case "extern", "typedef" -> skipDeclaration();
      default -> {
        if (embedded.containsKey(token.text())) {
          take();
          into.addAll(embedded.get(token.text()));
        } else if (token.kind() == CToken.Kind.NAME && startsDeclaration()) {
          declaration(at, into);
        } else {
          simple(into);
          require(";");
        }
      }
    }
  }

  private List<Stmt> inner() throws NotUnderstood {
    List<Stmt> body = new ArrayList<>();
    statement(body);
    return body.size() == 1 && body.getFirst() instanceof Stmt.Group g ? g.body() : body;
  }

  private void forLoop(Position at, List<Stmt> into) throws NotUnderstood {
    take();
    require("(");
    if (!accept(";")) {
      if (startsDeclaration()) {
        declaration(at, into);
      } else {
        simple(into);
        require(";");
      }
    }
    Expr condition = peek().is(";") ? number(at, "1") : expression();
    require(";");
    List<Stmt> step = new ArrayList<>();
    if (!peek().is(")")) {
      simple(step);
    }
    require(")");
    List<Stmt> body = new ArrayList<>(inner());
    body.addAll(step);
    into.add(Breaks.around(new Stmt.While(at, condition, body)));
  }

  /** A type, or two names in a row: {@code Rand* r}. */
  private boolean startsDeclaration() {
    if (TYPES.contains(peek().text())) {
      return true;
    }
    CToken second = ahead(1);
    return second.kind() == CToken.Kind.NAME
        || second.is("*")
            && ahead(2).kind() == CToken.Kind.NAME
            && (ahead(3).is(";") || ahead(3).is("=") || ahead(3).is("("));
  }

  private void declaration(Position at, List<Stmt> into) throws NotUnderstood {
    int before = next;
    boolean integer = false;
    boolean number = false;
    boolean function = false;
    for (int i = next; i < tokens.size() && !tokens.get(i).is(";"); i++) {
      function |= tokens.get(i).is("(") && i == before + 2 && ahead(1).kind() == CToken.Kind.NAME;
      if (tokens.get(i).is("{")) {
        throw new NotUnderstood(tokens.get(i), "a function of its own");
      }
    }
    if (function) {
      skipDeclaration();
      return;
    }
    while (TYPES.contains(peek().text())) {
      String type = take().text();
      integer |= INTEGER_TYPES.contains(type);
      number |= integer || type.equals("double") || type.equals("float") || type.equals("bool");
    }
    if (!number || peek().is("*")) {
      if (isPrototype()) {
        skipDeclaration();
        return;
      }
      throw new NotUnderstood(peek(), "a variable that is no number");
    }
    List<Stmt.Declarator> declared = new ArrayList<>();
    List<Stmt> values = new ArrayList<>();
    do {
      CToken name = take();
      if (name.kind() != CToken.Kind.NAME) {
        throw new NotUnderstood(name, "a variable that is no number");
      }
      if (peek().is("(")) {
        next = before;
        skipDeclaration();
        return;
      }
      Optional<Expr> size = Optional.empty();
      if (accept("[")) {
        size = Optional.of(expression());
        require("]");
      }
      String local = nmodlName(name.text());
      declared.add(new Stmt.Declarator(at, local, size));
      locals.put(local, integer);
      if (integer) {
        integers.add(local);
      }
      if (accept("=")) {
        values.add(assignment(at, new Expr.Name(at, local), expression()));
      }
    } while (accept(","));
    require(";");
    into.add(new Stmt.Local(at, declared));
    into.addAll(values);
  }

  private boolean isPrototype() {
    for (int i = next; i < tokens.size() && !tokens.get(i).is(";") && !tokens.get(i).is("="); i++) {
      if (tokens.get(i).is("(")) {
        return true;
      }
    }
    return false;
  }

  private void skipDeclaration() throws NotUnderstood {
    while (!peek().is(";")) {
      if (peek().kind() == CToken.Kind.END || peek().is("{")) {
        throw new NotUnderstood(peek(), "a function of its own");
      }
      take();
    }
    take();
  }

  /** A call, an assignment or an increment. */
  private void simple(List<Stmt> into) throws NotUnderstood {
    CToken token = peek();
    Position at = position(token);
    if (token.kind() == CToken.Kind.NAME && ahead(1).is("(")) {
      if (token.text().equals("nrnran123_setseq")) {
        take();
        String stream = streamOfCall();
        into.add(
            new Stmt.Invoke(
                at,
                new Expr.Call(
                    at, "random_setseq", List.of(new Expr.Name(at, stream), number(at, "0")))));
        return;
      }
      if (SILENT.contains(token.text())) {
        skipCall();
        return;
      }
      if (token.text().equals("hoc_execerror")
          || token.text().equals("hoc_execerr_ext")
          || token.text().equals("abort_run")) {
        into.add(stop(at));
        return;
      }
    }
    if (token.is("(") && ahead(1).is("void") && ahead(2).is(")")) {
      next += 3;
      simple(into);
      return;
    }
    boolean before = token.is("++") || token.is("--");
    CToken operator = before ? take() : null;
    Expr target = unary();
    if (target instanceof Expr.Call call && !before && peek().is(";")) {
      into.add(new Stmt.Invoke(at, call));
      return;
    }
    if (!(target instanceof Expr.Name) && !(target instanceof Expr.Element)) {
      throw new NotUnderstood(token, "a statement without effect on numbers");
    }
    if (!before) {
      operator = take();
    }
    Expr value =
        switch (operator.text()) {
          case "=" -> expression();
          case "+=" -> binary(Expr.BinaryOperator.PLUS, target, expression());
          case "-=" -> binary(Expr.BinaryOperator.MINUS, target, expression());
          case "*=" -> binary(Expr.BinaryOperator.TIMES, target, expression());
          case "/=" -> binary(Expr.BinaryOperator.DIVIDE, target, expression());
          case "++" -> binary(Expr.BinaryOperator.PLUS, target, number(at, "1"));
          case "--" -> binary(Expr.BinaryOperator.MINUS, target, number(at, "1"));
          default -> throw new NotUnderstood(operator, "a statement of this kind");
        };
    into.add(assignment(at, target, value));
    if (peek().is(",")) {
      take();
      simple(into);
    }
  }

  private Stmt assignment(Position at, Expr target, Expr value) {
    Expr stored =
        target instanceof Expr.Name n && integers.contains(n.name()) && !isInteger(value)
            ? new Expr.Call(at, "INT", List.of(value))
            : value;
    return new Stmt.Assign(at, target, stored);
  }

  private void skipCall() throws NotUnderstood {
    take();
    int open = 0;
    do {
      CToken token = take();
      open += token.is("(") ? 1 : token.is(")") ? -1 : 0;
      if (token.kind() == CToken.Kind.END) {
        throw new NotUnderstood(token, "a call that is not closed");
      }
    } while (open > 0);
  }

  private Stmt stop(Position at) throws NotUnderstood {
    int from = next;
    skipCall();
    StringBuilder message = new StringBuilder();
    for (int i = from; i < next; i++) {
      if (tokens.get(i).kind() == CToken.Kind.STRING) {
        message.append(message.isEmpty() ? "" : " ").append(tokens.get(i).text());
      }
    }
    return new Stmt.Invoke(
        at, new Expr.Call(at, "stop_run", List.of(new Expr.Text(at, message.toString().strip()))));
  }

  // ---------------------------------------------------------------- expressions

  private Expr inParentheses() throws NotUnderstood {
    require("(");
    Expr e = expression();
    require(")");
    return e;
  }

  private Expr expression() throws NotUnderstood {
    Expr e = level(0);
    if (peek().is("?")) {
      throw new NotUnderstood(peek(), "a choice within an expression; write if and else");
    }
    return e;
  }

  private static final List<Map<String, Expr.BinaryOperator>> LEVELS =
      List.of(
          Map.of("||", Expr.BinaryOperator.OR),
          Map.of("&&", Expr.BinaryOperator.AND),
          Map.of("==", Expr.BinaryOperator.EQUAL, "!=", Expr.BinaryOperator.NOT_EQUAL),
          Map.of(
              "<", Expr.BinaryOperator.LESS,
              "<=", Expr.BinaryOperator.LESS_EQUAL,
              ">", Expr.BinaryOperator.GREATER,
              ">=", Expr.BinaryOperator.GREATER_EQUAL),
          Map.of("+", Expr.BinaryOperator.PLUS, "-", Expr.BinaryOperator.MINUS),
          Map.of("*", Expr.BinaryOperator.TIMES, "/", Expr.BinaryOperator.DIVIDE));

  private Expr level(int level) throws NotUnderstood {
    if (level == LEVELS.size()) {
      return unary();
    }
    Expr left = level(level + 1);
    while (peek().kind() == CToken.Kind.SYMBOL && LEVELS.get(level).containsKey(peek().text())) {
      CToken operator = take();
      Expr right = level(level + 1);
      left = presence(LEVELS.get(level).get(operator.text()), left, right);
    }
    return left;
  }

  /** {@code pointer != NULL} is the presence of the pointer itself. */
  private Expr presence(Expr.BinaryOperator operator, Expr left, Expr right) {
    if (left instanceof Expr.Call c
        && (c.name().equals("random_isset") || c.name().equals("pointer_isset"))
        && right instanceof Expr.Num n
        && n.value() == 0) {
      if (operator == Expr.BinaryOperator.NOT_EQUAL) {
        return left;
      }
      if (operator == Expr.BinaryOperator.EQUAL) {
        return new Expr.Unary(left.at(), Expr.UnaryOperator.NOT, left);
      }
    }
    return binary(operator, left, right);
  }

  private Expr binary(Expr.BinaryOperator operator, Expr left, Expr right) {
    Expr e = new Expr.Binary(left.at(), operator, left, right);
    return operator == Expr.BinaryOperator.DIVIDE && isInteger(left) && isInteger(right)
        ? new Expr.Call(left.at(), "INT", List.of(e))
        : e;
  }

  private boolean isInteger(Expr e) {
    return switch (e) {
      case Expr.Num n -> n.text().chars().allMatch(Character::isDigit);
      case Expr.Name n -> integers.contains(n.name());
      case Expr.Call c -> c.name().equals("INT");
      case Expr.Unary u -> isInteger(u.operand());
      case Expr.Binary b -> b.operator().isLogical() || isInteger(b.left()) && isInteger(b.right());
      case Expr.Element ignored -> false;
      case Expr.Prime ignored -> false;
      case Expr.Lagged ignored -> false;
      case Expr.Text ignored -> false;
      case Expr.AddressOf ignored -> false;
    };
  }

  private Expr unary() throws NotUnderstood {
    CToken token = peek();
    Position at = position(token);
    if (accept("-")) {
      return new Expr.Unary(at, Expr.UnaryOperator.MINUS, unary());
    }
    if (accept("+")) {
      return unary();
    }
    if (accept("!")) {
      return new Expr.Unary(at, Expr.UnaryOperator.NOT, unary());
    }
    if (token.is("*") && ahead(1).text().startsWith("_p_")) {
      take();
      String pointer = take().text().substring("_p_".length());
      if (around.pointers().contains(pointer)) {
        return new Expr.Name(at, pointer);
      }
      throw new NotUnderstood(token, "memory of the program");
    }
    return primary();
  }

  private Expr primary() throws NotUnderstood {
    CToken token = take();
    Position at = position(token);
    switch (token.kind()) {
      case NUMBER -> {
        return number(at, token.text());
      }
      case SYMBOL -> {
        if (token.is("(")) {
          if (TYPES.contains(peek().text())) {
            return cast(at);
          }
          Expr e = expression();
          require(")");
          return e;
        }
      }
      case NAME -> {
        if (peek().is("(")) {
          return call(token, at);
        }
        if (peek().is("->") || peek().is(".")) {
          throw new NotUnderstood(token, "a structure of the program");
        }
        return variable(token, at);
      }
      case STRING, END -> {}
    }
    throw new NotUnderstood(token, "an expression of this kind");
  }

  private Expr cast(Position at) throws NotUnderstood {
    boolean integer = false;
    while (!accept(")")) {
      CToken type = take();
      integer |= INTEGER_TYPES.contains(type.text());
      if (type.is("*") || type.kind() == CToken.Kind.END) {
        throw new NotUnderstood(type, "memory of the program");
      }
    }
    Expr value = unary();
    return integer && !isInteger(value) ? new Expr.Call(at, "INT", List.of(value)) : value;
  }

  private Expr variable(CToken token, Position at) throws NotUnderstood {
    String text = token.text();
    if (text.equals("NULL")) {
      return number(at, "0");
    }
    if (text.equals("_nt") || text.equals("nrn_threads")) {
      // Compared with each other only, to find out whether this is the first thread: here it is.
      return number(at, "0");
    }
    if (text.equals("_args")
        && peek().is("[")
        && ahead(1).kind() == CToken.Kind.NUMBER
        && ahead(1).text().chars().allMatch(Character::isDigit)) {
      int k = Integer.parseInt(ahead(1).text());
      if (k < around.receiveArguments().size() && ahead(2).is("]")) {
        next += 3;
        return new Expr.Name(at, around.receiveArguments().get(k));
      }
    }
    if (numbers.containsKey(text)) {
      return new Expr.Num(at, numbers.get(text), "");
    }
    if (text.startsWith("_p_")) {
      String pointer = text.substring("_p_".length());
      if (around.streams().contains(pointer)) {
        return new Expr.Call(at, "random_isset", List.of(new Expr.Name(at, pointer)));
      }
      if (around.pointers().contains(pointer)) {
        return new Expr.Call(at, "pointer_isset", List.of(new Expr.Text(at, pointer)));
      }
      throw new NotUnderstood(token, "memory of the program");
    }
    if (around.streams().contains(text)) {
      throw new NotUnderstood(token, "a random stream as a number");
    }
    String name = nmodlName(text);
    if (accept("[")) {
      Expr index = expression();
      require("]");
      return new Expr.Element(at, name, index);
    }
    return new Expr.Name(at, name);
  }

  private static String nmodlName(String c) {
    if (c.startsWith("_ion_")) {
      return c.substring("_ion_".length());
    }
    return c.startsWith("_l") && c.length() > 2 ? c.substring(2) : c;
  }

  private Expr call(CToken function, Position at) throws NotUnderstood {
    String name = function.text();
    if (DRAWS.contains(name)) {
      return draw(function, at);
    }
    boolean own = around.callables().contains(name);
    if (!own && !FUNCTIONS.contains(name) && !name.equals("abs")) {
      throw new NotUnderstood(function, "a function of the program");
    }
    List<Expr> arguments = new ArrayList<>();
    require("(");
    while (!accept(")")) {
      if (THREAD_ARGUMENTS.contains(peek().text())) {
        take();
      } else {
        arguments.add(expression());
      }
      accept(",");
    }
    return new Expr.Call(at, name.equals("abs") ? "fabs" : name, arguments);
  }

  /** Takes the arguments of a call; whatever is cast to whatever, a stream's name counts. */
  private String streamOfCall() throws NotUnderstood {
    CToken function = peek();
    int open = 0;
    String stream = "";
    int zeros = 0;
    do {
      CToken token = take();
      open += token.is("(") ? 1 : token.is(")") ? -1 : 0;
      String name =
          token.text().startsWith("_p_") ? token.text().substring("_p_".length()) : token.text();
      if (around.streams().contains(name)) {
        stream = name;
      }
      zeros += token.is(",") ? 1 : 0;
      if (zeros > 0 && token.kind() == CToken.Kind.NUMBER && !token.is("0")
          || zeros > 0 && token.kind() == CToken.Kind.NAME) {
        throw new NotUnderstood(token, "a place in a stream other than its beginning");
      }
      if (token.kind() == CToken.Kind.END) {
        throw new NotUnderstood(token, "a call that is not closed");
      }
    } while (open > 0);
    if (stream.isEmpty()) {
      throw new NotUnderstood(function, "a random stream that is no POINTER");
    }
    return stream;
  }

  private Expr draw(CToken function, Position at) throws NotUnderstood {
    String stream = streamOfCall();
    List<Expr> arguments = new ArrayList<>(List.of(new Expr.Name(at, stream)));
    String draw =
        switch (function.text()) {
          case "nrnran123_negexp" -> "random_negexp";
          case "nrnran123_normal" -> "random_normal";
          case "nrnran123_ipick" -> "random_ipick";
          case "nrn_random_pick" -> around.distribution();
          default -> "random_dpick";
        };
    if (draw.equals("random_negexp")) {
      arguments.add(number(at, "1"));
    } else if (draw.equals("random_normal")) {
      arguments.add(number(at, "0"));
      arguments.add(number(at, "1"));
    }
    return new Expr.Call(at, draw, arguments);
  }

  // ---------------------------------------------------------------- words

  private static Expr number(Position at, String text) {
    return new Expr.Num(at, text, "");
  }

  private Position position(CToken token) {
    return new Position(
        start.path(), start.line() + token.line(), token.line() == 0 ? start.column() : 1);
  }

  private CToken peek() {
    return tokens.get(next);
  }

  private CToken ahead(int count) {
    return tokens.get(Math.min(next + count, tokens.size() - 1));
  }

  private CToken take() {
    CToken token = tokens.get(next);
    if (next < tokens.size() - 1) {
      next++;
    }
    return token;
  }

  private boolean accept(String symbol) {
    if (peek().is(symbol)) {
      take();
      return true;
    }
    return false;
  }

  private void require(String symbol) throws NotUnderstood {
    if (!accept(symbol)) {
      throw new NotUnderstood(peek(), "code where " + symbol + " is expected");
    }
  }
}
