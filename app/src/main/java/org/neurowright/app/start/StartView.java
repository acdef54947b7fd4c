package org.neurowright.app.start;

import java.nio.file.Path;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.neurowright.app.control.Icons;
import org.neurowright.app.workspace.SampleProvider;

/** The start page. */
public final class StartView extends StackPane {

  /** What the page can ask for. */
  public interface Actions {
    void newModel();

    /** Puts one cell on the bench. */
    void profileCell();

    void openFolder();

    void openConfiguration();

    void open(Path config);

    /** Opens a model and runs it as soon as it is there. */
    void openAndRun(Path config);
  }

  /** Three of them and the gaps are as wide as the page. */
  private static final double CARD_WIDTH = 324;

  private final StartViewModel model;
  private final Actions actions;
  private final VBox recent = new VBox();
  private final FlowPane samples = new FlowPane(16, 16);

  /** The page; {@code mark} is the program's picture. */
  public StartView(StartViewModel model, Actions actions, Node mark) {
    this.model = model;
    this.actions = actions;
    getStyleClass().add("start-view");
    Label name = new Label("Neurowright");
    name.getStyleClass().add("start-title");
    Label line = new Label("Build a network, or open a BMTK or SONATA model; run it, look at it.");
    line.getStyleClass().add("start-line");
    VBox words = new VBox(4, name, line);
    words.setAlignment(Pos.CENTER_LEFT);
    Button folder = new Button("Open folder", Icons.of("mdi2f-folder-open-outline"));
    folder.getStyleClass().add("accent");
    folder.setId("start-open-folder");
    folder.setOnAction(_ -> actions.openFolder());
    Button file = new Button("Open configuration", Icons.of("mdi2c-code-json"));
    file.setOnAction(_ -> actions.openConfiguration());
    Button begin = new Button("New model", Icons.of("mdi2f-file-plus-outline"));
    begin.setId("start-new");
    begin.setOnAction(_ -> actions.newModel());
    Button cell = new Button("Profile a cell…", Icons.of("mdi2f-flask-outline"));
    cell.setId("start-lab");
    cell.setTooltip(
        new Tooltip("Measure and tune one cell: hoc template, morphology, NeuroML, node"));
    cell.setOnAction(_ -> actions.profileCell());
    HBox buttons = new HBox(10, begin, folder, file, cell);
    buttons.setAlignment(Pos.CENTER_RIGHT);
    buttons.setMinWidth(Region.USE_PREF_SIZE);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox hero = new HBox(18, mark, words, gap, buttons);
    hero.setAlignment(Pos.CENTER_LEFT);
    hero.getStyleClass().add("start-hero");

    recent.getStyleClass().add("card-list");
    samples.setId("samples");
    VBox left = new VBox(10, heading("Samples"), samples);
    VBox right = new VBox(10, heading("Recent"), recent);
    VBox page = new VBox(26, hero, left, right, dropHint());
    page.getStyleClass().add("start-page");
    page.setMaxWidth(1060);
    StackPane centred = new StackPane(page);
    centred.setAlignment(Pos.TOP_CENTER);
    ScrollPane scroll = new ScrollPane(centred);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("page-scroll");
    getChildren().add(scroll);

    model.samples().addListener((ListChangeListener<SampleProvider.Sample>) _ -> showSamples());
    showSamples();
    showRecent();
    model.recent().addListener((ListChangeListener<StartViewModel.Recent>) _ -> showRecent());
  }

  private static Label heading(String text) {
    Label heading = new Label(text);
    heading.getStyleClass().add("section-title");
    return heading;
  }

  private static Node dropHint() {
    Label hint =
        new Label("Or drop a model folder or a simulation_config.json anywhere in this window.");
    hint.getStyleClass().add("muted");
    HBox box = new HBox(8, Icons.of("mdi2t-tray-arrow-down", "muted-icon"), hint);
    box.setAlignment(Pos.CENTER_LEFT);
    return box;
  }

  private void showSamples() {
    samples.getChildren().clear();
    model.samples().forEach(sample -> samples.getChildren().add(card(sample)));
    if (model.samples().isEmpty()) {
      Label none = new Label("No samples are installed.");
      none.getStyleClass().add("muted");
      samples.getChildren().add(none);
    }
  }

  private Node card(SampleProvider.Sample sample) {
    Label title = new Label(sample.title());
    title.getStyleClass().add("card-title");
    title.setWrapText(true);
    Label description = new Label(sample.description());
    description.getStyleClass().add("card-text");
    description.setWrapText(true);
    description.setMinHeight(60);
    description.setMaxHeight(78);
    Button run = new Button("Run", Icons.of("mdi2p-play"));
    run.getStyleClass().addAll("success", "small");
    run.setId("run-sample-" + sample.id());
    run.setTooltip(new Tooltip("Open the sample and run it"));
    run.setOnAction(_ -> actions.openAndRun(sample.config()));
    Button open = new Button("Open");
    open.getStyleClass().add("small");
    open.setId("open-sample-" + sample.id());
    open.setOnAction(_ -> actions.open(sample.config()));
    HBox buttons = new HBox(8, run, open);
    VBox words = new VBox(6, title, description, buttons);
    words.getStyleClass().add("card-body");
    VBox card = new VBox(picture(sample), words);
    card.getStyleClass().add("sample-card");
    card.setPrefWidth(CARD_WIDTH);
    card.setMaxWidth(CARD_WIDTH);
    return card;
  }

  /** What a run looks like, or something drawn where there is no picture. */
  private static Node picture(SampleProvider.Sample sample) {
    if (sample.picture().isEmpty()) {
      return new SamplePicture(sample.id());
    }
    ImageView view =
        new ImageView(
            new Image(
                sample.picture().get().toUri().toString(), 2 * CARD_WIDTH, 0, true, true, true));
    view.setFitWidth(CARD_WIDTH - 34);
    view.setPreserveRatio(true);
    view.setSmooth(true);
    StackPane frame = new StackPane(view);
    frame.getStyleClass().add("sample-image");
    frame.setMinHeight(160);
    return frame;
  }

  private void showRecent() {
    recent.getChildren().clear();
    for (StartViewModel.Recent entry : model.recent()) {
      recent.getChildren().add(row(entry));
    }
    if (recent.getChildren().isEmpty()) {
      Label none = new Label("Projects you open are listed here.");
      none.getStyleClass().add("muted");
      HBox row = new HBox(none);
      row.getStyleClass().add("card-row");
      recent.getChildren().add(row);
    }
  }

  private Node row(StartViewModel.Recent entry) {
    Path config = entry.project().config();
    Label name = new Label(entry.project().name());
    name.getStyleClass().add("row-title");
    Label path = new Label(config.toString());
    path.getStyleClass().add("row-path");
    path.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    path.setMinWidth(0);
    VBox words = new VBox(1, name, path);
    words.setMinWidth(0);
    HBox.setHgrow(words, Priority.ALWAYS);
    Label when = new Label(entry.exists() ? entry.when() : "no longer there");
    when.getStyleClass().add("muted");
    when.setMinWidth(Region.USE_PREF_SIZE);
    Button forget =
        Icons.button("mdi2c-close", "Remove from this list", () -> model.forget(config));
    HBox row = new HBox(14, Icons.of("mdi2f-folder-outline", "muted-icon"), words, when, forget);
    row.setAlignment(Pos.CENTER_LEFT);
    row.getStyleClass().addAll("card-row", "clickable");
    row.setFocusTraversable(true);
    row.setAccessibleText("Open " + entry.project().name());
    row.setOnMouseClicked(_ -> actions.open(config));
    row.setOnKeyPressed(event -> {
      if (event.getCode() == KeyCode.ENTER) {
        actions.open(config);
      }
    });
    row.setOpacity(entry.exists() ? 1 : 0.55);
    return row;
  }
}
