package org.neurowright.io.neuroml;

import java.util.Optional;
import org.neurowright.engine.problem.Problems;

/** Writes a concentration model of NeuroML as NMODL. */
final class PoolWriter {
  private PoolWriter() {}

  static boolean isPool(Element element) {
    return element.has("id")
        && (element.name().equals("decayingPoolConcentrationModel")
            || element.name().equals("fixedFactorConcentrationModel"));
  }

  /** The NMODL text; what cannot be written is reported. */
  static Optional<String> write(Document document, Element pool, Problems problems) {
    Expressions numbers = new Expressions(document, problems);
    String ion = Variant.name(pool.get("ion"));
    if (ion.equals("x")) {
      numbers.error(pool, pool.name() + " " + pool.get("id") + " has no ion").accept("an ion");
      return Optional.empty();
    }
    String rest = numbers.number(pool, "restingConc");
    String tau = numbers.number(pool, "decayConstant");
    String inflow;
    if (pool.name().startsWith("fixed")) {
      // rho in mol/(m A s): mA/cm2 are 10 A/m2, per ms is 1e-3 per s.
      inflow = "-i%s*0.01*(%s)".formatted(ion, numbers.number(pool, "rho"));
    } else {
      // The current of the segment over the volume of a shell below a sphere of the same area.
      inflow = "-i%s*area*0.01*1e6/(2*96485.3*shell)".formatted(ion);
    }
    String depth = pool.name().startsWith("fixed") ? "" : numbers.number(pool, "shellThickness");
    StringBuilder out = new StringBuilder();
    out.append("TITLE ")
        .append(pool.name())
        .append(' ')
        .append(pool.get("id"))
        .append("\n\nNEURON {\n  SUFFIX ")
        .append(Variant.name(pool.get("id")))
        .append(
            "\n  USEION %s READ i%s, %si WRITE %si VALENCE %d\n"
                .formatted(ion, ion, ion, ion, ChannelWriter.valence(ion)))
        .append("  RANGE initial, rest, tau\n  THREADSAFE\n}\n\nPARAMETER {\n")
        .append("  initial = ")
        .append(rest)
        .append(" (milli/liter)\n  rest = ")
        .append(rest)
        .append(" (milli/liter)\n  tau = ")
        .append(tau)
        .append(" (ms)\n}\n\nASSIGNED {\n  i")
        .append(ion)
        .append(" (milliamp/cm2)\n");
    if (!depth.isEmpty()) {
      out.append("  area (micron2)\n  shell (micron3)\n");
    }
    out.append("}\n\nSTATE { ").append(ion).append("i (milli/liter) }\n\nINITIAL {\n");
    if (!depth.isEmpty()) {
      out.append("  LOCAL radius\n  radius = sqrt(area/(4*3.141592653589793))\n")
          .append("  shell = 4/3.0*3.141592653589793*(radius^3 - (radius - ")
          .append(depth)
          .append(")^3)\n");
    }
    out.append("  ")
        .append(ion)
        .append("i = initial\n}\n\nBREAKPOINT {\n")
        .append(
            "  SOLVE pool METHOD cnexp\n  if (%si < 0) {\n    %si = 0\n  }\n}\n\n"
                .formatted(ion, ion))
        .append(
            "DERIVATIVE pool {\n  %si' = %s - (%si - rest)/tau\n}\n".formatted(ion, inflow, ion));
    return Optional.of(out.toString());
  }
}
