package org.neurowright.io.hoc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neurowright.engine.cable.Blueprint;
import org.neurowright.engine.cable.CableGroup;
import org.neurowright.engine.cable.CableNetwork;
import org.neurowright.engine.cable.CablePartition;
import org.neurowright.engine.cable.CableSettings;
import org.neurowright.engine.cable.Probe;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.CellPoint;
import org.neurowright.engine.description.SectionGeometry;
import org.neurowright.engine.description.SectionModel;
import org.neurowright.engine.mechanism.MechanismCatalogue;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.problem.Problems;
import org.neurowright.io.hoc.cell.HocCell;
import org.neurowright.io.hoc.section.MechanismFacts;
import org.neurowright.io.hoc.section.Mechanisms;
import org.neurowright.io.hoc.section.Section;

/** Compares a cell with what {@code reference.py} wrote about NEURON's. */
final class CellComparison {
  private static final double RELATIVE = 1e-12;

  private final HocCell cell;
  private final List<MechanismFacts> facts;
  private final MechanismCatalogue catalogue;
  private final List<String> differences = new ArrayList<>();
  private final double voltageTolerance;

  /** Largest difference of the membrane potential, mV. */
  double worstMv;

  CellComparison(
      HocCell cell,
      List<MechanismFacts> facts,
      MechanismCatalogue catalogue,
      double voltageTolerance) {
    this.cell = cell;
    this.facts = facts;
    this.catalogue = catalogue;
    this.voltageTolerance = voltageTolerance;
  }

  /** Everything that differs, at most 30 lines; empty when all is equal. */
  List<String> differences(List<String> reference) {
    CableCell cable = cell.cell();
    Problems problems = new Problems();
    Blueprint blueprint = Blueprint.of(cable, catalogue, problems);
    problems.toList().forEach(p -> differences.add(p.toString()));
    if (problems.hasErrors()) {
      return differences;
    }
    Map<String, Integer> index = new LinkedHashMap<>();
    cable.sections().forEach(s -> index.put(s.name(), index.size()));
    Mechanisms mechanisms = new Mechanisms(facts, false);
    int at = -1;
    int segment = -1;
    int sections = 0;
    List<double[]> trace = new ArrayList<>();
    for (String line : reference) {
      String[] f = line.split(" ");
      switch (f[0]) {
        case "section" -> {
          sections++;
          at = index.getOrDefault(f[1], -1);
          segment = -1;
          if (at < 0) {
            differences.add("section " + f[1] + " is missing");
            continue;
          }
          section(cable, at, f);
        }
        case "segment" -> {
          segment++;
          if (at >= 0 && segment < cable.sections().get(at).nseg()) {
            double x = (segment + .5) / cable.sections().get(at).nseg();
            String where = cable.sections().get(at).name() + "(" + x + ")";
            number(where + " diam", blueprint.diamUm(at, x), f[1], 1e-9);
            number(where + " cm", cell.sections().get(at).capacitance(segment), f[2], 0);
            number(where + " area", blueprint.areaUm2(at, x), f[3], RELATIVE);
            number(where + " ri", blueprint.resistanceMohm(at, x), f[4], RELATIVE);
          }
        }
        case "value" -> {
          Section section = at < 0 ? null : cell.sections().get(at);
          if (section != null && segment < section.nseg()) {
            String where = section.name() + "[" + segment + "] " + f[1];
            var variable = mechanisms.variable(f[1]);
            if (variable.isEmpty()) {
              differences.add(where + " is not known");
            } else {
              try {
                number(where, section.get(variable.get(), segment), f[2], 4e-16);
              } catch (RuntimeException e) {
                differences.add(where + ": " + e.getMessage());
              }
            }
          }
        }
        default -> trace.add(new double[] {Double.parseDouble(f[1]), Double.parseDouble(f[2])});
      }
    }
    if (sections != cable.sections().size()) {
      differences.add(cable.sections().size() + " sections instead of " + sections);
    }
    if (!trace.isEmpty() && differences.isEmpty()) {
      run(cable, blueprint, trace);
    }
    return differences.subList(0, Math.min(30, differences.size()));
  }

  private void section(CableCell cable, int at, String[] f) {
    SectionModel section = cable.sections().get(at);
    String name = section.name();
    text(name + " nseg", String.valueOf(section.nseg()), f[2]);
    number(name + " L", section.lengthUm(), f[3], RELATIVE);
    number(name + " Ra", section.axialResistivityOhmCm(), f[4], 0);
    number(name + " rallbranch", section.rallBranch(), f[5], 0);
    text(
        name + " parent",
        section.parent() < 0 ? "-" : cable.sections().get(section.parent()).name(),
        f[6]);
    if (section.parent() >= 0) {
      number(name + " parentX", section.parentX(), f[7], 1e-12);
    }
    number(name + " childX", section.childX(), f[8], 0);
    int points = section.geometry() instanceof SectionGeometry.Points p ? p.size() : 0;
    text(name + " points", String.valueOf(points), f[9].equals("1") ? "0" : f[9]);
  }

  private void text(String what, String ours, String expected) {
    if (!ours.equals(expected)) {
      differences.add(what + " is " + ours + ", in NEURON " + expected);
    }
  }

  private void number(String what, double ours, String text, double relative) {
    double expected = Double.parseDouble(text.replace("nan", "NaN").replace("inf", "Infinity"));
    if (!(Math.abs(ours - expected) <= relative * Math.abs(expected))
        && !(Double.isNaN(ours) && Double.isNaN(expected))) {
      differences.add(what + " is " + ours + ", in NEURON " + expected);
    }
  }

  private void run(CableCell cable, Blueprint blueprint, List<double[]> trace) {
    CableNetwork network = new CableNetwork(catalogue);
    int one = network.addCell(blueprint);
    int soma = cable.somaIndex();
    for (CellPoint point : cable.points()) {
      MechanismType type = catalogue.find(point.mechanism()).orElseThrow();
      int made = network.addTemplate(new CableNetwork.PointTemplate(type, point.parameters()));
      network.addPoint(one, point.section(), point.x(), made);
    }
    int template =
        network.addTemplate(
            new CableNetwork.PointTemplate(
                catalogue.find("IClamp").orElseThrow(),
                Map.of("del", 5.0, "dur", 40.0, "amp", 0.2)));
    network.addPoint(one, soma, .5, template);
    CablePartition partition =
        network.partition(1, new CableSettings(0.025, -65, 6.3, 0, cell.cell().globals()));
    CableGroup group = partition.groups().getFirst();
    Probe probe = partition.probe(one, soma, .5, "v").orElseThrow();
    List<Double> ours = new ArrayList<>();
    group.initialise();
    ours.add(probe.value());
    group.onSample(() -> ours.add(probe.value()));
    group.advance(0, 2000);
    for (int i = 0; i < trace.size(); i++) {
      double difference = Math.abs(ours.get(20 * i) - trace.get(i)[1]);
      if (!(difference <= worstMv)) {
        worstMv = difference;
      }
    }
    if (!(worstMv <= voltageTolerance)) {
      differences.add("v differs by " + worstMv + " mV");
    }
  }
}
