package org.neurowright.engine.cable;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * Which numbered things belong to which group, each group's in ascending order. Two integer arrays
 * for all groups together, so that many groups cost no more than one.
 */
final class Members {
  private final int[] first;
  private final int[] item;

  private Members(int[] first, int[] item) {
    this.first = first;
    this.item = item;
  }

  /**
   * Sorts things by group.
   *
   * @param groups number of groups
   * @param things number of things
   * @param groupOf group of a thing
   */
  static Members of(int groups, int things, IntUnaryOperator groupOf) {
    int[] first = new int[groups + 1];
    for (int i = 0; i < things; i++) {
      first[groupOf.applyAsInt(i) + 1]++;
    }
    for (int g = 0; g < groups; g++) {
      first[g + 1] += first[g];
    }
    int[] next = first.clone();
    int[] item = new int[things];
    for (int i = 0; i < things; i++) {
      item[next[groupOf.applyAsInt(i)]++] = i;
    }
    return new Members(first, item);
  }

  int[] of(int group) {
    return Arrays.copyOfRange(item, first[group], first[group + 1]);
  }
}
