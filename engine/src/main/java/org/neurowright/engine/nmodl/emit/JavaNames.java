package org.neurowright.engine.nmodl.emit;

import java.util.Set;

/** Java names for NMODL names: the same, unless Java or the generated code needs the name itself. */
final class JavaNames {
  private static final Set<String> TAKEN =
      Set.of(
          "abstract", "assert", "boolean", "break", "byte", "case", "catch", "char", "class", "const",
          "continue", "default", "do", "double", "else", "enum", "extends", "final", "finally", "float", "for",
          "goto", "if", "implements", "import", "instanceof", "int", "interface", "long", "native", "new",
          "package", "private", "protected", "public", "return", "short", "static", "strictfp", "super",
          "switch", "synchronized", "this", "throw", "throws", "transient", "try", "void", "volatile",
          "while", "true", "false", "null", "_", "var", "yield", "record",
          "count", "instance", "nodeOf", "at", "vMv", "areaUm2", "diamUm", "rhs", "d", "clock", "events",
          "globals", "weights", "weightOffset", "binding", "Math", "KernelMath", "KernelFailure",
          "RandomColumn", "LinearSystem", "NewtonSolver", "Watches", "watches", "perArea", "rearmed",
          "low", "step", "row", "gridValue", "position", "interval", "fraction", "total", "totalShifted",
          "conductance", "NO_WEIGHTS",
          "initial", "current", "state", "receive", "receiveInitial", "checkWatches", "clearWatches",
          "bound", "type", "column", "node", "IonArrays", "Clock", "EventPort");

  private JavaNames() {}

  static String of(String name) {
    return TAKEN.contains(name) || name.endsWith("Column") ? name + "_" : name;
  }
}
