package org.neurowright.app.lab.cell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.neurowright.engine.bench.Site;
import org.neurowright.engine.protocol.Additions;

/** Probes, clamps and synapses on the cell of a bench besides its two electrodes. */
public final class PlacedItems {
  private final BenchViewModel bench;
  private final ObservableList<Placed> items = FXCollections.observableArrayList();
  private final ReadOnlyLongWrapper changes = new ReadOnlyLongWrapper();

  PlacedItems(BenchViewModel bench) {
    this.bench = bench;
  }

  /** What there is; changed by the methods here only. */
  public ObservableList<Placed> items() {
    return items;
  }

  /** Counts the changes of {@link #items()} and of the texts in them. */
  public ReadOnlyLongProperty changesProperty() {
    return changes.getReadOnlyProperty();
  }

  /** Puts something onto the cell; empty for a synapse without a mechanism to be one. */
  public Optional<Placed> put(Placed.Kind kind, Site site) {
    List<String> synapses = bench.synapses();
    if (bench.cell().isEmpty() || kind == Placed.Kind.SYNAPSE && synapses.isEmpty()) {
      return Optional.empty();
    }
    int number =
        1 + items.stream().filter(p -> p.kind() == kind).mapToInt(Placed::number).max().orElse(0);
    String at = BenchViewModel.placeText(bench.cell().get().specimen(), site);
    Placed made = new Placed(kind, number, at, synapses);
    made.onChange(this::changed);
    items.add(made);
    changed();
    return Optional.of(made);
  }

  /** Takes something off the cell. */
  public void remove(Placed item) {
    if (items.remove(item)) {
      changed();
    }
  }

  /** Puts something that is on the cell elsewhere. */
  public void move(Placed item, Site site) {
    bench
        .cell()
        .ifPresent(
            found -> item.atProperty().set(BenchViewModel.placeText(found.specimen(), site)));
  }

  /**
   * All of it for a run.
   *
   * @throws org.neurowright.engine.problem.ModelException if a field says no place or number
   */
  public Additions additions() {
    List<Additions.Probe> probes = new ArrayList<>();
    List<Additions.Clamp> clamps = new ArrayList<>();
    List<Additions.Synapse> synapses = new ArrayList<>();
    items.forEach(item -> item.into(probes, clamps, synapses));
    return new Additions(probes, clamps, synapses);
  }

  void clear() {
    items.clear();
    changed();
  }

  private void changed() {
    changes.set(changes.get() + 1);
  }
}
