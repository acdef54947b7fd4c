package org.neurowright.app.lab.attenuation;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.neurowright.app.canvas.CurveView;
import org.neurowright.app.canvas.LinePlot;
import org.neurowright.app.control.Icons;
import org.neurowright.app.lab.form.Parts;
import org.neurowright.app.text.NumberText;
import org.neurowright.app.text.ProblemText;

/** How signals spread in the cell. */
public final class AttenuationPage extends BorderPane {
  /** Lower end of the frequency slider's scale, Hz; left of it lies direct current. */
  private static final double LOWEST_HZ = .1;

  private static final double HIGHEST_HZ = 1000;
  private static final double MINIMAL_PLOT_HEIGHT = 150;

  private final AttenuationViewModel model;
  private final List<CurveView> views = new ArrayList<>();
  private final GridPane plots = new GridPane();
  private final Label says = new Label();
  private final VBox problems = new VBox();
  private File lastFolder;
  private boolean sliding;

  public AttenuationPage(AttenuationViewModel model) {
    this.model = model;
    getStyleClass().add("attenuation-page");
    List<LinePlot.Panel> panels = model.panels();
    for (int k = 0; k < panels.size(); k++) {
      CurveView view = new CurveView();
      view.setId("lab-attenuation-" + k);
      view.setMinHeight(MINIMAL_PLOT_HEIGHT);
      view.setEmptyHint("Is computed");
      views.add(view);
    }
    says.getStyleClass().add("muted");
    says.setId("lab-attenuation-says");
    says.setMinWidth(0);
    HBox.setHgrow(says, Priority.ALWAYS);
    says.setMaxWidth(Double.MAX_VALUE);
    HBox line = new HBox(8, says);
    line.getStyleClass().add("lab-bar");
    setTop(new VBox(head(), problems, line));
    setCenter(plots);
    model.shownProperty().subscribe(_ -> show());
    model.problemsProperty().subscribe(found -> Parts.tell(problems, found));
    sceneProperty().subscribe(scene -> model.activeProperty().set(scene != null));
  }

  private Node head() {
    FlowPane bar = new FlowPane(10, 6);
    bar.getStyleClass().addAll("lab-bar", "small-toggles");
    ToggleGroup group = Parts.oneOf(button -> arrange((String) button.getUserData()));
    HBox which = new HBox(4);
    for (String name : List.of("All", "Attenuation", "Impedance", "Spectrum")) {
      ToggleButton button = new ToggleButton(name);
      button.setId("lab-attenuation-" + name.toLowerCase(Locale.ROOT));
      button.setUserData(name);
      button.setToggleGroup(group);
      which.getChildren().add(button);
    }
    group.selectToggle(group.getToggles().getFirst());
    CheckBox gates = new CheckBox("Moving gates");
    gates.setId("lab-attenuation-extended");
    gates.setMinWidth(Region.USE_PREF_SIZE);
    gates.setTooltip(
        new Tooltip(
            "The gates of channels follow the potential, as in NEURON's compute(freq, 1);"
                + " else they are held"));
    gates.selectedProperty().bindBidirectional(model.extendedProperty());
    bar.getChildren()
        .addAll(
            which,
            frequency(),
            gates,
            Parts.setting(model.settle(), () -> {}),
            Parts.setting(model.until(), () -> {}),
            colouring(),
            export());
    return bar;
  }

  /** A slider over decades and a number. */
  private Node frequency() {
    Label name = new Label("Frequency");
    name.getStyleClass().add("setting-name");
    name.setMinWidth(Region.USE_PREF_SIZE);
    double decades = Math.log10(HIGHEST_HZ / LOWEST_HZ);
    Slider slider = new Slider(-.25, decades, -.25);
    slider.setId("lab-attenuation-frequency");
    slider.getStyleClass().add("small");
    slider.setPrefWidth(130);
    slider.setBlockIncrement(.1);
    slider.setAccessibleText("Frequency in Hz");
    slider.setTooltip(new Tooltip("From direct current to 1000 Hz, by decades"));
    TextField number = new TextField("0");
    number.setId("lab-attenuation-hz");
    number.setPrefColumnCount(5);
    number.setMinWidth(Region.USE_PREF_SIZE);
    number.setAccessibleText("Frequency in Hz");
    slider
        .valueProperty()
        .subscribe((_, at) -> {
          if (!sliding) {
            double position = at.doubleValue();
            double hz = position < 0 ? 0 : LOWEST_HZ * Math.pow(10, position);
            double unit = Math.pow(10, Math.floor(Math.log10(Math.max(hz, LOWEST_HZ))) - 1);
            model.frequencyProperty().set(Math.rint(hz / unit) / Math.rint(1 / unit * 1e6) * 1e6);
          }
        });
    Runnable typed =
        () -> {
          try {
            double hz = Double.parseDouble(number.getText().strip().replace(',', '.'));
            if (hz >= 0 && Double.isFinite(hz)) {
              model.frequencyProperty().set(hz);
            }
          } catch (NumberFormatException e) {
            // what was there comes back
          }
          number.setText(NumberText.real(model.frequencyProperty().get()));
        };
    number.setOnAction(_ -> typed.run());
    number
        .focusedProperty()
        .subscribe((before, focused) -> {
          if (before && !focused) {
            typed.run();
          }
        });
    model
        .frequencyProperty()
        .subscribe(hz -> {
          sliding = true;
          double value = hz.doubleValue();
          slider.setValue(value <= 0 ? -.25 : Math.max(0, Math.log10(value / LOWEST_HZ)));
          number.setText(NumberText.real(value));
          sliding = false;
        });
    Label unit = new Label("Hz");
    unit.getStyleClass().add("muted");
    unit.setMinWidth(Region.USE_PREF_SIZE);
    HBox box = new HBox(5, name, slider, number, unit);
    box.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    return box;
  }

  private Node colouring() {
    Label name = new Label("Colour the cell by");
    name.getStyleClass().add("setting-name");
    name.setMinWidth(Region.USE_PREF_SIZE);
    ComboBox<String> box = new ComboBox<>();
    box.setId("lab-attenuation-colour");
    box.getStyleClass().add("small");
    box.getItems().add("its parts");
    for (Quantity quantity : Quantity.values()) {
      box.getItems().add(quantity.title().toLowerCase(Locale.ROOT));
    }
    box.setValue("its parts");
    box.valueProperty()
        .subscribe(_ -> {
          int chosen = box.getSelectionModel().getSelectedIndex() - 1;
          model
              .colouredProperty()
              .set(chosen < 0 ? Optional.empty() : Optional.of(Quantity.values()[chosen]));
        });
    HBox line = new HBox(5, name, box);
    line.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    return line;
  }

  private Node export() {
    MenuButton menu = new MenuButton("Export", Icons.of("mdi2e-export-variant"));
    menu.setId("lab-attenuation-export");
    menu.getStyleClass().add("small");
    menu.setMinWidth(Region.USE_PREF_SIZE);
    List<String> names =
        List.of("Segments as CSV…", "Everything as JSON…", "Figure as PNG…", "Figure as SVG…");
    for (int k = 0; k < names.size(); k++) {
      String kind = AttenuationFile.KINDS.get(k);
      MenuItem item = new MenuItem(names.get(k));
      item.setOnAction(_ -> export(kind));
      menu.getItems().add(item);
    }
    model.shownProperty().subscribe(shown -> menu.setDisable(shown.isEmpty()));
    return menu;
  }

  private void export(String kind) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle("Export " + kind.toUpperCase(Locale.ROOT));
    chooser
        .getExtensionFilters()
        .setAll(new FileChooser.ExtensionFilter(kind.toUpperCase(Locale.ROOT), "*." + kind));
    chooser.setInitialFileName("attenuation." + kind);
    if (lastFolder != null && lastFolder.isDirectory()) {
      chooser.setInitialDirectory(lastFolder);
    }
    File file = chooser.showSaveDialog(getScene().getWindow());
    if (file == null || model.shownProperty().get().isEmpty()) {
      return;
    }
    lastFolder = file.getParentFile();
    File named =
        file.getName().contains(".")
            ? file
            : new File(file.getParentFile(), file.getName() + "." + kind);
    try {
      AttenuationFile.write(model.shownProperty().get().get(), model.panels(), named.toPath());
    } catch (IOException e) {
      Parts.tell(problems, ProblemText.of(e));
    }
  }

  /** Puts the chosen plots next to each other. */
  private void arrange(String which) {
    List<Integer> chosen =
        switch (which) {
          case "Attenuation" -> List.of(0, 1);
          case "Impedance" -> List.of(2, 3);
          case "Spectrum" -> List.of(4, 5);
          default -> List.of(0, 1, 2, 3, 4, 5);
        };
    int columns = chosen.size() > 2 ? 2 : 1;
    plots.getChildren().clear();
    plots.getColumnConstraints().clear();
    plots.getRowConstraints().clear();
    for (int c = 0; c < columns; c++) {
      ColumnConstraints column = new ColumnConstraints();
      column.setPercentWidth(100.0 / columns);
      plots.getColumnConstraints().add(column);
    }
    int rows = chosen.size() / columns;
    for (int r = 0; r < rows; r++) {
      RowConstraints row = new RowConstraints();
      row.setPercentHeight(100.0 / rows);
      plots.getRowConstraints().add(row);
    }
    for (int k = 0; k < chosen.size(); k++) {
      plots.add(views.get(chosen.get(k)), k % columns, k / columns);
    }
  }

  private void show() {
    List<LinePlot.Panel> panels = model.panels();
    for (int k = 0; k < panels.size(); k++) {
      views.get(k).setPanel("attenuation-" + k, panels.get(k));
    }
    says.setText(model.summary());
  }
}
