package org.neurowright.app.build;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.neurowright.app.recipe.RecipeChange;
import org.neurowright.app.recipe.RecipeDocument;
import org.neurowright.app.recipe.RecipeEdits;
import org.neurowright.engine.description.Value;
import org.neurowright.engine.recipe.InputRecipe;
import org.neurowright.engine.recipe.NetworkRecipe;
import org.neurowright.engine.recipe.Recipe;
import org.neurowright.engine.recipe.ValueRule;

/** The inputs of a document: spikes of virtual cells. */
public final class InputsViewModel {
  private static final double USUAL_STOP_MS = 1000;

  private final RecipeDocument document;
  private final ObservableList<InputRecipe> inputs = FXCollections.observableArrayList();
  private final ObjectProperty<Optional<InputRecipe>> selected =
      new SimpleObjectProperty<>(Optional.empty());

  public InputsViewModel(RecipeDocument document) {
    this.document = document;
    document.recipeProperty().subscribe(this::show);
  }

  public RecipeDocument document() {
    return document;
  }

  public ObservableList<InputRecipe> inputs() {
    return FXCollections.unmodifiableObservableList(inputs);
  }

  /** The input in the form. */
  public ObjectProperty<Optional<InputRecipe>> selectedProperty() {
    return selected;
  }

  private void show(Recipe recipe) {
    Optional<String> before = selected.get().map(InputRecipe::name);
    int place =
        before.map(name -> inputs.stream().map(InputRecipe::name).toList().indexOf(name)).orElse(0);
    if (!inputs.equals(recipe.inputs())) {
      inputs.setAll(recipe.inputs());
    }
    selected.set(
        before
            .flatMap(name -> inputs.stream().filter(i -> i.name().equals(name)).findFirst())
            .or(() ->
                inputs.isEmpty()
                    ? Optional.empty()
                    : Optional.of(inputs.get(Math.clamp(place, 0, inputs.size() - 1)))));
  }

  /** JSON path of the selected input. */
  public String path() {
    return "$.inputs[" + selected.get().map(inputs::indexOf).orElse(-1) + "]";
  }

  public boolean select(String name) {
    Optional<InputRecipe> found = inputs.stream().filter(i -> i.name().equals(name)).findFirst();
    found.ifPresent(input -> selected.set(found));
    return found.isPresent();
  }

  /** Adds an input for the first network of virtual cells, or for the first there is. */
  public void add() {
    List<NetworkRecipe> networks = document.recipe().networks();
    if (networks.isEmpty()) {
      throw new IllegalArgumentException("There are no cells yet: add a population first");
    }
    NetworkRecipe network =
        networks.stream()
            .filter(InputsViewModel::isVirtual)
            .findFirst()
            .orElse(networks.getFirst());
    String name =
        PopulationsViewModel.freeName(
            network.name() + "_spikes", inputs.stream().map(InputRecipe::name).toList());
    document.perform(
        RecipeEdits.addInput(
            new InputRecipe(
                name, network.name(), "", "10", 0, USUAL_STOP_MS, OptionalDouble.empty())));
    select(name);
  }

  /** Whether all populations say that they are virtual. */
  public static boolean isVirtual(NetworkRecipe network) {
    return !network.populations().isEmpty()
        && network.populations().stream()
            .allMatch(p ->
                p.columns().get("model_type") instanceof ValueRule.Constant(Value.Text(String type))
                    && type.equals("virtual"));
  }

  public void remove() {
    selected.get().ifPresent(one -> document.perform(RecipeEdits.removeInput(one.name())));
  }

  public void duplicate() {
    selected.get().ifPresent(one -> document.perform(RecipeEdits.duplicateInput(one.name())));
  }

  /** Changes the selected input in some way. */
  public void change(Function<InputRecipe, RecipeChange> change) {
    selected.get().ifPresent(one -> document.perform(change.apply(one)));
  }
}
