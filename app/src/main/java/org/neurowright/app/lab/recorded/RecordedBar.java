package org.neurowright.app.lab.recorded;

import java.io.File;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.neurowright.app.control.Icons;
import org.neurowright.app.lab.form.Parts;
import org.neurowright.app.lab.form.Setting;
import org.neurowright.app.text.NumberText;
import org.neurowright.engine.problem.Problem;
import org.neurowright.io.recorded.RecordedUnits;

/** Says which recording lies over the responses; takes no room without one. */
public final class RecordedBar extends VBox {
  private final RecordedViewModel model;
  private final Label rms = new Label();
  private final ComboBox<String> sweeps = new ComboBox<>();
  private boolean showing;
  private File lastFolder;

  public RecordedBar(RecordedViewModel model) {
    this.model = model;
    Label name = new Label();
    name.setId("recorded-file");
    name.getStyleClass().add("plot-title");
    name.setMinWidth(Region.USE_PREF_SIZE);
    sweeps.setId("recorded-sweep");
    sweeps.getStyleClass().add("small");
    sweeps.setAccessibleText("Sweep of the recording");
    sweeps.setTooltip(new Tooltip("Which sweep lies over the responses"));
    sweeps.setMaxWidth(220);
    sweeps
        .getSelectionModel()
        .selectedIndexProperty()
        .subscribe((_, now) -> {
          if (!showing && now.intValue() >= 0) {
            model.indexProperty().set(now.intValue());
          }
        });
    HBox units =
        new HBox(
            5,
            choice(
                "recorded-time-unit",
                "Unit of the times",
                model.timeUnitProperty(),
                RecordedUnits.Time.values(),
                RecordedUnits.Time::label),
            choice(
                "recorded-value-unit",
                "Unit of the values",
                model.valueUnitProperty(),
                RecordedUnits.Value.values(),
                RecordedUnits.Value::label));
    units.setAlignment(Pos.CENTER_LEFT);
    FlowPane bar = new FlowPane(10, 6, Icons.of("mdi2w-waveform"), name, sweeps, units);
    bar.getStyleClass().add("lab-bar");
    for (Setting setting : model.settings()) {
      bar.getChildren().add(Parts.setting(setting, () -> {}));
    }
    CheckBox difference = new CheckBox("Difference");
    difference.setId("recorded-difference");
    difference.setTooltip(new Tooltip("Plot the model's potential minus the recorded one"));
    difference.selectedProperty().bindBidirectional(model.differenceProperty());
    CheckBox played = new CheckBox("Inject its current");
    played.setId("recorded-play");
    played.setTooltip(
        new Tooltip("Inject the recorded current into the model instead of the pulse"));
    played.selectedProperty().bindBidirectional(model.playedProperty());
    Button remove = Icons.button("mdi2c-close", "Take the recording away", model::close);
    remove.setId("recorded-close");
    rms.setId("recorded-rms");
    rms.setMinWidth(Region.USE_PREF_SIZE);
    bar.getChildren().addAll(difference, played, rms, remove);
    VBox problems = new VBox();
    getChildren().addAll(bar, problems);
    model
        .fileProperty()
        .subscribe(file -> {
          Parts.shown(bar, file.isPresent());
          showing = true;
          name.setText(file.map(f -> f.path().getFileName().toString()).orElse(""));
          sweeps.getItems().setAll(file.map(f -> f.sweeps()).orElse(List.of()));
          sweeps.getSelectionModel().select(model.indexProperty().get());
          Parts.shown(sweeps, sweeps.getItems().size() > 1);
          showing = false;
        });
    model
        .indexProperty()
        .subscribe(now -> {
          showing = true;
          sweeps.getSelectionModel().select(now.intValue());
          showing = false;
        });
    model
        .sweepProperty()
        .subscribe(
            sweep -> Parts.shown(played, sweep.map(s -> s.stimulusPa().isPresent()).orElse(false)));
    model
        .problemsProperty()
        .subscribe(found -> {
          Parts.tell(problems, found);
          boolean assumed =
              found.stream().map(Problem::code).anyMatch("recorded.unit-assumed"::equals);
          Parts.shown(units, assumed || model.unitsChosen());
        });
  }

  private static <U> ComboBox<U> choice(
      String id, String tip, ObjectProperty<U> property, U[] all, Function<U, String> label) {
    ComboBox<U> box = new ComboBox<>();
    box.setId(id);
    box.getStyleClass().add("small");
    box.getItems().setAll(all);
    box.setConverter(Parts.shownAs(label));
    box.setTooltip(new Tooltip(tip + ", which the file does not say"));
    box.setAccessibleText(tip);
    box.valueProperty().bindBidirectional(property);
    return box;
  }

  /**
   * Says how far the response is from the recording.
   *
   * @param value NaN when they do not overlap
   */
  public void sayRms(double value, String where) {
    rms.setText(
        Double.isNaN(value) ? "no overlap" : "RMS " + NumberText.fixed(value, 3) + " mV" + where);
  }

  /** Lets the user choose a file. */
  public void choose() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle("Recording to compare with");
    chooser
        .getExtensionFilters()
        .setAll(
            new FileChooser.ExtensionFilter(
                "Recordings",
                "*.nwb",
                "*.csv",
                "*.tsv",
                "*.txt",
                "*.atf",
                "*.NWB",
                "*.CSV",
                "*.ATF"),
            new FileChooser.ExtensionFilter("All files", "*"));
    if (lastFolder != null && lastFolder.isDirectory()) {
      chooser.setInitialDirectory(lastFolder);
    }
    File file = chooser.showOpenDialog(getScene().getWindow());
    if (file != null) {
      lastFolder = file.getParentFile();
      model.open(file.toPath());
    }
  }
}
