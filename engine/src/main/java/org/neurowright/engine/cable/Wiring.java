package org.neurowright.engine.cable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.neurowright.engine.mechanism.MechanismKernel;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;

/** What the kernels of a group get from the network besides their binding. */
final class Wiring {
  /** Column of the random stream that the compiler makes where none is declared. */
  private static final String IMPLICIT_STREAM = "scop_stream";

  /** Place for the nodes of one cell in the numbers of {@link #identify}. */
  private static final int CELL_SHIFT = 24;

  private Wiring() {}

  /** Numbers that do not depend on the spread over groups, for mechanisms that draw by them. */
  static void identify(
      MechanismKernel kernel, Instances instances, PartitionPlan plan, NodeOrder order) {
    if (kernel.type().variableIndex(IMPLICIT_STREAM).isEmpty()) {
      return;
    }
    long[] numbers = new long[instances.count];
    if (instances.points != null) {
      Arrays.setAll(numbers, i -> instances.points[i]);
    } else {
      long[] numberOfNode = new long[order.size];
      for (int c : order.cells) {
        for (int local = 0; local < plan.network.cells.get(c).tree.size; local++) {
          numberOfNode[order.node(c, local)] = ((long) c << CELL_SHIFT) + local;
        }
      }
      Arrays.setAll(numbers, i -> numberOfNode[instances.node[i]]);
    }
    kernel.identify(numbers);
  }

  /** The values of the kernel's FUNCTION_TABLEs. */
  static void fillTables(MechanismKernel kernel, CableNetwork network) {
    for (CableNetwork.TableValues table : network.functionTables) {
      if (table.mechanism().equals(kernel.type().name())) {
        kernel.functionTable(table.function()).set(table.values());
      }
    }
  }

  /**
   * Lets the pointers of a group refer to what they are to refer to.
   *
   * @return the arrays they refer into, whose values may change at any time
   * @throws ModelException if there is no such mechanism or variable
   */
  static List<double[]> setPointers(
      PartitionPlan plan, int group, NodeOrder order, MechanismKernel[] kernels) {
    GroupProbes probes = plan.probes[group];
    List<double[]> targets = new ArrayList<>();
    for (CableNetwork.Pointer pointer : plan.network.pointers) {
      int owner =
          pointer.point() >= 0
              ? plan.groupOfPoint[pointer.point()]
              : plan.groupOfCell[pointer.cell()];
      if (owner != group) {
        continue;
      }
      Optional<Probe> target =
          switch (pointer.target()) {
            case CableNetwork.Variable.OfSection s ->
                probes.ofCell(s.cell(), s.section(), s.x(), s.name());
            case CableNetwork.Variable.OfPoint p -> probes.ofPoint(p.point(), p.name());
          };
      MechanismKernel kernel = null;
      int instance = -1;
      if (pointer.point() >= 0) {
        kernel = kernels[plan.kernelOfPoint[pointer.point()]];
        instance = plan.instanceOfPoint[pointer.point()];
      } else {
        for (MechanismKernel candidate : kernels) {
          if (candidate.type().name().equals(pointer.type().name())) {
            kernel = candidate;
            instance =
                Arrays.binarySearch(candidate.node(), order.node(pointer.cell(), pointer.node()));
          }
        }
      }
      if (target.isEmpty() || instance < 0) {
        throw new ModelException(
            Problem.error(
                    "cable.pointer-target",
                    Location.NOWHERE,
                    "the POINTER "
                        + pointer.type().variables().get(pointer.variable()).name()
                        + " of "
                        + pointer.type().name()
                        + " cannot refer to "
                        + pointer.target())
                .hint("Both the mechanism and the variable must exist at their places."));
      }
      kernel
          .references(pointer.variable())
          .set(instance, target.get().array(), target.get().index());
      targets.add(target.get().array());
    }
    return targets;
  }
}
