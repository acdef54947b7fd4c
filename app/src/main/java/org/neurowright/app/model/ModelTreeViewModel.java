package org.neurowright.app.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.neurowright.app.task.TaskService;
import org.neurowright.app.text.NumberText;
import org.neurowright.app.workspace.Project;
import org.neurowright.app.workspace.Workbench;
import org.neurowright.engine.description.EdgePopulation;
import org.neurowright.engine.description.InputDescription;
import org.neurowright.engine.description.ModelDescription;
import org.neurowright.engine.description.NodePopulation;
import org.neurowright.engine.description.ReportDescription;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Severity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tree of the open model's parts, searchable, and which part is looked at. */
public final class ModelTreeViewModel {
  private static final Logger LOG = LoggerFactory.getLogger(ModelTreeViewModel.class);

  private final Workbench workbench;
  private final TaskService tasks;
  private final ReadOnlyObjectWrapper<Optional<ComponentList>> components =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final StringProperty search = new SimpleStringProperty("");
  private final ReadOnlyObjectWrapper<Optional<ModelTreeNode>> root =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ObjectProperty<Optional<ModelItem>> selected =
      new SimpleObjectProperty<>(Optional.empty());
  private Optional<ModelTreeNode> whole = Optional.empty();

  public ModelTreeViewModel(Workbench workbench, TaskService tasks) {
    this.workbench = workbench;
    this.tasks = tasks;
    workbench.projectProperty().subscribe(this::rebuild);
    search.subscribe(this::refilter);
  }

  /** What is typed in the search field. */
  public StringProperty searchProperty() {
    return search;
  }

  /** The tree as filtered by the search; empty without a model or without a match. */
  public ReadOnlyObjectProperty<Optional<ModelTreeNode>> rootProperty() {
    return root.getReadOnlyProperty();
  }

  /** The part whose page is shown. */
  public ObjectProperty<Optional<ModelItem>> selectedProperty() {
    return selected;
  }

  /** Shows the page of a part, if the model has it. */
  public boolean show(String key) {
    Optional<ModelTreeNode> node = whole.flatMap(tree -> tree.find(key));
    node.ifPresent(found -> {
      search.set("");
      selected.set(Optional.of(found.item()));
    });
    return node.isPresent();
  }

  /**
   * The part a problem is about: the one whose name its place or its words name, or whose file it
   * is in.
   */
  public Optional<ModelItem> itemOf(Problem problem) {
    return workbench.project().map(Project::model).flatMap(model -> itemOf(model, problem));
  }

  private static Optional<ModelItem> itemOf(ModelDescription model, Problem problem) {
    String element = problem.location().element();
    String path = problem.location().path();
    for (InputDescription input : model.inputs()) {
      if (hasPart(element, "inputs", input.name())) {
        return Optional.of(new ModelItem.Input(input));
      }
    }
    for (ReportDescription report : model.reports()) {
      if (hasPart(element, "reports", report.name())) {
        return Optional.of(new ModelItem.Report(report));
      }
    }
    for (EdgePopulation edges : model.edges()) {
      if (hasPart(element, "edges", edges.name()) || !path.isEmpty() && path.equals(edges.file())) {
        return Optional.of(new ModelItem.Edges(edges));
      }
    }
    for (NodePopulation nodes : model.nodes()) {
      if (hasPart(element, "nodes", nodes.name()) || !path.isEmpty() && path.equals(nodes.file())) {
        return Optional.of(new ModelItem.Population(nodes));
      }
    }
    return Optional.empty();
  }

  /**
   * Whether a JSON path ({@code $.reports.v.cells}) or HDF5 path ({@code /nodes/v1/0}) goes through
   * a part.
   */
  private static boolean hasPart(String element, String section, String name) {
    String path = element.replace('/', '.') + ".";
    return path.contains("." + section + "." + name + ".");
  }

  /** The files and mechanisms of the model; empty until they have been gone through. */
  ReadOnlyObjectProperty<Optional<ComponentList>> componentsProperty() {
    return components.getReadOnlyProperty();
  }

  private void rebuild() {
    components.set(Optional.empty());
    search.set("");
    showTree();
    selected.set(whole.map(ModelTreeNode::item));
    // Thousands of cell models with hundreds of sections each take longer than a frame.
    workbench
        .project()
        .ifPresent(project ->
            tasks.start(
                "List components",
                _ -> ComponentList.of(project),
                list -> {
                  if (workbench.project().filter(project::equals).isPresent()) {
                    components.set(Optional.of(list));
                    showTree();
                  }
                },
                reason ->
                    LOG.warn("The components of {} could not be listed", project.name(), reason)));
  }

  private void showTree() {
    whole = workbench.project().map(project -> tree(project, components.get(), this::isWarned));
    refilter();
  }

  private boolean isWarned(ModelItem item) {
    return workbench.problems().stream()
        .filter(problem -> problem.severity() != Severity.INFO)
        .anyMatch(problem -> itemOf(problem).filter(item::equals).isPresent());
  }

  private void refilter() {
    String query = search.get().strip().toLowerCase(Locale.ROOT);
    root.set(query.isEmpty() ? whole : whole.flatMap(tree -> tree.filtered(query)));
  }

  private static ModelTreeNode tree(
      Project project, Optional<ComponentList> components, Predicate<ModelItem> warned) {
    ModelDescription model = project.model();
    List<ModelTreeNode> groups = new ArrayList<>();
    groups.add(
        group(
            ModelItem.Group.Kind.POPULATIONS,
            model.nodes().stream().map(p -> population(p, warned)).toList()));
    groups.add(
        group(
            ModelItem.Group.Kind.EDGES,
            model.edges().stream().map(e -> edges(e, warned)).toList()));
    groups.add(
        group(
            ModelItem.Group.Kind.INPUTS,
            model.inputs().stream().map(i -> input(i, warned)).toList()));
    groups.add(
        group(
            ModelItem.Group.Kind.REPORTS,
            model.reports().stream().map(r -> report(r, warned)).toList()));
    groups.add(
        new ModelTreeNode(
            new ModelItem.Components(),
            "Components",
            components.map(list -> NumberText.shortCount(list.components().size())).orElse("…"),
            "Morphologies, parameter files and mechanisms",
            Optional.empty(),
            components.filter(list -> list.missing() > 0).isPresent(),
            List.of()));
    return new ModelTreeNode(
        new ModelItem.Overview(),
        project.name(),
        "",
        project.config().toString(),
        Optional.empty(),
        false,
        groups);
  }

  private static ModelTreeNode group(ModelItem.Group.Kind kind, List<ModelTreeNode> children) {
    return new ModelTreeNode(
        new ModelItem.Group(kind),
        kind.title(),
        Integer.toString(children.size()),
        "",
        Optional.empty(),
        false,
        children);
  }

  private static ModelTreeNode population(NodePopulation population, Predicate<ModelItem> warned) {
    int[] cellsPerModel = cellsPerModel(population);
    List<ModelTreeNode> cells = new ArrayList<>();
    if (!population.isVirtual()) {
      for (int i = 0; i < population.cellModels().size(); i++) {
        cells.add(
            new ModelTreeNode(
                new ModelItem.Cell(population, i),
                CellDetails.shortName(population.cellModels().get(i)),
                NumberText.shortCount(cellsPerModel[i]),
                population.cellModels().get(i).name(),
                Optional.empty(),
                false,
                List.of()));
      }
    }
    ModelItem item = new ModelItem.Population(population);
    return new ModelTreeNode(
        item,
        population.name(),
        NumberText.shortCount(population.size()),
        NumberText.plural(population.size(), "node", "nodes")
            + (population.isVirtual() ? ", virtual" : ""),
        Optional.of(population.name()),
        warned.test(item),
        cells);
  }

  private static ModelTreeNode edges(EdgePopulation edges, Predicate<ModelItem> warned) {
    ModelItem item = new ModelItem.Edges(edges);
    return new ModelTreeNode(
        item,
        edges.name(),
        NumberText.shortCount(edges.store().size()),
        edges.source() + " → " + edges.target(),
        Optional.of(edges.source()),
        warned.test(item),
        List.of());
  }

  private static ModelTreeNode input(InputDescription input, Predicate<ModelItem> warned) {
    ModelItem item = new ModelItem.Input(input);
    return new ModelTreeNode(
        item,
        input.name(),
        "",
        InputText.kind(input),
        Optional.empty(),
        warned.test(item),
        List.of());
  }

  private static ModelTreeNode report(ReportDescription report, Predicate<ModelItem> warned) {
    ModelItem item = new ModelItem.Report(report);
    return new ModelTreeNode(
        item,
        report.name(),
        NumberText.shortCount(report.cells().size()),
        report.variable() + " of " + NumberText.plural(report.cells().size(), "cell", "cells"),
        Optional.empty(),
        warned.test(item),
        List.of());
  }

  static int[] cellsPerModel(NodePopulation population) {
    int[] counts = new int[population.cellModels().size()];
    for (int index : population.cellModelIndex()) {
      counts[index]++;
    }
    return counts;
  }
}
