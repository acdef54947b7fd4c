package org.neurowright.engine.nmodl.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.neurowright.engine.nmodl.ast.Block;
import org.neurowright.engine.nmodl.ast.Expr;
import org.neurowright.engine.nmodl.ast.NeuronStatement;
import org.neurowright.engine.nmodl.ast.Position;
import org.neurowright.engine.nmodl.ast.Program;
import org.neurowright.engine.nmodl.ast.Stmt;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;

/**
 * Recursive descent over the NMODL grammar as the NEURON book and its translator define it (Hines
 * and Carnevale, Neural Computation 12:995-1007, 2000).
 *
 * <p>Newlines do not end statements; a statement ends where the next word cannot continue it.
 */
public final class NmodlParser {
  private static final int MAXIMUM_INCLUDE_DEPTH = 16;

  private static final Set<String> BLOCK_WORDS =
      Set.of(
          "NEURON",
          "UNITS",
          "UNITSON",
          "UNITSOFF",
          "PARAMETER",
          "CONSTANT",
          "ASSIGNED",
          "DEPENDENT",
          "STATE",
          "INDEPENDENT",
          "INITIAL",
          "BREAKPOINT",
          "EQUATION",
          "DERIVATIVE",
          "KINETIC",
          "LINEAR",
          "NONLINEAR",
          "DISCRETE",
          "PARTIAL",
          "FUNCTION",
          "FUNCTION_TABLE",
          "PROCEDURE",
          "NET_RECEIVE",
          "BEFORE",
          "AFTER",
          "CONSTRUCTOR",
          "DESTRUCTOR",
          "TERMINAL",
          "DEFINE",
          "INCLUDE",
          "LOCAL",
          "PLOT",
          "STEPPED",
          "MODEL_LEVEL");

  private final String path;
  private final String source;
  private final IncludeResolver includes;
  private final Problems problems;
  private final int depth;
  private final List<Token> tokens;
  private int next;
  private Block.SolvableKind equations;

  private NmodlParser(
      String path, String source, IncludeResolver includes, Problems problems, int depth) {
    this.path = path;
    this.source = source;
    this.includes = includes;
    this.problems = problems;
    this.depth = depth;
    this.tokens = new Lexer(path, source, problems).tokens();
  }

  /**
   * Parses a file. What is wrong goes to {@code problems}; the program holds whatever could be
   * read.
   *
   * @param path file name for messages
   * @param source text of the file
   * @param includes finds included files
   * @param problems receives every syntax error
   */
  public static Program parse(
      String path, String source, IncludeResolver includes, Problems problems) {
    return new Program(path, new NmodlParser(path, source, includes, problems, 0).blocks());
  }

  /** Ends a statement or block that cannot be read; caught where reading can go on. */
  private static final class SyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SyntaxException() {
      super(null, null, false, false);
    }
  }

  // ---------------------------------------------------------------- blocks

  private List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    while (peek().kind() != Token.Kind.END) {
      int before = next;
      equations = null;
      try {
        block(blocks);
      } catch (SyntaxException e) {
        recoverToBlock(before);
      }
    }
    return blocks;
  }

  private void recoverToBlock(int failedFrom) {
    if (next == failedFrom) {
      next++;
    }
    while (peek().kind() != Token.Kind.END
        && !(peek().firstOnLine()
            && peek().kind() == Token.Kind.NAME
            && BLOCK_WORDS.contains(peek().text()))) {
      next++;
    }
  }

  private void block(List<Block> blocks) {
    Token token = take();
    Position at = token.at();
    if (token.kind() == Token.Kind.TITLE) {
      blocks.add(new Block.Title(at, token.text()));
      return;
    }
    if (token.kind() == Token.Kind.VERBATIM) {
      blocks.add(new Block.Verbatim(at, token.text()));
      return;
    }
    if (token.kind() != Token.Kind.NAME) {
      throw wrong(token, "a block such as NEURON, PARAMETER or BREAKPOINT", "");
    }
    switch (token.text()) {
      case "NEURON" -> blocks.add(neuron(at));
      case "UNITS" -> blocks.add(units(at));
      case "UNITSON" -> blocks.add(new Block.UnitsSwitch(at, true));
      case "UNITSOFF" -> blocks.add(new Block.UnitsSwitch(at, false));
      case "PARAMETER" -> blocks.add(variables(at, Block.Section.PARAMETER));
      case "CONSTANT" -> blocks.add(variables(at, Block.Section.CONSTANT));
      case "ASSIGNED", "DEPENDENT" -> blocks.add(variables(at, Block.Section.ASSIGNED));
      case "STATE" -> blocks.add(variables(at, Block.Section.STATE));
      case "INDEPENDENT" -> blocks.add(independent(at));
      case "INITIAL" -> blocks.add(new Block.Plain(at, Block.Kind.INITIAL, body()));
      case "BREAKPOINT", "EQUATION" ->
          blocks.add(new Block.Plain(at, Block.Kind.BREAKPOINT, body()));
      case "CONSTRUCTOR" -> blocks.add(new Block.Plain(at, Block.Kind.CONSTRUCTOR, body()));
      case "DESTRUCTOR" -> blocks.add(new Block.Plain(at, Block.Kind.DESTRUCTOR, body()));
      case "TERMINAL" -> blocks.add(new Block.Plain(at, Block.Kind.TERMINAL, body()));
      case "BEFORE", "AFTER" -> blocks.add(new Block.Plain(at, beforeAfter(token), body()));
      case "DERIVATIVE", "KINETIC", "LINEAR", "NONLINEAR", "DISCRETE", "PARTIAL" ->
          blocks.add(solvable(at, Block.SolvableKind.valueOf(token.text())));
      case "FUNCTION" -> {
        String name = name("the function's name");
        List<Stmt.Argument> arguments = arguments();
        String unit = optionalUnit();
        blocks.add(new Block.Function(at, name, arguments, unit, body()));
      }
      case "FUNCTION_TABLE" -> {
        String name = name("the function's name");
        blocks.add(new Block.FunctionTable(at, name, arguments(), optionalUnit()));
      }
      case "PROCEDURE" -> {
        String name = name("the procedure's name");
        List<Stmt.Argument> arguments = arguments();
        String unit = optionalUnit();
        blocks.add(new Block.Procedure(at, name, arguments, unit, body()));
      }
      case "NET_RECEIVE" -> {
        List<Stmt.Argument> arguments = arguments();
        optionalUnit();
        blocks.add(new Block.NetReceive(at, arguments, body()));
      }
      case "DEFINE" ->
          blocks.add(new Block.Define(at, name("the name to define"), number("an integer")));
      case "INCLUDE" -> include(at, blocks);
      case "LOCAL" -> blocks.add(new Block.FileLocal(at, declarators()));
      case "PLOT", "STEPPED", "MODEL_LEVEL" ->
          blocks.add(new Block.Obsolete(at, token.text(), restOfLineOrBraces()));
      default -> throw wrong(token, "a block such as NEURON, PARAMETER or BREAKPOINT", "");
    }
  }

  private Block.Kind beforeAfter(Token keyword) {
    Token phase = take();
    String text = keyword.text() + " " + phase.text();
    for (Block.Kind kind : Block.Kind.values()) {
      if (kind.text().equals(text)) {
        return kind;
      }
    }
    throw wrong(phase, "INITIAL, BREAKPOINT, SOLVE or STEP", "");
  }

  private void include(Position at, List<Block> blocks) {
    Token file = take();
    if (file.kind() != Token.Kind.STRING) {
      throw wrong(file, "a file name in double quotes", "");
    }
    Location location = Location.of(path, at.line(), at.column());
    if (depth >= MAXIMUM_INCLUDE_DEPTH) {
      problems.add(
          Problem.error(
              "nmodl.include-depth", location, "INCLUDE \"" + file.text() + "\" includes itself"));
      return;
    }
    Optional<IncludeResolver.Included> found = includes.resolve(path, file.text());
    if (found.isEmpty()) {
      problems.add(
          Problem.error(
                  "nmodl.missing-include",
                  location,
                  "the included file \"" + file.text() + "\" was not found")
              .hint("Put it into the folder of the file that includes it."));
      return;
    }
    blocks.addAll(
        new NmodlParser(found.get().path(), found.get().text(), includes, problems, depth + 1)
            .blocks());
  }

  private Block.Solvable solvable(Position at, Block.SolvableKind kind) {
    String name = name("the block's name");
    List<String> solveFor = new ArrayList<>();
    if (accept("SOLVEFOR")) {
      do {
        solveFor.add(name("a state"));
      } while (accept(","));
    }
    equations = kind;
    List<Stmt> body = body();
    equations = null;
    return new Block.Solvable(at, kind, name, solveFor, body);
  }

  private Block.Neuron neuron(Position at) {
    List<NeuronStatement> statements = new ArrayList<>();
    require("{", "'{' behind NEURON");
    while (!accept("}")) {
      int before = next;
      try {
        statements.add(neuronStatement());
      } catch (SyntaxException e) {
        recoverInBraces(before);
      }
    }
    return new Block.Neuron(at, statements);
  }

  private NeuronStatement neuronStatement() {
    Token token = take();
    Position at = token.at();
    return switch (token.text()) {
      case "SUFFIX", "POINT_PROCESS", "ARTIFICIAL_CELL" ->
          new NeuronStatement.Identity(
              at, NeuronStatement.Kind.valueOf(token.text()), name("the mechanism's name"));
      case "USEION" -> useIon(at);
      case "NONSPECIFIC_CURRENT",
          "ELECTRODE_CURRENT",
          "RANGE",
          "GLOBAL",
          "POINTER",
          "BBCOREPOINTER",
          "EXTERNAL",
          "RANDOM",
          "SECTION" ->
          new NeuronStatement.Names(at, NeuronStatement.Role.valueOf(token.text()), namedList());
      case "NONSPECIFIC" ->
          new NeuronStatement.Names(at, NeuronStatement.Role.NONSPECIFIC_CURRENT, namedList());
      case "THREADSAFE" -> {
        List<String> names = new ArrayList<>();
        while (peek().kind() == Token.Kind.NAME && !isNeuronWord(peek().text())) {
          names.add(take().text());
          accept(",");
        }
        yield new NeuronStatement.ThreadSafe(at, names);
      }
      case "REPRESENTS" -> new NeuronStatement.Represents(at, term());
      default ->
          throw wrong(token, "a statement of the NEURON block such as SUFFIX, USEION or RANGE", "");
    };
  }

  private static boolean isNeuronWord(String word) {
    return switch (word) {
      case "SUFFIX",
          "POINT_PROCESS",
          "ARTIFICIAL_CELL",
          "USEION",
          "NONSPECIFIC_CURRENT",
          "NONSPECIFIC",
          "ELECTRODE_CURRENT",
          "RANGE",
          "GLOBAL",
          "POINTER",
          "BBCOREPOINTER",
          "EXTERNAL",
          "RANDOM",
          "SECTION",
          "THREADSAFE",
          "REPRESENTS" ->
          true;
      default -> false;
    };
  }

  private NeuronStatement.UseIon useIon(Position at) {
    String ion = name("the ion's name");
    List<String> reads = new ArrayList<>();
    List<String> writes = new ArrayList<>();
    Optional<Expr> valence = Optional.empty();
    String represents = "";
    while (true) {
      if (accept("READ")) {
        reads.addAll(nameList());
      } else if (accept("WRITE")) {
        writes.addAll(nameList());
      } else if (accept("VALENCE") || accept("CHARGE")) {
        valence = Optional.of(signedNumber());
      } else if (accept("REPRESENTS")) {
        represents = term();
      } else {
        return new NeuronStatement.UseIon(at, ion, reads, writes, valence, represents);
      }
    }
  }

  /**
   * An ontology term such as {@code NCIT:C17145} (the colon starts a comment otherwise) or {@code
   * [x:y]}.
   */
  private String term() {
    if (accept("[")) {
      StringBuilder text = new StringBuilder("[");
      while (!peek().is("]") && peek().kind() != Token.Kind.END) {
        text.append(take().text());
      }
      require("]", "']'");
      return text.append(']').toString();
    }
    return name("an ontology term");
  }

  private Block.Units units(Position at) {
    List<Block.UnitDefinition> definitions = new ArrayList<>();
    require("{", "'{' behind UNITS");
    while (!accept("}")) {
      int before = next;
      try {
        definitions.add(unitDefinition());
      } catch (SyntaxException e) {
        recoverInBraces(before);
      }
    }
    return new Block.Units(at, definitions);
  }

  private Block.UnitDefinition unitDefinition() {
    Position at = peek().at();
    if (peek().is("(")) {
      String left = unit();
      require("=", "'=' between the two units");
      return new Block.UnitDefinition(at, "", "", left, unit());
    }
    String name = name("a unit in parentheses or the name of a constant");
    require("=", "'=' behind " + name);
    if (peek().is("(")) {
      String left = unit();
      accept("->");
      return new Block.UnitDefinition(at, name, "", left, unit());
    }
    String number = text(signedNumber());
    return new Block.UnitDefinition(at, name, number, optionalUnit(), "");
  }

  private Block.Variables variables(Position at, Block.Section section) {
    List<Block.Declaration> declarations = new ArrayList<>();
    require("{", "'{' behind " + section);
    while (!accept("}")) {
      if (peek().is("UNITSON") || peek().is("UNITSOFF") || peek().kind() == Token.Kind.VERBATIM) {
        take();
        continue;
      }
      int before = next;
      try {
        declarations.add(declaration());
      } catch (SyntaxException e) {
        recoverInBraces(before);
      }
    }
    return new Block.Variables(at, section, declarations);
  }

  private Block.Declaration declaration() {
    Position at = peek().at();
    String name = name("a variable's name");
    Optional<Expr> size = Optional.empty();
    if (accept("[")) {
      size = Optional.of(expression());
      require("]", "']' behind the array length");
    }
    Optional<Expr> value = accept("=") ? Optional.of(signedNumber()) : Optional.empty();
    Optional<Expr> from = Optional.empty();
    Optional<Expr> to = Optional.empty();
    if (accept("FROM")) {
      from = Optional.of(signedNumber());
      require("TO", "TO behind the lower limit");
      to = Optional.of(signedNumber());
    }
    Optional<Expr> start = accept("START") ? Optional.of(signedNumber()) : Optional.empty();
    String unit = optionalUnit();
    Optional<Expr> low = Optional.empty();
    Optional<Expr> high = Optional.empty();
    if (accept("<")) {
      low = Optional.of(signedNumber());
      if (accept(",")) {
        high = Optional.of(signedNumber());
      }
      require(">", "'>' behind the limits");
    }
    return new Block.Declaration(at, name, size, value, from, to, start, unit, low, high);
  }

  private Block.Independent independent(Position at) {
    List<Block.Declaration> declarations = new ArrayList<>();
    List<Integer> intervals = new ArrayList<>();
    require("{", "'{' behind INDEPENDENT");
    while (!accept("}")) {
      accept("SWEEP");
      Position start = peek().at();
      String name = name("the independent variable");
      require("FROM", "FROM");
      Expr from = signedNumber();
      require("TO", "TO");
      Expr to = signedNumber();
      require("WITH", "WITH");
      intervals.add((int) Double.parseDouble(text(number("the number of intervals"))));
      Optional<Expr> first = accept("START") ? Optional.of(signedNumber()) : Optional.empty();
      declarations.add(
          new Block.Declaration(
              start,
              name,
              Optional.empty(),
              Optional.empty(),
              Optional.of(from),
              Optional.of(to),
              first,
              optionalUnit(),
              Optional.empty(),
              Optional.empty()));
    }
    return new Block.Independent(at, declarations, intervals);
  }

  private List<String> restOfLineOrBraces() {
    List<String> words = new ArrayList<>();
    if (accept("{")) {
      int open = 1;
      while (open > 0 && peek().kind() != Token.Kind.END) {
        Token token = take();
        open += token.is("{") ? 1 : token.is("}") ? -1 : 0;
        if (open > 0) {
          words.add(token.text());
        }
      }
      return words;
    }
    while (!peek().firstOnLine() && peek().kind() != Token.Kind.END) {
      words.add(take().text());
    }
    return words;
  }

  // ---------------------------------------------------------------- statements

  private List<Stmt> body() {
    require("{", "'{' at the start of the block");
    return statementsToBrace();
  }

  private List<Stmt> statementsToBrace() {
    List<Stmt> statements = new ArrayList<>();
    while (!accept("}")) {
      if (peek().kind() == Token.Kind.END) {
        throw wrong(peek(), "'}'", "A block is not closed.");
      }
      int before = next;
      try {
        statement(statements);
      } catch (SyntaxException e) {
        recoverInBraces(before);
      }
    }
    return statements;
  }

  /**
   * Goes on at the next line that starts at the level of the failed statement, or at the brace that
   * closes the block; gives up at a word that can only start a new block.
   */
  private void recoverInBraces(int failedFrom) {
    int open = 0;
    for (int i = failedFrom; i < next; i++) {
      open += tokens.get(i).is("{") ? 1 : tokens.get(i).is("}") ? -1 : 0;
    }
    if (next == failedFrom) {
      Token token = take();
      open += token.is("{") ? 1 : 0;
    }
    while (peek().kind() != Token.Kind.END) {
      Token token = peek();
      if (open <= 0 && (token.firstOnLine() || token.is("}"))) {
        return;
      }
      if (token.firstOnLine() && isCertainBlockStart(token)) {
        throw new SyntaxException();
      }
      open += token.is("{") ? 1 : token.is("}") ? -1 : 0;
      next++;
    }
    throw new SyntaxException();
  }

  private boolean isCertainBlockStart(Token token) {
    return switch (token.text()) {
      case "NEURON",
          "PARAMETER",
          "ASSIGNED",
          "STATE",
          "BREAKPOINT",
          "DERIVATIVE",
          "KINETIC",
          "FUNCTION",
          "PROCEDURE",
          "NET_RECEIVE",
          "UNITS" ->
          true;
      default -> false;
    };
  }

  private void statement(List<Stmt> into) {
    Token token = peek();
    Position at = token.at();
    if (token.kind() == Token.Kind.VERBATIM) {
      into.add(new Stmt.Verbatim(at, take().text()));
      return;
    }
    if (token.is("{")) {
      into.add(new Stmt.Group(at, body()));
      return;
    }
    if (token.is("~")) {
      take();
      into.add(tilde(at));
      return;
    }
    if (token.kind() != Token.Kind.NAME) {
      throw wrong(take(), "a statement", "");
    }
    switch (token.text()) {
      case "LOCAL" -> {
        take();
        into.add(new Stmt.Local(at, declarators()));
      }
      case "IF", "if" -> into.add(ifStatement());
      case "WHILE", "while" -> {
        take();
        Expr condition = inParentheses();
        into.add(new Stmt.While(at, condition, body()));
      }
      case "FROM" -> into.add(from(at));
      case "FORALL" -> {
        take();
        String name = name("a name");
        into.add(new Stmt.ForAll(at, name, body()));
      }
      case "SOLVE" -> into.add(solve(at));
      case "CONDUCTANCE" -> {
        take();
        String name = name("a conductance");
        into.add(new Stmt.Conductance(at, name, accept("USEION") ? name("an ion") : ""));
      }
      case "TABLE" -> into.add(table(at));
      case "UNITSON", "UNITSOFF" -> {
        take();
        into.add(new Stmt.UnitsSwitch(at, token.text().equals("UNITSON")));
      }
      case "WATCH" -> {
        take();
        do {
          into.add(watch(at));
        } while (accept(","));
      }
      case "FOR_NETCONS" -> {
        take();
        List<Stmt.Argument> arguments = arguments();
        into.add(new Stmt.ForNetCons(at, arguments, body()));
      }
      case "INITIAL" -> {
        take();
        into.add(new Stmt.NestedInitial(at, body()));
      }
      case "COMPARTMENT", "LONGITUDINAL_DIFFUSION", "LONGDIFUS" -> into.add(compartment(at));
      case "CONSERVE" -> {
        take();
        List<Stmt.Reactant> terms = reactants();
        require("=", "'=' and the conserved total");
        into.add(new Stmt.Conserve(at, terms, expression()));
      }
      case "PROTECT" -> {
        take();
        into.add(new Stmt.Protect(at, assignment()));
      }
      case "MUTEXLOCK", "MUTEXUNLOCK" -> {
        take();
        into.add(new Stmt.Mutex(at, token.text().equals("MUTEXLOCK")));
      }
      case "SENS", "LAG", "PUTQ", "GETQ", "RESET", "MATCH" -> {
        take();
        into.add(new Stmt.Obsolete(at, token.text(), restOfLineOrBraces()));
      }
      default -> {
        if (ahead(1).is("(")) {
          into.add(new Stmt.Invoke(at, call()));
        } else {
          into.add(assignment());
        }
      }
    }
  }

  private Stmt tilde(Position at) {
    if (equations != Block.SolvableKind.KINETIC) {
      Expr left = expression();
      require("=", "'=' in the equation");
      return new Stmt.Equation(at, left, expression());
    }
    List<Stmt.Reactant> left = reactants();
    Token arrow = take();
    switch (arrow.text()) {
      case "<->" -> {
        List<Stmt.Reactant> right = reactants();
        require("(", "'(' and the two rates");
        Expr forward = expression();
        require(",", "',' between the forward and the backward rate");
        Expr backward = expression();
        require(")", "')' behind the rates");
        return new Stmt.Reaction(at, left, Stmt.Arrow.BOTH, right, forward, Optional.of(backward));
      }
      case "->" -> {
        return new Stmt.Reaction(
            at, left, Stmt.Arrow.SINK, List.of(), inParentheses(), Optional.empty());
      }
      case "<<" -> {
        return new Stmt.Reaction(
            at, left, Stmt.Arrow.SOURCE, List.of(), inParentheses(), Optional.empty());
      }
      default -> throw wrong(arrow, "<->, -> or <<", "");
    }
  }

  private List<Stmt.Reactant> reactants() {
    List<Stmt.Reactant> list = new ArrayList<>();
    do {
      Position at = peek().at();
      int count = 1;
      if (peek().kind() == Token.Kind.NUMBER) {
        count = (int) Double.parseDouble(take().text());
      }
      list.add(new Stmt.Reactant(at, count, variable()));
    } while (accept("+"));
    return list;
  }

  private Stmt.If ifStatement() {
    Position at = take().at();
    Expr condition = inParentheses();
    List<Stmt> then = body();
    List<Stmt> otherwise = List.of();
    if (peek().is("ELSE") || peek().is("else")) {
      take();
      otherwise = peek().is("IF") || peek().is("if") ? List.of(ifStatement()) : body();
    }
    return new Stmt.If(at, condition, then, otherwise);
  }

  private Stmt.From from(Position at) {
    take();
    String index = name("the loop variable");
    require("=", "'=' and the first value");
    Expr from = expression();
    require("TO", "TO and the last value");
    Expr to = expression();
    Optional<Expr> by = accept("BY") ? Optional.of(expression()) : Optional.empty();
    return new Stmt.From(at, index, from, to, by, body());
  }

  private Stmt.Solve solve(Position at) {
    take();
    String block = name("the name of the block to solve");
    boolean steady = false;
    String method = "";
    if (accept("STEADYSTATE")) {
      steady = true;
      method = name("a method such as sparse");
    } else if (accept("METHOD") || accept("USING")) {
      method = name("a method such as cnexp");
    }
    List<Stmt> ifError = accept("IFERROR") ? body() : List.of();
    return new Stmt.Solve(at, block, method, steady, ifError);
  }

  private Stmt.Table table(Position at) {
    take();
    List<String> names = new ArrayList<>();
    List<String> depend = List.of();
    while (!peek().is("DEPEND") && !peek().is("FROM")) {
      String name = name("a variable to tabulate, DEPEND or FROM");
      if (!names.contains(name)) {
        names.add(name);
      }
      accept(",");
    }
    if (accept("DEPEND")) {
      depend = nameList();
    }
    require("FROM", "FROM and the lowest argument");
    Expr from = expression();
    require("TO", "TO and the highest argument");
    Expr to = expression();
    require("WITH", "WITH and the number of intervals");
    return new Stmt.Table(at, names, depend, from, to, expression());
  }

  private Stmt.Watch watch(Position at) {
    require("(", "'(' and the condition");
    Expr left = additive();
    Token comparison = take();
    if (!comparison.is(">") && !comparison.is("<")) {
      throw wrong(comparison, "'>' or '<'", "");
    }
    Expr right = additive();
    require(")", "')' behind the condition");
    return new Stmt.Watch(at, left, comparison.is(">"), right, expression());
  }

  private Stmt.Compartment compartment(Position at) {
    boolean diffusion = !take().text().equals("COMPARTMENT");
    String index = "";
    if (peek().kind() == Token.Kind.NAME && ahead(1).is(",")) {
      index = take().text();
      take();
    }
    Expr size = expression();
    require("{", "'{' and the states");
    List<String> names = new ArrayList<>();
    while (!accept("}")) {
      names.add(name("a state"));
      accept(",");
    }
    return new Stmt.Compartment(at, index, size, names, diffusion);
  }

  private Stmt.Assign assignment() {
    Position at = peek().at();
    Expr target = variable();
    require("=", "'=' behind " + NmodlWords.of(target));
    return new Stmt.Assign(at, target, expression());
  }

  private List<Stmt.Declarator> declarators() {
    List<Stmt.Declarator> list = new ArrayList<>();
    do {
      Position at = peek().at();
      String name = name("a variable's name");
      Optional<Expr> size = Optional.empty();
      if (accept("[")) {
        size = Optional.of(expression());
        require("]", "']' behind the array length");
      }
      list.add(new Stmt.Declarator(at, name, size));
    } while (accept(","));
    return list;
  }

  private List<Stmt.Argument> arguments() {
    List<Stmt.Argument> list = new ArrayList<>();
    require("(", "'(' and the arguments");
    while (!accept(")")) {
      Position at = peek().at();
      String name = name("an argument or ')'");
      if (list.stream().anyMatch(earlier -> earlier.name().equals(name))) {
        problems.add(
            Problem.error(
                    "nmodl.duplicate",
                    Location.of(path, at.line(), at.column()),
                    "there are two arguments called " + name)
                .hint("Rename or remove one of them."));
      }
      list.add(new Stmt.Argument(at, name, optionalUnit()));
      accept(",");
    }
    return list;
  }

  // ---------------------------------------------------------------- expressions

  private Expr inParentheses() {
    require("(", "'('");
    Expr expression = expression();
    require(")", "')'");
    return expression;
  }

  private Expr expression() {
    return or();
  }

  private Expr or() {
    Expr left = and();
    while (peek().is("||")) {
      Position at = take().at();
      left = new Expr.Binary(at, Expr.BinaryOperator.OR, left, and());
    }
    return left;
  }

  private Expr and() {
    Expr left = comparison();
    while (peek().is("&&")) {
      Position at = take().at();
      left = new Expr.Binary(at, Expr.BinaryOperator.AND, left, comparison());
    }
    return left;
  }

  private Expr comparison() {
    Expr left = additive();
    while (true) {
      Expr.BinaryOperator operator =
          switch (peek().kind() == Token.Kind.SYMBOL ? peek().text() : "") {
            case "==" -> Expr.BinaryOperator.EQUAL;
            case "!=" -> Expr.BinaryOperator.NOT_EQUAL;
            case "<" -> Expr.BinaryOperator.LESS;
            case "<=" -> Expr.BinaryOperator.LESS_EQUAL;
            case ">" -> Expr.BinaryOperator.GREATER;
            case ">=" -> Expr.BinaryOperator.GREATER_EQUAL;
            default -> null;
          };
      if (operator == null) {
        return left;
      }
      Position at = take().at();
      left = new Expr.Binary(at, operator, left, additive());
    }
  }

  private Expr additive() {
    Expr left = multiplicative();
    while (peek().is("+") || peek().is("-")) {
      Token token = take();
      Expr.BinaryOperator operator =
          token.is("+") ? Expr.BinaryOperator.PLUS : Expr.BinaryOperator.MINUS;
      left = new Expr.Binary(token.at(), operator, left, multiplicative());
    }
    return left;
  }

  private Expr multiplicative() {
    Expr left = unary();
    while (peek().is("*") || peek().is("/")) {
      Token token = take();
      Expr.BinaryOperator operator =
          token.is("*") ? Expr.BinaryOperator.TIMES : Expr.BinaryOperator.DIVIDE;
      left = new Expr.Binary(token.at(), operator, left, unary());
    }
    return left;
  }

  private Expr unary() {
    if (peek().is("-")) {
      Position at = take().at();
      return new Expr.Unary(at, Expr.UnaryOperator.MINUS, unary());
    }
    if (peek().is("!")) {
      Position at = take().at();
      return new Expr.Unary(at, Expr.UnaryOperator.NOT, unary());
    }
    return power();
  }

  private Expr power() {
    Expr base = primary();
    if (peek().is("^")) {
      Position at = take().at();
      return new Expr.Binary(
          at,
          Expr.BinaryOperator.POWER,
          base,
          peek().is("-") || peek().is("!") ? unary() : power());
    }
    return base;
  }

  private Expr primary() {
    Token token = peek();
    switch (token.kind()) {
      case NUMBER -> {
        take();
        String unit = peek().is("(") ? unit() : "";
        return new Expr.Num(token.at(), token.text(), unit);
      }
      case NAME -> {
        if (ahead(1).is("(")) {
          return call();
        }
        return variable();
      }
      case STRING -> {
        take();
        return new Expr.Text(token.at(), token.text());
      }
      case SYMBOL -> {
        if (token.is("(")) {
          boolean alone = ahead(1).kind() == Token.Kind.NUMBER && ahead(2).is(")");
          Expr inside = inParentheses();
          return alone && inside instanceof Expr.Num n
              ? new Expr.Num(n.at(), n.text(), n.unit(), true)
              : inside;
        }
        if (token.is("&")) {
          take();
          return new Expr.AddressOf(token.at(), variable());
        }
        throw wrong(take(), "an expression", "");
      }
      case VERBATIM, TITLE, END -> throw wrong(token, "an expression", "");
    }
    throw wrong(token, "an expression", "");
  }

  private Expr.Call call() {
    Token name = take();
    List<Expr> arguments = new ArrayList<>();
    require("(", "'('");
    if (!accept(")")) {
      do {
        arguments.add(expression());
      } while (accept(",") || startsArgument());
      require(")", "')' behind the arguments of " + name.text());
    }
    return new Expr.Call(name.at(), name.text(), arguments);
  }

  /** NMODL allows blanks instead of commas between arguments. */
  private boolean startsArgument() {
    return switch (peek().kind()) {
      case NAME, NUMBER, STRING -> true;
      case SYMBOL, VERBATIM, TITLE, END -> false;
    };
  }

  private Expr variable() {
    Token token = peek();
    String name = name("a variable");
    int primes = 0;
    while (accept("'")) {
      primes++;
    }
    if (primes == 1
        && peek().kind() == Token.Kind.NUMBER
        && peek().start() == tokens.get(next - 1).end()) {
      primes = (int) Double.parseDouble(take().text());
    }
    int lag = -1;
    if (accept("@")) {
      lag = (int) Double.parseDouble(text(number("how many steps back")));
    }
    Optional<Expr> index = Optional.empty();
    if (accept("[")) {
      index = Optional.of(expression());
      require("]", "']' behind the index");
    }
    if (primes > 0) {
      return new Expr.Prime(token.at(), name, primes, index);
    }
    if (lag >= 0) {
      return new Expr.Lagged(token.at(), name, lag, index);
    }
    return index
        .<Expr>map(i -> new Expr.Element(token.at(), name, i))
        .orElse(new Expr.Name(token.at(), name));
  }

  // ---------------------------------------------------------------- words

  private Expr signedNumber() {
    if (peek().is("-") || peek().is("+")) {
      Token sign = take();
      Expr number = number("a number");
      return sign.is("-") ? new Expr.Num(sign.at(), "-" + text(number), "") : number;
    }
    if (peek().kind() == Token.Kind.NAME) {
      Token name = take();
      return new Expr.Name(name.at(), name.text());
    }
    return number("a number");
  }

  private Expr number(String what) {
    Token token = take();
    if (token.kind() != Token.Kind.NUMBER) {
      throw wrong(token, what, "");
    }
    return new Expr.Num(token.at(), token.text(), "");
  }

  private static String text(Expr number) {
    return number instanceof Expr.Num num ? num.text() : NmodlWords.of(number);
  }

  private List<String> nameList() {
    List<String> names = new ArrayList<>();
    do {
      names.add(name("a name"));
    } while (accept(","));
    return names;
  }

  private List<NeuronStatement.Named> namedList() {
    List<NeuronStatement.Named> names = new ArrayList<>();
    do {
      Position at = peek().at();
      names.add(new NeuronStatement.Named(at, name("a name")));
    } while (accept(","));
    return names;
  }

  private String name(String what) {
    Token token = peek();
    if (token.kind() != Token.Kind.NAME) {
      throw wrong(token.is("}") ? token : take(), what, "");
    }
    return take().text();
  }

  private String optionalUnit() {
    return peek().is("(") ? unit() : "";
  }

  /** The text between parentheses; unit syntax is no expression syntax. */
  private String unit() {
    Token open = take();
    if (!open.is("(")) {
      throw wrong(open, "a unit in parentheses", "");
    }
    while (!peek().is(")")) {
      if (peek().kind() == Token.Kind.END || peek().is("{") || peek().is("}")) {
        throw wrong(open, "')' behind the unit", "");
      }
      take();
    }
    Token close = take();
    return source.substring(open.end(), close.start()).strip();
  }

  private Token peek() {
    return tokens.get(next);
  }

  private Token ahead(int count) {
    return tokens.get(Math.min(next + count, tokens.size() - 1));
  }

  private Token take() {
    Token token = tokens.get(next);
    if (next < tokens.size() - 1) {
      next++;
    }
    return token;
  }

  private boolean accept(String word) {
    if (peek().is(word)) {
      take();
      return true;
    }
    return false;
  }

  private void require(String word, String what) {
    if (!accept(word)) {
      throw wrong(peek(), what, "");
    }
  }

  private SyntaxException wrong(Token token, String expected, String hint) {
    Problem problem =
        Problem.error(
                "nmodl.syntax",
                Location.of(path, token.at().line(), token.at().column()),
                token.shown() + " cannot stand here")
            .expected(expected);
    problems.add(hint.isEmpty() ? problem : problem.hint(hint));
    return new SyntaxException();
  }
}
