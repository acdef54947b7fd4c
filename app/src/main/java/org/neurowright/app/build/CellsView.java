package org.neurowright.app.build;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import org.neurowright.app.control.ColourDot;
import org.neurowright.app.control.EmptyPage;
import org.neurowright.app.text.NumberText;
import org.neurowright.app.view3d.NetworkView3D;
import org.neurowright.app.workspace.PopulationPalette;
import org.neurowright.engine.description.CellModel;
import org.neurowright.engine.description.NodePopulation;
import org.neurowright.engine.network.NodeColumn;
import org.neurowright.engine.network.NodeTable;
import org.neurowright.engine.recipe.NetworkRecipe;
import org.neurowright.engine.recipe.PopulationRecipe;

/** The cells of a document in space, as they would be made now. */
final class CellsView extends BorderPane {
  private static final PseudoClass STALE = PseudoClass.getPseudoClass("stale");
  private static final int MOST_IN_LEGEND = 12;

  private final NetworkView3D space = new NetworkView3D();
  private final StackPane middle = new StackPane();
  private final FlowPane legend = new FlowPane(16, 6);
  private final EmptyPage none =
      new EmptyPage(
          "mdi2a-axis-arrow",
          "No positions",
          "Cells that have places are shown here. Choose where they are in the form of a population.");
  private Optional<Preview> shown = Optional.empty();

  CellsView(PreviewViewModel preview) {
    getStyleClass().add("cells-view");
    setCenter(middle);
    legend.getStyleClass().add("cells-legend");
    setBottom(legend);
    setMinWidth(240);
    space.setId("build-space");
    middle.getChildren().add(none);
    preview.previewProperty().subscribe(this::show);
    preview.staleProperty().subscribe(stale -> legend.pseudoClassStateChanged(STALE, stale));
  }

  private void show(Optional<Preview> preview) {
    if (preview.isPresent() && shown.isPresent() && shown.get().nodes() == preview.get().nodes()) {
      return;
    }
    shown = preview;
    legend.getChildren().clear();
    Map<String, NodePopulation> placed = new LinkedHashMap<>();
    List<String> simulated = new ArrayList<>();
    List<String> virtual = new ArrayList<>();
    Map<String, Integer> counts = new LinkedHashMap<>();
    if (preview.isPresent()) {
      List<NodeTable> tables = preview.get().nodes().tables();
      for (NetworkRecipe network : preview.get().recipe().networks()) {
        Optional<NodeTable> table =
            tables.stream().filter(t -> t.name().equals(network.name())).findFirst();
        for (int p = 0; table.isPresent() && p < network.populations().size(); p++) {
          PopulationRecipe population = network.populations().get(p);
          String name = key(network, population, preview.get().recipe().networks());
          (InputsViewModel.isVirtual(network) ? virtual : simulated).add(name);
          int[] rows = rows(table.get(), p);
          counts.put(name, rows.length);
          positions(table.get(), rows)
              .ifPresent(points -> placed.put(name, population(name, points)));
        }
      }
    }
    PopulationPalette palette = PopulationPalette.of(List.copyOf(simulated), List.copyOf(virtual));
    // Those in space have their legend there.
    counts.entrySet().stream()
        .filter(e -> !placed.containsKey(e.getKey()))
        .limit(MOST_IN_LEGEND)
        .forEach(e -> {
          Label name = new Label(e.getKey() + "  " + NumberText.count(e.getValue()) + ", nowhere");
          name.setMnemonicParsing(false);
          HBox entry = new HBox(6, new ColourDot(palette.web(e.getKey()), 10), name);
          entry.setAlignment(Pos.CENTER_LEFT);
          legend.getChildren().add(entry);
        });
    legend.setVisible(!legend.getChildren().isEmpty());
    legend.setManaged(legend.isVisible());
    if (placed.isEmpty()) {
      middle.getChildren().setAll(none);
    } else {
      space.setPopulations(List.copyOf(placed.values()), palette::argb);
      if (!middle.getChildren().contains(space)) {
        middle.getChildren().setAll(space);
      }
    }
  }

  /** The population's name, with its network's where another network has one of the same name. */
  static String key(
      NetworkRecipe network, PopulationRecipe population, List<NetworkRecipe> networks) {
    boolean shared =
        networks.stream().filter(n -> n.population(population.name()).isPresent()).count() > 1;
    return shared ? network.name() + "/" + population.name() : population.name();
  }

  /** Rows of the cells of a population, which is a type of its own. */
  static int[] rows(NodeTable table, int population) {
    int count = 0;
    for (int type : table.typeIndex()) {
      count += type == population ? 1 : 0;
    }
    int[] rows = new int[count];
    int at = 0;
    for (int row = 0; row < table.size(); row++) {
      if (table.typeIndex()[row] == population) {
        rows[at++] = row;
      }
    }
    return rows;
  }

  private static Optional<double[]> positions(NodeTable table, int[] rows) {
    if (!(table.columns().get("positions") instanceof NodeColumn.Vectors(double[] all, int width))
        || width != 3
        || rows.length == 0
        || Double.isNaN(all[3 * rows[0]])) {
      return Optional.empty();
    }
    double[] points = new double[3 * rows.length];
    for (int k = 0; k < rows.length; k++) {
      System.arraycopy(all, 3 * rows[k], points, 3 * k, 3);
    }
    return Optional.of(points);
  }

  private static NodePopulation population(String name, double[] points) {
    int size = points.length / 3;
    long[] ids = new long[size];
    for (int k = 0; k < size; k++) {
      ids[k] = k;
    }
    return new NodePopulation(
        name,
        ids,
        new int[size],
        List.of(),
        Map.of(),
        new int[size],
        List.of(new CellModel.Virtual()),
        points,
        new double[0],
        "");
  }
}
