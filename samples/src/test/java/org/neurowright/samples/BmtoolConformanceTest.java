package org.neurowright.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neurowright.engine.bench.Benches;
import org.neurowright.engine.bench.Preparation;
import org.neurowright.io.cell.BmtkFunctions;
import org.neurowright.io.lab.LabCell;
import org.neurowright.io.lab.LabCells;
import org.neurowright.io.lab.LabRequest;
import org.neurowright.io.project.MechanismLibrary;

/**
 * All protocols against bmtool: cells of the Allen Cell Types Database against recorded numbers,
 * own cells and one Allen cell against bmtool run on the spot.
 */
@Tag("conformance")
class BmtoolConformanceTest {
  @TempDir Path temp;

  private static Path singleCells() {
    return SampleCatalogue.find().folder().orElseThrow().resolve("single-cells");
  }

  private static LabCells cells() {
    return new LabCells(new MechanismLibrary(Optional.empty()), BmtkFunctions.all());
  }

  private static Path components() {
    String shared = System.getProperty("neurowright.shared", "");
    assumeTrue(!shared.isEmpty(), "skipped: set -Dneurowright.shared to the reference data");
    return Path.of(shared).resolve("data/bmtk/bio_components");
  }

  private static Path bmtkMechanisms(String property) throws IOException {
    String python = System.getProperty(property, "");
    assumeTrue(!python.isEmpty(), "skipped: set -D" + property + " to a Python that has BMTK");
    Path environment = Path.of(python).toAbsolutePath().getParent().getParent();
    try (Stream<Path> files =
        Files.find(environment, 6, (p, a) -> p.endsWith("site-packages/bmtk"))) {
      return files.findFirst().orElseThrow().resolve("utils/scripts/bionet/mechanisms/modfiles");
    }
  }

  private static LabRequest allen(String swc, String fit, Path mechanisms) {
    Path components = components();
    return LabRequest.of(components.resolve("morphologies").resolve(swc + ".swc"))
        .withParams(components.resolve("biophysical_neuron_templates/ctdb").resolve(fit + ".json"))
        .withMechanisms(List.of(mechanisms));
  }

  private static void compare(String name, LabCell cell, Path expected, boolean guarded)
      throws IOException {
    BmtoolReference reference = BmtoolReference.read(expected);
    Preparation preparation =
        cell.preparation()
            .with(
                cell.conditions().withCelsius(reference.celsius()).withVInit(reference.vInitMv()));
    Map<String, Double> differences = reference.differences(new Benches(preparation, 2));
    System.getLogger(BmtoolConformanceTest.class.getName())
        .log(System.Logger.Level.INFO, name + " " + differences);
    SingleCellsTest.check(differences, guarded);
  }

  @ParameterizedTest
  @CsvSource({
    "scnn1a, Scnn1a_473845048_m, 472363762_fit, aibs_perisomatic",
    "rorb, Rorb_325404214_m, 473863510_fit, aibs_perisomatic",
    "nr5a1, Nr5a1_471087815_m, 473863035_fit, aibs_perisomatic",
    "pv1, Pvalb_470522102_m, 472912177_fit, aibs_perisomatic",
    "pv2, Pvalb_469628681_m, 473862421_fit, aibs_perisomatic",
    "allactive, Pvalb_469628681_m, 485184849_fit, aibs_allactive",
    "allactive2, Rorb_325404214_m, 318331342_fit, aibs_allactive"
  })
  void allenCellsGiveTheRecordedNumbers(String name, String swc, String fit, String processing)
      throws IOException {
    LabCell cell =
        cells()
            .open(allen(swc, fit, bmtkMechanisms("neurowright.python")).withProcessing(processing))
            .orThrow();
    compare(name, cell, singleCells().resolve("expected/allen").resolve(name + ".json"), false);
  }

  @ParameterizedTest
  @CsvSource({"FourChannels", "Resonator", "PassiveSphere", "PassiveCable", "Allen"})
  void bmtoolOnTheSpotAgrees(String name) throws Exception {
    String python = System.getProperty("neurowright.bmtool", "");
    assumeTrue(!python.isEmpty(), "skipped: set -Dneurowright.bmtool to a Python that has bmtool");
    boolean allen = name.equals("Allen");
    Path mods = allen ? bmtkMechanisms("neurowright.bmtool") : singleCells().resolve("modfiles");
    // NEURON loads what is compiled in the folder that it starts in by itself, and would load it
    // twice.
    Path compiled = Files.createDirectory(temp.resolve("compiled"));
    run(
        List.of(
            Path.of(python).resolveSibling("nrnivmodl").toString(),
            mods.toAbsolutePath().toString()),
        compiled);
    Path out = temp.resolve("out.json");
    List<String> command =
        new ArrayList<>(
            List.of(
                python,
                singleCells().resolve("provenance/make_reference.py").toString(),
                allen ? "allen" : "cell",
                compiled.toString()));
    LabCell cell;
    if (allen) {
      LabRequest request = allen("Pvalb_470522102_m", "472912177_fit", mods);
      cell = cells().open(request).orThrow();
      command.addAll(
          List.of(
              request.cell().toString(),
              request.params().orElseThrow().toString(),
              "aibs_perisomatic"));
    } else {
      cell =
          cells().open(LabRequest.of(singleCells().resolve("cells")).withTemplate(name)).orThrow();
      command.addAll(List.of(singleCells().resolve("cells").toString(), name));
    }
    command.add(out.toString());
    run(command, temp);
    compare(name, cell, out, name.equals("PassiveSphere"));
  }

  private void run(List<String> command, Path folder) throws Exception {
    Path log = temp.resolve("log.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder
        .environment()
        .merge(
            "PATH",
            Path.of(command.getFirst()).getParent().toString(),
            (path, bin) -> bin + java.io.File.pathSeparator + path);
    Process process = builder.start();
    assertThat(process.waitFor(30, TimeUnit.MINUTES)).as("finished in time").isTrue();
    assertThat(process.exitValue()).as(Files.readString(log)).isZero();
  }
}
