package org.neurowright.engine.cable;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.SectionGeometry;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.description.SectionModel;
import org.neurowright.engine.mechanism.MechanismCatalogue;
import org.neurowright.engine.numeric.TreeSolver;
import org.neurowright.engine.problem.Problems;

class NodeOrderTest {
  private static final int CELLS = 40;
  private static final MechanismCatalogue EMPTY = new MechanismCatalogue(List.of());

  private static Blueprint randomCell(Random random) {
    List<SectionModel> sections = new ArrayList<>();
    int count = 1 + random.nextInt(30);
    for (int s = 0; s < count; s++) {
      String name = s == 0 ? "soma[0]" : "dend[" + s + "]";
      sections.add(
          SectionModel.of(
                  name,
                  SectionKind.ofSectionName(name),
                  new SectionGeometry.Cylinder(20 + 50 * random.nextDouble(), 1),
                  s == 0 ? -1 : random.nextInt(s),
                  random.nextInt(3) / 2.)
              .withNseg(1 + random.nextInt(5))
              .withMembrane(100, 1, List.of(), Map.of()));
    }
    return Blueprint.of(new CableCell("random", sections), EMPTY, new Problems());
  }

  /**
   * Cells of random trees, some of them in packs, give the same bits as each of them alone in the
   * order of its sections.
   */
  @ParameterizedTest
  @CsvSource({"1, true", "2, true", "3, true", "4, true", "1, false", "2, false", "3, false"})
  void theSolutionHasTheBitsOfCellAfterCell(long seed, boolean inVectors) {
    assertThat(CableEquation.VECTORS_PRESENT).isTrue();
    Random random = new Random(seed);
    CableNetwork network = new CableNetwork(EMPTY);
    Blueprint[] kinds = {randomCell(random), randomCell(random), randomCell(random)};
    for (int c = 0; c < CELLS; c++) {
      network.addCell(c < 30 ? kinds[c % 2] : c < 35 ? kinds[2] : randomCell(random));
    }
    CableSettings settings = new CableSettings(.1, -70, 6.3, 0, Map.of());
    PartitionPlan plan = new PartitionPlan(network, settings, 1, new int[CELLS], new int[0], false);
    NodeOrder order = new NodeOrder(plan, 0);
    CableEquation equation = new CableEquation(order, settings, inVectors ? 0 : Long.MAX_VALUE);
    assertThat(order.packed).isEqualTo(8 * (kinds[0].nodes() + kinds[1].nodes()));
    double[][] v = new double[CELLS][];
    boolean[] used = new boolean[order.size];
    for (int c = 0; c < CELLS; c++) {
      v[c] = random.doubles(order.tree(c).size, -80, 20).toArray();
      for (int i = 0; i < v[c].length; i++) {
        int node = order.node(c, i);
        assertThat(used[node]).isFalse();
        used[node] = true;
        if (i >= order.tree(c).roots) {
          assertThat(node).isGreaterThan(order.node(c, order.tree(c).parent[i]));
        }
        equation.nodes.vMv()[node] = v[c][i];
      }
    }
    equation.begin();
    equation.addCable();
    equation.solve();
    equation.updateVoltage();
    for (int c = 0; c < CELLS; c++) {
      double[] expected = alone(order.tree(c), v[c]);
      for (int i = 0; i < expected.length; i++) {
        assertThat(equation.nodes.vMv()[order.node(c, i)]).isEqualTo(expected[i]);
      }
    }
  }

  private static double[] alone(NodeTree tree, double[] v) {
    double[] rhs = new double[tree.size];
    double[] d = new double[tree.size];
    for (int i = 0; i < tree.size; i++) {
      d[i] = .001 * (1 / .1) * tree.capacitanceUfPerCm2[i];
    }
    for (int i = tree.roots; i < tree.size; i++) {
      int up = tree.parent[i];
      double dv = v[up] - v[i];
      rhs[i] -= tree.b[i] * dv;
      rhs[up] += tree.a[i] * dv;
      d[i] -= tree.b[i];
      d[up] -= tree.a[i];
    }
    TreeSolver.solve(0, tree.size, tree.roots, tree.parent, tree.a, tree.b, d, rhs);
    for (int i = 0; i < tree.size; i++) {
      rhs[i] += v[i];
    }
    return rhs;
  }
}
