package org.neurowright.io.hoc.object;

import java.util.LinkedHashMap;
import java.util.Map;
import org.neurowright.io.hoc.section.MechanismFacts;
import org.neurowright.io.hoc.section.Section;

/** A point process or an artificial cell, or a NetCon: named numbers at a place. */
public final class HocPoint extends NativeObject {
  private final MechanismFacts facts;
  private final Map<String, Double> set = new LinkedHashMap<>();
  private Section section;
  private double position;

  /** A point; section is null for artificial cells. */
  public HocPoint(MechanismFacts facts, int number, Section section, double position) {
    super(facts.name(), number);
    this.facts = facts;
    this.section = section;
    this.position = position;
  }

  public MechanismFacts facts() {
    return facts;
  }

  public Section section() {
    return section;
  }

  public double position() {
    return position;
  }

  /** Values that were set. */
  public Map<String, Double> set() {
    return set;
  }

  /** Values that were set and belong to the mechanism. */
  public Map<String, Double> parameters() {
    Map<String, Double> parameters = new LinkedHashMap<>(set);
    if (!facts.inferred()) {
      parameters.keySet().removeIf(name -> !facts.ranges().containsKey(baseName(name)));
    }
    return parameters;
  }

  private static String baseName(String name) {
    int bracket = name.indexOf('[');
    return bracket < 0 ? name : name.substring(0, bracket);
  }

  public void move(Section to, double x) {
    to.segment(x);
    section = to;
    position = x;
  }

  @Override
  public Object member(String name, double[] indices, Arguments arguments) {
    switch (name) {
      case "get_loc" -> {
        return position;
      }
      case "has_loc" -> {
        return section == null ? 0.0 : 1.0;
      }
      default -> {
        if (arguments != null && facts.inferred()) {
          return 0.0;
        }
        return known(name) ? set.getOrDefault(key(name, indices), initial(name)) : fail(name);
      }
    }
  }

  private static String key(String name, double[] indices) {
    return indices.length == 0 || indices[0] == 0 ? name : name + "[" + (int) indices[0] + "]";
  }

  private boolean known(String name) {
    return facts.inferred() || facts.ranges().containsKey(name) || name.equals("i");
  }

  private double initial(String name) {
    MechanismFacts.Range range = facts.ranges().get(name);
    return range == null ? 0 : range.defaultValue();
  }

  private Object fail(String name) {
    throw noMember(name);
  }

  @Override
  public void assign(String name, double[] indices, double value) {
    if (!known(name)) {
      throw noMember(name);
    }
    set.put(key(name, indices), value);
  }
}
