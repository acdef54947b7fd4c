package org.neurowright.engine.nmodl.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.neurowright.engine.mechanism.IonUse;
import org.neurowright.engine.mechanism.MechanismCatalogue;
import org.neurowright.engine.mechanism.MechanismKind;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.mechanism.MechanismVariable;
import org.neurowright.engine.nmodl.NmodlCompiler;
import org.neurowright.engine.nmodl.NmodlResult;
import org.neurowright.engine.nmodl.NmodlSource;
import org.neurowright.engine.nmodl.builtin.BuiltinMechanisms;
import org.neurowright.engine.nmodl.corpus.CorpusRun.Outcome;
import org.neurowright.engine.nmodl.corpus.CorpusRun.Verdict;

/**
 * Mechanisms of the folder {@code -Dneurowright.corpus} in one compartment, here and in NEURON
 * (which needs a C++ compiler on the path): states, currents, conductances (through the potential
 * under an injected current) and ions. {@code -Dneurowright.corpus.compare} is the largest number
 * of mechanisms, 100 unless given. What was found is written to {@code target/nmodl-comparison.md}.
 */
@Tag("conformance")
final class MechanismComparisonTest {
  private static final int BATCH = 40;

  /** Names that NEURON has already. */
  private static final Set<String> TAKEN =
      Set.of(
          "capacitance", "morphology", "pas", "fastpas", "hh", "extracellular", "IClamp",
          "SEClamp", "VClamp", "AlphaSynapse", "ExpSyn", "Exp2Syn", "NetStim", "IntFire1",
          "IntFire2", "IntFire4", "PointProcessMark", "PatternStim", "APCount", "nothing");

  private static List<Integer> states(Protocol protocol) {
    List<Integer> states = new ArrayList<>();
    for (int k = 0; k < protocol.record().size(); k++) {
      String base = protocol.record().get(k).replaceAll("\\[.*", "");
      var index = protocol.type().variableIndex(base);
      if (index.isPresent()
          && protocol.type().variables().get(index.getAsInt()).role()
              == MechanismVariable.Role.STATE) {
        states.add(k);
      }
    }
    return states;
  }

  private static double scale(double[][] theirs, int k, List<Integer> together) {
    double scale = 0;
    for (double[] row : theirs) {
      for (int other : together.contains(k) ? together : List.of(k)) {
        if (Double.isFinite(row[other])) {
          scale = Math.max(scale, Math.abs(row[other]));
        }
      }
    }
    return scale;
  }

  /** Largest difference over the scale; both NaN, or both the same infinity, agree. */
  private static double difference(double[][] ours, double[][] theirs, int k, double scale) {
    double worst = 0;
    for (int i = 0; i < theirs.length; i++) {
      double a = ours[i][k];
      double b = theirs[i][k];
      if (a == b || Double.isNaN(a) && Double.isNaN(b)) {
        continue;
      }
      double d = Math.abs(a - b);
      if (!Double.isFinite(d)) {
        return Double.POSITIVE_INFINITY;
      }
      worst = Math.max(worst, scale == 0 ? Double.POSITIVE_INFINITY : d / scale);
    }
    return worst;
  }

  /** The first row that differs by more than rounding. */
  private static String first(double[][] ours, double[][] theirs, int k) {
    for (int i = 0; i < theirs.length; i++) {
      double a = ours[i][k];
      double b = theirs[i][k];
      if (a != b && !(Math.abs(a - b) <= 1e-11 * Math.abs(b)) && !(Double.isNaN(a) && Double.isNaN(b))) {
        return "row " + i + ": ours " + a + ", NEURON " + b;
      }
    }
    return "rounding";
  }

  private static String report(Corpus corpus, List<Finding> findings) {
    Map<String, Integer> classes = new LinkedHashMap<>();
    double[] limits = {0, 1e-14, 1e-12, 1e-10, 1e-9, 1e-6};
    String[] names = {
      "equal in every bit", "within 1e-14", "within 1e-12", "within 1e-10", "within 1e-9",
      "within 1e-6", "further away", "left out"
    };
    for (String name : names) {
      classes.put(name, 0);
    }
    for (Finding f : findings) {
      int c = 0;
      while (c < limits.length && !(f.worst() <= limits[c])) {
        c++;
      }
      classes.merge(f.note().startsWith("left out") ? "left out" : names[c], 1, Integer::sum);
    }
    StringBuilder text = new StringBuilder();
    text.append(findings.size()).append(" mechanisms: ").append(classes).append("\n\n");
    findings.stream()
        .sorted((a, b) -> Double.compare(b.worst(), a.worst()))
        .forEach(f ->
            text.append(
                "%s %s %s %s %s%n"
                    .formatted(
                        f.entry().id(), f.worst(), corpus.nameOf(f.entry().verdict().file()),
                        f.where(), f.note())));
    return text.toString();
  }

  /** Just enough JSON writing. */
  private static final class Json {
    static Map<String, Object> mechanism(String id, String file, Protocol protocol) {
      MechanismType type = protocol.type();
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("id", id);
      json.put("file", file);
      json.put("name", type.name());
      json.put("kind", type.kind().name());
      json.put("helpers", protocol.helpers());
      json.put("record", protocol.record());
      json.put("spikes", type.kind() != MechanismKind.DENSITY ? 1 : 0);
      json.put("runs", protocol.runs().stream().map(Json::run).toList());
      return json;
    }

    private static Map<String, Object> run(Protocol.Run run) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("dt", run.dtMs());
      json.put("celsius", run.celsius());
      json.put("v_init", run.vInitMv());
      json.put("steps", run.steps());
      json.put("every", run.every());
      json.put("clamp", run.clamp());
      json.put("pulse", run.pulse());
      json.put("ions", run.ions());
      json.put("globals", run.globals());
      json.put("parameters", run.parameters());
      json.put(
          "connections",
          run.connections().stream()
              .map(c -> Map.of("weight", c.weight(), "times", c.timesMs()))
              .toList());
      return json;
    }

    static String text(Object value) {
      return switch (value) {
        case Map<?, ?> map ->
            map.entrySet().stream()
                .map(e -> text(e.getKey()) + ":" + text(e.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
        case List<?> list ->
            list.stream().map(Json::text).collect(Collectors.joining(",", "[", "]"));
        case double[] array ->
            Arrays.stream(array).mapToObj(Double::toString).collect(Collectors.joining(",", "[", "]"));
        case String string -> quoted(string);
        default -> value.toString();
      };
    }

    private static String quoted(String text) {
      StringBuilder out = new StringBuilder("\"");
      for (char c : text.toCharArray()) {
        if (c == '"' || c == '\\') {
          out.append('\\').append(c);
        } else if (c < ' ') {
          out.append("\\u%04x".formatted((int) c));
        } else {
          out.append(c);
        }
      }
      return out.append('"').toString();
    }
  }
}
