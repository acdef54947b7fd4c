package org.neurowright.engine.nmodl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.neurowright.engine.mechanism.Clock;
import org.neurowright.engine.mechanism.EventPort;
import org.neurowright.engine.mechanism.IonArrays;
import org.neurowright.engine.mechanism.IonUse;
import org.neurowright.engine.mechanism.KernelBinding;
import org.neurowright.engine.mechanism.MechanismKernel;
import org.neurowright.engine.mechanism.MechanismKind;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.mechanism.MechanismType.Phase;
import org.neurowright.engine.mechanism.MechanismVariable;
import org.neurowright.engine.mechanism.NodeArrays;
import org.neurowright.engine.nmodl.builtin.BuiltinMechanisms;
import org.neurowright.engine.nmodl.kernel.BlockMath;
import org.neurowright.engine.nmodl.kernel.WarmUp;
import org.neurowright.engine.problem.ModelException;

/** Kernels in blocks and kernels one instance after the other give the same bits. */
final class KernelTwinsTest {
  private static final int[] COUNTS = {1, 7, 24, 25, 33, 255, 256, 259, 700};

  @BeforeAll
  static void useVectorLoopsAtOnce() {
    assertThat(BlockMath.usesVectors()).as("--add-modules jdk.incubator.vector").isTrue();
    System.setProperty(WarmUp.AT_ONCE, "true");
  }

  @AfterAll
  static void useThemWhenCompiled() {
    System.clearProperty(WarmUp.AT_ONCE);
  }

  @Test
  void builtInMechanisms() {
    compare(BuiltinMechanisms.names().stream().map(BuiltinMechanisms::source).toList(), 2);
  }

  @Test
  void mechanismsOfTheSamplesAndTheTests() throws IOException {
    List<NmodlSource> sources = new ArrayList<>(sourcesBelow(Path.of("src/test/resources")));
    sources.addAll(sourcesBelow(Path.of("../samples")));
    for (NmodlSource source : sources) {
      compare(List.of(source), 0);
    }
    assertThat(sources.stream().filter(s -> inBlocks(s) > 0).count()).isGreaterThan(5);
  }

  /** The mechanism files that come with BMTK 1.2, which are not part of this repository. */
  @Tag("conformance")
  @Test
  void channelsOfBmtk() throws IOException {
    String folder = System.getProperty("neurowright.mechanisms");
    Assumptions.assumeTrue(
        folder != null, "set -Dneurowright.mechanisms=... to BMTK's folder modfiles");
    List<NmodlSource> sources =
        sourcesBelow(Path.of(folder)).stream()
            .filter(s -> !s.path().endsWith("vecevent.mod"))
            .toList();

    compare(sources, 12);
  }

  /**
   * A sample of the public mechanisms of {@code -Dneurowright.corpus}: {@code
   * -Dneurowright.corpus.twins} files, 150 unless given, drawn with a fixed seed.
   */
  @Tag("conformance")
  @Test
  void publicMechanisms() throws IOException {
    String folder = System.getProperty("neurowright.corpus", "");
    Assumptions.assumeFalse(folder.isEmpty(), "set -Dneurowright.corpus=<folder with .mod files>");
    List<Path> files;
    try (Stream<Path> found = Files.walk(Path.of(folder))) {
      files =
          new ArrayList<>(
              found
                  .filter(f -> f.toString().endsWith(".mod") && Files.isRegularFile(f))
                  .sorted()
                  .toList());
    }
    Collections.shuffle(files, new Random(20_231));
    int limit = Integer.getInteger("neurowright.corpus.twins", 150);
    // Files of many models share names; those of one catalogue must not.
    List<List<NmodlSource>> batches = new ArrayList<>();
    List<Set<String>> names = new ArrayList<>();
    int taken = 0;
    for (Path file : files) {
      NmodlSource source = NmodlSource.read(file);
      Optional<MechanismType> type = new NmodlCompiler().examine(source).type();
      // Pointers need something to point to.
      if (taken == limit || type.isEmpty() || source.text().contains("POINTER")) {
        continue;
      }
      taken++;
      String name = type.get().name();
      int k = 0;
      while (k < batches.size() && (names.get(k).contains(name) || batches.get(k).size() == 50)) {
        k++;
      }
      if (k == batches.size()) {
        batches.add(new ArrayList<>());
        names.add(new HashSet<>());
      }
      batches.get(k).add(source);
      names.get(k).add(name);
    }
    int inBlocks = 0;
    for (List<NmodlSource> batch : batches) {
      compare(batch, 0);
      inBlocks += batch.stream().mapToInt(KernelTwinsTest::inBlocks).sum();
    }
    assertThat(inBlocks).isGreaterThan(taken / 4);
  }

  /** An ion variable in RANGE that is only read, and exponentials of which nothing is kept. */
  @Test
  void shownIonsAndUselessExponentials() {
    String shown =
        """
        NEURON { SUFFIX shown USEION k READ ek WRITE ik RANGE ek, g, m }
        PARAMETER { g = 0.001 }
        STATE { m }
        ASSIGNED { v ek ik }
        BREAKPOINT { SOLVE s METHOD cnexp ik = g*m*(v - ek) }
        DERIVATIVE s { m' = exp(-v*v/900 - ek/1000) - m }
        """;
    String useless =
        """
        NEURON { SUFFIX useless RANGE m }
        STATE { m }
        ASSIGNED { v a b }
        BREAKPOINT { SOLVE s METHOD cnexp }
        DERIVATIVE s { rates(v) }
        PROCEDURE rates(v) { LOCAL c c = exp(v/9) a = c b = 1/(c + exp(-v/7)) }
        """;
    List<NmodlSource> sources =
        List.of(new NmodlSource("shown.mod", shown), new NmodlSource("useless.mod", useless));
    compare(sources, 1);
  }

  private static List<NmodlSource> sourcesBelow(Path folder) throws IOException {
    List<NmodlSource> sources = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file :
          files
              .filter(f -> f.toString().endsWith(".mod") && !f.toString().contains("target"))
              .sorted()
              .toList()) {
        NmodlSource source = NmodlSource.read(file);
        if (new NmodlCompiler().check(source).stream().noneMatch(p -> p.isError())
            && !file.endsWith("vecevent.mod")) {
          sources.add(source);
        }
      }
    }
    return sources;
  }

  private static int inBlocks(NmodlSource source) {
    return new NmodlCompiler().javaSource(source).contains("InBlocks()") ? 1 : 0;
  }

  /**
   * Compares the twins of some mechanisms.
   *
   * @param atLeast how many of them must have a phase in blocks
   */
  private static void compare(List<NmodlSource> sources, int atLeast) {
    assertThat(sources.stream().mapToInt(KernelTwinsTest::inBlocks).sum())
        .isGreaterThanOrEqualTo(atLeast);
    List<MechanismType> blocks = new NmodlCompiler().compile(sources).types();
    List<MechanismType> scalar = new NmodlCompiler().scalar().compile(sources).types();
    List<String> differing = new ArrayList<>();
    for (int k = 0; k < blocks.size(); k++) {
      if (blocks.get(k).kind() != MechanismKind.ARTIFICIAL_CELL) {
        difference(blocks.get(k), scalar.get(k)).ifPresent(differing::add);
      }
    }
    assertThat(differing).isEmpty();
  }

  /** Where two forms of a mechanism first differ. */
  private static Optional<String> difference(MechanismType blocks, MechanismType scalar) {
    for (int variant = 0; variant < 2 * COUNTS.length; variant++) {
      int count = COUNTS[variant / 2];
      boolean consecutive = variant % 2 == 1;
      Bench a = new Bench(blocks, count, consecutive);
      Bench b = new Bench(scalar, count, consecutive);
      for (int step = -1; step < 6; step++) {
        String where = "%s, %d instances, step %d".formatted(blocks.name(), count, step);
        // A solver may fail under random conditions, but then in both forms.
        String failure = a.failureOf(step);
        String other = b.failureOf(step);
        if (!failure.equals(other)) {
          return Optional.of(where + ": '" + failure + "' and '" + other + "'");
        }
        if (!failure.isEmpty()) {
          break;
        }
        for (int c = 0; c < a.arrays.size(); c++) {
          if (!Arrays.equals(bits(a.arrays.get(c)), bits(b.arrays.get(c)))) {
            return Optional.of(where + ", array " + c);
          }
        }
      }
    }
    return Optional.empty();
  }

  private static long[] bits(double[] values) {
    return Arrays.stream(values).mapToLong(Double::doubleToLongBits).toArray();
  }

  /** A kernel with random but reproducible surroundings. */
  private static final class Bench implements EventPort {
    final MechanismType type;
    final List<double[]> arrays = new ArrayList<>();
    private final MechanismKernel kernel;
    private final Clock clock = new Clock();
    private final NodeArrays nodes;
    private final SplittableRandom random = new SplittableRandom(7);
    private final double[] weights;
    private final int count;

    /**
     * @param consecutive whether eight instances each are at one node after the other
     */
    Bench(MechanismType type, int count, boolean consecutive) {
      this.type = type;
      this.count = count;
      boolean point = type.kind() == MechanismKind.POINT_PROCESS;
      int nodeCount = 2 * count + 3;
      nodes =
          new NodeArrays(
              fill(nodeCount, -100, 60),
              fill(nodeCount, -1, 1),
              fill(nodeCount, 0, 1),
              fill(nodeCount, 20, 900),
              fill(nodeCount, .3, 5));
      arrays.addAll(List.of(nodes.vMv(), nodes.rhs(), nodes.d(), nodes.areaUm2(), nodes.diamUm()));
      int[] node = new int[count];
      node[0] = consecutive ? 3 : 0;
      for (int i = 1; i < count; i++) {
        int apart = point ? random.nextInt(2) : 1 + random.nextInt(2);
        // Runs of eight with gaps between them, and at last none.
        boolean gap = i > 300 || i % 8 == 0 && i % 24 != 0;
        node[i] = node[i - 1] + (consecutive && !gap ? 1 : apart);
      }
      double[][] columns = new double[type.variables().size()][];
      for (int k = 0; k < columns.length; k++) {
        MechanismVariable variable = type.variables().get(k);
        columns[k] = new double[count * variable.size()];
        for (int i = 0; i < columns[k].length; i++) {
          double spread = .9 + .2 * random.nextDouble();
          columns[k][i] = variable.defaultValue() * spread;
        }
      }
      arrays.addAll(List.of(columns));
      List<IonArrays> ions = new ArrayList<>();
      List<int[]> places = new ArrayList<>();
      for (IonUse use : type.ions()) {
        int[] everyNode = new int[nodeCount];
        Arrays.setAll(everyNode, i -> i);
        boolean calcium = use.ion().equals("ca");
        IonArrays ion =
            new IonArrays(
                use.ion(),
                calcium ? 2 : 1,
                everyNode,
                fill(nodeCount, -90, 130),
                fill(nodeCount, 1e-5, 1e-3),
                fill(nodeCount, 1, 3),
                fill(nodeCount, -1e-3, 1e-3),
                fill(nodeCount, 0, 1e-3));
        arrays.addAll(
            List.of(
                ion.erevMv(), ion.insideMm(), ion.outsideMm(), ion.current(), ion.conductance()));
        ions.add(ion);
        places.add(node);
      }
      weights = fill(Math.max(1, type.netReceiveArgs()), .1, 1);
      clock.dtMs = .025;
      clock.celsius = 31;
      double[] globals = type.defaultGlobals(Map.of());
      kernel =
          type.newKernel(
              new KernelBinding(
                  count,
                  node,
                  columns,
                  globals,
                  nodes,
                  ions.toArray(IonArrays[]::new),
                  places.toArray(int[][]::new),
                  clock,
                  this));
    }

    private double[] fill(int n, double low, double high) {
      double[] values = new double[n];
      Arrays.setAll(values, i -> low + random.nextDouble() * (high - low));
      return values;
    }

    /**
     * Initialises (step -1) or does a step; gives the message of a solver that failed, else
     * nothing.
     */
    String failureOf(int step) {
      try {
        step(step);
        return "";
      } catch (ModelException e) {
        return e.getMessage();
      }
    }

    private void step(int step) {
      if (step < 0) {
        kernel.clearWatches();
        if (type.has(Phase.INITIAL)) {
          kernel.initial();
        }
        kernel.parametersChanged();
        return;
      }
      if (step == 3) {
        clock.dtMs = .1;
        clock.celsius = 22;
        clock.secondOrder = 2;
      }
      if (step == 4) {
        for (int k = 0; k < type.variables().size(); k++) {
          MechanismVariable variable = type.variables().get(k);
          if (variable.role() == MechanismVariable.Role.PARAMETER) {
            for (int i = 0; i < kernel.column(k).length; i++) {
              kernel.column(k)[i] *= 1.01;
            }
          }
        }
        kernel.parametersChanged();
      }
      if (type.netReceiveArgs() >= 0) {
        for (int e = 0; e < 1 + count / 3; e++) {
          kernel.receive(random.nextInt(count), weights, 0, 0);
        }
      }
      if (type.has(Phase.CURRENT)) {
        kernel.current();
      }
      for (int i = 0; i < nodes.vMv().length; i++) {
        nodes.vMv()[i] += random.nextDouble() - .4;
      }
      clock.tMs += clock.dtMs;
      if (type.has(Phase.STATE)) {
        kernel.state();
      }
    }

    @Override
    public void netSend(
        MechanismKernel sender, int instance, int weightOffset, double tMs, double flag) {}

    @Override
    public void netMove(MechanismKernel sender, int instance, double tMs) {}

    @Override
    public void netEvent(MechanismKernel sender, int instance, double tMs) {}
  }
}
