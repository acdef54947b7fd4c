package org.neurowright.io.cell;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.weights.WeightFunctions;
import org.neurowright.io.function.CellContext;
import org.neurowright.io.function.CellDraft;
import org.neurowright.io.function.CellProcessing;
import org.neurowright.io.function.ModelFunctions;
import tools.jackson.databind.json.JsonMapper;

/** The functions that BMTK's BioNet registers by itself, under its names. */
public final class BmtkFunctions {
  private static final JsonMapper JSON = new JsonMapper();

  private BmtkFunctions() {}

  /** All of them; more are added to what this returns. */
  public static ModelFunctions all() {
    Map<String, CellProcessing> processing = new TreeMap<>();
    processing.put("aibs_perisomatic", BmtkFunctions::perisomatic);
    processing.put("aibs_allactive", BmtkFunctions::allActive);
    processing.put("aibs_perisomatic_directed", BmtkFunctions::perisomaticDirected);
    processing.put("aibs_allactive_directed", BmtkFunctions::allActiveDirected);
    processing.put("extracellular", BmtkFunctions::extracellular);
    processing.put("set_extracellular", BmtkFunctions::extracellular);
    return new ModelFunctions(processing, Map.of(), BmtkSynapses.all(), WeightFunctions.bmtk());
  }

  /** Does nothing without parameters, which is how NeuroML cells use it. */
  private static void perisomatic(CellDraft cell, CellContext context) {
    fit(context)
        .ifPresent(fit -> {
          AxonStub.perisomatic(cell, context.shape(), context.problems());
          new AllenMembrane(cell, fit, context.problems()).perisomatic();
        });
  }

  private static void perisomaticDirected(CellDraft cell, CellContext context) {
    AxonStub.perisomaticDirected(cell, context.shape(), context.problems());
    perisomaticMembrane(cell, context);
  }

  private static void allActive(CellDraft cell, CellContext context) {
    AxonStub.allActive(cell, context.shape(), context.problems());
    allActiveMembrane(cell, context);
  }

  private static void allActiveDirected(CellDraft cell, CellContext context) {
    AxonStub.allActiveDirected(cell, context.shape(), context.problems());
    allActiveMembrane(cell, context);
  }

  /** Two layers outside of the membrane, as NEURON has them before anything is set. */
  private static void extracellular(CellDraft cell, CellContext context) {
    cell.sections().forEach(section -> section.insert("extracellular"));
  }

  /**
   * Sets the membrane as {@code aibs_perisomatic} does, on the cell's axon as it is. For processing
   * functions that treat the axon in another way.
   */
  public static void perisomaticMembrane(CellDraft cell, CellContext context) {
    required(context)
        .ifPresent(fit -> new AllenMembrane(cell, fit, context.problems()).perisomatic());
  }

  /** Sets the membrane as {@code aibs_allactive} does, on the cell's axon as it is. */
  public static void allActiveMembrane(CellDraft cell, CellContext context) {
    required(context)
        .ifPresent(fit -> new AllenMembrane(cell, fit, context.problems()).allActive());
  }

  /** Says what is wrong with the parameter file of a cell that cannot be made anyway. */
  static void checkParameters(CellContext context) {
    fit(context);
  }

  private static Optional<AllenFit> required(CellContext context) {
    if (context.dynamicsParams().isEmpty()) {
      context
          .problems()
          .add(
              Problem.error(
                      "cell.missing-parameters",
                      context.where(),
                      "model_processing sets parameters, but the cell has no dynamics_params")
                  .expected("the name of a parameter file"));
    }
    return fit(context);
  }

  private static Optional<AllenFit> fit(CellContext context) {
    return context
        .dynamicsParams()
        .map((Path file) -> AllenFit.read(file, JSON, context.problems()));
  }
}
