package org.neurowright.io.hoc.section;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neurowright.engine.cable.Blueprint;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.IonStyle;
import org.neurowright.engine.description.RangeValue;
import org.neurowright.engine.description.SectionGeometry;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.description.SectionModel;
import org.neurowright.engine.mechanism.MechanismCatalogue;
import org.neurowright.engine.problem.Problems;

/**
 * A section while hoc code works on it, with NEURON's defaults and NEURON's rules for what changes
 * what: points make L and diam, L stretches points, diam thickens them, nseg keeps values.
 */
public final class Section {
  private static final double SHORTEST_UM = 1e-9;
  private static final int MOST_SEGMENTS = 32767;
  private static final int MOST_POINTS = 10_000_000;

  /** A place without extent that a section belongs to ({@code pt3dstyle(1, x, y, z)}). */
  public record LogicalPoint(float x, float y, float z) {}

  private final String name;
  private final Object owner;
  private final String prefix;
  private boolean alive = true;

  private int nseg = 1;
  private double lengthUm = 100;
  private double axialResistivity = 35.4;
  private double rallBranch = 1;
  private double[] diamUm = {500};
  private double[] capacitance = {1};
  private double[] potential = {-65};
  private final Map<String, Inserted> mechanisms = new LinkedHashMap<>();
  private final Map<String, Ion> ions = new LinkedHashMap<>();
  private final List<IonStyle> ionStyles = new ArrayList<>();

  private int points;
  private float[] x = new float[4];
  private float[] y = new float[4];
  private float[] z = new float[4];
  private float[] d = new float[4];
  private double[] arc = new double[4];
  private LogicalPoint logicalPoint;
  private boolean pointsConstant;

  private Section parent;
  private double parentX;
  private double childX;
  private final List<Section> children = new ArrayList<>();
  private long connectionRank;

  /** Segments as computed from the present geometry; null when it has changed since. */
  private Blueprint discretised;

  Section(String name, Object owner, String prefix, long rank) {
    this.name = name;
    this.owner = owner;
    this.prefix = prefix;
    connectionRank = rank;
  }

  /** Name inside its object: {@code dend[3]}. */
  public String name() {
    return name;
  }

  /** Name as NEURON prints it: {@code Cell[0].dend[3]}. */
  public String fullName() {
    return prefix.isEmpty() ? name : prefix + "." + name;
  }

  /** The object it was created in; null outside of objects. */
  public Object owner() {
    return owner;
  }

  /** False once it was deleted. */
  public boolean isAlive() {
    return alive;
  }

  void delete() {
    disconnect();
    for (Section child : List.copyOf(children)) {
      child.disconnect();
    }
    alive = false;
  }

  // ---- segments

  public int nseg() {
    return nseg;
  }

  /** Sets the number of segments; values stay where they are. */
  public void setNseg(double wanted) {
    int count = (int) wanted;
    if (wanted > MOST_SEGMENTS) {
      throw new HocFailure("hoc.nseg", "nseg of " + fullName() + " shall be " + count)
          .expected("at most " + MOST_SEGMENTS);
    }
    if (count < 1 || Double.isNaN(wanted)) {
      throw new HocFailure("hoc.nseg", "nseg of " + fullName() + " shall be " + count)
          .expected("at least 1");
    }
    if (count == nseg) {
      return;
    }
    int[] from = SectionModel.sourceSegments(nseg, count);
    diamUm = Resampling.copy(diamUm, from);
    capacitance = Resampling.copy(capacitance, from);
    potential = Resampling.copy(potential, from);
    mechanisms.values().forEach(m -> m.resize(from));
    ions.values().forEach(ion -> ion.resize(from));
    nseg = count;
    discretised = null;
  }

  /** Segment that contains a position. */
  public int segment(double position) {
    if (!(position >= 0 && position <= 1)) {
      throw new HocFailure(
              "hoc.position", "Position " + position + " is not in section " + fullName())
          .expected("0 to 1");
    }
    return Math.min((int) (nseg * position), nseg - 1);
  }

  // ---- cable

  public double lengthUm() {
    return Math.max(lengthUm, SHORTEST_UM);
  }

  /** Sets L; measured points are stretched about the first one. */
  public void setLength(double wanted) {
    if (!(wanted > 0) || Double.isInfinite(wanted)) {
      throw new HocFailure("hoc.length", "L of " + fullName() + " shall be " + wanted)
          .expected("a length above 0 um");
    }
    if (points > 0 && pointsConstant) {
      return;
    }
    if (points > 0) {
      double factor = wanted / arc[points - 1];
      float x0 = x[0];
      float y0 = y[0];
      float z0 = z[0];
      for (int i = 0; i < points; i++) {
        arc[i] *= factor;
        x[i] = (float) (x0 + (x[i] - x0) * factor);
        y[i] = (float) (y0 + (y[i] - y0) * factor);
        z[i] = (float) (z0 + (z[i] - z0) * factor);
      }
    }
    lengthUm = wanted;
    discretised = null;
  }

  public double axialResistivity() {
    return axialResistivity;
  }

  public void setAxialResistivity(double value) {
    axialResistivity = value;
    discretised = null;
  }

  public double rallBranch() {
    return rallBranch;
  }

  public void setRallBranch(double value) {
    rallBranch = value;
  }

  public double capacitance(int segment) {
    return capacitance[segment];
  }

  public void setCapacitance(int segment, double value) {
    capacitance[segment] = value;
  }

  public double potential(int segment) {
    return potential[segment];
  }

  public void setPotential(int segment, double value) {
    potential[segment] = value;
  }

  /** Diameter of a segment, µm; with points their mean along it. */
  public double diamUm(int segment) {
    if (points > 1) {
      return discretised().diamUm(0, (segment + .5) / nseg);
    }
    return diamUm[segment];
  }

  /**
   * Sets diameters segment by segment; points take the diameter of their segment.
   *
   * @param values one per segment, NaN where nothing changes
   */
  public void setDiameters(double[] values) {
    if (pointsConstant && points > 0) {
      return;
    }
    double[] changed = new double[nseg];
    for (int i = 0; i < nseg; i++) {
      changed[i] = Double.isNaN(values[i]) ? diamUm(i) : values[i];
    }
    diamUm = changed;
    for (int i = 0; i < points; i++) {
      double position = Math.min(1, arc[i] / lengthUm());
      d[i] = (float) changed[segment(Double.isNaN(position) ? 0 : position)];
    }
    discretised = null;
  }

  /** Lateral area of a segment, µm². */
  public double areaUm2(int segment) {
    return discretised().areaUm2(0, (segment + .5) / nseg);
  }

  /** Resistance between the node at a position and the one before it, MΩ. */
  public double resistanceMohm(double position) {
    return discretised().resistanceMohm(0, position);
  }

  private Blueprint discretised() {
    if (discretised == null) {
      SectionModel model =
          new SectionModel(
              name,
              SectionKind.OTHER,
              geometry(),
              -1,
              0,
              0,
              nseg,
              axialResistivity,
              1,
              1,
              List.of(),
              Map.of(),
              List.of(),
              diameters());
      discretised =
          Blueprint.of(
              new CableCell(name, List.of(model)),
              new MechanismCatalogue(List.of()),
              new Problems());
    }
    return discretised;
  }

  /** The shape as the engine takes it. */
  public SectionGeometry geometry() {
    if (points < 2) {
      return new SectionGeometry.Cylinder(lengthUm(), diamUm[0]);
    }
    return new SectionGeometry.Points(
        Arrays.copyOf(x, points),
        Arrays.copyOf(y, points),
        Arrays.copyOf(z, points),
        Arrays.copyOf(d, points),
        Arrays.copyOf(arc, points));
  }

  /** Diameters of single segments where a cylinder does not say it all. */
  public List<RangeValue> diameters() {
    List<RangeValue> ranges = new ArrayList<>();
    if (points < 2) {
      for (int i = 1; i < nseg; i++) {
        if (diamUm[i] != diamUm[0]) {
          ranges.add(new RangeValue("diam", (i + .5) / nseg, diamUm[i]));
        }
      }
    }
    return ranges;
  }

  // ---- points

  public int points() {
    return points;
  }

  /** x, y, z, diameter of a point (0 to 3), or its path length (4). */
  public double point(int index, int what) {
    if (index < 0 || index >= points) {
      throw new HocFailure("hoc.point", "Section " + fullName() + " has no point " + index)
          .expected(points == 0 ? "points, from pt3dadd" : "0 to " + (points - 1));
    }
    return switch (what) {
      case 0 -> x[index];
      case 1 -> y[index];
      case 2 -> z[index];
      case 3 -> d[index];
      default -> arc[index];
    };
  }

  public void clearPoints() {
    points = 0;
    discretised = null;
  }

  public void addPoint(double px, double py, double pz, double diameter) {
    insertPoint(points, px, py, pz, diameter);
  }

  /** Inserts a point; path lengths behind it follow. */
  public void insertPoint(int index, double px, double py, double pz, double diameter) {
    if (index < 0 || index > points || points >= MOST_POINTS) {
      throw new HocFailure("hoc.point", "A point cannot become number " + index)
          .expected("0 to " + points);
    }
    if (points == x.length) {
      int size = 2 * points;
      x = Arrays.copyOf(x, size);
      y = Arrays.copyOf(y, size);
      z = Arrays.copyOf(z, size);
      d = Arrays.copyOf(d, size);
      arc = Arrays.copyOf(arc, size);
    }
    int moved = points - index;
    System.arraycopy(x, index, x, index + 1, moved);
    System.arraycopy(y, index, y, index + 1, moved);
    System.arraycopy(z, index, z, index + 1, moved);
    System.arraycopy(d, index, d, index + 1, moved);
    points++;
    changePoint(index, px, py, pz, diameter);
  }

  public void removePoint(int index) {
    point(index, 0);
    int moved = points - index - 1;
    System.arraycopy(x, index + 1, x, index, moved);
    System.arraycopy(y, index + 1, y, index, moved);
    System.arraycopy(z, index + 1, z, index, moved);
    System.arraycopy(d, index + 1, d, index, moved);
    points--;
    pathLengths(index);
  }

  public void changePoint(int index, double px, double py, double pz, double diameter) {
    point(index, 0);
    x[index] = (float) px;
    y[index] = (float) py;
    z[index] = (float) pz;
    d[index] = (float) diameter;
    pathLengths(index);
  }

  public void changePointDiameter(int index, double diameter) {
    point(index, 0);
    d[index] = (float) diameter;
    discretised = null;
  }

  private void pathLengths(int from) {
    for (int i = from; i < points; i++) {
      if (i == 0) {
        arc[0] = 0;
        continue;
      }
      double dx = x[i] - x[i - 1];
      double dy = y[i] - y[i - 1];
      double dz = z[i] - z[i - 1];
      arc[i] = arc[i - 1] + Math.sqrt(dx * dx + dy * dy + dz * dz);
    }
    if (points > 0) {
      lengthUm = arc[points - 1];
    }
    discretised = null;
  }

  /** Replaces all points, with path lengths of their own. */
  public void setPoints(SectionGeometry.Points from) {
    points = from.size();
    x = Arrays.copyOf(from.x(), Math.max(4, points));
    y = Arrays.copyOf(from.y(), Math.max(4, points));
    z = Arrays.copyOf(from.z(), Math.max(4, points));
    d = Arrays.copyOf(from.diameter(), Math.max(4, points));
    arc = Arrays.copyOf(from.arcLengthsUm(), Math.max(4, points));
    lengthUm = arc[points - 1];
    discretised = null;
  }

  public Optional<LogicalPoint> logicalPoint() {
    return Optional.ofNullable(logicalPoint);
  }

  public void setLogicalPoint(LogicalPoint point) {
    logicalPoint = point;
  }

  /** Whether the points are kept when L and diam are set. */
  public void setPointsConstant(boolean constant) {
    pointsConstant = constant;
  }

  // ---- tree

  public Section parent() {
    return parent;
  }

  public double parentX() {
    return parentX;
  }

  /** 0 when attached by its start, 1 when by its end. */
  public double childX() {
    return childX;
  }

  /** Latest connected first. */
  public List<Section> children() {
    return children;
  }

  /** Sections of equal parent are connected in ascending rank. */
  public long connectionRank() {
    return connectionRank;
  }

  void connect(Section newParent, double at, double end, long rank) {
    if (end != 0 && end != 1) {
      throw new HocFailure(
              "hoc.connect", "Section " + fullName() + " is connected by its position " + end)
          .expected("its end 0 or 1");
    }
    if (!(at >= 0 && at <= 1)) {
      throw new HocFailure(
              "hoc.connect", "Position " + at + " is not in section " + newParent.fullName())
          .expected("0 to 1");
    }
    for (Section s = newParent; s != null; s = s.parent) {
      if (s == this) {
        throw new HocFailure(
                "hoc.connect",
                "Connecting " + fullName() + " to " + newParent.fullName() + " would close a loop")
            .expected("a tree");
      }
    }
    disconnect();
    parent = newParent;
    parentX = at;
    childX = end;
    connectionRank = rank;
    newParent.children.addFirst(this);
  }

  public void disconnect() {
    if (parent != null) {
      parent.children.remove(this);
      parent = null;
      parentX = 0;
      childX = 0;
    }
  }

  public Section root() {
    Section s = this;
    while (s.parent != null) {
      s = s.parent;
    }
    return s;
  }

  // ---- membrane

  public boolean has(String mechanism) {
    return mechanisms.containsKey(mechanism)
        || mechanism.endsWith("_ion")
            && ions.containsKey(mechanism.substring(0, mechanism.length() - 4));
  }

  /** Inserted mechanisms in the order of insertion. */
  public Iterable<Inserted> mechanisms() {
    return mechanisms.values();
  }

  public void insert(MechanismFacts facts) {
    mechanisms.computeIfAbsent(facts.name(), name -> new Inserted(facts));
    facts.ions().forEach(this::insertIon);
  }

  public void insertIon(String ion) {
    ions.computeIfAbsent(ion, name -> new Ion(name, nseg));
  }

  public void uninsert(String mechanism) {
    mechanisms.remove(mechanism);
  }

  /** Reads a variable of an inserted mechanism or ion in one segment. */
  public double get(Mechanisms.Variable variable, int segment) {
    return switch (variable) {
      case Mechanisms.Variable.OfMechanism(MechanismFacts facts, String n, var range) ->
          inserted(facts).get(n, range.defaultValue(), segment);
      case Mechanisms.Variable.OfIon(String ion, Ion.Quantity quantity) ->
          ion(ion).values(quantity)[segment];
      case Mechanisms.Variable.Global global ->
          throw new HocFailure("hoc.variable", global.name() + " is no range variable");
    };
  }

  /** Sets a variable of an inserted mechanism or ion in one segment. */
  public void set(Mechanisms.Variable variable, int segment, double value) {
    switch (variable) {
      case Mechanisms.Variable.OfMechanism(MechanismFacts facts, String n, var range) ->
          inserted(facts).forWriting(n, range.defaultValue(), nseg)[segment] = value;
      case Mechanisms.Variable.OfIon(String ion, Ion.Quantity quantity) -> {
        Ion in = ion(ion);
        in.values(quantity)[segment] = value;
        in.set.add(quantity);
      }
      case Mechanisms.Variable.Global global ->
          throw new HocFailure("hoc.variable", global.name() + " is no range variable");
    }
  }

  private Inserted inserted(MechanismFacts facts) {
    Inserted inserted = mechanisms.get(facts.name());
    if (inserted == null) {
      throw new HocFailure(
              "hoc.not-inserted", facts.name() + " is not inserted in section " + fullName())
          .hint("insert " + facts.name() + " before its variables are used");
    }
    return inserted;
  }

  private Ion ion(String name) {
    Ion ion = ions.get(name);
    if (ion == null && mechanisms.values().stream().anyMatch(m -> m.facts().inferred())) {
      insertIon(name); // a mechanism of which nothing is known may use it
      ion = ions.get(name);
    }
    if (ion == null) {
      throw new HocFailure("hoc.not-inserted", "Section " + fullName() + " has no ion " + name)
          .hint("Insert a mechanism that uses " + name + " before");
    }
    return ion;
  }

  public void addIonStyle(IonStyle style) {
    ionStyles.removeIf(s -> s.ion().equals(style.ion()));
    ionStyles.add(style);
  }

  public List<IonStyle> ionStyles() {
    return ionStyles;
  }

  /** Ion variables that were set, one value per segment, by NEURON's name. */
  public Map<String, double[]> ionValues() {
    Map<String, double[]> values = new LinkedHashMap<>();
    for (Ion ion : ions.values()) {
      for (Ion.Quantity quantity : ion.set) {
        if (quantity != Ion.Quantity.CURRENT) {
          values.put(ion.variable(quantity), ion.values(quantity));
        }
      }
    }
    return values;
  }
}
