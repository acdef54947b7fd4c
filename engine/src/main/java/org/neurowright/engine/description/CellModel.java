package org.neurowright.engine.description;

import java.util.Map;

/** What a node of a population is when it runs. */
public sealed interface CellModel {

  /** Name shown to users. */
  String name();

  /** A cell with a cable, integrated in space and time. */
  record Cable(CableCell cell) implements CellModel {
    @Override
    public String name() {
      return cell.name();
    }
  }

  /**
   * An artificial cell.
   *
   * @param mechanism name of an ARTIFICIAL_CELL mechanism, for instance {@code IntFire1}
   * @param parameters by name, in the mechanism's units
   */
  record Artificial(String mechanism, Map<String, Double> parameters) implements CellModel {
    public Artificial {
      parameters = Map.copyOf(parameters);
    }

    @Override
    public String name() {
      return mechanism;
    }
  }

  /** Only a source of given spikes. */
  record Virtual() implements CellModel {
    @Override
    public String name() {
      return "virtual";
    }
  }
}
