package org.neurowright.app.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.neurowright.app.cli.CommandLineProgram;
import org.neurowright.app.cli.StandardServices;
import org.neurowright.app.cli.Terminal;
import org.neurowright.engine.task.RunControl;
import org.neurowright.io.build.BuildJob;
import org.neurowright.io.build.Scaffold;
import org.neurowright.io.recipe.RecipeWriter;

/** Templates run as they are, and their cells spike. */
class TemplatesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "EMPTY")
  void itIsBuiltAndRuns(Templates template) throws Exception {
    String text = RecipeWriter.text(template.recipe("template"));
    Path file = Files.writeString(folder.resolve(BuildJob.DOCUMENT), text);
    Scaffold.addComponents(folder, text);
    BuildJob.Prepared prepared = BuildJob.prepare(file, OptionalLong.empty(), RunControl.none());
    assertThat(prepared.problems()).isEmpty();
    BuildJob.write(prepared, folder, 2, RunControl.none());
    StringWriter said = new StringWriter();
    Terminal terminal = new Terminal(new PrintWriter(said), new PrintWriter(said), false, 100);
    int exitCode =
        CommandLineProgram.run(
            new String[] {
              "run",
              folder.resolve("simulation_config.json").toString(),
              "--output-dir",
              folder.resolve("out").toString(),
              "--tstop",
              "100"
            },
            StandardServices.with(null),
            terminal);
    assertThat(exitCode).as("%s", said).isZero();
    assertThat(Files.readAllLines(folder.resolve("out/spikes.csv"))).hasSizeGreaterThan(20);
  }
}
