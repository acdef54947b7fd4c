package org.neurowright.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.neurowright.engine.problem.Problem;
import org.neurowright.io.cell.BmtkFunctions;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.lab.LabCell;
import org.neurowright.io.lab.LabCells;
import org.neurowright.io.lab.LabRequest;
import org.neurowright.io.project.MechanismLibrary;

/** Nodes of networks, and morphologies with parameters, as cells of the lab. */
class LabNodesTest {
  private static ReadResult<LabCell> open(LabRequest request) {
    return new LabCells(new MechanismLibrary(Optional.empty()), BmtkFunctions.all()).open(request);
  }

  private static Path sample(String name) {
    return SampleCatalogue.find().folder().orElseThrow().resolve(name);
  }

  @Test
  void aNodeComesWithItsConditions() {
    LabCell cell =
        open(LabRequest.of(sample("hoc-cells/simulation_config.json")).withNode("row:2")).orThrow();
    assertThat(cell.conditions().dtMs()).isEqualTo(.05);
    assertThat(cell.specimen().sections("soma")).isNotEmpty();
    // the population may be left out when there is only one
    assertThat(open(LabRequest.of(sample("hoc-cells")).withNode("0")).value()).isPresent();
  }

  @Test
  void saysWhichNodesThereAre() {
    for (String wrong : new String[] {"row:99", "column:0", "row:x"}) {
      assertThat(open(LabRequest.of(sample("hoc-cells")).withNode(wrong)).problems())
          .as(wrong)
          .filteredOn(Problem::isError)
          .extracting(Problem::code)
          .containsExactly("lab.no-node");
    }
  }

  @Test
  void aMorphologyTakesItsParameters() {
    Path components = sample("current-steps/components");
    ReadResult<LabCell> read =
        open(
            LabRequest.of(components.resolve("morphologies/stellate.swc"))
                .withParams(components.resolve("biophysical_neuron_models/stellate.json")));
    LabCell cell = read.orThrow();
    assertThat(read.problems()).anyMatch(p -> p.code().equals("lab.processing"));
    assertThat(cell.specimen().cell().sections())
        .anyMatch(s -> s.name().equals("axon[1]"))
        .anyMatch(s -> s.mechanisms().stream().anyMatch(m -> m.mechanism().equals("hh")));
  }
}
