package org.neurowright.engine.cable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.MechanismInsertion;
import org.neurowright.engine.description.RangeValue;
import org.neurowright.engine.description.SectionModel;
import org.neurowright.engine.mechanism.Extracellular;
import org.neurowright.engine.mechanism.MechanismCatalogue;
import org.neurowright.engine.mechanism.MechanismKind;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.mechanism.MechanismVariable;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;

/**
 * What all cells of one kind share: nodes, coupling, where which mechanism sits and with which
 * values. Computed once per distinct {@link CableCell}; immutable.
 */
public final class Blueprint {
  private static final Set<String> MEMBRANE_VARIABLES = Set.of("cm", "diam");

  final CableCell cell;
  final NodeTree tree;
  final List<DensityPlacement> placements;
  final List<IonValue> ionValues;
  final List<IonStyleAt> ionStyles;

  private Blueprint(
      CableCell cell,
      NodeTree tree,
      List<DensityPlacement> placements,
      List<IonValue> ionValues,
      List<IonStyleAt> ionStyles) {
    this.cell = cell;
    this.tree = tree;
    this.placements = placements;
    this.ionValues = ionValues;
    this.ionStyles = ionStyles;
  }

  /**
   * Lays a cell out.
   *
   * @param cell sections with their final nseg
   * @param catalogue where mechanisms are looked up
   * @param problems receives unknown mechanisms, parameters and ion variables
   */
  public static Blueprint of(CableCell cell, MechanismCatalogue catalogue, Problems problems) {
    NodeTree tree = NodeTree.of(cell);
    Map<String, TreeMap<Integer, Map<String, Double>>> byMechanism = new LinkedHashMap<>();
    List<IonValue> ionValues = new ArrayList<>();
    List<IonStyleAt> ionStyles = new ArrayList<>();
    Set<String> reported = new HashSet<>();
    for (int s = 0; s < cell.sections().size(); s++) {
      SectionModel section = cell.sections().get(s);
      int nseg = section.nseg();
      for (MechanismInsertion insertion : section.mechanisms()) {
        if (!isDensity(insertion.mechanism(), cell, section, catalogue, problems, reported)) {
          continue;
        }
        TreeMap<Integer, Map<String, Double>> places =
            byMechanism.computeIfAbsent(insertion.mechanism(), name -> new TreeMap<>());
        for (int i = 0; i < nseg; i++) {
          int node = tree.segmentNode(s, (i + .5) / nseg);
          places.computeIfAbsent(node, n -> new LinkedHashMap<>()).putAll(insertion.parameters());
        }
      }
      for (int i = 0; i < nseg; i++) {
        int node = tree.segmentNode(s, (i + .5) / nseg);
        section
            .ionValues()
            .forEach((variable, value) -> ionValues.add(new IonValue(variable, node, value)));
        section.ionStyles().forEach(style -> ionStyles.add(new IonStyleAt(style, node)));
      }
      for (RangeValue range : section.rangeValues()) {
        setRange(
            range,
            tree.segmentNode(s, range.x()),
            cell,
            section,
            byMechanism,
            ionValues,
            problems,
            reported);
      }
    }
    List<DensityPlacement> placements = new ArrayList<>();
    for (MechanismType type : catalogue.executionOrder()) {
      TreeMap<Integer, Map<String, Double>> places = byMechanism.get(type.name());
      if (places != null) {
        placements.add(place(type, places, cell, problems, reported));
      }
    }
    return new Blueprint(cell, tree, placements, ionValues, ionStyles);
  }

  private static boolean isDensity(
      String name,
      CableCell cell,
      SectionModel section,
      MechanismCatalogue catalogue,
      Problems problems,
      Set<String> reported) {
    var type = catalogue.find(name);
    if (type.isPresent() && type.get().kind() == MechanismKind.DENSITY) {
      return true;
    }
    if (reported.add(name)) {
      problems.add(
          Problem.error(
                  "cell.unknown-mechanism",
                  new Location("", 0, 0, cell.name() + ", section " + section.name()),
                  type.isPresent()
                      ? "mechanism "
                          + name
                          + " cannot be inserted in a section, it is not a density mechanism"
                      : "mechanism " + name + " is not known")
              .hint(
                  "Add "
                      + name
                      + ".mod to the model's mechanisms folder, or name the folder that has it"));
    }
    return false;
  }

  private static void setRange(
      RangeValue range,
      int node,
      CableCell cell,
      SectionModel section,
      Map<String, TreeMap<Integer, Map<String, Double>>> byMechanism,
      List<IonValue> ionValues,
      Problems problems,
      Set<String> reported) {
    if (MEMBRANE_VARIABLES.contains(range.variable())) {
      return;
    }
    var layers = byMechanism.get(Extracellular.NAME);
    if (Extracellular.ownsPlainName(range.variable())
        && layers != null
        && layers.containsKey(node)) {
      layers.get(node).put(range.variable(), range.value());
      return;
    }
    for (var entry : byMechanism.entrySet()) {
      String suffix = "_" + entry.getKey();
      if (range.variable().endsWith(suffix) && entry.getValue().containsKey(node)) {
        String name = range.variable().substring(0, range.variable().length() - suffix.length());
        entry.getValue().get(node).put(name, range.value());
        return;
      }
    }
    if (range.variable().matches("e\\w+|\\w+[io]")) {
      ionValues.add(new IonValue(range.variable(), node, range.value()));
    } else if (reported.add(range.variable())) {
      problems.add(
          Problem.error(
              "cell.unknown-variable",
              new Location("", 0, 0, cell.name() + ", section " + section.name()),
              "range variable "
                  + range.variable()
                  + " is not a variable of any mechanism inserted there"));
    }
  }

  private static DensityPlacement place(
      MechanismType type,
      TreeMap<Integer, Map<String, Double>> places,
      CableCell cell,
      Problems problems,
      Set<String> reported) {
    int count = places.size();
    int[] node = places.keySet().stream().mapToInt(Integer::intValue).toArray();
    double[][] columns = Columns.defaults(type, count);
    int instance = 0;
    for (Map<String, Double> values : places.values()) {
      for (Map.Entry<String, Double> entry : values.entrySet()) {
        OptionalInt index = type.variableIndex(Columns.baseName(entry.getKey()));
        if (Columns.knows(type, entry.getKey())
            && type.variables().get(index.getAsInt()).visible()) {
          Columns.Settings.of(type, Map.of(element(type, index, entry), entry.getValue()))
              .apply(columns, instance);
        } else if (reported.add(type.name() + "." + entry.getKey())) {
          problems.add(
              Problem.error(
                      "cell.unknown-parameter",
                      new Location("", 0, 0, cell.name()),
                      "mechanism "
                          + type.name()
                          + " has no parameter "
                          + entry.getKey()
                          + " that a section can set")
                  .expected(
                      "one of "
                          + type.variables().stream()
                              .filter(MechanismVariable::visible)
                              .map(MechanismVariable::name)
                              .toList()));
        }
      }
      instance++;
    }
    return new DensityPlacement(type, node, columns);
  }

  /** As in hoc, the name of an array alone means its first element. */
  private static String element(
      MechanismType type, OptionalInt index, Map.Entry<String, Double> parameter) {
    boolean whole = !parameter.getKey().endsWith("]");
    boolean array = type.variables().get(index.getAsInt()).size() > 1;
    return whole && array ? parameter.getKey() + "[0]" : parameter.getKey();
  }

  public CableCell cell() {
    return cell;
  }

  /** Whether some section has extracellular layers. */
  public boolean isLayered() {
    return cell.sections().stream().anyMatch(OutsideNodes::isLayered);
  }

  /** Number of nodes, zero-area nodes included. */
  public int nodes() {
    return tree.size;
  }

  /** Number of segments. */
  public int segments() {
    return cell.sections().stream().mapToInt(SectionModel::nseg).sum();
  }

  /** Area of the segment at x of a section, µm². */
  public double areaUm2(int section, double x) {
    return tree.areaUm2[tree.segmentNode(section, x)];
  }

  /** Diameter of the segment at x of a section, µm. */
  public double diamUm(int section, double x) {
    return tree.diamUm[tree.segmentNode(section, x)];
  }

  /**
   * NEURON's ri(x): resistance between a node and its parent node, MΩ (1e30 where there is none).
   */
  public double resistanceMohm(int section, double x) {
    double inverse = tree.inverseResistanceUs[tree.voltageNode(section, x)];
    return inverse == 0 ? 1e30 : 1 / inverse;
  }

  /** About the memory that a step of one cell of this kind goes through, bytes. */
  long stateBytes() {
    // v, rhs, d, a, b, capacitance and the parent's number
    long bytes = tree.size * (6L * Double.BYTES + Integer.BYTES);
    for (DensityPlacement placement : placements) {
      bytes += placement.node().length * Columns.bytesPerInstance(placement.type());
    }
    return bytes;
  }

  /** Relative cost of one step of one cell of this kind. */
  public double cost() {
    double cost = tree.size;
    for (DensityPlacement placement : placements) {
      cost += 4.0 * placement.node().length;
    }
    return cost;
  }
}
