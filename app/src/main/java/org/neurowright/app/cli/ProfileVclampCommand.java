package org.neurowright.app.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neurowright.app.canvas.LinePlot;
import org.neurowright.app.canvas.Palette;
import org.neurowright.engine.bench.Benches;
import org.neurowright.engine.protocol.VoltageClamp;
import org.neurowright.engine.protocol.VoltageClamp.Amplifier;
import org.neurowright.engine.task.RunControl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "vclamp", description = "Currents of voltage steps, and their tails.")
final class ProfileVclampCommand extends ProfileProtocol {
  @Mixin private InjectOptions inject;

  @Option(
      names = "--amplifier",
      paramLabel = "KIND",
      defaultValue = "SEClamp",
      description =
          "SEClamp (one electrode) or VClamp (two, with feedback) (default: ${DEFAULT-VALUE}).")
  private String amplifier;

  @Option(
      names = "--rs",
      paramLabel = "MOHM",
      defaultValue = "0.01",
      description = "Resistance of the electrode (default: ${DEFAULT-VALUE} MOhm).")
  private double rsMohm;

  @Option(
      names = "--hold",
      paramLabel = "MV",
      defaultValue = "-80",
      description = "Potential before the step (default: ${DEFAULT-VALUE} mV).")
  private double holdMv;

  @Option(
      names = "--hold-dur",
      paramLabel = "MS",
      defaultValue = "100",
      description = "How long it is held (default: ${DEFAULT-VALUE} ms).")
  private double holdMs;

  @Option(
      names = "--step-start",
      paramLabel = "MV",
      defaultValue = "-100",
      description = "First command (default: ${DEFAULT-VALUE} mV).")
  private double stepStartMv;

  @Option(
      names = "--step-stop",
      paramLabel = "MV",
      defaultValue = "40",
      description = "No command goes beyond (default: ${DEFAULT-VALUE} mV).")
  private double stepStopMv;

  @Option(
      names = "--step-increment",
      paramLabel = "MV",
      defaultValue = "10",
      description = "Distance of commands (default: ${DEFAULT-VALUE} mV).")
  private double stepIncrementMv;

  @Option(
      names = "--step-dur",
      paramLabel = "MS",
      defaultValue = "200",
      description = "Length of the step (default: ${DEFAULT-VALUE} ms).")
  private double stepMs;

  @Option(
      names = "--tail",
      paramLabel = "MV",
      defaultValue = "-80",
      description = "Potential after the step (default: ${DEFAULT-VALUE} mV).")
  private double tailMv;

  @Option(
      names = "--tail-dur",
      paramLabel = "MS",
      defaultValue = "100",
      description = "Length of the tail (default: ${DEFAULT-VALUE} ms).")
  private double tailMs;

  @Option(
      names = "--skip",
      paramLabel = "MS",
      defaultValue = "0.5",
      description =
          "Left out after each change where peaks are looked for (default: ${DEFAULT-VALUE} ms).")
  private double skipMs;

  @Option(
      names = "--current",
      paramLabel = "NAME",
      description =
          "A current density of the membrane at the electrode, such as ik or ina_nat; without it"
              + " the current of the clamp.")
  private String current;

  ProfileVclampCommand(CommandContext context) {
    super(context);
  }

  private Amplifier amplifier() {
    return switch (amplifier) {
      case "SEClamp" -> Amplifier.SINGLE_ELECTRODE;
      case "VClamp" -> Amplifier.TWO_ELECTRODES;
      default ->
          throw new picocli.CommandLine.ParameterException(
              spec.commandLine(), "--amplifier: '" + amplifier + "' should be SEClamp or VClamp");
    };
  }

  @Override
  Outcome run(Benches benches, RunControl control) {
    VoltageClamp.Result result =
        VoltageClamp.run(
            benches,
            new VoltageClamp.Settings(
                inject.place(),
                amplifier(),
                rsMohm,
                holdMv,
                holdMs,
                stepStartMv,
                stepStopMv,
                stepIncrementMv,
                stepMs,
                tailMv,
                tailMs,
                skipMs,
                Optional.ofNullable(current)),
            control);
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("inject", inject.place().toString());
    shown.put("amplifier", amplifier);
    shown.put("rs_MOhm", rsMohm);
    shown.put("hold_mV", holdMv);
    shown.put("hold_dur_ms", holdMs);
    shown.put("step_start_mV", stepStartMv);
    shown.put("step_stop_mV", stepStopMv);
    shown.put("step_increment_mV", stepIncrementMv);
    shown.put("step_dur_ms", stepMs);
    shown.put("tail_mV", tailMv);
    shown.put("tail_dur_ms", tailMs);
    shown.put("skip_ms", skipMs);
    shown.put("current", current == null ? "i of the clamp" : current);
    String unit = result.unit().equals("nA") ? "nA" : "mA_per_cm2";
    double[] commands = result.steps().stream().mapToDouble(VoltageClamp.Step::commandMv).toArray();
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("commands_mV", commands);
    values.put("peak_" + unit, result.peak());
    values.put("steady_" + unit, result.steady());
    values.put("tail_" + unit, result.tail());
    values.put("t_ms", result.steps().getFirst().tMs());
    values.put("current_" + unit, result.steps().stream().map(this::current).toList());
    Map<String, double[]> columns = new LinkedHashMap<>();
    columns.put("t_ms", result.steps().getFirst().tMs());
    for (VoltageClamp.Step step : result.steps()) {
      columns.put(general(step.commandMv()) + "_mV_" + unit, current(step));
    }
    return new Outcome(
        text(result, commands), shown, values, columns, plot(result, commands), result.warnings());
  }

  private double[] current(VoltageClamp.Step step) {
    return current == null ? step.clampNa() : step.membraneMaPerCm2();
  }

  private List<String> text(VoltageClamp.Result result, double[] commands) {
    List<String> lines = new ArrayList<>();
    lines.add("Clamp location: " + result.electrodeAt());
    lines.add("Voltage clamp simulation running...");
    lines.add("");
    lines.add(
        "Current: " + (current == null ? "of the clamp" : current) + " (" + result.unit() + ")");
    TextTable table = new TextTable("command (mV)", "peak", "steady", "tail");
    for (int k = 0; k < commands.length; k++) {
      table.row(
          general(commands[k]),
          general(result.peak()[k]),
          general(result.steady()[k]),
          general(result.tail()[k]));
    }
    lines.addAll(table.lines(""));
    return lines;
  }

  private LinePlot plot(VoltageClamp.Result result, double[] commands) {
    String axis = "Current (" + result.unit() + ")";
    List<LinePlot.Curve> traces = new ArrayList<>();
    for (int k = 0; k < commands.length; k++) {
      VoltageClamp.Step step = result.steps().get(k);
      double[] shown = current(step).clone();
      if (current == null) {
        withoutCharging(shown, step.tMs());
      }
      int colour = Palette.sequential(commands.length < 2 ? .5 : .9 * k / (commands.length - 1));
      traces.add(new LinePlot.Curve("", step.tMs(), shown, false, colour));
    }
    return new LinePlot(
        "vclamp",
        List.of(
            new LinePlot.Panel("Voltage Clamp", "Time (ms)", axis, traces),
            new LinePlot.Panel(
                "Current against voltage",
                "Command (mV)",
                axis,
                List.of(
                    new LinePlot.Curve("peak", commands, result.peak(), true),
                    new LinePlot.Curve("steady", commands, result.steady(), true),
                    new LinePlot.Curve("tail", commands, result.tail(), true)))));
  }

  /** The charge of the capacitance would dwarf everything else. */
  private void withoutCharging(double[] current, double[] tMs) {
    for (int k = 0; k < tMs.length; k++) {
      for (double change : new double[] {0, holdMs, holdMs + stepMs}) {
        if (tMs[k] >= change && tMs[k] < change + skipMs) {
          current[k] = Double.NaN;
        }
      }
    }
  }
}
