package org.neurowright.engine.nmodl.corpus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neurowright.engine.cable.Blueprint;
import org.neurowright.engine.cable.CableGroup;
import org.neurowright.engine.cable.CableNetwork;
import org.neurowright.engine.cable.CablePartition;
import org.neurowright.engine.cable.CableSettings;
import org.neurowright.engine.cable.Probe;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.MechanismInsertion;
import org.neurowright.engine.description.SectionGeometry;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.description.SectionModel;
import org.neurowright.engine.mechanism.MechanismCatalogue;
import org.neurowright.engine.mechanism.MechanismKind;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problems;

/** Runs protocols in the cable engine. */
final class OneCompartment {
  /**
   * What a run gave.
   *
   * @param rows values of the recorded variables; NaN for those that cannot be read
   * @param spikes times of net_event
   * @param failure message of the documented failure that ended the run
   */
  record Trace(double[][] rows, List<Double> spikes, Optional<String> failure) {}

  private OneCompartment() {}

  static Trace run(Protocol protocol, Protocol.Run run, MechanismCatalogue catalogue) {
    String name = protocol.type().name();
    List<MechanismInsertion> insertions = new ArrayList<>();
    insertions.add(new MechanismInsertion("pas", Map.of("g", 1e-4, "e", -70.0)));
    for (String helper : protocol.helpers()) {
      insertions.add(new MechanismInsertion(helper, Map.of()));
    }
    MechanismKind kind = protocol.type().kind();
    if (kind == MechanismKind.DENSITY) {
      insertions.add(new MechanismInsertion(name, run.parameters()));
    }
    SectionModel soma =
        SectionModel.of(
                "soma",
                SectionKind.ofSectionName("soma"),
                new SectionGeometry.Cylinder(20, 20),
                -1,
                0)
            .withMembrane(35.4, 1, insertions, run.ions());
    Problems problems = new Problems();
    Blueprint blueprint = Blueprint.of(new CableCell("cell", List.of(soma)), catalogue, problems);
    problems.throwIfErrors();
    CableNetwork network = new CableNetwork(catalogue);
    int cell = network.addCell(blueprint);
    int point = -1;
    if (kind != MechanismKind.DENSITY) {
      int template =
          network.addTemplate(new CableNetwork.PointTemplate(protocol.type(), run.parameters()));
      point =
          kind == MechanismKind.ARTIFICIAL_CELL
              ? network.addArtificial(template)
              : network.addPoint(cell, 0, .5, template);
    }
    if (!run.clamp().isEmpty()) {
      Map<String, Double> values = new HashMap<>(Map.of("rs", .01));
      for (int i = 0; i < run.clamp().size(); i++) {
        values.put("dur" + (i + 1), run.clamp().get(i)[0]);
        values.put("amp" + (i + 1), run.clamp().get(i)[1]);
      }
      add(network, catalogue, cell, "SEClamp", values);
    } else if (run.pulse().length > 0) {
      add(
          network,
          catalogue,
          cell,
          "IClamp",
          Map.of("del", run.pulse()[0], "dur", run.pulse()[1], "amp", run.pulse()[2]));
    }
    int silent = network.addSilentSource();
    for (Protocol.Connection c : run.connections()) {
      int connection = network.connect(silent, point, c.weight(), 1);
      for (double t : c.timesMs()) {
        network.addEvent(connection, t);
      }
    }
    if (point >= 0) {
      network.addPointSource(point);
    }
    CablePartition partition =
        network.partition(
            1, new CableSettings(run.dtMs(), run.vInitMv(), run.celsius(), 0, run.globals()));
    CableGroup group = partition.groups().getFirst();
    List<Optional<Probe>> probes = new ArrayList<>();
    for (String variable : protocol.record()) {
      probes.add(probe(partition, protocol, cell, point, variable));
    }
    double[][] rows = new double[protocol.rows(run)][probes.size()];
    List<Double> spikes = new ArrayList<>();
    try {
      group.initialise();
      read(probes, rows[0]);
      for (int step = 1; step <= run.steps(); step++) {
        group.advance(step - 1, 1);
        if (step % run.every() == 0) {
          read(probes, rows[step / run.every()]);
        }
        for (int i = 0; i < group.outgoing().size(); i++) {
          spikes.add(group.outgoing().tMs(i));
        }
        group.outgoing().clear();
      }
    } catch (ModelException e) {
      return new Trace(rows, spikes, Optional.of(e.getMessage()));
    }
    return new Trace(rows, spikes, Optional.empty());
  }

  private static void add(
      CableNetwork network,
      MechanismCatalogue catalogue,
      int cell,
      String name,
      Map<String, Double> values) {
    network.addPoint(
        cell,
        0,
        .5,
        network.addTemplate(
            new CableNetwork.PointTemplate(catalogue.find(name).orElseThrow(), values)));
  }

  private static Optional<Probe> probe(
      CablePartition partition, Protocol protocol, int cell, int point, String variable) {
    if (variable.startsWith("membrane.")) {
      return partition.probe(cell, 0, .5, variable.substring("membrane.".length()));
    }
    int bracket = variable.indexOf('[');
    String base = bracket < 0 ? variable : variable.substring(0, bracket);
    int element =
        bracket < 0 ? 0 : Integer.parseInt(variable.substring(bracket + 1, variable.length() - 1));
    Optional<Probe> first =
        point < 0
            ? partition.probe(cell, 0, .5, base + "_" + protocol.type().name())
            : partition.probe(point, base);
    return first.map(p -> new Probe(p.array(), p.index() + element, p.unit()));
  }

  private static void read(List<Optional<Probe>> probes, double[] row) {
    for (int k = 0; k < row.length; k++) {
      row[k] = probes.get(k).map(Probe::value).orElse(Double.NaN);
    }
  }
}
