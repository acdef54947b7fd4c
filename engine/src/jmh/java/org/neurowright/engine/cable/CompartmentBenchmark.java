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
 * Cost of one segment and step, without synapses, for membranes and for what may be asked of them.
 * To be held against {@code MachineLimitsBenchmark} and {@code ExponentialBenchmark}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CompartmentBenchmark {
  private static final int STEPS = 20;
  private static final int CELLS = 50;
  private static final int SECTIONS = 15;
  private static final int NSEG = 7;

  /** Segments times steps of one call. */
  private static final int WORK = STEPS * CELLS * SECTIONS * NSEG;

  /** The membrane; prescribed and coupled are passive with extracellular layers. */
  @Param({"passive", "hh", "imem", "prescribed", "coupled"})
  private String membrane;

  private CableGroup group;
  private long step;

  @Setup
  public void build() {
    MechanismCatalogue catalogue = BuiltinMechanisms.catalogue(new NmodlCompiler());
    List<MechanismInsertion> mechanisms = new ArrayList<>();
    mechanisms.add(new MechanismInsertion(membrane.equals("hh") ? "hh" : "pas", Map.of()));
    if (membrane.equals("prescribed")) {
      mechanisms.add(new MechanismInsertion("extracellular", Map.of()));
    } else if (membrane.equals("coupled")) {
      mechanisms.add(new MechanismInsertion("extracellular", Map.of("xg[0]", .01)));
    }
    List<SectionModel> sections = new ArrayList<>();
    for (int s = 0; s < SECTIONS; s++) {
      sections.add(
          SectionModel.of(
                  "dend[" + s + "]",
                  SectionKind.DEND,
                  new SectionGeometry.Cylinder(100, 2),
                  s == 0 ? -1 : (s - 1) / 2,
                  1)
              .withNseg(NSEG)
              .withMembrane(100, 1, mechanisms, Map.of()));
    }
    Problems problems = new Problems();
    Blueprint blueprint = Blueprint.of(new CableCell("tree", sections), catalogue, problems);
    problems.throwIfErrors();
    CableNetwork network = new CableNetwork(catalogue);
    for (int c = 0; c < CELLS; c++) {
      network.addCell(blueprint);
    }
    CablePartition partition = network.partition(1, new CableSettings(.025, -65, 6.3, 0, Map.of()));
    if (membrane.equals("imem")) {
      partition.probe(0, 0, .5, "i_membrane_");
    }
    group = partition.groups().getFirst();
    group.initialise();
  }

  @Benchmark
  @OperationsPerInvocation(WORK)
  public CableGroup step() {
    group.advance(step, STEPS);
    step += STEPS;
    return group;
  }
}
