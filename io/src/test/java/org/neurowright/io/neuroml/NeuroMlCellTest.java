package org.neurowright.io.neuroml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurowright.engine.build.BuildOptions;
import org.neurowright.engine.build.NetworkBuilder;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.CellModel;
import org.neurowright.engine.description.InputDescription;
import org.neurowright.engine.description.ModelDescription;
import org.neurowright.engine.description.NodePopulation;
import org.neurowright.engine.description.NodeSelection;
import org.neurowright.engine.description.NodeType;
import org.neurowright.engine.description.OutputSettings;
import org.neurowright.engine.description.ReportDescription;
import org.neurowright.engine.description.RunSettings;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.description.SectionModel;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.record.ResultSink;
import org.neurowright.engine.record.RunLayout;
import org.neurowright.engine.record.SampleBlock;
import org.neurowright.engine.task.RunControl;
import org.neurowright.engine.weights.WeightFunctions;
import org.neurowright.io.cell.BmtkCellModels;
import org.neurowright.io.cell.CellRequest;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.project.MechanismLibrary;

class NeuroMlCellTest {
  @TempDir Path folder;

  /**
   * Seven gates of all the usual forms, component types with conditions and calcium, a Nernst
   * potential and a calcium pool, against {@code soma_reference.py}, which integrates the same
   * equations. The step is so short that its error, which is of first order, stays below the
   * tolerance.
   */
  @Test
  void channelsFollowTheEquationsOfNeuroMl() throws IOException {
    Path file = resource("soma.cell.nml");
    resource("channels.nml");
    List<double[]> v = run(load(file).orThrow(), file, 30, 0.0025);
    assertThat(v.get(1999)[0]).isCloseTo(-69.10128, within(2e-3));
    assertThat(v.get(3999)[0]).isCloseTo(-68.31529, within(2e-3));
    assertThat(v.get(6999)[0]).isCloseTo(-68.23420, within(2e-3));
    int crossing = 0;
    while (v.get(crossing)[0] <= 0) {
      crossing++;
    }
    assertThat((crossing + 1) * 0.0025).isCloseTo(SPIKE_MS, within(0.01));
  }

  private static final double SPIKE_MS = 21.17866;

  @Test
  void segmentsBecomeSectionsByGroupsAndBranches() throws IOException {
    Path file =
        write(
            "tree.nml",
            """
            <neuroml xmlns="http://www.neuroml.org/schema/neuroml2">
              <cell id="tree"><morphology id="m">
                <segment id="0"><proximal x="0" y="0" z="0" diameter="10"/><distal x="0" y="10" z="0" diameter="10"/></segment>
                <segment id="1"><parent segment="0"/><distal x="0" y="30" z="0" diameter="2"/></segment>
                <segment id="2"><parent segment="1"/><distal x="0" y="50" z="0" diameter="1"/></segment>
                <segment id="3"><parent segment="0" fractionAlong="0.5"/><proximal x="5" y="5" z="0" diameter="1"/><distal x="45" y="5" z="0" diameter="1"/></segment>
                <segment id="4"><parent segment="2" fractionAlong="0.5"/><distal x="20" y="40" z="0" diameter="1"/></segment>
                <segmentGroup id="body" neuroLexId="GO:0043025"><member segment="0"/></segmentGroup>
                <segmentGroup id="trunk" neuroLexId="sao864921383"><member segment="1"/><member segment="2"/></segmentGroup>
                <segmentGroup id="axon_1"><member segment="3"/></segmentGroup>
                <segmentGroup id="tuft"><subTree><from segment="4"/></subTree></segmentGroup>
                <segmentGroup id="way"><path><from segment="1"/><to segment="2"/></path><include segmentGroup="tuft"/></segmentGroup>
              </morphology>
              <biophysicalProperties id="b">
                <membraneProperties>
                  <specificCapacitance value="1 uF_per_cm2"/>
                  <specificCapacitance value="0.02 F_per_m2" segmentGroup="way"/>
                </membraneProperties>
                <intracellularProperties><resistivity value="1.5 ohm_m" segmentGroup="axon_1"/></intracellularProperties>
              </biophysicalProperties></cell>
            </neuroml>
            """);
    List<SectionModel> sections = load(file).orThrow().sections();
    assertThat(sections)
        .extracting(SectionModel::name)
        .containsExactly("soma[0]", "dend[0]", "dend[1]", "axon[0]");
    assertThat(sections).extracting(SectionModel::parent).containsExactly(-1, 0, 1, 0);
    assertThat(sections).extracting(SectionModel::parentX).containsExactly(0.0, 1.0, 0.75, 0.5);
    assertThat(sections)
        .extracting(SectionModel::capacitanceUfPerCm2)
        .containsExactly(1.0, 2.0, 2.0, 1.0);
    assertThat(sections.get(1).lengthUm()).isCloseTo(40, within(1e-9));
    assertThat(sections.get(3).axialResistivityOhmCm()).isCloseTo(150, within(1e-9));
    assertThat(sections.get(3).kind()).isEqualTo(SectionKind.AXON);
  }

  @Test
  void whatCannotBeUsedIsLocated() throws IOException {
    Path file =
        write(
            "bad.nml",
            """
            <neuroml xmlns="http://www.neuroml.org/schema/neuroml2">
              <include href="missing.nml"/>
              <cell id="ball"><morphology id="m">
                <segment id="0"><proximal x="0" y="0" z="0" diameter="10"/><distal x="0" y="10" z="0" diameter="10"/></segment>
              </morphology>
              <biophysicalProperties id="b"><membraneProperties>
                <channelDensity id="k" ionChannel="kd" ion="k" condDensity="1 apples" erev="-77 mV"/>
                <channelDensity id="l" ionChannel="kd" ion="k" condDensity="1 mS_per_cm2" erev="-77 mV" segmentGroup="spines"/>
                <channelDensityNonUniform id="n" ionChannel="kd" ion="k" erev="-77 mV"/>
              </membraneProperties></biophysicalProperties></cell>
            </neuroml>
            """);
    List<Problem> errors = load(file).problems().stream().filter(Problem::isError).toList();
    assertThat(errors)
        .extracting(p -> p.code() + " " + p.location().line())
        .containsExactlyInAnyOrder(
            "neuroml.missing-file 2",
            "neuroml.bad-number 7",
            "neuroml.unknown-group 8",
            "neuroml.not-supported 9");
  }

  @Test
  void unknownTypesAndFormulasAreProblemsOfTheChannel() throws IOException {
    Path file =
        write(
            "odd.nml",
            """
            <neuroml xmlns="http://www.neuroml.org/schema/neuroml2">
              <ionChannelHH id="odd" species="k">
                <gateHHtauInf id="n" instances="1">
                  <timeCourse type="unheard"/>
                  <steadyState type="strange"/>
                </gateHHtauInf>
              </ionChannelHH>
              <ComponentType name="strange"><Exposure name="x"/><Dynamics>
                <DerivedVariable name="x" exposure="x" value="v + elsewhere"/>
              </Dynamics></ComponentType>
            </neuroml>
            """);
    ReadResult<?> result = NeuroMlMechanisms.translate(file);
    assertThat(result.problems())
        .extracting(p -> p.location().line())
        .containsExactlyInAnyOrder(4, 9);
    assertThat(result.problems()).extracting(Problem::code).containsOnly("neuroml.channel");
  }

  /**
   * Every form compiles: kinetic gates, fractional gates, currents by Goldman, Hodgkin and Katz.
   */
  @Test
  void everyFormCompiles() throws IOException {
    Path file =
        write(
            "forms.nml",
            """
            <neuroml xmlns="http://www.neuroml.org/schema/neuroml2">
              <fixedFactorConcentrationModel id="fixed" ion="ca" restingConc="1e-4 mM" decayConstant="10 ms" rho="1e-6 mol_per_m_per_A_per_s"/>
              <ionChannelKS id="ks" species="k" conductance="10pS"><gateKS id="n" instances="1">
                <closedState id="c1"/><openState id="o1"/>
                <vHalfTransition from="c1" to="o1" vHalf="0mV" z="1.5" gamma="0.75" tau="3.2ms" tauMin="0.3ms"/>
              </gateKS></ionChannelKS>
              <ionChannelHH id="split" species="k" conductance="10pS">
                <gateHHInstantaneous id="a" instances="1"><steadyState type="HHSigmoidVariable" rate="1" midpoint="-50mV" scale="5mV"/></gateHHInstantaneous>
                <gateFractional id="b" instances="2">
                  <subGate id="fast" fractionalConductance="0.6"><steadyState type="HHSigmoidVariable" rate="1" midpoint="-50mV" scale="5mV"/><timeCourse type="fixedTimeCourse" tau="2ms"/></subGate>
                  <subGate id="slow" fractionalConductance="0.4"><steadyState type="HHSigmoidVariable" rate="1" midpoint="-50mV" scale="5mV"/><timeCourse type="fixedTimeCourse" tau="20ms"/></subGate>
                </gateFractional>
              </ionChannelHH>
              <ionChannelHH id="cal" species="ca" conductance="10pS">
                <q10ConductanceScaling q10Factor="1.5" experimentalTemp="20 degC"/>
                <gateHHtauInf id="n" instances="2"><timeCourse type="fixedTimeCourse" tau="2ms"/><steadyState type="HHSigmoidVariable" rate="1" midpoint="-50mV" scale="5mV"/></gateHHtauInf>
              </ionChannelHH>
              <channelDensityGHK id="g" ionChannel="cal" ion="ca" permeability="1e-6 m_per_s"/>
              <channelDensityGHK2 id="h" ionChannel="cal" ion="ca" condDensity="1 mS_per_cm2"/>
            </neuroml>
            """);
    MechanismLibrary.Loaded loaded = new MechanismLibrary(Optional.empty()).load(List.of(file));
    assertThat(loaded.problems()).filteredOn(Problem::isError).isEmpty();
    for (String name : List.of("ks", "split", "cal_ghk", "cal_ghk2", "fixed")) {
      assertThat(loaded.catalogue().find(name)).as(name).isPresent();
    }
  }

  private ReadResult<CableCell> load(Path file) {
    return new BmtkCellModels()
        .load(
            new CellRequest(
                "nml:" + file.getFileName(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(file),
                List.of(),
                Location.NOWHERE));
  }

  private List<double[]> run(CableCell cell, Path file, double celsius, double dtMs) {
    double tstopMs = 25;
    NodeSelection all =
        new NodeSelection("all", List.of(new NodeSelection.Rows("net", new int[] {0})));
    ModelDescription model =
        new ModelDescription(
            "ball",
            List.of(
                new NodePopulation(
                    "net",
                    new long[1],
                    new int[1],
                    List.of(new NodeType(100, Map.of())),
                    Map.of(),
                    new int[1],
                    List.of(new CellModel.Cable(cell)),
                    new double[3],
                    new double[3],
                    "nodes.h5")),
            List.of(),
            new RunSettings(tstopMs, dtMs, OptionalDouble.empty(), 0, 100, -65, celsius),
            List.of(
                new InputDescription.CurrentClamp(
                    "clamp",
                    all,
                    SectionKind.SOMA,
                    0,
                    0.5,
                    new double[] {0.25},
                    new double[] {20},
                    new double[] {100})),
            List.of(
                new ReportDescription.Membrane(
                    "v",
                    "v.h5",
                    "v",
                    all,
                    new ReportDescription.ReportWindow(0, tstopMs, dtMs),
                    true,
                    Set.of())),
            new OutputSettings(
                "/nowhere",
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OutputSettings.SpikeOrder.NONE),
            List.of());
    List<double[]> rows = new ArrayList<>();
    ResultSink sink =
        new ResultSink() {
          @Override
          public void begin(RunLayout layout) {}

          @Override
          public void samples(SampleBlock block) {
            for (int r = 0; r < block.rows(); r++) {
              rows.add(new double[] {block.values()[r * block.columns()]});
            }
          }
        };
    NetworkBuilder.build(
            model,
            new MechanismLibrary(Optional.empty()).load(List.of(file)).catalogue(),
            WeightFunctions.bmtk(),
            new BuildOptions(1, Map.of(), false, () -> 0),
            RunControl.none())
        .simulation()
        .run(RunControl.none(), List.of(sink));
    return rows;
  }

  private Path resource(String name) throws IOException {
    try (InputStream in = NeuroMlCellTest.class.getResourceAsStream(name)) {
      return Files.write(folder.resolve(name), in.readAllBytes());
    }
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
