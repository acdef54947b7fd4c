package org.neurowright.engine.nmodl.verbatim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.neurowright.engine.nmodl.ast.Block;
import org.neurowright.engine.nmodl.ast.NeuronStatement;
import org.neurowright.engine.nmodl.ast.Program;
import org.neurowright.engine.nmodl.ast.Stmt;

/**
 * Puts NMODL in place of the C code of a program where its meaning is known.
 *
 * <p>A POINTER that the code draws random numbers from becomes a RANDOM stream; without numbers of
 * its own (see {@code RandomColumn}) it counts as not set, as a POINTER that no {@code setRNG} has
 * set. {@code nrn_random_pick} draws from the distribution that the hoc side gave the stream; the
 * file tells which one by naming it (negexp, normal), else it is uniform between 0 and 1.
 */
public final class VerbatimTranslation {
  private static final Pattern DRAW =
      Pattern.compile(
          "(?:nrn_random_pick|nrnran123_dblpick|nrnran123_negexp|nrnran123_normal|nrnran123_ipick)"
              + "\\s*\\(([^;]*?)\\)\\s*[;*+/,)-]");

  private static final Pattern WORD = Pattern.compile("\\b\\w+\\b");

  private static final Pattern HOC =
      Pattern.compile(
          "\\b(ifarg|getarg|gargstr|chkarg|hoc_\\w+|vector_\\w+|nrn_random_arg|"
              + "nrnran123_newstream\\w*|nrnran123_deletestream|nrnran123_getids\\w*|"
              + "nrnran123_getseq|nrnran123_setseq|nrn_pointing|bbcore_\\w+|is_vector_arg|"
              + "_p_\\w+\\s*=|nrn_checkpoint\\w*)");

  private static final Pattern SUPPORT =
      Pattern.compile("\\bbbcore_(read|write)\\b|\\bextern\\b|#\\s*(include|define|if|undef)");

  private final CReader.Surroundings around;

  private final Function<Stmt.Verbatim, List<Stmt>> change;

  private VerbatimTranslation(
      CReader.Surroundings around, Function<Stmt.Verbatim, List<Stmt>> change) {
    this.around = around;
    this.change = change;
  }

  /** The program with NMODL statements for the C code that could be read. */
  public static Program translate(Program program) {
    if (!containsC(program)) {
      return program;
    }
    CReader.Surroundings around = surroundings(program);
    VerbatimTranslation translation = new VerbatimTranslation(around, v -> code(v, around));
    return new Program(program.path(), program.blocks().stream().map(translation::block).toList());
  }

  /**
   * Why code cannot be translated.
   *
   * @param line line of the offending word in the file
   * @param text the offending word
   * @param why what it is
   */
  public record Refusal(int line, String text, String why) {}

  /** Why the C code of a statement stayed; empty when it means nothing. */
  public static Optional<Refusal> refusal(Program program, Stmt.Verbatim code) {
    try {
      CReader.read(code.text(), code.at(), surroundings(program), Map.of());
      return Optional.empty();
    } catch (CReader.NotUnderstood e) {
      return Optional.of(new Refusal(code.at().line() + e.line(), e.word(), e.why()));
    }
  }

  /**
   * True for code that hands values over from hoc: arguments, objects, streams. It serves the user
   * interface of NEURON, no simulation step.
   */
  public static boolean talksToHoc(String code) {
    return HOC.matcher(code).find();
  }

  /** True for declarations and the code that stores and restores a simulation. */
  public static boolean isSupport(String code) {
    return SUPPORT.matcher(code).find();
  }

  private static boolean containsC(Program program) {
    return !codes(program).isEmpty();
  }

  /** All C code inside blocks. */
  private static List<Stmt.Verbatim> codes(Program program) {
    List<Stmt.Verbatim> codes = new ArrayList<>();
    VerbatimTranslation visitor =
        new VerbatimTranslation(
            null,
            v -> {
              codes.add(v);
              return List.of(v);
            });
    program.blocks().forEach(visitor::block);
    return codes;
  }

  private static CReader.Surroundings surroundings(Program program) {
    Set<String> callables = new HashSet<>();
    program.blocks(Block.Function.class).forEach(f -> callables.add(f.name()));
    program.blocks(Block.Procedure.class).forEach(p -> callables.add(p.name()));
    Set<String> pointers = new HashSet<>();
    program
        .blocks(Block.Neuron.class)
        .flatMap(n -> n.statements().stream())
        .forEach(s -> {
          if (s instanceof NeuronStatement.Names names
              && (names.role() == NeuronStatement.Role.POINTER
                  || names.role() == NeuronStatement.Role.BBCOREPOINTER
                  || names.role() == NeuronStatement.Role.RANDOM)) {
            names.names().forEach(n -> pointers.add(n.name()));
          }
        });
    StringBuilder all = new StringBuilder();
    Map<String, String> numbers = new HashMap<>();
    program
        .blocks(Block.Verbatim.class)
        .forEach(v -> {
          all.append(v.text());
          Preprocessor.process(v.text(), numbers);
        });
    codes(program).forEach(v -> all.append(v.text()).append('\n'));
    Set<String> streams = new HashSet<>();
    Matcher draw = DRAW.matcher(all);
    while (draw.find()) {
      Matcher word = WORD.matcher(draw.group(1));
      while (word.find()) {
        String name =
            word.group().startsWith("_p_") ? word.group().substring("_p_".length()) : word.group();
        if (pointers.contains(name)) {
          streams.add(name);
        }
      }
    }
    pointers.removeAll(streams);
    String text = all.toString();
    String distribution =
        text.contains("negexp(1)") || text.contains("negexp (1)")
            ? "random_negexp"
            : text.contains("normal(0,1)") || text.contains("normal(0, 1)")
                ? "random_normal"
                : "random_dpick";
    List<String> arguments =
        program
            .blocks(Block.NetReceive.class)
            .findFirst()
            .map(r -> r.arguments().stream().map(Stmt.Argument::name).toList())
            .orElse(List.of());
    return new CReader.Surroundings(callables, pointers, streams, distribution, numbers, arguments);
  }

  // ---------------------------------------------------------------- rewriting

  private Block block(Block block) {
    return switch (block) {
      case Block.Plain b -> new Block.Plain(b.at(), b.kind(), statements(b.body()));
      case Block.Solvable b ->
          new Block.Solvable(b.at(), b.kind(), b.name(), b.solveFor(), statements(b.body()));
      case Block.Function b ->
          new Block.Function(b.at(), b.name(), b.arguments(), b.unit(), statements(b.body()));
      case Block.Procedure b ->
          new Block.Procedure(b.at(), b.name(), b.arguments(), b.unit(), statements(b.body()));
      case Block.NetReceive b -> new Block.NetReceive(b.at(), b.arguments(), statements(b.body()));
      case Block.Neuron b -> around == null ? b : neuron(b);
      case Block.Title b -> b;
      case Block.Verbatim b -> b;
      case Block.UnitsSwitch b -> b;
      case Block.Define b -> b;
      case Block.FileLocal b -> b;
      case Block.Units b -> b;
      case Block.Variables b -> b;
      case Block.Independent b -> b;
      case Block.FunctionTable b -> b;
      case Block.Obsolete b -> b;
    };
  }

  private Block.Neuron neuron(Block.Neuron neuron) {
    List<NeuronStatement> statements = new ArrayList<>();
    for (NeuronStatement statement : neuron.statements()) {
      if (statement instanceof NeuronStatement.Names names
          && (names.role() == NeuronStatement.Role.POINTER
              || names.role() == NeuronStatement.Role.BBCOREPOINTER)) {
        List<NeuronStatement.Named> streams = new ArrayList<>();
        List<NeuronStatement.Named> others = new ArrayList<>();
        names.names().forEach(n -> (around.streams().contains(n.name()) ? streams : others).add(n));
        statements.add(new NeuronStatement.Names(names.at(), names.role(), others));
        statements.add(new NeuronStatement.Names(names.at(), NeuronStatement.Role.RANDOM, streams));
      } else {
        statements.add(statement);
      }
    }
    return new Block.Neuron(neuron.at(), statements);
  }

  private List<Stmt> statements(List<Stmt> list) {
    UnaryOperator<List<Stmt>> down = this::statements;
    List<Stmt> result = new ArrayList<>();
    for (int at = 0; at < list.size(); at++) {
      Stmt statement = list.get(at);
      int end = around == null ? at : endOfCode(list, at);
      if (end > at) {
        Optional<List<Stmt>> joined = joined(list.subList(at, end + 1));
        if (joined.isPresent()) {
          result.addAll(joined.get());
          at = end;
          continue;
        }
      }
      switch (statement) {
        case Stmt.Verbatim v -> result.addAll(change.apply(v));
        case Stmt.If i ->
            result.add(
                new Stmt.If(
                    i.at(), i.condition(), down.apply(i.then()), down.apply(i.otherwise())));
        case Stmt.While w ->
            result.add(Breaks.around(new Stmt.While(w.at(), w.condition(), down.apply(w.body()))));
        case Stmt.From f ->
            result.add(
                Breaks.around(
                    new Stmt.From(
                        f.at(), f.index(), f.from(), f.to(), f.by(), down.apply(f.body()))));
        case Stmt.Group g -> result.add(new Stmt.Group(g.at(), down.apply(g.body())));
        case Stmt.ForNetCons f ->
            result.add(new Stmt.ForNetCons(f.at(), f.arguments(), down.apply(f.body())));
        case Stmt.NestedInitial n ->
            result.add(new Stmt.NestedInitial(n.at(), down.apply(n.body())));
        default -> result.add(statement);
      }
    }
    return result;
  }

  /**
   * Where a piece of C code ends that opens a brace in one VERBATIM and closes it in a later one;
   * NMODL stands between them. The same place when every brace is closed.
   */
  private static int endOfCode(List<Stmt> list, int start) {
    if (!(list.get(start) instanceof Stmt.Verbatim first)) {
      return start;
    }
    int open = openBraces(first.text());
    for (int i = start + 1; open > 0 && i < list.size(); i++) {
      if (list.get(i) instanceof Stmt.Verbatim v) {
        open += openBraces(v.text());
        if (open == 0) {
          return i;
        }
      }
    }
    return start;
  }

  private static int openBraces(String text) {
    int open = 0;
    for (CToken token : CToken.of(Preprocessor.process(text, new HashMap<>()))) {
      open += token.is("{") ? 1 : token.is("}") ? -1 : 0;
    }
    return open;
  }

  /** Several parts of C with NMODL between them, read as one. */
  private Optional<List<Stmt>> joined(List<Stmt> parts) {
    StringBuilder text = new StringBuilder();
    Map<String, List<Stmt>> embedded = new HashMap<>();
    for (Stmt part : parts) {
      int line = (int) text.chars().filter(c -> c == '\n').count();
      text.append("\n".repeat(Math.max(0, part.at().line() - parts.getFirst().at().line() - line)));
      if (part instanceof Stmt.Verbatim v) {
        text.append(v.text());
      } else {
        String name = "nmodl_between_" + embedded.size();
        embedded.put(name, statements(List.of(part)));
        text.append(' ').append(name).append(' ');
      }
    }
    try {
      return Optional.of(CReader.read(text.toString(), parts.getFirst().at(), around, embedded));
    } catch (CReader.NotUnderstood e) {
      return Optional.empty();
    }
  }

  /** What a statement of C becomes. */
  private static List<Stmt> code(Stmt.Verbatim v, CReader.Surroundings around) {
    try {
      return CReader.read(v.text(), v.at(), around, Map.of());
    } catch (CReader.NotUnderstood e) {
      return List.of(v);
    }
  }
}
