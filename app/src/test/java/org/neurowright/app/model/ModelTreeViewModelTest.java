package org.neurowright.app.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.neurowright.app.fake.FakeModels;
import org.neurowright.app.task.TaskService;
import org.neurowright.app.workspace.Project;
import org.neurowright.app.workspace.Workbench;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;

class ModelTreeViewModelTest {
  private final Workbench workbench = new Workbench();
  private final TaskService tasks = new TaskService(Runnable::run, Runnable::run, () -> 0);
  private final ModelTreeViewModel tree = new ModelTreeViewModel(workbench, tasks);

  private List<String> titles(ModelTreeNode node) {
    return node.children().stream().map(ModelTreeNode::title).toList();
  }

  private ModelTreeNode root() {
    return tree.rootProperty().get().orElseThrow();
  }

  @Test
  void hasALinePerPartWithCounts() {
    workbench.open(FakeModels.project(20));
    assertThat(titles(root()))
        .containsExactly("Populations", "Connections", "Inputs", "Reports", "Components");
    assertThat(titles(root().children().get(0)))
        .containsExactly("pyramidal", "stellate", "basket", "thalamus");
    assertThat(root().children().get(0).children().get(3).badge()).isEqualTo("100");
    assertThat(root().children().get(1).children().get(0).badge()).isEqualTo("100");
    assertThat(tree.selectedProperty().get()).contains(new ModelItem.Overview());
  }

  @Test
  void searchKeepsMatchesAndTheWayToThem() {
    workbench.open(FakeModels.project(20));
    tree.searchProperty().set("basket");
    assertThat(titles(root())).containsExactly("Populations", "Connections");
    assertThat(titles(root().children().get(1)))
        .containsExactly("thalamus_to_basket", "basket_to_pyramidal");
    tree.searchProperty().set("no such thing");
    assertThat(tree.rootProperty().get()).isEmpty();
    assertThat(tree.show("report/calcium")).isTrue();
    assertThat(tree.searchProperty().get()).isEmpty();
    assertThat(tree.show("report/nothing")).isFalse();
  }

  @Test
  void problemsLeadToTheirPart() {
    workbench.open(FakeModels.project(20));
    assertThat(
            tree.itemOf(at("/x/simulation_config.json", "$.reports.calcium.dt"))
                .orElseThrow()
                .key())
        .isEqualTo("report/calcium");
    assertThat(
            tree.itemOf(at("/x/simulation_config.json", "$.inputs.step_current"))
                .orElseThrow()
                .key())
        .isEqualTo("input/step_current");
    assertThat(
            tree.itemOf(at("/x/edges.h5", "/edges/thalamus_to_basket/0/nsyns")).orElseThrow().key())
        .isEqualTo("edges/thalamus_to_basket");
    assertThat(tree.itemOf(at("/x/n.h5", "/nodes/stellate/node_type_id")).orElseThrow().key())
        .isEqualTo("population/stellate");
    assertThat(tree.itemOf(at("/x/n.h5", "/nodes/stellate_other/node_type_id"))).isEmpty();
  }

  @Test
  void partsWithProblemsAreMarked() {
    workbench.open(FakeModels.project(20));
    ModelTreeNode calcium = root().find("report/calcium").orElseThrow();
    assertThat(calcium.warned()).isTrue();
    assertThat(root().find("report/membrane_potential").orElseThrow().warned()).isFalse();
  }

  @Test
  void aMissingFileIsListedAsMissing() {
    workbench.open(
        new Project(
            FakeModels.project(14).config(),
            FakeModels.project(14).model(),
            List.of(
                Problem.error(
                    "components.missing-file",
                    Location.NOWHERE,
                    "basket_170520.swc does not exist"),
                Problem.warning("x", Location.NOWHERE, "The Ihx is strange"))));
    ComponentList list = tree.componentsProperty().get().orElseThrow();
    assertThat(list.missing()).isEqualTo(1);
    assertThat(list.components())
        .filteredOn(c -> c.status() != ComponentList.Status.FOUND)
        .singleElement()
        .satisfies(c -> assertThat(c.name()).isEqualTo("basket_170520.swc"));
  }

  private static Problem at(String path, String element) {
    return Problem.warning("test", new Location(path, 0, 0, element), "wrong");
  }
}
