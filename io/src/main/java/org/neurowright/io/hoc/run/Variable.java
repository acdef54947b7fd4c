package org.neurowright.io.hoc.run;

import org.neurowright.io.hoc.object.NumberRef;
import org.neurowright.io.hoc.object.ObjectCell;
import org.neurowright.io.hoc.object.TextCell;
import org.neurowright.io.hoc.section.HocFailure;
import org.neurowright.io.hoc.section.Section;

/** A named thing of an object or of the top level. */
sealed interface Variable {

  /** A number or an array of numbers; sizes are empty for a single one. */
  record Numbers(double[] data, int[] sizes) implements Variable {
    static Numbers single(double value) {
      return new Numbers(new double[] {value}, new int[0]);
    }

    NumberRef at(int index) {
      return NumberRef.of(data, index);
    }
  }

  record Text(TextCell cell) implements Variable {}

  record Objects(ObjectCell[] cells, int[] sizes) implements Variable {}

  /** Sections; an array of one is another thing than a single one, it has another name. */
  record Branches(Section[] sections, boolean array) implements Variable {}

  /** A fresh one of the same shape. */
  static Variable like(Variable prototype) {
    return switch (prototype) {
      case Numbers(double[] data, int[] sizes) -> new Numbers(new double[data.length], sizes);
      case Text(TextCell cell) -> new Text(new TextCell(""));
      case Objects(ObjectCell[] cells, int[] sizes) -> objects(cells.length, sizes);
      case Branches(Section[] sections, boolean array) ->
          new Branches(new Section[sections.length], array);
    };
  }

  static Objects objects(int count, int[] sizes) {
    ObjectCell[] cells = new ObjectCell[count];
    for (int i = 0; i < count; i++) {
      cells[i] = new ObjectCell(null);
    }
    return new Objects(cells, sizes);
  }

  /** Place of an element in an array with several indices. */
  static int offset(String name, int[] sizes, double[] indices) {
    if (indices.length == 0) {
      return 0;
    }
    if (indices.length != sizes.length) {
      throw new HocFailure(
              "hoc.index",
              name + " has " + indices.length + (indices.length == 1 ? " index" : " indices"))
          .expected(sizes.length == 0 ? "none, it is no array" : String.valueOf(sizes.length));
    }
    int offset = 0;
    for (int k = 0; k < sizes.length; k++) {
      int index = (int) (indices[k] + 1e-11);
      if (!(indices[k] > -1) || index >= sizes[k]) {
        throw new HocFailure(
                "hoc.index",
                "Index "
                    + org.neurowright.io.hoc.object.Format.general(indices[k], 6)
                    + " of "
                    + name
                    + " does not exist")
            .expected("0 to " + (sizes[k] - 1));
      }
      offset = offset * sizes[k] + index;
    }
    return offset;
  }
}
