package org.neurowright.engine.mechanism;

/**
 * A variable shared by all instances of a mechanism ({@code name_suffix} for the user).
 *
 * @param name without suffix
 * @param unit as declared, empty when none
 * @param defaultValue its value at the start
 * @param size 1, or the declared array length
 * @param parameter false for ASSIGNED globals and file-level LOCALs, which only code writes
 */
public record GlobalVariable(
    String name, String unit, double defaultValue, int size, boolean parameter) {}
