package org.neurowright.app.lab.morphology;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.neurowright.app.lab.cell.BenchViewModel;
import org.neurowright.engine.bench.Benches;
import org.neurowright.engine.bench.Preparation;
import org.neurowright.engine.bench.Site;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.region.CellTable;
import org.neurowright.engine.region.Region;

/** How the cell on the bench is looked at. Used on the interface thread. */
public final class MorphologyViewModel {
  /** Ways of looking at a cell. */
  public enum Look {
    FLAT("2-D", "From the front"),
    SPACE("3-D", "In space: drag turns it"),
    TREE("Tree", "Dendrogram: branches by their distance from the soma");

    private final String title;
    private final String about;

    Look(String title, String about) {
      this.title = title;
      this.about = about;
    }

    public String title() {
      return title;
    }

    public String about() {
      return about;
    }
  }

  private final BenchViewModel bench;
  private final ObjectProperty<Look> look = new SimpleObjectProperty<>(Look.FLAT);
  private final BooleanProperty electrotonic = new SimpleBooleanProperty();
  private final ObjectProperty<Colouring.By> colourBy =
      new SimpleObjectProperty<>(new Colouring.By.Parts());
  private final StringProperty regionText = new SimpleStringProperty("");
  private final ReadOnlyObjectWrapper<Region> region =
      new ReadOnlyObjectWrapper<>(new Region(new BitSet(), List.of()));
  private final ReadOnlyObjectWrapper<Optional<Site>> pinned =
      new ReadOnlyObjectWrapper<>(Optional.empty());

  private Optional<Preparation> known = Optional.empty();
  private Optional<CellTable> table = Optional.empty();

  /** Looks at the cell of a bench. */
  public MorphologyViewModel(BenchViewModel bench) {
    this.bench = bench;
    regionText.subscribe(_ -> findRegion());
    bench.cellProperty().subscribe(_ -> pinned.set(Optional.empty()));
  }

  public ObjectProperty<Look> lookProperty() {
    return look;
  }

  /** Whether the dendrogram counts in length constants. */
  public BooleanProperty electrotonicProperty() {
    return electrotonic;
  }

  ObjectProperty<Colouring.By> colourByProperty() {
    return colourBy;
  }

  /** What shall stand out. */
  public StringProperty regionTextProperty() {
    return regionText;
  }

  /** What that text means. */
  public ReadOnlyObjectProperty<Region> regionProperty() {
    return region.getReadOnlyProperty();
  }

  /** The place whose numbers stay in sight. */
  public ReadOnlyObjectProperty<Optional<Site>> pinnedProperty() {
    return pinned.getReadOnlyProperty();
  }

  /** Keeps a place's numbers in sight. */
  public void pin(Site site) {
    pinned.set(Optional.of(site));
  }

  public void unpin() {
    pinned.set(Optional.empty());
  }

  /** The cell on the bench with its parameters as they stand. */
  public Optional<CellTable> table() {
    Optional<Preparation> now =
        bench.preparationProperty().get().or(() -> bench.cell().map(found -> found.preparation()));
    if (bench.cell().isEmpty()) {
      known = Optional.empty();
      table = Optional.empty();
    } else if (!now.equals(known)) {
      known = now;
      table = now.flatMap(this::tableOf);
    }
    return table;
  }

  private Optional<CellTable> tableOf(Preparation preparation) {
    try {
      CableCell cell = new Benches(preparation, 1).cell();
      return Optional.of(CellTable.of(preparation.specimen(), cell));
    } catch (ModelException e) {
      // What is wrong with a change is said where the cell is run.
      return Optional.of(CellTable.of(preparation.specimen(), preparation.specimen().cell()));
    }
  }

  /** Whether anything that is shown follows the parameters. */
  boolean followsParameters() {
    return pinned.get().isPresent()
        || !regionText.get().isBlank()
        || !(colourBy.get() instanceof Colouring.By.Parts);
  }

  /** Looks anew for what shall stand out, in the cell as it is now. */
  void findRegion() {
    region.set(
        table()
            .map(found -> Region.find(regionText.get(), found))
            .orElse(new Region(new BitSet(), List.<Problem>of())));
  }

  /** All that the cell can be coloured by; empty without a cell. */
  List<Colouring.By> colourings() {
    return table().map(Colouring::choices).orElse(List.of());
  }
}
