package org.neurowright.app.lab.cell;

import org.neurowright.engine.description.SectionKind;

/** The colours of the parts of a cell, as everywhere in the program. */
public final class RegionColours {
  private RegionColours() {}

  public static int argb(SectionKind kind) {
    return switch (kind) {
      case SOMA -> 0xFF8C6BB1;
      case AXON -> 0xFF8B949E;
      case DEND -> 0xFF0072B2;
      case APIC -> 0xFFD55E00;
      case OTHER -> 0xFF009E73;
    };
  }
}
