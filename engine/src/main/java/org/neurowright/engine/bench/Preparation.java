package org.neurowright.engine.bench;

import java.util.ArrayList;
import java.util.List;
import org.neurowright.engine.description.CableCell;

/**
 * What is examined: a cell, what was changed in it, and the conditions. Immutable; a slider makes a
 * new one.
 *
 * @param specimen the cell as it came
 * @param conditions step, initial potential, temperature
 * @param changes changed parameters, each target once; later ones act later
 */
public record Preparation(Specimen specimen, Conditions conditions, List<Change> changes) {
  public Preparation {
    changes = List.copyOf(changes);
  }

  public static Preparation of(Specimen specimen, Conditions conditions) {
    return new Preparation(specimen, conditions, List.of());
  }

  public Preparation with(Conditions newConditions) {
    return new Preparation(specimen, newConditions, changes);
  }

  /** The same with a parameter changed; an earlier change of the same parameter is replaced. */
  public Preparation with(Change change) {
    List<Change> all = new ArrayList<>(changes);
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).sameTarget(change)) {
        all.set(i, change);
        return new Preparation(specimen, conditions, all);
      }
    }
    all.add(change);
    return new Preparation(specimen, conditions, all);
  }

  /**
   * The same on another specimen with the same sections; changes of variables that no section has
   * any more are left out.
   */
  public Preparation on(Specimen other) {
    return new Preparation(
        other,
        conditions,
        changes.stream()
            .filter(change ->
                switch (change) {
                  case Change.Range range -> !ChangedCell.owners(other, range).isEmpty();
                  case Change.Section _, Change.Global _ -> true;
                })
            .toList());
  }

  /** The same with a parameter as the file has it. */
  public Preparation without(Change change) {
    return new Preparation(
        specimen, conditions, changes.stream().filter(c -> !c.sameTarget(change)).toList());
  }

  /**
   * The cell with all changes.
   *
   * @throws org.neurowright.engine.problem.ModelException if a change finds nothing to change
   */
  public CableCell changedCell() {
    return ChangedCell.of(this);
  }
}
