package org.neurowright.engine.cable;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.neurowright.engine.mechanism.MechanismKernel;
import org.neurowright.engine.mechanism.MechanismKind;
import org.neurowright.engine.mechanism.MechanismVariable;

/** Finds the variables of a group by name. */
final class GroupProbes {
  private final PartitionPlan plan;
  private final NodeOrder order;
  private final CableEquation equation;
  private final Membrane membrane;
  private final List<IonSet> ions;
  private final MechanismKernel[] kernels;

  GroupProbes(
      PartitionPlan plan,
      NodeOrder order,
      CableEquation equation,
      Membrane membrane,
      List<IonSet> ions,
      MechanismKernel[] kernels) {
    this.plan = plan;
    this.order = order;
    this.equation = equation;
    this.membrane = membrane;
    this.ions = ions;
    this.kernels = kernels;
  }

  /**
   * A variable of the membrane, of a density mechanism or of an ion at x of a section of a cell.
   */
  Optional<Probe> ofCell(int cell, int section, double x, String variable) {
    NodeTree tree = order.tree(cell);
    int node = order.node(cell, tree.segmentNode(section, x));
    int exact = order.node(cell, tree.voltageNode(section, x));
    return switch (variable) {
      case "v" -> Optional.of(new Probe(equation.nodes.vMv(), exact, "mV"));
      case "i_membrane_" -> Optional.of(new Probe(membrane.currents().currentNa, exact, "nA"));
      case "i_cap" -> Optional.of(new Probe(equation.capacitiveCurrent(), node, "mA/cm2"));
      case "cm" -> Optional.of(new Probe(equation.capacitance, node, "uF/cm2"));
      case "diam" -> Optional.of(new Probe(equation.nodes.diamUm(), node, "um"));
      case "area" -> Optional.of(new Probe(equation.nodes.areaUm2(), node, "um2"));
      default ->
          ofIon(node, variable)
              .or(() -> ofDensityMechanism(node, variable))
              .or(() -> ofLayers(variable, exact, node))
              .or(() -> ofCurrent(variable, node));
    };
  }

  /**
   * A current of one mechanism, of density or of all its points at the node: {@code i(pas)} is all
   * that it sends through the membrane, {@code ina(hh)} what it adds to an ion's current; mA/cm².
   */
  private Optional<Probe> ofCurrent(String variable, int node) {
    int open = variable.indexOf('(');
    if (open < 1 || variable.charAt(0) != 'i' || !variable.endsWith(")")) {
      return Optional.empty();
    }
    String ion = variable.substring(1, open);
    String mechanism = variable.substring(open + 1, variable.length() - 1);
    CurrentTaps taps = membrane.taps();
    for (int k = 0; k < taps.kernels().length; k++) {
      MechanismKernel kernel = taps.kernels()[k];
      if (!kernel.type().name().equals(mechanism)
          || Arrays.stream(kernel.node()).noneMatch(n -> n == node)) {
        continue;
      }
      if (ion.isEmpty()) {
        return Optional.of(taps.ofNode(k, equation.nodes, node));
      }
      for (IonSet set : ions) {
        if (set.ion.equals(ion) && set.presentAt(node)) {
          return Optional.of(taps.ofIon(k, set, node));
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Probe> ofLayers(String variable, int exact, int segment) {
    return membrane.outside() == null
        ? Optional.empty()
        : membrane.outside().probe(variable, exact, segment);
  }

  /** The potential inside at x of a section, which gap junctions carry. */
  Probe inside(int cell, int section, double x) {
    int node = order.node(cell, order.tree(cell).voltageNode(section, x));
    return new Probe(membrane.insideMv(), node, "mV");
  }

  Optional<Probe> ofIon(int node, String variable) {
    for (IonSet ion : ions) {
      double[] array = ion.variable(variable);
      if (array != null && ion.presentAt(node)) {
        return Optional.of(new Probe(array, ion.indexOfNode[node], ion.unit(variable)));
      }
    }
    return Optional.empty();
  }

  private Optional<Probe> ofDensityMechanism(int node, String variable) {
    for (MechanismKernel kernel : kernels) {
      String suffix = "_" + kernel.type().name();
      if (kernel.type().kind() != MechanismKind.DENSITY || !variable.endsWith(suffix)) {
        continue;
      }
      String name = variable.substring(0, variable.length() - suffix.length());
      int instance = Arrays.binarySearch(kernel.node(), node);
      OptionalInt column = kernel.type().variableIndex(name);
      if (instance >= 0
          && column.isPresent()
          && kernel.type().variables().get(column.getAsInt()).visible()) {
        return Optional.of(probe(kernel, column.getAsInt(), instance));
      }
    }
    return Optional.empty();
  }

  /** A variable of a point process or artificial cell. */
  Optional<Probe> ofPoint(int point, String variable) {
    MechanismKernel kernel = kernels[plan.kernelOfPoint[point]];
    OptionalInt column = kernel.type().variableIndex(variable);
    return column.isEmpty()
        ? Optional.empty()
        : Optional.of(probe(kernel, column.getAsInt(), plan.instanceOfPoint[point]));
  }

  /** A variable of a point process by its number in the type. */
  Probe element(int point, int variable) {
    return probe(kernels[plan.kernelOfPoint[point]], variable, plan.instanceOfPoint[point]);
  }

  private Probe probe(MechanismKernel kernel, int column, int instance) {
    MechanismVariable variable = kernel.type().variables().get(column);
    if (variable.role() != MechanismVariable.Role.PARAMETER) {
      membrane.taps().observe(kernel);
    }
    return new Probe(kernel.column(column), instance * variable.size(), variable.unit());
  }
}
