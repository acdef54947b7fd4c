package org.neurowright.io.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurowright.engine.description.SynapseModel;
import org.neurowright.engine.mechanism.MechanismCatalogue;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.nmodl.NmodlCompiler;
import org.neurowright.engine.nmodl.builtin.BuiltinMechanisms;
import org.neurowright.engine.problem.Problem;
import org.neurowright.io.cell.BmtkFunctions;
import org.neurowright.io.format.ReadResult;

class SynapseFileTest {
  private static MechanismCatalogue catalogue;

  @TempDir Path folder;
  private final SynapseFile files = new SynapseFile(BmtkFunctions.all().synapses());

  @BeforeAll
  static void compile() {
    catalogue = BuiltinMechanisms.catalogue(new NmodlCompiler());
  }

  private ReadResult<SynapseModel> read(String text) throws Exception {
    Path file = folder.resolve("synapse.json");
    Files.writeString(file, text);
    return files.read(file, catalogue, "ExpSyn");
  }

  private static MechanismType type(String name) {
    return catalogue.find(name).orElseThrow();
  }

  /** BMTK's exp2syn reads erev, tau1 and tau2. */
  @Test
  void keysAreThoseThatBmtksFunctionsRead() throws Exception {
    ReadResult<SynapseModel> read =
        read("{\"level_of_detail\": \"exp2syn\", \"tau1\": 0.4, \"tau2\": 4, \"erev\": -10}");
    assertThat(read.problems()).isEmpty();
    assertThat(read.orThrow())
        .isEqualTo(new SynapseModel("Exp2Syn", Map.of("tau1", .4, "tau2", 4.0, "e", -10.0)));
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("tau1", .4);
    values.put("tau2", 4.0);
    values.put("e", -10.0);
    assertThat(files.text(type("Exp2Syn"), values))
        .isEqualToIgnoringWhitespace(
            "{\"level_of_detail\":\"exp2syn\",\"tau1\":0.4,\"tau2\":4.0,\"erev\":-10.0}");
    assertThat(files.text(type("ExpSyn"), Map.of("tau", 3.0)))
        .isEqualToIgnoringWhitespace("{\"level_of_detail\":\"expsyn\",\"tau1\":3.0}");
  }

  @Test
  void whatIsWrittenIsReadBack() throws Exception {
    for (String name : List.of("Exp2Syn", "ExpSyn", "AlphaSynapse")) {
      if (type(name).netReceiveArgs() < 0) {
        continue;
      }
      Map<String, Double> values = new LinkedHashMap<>();
      org.neurowright.engine.protocol.SynapseTuning.parameters(type(name))
          .forEach(v -> values.put(v.name(), v.defaultValue() + .125));
      Path file = folder.resolve(name + ".json");
      files.write(file, type(name), values);
      assertThat(files.read(file, catalogue, "").orThrow())
          .isEqualTo(new SynapseModel(name, values));
      assertThat(folder.resolve(name + ".json.part")).doesNotExist();
    }
  }

  @Test
  void withoutANameTheUsualPointProcessIsMeant() throws Exception {
    ReadResult<SynapseModel> read = read("{\"tau\": 7, \"sign\": 1}");
    assertThat(read.orThrow()).isEqualTo(new SynapseModel("ExpSyn", Map.of("tau", 7.0)));
    assertThat(read.problems()).extracting(Problem::code).containsExactly("lab.unknown-parameter");
    assertThat(read.problems().getFirst().location().line()).isEqualTo(1);
  }

  @Test
  void whatIsWrongIsSaid() throws Exception {
    assertThat(read("[1]").problems())
        .extracting(Problem::code)
        .containsExactly("lab.bad-synapse-file");
    ReadResult<SynapseModel> unknown = read("{\"level_of_detail\": \"exp2sin\"}");
    assertThat(unknown.value()).isEmpty();
    assertThat(unknown.problems().getFirst().expected()).contains("Exp2Syn");
    assertThat(read("{").value()).isEmpty();
    assertThat(files.read(folder.resolve("none.json"), catalogue, "ExpSyn").value()).isEmpty();
  }
}
