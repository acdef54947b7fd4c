package org.neurowright.io.hoc.section;

import java.util.ArrayList;
import java.util.List;

/** All sections there are, in NEURON's order: those of one object stand together. */
public final class Sections {
  private static final int MOST = 200_000;

  private final List<Section> all = new ArrayList<>();
  private long rank;
  private Section origin;
  private double originX;

  /** In order; a copy. */
  public List<Section> all() {
    return List.copyOf(all);
  }

  /** Those created in an object (null: outside of objects), in order. */
  public List<Section> of(Object owner) {
    List<Section> own = new ArrayList<>();
    for (Section section : all) {
      if (section.owner() == owner) {
        own.add(section);
      }
    }
    return own;
  }

  /** Makes a section behind those of the same object. */
  public Section create(String name, Object owner, String prefix) {
    if (all.size() >= MOST) {
      throw new HocFailure("hoc.too-many-sections", "There are more than " + MOST + " sections");
    }
    int at = all.size();
    if (owner != null) {
      for (int i = all.size(); i > 0; i--) {
        if (all.get(i - 1).owner() == owner) {
          at = i;
          break;
        }
      }
    }
    Section section = new Section(name, owner, prefix, rank++);
    all.add(at, section);
    return section;
  }

  public void delete(Section section) {
    section.delete();
    all.remove(section);
  }

  public void connect(Section child, double childX, Section parent, double parentX) {
    child.connect(parent, parentX, childX, rank++);
  }

  // ---- distance

  public void setOrigin(Section section, double x) {
    section.segment(x);
    origin = section;
    originX = x;
  }

  /** Path length from the origin to a position, µm; 1e20 when nothing connects them. */
  public double distance(Section section, double x) {
    if (origin == null || !origin.isAlive()) {
      throw new HocFailure("hoc.distance", "distance(x) before the origin was set")
          .hint("Set it with distance() or distance(0, x) in a section");
    }
    return Distances.between(origin, originX, section, x);
  }
}
