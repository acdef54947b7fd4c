package org.neurowright.app.lab.morphology;

import java.util.List;
import java.util.stream.IntStream;
import org.neurowright.engine.bench.Site;
import org.neurowright.engine.region.CellTable;

/** Steps from segment to segment along the branches of a cell. */
final class Walk {
  private final CellTable table;

  Walk(CellTable table) {
    this.table = table;
  }

  /** The segment before, towards the soma; the soma's middle stays. */
  int inwards(int segment) {
    int s = table.sectionOf(segment);
    int anchor = table.segment(new Site(s, table.anchor(s)));
    if (segment != anchor) {
      return segment + (segment > anchor ? -1 : 1);
    }
    int next = table.towardsSoma(s);
    return next < 0 ? segment : table.segment(new Site(next, table.anchorOnNext(s)));
  }

  /** The segment after, away from the soma; at a branch point the first branch. */
  int outwards(int segment) {
    int s = table.sectionOf(segment);
    int anchor = table.segment(new Site(s, table.anchor(s)));
    int step = segment < anchor || table.anchor(s) == 1 ? -1 : 1;
    int beyond = segment + step;
    List<Integer> here =
        attached(s)
            .filter(c -> table.segment(new Site(s, table.anchorOnNext(c))) == segment)
            .boxed()
            .toList();
    boolean inside = beyond >= table.firstSegment(s) && beyond < table.firstSegment(s + 1);
    if (inside) {
      return beyond;
    }
    return here.isEmpty() ? segment : start(here.getFirst());
  }

  /** The same way out in the branch beside, of those that leave the same section. */
  int beside(int segment, int by) {
    int s = table.sectionOf(segment);
    int next = table.towardsSoma(s);
    if (next < 0) {
      return segment;
    }
    List<Integer> siblings = attached(next).boxed().toList();
    return start(siblings.get(Math.floorMod(siblings.indexOf(s) + by, siblings.size())));
  }

  private int start(int section) {
    return table.segment(new Site(section, table.anchor(section)));
  }

  private IntStream attached(int section) {
    return IntStream.range(0, table.sections()).filter(c -> table.towardsSoma(c) == section);
  }
}
