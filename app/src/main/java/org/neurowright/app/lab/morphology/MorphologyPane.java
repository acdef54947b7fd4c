package org.neurowright.app.lab.morphology;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.neurowright.app.lab.cell.BenchViewModel;
import org.neurowright.app.lab.form.Parts;
import org.neurowright.engine.bench.Site;
import org.neurowright.engine.bench.Specimen;

/** Left: the cell and where the electrodes are. */
public final class MorphologyPane extends BorderPane {
  private static final String HINT =
      "Point at a branch to see what it is; click to put the chosen electrode there.";

  private final BenchViewModel model;
  private final CellCanvas canvas = new CellCanvas();
  private final Label about = new Label(HINT);
  private final TextField region = new TextField();
  private Optional<CellShape> shape = Optional.empty();

  public MorphologyPane(BenchViewModel model) {
    this.model = model;
    setMinWidth(200);
    canvas.setId("lab-morphology");
    ToggleGroup which = Parts.oneOf(_ -> {});
    ToggleButton inject = electrode("lab-place-inject", "Inject", which);
    inject.setTooltip(new Tooltip("A click puts the current electrode, clamp or synapse there"));
    ToggleButton record = electrode("lab-place-record", "Record", which);
    record.setTooltip(new Tooltip("A click puts the recording electrode there"));
    inject.setSelected(true);
    HBox toggles = new HBox(inject, record);
    toggles.getStyleClass().add("small-toggles");
    setTop(Parts.bar(Parts.heading("Cell"), Parts.spring(), toggles));
    setCenter(canvas);
    canvas.setOnHover(
        site -> about.setText(site.flatMap(s -> shape.map(f -> f.describe(s))).orElse(HINT)));
    canvas.setOnPick(site -> {
      if (inject.isSelected()) {
        model.placeInject(site);
      } else {
        model.placeRecord(site);
      }
    });
    about.setWrapText(true);
    about.setId("lab-section");
    about.getStyleClass().add("lab-about");
    about.setMinHeight(54);
    about.setPrefHeight(54);
    region.setPromptText("soma, apic, dend[3]");
    region.setId("lab-regions");
    region.setTooltip(new Tooltip("Sections and section lists to stand out, separated by commas"));
    region.textProperty().subscribe(this::highlight);
    GridPane places = new GridPane(8, 6);
    places.addRow(0, name("Inject at"), place("lab-inject", model.injectAtProperty()));
    places.addRow(1, name("Record at"), place("lab-record", model.recordAtProperty()));
    places.addRow(2, name("Highlight"), region);
    GridPane.setHgrow(region, Priority.ALWAYS);
    VBox below = new VBox(8, about, places);
    below.getStyleClass().add("lab-below");
    setBottom(below);
    model
        .cellProperty()
        .subscribe(cell -> {
          shape = cell.map(found -> new CellShape(found.specimen().cell()));
          about.setText(HINT);
          canvas.setShape(shape);
          highlight(region.getText());
          electrodes();
        });
    model.injectAtProperty().subscribe(_ -> electrodes());
    model.recordAtProperty().subscribe(_ -> electrodes());
  }

  private static Label name(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("setting-name");
    label.setMinWidth(Region.USE_PREF_SIZE);
    return label;
  }

  private static ToggleButton electrode(String id, String text, ToggleGroup group) {
    ToggleButton button = new ToggleButton(text);
    button.setId(id);
    button.setToggleGroup(group);
    return button;
  }

  private Node place(String id, StringProperty text) {
    TextField field = new TextField();
    field.setId(id);
    field.textProperty().bindBidirectional(text);
    field.setTooltip(
        new Tooltip("SECTION(X): a section's name or list, and the position along it, 0 to 1"));
    field.setAccessibleText(id.equals("lab-inject") ? "Inject at" : "Record at");
    GridPane.setHgrow(field, Priority.ALWAYS);
    return field;
  }

  private void electrodes() {
    canvas.setElectrodes(
        model.site(model.injectAtProperty().get()), model.site(model.recordAtProperty().get()));
  }

  private void highlight(String text) {
    Set<Integer> sections = new LinkedHashSet<>();
    if (model.cell().isPresent() && !text.isBlank()) {
      Specimen specimen = model.cell().get().specimen();
      for (String name : text.split(",")) {
        if (!name.isBlank()) {
          sections.addAll(specimen.sections(name.strip()));
        }
      }
    }
    canvas.setHighlighted(sections);
  }

  /**
   * Where a place of the cell is drawn, in the coordinates of the drawing {@code #lab-morphology}.
   */
  public double[] pixelOf(Site site) {
    return canvas.pixel(site);
  }
}
