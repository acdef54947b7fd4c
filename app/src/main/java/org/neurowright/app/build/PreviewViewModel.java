package org.neurowright.app.build;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.util.Subscription;
import org.neurowright.app.build.view.RuleCounter;
import org.neurowright.app.build.view.RuleNumbers;
import org.neurowright.app.recipe.RecipeDocument;
import org.neurowright.engine.network.make.Hints;
import org.neurowright.engine.network.make.Made;
import org.neurowright.engine.network.make.MadeConnection;
import org.neurowright.engine.network.make.NetworkMaker;
import org.neurowright.engine.network.make.Readout;
import org.neurowright.engine.network.make.RecipeFiles;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.recipe.ConnectionRecipe;
import org.neurowright.engine.recipe.PairRule;
import org.neurowright.engine.recipe.Recipe;
import org.neurowright.engine.task.RunControl;
import org.neurowright.io.build.CsvFiles;
import org.neurowright.io.build.DocumentPlaces;
import org.neurowright.io.recipe.RecipeReader;
import org.neurowright.io.recipe.RecipeWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes, in the background, what the document says whenever it changes: first the cells, if they
 * are others now, then the rule that is looked at from a sample of its targets, then all rules and
 * their problems, then numbers between all populations from samples, then that rule from all its
 * targets, at last those numbers from all targets, as far as half a minute goes. Only the latest
 * state counts: work on an older one is given up. What is shown stays until there is something
 * newer, and is told to be stale meanwhile. Used on the interface thread.
 */
public final class PreviewViewModel {
  private static final Logger LOG = LoggerFactory.getLogger(PreviewViewModel.class);

  /** For the numbers between all populations; they are wanted later than the read-out. */
  private static final long COUNT_NANOS = 250_000_000L;

  /** Nobody waits for these numbers; most networks are counted through until then. */
  private static final long PATIENT_COUNT_NANOS = 30_000_000_000L;

  /** With what comes around it, answers stay below 100 ms. */
  private static final long SAMPLE_NANOS = 50_000_000L;

  /** Cells of larger networks would take too long and too much memory only to be looked at. */
  private static final long MOST_CELLS = 2_000_000;

  private final Executor background;
  private final Executor ui;
  private final LongSupplier clockNs;
  private final ReadOnlyObjectWrapper<Optional<Preview>> preview =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<RuleReadout>> readout =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<RuleNumbers> numbers =
      new ReadOnlyObjectWrapper<>(RuleNumbers.NONE);
  private final ReadOnlyBooleanWrapper stale = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper readoutStale = new ReadOnlyBooleanWrapper();
  private final ObjectProperty<Optional<String>> rule =
      new SimpleObjectProperty<>(Optional.empty());
  private final AtomicReference<Request> waiting = new AtomicReference<>();
  private volatile long latest;
  private Optional<RecipeDocument> document = Optional.empty();
  private Subscription listening = Subscription.EMPTY;

  // Of the worker, which is one at a time.
  private Recipe nodesOf = Recipe.empty("");
  private Optional<Path> folderOf = Optional.empty();
  private Optional<NetworkMaker.Nodes> nodes = Optional.empty();
  private RecipeFiles files = RecipeFiles.none();

  private record Request(
      long number, Recipe recipe, Optional<Path> file, Optional<String> rule, boolean anew) {}

  /**
   * A preview of nothing yet.
   *
   * @param background runs one task after the other
   * @param ui runs what changes properties
   * @param clockNs goes forward only
   */
  public PreviewViewModel(Executor background, Executor ui, LongSupplier clockNs) {
    this.background = background;
    this.ui = ui;
    this.clockNs = clockNs;
    rule.addListener((_, before, now) -> {
      if (!now.equals(before)) {
        readout.set(Optional.empty());
        request(false);
      }
    });
  }

  /** Looks at another document, or at none. */
  public void show(Optional<RecipeDocument> shown) {
    listening.unsubscribe();
    document = shown;
    preview.set(Optional.empty());
    readout.set(Optional.empty());
    numbers.set(RuleNumbers.NONE);
    rule.set(Optional.empty());
    latest++;
    if (shown.isEmpty()) {
      stale.set(false);
      readoutStale.set(false);
      listening = Subscription.EMPTY;
      return;
    }
    listening =
        shown
            .get()
            .recipeProperty()
            .subscribe((_, _) -> request(false))
            .and(shown.get().fileProperty().subscribe((_, _) -> request(true)));
    request(true);
  }

  /** Reads csv files again and makes everything anew. */
  public void refresh() {
    request(true);
  }

  /** What the document makes; the latest there is. */
  public ReadOnlyObjectProperty<Optional<Preview>> previewProperty() {
    return preview.getReadOnlyProperty();
  }

  /** Whether the preview is of an older state of the document. */
  public ReadOnlyBooleanProperty staleProperty() {
    return stale.getReadOnlyProperty();
  }

  /** Name of the connection whose read-out is wanted. */
  public ObjectProperty<Optional<String>> ruleProperty() {
    return rule;
  }

  /** What that connection does; the latest there is. */
  public ReadOnlyObjectProperty<Optional<RuleReadout>> readoutProperty() {
    return readout.getReadOnlyProperty();
  }

  /** What the rules make between the populations; about the latest state that was counted. */
  public ReadOnlyObjectProperty<RuleNumbers> numbersProperty() {
    return numbers.getReadOnlyProperty();
  }

  /** Whether the read-out is of an older state of the document. */
  public ReadOnlyBooleanProperty readoutStaleProperty() {
    return readoutStale.getReadOnlyProperty();
  }

  /** Problems at a JSON path of the document or below it. */
  public List<Problem> problemsAt(String path) {
    return preview.get().map(Preview::problems).orElse(List.of()).stream()
        .filter(p -> {
          String element = p.location().element();
          return element.startsWith(path)
              && (element.length() == path.length()
                  || ".[".indexOf(element.charAt(path.length())) >= 0);
        })
        .toList();
  }

  private void request(boolean anew) {
    if (document.isEmpty()) {
      return;
    }
    long number = ++latest;
    stale.set(true);
    readoutStale.set(true);
    Request request =
        new Request(number, document.get().recipe(), document.get().file(), rule.get(), anew);
    Request before =
        waiting.getAndUpdate(w ->
            w != null && w.anew() && !anew
                ? new Request(number, request.recipe(), request.file(), request.rule(), true)
                : request);
    if (before == null) {
      background.execute(this::work);
    }
  }

  private void work() {
    Request request = waiting.getAndSet(null);
    if (request == null) {
      return;
    }
    try {
      make(request);
    } catch (RuntimeException e) {
      LOG.error("The preview could not be made", e);
      tell(
          request,
          () -> {
            stale.set(false);
            readoutStale.set(false);
          });
    }
  }

  private void make(Request request) {
    RunControl control = () -> request.number() != latest;
    Recipe recipe = request.recipe();
    Optional<Path> folder = request.file().map(f -> f.toAbsolutePath().getParent());
    if (request.anew() || !folder.equals(folderOf)) {
      files = folder.<RecipeFiles>map(CsvFiles::new).orElseGet(RecipeFiles::none);
      folderOf = folder;
      nodes = Optional.empty();
    }
    if (nodes.isEmpty()
        || recipe.seed() != nodesOf.seed()
        || !recipe.networks().equals(nodesOf.networks())) {
      if (cells(recipe) > MOST_CELLS) {
        tell(
            request,
            () -> {
              stale.set(false);
              readoutStale.set(false);
            });
        return;
      }
      nodes = Optional.empty();
      NetworkMaker.Nodes made = NetworkMaker.nodes(recipe, files, control);
      if (control.stopRequested()) {
        return;
      }
      nodes = Optional.of(made);
      nodesOf = recipe;
      tell(
          request,
          () ->
              preview.set(
                  Optional.of(
                      new Preview(
                          recipe,
                          made,
                          Optional.empty(),
                          preview.get().map(Preview::problems).orElse(List.of())))));
    }
    NetworkMaker.Nodes cells = nodes.get();
    Optional<ConnectionRecipe> looked = request.rule().flatMap(recipe::connection);
    if (looked.isPresent()) {
      long began = clockNs.getAsLong();
      Made alone = NetworkMaker.connect(only(recipe, looked.get()), cells, files, control);
      alone
          .connection(looked.get().name())
          .ifPresent(connection -> {
            Readout sample = Readout.sample(connection, SAMPLE_NANOS, clockNs);
            tell(request, connection, sample, clockNs.getAsLong() - began);
          });
    }
    if (control.stopRequested()) {
      return;
    }
    String text = RecipeWriter.text(recipe);
    Path file = request.file().orElse(Path.of(""));
    List<Problem> problems =
        new ArrayList<>(
            (request.file().isPresent() ? RecipeReader.read(text, file) : RecipeReader.read(text))
                .problems());
    Made made = NetworkMaker.connect(recipe, cells, files, control);
    if (control.stopRequested()) {
      return;
    }
    DocumentPlaces.of(text, file).locate(made.problems()).stream()
        .filter(p -> problems.stream().noneMatch(other -> saysTheSame(other, p)))
        .forEach(problems::add);
    problems.addAll(
        DocumentPlaces.of(text, file)
            .locate(Hints.of(made, folder.map(TimeStep::of).orElse(TimeStep.USUAL_MS))));
    tell(
        request,
        () -> {
          preview.set(Optional.of(new Preview(recipe, cells, Optional.of(made), problems)));
          stale.set(false);
          if (looked.isEmpty()) {
            readoutStale.set(false);
          }
        });
    RuleNumbers counted = RuleCounter.count(recipe, made, COUNT_NANOS, clockNs, control);
    if (control.stopRequested()) {
      return;
    }
    tell(request, () -> numbers.set(counted));
    looked
        .flatMap(connection -> made.connection(connection.name()))
        .ifPresent(connection -> {
          long began = clockNs.getAsLong();
          Readout exact = Readout.exact(connection, control);
          if (!control.stopRequested()) {
            tell(request, connection, exact, clockNs.getAsLong() - began);
          }
        });
    if (!control.stopRequested() && counted.pairs().stream().anyMatch(pair -> !pair.exact())) {
      RuleNumbers better = RuleCounter.count(recipe, made, PATIENT_COUNT_NANOS, clockNs, control);
      if (!control.stopRequested()) {
        tell(request, () -> numbers.set(better));
      }
    }
  }

  private static long cells(Recipe recipe) {
    return recipe.networks().stream()
        .flatMap(network -> network.populations().stream())
        .mapToLong(population -> population.count().orElse(0))
        .sum();
  }

  /** Reader and maker both look at counts and files; one of the two is enough. */
  private static boolean saysTheSame(Problem a, Problem b) {
    return a.isError()
        && b.isError()
        && a.location().line() == b.location().line()
        && a.location().line() > 0;
  }

  /** The recipe with a connection and those that it refers to. */
  private static Recipe only(Recipe recipe, ConnectionRecipe wanted) {
    Set<String> names = new HashSet<>(Set.of(wanted.name()));
    if (wanted.rule() instanceof PairRule.Correlated correlated) {
      names.add(correlated.chemical());
    }
    return recipe
        .withInputs(List.of())
        .withConnections(
            recipe.connections().stream()
                .filter(c -> names.contains(c.name()) || isSameSequence(c, wanted))
                .toList());
  }

  private static boolean isSameSequence(ConnectionRecipe one, ConnectionRecipe other) {
    return one.rule() instanceof PairRule.OneToOneSequential a
        && other.rule() instanceof PairRule.OneToOneSequential b
        && a.sequence().equals(b.sequence());
  }

  private void tell(Request request, MadeConnection connection, Readout found, long nanos) {
    tell(
        request,
        () -> {
          readout.set(Optional.of(new RuleReadout(connection.recipe().name(), found, nanos)));
          readoutStale.set(false);
        });
  }

  private void tell(Request request, Runnable change) {
    ui.execute(() -> {
      if (request.number() == latest) {
        change.run();
      }
    });
  }
}
