package org.neurowright.engine.nmodl.symbol;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neurowright.engine.mechanism.IonUse;
import org.neurowright.engine.mechanism.MechanismKind;
import org.neurowright.engine.mechanism.MechanismVariable;
import org.neurowright.engine.nmodl.ast.Block;

/**
 * All names of one mechanism.
 *
 * @param name SUFFIX, POINT_PROCESS or ARTIFICIAL_CELL name
 * @param kind where its instances live
 * @param symbols by name, in order of declaration
 * @param ions USEION statements in order
 * @param currents names of currents in the order of summing
 * @param electrodeCurrent true when the currents come from an electrode
 * @param functions FUNCTION blocks by name
 * @param procedures PROCEDURE blocks by name
 * @param solvables DERIVATIVE, KINETIC, LINEAR... blocks by name
 * @param functionTables FUNCTION_TABLE declarations by name
 */
public record SymbolTable(
    String name,
    MechanismKind kind,
    Map<String, Symbol> symbols,
    List<IonUse> ions,
    List<String> currents,
    boolean electrodeCurrent,
    Map<String, Block.Function> functions,
    Map<String, Block.Procedure> procedures,
    Map<String, Block.Solvable> solvables,
    Map<String, Block.FunctionTable> functionTables) {

  /** More elements than any model has; beyond lies only damage. */
  public static final int LONGEST_ARRAY = 1_000_000;

  public SymbolTable {
    symbols = new LinkedHashMap<>(symbols);
    ions = List.copyOf(ions);
    currents = List.copyOf(currents);
  }

  /** This table with more symbols; those that are there already stay. */
  public SymbolTable with(List<Symbol> more) {
    Map<String, Symbol> all = new LinkedHashMap<>(symbols);
    more.forEach(symbol -> all.putIfAbsent(symbol.name(), symbol));
    return new SymbolTable(
        name,
        kind,
        all,
        ions,
        currents,
        electrodeCurrent,
        functions,
        procedures,
        solvables,
        functionTables);
  }

  public Optional<Symbol> find(String symbol) {
    return Optional.ofNullable(symbols.get(symbol));
  }

  /** States that are not ion variables, in order of declaration. */
  public List<Symbol.Instance> states() {
    return symbols.values().stream()
        .filter(Symbol.Instance.class::isInstance)
        .map(Symbol.Instance.class::cast)
        .filter(s -> s.role() == MechanismVariable.Role.STATE)
        .toList();
  }

  public boolean isState(String symbol) {
    return switch (symbols.get(symbol)) {
      case Symbol.Instance instance -> instance.role() == MechanismVariable.Role.STATE;
      case Symbol.Ion ion -> ion.state();
      case Symbol.Shared ignored -> false;
      case Symbol.Engine ignored -> false;
      case Symbol.Constant ignored -> false;
      case Symbol.Stream ignored -> false;
      case Symbol.Pointer ignored -> false;
      case Symbol.Untranslated ignored -> false;
      case null -> false;
    };
  }
}
