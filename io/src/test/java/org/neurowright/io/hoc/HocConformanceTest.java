package org.neurowright.io.hoc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.neurowright.engine.bench.ParameterAddress;
import org.neurowright.engine.bench.Preparation;
import org.neurowright.engine.mechanism.MechanismCatalogue;
import org.neurowright.engine.nmodl.NmodlCompiler;
import org.neurowright.engine.nmodl.NmodlSource;
import org.neurowright.engine.nmodl.builtin.BuiltinMechanisms;
import org.neurowright.io.cell.BmtkFunctions;
import org.neurowright.io.conformance.Conformance;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.hoc.cell.HocCell;
import org.neurowright.io.hoc.cell.HocTemplates;
import org.neurowright.io.hoc.cell.MechanismReader;
import org.neurowright.io.hoc.section.MechanismFacts;
import org.neurowright.io.lab.LabCell;
import org.neurowright.io.lab.LabCells;
import org.neurowright.io.lab.LabRequest;
import org.neurowright.io.project.MechanismLibrary;
import org.neurowright.io.tuned.TunedCell;

/**
 * Templates against an installed NEURON ({@code -Dneurowright.python}): the own ones, and published
 * ones listed in the file that {@code -Dneurowright.hoc} names, one a line: {@code <folder with mod
 * files or -> <hoc file> <template> [argument ...]}.
 */
@Tag("conformance")
class HocConformanceTest {
  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> ownTemplates() {
    return HocReferenceTest.TEMPLATES.stream()
        .map(call -> {
          String name = call.split(" ")[0];
          return "- " + HocReferenceTest.resource("templates/" + name + ".hoc") + " " + call;
        })
        .map(line -> DynamicTest.dynamicTest(line, () -> compare(line)));
  }

  @TestFactory
  Stream<DynamicTest> publishedTemplates() throws IOException {
    String list = System.getProperty("neurowright.hoc", "");
    assumeTrue(!list.isEmpty(), "skipped: set -Dneurowright.hoc to a list of published templates");
    return Files.readAllLines(Path.of(list)).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> DynamicTest.dynamicTest(line, () -> compare(line)));
  }

  /** A sample cell with tuned values in the place of numbers and added at the end of its init. */
  @TestFactory
  Stream<DynamicTest> tunedTemplates() {
    return Stream.of(
            "dend.g_pas 3e-5 soma.gbar_labnat 0.0725 soma.ena 55 soma.L 30 dend.nseg 7",
            "dend[1].gbar_labkdr 0.004 dend.diam 2 dend[0].L 200 dend.Ra 170 global.vhalf_labh -75",
            "Points dend[0].L 120 dend[1].diam 3 dend.nseg 3 dend[0].g_pas 3e-4")
        .map(changes -> DynamicTest.dynamicTest(changes, () -> compareTuned(changes.split(" "))));
  }

  private static final String POINTS =
      """
      begintemplate Points
      public soma, dend, all
      create soma, dend[2]
      objref all
      proc init() { local i
        all = new SectionList()
        soma { L = 20 diam = 20 all.append() }
        for i = 0, 1 {
          connect dend[i](0), soma(i)
          dend[i] {
            pt3dadd(0, 0, 0, 4)
            pt3dadd(30, 10*i, 0, 2)
            pt3dadd(70, 40, 5, 1)
            all.append()
          }
        }
        forsec all { insert pas g_pas = 1e-4*(1 + 1) }
      }
      endtemplate Points
      """;

  private void compareTuned(String... words) throws IOException, InterruptedException {
    Path samples = Path.of("..", "samples", "single-cells").toAbsolutePath().normalize();
    Path target = Files.createTempDirectory(folder, "tuned");
    Conformance.copy(samples, target);
    Files.writeString(target.resolve("cells/points.hoc"), POINTS);
    boolean points = words[0].equals("Points");
    String[] changes = points ? Arrays.copyOfRange(words, 1, words.length) : words;
    LabRequest request =
        LabRequest.of(target.resolve(points ? "cells/points.hoc" : "cells/four_channels.hoc"));
    LabCell cell =
        new LabCells(new MechanismLibrary(Optional.empty()), BmtkFunctions.all())
            .open(request)
            .orThrow();
    Preparation tuned = cell.preparation();
    for (int k = 0; k < changes.length; k += 2) {
      tuned =
          tuned.with(
              ParameterAddress.parse(changes[k])
                  .change(cell.specimen(), Double.parseDouble(changes[k + 1])));
    }
    TunedCell.Outcome outcome = TunedCell.of(Optional.of(request), cell, tuned, Optional.empty());
    assertThat(outcome).isInstanceOf(TunedCell.Outcome.Made.class);
    Path file = target.resolve("cells/tuned.hoc");
    assertThat(((TunedCell.Outcome.Made) outcome).cell().write(file, false)).isEmpty();
    compare(target.resolve("modfiles") + " " + file + " " + cell.specimen().name());
  }

  private void compare(String line) throws IOException, InterruptedException {
    String python = System.getProperty("neurowright.python", "");
    assumeTrue(!python.isEmpty(), "skipped: set -Dneurowright.python to a Python with NEURON");
    List<String> words = List.of(line.split(" +"));
    Path file = Path.of(words.get(1));
    List<String> arguments = words.subList(3, words.size());
    List<Path> mods = new ArrayList<>();
    List<String> command = new ArrayList<>(List.of(python));
    command.add(HocReferenceTest.resource("reference.py").toString());
    if (!words.get(0).equals("-")) {
      Path mechanisms = Path.of(words.get(0));
      try (Stream<Path> all = Files.list(mechanisms)) {
        all.filter(p -> p.toString().endsWith(".mod")).sorted().forEach(mods::add);
      }
      command.add("--lib");
      command.add(compiled(python, mechanisms).toString());
    }
    Path output = Files.createTempFile(folder, "neuron", ".txt");
    command.addAll(List.of(file.toString(), words.get(2), output.toString()));
    command.addAll(arguments);
    run(folder, command);
    List<MechanismFacts> facts = MechanismReader.read(mods);
    ReadResult<HocCell> cell =
        HocTemplates.in(file.getParent(), file.getParent().getParent())
            .withMechanisms(facts)
            .instantiate(
                file, words.get(2), arguments.stream().map(HocReferenceTest::argument).toList());
    assertThat(cell.value()).as("%s", cell.problems()).isPresent();
    CellComparison comparison =
        new CellComparison(cell.value().orElseThrow(), facts, catalogue(mods), 1e-9);
    assertThat(comparison.differences(Files.readAllLines(output))).isEmpty();
    System.getLogger(HocConformanceTest.class.getName())
        .log(System.Logger.Level.INFO, words.get(2) + " worst dv " + comparison.worstMv + " mV");
  }

  private static MechanismCatalogue catalogue(List<Path> mods) throws IOException {
    NmodlCompiler compiler = new NmodlCompiler();
    List<NmodlSource> sources = new ArrayList<>();
    for (Path mod : mods) {
      sources.add(NmodlSource.read(mod));
    }
    return BuiltinMechanisms.catalogue(compiler).with(compiler.compile(sources).types());
  }

  private Path compiled(String python, Path mechanisms) throws IOException, InterruptedException {
    Path scratch = Files.createTempDirectory(folder, "mechanisms");
    Path bin = Path.of(python).toAbsolutePath().getParent();
    run(scratch, List.of(bin.resolve("nrnivmodl").toString(), mechanisms.toString()));
    try (Stream<Path> all = Files.find(scratch, 2, (p, a) -> p.endsWith("libnrnmech.so"))) {
      return all.findFirst().orElseThrow();
    }
  }

  private static void run(Path where, List<String> command)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile(where, "output", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(where.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    String bin = Path.of(command.getFirst()).toAbsolutePath().getParent().toString();
    builder.environment().merge("PATH", bin, (old, added) -> added + ":" + old);
    Process process = builder.start();
    boolean ended = process.waitFor(5, TimeUnit.MINUTES);
    if (!ended) {
      process.destroyForcibly();
    }
    assertThat(ended && process.exitValue() == 0)
        .as("%s%n%s", command, Files.readString(output))
        .isTrue();
  }
}
