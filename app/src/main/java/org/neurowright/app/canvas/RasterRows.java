package org.neurowright.app.canvas;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The rows of a raster: one per cell.
 *
 * @param argb colour of each row; owned by the record
 * @param group index into {@code groupNames} of each row (populations); owned by the record
 * @param groupNames names of the groups
 * @param label what the read-out calls a row
 */
public record RasterRows(
    int[] argb, int[] group, List<String> groupNames, IntFunction<String> label) {
  static final RasterRows NONE =
      new RasterRows(new int[0], new int[0], List.of(), Integer::toString);

  public RasterRows {
    groupNames = List.copyOf(groupNames);
    if (group.length != argb.length) {
      throw new IllegalArgumentException(argb.length + " colours but " + group.length + " groups");
    }
  }

  /** Rows that are known by their colour alone; rows of one colour make a group. */
  static RasterRows ofColors(int[] argb) {
    Map<Integer, Integer> groupOfColor = new HashMap<>();
    int[] group = new int[argb.length];
    for (int i = 0; i < argb.length; i++) {
      Integer known = groupOfColor.putIfAbsent(argb[i], groupOfColor.size());
      group[i] = known == null ? groupOfColor.size() - 1 : known;
    }
    List<String> names = IntStream.range(0, groupOfColor.size()).mapToObj(g -> "").toList();
    return new RasterRows(argb, group, names, row -> "cell " + row);
  }

  public int count() {
    return argb.length;
  }

  /** Colour of a group: that of its first row. */
  int groupColor(int groupIndex) {
    for (int i = 0; i < group.length; i++) {
      if (group[i] == groupIndex) {
        return argb[i];
      }
    }
    return 0xFF808080;
  }

  int[] groupSizes() {
    int[] sizes = new int[groupNames.size()];
    for (int g : group) {
      sizes[g]++;
    }
    return sizes;
  }
}
