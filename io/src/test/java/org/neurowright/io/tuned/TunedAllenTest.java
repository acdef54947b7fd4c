package org.neurowright.io.tuned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.neurowright.engine.bench.Change;
import org.neurowright.engine.bench.OriginalValues;
import org.neurowright.engine.bench.Preparation;
import org.neurowright.engine.bench.Specimen;
import org.neurowright.engine.description.MechanismInsertion;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.mechanism.MechanismVariable;
import org.neurowright.io.cell.BmtkFunctions;
import org.neurowright.io.conformance.Conformance;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.lab.LabCell;
import org.neurowright.io.lab.LabCells;
import org.neurowright.io.lab.LabRequest;
import org.neurowright.io.project.MechanismLibrary;

/** Published fits with every parameter of every part turned, written and opened again. */
@Tag("conformance")
class TunedAllenTest {
  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> fitsHoldEveryParameterOfTheirParts() throws Exception {
    Path components = Conformance.shared().resolve("data/bmtk/bio_components");
    Path morphology;
    try (Stream<Path> files = Files.walk(components)) {
      morphology =
          files.filter(p -> p.toString().endsWith(".swc")).sorted().findFirst().orElseThrow();
    }
    List<Path> fits;
    try (Stream<Path> files = Files.walk(components)) {
      fits = files.filter(p -> p.toString().endsWith("_fit.json")).sorted().toList();
    }
    assertThat(fits).isNotEmpty();
    return fits.stream()
        .flatMap(fit ->
            Stream.of("aibs_perisomatic", "aibs_allactive")
                .map(processing ->
                    DynamicTest.dynamicTest(
                        fit.getFileName() + " " + processing,
                        () -> turnsEverything(morphology, fit, processing))));
  }

  private void turnsEverything(Path morphology, Path fit, String processing) throws Exception {
    LabRequest request =
        LabRequest.of(morphology)
            .withParams(fit)
            .withProcessing(processing)
            .withMechanisms(List.of(Conformance.bmtkMechanisms()));
    ReadResult<LabCell> opened = read(request);
    assumeTrue(
        opened.value().isPresent(),
        "skipped: these parameters are none of this kind, or those of a cell with other parts");
    LabCell cell = opened.orThrow();
    Preparation tuned = cell.preparation();
    Specimen specimen = cell.specimen();
    for (SectionKind kind : SectionKind.values()) {
      List<Integer> sections =
          specimen.sections("all").stream()
              .filter(s -> specimen.cell().sections().get(s).kind() == kind)
              .toList();
      if (sections.isEmpty()) {
        continue;
      }
      double factor = 1.01 + .01 * kind.ordinal();
      tuned = turned(tuned, new Change.Range(sections, "cm", 0), factor);
      tuned =
          turned(tuned, new Change.Section(sections, Change.Property.AXIAL_RESISTIVITY, 0), factor);
      for (MechanismInsertion insertion :
          specimen.cell().sections().get(sections.getFirst()).mechanisms()) {
        for (MechanismVariable variable :
            specimen.catalogue().find(insertion.mechanism()).orElseThrow().variables()) {
          if (variable.role() == MechanismVariable.Role.PARAMETER && variable.visible()) {
            tuned =
                turned(
                    tuned,
                    new Change.Range(sections, variable.name() + "_" + insertion.mechanism(), 0),
                    factor);
          }
        }
      }
      if (kind == SectionKind.SOMA) {
        tuned = turned(tuned, new Change.Range(sections, "ena", 0), factor);
        tuned = turned(tuned, new Change.Range(sections, "ek", 0), factor);
      }
    }
    TunedCell.Outcome outcome = TunedCell.of(Optional.of(request), cell, tuned, Optional.empty());
    assertThat(outcome).isInstanceOf(TunedCell.Outcome.Made.class);
    TunedCell written = ((TunedCell.Outcome.Made) outcome).cell();
    assertThat(written.problems()).isEmpty();
    Path file = folder.resolve(processing + "_" + fit.getFileName());
    assertThat(written.write(file, false)).isEmpty();
    LabCell again = read(request.withParams(file)).orThrow();
    assertThat(
            TunedValues.difference(
                TunedValues.cell(tuned), again.specimen().cell(), specimen.catalogue()))
        .isEmpty();
  }

  private static Preparation turned(Preparation tuned, Change change, double factor) {
    double value = OriginalValues.mean(tuned.specimen(), change);
    return tuned.with(change.with(value == 0 ? factor : value * factor));
  }

  private static ReadResult<LabCell> read(LabRequest request) {
    return new LabCells(new MechanismLibrary(Optional.empty()), BmtkFunctions.all()).open(request);
  }
}
