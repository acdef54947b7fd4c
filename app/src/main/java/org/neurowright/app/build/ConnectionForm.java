package org.neurowright.app.build;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.neurowright.app.control.Icons;
import org.neurowright.app.recipe.RecipeDocument;
import org.neurowright.app.recipe.RecipeEdits;
import org.neurowright.app.recipe.SynapseKind;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Severity;
import org.neurowright.engine.recipe.ConnectionRecipe;
import org.neurowright.engine.recipe.PairRule;
import org.neurowright.engine.recipe.Recipe;
import org.neurowright.engine.recipe.Selection;
import org.neurowright.engine.recipe.ValueRule;

/** One rule of connection, written as a sentence. */
final class ConnectionForm extends VBox {
  private static final List<String> USUAL =
      List.of(
          "syn_weight",
          "delay",
          "model_template",
          "dynamics_params",
          "target_sections",
          "distance_range",
          "weight_function",
          "weight_sigma");

  private final ConnectionsViewModel model;
  private final RecipeDocument document;
  private final PreviewViewModel preview;
  private final Consumer<String> refused;
  private final LiveField name;
  private final SelectionEditor source;
  private final SelectionEditor target;
  private final ComboBox<RuleKind> kind = new ComboBox<>();
  private final SentenceView<PairRule> sentence;
  private final ValueEditor synapses;
  private final CheckBox autapses = new CheckBox("a cell may be connected with itself");
  private final CheckBox gapJunction = new CheckBox("gap junction");
  private final ComboBox<SynapseKind> synapseKind = new ComboBox<>();
  private final GridPane attributes = new GridPane();
  private final Map<String, ValueEditor> editors = new LinkedHashMap<>();
  private final VBox notes = new VBox(6);
  private List<String> shape = List.of();
  private boolean showing;

  ConnectionForm(ConnectionsViewModel model, PreviewViewModel preview, Consumer<String> refused) {
    super(14);
    this.model = model;
    this.document = model.document();
    this.preview = preview;
    this.refused = refused;
    getStyleClass().add("form-page");
    name =
        LiveField.line("Name of the connection", "", this::rename, document::endGesture)
            .id("connection-name");
    source =
        new SelectionEditor(
            "source",
            "source cells",
            selection -> model.change(c -> RecipeEdits.setSource(c.name(), selection)),
            document::endGesture,
            () -> one().map(c -> names(c.source())).orElse(List.of()));
    target =
        new SelectionEditor(
            "target",
            "target cells",
            selection -> model.change(c -> RecipeEdits.setTarget(c.name(), selection)),
            document::endGesture,
            () -> one().map(c -> names(c.target())).orElse(List.of()));
    sentence =
        new SentenceView<>(
            "rule-",
            model::setField,
            document::endGesture,
            what -> one().map(c -> names(c, what)).orElse(List.of()));
    synapses =
        new ValueEditor(
            "synapses",
            "Synapses of a connected pair",
            ValueRule.of(1),
            values -> model.change(c -> RecipeEdits.setSynapses(c.name(), values)),
            document::endGesture,
            this::pairNames);
    kind.setId("rule-kind");
    kind.setAccessibleText("Kind of rule");
    kind.getItems().setAll(RuleKind.values());
    kind.setVisibleRowCount(10);
    kind.setCellFactory(_ -> new KindCell());
    kind.valueProperty()
        .subscribe((before, now) -> {
          if (!showing && now != null && now != before) {
            model.setKind(now);
          }
        });
    autapses.setId("autapses");
    autapses
        .selectedProperty()
        .subscribe((_, yes) -> {
          if (!showing) {
            model.change(c -> RecipeEdits.setAutapses(c.name(), yes));
          }
        });
    gapJunction.setId("gap-junction");
    gapJunction
        .selectedProperty()
        .subscribe((_, yes) -> {
          if (!showing) {
            model.change(c ->
                RecipeEdits.setKind(
                    c.name(),
                    yes ? ConnectionRecipe.Kind.GAP_JUNCTION : ConnectionRecipe.Kind.CHEMICAL));
          }
        });
    synapseKind
        .getItems()
        .setAll(SynapseKind.DIRECT, SynapseKind.EXCITATION, SynapseKind.INHIBITION);
    synapseKind.setId("synapse-kind");
    synapseKind.setAccessibleText("Kind of synapses");
    synapseKind.setMinWidth(Region.USE_PREF_SIZE);
    synapseKind
        .valueProperty()
        .subscribe((before, now) -> {
          if (!showing && now != null && now != before && now != SynapseKind.OTHER) {
            model.change(now::make);
            document.endGesture();
          }
        });
    GridPane grid = grid();
    grid.addRow(0, key("Name"), name);
    grid.addRow(1, key("From"), source);
    grid.addRow(2, key("To"), target);
    grid.addRow(3, key("Rule"), new VBox(10, kind, sentence));
    FlowPane flags = new FlowPane(18, 6, autapses, gapJunction);
    grid.addRow(4, key("Per pair"), synapses);
    grid.addRow(5, new Label(), flags);
    attributes.getStyleClass().add("form-grid");
    Label title = new Label("Synapses");
    title.getStyleClass().add("section-title");
    HBox head = new HBox(14, title, synapseKind);
    head.setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(grid, notes, head, attributes);
    model.selectedProperty().subscribe(_ -> show());
    preview.previewProperty().subscribe(_ -> showProblems());
    preview.readoutProperty().subscribe(this::showCounts);
  }

  private static GridPane grid() {
    GridPane grid = new GridPane();
    grid.getStyleClass().add("form-grid");
    ColumnConstraints first = new ColumnConstraints();
    first.setMinWidth(Region.USE_PREF_SIZE);
    ColumnConstraints second = new ColumnConstraints(200, 460, Double.MAX_VALUE);
    second.setHgrow(Priority.ALWAYS);
    grid.getColumnConstraints().setAll(first, second);
    return grid;
  }

  private static Node key(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("property-name");
    label.setMinWidth(Region.USE_PREF_SIZE);
    label.setMnemonicParsing(false);
    HBox box = new HBox(label);
    box.getStyleClass().add("form-key");
    return box;
  }

  private Optional<ConnectionRecipe> one() {
    return model.selectedProperty().get();
  }

  private List<String> names(Selection selection) {
    return ExpressionNames.cells(document.recipe(), selection.network());
  }

  private List<String> pairNames() {
    return one()
        .map(c ->
            ExpressionNames.pair(document.recipe(), c.source().network(), c.target().network()))
        .orElse(List.of());
  }

  private List<String> names(ConnectionRecipe c, SentencePart.Kind what) {
    return switch (what) {
      case TARGET_NUMBER -> names(c.target()).stream().map(n -> "post." + n).toList();
      case SOURCE_NUMBER -> names(c.source()).stream().map(n -> "pre." + n).toList();
      case PAIR_NUMBER, PAIR_CONDITION -> pairNames();
      case NUMBER, WHOLE, POINT, TEXT, FLAG, TABLE -> List.of();
    };
  }

  private void rename(String text) {
    ConnectionRecipe connection = one().orElseThrow();
    if (showing || text.equals(connection.name())) {
      return;
    }
    if (text.isBlank()) {
      throw new IllegalArgumentException("A name is needed");
    }
    document.perform(RecipeEdits.renameConnection(connection.name(), text));
    model.select(text);
  }

  private void show() {
    setVisible(one().isPresent());
    if (one().isEmpty()) {
      return;
    }
    ConnectionRecipe connection = one().get();
    Recipe recipe = document.recipe();
    showing = true;
    name.show(connection.name());
    source.show(recipe, connection.source());
    target.show(recipe, connection.target());
    kind.setValue(RuleKind.of(connection.rule()));
    sentence.show(RuleSentence.parts(connection.rule()));
    synapses.show(connection.synapses());
    synapseKind.setValue(SynapseKind.of(connection));
    autapses.setSelected(connection.autapses());
    gapJunction.setSelected(connection.kind() == ConnectionRecipe.Kind.GAP_JUNCTION);
    List<String> wanted = List.copyOf(connection.attributes().keySet());
    if (!wanted.equals(shape) || attributes.getChildren().isEmpty()) {
      shape = wanted;
      buildAttributes(connection);
    } else {
      connection.attributes().forEach((of, values) -> editors.get(of).show(values));
    }
    showing = false;
    showProblems();
  }

  private void buildAttributes(ConnectionRecipe connection) {
    attributes.getChildren().clear();
    attributes.getColumnConstraints().setAll(grid().getColumnConstraints());
    editors.clear();
    int line = 0;
    for (Map.Entry<String, ValueRule> attribute : connection.attributes().entrySet()) {
      String of = attribute.getKey();
      ValueEditor editor =
          new ValueEditor(
              "attribute-" + of,
              Units.withUnit(of),
              attribute.getValue(),
              values -> model.change(c -> RecipeEdits.setAttribute(c.name(), of, values)),
              document::endGesture,
              this::pairNames);
      editors.put(of, editor);
      attributes.addRow(
          line++,
          key(Units.withUnit(of)),
          editor,
          Icons.button(
              "mdi2c-close",
              "Remove " + of,
              () -> model.change(c -> RecipeEdits.removeAttribute(c.name(), of))));
    }
    TextField of = new TextField();
    of.setPromptText("new attribute");
    of.setId("new-attribute");
    of.setAccessibleText("Name of a new attribute");
    of.setPrefColumnCount(12);
    ComboBox<String> usual = new ComboBox<>();
    usual.setPromptText("usual ones");
    usual.getStyleClass().add("small");
    usual.setAccessibleText("Attributes that synapses usually have");
    usual.getItems().setAll(USUAL.stream().filter(u -> !shape.contains(u)).toList());
    usual
        .valueProperty()
        .subscribe(chosen -> {
          if (chosen != null) {
            of.setText(chosen);
            of.requestFocus();
          }
        });
    Button add = new Button("Add", Icons.of("mdi2p-plus"));
    add.setId("add-attribute");
    add.getStyleClass().add("small");
    Runnable action =
        () -> {
          String wanted = of.getText().strip();
          if (wanted.isEmpty() || shape.contains(wanted)) {
            refused.accept("An attribute needs a name of its own");
            return;
          }
          model.change(c -> RecipeEdits.setAttribute(c.name(), wanted, ValueRule.of(0)));
        };
    add.setOnAction(_ -> action.run());
    of.setOnAction(_ -> action.run());
    HBox more = new HBox(6, of, usual, add);
    more.setAlignment(Pos.CENTER_LEFT);
    attributes.addRow(line, new Label(), more);
  }

  private void showCounts(Optional<RuleReadout> readout) {
    source.showCount(readout.map(r -> r.readout().sources()).orElse(-1L));
    target.showCount(readout.map(r -> r.readout().targets()).orElse(-1L));
  }

  private void showProblems() {
    if (one().isEmpty()) {
      return;
    }
    String path = model.path();
    name.showProblems(preview.problemsAt(path + ".name"));
    source.showProblems(preview.problemsAt(path + ".source"));
    target.showProblems(preview.problemsAt(path + ".target"));
    sentence.showProblems(key -> preview.problemsAt(path + ".rule." + key));
    synapses.showProblems(preview.problemsAt(path + ".synapses"));
    editors.forEach(
        (of, editor) -> editor.showProblems(preview.problemsAt(path + ".attributes." + of)));
    notes.getChildren().clear();
    for (Problem problem : preview.problemsAt(path)) {
      String place = problem.location().element();
      if (place.equals(path)
          || place.equals(path + ".rule")
          || place.equals(path + ".attributes")) {
        Label words =
            new Label(problem.message() + (problem.hint().isEmpty() ? "" : ". " + problem.hint()));
        words.setWrapText(true);
        HBox.setHgrow(words, Priority.ALWAYS);
        notes
            .getChildren()
            .add(
                new HBox(
                    8,
                    problem.severity() == Severity.ERROR
                        ? Icons.of("mdi2c-close-circle", "error-icon")
                        : problem.severity() == Severity.WARNING
                            ? Icons.of("mdi2a-alert", "warning-icon")
                            : Icons.of("mdi2i-information-outline", "info-icon"),
                    words));
      }
    }
    notes.setVisible(!notes.getChildren().isEmpty());
    notes.setManaged(notes.isVisible());
  }

  private static final class KindCell extends ListCell<RuleKind> {
    @Override
    protected void updateItem(RuleKind item, boolean empty) {
      super.updateItem(item, empty);
      if (empty || item == null) {
        setGraphic(null);
        return;
      }
      Label title = new Label(item.title());
      title.setMinWidth(Region.USE_PREF_SIZE);
      Label summary = new Label(item.summary());
      summary.getStyleClass().add("muted");
      summary.setMinWidth(Region.USE_PREF_SIZE);
      Region gap = new Region();
      HBox.setHgrow(gap, Priority.ALWAYS);
      setGraphic(new HBox(24, title, gap, summary));
    }
  }
}
