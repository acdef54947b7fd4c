package org.neurowright.io.neuroml;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;

/**
 * Statements that compute rates and the like of a channel, from the standard forms of NeuroML or
 * from component types that a file defines with LEMS (parameters, constants, derived variables,
 * conditional derived variables).
 */
final class Expressions {
  /** What a rate may ask of its surroundings, by LEMS name, and what it is in NMODL. */
  private static final Map<String, String> SURROUNDINGS =
      Map.of("v", "v", "temperature", "(celsius + 273.15)", "caConc", "cai", "vShift", "vShift");

  private static final Set<String> RESULTS = Set.of("r", "t", "x", "tau", "inf", "q10");

  private final Document document;
  private final Problems problems;

  /** Local variables of the procedure, in order. */
  final List<String> locals = new java.util.ArrayList<>();

  final StringBuilder statements = new StringBuilder();

  /** Which surroundings are used, by LEMS name. */
  final Set<String> used = new TreeSet<>();

  Expressions(Document document, Problems problems) {
    this.document = document;
    this.problems = problems;
  }

  /** A new local variable. */
  String local(String name) {
    String free = name;
    for (int i = 2; locals.contains(free); i++) {
      free = name + "_" + i;
    }
    locals.add(free);
    return free;
  }

  void assign(String variable, String value) {
    statements.append("  ").append(variable).append(" = ").append(value).append('\n');
  }

  /**
   * Computes what an element such as {@code forwardRate} stands for.
   *
   * @param prefix of the names of local variables
   * @param given further names an expression may use, by LEMS name
   * @return the local variable with the result
   */
  String value(Element element, String prefix, Map<String, String> given) {
    String kind = element.kind();
    String result = local(prefix);
    switch (kind) {
      case "HHExpRate", "HHExpVariable" ->
          assign(result, number(element, "rate") + "*exp(" + reduced(element) + ")");
      case "HHSigmoidRate", "HHSigmoidVariable" ->
          assign(result, number(element, "rate") + "/(1 + exp(-" + reduced(element) + "))");
      case "HHExpLinearRate", "HHExpLinearVariable" -> {
        String x = local(prefix + "_x");
        String rate = number(element, "rate");
        assign(x, reduced(element));
        statements
            .append("  if (fabs(" + x + ") < 1e-6) {\n")
            .append("    " + result + " = " + rate + "*(1 + " + x + "/2)\n  } else {\n")
            .append("    " + result + " = " + rate + "*" + x + "/(1 - exp(-" + x + "))\n  }\n");
      }
      case "fixedTimeCourse" -> assign(result, number(element, "tau"));
      default -> {
        Optional<Element> type = document.componentType(kind);
        if (type.isEmpty()) {
          error(element, "The type '" + kind + "' of " + element.name() + " is not known")
              .accept(
                  "a standard type of NeuroML, or a ComponentType in this file or one it includes");
          assign(result, "0");
        } else {
          assign(result, custom(element, type.get(), prefix, given));
        }
      }
    }
    return result;
  }

  /** (v - midpoint)/scale. */
  private String reduced(Element element) {
    used.add("v");
    return "((v - (" + number(element, "midpoint") + "))/(" + number(element, "scale") + "))";
  }

  /** An attribute as a number in NEURON's unit. */
  String number(Element element, String attribute) {
    OptionalDouble value = Quantity.parse(element.get(attribute));
    if (value.isEmpty()) {
      error(
              element,
              element.has(attribute)
                  ? attribute + " of " + element.name() + " is '" + element.get(attribute) + "'"
                  : element.name() + " has no " + attribute)
          .accept("a number with a unit of NeuroML");
      return "1";
    }
    return text(value.getAsDouble());
  }

  static String text(double value) {
    return Double.toString(value).replace("E", "e");
  }

  private String custom(Element element, Element type, String prefix, Map<String, String> given) {
    Map<String, String> names = new HashMap<>(given);
    Map<String, String> exposures = new LinkedHashMap<>();
    for (Element part : withAncestors(type)) {
      part.all("Parameter").forEach(p -> names.put(p.get("name"), number(element, p.get("name"))));
      part.all("Constant").forEach(c -> names.put(c.get("name"), number(c, "value")));
      part.all("Exposure").forEach(x -> exposures.put(x.get("name"), ""));
      Optional<Element> dynamics = part.first("Dynamics");
      for (Element derived : dynamics.map(Element::children).orElse(List.of())) {
        String variable = derived.get("name");
        switch (derived.name()) {
          case "DerivedVariable" -> {
            String local = local(prefix + "_" + Variant.name(variable));
            assign(local, formula(derived, "value", names));
            names.put(variable, local);
          }
          case "ConditionalDerivedVariable" -> {
            String local = local(prefix + "_" + Variant.name(variable));
            conditional(derived, local, names);
            names.put(variable, local);
          }
          default ->
              error(derived, derived.name() + " in the dynamics of a rate is not supported")
                  .accept("DerivedVariable and ConditionalDerivedVariable");
        }
        if (derived.has("exposure")) {
          exposures.put(derived.get("exposure"), names.get(variable));
        }
      }
    }
    for (String result : List.of("r", "t", "x", "tau", "inf", "q10")) {
      String found = exposures.getOrDefault(result, names.get(result));
      if (RESULTS.contains(result) && found != null && !found.isEmpty()) {
        return found;
      }
    }
    error(type, "ComponentType " + type.get("name") + " gives no r, t or x")
        .accept("a DerivedVariable with exposure r (rates), t (times) or x (variables)");
    return "0";
  }

  /** The types it extends first, as far as the document defines them. */
  private List<Element> withAncestors(Element type) {
    List<Element> chain = new java.util.ArrayList<>();
    Optional<Element> at = Optional.of(type);
    while (at.isPresent() && !chain.contains(at.get())) {
      chain.addFirst(at.get());
      at = document.componentType(at.get().get("extends"));
    }
    return chain;
  }

  private void conditional(Element derived, String local, Map<String, String> names) {
    boolean first = true;
    for (Element branch : derived.all("Case")) {
      String value = formula(branch, "value", names);
      if (branch.has("condition")) {
        statements.append(first ? "  if (" : "  } else if (");
        statements.append(formula(branch, "condition", names)).append(") {\n");
      } else {
        statements.append(first ? "  if (1 > 0) {\n" : "  } else {\n");
      }
      statements.append("    ").append(local).append(" = ").append(value).append('\n');
      first = false;
    }
    if (first) {
      error(derived, derived.get("name") + " has no Case").accept("Case elements");
    } else {
      statements.append("  }\n");
    }
  }

  private String formula(Element element, String attribute, Map<String, String> names) {
    try {
      return Formula.nmodl(
          element.get(attribute),
          name -> {
            if (names.containsKey(name)) {
              return names.get(name);
            }
            if (SURROUNDINGS.containsKey(name)) {
              used.add(name);
            }
            return SURROUNDINGS.get(name);
          });
    } catch (IllegalArgumentException e) {
      error(element, "In '" + element.get(attribute) + "', " + e.getMessage())
          .accept("parameters, constants and requirements of the component type");
      return "0";
    }
  }

  java.util.function.Consumer<String> error(Element element, String message) {
    return expected ->
        problems.add(Problem.error("neuroml.channel", element.where(), message).expected(expected));
  }
}
