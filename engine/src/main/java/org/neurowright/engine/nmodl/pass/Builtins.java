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
          Map.entry("fmod", 2),
          Map.entry("INT", 1),
          Map.entry("erf", 1),
          Map.entry("hyperbol", 3),
          Map.entry("revhyperbol", 3),
          Map.entry("sigmoid", 4),
          Map.entry("revsigmoid", 4),
          Map.entry("harmonic", 4),
          Map.entry("squarewave", 3),
          Map.entry("sawtooth", 3),
          Map.entry("revsawtooth", 3),
          Map.entry("ramp", 4),
          Map.entry("pulse", 4),
          Map.entry("perpulse", 5),
          Map.entry("step", 3),
          Map.entry("perstep", 4),
          Map.entry("gauss", 3),
          Map.entry("poisson", 2),
          Map.entry("factorial", 1));

  /** Functions of the engine without side effects; their values depend on time or temperature. */
  public static final Map<String, Integer> ENGINE = Map.of("nrn_ghk", 4, "at_time", 1);

  /** True when somebody has given a RANDOM stream its numbers; the argument is the stream. */
  public static final String STREAM_SET = "random_isset";

  /** Draws from a RANDOM stream and the like; the first argument is the stream. */
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
          4,
          STREAM_SET,
          1);

  /**
   * Draws from the old generator that needs no declaration, with the number of arguments; passes
   * put the implicit stream {@link #SCOP_STREAM} in front.
   */
  public static final Map<String, Integer> SCOP_RANDOM =
      Map.of(
          "scop_random",
          0,
          "set_seed",
          1,
          "setseed",
          1,
          "exprand",
          1,
          "normrand",
          2,
          "poisrand",
          1);

  /** Column of the implicit stream. */
  public static final String SCOP_STREAM = "scop_stream";

  /** Reads the variable a POINTER refers to; the argument is the pointer's name as a text. */
  public static final String POINTER_GET = "pointer_get";

  /** Writes the variable a POINTER refers to: name as a text, value. */
  public static final String POINTER_PUT = "pointer_put";

  /** True when a POINTER refers to something; the argument is its name as a text. */
  public static final String POINTER_SET = "pointer_isset";

  /** Ends the run with a message, as {@code hoc_execerror} does. */
  public static final String STOP = "stop_run";

  /**
   * Functions of the old library that work on files, matrices or other functions: never translated.
   */
  public static final Set<String> REFUSED =
      Set.of(
          "force",
          "stepforce",
          "schedule",
          "deflate",
          "expfit",
          "derivs",
          "spline",
          "boundary",
          "romberg",
          "legendre",
          "invert",
          "nrn_random_play");

  /** Draws that know their parameters when only the stream is given. */
  public static final Set<String> STANDARD_DRAWS =
      Set.of("random_uniform", "random_negexp", "random_normal");

  /** Statements about events. */
  public static final Set<String> EVENTS = Set.of("net_send", "net_event", "net_move");

  /** Output and other calls without effect on a simulation. */
  public static final Set<String> SILENT = Set.of("printf", "fprintf", "prterr", "fflush");

  private Builtins() {}

  public static boolean isBuiltin(String name) {
    return PURE.containsKey(name)
        || ENGINE.containsKey(name)
        || RANDOM.containsKey(name)
        || SCOP_RANDOM.containsKey(name)
        || REFUSED.contains(name)
        || EVENTS.contains(name)
        || SILENT.contains(name)
        || name.equals("state_discontinuity");
  }
}
