package org.neurowright.engine.morphology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.SectionGeometry;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.description.SectionModel;

/**
 * Where the parts of a cell lie in space. Sections with measured points keep them; a cylinder is
 * laid out as a straight line from its place on the parent, in the direction that NEURON's {@code
 * define_shape} gives it. All coordinates are relative to the soma's centre (the mean of its
 * points), so that a {@link Pose} puts the cell into the world.
 *
 * <p>Made once per blueprint, after the number of segments is settled. Immutable and thread-safe.
 */
public final class CellShape {
  /** Gaps below this are rounding of the coordinates. */
  private static final double JOINT_UM = 0.01;

  /**
   * Angle between the outermost of several lines that leave one place, radians (half of it to each
   * side).
   */
  private static final double FAN_RAD = 0.8;

  private final double[] somaCentreUm;
  private final List<SectionShape> sections;
  private final double[] segmentStartsUm;
  private final double[] segmentCentresUm;
  private final double[] segmentEndsUm;
  private final double radiusUm;

  private CellShape(CableCell cell) {
    List<SectionModel> models = cell.sections();
    Layout layout = new Layout(models);
    somaCentreUm = layout.somaCentre(cell);
    List<SectionShape> shapes = new ArrayList<>(models.size());
    int segments = models.stream().mapToInt(SectionModel::nseg).sum();
    segmentStartsUm = new double[3 * segments];
    segmentCentresUm = new double[3 * segments];
    segmentEndsUm = new double[3 * segments];
    double farthest = 0;
    int segment = 0;
    for (int i = 0; i < models.size(); i++) {
      SectionModel model = models.get(i);
      Line line = layout.lines[i];
      float[] xyz = new float[3 * line.size()];
      float[] diameter = new float[line.size()];
      for (int k = 0; k < line.size(); k++) {
        double distance = 0;
        for (int axis = 0; axis < 3; axis++) {
          double local = line.at(axis, k) - somaCentreUm[axis];
          xyz[3 * k + axis] = (float) local;
          distance += local * local;
        }
        farthest = Math.max(farthest, distance);
        diameter[k] = line.diameter[k];
      }
      shapes.add(
          new SectionShape(
              i,
              model.name(),
              model.kind(),
              xyz,
              diameter,
              line.measured,
              joint(layout, models, i)));
      double[] arc = line.relativeArc();
      int nseg = model.nseg();
      for (int k = 0; k < nseg; k++, segment++) {
        double centre = (k + 0.5) / nseg;
        place(line, arc, centre - 0.5 / nseg, segmentStartsUm, segment);
        place(line, arc, centre, segmentCentresUm, segment);
        place(line, arc, centre + 0.5 / nseg, segmentEndsUm, segment);
      }
    }
    sections = List.copyOf(shapes);
    radiusUm = Math.sqrt(farthest);
  }

  public static CellShape of(CableCell cell) {
    return new CellShape(cell);
  }

  /**
   * The points that NEURON's {@code define_shape} gives a section without measured points: its
   * start, the centres of its segments and its end, as floats. NEURON uses them from then on for
   * the section's area and resistance; the length stays the one that was set.
   *
   * @param section index of a section whose geometry is a cylinder
   */
  public static SectionGeometry.Points definedShape(CableCell cell, int section) {
    return definedShapes(cell).get(section);
  }

  /** The points of all sections, those without points as {@link #definedShape} gives them. */
  public static List<SectionGeometry.Points> definedShapes(CableCell cell) {
    Layout layout = new Layout(cell.sections());
    List<SectionGeometry.Points> shapes = new ArrayList<>();
    for (int i = 0; i < layout.lines.length; i++) {
      if (cell.sections().get(i).geometry() instanceof SectionGeometry.Points measured) {
        shapes.add(measured);
        continue;
      }
      Line line = layout.lines[i];
      double[] arc =
          new SectionGeometry.Points(line.x, line.y, line.z, line.diameter).arcLengthsUm();
      arc[arc.length - 1] = cell.sections().get(i).lengthUm();
      shapes.add(new SectionGeometry.Points(line.x, line.y, line.z, line.diameter, arc));
    }
    return shapes;
  }

  /** The soma's centre in the coordinates of the morphology: x, y, z. A new array. */
  public double[] somaCentreUm() {
    return somaCentreUm.clone();
  }

  /** All sections, in the order of the cell. */
  public List<SectionShape> sections() {
    return sections;
  }

  /** Distance of the farthest point from the soma's centre, µm. */
  public double radiusUm() {
    return radiusUm;
  }

  /**
   * Near ends of the segments (order of {@code SegmentIndex}), x, y, z of each, row-major. A new
   * array.
   */
  public double[] segmentStartsUm() {
    return segmentStartsUm.clone();
  }

  /**
   * Centres of the segments: halfway along the path, which need not be halfway through the air. A
   * new array.
   */
  public double[] segmentCentresUm() {
    return segmentCentresUm.clone();
  }

  /** Far ends of the segments. A new array. */
  public double[] segmentEndsUm() {
    return segmentEndsUm.clone();
  }

  private Optional<float[]> joint(Layout layout, List<SectionModel> models, int i) {
    SectionModel model = models.get(i);
    if (model.parent() < 0) {
      return Optional.empty();
    }
    Line line = layout.lines[i];
    double[] place = layout.lines[model.parent()].straightAt(model.parentX());
    int attached = model.childX() == 0 ? 0 : line.size() - 1;
    double gap = 0;
    float[] joint = new float[3];
    for (int axis = 0; axis < 3; axis++) {
      double d = line.at(axis, attached) - place[axis];
      gap += d * d;
      joint[axis] = (float) (place[axis] - somaCentreUm[axis]);
    }
    return gap > JOINT_UM * JOINT_UM ? Optional.of(joint) : Optional.empty();
  }

  private void place(Line line, double[] arc, double x, double[] to, int segment) {
    int k = Arrays.binarySearch(arc, x);
    int after = k >= 0 ? k : -k - 1;
    after = Math.clamp(after, 1, arc.length - 1);
    double piece = arc[after] - arc[after - 1];
    double part = piece > 0 ? Math.clamp((x - arc[after - 1]) / piece, 0.0, 1.0) : 0;
    for (int axis = 0; axis < 3; axis++) {
      double from = line.at(axis, after - 1) - somaCentreUm[axis];
      double until = line.at(axis, after) - somaCentreUm[axis];
      to[3 * segment + axis] = from + part * (until - from);
    }
  }

  /** Points of one section in the coordinates of the morphology. */
  private record Line(float[] x, float[] y, float[] z, float[] diameter, boolean measured) {
    int size() {
      return x.length;
    }

    double at(int axis, int k) {
      return switch (axis) {
        case 0 -> x[k];
        case 1 -> y[k];
        default -> z[k];
      };
    }

    /** The place at position p on the straight line between the ends. */
    double[] straightAt(double p) {
      int last = size() - 1;
      return new double[] {
        (1 - p) * x[0] + p * x[last], (1 - p) * y[0] + p * y[last], (1 - p) * z[0] + p * z[last]
      };
    }

    double[] relativeArc() {
      double[] arc = new SectionGeometry.Points(x, y, z, diameter).arcLengthsUm();
      double length = arc[arc.length - 1];
      for (int k = 0; k < arc.length && length > 0; k++) {
        arc[k] /= length;
      }
      return arc;
    }
  }

  /** Lays out all sections, parents before children. */
  private static final class Layout {
    private final List<SectionModel> models;
    private final Line[] lines;

    Layout(List<SectionModel> models) {
      this.models = models;
      lines = new Line[models.size()];
      for (int i = 0; i < lines.length; i++) {
        layOut(i);
      }
    }

    private void layOut(int wanted) {
      // Up to the next ancestor that is done, then down again: cells may be deeper than the stack.
      List<Integer> path = new ArrayList<>();
      for (int i = wanted; i >= 0 && lines[i] == null; i = models.get(i).parent()) {
        path.add(i);
      }
      for (int i : path.reversed()) {
        lines[i] =
            switch (models.get(i).geometry()) {
              case SectionGeometry.Points points ->
                  new Line(points.x(), points.y(), points.z(), points.diameter(), true);
              case SectionGeometry.Cylinder cylinder -> straight(i, cylinder);
            };
      }
    }

    private Line straight(int section, SectionGeometry.Cylinder cylinder) {
      SectionModel model = models.get(section);
      double[] start = new double[3];
      double angle = 0;
      if (model.parent() >= 0) {
        Line parent = lines[model.parent()];
        start = parent.straightAt(model.parentX());
        angle = direction(section, parent);
      }
      int n = model.nseg() + 2;
      Line line = new Line(new float[n], new float[n], new float[n], new float[n], false);
      float x0 = (float) start[0];
      float y0 = (float) start[1];
      float x1 = (float) (start[0] + cylinder.lengthUm() * Math.cos(angle));
      float y1 = (float) (start[1] + cylinder.lengthUm() * Math.sin(angle));
      for (int k = 0; k < n; k++) {
        double along = k == 0 ? 0 : k == n - 1 ? 1 : (k - 0.5) / model.nseg();
        int at = model.childX() == 0 ? k : n - 1 - k;
        // Between the rounded ends, not along the exact line: a centre may be a float's width off.
        line.x[at] = (float) (x0 * (1 - along) + x1 * along);
        line.y[at] = (float) (y0 * (1 - along) + y1 * along);
        line.z[at] = (float) start[2];
        line.diameter[at] = (float) cylinder.diameterUm();
      }
      return line;
    }

    /**
     * Onwards from the parent's ends, across from its middle, fanned out among the branches of one
     * place.
     */
    private double direction(int section, Line parent) {
      SectionModel model = models.get(section);
      double position = model.parentX();
      int last = parent.size() - 1;
      double dx = (double) parent.x[last] - parent.x[0];
      double dy = (double) parent.y[last] - parent.y[0];
      double angle = Math.abs(dx) < 1e-6 && Math.abs(dy) < 1e-6 ? 0 : Math.atan2(dy, dx);
      if (position < 0.5) {
        angle += Math.PI;
      }
      if (position > 0 && position < 1) {
        angle += Math.PI / 2;
      }
      int branches = 0;
      int newer = 0;
      for (int i = 0; i < models.size(); i++) {
        if (models.get(i).parent() == model.parent() && models.get(i).parentX() == position) {
          branches++;
          newer += i > section ? 1 : 0;
        }
      }
      return branches > 1 ? angle + FAN_RAD * newer / (branches - 1) - FAN_RAD / 2 : angle;
    }

    /** Mean of all points of all somata; of the first section when there is no soma. */
    double[] somaCentre(CableCell cell) {
      double[] sum = new double[3];
      int n = 0;
      for (int i = 0; i < lines.length; i++) {
        boolean counts = models.get(i).kind() == SectionKind.SOMA || i == cell.somaIndex();
        for (int k = 0; counts && k < lines[i].size(); k++, n++) {
          for (int axis = 0; axis < 3; axis++) {
            sum[axis] += lines[i].at(axis, k);
          }
        }
      }
      for (int axis = 0; axis < 3 && n > 0; axis++) {
        sum[axis] /= n;
      }
      return sum;
    }
  }
}
