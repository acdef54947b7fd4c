package org.neurowright.engine.nmodl.pass;

import java.util.Map;
import java.util.Set;

/** Functions that need no FUNCTION block. */
public final class Builtins {
  /** Mathematical functions of their arguments alone, with the number of arguments. */
  public static final Map<String, Integer> PURE =
      Map.ofEntries(
          Map.entry("exp", 1),
          Map.entry("log", 1),
          Map.entry("log10", 1),
          Map.entry("sqrt", 1),
          Map.entry("pow", 2),
          Map.entry("fabs", 1),
          Map.entry("sin", 1),
          Map.entry("cos", 1),
          Map.entry("tan", 1),
          Map.entry("asin", 1),
          Map.entry("acos", 1),
          Map.entry("atan", 1),
          Map.entry("atan2", 2),
          Map.entry("sinh", 1),
          Map.entry("cosh", 1),
          Map.entry("tanh", 1),
          Map.entry("floor", 1),
          Map.entry("ceil", 1),
          Map.entry("fmod", 2));

  /** Functions of the engine without side effects; their values depend on time or temperature. */
  public static final Map<String, Integer> ENGINE = Map.of("nrn_ghk", 4, "at_time", 1);

  /** Draws from a RANDOM stream; the first argument is the stream. */
  public static final Map<String, Integer> RANDOM =
      Map.of(
          "random_uniform",
          3,
          "random_negexp",
          2,
          "random_normal",
          3,
          "random_ipick",
          1,
          "random_dpick",
          1,
          "random_setseq",
          2,
          "random_setids",
          4);

  /** Draws that know their parameters when only the stream is given. */
  public static final Set<String> STANDARD_DRAWS =
      Set.of("random_uniform", "random_negexp", "random_normal");

  /** Statements about events. */
  public static final Set<String> EVENTS = Set.of("net_send", "net_event", "net_move");

  /** Output and other calls without effect on a simulation. */
  public static final Set<String> SILENT = Set.of("printf", "fprintf", "prterr", "fflush", "force");

  private Builtins() {}

  public static boolean isBuiltin(String name) {
    return PURE.containsKey(name)
        || ENGINE.containsKey(name)
        || RANDOM.containsKey(name)
        || EVENTS.contains(name)
        || SILENT.contains(name)
        || name.equals("state_discontinuity");
  }
}
