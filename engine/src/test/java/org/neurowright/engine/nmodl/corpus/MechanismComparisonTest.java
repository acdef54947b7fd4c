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
          "capacitance",
          "morphology",
          "pas",
          "fastpas",
          "hh",
          "extracellular",
          "IClamp",
          "SEClamp",
          "VClamp",
          "AlphaSynapse",
          "ExpSyn",
          "Exp2Syn",
          "NetStim",
          "IntFire1",
          "IntFire2",
          "IntFire4",
          "PointProcessMark",
          "PatternStim",
          "APCount",
          "nothing");

  /** Random numbers, and references to variables that the protocol does not have. */
  private static final Set<String> NOT_COMPARED =
      Set.of("POINTER", "BBCOREPOINTER", "RANDOM", "scop_random", "exprand", "normrand");

  /** Largest difference over the largest value of the variable in the run. */
  private static final double TOLERANCE = 1e-9;

  /** A mechanism that takes part. */
  private record Entry(String id, Verdict verdict, Protocol protocol) {
    MechanismType type() {
      return protocol.type();
    }
  }

  /** What came out of one mechanism. */
  private record Finding(Entry entry, double worst, String where, String note) {
    boolean leftOut() {
      return note.startsWith("left out");
    }
  }

  @Test
  void statesCurrentsAndConductancesAgreeWithNeuron() throws IOException, InterruptedException {
    Optional<Corpus> corpus = Corpus.find();
    assumeThat(corpus).as("set -Dneurowright.corpus=<folder with .mod files>").isPresent();
    String python = System.getProperty("neurowright.python", "");
    assumeThat(python).as("set -Dneurowright.python=<python with neuron 9.0.2>").isNotEmpty();
    int limit = Integer.getInteger("neurowright.corpus.compare", 100);

    List<Entry> entries = entries(corpus.orElseThrow(), limit);
    Path work = Files.createDirectories(Path.of("target", "nmodl-comparison").toAbsolutePath());
    Path script = work.resolve("compare_mechanisms.py");
    try (InputStream in = getClass().getResourceAsStream("compare_mechanisms.py")) {
      Files.write(script, in.readAllBytes());
    }
    List<Finding> findings = new ArrayList<>();
    int number = 0;
    for (List<Entry> batch : batches(entries)) {
      String failure = runNeuron(batch, work, script, python, number++);
      MechanismCatalogue base =
          BuiltinMechanisms.catalogue(new NmodlCompiler()).with(helpers(batch));
      for (Entry entry : batch) {
        findings.add(
            failure.isEmpty()
                ? compare(entry, base, work)
                : new Finding(entry, Double.NaN, "", "left out: " + failure));
      }
      Files.writeString(
          Path.of("target", "nmodl-comparison.md"), report(corpus.orElseThrow(), findings));
    }
    assertThat(findings).filteredOn(f -> !f.leftOut()).hasSizeGreaterThan(Math.min(50, limit / 2));
    assertThat(findings)
        .filteredOn(f -> !f.leftOut() && !(f.worst() <= TOLERANCE))
        .filteredOn(f -> !ListedReasons.DIFFERENCES.containsKey(f.entry().type().name()))
        .extracting(f ->
            "%s: %s %s %s"
                .formatted(
                    corpus.orElseThrow().nameOf(f.entry().verdict().file()),
                    f.worst(),
                    f.where(),
                    f.note()))
        .isEmpty();
  }

  private static List<Entry> entries(Corpus corpus, int limit) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path file : corpus.files()) {
      String text = NmodlSource.read(file).text();
      String name = CorpusRun.mechanismName(new NmodlSource("", text));
      // NEURON itself cannot find all variables of mechanisms whose names begin with an underscore.
      if (!TAKEN.contains(name)
          && !name.startsWith("_")
          && Constructs.in(text).stream().noneMatch(NOT_COMPARED::contains)
          && files.size() < 2 * limit) {
        files.add(file);
      }
    }
    List<Entry> entries = new ArrayList<>();
    for (Verdict v : CorpusRun.over(files)) {
      if (v.outcome() == Outcome.COMPILED
          && entries.size() < limit
          && !v.type().orElseThrow().name().startsWith("_")) {
        entries.add(
            new Entry(
                "m%04d".formatted(entries.size()),
                v,
                Protocol.of(v.type().orElseThrow(), freeParameters(v.source().text()))));
      }
    }
    return entries;
  }

  /** Names given a value in a PARAMETER block: those that a modeller would vary. */
  private static Set<String> freeParameters(String text) {
    Set<String> names = new HashSet<>();
    Matcher block = Pattern.compile("PARAMETER\\s*\\{(.*?)\\n\\s*}", Pattern.DOTALL).matcher(text);
    while (block.find()) {
      Matcher name = Pattern.compile("\\b(\\w+)\\s*=").matcher(block.group(1));
      while (name.find()) {
        names.add(name.group(1));
      }
    }
    names.removeAll(Set.of("v", "dt", "t", "celsius", "area", "diam"));
    return names;
  }

  /** Groups in which no name occurs twice: neither of mechanisms nor of included files. */
  private static List<List<Entry>> batches(List<Entry> entries) {
    List<List<Entry>> batches = new ArrayList<>();
    List<Map<String, String>> names = new ArrayList<>();
    for (Entry entry : entries) {
      Map<String, String> own = new TreeMap<>();
      own.put("mechanism " + entry.type().name(), entry.id());
      includes(entry.verdict().source()).forEach((name, text) -> own.put("include " + name, text));
      for (IonUse use : entry.type().ions()) {
        own.put("valence of " + use.ion(), valence(use));
      }
      int k = 0;
      while (k < batches.size() && (batches.get(k).size() == BATCH || clash(names.get(k), own))) {
        k++;
      }
      if (k == batches.size()) {
        batches.add(new ArrayList<>());
        names.add(new TreeMap<>());
      }
      batches.get(k).add(entry);
      names.get(k).putAll(own);
    }
    return batches;
  }

  private static String valence(IonUse use) {
    return Set.of("na", "k", "ca").contains(use.ion()) || use.valence().isEmpty()
        ? ""
        : " VALENCE " + use.valence().getAsDouble();
  }

  private static boolean clash(Map<String, String> names, Map<String, String> own) {
    return own.entrySet().stream()
        .anyMatch(
            e -> names.containsKey(e.getKey()) && !names.get(e.getKey()).equals(e.getValue()));
  }

  private static Map<String, String> includes(NmodlSource source) {
    Map<String, String> found = new TreeMap<>();
    collectIncludes(source, found);
    return found;
  }

  private static void collectIncludes(NmodlSource source, Map<String, String> found) {
    Matcher matcher = Pattern.compile("INCLUDE\\s*\"([^\"]+)\"").matcher(source.text());
    while (matcher.find()) {
      String name = matcher.group(1);
      Corpus.includes()
          .resolve(source.path(), name)
          .filter(included -> found.putIfAbsent(name, included.text()) == null)
          .ifPresent(included ->
              collectIncludes(new NmodlSource(included.path(), included.text()), found));
    }
  }

  private static Map<String, String> helperSources(List<Entry> batch) {
    Map<String, String> sources = new TreeMap<>();
    for (Entry entry : batch) {
      for (IonUse use : entry.type().ions()) {
        String helper = Protocol.helper(use.ion());
        if (entry.protocol().helpers().contains(helper)) {
          sources.putIfAbsent(helper, Protocol.helperSource(use.ion(), valence(use)));
        }
      }
    }
    return sources;
  }

  private static List<MechanismType> helpers(List<Entry> batch) {
    NmodlResult result =
        new NmodlCompiler()
            .compile(
                helperSources(batch).entrySet().stream()
                    .map(e -> new NmodlSource(e.getKey() + ".mod", e.getValue()))
                    .toList());
    assertThat(result.hasErrors()).as(result.problems().toString()).isFalse();
    return result.types();
  }

  // ---------------------------------------------------------------- NEURON

  /** Runs a batch; what went wrong with all of it, empty when nothing did. */
  private static String runNeuron(
      List<Entry> batch, Path work, Path script, String python, int number)
      throws IOException, InterruptedException {
    List<Object> sources = new ArrayList<>();
    Map<String, Object> includes = new TreeMap<>();
    // The order of the files is the order of registration: helpers first, as in the catalogue.
    helperSources(batch)
        .forEach((name, text) -> sources.add(Map.of("file", name + ".mod", "text", text)));
    List<Object> mechanisms = new ArrayList<>();
    for (Entry entry : batch) {
      String file = entry.id() + ".mod";
      sources.add(Map.of("file", file, "text", entry.verdict().source().text()));
      includes.putAll(includes(entry.verdict().source()));
      mechanisms.add(ProtocolJson.mechanism(entry.id(), file, entry.protocol()));
    }
    String cache =
        Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
            .orElse(System.getProperty("user.home") + "/.cache");
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("cache", cache + "/neurowright/compared-mechanisms");
    json.put("sources", sources);
    json.put("includes", includes);
    json.put("mechanisms", mechanisms);
    Path file = work.resolve("batch" + number + ".json");
    Files.writeString(file, ProtocolJson.text(json));
    Path log = work.resolve("batch" + number + ".log");
    Process process =
        new ProcessBuilder(python, script.toString(), file.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (!process.waitFor(30, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      return "NEURON hangs";
    }
    String said = new String(Files.readAllBytes(log), StandardCharsets.ISO_8859_1);
    return process.exitValue() == 0 ? "" : said.lines().toList().reversed().getFirst();
  }

  // ---------------------------------------------------------------- comparing

  private static Finding compare(Entry entry, MechanismCatalogue base, Path work)
      throws IOException {
    Protocol protocol = entry.protocol();
    List<String> notes = Files.readAllLines(work.resolve(entry.id() + ".txt"));
    if (notes.isEmpty() || notes.getFirst().startsWith("left out")) {
      return new Finding(entry, Double.NaN, "", notes.isEmpty() ? "left out" : notes.getFirst());
    }
    ByteBuffer values =
        ByteBuffer.wrap(Files.readAllBytes(work.resolve(entry.id() + ".bin")))
            .order(ByteOrder.LITTLE_ENDIAN);
    MechanismCatalogue catalogue = base.with(List.of(entry.type()));
    // Occupancies of a scheme add up to one: rounding is relative to the largest of them.
    List<Integer> together =
        Constructs.in(entry.verdict().source().text()).contains("KINETIC")
            ? states(protocol)
            : List.of();
    int unusable = 0;
    double worst = 0;
    String where = "";
    Set<String> remarks = new LinkedHashSet<>();
    for (int r = 0; r < protocol.runs().size(); r++) {
      Protocol.Run run = protocol.runs().get(r);
      OneCompartment.Trace ours = OneCompartment.run(protocol, run, catalogue);
      boolean theyFailed = notes.get(r).startsWith("failed");
      double[][] theirs = new double[protocol.rows(run)][protocol.record().size()];
      if (!theyFailed) {
        for (double[] row : theirs) {
          for (int k = 0; k < row.length; k++) {
            row[k] = values.getDouble();
          }
        }
      }
      if (theyFailed) {
        // The protocol does not fit (a hoc error), or NEURON came down.
        remarks.add("NEURON " + notes.get(r));
        unusable++;
        continue;
      }
      if (ours.failure().isPresent()) {
        worst = Double.POSITIVE_INFINITY;
        where = run.label();
        remarks.add("ours failed " + ours.failure().orElseThrow());
        continue;
      }
      Set<String> missing = new HashSet<>(Arrays.asList(field(notes.get(r), "missing").split(",")));
      missing.remove("");
      missing.forEach(m -> remarks.add("NEURON has no " + m));
      for (int k = 0; k < protocol.record().size(); k++) {
        String variable = protocol.record().get(k);
        if (missing.contains(variable)) {
          continue;
        }
        double difference = difference(ours.rows(), theirs, k, scale(theirs, k, together));
        if (!(difference <= worst)) {
          worst = difference;
          where =
              "%s of run '%s' (%s)".formatted(variable, run.label(), first(ours.rows(), theirs, k));
        }
      }
      String spikes = field(notes.get(r), "spikes");
      List<Double> times =
          spikes.isEmpty()
              ? List.of()
              : Arrays.stream(spikes.split(",")).map(Double::valueOf).toList();
      if (protocol.type().kind() != MechanismKind.DENSITY && !agree(times, ours.spikes())) {
        worst = Double.POSITIVE_INFINITY;
        where =
            "spikes of run '%s': NEURON %s, ours %s".formatted(run.label(), times, ours.spikes());
      }
    }
    String note = String.join("; ", remarks);
    return unusable == protocol.runs().size()
        ? new Finding(entry, Double.NaN, "", "left out: " + note)
        : new Finding(entry, worst, where, note);
  }

  private static boolean agree(List<Double> theirs, List<Double> ours) {
    if (theirs.size() != ours.size()) {
      return false;
    }
    List<Double> a = theirs.stream().sorted().toList();
    List<Double> b = ours.stream().sorted().toList();
    for (int i = 0; i < a.size(); i++) {
      if (!(Math.abs(a.get(i) - b.get(i)) <= 1e-9 * Math.abs(a.get(i)))) {
        return false;
      }
    }
    return true;
  }

  private static String field(String note, String name) {
    Matcher matcher = Pattern.compile("\\b" + name + "=(\\S*)").matcher(note);
    return matcher.find() ? matcher.group(1) : "";
  }

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
      if (a != b
          && !(Math.abs(a - b) <= 1e-11 * Math.abs(b))
          && !(Double.isNaN(a) && Double.isNaN(b))) {
        return "row " + i + ": ours " + a + ", NEURON " + b;
      }
    }
    return "rounding";
  }

  private static String report(Corpus corpus, List<Finding> findings) {
    Map<String, Integer> classes = new LinkedHashMap<>();
    double[] limits = {0, 1e-14, 1e-12, 1e-10, 1e-9, 1e-6};
    String[] names = {
      "equal in every bit",
      "within 1e-14",
      "within 1e-12",
      "within 1e-10",
      "within 1e-9",
      "within 1e-6",
      "further away",
      "left out"
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
                        f.entry().id(),
                        f.worst(),
                        corpus.nameOf(f.entry().verdict().file()),
                        f.where(),
                        f.note())));
    return text.toString();
  }
}
