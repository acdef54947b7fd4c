package org.neurowright.io.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.neurowright.engine.cable.Blueprint;
import org.neurowright.engine.cable.CableGroup;
import org.neurowright.engine.cable.CableNetwork;
import org.neurowright.engine.cable.CablePartition;
import org.neurowright.engine.cable.CableSettings;
import org.neurowright.engine.cable.Probe;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.IonStyle;
import org.neurowright.engine.description.MechanismInsertion;
import org.neurowright.engine.description.SectionGeometry;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.description.SectionModel;
import org.neurowright.engine.mechanism.MechanismCatalogue;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.problem.Problems;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * One reference case: a model in {@code case.json}, run by the engine, beside what NEURON computed.
 */
final class NeuronCase {
  final JsonNode json;
  final Path folder;
  final Blueprint blueprint;
  final Map<String, Integer> sectionIndex = new LinkedHashMap<>();
  final List<String> labels = new ArrayList<>();
  final List<double[]> rows = new ArrayList<>();
  final Map<String, List<Double>> spikes = new TreeMap<>();

  private final CableNetwork network;
  private final int cell;
  private final Map<String, Integer> points = new HashMap<>();
  private final Map<Integer, String> labelOfSource = new HashMap<>();

  NeuronCase(Path folder, MechanismCatalogue catalogue) throws IOException {
    this.folder = folder;
    json = new ObjectMapper().readTree(Files.readString(folder.resolve("case.json")));
    network = new CableNetwork(catalogue);
    Problems problems = new Problems();
    blueprint = Blueprint.of(readCell(), catalogue, problems);
    problems.throwIfErrors();
    cell = network.addCell(blueprint);
    for (JsonNode point : json.path("points")) {
      int template = template(catalogue, point);
      points.put(
          point.get("name").asString(),
          network.addPoint(cell, section(point), point.get("x").asDouble(), template));
    }
    for (JsonNode artificial : json.path("artificial")) {
      points.put(
          artificial.get("name").asString(),
          network.addArtificial(template(catalogue, artificial)));
    }
    List<Integer> connections = new ArrayList<>();
    for (JsonNode netcon : json.path("netcons")) {
      int source = source(netcon.path("source"), netcon.path("threshold").asDouble(10));
      JsonNode weights = netcon.path("weight");
      connections.add(
          network.connect(
              source,
              points.get(netcon.get("target").asString()),
              weights.path(0).asDouble(0),
              netcon.path("delay").asDouble(1)));
    }
    for (JsonNode event : json.path("events")) {
      for (JsonNode t : event.get("t")) {
        network.addEvent(connections.get(event.get("netcon").asInt()), t.asDouble());
      }
    }
    for (JsonNode gap : json.path("gaps")) {
      network.addGap(
          cell,
          section(gap.get("source")),
          gap.get("source").get("x").asDouble(),
          points.get(gap.get("target").asString()),
          gap.get("var").asString());
    }
    for (JsonNode play : json.path("plays")) {
      if (play.has("section")) {
        network.addPlay(
            cell,
            section(play),
            play.get("x").asDouble(),
            play.get("var").asString(),
            doubles(play.get("t")),
            doubles(play.get("y")),
            play.path("continuous").asInt(0) == 1);
        continue;
      }
      network.addPlay(
          points.get(play.get("point").asString()),
          play.get("var").asString(),
          doubles(play.get("t")),
          doubles(play.get("y")),
          play.path("continuous").asInt(0) == 1);
    }
    for (JsonNode spike : json.path("record_spikes")) {
      int source =
          source(
              spike.has("point") || spike.has("section") ? spike : spike.path("source"),
              spike.path("threshold").asDouble(10));
      labelOfSource.put(source, spike.get("label").asString());
      spikes.put(spike.get("label").asString(), new ArrayList<>());
    }
  }

  private CableCell readCell() {
    int index = 0;
    for (JsonNode section : json.path("sections")) {
      sectionIndex.put(section.get("name").asString(), index++);
    }
    List<SectionModel> sections = new ArrayList<>();
    for (JsonNode section : json.path("sections")) {
      sections.add(readSection(section));
    }
    return new CableCell(json.get("name").asString(), sections);
  }

  private SectionModel readSection(JsonNode section) {
    SectionGeometry geometry;
    if (section.has("pt3d")) {
      int n = section.get("pt3d").size();
      float[][] points = new float[4][n];
      for (int i = 0; i < n; i++) {
        for (int k = 0; k < 4; k++) {
          points[k][i] = (float) section.get("pt3d").get(i).get(k).asDouble();
        }
      }
      geometry = new SectionGeometry.Points(points[0], points[1], points[2], points[3]);
    } else {
      geometry =
          new SectionGeometry.Cylinder(section.get("L").asDouble(), section.get("diam").asDouble());
    }
    List<MechanismInsertion> mechanisms = new ArrayList<>();
    for (var mechanism : section.path("mech").properties()) {
      mechanisms.add(new MechanismInsertion(mechanism.getKey(), numbers(mechanism.getValue())));
    }
    List<IonStyle> styles = new ArrayList<>();
    for (JsonNode style : section.path("ion_style")) {
      styles.add(
          new IonStyle(
              style.get(0).asString().replace("_ion", ""),
              style.get(1).asInt(),
              style.get(2).asInt(),
              style.get(3).asInt() == 1,
              style.get(4).asInt() == 1,
              style.get(5).asInt() == 1));
    }
    return new SectionModel(
        section.get("name").asString(),
        SectionKind.ofSectionName(section.get("name").asString()),
        geometry,
        section.has("parent") ? sectionIndex.get(section.get("parent").asString()) : -1,
        section.path("parent_x").asDouble(1),
        section.path("child_x").asDouble(0),
        section.path("nseg").asInt(1),
        section.path("Ra").asDouble(35.4),
        section.path("cm").asDouble(1),
        section.path("rallbranch").asDouble(1),
        mechanisms,
        numbers(section.path("ions")),
        styles,
        List.of());
  }

  private static Map<String, Double> numbers(JsonNode object) {
    Map<String, Double> values = new LinkedHashMap<>();
    for (var entry : object.properties()) {
      if (entry.getValue().isArray()) {
        for (int k = 0; k < entry.getValue().size(); k++) {
          values.put(entry.getKey() + "[" + k + "]", entry.getValue().get(k).asDouble());
        }
      } else {
        values.put(entry.getKey(), entry.getValue().asDouble());
      }
    }
    return values;
  }

  private static double[] doubles(JsonNode array) {
    double[] values = new double[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).asDouble();
    }
    return values;
  }

  private int template(MechanismCatalogue catalogue, JsonNode point) {
    MechanismType type = catalogue.find(point.get("type").asString()).orElseThrow();
    Map<String, Double> parameters = numbers(point.path("params"));
    if (point.has("random123")) {
      for (int k = 0; k < 3; k++) {
        parameters.put("ranvar[" + k + "]", point.get("random123").get(k).asDouble());
      }
    }
    return network.addTemplate(new CableNetwork.PointTemplate(type, parameters));
  }

  private int section(JsonNode place) {
    return sectionIndex.get(place.get("section").asString());
  }

  private int source(JsonNode source, double threshold) {
    if (source.isNull() || source.isMissingNode()) {
      return network.addSilentSource();
    }
    return source.has("point")
        ? network.addPointSource(points.get(source.get("point").asString()))
        : network.addDetector(cell, section(source), source.get("x").asDouble(), threshold);
  }

  double dtMs() {
    return json.get("dt").asDouble();
  }

  /** Runs the case, keeping every {@code record_every}-th sample. */
  void run() {
    CableSettings settings =
        new CableSettings(
            dtMs(),
            json.get("v_init").asDouble(),
            json.path("celsius").asDouble(6.3),
            json.path("secondorder").asInt(0),
            numbers(json.path("globals")));
    CablePartition partition = network.partition(1, settings);
    CableGroup group = partition.groups().getFirst();
    List<Probe> probes = new ArrayList<>();
    for (JsonNode record : json.get("record")) {
      labels.add(record.get("label").asString());
      String variable = record.get("var").asString();
      probes.add(
          (record.has("point")
                  ? partition.probe(points.get(record.get("point").asString()), variable)
                  : partition.probe(cell, section(record), record.get("x").asDouble(), variable))
              .orElseThrow(() -> new IllegalStateException("cannot record " + record)));
    }
    group.initialise();
    sample(group, probes);
    group.onSample(() -> sample(group, probes));
    long steps = Math.round(json.get("tstop").asDouble() / dtMs());
    for (long step = 0; step < steps; step++) {
      group.advance(step, 1);
      for (int i = 0; i < group.outgoing().size(); i++) {
        String label = labelOfSource.get(group.outgoing().source(i));
        if (label != null) {
          spikes.get(label).add(group.outgoing().tMs(i));
        }
      }
      group.accept(group.outgoing());
      group.outgoing().clear();
    }
  }

  private void sample(CableGroup group, List<Probe> probes) {
    double[] row = new double[probes.size() + 1];
    row[0] = group.tMs();
    for (int i = 0; i < probes.size(); i++) {
      row[i + 1] = probes.get(i).value();
    }
    rows.add(row);
  }
}
