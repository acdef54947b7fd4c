package org.neurowright.io.project;

import java.util.ArrayList;
import java.util.List;
import org.neurowright.engine.description.SpikeSource;
import org.neurowright.engine.problem.Problem;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.sonata.simulation.SpikeSourceOpener;
import org.neurowright.io.spikes.SpikeFile;

/** Opens the spike files that inputs name. */
final class SpikeInputs {
  private SpikeInputs() {}

  static ReadResult<SpikeSource> open(SpikeSourceOpener.Request request) {
    ReadResult<SpikeFile> file = SpikeFile.read(request.file());
    List<Problem> problems = new ArrayList<>(file.problems());
    if (file.value().isEmpty()) {
      return ReadResult.failed(problems);
    }
    ReadResult<SpikeSource> source = file.value().get().forInput(request.population());
    problems.addAll(source.problems());
    return new ReadResult<>(source.value(), problems);
  }
}
