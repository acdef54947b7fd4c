package org.neurowright.io.cell;

import java.util.EnumSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;
import org.neurowright.io.function.CellDraft;
import org.neurowright.io.function.SectionDraft;

/**
 * Sets a cell's membrane from an Allen Cell Types fit, in the order of BMTK's processing functions.
 */
final class AllenMembrane {
  private static final String LEAK = "pas";

  private final CellDraft cell;
  private final AllenFit fit;
  private final Problems problems;
  private final Set<SectionKind> absent = EnumSet.noneOf(SectionKind.class);

  AllenMembrane(CellDraft cell, AllenFit fit, Problems problems) {
    this.cell = cell;
    this.fit = fit;
    this.problems = problems;
  }

  /** {@code aibs_perisomatic}: the passive parameters must be complete. */
  void perisomatic() {
    require(fit.ra(), "ra");
    require(fit.ePas(), "e_pas");
    for (SectionKind kind : SectionKind.values()) {
      if (!cell.ofKind(kind).isEmpty() && !fit.cm().containsKey(kind)) {
        problems.add(
            Problem.error(
                    "cell.missing-section-type",
                    fit.at("$.passive[0].cm"),
                    "There is no cm for " + kind.label() + ", which the morphology has")
                .expected("an entry for each of soma, axon, dend and apic that the cell has"));
      }
    }
    passive();
    channels();
    reversals();
  }

  /** {@code aibs_allactive}: passive parameters are optional (they may stand in the genome). */
  void allActive() {
    passive();
    channels();
    reversals();
  }

  private void passive() {
    for (SectionDraft section : cell.sections()) {
      section.insert(LEAK);
      fit.ePas().ifPresent(e -> section.setParameter(LEAK, "e", e));
      fit.ra().ifPresent(ra -> section.setAxialResistivity(ra));
      Double cm = fit.cm().get(section.kind());
      if (cm != null) {
        section.setCapacitance(cm);
      }
    }
  }

  private void channels() {
    for (AllenFit.Gene gene : fit.genome()) {
      List<SectionDraft> sections = sections(gene.section(), gene.path());
      boolean known = true;
      for (SectionDraft section : sections) {
        if (!gene.mechanism().isEmpty()) {
          section.insert(gene.mechanism());
        }
        known &= section.set(gene.name(), gene.value());
      }
      if (!known) {
        problems.add(
            Problem.error(
                    "cell.unknown-variable",
                    fit.at(gene.path()),
                    "Nothing inserted so far has a variable '" + gene.name() + "'")
                .expected(
                    gene.mechanism().isEmpty()
                        ? "cm, Ra, or a variable of an inserted mechanism such as g_pas"
                        : "a name that ends in _" + gene.mechanism()));
      }
    }
  }

  private void reversals() {
    for (AllenFit.Reversal reversal : fit.reversals()) {
      for (SectionDraft section : sections(reversal.section(), reversal.path())) {
        reversal.ena().ifPresent(ena -> section.setIonValue("ena", ena));
        reversal.ek().ifPresent(ek -> section.setIonValue("ek", ek));
      }
    }
  }

  /** Sections of a kind; says once that there are none. */
  private List<SectionDraft> sections(SectionKind kind, String path) {
    List<SectionDraft> sections = cell.ofKind(kind);
    if (sections.isEmpty() && absent.add(kind)) {
      problems.add(
          Problem.info(
              "cell.no-such-section",
              fit.at(path),
              "The morphology has no " + kind.label() + "; parameters for it are not used"));
    }
    return sections;
  }

  private void require(OptionalDouble value, String key) {
    if (value.isEmpty()) {
      Location where = fit.at("$.passive[0]." + key);
      boolean reported = problems.toList().stream().anyMatch(p -> p.location().equals(where));
      if (!reported) {
        problems.add(
            Problem.error("cell.bad-parameter", where, "There is no '" + key + "'")
                .expected("a number")
                .hint(
                    "Files without it belong to all-active models: use model_processing aibs_allactive"));
      }
    }
  }
}
