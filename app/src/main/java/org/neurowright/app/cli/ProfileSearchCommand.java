package org.neurowright.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neurowright.app.canvas.LinePlot;
import org.neurowright.engine.bench.Benches;
import org.neurowright.engine.bench.Change;
import org.neurowright.engine.bench.OriginalValues;
import org.neurowright.engine.bench.ParameterAddress;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.protocol.Electrodes;
import org.neurowright.engine.search.Axis;
import org.neurowright.engine.search.Candidate;
import org.neurowright.engine.search.Measurement;
import org.neurowright.engine.search.RandomSearch;
import org.neurowright.engine.search.SearchSettings;
import org.neurowright.engine.search.Target;
import org.neurowright.engine.task.RunControl;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.tuned.ParameterSets;
import org.neurowright.io.tuned.SearchFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "search",
    description = "Random search around the present parameters for what a table of targets wants.")
final class ProfileSearchCommand extends ProfileProtocol {
  @Mixin private RecordOptions record;
  @Mixin private InjectOptions inject;

  @Option(
      names = "--targets",
      paramLabel = "FILE",
      required = true,
      description = "Targets, parameters with bounds, settings (docs/lab/search.md).")
  private Path targets;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of the draws (default: the file's, else 1).")
  private Long seed;

  @Option(
      names = "--best",
      paramLabel = "N",
      defaultValue = "5",
      description = "How many of the best candidates are told (default: 5).")
  private int best;

  @Option(
      names = "--save-sets",
      paramLabel = "FILE",
      description = "Write the parameters of the best candidates; the Lab loads them.")
  private Path saveSets;

  ProfileSearchCommand(CommandContext context) {
    super(context);
  }

  @Override
  Outcome run(Benches benches, RunControl control) {
    ReadResult<SearchFile> read = SearchFile.read(targets);
    SearchFile file = read.value().orElseThrow(() -> new ModelException(read.problems()));
    SearchSettings settings = file.settings();
    if (seed != null) {
      settings =
          new SearchSettings(
              seed,
              settings.rounds(),
              settings.perRound(),
              settings.spread(),
              settings.narrowing(),
              settings.stopWhenMet());
    }
    List<Axis> axes = new ArrayList<>();
    for (SearchFile.Bounds bounds : file.bounds()) {
      Change change = ParameterAddress.parse(bounds.parameter()).change(benches.specimen(), 0);
      axes.add(
          new Axis(
              bounds.parameter(),
              List.of(change),
              present(benches, change),
              bounds.lower(),
              bounds.upper(),
              bounds.scale()));
    }
    Measurement measurement =
        new Measurement(file.targets(), new Electrodes(record.place(), inject.place()));
    RandomSearch search = new RandomSearch(benches.preparation(), axes, measurement, settings);
    List<Double> scores = new ArrayList<>();
    RandomSearch.State found =
        search.run(
            threads(),
            Math.max(1, best),
            control,
            state -> scores.add(state.best().getFirst().score()));
    save(benches, axes, found);
    return outcome(settings, file, axes, measurement, found, scores, read);
  }

  /** Where a parameter stands: as it was set, else as in the file. */
  private static double present(Benches benches, Change change) {
    double[] value = {OriginalValues.mean(benches.specimen(), change)};
    benches.preparation().changes().stream()
        .filter(change::sameTarget)
        .forEach(c -> value[0] = c.value());
    return value[0];
  }

  private Outcome outcome(
      SearchSettings settings,
      SearchFile file,
      List<Axis> axes,
      Measurement measurement,
      RandomSearch.State found,
      List<Double> scores,
      ReadResult<SearchFile> read) {
    List<String> header = new ArrayList<>(List.of("candidate", "score"));
    file.targets().forEach(t -> header.add(t.feature()));
    axes.forEach(a -> header.add(a.name()));
    TextTable table = new TextTable(header.toArray(String[]::new));
    List<Object> list = new ArrayList<>();
    for (Candidate candidate : found.best()) {
      List<String> row = new ArrayList<>();
      row.add(Integer.toString(candidate.number()));
      row.add(general(candidate.score()));
      Map<String, Object> measured = new LinkedHashMap<>();
      Map<String, Object> parameters = new LinkedHashMap<>();
      for (int k = 0; k < file.targets().size(); k++) {
        double value = candidate.measured()[k];
        row.add(Double.isNaN(value) ? "-" : general(value));
        measured.put(file.targets().get(k).feature(), JsonText.number(value));
      }
      for (int a = 0; a < axes.size(); a++) {
        row.add(general(candidate.parameters()[a]));
        parameters.put(axes.get(a).name(), candidate.parameters()[a]);
      }
      table.row(row.toArray(String[]::new));
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("number", candidate.number());
      object.put("score", candidate.score());
      object.put("features", measured);
      object.put("parameters", parameters);
      list.add(object);
    }
    List<String> lines = new ArrayList<>();
    for (Target target : file.targets()) {
      lines.add(
          say(
              "Target: %s = %s +- %s, %s",
              target.feature(),
              general(target.value()),
              general(target.tolerance()),
              target.stimulus().shown()));
    }
    lines.add(
        say("%d of %d candidates tried, seed %d", found.tried(), found.of(), settings.seed()));
    lines.add("");
    lines.addAll(table.lines(""));
    boolean met = measurement.allWithin(found.best().getFirst().measured());
    lines.add("");
    lines.add(met ? "The best meets every target." : "The best does not meet every target.");
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("tried", found.tried());
    values.put("met", met);
    values.put("best", list);
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("targets", targets.toString());
    shown.put("seed", settings.seed());
    shown.put("rounds", settings.rounds());
    shown.put("per_round", settings.perRound());
    shown.put("spread", settings.spread());
    shown.put("narrowing", settings.narrowing());
    double[] number = new double[scores.size()];
    double[] score = new double[scores.size()];
    for (int k = 0; k < number.length; k++) {
      number[k] = k;
      score[k] = scores.get(k);
    }
    Map<String, double[]> columns = new LinkedHashMap<>();
    columns.put("candidate", number);
    columns.put("best_score", score);
    LinePlot plot =
        new LinePlot(
            "search",
            List.of(
                new LinePlot.Panel(
                    "Parameter search",
                    "Candidates",
                    "Best score",
                    List.of(new LinePlot.Curve("", number, score, false)))));
    return new Outcome(lines, shown, values, columns, plot, read.problems());
  }

  private void save(Benches benches, List<Axis> axes, RandomSearch.State found) {
    if (saveSets == null) {
      return;
    }
    List<ParameterSets.ParameterSet> sets = new ArrayList<>();
    for (Candidate candidate : found.best()) {
      Map<String, Double> values = new LinkedHashMap<>();
      for (int a = 0; a < axes.size(); a++) {
        values.put(axes.get(a).name(), candidate.parameters()[a]);
      }
      sets.add(new ParameterSets.ParameterSet("Candidate " + candidate.number(), values));
    }
    try {
      new ParameterSets(benches.specimen().name(), sets).write(saveSets);
    } catch (IOException e) {
      throw new ModelException(
          Problem.error(
              "sets.not-written",
              Location.of(saveSets),
              "The sets cannot be written: " + e.getMessage()));
    }
  }
}
