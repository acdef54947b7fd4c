package org.neurowright.engine.build;

import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.neurowright.engine.cable.CableNetwork;
import org.neurowright.engine.description.CellModel;
import org.neurowright.engine.description.EdgeBatch;
import org.neurowright.engine.description.EdgePopulation;
import org.neurowright.engine.description.EdgeType;
import org.neurowright.engine.description.InputDescription;
import org.neurowright.engine.description.ModelDescription;
import org.neurowright.engine.description.NodeSelection;
import org.neurowright.engine.description.ReportDescription;
import org.neurowright.engine.description.SynapseModel;
import org.neurowright.engine.mechanism.MechanismKind;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.placement.PlacementTable;
import org.neurowright.engine.placement.PlacementTarget;
import org.neurowright.engine.placement.SegmentIndex;
import org.neurowright.engine.placement.SynapsePlacer;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;
import org.neurowright.engine.random.Mt19937;
import org.neurowright.engine.task.Progress;
import org.neurowright.engine.task.RunControl;
import org.neurowright.engine.weights.WeightContext;
import org.neurowright.engine.weights.WeightFunction;
import org.neurowright.engine.weights.WeightFunctions;

/**
 * Turns edges into synapses and connections. One generator per target cell, seeded with its global
 * id, is drawn from in the order of the calls, as BMTK does it.
 */
final class Connector {
  /** Problems of one kind are reported this often; the rest is counted by the first. */
  private static final int REPORTED_OF_A_KIND = 5;

  private final ModelDescription model;
  private final CableNetwork network;
  private final List<PopulationCells> populations;
  private final WeightFunctions weightFunctions;
  private final Problems problems;
  private final Map<Object, PlacementTable> tables = new IdentityHashMap<>();
  private final Map<PopulationCells, SynapsePlacer[]> placers = new IdentityHashMap<>();
  private final Map<SynapseModel, OptionalInt> templates = new HashMap<>();
  private final Map<EdgeType, Optional<WeightFunction>> functions = new IdentityHashMap<>();
  private final Map<EdgeType, PlacementTarget> targets = new IdentityHashMap<>();
  private final Map<String, Integer> reported = new HashMap<>();
  private final Set<EdgeType> withoutPlace = new HashSet<>();
  private final GapJunctions gapJunctions;
  private final boolean exactSums;
  private final Map<PopulationCells, Map<String, boolean[]>> recorded = new IdentityHashMap<>();
  private int[] segments = new int[64];

  Connector(
      ModelDescription model,
      CableNetwork network,
      List<PopulationCells> populations,
      WeightFunctions weightFunctions,
      boolean exactSums,
      Problems problems) {
    this.exactSums = exactSums;
    this.model = model;
    this.network = network;
    this.populations = populations;
    this.weightFunctions = weightFunctions;
    this.problems = problems;
    this.gapJunctions = new GapJunctions(network, this);
  }

  /** Where the spikes of an edge's source come from. */
  interface SourceOfRow {
    /** Source number for a row of the source population, or -1 to leave the edge out. */
    int source(int row);
  }

  PopulationCells cells(String population) {
    for (PopulationCells cells : populations) {
      if (cells.population.name().equals(population)) {
        return cells;
      }
    }
    return null;
  }

  /** Connects every edge whose source is simulated. */
  void connectRecurrent(RunControl control) {
    Optional<InputDescription.SpontaneousSynapses> spontaneous = spontaneous();
    for (EdgePopulation edges : model.edges()) {
      PopulationCells source = cells(edges.source());
      PopulationCells target = cells(edges.target());
      if (!bothKnown(edges, source, target) || source.spikingIndex < 0) {
        continue;
      }
      SourceOfRow normal =
          row -> {
            boolean simulated = !(source.population.cellModel(row) instanceof CellModel.Virtual);
            return simulated
                ? NetworkBuilder.ensureSource(network, source, row, model.run().spikeThresholdMv())
                : -1;
          };
      if (spontaneous.isEmpty()) {
        connect(edges, source, target, normal, row -> 1, control);
      } else {
        boolean[] driven = rowsOf(spontaneous.get().sources(), source);
        int train = network.addTrain(spontaneous.get().timesMs());
        connect(
            edges,
            source,
            target,
            row -> driven[row] ? train : normal.source(row),
            row -> driven[row] ? 1 : 0,
            control);
      }
    }
  }

  private Optional<InputDescription.SpontaneousSynapses> spontaneous() {
    return model.inputs().stream()
        .filter(InputDescription.SpontaneousSynapses.class::isInstance)
        .map(InputDescription.SpontaneousSynapses.class::cast)
        .findFirst();
  }

  private static boolean[] rowsOf(NodeSelection selection, PopulationCells cells) {
    boolean[] in = new boolean[cells.population.size()];
    for (NodeSelection.Rows rows : selection.rows()) {
      if (rows.population().equals(cells.population.name())) {
        for (int row : rows.rows()) {
          in[row] = true;
        }
      }
    }
    return in;
  }

  private boolean bothKnown(EdgePopulation edges, PopulationCells source, PopulationCells target) {
    if (source != null && target != null) {
      return true;
    }
    String missing = source == null ? edges.source() : edges.target();
    problems.add(
        Problem.error(
                "edges.unknown-population",
                new Location(edges.file(), 0, 0, "/edges/" + edges.name()),
                "edges refer to the node population " + missing + ", which is not loaded")
            .expected("one of " + populations.stream().map(p -> p.population.name()).toList())
            .hint("Add its nodes file to networks.nodes."));
    return false;
  }

  /** Factor on the weight of the edges of a source row. */
  interface WeightFactor {
    double of(int sourceRow);
  }

  /**
   * Connects all edges of a population in BMTK's order: targets in file order, their edges in the
   * order of the index.
   */
  void connect(
      EdgePopulation edges,
      PopulationCells source,
      PopulationCells target,
      SourceOfRow sourceOfRow,
      WeightFactor factor,
      RunControl control) {
    long done = 0;
    for (int row = 0; row < target.population.size(); row++) {
      if (target.cell[row] < 0 && target.point[row] < 0) {
        continue;
      }
      EdgeBatch batch = edges.store().incoming(target.population.nodeIds()[row]);
      for (int e = 0; e < batch.size(); e++) {
        connectRow(edges, batch, e, source, target, row, sourceOfRow, factor);
      }
      done += batch.size();
      if ((row & 63) == 0) {
        control.progress(
            new Progress("Connecting " + edges.name(), done, edges.store().size(), "edges"));
        NetworkBuilder.stopIfRequested(control);
      }
    }
    gapJunctions.finish(edges, source, target);
  }

  private void connectRow(
      EdgePopulation edges,
      EdgeBatch batch,
      int e,
      PopulationCells source,
      PopulationCells target,
      int targetRow,
      SourceOfRow sourceOfRow,
      WeightFactor factor) {
    EdgeType type = edges.types().get(batch.typeIndex()[e]);
    int sourceRow = source.rowOf(batch.sourceNodeId()[e]);
    if (sourceRow == PopulationCells.NO_ROW) {
      report(
          Problem.error(
                  "edges.unknown-node",
                  new Location(edges.file(), 0, 0, "/edges/" + edges.name() + "/source_node_id"),
                  "an edge comes from node "
                      + batch.sourceNodeId()[e]
                      + " of "
                      + source.population.name()
                      + ", which does not exist")
              .hint("Rebuild the edges with the nodes they belong to."));
      return;
    }
    int from = sourceOfRow.source(sourceRow);
    if (from < 0) {
      return;
    }
    if (type.gapJunction()) {
      gapJunctions.add(edges, type, batch, e, source, sourceRow, target, targetRow);
      return;
    }
    double delay = batch.delayMs()[e];
    if (Double.isNaN(delay)) {
      report(
          Problem.error(
                  "edges.no-delay",
                  typeLocation(edges, type),
                  "edge type " + type.id() + " has no delay")
              .expected("a column delay in ms, in the edge types table or in the edge group"));
      return;
    }
    double weight =
        weightOf(edges, type, batch, e, source, sourceRow, target, targetRow)
            * factor.of(sourceRow);
    if (target.point[targetRow] >= 0) {
      boolean counted = batch.hasNsyns()[e] && batch.sectionId()[e] < 0;
      if (counted && type.synapticSign().isEmpty()) {
        report(
            Problem.error(
                    "edges.no-sign",
                    typeLocation(edges, type),
                    "edge type "
                        + type.id()
                        + " ends on artificial cells but its dynamics_params have no sign")
                .expected("\"sign\": 1 or -1 in the synaptic model file"));
        return;
      }
      double total =
          counted ? weight * type.synapticSign().getAsDouble() * batch.nsyns()[e] : weight;
      network.connect(from, target.point[targetRow], total, delay);
      return;
    }
    connectCable(edges, type, batch, e, target, targetRow, from, weight, delay);
  }

  private void connectCable(
      EdgePopulation edges,
      EdgeType type,
      EdgeBatch batch,
      int e,
      PopulationCells target,
      int targetRow,
      int from,
      double weight,
      double delay) {
    OptionalInt template = template(edges, type);
    if (template.isEmpty()) {
      return;
    }
    int cell = target.cell[targetRow];
    int sections = network.blueprint(cell).cell().sections().size();
    if (batch.sectionId()[e] >= 0) {
      int section = batch.sectionId()[e];
      double x = batch.sectionX()[e];
      if (section >= sections || !(x >= 0 && x <= 1)) {
        report(
            Problem.error(
                    "edges.section",
                    new Location(edges.file(), 0, 0, "/edges/" + edges.name()),
                    "an edge onto node "
                        + target.population.nodeIds()[targetRow]
                        + " names section "
                        + section
                        + " at "
                        + x)
                .expected("a section from 0 to " + (sections - 1) + " and a position from 0 to 1"));
        return;
      }
      int point = addSynapse(target, targetRow, section, x, template.getAsInt(), type);
      network.connect(from, point, weight, delay);
      return;
    }
    int nsyns = batch.nsyns()[e];
    if (segments.length < nsyns) {
      segments = new int[nsyns * 2];
    }
    int placed = place(edges, type, target, targetRow, nsyns);
    SegmentIndex index = table(cell).index();
    for (int i = 0; i < placed; i++) {
      int point =
          addSynapse(
              target,
              targetRow,
              index.section(segments[i]),
              index.x(segments[i]),
              template.getAsInt(),
              type);
      network.connect(from, point, weight, delay);
    }
  }

  /**
   * Draws segments into {@link #segments} and gives their number; says once per type that there are
   * none.
   */
  private int place(
      EdgePopulation edges, EdgeType type, PopulationCells target, int targetRow, int nsyns) {
    PlacementTarget place =
        targets.computeIfAbsent(
            type,
            t -> new PlacementTarget(t.targetSections(), t.distanceMinUm(), t.distanceMaxUm()));
    int placed = placer(target, targetRow).place(place, nsyns, segments);
    if (placed == 0 && nsyns > 0 && withoutPlace.add(type)) {
      report(
          Problem.warning(
                  "edges.no-place",
                  typeLocation(edges, type),
                  "edge type "
                      + type.id()
                      + " finds no place on "
                      + network.blueprint(target.cell[targetRow]).cell().name()
                      + " (node "
                      + target.population.nodeIds()[targetRow]
                      + "): no section of "
                      + type.targetSections()
                      + " between "
                      + type.distanceMinUm()
                      + " and "
                      + type.distanceMaxUm()
                      + " um from the soma; these synapses are left out")
              .hint("Correct target_sections or distance_range."));
    }
    return placed;
  }

  /** Draws one place by rule and gives its section, or -1 when there is none (said). */
  int drawSection(EdgePopulation edges, EdgeType type, PopulationCells cells, int row) {
    return place(edges, type, cells, row, 1) == 0
        ? -1
        : table(cells.cell[row]).index().section(segments[0]);
  }

  /** A synapse of its own where it is recorded or sums have to be exact, else one to be shared. */
  private int addSynapse(
      PopulationCells target, int row, int section, double x, int template, EdgeType type) {
    int cell = target.cell[row];
    return exactSums || isRecorded(target, row, type.synapse().orElseThrow().mechanism())
        ? network.addPoint(cell, section, x, template)
        : network.addSynapse(cell, section, x, template);
  }

  /** Whether a report records the synapses of a mechanism on a cell one by one. */
  private boolean isRecorded(PopulationCells target, int row, String mechanism) {
    return recorded.computeIfAbsent(target, t -> new HashMap<>())
        .computeIfAbsent(mechanism, m -> rowsWithRecordedSynapses(target, m))[row];
  }

  private boolean[] rowsWithRecordedSynapses(PopulationCells target, String mechanism) {
    boolean[] rows = new boolean[target.population.size()];
    for (ReportDescription report : model.reports()) {
      if (report instanceof ReportDescription.Netcon netcon
          && netcon.synapseType().map(mechanism::startsWith).orElse(true)) {
        boolean[] reported = rowsOf(netcon.cells(), target);
        for (int row = 0; row < rows.length; row++) {
          rows[row] |= reported[row];
        }
      }
    }
    return rows;
  }

  private PlacementTable table(int cell) {
    return tables.computeIfAbsent(
        network.blueprint(cell), b -> PlacementTable.of(network.blueprint(cell).cell()));
  }

  private SynapsePlacer placer(PopulationCells target, int row) {
    SynapsePlacer[] ofPopulation =
        placers.computeIfAbsent(target, t -> new SynapsePlacer[t.population.size()]);
    if (ofPopulation[row] == null) {
      ofPopulation[row] =
          new SynapsePlacer(table(target.cell[row]), new Mt19937(target.gid(row) & 0xffffffffL));
    }
    return ofPopulation[row];
  }

  /** Generators are needed no longer once all edges are connected. */
  void finished() {
    placers.clear();
  }

  double weightOf(
      EdgePopulation edges,
      EdgeType type,
      EdgeBatch batch,
      int e,
      PopulationCells source,
      int sourceRow,
      PopulationCells target,
      int targetRow) {
    Optional<WeightFunction> function =
        functions.computeIfAbsent(
            type,
            t -> {
              Optional<WeightFunction> found = weightFunctions.find(t.weightFunction());
              if (found.isEmpty()) {
                report(
                    Problem.error(
                            "edges.unknown-weight-function",
                            typeLocation(edges, t),
                            "edge type "
                                + t.id()
                                + " names the weight function "
                                + t.weightFunction().orElse("")
                                + ", which is not known")
                        .expected("one of " + weightFunctions.names())
                        .hint(
                            "A BMTK run script would have registered it with @synaptic_weight or"
                                + " add_weight_function; here it comes from an extension."));
              }
              return found;
            });
    if (function.isEmpty()) {
      return 0;
    }
    try {
      return function
          .get()
          .weight(
              new WeightContext(
                  batch.synWeight()[e],
                  batch.nsyns()[e],
                  batch.delayMs()[e],
                  batch.columns().isEmpty()
                      ? WeightContext.RowValues.NONE
                      : column -> {
                        double[] values = batch.columns().get(column);
                        return values == null ? Double.NaN : values[e];
                      },
                  edges,
                  type,
                  source.population,
                  sourceRow,
                  target.population,
                  targetRow));
    } catch (ModelException wrong) {
      wrong.problems().forEach(this::report);
      return 0;
    }
  }

  private OptionalInt template(EdgePopulation edges, EdgeType type) {
    if (type.synapse().isEmpty()) {
      report(
          Problem.error(
                  "edges.no-synapse",
                  typeLocation(edges, type),
                  "edge type " + type.id() + " ends on cells with a cable but names no synapse")
              .expected(
                  "model_template, for instance exp2syn, and dynamics_params in the edge types table"));
      return OptionalInt.empty();
    }
    SynapseModel synapse = type.synapse().get();
    OptionalInt known = templates.get(synapse);
    if (known != null) {
      return known;
    }
    OptionalInt made = makeTemplate(edges, type, synapse);
    templates.put(synapse, made);
    return made;
  }

  private OptionalInt makeTemplate(EdgePopulation edges, EdgeType type, SynapseModel synapse) {
    Optional<MechanismType> mechanism = network.mechanism(synapse.mechanism());
    if (mechanism.isEmpty() || mechanism.get().kind() != MechanismKind.POINT_PROCESS) {
      report(
          Problem.error(
                  "edges.unknown-synapse",
                  typeLocation(edges, type),
                  "the synapse "
                      + synapse.mechanism()
                      + " of edge type "
                      + type.id()
                      + " is not a known point process")
              .hint(
                  "Add "
                      + synapse.mechanism()
                      + ".mod to the model's mechanisms folder, or name the folder that has it"));
      return OptionalInt.empty();
    }
    boolean good = true;
    for (String parameter : synapse.parameters().keySet()) {
      if (mechanism.get().variableIndex(parameter).isEmpty()) {
        good = false;
        report(
            Problem.error(
                "edges.unknown-parameter",
                typeLocation(edges, type),
                synapse.mechanism()
                    + " has no parameter "
                    + parameter
                    + " (edge type "
                    + type.id()
                    + ")"));
      }
    }
    return good
        ? OptionalInt.of(
            network.addTemplate(
                new CableNetwork.PointTemplate(mechanism.get(), synapse.parameters())))
        : OptionalInt.empty();
  }

  static Location typeLocation(EdgePopulation edges, EdgeType type) {
    return new Location(edges.file(), 0, 0, "/edges/" + edges.name() + ", edge type " + type.id());
  }

  /** Adds a problem unless the same kind at the same place was added often enough. */
  void report(Problem problem) {
    String key = problem.code() + problem.location();
    int times = reported.merge(key, 1, Integer::sum);
    if (times <= REPORTED_OF_A_KIND
        && !(times > 1 && problem.location().element().contains("edge type"))) {
      problems.add(problem);
    }
  }
}
