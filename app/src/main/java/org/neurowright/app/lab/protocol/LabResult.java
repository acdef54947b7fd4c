package org.neurowright.app.lab.protocol;

import java.util.List;
import java.util.Map;
import org.neurowright.app.canvas.LinePlot;
import org.neurowright.engine.problem.Problem;

/**
 * What a protocol gave.
 *
 * @param protocol which
 * @param cell name of the cell
 * @param settings everything that is needed to do it again, by name
 * @param figure curves
 * @param quantities numbers that were read off, in the order of the table
 * @param columns curves as columns by name with unit, for files
 * @param warnings what speaks against it
 */
public record LabResult(
    Protocol protocol,
    String cell,
    Map<String, String> settings,
    LinePlot figure,
    List<Quantity> quantities,
    Map<String, double[]> columns,
    List<Problem> warnings) {
  public LabResult {
    quantities = List.copyOf(quantities);
    warnings = List.copyOf(warnings);
  }

  /**
   * One number.
   *
   * @param name what
   * @param value NaN when there is none
   * @param unit empty for none
   */
  public record Quantity(String name, double value, String unit) {}
}
