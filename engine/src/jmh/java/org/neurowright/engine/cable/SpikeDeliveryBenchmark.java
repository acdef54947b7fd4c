package org.neurowright.engine.cable;

import java.util.List;
import java.util.Map;
import java.util.Random;
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
 * What does it cost to deliver a spike to a connection? 100 trains of 1 spike per step, each with
 * 200 connections onto Exp2Syn of 100 one-segment cells, with one delay or one of 20. The work of
 * the cells themselves is small beside it: 20,000 connections receive a spike in every step. One
 * operation is one connection.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SpikeDeliveryBenchmark {
  private static final int TRAINS = 100;
  private static final int FAN_OUT = 200;
  private static final int STEPS = 100;
  private static final double DT_MS = .1;

  @Param({"1", "20"})
  private int delays;

  private CableGroup group;
  private long step;

  @Setup
  public void build() {
    MechanismCatalogue catalogue = BuiltinMechanisms.catalogue(new NmodlCompiler());
    Problems problems = new Problems();
    SectionModel soma =
        SectionModel.of(
                "soma[0]",
                SectionKind.ofSectionName("soma[0]"),
                new SectionGeometry.Cylinder(20, 20),
                -1,
                0)
            .withMembrane(100, 1, List.of(new MechanismInsertion("pas", Map.of())), Map.of());
    Blueprint blueprint = Blueprint.of(new CableCell("cell", List.of(soma)), catalogue, problems);
    problems.throwIfErrors();
    CableNetwork network = new CableNetwork(catalogue);
    int synapse =
        network.addTemplate(
            new CableNetwork.PointTemplate(
                catalogue.find("Exp2Syn").orElseThrow(), Map.of("tau1", 1.0, "tau2", 3.0)));
    int[] point = new int[TRAINS];
    for (int c = 0; c < point.length; c++) {
      point[c] = network.addPoint(network.addCell(blueprint), 0, .5, synapse);
    }
    Random random = new Random(1);
    double[] times = new double[1_000_000];
    for (int k = 0; k < times.length; k++) {
      times[k] = (k + .25) * DT_MS;
    }
    for (int t = 0; t < TRAINS; t++) {
      int train = network.addTrain(times);
      for (int k = 0; k < FAN_OUT; k++) {
        network.connect(
            train, point[random.nextInt(point.length)], 1e-9, 1 + random.nextInt(delays) * .15);
      }
    }
    group =
        network.partition(1, new CableSettings(DT_MS, -65, 34, 0, Map.of())).groups().getFirst();
    group.initialise();
    step = 0;
  }

  @Benchmark
  @OperationsPerInvocation(STEPS * TRAINS * FAN_OUT)
  public double deliver() {
    group.advance(step, STEPS);
    step += STEPS;
    return group.tMs();
  }
}
