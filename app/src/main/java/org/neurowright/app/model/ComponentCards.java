package org.neurowright.app.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polyline;
import org.neurowright.app.text.NumberText;
import org.neurowright.engine.description.CellModel;
import org.neurowright.engine.description.EdgePopulation;
import org.neurowright.engine.description.EdgeType;
import org.neurowright.engine.description.ModelDescription;
import org.neurowright.engine.description.NodePopulation;
import org.neurowright.engine.description.SynapseModel;

/** Cells with their shapes and synapses with the potentials they make, a card each. */
final class ComponentCards {
  private static final double WIDTH = 244;
  private static final double HEIGHT = 120;

  /** More cards than anybody looks through. */
  private static final int MOST = 60;

  private ComponentCards() {}

  /** A card for every cell model with a shape; opening one tells its key in the tree. */
  static Optional<Node> cells(ModelDescription model, Consumer<String> open) {
    FlowPane cards = pane();
    for (NodePopulation population : model.nodes()) {
      for (int k = 0; k < population.cellModels().size(); k++) {
        boolean room = cards.getChildren().size() < MOST;
        if (room && population.cellModels().get(k) instanceof CellModel.Cable cable) {
          String key = new ModelItem.Cell(population, k).key();
          MorphologySketch sketch = new MorphologySketch(cable.cell());
          Node picture = sketch.isDrawable() ? sketch : new Label("no measured points");
          VBox card =
              card(
                  picture,
                  cable.cell().name(),
                  population.name()
                      + " · "
                      + NumberText.plural(cable.cell().sections().size(), "section", "sections"));
          card.setFocusTraversable(true);
          card.getStyleClass().add("clickable");
          card.setOnMouseClicked(_ -> open.accept(key));
          card.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
              open.accept(key);
            }
          });
          cards.getChildren().add(card);
        }
      }
    }
    return cards.getChildren().isEmpty() ? Optional.empty() : Optional.of(cards);
  }

  /** A card for every synapse model: one for the same mechanism and parameters. */
  static Optional<Node> synapses(ModelDescription model) {
    Map<SynapseModel, String> names = new LinkedHashMap<>();
    for (EdgePopulation edges : model.edges()) {
      for (EdgeType type : edges.types()) {
        type.synapse()
            .ifPresent(synapse ->
                names.putIfAbsent(
                    synapse,
                    Optional.ofNullable(type.attributes().get("dynamics_params"))
                        .map(Object::toString)
                        .orElse("defaults")));
      }
    }
    FlowPane cards = pane();
    names.entrySet().stream()
        .limit(MOST)
        .forEach(entry -> cards.getChildren().add(synapse(entry.getKey(), entry.getValue())));
    return cards.getChildren().isEmpty() ? Optional.empty() : Optional.of(cards);
  }

  private static Node synapse(SynapseModel synapse, String name) {
    String parameters =
        new TreeMap<>(synapse.parameters())
            .entrySet().stream()
                .map(p -> p.getKey() + " " + NumberText.real(p.getValue()))
                .collect(Collectors.joining(", "));
    Optional<PotentialCurve> curve = PotentialCurve.of(synapse);
    Node picture = curve.<Node>map(ComponentCards::plot).orElseGet(ComponentCards::noPlot);
    VBox card = card(picture, name, synapse.mechanism() + " · " + parameters);
    curve.ifPresent(of -> {
      String words =
          "Potential of a small "
              + (of.inhibitory() ? "inhibitory" : "excitatory")
              + " synapse in a passive cell at "
              + NumberText.real(PotentialCurve.REST_MV)
              + " mV whose time constant is "
              + NumberText.real(PotentialCurve.MEMBRANE_MS)
              + " ms: peak after "
              + NumberText.fixed(of.peakMs(), 1)
              + " ms, half width "
              + NumberText.fixed(of.halfWidthMs(), 1)
              + " ms";
      Tooltip.install(card, new Tooltip(words + "\n" + parameters));
      card.setAccessibleText(name + ". " + words);
      Label facts =
          new Label(
              "peak "
                  + NumberText.fixed(of.peakMs(), 1)
                  + " ms · half width "
                  + NumberText.fixed(of.halfWidthMs(), 1)
                  + " ms");
      facts.getStyleClass().add("muted");
      card.getChildren().add(facts);
    });
    return card;
  }

  private static Node noPlot() {
    Label label = new Label("Its course is known when it runs.");
    label.getStyleClass().add("muted");
    label.setWrapText(true);
    return label;
  }

  private static Node plot(PotentialCurve curve) {
    double width = WIDTH - 24;
    double height = HEIGHT - 30;
    double base = curve.inhibitory() ? 8 : height - 8;
    Polyline line = new Polyline();
    for (int k = 0; k < curve.values().length; k++) {
      line.getPoints()
          .addAll(
              width * k / (curve.values().length - 1.0), base - curve.values()[k] * (height - 16));
    }
    line.getStyleClass().add("psp-line");
    Line rest = new Line(0, base, width, base);
    rest.getStyleClass().add("psp-rest");
    // A round length of time, about a quarter of what is shown.
    double barMs = curve.durationMs() > 200 ? 50 : curve.durationMs() > 80 ? 20 : 10;
    double barX = width - width * barMs / curve.durationMs();
    double barY = curve.inhibitory() ? height - 4 : 6;
    Line bar = new Line(barX, barY, width, barY);
    bar.getStyleClass().add("psp-bar");
    Label length = new Label(NumberText.real(barMs) + " ms");
    length.getStyleClass().add("muted");
    length.relocate(width - 36, curve.inhibitory() ? barY - 20 : barY + 3);
    Pane pane = new Pane(rest, line, bar, length);
    pane.setMinSize(width, height);
    pane.setMaxSize(width, height);
    return pane;
  }

  private static FlowPane pane() {
    FlowPane cards = new FlowPane(12, 12);
    cards.getStyleClass().add("component-cards");
    return cards;
  }

  private static VBox card(Node picture, String title, String text) {
    StackPane frame = new StackPane(picture);
    frame.setMinSize(WIDTH - 24, HEIGHT);
    frame.setMaxSize(WIDTH - 24, HEIGHT);
    if (picture instanceof Region region) {
      region.setMinSize(60, 60);
    }
    Label name = new Label(title);
    name.getStyleClass().add("card-title");
    name.setMnemonicParsing(false);
    name.setWrapText(true);
    name.setMinHeight(Region.USE_PREF_SIZE);
    Label words = new Label(text);
    words.getStyleClass().add("muted");
    words.setMnemonicParsing(false);
    words.setWrapText(true);
    words.setMinHeight(Region.USE_PREF_SIZE);
    VBox card = new VBox(4, frame, name, words);
    card.setAlignment(Pos.TOP_LEFT);
    card.setPrefWidth(WIDTH);
    card.setMaxWidth(WIDTH);
    card.getStyleClass().add("component-card");
    card.setAccessibleText(title + ". " + text);
    Tooltip.install(card, new Tooltip(title + "\n" + text));
    return card;
  }
}
