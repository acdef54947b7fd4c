package org.neurowright.engine.nmodl.corpus;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Which constructs of the language a file uses, by looking at its text without comments. */
final class Constructs {
  private static final Pattern COMMENTS =
      Pattern.compile(
          "\\bCOMMENT\\b.*?\\bENDCOMMENT\\b|^\\s*TITLE[^\\n]*|[:?][^\\n]*",
          Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern VERBATIM =
      Pattern.compile("\\bVERBATIM\\b.*?\\bENDVERBATIM\\b", Pattern.DOTALL);
  private static final Map<String, Pattern> PATTERNS = new LinkedHashMap<>();

  static {
    for (String word :
        """
        SUFFIX POINT_PROCESS ARTIFICIAL_CELL USEION VALENCE NONSPECIFIC_CURRENT ELECTRODE_CURRENT
        RANGE GLOBAL POINTER BBCOREPOINTER EXTERNAL RANDOM THREADSAFE
        UNITSOFF CONSTANT DEFINE INCLUDE INDEPENDENT CONSTRUCTOR DESTRUCTOR
        DERIVATIVE KINETIC LINEAR NONLINEAR DISCRETE PARTIAL FUNCTION_TABLE TABLE DEPEND
        CONSERVE COMPARTMENT LONGITUDINAL_DIFFUSION STEADYSTATE NET_RECEIVE FOR_NETCONS WATCH
        PROTECT MUTEXLOCK CONDUCTANCE FROM
        BEFORE AFTER VERBATIM SOLVEFOR FORALL REPRESENTS
        """
            .strip()
            .split("\\s+")) {
      PATTERNS.put(word, Pattern.compile("\\b" + word + "\\b"));
    }
    for (String method :
        "cnexp derivimplicit sparse euler runge after_cvode cvode_t cvode_t_v adams newton simeq adeuler adrunge"
            .split(" ")) {
      PATTERNS.put("METHOD " + method, Pattern.compile("\\bMETHOD\\s+" + method + "\\b"));
    }
    PATTERNS.put("while", Pattern.compile("\\b(while|WHILE)\\b"));
    PATTERNS.put("if", Pattern.compile("\\b(if|IF)\\b"));
    PATTERNS.put("file-level LOCAL", Pattern.compile("\\A(?s).*^LOCAL\\b", Pattern.MULTILINE));
    for (String name :
        "net_send net_event net_move at_time nrn_ghk state_discontinuity nrn_pointing scop_random exprand normrand set_seed printf"
            .split(" ")) {
      PATTERNS.put(name, Pattern.compile("\\b" + name + "\\s*\\("));
    }
  }

  private Constructs() {}

  static Set<String> in(String text) {
    String bare = COMMENTS.matcher(text).replaceAll(" ");
    Set<String> found = new TreeSet<>();
    if (VERBATIM.matcher(bare).find()) {
      found.add("VERBATIM");
    }
    String code = VERBATIM.matcher(bare).replaceAll(" ");
    PATTERNS.forEach((name, pattern) -> {
      if (pattern.matcher(code).find()) {
        found.add(name);
      }
    });
    return found;
  }
}
