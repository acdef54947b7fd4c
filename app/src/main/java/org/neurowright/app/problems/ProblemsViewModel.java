package org.neurowright.app.problems;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.collections.transformation.SortedList;
import org.neurowright.app.text.ProblemText;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Severity;

/** Problems filtered by severity and text, the gravest first. */
public final class ProblemsViewModel {
  private static final Set<String> LACKS_MECHANISMS =
      Set.of("config.missing-mechanisms", "cell.unknown-mechanism");

  private final ObservableList<Problem> source;
  private final FilteredList<Problem> filtered;
  private final SortedList<Problem> shown;
  private final BooleanProperty showErrors = new SimpleBooleanProperty(true);
  private final BooleanProperty showWarnings = new SimpleBooleanProperty(true);
  private final BooleanProperty showInfos = new SimpleBooleanProperty(true);
  private final StringProperty filter = new SimpleStringProperty("");
  private final ReadOnlyIntegerWrapper errors = new ReadOnlyIntegerWrapper();
  private final ReadOnlyIntegerWrapper warnings = new ReadOnlyIntegerWrapper();
  private final ReadOnlyIntegerWrapper infos = new ReadOnlyIntegerWrapper();
  private final ReadOnlyBooleanWrapper lacksMechanisms = new ReadOnlyBooleanWrapper();

  public ProblemsViewModel(ObservableList<Problem> source) {
    this.source = source;
    filtered = new FilteredList<>(source);
    // Stable: problems of equal weight stay in the order of the files.
    shown = new SortedList<>(filtered, (a, b) -> a.severity().compareTo(b.severity()));
    showErrors.subscribe(this::refilter);
    showWarnings.subscribe(this::refilter);
    showInfos.subscribe(this::refilter);
    filter.subscribe(this::refilter);
    source.addListener((ListChangeListener<Problem>) change -> count());
    count();
  }

  public ObservableList<Problem> shown() {
    return shown;
  }

  public BooleanProperty showErrorsProperty() {
    return showErrors;
  }

  public BooleanProperty showWarningsProperty() {
    return showWarnings;
  }

  public BooleanProperty showInfosProperty() {
    return showInfos;
  }

  public StringProperty filterProperty() {
    return filter;
  }

  public ReadOnlyIntegerProperty errorsProperty() {
    return errors.getReadOnlyProperty();
  }

  public ReadOnlyIntegerProperty warningsProperty() {
    return warnings.getReadOnlyProperty();
  }

  public ReadOnlyIntegerProperty infosProperty() {
    return infos.getReadOnlyProperty();
  }

  /** Whether mechanisms are missing, which a folder with them would mend. */
  public ReadOnlyBooleanProperty lacksMechanismsProperty() {
    return lacksMechanisms.getReadOnlyProperty();
  }

  /** Whether problems come from mechanisms that are missing. */
  public static boolean lackMechanisms(List<Problem> problems) {
    return problems.stream().anyMatch(problem -> LACKS_MECHANISMS.contains(problem.code()));
  }

  /** Problems as text for the clipboard. */
  public String text(List<Problem> some) {
    return ProblemText.full(some);
  }

  private void count() {
    errors.set(count(Severity.ERROR));
    warnings.set(count(Severity.WARNING));
    infos.set(count(Severity.INFO));
    lacksMechanisms.set(lackMechanisms(source));
  }

  private int count(Severity severity) {
    return (int) source.stream().filter(problem -> problem.severity() == severity).count();
  }

  private void refilter() {
    Set<Severity> wanted = EnumSet.noneOf(Severity.class);
    if (showErrors.get()) {
      wanted.add(Severity.ERROR);
    }
    if (showWarnings.get()) {
      wanted.add(Severity.WARNING);
    }
    if (showInfos.get()) {
      wanted.add(Severity.INFO);
    }
    String text = filter.get().strip().toLowerCase(Locale.ROOT);
    filtered.setPredicate(problem ->
        wanted.contains(problem.severity())
            && (text.isEmpty()
                || problem.toString().toLowerCase(Locale.ROOT).contains(text)
                || problem.code().contains(text)));
  }
}
