package org.neurowright.engine.build;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.neurowright.engine.cable.CableNetwork;
import org.neurowright.engine.description.EdgeBatch;
import org.neurowright.engine.description.EdgePopulation;
import org.neurowright.engine.description.EdgeType;
import org.neurowright.engine.mechanism.MechanismKind;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;

/**
 * Electrical connections of one edge population as BMTK makes them: a point process {@code Gap} in
 * the middle of a section of either cell, each reading the potential in the middle of the other's
 * section. The section of the target is drawn when the edge's turn comes among the target's edges;
 * that of the source when all targets of the population are done, sources in file order.
 *
 * <p>The sign of the current is the mechanism's business: outward as {@code NONSPECIFIC_CURRENT}
 * {@code g*(v - vgap)}, or inward as {@code ELECTRODE_CURRENT}.
 */
final class GapJunctions {
  private static final String MECHANISM = "Gap";

  /** Variable that receives the potential of the other cell. */
  private static final String VOLTAGE = "vgap";

  private static final String CONDUCTANCE = "g";

  /** One junction whose half in the target has its place. */
  private record Half(
      EdgeType type,
      int sourceRow,
      int targetRow,
      int targetSection,
      int givenSection,
      double targetWeight,
      double sourceWeight) {}

  private final CableNetwork network;
  private final Connector connector;
  private final List<Half> halves = new ArrayList<>();
  private final Map<Double, OptionalInt> templates = new HashMap<>();

  GapJunctions(CableNetwork network, Connector connector) {
    this.network = network;
    this.connector = connector;
  }

  /** Places the target's half of an edge. */
  void add(
      EdgePopulation edges,
      EdgeType type,
      EdgeBatch batch,
      int e,
      PopulationCells source,
      int sourceRow,
      PopulationCells target,
      int targetRow) {
    if (batch.nsyns()[e] < 1) {
      return;
    }
    Optional<Problem> refused =
        refusal(edges, type, batch.sectionId()[e], source, sourceRow, target, targetRow);
    if (refused.isPresent()) {
      connector.report(refused.get());
      return;
    }
    if (batch.nsyns()[e] > 1) {
      connector.report(
          Problem.warning(
              "edges.single-gap-junction",
              Connector.typeLocation(edges, type),
              "edge type "
                  + type.id()
                  + " asks for several gap junctions per edge; one is made, as BMTK does"));
    }
    double onTarget =
        connector.weightOf(edges, type, batch, e, source, sourceRow, target, targetRow);
    // For the other half the function sees the nodes the other way round.
    double onSource =
        connector.weightOf(edges, type, batch, e, target, targetRow, source, sourceRow);
    int given = batch.sectionId()[e];
    int section = given >= 0 ? given : connector.drawSection(edges, type, target, targetRow);
    halves.add(new Half(type, sourceRow, targetRow, section, given, onTarget, onSource));
  }

  private Optional<Problem> refusal(
      EdgePopulation edges,
      EdgeType type,
      int givenSection,
      PopulationCells source,
      int sourceRow,
      PopulationCells target,
      int targetRow) {
    Location where = Connector.typeLocation(edges, type);
    if (source != target) {
      return Optional.of(
          Problem.error(
              "edges.gap-junction",
              where,
              "gap junctions of edge type "
                  + type.id()
                  + " join cells of different populations, "
                  + source.population.name()
                  + " and "
                  + target.population.name()));
    }
    if (sourceRow == targetRow) {
      return Optional.of(
          Problem.error(
              "edges.gap-junction",
              where,
              "node "
                  + target.population.nodeIds()[targetRow]
                  + " has a gap junction with itself (edge type "
                  + type.id()
                  + ")"));
    }
    for (int row : new int[] {targetRow, sourceRow}) {
      if (target.cell[row] < 0) {
        return Optional.of(
            Problem.error(
                    "edges.gap-junction",
                    where,
                    "a gap junction of edge type "
                        + type.id()
                        + " ends on node "
                        + target.population.nodeIds()[row]
                        + ", which has no membrane")
                .expected("biophysical cells on both sides"));
      }
      int sections = network.blueprint(target.cell[row]).cell().sections().size();
      if (givenSection >= sections) {
        return Optional.of(
            Problem.error(
                    "edges.section",
                    where,
                    "a gap junction names section "
                        + givenSection
                        + ", which node "
                        + target.population.nodeIds()[row]
                        + " does not have")
                .expected("a section from 0 to " + (sections - 1))
                .hint("The section id counts on both sides of a gap junction."));
      }
    }
    return Optional.empty();
  }

  /** Places the sources' halves and joins them with those of the targets. */
  void finish(EdgePopulation edges, PopulationCells source, PopulationCells target) {
    halves.sort(Comparator.comparingInt(Half::sourceRow));
    for (Half half : halves) {
      int section =
          half.givenSection >= 0
              ? half.givenSection
              : connector.drawSection(edges, half.type, source, half.sourceRow);
      if (section < 0 || half.targetSection < 0) {
        continue;
      }
      OptionalInt onTarget = template(edges, half.type, half.targetWeight);
      OptionalInt onSource = template(edges, half.type, half.sourceWeight);
      if (onTarget.isPresent() && onSource.isPresent()) {
        int targetCell = target.cell[half.targetRow];
        int sourceCell = source.cell[half.sourceRow];
        join(targetCell, half.targetSection, onTarget.getAsInt(), sourceCell, section);
        join(sourceCell, section, onSource.getAsInt(), targetCell, half.targetSection);
      }
    }
    halves.clear();
  }

  private void join(int cell, int section, int template, int otherCell, int otherSection) {
    int point = network.addPoint(cell, section, 0.5, template);
    network.addGap(otherCell, otherSection, 0.5, point, VOLTAGE);
  }

  private OptionalInt template(EdgePopulation edges, EdgeType type, double conductance) {
    return templates.computeIfAbsent(
        conductance,
        g -> {
          MechanismType gap = network.mechanism(MECHANISM).orElseThrow();
          if (gap.kind() != MechanismKind.POINT_PROCESS
              || gap.variableIndex(VOLTAGE).isEmpty()
              || gap.variableIndex(CONDUCTANCE).isEmpty()) {
            connector.report(
                Problem.error(
                        "edges.gap-mechanism",
                        Connector.typeLocation(edges, type),
                        "the model's mechanism Gap is not the half of a gap junction")
                    .expected(
                        "a POINT_PROCESS with the range variables g (conductance) and vgap (potential"
                            + " of the other cell)")
                    .hint("Without a mechanism of that name the built-in one is used."));
            return OptionalInt.empty();
          }
          return OptionalInt.of(
              network.addTemplate(new CableNetwork.PointTemplate(gap, Map.of(CONDUCTANCE, g))));
        });
  }
}
