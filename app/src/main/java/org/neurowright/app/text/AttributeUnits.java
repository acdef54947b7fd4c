package org.neurowright.app.text;

import java.util.Map;

/**
 * Units of the attributes that SONATA and BMTK name, for table headers.
 *
 * <p>Source: SONATA developer guide, node and edge attributes; BMTK's conventions for BioNet.
 */
public final class AttributeUnits {
  private static final Map<String, String> UNITS =
      Map.ofEntries(
          Map.entry("x", "µm"),
          Map.entry("y", "µm"),
          Map.entry("z", "µm"),
          Map.entry("positions", "µm"),
          Map.entry("tuning_angle", "°"),
          Map.entry("orientation", "°"),
          Map.entry("rotation_angle_xaxis", "rad"),
          Map.entry("rotation_angle_yaxis", "rad"),
          Map.entry("rotation_angle_zaxis", "rad"),
          Map.entry("delay", "ms"),
          Map.entry("syn_weight", "µS"),
          Map.entry("distance_range", "µm"),
          Map.entry("afferent_section_pos", "0–1"),
          Map.entry("sec_x", "0–1"),
          Map.entry("efferent_section_pos", "0–1"),
          Map.entry("tau1", "ms"),
          Map.entry("tau2", "ms"),
          Map.entry("tau", "ms"),
          Map.entry("erev", "mV"),
          Map.entry("e", "mV"),
          Map.entry("EL", "mV"),
          Map.entry("v_init", "mV"),
          Map.entry("threshold", "mV"),
          Map.entry("spike_threshold", "mV"),
          Map.entry("dl", "µm"),
          Map.entry("celsius", "°C"));

  private AttributeUnits() {}

  /** The unit, empty when the attribute has none or it is not known. */
  public static String unitOf(String attribute) {
    return UNITS.getOrDefault(attribute, "");
  }

  /** {@code delay (ms)}, or the bare name when there is no unit. */
  public static String header(String attribute) {
    String unit = unitOf(attribute);
    return unit.isEmpty() ? attribute : attribute + " (" + unit + ")";
  }
}
