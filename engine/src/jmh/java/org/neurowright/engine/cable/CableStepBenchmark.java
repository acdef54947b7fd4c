package org.neurowright.engine.cable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.MechanismInsertion;
import org.neurowright.engine.description.SectionGeometry;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.description.SectionModel;
import org.neurowright.engine.mechanism.MechanismCatalogue;
import org.neurowright.engine.nmodl.NmodlCompiler;
import org.neurowright.engine.nmodl.builtin.BuiltinMechanisms;
import org.neurowright.engine.problem.Problems;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does one step of branched cells cost? Each cell has 141 segments, hh in the soma and passive
 * dendrites, or hh everywhere, and 800 Exp2Syn synapses without input: the shape of a cell of an
 * Allen network, whose step is mostly channels and synapses.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CableStepBenchmark {
  private static final int STEPS = 100;
  private static final int SYNAPSES = 800;

  @Param({"10", "100"})
  private int cells;

  @Param({"false", "true"})
  private boolean active;

  private CableGroup group;
  private long step;

  @Setup
  public void build() {
    MechanismCatalogue catalogue = BuiltinMechanisms.catalogue(new NmodlCompiler());
    Problems problems = new Problems();
    Blueprint blueprint = Blueprint.of(cell(), catalogue, problems);
    problems.throwIfErrors();
    CableNetwork network = new CableNetwork(catalogue);
    int synapse =
        network.addTemplate(
            new CableNetwork.PointTemplate(
                catalogue.find("Exp2Syn").orElseThrow(), Map.of("tau1", 1.0, "tau2", 3.0)));
    for (int c = 0; c < cells; c++) {
      int cell = network.addCell(blueprint);
      for (int s = 0; s < SYNAPSES; s++) {
        network.addPoint(cell, 1 + s % 20, .5, synapse);
      }
    }
    group = network.partition(1, new CableSettings(.1, -65, 34, 0, Map.of())).groups().getFirst();
    group.initialise();
  }

  private CableCell cell() {
    List<SectionModel> sections = new ArrayList<>();
    sections.add(section("soma[0]", 20, 20, 1, -1, true));
    for (int s = 0; s < 20; s++) {
      sections.add(section("dend[" + s + "]", 140, 1, 7, s < 4 ? 0 : (s - 4) / 2 + 1, active));
    }
    return new CableCell("benchmark cell", sections);
  }

  private static SectionModel section(
      String name, double lengthUm, double diamUm, int nseg, int parent, boolean hh) {
    return SectionModel.of(
            name,
            SectionKind.ofSectionName(name),
            new SectionGeometry.Cylinder(lengthUm, diamUm),
            parent,
            1)
        .withNseg(nseg)
        .withMembrane(
            100, 1, List.of(new MechanismInsertion(hh ? "hh" : "pas", Map.of())), Map.of());
  }

  @Benchmark
  @OperationsPerInvocation(STEPS)
  public double step() {
    group.advance(step, STEPS);
    step += STEPS;
    return group.tMs();
  }
}
