package org.neurowright.app.build.view;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.neurowright.app.build.view.GraphLayout.Place;
import org.neurowright.app.command.UndoStack;
import org.neurowright.app.command.UndoableEdit;
import org.neurowright.app.recipe.RecipeChange;
import org.neurowright.app.recipe.RecipeDocument;
import org.neurowright.app.recipe.RecipeEdits;
import org.neurowright.app.text.NumberText;
import org.neurowright.engine.recipe.ConnectionRecipe;
import org.neurowright.engine.recipe.PopulationRecipe;
import org.neurowright.engine.recipe.Recipe;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Populations as nodes, the rules between them as edges. Moving a node can be undone as every other
 * step, but does not make the document differ: places are kept in a file beside it. Used on the
 * interface thread only.
 */
public final class GraphViewModel {
  private static final Logger LOG = LoggerFactory.getLogger(GraphViewModel.class);
  private static final double SMALLEST_RADIUS = 17;
  private static final double LARGEST_RADIUS = 46;

  /** Cells whose node is as large as nodes get. */
  private static final double MANY_CELLS = 100_000;

  private final RecipeDocument document;
  private final ObservableValue<RuleNumbers> numbers;
  private final ObjectProperty<NetworkSelection> selection;
  private final UndoStack undo;
  private final ReadOnlyObjectWrapper<Graph> graph = new ReadOnlyObjectWrapper<>();
  private GraphLayout placed = GraphLayout.EMPTY;
  private GraphLayout found = GraphLayout.EMPTY;
  private GraphLayout shown = GraphLayout.EMPTY;
  private List<PopulationKey> known = List.of();
  private int gesture;

  /** What is to be drawn. */
  public record Graph(List<Node> nodes, List<Edge> edges) {}

  /**
   * A population.
   *
   * @param count cells; empty where places or lists say it
   * @param x of the middle, logical pixels at zoom 1
   * @param radius likewise
   */
  public record Node(
      PopulationKey key,
      String label,
      OptionalInt count,
      RecipeFacts.Kind kind,
      double x,
      double y,
      double radius) {}

  /**
   * All rules from one population to another.
   *
   * @param rules their names
   * @param synapses of all; NaN when not counted yet
   * @param gap whether all are gap junctions
   * @param back whether there is an edge the other way, too
   */
  public record Edge(
      Node source, Node target, List<String> rules, double synapses, boolean gap, boolean back) {}

  public GraphViewModel(
      RecipeDocument document,
      ObservableValue<RuleNumbers> numbers,
      ObjectProperty<NetworkSelection> selection,
      UndoStack undo) {
    this.document = document;
    this.numbers = numbers;
    this.selection = selection;
    this.undo = undo;
    document
        .fileProperty()
        .subscribe(file -> {
          if (placed.places().isEmpty()) {
            placed = file.map(f -> GraphLayoutFile.read(GraphLayoutFile.beside(f))).orElse(placed);
          } else {
            keep();
          }
        });
    document.recipeProperty().subscribe(_ -> join());
    numbers.subscribe(_ -> join());
  }

  public ReadOnlyObjectProperty<Graph> graphProperty() {
    return graph.getReadOnlyProperty();
  }

  public Graph graph() {
    return graph.get();
  }

  public ObjectProperty<NetworkSelection> selectionProperty() {
    return selection;
  }

  Recipe recipe() {
    return document.recipe();
  }

  // ---- what is shown

  private void join() {
    Recipe recipe = document.recipe();
    RecipeLinks links = new RecipeLinks(recipe, numbers.getValue());
    followRename(links.populations());
    known = links.populations();
    // What was laid out by itself stays where it is when something is added, and is there again
    // when a move is undone.
    GraphLayout given = found;
    for (var entry : placed.places().entrySet()) {
      given = given.with(entry.getKey(), entry.getValue());
    }
    shown = given.completed(known, links.all().keySet());
    for (PopulationKey key : known) {
      if (found.of(key).isEmpty()) {
        found = found.with(key, shown.of(key).orElseThrow());
      }
    }
    List<Node> nodes = known.stream().map(key -> node(key, recipe)).toList();
    List<Edge> edges = new ArrayList<>();
    links
        .all()
        .forEach((ends, of) -> {
          boolean back =
              !ends.source().equals(ends.target())
                  && links.all().containsKey(new RecipeLinks.Ends(ends.target(), ends.source()));
          double synapses = 0;
          for (RecipeLinks.Link link : of) {
            synapses += link.numbers().map(RuleNumbers.Pair::synapses).orElse(Double.NaN);
          }
          edges.add(
              new Edge(
                  nodes.get(known.indexOf(ends.source())),
                  nodes.get(known.indexOf(ends.target())),
                  of.stream().map(l -> l.rule().name()).toList(),
                  synapses,
                  of.stream().allMatch(l -> l.rule().kind() == ConnectionRecipe.Kind.GAP_JUNCTION),
                  back));
        });
    graph.set(new Graph(nodes, List.copyOf(edges)));
  }

  /** A population that stands where another one stood before is the same one under a new name. */
  private void followRename(List<PopulationKey> now) {
    if (now.size() != known.size()) {
      return;
    }
    for (int k = 0; k < now.size(); k++) {
      if (!now.get(k).equals(known.get(k)) && !now.contains(known.get(k))) {
        placed = placed.renamed(known.get(k), now.get(k));
        found = found.renamed(known.get(k), now.get(k));
      }
    }
  }

  private Node node(PopulationKey key, Recipe recipe) {
    PopulationRecipe population = key.in(recipe).orElseThrow();
    Place place = shown.of(key).orElseThrow();
    boolean twice = known.stream().filter(k -> k.population().equals(key.population())).count() > 1;
    double cells = population.count().orElse(0);
    double share = Math.log1p(cells) / Math.log1p(MANY_CELLS);
    return new Node(
        key,
        twice ? key.toString() : key.population(),
        population.count(),
        RecipeFacts.kind(population),
        place.x(),
        place.y(),
        SMALLEST_RADIUS + (LARGEST_RADIUS - SMALLEST_RADIUS) * Math.min(1, share));
  }

  /** What a node says in words. */
  public String words(Node node) {
    return node.key().population()
        + " of "
        + node.key().network()
        + "\n"
        + (node.count().isPresent()
            ? NumberText.count(node.count().getAsInt()) + " "
            : "as many as there are places, ")
        + node.kind().words();
  }

  /** What an edge says in words. */
  public String words(Edge edge) {
    return edge.source().label()
        + " → "
        + edge.target().label()
        + "\n"
        + String.join("\n", edge.rules())
        + "\n"
        + (Double.isNaN(edge.synapses())
            ? "not counted yet"
            : NumberText.plural(Math.round(edge.synapses()), "synapse", "synapses"));
  }

  /** One or two sentences for people who cannot see the graph. */
  String summary() {
    List<Node> nodes = graph().nodes();
    StringBuilder text =
        new StringBuilder("Graph of ")
            .append(NumberText.plural(nodes.size(), "population", "populations"))
            .append(" and ")
            .append(NumberText.plural(document.recipe().connections().size(), "rule", "rules"));
    selectedNode()
        .ifPresent(node -> {
          text.append(". ").append(words(node).replace("\n", ", "));
          for (Edge edge : graph().edges()) {
            if (edge.source().key().equals(node.key())) {
              text.append(". To ").append(edge.target().label());
            }
          }
        });
    if (!selection.get().rules().isEmpty()) {
      text.append(". Selected: ").append(String.join(", ", selection.get().rules()));
    }
    return text.toString();
  }

  // ---- selecting

  public Optional<Node> node(PopulationKey key) {
    return graph().nodes().stream().filter(n -> n.key().equals(key)).findFirst();
  }

  /** The node that was selected last. */
  public Optional<Node> selectedNode() {
    return selection.get().populations().stream().reduce((_, last) -> last).flatMap(this::node);
  }

  public boolean isSelected(Node node) {
    return selection.get().populations().contains(node.key());
  }

  public boolean isSelected(Edge edge) {
    return edge.rules().stream().anyMatch(selection.get().rules()::contains);
  }

  public void select(Node node, boolean add) {
    Set<PopulationKey> keys = new LinkedHashSet<>(add ? selection.get().populations() : Set.of());
    keys.remove(node.key());
    keys.add(node.key());
    selection.set(new NetworkSelection(keys, add ? selection.get().rules() : Set.of()));
  }

  public void select(Edge edge, boolean add) {
    Set<String> rules = new LinkedHashSet<>(add ? selection.get().rules() : Set.of());
    rules.addAll(edge.rules());
    selection.set(new NetworkSelection(add ? selection.get().populations() : Set.of(), rules));
  }

  /** The nearest node from another one in a direction. */
  Optional<Node> beside(Node from, double dx, double dy) {
    Node best = null;
    double least = Double.POSITIVE_INFINITY;
    for (Node node : graph().nodes()) {
      double x = node.x() - from.x();
      double y = node.y() - from.y();
      double along = x * dx + y * dy;
      double across = Math.abs(x * dy - y * dx);
      if (along > 1 && along + 2 * across < least) {
        least = along + 2 * across;
        best = node;
      }
    }
    return Optional.ofNullable(best);
  }

  /** Selects the next edge that leaves or enters the selected node, round and round. */
  void selectNextEdge() {
    List<Edge> edges =
        selectedNode()
            .map(node ->
                graph().edges().stream()
                    .filter(e -> e.source() == node || e.target() == node)
                    .toList())
            .orElse(graph().edges());
    if (edges.isEmpty()) {
      return;
    }
    int at = -1;
    for (int k = 0; k < edges.size(); k++) {
      at = isSelected(edges.get(k)) ? k : at;
    }
    Edge next = edges.get((at + 1) % edges.size());
    selection.set(
        new NetworkSelection(selection.get().populations(), new LinkedHashSet<>(next.rules())));
  }

  // ---- changing

  /** Makes a rule between two populations and selects it. */
  public void connect(PopulationKey source, PopulationKey target) {
    ConnectionRecipe rule = RecipeFacts.newRule(document.recipe(), source, target);
    document.perform(RecipeEdits.addConnection(rule));
    selection.set(NetworkSelection.ofRule(rule.name()));
  }

  /** Removes the rules that are selected, or else the populations. */
  public void removeSelected() {
    List<RecipeChange> changes = new ArrayList<>();
    String what;
    if (!selection.get().rules().isEmpty()) {
      selection.get().rules().forEach(rule -> changes.add(RecipeEdits.removeConnection(rule)));
      what = NumberText.plural(changes.size(), "connection", "connections");
    } else {
      selection
          .get()
          .populations()
          .forEach(
              key -> changes.add(RecipeEdits.removePopulation(key.network(), key.population())));
      what = NumberText.plural(changes.size(), "population", "populations");
    }
    if (!changes.isEmpty()) {
      document.perform(
          changes.size() == 1
              ? changes.getFirst()
              : RecipeChange.together("Remove " + what, changes));
      selection.set(NetworkSelection.NONE);
    }
  }

  public void duplicate(Node node) {
    document.perform(
        RecipeEdits.duplicatePopulation(node.key().network(), node.key().population()));
  }

  // ---- laying out

  /** Moves a node; moves of one drag are one step. */
  public void move(PopulationKey key, double x, double y) {
    undo.perform(
        new Step(
            this,
            "Move " + key.population() + " in the graph",
            placed,
            placed.with(key, new Place(x, y)),
            key.toString(),
            gesture));
  }

  /** Ends a drag: what follows is another step, and places are kept. */
  public void endGesture() {
    gesture++;
    keep();
  }

  /** Lays out everything by itself. */
  public void arrange() {
    RecipeLinks links = new RecipeLinks(document.recipe(), numbers.getValue());
    GraphLayout all = GraphLayout.EMPTY.completed(links.populations(), links.all().keySet());
    undo.perform(new Step(this, "Arrange graph", placed, all, "", gesture));
    endGesture();
  }

  private void place(GraphLayout next) {
    placed = next;
    join();
  }

  private void keep() {
    Optional<Path> file = document.file();
    if (file.isEmpty() || placed.places().isEmpty()) {
      return;
    }
    Path beside = GraphLayoutFile.beside(file.get());
    try {
      GraphLayoutFile.write(placed, beside);
    } catch (IOException e) {
      // Only the picture is lost, and only when the model is opened again.
      LOG.warn("{} could not be written: {}", beside, e.getMessage());
    }
  }

  private record Step(
      GraphViewModel model,
      String name,
      GraphLayout before,
      GraphLayout after,
      String key,
      int gesture)
      implements UndoableEdit {
    @Override
    public void apply() {
      model.place(after);
    }

    @Override
    public void revert() {
      model.place(before);
      model.keep();
    }

    @Override
    public UndoableEdit mergedWith(UndoableEdit next) {
      return next instanceof Step step
              && step.model == model
              && !key.isEmpty()
              && step.key.equals(key)
              && step.gesture == gesture
          ? new Step(model, name, before, step.after, key, gesture)
          : null;
    }
  }
}
