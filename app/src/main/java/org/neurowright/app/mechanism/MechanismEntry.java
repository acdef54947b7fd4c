package org.neurowright.app.mechanism;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.neurowright.engine.nmodl.NmodlExamination;
import org.neurowright.engine.problem.Problem;
import org.neurowright.io.text.SourceFile;

/** One mechanism in the list: a file of the model, or one that comes with the program. */
public final class MechanismEntry {
  private final String name;
  private final String path;
  private Optional<SourceFile> file;
  private final ReadOnlyObjectWrapper<String> text;
  private final ReadOnlyBooleanWrapper edited = new ReadOnlyBooleanWrapper(false);
  private final ReadOnlyObjectWrapper<Optional<NmodlExamination>> examination =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private String saved;
  private volatile long version;

  private MechanismEntry(String name, String path, Optional<SourceFile> file, String text) {
    this.name = name;
    this.path = path;
    this.file = file;
    this.saved = text;
    this.text = new ReadOnlyObjectWrapper<>(text);
  }

  static MechanismEntry of(SourceFile file) {
    return new MechanismEntry(
        file.path().getFileName().toString(),
        file.path().toString(),
        Optional.of(file),
        file.text());
  }

  static MechanismEntry builtIn(String name, String text) {
    return new MechanismEntry(name, name, Optional.empty(), text);
  }

  /** File name. */
  public String name() {
    return name;
  }

  /** Where it is, for messages. */
  public String path() {
    return path;
  }

  /** The file as last read or saved; empty for what comes with the program. */
  public Optional<SourceFile> file() {
    return file;
  }

  /** Whether it can be changed. */
  public boolean isEditable() {
    return file.isPresent();
  }

  /** The text as it stands in the editor. */
  public ReadOnlyObjectProperty<String> textProperty() {
    return text.getReadOnlyProperty();
  }

  public String text() {
    return text.get();
  }

  /** Whether the text differs from the file. */
  public ReadOnlyBooleanProperty editedProperty() {
    return edited.getReadOnlyProperty();
  }

  public boolean isEdited() {
    return edited.get();
  }

  /** What the compiler says of the text; empty until it was looked at. */
  public ReadOnlyObjectProperty<Optional<NmodlExamination>> examinationProperty() {
    return examination.getReadOnlyProperty();
  }

  public List<Problem> problems() {
    return examination.get().map(NmodlExamination::problems).orElse(List.of());
  }

  public boolean hasErrors() {
    return problems().stream().anyMatch(Problem::isError);
  }

  /** Takes a text over from the editor; gives the number of this version of it. */
  long change(String newText) {
    text.set(newText);
    edited.set(!newText.equals(saved));
    version = version + 1;
    return version;
  }

  long version() {
    return version;
  }

  /** Shows a judgement, unless the text has gone on since. */
  void examined(long ofVersion, NmodlExamination found) {
    if (ofVersion == version) {
      examination.set(Optional.of(found));
    }
  }

  void saved(SourceFile now) {
    file = Optional.of(now);
    saved = now.text();
    edited.set(!text.get().equals(saved));
  }

  Path filePath() {
    return file.orElseThrow().path();
  }
}
