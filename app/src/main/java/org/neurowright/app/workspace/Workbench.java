package org.neurowright.app.workspace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.neurowright.engine.problem.Problem;

/** What is open and what all views share. Used on the interface thread only. */
public final class Workbench {
  private final ReadOnlyObjectWrapper<Optional<Project>> project =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<PopulationPalette> palette =
      new ReadOnlyObjectWrapper<>(PopulationPalette.empty());
  private final ReadOnlyObjectWrapper<Optional<FinishedRun>> lastRun =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final CellSelection selection = new CellSelection();
  private List<Problem> ofDocument = List.of();
  private final ObservableList<Problem> problems = FXCollections.observableArrayList();
  private final Map<String, List<Problem>> ofEditedFiles = new LinkedHashMap<>();
  private List<Problem> ofModel = List.of();
  private final ObservableList<Problem> problemsView =
      FXCollections.unmodifiableObservableList(problems);

  /** The open model, empty on the start page. */
  public ReadOnlyObjectProperty<Optional<Project>> projectProperty() {
    return project.getReadOnlyProperty();
  }

  public Optional<Project> project() {
    return project.get();
  }

  /** Colours of the open model's populations; never null, changes before the project does. */
  public ReadOnlyObjectProperty<PopulationPalette> paletteProperty() {
    return palette.getReadOnlyProperty();
  }

  public PopulationPalette palette() {
    return palette.get();
  }

  public CellSelection selection() {
    return selection;
  }

  /** Problems of the open model, of its latest run and of the document it is built from. */
  public ObservableList<Problem> problems() {
    return problemsView;
  }

  /** The latest run of the open model that came to an end (or was stopped). */
  public ReadOnlyObjectProperty<Optional<FinishedRun>> lastRunProperty() {
    return lastRun.getReadOnlyProperty();
  }

  /** Shows a model in all views. */
  public void open(Project opened) {
    selection.clear();
    lastRun.set(Optional.empty());
    palette.set(PopulationPalette.of(opened.model()));
    ofEditedFiles.clear();
    setProblems(opened.problems());
    project.set(Optional.of(opened));
  }

  /** Back to the start page. */
  public void close() {
    selection.clear();
    lastRun.set(Optional.empty());
    ofEditedFiles.clear();
    setProblems(List.of());
    project.set(Optional.empty());
    palette.set(PopulationPalette.empty());
  }

  /** Problems of the model document that is being edited; none when there is no document. */
  public void showDocumentProblems(List<Problem> found) {
    ofDocument = List.copyOf(found);
    listProblems();
  }

  /** Problems of something that could not be opened. */
  public void showProblems(List<Problem> found) {
    setProblems(found);
  }

  /** A run ended: its results and problems are to be seen. */
  public void runEnded(FinishedRun run) {
    withRunProblems(run.report().problems());
    lastRun.set(Optional.of(run));
  }

  /** A run could not be done. */
  public void runFailed(List<Problem> found) {
    withRunProblems(found);
  }

  /** A run says again what reading said: each problem is listed once. */
  private void withRunProblems(List<Problem> found) {
    List<Problem> all = new ArrayList<>(project.get().map(Project::problems).orElse(List.of()));
    found.stream().filter(problem -> !all.contains(problem)).forEach(all::add);
    setProblems(all);
  }

  /**
   * Problems of a file as it is in an editor; they stand for those that were found in it before.
   *
   * @param path of the file, as in the locations of problems
   */
  public void edited(String path, List<Problem> found) {
    ofEditedFiles.put(path, List.copyOf(found));
    listProblems();
  }

  private void setProblems(List<Problem> found) {
    ofModel = List.copyOf(found);
    listProblems();
  }

  private void listProblems() {
    Set<Problem> all = new LinkedHashSet<>();
    ofEditedFiles.values().forEach(all::addAll);
    ofModel.stream()
        .filter(problem -> !ofEditedFiles.containsKey(problem.location().path()))
        .forEach(all::add);
    all.addAll(ofDocument);
    List<Problem> listed = List.copyOf(all);
    if (!listed.equals(problems)) {
      problems.setAll(listed);
    }
  }
}
