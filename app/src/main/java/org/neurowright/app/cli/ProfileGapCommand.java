package org.neurowright.app.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neurowright.app.canvas.LinePlot;
import org.neurowright.engine.bench.Benches;
import org.neurowright.engine.bench.Place;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.protocol.Electrodes;
import org.neurowright.engine.protocol.GapCoupling;
import org.neurowright.engine.protocol.GapCoupling.Coupling;
import org.neurowright.engine.protocol.GapCoupling.Junction;
import org.neurowright.engine.task.RunControl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

@Command(
    name = "gap",
    description = "Coupling coefficient of two copies of the cell joined by gap junctions.")
final class ProfileGapCommand extends ProfileProtocol {
  @Mixin private RecordOptions record;
  @Mixin private InjectOptions inject;

  @Option(
      names = {"-g", "--conductance"},
      paramLabel = "US",
      split = ",",
      description =
          "Conductance of each junction in uS, several separated by commas (default: a curve of 13"
              + " from 1e-6 to 1). bmtool calls it resistance.")
  private List<Double> conductances = new ArrayList<>();

  @Option(
      names = "--target-coupling",
      paramLabel = "CC",
      description = "Look for the conductance with this coupling coefficient.")
  private Double target;

  @Option(
      names = "--bounds",
      paramLabel = "US,US",
      split = ",",
      arity = "1",
      defaultValue = "1e-6,1",
      description = "Where it is looked for (default: ${DEFAULT-VALUE} uS).")
  private List<Double> bounds;

  @Option(
      names = "--junction",
      paramLabel = "PLACE[:PLACE]",
      description =
          "Where a junction sits, dend[3](0.5): in both cells, or in the first and in the second;"
              + " may be given several times (default: soma(0.5)).")
  private List<String> junctions = new ArrayList<>();

  @Option(
      names = "--iclamp-amp",
      paramLabel = "NA",
      defaultValue = "-0.01",
      description = "Current into the first cell (default: ${DEFAULT-VALUE} nA).")
  private double iclampNa;

  @Option(
      names = "--tstart",
      paramLabel = "MS",
      defaultValue = "500",
      description = "Start of the current (default: ${DEFAULT-VALUE} ms).")
  private double tstartMs;

  @Option(
      names = "--tdur",
      paramLabel = "MS",
      defaultValue = "500",
      description = "Its length (default: ${DEFAULT-VALUE} ms).")
  private double tdurMs;

  @Option(
      names = "--gap-mechanism",
      paramLabel = "NAME",
      defaultValue = "Gap",
      description =
          "Point process of half a junction, with g and vgap (default: ${DEFAULT-VALUE}).")
  private String mechanism;

  ProfileGapCommand(CommandContext context) {
    super(context);
  }

  @Override
  Outcome run(Benches benches, RunControl control) {
    if (target != null && !conductances.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "--conductance and --target-coupling exclude each other");
    }
    if (bounds.size() != 2) {
      throw new ParameterException(spec.commandLine(), "--bounds takes two numbers");
    }
    List<Junction> places =
        junctions.isEmpty()
            ? List.of(Junction.SOMA)
            : junctions.stream().map(ProfileGapCommand::junction).toList();
    GapCoupling.Settings settings =
        new GapCoupling.Settings(
            places,
            new Electrodes(record.place(), inject.place()),
            iclampNa * 1e3,
            tstartMs,
            tdurMs,
            mechanism);
    List<Coupling> couplings;
    List<Problem> warnings;
    Optional<Coupling> shown;
    if (target != null) {
      GapCoupling.Solution solution =
          GapCoupling.solve(benches, settings, target, bounds.get(0), bounds.get(1), control);
      couplings = solution.tried();
      warnings = solution.warnings();
      shown = solution.found();
    } else {
      double[] wanted =
          conductances.isEmpty()
              ? GapCoupling.logarithmic(1e-6, 1, 13)
              : conductances.stream().mapToDouble(Double::doubleValue).toArray();
      GapCoupling.Result result = GapCoupling.run(benches, settings, wanted, control);
      couplings = result.couplings();
      warnings = result.warnings();
      shown = couplings.size() == 1 ? Optional.of(couplings.getFirst()) : Optional.empty();
    }
    Map<String, Object> asked = new LinkedHashMap<>();
    asked.put("record", record.place().toString());
    asked.put("inject", inject.place().toString());
    asked.put("junctions", places.stream().map(j -> j.first() + ":" + j.second()).toList());
    asked.put("iclamp_amp_nA", iclampNa);
    asked.put("tstart_ms", tstartMs);
    asked.put("tdur_ms", tdurMs);
    asked.put("target_coupling", target);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("conductance_uS", column(couplings, Coupling::conductanceUs));
    values.put("coupling_coefficient", column(couplings, Coupling::coefficient));
    Map<String, double[]> columns = new LinkedHashMap<>();
    columns.put("conductance_uS", column(couplings, Coupling::conductanceUs));
    columns.put("coupling_coefficient", column(couplings, Coupling::coefficient));
    shown.ifPresent(coupling -> {
      values.put("solution_uS", coupling.conductanceUs());
      values.put("solution_coupling", coupling.coefficient());
      values.put("r_in_MOhm", JsonText.number(coupling.rInMohm(iclampNa * 1e3)));
      values.put("t_ms", coupling.tMs());
      values.put("v1_mV", coupling.v1Mv());
      values.put("v2_mV", coupling.v2Mv());
      columns.put("t_ms", coupling.tMs());
      columns.put("v1_mV", coupling.v1Mv());
      columns.put("v2_mV", coupling.v2Mv());
    });
    return new Outcome(
        text(couplings, shown), asked, values, columns, plot(couplings, shown), warnings);
  }

  private static Junction junction(String text) {
    int colon = text.indexOf(':');
    Place first = Place.parse(colon < 0 ? text : text.substring(0, colon));
    return new Junction(first, colon < 0 ? first : Place.parse(text.substring(colon + 1)));
  }

  private static double[] column(
      List<Coupling> couplings, java.util.function.ToDoubleFunction<Coupling> value) {
    return couplings.stream().mapToDouble(value).toArray();
  }

  private List<String> text(List<Coupling> couplings, Optional<Coupling> shown) {
    List<String> lines = new ArrayList<>();
    lines.add("Conductance (uS):  Coupling coefficient:");
    for (Coupling coupling : couplings) {
      lines.add(say("%17s  %21.6f", general(coupling.conductanceUs()), coupling.coefficient()));
    }
    shown.ifPresent(coupling -> {
      lines.add("");
      if (target != null) {
        lines.add(say("Target coupling coefficient: %.6f", target));
        lines.add("Optimal conductance: " + general(coupling.conductanceUs()) + " (uS)");
        lines.add(say("Achieved coupling coefficient: %.6f", coupling.coefficient()));
      }
      lines.add(
          "Resistance of the junction: " + general(1 / coupling.conductanceUs()) + " (MOhms)");
      lines.add(
          say(
              "Change of potential: %.4f and %.4f (mV)",
              coupling.change1Mv(), coupling.change2Mv()));
      lines.add(say("Input resistance, coupled: %.2f (MOhms)", coupling.rInMohm(iclampNa * 1e3)));
    });
    return lines;
  }

  private static LinePlot plot(List<Coupling> couplings, Optional<Coupling> shown) {
    List<LinePlot.Panel> panels = new ArrayList<>();
    if (couplings.size() > 1) {
      double[] exponent =
          couplings.stream().mapToDouble(c -> Math.log10(c.conductanceUs())).toArray();
      panels.add(
          new LinePlot.Panel(
              "Gap Junction",
              "log10 of conductance (uS)",
              "Coupling coefficient",
              List.of(
                  new LinePlot.Curve(
                      "", exponent, column(couplings, Coupling::coefficient), true))));
    }
    shown.ifPresent(coupling ->
        panels.add(
            new LinePlot.Panel(
                say("Coupling coefficient %.4f", coupling.coefficient()),
                "Time (ms)",
                "Membrane Voltage (mV)",
                List.of(
                    new LinePlot.Curve("cell 1", coupling.tMs(), coupling.v1Mv()),
                    new LinePlot.Curve("cell 2", coupling.tMs(), coupling.v2Mv())))));
    return new LinePlot("gap", panels);
  }
}
