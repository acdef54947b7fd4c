package org.neurowright.engine.nmodl.emit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neurowright.engine.mechanism.GlobalVariable;
import org.neurowright.engine.mechanism.MechanismVariable;
import org.neurowright.engine.nmodl.ast.Expr;
import org.neurowright.engine.nmodl.ast.Position;
import org.neurowright.engine.nmodl.pass.Body;
import org.neurowright.engine.nmodl.pass.Builtins;
import org.neurowright.engine.nmodl.pass.Flow;
import org.neurowright.engine.nmodl.pass.Lowered;
import org.neurowright.engine.nmodl.pass.TableSpec;
import org.neurowright.engine.nmodl.symbol.Symbol;
import org.neurowright.engine.nmodl.symbol.SymbolTable;

/**
 * Which variables have a column, which a place among the globals, and which live in registers only.
 *
 * <p>A variable gets a column when users can see it, when it is a state, a parameter or an array,
 * or when some block may read it before assigning it. Others would only be written, so they stay
 * locals.
 */
public final class Storage {
  private static final int STREAM_SIZE = 5;

  private final List<MechanismVariable> variables = new ArrayList<>();
  private final List<GlobalVariable> globals = new ArrayList<>();
  private final Map<String, Integer> columns = new LinkedHashMap<>();
  private final Map<String, Integer> offsets = new LinkedHashMap<>();

  Storage(SymbolTable symbols, Lowered lowered) {
    Set<String> needed = needed(symbols, lowered);
    for (MechanismVariable.Role role : MechanismVariable.Role.values()) {
      for (Symbol symbol : symbols.symbols().values()) {
        if (symbol instanceof Symbol.Instance i && i.role() == role && hasColumn(i, needed)) {
          add(
              new MechanismVariable(
                  i.name(), i.unit(), role, i.visible(), i.defaultValue(), Math.max(1, i.size())));
        }
        if (role == MechanismVariable.Role.ASSIGNED
            && symbol instanceof Symbol.Ion ion
            && (ion.kept() || (!ion.loaded() && needed.contains(ion.name())))) {
          add(new MechanismVariable(ion.name(), "", role, ion.kept(), 0, 1));
        }
        if (role == MechanismVariable.Role.POINTER && symbol instanceof Symbol.Pointer pointer) {
          add(new MechanismVariable(pointer.name(), "", role, true, 0, 1));
        }
        if (role == MechanismVariable.Role.PARAMETER && symbol instanceof Symbol.Stream stream) {
          boolean visible = !stream.name().equals(Builtins.SCOP_STREAM);
          add(new MechanismVariable(stream.name(), "", role, visible, 0, STREAM_SIZE));
        }
      }
    }
    int offset = 0;
    for (Symbol symbol : symbols.symbols().values()) {
      if (symbol instanceof Symbol.Shared s) {
        int size = Math.max(1, s.size());
        globals.add(new GlobalVariable(s.name(), s.unit(), s.defaultValue(), size, s.parameter()));
        offsets.put(s.name(), offset);
        offset += size;
      }
    }
  }

  private void add(MechanismVariable variable) {
    columns.put(variable.name(), variables.size());
    variables.add(variable);
  }

  private static boolean hasColumn(Symbol.Instance variable, Set<String> needed) {
    return variable.visible()
        || variable.role() != MechanismVariable.Role.ASSIGNED
        || variable.size() > 0
        || needed.contains(variable.name());
  }

  private static Set<String> needed(SymbolTable symbols, Lowered lowered) {
    Set<String> needed = new HashSet<>();
    Set<String> states = new HashSet<>();
    symbols.states().forEach(s -> states.add(s.name()));
    lowered.initial().ifPresent(b -> follow(lowered, needed, states, b));
    lowered.state().ifPresent(b -> follow(lowered, needed, Set.of(), b));
    lowered.rates().ifPresent(b -> follow(lowered, needed, Set.of(), b));
    lowered.phases().values().forEach(b -> follow(lowered, needed, Set.of(), b));
    lowered.receive().ifPresent(b -> follow(lowered, needed, Set.of(), b));
    lowered.receiveInitial().ifPresent(b -> follow(lowered, needed, Set.of(), b));
    for (TableSpec table : lowered.tables()) {
      // What the block leaves as it is, is tabulated nevertheless.
      Flow flow = new Flow(lowered.effects());
      Set<String> known = flow.follow(table.body().statements(), Set.of());
      table.outputs().forEach(o -> flow.read(new Expr.Name(new Position("", 0, 0), o), known));
      needed.addAll(flow.needed());
    }
    lowered.diffusions().forEach(s -> follow(lowered, needed, Set.of(), s.body()));
    if (lowered.current().isPresent()) {
      Flow flow = new Flow(lowered.effects());
      Set<String> known = flow.follow(lowered.current().get().statements(), Set.of());
      known = flow.follow(lowered.currentAgain().orElseThrow().statements(), known);
      for (String current : symbols.currents()) {
        flow.read(new Expr.Name(new Position("", 0, 0), current), known);
      }
      needed.addAll(flow.needed());
    }
    Flow watches = new Flow(lowered.effects());
    lowered.watches().forEach(w -> watches.read(w, Set.of()));
    needed.addAll(watches.needed());
    return needed;
  }

  private static void follow(Lowered lowered, Set<String> needed, Set<String> known, Body body) {
    Flow flow = new Flow(lowered.effects());
    flow.follow(body.statements(), known);
    needed.addAll(flow.needed());
  }

  /** Per-instance variables in the order of the columns. */
  public List<MechanismVariable> variables() {
    return variables;
  }

  /** Shared variables in the order of the globals. */
  public List<GlobalVariable> globals() {
    return globals;
  }

  boolean hasColumn(String name) {
    return columns.containsKey(name);
  }

  Map<String, Integer> columns() {
    return columns;
  }

  int globalOffset(String name) {
    return offsets.get(name);
  }
}
