package org.neurowright.app.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.neurowright.app.workspace.ModelOpener;
import org.neurowright.app.workspace.SampleProvider;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.task.RunControl;
import org.neurowright.samples.SampleCatalogue;

/**
 * The samples beside the program. An installed program's folder often may not be written, and a run
 * writes its results into the model's folder: such a sample is copied to the user's own folder the
 * first time it is opened.
 */
final class SampleFiles implements SampleProvider, ModelOpener {
  private final ModelOpener opener;
  private final Path copies;

  /**
   * The samples, and what opens everything else.
   *
   * @param copies folder for copies of samples that cannot be run where they are
   */
  SampleFiles(ModelOpener opener, Path copies) {
    this.opener = opener;
    this.copies = copies;
  }

  @Override
  public List<SampleProvider.Sample> samples() {
    return SampleCatalogue.find().samples().stream()
        .map(s ->
            new SampleProvider.Sample(s.id(), s.title(), s.description(), s.config(), s.picture()))
        .toList();
  }

  @Override
  public Opened open(Path configOrFolder, RunControl control) {
    try {
      return opener.open(writable(configOrFolder), control);
    } catch (IOException e) {
      return new Opened(
          Optional.empty(),
          List.of(
              Problem.error(
                      "sample.not-copied",
                      Location.of(copies),
                      "The sample cannot be copied: " + e.getMessage())
                  .hint("Make room or check the permissions of this folder")));
    }
  }

  @Override
  public List<Path> configurationsIn(Path folder) {
    return opener.configurationsIn(folder);
  }

  private Path writable(Path config) throws IOException {
    for (org.neurowright.samples.Sample sample : SampleCatalogue.find().samples()) {
      if (sample.config().equals(config) && !Files.isWritable(sample.folder())) {
        Path copy =
            copies.resolve(sample.id()).resolve(sample.folder().relativize(sample.config()));
        return Files.isRegularFile(copy) ? copy : sample.copyInto(copies).config();
      }
    }
    return config;
  }
}
