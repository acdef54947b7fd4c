package org.neurowright.engine.build;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.neurowright.engine.cable.Blueprint;
import org.neurowright.engine.cable.CableNetwork;
import org.neurowright.engine.cable.CablePartition;
import org.neurowright.engine.cable.CableSettings;
import org.neurowright.engine.cable.Probe;
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
import org.neurowright.engine.record.RunLayout;
import org.neurowright.engine.record.RunOutcome;
import org.neurowright.engine.sim.Simulation;
import org.neurowright.engine.sim.SpikeTable;
import org.neurowright.engine.task.RunControl;

/**
 * Builds and runs a network of many cells and tells what memory and time it took: what the size of
 * blocks should be, and whether both stay linear in the number of cells.
 *
 * <p>Every cell has a soma with hh and passive dendrites, a detector, and Exp2Syn synapses from
 * random cells with delays from 1 to 3 ms; every tenth cell is driven by a train of spikes.
 *
 * <p>Arguments, all optional, as name=value: cells (1000), nodes (segments of a cell, 100),
 * synapses (of a cell, 500), kinds (different cells, 1), ms (100), dt (0.1), threads (1), blockKb
 * (1024), active (hh in dendrites, false), exact (every synapse by itself, false), scalar (no
 * vector instructions, false).
 */
public final class LargeNetwork {
  private LargeNetwork() {}

  public static void main(String[] arguments) {
    Map<String, String> given = new java.util.HashMap<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      given.put(argument.substring(0, equals), argument.substring(equals + 1));
    }
    int cells = Integer.parseInt(given.getOrDefault("cells", "1000"));
    int segments = Integer.parseInt(given.getOrDefault("nodes", "100"));
    int synapses = Integer.parseInt(given.getOrDefault("synapses", "500"));
    int kinds = Integer.parseInt(given.getOrDefault("kinds", "1"));
    double ms = Double.parseDouble(given.getOrDefault("ms", "100"));
    double dt = Double.parseDouble(given.getOrDefault("dt", "0.1"));
    int threads = Integer.parseInt(given.getOrDefault("threads", "1"));
    long blockKb = Long.parseLong(given.getOrDefault("blockKb", "1024"));
    boolean active = Boolean.parseBoolean(given.getOrDefault("active", "false"));

    boolean exact = Boolean.parseBoolean(given.getOrDefault("exact", "false"));
    boolean scalar = Boolean.parseBoolean(given.getOrDefault("scalar", "false"));

    long start = System.nanoTime();
    MechanismCatalogue catalogue =
        BuiltinMechanisms.catalogue(scalar ? new NmodlCompiler().scalar() : new NmodlCompiler());
    CableNetwork network = new CableNetwork(catalogue);
    Problems problems = new Problems();
    List<Blueprint> blueprints = new ArrayList<>();
    for (int k = 0; k < kinds; k++) {
      blueprints.add(Blueprint.of(cell(segments, k, active), catalogue, problems));
    }
    problems.throwIfErrors();
    long base = usedBytes();
    long begin = System.nanoTime();
    int[] source = new int[cells];
    for (int c = 0; c < cells; c++) {
      network.addCell(blueprints.get(c % kinds));
      source[c] = network.addDetector(c, 0, .5, -20);
    }
    int template =
        network.addTemplate(
            new CableNetwork.PointTemplate(
                catalogue.find("Exp2Syn").orElseThrow(), Map.of("tau1", .2, "tau2", 2.)));
    Random random = new Random(5);
    int sections = blueprints.getFirst().cell().sections().size();
    for (int c = 0; c < cells; c++) {
      for (int s = 0; s < synapses; s++) {
        int section = 1 + random.nextInt(sections - 1);
        double x = random.nextDouble();
        int point =
            exact
                ? network.addPoint(c, section, x, template)
                : network.addSynapse(c, section, x, template);
        network.connect(
            source[random.nextInt(cells)], point, 1e-5, 1 + 2 * random.nextInt(16) / 16.);
      }
    }
    int drive = network.addTrain(random.doubles((long) ms / 5, 0, ms).sorted().toArray());
    for (int c = 0; c < cells; c += 10) {
      network.connect(drive, network.addPoint(c, 0, .5, template), .02, 1);
    }
    double connections = network.connections();
    int instances = network.points();
    long described = System.nanoTime();
    long describedBytes = usedBytes() - base;
    BuildOptions options =
        new BuildOptions(threads, blockKb << 10, Map.of(), exact, !scalar, System::nanoTime);
    long partitionStart = System.nanoTime();
    int blocks = options.blocks(network);
    CablePartition partition =
        network.partition(blocks, new CableSettings(dt, -65, 6.3, 0, Map.of(), !scalar));
    Simulation simulation =
        new Simulation(
            new RunLayout(
                "large network",
                ms,
                dt,
                Math.round(ms / dt),
                List.of(),
                List.of(),
                new OutputSettings(
                    "",
                    true,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    OutputSettings.SpikeOrder.NONE)),
            partition.groups(),
            threads,
            List.of(),
            table(network, cells),
            1000,
            partition.shortestDelayMs(),
            System::nanoTime);
    int blockCount = partition.groups().size();
    long partitioned = System.nanoTime();
    long builtBytes = usedBytes() - base;
    List<Probe> shown = somePotentials(partition, cells);
    partition = null;
    network = null;
    long runBytes = usedBytes() - base;
    double cpuStart = cpuNs();
    RunOutcome outcome = simulation.run(RunControl.none(), List.of());
    double runNs = cpuNs() - cpuStart;
    double nodes = (double) cells * blueprints.getFirst().segments();
    System.out.printf(
        Locale.ROOT,
        "cells %d, segments %.0f, synapses %.0f in %d instances, threads %d, blocks %d%n"
            + "describe %.2f s, lay out %.2f s, run %.2f s, %.1f ns of processor per segment and step%n"
            + "memory: description %.0f MB, with layout %.0f MB, of the run %.0f MB (%.0f bytes per "
            + "segment with its synapses), peak of the heap %.0f MB%n",
        cells,
        nodes,
        connections,
        instances,
        threads,
        blockCount,
        (described - begin) * 1e-9,
        (partitioned - partitionStart) * 1e-9,
        outcome.loopSeconds(),
        runNs / nodes / outcome.steps(),
        describedBytes * 1e-6,
        builtBytes * 1e-6,
        runBytes * 1e-6,
        runBytes / nodes,
        peakBytes() * 1e-6);
    System.out.printf(
        Locale.ROOT,
        "start %.2f s, %d spikes, sum of potentials %s%n",
        (begin - start) * 1e-9,
        outcome.spikes(),
        Double.toHexString(shown.stream().mapToDouble(Probe::value).sum()));
  }

  /** Potentials whose sum shows whether two runs went the same way. */
  private static List<Probe> somePotentials(CablePartition partition, int cells) {
    List<Probe> probes = new ArrayList<>();
    for (int c = 0; c < cells; c++) {
      probes.add(partition.probe(c, 1, 1, "v").orElseThrow());
    }
    return probes;
  }

  private static SpikeTable table(CableNetwork network, int cells) {
    int[] population = new int[network.sourceCount()];
    java.util.Arrays.fill(population, cells, population.length, -1);
    return new SpikeTable(population, new int[population.length]);
  }

  /** Processor time of all threads, ns. */
  private static double cpuNs() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /** A soma and a tree of dendrites with three segments each, different for each kind. */
  private static CableCell cell(int segments, int kind, boolean active) {
    Random random = new Random(kind);
    List<SectionModel> sections = new ArrayList<>();
    sections.add(section("soma[0]", 20, 20, 1, -1, true));
    for (int s = 0; s < (segments - 1) / 3; s++) {
      int parent = s < 4 ? 0 : kind == 0 ? (s - 4) / 2 + 1 : 1 + random.nextInt(s);
      sections.add(section("dend[" + s + "]", 60, 1, 3, parent, active));
    }
    return new CableCell("cell " + kind, sections);
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

  private static long usedBytes() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static long peakBytes() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == java.lang.management.MemoryType.HEAP)
        .mapToLong(pool -> pool.getPeakUsage().getUsed())
        .sum();
  }
}
