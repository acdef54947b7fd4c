package org.neurowright.engine.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.regex.Pattern;
import org.neurowright.engine.cable.Blueprint;
import org.neurowright.engine.cable.CableGroup;
import org.neurowright.engine.cable.CableNetwork;
import org.neurowright.engine.cable.CablePartition;
import org.neurowright.engine.cable.CableSettings;
import org.neurowright.engine.cable.LinearCable;
import org.neurowright.engine.cable.Probe;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.CellPoint;
import org.neurowright.engine.mechanism.MechanismCatalogue;
import org.neurowright.engine.mechanism.MechanismKind;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.mechanism.MechanismVariable;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;
import org.neurowright.engine.task.RunControl;

/**
 * Some copies of a rig with its cell, or its cells, ready to run. Built once; a run only sets
 * parameters, initialises and steps. Used by one thread at a time.
 */
final class Bench {
  /** Steps between questions whether to go on. */
  private static final int STEPS_PER_LOOK = 256;

  /** Ending of concentrations: nai, cao. */
  private static final Pattern CONCENTRATION = Pattern.compile("[A-Za-z][A-Za-z0-9]*[io]");

  private final Rig rig;
  private final int copies;
  private final boolean alone;
  private final int cellsPerCopy;
  private final CableGroup group;
  private final CablePartition partition;

  /** Per copy the devices' point numbers by name. */
  private final List<Map<String, Integer>> points = new ArrayList<>();

  private final Map<String, MechanismType> typeOfDevice = new HashMap<>();

  /** Per copy, in the order of the rig's list. */
  private final Probe[][] recorded;

  /** Of all cells. */
  private final Probe[] somaV;

  /** As it was built: in place only values change, so its segments are still these. */
  private final CableCell built;

  private Preparation preparation;

  /**
   * Builds a bench.
   *
   * @param blueprint of the changed cell
   * @param cell the changed cell
   * @param alone whether its one copy is all of a run, so that nothing depends on how trials are
   *     spread
   * @throws ModelException if the rig does not fit the cell
   */
  Bench(
      Preparation preparation,
      CableCell cell,
      Blueprint blueprint,
      Rig rig,
      int copies,
      boolean alone) {
    this.preparation = preparation;
    this.rig = rig;
    this.copies = copies;
    this.alone = alone;
    this.built = cell;
    MechanismCatalogue catalogue = preparation.specimen().catalogue();
    CableNetwork network = new CableNetwork(catalogue);
    Map<Rig.Input, double[]> trains = new HashMap<>();
    for (Rig.Input input : rig.inputs()) {
      trains.put(input, input.timesMs().stream().mapToDouble(Double::doubleValue).toArray());
    }
    cellsPerCopy = rig.cells();
    for (int c = 0; c < copies; c++) {
      int first = cell(c, 0);
      for (int made = first; made < first + cellsPerCopy; made++) {
        network.addCell(blueprint);
        for (CellPoint point : cell.points()) {
          MechanismType type = pointProcess(catalogue, point.mechanism());
          network.addPoint(
              made,
              point.section(),
              point.x(),
              network.addTemplate(new CableNetwork.PointTemplate(type, point.parameters())));
        }
      }
      Map<String, Integer> ofCopy = new LinkedHashMap<>();
      for (Rig.Device device : rig.devices()) {
        MechanismType type = pointProcess(catalogue, device.mechanism());
        typeOfDevice.put(device.name(), type);
        int template = network.addTemplate(new CableNetwork.PointTemplate(type, Map.of()));
        ofCopy.put(
            device.name(),
            network.addPoint(
                first + device.cell(), device.site().section(), device.site().x(), template));
      }
      for (Rig.Gap gap : rig.gaps()) {
        network.addGap(
            first + gap.cell(),
            gap.site().section(),
            gap.site().x(),
            ofCopy.get(gap.device()),
            gap.variable());
      }
      for (Rig.Input input : rig.inputs()) {
        int source = network.addTrain(trains.get(input));
        network.connect(source, ofCopy.get(input.device()), input.weight(), input.delayMs());
      }
      points.add(ofCopy);
    }
    Conditions conditions = preparation.conditions();
    partition =
        network.partition(
            1,
            new CableSettings(
                conditions.dtMs(),
                conditions.vInitMv(),
                conditions.celsius(),
                0,
                cell.globals(),
                true,
                alone && !conditions.exactSums()));
    group = partition.groups().getFirst();
    recorded = new Probe[copies][];
    somaV = new Probe[copies * cellsPerCopy];
    for (int c = 0; c < copies; c++) {
      recorded[c] = new Probe[rig.recorded().size()];
      for (int r = 0; r < recorded[c].length; r++) {
        recorded[c][r] = probe(c, rig.recorded().get(r));
      }
    }
    for (int made = 0; made < somaV.length; made++) {
      somaV[made] = partition.probe(made, cell.somaIndex(), .5, "v").orElseThrow();
    }
  }

  /** Number in the network of a cell of a copy. */
  private int cell(int copy, int ofRig) {
    return copy * cellsPerCopy + ofRig;
  }

  private static MechanismType pointProcess(MechanismCatalogue catalogue, String name) {
    Optional<MechanismType> type =
        catalogue.find(name).filter(t -> t.kind() == MechanismKind.POINT_PROCESS);
    return type.orElseThrow(() ->
        new ModelException(
            Problem.error(
                    "lab.unknown-point-process",
                    Location.NOWHERE,
                    "There is no point process " + name)
                .hint("Add its .mod file to the mechanisms of the cell")));
  }

  private Probe probe(int copy, Rig.Recorded wanted) {
    Optional<Probe> found =
        switch (wanted) {
          case Rig.Recorded.Of(String _, Site site, String variable, int cell) ->
              partition.probe(cell(copy, cell), site.section(), site.x(), variable);
          case Rig.Recorded.OfDevice(String _, String device, String variable) ->
              partition.probe(points.get(copy).get(device), variable);
        };
    return found.orElseThrow(() ->
        new ModelException(
            Problem.error(
                    "lab.unknown-variable",
                    new Location("", 0, 0, preparation.specimen().name()),
                    switch (wanted) {
                      case Rig.Recorded.Of(String _, Site site, String variable, int _) ->
                          "There is no variable "
                              + variable
                              + " at "
                              + preparation.specimen().shown(site);
                      case Rig.Recorded.OfDevice(String _, String device, String variable) ->
                          "The " + device + " has no variable " + variable;
                    })
                .hint("Names are NEURON's: v, cai, ina, m_hh")));
  }

  int copies() {
    return copies;
  }

  boolean alone() {
    return alone;
  }

  Rig rig() {
    return rig;
  }

  Preparation preparation() {
    return preparation;
  }

  /**
   * Takes over another preparation without building anew.
   *
   * @return false when that is not possible; nothing has happened then
   */
  boolean take(Preparation next) {
    if (next.equals(preparation)) {
      return true;
    }
    if (next.specimen() != preparation.specimen()
        || next.conditions().dtMs() != preparation.conditions().dtMs()
        || next.conditions().exactSums() != preparation.conditions().exactSums()
        || next.changes().size() < preparation.changes().size()) {
      return false;
    }
    List<Probe> targets = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    List<Change.Global> globals = new ArrayList<>();
    for (int i = 0; i < next.changes().size(); i++) {
      Change change = next.changes().get(i);
      if (i < preparation.changes().size()) {
        Change before = preparation.changes().get(i);
        if (before.equals(change)) {
          continue;
        }
        if (!before.sameTarget(change)) {
          return false;
        }
      }
      switch (change) {
        case Change.Section _ -> {
          return false;
        }
        case Change.Global global -> {
          if (global.name().endsWith("_ion")) {
            return false;
          }
          globals.add(global);
        }
        case Change.Range range -> {
          if (range.variable().equals("diam")
              || CONCENTRATION.matcher(range.variable()).matches()
              || isCovered(next.changes(), i)) {
            return false;
          }
          if (!collect(next.specimen(), range, targets, values)) {
            return false;
          }
        }
      }
    }
    for (Change.Global global : globals) {
      int at = global.name().lastIndexOf('_');
      while (at > 0
          && !group.setGlobal(
              global.name().substring(at + 1), global.name().substring(0, at), global.value())) {
        at = global.name().lastIndexOf('_', at - 1);
      }
      if (at <= 0) {
        return false;
      }
    }
    for (int i = 0; i < values.size(); i++) {
      targets.get(i).array()[targets.get(i).index()] = values.get(i);
    }
    group.setConditions(next.conditions().vInitMv(), next.conditions().celsius());
    group.parametersChanged();
    preparation = next;
    return true;
  }

  /** Whether a later change sets the same variable in one of the same sections again. */
  private static boolean isCovered(List<Change> changes, int index) {
    Change.Range earlier = (Change.Range) changes.get(index);
    return changes.stream()
        .skip(index + 1)
        .anyMatch(later ->
            later instanceof Change.Range range
                && range.variable().equals(earlier.variable())
                && range.sections().stream().anyMatch(earlier.sections()::contains));
  }

  private boolean collect(
      Specimen specimen, Change.Range range, List<Probe> targets, List<Double> values) {
    List<Integer> owners = ChangedCell.owners(specimen, range);
    for (int c = 0; c < copies * cellsPerCopy; c++) {
      for (int s : owners) {
        int nseg = built.sections().get(s).nseg();
        for (int i = 0; i < nseg; i++) {
          Optional<Probe> probe = partition.probe(c, s, (i + .5) / nseg, range.variable());
          if (probe.isEmpty()) {
            return false;
          }
          targets.add(probe.get());
          values.add(range.value());
        }
      }
    }
    return !owners.isEmpty();
  }

  /** A waveform on its way into a parameter. */
  private record Drive(Probe target, double[] perStep) {
    void apply(int step) {
      if (step < perStep.length) {
        target.array()[target.index()] = perStep[step];
      }
    }
  }

  /**
   * Runs all copies, one trial each; copies beyond the trials idle along.
   *
   * @param trials at most as many as there are copies
   * @throws ModelException if the potential is not a number any more
   * @throws CancellationException if stop was requested
   */
  List<Recording> run(List<Trial> trials, double tstopMs, RunControl control) {
    List<Drive> drives = new ArrayList<>();
    for (int c = 0; c < copies; c++) {
      for (Rig.Device device : rig.devices()) {
        setToDefaults(c, device.name());
      }
      if (c < trials.size()) {
        apply(c, trials.get(c), drives);
      }
    }
    group.parametersChanged();
    double[] times = StepTimes.until(tstopMs, preparation.conditions().dtMs());
    int steps = times.length - 1;
    double[][][] samples = new double[trials.size()][][];
    for (int c = 0; c < samples.length; c++) {
      samples[c] = new double[recorded[c].length][times.length];
    }
    Drive[] driven = drives.toArray(Drive[]::new);
    for (Drive drive : driven) {
      drive.apply(0);
    }
    group.initialise();
    sample(samples, 0);
    for (int step = 0; step < steps; step++) {
      for (Drive drive : driven) {
        drive.apply(step);
      }
      group.advance(step, 1);
      sample(samples, step + 1);
      if (step % STEPS_PER_LOOK == 0) {
        look(times[step + 1], control);
      }
    }
    look(times[steps], control);
    group.outgoing().clear();
    List<Recording> recordings = new ArrayList<>();
    for (double[][] ofCopy : samples) {
      Map<String, double[]> byName = new HashMap<>();
      for (int r = 0; r < ofCopy.length; r++) {
        byName.put(rig.recorded().get(r).name(), ofCopy[r]);
      }
      recordings.add(new Recording(times, byName));
    }
    return recordings;
  }

  /**
   * The first copy's membrane around its state at the end of the latest run.
   *
   * @param gates whether the states of mechanisms follow the potential
   * @throws ModelException if the cell has extracellular layers
   */
  LinearCable linearised(boolean gates) {
    try {
      return group.linearised(gates);
    } catch (IllegalStateException e) {
      throw new ModelException(
          Problem.error(
              "lab.extracellular",
              new Location("", 0, 0, preparation.specimen().name()),
              "Impedances of cells with extracellular layers cannot be computed"));
    }
  }

  /** Mechanisms whose states {@link #linearised} has to hold. */
  List<String> mechanismsWithHeldStates() {
    return group.mechanismsWithHeldStates();
  }

  /** Number of a place in a {@link LinearCable}. */
  int node(Site site) {
    return partition.probe(0, site.section(), site.x(), "v").orElseThrow().index();
  }

  private void sample(double[][][] samples, int row) {
    for (int c = 0; c < samples.length; c++) {
      Probe[] probes = recorded[c];
      for (int r = 0; r < probes.length; r++) {
        samples[c][r][row] = probes[r].array()[probes[r].index()];
      }
    }
  }

  private void look(double tMs, RunControl control) {
    if (control.stopRequested()) {
      throw new CancellationException("stopped at " + tMs + " ms");
    }
    for (Probe v : somaV) {
      if (!Double.isFinite(v.value())) {
        throw new ModelException(
            Problem.error(
                    "lab.not-a-number",
                    new Location("", 0, 0, preparation.specimen().name()),
                    "The membrane potential is not a number any more, noticed at t = "
                        + Math.round(tMs * 1000) / 1000.0
                        + " ms")
                .hint(
                    "A parameter is out of range, or the step is too long for it; take back the last"
                        + " change or make dt smaller"));
      }
    }
  }

  private void setToDefaults(int copy, String device) {
    MechanismType type = typeOfDevice.get(device);
    for (MechanismVariable variable : type.variables()) {
      if (variable.role() == MechanismVariable.Role.PARAMETER) {
        Probe probe = partition.probe(points.get(copy).get(device), variable.name()).orElseThrow();
        java.util.Arrays.fill(
            probe.array(), probe.index(), probe.index() + variable.size(), variable.defaultValue());
      }
    }
  }

  private void apply(int copy, Trial trial, List<Drive> drives) {
    trial
        .values()
        .forEach((name, value) -> {
          Probe target = parameter(copy, name);
          target.array()[target.index()] = value;
        });
    trial
        .waveforms()
        .forEach((name, perStep) -> {
          Probe target = parameter(copy, name);
          group.varies(target);
          drives.add(new Drive(target, perStep));
        });
  }

  /** {@code clamp.amp} or {@code clamp.dur[1]}. */
  private Probe parameter(int copy, String name) {
    int dot = name.lastIndexOf('.');
    int bracket = name.indexOf('[', dot);
    String device = name.substring(0, dot);
    String variable = name.substring(dot + 1, bracket < 0 ? name.length() : bracket);
    int element =
        bracket < 0 ? 0 : Integer.parseInt(name.substring(bracket + 1, name.length() - 1));
    Integer point = points.get(copy).get(device);
    Optional<Probe> found = point == null ? Optional.empty() : partition.probe(point, variable);
    Probe probe =
        found.orElseThrow(() ->
            new ModelException(
                Problem.error(
                    "lab.unknown-parameter",
                    Location.NOWHERE,
                    point == null
                        ? "The rig has no device " + device
                        : typeOfDevice.get(device).name() + " has no parameter " + variable)));
    return new Probe(probe.array(), probe.index() + element, probe.unit());
  }

  /** Problems of a blueprint as an exception. */
  static Blueprint blueprint(CableCell cell, MechanismCatalogue catalogue) {
    Problems problems = new Problems();
    Blueprint blueprint = Blueprint.of(cell, catalogue, problems);
    problems.throwIfErrors();
    return blueprint;
  }
}
