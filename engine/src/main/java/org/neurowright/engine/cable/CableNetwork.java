package org.neurowright.engine.cable;

import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntArrays;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import org.neurowright.engine.mechanism.FunctionTable;
import org.neurowright.engine.mechanism.MechanismCatalogue;
import org.neurowright.engine.mechanism.MechanismKind;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.mechanism.MechanismVariable;

/**
 * Cells, point processes, spike sources and connections before they are spread over groups. Things
 * are referred to by the number their {@code add} method returned. Memory per connection is a few
 * numbers.
 */
public final class CableNetwork {
  /** As many equal cells of a group are computed side by side. */
  public static final int PACK = NodeOrder.LANES;

  /** Whether packs are computed in vectors here, sooner or later. */
  public static boolean packsPay() {
    return CableEquation.VECTORS_PRESENT;
  }

  /**
   * Has the vector code of packs compiled in the background, for a program that will run many of
   * them; else that begins when it would have paid already.
   */
  public static void preparePacks() {
    TreeVectors.prepare();
  }

  final MechanismCatalogue catalogue;
  final List<Blueprint> cells = new ArrayList<>();
  final List<PointTemplate> templates = new ArrayList<>();

  /** The parameters of each template, worked out. */
  final List<Columns.Settings> settings = new ArrayList<>();

  /** Cell of each point process, -1 for artificial cells. */
  final IntArrayList pointCell = new IntArrayList();

  /** Local node of each point process, -1 for artificial cells. */
  final IntArrayList pointNode = new IntArrayList();

  final IntArrayList pointTemplate = new IntArrayList();

  final List<Source> sources = new ArrayList<>();
  final IntArrayList connectionSource = new IntArrayList();
  final IntArrayList connectionPoint = new IntArrayList();

  /** Where the weights of each connection start; null while every connection has just one. */
  private IntArrayList connectionWeight;

  final DoubleArrayList connectionDelayMs = new DoubleArrayList();
  final DoubleArrayList weights = new DoubleArrayList();
  final List<DirectEvent> events = new ArrayList<>();
  final List<Gap> gaps = new ArrayList<>();
  final List<Play> plays = new ArrayList<>();
  final List<Pointer> pointers = new ArrayList<>();
  final List<TableValues> functionTables = new ArrayList<>();
  private final Int2IntOpenHashMap sourceOfPoint = new Int2IntOpenHashMap();
  private final IntArrayList sectionOfPoint = new IntArrayList();
  private final DoubleArrayList xOfPoint = new DoubleArrayList();
  private final Map<PointTemplate, Integer> templateNumber = new HashMap<>();

  /** Per template that can be shared, the shared point of each cell and node. */
  private final List<Long2IntOpenHashMap> sharedPoints = new ArrayList<>();

  /** Synapses that found an instance already there. */
  private long foldedSynapses;

  /**
   * A mechanism with parameters, shared by all points made from it.
   *
   * @param type a point process or artificial cell
   * @param parameters values that differ from the defaults, by name; {@code name[k]} is one element
   *     of an array
   */
  public record PointTemplate(MechanismType type, Map<String, Double> parameters) {
    public PointTemplate {
      parameters = Map.copyOf(parameters);
    }
  }

  /** Where spikes come from. */
  sealed interface Source {
    /** A threshold on the potential of a local node. */
    record Detector(int cell, int node, double thresholdMv) implements Source {}

    /** net_event of a point process or artificial cell. */
    record Point(int point) implements Source {}

    /** Given times in ascending order, ms. */
    record Train(double[] timesMs) implements Source {}

    /** Nothing: only direct events use its connections. */
    record None() implements Source {}
  }

  /** An event for one connection at a given time, delay not added. */
  record DirectEvent(int connection, double tMs) {}

  /** A variable of a cell copied to one of a point process after every voltage update. */
  record Gap(int cell, int section, double x, String source, int point, int variable) {}

  /** A variable driven by given values. */
  sealed interface Play {
    double[] tMs();

    double[] y();

    boolean continuous();

    /** A variable of a point process. */
    record OfPoint(int point, int variable, double[] tMs, double[] y, boolean continuous)
        implements Play {}

    /** A variable of the membrane or of a density mechanism. */
    record OfSegment(
        int cell,
        int section,
        double x,
        String variable,
        double[] tMs,
        double[] y,
        boolean continuous)
        implements Play {}
  }

  /** A variable that a POINTER can refer to. */
  public sealed interface Variable {
    /**
     * A variable at x of a section: {@code v}, of an ion ({@code cai}) or of a density mechanism
     * ({@code m_hh}).
     */
    record OfSection(int cell, int section, double x, String name) implements Variable {}

    /** A variable of a point process or artificial cell. */
    record OfPoint(int point, String name) implements Variable {}
  }

  /**
   * What a POINTER refers to.
   *
   * @param point owner, -1 for a density mechanism
   * @param cell cell of a density mechanism
   * @param node local node of a density mechanism
   * @param type mechanism of the owner
   * @param variable index of the POINTER
   */
  record Pointer(
      int point, int cell, int node, MechanismType type, int variable, Variable target) {}

  /** Values of a FUNCTION_TABLE. */
  record TableValues(String mechanism, String function, FunctionTable.Values values) {}

  public CableNetwork(MechanismCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  public int addCell(Blueprint blueprint) {
    cells.add(blueprint);
    return cells.size() - 1;
  }

  public int addTemplate(PointTemplate template) {
    for (String parameter : template.parameters().keySet()) {
      if (!Columns.knows(template.type(), parameter)) {
        throw new IllegalArgumentException(
            template.type().name() + " has no parameter " + parameter);
      }
    }
    return templateNumber.computeIfAbsent(
        template,
        t -> {
          templates.add(t);
          settings.add(Columns.Settings.of(t.type(), t.parameters()));
          sharedPoints.add(isSuperposable(t) ? new Long2IntOpenHashMap() : null);
          return templates.size() - 1;
        });
  }

  /** True when equal points on one node add up: proved, and all of them start at 0. */
  private static boolean isSuperposable(PointTemplate template) {
    MechanismType type = template.type();
    return type.superposition().proved()
        && template.parameters().keySet().stream()
            .map(Columns::baseName)
            .map(name -> type.variables().get(type.variableIndex(name).orElseThrow()))
            .allMatch(variable -> variable.role() == MechanismVariable.Role.PARAMETER);
  }

  /**
   * A synapse that nobody looks at: it only receives events. If its mechanism is proved to
   * superpose, all such synapses of one template on one node are one instance.
   *
   * @return number of the point, the same for all synapses that share an instance
   */
  public int addSynapse(int cell, int section, double x, int template) {
    Long2IntOpenHashMap shared = sharedPoints.get(template);
    if (shared == null) {
      return addPoint(cell, section, x, template);
    }
    long place = place(cell, cells.get(cell).tree.voltageNode(section, x));
    int known = shared.getOrDefault(place, -1);
    if (known >= 0) {
      foldedSynapses++;
      return known;
    }
    int made = addPoint(cell, section, x, template);
    shared.put(place, made);
    return made;
  }

  /** A point process at x of a section; x = 0 and 1 put it on the section's end nodes. */
  public int addPoint(int cell, int section, double x, int template) {
    if (templates.get(template).type().kind() != MechanismKind.POINT_PROCESS) {
      throw new IllegalArgumentException(
          templates.get(template).type().name() + " is not a point process");
    }
    pointCell.add(cell);
    pointNode.add(cells.get(cell).tree.voltageNode(section, x));
    pointTemplate.add(template);
    sectionOfPoint.add(section);
    xOfPoint.add(x);
    return pointCell.size() - 1;
  }

  public int addArtificial(int template) {
    if (templates.get(template).type().kind() != MechanismKind.ARTIFICIAL_CELL) {
      throw new IllegalArgumentException(
          templates.get(template).type().name() + " is not an artificial cell");
    }
    pointCell.add(-1);
    pointNode.add(-1);
    pointTemplate.add(template);
    sectionOfPoint.add(-1);
    xOfPoint.add(-1);
    return pointCell.size() - 1;
  }

  /** A source that spikes when v at x of a section rises above the threshold. */
  public int addDetector(int cell, int section, double x, double thresholdMv) {
    return add(
        new Source.Detector(cell, cells.get(cell).tree.voltageNode(section, x), thresholdMv));
  }

  /** The source that spikes when a point process or artificial cell does; one per point. */
  public int addPointSource(int point) {
    return sourceOfPoint.computeIfAbsent(point, p -> add(new Source.Point(p)));
  }

  /** A source that spikes at the given ascending times; the array is kept, not copied. */
  public int addTrain(double[] timesMs) {
    return add(new Source.Train(timesMs));
  }

  public int addSilentSource() {
    return add(new Source.None());
  }

  private int add(Source source) {
    sources.add(source);
    return sources.size() - 1;
  }

  /** A connection with one weight (further weight arguments of the target start at 0). */
  public int connect(int source, int point, double weight, double delayMs) {
    connectionSource.add(source);
    connectionPoint.add(point);
    connectionDelayMs.add(delayMs);
    int arguments = typeOf(point).weightsPerConnection();
    if (arguments > 1 && connectionWeight == null) {
      connectionWeight = new IntArrayList(connectionSource.size());
      for (int c = 0; c + 1 < connectionSource.size(); c++) {
        connectionWeight.add(c);
      }
    }
    if (connectionWeight != null) {
      connectionWeight.add(weights.size());
    }
    weights.add(weight);
    for (int i = 1; i < arguments; i++) {
      weights.add(0);
    }
    return connectionSource.size() - 1;
  }

  int firstWeight(int connection) {
    return connectionWeight == null ? connection : connectionWeight.getInt(connection);
  }

  int weightCount(int connection) {
    return typeOf(connectionPoint.getInt(connection)).weightsPerConnection();
  }

  public void addEvent(int connection, double tMs) {
    events.add(new DirectEvent(connection, tMs));
  }

  /**
   * Half a gap junction: the potential inside at x of a section is copied to a variable of a point
   * process of any cell, at initialisation and after the voltage update of every step.
   */
  public void addGap(int cell, int section, double x, int point, String variable) {
    addGap(cell, section, x, "v", point, variable);
  }

  /**
   * The same with another variable than the potential.
   *
   * @param source range variable at x, for instance {@code nai}
   */
  public void addGap(int cell, int section, double x, String source, int point, String variable) {
    gaps.add(new Gap(cell, section, x, source, point, variableOf(point, variable)));
  }

  /**
   * Drives a variable of a point process.
   *
   * @param continuous linear interpolation when true, else y[k] holds from t[k] on
   */
  public void addPlay(int point, String variable, double[] tMs, double[] y, boolean continuous) {
    plays.add(new Play.OfPoint(point, variableOf(point, variable), tMs, y, continuous));
  }

  /**
   * Drives a variable of a segment, for instance {@code e_extracellular}.
   *
   * @param variable NEURON's name of a range variable; whether the segment has it is found out when
   *     the network is spread over groups
   * @param continuous linear interpolation when true, else y[k] holds from t[k] on
   */
  public void addPlay(
      int cell,
      int section,
      double x,
      String variable,
      double[] tMs,
      double[] y,
      boolean continuous) {
    plays.add(new Play.OfSegment(cell, section, x, variable, tMs, y, continuous));
  }

  /**
   * Lets a POINTER of a point process or artificial cell refer to a variable (setpointer).
   *
   * @throws IllegalArgumentException if it has no such POINTER, or if the target is a synapse that
   *     may share its instance with others ({@link #addSynapse})
   */
  public void setPointer(int point, String pointer, Variable target) {
    checkUnshared(target);
    MechanismType type = typeOf(point);
    pointers.add(new Pointer(point, -1, -1, type, pointerOf(type, pointer), target));
  }

  /**
   * Lets a POINTER of a density mechanism at x of a section refer to a variable (setpointer).
   *
   * @throws IllegalArgumentException if it has no such POINTER, or if the target is a synapse that
   *     may share its instance with others ({@link #addSynapse})
   */
  public void setPointer(
      int cell, int section, double x, MechanismType type, String pointer, Variable target) {
    checkUnshared(target);
    int node = cells.get(cell).tree.segmentNode(section, x);
    pointers.add(new Pointer(-1, cell, node, type, pointerOf(type, pointer), target));
  }

  /** What a pointer looks at must belong to one synapse alone. */
  private void checkUnshared(Variable target) {
    if (target instanceof Variable.OfPoint(int point, String name)) {
      Long2IntOpenHashMap shared = sharedPoints.get(pointTemplate.getInt(point));
      if (shared != null && shared.getOrDefault(place(point), -1) == point) {
        throw new IllegalArgumentException(
            "a POINTER cannot refer to "
                + name
                + " of a "
                + typeOf(point).name()
                + " made by addSynapse: it may be several synapses in one; use addPoint");
      }
    }
  }

  private long place(int point) {
    return place(pointCell.getInt(point), pointNode.getInt(point));
  }

  private static long place(int cell, int node) {
    return ((long) cell << Integer.SIZE) | node;
  }

  private static int pointerOf(MechanismType type, String pointer) {
    OptionalInt index = type.variableIndex(pointer);
    if (index.isEmpty()
        || type.variables().get(index.getAsInt()).role() != MechanismVariable.Role.POINTER) {
      throw new IllegalArgumentException(type.name() + " has no POINTER " + pointer);
    }
    return index.getAsInt();
  }

  /** Fills a FUNCTION_TABLE of a mechanism ({@code table_function_mechanism} in hoc). */
  public void setFunctionTable(String mechanism, String function, FunctionTable.Values values) {
    functionTables.add(new TableValues(mechanism, function, values));
  }

  /** Pointers between cells, or from or to artificial cells, keep all in one group. */
  private boolean hasPointersBetweenCells() {
    return pointers.stream()
        .anyMatch(p -> {
          int owner = p.point() < 0 ? p.cell() : cellOf(p.point());
          int target =
              switch (p.target()) {
                case Variable.OfSection section -> section.cell();
                case Variable.OfPoint point -> cellOf(point.point());
              };
          return owner < 0 || owner != target;
        });
  }

  private int variableOf(int point, String variable) {
    MechanismType type = typeOf(point);
    OptionalInt index = type.variableIndex(variable);
    return index.orElseThrow(
        () -> new IllegalArgumentException(type.name() + " has no variable " + variable));
  }

  /** A mechanism of the network's catalogue. */
  public Optional<MechanismType> mechanism(String name) {
    return catalogue.find(name);
  }

  public MechanismType typeOf(int point) {
    return templates.get(pointTemplate.getInt(point)).type();
  }

  /** Section index of a point process, -1 for an artificial cell. */
  public int sectionOf(int point) {
    return sectionOfPoint.getInt(point);
  }

  /** Position of a point process in its section, -1 for an artificial cell. */
  public double xOf(int point) {
    return xOfPoint.getDouble(point);
  }

  public int cellOf(int point) {
    return pointCell.getInt(point);
  }

  public int pointOfConnection(int connection) {
    return connectionPoint.getInt(connection);
  }

  public int sourceOfConnection(int connection) {
    return connectionSource.getInt(connection);
  }

  public Blueprint blueprint(int cell) {
    return cells.get(cell);
  }

  public int connections() {
    return connectionSource.size();
  }

  /** Number of points; synapses that share an instance are one point. */
  public int points() {
    return pointCell.size();
  }

  /** Synapses that share the instance of another one. */
  public long foldedSynapses() {
    return foldedSynapses;
  }

  public int sourceCount() {
    return sources.size();
  }

  /**
   * Shortest delay of a connection whose source is a cell of the network, +infinity when there is
   * none, ms.
   */
  public double shortestCellDelayMs() {
    double shortest = Double.POSITIVE_INFINITY;
    for (int c = 0; c < connectionSource.size(); c++) {
      Source source = sources.get(connectionSource.getInt(c));
      if (source instanceof Source.Detector || source instanceof Source.Point) {
        shortest = Math.min(shortest, connectionDelayMs.getDouble(c));
      }
    }
    return shortest;
  }

  /**
   * Spreads the network over groups of about equal cost.
   *
   * <p>Cells joined by gap junctions stay in one group, unless they are so many that threads would
   * be left without work; then groups work in lockstep ({@link CableGroup#lockstep}).
   *
   * @param groups wanted number of groups; fewer are made when there are fewer cells, or when cells
   *     cannot be separated (delays shorter than two steps)
   * @param threads number of threads that will share the groups
   */
  public CablePartition partition(int groups, int threads, CableSettings settings) {
    return partition(groups, threads, settings, GapClusters.SMALLEST_SPLIT_COST);
  }

  /** The same with a thread for every group. */
  public CablePartition partition(int groups, CableSettings settings) {
    return partition(groups, groups, settings);
  }

  /**
   * The same with a limit of its own.
   *
   * @param smallestSplitCost cost of a step from which lockstep pays
   */
  CablePartition partition(
      int groups, int threads, CableSettings settings, double smallestSplitCost) {
    if (settings.secondOrder() != 0 && cells.stream().anyMatch(Blueprint::isLayered)) {
      throw new IllegalArgumentException("extracellular layers need secondorder 0");
    }
    double shortest = shortestCellDelayMs();
    boolean separable = shortest >= 2 * settings.dtMs();
    int wanted = separable && !hasPointersBetweenCells() ? Math.max(1, groups) : 1;
    double[] costOfCell = costOfCells();
    int[] cluster =
        packs(
            new GapClusters(this, costOfCell)
                .inGroups(wanted, Math.min(wanted, threads), smallestSplitCost),
            wanted);
    double[] cost = new double[cells.size()];
    for (int c = 0; c < cells.size(); c++) {
      cost[cluster[c]] += costOfCell[c];
    }
    wanted = Math.max(1, Math.min(wanted, Math.max(cells.size(), artificialCells())));
    int[] heaviestFirst = new int[cells.size()];
    Arrays.setAll(heaviestFirst, i -> i);
    IntArrays.stableSort(heaviestFirst, (i, j) -> Double.compare(cost[j], cost[i]));
    double[] load = new double[wanted];
    PriorityQueue<Integer> lightestFirst =
        new PriorityQueue<>(
            (g, h) -> load[g] != load[h] ? Double.compare(load[g], load[h]) : g.compareTo(h));
    for (int g = 0; g < wanted; g++) {
      lightestFirst.add(g);
    }
    int[] groupOfCluster = new int[cells.size()];
    for (int c : heaviestFirst) {
      int lightest = lightestFirst.remove();
      groupOfCluster[c] = lightest;
      load[lightest] += cost[c];
      lightestFirst.add(lightest);
    }
    int[] groupOfCell = new int[cells.size()];
    for (int c = 0; c < groupOfCell.length; c++) {
      groupOfCell[c] = groupOfCluster[cluster[c]];
    }
    int[] groupOfPoint = new int[points()];
    int nextArtificial = 0;
    for (int p = 0; p < groupOfPoint.length; p++) {
      int cell = pointCell.getInt(p);
      groupOfPoint[p] = cell >= 0 ? groupOfCell[cell] : nextArtificial++ % wanted;
    }
    PartitionPlan plan =
        new PartitionPlan(this, settings, wanted, groupOfCell, groupOfPoint, !separable);
    List<CableGroup> made = new ArrayList<>();
    for (int g = 0; g < wanted; g++) {
      made.add(new CableGroup(plan, g));
    }
    return new CablePartition(made, plan, shortest);
  }

  private int artificialCells() {
    return (int) pointCell.intStream().filter(cell -> cell < 0).count();
  }

  /** About the memory that a step of all cells goes through, bytes. */
  public long stateBytes() {
    long bytes = 0;
    for (Blueprint cell : cells) {
      bytes += cell.stateBytes();
    }
    long[] ofTemplate = new long[templates.size()];
    Arrays.setAll(ofTemplate, t -> Columns.bytesPerInstance(templates.get(t).type()));
    for (int p = 0; p < points(); p++) {
      bytes += ofTemplate[pointTemplate.getInt(p)];
    }
    return bytes;
  }

  /**
   * Lets cells of one kind stay together in packs ({@link NodeOrder}), if enough parts are left to
   * spread evenly.
   *
   * @param cluster for every cell the smallest cell that it has to stay with
   * @return the same, with packs
   */
  private int[] packs(int[] cluster, int groups) {
    if (groups == 1 || !gaps.isEmpty()) {
      return cluster;
    }
    int[] packed = new int[cluster.length];
    Map<Blueprint, int[]> open = new HashMap<>();
    int parts = 0;
    for (int c = 0; c < packed.length; c++) {
      int[] firstAndSize = open.computeIfAbsent(cells.get(c), kind -> new int[2]);
      if (firstAndSize[1] % NodeOrder.LANES == 0) {
        firstAndSize[0] = c;
        parts++;
      }
      firstAndSize[1]++;
      packed[c] = firstAndSize[0];
    }
    return parts >= 2 * groups ? packed : cluster;
  }

  /** Relative cost of a step of each cell with its point processes. */
  private double[] costOfCells() {
    double[] cost = new double[cells.size()];
    Arrays.setAll(cost, c -> cells.get(c).cost());
    for (int p = 0; p < points(); p++) {
      if (pointCell.getInt(p) >= 0) {
        cost[pointCell.getInt(p)] += 4;
      }
    }
    return cost;
  }
}
