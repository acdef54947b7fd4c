package org.neurowright.app.code;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import org.fxmisc.richtext.CodeArea;
import org.neurowright.app.control.Icons;
import org.neurowright.app.text.ProblemText;
import org.neurowright.engine.problem.Problem;

/** The margin of a text: line numbers, and a sign where a line has problems. */
public final class ProblemGutter {
  private final CodeArea area;
  private Map<Integer, List<Problem>> ofLine = Map.of();

  private ProblemGutter(CodeArea area) {
    this.area = area;
  }

  /** Gives a text its margin. */
  public static ProblemGutter of(CodeArea area) {
    ProblemGutter gutter = new ProblemGutter(area);
    area.setParagraphGraphicFactory(gutter::line);
    return gutter;
  }

  /** Shows these instead of those before; problems without a line are left out. */
  public void show(List<Problem> problems) {
    Map<Integer, List<Problem>> byLine = new HashMap<>();
    for (Problem problem : problems) {
      if (problem.location().line() > 0) {
        byLine.computeIfAbsent(problem.location().line() - 1, _ -> new ArrayList<>()).add(problem);
      }
    }
    Set<Integer> changed = new HashSet<>(ofLine.keySet());
    changed.addAll(byLine.keySet());
    ofLine = byLine;
    changed.stream()
        .filter(paragraph -> paragraph < area.getParagraphs().size())
        .forEach(area::recreateParagraphGraphic);
  }

  private Node line(int paragraph) {
    Label number = new Label(Integer.toString(paragraph + 1));
    number.getStyleClass().add("code-line-number");
    StackPane sign = new StackPane();
    sign.getStyleClass().add("code-sign");
    List<Problem> problems = ofLine.getOrDefault(paragraph, List.of());
    if (!problems.isEmpty()) {
      boolean error = problems.stream().anyMatch(Problem::isError);
      sign.getChildren()
          .add(
              error
                  ? Icons.of("mdi2c-close-circle", "error-icon")
                  : Icons.of("mdi2a-alert", "warning-icon"));
      String words =
          problems.stream().map(ProblemText::withoutPlace).collect(Collectors.joining("\n\n"));
      Tooltip.install(sign, new Tooltip(words));
    }
    HBox margin = new HBox(sign, number);
    margin.setAlignment(Pos.CENTER_RIGHT);
    margin.getStyleClass().add("code-gutter");
    return margin;
  }
}
