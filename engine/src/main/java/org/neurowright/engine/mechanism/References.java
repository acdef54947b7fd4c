package org.neurowright.engine.mechanism;

import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;

/**
 * What a POINTER variable refers to: for every instance an array and a position in it. Reading or
 * writing one that nobody has set ends the run with a problem.
 */
public final class References {
  private final String mechanism;
  private final String variable;
  private final double[][] array;
  private final int[] index;

  /**
   * References to nothing.
   *
   * @param mechanism name of the mechanism, for messages
   * @param variable name of the POINTER
   * @param count number of instances
   */
  public References(String mechanism, String variable, int count) {
    this.mechanism = mechanism;
    this.variable = variable;
    array = new double[count][];
    index = new int[count];
  }

  /** Lets an instance's pointer refer to an element of an array. */
  public void set(int instance, double[] target, int position) {
    array[instance] = target;
    index[instance] = position;
  }

  public boolean isSet(int instance) {
    return array[instance] != null;
  }

  /** The value the pointer of an instance refers to. */
  public double get(int instance) {
    double[] target = array[instance];
    if (target == null) {
      throw unset(instance);
    }
    return target[index[instance]];
  }

  /** Changes the variable the pointer of an instance refers to; gives the value. */
  public double put(int instance, double value) {
    double[] target = array[instance];
    if (target == null) {
      throw unset(instance);
    }
    target[index[instance]] = value;
    return value;
  }

  private ModelException unset(int instance) {
    return new ModelException(
        Problem.error(
                "nmodl.unset-pointer",
                Location.NOWHERE,
                "the POINTER "
                    + variable
                    + " of "
                    + mechanism
                    + " (instance "
                    + instance
                    + ") is used, but refers to nothing")
            .expected("a setpointer for every instance before the run")
            .hint("Set the pointer where the model is built, or remove the mechanism."));
  }
}
