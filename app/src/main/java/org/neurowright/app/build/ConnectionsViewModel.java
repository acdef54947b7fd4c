package org.neurowright.app.build;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.neurowright.app.recipe.CellKind;
import org.neurowright.app.recipe.RecipeChange;
import org.neurowright.app.recipe.RecipeDocument;
import org.neurowright.app.recipe.RecipeEdits;
import org.neurowright.app.recipe.SynapseKind;
import org.neurowright.engine.recipe.ConnectionRecipe;
import org.neurowright.engine.recipe.PairRule;
import org.neurowright.engine.recipe.Recipe;
import org.neurowright.engine.recipe.Selection;
import org.neurowright.engine.recipe.ValueRule;

/** The rules of connection of a document: the list, and the one in the form. */
public final class ConnectionsViewModel {
  private final RecipeDocument document;
  private final ObservableList<ConnectionRecipe> connections = FXCollections.observableArrayList();
  private final ObjectProperty<Optional<ConnectionRecipe>> selected =
      new SimpleObjectProperty<>(Optional.empty());

  public ConnectionsViewModel(RecipeDocument document) {
    this.document = document;
    document.recipeProperty().subscribe(this::show);
  }

  public RecipeDocument document() {
    return document;
  }

  public ObservableList<ConnectionRecipe> connections() {
    return FXCollections.unmodifiableObservableList(connections);
  }

  /** The connection in the form. */
  public ObjectProperty<Optional<ConnectionRecipe>> selectedProperty() {
    return selected;
  }

  private void show(Recipe recipe) {
    List<ConnectionRecipe> found = recipe.connections();
    Optional<String> before = selected.get().map(ConnectionRecipe::name);
    int place =
        before
            .map(name -> connections.stream().map(ConnectionRecipe::name).toList().indexOf(name))
            .orElse(0);
    boolean renamed =
        found.size() == connections.size()
            && before.isPresent()
            && recipe.connection(before.get()).isEmpty();
    if (found.size() == connections.size()) {
      for (int k = 0; k < found.size(); k++) {
        if (connections.get(k) != found.get(k)) {
          connections.set(k, found.get(k));
        }
      }
    } else {
      connections.setAll(found);
    }
    Optional<ConnectionRecipe> same =
        renamed ? Optional.empty() : before.flatMap(recipe::connection);
    selected.set(
        same.or(() ->
            found.isEmpty()
                ? Optional.empty()
                : Optional.of(found.get(Math.clamp(place, 0, found.size() - 1)))));
  }

  /** JSON path of the selected connection. */
  public String path() {
    return "$.connections["
        + selected.get().map(document.recipe().connections()::indexOf).orElse(-1)
        + "]";
  }

  /** Puts a connection into the form; false when there is none of this name. */
  public boolean select(String name) {
    Optional<ConnectionRecipe> found = document.recipe().connection(name);
    found.ifPresent(connection -> selected.set(found));
    return found.isPresent();
  }

  /** Adds a rule between two populations (or networks), and selects it. */
  public void add(Selection source, Selection target, PairRule rule) {
    String name =
        PopulationsViewModel.freeName(
            words(source) + " to " + words(target),
            document.recipe().connections().stream().map(ConnectionRecipe::name).toList());
    boolean cables = CellKind.mayBeCables(document.recipe(), target);
    SynapseKind synapses = cables ? SynapseKind.EXCITATION : SynapseKind.DIRECT;
    document.perform(
        RecipeEdits.addConnection(
            new ConnectionRecipe(
                name,
                source,
                target,
                rule,
                ValueRule.of(1),
                false,
                ConnectionRecipe.Kind.CHEMICAL,
                OptionalLong.empty(),
                synapses.initial())));
    select(name);
  }

  /** Adds a rule about all cells of the first network. */
  public void add() {
    Recipe recipe = document.recipe();
    if (recipe.networks().isEmpty()) {
      throw new IllegalArgumentException("There are no cells yet: add a population first");
    }
    Selection all = Selection.all(recipe.networks().getFirst().name());
    add(all, all, RuleKind.PROBABILITY.initial());
  }

  private static String words(Selection selection) {
    String where = selection.where();
    int quote = where.indexOf('\'');
    int end = where.indexOf('\'', quote + 1);
    return quote >= 0 && end > quote ? where.substring(quote + 1, end) : selection.network();
  }

  /** Cells of one population as a selection. */
  public static Selection population(String network, String name) {
    char quote = name.indexOf('\'') < 0 ? '\'' : '"';
    return new Selection(network, "pop_name == " + quote + name + quote);
  }

  public void duplicate() {
    selected
        .get()
        .ifPresent(one -> {
          int next = document.recipe().connections().indexOf(one) + 1;
          document.perform(RecipeEdits.duplicateConnection(one.name()));
          selected.set(Optional.of(document.recipe().connections().get(next)));
        });
  }

  public void remove(Collection<String> names) {
    List<RecipeChange> changes = new ArrayList<>();
    names.forEach(name -> changes.add(RecipeEdits.removeConnection(name)));
    if (changes.size() == 1) {
      document.perform(changes.getFirst());
    } else if (!changes.isEmpty()) {
      document.perform(RecipeChange.together("Remove " + changes.size() + " connections", changes));
    }
  }

  /** Moves the selected connection up (-1) or down (1). */
  public void move(int by) {
    selected
        .get()
        .ifPresent(one ->
            document.perform(
                RecipeEdits.moveConnection(
                    one.name(), document.recipe().connections().indexOf(one) + by)));
  }

  /** Changes the selected connection in some way. */
  public void change(Function<ConnectionRecipe, RecipeChange> change) {
    selected.get().ifPresent(one -> document.perform(change.apply(one)));
  }

  /**
   * A field of the rule's sentence was changed.
   *
   * @throws IllegalArgumentException with a sentence for the user
   */
  public void setField(SentencePart.Field<PairRule> field, String text) {
    change(one -> RecipeEdits.setRule(one.name(), field.changed().apply(one.rule(), text)));
  }

  /** Another kind of rule; what was said about the former one is gone, until undone. */
  public void setKind(RuleKind kind) {
    change(one ->
        RuleKind.of(one.rule()) == kind
            ? RecipeChange.of("", recipe -> recipe)
            : RecipeEdits.setRule(one.name(), kind.initial()));
    document.endGesture();
  }
}
