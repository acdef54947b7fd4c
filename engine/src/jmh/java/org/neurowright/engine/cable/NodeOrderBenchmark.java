package org.neurowright.engine.cable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.SectionGeometry;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.description.SectionModel;
import org.neurowright.engine.mechanism.MechanismCatalogue;
import org.neurowright.engine.numeric.TreeSolver;
import org.neurowright.engine.problem.Problems;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a step of the cable equation alone cost (set-up, solution, new v) with the nodes cell
 * after cell, by level, and by level in packs? A section has 7 nodes in the mean; time is per step
 * of all cells.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class NodeOrderBenchmark {
  @Param({"1", "8", "104", "1000"})
  private int cells;

  @Param({"15", "30"})
  private int sections;

  /** Whether all cells are of one kind, and packs can be made. */
  @Param({"false", "true"})
  private boolean alike;

  private CableEquation scalar;
  private CableEquation vector;
  private NodeTree[] trees;
  private double[][] v;
  private double[][] d;
  private double[][] rhs;

  @Setup
  public void build() {
    MechanismCatalogue none = new MechanismCatalogue(List.of());
    CableNetwork network = new CableNetwork(none);
    Blueprint kind = null;
    trees = new NodeTree[cells];
    v = new double[cells][];
    d = new double[cells][];
    rhs = new double[cells][];
    for (int c = 0; c < cells; c++) {
      if (kind == null || !alike) {
        kind = Blueprint.of(cell(c), none, new Problems());
      }
      network.addCell(kind);
      trees[c] = kind.tree;
      v[c] = new Random(c).doubles(kind.tree.size, -80, -60).toArray();
      d[c] = new double[kind.tree.size];
      rhs[c] = new double[kind.tree.size];
    }
    CableSettings settings = new CableSettings(.1, -70, 6.3, 0, Map.of());
    PartitionPlan plan = new PartitionPlan(network, settings, 1, new int[cells], new int[0], false);
    NodeOrder order = new NodeOrder(plan, 0);
    scalar = new CableEquation(order, settings, Long.MAX_VALUE);
    vector = new CableEquation(order, settings, 0);
  }

  private CableCell cell(int seed) {
    Random random = new Random(seed);
    List<SectionModel> made = new ArrayList<>();
    for (int s = 0; s < sections; s++) {
      String name = s == 0 ? "soma[0]" : "dend[" + s + "]";
      made.add(
          SectionModel.of(
                  name,
                  SectionKind.ofSectionName(name),
                  new SectionGeometry.Cylinder(100, 1),
                  s == 0 ? -1 : s < 5 ? 0 : (s - 3) / 2,
                  1)
              .withNseg(3 + 2 * random.nextInt(4))
              .withMembrane(100, 1, List.of(), Map.of()));
    }
    return new CableCell("cell", made);
  }

  @Benchmark
  public double cellAfterCell() {
    for (int c = 0; c < cells; c++) {
      NodeTree tree = trees[c];
      for (int i = 0; i < tree.size; i++) {
        rhs[c][i] = 0;
        d[c][i] = .01 * tree.capacitanceUfPerCm2[i];
      }
      TreeSolver.addAxial(tree.roots, tree.size, tree.parent, tree.a, tree.b, v[c], d[c], rhs[c]);
      TreeSolver.solve(0, tree.size, tree.roots, tree.parent, tree.a, tree.b, d[c], rhs[c]);
      for (int i = 0; i < tree.size; i++) {
        v[c][i] += rhs[c][i];
      }
    }
    return v[0][0];
  }

  @Benchmark
  public double byLevel() {
    return step(scalar);
  }

  @Benchmark
  public double byLevelInPacks() {
    return step(vector);
  }

  private static double step(CableEquation equation) {
    equation.begin();
    equation.addCable();
    equation.solve();
    equation.updateVoltage();
    return equation.nodes.vMv()[0];
  }
}
