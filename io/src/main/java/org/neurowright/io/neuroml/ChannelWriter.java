package org.neurowright.io.neuroml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.neurowright.engine.problem.Problems;

/**
 * Writes an ion channel of NeuroML as NMODL. Gates follow q' = (inf - q)/tau with the forms of
 * NeuroML's schema; kinetic gates are schemes of their own.
 */
final class ChannelWriter {
  private static final Set<String> CHANNELS =
      Set.of("ionChannel", "ionChannelHH", "ionChannelKS", "ionChannelPassive", "ionChannelVShift");

  private final Element channel;
  private final Variant variant;
  private final Expressions expressions;
  private final List<String> states = new ArrayList<>();
  private final List<String> range = new ArrayList<>();
  private final List<String> assigned = new ArrayList<>();
  private final StringBuilder initial = new StringBuilder();
  private final StringBuilder derivatives = new StringBuilder();
  private final StringBuilder solve = new StringBuilder();
  private final StringBuilder schemes = new StringBuilder();
  private final List<String> factors = new ArrayList<>();

  private ChannelWriter(Document document, Element channel, Variant variant, Problems problems) {
    this.channel = channel;
    this.variant = variant;
    this.expressions = new Expressions(document, problems);
  }

  static boolean isChannel(Element element) {
    return CHANNELS.contains(element.name()) && element.has("id");
  }

  /** The NMODL text; what cannot be written is reported. */
  static String write(Document document, Element channel, Variant variant, Problems problems) {
    return new ChannelWriter(document, channel, variant, problems).write();
  }

  private String write() {
    for (Element part : channel.children()) {
      String kind = part.kind();
      if (kind.startsWith("gate")) {
        gate(part, kind);
      } else if (part.name().equals("q10ConductanceScaling")) {
        String scale = expressions.local("conductanceScale");
        expressions.assign(scale, power(part, "q10Factor"));
        assigned.add("scaling");
        expressions.assign("scaling", scale);
        factors.add("scaling");
      } else if (!Set.of("notes", "annotation", "property").contains(part.name())) {
        expressions
            .error(part, part.name() + " in an ion channel is not supported")
            .accept("gates and q10ConductanceScaling");
      }
    }
    return text();
  }

  private static String id(Element element) {
    return Variant.name(element.get("id"));
  }

  private String power(Element element, String factor) {
    expressions.used.add("temperature");
    return expressions.number(element, factor)
        + "^(((celsius + 273.15) - ("
        + expressions.number(element, "experimentalTemp")
        + "))/10)";
  }

  /** The product of the q10 settings of a gate. */
  private String rateScale(Element gate) {
    List<String> scales = new ArrayList<>();
    for (Element settings : gate.all("q10Settings")) {
      switch (settings.kind()) {
        case "q10Fixed" -> scales.add("(" + expressions.number(settings, "fixedQ10") + ")");
        case "q10ExpTemp" -> scales.add(power(settings, "q10Factor"));
        default -> scales.add(expressions.value(settings, id(gate) + "_q10", Map.of()));
      }
    }
    if (scales.isEmpty()) {
      return "1";
    }
    String local = expressions.local(id(gate) + "_rateScale");
    expressions.assign(local, String.join("*", scales));
    return local;
  }

  private String part(Element gate, String name, String prefix, Map<String, String> given) {
    return gate.first(name)
        .map(element -> expressions.value(element, prefix, given))
        .orElseGet(() -> {
          expressions
              .error(gate, gate.kind() + " " + gate.get("id") + " has no " + name)
              .accept("an element " + name);
          return "1";
        });
  }

  private void gate(Element gate, String kind) {
    String q = id(gate);
    String instances = gate.has("instances") ? expressions.number(gate, "instances") : "1.0";
    switch (kind) {
      case "gateHHrates",
          "gateHHtauInf",
          "gateHHratesTau",
          "gateHHratesInf",
          "gateHHratesTauInf" -> {
        relaxing(gate, kind, q);
        factors.add(power(q, instances));
      }
      case "gateHHInstantaneous" -> {
        String inf = part(gate, "steadyState", q + "_steady", Map.of());
        range.add(q);
        assigned.add(q);
        expressions.assign(q, inf);
        factors.add(power(q, instances));
      }
      case "gateFractional" -> {
        String scale = rateScale(gate);
        List<String> terms = new ArrayList<>();
        for (Element sub : gate.all("subGate")) {
          String name = q + "_" + id(sub);
          String inf = part(sub, "steadyState", name + "_steady", Map.of("rateScale", scale));
          String tau =
              part(sub, "timeCourse", name + "_time", Map.of("rateScale", scale, "inf", inf));
          relax(name, inf, tau + "/" + scale);
          terms.add("(" + expressions.number(sub, "fractionalConductance") + ")*" + name);
        }
        factors.add(power("(" + String.join(" + ", terms) + ")", instances));
      }
      case "gateKS" -> factors.add(power(kinetic(gate, q), instances));
      default ->
          expressions
              .error(gate, "Gates of type " + kind + " are not supported")
              .accept(
                  "gateHHrates, gateHHtauInf, gateHHratesTau, gateHHratesInf, gateHHratesTauInf,"
                      + " gateHHInstantaneous, gateFractional or gateKS");
    }
  }

  private static String power(String base, String exponent) {
    double n = Double.parseDouble(exponent);
    if (n == 1) {
      return base;
    }
    if (n == Math.rint(n) && n > 1 && n <= 8) {
      return "(" + String.join("*", java.util.Collections.nCopies((int) n, base)) + ")";
    }
    return "(" + base + "^(" + exponent + "))";
  }

  private void relaxing(Element gate, String kind, String q) {
    String scale = rateScale(gate);
    String inf;
    String tau;
    if (kind.equals("gateHHtauInf")) {
      Map<String, String> given = Map.of("rateScale", scale);
      inf = part(gate, "steadyState", q + "_steady", given);
      tau = part(gate, "timeCourse", q + "_time", Map.of("rateScale", scale, "inf", inf));
      relax(q, inf, tau + "/" + scale);
      return;
    }
    Map<String, String> scaled = Map.of("rateScale", scale);
    String alpha = part(gate, "forwardRate", q + "_alpha", scaled);
    String beta = part(gate, "reverseRate", q + "_beta", scaled);
    Map<String, String> given = Map.of("rateScale", scale, "alpha", alpha, "beta", beta);
    String sum = "(" + alpha + " + " + beta + ")";
    inf =
        kind.endsWith("Inf") ? part(gate, "steadyState", q + "_steady", given) : alpha + "/" + sum;
    tau =
        kind.contains("Tau")
            ? part(gate, "timeCourse", q + "_time", given) + "/" + scale
            : "1/(" + sum + "*" + scale + ")";
    relax(q, inf, tau);
  }

  private void relax(String q, String inf, String tau) {
    states.add(q);
    range.add(q + "_inf");
    range.add(q + "_tau");
    assigned.add(q + "_inf");
    assigned.add(q + "_tau");
    expressions.assign(q + "_inf", inf);
    expressions.assign(q + "_tau", tau);
    initial.append("  ").append(q).append(" = ").append(q).append("_inf\n");
    derivatives.append("  %s' = (%s_inf - %s)/%s_tau\n".formatted(q, q, q, q));
  }

  /** A scheme of closed and open states; gives the sum of the open ones. */
  private String kinetic(Element gate, String q) {
    String scale = rateScale(gate);
    List<String> own = new ArrayList<>();
    List<String> open = new ArrayList<>();
    StringBuilder reactions = new StringBuilder();
    int number = 0;
    for (Element part : gate.children()) {
      String name = q + "_" + id(part);
      switch (part.name()) {
        case "closedState" -> own.add(name);
        case "openState" -> {
          own.add(name);
          open.add(name);
        }
        case "forwardTransition", "reverseTransition", "vHalfTransition", "tauInfTransition" -> {
          String forward = q + "_f" + number;
          String reverse = q + "_r" + number++;
          assigned.add(forward);
          assigned.add(reverse);
          transition(part, forward, reverse, scale);
          reactions.append(
              "  ~ %s <-> %s (%s, %s)\n"
                  .formatted(
                      q + "_" + Variant.name(part.get("from")),
                      q + "_" + Variant.name(part.get("to")),
                      forward,
                      reverse));
        }
        case "q10Settings", "notes", "annotation" -> {}
        default ->
            expressions
                .error(part, part.name() + " in a kinetic gate is not supported")
                .accept("states and transitions");
      }
    }
    states.addAll(own);
    String scheme = q + "_scheme";
    schemes
        .append("KINETIC ")
        .append(scheme)
        .append(" {\n  rates(v)\n")
        .append(reactions)
        .append("  CONSERVE ")
        .append(String.join(" + ", own))
        .append(" = 1\n}\n\n");
    initial.append("  SOLVE ").append(scheme).append(" STEADYSTATE sparse\n");
    solve.append("  SOLVE ").append(scheme).append(" METHOD sparse\n");
    return open.size() == 1 ? open.getFirst() : "(" + String.join(" + ", open) + ")";
  }

  private void transition(Element part, String forward, String reverse, String scale) {
    Map<String, String> given = Map.of("rateScale", scale);
    String rate = forward + "_rate";
    switch (part.name()) {
      case "forwardTransition" -> {
        expressions.assign(forward, part(part, "rate", rate, given) + "*" + scale);
        expressions.assign(reverse, "0");
      }
      case "reverseTransition" -> {
        expressions.assign(forward, "0");
        expressions.assign(reverse, part(part, "rate", rate, given) + "*" + scale);
      }
      case "tauInfTransition" -> {
        String inf = part(part, "steadyState", forward + "_steady", given);
        String tau = part(part, "timeCourse", forward + "_time", given);
        expressions.assign(forward, inf + "*" + scale + "/" + tau);
        expressions.assign(reverse, "(1 - " + inf + ")*" + scale + "/" + tau);
      }
      default -> {
        expressions.used.add("v");
        String x =
            "(%s)*(v - (%s))/25.3"
                .formatted(expressions.number(part, "z"), expressions.number(part, "vHalf"));
        String gamma = expressions.number(part, "gamma");
        String tau = expressions.number(part, "tau");
        String least = expressions.number(part, "tauMin");
        String text = "1/(%s*exp(%s(%s)*%s) + %s)*%s";
        expressions.assign(forward, text.formatted(tau, "-", gamma, x, least, scale));
        expressions.assign(reverse, text.formatted(tau, "", "1 - " + gamma, x, least, scale));
      }
    }
  }

  private String text() {
    boolean ion = Variant.isSpecific(variant.ion());
    String current = ion ? "i" + variant.ion() : "i";
    boolean calcium = expressions.used.contains("caConc");
    boolean ghk = variant.drive() == Variant.Drive.GHK || variant.drive() == Variant.Drive.GHK2;
    StringBuilder out = new StringBuilder();
    out.append("TITLE ")
        .append(channel.name())
        .append(' ')
        .append(channel.get("id"))
        .append(" of ")
        .append(channel.file().getFileName())
        .append("\n\nNEURON {\n  SUFFIX ")
        .append(variant.mechanism())
        .append('\n');
    Set<String> reads = new TreeSet<>();
    if (ghk) {
      reads.add(variant.ion() + "i");
      reads.add(variant.ion() + "o");
    }
    if (variant.drive() == Variant.Drive.NERNST) {
      reads.add("e" + variant.ion());
    }
    if (calcium && variant.ion().equals("ca")) {
      reads.add("cai");
    }
    if (ion) {
      out.append("  USEION ").append(variant.ion());
      if (!reads.isEmpty()) {
        out.append(" READ ").append(String.join(", ", reads));
      }
      out.append(" WRITE ")
          .append(current)
          .append(" VALENCE ")
          .append(valence(variant.ion()))
          .append('\n');
    } else {
      out.append("  NONSPECIFIC_CURRENT i\n");
    }
    if (calcium && !variant.ion().equals("ca")) {
      out.append("  USEION ca READ cai VALENCE 2\n");
      reads.add("cai");
    }
    out.append("  RANGE gmax, g");
    boolean ohmic = variant.drive() == Variant.Drive.OHMIC;
    if (ohmic) {
      out.append(", e");
    }
    if (expressions.used.contains("vShift")) {
      out.append(", vShift");
    }
    range.forEach(name -> out.append(", ").append(name));
    out.append("\n  THREADSAFE\n}\n\nPARAMETER {\n  gmax = 0\n");
    if (ohmic) {
      out.append("  e = 0 (millivolt)\n");
    }
    if (expressions.used.contains("vShift")) {
      out.append("  vShift = 0 (millivolt)\n");
    }
    out.append("}\n\nASSIGNED {\n  v (millivolt)\n  celsius (degC)\n  g\n  ")
        .append(current)
        .append(" (milliamp/cm2)\n");
    reads.forEach(name ->
        out.append("  ")
            .append(name)
            .append(
                name.startsWith("e") && !name.endsWith("i")
                    ? " (millivolt)\n"
                    : " (milli/liter)\n"));
    assigned.forEach(name -> out.append("  ").append(name).append('\n'));
    out.append("}\n\n");
    if (!states.isEmpty()) {
      out.append("STATE { ").append(String.join(" ", states)).append(" }\n\n");
    }
    boolean rates = expressions.statements.length() > 0;
    out.append("INITIAL {\n").append(rates ? "  rates(v)\n" : "").append(initial).append("}\n\n");
    out.append("BREAKPOINT {\n");
    if (derivatives.length() > 0) {
      out.append("  SOLVE states METHOD cnexp\n");
    }
    out.append(solve);
    if (rates && factors.stream().anyMatch(f -> !f.matches("\\W*") && isInstantaneous())) {
      out.append("  rates(v)\n");
    }
    out.append("  g = gmax");
    factors.forEach(f -> out.append('*').append(f));
    out.append("\n  ").append(current).append(" = g*").append(drive()).append("\n}\n\n");
    if (derivatives.length() > 0) {
      out.append("DERIVATIVE states {\n  rates(v)\n").append(derivatives).append("}\n\n");
    }
    out.append(schemes);
    if (rates) {
      out.append("PROCEDURE rates(v (millivolt)) {\n");
      if (!expressions.locals.isEmpty()) {
        out.append("  LOCAL ").append(String.join(", ", expressions.locals)).append('\n');
      }
      out.append("  UNITSOFF\n").append(expressions.statements).append("  UNITSON\n}\n\n");
    }
    if (variant.drive() == Variant.Drive.GHK2) {
      out.append(
          "FUNCTION reduced(z) {\n  if (fabs(z) < 1e-4) {\n    reduced = 1 - z/2\n  } else {\n"
              + "    reduced = z/(exp(z) - 1)\n  }\n}\n");
    }
    if (variant.drive() == Variant.Drive.GHK) {
      out.append(
          "FUNCTION linear(z) {\n  if (fabs(z) < 1e-4) {\n    linear = 1 + z/2\n  } else {\n"
              + "    linear = z/(1 - exp(-z))\n  }\n}\n");
    }
    return out.toString();
  }

  /** Gates without states follow v at once; their values come from the rates. */
  private boolean isInstantaneous() {
    return channel.children().stream().anyMatch(part -> part.kind().equals("gateHHInstantaneous"))
        || assigned.contains("scaling");
  }

  private String drive() {
    String ion = variant.ion();
    return switch (variant.drive()) {
      case OHMIC -> "(v - e)";
      case NERNST -> "(v - e" + ion + ")";
      // P z F u (ci - co exp(-u))/(1 - exp(-u)), u = z F v/(R T); P in cm/s, mM: 1e-3 mA/cm2.
      case GHK -> {
        String z = Expressions.text(valence(ion));
        String u = "(" + z + "*96485.3*v*0.001/(8.3144621*(celsius + 273.15)))";
        yield "0.001*%s*96485.3*linear(%s)*(%si - %so*exp(-%s))".formatted(z, u, ion, ion, u);
      }
      // The form of many published calcium channels, with the valence 2 built in.
      case GHK2 -> {
        String f = "(25*(celsius + 273.15)/293.15/2)";
        yield "(-%s*(1 - (%si/%so)*exp(v/%s))*reduced(v/%s))".formatted(f, ion, ion, f, f);
      }
    };
  }

  static int valence(String ion) {
    return switch (ion) {
      case "ca", "mg" -> 2;
      case "cl" -> -1;
      default -> 1;
    };
  }
}
