package org.neurowright.io.lab;

import java.nio.file.Path;
import java.util.List;
import org.neurowright.engine.bench.Conditions;
import org.neurowright.engine.bench.Preparation;
import org.neurowright.engine.bench.Specimen;

/**
 * A cell ready for the bench.
 *
 * @param specimen the cell
 * @param conditions step, initial potential and temperature as its files have them, else NEURON's
 * @param templates templates to choose from, the chosen one among them; empty for other forms
 * @param mechanismFiles the .mod files that were compiled
 */
public record LabCell(
    Specimen specimen, Conditions conditions, List<String> templates, List<Path> mechanismFiles) {
  public Preparation preparation() {
    return Preparation.of(specimen, conditions);
  }
}
