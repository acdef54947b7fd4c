package org.neurowright.engine.build;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.neurowright.engine.cable.Blueprint;
import org.neurowright.engine.cable.CableNetwork;
import org.neurowright.engine.cable.CablePartition;
import org.neurowright.engine.cable.CableSettings;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.CellModel;
import org.neurowright.engine.description.CellPoint;
import org.neurowright.engine.description.ModelDescription;
import org.neurowright.engine.description.NodePopulation;
import org.neurowright.engine.description.SectionModel;
import org.neurowright.engine.mechanism.MechanismCatalogue;
import org.neurowright.engine.mechanism.MechanismKind;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;
import org.neurowright.engine.record.RunLayout;
import org.neurowright.engine.sim.Simulation;
import org.neurowright.engine.sim.SpikeTable;
import org.neurowright.engine.task.Progress;
import org.neurowright.engine.task.RunControl;
import org.neurowright.engine.weights.WeightFunctions;

/**
 * Builds the network of a description: cells in the order of the populations, recurrent edges in
 * the order of the configuration, then inputs, then reports. The order is BMTK's, because the
 * places of synapses are drawn in it.
 */
public final class NetworkBuilder {
  private final ModelDescription model;
  private final MechanismCatalogue catalogue;
  private final WeightFunctions weightFunctions;
  private final BuildOptions options;
  private final Problems problems = new Problems();
  private final CableNetwork network;
  private final Map<CableCell, Blueprint> blueprints = new IdentityHashMap<>();

  /** Templates of the point processes of each cell. */
  private final Map<CableCell, int[]> pointTemplates = new IdentityHashMap<>();

  private NetworkBuilder(
      ModelDescription model,
      MechanismCatalogue catalogue,
      WeightFunctions weightFunctions,
      BuildOptions options) {
    this.model = model;
    this.catalogue = catalogue;
    this.weightFunctions = weightFunctions;
    this.options = options;
    this.network = new CableNetwork(catalogue);
  }

  /**
   * Builds the network.
   *
   * @param model what to build
   * @param catalogue mechanisms, built-in and the model's own
   * @param weightFunctions weight rules by name
   * @param options threads, globals, clock
   * @param control progress and stop
   * @throws ModelException if the model cannot be built, with every problem found
   * @throws CancellationException if stop was requested meanwhile
   */
  public static BuiltNetwork build(
      ModelDescription model,
      MechanismCatalogue catalogue,
      WeightFunctions weightFunctions,
      BuildOptions options,
      RunControl control) {
    return new NetworkBuilder(model, catalogue, weightFunctions, options).build(control);
  }

  private BuiltNetwork build(RunControl control) {
    control.progress(new Progress("Building cells", 0, Double.NaN, "cells"));
    List<PopulationCells> populations = makeCells(control);
    problems.throwIfErrors();
    Connector connector =
        new Connector(model, network, populations, weightFunctions, options.exactSums(), problems);
    connector.connectRecurrent(control);
    makeDetectors(populations);
    new InputBuilder(model, catalogue, network, connector, problems).attachAll(control);
    connector.finished();
    problems.throwIfErrors();
    stopIfRequested(control);
    control.progress(new Progress("Laying out", 0, Double.NaN, "cells"));
    CableSettings settings =
        new CableSettings(
            model.run().dtMs(),
            model.run().vInitMv(),
            model.run().celsius(),
            0,
            globals(),
            options.vectors());
    CablePartition partition =
        network.partition(options.blocks(network), options.threads(), settings);
    stopIfRequested(control);
    Recording recording =
        new Recording(model, network, populations, partition, connector, problems);
    recording.prepareAll();
    problems.throwIfErrors();
    stopIfRequested(control);
    RunLayout layout =
        new RunLayout(
            model.name(),
            model.run().tstopMs(),
            model.run().dtMs(),
            model.run().steps(),
            populations.stream()
                .filter(p -> p.spikingIndex >= 0)
                .map(p ->
                    new RunLayout.SpikingPopulation(
                        p.population.name(), p.gidOffset, p.population.nodeIds()))
                .toList(),
            recording.layouts(),
            model.output());
    Simulation simulation =
        new Simulation(
            layout,
            partition.groups(),
            options.threads(),
            recording.buffers(),
            spikeTable(populations),
            model.run().stepsPerBlock(),
            partition.shortestDelayMs(),
            options.nanoTime());
    return new BuiltNetwork(simulation, size(populations), problems.toList());
  }

  /**
   * Shared variables of mechanisms: what cells set in the order of the node types, of two cells the
   * later one as in NEURON; the options have the last word.
   */
  private Map<String, Double> globals() {
    Map<String, Double> globals = new HashMap<>();
    for (NodePopulation population : model.nodes()) {
      for (CellModel cellModel : population.cellModels()) {
        if (cellModel instanceof CellModel.Cable(CableCell cell)) {
          cell.globals()
              .forEach((name, value) -> {
                Double before = globals.put(name, value);
                if (before != null && !before.equals(value)) {
                  problems.add(
                      Problem.warning(
                              "cell.global-conflict",
                              new Location("", 0, 0, cell.name()),
                              "The cell sets "
                                  + name
                                  + " to "
                                  + value
                                  + ", another cell sets it to "
                                  + before)
                          .hint(
                              "All instances of the mechanism share it; the last value holds for"
                                  + " all cells"));
                }
              });
        }
      }
    }
    globals.putAll(options.globals());
    return globals;
  }

  static void stopIfRequested(RunControl control) {
    if (control.stopRequested()) {
      throw new CancellationException("stopped while the network was being built");
    }
  }

  private List<PopulationCells> makeCells(RunControl control) {
    List<PopulationCells> populations = new ArrayList<>();
    int spiking = 0;
    for (NodePopulation population : model.nodes()) {
      PopulationCells cells =
          new PopulationCells(
              population,
              population.isVirtual() ? -1 : spiking++,
              model.gidOffset(population.name()));
      populations.add(cells);
      Object[] made = new Object[population.cellModels().size()];
      for (int row = 0; row < population.size(); row++) {
        int which = population.cellModelIndex()[row];
        switch (population.cellModels().get(which)) {
          case CellModel.Cable cable -> {
            if (made[which] == null) {
              made[which] = blueprint(cable.cell());
            }
            cells.cell[row] = network.addCell((Blueprint) made[which]);
            addPoints(cells.cell[row], cable.cell());
          }
          case CellModel.Artificial artificial -> {
            if (made[which] == null) {
              made[which] = artificialTemplate(artificial, population).orElse(-1);
            }
            if ((Integer) made[which] >= 0) {
              cells.point[row] = network.addArtificial((Integer) made[which]);
            }
          }
          case CellModel.Virtual virtual -> {}
        }
      }
      stopIfRequested(control);
    }
    return populations;
  }

  private Blueprint blueprint(CableCell cell) {
    return blueprints.computeIfAbsent(
        cell,
        c -> {
          CableCell divided =
              model.run().dlUm().isPresent()
                  ? c.withMaximalSegmentLength(model.run().dlUm().getAsDouble())
                  : c;
          return Blueprint.of(divided, catalogue, problems);
        });
  }

  /** The cell's own point processes; they come before all synapses and inputs, as in NEURON. */
  private void addPoints(int cell, CableCell description) {
    if (description.points().isEmpty()) {
      return;
    }
    int[] templates =
        pointTemplates.computeIfAbsent(
            description, d -> d.points().stream().mapToInt(p -> pointTemplate(d, p)).toArray());
    for (int i = 0; i < templates.length; i++) {
      CellPoint point = description.points().get(i);
      if (templates[i] >= 0) {
        network.addPoint(cell, point.section(), point.x(), templates[i]);
      }
    }
  }

  private int pointTemplate(CableCell cell, CellPoint point) {
    Location where = new Location("", 0, 0, cell.name());
    Optional<MechanismType> type = catalogue.find(point.mechanism());
    if (type.isEmpty() || type.get().kind() != MechanismKind.POINT_PROCESS) {
      problems.add(
          Problem.error(
                  "cell.unknown-point-process",
                  where,
                  "The cell has a point process " + point.mechanism() + ", which is not known")
              .expected("the name of a POINT_PROCESS mechanism")
              .hint("Add the .mod file to the model's mechanisms folder."));
      return -1;
    }
    for (String parameter : point.parameters().keySet()) {
      String variable = parameter.replaceFirst("\\[.*", "");
      if (type.get().variableIndex(variable).isEmpty()) {
        problems.add(
            Problem.error(
                "cell.unknown-parameter",
                where,
                point.mechanism() + " has no parameter " + parameter));
        return -1;
      }
    }
    return network.addTemplate(new CableNetwork.PointTemplate(type.get(), point.parameters()));
  }

  private Optional<Integer> artificialTemplate(
      CellModel.Artificial artificial, NodePopulation population) {
    Optional<MechanismType> type = catalogue.find(artificial.mechanism());
    if (type.isEmpty() || type.get().kind() != MechanismKind.ARTIFICIAL_CELL) {
      problems.add(
          Problem.error(
                  "cell.unknown-artificial",
                  new Location(population.file(), 0, 0, "population " + population.name()),
                  "artificial cell " + artificial.mechanism() + " is not known")
              .expected("the name of an ARTIFICIAL_CELL mechanism, for instance IntFire1")
              .hint(
                  "Correct model_template, or add the .mod file to the model's mechanisms folder."));
      return Optional.empty();
    }
    for (String parameter : artificial.parameters().keySet()) {
      if (type.get().variableIndex(parameter).isEmpty()) {
        problems.add(
            Problem.error(
                    "cell.unknown-parameter",
                    new Location(population.file(), 0, 0, "population " + population.name()),
                    artificial.mechanism() + " has no parameter " + parameter)
                .hint("Correct the name in the cell's dynamics_params file."));
        return Optional.empty();
      }
    }
    return Optional.of(
        network.addTemplate(new CableNetwork.PointTemplate(type.get(), artificial.parameters())));
  }

  /**
   * A spike source for every simulated cell: threshold at soma[0](0.5), or the cell's own spikes.
   */
  private void makeDetectors(List<PopulationCells> populations) {
    for (PopulationCells cells : populations) {
      for (int row = 0; row < cells.population.size(); row++) {
        ensureSource(network, cells, row, model.run().spikeThresholdMv());
      }
    }
  }

  static int ensureSource(
      CableNetwork network, PopulationCells cells, int row, double thresholdMv) {
    if (cells.source[row] < 0) {
      if (cells.cell[row] >= 0) {
        int soma = network.blueprint(cells.cell[row]).cell().somaIndex();
        cells.source[row] = network.addDetector(cells.cell[row], soma, 0.5, thresholdMv);
      } else if (cells.point[row] >= 0) {
        cells.source[row] = network.addPointSource(cells.point[row]);
      }
    }
    return cells.source[row];
  }

  private SpikeTable spikeTable(List<PopulationCells> populations) {
    int[] population = new int[network.sourceCount()];
    int[] row = new int[network.sourceCount()];
    java.util.Arrays.fill(population, -1);
    for (PopulationCells cells : populations) {
      for (int r = 0; r < cells.source.length && cells.spikingIndex >= 0; r++) {
        if (cells.source[r] >= 0 && (cells.cell[r] >= 0 || cells.point[r] >= 0)) {
          population[cells.source[r]] = cells.spikingIndex;
          row[cells.source[r]] = r;
        }
      }
    }
    return new SpikeTable(population, row);
  }

  private BuiltNetwork.Size size(List<PopulationCells> populations) {
    int cable = 0;
    int artificial = 0;
    long segments = 0;
    for (PopulationCells cells : populations) {
      for (int row = 0; row < cells.cell.length; row++) {
        if (cells.cell[row] >= 0) {
          cable++;
          for (SectionModel section : network.blueprint(cells.cell[row]).cell().sections()) {
            segments += section.nseg();
          }
        } else if (cells.point[row] >= 0) {
          artificial++;
        }
      }
    }
    long instances = (long) network.points() - artificial;
    return new BuiltNetwork.Size(
        cable,
        segments,
        artificial,
        instances + network.foldedSynapses(),
        instances,
        network.connections());
  }
}
