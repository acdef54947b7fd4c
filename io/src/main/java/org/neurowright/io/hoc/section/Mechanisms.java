package org.neurowright.io.hoc.section;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The mechanisms hoc code may use, and the names it uses for their variables ({@code gnabar_hh}).
 * Not thread-safe: code that inserts what is not known adds to it.
 */
public final class Mechanisms {
  private static final String EXTRACELLULAR = "extracellular";

  /** The owner of a name. */
  public sealed interface Variable {
    /** Of every segment: {@code gnabar_hh}. */
    record OfMechanism(MechanismFacts mechanism, String name, MechanismFacts.Range range)
        implements Variable {}

    /** Of all instances of a mechanism: {@code vhalf_kca}. */
    record Global(MechanismFacts mechanism, String name) implements Variable {}

    /** Of an ion: {@code ena}, {@code cai}, {@code ica}. */
    record OfIon(String ion, Ion.Quantity quantity) implements Variable {}
  }

  private final Map<String, MechanismFacts> byName = new LinkedHashMap<>();
  private final Map<String, Variable> variables = new HashMap<>();
  private final Map<String, Double> globals = new HashMap<>();
  private final Map<String, Double> set = new LinkedHashMap<>();

  private final boolean open;

  /**
   * Mechanisms with the given and NEURON's own names.
   *
   * @param known all that exist
   * @param open whether others may be used, too, because nobody knows what exists
   */
  public Mechanisms(Collection<MechanismFacts> known, boolean open) {
    this.open = open;
    known.forEach(this::add);
    for (String ion : new String[] {"na", "k", "ca"}) {
      addIon(ion);
    }
    add(
        new MechanismFacts(
            EXTRACELLULAR,
            MechanismFacts.Kind.DENSITY,
            Map.of("e", new MechanismFacts.Range(0, 1)),
            Map.of(),
            java.util.List.of(),
            false));
    MechanismFacts extracellular = byName.get(EXTRACELLULAR);
    for (String name : new String[] {"xraxial", "xg", "xc", "vext"}) {
      double value = name.equals("xraxial") || name.equals("xg") ? 1e9 : 0;
      variables.put(
          name, new Variable.OfMechanism(extracellular, name, new MechanismFacts.Range(value, 2)));
    }
  }

  public Optional<MechanismFacts> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** Whether mechanisms that are not known are believed to exist. */
  public boolean isOpen() {
    return open;
  }

  /** Shared variables that were set, by name with suffix. */
  public Map<String, Double> setGlobals() {
    return Map.copyOf(set);
  }

  /** Makes a mechanism known. */
  public void add(MechanismFacts facts) {
    byName.put(facts.name(), facts);
    boolean density = facts.kind() == MechanismFacts.Kind.DENSITY;
    if (density) {
      facts
          .ranges()
          .forEach((name, range) ->
              variables.put(
                  name + "_" + facts.name(), new Variable.OfMechanism(facts, name, range)));
    }
    facts
        .globals()
        .keySet()
        .forEach(name ->
            variables.putIfAbsent(name + "_" + facts.name(), new Variable.Global(facts, name)));
    facts.ions().forEach(this::addIon);
  }

  private void addIon(String ion) {
    variables.put("e" + ion, new Variable.OfIon(ion, Ion.Quantity.REVERSAL));
    variables.put(ion + "i", new Variable.OfIon(ion, Ion.Quantity.INSIDE));
    variables.put(ion + "o", new Variable.OfIon(ion, Ion.Quantity.OUTSIDE));
    variables.put("i" + ion, new Variable.OfIon(ion, Ion.Quantity.CURRENT));
    MechanismFacts facts = MechanismFacts.unknown(ion + "_ion");
    Ion defaults = new Ion(ion, 1);
    for (Ion.Quantity side : new Ion.Quantity[] {Ion.Quantity.INSIDE, Ion.Quantity.OUTSIDE}) {
      String name = ion + (side == Ion.Quantity.INSIDE ? "i0" : "o0");
      variables.put(name + "_" + ion + "_ion", new Variable.Global(facts, name));
      globals.putIfAbsent(name + "_" + ion + "_ion", defaults.values(side)[0]);
    }
  }

  /** Who owns a name; empty when it is no variable of a mechanism. */
  public Optional<Variable> variable(String name) {
    Variable found = variables.get(name);
    if (found != null) {
      return Optional.of(found);
    }
    for (int i = name.indexOf('_'); i > 0; i = name.indexOf('_', i + 1)) {
      MechanismFacts facts = byName.get(name.substring(i + 1));
      if (facts != null && facts.inferred()) {
        return Optional.of(
            new Variable.OfMechanism(facts, name.substring(0, i), new MechanismFacts.Range(0, 1)));
      }
    }
    return Optional.empty();
  }

  /** Value of a shared variable by its name with suffix. */
  public double global(Variable.Global variable) {
    String name = variable.name() + "_" + variable.mechanism().name();
    return globals.getOrDefault(
        name, variable.mechanism().globals().getOrDefault(variable.name(), 0.0));
  }

  public void setGlobal(Variable.Global variable, double value) {
    globals.put(variable.name() + "_" + variable.mechanism().name(), value);
    set.put(variable.name() + "_" + variable.mechanism().name(), value);
  }
}
