package org.neurowright.app.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.neurowright.engine.bench.Benches;
import org.neurowright.engine.measure.SpikeFeatures;
import org.neurowright.engine.protocol.Features;
import org.neurowright.engine.task.RunControl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "features",
    description = "Spike shape, adaptation and sag of the response to a current pulse.")
final class ProfileFeaturesCommand extends ProfileProtocol {
  /** More values than this are cut in text. */
  private static final int SHOWN = 8;

  @Mixin private ProfileClampCommand.ClampOptions clamp;

  ProfileFeaturesCommand(CommandContext context) {
    super(context);
  }

  @Override
  Outcome run(Benches benches, RunControl control) {
    Features.Result result = Features.run(benches, clamp.settings(), control);
    List<String> lines = new ArrayList<>(ProfileClampCommand.text(result.clamp()));
    TextTable table = new TextTable("feature", "unit", "values");
    Map<String, Object> features = new LinkedHashMap<>();
    result
        .features()
        .forEach((name, values) -> {
          features.put(name, values);
          table.row(
              name,
              SpikeFeatures.unit(name),
              Arrays.stream(values)
                      .limit(SHOWN)
                      .mapToObj(ProfileProtocol::general)
                      .collect(Collectors.joining(" "))
                  + (values.length > SHOWN ? " ... (" + values.length + ")" : ""));
        });
    lines.addAll(table.lines(""));
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("features", features);
    values.putAll(ProfileClampCommand.values(result.clamp()));
    return new Outcome(
        lines,
        clamp.shown(),
        values,
        ProfileClampCommand.columns(result.clamp().trace()),
        ProfileClampCommand.plot(result.clamp(), "Current Injection"),
        result.clamp().warnings());
  }
}
