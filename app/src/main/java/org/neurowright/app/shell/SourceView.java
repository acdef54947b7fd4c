package org.neurowright.app.shell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.neurowright.app.control.Icons;
import org.neurowright.engine.problem.Problem;

/** A text file to look into, at the line a problem is about. */
final class SourceView extends VBox {
  /** Larger files are not for reading. */
  private static final long MAX_BYTES = 4 << 20;

  private static final Set<String> ENDINGS =
      Set.of("json", "csv", "mod", "swc", "hoc", "txt", "py", "dat", "log");
  private static final PseudoClass FAULTY = PseudoClass.getPseudoClass("faulty");

  private SourceView(
      Path file, List<String> lines, int faulty, String message, Runnable reveal, Runnable close) {
    getStyleClass().addAll("overlay-card", "source-view");
    setPrefSize(920, 560);
    setMaxSize(920, 560);
    Label path = new Label(file.toString() + (faulty > 0 ? ", line " + faulty : ""));
    path.getStyleClass().add("source-path");
    path.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    path.setMinWidth(0);
    HBox.setHgrow(path, Priority.ALWAYS);
    path.setMaxWidth(Double.MAX_VALUE);
    Button folder = Icons.button("mdi2f-folder-outline", "Show in file manager", reveal);
    Button closing = Icons.button("mdi2c-close", "Close", close);
    HBox head =
        new HBox(8, Icons.of("mdi2f-file-document-outline", "muted-icon"), path, folder, closing);
    head.setAlignment(Pos.CENTER_LEFT);
    head.getStyleClass().add("source-head");
    Label what = new Label(message);
    what.setWrapText(true);
    what.getStyleClass().add("source-message");
    ListView<String> list = new ListView<>();
    list.getItems().setAll(lines);
    list.getStyleClass().add("source-lines");
    list.setFixedCellSize(21);
    int digits = Integer.toString(lines.size()).length();
    list.setCellFactory(_ ->
        new ListCell<>() {
          @Override
          protected void updateItem(String line, boolean empty) {
            super.updateItem(line, empty);
            boolean isFaulty = !empty && getIndex() == faulty - 1;
            pseudoClassStateChanged(FAULTY, isFaulty);
            setText(
                empty || line == null
                    ? null
                    : String.format(Locale.ROOT, "%" + digits + "d   ", getIndex() + 1)
                        + line.replace("\t", "    "));
          }
        });
    VBox.setVgrow(list, Priority.ALWAYS);
    getChildren().addAll(head, what, list);
    if (faulty > 0) {
      list.scrollTo(Math.max(0, faulty - 9));
    }
    setMinHeight(Region.USE_PREF_SIZE);
  }

  static boolean canShow(Path file) {
    String name =
        file.getFileName() == null ? "" : file.getFileName().toString().toLowerCase(Locale.ROOT);
    return ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1));
  }

  /** The lines of a file; called on a background thread. */
  static List<String> read(Path file) throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw new IOException(file + " is too large to be shown as text");
    }
    // Latin-1 never fails and shows what is there; the usual files are ASCII anyway.
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    String decoded = new String(bytes, StandardCharsets.UTF_8);
    return (decoded.indexOf('\ufffd') >= 0 ? text : decoded).lines().toList();
  }

  static SourceView of(
      Path file, List<String> lines, Problem problem, Runnable reveal, Runnable close) {
    int line =
        problem.location().line() > 0
            ? problem.location().line()
            : lineOf(lines, problem.location().element());
    return new SourceView(file, lines, line, problem.message(), reveal, close);
  }

  /**
   * The line where the keys of a JSON path such as {@code $.reports.v.cells} stand one after the
   * other, 0 when they do not.
   */
  static int lineOf(List<String> lines, String element) {
    if (!element.startsWith("$.")) {
      return 0;
    }
    int found = 0;
    int from = 0;
    for (String key : element.substring(2).replaceAll("\\[\\d+]", "").split("\\.")) {
      int at = from;
      while (at < lines.size() && !lines.get(at).contains("\"" + key + "\"")) {
        at++;
      }
      if (at == lines.size()) {
        return found;
      }
      found = at + 1;
      from = at;
    }
    return found;
  }
}
