package org.neurowright.app.build;

import java.util.Map;

/** Units of columns that have one by SONATA's and BMTK's conventions. */
final class Units {
  private static final Map<String, String> OF =
      Map.ofEntries(
          Map.entry("x", "µm"),
          Map.entry("y", "µm"),
          Map.entry("z", "µm"),
          Map.entry("depth", "µm"),
          Map.entry("delay", "ms"),
          Map.entry("distance_range", "µm"),
          Map.entry("rotation_angle_xaxis", "rad"),
          Map.entry("rotation_angle_yaxis", "rad"),
          Map.entry("rotation_angle_zaxis", "rad"),
          Map.entry("tuning_angle", "°"),
          Map.entry("tau", "ms"),
          Map.entry("tau1", "ms"),
          Map.entry("tau2", "ms"),
          Map.entry("erev", "mV"),
          Map.entry("afferent_section_pos", "0–1"));

  private Units() {}

  /** Unit of a column; empty when it has none or depends on the model. */
  static String of(String column) {
    return OF.getOrDefault(column, "");
  }

  /** The column with its unit. */
  static String withUnit(String column) {
    String unit = of(column);
    return unit.isEmpty() ? column : column + " (" + unit + ")";
  }
}
