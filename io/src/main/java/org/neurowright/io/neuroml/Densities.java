package org.neurowright.io.neuroml;

import java.util.Optional;

/** The elements that put channels into a membrane. */
final class Densities {
  private Densities() {}

  /** Which mechanism an element asks for; empty for other elements. */
  static Optional<Variant> variant(Element element) {
    Variant.Drive drive =
        switch (element.name()) {
          case "channelDensity", "channelDensityVShift", "channelPopulation" -> Variant.Drive.OHMIC;
          case "channelDensityNernst", "channelDensityNernstCa2", "channelPopulationNernst" ->
              Variant.Drive.NERNST;
          case "channelDensityGHK" -> Variant.Drive.GHK;
          case "channelDensityGHK2" -> Variant.Drive.GHK2;
          default -> null;
        };
    return drive == null || !element.has("ionChannel")
        ? Optional.empty()
        : Optional.of(new Variant(element.get("ionChannel"), element.get("ion"), drive));
  }
}
