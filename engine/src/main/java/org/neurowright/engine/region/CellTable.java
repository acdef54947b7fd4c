package org.neurowright.engine.region;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.neurowright.engine.bench.Site;
import org.neurowright.engine.bench.Specimen;
import org.neurowright.engine.cable.Blueprint;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.MechanismInsertion;
import org.neurowright.engine.description.RangeValue;
import org.neurowright.engine.description.SectionModel;
import org.neurowright.engine.mechanism.MechanismKind;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.mechanism.MechanismVariable;
import org.neurowright.engine.problem.Problems;

/**
 * The segments of a cell as a table: where each is, how large it is, and what is in it. Segments
 * are numbered through the sections in order. Immutable; arrays it gives are not to be changed.
 */
public final class CellTable {
  /** Frequency at which electrotonic lengths are taken, Hz; that of NEURON's d_lambda rule. */
  public static final double LAMBDA_HZ = 100;

  private final Specimen specimen;
  private final CableCell cell;
  private final int[] first;
  private final int[] sectionOf;
  private final double[] x;
  private final double[] lengthUm;
  private final double[] diamUm;
  private final double[] areaUm2;
  private final double[] lambdaUm;
  private final double[] distanceUm;
  private final double[] order;

  // Towards the soma: the section beyond, and where the way leaves this section and enters that.
  private final int[] towards;
  private final double[] anchor;
  private final double[] anchorOnNext;
  private final double[] baseUm;
  private final double[] baseLambda;

  /**
   * A range variable that some segment has a value of.
   *
   * @param name NEURON's, {@code gbar_Ih}
   * @param mechanism it belongs to; empty for {@code cm} and {@code Ra}; the ion's name for ions
   * @param unit as declared; empty when none
   */
  public record Variable(String name, String mechanism, String unit) {}

  /**
   * How much a part of a cell is.
   *
   * @param sections sections with at least one segment in it
   * @param segments segments
   * @param lengthUm of its segments together
   * @param areaUm2 of its segments together
   */
  public record Extent(int sections, int segments, double lengthUm, double areaUm2) {}

  private CellTable(Specimen specimen, CableCell cell) {
    this.specimen = specimen;
    this.cell = cell;
    List<SectionModel> sections = cell.sections();
    first = new int[sections.size() + 1];
    for (int s = 0; s < sections.size(); s++) {
      first[s + 1] = first[s] + sections.get(s).nseg();
    }
    int n = first[sections.size()];
    sectionOf = new int[n];
    x = new double[n];
    lengthUm = new double[n];
    diamUm = new double[n];
    areaUm2 = new double[n];
    lambdaUm = new double[n];
    distanceUm = new double[n];
    order = new double[n];
    towards = new int[sections.size()];
    anchor = new double[sections.size()];
    anchorOnNext = new double[sections.size()];
    baseUm = new double[sections.size()];
    baseLambda = new double[sections.size()];
    measure();
    walk();
    for (int i = 0; i < n; i++) {
      distanceUm[i] = distanceUm(site(i));
    }
  }

  /**
   * The table of a cell.
   *
   * @param specimen whose lists and mechanisms hold
   * @param cell its cell, as it came or with changes
   */
  public static CellTable of(Specimen specimen, CableCell cell) {
    return new CellTable(specimen, cell);
  }

  /** Areas and diameters as the cable has them; mechanisms do not matter for that. */
  private void measure() {
    List<SectionModel> bare = new ArrayList<>();
    for (SectionModel section : cell.sections()) {
      bare.add(
          section
              .withMembrane(
                  section.axialResistivityOhmCm(),
                  section.capacitanceUfPerCm2(),
                  List.of(),
                  Map.of())
              .withRangeValues(
                  section.rangeValues().stream()
                      .filter(v -> v.variable().equals("diam"))
                      .toList()));
    }
    Blueprint laidOut =
        Blueprint.of(
            new CableCell(cell.name(), bare, cell.connectionOrder()),
            specimen.catalogue(),
            new Problems());
    double[] cm = values("cm");
    for (int s = 0; s < bare.size(); s++) {
      SectionModel section = bare.get(s);
      for (int i = first[s]; i < first[s + 1]; i++) {
        sectionOf[i] = s;
        x[i] = (i - first[s] + .5) / section.nseg();
        lengthUm[i] = section.lengthUm() / section.nseg();
        areaUm2[i] = laidOut.areaUm2(s, x[i]);
        diamUm[i] = laidOut.diamUm(s, x[i]);
        // The NEURON Book, 2006, section 5.6: lambda_f = 1/2 sqrt(d / (pi f Ra cm)), in µm.
        lambdaUm[i] =
            1e5
                * Math.sqrt(
                    diamUm[i]
                        / (4 * Math.PI * LAMBDA_HZ * section.axialResistivityOhmCm() * cm[i]));
      }
    }
  }

  /** From the middle of the soma through all sections. What is not connected begins at its root. */
  private void walk() {
    List<SectionModel> sections = cell.sections();
    List<List<Integer>> children = new ArrayList<>();
    sections.forEach(_ -> children.add(new ArrayList<>()));
    for (int s = 0; s < sections.size(); s++) {
      if (sections.get(s).parent() >= 0) {
        children.get(sections.get(s).parent()).add(s);
      }
    }
    boolean[] seen = new boolean[sections.size()];
    int[] branching = new int[sections.size()];
    List<Integer> starts = new ArrayList<>();
    if (!sections.isEmpty()) {
      starts.add(cell.somaIndex());
    }
    for (int s = 0; s < sections.size(); s++) {
      if (sections.get(s).parent() < 0) {
        starts.add(s);
      }
    }
    ArrayDeque<Integer> waiting = new ArrayDeque<>();
    for (int start : starts) {
      if (seen[start]) {
        continue;
      }
      seen[start] = true;
      towards[start] = -1;
      anchor[start] = start == cell.somaIndex() ? .5 : 0;
      waiting.add(start);
      while (!waiting.isEmpty()) {
        int s = waiting.poll();
        Arrays.fill(order, first[s], first[s + 1], branching[s]);
        int parent = sections.get(s).parent();
        boolean branches =
            children.get(s).size() > (towards[s] >= 0 && towards[s] != parent ? 2 : 1);
        for (int c : children.get(s)) {
          if (!seen[c]) {
            seen[c] = true;
            branching[c] = branching[s] + (branches || towards[s] < 0 ? 1 : 0);
            join(c, sections.get(c).childX(), s, sections.get(c).parentX());
            waiting.add(c);
          }
        }
        if (parent >= 0 && !seen[parent]) {
          seen[parent] = true;
          branching[parent] = branching[s] + 1;
          join(parent, sections.get(s).parentX(), s, sections.get(s).childX());
          waiting.add(parent);
        }
      }
    }
  }

  private void join(int section, double at, int next, double atNext) {
    towards[section] = next;
    anchor[section] = at;
    anchorOnNext[section] = atNext;
    baseUm[section] = distanceUm(new Site(next, atNext));
    baseLambda[section] = electrotonicDistance(new Site(next, atNext));
  }

  /** What the table is of. */
  public Specimen specimen() {
    return specimen;
  }

  /** The cell as it was given. */
  public CableCell cell() {
    return cell;
  }

  public int segments() {
    return x.length;
  }

  public int sections() {
    return cell.sections().size();
  }

  /**
   * Number of the first segment of a section; of the number of sections, the number of segments.
   */
  public int firstSegment(int section) {
    return first[section];
  }

  public int sectionOf(int segment) {
    return sectionOf[segment];
  }

  /** The middle of a segment. */
  public Site site(int segment) {
    return new Site(sectionOf[segment], x[segment]);
  }

  /** The segment that a place is in; the end of a section is in its last segment. */
  public int segment(Site site) {
    int nseg = first[site.section() + 1] - first[site.section()];
    return first[site.section()] + Math.clamp((int) (site.x() * nseg), 0, nseg - 1);
  }

  /** Length of a segment, µm. */
  public double lengthUm(int segment) {
    return lengthUm[segment];
  }

  /** Diameter of a segment as the cable has it, µm. */
  public double diamUm(int segment) {
    return diamUm[segment];
  }

  /** Area of a segment, µm². */
  public double areaUm2(int segment) {
    return areaUm2[segment];
  }

  /** Path from the middle of the soma to the middle of a segment, µm. */
  public double distanceUm(int segment) {
    return distanceUm[segment];
  }

  /** Path from the middle of the soma to a place, µm. */
  public double distanceUm(Site site) {
    int s = site.section();
    return baseUm[s] + Math.abs(site.x() - anchor[s]) * cell.sections().get(s).lengthUm();
  }

  /** The same path in length constants at {@value #LAMBDA_HZ} Hz. */
  public double electrotonicDistance(Site site) {
    int s = site.section();
    return baseLambda[s] + Math.abs(electrotonicX(s, site.x()) - electrotonicX(s, anchor[s]));
  }

  /** Length constants from the start of a section to a position on it. */
  private double electrotonicX(int section, double position) {
    int nseg = first[section + 1] - first[section];
    double left = position * nseg;
    double sum = 0;
    for (int i = first[section]; left > 0 && i < first[section + 1]; i++) {
      sum += Math.min(1, left) * lengthUm[i] / lambdaUm[i];
      left -= 1;
    }
    return sum;
  }

  /** The section on the way to the soma; -1 for the soma itself. */
  public int towardsSoma(int section) {
    return towards[section];
  }

  /** Where on a section the way to the soma begins: 0.5 on the soma, usually 0 elsewhere. */
  public double anchor(int section) {
    return anchor[section];
  }

  /** Where on {@link #towardsSoma} the section is attached, 0 to 1. */
  public double anchorOnNext(int section) {
    return anchorOnNext[section];
  }

  /** How much some segments are together. */
  public Extent extent(BitSet segments) {
    double length = 0;
    double area = 0;
    int sections = 0;
    int last = -1;
    for (int i = segments.nextSetBit(0); i >= 0; i = segments.nextSetBit(i + 1)) {
      length += lengthUm[i];
      area += areaUm2[i];
      sections += sectionOf[i] == last ? 0 : 1;
      last = sectionOf[i];
    }
    return new Extent(sections, segments.cardinality(), length, area);
  }

  /** Density mechanisms that some section has, in the order of their first insertion. */
  public List<String> mechanisms() {
    Set<String> names = new LinkedHashSet<>();
    cell.sections().forEach(s -> s.mechanisms().forEach(m -> names.add(m.mechanism())));
    return List.copyOf(names);
  }

  /** Variables that users set, of all mechanisms of the cell. */
  public List<Variable> variables() {
    Map<String, Variable> found = new LinkedHashMap<>();
    found.put("cm", new Variable("cm", "", "uF/cm2"));
    found.put("Ra", new Variable("Ra", "", "ohm cm"));
    for (SectionModel section : cell.sections()) {
      section
          .ionValues()
          .keySet()
          .forEach(name ->
              found.putIfAbsent(
                  name,
                  new Variable(
                      name,
                      name.startsWith("e")
                          ? name.substring(1)
                          : name.substring(0, name.length() - 1),
                      name.startsWith("e") ? "mV" : "mM")));
    }
    for (String mechanism : mechanisms()) {
      parameters(mechanism)
          .forEach(v -> {
            String name = v.name() + "_" + mechanism;
            found.putIfAbsent(name, new Variable(name, mechanism, v.unit()));
          });
    }
    return List.copyOf(found.values());
  }

  private List<MechanismVariable> parameters(String mechanism) {
    Optional<MechanismType> type =
        specimen.catalogue().find(mechanism).filter(t -> t.kind() == MechanismKind.DENSITY);
    return type.stream()
        .flatMap(t -> t.variables().stream())
        .filter(v -> v.role() == MechanismVariable.Role.PARAMETER && v.visible() && v.size() == 1)
        .toList();
  }

  /** Values of a variable in all segments; NaN where a segment does not have it. */
  public double[] values(String variable) {
    double[] values = new double[segments()];
    Arrays.fill(values, Double.NaN);
    Map<String, Optional<Default>> known = new LinkedHashMap<>();
    for (int s = 0; s < cell.sections().size(); s++) {
      SectionModel section = cell.sections().get(s);
      double uniform = Double.NaN;
      if (variable.equals("cm")) {
        uniform = section.capacitanceUfPerCm2();
      } else if (variable.equals("Ra")) {
        uniform = section.axialResistivityOhmCm();
      } else if (section.ionValues().containsKey(variable)) {
        uniform = section.ionValues().get(variable);
      } else {
        for (MechanismInsertion insertion : section.mechanisms()) {
          if (variable.endsWith("_" + insertion.mechanism())) {
            Optional<Default> found =
                known.computeIfAbsent(
                    insertion.mechanism(), mechanism -> defaultOf(variable, mechanism));
            if (found.isPresent()) {
              uniform =
                  insertion.parameters().getOrDefault(found.get().name(), found.get().value());
            }
          }
        }
      }
      Arrays.fill(values, first[s], first[s + 1], uniform);
      for (RangeValue value : section.rangeValues()) {
        if (value.variable().equals(variable)) {
          values[segment(new Site(s, value.x()))] = value.value();
        }
      }
    }
    return values;
  }

  /** A parameter without suffix and its default. */
  private record Default(String name, double value) {}

  private Optional<Default> defaultOf(String variable, String mechanism) {
    String name = variable.substring(0, variable.length() - mechanism.length() - 1);
    return parameters(mechanism).stream()
        .filter(v -> v.name().equals(name))
        .findFirst()
        .map(v -> new Default(name, v.defaultValue()));
  }

  /** 1 in the segments that have a mechanism, NaN in others. */
  double[] presence(String mechanism) {
    double[] values = new double[segments()];
    for (int s = 0; s < cell.sections().size(); s++) {
      boolean there =
          cell.sections().get(s).mechanisms().stream()
              .anyMatch(m -> m.mechanism().equals(mechanism));
      Arrays.fill(values, first[s], first[s + 1], there ? 1 : Double.NaN);
    }
    return values;
  }

  double[] positions() {
    return x;
  }

  double[] distancesUm() {
    return distanceUm;
  }

  double[] diametersUm() {
    return diamUm;
  }

  double[] areasUm2() {
    return areaUm2;
  }

  /** Branch points between a segment and the soma. */
  double[] orders() {
    return order;
  }
}
