package org.neurowright.engine.mechanism;

/**
 * One per-instance variable of a mechanism: a column of the kernel.
 *
 * @param name without suffix
 * @param unit as declared, empty when none
 * @param role what it is
 * @param visible true when named in RANGE or when it is a state: users can set and record it
 * @param defaultValue value at insertion (PARAMETER default; 0 for others)
 * @param size 1, or the declared array length
 */
public record MechanismVariable(
    String name, String unit, Role role, boolean visible, double defaultValue, int size) {
  /** Numbers of a random stream. */
  private static final int STREAM_SIZE = 5;

  /**
   * Whether it is a random stream: three numbers that name it, the number of words drawn, the
   * global index. All are 0 until set; the old generator's hidden stream has its value and 1.
   */
  public boolean isRandomStream() {
    return role == Role.PARAMETER && size == STREAM_SIZE && unit.isEmpty() && defaultValue == 0;
  }

  /** What kind of variable. */
  public enum Role {
    PARAMETER,
    ASSIGNED,
    STATE,
    /**
     * POINTER: refers to a variable elsewhere; its column holds nothing, see {@link
     * MechanismKernel#references}.
     */
    POINTER
  }
}
