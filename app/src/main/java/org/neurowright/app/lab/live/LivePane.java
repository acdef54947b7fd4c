package org.neurowright.app.lab.live;

import javafx.collections.ListChangeListener;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.neurowright.app.canvas.CurveView;
import org.neurowright.app.control.Icons;
import org.neurowright.app.lab.cell.BenchViewModel;
import org.neurowright.app.lab.cell.Snapshot;
import org.neurowright.app.lab.form.Parts;
import org.neurowright.app.text.NumberText;

/** The response that follows the sliders. */
public final class LivePane extends BorderPane {
  private final LiveViewModel model;
  private final CurveView curves = new CurveView();

  public LivePane(LiveViewModel model, BenchViewModel bench) {
    this.model = model;
    setMinHeight(150);
    curves.setId("lab-live-plot");
    curves.setEmptyHint("Switch live on to see the response");
    ToggleButton on = new ToggleButton("Live", Icons.of("mdi2p-pulse"));
    on.setId("lab-live");
    on.getStyleClass().add("small");
    on.setMinWidth(Region.USE_PREF_SIZE);
    on.setTooltip(new Tooltip("Run the current clamp anew whenever a parameter changes"));
    on.selectedProperty().bindBidirectional(model.liveProperty());
    javafx.scene.layout.FlowPane head = new javafx.scene.layout.FlowPane(10, 6, on);
    head.getStyleClass().add("lab-bar");
    model.liveSettings().forEach(s -> head.getChildren().add(Parts.setting(s, () -> {})));
    Label says = new Label();
    says.setId("lab-live-says");
    says.getStyleClass().add("muted");
    says.setMinWidth(Region.USE_PREF_SIZE);
    head.getChildren().add(says);
    VBox problems = new VBox();
    setTop(new VBox(head, problems));
    setCenter(curves);
    model
        .liveResponseProperty()
        .subscribe(response -> {
          curves.setPanel("live-response", model.livePanel());
          says.setText(
              response
                  .map(r ->
                      NumberText.plural(r.spikes(), "spike", "spikes")
                          + ", "
                          + NumberText.fixed(r.tookMs(), 0)
                          + " ms to run")
                  .orElse(""));
        });
    bench
        .snapshots()
        .addListener(
            (ListChangeListener<Snapshot>)
                _ -> curves.setPanel("live-response", model.livePanel()));
    model.liveProblemsProperty().subscribe(found -> Parts.tell(problems, found));
  }

  /** The plot. */
  public CurveView curves() {
    return curves;
  }
}
