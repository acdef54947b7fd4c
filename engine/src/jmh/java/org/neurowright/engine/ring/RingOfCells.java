package org.neurowright.engine.ring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.neurowright.engine.build.BuildOptions;
import org.neurowright.engine.cable.Blueprint;
import org.neurowright.engine.cable.CableNetwork;
import org.neurowright.engine.cable.CablePartition;
import org.neurowright.engine.cable.CableSettings;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.MechanismInsertion;
import org.neurowright.engine.description.OutputSettings;
import org.neurowright.engine.description.SectionGeometry;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.description.SectionModel;
import org.neurowright.engine.mechanism.MechanismCatalogue;
import org.neurowright.engine.nmodl.NmodlCompiler;
import org.neurowright.engine.nmodl.builtin.BuiltinMechanisms;
import org.neurowright.engine.problem.Problems;
import org.neurowright.engine.record.ResultSink;
import org.neurowright.engine.record.RunLayout;
import org.neurowright.engine.record.RunOutcome;
import org.neurowright.engine.record.SampleBlock;
import org.neurowright.engine.record.SpikeBlock;
import org.neurowright.engine.sim.Simulation;
import org.neurowright.engine.sim.SpikeTable;
import org.neurowright.engine.task.RunControl;

/**
 * The ring of branching cells that {@code docs/performance/ring} compares with other simulators;
 * the model is described there. Takes the options of the scripts beside it and writes seconds and
 * spikes as JSON to the file named last.
 */
public final class RingOfCells {
  private static final double DT_MS = .025;

  private final Map<String, String> options = new HashMap<>();
  private final String out;

  private RingOfCells(String[] arguments) {
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      options.put(arguments[i], arguments[i + 1]);
    }
    out = arguments[arguments.length - 1];
  }

  public static void main(String[] arguments) throws IOException {
    new RingOfCells(arguments).run();
  }

  private int option(String name, int otherwise) {
    return Integer.parseInt(options.getOrDefault("--" + name, Integer.toString(otherwise)));
  }

  private SectionModel section(
      String name, double lengthUm, double diamUm, int nseg, int parent, String membrane) {
    Map<String, Double> parameters =
        membrane.equals("pas") ? Map.of("g", 1e-4, "e", -65.0) : Map.of();
    return SectionModel.of(
            name,
            SectionKind.ofSectionName(name),
            new SectionGeometry.Cylinder(lengthUm, diamUm),
            parent,
            1)
        .withNseg(nseg)
        .withMembrane(100, 1, List.of(new MechanismInsertion(membrane, parameters)), Map.of());
  }

  private CableCell cell() {
    List<SectionModel> sections = new ArrayList<>();
    sections.add(section("soma[0]", 20, 20, 1, -1, "hh"));
    List<Integer> level = List.of(0);
    for (int depth = 0; depth < option("depth", 4); depth++) {
      List<Integer> grown = new ArrayList<>();
      for (int parent : level) {
        for (int k = 0; k < (parent == 0 ? 1 : 2); k++) {
          grown.add(sections.size());
          sections.add(
              section(
                  "dend[" + (sections.size() - 1) + "]",
                  100,
                  2,
                  option("compartments", 6),
                  parent,
                  options.getOrDefault("--dendrites", "hh")));
        }
      }
      level = grown;
    }
    return new CableCell("branching cell", sections);
  }

  private void run() throws IOException {
    long started = System.nanoTime();
    MechanismCatalogue catalogue = BuiltinMechanisms.catalogue(new NmodlCompiler());
    Problems problems = new Problems();
    Blueprint blueprint = Blueprint.of(cell(), catalogue, problems);
    problems.throwIfErrors();
    int cells = option("cells", 256);
    int perRing = option("per-ring", 16);
    CableNetwork network = new CableNetwork(catalogue);
    int synapse =
        network.addTemplate(
            new CableNetwork.PointTemplate(
                catalogue.find("ExpSyn").orElseThrow(), Map.of("tau", 2.0, "e", 0.0)));
    int[] source = new int[cells];
    int[] target = new int[cells];
    for (int c = 0; c < cells; c++) {
      int cell = network.addCell(blueprint);
      target[c] = network.addPoint(cell, 1, .5, synapse);
      source[c] = network.addDetector(cell, 0, .5, 10);
    }
    int stimulus = network.addTrain(new double[] {1});
    for (int c = 0; c < cells; c++) {
      int ring = c - c % perRing;
      network.connect(source[ring + Math.floorMod(c - ring - 1, perRing)], target[c], .05, 5);
      if (c == ring) {
        network.connect(stimulus, target[c], .05, 1);
      }
    }
    double tstop = Double.parseDouble(options.getOrDefault("--tstop", "100"));
    int threads = option("threads", 1);
    long built = System.nanoTime();
    StringJoiner loops = new StringJoiner(", ", "[", "]");
    StringJoiner cpus = new StringJoiner(", ", "[", "]");
    var system =
        (com.sun.management.OperatingSystemMXBean)
            java.lang.management.ManagementFactory.getOperatingSystemMXBean();
    Spikes spikes = null;
    for (int repeat = 0; repeat < option("repeat", 1); repeat++) {
      spikes = new Spikes();
      long cpu = system.getProcessCpuTime();
      loops.add(Double.toString(simulate(network, source, threads, tstop, spikes)));
      cpus.add(Double.toString((system.getProcessCpuTime() - cpu) * 1e-9));
    }
    Files.writeString(
        Path.of(out),
        String.format(
            Locale.ROOT,
            "{\"build\": %f, \"loops\": %s, \"cpus\": %s, \"compartments\": %d, \"spikes\": %s}",
            (built - started) * 1e-9,
            loops,
            cpus,
            (long) cells * blueprint.segments(),
            spikes.list));
  }

  /** Runs once and returns the seconds of the time loop. */
  private static double simulate(
      CableNetwork network, int[] source, int threads, double tstop, Spikes spikes) {
    CablePartition partition =
        network.partition(
            threads * (int) Math.ceilDiv(network.stateBytes(), BuildOptions.BLOCK_BYTES * threads),
            threads,
            new CableSettings(DT_MS, -65, 6.3, 0, Map.of()));
    int[] population = new int[network.sourceCount()];
    int[] row = new int[network.sourceCount()];
    java.util.Arrays.fill(population, -1);
    for (int c = 0; c < source.length; c++) {
      population[source[c]] = 0;
      row[source[c]] = c;
    }
    long steps = Math.round(tstop / DT_MS);
    RunLayout layout =
        new RunLayout(
            "ring",
            tstop,
            DT_MS,
            steps,
            List.of(new RunLayout.SpikingPopulation("cells", 0, new long[source.length])),
            List.of(),
            new OutputSettings(
                "",
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OutputSettings.SpikeOrder.NONE));
    RunOutcome outcome =
        new Simulation(
                layout,
                partition.groups(),
                threads,
                List.of(),
                new SpikeTable(population, row),
                1000,
                partition.shortestDelayMs(),
                System::nanoTime)
            .run(RunControl.none(), List.of(spikes));
    return outcome.loopSeconds();
  }

  /** Collects spikes as JSON pairs. */
  private static final class Spikes implements ResultSink {
    private final List<String> list = new ArrayList<>();

    @Override
    public void begin(RunLayout layout) {}

    @Override
    public void spikes(SpikeBlock block) {
      for (int i = 0; i < block.size(); i++) {
        list.add(String.format(Locale.ROOT, "[%.6f, %d]", block.tMs()[i], block.row()[i]));
      }
    }

    @Override
    public void samples(SampleBlock block) {}

    @Override
    public void end(RunOutcome outcome) {}
  }
}
