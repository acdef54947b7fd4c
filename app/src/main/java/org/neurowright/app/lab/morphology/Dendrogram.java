package org.neurowright.app.lab.morphology;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.neurowright.engine.bench.Site;
import org.neurowright.engine.region.CellTable;

/**
 * A cell as a tree: every branch a horizontal line from where it leaves the branch before to its
 * end, placed by its distance from the soma; no two lines cross. A section that the way to the soma
 * leaves in its middle is two branches.
 */
final class Dendrogram {
  private final CellTable table;
  private final ToDoubleFunction<Site> distance;
  private final Strokes strokes = new Strokes();
  private final List<Branch> branches = new ArrayList<>();

  /** Branches of each section: towards its end 1, towards its end 0; null where there is none. */
  private final Branch[] upwards;

  private final Branch[] downwards;
  private double rows;
  private double reach;

  /** A section, or the part of it on one side of where the way to the soma begins. */
  static final class Branch {
    final int section;
    final double fromX;
    final double toX;

    /** Distances of both ends from the soma. */
    final double from;

    final double to;

    /** Branches that begin on it. */
    final List<Branch> children = new ArrayList<>();

    /** Counted from above; lines stand at different rows or behind each other. */
    double row;

    Branch(int section, double fromX, double toX, double from, double to) {
      this.section = section;
      this.fromX = fromX;
      this.toX = toX;
      this.from = from;
      this.to = to;
    }
  }

  /**
   * Lays a cell out.
   *
   * @param electrotonic distances in length constants, see {@link CellTable#LAMBDA_HZ}; else in µm
   */
  Dendrogram(CellTable table, boolean electrotonic) {
    this.table = table;
    distance = electrotonic ? table::electrotonicDistance : table::distanceUm;
    upwards = new Branch[table.sections()];
    downwards = new Branch[table.sections()];
    for (int s = 0; s < table.sections(); s++) {
      double anchor = table.anchor(s);
      if (isFolded(s)) {
        upwards[s] = branch(s, anchor, 1);
        downwards[s] = upwards[s];
      } else {
        upwards[s] = anchor < 1 ? branch(s, anchor, 1) : null;
        downwards[s] = anchor > 0 ? branch(s, anchor, 0) : null;
      }
    }
    List<Branch> roots = new ArrayList<>();
    for (int s = 0; s < table.sections(); s++) {
      int next = table.towardsSoma(s);
      Branch before = next < 0 ? null : holder(new Site(next, table.anchorOnNext(s)));
      for (Branch b : ofSection(s)) {
        (before == null ? roots : before.children).add(b);
      }
    }
    for (Branch root : roots) {
      layOut(root);
    }
    for (Branch b : branches) {
      reach = Math.max(reach, b.to);
      draw(b);
    }
    for (int s = 0; s < table.sections(); s++) {
      if (table.towardsSoma(s) < 0 && ofSection(s).size() == 2) {
        connect(
            table.segment(new Site(s, table.anchor(s))), upwards[s].from, downwards[s], upwards[s]);
      }
    }
  }

  /** The soma of one segment is one line, whichever of its ends a branch is attached to. */
  private boolean isFolded(int s) {
    return table.towardsSoma(s) < 0 && table.firstSegment(s + 1) - table.firstSegment(s) == 1;
  }

  private Branch branch(int s, double fromX, double toX) {
    Branch made =
        new Branch(
            s,
            fromX,
            toX,
            distance.applyAsDouble(new Site(s, fromX)),
            distance.applyAsDouble(new Site(s, toX)));
    branches.add(made);
    return made;
  }

  private List<Branch> ofSection(int s) {
    List<Branch> found = new ArrayList<>();
    if (upwards[s] != null) {
      found.add(upwards[s]);
    }
    if (downwards[s] != null && downwards[s] != upwards[s]) {
      found.add(downwards[s]);
    }
    return found;
  }

  private Branch holder(Site site) {
    boolean up = site.x() >= table.anchor(site.section());
    Branch wanted = up ? upwards[site.section()] : downwards[site.section()];
    return wanted != null ? wanted : up ? downwards[site.section()] : upwards[site.section()];
  }

  private double attachment(Branch child) {
    return child.from;
  }

  /**
   * Gives rows to a branch and all beyond it. What leaves first lies outermost, on both sides in
   * turn, so that its line passes by what leaves later; an explicit stack, as trees may be deep.
   */
  private void layOut(Branch root) {
    List<Object> stack = new ArrayList<>();
    stack.add(root);
    while (!stack.isEmpty()) {
      Object top = stack.removeLast();
      switch (top) {
        case Branch b -> expand(b, stack);
        case Runnable place -> place.run();
        default -> throw new IllegalStateException();
      }
    }
  }

  private void expand(Branch b, List<Object> stack) {
    List<Branch> byPlace = new ArrayList<>(b.children);
    byPlace.sort(Comparator.comparingDouble(this::attachment));
    List<Branch> above = new ArrayList<>();
    List<Branch> below = new ArrayList<>();
    for (int i = 0; i < byPlace.size(); i++) {
      // Outermost first on either side.
      (i % 2 == 0 ? above : below).add(byPlace.get(i));
    }
    List<Branch> atEnd =
        byPlace.stream().filter(c -> attachment(c) >= b.to - 1e-9 * Math.max(1, b.to)).toList();
    List<Object> inOrder = new ArrayList<>(above);
    if (atEnd.isEmpty()) {
      Runnable ownRow = () -> b.row = rows++;
      inOrder.add(ownRow);
    }
    inOrder.addAll(below.reversed());
    if (!atEnd.isEmpty()) {
      Runnable between =
          () ->
              b.row =
                  (atEnd.stream().mapToDouble(c -> c.row).min().orElseThrow()
                          + atEnd.stream().mapToDouble(c -> c.row).max().orElseThrow())
                      / 2;
      inOrder.add(between);
    }
    stack.addAll(inOrder.reversed());
  }

  private void draw(Branch b) {
    int nseg = table.firstSegment(b.section + 1) - table.firstSegment(b.section);
    int step = b.toX > b.fromX ? 1 : -1;
    int at = table.segment(new Site(b.section, b.fromX + step * 1e-9));
    int last = table.segment(new Site(b.section, b.toX));
    double x = b.from;
    for (int i = at; step > 0 ? i <= last : i >= last; i += step) {
      int k = i - table.firstSegment(b.section) + (step > 0 ? 1 : 0);
      double end =
          i == last ? b.to : distance.applyAsDouble(new Site(b.section, (double) k / nseg));
      double r = halfWidthPx(i);
      strokes.add(i, x, b.row, 0, r, end, b.row, 0, r);
      x = end;
    }
    for (Branch child : b.children) {
      connect(table.segment(new Site(child.section, child.fromX)), child.from, b, child);
    }
  }

  private void connect(int segment, double at, Branch a, Branch b) {
    strokes.add(segment, at, a.row, 0, .5, at, b.row, 0, .5);
  }

  /** Thick branches are thick lines, within limits. */
  private double halfWidthPx(int segment) {
    return Math.clamp(.45 + .55 * table.diamUm(segment) / 2, .8, 4.5);
  }

  /** Lines by segment: x is the distance, y the row, radii are pixels. */
  Strokes strokes() {
    return strokes;
  }

  List<Branch> branches() {
    return branches;
  }

  double rows() {
    return Math.max(1, rows);
  }

  /** The largest distance. */
  double reach() {
    return reach;
  }

  /** Distance and row of a place. */
  double[] at(Site site) {
    return new double[] {distance.applyAsDouble(site), holder(site).row};
  }
}
