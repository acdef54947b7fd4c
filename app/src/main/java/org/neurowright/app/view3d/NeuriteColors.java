package org.neurowright.app.view3d;

import org.neurowright.engine.description.SectionKind;

/**
 * Colours of the parts of a cell, from the palette of Okabe and Ito (2008). The soma has the
 * population's.
 */
final class NeuriteColors {
  private NeuriteColors() {}

  static int of(SectionKind kind, int populationArgb) {
    return switch (kind) {
      case SOMA -> populationArgb;
      case AXON -> 0xFF56B4E9;
      case DEND -> 0xFFE69F00;
      case APIC -> 0xFFCC79A7;
      case OTHER -> 0xFF8B949E;
    };
  }

  static String name(SectionKind kind) {
    return switch (kind) {
      case SOMA -> "soma";
      case AXON -> "axon";
      case DEND -> "dendrite";
      case APIC -> "apical dendrite";
      case OTHER -> "other";
    };
  }
}
