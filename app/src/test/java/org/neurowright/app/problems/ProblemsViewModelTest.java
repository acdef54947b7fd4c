package org.neurowright.app.problems;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.junit.jupiter.api.Test;
import org.neurowright.app.fake.FakeModels;
import org.neurowright.app.text.ProblemText;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Severity;

class ProblemsViewModelTest {
  private final ObservableList<Problem> source = FXCollections.observableArrayList();
  private final ProblemsViewModel model = new ProblemsViewModel(source);

  @Test
  void theGravestComeFirstAndAreCounted() {
    source.setAll(FakeModels.brokenProject(14).problems());
    assertThat(model.shown().getFirst().severity()).isEqualTo(Severity.ERROR);
    assertThat(model.errorsProperty().get()).isEqualTo(1);
    assertThat(model.warningsProperty().get()).isEqualTo(2);
    assertThat(model.infosProperty().get()).isEqualTo(1);
  }

  @Test
  void filtersBySeverityTextAndCode() {
    source.setAll(FakeModels.brokenProject(14).problems());
    model.showErrorsProperty().set(false);
    assertThat(model.shown()).extracting(Problem::severity).doesNotContain(Severity.ERROR);
    model.filterProperty().set("calcium");
    assertThat(model.shown()).hasSize(1);
    model.filterProperty().set("config.deprecated");
    assertThat(model.shown()).hasSize(1);
  }

  @Test
  void copiedTextSaysWhatWhereAndHow() {
    String text = model.text(FakeModels.brokenProject(14).problems());
    assertThat(text)
        .contains(
            "sst_170523.swc",
            "cortex_node_types.csv:4",
            "components/morphologies",
            "Copy the file there");
  }

  @Test
  void failuresBecomeProblemsWithoutTraces() {
    Problem io =
        ProblemText.of(new UncheckedIOException(new NoSuchFileException("/x/y.h5"))).getFirst();
    assertThat(io.message()).contains("/x/y.h5");
    assertThat(io.hint()).isNotEmpty();
    Problem ours = ProblemText.of(new IllegalStateException()).getFirst();
    assertThat(ours.message()).contains("IllegalStateException");
    assertThat(ours.hint()).contains("log file");
  }
}
