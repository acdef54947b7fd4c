package org.neurowright.io.project;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    otherPopulation(request, file.value().get()).ifPresent(problems::add);
    return new ReadResult<>(source.value(), problems);
  }

  /**
   * The only population of a file is taken whatever its name, as BMTK does; that may not be what
   * was meant.
   */
  private static Optional<Problem> otherPopulation(
      SpikeSourceOpener.Request request, SpikeFile file) {
    List<String> names = file.populations();
    if (request.population().isPresent()
        || names.size() != 1
        || names.getFirst().equals(SpikeFile.UNNAMED)
        || request.nodePopulations().contains(names.getFirst())) {
      return Optional.empty();
    }
    return Optional.of(
        Problem.info(
                "spikes.other-population",
                request.where(),
                "The spikes of population "
                    + names.getFirst()
                    + " in "
                    + request.file()
                    + " are given to the nodes of "
                    + String.join(", ", request.nodePopulations())
                    + " that have the same ids")
            .hint(
                "Say \"population\": \"" + names.getFirst() + "\" in the input if that is meant"));
  }
}
