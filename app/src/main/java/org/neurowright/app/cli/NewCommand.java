package org.neurowright.app.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.neurowright.engine.bench.Conditions;
import org.neurowright.engine.problem.NearestName;
import org.neurowright.io.build.Scaffold;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.lab.LabCell;
import org.neurowright.io.lab.LabRequest;
import org.neurowright.io.lab.project.CellProject;
import org.neurowright.io.lab.project.CellProject.Stimulus;
import org.neurowright.io.lab.project.CellProjectWriter;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "new",
    description = {
      "Begin a model folder with a document, model.json, and what it needs.",
      "With --cell: make a whole BMTK project around one hoc template, which runs at once, here and"
          + " in BMTK."
    },
    footer = {
      "",
      "Templates:",
      "  empty            a document without anything",
      "  two-populations  excitatory and inhibitory cells, rules by distance, Poisson input",
      "",
      "Example:",
      "  neurowright new my_model --template two-populations",
      "  neurowright build my_model",
      "  neurowright run my_model",
      "  neurowright new my_cell --cell pyramidal.hoc --inj-amp 300 --tstop 500",
      "  neurowright new my_cell --cell cells --template Basket --spikes 50,60,70"
    })
final class NewCommand implements Callable<Integer> {
  private final CommandContext context;

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "DIR",
      description = "Folder that does not exist or is empty.")
  private Path folder;

  @Option(
      names = "--template",
      paramLabel = "T",
      description = "What to begin with; empty without this. With --cell: the hoc template.")
  private String template;

  @ArgGroup(exclusive = false, heading = "A project around one hoc cell:%n")
  private CellOptions cell;

  /** What {@code --cell} brings with it. */
  private static final class CellOptions {
    @Option(
        names = "--cell",
        paramLabel = "HOC",
        required = true,
        description = "hoc file, or a folder with hoc files.")
    private Path hoc;

    @Option(
        names = "--arguments",
        paramLabel = "VALUE",
        split = ",",
        description = "Arguments of the template: numbers or texts, separated by commas.")
    private List<String> arguments = new ArrayList<>();

    @Option(
        names = "--mechanisms",
        paramLabel = "DIR",
        description = "Folder with .mod files; without it they are looked for near the cell.")
    private List<Path> mechanisms = new ArrayList<>();

    @Option(names = "--cells", paramLabel = "N", description = "How many cells (default: 1).")
    private int cells = 1;

    @Option(
        names = "--inj-amp",
        paramLabel = "PA",
        description = "Current into the soma (default: 100).")
    private double ampPa = Stimulus.Current.DEFAULT.ampPa();

    @Option(names = "--inj-delay", paramLabel = "MS", description = "Its start (default: 100).")
    private double delayMs = Stimulus.Current.DEFAULT.delayMs();

    @Option(names = "--inj-dur", paramLabel = "MS", description = "Its length (default: 500).")
    private double durMs = Stimulus.Current.DEFAULT.durMs();

    @Option(
        names = "--spikes",
        paramLabel = "MS",
        split = ",",
        description = "Instead of a current: spikes at these times into a synapse at the soma.")
    private List<Double> spikes = new ArrayList<>();

    @Option(
        names = "--syn-weight",
        paramLabel = "US",
        description = "Its peak conductance (default: 0.002).")
    private double weightUs = Stimulus.Spikes.DEFAULT.weightUs();

    @Option(names = "--tstop", paramLabel = "MS", description = "End of the run (default: 700).")
    private double tstopMs = 700;

    @Option(names = "--dt", paramLabel = "MS", description = "Step (default: as the cell's file).")
    private Double dtMs;

    @Option(
        names = "--celsius",
        paramLabel = "C",
        description = "Temperature (default: as the cell's file has it, else 6.3).")
    private Double celsius;

    @Option(
        names = "--v-init",
        paramLabel = "MV",
        description = "Initial potential (default: as the cell's file has it, else -65).")
    private Double vInitMv;

    @Option(
        names = "--reports",
        paramLabel = "NAME",
        split = ",",
        description = "Of v, cai, none (default: v,cai; cai where the soma has it).")
    private List<String> reports = new ArrayList<>(List.of("v", "cai"));
  }

  NewCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (cell != null) {
      return project();
    }
    String wanted = template == null ? Scaffold.Template.EMPTY.word() : template;
    List<Scaffold.Template> all = Arrays.asList(Scaffold.Template.values());
    Optional<Scaffold.Template> chosen =
        all.stream().filter(t -> t.word().equals(wanted)).findFirst();
    if (chosen.isEmpty()) {
      List<String> words = all.stream().map(Scaffold.Template::word).collect(Collectors.toList());
      throw new ParameterException(
          spec.commandLine(),
          "--template: there is no \"" + wanted + "\". " + NearestName.hint(wanted, words));
    }
    try {
      List<Path> files = Scaffold.create(folder, chosen.get());
      context.terminal().out().println("Wrote " + Paths.shown(files.getFirst().toString()));
      context.terminal().out().println("Next: neurowright build " + folder);
      return ExitCode.OK.number();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int project() {
    List<String> unknown =
        cell.reports.stream().filter(r -> !List.of("v", "cai", "none").contains(r)).toList();
    if (!unknown.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "--reports: " + unknown.getFirst() + " is none of v, cai, none");
    }
    LabRequest request =
        new LabRequest(
            cell.hoc,
            Optional.ofNullable(template),
            cell.arguments.stream().map(NewCommand::argument).toList(),
            cell.mechanisms,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalDouble.empty());
    CellProject wanted =
        new CellProject(
            request,
            cell.cells,
            cell.spikes.isEmpty()
                ? new Stimulus.Current(cell.ampPa, cell.delayMs, cell.durMs)
                : new Stimulus.Spikes(cell.spikes, cell.weightUs),
            cell.tstopMs,
            conditions(request),
            cell.reports.contains("v"),
            cell.reports.contains("cai"));
    try {
      ReadResult<CellProjectWriter.Written> written =
          context.services().cellProjects().write(wanted, folder);
      context.problems().printAll(written.problems());
      if (written.value().isEmpty()) {
        context
            .terminal()
            .err()
            .println("Nothing was written: " + ProblemPrinter.summary(written.problems()));
        return ExitCode.MODEL_PROBLEMS.number();
      }
      context
          .terminal()
          .out()
          .println(
              "Wrote %s to %s"
                  .formatted(
                      Wording.counted(written.value().get().files().size(), "file"),
                      Paths.shown(folder.toString())));
      context.terminal().out().println("Next: neurowright run " + folder);
      return ExitCode.OK.number();
    } catch (IOException e) {
      context.terminal().err().println("neurowright: " + Wording.of(e));
      return ExitCode.RESULTS_NOT_WRITTEN.number();
    }
  }

  /** As the cell's file has them, unless options say otherwise. */
  private Conditions conditions(LabRequest request) {
    Conditions conditions =
        cell.dtMs != null && cell.celsius != null && cell.vInitMv != null
            ? Conditions.NEURON
            : context
                .services()
                .labCells()
                .open(request)
                .value()
                .map(LabCell::conditions)
                .orElse(Conditions.NEURON);
    conditions = cell.dtMs == null ? conditions : conditions.withDt(cell.dtMs);
    conditions = cell.celsius == null ? conditions : conditions.withCelsius(cell.celsius);
    return cell.vInitMv == null ? conditions : conditions.withVInit(cell.vInitMv);
  }

  private static Object argument(String text) {
    try {
      return Double.valueOf(text);
    } catch (NumberFormatException e) {
      return text;
    }
  }
}
