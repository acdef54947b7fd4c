package org.neurowright.app.lab.inspect;

import org.neurowright.app.lab.cell.Parameter;

/**
 * A place on a curve by which it can be dragged along the voltage axis.
 *
 * @param state whose curve
 * @param vHalfMv where the handle is, mV
 * @param value steady state there
 * @param parameter what dragging sets
 * @param parameterValue its value when the curve was computed
 * @param mvPerUnit how far the curve moves when the parameter grows by one, mV
 * @param alone false when other curves move along
 * @param argb colour of the curve
 */
public record Handle(
    String state,
    double vHalfMv,
    double value,
    Parameter parameter,
    double parameterValue,
    double mvPerUnit,
    boolean alone,
    int argb) {

  /** The parameter's value that puts the handle elsewhere. */
  public double valueFor(double wantedMv) {
    return parameterValue + (wantedMv - vHalfMv) / mvPerUnit;
  }
}
