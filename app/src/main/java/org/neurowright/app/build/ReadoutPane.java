package org.neurowright.app.build;

import java.util.List;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.neurowright.app.control.Badge;
import org.neurowright.app.control.Icons;
import org.neurowright.app.text.DurationText;
import org.neurowright.app.text.NumberText;
import org.neurowright.engine.network.make.Readout;

/**
 * What a rule does, beside its sentence. Figures of an older rule are grey until newer ones come.
 */
final class ReadoutPane extends VBox {
  private static final PseudoClass STALE = PseudoClass.getPseudoClass("stale");

  private final PreviewViewModel preview;
  private final GridPane figures = new GridPane();
  private final Label sources = new Label();
  private final Label targets = new Label();
  private final Label pairs = new Label();
  private final Label connections = new Label();
  private final Label expected = new Label();
  private final Label synapses = new Label();
  private final Label inMean = new Label();
  private final Label outMean = new Label();
  private final Label bytes = new Label();
  private final Label time = new Label();
  private final Badge basis = new Badge("", Badge.Tone.NEUTRAL);
  private final HBox nothing = new HBox(8);
  private final Label why = new Label();
  private final Label empty =
      new Label("How many cells a rule finds and what it makes of them is shown here.");
  private final VBox hints = new VBox(6);
  private final HistogramView inDegree = new HistogramView("Sources of a target", 200, 84);
  private final HistogramView outDegree = new HistogramView("Targets of a source", 200, 84);
  private final HistogramView distance = new HistogramView("Distance", 200, 84);
  private final FlowPane histograms = new FlowPane(22, 14);

  ReadoutPane(PreviewViewModel preview) {
    super(14);
    this.preview = preview;
    setId("readout");
    getStyleClass().add("readout");
    setMinWidth(250);
    Label title = new Label("What it does");
    title.getStyleClass().add("section-title");
    HBox head = new HBox(10, title, basis);
    head.setAlignment(Pos.CENTER_LEFT);
    figures.getStyleClass().add("property-grid");
    line(0, "Source cells", sources, "readout-sources");
    line(1, "Target cells", targets, "readout-targets");
    line(2, "Pairs", pairs, "readout-pairs");
    line(3, "Connections", connections, "readout-connections");
    line(4, "Expected", expected, "readout-expected");
    line(5, "Synapses", synapses, "readout-synapses");
    line(6, "Mean in-degree", inMean, "readout-in");
    line(7, "Mean out-degree", outMean, "readout-out");
    line(8, "On disk", bytes, "readout-bytes");
    line(9, "To build", time, "readout-time");
    why.setWrapText(true);
    why.setId("readout-nothing");
    why.setMinHeight(Region.USE_PREF_SIZE);
    nothing.getChildren().addAll(Icons.of("mdi2a-alert", "warning-icon"), why);
    nothing.getStyleClass().add("nothing-note");
    histograms.getChildren().addAll(inDegree, outDegree, distance);
    empty.getStyleClass().add("muted");
    empty.setWrapText(true);
    getChildren().addAll(head, empty, nothing, figures, histograms, hints);
    preview.readoutProperty().subscribe(this::show);
    preview.readoutStaleProperty().subscribe(stale -> pseudoClassStateChanged(STALE, stale));
  }

  private void line(int row, String name, Label value, String id) {
    Label key = new Label(name);
    key.getStyleClass().add("property-name");
    key.setMinWidth(Region.USE_PREF_SIZE);
    value.setId(id);
    value.getStyleClass().add("readout-figure");
    value.setMinWidth(Region.USE_PREF_SIZE);
    figures.addRow(row, key, value);
  }

  private void show(Optional<RuleReadout> found) {
    figures.setVisible(found.isPresent());
    histograms.setVisible(found.filter(r -> r.readout().nothing().isEmpty()).isPresent());
    empty.setVisible(found.isEmpty());
    empty.setManaged(found.isEmpty());
    basis.setVisible(found.isPresent());
    if (found.isEmpty()) {
      setNothing("");
      return;
    }
    Readout readout = found.get().readout();
    boolean exact = readout.isExact();
    String about = exact ? "" : "≈ ";
    sources.setText(NumberText.count(readout.sources()));
    targets.setText(NumberText.count(readout.targets()));
    pairs.setText(NumberText.count(readout.pairs()));
    long count = Math.round(readout.connections());
    connections.setText(about + NumberText.count(count));
    expected.setText(
        Double.isNaN(readout.expectedConnections())
            ? "not known"
            : NumberText.count(Math.round(readout.expectedConnections())));
    synapses.setText(about + NumberText.count(Math.round(readout.synapses())));
    inMean.setText(about + NumberText.fixed(readout.meanInDegree(), 1));
    outMean.setText(about + NumberText.fixed(readout.meanOutDegree(), 1));
    bytes.setText("≈ " + bytes(readout.bytes()));
    time.setText(time(readout.buildSeconds()));
    basis.setText(
        exact
            ? "all targets"
            : NumberText.plural(readout.targetsSampled(), "target", "targets") + " looked at");
    basis.setTone(exact ? Badge.Tone.SUCCESS : Badge.Tone.NEUTRAL);
    setNothing(readout.nothing());
    show(inDegree, readout.inDegree(), "");
    show(outDegree, readout.outDegree(), "");
    show(distance, readout.distance(), "µm");
    if (readout.clipped() > 1) {
      showHints(
          List.of(
              "The probability is above 1 for some pairs (up to "
                  + NumberText.real(readout.clipped())
                  + "); it counts as 1 there"));
    } else {
      showHints(List.of());
    }
  }

  private void setNothing(String text) {
    boolean there = !text.isEmpty();
    why.setText(there ? "Nothing is connected: " + text + "." : "");
    nothing.setVisible(there);
    nothing.setManaged(there);
  }

  private static void show(HistogramView view, Readout.Histogram found, String unit) {
    view.setVisible(!found.isEmpty());
    view.setManaged(!found.isEmpty());
    view.show(
        found.isEmpty()
            ? HistogramView.Bars.NONE
            : new HistogramView.Bars(found.low(), found.width(), found.counts(), unit));
  }

  private void showHints(List<String> texts) {
    hints.getChildren().clear();
    for (String text : texts) {
      Label words = new Label(text);
      words.setWrapText(true);
      words.getStyleClass().add("muted");
      hints
          .getChildren()
          .add(new HBox(8, Icons.of("mdi2i-information-outline", "info-icon"), words));
    }
  }

  static String bytes(double bytes) {
    if (bytes < 1000) {
      return NumberText.count(Math.round(bytes)) + " bytes";
    }
    if (bytes < 1e6) {
      return NumberText.fixed(bytes / 1e3, 0) + " kB";
    }
    return bytes < 1e9
        ? NumberText.fixed(bytes / 1e6, 1) + " MB"
        : NumberText.fixed(bytes / 1e9, 1) + " GB";
  }

  static String time(double seconds) {
    return seconds < 1 ? "1 s or less" : DurationText.seconds(seconds);
  }
}
