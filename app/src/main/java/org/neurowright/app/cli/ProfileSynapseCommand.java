package org.neurowright.app.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.neurowright.app.canvas.LinePlot;
import org.neurowright.engine.bench.Benches;
import org.neurowright.engine.bench.Place;
import org.neurowright.engine.bench.SectionAddress;
import org.neurowright.engine.measure.Response;
import org.neurowright.engine.protocol.Electrodes;
import org.neurowright.engine.protocol.SynapticInput;
import org.neurowright.engine.protocol.SynapticInput.Pattern;
import org.neurowright.engine.task.RunControl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

@Command(
    name = "synapse",
    description = "Spikes into one synapse: a train, a single one or a pair.")
final class ProfileSynapseCommand extends ProfileProtocol {
  @Mixin private RecordOptions record;

  @Option(
      names = "--syn-sec",
      paramLabel = "SEC",
      defaultValue = "soma",
      description = "Section of the synapse (default: soma).")
  private String section;

  @Option(
      names = "--syn-loc",
      paramLabel = "X",
      defaultValue = "0.5",
      description = "Position along it (default: 0.5).")
  private double x;

  @Option(
      names = "--mechanism",
      paramLabel = "NAME",
      defaultValue = "Exp2Syn",
      description = "Point process (default: ${DEFAULT-VALUE}).")
  private String mechanism;

  @Option(
      names = "--syn-param",
      paramLabel = "NAME=VALUE",
      description = "Parameter of another mechanism than Exp2Syn; may be given several times.")
  private Map<String, Double> parameters = new LinkedHashMap<>();

  @Option(
      names = "--frequency",
      paramLabel = "HZ",
      defaultValue = "20",
      description = "Of the train (default: ${DEFAULT-VALUE} Hz).")
  private double frequencyHz;

  @Option(
      names = "--weight",
      defaultValue = "0.01",
      description = "Of the connection, uS for Exp2Syn (default: ${DEFAULT-VALUE}).")
  private double weight;

  @Option(
      names = "--delay",
      paramLabel = "MS",
      defaultValue = "100",
      description = "First spike (default: ${DEFAULT-VALUE} ms).")
  private double delayMs;

  @Option(
      names = "--tstop",
      paramLabel = "MS",
      defaultValue = "1000",
      description = "End of the run (default: ${DEFAULT-VALUE} ms).")
  private double tstopMs;

  @Option(
      names = "--tau1",
      paramLabel = "MS",
      defaultValue = "0.1",
      description = "Rise of Exp2Syn (default: ${DEFAULT-VALUE} ms).")
  private double tau1Ms;

  @Option(
      names = "--tau2",
      paramLabel = "MS",
      defaultValue = "10",
      description = "Decay of Exp2Syn (default: ${DEFAULT-VALUE} ms).")
  private double tau2Ms;

  @Option(
      names = "--e",
      paramLabel = "MV",
      defaultValue = "0",
      description = "Reversal potential of Exp2Syn (default: ${DEFAULT-VALUE} mV).")
  private double eMv;

  @Option(
      names = "--noise",
      defaultValue = "0",
      description = "0 for a regular train, 1 for a Poisson process (default: ${DEFAULT-VALUE}).")
  private double noise;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Of the noise (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--duration",
      paramLabel = "MS",
      description = "Length of the train (default: to the end).")
  private Double durationMs;

  @Option(names = "--single", description = "One spike instead of a train.")
  private boolean single;

  @Option(
      names = "--pair",
      paramLabel = "MS",
      description = "Two spikes with this interval instead of a train.")
  private Double pairMs;

  @Option(
      names = "--threshold",
      paramLabel = "MV",
      description = "Count spikes of the cell where the potential rises above this.")
  private Double thresholdMv;

  ProfileSynapseCommand(CommandContext context) {
    super(context);
  }

  @Override
  Outcome run(Benches benches, RunControl control) {
    if (single && pairMs != null) {
      throw new ParameterException(spec.commandLine(), "--single and --pair exclude each other");
    }
    Map<String, Double> ofSynapse = new LinkedHashMap<>();
    if (mechanism.equals("Exp2Syn")) {
      ofSynapse.put("tau1", tau1Ms);
      ofSynapse.put("tau2", tau2Ms);
      ofSynapse.put("e", eMv);
    }
    ofSynapse.putAll(parameters);
    Place place = new Place(SectionAddress.parse(section), x);
    Pattern pattern =
        single
            ? new Pattern.Single()
            : pairMs != null
                ? new Pattern.Pair(pairMs)
                : new Pattern.Train(
                    frequencyHz,
                    noise,
                    durationMs == null ? OptionalDouble.empty() : OptionalDouble.of(durationMs),
                    seed);
    SynapticInput.Settings settings =
        new SynapticInput.Settings(
            new Electrodes(record.place(), place),
            mechanism,
            ofSynapse,
            weight,
            delayMs,
            tstopMs,
            pattern,
            thresholdMv == null ? OptionalDouble.empty() : OptionalDouble.of(thresholdMv));
    SynapticInput.Result result = SynapticInput.run(benches, settings, control);
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("record", record.place().toString());
    shown.put("synapse", place.toString());
    shown.put("mechanism", mechanism);
    shown.put("parameters", ofSynapse);
    shown.put("weight", weight);
    shown.put("delay_ms", delayMs);
    shown.put("tstop_ms", tstopMs);
    shown.put("frequency_Hz", frequencyHz);
    shown.put("noise", noise);
    shown.put("seed", seed);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("input_ms", result.inputMs());
    values.put("amplitudes_mV", column(result.potentials(), Response::amplitude));
    values.put("rise_ms", column(result.potentials(), Response::riseMs));
    values.put("decay_ms", column(result.potentials(), Response::decayMs));
    values.put("half_width_ms", column(result.potentials(), Response::halfWidthMs));
    values.put("currents_nA", column(result.currents(), Response::amplitude));
    values.put("paired_pulse_ratio", JsonText.number(result.pairedPulseRatio()));
    values.put("spikes", result.spikeTimesMs().length);
    values.put("t_ms", result.trace().tMs());
    values.put("v_mV", result.trace().vMv());
    Map<String, double[]> columns = ProfileClampCommand.columns(result.trace());
    if (result.currentNa().length > 0) {
      columns.put("i_nA", result.currentNa());
    }
    LinePlot plot =
        new LinePlot(
            "synapse",
            List.of(
                new LinePlot.Panel(
                    "Synaptic Input",
                    "Time (ms)",
                    "Membrane Potential (mV)",
                    List.of(new LinePlot.Curve("", result.trace().tMs(), result.trace().vMv())))));
    return new Outcome(text(result), shown, values, columns, plot, result.warnings());
  }

  private static List<Object> column(
      List<Response> responses, java.util.function.ToDoubleFunction<Response> value) {
    List<Object> column = new ArrayList<>();
    responses.forEach(r -> column.add(JsonText.number(value.applyAsDouble(r))));
    return column;
  }

  private List<String> text(SynapticInput.Result result) {
    List<String> lines = new ArrayList<>();
    lines.add("Synapse location: " + result.synapseAt());
    lines.add("Recording: " + result.recordedAt() + "._ref_v");
    lines.add(
        single || pairMs != null
            ? "Spikes: number=" + result.inputMs().length + ", weight=" + general(weight) + " uS"
            : "NetStim: "
                + general(frequencyHz)
                + " Hz, weight="
                + general(weight)
                + " uS, number="
                + result.inputMs().length);
    lines.add("Synaptic input simulation running...");
    if (thresholdMv != null) {
      lines.add("");
      lines.add("Number of spikes: " + result.spikeTimesMs().length);
      lines.add("");
    }
    if (!result.potentials().isEmpty()) {
      Response first = result.potentials().getFirst();
      lines.add(say("First response: %.4f (mV)", first.amplitude()));
      lines.add(say("Rise, 10 to 90 %%: %.3f (ms)", first.riseMs()));
      lines.add(say("Decay to 1/e: %.3f (ms)", first.decayMs()));
      lines.add(say("Half-width: %.3f (ms)", first.halfWidthMs()));
    }
    if (result.potentials().size() > 1) {
      lines.add(say("Paired pulse ratio: %.4f", result.pairedPulseRatio()));
    }
    return lines;
  }
}
