package org.neurowright.app.build.view;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.Objects;
import java.util.Set;
import javafx.application.Application;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import javafx.scene.control.SplitPane;
import javafx.stage.Stage;
import org.neurowright.app.command.UndoStack;
import org.neurowright.app.prefs.ThemeChoice;
import org.neurowright.app.recipe.RecipeDocument;
import org.neurowright.app.shell.Shell;
import org.neurowright.engine.network.make.NetworkMaker;
import org.neurowright.engine.network.make.RecipeFiles;
import org.neurowright.engine.recipe.Recipe;
import org.neurowright.engine.task.RunControl;

/** A window with matrix and graph of the small cortex, for pictures. */
public final class NetworkPictures {
  private NetworkPictures() {}

  /** Opens it; on the interface thread. */
  public static Stage show(ThemeChoice theme) {
    boolean dark = theme == ThemeChoice.DARK;
    Application.setUserAgentStylesheet(
        dark
            ? new PrimerDark().getUserAgentStylesheet()
            : new PrimerLight().getUserAgentStylesheet());
    Recipe recipe = Recipes.cortex();
    UndoStack undo = new UndoStack();
    RecipeDocument document = RecipeDocument.untitled(recipe, undo);
    RuleNumbers counted =
        RuleCounter.count(
            recipe,
            NetworkMaker.make(recipe, RecipeFiles.none(), RunControl.none()),
            1_000_000_000,
            System::nanoTime,
            RunControl.none());
    ObjectProperty<RuleNumbers> numbers = new SimpleObjectProperty<>(counted);
    ObjectProperty<NetworkSelection> selection =
        new SimpleObjectProperty<>(NetworkSelection.ofRules(Set.of("inhibition")));
    SplitPane panes =
        new SplitPane(
            new MatrixView(document, numbers, selection),
            new GraphCanvas(document, numbers, selection, undo));
    panes.getStyleClass().addAll("app", dark ? "dark" : "light");
    Scene scene = new Scene(panes, 1280, 560);
    scene
        .getStylesheets()
        .add(Objects.requireNonNull(Shell.class.getResource("neurowright.css")).toExternalForm());
    Stage stage = new Stage();
    stage.setScene(scene);
    stage.show();
    return stage;
  }
}
