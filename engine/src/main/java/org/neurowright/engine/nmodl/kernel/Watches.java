package org.neurowright.engine.nmodl.kernel;

import java.util.Arrays;

/** Which WATCH conditions of which instances are active, and whether they are already true. */
public final class Watches {
  private static final double ALREADY_TRUE = -1e-11;

  private final int conditions;
  private final int[] activeCount;
  private final boolean[] active;
  private final boolean[] above;
  private final double[] flag;

  /**
   * No condition is active.
   *
   * @param instances number of instances
   * @param conditions conditions per instance
   */
  public Watches(int instances, int conditions) {
    this.conditions = conditions;
    activeCount = new int[instances];
    active = new boolean[instances * conditions];
    above = new boolean[instances * conditions];
    flag = new double[instances * conditions];
  }

  /** Deactivates all conditions of all instances. */
  public void clear() {
    Arrays.fill(active, false);
    Arrays.fill(activeCount, 0);
  }

  /** Deactivates the conditions of an instance. */
  public void disarm(int instance) {
    Arrays.fill(active, instance * conditions, (instance + 1) * conditions, false);
    activeCount[instance] = 0;
  }

  /** Activates a condition; when it is true already it fires only after it was false. */
  public void arm(int instance, int condition, double difference, double newFlag) {
    int k = instance * conditions + condition;
    if (!active[k]) {
      active[k] = true;
      activeCount[instance]++;
    }
    above[k] = difference >= ALREADY_TRUE;
    flag[k] = newFlag;
  }

  /** True when the instance has an active condition. */
  public boolean any(int instance) {
    return activeCount[instance] > 0;
  }

  public boolean isActive(int instance, int condition) {
    return active[instance * conditions + condition];
  }

  /** Takes the present value of an active condition; true when it has just become positive. */
  public boolean fires(int instance, int condition, double difference) {
    int k = instance * conditions + condition;
    if (difference > 0.0) {
      boolean before = above[k];
      above[k] = true;
      return !before;
    }
    above[k] = false;
    return false;
  }

  public double flag(int instance, int condition) {
    return flag[instance * conditions + condition];
  }
}
