package org.neurowright.app.build;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.neurowright.app.build.SentencePart.Kind;
import org.neurowright.engine.problem.Problem;

/**
 * A sentence with fields in it. Fields stay, with focus and caret, as long as the sentence has the
 * same pieces.
 */
final class SentenceView<B> extends FlowPane {
  private final String idPrefix;
  private final BiConsumer<SentencePart.Field<B>, String> changed;
  private final Runnable endOfGesture;
  private final Function<Kind, List<String>> names;
  private List<String> shape = List.of();
  private final Map<String, SentencePart.Field<B>> now = new HashMap<>();
  private final Map<String, LiveField> fields = new HashMap<>();
  private final Map<String, CheckBox> boxes = new HashMap<>();
  private boolean showing;

  /**
   * An empty sentence.
   *
   * @param idPrefix of the fields' ids, before their keys
   * @param changed told of what is typed
   * @param names what expressions may name
   */
  SentenceView(
      String idPrefix,
      BiConsumer<SentencePart.Field<B>, String> changed,
      Runnable endOfGesture,
      Function<Kind, List<String>> names) {
    super(7, 7);
    this.idPrefix = idPrefix;
    this.changed = changed;
    this.endOfGesture = endOfGesture;
    this.names = names;
    getStyleClass().add("sentence");
    setRowValignment(VPos.TOP);
    setAlignment(Pos.TOP_LEFT);
    setMinWidth(0);
    setPrefWrapLength(560);
    widthProperty()
        .subscribe(width -> fields.values().forEach(field -> narrow(field, width.doubleValue())));
  }

  void show(List<SentencePart<B>> parts) {
    List<String> wanted = new ArrayList<>();
    now.clear();
    for (SentencePart<B> part : parts) {
      switch (part) {
        case SentencePart.Words<B>(String text) -> wanted.add(" " + text);
        case SentencePart.Field<B> field -> {
          wanted.add(field.key() + "/" + field.kind());
          now.put(field.key(), field);
        }
      }
    }
    showing = true;
    if (!wanted.equals(shape)) {
      shape = wanted;
      build(parts);
    } else {
      now.forEach((key, field) -> {
        if (field.kind() == Kind.FLAG) {
          boxes.get(key).setSelected(Boolean.parseBoolean(field.value()));
        } else {
          fields.get(key).show(field.value());
        }
      });
    }
    showing = false;
  }

  /** Shows problems at the fields; {@code at} gives those of a key. */
  void showProblems(Function<String, List<Problem>> at) {
    fields.forEach((key, field) -> field.showProblems(at.apply(key)));
  }

  /** No wider than there is room; else the end of its text could not be seen. */
  private static void narrow(LiveField field, double room) {
    if (room > 0 && field.field() instanceof TextField line) {
      line.setMaxWidth(Math.max(60, room - 4));
      field.setMaxWidth(Math.max(60, room - 4));
    }
  }

  private void build(List<SentencePart<B>> parts) {
    getChildren().clear();
    fields.clear();
    boxes.clear();
    for (SentencePart<B> part : parts) {
      switch (part) {
        case SentencePart.Words<B>(String text) -> add(text);
        case SentencePart.Field<B> field -> {
          if (field.kind() == Kind.FLAG) {
            getChildren().add(box(field));
          } else {
            LiveField live = field(field);
            narrow(live, getWidth());
            if (field.unit().isEmpty()) {
              getChildren().add(live);
            } else {
              // A line does not break between a number and its unit.
              getChildren().add(new HBox(7, live, words(field.unit())));
            }
          }
        }
      }
    }
  }

  /** Adds words; a comma stands at what is before it. */
  private void add(String text) {
    String rest = text.strip();
    if (rest.startsWith(",")
        && !getChildren().isEmpty()
        && getChildren().getLast() instanceof HBox before
        && before.getChildren().getLast() instanceof Label unit) {
      unit.setText(unit.getText() + ",");
      rest = rest.substring(1).strip();
    }
    if (!rest.isEmpty()) {
      getChildren().add(words(rest));
    }
  }

  private static Label words(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("sentence-words");
    label.setMinWidth(Region.USE_PREF_SIZE);
    return label;
  }

  private CheckBox box(SentencePart.Field<B> field) {
    CheckBox box = new CheckBox(field.name());
    box.setId(idPrefix + field.key());
    box.setSelected(Boolean.parseBoolean(field.value()));
    box.getStyleClass().add("sentence-box");
    box.selectedProperty()
        .subscribe((_, selected) -> {
          if (!showing) {
            changed.accept(now.get(field.key()), Boolean.toString(selected));
            endOfGesture.run();
          }
        });
    boxes.put(field.key(), box);
    return box;
  }

  private LiveField field(SentencePart.Field<B> field) {
    String name = field.name() + (field.unit().equals("µm") ? " (µm)" : "");
    LiveField live =
        field.kind() == Kind.TABLE
            ? LiveField.area(name, field.value(), text -> typed(field.key(), text), endOfGesture)
            : LiveField.line(name, field.value(), text -> typed(field.key(), text), endOfGesture);
    live.id(idPrefix + field.key());
    switch (field.kind()) {
      case NUMBER, WHOLE -> live.growing(64, 120);
      case POINT -> live.growing(110, 200);
      case TEXT -> live.growing(120, 260);
      case TABLE -> live.setPrefWidth(360);
      case PAIR_CONDITION ->
          live.growing(190, 420).expression(() -> names.apply(field.kind())).prompt("any pair");
      case PAIR_NUMBER, TARGET_NUMBER, SOURCE_NUMBER ->
          live.growing(90, 420).expression(() -> names.apply(field.kind()));
      case FLAG -> {}
    }
    fields.put(field.key(), live);
    return live;
  }

  private void typed(String key, String text) {
    if (!showing) {
      changed.accept(now.get(key), text);
    }
  }
}
