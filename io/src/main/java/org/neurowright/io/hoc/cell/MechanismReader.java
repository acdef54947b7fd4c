package org.neurowright.io.hoc.cell;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neurowright.engine.mechanism.IonUse;
import org.neurowright.engine.mechanism.MechanismKind;
import org.neurowright.engine.nmodl.NmodlSource;
import org.neurowright.engine.nmodl.builtin.BuiltinMechanisms;
import org.neurowright.engine.nmodl.parse.IncludeResolver;
import org.neurowright.engine.nmodl.parse.NmodlParser;
import org.neurowright.engine.nmodl.symbol.Declarations;
import org.neurowright.engine.nmodl.symbol.Symbol;
import org.neurowright.engine.nmodl.symbol.SymbolTable;
import org.neurowright.engine.problem.Problems;
import org.neurowright.io.hoc.section.MechanismFacts;

/**
 * Reads from mechanism files what hoc code can see of them. What is wrong with the files is not
 * said here; whoever compiles them does.
 */
public final class MechanismReader {
  private MechanismReader() {}

  /** The built-in mechanisms and those of the files that can be read. */
  public static List<MechanismFacts> read(List<Path> files) {
    List<MechanismFacts> facts = new ArrayList<>();
    for (String name : BuiltinMechanisms.names()) {
      facts(BuiltinMechanisms.source(name)).ifPresent(facts::add);
    }
    for (Path file : files) {
      try {
        facts(NmodlSource.read(file)).ifPresent(facts::add);
      } catch (IOException e) {
        continue; // said when the mechanisms are compiled
      }
    }
    return facts;
  }

  private static Optional<MechanismFacts> facts(NmodlSource source) {
    Problems ignored = new Problems();
    SymbolTable symbols =
        Declarations.of(
            NmodlParser.parse(source.path(), source.text(), IncludeResolver.NONE, ignored),
            ignored);
    if (symbols.name() == null || symbols.name().isEmpty()) {
      return Optional.empty();
    }
    Map<String, MechanismFacts.Range> ranges = new LinkedHashMap<>();
    Map<String, Double> globals = new LinkedHashMap<>();
    for (Symbol symbol : symbols.symbols().values()) {
      if (symbol instanceof Symbol.Instance instance && instance.visible()) {
        ranges.put(
            instance.name(),
            new MechanismFacts.Range(instance.defaultValue(), Math.max(1, instance.size())));
      } else if (symbol instanceof Symbol.Shared shared) {
        globals.put(shared.name(), shared.defaultValue());
      }
    }
    return Optional.of(
        new MechanismFacts(
            symbols.name(),
            kind(symbols.kind()),
            ranges,
            globals,
            symbols.ions().stream().map(IonUse::ion).distinct().toList(),
            false));
  }

  private static MechanismFacts.Kind kind(MechanismKind kind) {
    return switch (kind) {
      case DENSITY -> MechanismFacts.Kind.DENSITY;
      case POINT_PROCESS -> MechanismFacts.Kind.POINT;
      case ARTIFICIAL_CELL -> MechanismFacts.Kind.ARTIFICIAL;
    };
  }
}
