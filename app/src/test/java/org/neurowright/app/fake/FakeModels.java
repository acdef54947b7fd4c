package org.neurowright.app.fake;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.neurowright.app.workspace.Project;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.CellModel;
import org.neurowright.engine.description.Column;
import org.neurowright.engine.description.EdgeBatch;
import org.neurowright.engine.description.EdgePopulation;
import org.neurowright.engine.description.EdgeStore;
import org.neurowright.engine.description.EdgeType;
import org.neurowright.engine.description.InputDescription;
import org.neurowright.engine.description.MechanismInsertion;
import org.neurowright.engine.description.ModelDescription;
import org.neurowright.engine.description.NodePopulation;
import org.neurowright.engine.description.NodeSelection;
import org.neurowright.engine.description.NodeType;
import org.neurowright.engine.description.OutputSettings;
import org.neurowright.engine.description.ReportDescription;
import org.neurowright.engine.description.RunSettings;
import org.neurowright.engine.description.SectionGeometry;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.description.SectionModel;
import org.neurowright.engine.description.SpikeSource;
import org.neurowright.engine.description.SynapseModel;
import org.neurowright.engine.description.Value;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;

/** Models that look like a small piece of cortex. */
public final class FakeModels {
  private static final Path FOLDER = Path.of("/models/barrel_column").toAbsolutePath();

  private FakeModels() {}

  /**
   * An opened model of three simulated populations and a virtual one.
   *
   * @param cells number of cortical cells, at least 3
   */
  public static Project project(int cells) {
    return new Project(FOLDER.resolve("simulation_config.json"), model(cells), warnings());
  }

  /** The same with an error, so that it cannot be run. */
  public static Project brokenProject(int cells) {
    List<Problem> problems = new ArrayList<>(warnings());
    problems.add(
        Problem.error(
                "components.missing-file",
                Location.of(FOLDER.resolve("network/cortex_node_types.csv"), 4),
                "The morphology sst_170523.swc of node type 103 does not exist")
            .expected("a file in components/morphologies")
            .hint("Copy the file there, or correct the name in column morphology"));
    return new Project(FOLDER.resolve("simulation_config.json"), model(cells), problems);
  }

  public static List<Problem> warnings() {
    return List.of(
        Problem.warning(
                "sonata.unused-edge-type",
                Location.of(FOLDER.resolve("network/thalamus_cortex_edge_types.csv"), 3),
                "Edge type 205 is used by no edge")
            .hint("Delete the row if it is not needed"),
        Problem.warning(
                "report.interval-rounded",
                Location.of(FOLDER.resolve("simulation_config.json"), "$.reports.calcium.dt"),
                "The interval 0.12 ms of report calcium is not a multiple of the step 0.1 ms")
            .expected("a multiple of 0.1 ms")
            .hint("Recorded every 0.1 ms; write 0.1 or 0.2 to be explicit"),
        Problem.info(
            "config.deprecated-key",
            Location.of(FOLDER.resolve("circuit_config.json"), "$.components.synaptic_models_dir"),
            "The key synaptic_models_dir is an older spelling and was understood"));
  }

  public static ModelDescription model(int cells) {
    int basket = Math.max(1, cells / 5);
    int stellate = Math.max(1, cells / 4);
    int pyramidal = cells - basket - stellate;
    NodePopulation l5 = cable("pyramidal", pyramidal, 101, 3, -420, 11);
    NodePopulation l4 = cable("stellate", stellate, 111, 2, -280, 22);
    NodePopulation pv = cable("basket", basket, 121, 1, -340, 33);
    NodePopulation thalamus = virtual("thalamus", 100, 301);
    List<NodePopulation> nodes = List.of(l5, l4, pv, thalamus);
    List<EdgePopulation> edges =
        List.of(
            edges("thalamus_to_stellate", thalamus, l4, 20, 201, 8e-4, 0),
            edges("thalamus_to_basket", thalamus, pv, 12, 205, 1.1e-3, 0),
            edges("stellate_to_pyramidal", l4, l5, 14, 211, 3e-4, 0),
            edges("pyramidal_to_pyramidal", l5, l5, 9, 221, 2e-4, 0),
            edges("basket_to_pyramidal", pv, l5, 10, 231, 9e-4, -70));
    NodeSelection all =
        NodeSelection.of(
            "all simulated cells",
            Map.of(
                "pyramidal",
                rows(l5.size()),
                "stellate",
                rows(l4.size()),
                "basket",
                rows(pv.size())));
    ReportDescription.ReportWindow window = new ReportDescription.ReportWindow(0, 3000, 0.1);
    return new ModelDescription(
        "barrel_column",
        nodes,
        edges,
        new RunSettings(3000, 0.1, OptionalDouble.of(20), -15, 5000, -80, 34),
        List.of(
            new InputDescription.Spikes("thalamic_drive", List.of("thalamus"), new FakeSpikes()),
            new InputDescription.CurrentClamp(
                "step_current",
                NodeSelection.of("{node_id: [0, 1]}", Map.of("pyramidal", new int[] {0, 1})),
                SectionKind.SOMA,
                0,
                0.5,
                new double[] {0.12, 0.19, 0.26},
                new double[] {500, 1250, 2000},
                new double[] {500, 500, 500})),
        List.of(
            new ReportDescription.Membrane(
                "membrane_potential", "v_report.h5", "v", all, window, true, Set.of()),
            new ReportDescription.Membrane(
                "calcium", "cai_report.h5", "cai", all, window, true, Set.of())),
        new OutputSettings(
            FOLDER.resolve("output").toString(),
            true,
            Optional.of("log.txt"),
            Optional.of("spikes.h5"),
            Optional.of("spikes.csv"),
            OutputSettings.SpikeOrder.BY_TIME),
        List.of(
            FOLDER.resolve("components/mechanisms/CaDynamics.mod").toString(),
            FOLDER.resolve("components/mechanisms/NaTs.mod").toString(),
            FOLDER.resolve("components/mechanisms/Kv3_1.mod").toString()));
  }

  /** A population of artificial cells of any size, for tables with many rows. */
  public static NodePopulation artificial(String name, int size) {
    Random random = new Random(7);
    double[] rates =
        IntStream.range(0, size).mapToDouble(_ -> 1 + 9 * random.nextDouble()).toArray();
    NodeType type =
        new NodeType(
            501, Map.of("model_type", new Value.Text("point_neuron"), "ei", new Value.Text("e")));
    return new NodePopulation(
        name,
        ids(size),
        new int[size],
        List.of(type),
        Map.of("background_rate", new Column.Numbers(rates)),
        new int[size],
        List.of(new CellModel.Artificial("IntFire1", Map.of("tau", 10.0, "refrac", 5.0))),
        positions(size, 0, random),
        new double[3 * size],
        FOLDER.resolve("network/" + name + "_nodes.h5").toString());
  }

  private static NodePopulation cable(
      String name, int size, int firstType, int types, double depthUm, int seed) {
    Random random = new Random(seed);
    List<NodeType> nodeTypes = new ArrayList<>();
    List<CellModel> models = new ArrayList<>();
    for (int i = 0; i < types; i++) {
      String fit = (472363762 + firstType * 113 + i * 7919) + "_fit.json";
      String swc = name + "_" + (170520 + i) + ".swc";
      Map<String, Value> attributes = new HashMap<>();
      attributes.put("pop_name", new Value.Text(name + (i + 1)));
      attributes.put("model_type", new Value.Text("biophysical"));
      attributes.put("model_template", new Value.Text("ctdb:Biophys1.hoc"));
      attributes.put("model_processing", new Value.Text("aibs_perisomatic"));
      attributes.put("morphology", new Value.Text(swc));
      attributes.put("dynamics_params", new Value.Text(fit));
      attributes.put("ei", new Value.Text(name.equals("basket") ? "i" : "e"));
      attributes.put("rotation_angle_zaxis", new Value.Num(-3.646878266));
      nodeTypes.add(new NodeType(firstType + i, attributes));
      models.add(
          new CellModel.Cable(
              cell(fit + " on " + swc, new Random(seed + 100 + i), name.equals("pyramidal"))));
    }
    int[] typeIndex = IntStream.range(0, size).map(i -> i % types).toArray();
    double[] tuning =
        IntStream.range(0, size).mapToDouble(_ -> Math.rint(random.nextDouble() * 360)).toArray();
    double[] rotation = new double[3 * size];
    for (int i = 0; i < size; i++) {
      rotation[3 * i + 1] = random.nextDouble() * 2 * Math.PI;
    }
    return new NodePopulation(
        name,
        ids(size),
        typeIndex,
        nodeTypes,
        Map.of(
            "tuning_angle", new Column.Numbers(tuning),
            "rotation_angle_yaxis", new Column.Numbers(yaw(rotation))),
        typeIndex,
        models,
        positions(size, depthUm, random),
        rotation,
        FOLDER.resolve("network/cortex_nodes.h5").toString());
  }

  private static double[] yaw(double[] rotation) {
    double[] yaw = new double[rotation.length / 3];
    for (int i = 0; i < yaw.length; i++) {
      yaw[i] = rotation[3 * i + 1];
    }
    return yaw;
  }

  private static NodePopulation virtual(String name, int size, int type) {
    return new NodePopulation(
        name,
        ids(size),
        new int[size],
        List.of(
            new NodeType(
                type,
                Map.of(
                    "model_type", new Value.Text("virtual"), "pop_name", new Value.Text("VPM")))),
        Map.of(),
        new int[size],
        List.of(new CellModel.Virtual()),
        new double[3 * size],
        new double[3 * size],
        FOLDER.resolve("network/" + name + "_nodes.h5").toString());
  }

  private static CableCell cell(String name, Random random, boolean withApical) {
    List<SectionModel> sections = new ArrayList<>();
    sections.add(
        section("soma[0]", SectionKind.SOMA, points(random, 0, -8, 0, 0, 1, 0, 16, 14, 14), -1, 0)
            .withMembrane(
                92.7,
                2.12,
                List.of(
                    new MechanismInsertion("pas", Map.of("g", 4.1e-5, "e", -90.3)),
                    new MechanismInsertion("NaTs", Map.of("gbar", 0.713)),
                    new MechanismInsertion("Kv3_1", Map.of("gbar", 0.0612)),
                    new MechanismInsertion("Ih", Map.of("gbar", 0.000478)),
                    new MechanismInsertion("SK", Map.of("gbar", 0.0071)),
                    new MechanismInsertion("CaDynamics", Map.of("gamma", 0.0012, "decay", 994.1))),
                Map.of("ena", 53.0, "ek", -107.0)));
    int stems = 5 + random.nextInt(3);
    for (int i = 0; i < stems; i++) {
      double angle = 2 * Math.PI * i / stems + random.nextDouble() * 0.4;
      grow(
          sections,
          random,
          SectionKind.DEND,
          0,
          0,
          0,
          0,
          Math.cos(angle),
          -0.35 + 0.5 * random.nextDouble(),
          Math.sin(angle),
          3,
          2.2,
          60);
    }
    if (withApical) {
      grow(sections, random, SectionKind.APIC, 0, 0, 8, 0, 0.05, 1, 0.02, 5, 4, 130);
    }
    sections.add(
        section("axon[0]", SectionKind.AXON, new SectionGeometry.Cylinder(60, 1), 0, 0.5)
            .withMembrane(
                92.7,
                2.12,
                List.of(new MechanismInsertion("pas", Map.of("g", 8.1e-4, "e", -90.3))),
                Map.of()));
    return new CableCell(name, sections);
  }

  private static void grow(
      List<SectionModel> sections,
      Random random,
      SectionKind kind,
      int parent,
      double x,
      double y,
      double z,
      double dx,
      double dy,
      double dz,
      int depth,
      double diameter,
      double length) {
    SectionGeometry.Points shape =
        points(random, x, y, z, dx, dy, dz, length, diameter, diameter * 0.7);
    int index = sections.size();
    sections.add(
        section(kind.label() + "[" + index + "]", kind, shape, parent, 1)
            .withNseg(1 + 2 * (int) (length / 40))
            .withMembrane(
                92.7,
                2.12 + 0.4 * random.nextDouble(),
                List.of(
                    new MechanismInsertion("pas", Map.of("g", 3.0e-5 + 1e-6 * depth, "e", -90.3)),
                    new MechanismInsertion("Ih", Map.of("gbar", 0.0001))),
                Map.of()));
    if (depth <= 1) {
      return;
    }
    int last = shape.size() - 1;
    for (int side = -1; side <= 1; side += 2) {
      double turn = side * (0.35 + 0.4 * random.nextDouble());
      double nx = dx * Math.cos(turn) - dy * Math.sin(turn);
      double ny = dx * Math.sin(turn) + dy * Math.cos(turn);
      double nz = dz + 0.4 * (random.nextDouble() - 0.5);
      grow(
          sections,
          random,
          kind,
          index,
          shape.x()[last],
          shape.y()[last],
          shape.z()[last],
          nx,
          ny,
          nz,
          depth - 1,
          diameter * 0.7,
          length * (0.7 + 0.5 * random.nextDouble()));
    }
  }

  private static SectionModel section(
      String name, SectionKind kind, SectionGeometry geometry, int parent, double parentX) {
    return SectionModel.of(name, kind, geometry, parent, parentX);
  }

  private static SectionGeometry.Points points(
      Random random,
      double x,
      double y,
      double z,
      double dx,
      double dy,
      double dz,
      double length,
      double d0,
      double d1) {
    int n = Math.max(2, (int) (length / 8));
    float[] xs = new float[n];
    float[] ys = new float[n];
    float[] zs = new float[n];
    float[] ds = new float[n];
    double norm = Math.sqrt(dx * dx + dy * dy + dz * dz);
    double step = length / (n - 1);
    for (int i = 0; i < n; i++) {
      xs[i] = (float) x;
      ys[i] = (float) y;
      zs[i] = (float) z;
      ds[i] = (float) (d0 + (d1 - d0) * i / (n - 1));
      x += step * (dx / norm + 0.35 * (random.nextDouble() - 0.5));
      y += step * (dy / norm + 0.35 * (random.nextDouble() - 0.5));
      z += step * (dz / norm + 0.35 * (random.nextDouble() - 0.5));
    }
    return new SectionGeometry.Points(xs, ys, zs, ds);
  }

  private static EdgePopulation edges(
      String name,
      NodePopulation source,
      NodePopulation target,
      int perTarget,
      int type,
      double weight,
      double reversalMv) {
    Map<String, Value> attributes = new HashMap<>();
    attributes.put("syn_weight", new Value.Num(weight));
    attributes.put("delay", new Value.Num(2));
    attributes.put("model_template", new Value.Text("Exp2Syn"));
    attributes.put(
        "dynamics_params",
        new Value.Text(reversalMv < 0 ? "GABA_InhToExc.json" : "AMPA_ExcToExc.json"));
    attributes.put("target_query", new Value.Text("pop_name=='" + target.name() + "'"));
    attributes.put("weight_function", new Value.Text("wmax"));
    attributes.put("target_sections", new Value.Text("['basal', 'apical']"));
    attributes.put("distance_range", new Value.Text("[0.0, 150.0]"));
    EdgeType edgeType =
        new EdgeType(
            type,
            attributes,
            Optional.of(
                new SynapseModel("Exp2Syn", Map.of("e", reversalMv, "tau1", 1.0, "tau2", 3.0))),
            Set.of(SectionKind.DEND, SectionKind.APIC),
            0,
            150,
            Optional.of("wmax"),
            OptionalDouble.empty(),
            false);
    return new EdgePopulation(
        name,
        source.name(),
        target.name(),
        List.of(edgeType),
        new FakeEdges(source.size(), target.size(), perTarget),
        FOLDER.resolve("network/" + name + "_edges.h5").toString());
  }

  private static double[] positions(int size, double depthUm, Random random) {
    double[] positions = new double[3 * size];
    for (int i = 0; i < size; i++) {
      double radius = 150 * Math.sqrt(random.nextDouble());
      double angle = 2 * Math.PI * random.nextDouble();
      positions[3 * i] = radius * Math.cos(angle);
      positions[3 * i + 1] = depthUm + 90 * (random.nextDouble() - 0.5);
      positions[3 * i + 2] = radius * Math.sin(angle);
    }
    return positions;
  }

  private static long[] ids(int size) {
    return IntStream.range(0, size).asLongStream().toArray();
  }

  private static int[] rows(int size) {
    return IntStream.range(0, size).toArray();
  }

  private record FakeEdges(int sources, int targets, int perTarget) implements EdgeStore {
    @Override
    public long size() {
      return (long) targets * perTarget;
    }

    @Override
    public EdgeBatch rows(long first, int count) {
      int n = (int) Math.min(count, size() - first);
      long[] source = new long[n];
      long[] target = new long[n];
      int[] nsyns = new int[n];
      double[] weight = new double[n];
      double[] delay = new double[n];
      int[] section = new int[n];
      boolean[] has = new boolean[n];
      for (int i = 0; i < n; i++) {
        long row = first + i;
        target[i] = row / perTarget;
        source[i] = row * 31 % sources;
        nsyns[i] = 1 + (int) (row % 7);
        weight[i] = Double.NaN;
        delay[i] = Double.NaN;
        section[i] = -1;
        has[i] = true;
      }
      return new EdgeBatch(
          n, source, target, new int[n], nsyns, weight, delay, section, new double[n], has);
    }

    @Override
    public EdgeBatch incoming(long targetNodeId) {
      return rows(targetNodeId * perTarget, perTarget);
    }
  }

  private static final class FakeSpikes implements SpikeSource {
    @Override
    public long size() {
      return 45_812;
    }

    @Override
    public double[] timesMs(long nodeId) {
      return new Random(nodeId).doubles(450, 0, 3000).sorted().toArray();
    }
  }
}
