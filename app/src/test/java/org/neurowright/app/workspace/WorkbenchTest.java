package org.neurowright.app.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.neurowright.app.fake.FakeModels;

class WorkbenchTest {
  private final Workbench workbench = new Workbench();

  @Test
  void openingShowsModelColoursAndProblemsAndForgetsTheSelection() {
    workbench.selection().select(new CellRef("other", 3));
    workbench.open(FakeModels.project(14));
    assertThat(workbench.project()).isPresent();
    assertThat(workbench.selection().isEmpty()).isTrue();
    assertThat(workbench.problems()).hasSize(3);
    assertThat(workbench.palette().web("pyramidal")).isEqualTo("#0072b2");
  }

  @Test
  void populationsKeepDifferentColoursAndVirtualOnesAreGrey() {
    List<String> names = IntStream.range(0, 20).mapToObj(i -> "p" + i).toList();
    PopulationPalette palette = PopulationPalette.of(names, List.of("lgn"));
    assertThat(names.stream().map(palette::argb).distinct()).hasSize(20);
    int grey = palette.argb("lgn");
    int red = grey >> 16 & 0xff;
    int blue = grey & 0xff;
    assertThat(Math.abs(red - blue)).isLessThan(30);
    assertThat(palette.argb("unknown") >>> 24).isEqualTo(0xff);
  }

  @Test
  void aProblemSaidTwiceIsListedOnce() {
    Project project = FakeModels.project(14);
    workbench.open(project);
    workbench.runFailed(project.problems());
    assertThat(workbench.problems()).hasSize(3);
  }

  @Test
  void selectionTogglesAddsAndSubtracts() {
    CellSelection selection = workbench.selection();
    selection.set(Map.of("a", new int[] {5, 1, 5}));
    assertThat(selection.first(10)).containsExactly(new CellRef("a", 1), new CellRef("a", 5));
    selection.toggle(new CellRef("a", 1));
    selection.toggle(new CellRef("b", 0));
    assertThat(selection.contains(new CellRef("a", 1))).isFalse();
    assertThat(selection.contains(new CellRef("b", 0))).isTrue();
    selection.add(Map.of("a", new int[] {2, 5}));
    assertThat(selection.selected().size()).isEqualTo(3);
    selection.subtract(Map.of("a", new int[] {5, 9}));
    assertThat(selection.first(10))
        .containsExactlyInAnyOrder(new CellRef("a", 2), new CellRef("b", 0));
    selection.clear();
    assertThat(selection.isEmpty()).isTrue();
  }
}
