package org.neurowright.io.lab.project;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.neurowright.engine.description.OutputSettings.SpikeOrder;
import org.neurowright.engine.description.SectionModel;
import org.neurowright.engine.mechanism.MechanismCatalogue;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;
import org.neurowright.io.builder.NetworkBuilder;
import org.neurowright.io.export.BmtkFiles;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.function.ModelFunctions;
import org.neurowright.io.hoc.cell.HocCell;
import org.neurowright.io.hoc.cell.HocTemplates;
import org.neurowright.io.hoc.cell.MechanismReader;
import org.neurowright.io.lab.LabCell;
import org.neurowright.io.lab.LabCells;
import org.neurowright.io.lab.project.CellProject.Stimulus;
import org.neurowright.io.project.MechanismLibrary;
import org.neurowright.io.spikes.SpikeFormat;
import org.neurowright.io.spikes.SpikeHdf5Writer;

/** Writes BMTK projects around one hoc template. */
public final class CellProjectWriter {
  /** Name of the configuration in a project. */
  public static final String CONFIGURATION = "simulation_config.json";

  private static final String CIRCUIT = "circuit_config.json";
  private static final String POPULATION = "cell";
  private static final String SOURCE = "stimulus";
  private static final String SYNAPSE = "synapse.json";
  private static final String ARGUMENTS = "arguments.json";
  private static final double SPACING_UM = 100;

  /** Sections are what their names begin with, for BMTK. */
  private static final Pattern KNOWN_SECTION = Pattern.compile("(soma|axon|dend|apic).*");

  private static final Pattern INCLUDE = Pattern.compile("(?m)^\\s*INCLUDE\\s+\"([^\"]+)\"");
  private static final Pattern SPIKE_PLAYER = Pattern.compile("ARTIFICIAL_CELL\\s+VecStim\\b");

  private final MechanismLibrary mechanisms;
  private final ModelFunctions functions;

  /**
   * A writer.
   *
   * @param mechanisms compiles mechanisms
   * @param functions what else models may name
   */
  public CellProjectWriter(MechanismLibrary mechanisms, ModelFunctions functions) {
    this.mechanisms = mechanisms;
    this.functions = functions;
  }

  /**
   * What was written.
   *
   * @param configuration to be opened or run
   * @param files all of them, by name
   * @param reportsCai whether the calcium concentration is reported
   */
  public record Written(Path configuration, List<Path> files, boolean reportsCai) {
    public Written {
      files = List.copyOf(files);
    }
  }

  /** A file for the project: what it is called there and where it comes from. */
  private record Copied(String name, Path from) {}

  /**
   * Writes a project. The folder appears when everything in it is whole.
   *
   * @param folder missing or empty
   * @return empty when nothing was written; all problems at once
   * @throws IOException if the disk does not take it
   */
  public ReadResult<Written> write(CellProject wanted, Path folder) throws IOException {
    Problems problems = new Problems();
    checkFolder(folder, problems);
    checkNumbers(wanted, problems);
    Optional<Parts> parts = parts(wanted, problems);
    if (problems.hasErrors() || parts.isEmpty()) {
      return ReadResult.failed(problems.toList());
    }
    boolean cai = wanted.reportCai() && parts.get().hasCai();
    if (wanted.reportCai() && !cai) {
      problems.add(
          Problem.info(
              "project.no-cai",
              Location.of(wanted.cell().cell()),
              "The soma has no calcium concentration, so there is no report of it"));
    }
    Path target = folder.toAbsolutePath().normalize();
    Files.createDirectories(target.getParent());
    Path made =
        Files.createTempDirectory(target.getParent(), "." + target.getFileName() + ".making-");
    try {
      fill(wanted, parts.get(), cai, made);
      Files.deleteIfExists(target);
      Files.move(made, target);
    } catch (IOException | RuntimeException e) {
      delete(made);
      throw e;
    }
    try (Stream<Path> files = Files.walk(target)) {
      return new ReadResult<>(
          Optional.of(
              new Written(
                  target.resolve(CONFIGURATION),
                  files.filter(Files::isRegularFile).sorted().toList(),
                  cai)),
          problems.toList());
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  // ---- what is wrong

  private static void checkFolder(Path folder, Problems problems) {
    if (folder.toAbsolutePath().normalize().getFileName() == null) {
      problems.add(
          Problem.error("project.folder", Location.of(folder), "A project needs a folder"));
      return;
    }
    if (!Files.exists(folder)) {
      return;
    }
    boolean empty = false;
    if (Files.isDirectory(folder)) {
      try (Stream<Path> entries = Files.list(folder)) {
        empty = entries.findAny().isEmpty();
      } catch (IOException e) {
        // Then it is as good as full.
      }
    }
    if (!empty) {
      problems.add(
          Problem.error(
                  "project.folder", Location.of(folder), "Something is in the project's folder")
              .expected("a folder that is missing or empty"));
    }
  }

  private static void checkNumbers(CellProject wanted, Problems problems) {
    require(
        problems,
        wanted.cells() >= 1 && wanted.cells() <= CellProject.MOST_CELLS,
        "The number of cells",
        wanted.cells(),
        "1 to " + CellProject.MOST_CELLS);
    double tstop = wanted.tstopMs();
    double dt = wanted.conditions().dtMs();
    require(problems, tstop > 0 && tstop <= 1e7, "tstop (ms)", tstop, "more than 0");
    require(
        problems,
        dt > 0 && (dt <= tstop || tstop <= 0),
        "dt (ms)",
        dt,
        tstop > 0 ? "more than 0, up to tstop" : "more than 0");
    require(
        problems,
        Double.isFinite(wanted.conditions().vInitMv()),
        "The initial potential (mV)",
        wanted.conditions().vInitMv(),
        "a number");
    double celsius = wanted.conditions().celsius();
    require(
        problems,
        celsius > -273 && celsius < 200,
        "The temperature (°C)",
        celsius,
        "a temperature");
    switch (wanted.stimulus()) {
      case Stimulus.None() -> {}
      case Stimulus.Current(double ampPa, double delayMs, double durMs) -> {
        require(problems, Double.isFinite(ampPa), "The current (pA)", ampPa, "a number");
        require(problems, delayMs >= 0, "The delay (ms)", delayMs, "0 or more");
        require(problems, durMs > 0, "The duration (ms)", durMs, "more than 0");
        if (delayMs >= tstop) {
          problems.add(tooLate("pulse", delayMs, tstop));
        }
      }
      case Stimulus.Spikes(List<Double> timesMs, double weightUs) -> {
        require(problems, Double.isFinite(weightUs), "The weight (µS)", weightUs, "a number");
        if (timesMs.isEmpty()) {
          problems.add(
              Problem.error("project.setting", Location.NOWHERE, "There are no spikes")
                  .expected("times in ms"));
        } else {
          require(
              problems,
              timesMs.stream().allMatch(t -> t >= 0 && Double.isFinite(t)),
              "The first spike (ms)",
              timesMs.getFirst(),
              "times of 0 or more");
          if (timesMs.getFirst() >= tstop) {
            problems.add(tooLate("first spike", timesMs.getFirst(), tstop));
          }
        }
      }
    }
  }

  private static void require(
      Problems problems, boolean fulfilled, String name, double value, String expected) {
    if (!fulfilled) {
      String shown =
          value == Math.rint(value) && Math.abs(value) < 1e15
              ? Long.toString((long) value)
              : Double.toString(value);
      problems.add(
          Problem.error("project.setting", Location.NOWHERE, name + " is " + shown)
              .expected(expected));
    }
  }

  private static Problem tooLate(String what, double beginMs, double tstopMs) {
    return Problem.warning(
            "project.tstop-before-stimulus",
            Location.NOWHERE,
            "The run ends at " + tstopMs + " ms, before the " + what + " at " + beginMs + " ms")
        .hint("Choose a later tstop");
  }

  // ---- what goes in

  /**
   * What the cell needs.
   *
   * @param template name in BMTK's {@code hoc:NAME}
   * @param hocFiles for the folder of templates
   * @param modFiles for the folder of mechanisms
   * @param morphology what init is given as a path
   * @param arguments what else init is given
   * @param somaId number of the soma in the list all
   * @param hasCai whether the soma has a calcium concentration
   */
  private record Parts(
      String template,
      List<Copied> hocFiles,
      List<Copied> modFiles,
      Optional<Path> morphology,
      List<Object> arguments,
      int somaId,
      boolean hasCai) {}

  private Optional<Parts> parts(CellProject wanted, Problems problems) {
    Path path = wanted.cell().cell();
    boolean hoc =
        wanted.cell().node().isEmpty()
            && (Files.isDirectory(path)
                || path.toString().toLowerCase(Locale.ROOT).endsWith(".hoc"));
    if (!hoc && Files.exists(path)) {
      problems.add(
          Problem.error("project.not-hoc", Location.of(path), "This cell is not a hoc template")
              .expected("a hoc file, or a folder with hoc files"));
      return Optional.empty();
    }
    ReadResult<LabCell> read = new LabCells(mechanisms, functions).open(wanted.cell());
    problems.addAll(read.problems());
    if (read.value().isEmpty()) {
      return Optional.empty();
    }
    LabCell cell = read.value().get();
    String template = cell.specimen().name();
    Path file =
        LabCells.templates(path).stream()
            .filter(t -> t.name().equals(template))
            .findFirst()
            .orElseThrow()
            .file()
            .toAbsolutePath()
            .normalize();
    List<Path> readable = new ArrayList<>(List.of(file.getParent()));
    Optional.ofNullable(file.getParent().getParent()).ifPresent(readable::add);
    Optional<HocCell> made =
        HocTemplates.in(readable.toArray(Path[]::new))
            .withMechanisms(MechanismReader.read(cell.mechanismFiles()))
            .instantiate(file, template, wanted.cell().arguments())
            .value();
    if (made.isEmpty()) {
      return Optional.empty(); // said when it was opened
    }
    checkForBmtk(made.get(), file, template, problems);
    Optional<Path> morphology = morphology(wanted.cell().arguments(), file, problems);
    List<Copied> hocFiles = hocFiles(made.get(), file, morphology, problems);
    SectionModel soma = cell.specimen().cell().sections().get(cell.specimen().cell().somaIndex());
    return Optional.of(
        new Parts(
            template,
            hocFiles,
            modFiles(cell.mechanismFiles(), problems),
            morphology,
            morphology.isPresent() ? List.of() : wanted.cell().arguments(),
            cell.specimen().cell().somaIndex(),
            hasCai(soma, cell.specimen().catalogue())));
  }

  /** What BMTK asks of templates; here, some of it would do without. */
  private static void checkForBmtk(HocCell cell, Path file, String template, Problems problems) {
    Location where = Location.of(file);
    if (cell.cell().sections().stream().noneMatch(s -> s.name().equals("soma[0]"))) {
      problems.add(
          Problem.error(
                  "project.no-soma",
                  where,
                  "Template " + template + " has no section soma[0], where BMTK finds its spikes")
              .expected("create soma[1]"));
    }
    if (!cell.lists().containsKey("all")) {
      problems.add(
          Problem.error(
                  "project.no-list-all",
                  where,
                  "Template "
                      + template
                      + " has no section list all, from which BMTK takes its"
                      + " sections")
              .expected("objref all, all = new SectionList(), all.append() for every section"));
    }
    List<String> hidden =
        Stream.of("soma", "all")
            .filter(name -> !cell.members().contains(name))
            .filter(name -> name.equals("soma") || cell.lists().containsKey("all"))
            .toList();
    if (!hidden.isEmpty()) {
      problems.add(
          Problem.error(
                  "project.not-public",
                  where,
                  "Template "
                      + template
                      + " keeps to itself what BMTK asks for: "
                      + String.join(", ", hidden))
              .expected("public " + String.join(", ", hidden)));
    }
    List<String> odd =
        cell.cell().sections().stream()
            .map(SectionModel::name)
            .filter(name -> !KNOWN_SECTION.matcher(name).matches())
            .limit(3)
            .toList();
    if (!odd.isEmpty()) {
      problems.add(
          Problem.warning(
                  "project.section-names",
                  where,
                  "BMTK does not know what kind of section " + String.join(", ", odd) + " is")
              .expected("names that begin with soma, axon, dend or apic")
              .hint("Synapses cannot be placed by kind of section there"));
    }
  }

  private static Optional<Path> morphology(List<Object> arguments, Path file, Problems problems) {
    List<Path> files = new ArrayList<>();
    for (Object argument : arguments) {
      if (argument instanceof String text
          && text.toLowerCase(Locale.ROOT).matches(".*\\.(swc|asc)")) {
        Path beside = file.getParent().resolve(text).normalize();
        Path up = file.getParent().resolve("..").resolve(text).normalize();
        Stream.of(beside, up).filter(Files::isRegularFile).findFirst().ifPresent(files::add);
      }
    }
    if (!files.isEmpty() && arguments.size() > 1) {
      problems.add(
          Problem.error(
                  "project.morphology-argument",
                  Location.of(file),
                  "The template takes a morphology and more; BMTK gives a template either the"
                      + " morphology or other arguments")
              .hint("Set what else it takes in the template"));
    }
    return files.stream().findFirst();
  }

  private static List<Copied> hocFiles(
      HocCell cell, Path file, Optional<Path> morphology, Problems problems) {
    List<Copied> copied = new ArrayList<>();
    Path folder = file.getParent();
    for (Path read : cell.files()) {
      if (morphology.filter(read::equals).isPresent()) {
        continue;
      }
      boolean isHoc = read.toString().toLowerCase(Locale.ROOT).endsWith(".hoc");
      if (read.startsWith(folder) && isHoc) {
        copied.add(new Copied(folder.relativize(read).toString().replace('\\', '/'), read));
      } else {
        problems.add(
            Problem.error(
                    "project.reads-file",
                    Location.of(file),
                    "The template reads "
                        + read.getFileName()
                        + ", which it would not find in"
                        + " BMTK")
                .expected(isHoc ? "hoc files beside the template" : "no files but hoc files")
                .hint(
                    isHoc
                        ? "Move it beside the template's file"
                        : "Let init take the path of a morphology as its argument"));
      }
    }
    return copied;
  }

  /** The mechanisms and what they include. */
  private static List<Copied> modFiles(List<Path> files, Problems problems) {
    Map<String, Path> byName = new LinkedHashMap<>();
    for (Path file : files) {
      byName.putIfAbsent(file.getFileName().toString(), file);
      Matcher matcher = INCLUDE.matcher(text(file, problems));
      while (matcher.find()) {
        Path included = file.resolveSibling(matcher.group(1)).normalize();
        if (Files.isRegularFile(included)) {
          byName.putIfAbsent(matcher.group(1), included);
        }
      }
    }
    List<Copied> copied = new ArrayList<>();
    byName.forEach((name, from) -> copied.add(new Copied(name, from)));
    return copied;
  }

  private static String text(Path file, Problems problems) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      problems.add(
          Problem.error("project.unreadable", Location.of(file), "The file cannot be read"));
      return "";
    }
  }

  private static boolean hasCai(SectionModel soma, MechanismCatalogue catalogue) {
    return soma.mechanisms().stream()
        .flatMap(m -> catalogue.find(m.mechanism()).stream())
        .anyMatch(type -> type.ions().stream().anyMatch(use -> use.ion().equals("ca")));
  }

  // ---- writing

  private static void fill(CellProject wanted, Parts parts, boolean cai, Path folder)
      throws IOException {
    Path components = folder.resolve("components");
    Path modfiles = components.resolve("mechanisms/modfiles");
    for (String name :
        List.of("templates", "morphologies", "biophysical_neuron_models", "synaptic_models")) {
      Files.createDirectories(components.resolve(name));
    }
    Files.createDirectories(modfiles);
    Files.createDirectories(folder.resolve("inputs"));
    copy(parts.hocFiles(), components.resolve("templates"));
    copy(parts.modFiles(), modfiles);
    if (parts.morphology().isPresent()) {
      Path file = parts.morphology().get();
      Files.copy(file, components.resolve("morphologies").resolve(file.getFileName()));
    }
    if (!parts.arguments().isEmpty()) {
      write(components.resolve("biophysical_neuron_models/" + ARGUMENTS), arguments(parts));
    }
    if (wanted.stimulus() instanceof Stimulus.Spikes(List<Double> timesMs, double _)) {
      write(
          components.resolve("synaptic_models/" + SYNAPSE),
          """
          {
            "level_of_detail": "exp2syn",
            "tau1": 0.5,
            "tau2": 3.0,
            "erev": 0.0
          }
          """);
      if (!hasSpikePlayer(parts.modFiles())) {
        write(modfiles.resolve(BmtkFiles.SPIKE_PLAYER), BmtkFiles.spikePlayer());
      }
      writeSpikes(timesMs, folder.resolve("inputs/spikes.h5"));
    }
    writeNetwork(wanted, parts, folder.resolve("network"));
    write(folder.resolve(CIRCUIT), circuit(wanted));
    write(folder.resolve(CONFIGURATION), simulation(wanted, cai));
    write(folder.resolve(BmtkFiles.RUN_SCRIPT), BmtkFiles.runScript());
  }

  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text);
  }

  private static void copy(List<Copied> files, Path folder) throws IOException {
    for (Copied file : files) {
      Path target = folder.resolve(file.name());
      Files.createDirectories(target.getParent());
      Files.copy(file.from(), target);
    }
  }

  private static boolean hasSpikePlayer(List<Copied> modFiles) throws IOException {
    for (Copied file : modFiles) {
      if (SPIKE_PLAYER.matcher(Files.readString(file.from(), StandardCharsets.ISO_8859_1)).find()) {
        return true;
      }
    }
    return false;
  }

  private static String arguments(Parts parts) {
    List<String> values = new ArrayList<>();
    for (Object argument : parts.arguments()) {
      values.add(
          argument instanceof Number number
              ? Double.toString(number.doubleValue())
              : '"' + argument.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"');
    }
    return "{\"params\": [" + String.join(", ", values) + "]}\n";
  }

  private static void writeSpikes(List<Double> timesMs, Path file) throws IOException {
    double[] times = timesMs.stream().mapToDouble(Double::doubleValue).toArray();
    try (SpikeHdf5Writer writer =
        new SpikeHdf5Writer(
            file, Map.of(SOURCE, (long) times.length), SpikeOrder.BY_TIME, SpikeFormat.BMTK)) {
      writer.append(SOURCE, times, new long[times.length], times.length);
      writer.commit();
    }
  }

  private static void writeNetwork(CellProject wanted, Parts parts, Path folder)
      throws IOException {
    try (NetworkBuilder cells = new NetworkBuilder(POPULATION, 1);
        NetworkBuilder source = new NetworkBuilder(SOURCE, 1)) {
      double[] x = new double[wanted.cells()];
      for (int k = 0; k < x.length; k++) {
        x[k] = SPACING_UM * k;
      }
      var added =
          cells
              .addNodes(parts.template(), wanted.cells())
              .set("model_type", "biophysical")
              .set("model_template", "hoc:" + parts.template())
              .set(
                  "morphology",
                  parts.morphology().map(m -> m.getFileName().toString()).orElse("NULL"))
              .values("x", x)
              .values("y", new double[x.length])
              .values("z", new double[x.length]);
      if (!parts.arguments().isEmpty()) {
        added.set("dynamics_params", ARGUMENTS);
      }
      cells.build();
      cells.save(folder);
      if (wanted.stimulus() instanceof Stimulus.Spikes(List<Double> _, double weightUs)) {
        source.addNodes("spikes", 1).set("model_type", "virtual");
        source
            .addEdges(source.nodes(), cells.nodes(), 1)
            .set("model_template", "exp2syn")
            .set("dynamics_params", SYNAPSE)
            .set("syn_weight", weightUs)
            .set("delay", 0)
            .targetSections("soma")
            .distanceRange(0, 1e6)
            .addProperties("afferent_section_id", (double) parts.somaId())
            .addProperties("afferent_section_pos", .5);
        source.build();
        source.save(folder);
      }
    } catch (ModelException e) {
      throw new IllegalStateException("The network of a project is its writer's own", e);
    }
  }

  private static String circuit(CellProject wanted) {
    boolean spikes = wanted.stimulus() instanceof Stimulus.Spikes;
    String nodes = files("node", POPULATION) + (spikes ? ",\n      " + files("node", SOURCE) : "");
    String edges = spikes ? "\n      " + files("edge", SOURCE + "_" + POPULATION) + "\n    " : "";
    return """
    {
      "manifest": {
        "$BASE_DIR": "${configdir}",
        "$NETWORK_DIR": "$BASE_DIR/network",
        "$COMPONENTS_DIR": "$BASE_DIR/components"
      },
      "components": {
        "templates_dir": "$COMPONENTS_DIR/templates",
        "mechanisms_dir": "$COMPONENTS_DIR/mechanisms",
        "morphologies_dir": "$COMPONENTS_DIR/morphologies",
        "biophysical_neuron_models_dir": "$COMPONENTS_DIR/biophysical_neuron_models",
        "synaptic_models_dir": "$COMPONENTS_DIR/synaptic_models"
      },
      "networks": {
        "nodes": [
          %s
        ],
        "edges": [%s]
      }
    }
    """
        .formatted(nodes, edges);
  }

  /** An entry of the networks: its file and that of its types. */
  private static String files(String kind, String name) {
    return "{\"%1$ss_file\": \"$NETWORK_DIR/%2$s_%1$ss.h5\", ".formatted(kind, name)
        + "\"%1$s_types_file\": \"$NETWORK_DIR/%2$s_%1$s_types.csv\"}".formatted(kind, name);
  }

  private static String simulation(CellProject wanted, boolean cai) {
    String input =
        switch (wanted.stimulus()) {
          case Stimulus.None() -> "";
          case Stimulus.Current(double ampPa, double delayMs, double durMs) ->
              """

                "current": {
                  "input_type": "current_clamp",
                  "module": "IClamp",
                  "node_set": "cells",
                  "amp": %s,
                  "delay": %s,
                  "duration": %s
                }
              """
                  .formatted(number(ampPa * 1e-3), number(delayMs), number(durMs));
          case Stimulus.Spikes _ ->
              """

                "spikes": {
                  "input_type": "spikes",
                  "module": "sonata",
                  "input_file": "$INPUT_DIR/spikes.h5",
                  "node_set": "%s"
                }
              """
                  .formatted(SOURCE);
        };
    List<String> reports = new ArrayList<>();
    if (wanted.reportV()) {
      reports.add(report("v"));
    }
    if (cai) {
      reports.add(report("cai"));
    }
    return """
    {
      "manifest": {
        "$BASE_DIR": "${configdir}",
        "$INPUT_DIR": "$BASE_DIR/inputs",
        "$OUTPUT_DIR": "$BASE_DIR/output"
      },
      "network": "${configdir}/circuit_config.json",
      "target_simulator": "NEURON",
      "run": {
        "tstop": %s,
        "dt": %s,
        "dL": null,
        "spike_threshold": -15.0,
        "nsteps_block": 5000
      },
      "conditions": {
        "celsius": %s,
        "v_init": %s
      },
      "node_sets": {
        "cells": {"population": "%s"}
      },
      "inputs": {%s},
      "output": {
        "output_dir": "$OUTPUT_DIR",
        "log_file": "log.txt",
        "spikes_file": "spikes.h5",
        "spikes_file_csv": "spikes.csv",
        "spikes_sort_order": "time",
        "overwrite_output_dir": true
      },
      "reports": {%s}
    }
    """
        .formatted(
            number(wanted.tstopMs()),
            number(wanted.conditions().dtMs()),
            number(wanted.conditions().celsius()),
            number(wanted.conditions().vInitMv()),
            POPULATION,
            input,
            reports.isEmpty() ? "" : "\n" + String.join(",\n", reports) + "\n  ");
  }

  private static String report(String variable) {
    return """
        "%1$s_report": {
          "module": "membrane_report",
          "variable_name": "%1$s",
          "cells": "cells",
          "sections": "soma",
          "file_name": "%1$s_report.h5"
        }
    """
        .formatted(variable)
        .stripTrailing();
  }

  /** As many digits as it takes: 0.1 and not 0.1000000001. */
  private static String number(double value) {
    return Double.toString(Math.abs(value) < 1e6 ? Math.rint(value * 1e12) / 1e12 : value);
  }
}
