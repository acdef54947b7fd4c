package org.neurowright.io.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.MechanismInsertion;
import org.neurowright.engine.description.SectionGeometry;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.description.SectionModel;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.io.format.ReadResult;

class BmtkCellModelsTest {
  private static final String SWC =
      """
      1 1 0 0 0 8 -1
      2 3 8 0 0 1 1
      3 3 40 0 0 0.8 2
      4 2 0 -9 0 0.75 1
      5 2 0 -70 5 0.25 4
      6 2 0 -90 5 0.25 5
      7 2 20 -90 5 0.125 5
      """;
  private static final String PERISOMATIC =
      """
      {"passive": [{"ra": 138.28, "e_pas": -92.5,
         "cm": [{"section": "soma", "cm": 1.0}, {"section": "axon", "cm": 1.5}, {"section": "dend", "cm": 2.12}]}],
       "fitting": [{"sweeps": [38]}],
       "conditions": [{"celsius": 34.0, "v_init": -92.5, "erev": [{"section": "soma", "ena": 53.0, "ek": -107.0}]}],
       "genome": [
         {"section": "soma", "name": "gbar_Im_v2", "value": 0.0012, "mechanism": "Im_v2"},
         {"section": "soma", "name": "gbar_NaTs", "value": "0.98", "mechanism": "NaTs"},
         {"section": "soma", "name": "gamma_CaDynamics", "value": 0.00125, "mechanism": "CaDynamics"},
         {"section": "soma", "name": "decay_CaDynamics", "value": 717.9, "mechanism": "CaDynamics"},
         {"section": "soma", "name": "g_pas", "value": 5.7e-06, "mechanism": ""},
         {"section": "axon", "name": "g_pas", "value": 0.00046, "mechanism": ""},
         {"section": "dend", "name": "g_pas", "value": 3.2e-06, "mechanism": ""}]}
      """;
  private static final String ALL_ACTIVE =
      """
      {"passive": [{"ra": 100}],
       "conditions": [{"erev": [{"section": "soma", "ena": 53.0, "ek": -107.0}]}],
       "genome": [
         {"section": "glob", "name": "x", "value": "1", "mechanism": ""},
         {"section": "soma", "name": "e_pas", "value": "-75", "mechanism": ""},
         {"section": "dend", "name": "cm", "value": "2.5", "mechanism": ""},
         {"section": "dend", "name": "Ra", "value": "120", "mechanism": ""},
         {"section": "dend", "name": "gbar_Ih", "value": "1e-5", "mechanism": "Ih"}]}
      """;
  private static final String NEUROML =
      """
      <neuroml xmlns="http://www.neuroml.org/schema/neuroml2" id="x">
        <concentrationModel id="CaDynamics" type="CaDynamics" segmentGroup="soma" decay="717.9 ms" gamma="0.00125"/>
        <cell id="1"><biophysicalProperties id="b"><membraneProperties>
          <channelDensity id="gbar_Im_v2" segmentGroup="soma" ion="k" ionChannel="Im_v2" erev="-107.0 mV"
             condDensity="0.0012 S_per_cm2"/>
          <channelDensity id="gbar_NaTs" segmentGroup="soma" ion="na" ionChannel="NaTs" erev="53.0 mV"
             condDensity="0.98"/>
          <channelDensityNernst id="gbar_Ca_HVA" segmentGroup="somatic" ion="ca" ionChannel="Ca_HVA"
             condDensity="0.5 S"/>
          <channelDensity id="g_pas" segmentGroup="all" ion="non_specific" ionChannel="pas" erev="-92.5 mV"
             condDensity="5.7e-06 S_per_cm2"/>
          <specificCapacitance segmentGroup="all" value="1.0 uF_per_cm2"/>
          <specificCapacitance segmentGroup="basal" value="2.12 uF_per_cm2"/>
        </membraneProperties><intracellularProperties>
          <resistivity segmentGroup="all" value="138.28 ohm_cm"/>
        </intracellularProperties></biophysicalProperties></cell>
      </neuroml>
      """;

  @TempDir Path folder;
  private final BmtkCellModels models = new BmtkCellModels();

  @BeforeEach
  void writeFiles() throws IOException {
    write("cell.swc", SWC);
    write("fit.json", PERISOMATIC);
    write("active.json", ALL_ACTIVE);
    write("cell.nml", NEUROML);
  }

  @Test
  void perisomaticCellsHaveTheirAxonReplacedAndTheirMembraneSet() {
    CableCell cell =
        load("ctdb:Biophys1.hoc", "cell.swc", "fit.json", null, "aibs_perisomatic").orThrow();

    assertThat(cell.sections())
        .extracting(SectionModel::name)
        .containsExactly("soma[0]", "dend[0]", "axon[0]", "axon[1]");
    SectionModel soma = cell.sections().get(0);
    SectionModel dendrite = cell.sections().get(1);
    SectionModel stub = cell.sections().get(2);
    assertThat(stub.lengthUm()).isEqualTo(30);
    assertThat(points(stub).diameter()).containsExactly(1, 1, 1);
    assertThat(points(stub).arcLengthsUm()[1]).isCloseTo(15, within(1e-4));
    assertThat(stub.parent()).isZero();
    assertThat(stub.parentX()).isEqualTo(0.5);
    assertThat(cell.sections().get(3).parent()).isEqualTo(2);
    assertThat(cell.sections().get(3).parentX()).isEqualTo(1);

    assertThat(cell.sections())
        .extracting(SectionModel::axialResistivityOhmCm)
        .containsOnly(138.28);
    assertThat(cell.sections())
        .extracting(SectionModel::capacitanceUfPerCm2)
        .containsExactly(1.0, 2.12, 1.5, 1.5);
    assertThat(soma.mechanisms())
        .containsExactly(
            new MechanismInsertion("pas", Map.of("e", -92.5, "g", 5.7e-6)),
            new MechanismInsertion("Im_v2", Map.of("gbar", 0.0012)),
            new MechanismInsertion("NaTs", Map.of("gbar", 0.98)),
            new MechanismInsertion("CaDynamics", Map.of("gamma", 0.00125, "decay", 717.9)));
    assertThat(soma.ionValues())
        .containsExactlyInAnyOrderEntriesOf(Map.of("ena", 53.0, "ek", -107.0));
    assertThat(dendrite.mechanisms())
        .containsExactly(new MechanismInsertion("pas", Map.of("e", -92.5, "g", 3.2e-6)));
    assertThat(dendrite.ionValues()).isEmpty();
  }

  @Test
  void equalRequestsShareOneBlueprint() {
    CableCell first =
        load("ctdb:Biophys1.hoc", "cell.swc", "fit.json", null, "aibs_perisomatic").orThrow();
    CableCell second =
        load("ctdb:Biophys1.hoc", "cell.swc", "fit.json", null, "aibs_perisomatic").orThrow();
    assertThat(second).isSameAs(first);
  }

  @Test
  void withoutParametersOrProcessingTheTracedAxonStays() {
    CableCell bare = load("ctdb:Biophys1", "cell.swc", null, null).orThrow();
    assertThat(bare.sections())
        .extracting(SectionModel::name)
        .containsExactly("soma[0]", "axon[0]", "axon[1]", "axon[2]", "dend[0]");
    CableCell unset = load("ctdb:Biophys1", "cell.swc", null, null, "aibs_perisomatic").orThrow();
    assertThat(unset.sections()).isEqualTo(bare.sections());
  }

  @Test
  void allActiveStubsHangOnTheFarEndAndKeepTheThicknessOfTheAxon() {
    ReadResult<CableCell> result =
        load("ctdb:Biophys1.hoc", "cell.swc", "active.json", null, "aibs_allactive");
    CableCell cell = result.orThrow();
    assertThat(result.problems()).extracting(Problem::code).containsExactly("cell.glob-section");

    SectionModel dendrite = cell.sections().get(1);
    assertThat(dendrite.axialResistivityOhmCm()).isEqualTo(120);
    assertThat(dendrite.capacitanceUfPerCm2()).isEqualTo(2.5);
    assertThat(dendrite.mechanisms())
        .containsExactly(
            new MechanismInsertion("pas", Map.of()),
            new MechanismInsertion("Ih", Map.of("gbar", 1e-5)));
    assertThat(cell.sections().get(0).mechanisms())
        .containsExactly(new MechanismInsertion("pas", Map.of("e", -75.0)));
    assertThat(cell.sections().get(2).parentX()).isEqualTo(1);
    // first axon section: from 1.5 to 0.5 um; last one: from 0.5 to 0.25 um
    assertThat(points(cell.sections().get(2)).diameter()[0]).isCloseTo(1, within(1e-7f));
    assertThat(points(cell.sections().get(3)).diameter()[0]).isCloseTo(0.375f, within(1e-7f));
  }

  private static SectionGeometry.Points points(SectionModel section) {
    return (SectionGeometry.Points) section.geometry();
  }

  @Test
  void neuroMlCellsAreCutAndSetWhateverTheProcessing() {
    CableCell cell =
        load("nml:cell.nml", "cell.swc", null, "cell.nml", "aibs_perisomatic").orThrow();
    assertThat(cell.sections())
        .extracting(SectionModel::name)
        .containsExactly("soma[0]", "dend[0]", "axon[0]", "axon[1]");
    assertThat(cell.sections())
        .extracting(SectionModel::capacitanceUfPerCm2)
        .containsExactly(1.0, 2.12, 1.0, 1.0);
    assertThat(cell.sections())
        .extracting(SectionModel::axialResistivityOhmCm)
        .containsOnly(138.28);
    assertThat(cell.sections().get(0).mechanisms())
        .containsExactly(
            new MechanismInsertion("CaDynamics", Map.of("gamma", 0.00125, "decay", 717.9)),
            new MechanismInsertion("Im_v2", Map.of("gbar", 0.0012)),
            new MechanismInsertion("NaTs", Map.of("gbar", 0.98)),
            new MechanismInsertion("Ca_HVA", Map.of("gbar", 0.5)),
            new MechanismInsertion("pas", Map.of("g", 5.7e-6, "e", -92.5)));
    assertThat(cell.sections().get(0).ionValues())
        .containsExactlyInAnyOrderEntriesOf(Map.of("ena", 53.0, "ek", -107.0));
  }

  @Test
  void aMorphologyWithoutAxonGetsTheStubAllTheSame() throws IOException {
    write("noaxon.swc", "1 1 0 0 0 8 -1\n2 3 8 0 0 1 1\n3 3 40 0 0 0.8 2\n");
    ReadResult<CableCell> result =
        load("ctdb:Biophys1.hoc", "noaxon.swc", "fit.json", null, "aibs_perisomatic");
    assertThat(result.orThrow().sections())
        .filteredOn(s -> s.kind() == SectionKind.AXON)
        .hasSize(2);
    assertThat(result.problems()).extracting(Problem::code).containsExactly("cell.no-axon");
  }

  @Test
  void everythingWrongWithARequestIsSaidAtOnce() {
    ReadResult<CableCell> result =
        load(
            "hoc:Pyramidal",
            null,
            null,
            null,
            "extracellular",
            "aibs_allactive_ful",
            "aibs_allactive_directed");
    assertThat(result.problems())
        .extracting(Problem::code)
        .containsExactly(
            "cell.template-not-supported", "cell.missing-morphology", "cell.unknown-processing");
    assertThat(result.problems()).allMatch(p -> p.location().line() == 3);
    assertThat(result.problems().get(2).toString())
        .contains("aibs_allactive_ful")
        .contains("one of aibs_allactive, aibs_allactive_directed")
        .contains("add_cell_processor");
  }

  @Test
  void missingFilesAreAllNamed() {
    ReadResult<CableCell> result =
        load("nml:none.nml", "none.swc", "none.json", "none.nml", "aibs_perisomatic");
    assertThat(result.value()).isEmpty();
    assertThat(result.problems())
        .extracting(p -> Path.of(p.location().path()).getFileName().toString())
        .containsExactlyInAnyOrder("none.swc", "none.json", "none.nml");
  }

  @Test
  void parametersThatDoNotFitAreLocatedInTheFile() throws IOException {
    write(
        "bad.json",
        """
        {"passive": [{"ra": "thick", "cm": [{"section": "soma", "cm": 1.0}]}],
         "conditions": [{"erev": [{"section": "apic", "ena": 53.0, "ek": -107.0}]}],
         "genome": [{"section": "soma", "name": "gbar_Im", "value": 1, "mechanism": "Kv"},
                    {"section": "spine", "name": "g_pas", "value": 1, "mechanism": ""},
                    {"section": "soma", "name": "g_pas", "mechanism": ""}]}
        """);
    ReadResult<CableCell> result =
        load("ctdb:Biophys1.hoc", "cell.swc", "bad.json", null, "aibs_perisomatic");
    assertThat(result.value()).isEmpty();
    assertThat(result.problems())
        .extracting(p -> p.location().element())
        .containsExactlyInAnyOrder(
            "$.passive[0].ra",
            "$.passive[0].e_pas",
            "$.passive[0].cm",
            "$.passive[0].cm",
            "$.genome[0]",
            "$.genome[1]",
            "$.genome[2].value",
            "$.conditions[0].erev[0]");
  }

  @Test
  void brokenFilesGiveLinesNotStackTraces() throws IOException {
    write("broken.json", "{\"passive\": [\n{\"ra\": }]");
    write("broken.nml", "<neuroml>\n<cell>\n</neuroml>");
    ReadResult<CableCell> json =
        load("ctdb:Biophys1.hoc", "cell.swc", "broken.json", null, "aibs_perisomatic");
    assertThat(json.problems().getFirst().code()).isEqualTo("cell.bad-json");
    assertThat(json.problems().getFirst().location().line()).isEqualTo(2);
    ReadResult<CableCell> xml = load("nml:broken.nml", "cell.swc", null, "broken.nml");
    assertThat(xml.problems()).extracting(Problem::code).containsExactly("cell.bad-xml");
    assertThat(xml.problems().getFirst().location().line()).isEqualTo(3);
  }

  @Test
  void neuroMlFaultsHaveTheirLines() throws IOException {
    write(
        "bad.nml",
        """
        <neuroml xmlns="http://www.neuroml.org/schema/neuroml2">
          <resistivity value="138 ohm_cm"/>
          <resistivity segmentGroup="spines" value="138 ohm_cm"/>
          <specificCapacitance segmentGroup="soma" value="much"/>
          <channelDensity id="g" segmentGroup="soma" ion="k" ionChannel="Im" erev="-107.0 mV" condDensity="1"/>
          <channelDensityNernst id="gbar_Kv" segmentGroup="soma" ion="k" ionChannel="Kv" condDensity="1"/>
        </neuroml>
        """);
    ReadResult<CableCell> result = load("nml:bad.nml", "cell.swc", null, "bad.nml");
    assertThat(result.problems())
        .extracting(p -> p.location().line())
        .containsExactly(2, 3, 4, 5, 6);
    assertThat(result.problems()).extracting(Problem::code).containsOnly("cell.bad-neuroml");
  }

  @Test
  void externalEntitiesAreNotFetched() throws IOException {
    write(
        "evil.nml",
        "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>\n"
            + "<neuroml xmlns=\"http://www.neuroml.org/schema/neuroml2\">\n"
            + "<resistivity segmentGroup=\"all\" value=\"&e;\"/></neuroml>");
    assertThat(load("nml:evil.nml", "cell.swc", null, "evil.nml").value()).isEmpty();
  }

  private ReadResult<CableCell> load(
      String template, String swc, String fit, String modelFile, String... processing) {
    return models.load(
        new CellRequest(
            template,
            Optional.ofNullable(swc).map(folder::resolve),
            Optional.ofNullable(fit).map(folder::resolve),
            Optional.ofNullable(modelFile).map(folder::resolve),
            List.of(processing),
            Location.of(Path.of("node_types.csv"), 3)));
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }
}
