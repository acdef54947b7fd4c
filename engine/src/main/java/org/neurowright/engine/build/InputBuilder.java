package org.neurowright.engine.build;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neurowright.engine.cable.CableNetwork;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.CellModel;
import org.neurowright.engine.description.EdgePopulation;
import org.neurowright.engine.description.InputDescription;
import org.neurowright.engine.description.ModelDescription;
import org.neurowright.engine.description.NodeSelection;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.description.SpikeSource;
import org.neurowright.engine.mechanism.MechanismCatalogue;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;
import org.neurowright.engine.task.RunControl;

/** Attaches the inputs of a description: spike trains, current and voltage clamps. */
final class InputBuilder {
  /** A duration longer than any simulation, ms. */
  private static final double FOR_EVER_MS = 1e20;

  private final ModelDescription model;
  private final MechanismCatalogue catalogue;
  private final CableNetwork network;
  private final Connector connector;
  private final Problems problems;

  InputBuilder(
      ModelDescription model,
      MechanismCatalogue catalogue,
      CableNetwork network,
      Connector connector,
      Problems problems) {
    this.model = model;
    this.catalogue = catalogue;
    this.network = network;
    this.connector = connector;
    this.problems = problems;
  }

  void attachAll(RunControl control) {
    connectSpikes(control);
    for (InputDescription input : model.inputs()) {
      switch (input) {
        case InputDescription.Spikes spikes -> {}
        case InputDescription.CurrentClamp clamp -> attach(clamp);
        case InputDescription.CurrentTrace trace -> attach(trace);
        case InputDescription.VoltageClamp clamp -> attach(clamp);
        case InputDescription.SpontaneousSynapses spontaneous -> {}
      }
    }
  }

  /**
   * Connects the virtual populations that have spikes, in the order in which inputs name them. Two
   * inputs for one population play together; BMTK would ignore the second file and double the
   * synapses.
   */
  private void connectSpikes(RunControl control) {
    Map<String, List<SpikeSource>> sourcesOf = new LinkedHashMap<>();
    for (InputDescription input : model.inputs()) {
      if (input instanceof InputDescription.Spikes spikes) {
        for (String population : spikes.populations()) {
          List<SpikeSource> sources = sourcesOf.computeIfAbsent(population, p -> new ArrayList<>());
          sources.add(spikes.source());
          if (sources.size() == 2) {
            problems.add(
                Problem.warning(
                        "inputs.several-spike-files",
                        new Location("", 0, 0, "inputs." + spikes.name()),
                        "population "
                            + population
                            + " gets spikes from more than one input; they are played together")
                    .hint(
                        "BMTK ignores the second file and makes every synapse twice; results will differ from it."));
          }
        }
      }
    }
    for (Map.Entry<String, List<SpikeSource>> entry : sourcesOf.entrySet()) {
      PopulationCells source = connector.cells(entry.getKey());
      if (source == null) {
        continue;
      }
      boolean used = false;
      Map<Integer, Integer> trains = new HashMap<>();
      Connector.SourceOfRow trainOfRow =
          row ->
              source.population.cellModel(row) instanceof CellModel.Virtual
                  ? trains.computeIfAbsent(
                      row,
                      r ->
                          network.addTrain(times(entry.getValue(), source.population.nodeIds()[r])))
                  : -1;
      for (EdgePopulation edges : model.edges()) {
        PopulationCells target = connector.cells(edges.target());
        if (edges.source().equals(entry.getKey()) && target != null) {
          used = true;
          connector.connect(edges, source, target, trainOfRow, row -> 1, control);
        }
      }
      if (!used) {
        problems.add(
            Problem.warning(
                "inputs.unused-spikes",
                new Location("", 0, 0, "inputs"),
                "population " + entry.getKey() + " gets spikes but no edges start there"));
      }
    }
  }

  private static double[] times(List<SpikeSource> sources, long nodeId) {
    if (sources.size() == 1) {
      return sources.getFirst().timesMs(nodeId);
    }
    double[] all =
        sources.stream().flatMapToDouble(source -> Arrays.stream(source.timesMs(nodeId))).toArray();
    Arrays.sort(all);
    return all;
  }

  private void attach(InputDescription.CurrentClamp clamp) {
    int[] templates = new int[clamp.ampNa().length];
    for (int k = 0; k < templates.length; k++) {
      templates[k] =
          template(
              "IClamp",
              Map.of(
                  "del",
                  clamp.delayMs()[k],
                  "dur",
                  clamp.durationMs()[k],
                  "amp",
                  clamp.ampNa()[k]));
    }
    for (Place place : places(clamp.name(), clamp.cells(), clamp.section(), clamp.sectionIndex())) {
      for (int template : templates) {
        network.addPoint(place.cell, place.section, clamp.x(), template);
      }
    }
  }

  private void attach(InputDescription.CurrentTrace trace) {
    int n = trace.ampNa().length;
    double[] times = new double[n + 1];
    double[] values = Arrays.copyOf(trace.ampNa(), n + 1);
    for (int k = 0; k <= n; k++) {
      times[k] = trace.startMs() + k * trace.intervalMs();
    }
    int template = template("IClamp", Map.of("del", 0.0, "dur", FOR_EVER_MS, "amp", 0.0));
    for (Place place : places(trace.name(), trace.cells(), trace.section(), trace.sectionIndex())) {
      int point = network.addPoint(place.cell, place.section, trace.x(), template);
      network.addPlay(point, "amp", times, values, false);
    }
  }

  private void attach(InputDescription.VoltageClamp clamp) {
    int template =
        template(
            "SEClamp",
            Map.of(
                "dur1", clamp.durationMs()[0],
                "dur2", clamp.durationMs()[1],
                "dur3", clamp.durationMs()[2],
                "amp1", clamp.levelMv()[0],
                "amp2", clamp.levelMv()[1],
                "amp3", clamp.levelMv()[2],
                "rs", clamp.seriesResistanceMohm()));
    for (Place place : places(clamp.name(), clamp.cells(), SectionKind.SOMA, 0)) {
      network.addPoint(place.cell, place.section, 0.5, template);
    }
  }

  private int template(String name, Map<String, Double> parameters) {
    MechanismType type = catalogue.find(name).orElseThrow();
    return network.addTemplate(new CableNetwork.PointTemplate(type, parameters));
  }

  /** A section of a cell. */
  private record Place(int cell, int section) {}

  private List<Place> places(
      String input, NodeSelection selection, SectionKind kind, int indexInKind) {
    List<Place> places = new ArrayList<>();
    Set<String> reported = new HashSet<>();
    for (NodeSelection.Rows rows : selection.rows()) {
      PopulationCells cells = connector.cells(rows.population());
      for (int row : rows.rows()) {
        if (cells.cell[row] < 0) {
          if (reported.add("kind")) {
            problems.add(
                Problem.warning(
                        "inputs.not-a-cable-cell",
                        new Location("", 0, 0, "inputs." + input),
                        "node "
                            + cells.population.nodeIds()[row]
                            + " of "
                            + rows.population()
                            + " has no membrane to clamp and is left out, like others of its kind")
                    .hint("Restrict node_set to biophysical cells."));
          }
          continue;
        }
        CableCell cell = network.blueprint(cells.cell[row]).cell();
        int section = sectionOf(cell, kind, indexInKind);
        if (section >= 0) {
          places.add(new Place(cells.cell[row], section));
        } else if (reported.add(cell.name())) {
          problems.add(
              Problem.error(
                  "inputs.no-section",
                  new Location("", 0, 0, "inputs." + input),
                  cell.name() + " has no section " + kind.label() + "[" + indexInKind + "]"));
        }
      }
    }
    if (places.isEmpty() && !problems.hasErrors()) {
      problems.add(
          Problem.warning(
              "inputs.no-cells",
              new Location("", 0, 0, "inputs." + input),
              "no cell is clamped: " + selection.text() + " selects none that has a membrane"));
    }
    return places;
  }

  static int sectionOf(CableCell cell, SectionKind kind, int indexInKind) {
    int seen = 0;
    for (int s = 0; s < cell.sections().size(); s++) {
      if (cell.sections().get(s).kind() == kind && seen++ == indexInKind) {
        return s;
      }
    }
    return -1;
  }
}
