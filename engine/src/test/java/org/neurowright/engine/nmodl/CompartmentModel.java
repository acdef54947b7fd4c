package org.neurowright.engine.nmodl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import org.neurowright.engine.mechanism.Clock;
import org.neurowright.engine.mechanism.EventPort;
import org.neurowright.engine.mechanism.IonArrays;
import org.neurowright.engine.mechanism.IonUse;
import org.neurowright.engine.mechanism.KernelBinding;
import org.neurowright.engine.mechanism.MechanismCatalogue;
import org.neurowright.engine.mechanism.MechanismKernel;
import org.neurowright.engine.mechanism.MechanismKind;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.mechanism.MechanismType.Phase;
import org.neurowright.engine.mechanism.MechanismVariable;
import org.neurowright.engine.mechanism.NodeArrays;

/**
 * The smallest engine that can run a kernel: isolated compartments, artificial cells, an event
 * queue, and the fixed step in NEURON's order. For tests of kernels only; the cable engine has its
 * own tests.
 */
final class CompartmentModel implements EventPort {
  private static final double FARADAY = 96485.33212331001;
  private static final double GAS_CONSTANT = 8.31446261815324;

  private final Clock clock = new Clock();
  private final double vInit;
  private final double[] v;
  private final double[] rhs;
  private final double[] d;
  private final double[] area;
  private final double[] cm;
  private final List<String> sectionNames = new ArrayList<>();
  private final Map<String, IonArrays> ions = new LinkedHashMap<>();
  private final Map<String, boolean[]> nernstAtStart = new HashMap<>();
  private final Map<String, boolean[]> nernstEachStep = new HashMap<>();
  private final Map<String, double[]> insideStart = new HashMap<>();
  private final List<MechanismKernel> kernels = new ArrayList<>();
  private final Map<String, Place> points = new LinkedHashMap<>();
  private final Map<String, int[]> densityNodes = new HashMap<>();
  private final List<Connection> connections = new ArrayList<>();
  private final PriorityQueue<Event> queue = new PriorityQueue<>();
  private final Map<String, List<Double>> spikes = new LinkedHashMap<>();
  private final List<Detector> detectors = new ArrayList<>();
  private double[] weights = {};
  private long sequence;

  private record Place(MechanismKernel kernel, int instance) {}

  private record Connection(Place target, int weightOffset, double delay, Object source) {}

  private static final class Detector {
    private final int node;
    private final double threshold;
    private final String label;
    private boolean above;

    Detector(int node, double threshold, String label) {
      this.node = node;
      this.threshold = threshold;
      this.label = label;
    }
  }

  private static final class Event implements Comparable<Event> {
    private final Place target;
    private final int weightOffset;
    private final double flag;
    private final long order;
    private final boolean self;
    private double t;

    Event(Place target, int weightOffset, double t, double flag, long order, boolean self) {
      this.target = target;
      this.weightOffset = weightOffset;
      this.t = t;
      this.flag = flag;
      this.order = order;
      this.self = self;
    }

    @Override
    public int compareTo(Event other) {
      int c = Double.compare(t, other.t);
      return c != 0 ? c : Long.compare(order, other.order);
    }
  }

  /** Builds the model of a {@code case.json}. */
  CompartmentModel(Map<String, Object> model, MechanismCatalogue catalogue) {
    clock.dtMs = number(model, "dt", 0.025);
    clock.celsius = number(model, "celsius", 6.3);
    clock.secondOrder = (int) number(model, "secondorder", 0);
    vInit = number(model, "v_init", -65);
    List<Map<String, Object>> sections = list(model, "sections");
    int n = sections.size();
    v = new double[n];
    rhs = new double[n];
    d = new double[n];
    area = new double[n];
    cm = new double[n];
    Map<String, Double> globals = doubles(model, "globals");
    for (int s = 0; s < n; s++) {
      Map<String, Object> section = sections.get(s);
      sectionNames.add((String) section.get("name"));
      area[s] = Math.PI * number(section, "diam", 500) * number(section, "L", 100);
      cm[s] = number(section, "cm", 1);
    }
    makeIons(sections, list(model, "points"), catalogue);
    for (MechanismType type : catalogue.executionOrder()) {
      makeKernel(type, model, globals);
    }
    connect(model);
  }

  // ---------------------------------------------------------------- building

  private void makeIons(
      List<Map<String, Object>> sections,
      List<Map<String, Object>> pointList,
      MechanismCatalogue catalogue) {
    int n = sections.size();
    for (int s = 0; s < n; s++) {
      List<String> mechanisms = new ArrayList<>(map(sections.get(s), "mech").keySet());
      for (Map<String, Object> point : pointList) {
        if (point.get("section").equals(sectionNames.get(s))) {
          mechanisms.add((String) point.get("type"));
        }
      }
      for (String name : mechanisms) {
        for (IonUse use : catalogue.find(name).orElseThrow().ions()) {
          IonArrays arrays = ions.computeIfAbsent(use.ion(), ion -> ion(ion, n));
          if (use.writesConcentration()) {
            nernstAtStart.get(arrays.ion())[s] = true;
            nernstEachStep.get(arrays.ion())[s] = true;
          } else if (use.readsConcentration()) {
            nernstAtStart.get(arrays.ion())[s] = true;
          }
        }
      }
      int section = s;
      map(sections.get(s), "ions")
          .forEach((name, value) -> ions.get(name.substring(1)).erevMv()[section] = (Double) value);
    }
  }

  private IonArrays ion(String name, int n) {
    int[] nodes = new int[n];
    Arrays.setAll(nodes, i -> i);
    double[] defaults =
        switch (name) {
          case "na" -> new double[] {1, 50, 10, 140};
          case "k" -> new double[] {1, -77, 54.4, 2.5};
          case "ca" -> new double[] {2, 12.5 * Math.log(2 / 5e-5), 5e-5, 2};
          default -> new double[] {1, 0, 1, 1};
        };
    nernstAtStart.put(name, new boolean[n]);
    nernstEachStep.put(name, new boolean[n]);
    insideStart.put(name, filled(n, defaults[2]));
    return new IonArrays(
        name,
        defaults[0],
        nodes,
        filled(n, defaults[1]),
        filled(n, defaults[2]),
        filled(n, defaults[3]),
        new double[n],
        new double[n]);
  }

  private static double[] filled(int n, double value) {
    double[] array = new double[n];
    Arrays.fill(array, value);
    return array;
  }

  private void makeKernel(
      MechanismType type, Map<String, Object> model, Map<String, Double> globals) {
    List<Map<String, Object>> sections = list(model, "sections");
    List<Integer> nodes = new ArrayList<>();
    List<Map<String, Object>> parameters = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<Map<String, Object>> objects = new ArrayList<>();
    if (type.kind() == MechanismKind.DENSITY) {
      for (int s = 0; s < sections.size(); s++) {
        Map<String, Object> mechanisms = map(sections.get(s), "mech");
        if (mechanisms.containsKey(type.name())) {
          nodes.add(s);
          parameters.add(map(mechanisms, type.name()));
          names.add("");
          objects.add(Map.of());
        }
      }
    } else {
      String key = type.kind() == MechanismKind.ARTIFICIAL_CELL ? "artificial" : "points";
      for (Map<String, Object> point : list(model, key)) {
        if (point.get("type").equals(type.name())) {
          nodes.add(
              key.equals("points") ? sectionNames.indexOf((String) point.get("section")) : -1);
          parameters.add(map(point, "params"));
          names.add((String) point.get("name"));
          objects.add(point);
        }
      }
    }
    if (nodes.isEmpty()) {
      return;
    }
    int count = nodes.size();
    double[][] columns = new double[type.variables().size()][];
    for (int k = 0; k < columns.length; k++) {
      MechanismVariable variable = type.variables().get(k);
      columns[k] = filled(count * variable.size(), variable.defaultValue());
      for (int i = 0; i < count; i++) {
        Object value = parameters.get(i).get(variable.name());
        if (value instanceof Double number) {
          Arrays.fill(columns[k], i * variable.size(), (i + 1) * variable.size(), number);
        } else if (value instanceof List<?> values) {
          for (int j = 0; j < values.size(); j++) {
            columns[k][i * variable.size() + j] = (Double) values.get(j);
          }
        }
        if (objects.get(i).get("random123") instanceof List<?> ids
            && variable.name().equals("ranvar")) {
          for (int j = 0; j < 3; j++) {
            columns[k][i * variable.size() + j] = (Double) ids.get(j);
          }
        }
      }
    }
    int[] nodeOf = nodes.stream().mapToInt(Integer::intValue).toArray();
    Map<String, Double> overrides = new HashMap<>();
    globals.forEach((name, value) -> {
      if (name.endsWith("_" + type.name())) {
        overrides.put(name.substring(0, name.length() - type.name().length() - 1), value);
      }
    });
    boolean artificial = type.kind() == MechanismKind.ARTIFICIAL_CELL;
    IonArrays[] used = type.ions().stream().map(u -> ions.get(u.ion())).toArray(IonArrays[]::new);
    int[][] index = new int[used.length][];
    Arrays.fill(index, nodeOf);
    MechanismKernel kernel =
        type.newKernel(
            new KernelBinding(
                count,
                artificial ? null : nodeOf,
                columns,
                type.defaultGlobals(overrides),
                artificial ? null : new NodeArrays(v, rhs, d, area, new double[v.length]),
                used,
                index,
                clock,
                this));
    kernels.add(kernel);
    densityNodes.put(type.name(), nodeOf);
    for (int i = 0; i < count; i++) {
      if (!names.get(i).isEmpty()) {
        points.put(names.get(i), new Place(kernel, i));
      }
    }
  }

  private void connect(Map<String, Object> model) {
    List<Double> all = new ArrayList<>();
    for (Map<String, Object> netcon : list(model, "netcons")) {
      Place target = points.get((String) netcon.get("target"));
      int size = Math.max(1, target.kernel().type().netReceiveArgs());
      List<?> given = (List<?>) netcon.get("weight");
      Object source = null;
      if (netcon.get("source") instanceof Map<?, ?> s) {
        source =
            s.containsKey("point")
                ? points.get((String) s.get("point"))
                : detector((String) s.get("section"), number(netcon, "threshold", 10), "");
      }
      connections.add(new Connection(target, all.size(), number(netcon, "delay", 1), source));
      for (int k = 0; k < size; k++) {
        all.add(k < given.size() ? (Double) given.get(k) : 0.0);
      }
    }
    weights = all.stream().mapToDouble(Double::doubleValue).toArray();
    for (Map<String, Object> r : list(model, "record_spikes")) {
      spikes.put((String) r.get("label"), new ArrayList<>());
      if (r.containsKey("section")) {
        detector((String) r.get("section"), number(r, "threshold", 10), (String) r.get("label"));
      }
    }
    for (Map<String, Object> r : list(model, "record_spikes")) {
      if (r.containsKey("point")) {
        spikeLabels.put(points.get((String) r.get("point")), (String) r.get("label"));
      }
    }
  }

  private final Map<Place, String> spikeLabels = new HashMap<>();

  @Override
  public int[] incoming(MechanismKernel kernel, int instance) {
    return connections.stream()
        .filter(c -> c.target().kernel() == kernel && c.target().instance() == instance)
        .mapToInt(Connection::weightOffset)
        .toArray();
  }

  @Override
  public double[] weights() {
    return weights;
  }

  private Detector detector(String section, double threshold, String label) {
    Detector detector = new Detector(sectionNames.indexOf(section), threshold, label);
    detectors.add(detector);
    return detector;
  }

  // ---------------------------------------------------------------- running

  void initialise(Map<String, Object> model) {
    clock.tMs = 0;
    Arrays.fill(v, vInit);
    phase(Phase.BEFORE_INITIAL, MechanismKernel::beforeInitial);
    for (IonArrays ion : ions.values()) {
      for (int i = 0; i < v.length; i++) {
        if (nernstEachStep.get(ion.ion())[i]) {
          ion.insideMm()[i] = insideStart.get(ion.ion())[i];
        }
        if (nernstAtStart.get(ion.ion())[i]) {
          ion.erevMv()[i] = nernst(ion, i);
        }
      }
    }
    for (MechanismKernel kernel : kernels) {
      if (kernel.type().has(Phase.INITIAL)) {
        kernel.initial();
      }
      if (kernel.type().writesConcentration()) {
        for (IonArrays ion : ions.values()) {
          for (int i = 0; i < v.length; i++) {
            if (nernstEachStep.get(ion.ion())[i]) {
              ion.erevMv()[i] = nernst(ion, i);
            }
          }
        }
      }
    }
    for (Connection c : connections) {
      MechanismType type = c.target().kernel().type();
      if (type.has(Phase.RECEIVE_INITIAL)) {
        c.target().kernel().receiveInitial(c.target().instance(), weights, c.weightOffset());
      } else {
        Arrays.fill(
            weights,
            c.weightOffset() + 1,
            c.weightOffset() + Math.max(1, type.netReceiveArgs()),
            0.0);
      }
    }
    phase(Phase.WATCH, MechanismKernel::clearWatches);
    phase(Phase.AFTER_INITIAL, MechanismKernel::afterInitial);
    for (Map<String, Object> e : list(model, "events")) {
      Connection c = connections.get((int) number(e, "netcon", 0));
      for (Object t : (List<?>) e.get("t")) {
        queue.add(new Event(c.target(), c.weightOffset(), (Double) t, 0, sequence++, false));
      }
    }
    deliver(0);
    phase(Phase.BEFORE_BREAKPOINT, MechanismKernel::beforeBreakpoint);
    currents();
    phase(Phase.BEFORE_STEP, MechanismKernel::beforeStep);
  }

  void step() {
    double t0 = clock.tMs;
    for (Detector detector : detectors) {
      if (v[detector.node] - detector.threshold > 0) {
        if (!detector.above) {
          detector.above = true;
          if (!detector.label.isEmpty()) {
            spikes.get(detector.label).add(t0 + 1e-10);
          }
          send(detector, t0 + 1e-10);
        }
      } else {
        detector.above = false;
      }
    }
    phase(Phase.WATCH, MechanismKernel::checkWatches);
    double half = t0 + 0.5 * clock.dtMs;
    deliver(half);
    clock.tMs = half;
    phase(Phase.BEFORE_BREAKPOINT, MechanismKernel::beforeBreakpoint);
    currents();
    double cj = (clock.secondOrder > 0 ? 2.0 : 1.0) / clock.dtMs;
    for (int i = 0; i < v.length; i++) {
      double dv = rhs[i] / (d[i] + 1e-3 * cj * cm[i]);
      if (clock.secondOrder == 2) {
        for (IonArrays ion : ions.values()) {
          ion.current()[i] += ion.conductance()[i] * dv;
        }
      }
      v[i] += clock.secondOrder > 0 ? 2.0 * dv : dv;
    }
    phase(Phase.AFTER_VOLTAGE_UPDATE, MechanismKernel::afterVoltageUpdate);
    clock.tMs = half + 0.5 * clock.dtMs;
    phase(Phase.STATE, MechanismKernel::state);
    phase(Phase.AFTER_SOLVE, MechanismKernel::afterSolve);
    phase(Phase.BEFORE_STEP, MechanismKernel::beforeStep);
  }

  /** The end of a step, after recording. */
  void finishStep() {
    deliver(clock.tMs);
  }

  private void currents() {
    Arrays.fill(rhs, 0);
    Arrays.fill(d, 0);
    for (IonArrays ion : ions.values()) {
      Arrays.fill(ion.current(), 0);
      Arrays.fill(ion.conductance(), 0);
      for (int i = 0; i < v.length; i++) {
        if (nernstEachStep.get(ion.ion())[i]) {
          ion.erevMv()[i] = nernst(ion, i);
        }
      }
    }
    phase(Phase.CURRENT, MechanismKernel::current);
  }

  private double nernst(IonArrays ion, int i) {
    return GAS_CONSTANT
        * (clock.celsius + 273.15)
        / (ion.valence() * FARADAY)
        * 1000
        * Math.log(ion.outsideMm()[i] / ion.insideMm()[i]);
  }

  private void phase(Phase phase, Consumer<MechanismKernel> call) {
    for (MechanismKernel kernel : kernels) {
      if (kernel.type().has(phase)) {
        call.accept(kernel);
      }
    }
  }

  private void deliver(double until) {
    double keep = clock.tMs;
    while (!queue.isEmpty() && queue.peek().t <= until) {
      Event e = queue.poll();
      clock.tMs = e.t;
      e.target.kernel().receive(e.target.instance(), weights, e.weightOffset, e.flag);
    }
    clock.tMs = keep;
  }

  private void send(Object source, double t) {
    for (Connection c : connections) {
      if (source.equals(c.source())) {
        queue.add(new Event(c.target(), c.weightOffset(), t + c.delay(), 0, sequence++, false));
      }
    }
  }

  @Override
  public void netSend(
      MechanismKernel kernel, int instance, int weightOffset, double tMs, double flag) {
    queue.add(new Event(new Place(kernel, instance), weightOffset, tMs, flag, sequence++, true));
  }

  @Override
  public void netMove(MechanismKernel kernel, int instance, double tMs) {
    Event found = null;
    for (Event e : queue) {
      if (e.self && e.target.kernel() == kernel && e.target.instance() == instance) {
        found = e;
      }
    }
    if (found != null) {
      queue.remove(found);
      found.t = tMs;
      queue.add(found);
    }
  }

  @Override
  public void netEvent(MechanismKernel kernel, int instance, double tMs) {
    Place source = new Place(kernel, instance);
    String label = spikeLabels.get(source);
    if (label != null) {
      spikes.get(label).add(tMs);
    }
    send(source, tMs);
  }

  // ---------------------------------------------------------------- looking

  double time() {
    return clock.tMs;
  }

  Map<String, List<Double>> spikes() {
    return spikes;
  }

  /** Reads a recorded variable of {@code case.json}. */
  double read(Map<String, Object> record) {
    String variable = (String) record.get("var");
    if (record.get("point") instanceof String point) {
      Place place = points.get(point);
      return value(place.kernel(), place.instance(), variable);
    }
    int node = sectionNames.indexOf((String) record.get("section"));
    if (variable.equals("v")) {
      return v[node];
    }
    for (IonArrays ion : ions.values()) {
      Function<String, Boolean> is = name -> name.equals(variable);
      if (is.apply("i" + ion.ion())) {
        return ion.current()[node];
      }
      if (is.apply("e" + ion.ion())) {
        return ion.erevMv()[node];
      }
      if (is.apply(ion.ion() + "i")) {
        return ion.insideMm()[node];
      }
      if (is.apply(ion.ion() + "o")) {
        return ion.outsideMm()[node];
      }
    }
    for (MechanismKernel kernel : kernels) {
      String suffix = "_" + kernel.type().name();
      if (variable.endsWith(suffix)) {
        int[] nodes = densityNodes.get(kernel.type().name());
        for (int i = 0; i < nodes.length; i++) {
          if (nodes[i] == node) {
            return value(kernel, i, variable.substring(0, variable.length() - suffix.length()));
          }
        }
      }
    }
    return Double.NaN;
  }

  private static double value(MechanismKernel kernel, int instance, String variable) {
    int k =
        kernel
            .type()
            .variableIndex(variable)
            .orElseThrow(() -> new IllegalArgumentException(variable));
    return kernel.column(k)[instance];
  }

  // ---------------------------------------------------------------- json

  static double number(Map<String, Object> map, String key, double otherwise) {
    return map.get(key) instanceof Double value ? value : otherwise;
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> map(Map<String, Object> map, String key) {
    return map.get(key) instanceof Map<?, ?> value ? (Map<String, Object>) value : Map.of();
  }

  @SuppressWarnings("unchecked")
  static List<Map<String, Object>> list(Map<String, Object> map, String key) {
    return map.get(key) instanceof List<?> value ? (List<Map<String, Object>>) value : List.of();
  }

  private static Map<String, Double> doubles(Map<String, Object> map, String key) {
    Map<String, Double> result = new HashMap<>();
    map(map, key).forEach((k, value) -> result.put(k, (Double) value));
    return result;
  }
}
