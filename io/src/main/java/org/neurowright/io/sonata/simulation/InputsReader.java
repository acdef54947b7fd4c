package org.neurowright.io.sonata.simulation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.neurowright.engine.description.CellModel;
import org.neurowright.engine.description.EdgePopulation;
import org.neurowright.engine.description.InputDescription;
import org.neurowright.engine.description.NodePopulation;
import org.neurowright.engine.description.NodeSelection;
import org.neurowright.engine.description.RunSettings;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.description.SpikeSource;
import org.neurowright.engine.problem.NearestName;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.json.JsonValue;
import org.neurowright.io.json.JsonValue.JsonArray;
import org.neurowright.io.json.JsonValue.JsonNumber;
import org.neurowright.io.json.JsonValue.JsonObject;
import org.neurowright.io.json.JsonValue.JsonText;
import org.neurowright.io.sonata.config.Fields;
import org.neurowright.io.sonata.config.FileLookup;

/**
 * Reads section {@code inputs}. Inputs that cannot be simulated are errors, since a run without
 * them would look right and be wrong; {@code "enabled": false} takes them out.
 */
final class InputsReader {
  private static final Set<String> COMMON = Set.of("input_type", "module", "node_set", "enabled");

  /** Clamps above this are probably meant in pA, as BMTK's documentation says, wrongly. */
  private static final double SUSPICIOUS_AMP_NA = 50;

  /** What BMTK has and we do not yet, with what to do meanwhile. */
  private static final Map<String, String> NOT_YET =
      Map.of(
          "xstim", "extracellular stimulation",
          "comsol", "stimulation by a COMSOL field",
          "replay", "replay of recorded spikes on an edges file",
          "ecephys_probe", "spikes of recorded units (NWB probes)",
          "function", "spikes made by a Python function of the run script",
          "FileIClamp", "currents from a file under this name; IClamp with input_type csv does it");

  private final Map<String, NodePopulation> populations = new LinkedHashMap<>();
  private final List<EdgePopulation> edges;
  private final NodeSets nodeSets;
  private final Selections selections;
  private final FileLookup lookup;
  private final SpikeSourceOpener spikes;
  private final RunSettings run;
  private final Problems problems;
  private final List<InputDescription> inputs = new ArrayList<>();
  private final Map<String, String> spikesOfPopulation = new HashMap<>();

  InputsReader(
      List<NodePopulation> nodes,
      List<EdgePopulation> edges,
      NodeSets nodeSets,
      FileLookup lookup,
      SpikeSourceOpener spikes,
      RunSettings run,
      Problems problems) {
    nodes.forEach(p -> populations.put(p.name(), p));
    this.edges = edges;
    this.nodeSets = nodeSets;
    this.selections = new Selections(nodes);
    this.lookup = lookup;
    this.spikes = spikes;
    this.run = run;
    this.problems = problems;
  }

  List<InputDescription> read(Fields section) {
    section
        .object()
        .members()
        .forEach((name, value) -> {
          if (value instanceof JsonObject object) {
            Fields entry = new Fields(object, "inputs." + name, problems);
            if (entry.flag("enabled", true)) {
              input(name, entry);
            }
          } else {
            section.wrongType(name, value, "an object with module and input_type");
          }
        });
    return List.copyOf(inputs);
  }

  private void input(String name, Fields entry) {
    Optional<String> module = entry.text("module").map(JsonText::value);
    Optional<String> type = entry.text("input_type").map(JsonText::value);
    if (module.isEmpty() || type.isEmpty()) {
      entry.missing(
          module.isEmpty() ? "module" : "input_type",
          module.isEmpty()
              ? "for instance sonata, csv or IClamp"
              : "for instance spikes or current_clamp");
      return;
    }
    if (type.get().equals("syn_activity") || module.get().equals("syn_activity")) {
      spontaneous(name, entry);
      return;
    }
    switch (module.get()) {
      case "sonata", "h5", "hdf5", "csv", "nwb" -> {
        if (type.get().equals("spikes")) {
          spikes(name, entry, module.get());
        } else {
          notSupported(
              entry, "input_type \"" + type.get() + "\" of module " + module.get(), "spikes");
        }
      }
      case "IClamp" -> currentClamp(name, entry, type.get());
      case "SEClamp" -> voltageClamp(name, entry);
      default -> {
        String what = NOT_YET.get(module.get());
        if (what != null) {
          notSupported(entry, "module \"" + module.get() + "\" (" + what + ")", "");
        } else {
          String hint =
              NearestName.of(
                      module.get(), List.of("sonata", "csv", "IClamp", "SEClamp", "syn_activity"))
                  .map(n -> "Probably \"" + n + "\" is meant")
                  .orElse("");
          problems.add(
              Problem.error(
                      "input.unknown-module",
                      entry.where("module"),
                      "The module \"" + module.get() + "\" is unknown")
                  .expected("sonata, csv, IClamp, SEClamp or syn_activity")
                  .hint(hint));
        }
      }
    }
  }

  private void notSupported(Fields entry, String what, String expected) {
    problems.add(
        Problem.error(
                "input.not-supported",
                entry.where("module"),
                "This input is not supported yet: " + what)
            .expected(expected)
            .hint("Set \"enabled\": false in the input to run without it"));
  }

  // ---- spikes ----

  private void spikes(String name, Fields entry, String module) {
    entry.reportUnknown(
        with(
            "input_file",
            "population",
            "populations",
            "default_population",
            "trial",
            "sep",
            "units",
            "time_scale"));
    Optional<JsonText> fileText = entry.text("input_file");
    if (fileText.isEmpty()) {
      if (!entry.has("input_file")) {
        entry.missing("input_file", "the path of a spike file");
      }
      return;
    }
    Optional<Path> file = lookup.file(fileText.get(), "the spike file");
    Optional<NodeSelection> selection = required(entry, "the input " + name);
    if (file.isEmpty() || selection.isEmpty()) {
      return;
    }
    List<String> virtual = virtualPopulations(name, entry, selection.get());
    if (virtual.isEmpty()) {
      return;
    }
    if (entry.text("units").map(JsonText::value).filter(u -> !u.equals("ms")).isPresent()) {
      problems.add(
          Problem.warning(
              "input.units",
              entry.where("units"),
              "Spike times are taken as ms, whatever units says, as in BMTK"));
    }
    SpikeSourceOpener.Request request =
        new SpikeSourceOpener.Request(
            file.get(),
            module.startsWith("h") ? "sonata" : module,
            spikePopulation(entry),
            virtual,
            entry.text("sep").map(JsonText::value),
            entry.value("trial").map(InputsReader::plain),
            entry.where("input_file"));
    ReadResult<SpikeSource> source = spikes.open(request);
    problems.addAll(source.problems());
    source.value().ifPresent(s -> inputs.add(new InputDescription.Spikes(name, virtual, s)));
  }

  private static String plain(JsonValue value) {
    return value instanceof JsonText text ? text.value() : value.inWords();
  }

  /** The population of the spike file that is asked for. */
  private Optional<String> spikePopulation(Fields entry) {
    for (String key : List.of("default_population", "population", "populations")) {
      JsonValue value = entry.value(key).orElse(null);
      if (value instanceof JsonText text) {
        return Optional.of(text.value());
      }
      if (value instanceof JsonArray array
          && array.items().size() == 1
          && array.items().getFirst() instanceof JsonText text) {
        return Optional.of(text.value());
      }
      if (value != null) {
        entry.wrongType(key, value, "the name of one population of the spike file");
      }
    }
    return Optional.empty();
  }

  private List<String> virtualPopulations(String name, Fields entry, NodeSelection selection) {
    List<String> virtual = new ArrayList<>();
    for (NodeSelection.Rows part : selection.rows()) {
      NodePopulation population = populations.get(part.population());
      if (population.size() == 0 || !population.isVirtual()) {
        continue;
      }
      virtual.add(part.population());
      if (part.rows().length < population.size()) {
        problems.add(
            Problem.info(
                "input.whole-population",
                entry.where("node_set"),
                "All "
                    + population.size()
                    + " nodes of "
                    + part.population()
                    + " get spikes from "
                    + name
                    + ", not only the "
                    + part.rows().length
                    + " of the node set, as in BMTK"));
      }
      if (edges.stream().noneMatch(e -> e.source().equals(part.population()))) {
        problems.add(
            Problem.warning(
                "input.no-edges",
                entry.where("node_set"),
                "The spikes of " + name + " reach nobody: no edges start at " + part.population()));
      }
      String before = spikesOfPopulation.putIfAbsent(part.population(), name);
      if (before != null) {
        problems.add(
            Problem.warning(
                    "input.same-population",
                    entry.where("node_set"),
                    "The population "
                        + part.population()
                        + " gets spikes from "
                        + before
                        + " and from "
                        + name)
                .hint("BMTK makes every connection twice then, both with the spikes of " + before));
      }
    }
    if (virtual.isEmpty()) {
      problems.add(
          Problem.warning(
                  "input.no-virtual-population",
                  entry.where("node_set"),
                  "The spikes of "
                      + name
                      + " reach nobody: the node set "
                      + selection.text()
                      + " has no population of virtual nodes")
              .hint(
                  "Virtual populations are "
                      + NearestName.list(
                          populations.values().stream()
                              .filter(NodePopulation::isVirtual)
                              .map(NodePopulation::name)
                              .toList())));
    }
    return virtual;
  }

  private Optional<NodeSelection> required(Fields entry, String what) {
    Optional<JsonValue> set = entry.value("node_set");
    if (set.isEmpty()) {
      entry.missing("node_set", "a population or node set");
      return Optional.empty();
    }
    return nodeSets.resolve(set.get(), what);
  }

  private static Set<String> with(String... keys) {
    Set<String> all = new HashSet<>(COMMON);
    all.addAll(List.of(keys));
    return all;
  }

  // ---- clamps ----

  /** The cable cells of the input's node set; other cells are left out and that is said. */
  private Optional<NodeSelection> cables(Fields entry, String name) {
    if (entry.has("gids")) {
      problems.add(
          Problem.info(
              "input.gids-ignored",
              entry.where("gids"),
              "gids of the clamp " + name + " is ignored; node_set counts"));
    }
    Optional<NodeSelection> selection =
        entry.has("node_set")
            ? nodeSets.resolve(entry.value("node_set").get(), "the input " + name)
            : Optional.of(selections.all("all"));
    if (selection.isEmpty()) {
      return Optional.empty();
    }
    NodeSelection cables = selections.cables(selection.get());
    NodeSelection points =
        selections.where(selection.get(), CellModel.Artificial.class::isInstance);
    if (points.size() > 0) {
      problems.add(
          Problem.warning(
                  "input.not-clampable",
                  entry.where("node_set"),
                  points.size()
                      + " cells of "
                      + selection.get().text()
                      + " are point neurons, which the clamp "
                      + name
                      + " leaves out")
              .hint("BMTK fails on such node sets; add \"model_type\": \"biophysical\""));
    }
    if (cables.size() == 0) {
      if (selections.hasFailedCells(selection.get())) {
        return Optional.empty();
      }
      problems.add(
          Problem.warning(
              "input.nobody",
              entry.where("node_set"),
              "The clamp "
                  + name
                  + " reaches nobody: "
                  + selection.get().text()
                  + " has no biophysical cells"));
      return Optional.empty();
    }
    return Optional.of(cables);
  }

  /** Where on the cell a clamp sits. */
  private record Place(SectionKind section, int index, double x) {}

  private Optional<Place> place(Fields entry) {
    String name = "soma";
    if (entry.value("section_name").orElse(null) instanceof JsonArray array) {
      notSupported(
          entry, "section_name with " + array.inWords() + ", that is a random section", "one name");
      return Optional.empty();
    }
    name = entry.text("section_name").map(JsonText::value).orElse(name);
    String wanted = name;
    Optional<SectionKind> kind =
        InputDescription.CLAMP_SECTIONS.stream().filter(k -> k.label().equals(wanted)).findFirst();
    if (kind.isEmpty()) {
      List<String> known = List.of("soma", "dend", "apic", "axon");
      problems.add(
          Problem.error(
                  "input.unknown-section",
                  entry.where("section_name"),
                  "There are no sections \"" + wanted + '"')
              .expected("soma, dend, apic or axon")
              .hint(
                  NearestName.of(wanted, known)
                      .map(n -> "Probably \"" + n + "\" is meant")
                      .orElse("")));
      return Optional.empty();
    }
    if (entry.value("section_index").orElse(null) instanceof JsonArray) {
      notSupported(entry, "section_index with a range, that is a random section", "one index");
      return Optional.empty();
    }
    double index = entry.number("section_index").orElse(0);
    double x = entry.number("section_dist").orElse(0.5);
    if (index < 0 || index != Math.rint(index) || !(x >= 0 && x <= 1)) {
      problems.add(
          Problem.error(
                  "input.wrong-place",
                  entry.where("section_index"),
                  "The clamp sits at section_index " + index + ", section_dist " + x)
              .expected("an index from 0 and a position from 0 to 1"));
      return Optional.empty();
    }
    return Optional.of(new Place(kind.get(), (int) index, x));
  }

  private void currentClamp(String name, Fields entry, String type) {
    switch (type) {
      case "current_clamp" -> pulses(name, entry);
      case "csv", "file" -> trace(name, entry);
      case "nwb", "allen" ->
          notSupported(
              entry, "currents of NWB files (input_type " + type + ")", "current_clamp or csv");
      default ->
          problems.add(
              Problem.error(
                      "input.unknown-type",
                      entry.where("input_type"),
                      "IClamp has no input_type \"" + type + '"')
                  .expected("current_clamp, csv or file")
                  .hint(
                      NearestName.of(type, List.of("current_clamp", "csv", "file"))
                          .map(n -> "Probably \"" + n + "\" is meant")
                          .orElse("")));
    }
  }

  private void pulses(String name, Fields entry) {
    entry.reportUnknown(
        with("amp", "delay", "duration", "section_name", "section_index", "section_dist", "gids"));
    List<String> keys = List.of("amp", "delay", "duration");
    List<double[]> values = new ArrayList<>();
    for (String key : keys) {
      if (!entry.has(key)) {
        entry.missing(
            key, key.equals("amp") ? "nA, one number or a list" : "ms, one number or a list");
      } else {
        entry.numbers(key).ifPresent(values::add);
      }
    }
    if (values.size() < keys.size()) {
      return;
    }
    int length = values.stream().mapToInt(v -> v.length).max().orElse(0);
    for (int i = 0; i < keys.size(); i++) {
      if (values.get(i).length == 1 && length > 1) {
        double only = values.get(i)[0];
        values.set(i, DoubleStream.generate(() -> only).limit(length).toArray());
        problems.add(
            Problem.info(
                "input.repeated",
                entry.where(keys.get(i)),
                entry.qualified(keys.get(i)) + " counts for all " + length + " pulses"));
      } else if (values.get(i).length != length || length == 0) {
        problems.add(
            Problem.error(
                    "input.different-lengths",
                    entry.where(keys.get(i)),
                    entry.qualified(keys.get(i))
                        + " has "
                        + values.get(i).length
                        + " values, another list "
                        + length)
                .expected("amp, delay and duration of equal length"));
        return;
      }
    }
    if (!checkedPulses(name, entry, values.get(0), values.get(1), values.get(2))) {
      return;
    }
    Optional<Place> place = place(entry);
    Optional<NodeSelection> cells = cables(entry, name);
    if (place.isPresent() && cells.isPresent()) {
      inputs.add(
          new InputDescription.CurrentClamp(
              name,
              cells.get(),
              place.get().section(),
              place.get().index(),
              place.get().x(),
              values.get(0),
              values.get(1),
              values.get(2)));
    }
  }

  private boolean checkedPulses(
      String name, Fields entry, double[] amp, double[] delay, double[] duration) {
    if (Arrays.stream(duration).anyMatch(d -> !(d >= 0))
        || Arrays.stream(delay).anyMatch(Double::isNaN)) {
      problems.add(
          Problem.error(
                  "input.wrong-times",
                  entry.where("duration"),
                  "A pulse of " + name + " lasts less than 0 ms")
              .expected("durations of 0 ms and more"));
      return false;
    }
    Arrays.stream(amp)
        .filter(a -> Math.abs(a) > SUSPICIOUS_AMP_NA)
        .findFirst()
        .ifPresent(a ->
            problems.add(
                Problem.warning(
                        "input.large-current",
                        entry.where("amp"),
                        "The clamp " + name + " injects " + a + " nA")
                    .hint("amp is in nA; were pA meant?")));
    if (Arrays.stream(delay).allMatch(d -> d >= run.tstopMs()) && run.tstopMs() > 0) {
      problems.add(
          Problem.warning(
              "input.after-end",
              entry.where("delay"),
              "The clamp "
                  + name
                  + " starts only after the end of the run at "
                  + run.tstopMs()
                  + " ms"));
    }
    return true;
  }

  private void trace(String name, Fields entry) {
    entry.reportUnknown(
        with(
            "file",
            "separator",
            "timestamps_column",
            "amplitudes_column",
            "section_name",
            "section_index",
            "section_dist",
            "gids"));
    Optional<JsonText> text = entry.text("file");
    if (text.isEmpty()) {
      if (!entry.has("file")) {
        entry.missing("file", "the path of a table with times and amplitudes");
      }
      return;
    }
    String separator = entry.text("separator").map(JsonText::value).orElse(" ");
    if (separator.length() != 1) {
      problems.add(
          Problem.error(
                  "input.separator",
                  entry.where("separator"),
                  "The separator is \"" + separator + '"')
              .expected("one character"));
      return;
    }
    Optional<Path> file = lookup.file(text.get(), "the table of the current");
    Optional<CurrentCsv.Trace> trace =
        file.flatMap(f ->
            CurrentCsv.read(
                f,
                separator.charAt(0),
                entry.text("timestamps_column").map(JsonText::value).orElse("timestamps"),
                entry.text("amplitudes_column").map(JsonText::value).orElse("amps"),
                problems));
    Optional<Place> place = place(entry);
    Optional<NodeSelection> cells = cables(entry, name);
    if (trace.isPresent() && place.isPresent() && cells.isPresent()) {
      inputs.add(
          new InputDescription.CurrentTrace(
              name,
              cells.get(),
              place.get().section(),
              place.get().index(),
              place.get().x(),
              trace.get().startMs(),
              trace.get().intervalMs(),
              trace.get().ampNa()));
    }
  }

  // ---- voltage clamp ----

  private void voltageClamp(String name, Fields entry) {
    if (entry.has("amps") || entry.has("durations")) {
      threeLevels(name, entry);
    } else {
      oneLevel(name, entry);
    }
  }

  /** The form of BMTK 1.0: three levels per cell. */
  private void threeLevels(String name, Fields entry) {
    entry.reportUnknown(with("gids", "amps", "durations", "rs"));
    List<NodeSelection> cells = clampedCells(name, entry);
    if (cells.isEmpty()) {
      return;
    }
    Optional<List<double[]>> levels = triples(entry, "amps", "mV", cells.size());
    Optional<List<double[]>> durations = triples(entry, "durations", "ms", cells.size());
    double[] rs = entry.has("rs") ? entry.numbers("rs").orElse(new double[0]) : new double[] {1};
    if (!entry.has("rs")) {
      problems.add(
          Problem.info(
                  "input.default-rs",
                  entry.where(),
                  "The series resistance rs of " + name + " is 1 MΩ, NEURON's default")
              .hint("BMTK fails without rs"));
    }
    if (rs.length != 1 && rs.length != cells.size()) {
      problems.add(
          Problem.error(
                  "input.different-lengths", entry.where("rs"), "rs has " + rs.length + " values")
              .expected("one, or one for each of the " + cells.size() + " cells"));
      return;
    }
    if (levels.isEmpty() || durations.isEmpty()) {
      return;
    }
    for (int i = 0; i < cells.size(); i++) {
      inputs.add(
          new InputDescription.VoltageClamp(
              name,
              cells.get(i),
              pick(levels.get(), i),
              pick(durations.get(), i),
              rs[rs.length == 1 ? 0 : i]));
    }
  }

  private static double[] pick(List<double[]> entries, int i) {
    return entries.get(entries.size() == 1 ? 0 : i);
  }

  /** One selection per cell, as amps and durations may differ between cells. */
  private List<NodeSelection> clampedCells(String name, Fields entry) {
    JsonValue gids = entry.value("gids").orElse(null);
    if (gids instanceof JsonText text && text.value().equals("all")) {
      return single(selections.cables(selections.all("all")));
    }
    if (gids != null) {
      List<JsonValue> items = gids instanceof JsonArray array ? array.items() : List.of(gids);
      List<NodeSelection> cells = new ArrayList<>();
      for (JsonValue item : items) {
        NodeSelection cell =
            item instanceof JsonNumber number && number.isLong()
                ? selections.cables(selections.byGlobalId(number.asLong()))
                : new NodeSelection("", List.of());
        if (cell.size() == 0) {
          problems.add(
              Problem.error(
                  "input.unknown-gid",
                  item.where(),
                  "The global id " + item.inWords() + " is no biophysical cell"));
          return List.of();
        }
        cells.add(cell);
      }
      return cells;
    }
    if (!entry.has("node_set")) {
      entry.missing("node_set", "a population or node set");
      return List.of();
    }
    return cables(entry, name).map(InputsReader::single).orElse(List.of());
  }

  private static List<NodeSelection> single(NodeSelection selection) {
    List<NodeSelection> cells = new ArrayList<>();
    for (NodeSelection.Rows part : selection.rows()) {
      for (int row : part.rows()) {
        cells.add(
            new NodeSelection(
                selection.text(),
                List.of(new NodeSelection.Rows(part.population(), new int[] {row}))));
      }
    }
    return cells;
  }

  /**
   * One entry per cell or one for all; an entry is a number, used three times, or a list of three.
   */
  private Optional<List<double[]>> triples(Fields entry, String key, String unit, int cells) {
    JsonValue value = entry.value(key).orElse(null);
    if (value == null) {
      entry.missing(
          key,
          "a list with one entry (a number or three numbers, "
              + unit
              + ") per cell or for all cells");
      return Optional.empty();
    }
    List<JsonValue> items = value instanceof JsonArray array ? array.items() : List.of(value);
    if (items.size() != 1 && items.size() != cells) {
      boolean flat = items.size() == 3 && items.stream().allMatch(JsonNumber.class::isInstance);
      problems.add(
          Problem.error(
                  "input.different-lengths",
                  value.where(),
                  entry.qualified(key)
                      + " has "
                      + items.size()
                      + " entries for "
                      + cells
                      + " cells")
              .expected("one entry per cell, or one for all")
              .hint(flat ? "Write the three values for all cells as [[a, b, c]]" : ""));
      return Optional.empty();
    }
    List<double[]> triples = new ArrayList<>();
    for (JsonValue item : items) {
      if (item instanceof JsonNumber number) {
        triples.add(new double[] {number.value(), number.value(), number.value()});
      } else if (item instanceof JsonArray array
          && array.items().size() == 3
          && array.items().stream().allMatch(JsonNumber.class::isInstance)) {
        triples.add(array.items().stream().mapToDouble(v -> ((JsonNumber) v).value()).toArray());
      } else {
        entry.wrongType(key, item, "a number or a list of three numbers");
        return Optional.empty();
      }
    }
    return Optional.of(triples);
  }

  /** The form of BMTK 1.2: one level for some time, otherwise not clamped. */
  private void oneLevel(String name, Fields entry) {
    entry.reportUnknown(
        with(
            "amp",
            "delay",
            "duration",
            "resistance",
            "vc",
            "section_name",
            "section_index",
            "section_dist"));
    for (String key : List.of("amp", "delay", "duration")) {
      if (!entry.has(key)) {
        entry.missing(key, key.equals("amp") ? "the level in mV" : "ms");
        return;
      }
    }
    Optional<Place> place = place(entry);
    if (place.isEmpty()) {
      return;
    }
    if (place.get().section() != SectionKind.SOMA
        || place.get().index() != 0
        || place.get().x() != 0.5) {
      notSupported(
          entry, "a voltage clamp elsewhere than in the middle of the soma", "section_name soma");
      return;
    }
    if (entry.number("delay").orElse(0) != 0) {
      notSupported(entry, "a voltage clamp that begins after 0 ms", "delay 0");
      return;
    }
    double resistance = entry.number("resistance").orElse(1);
    cables(entry, name)
        .ifPresent(cells ->
            inputs.add(
                new InputDescription.VoltageClamp(
                    name,
                    cells,
                    new double[] {0, entry.number("amp").orElse(0), 0},
                    new double[] {0, entry.number("duration").orElse(0), 0},
                    resistance)));
  }

  // ---- spontaneous activity ----

  private void spontaneous(String name, Fields entry) {
    entry.reportUnknown(with("precell_filter", "postcell_filter", "timestamps"));
    if (entry
        .value("postcell_filter")
        .filter(v -> !(v instanceof JsonObject o && o.members().isEmpty()))
        .isPresent()) {
      notSupported(entry, "postcell_filter of spontaneous synapses", "precell_filter only");
      return;
    }
    JsonValue filter = entry.value("precell_filter").orElse(null);
    if (!(filter instanceof JsonObject)) {
      if (filter == null) {
        entry.missing(
            "precell_filter",
            "conditions on the source cells, for instance {\"pop_name\": \"Scnn1a\"}");
      } else {
        entry.wrongType("precell_filter", filter, "an object of conditions on the source cells");
      }
      return;
    }
    if (!entry.has("timestamps")) {
      entry.missing("timestamps", "a time or a list of times in ms");
      return;
    }
    Optional<double[]> times = entry.numbers("timestamps");
    Optional<NodeSelection> sources = nodeSets.resolve(filter, "the precell_filter of " + name);
    if (times.isPresent() && sources.isPresent()) {
      double[] sorted = times.get().clone();
      Arrays.sort(sorted);
      NodeSelection simulated =
          selections.where(sources.get(), m -> !(m instanceof CellModel.Virtual));
      inputs.add(new InputDescription.SpontaneousSynapses(name, simulated, sorted));
    }
  }
}
