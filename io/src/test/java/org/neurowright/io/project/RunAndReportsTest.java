package org.neurowright.io.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurowright.engine.description.OutputSettings;
import org.neurowright.engine.description.ReportDescription;
import org.neurowright.engine.description.ReportDescription.ReportWindow;
import org.neurowright.engine.description.RunSettings;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Severity;

class RunAndReportsTest {
  @TempDir Path temp;
  private ModelFolder folder;

  @BeforeEach
  void folder() throws Exception {
    folder = new ModelFolder(temp);
  }

  private void run(String json) {
    folder.sections.put("run", "\"run\": {" + json + "}");
  }

  private void report(String json) {
    folder.sections.put("reports", "\"reports\": {\"r\": {" + json + "}}");
  }

  @Test
  void settingsHaveBmtksDefaults() throws Exception {
    run("\"tstop\": 100, \"nsteps_block\": 30");
    RunSettings run = folder.model().run();
    assertThat(run.dtMs()).isEqualTo(0.1);
    assertThat(run.dlUm()).hasValue(20);
    assertThat(run.spikeThresholdMv()).isEqualTo(-15);
    assertThat(run.stepsPerBlock()).isEqualTo(30);
    assertThat(run.vInitMv()).isEqualTo(-80);
    run("\"tstop\": 100, \"dL\": null, \"nsteps_block\": 100000, \"spikes_threshold\": -20");
    run = folder.model("config.misspelt-key").run();
    assertThat(run.dlUm()).isEmpty();
    assertThat(run.stepsPerBlock()).as("not more than there are steps").isEqualTo(1000);
    assertThat(run.spikeThresholdMv()).isEqualTo(-20);
  }

  @Test
  void withoutBlocksResultsAreWrittenAllTheSame() throws Exception {
    run("\"tstop\": 10000");
    assertThat(folder.model("run.nsteps_block").run().stepsPerBlock()).isEqualTo(5000);
    assertThat(folder.problem("run.nsteps_block").severity()).isEqualTo(Severity.INFO);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"dt\": 0",
        "\"dt\": -0.1",
        "\"dt\": \"fast\"",
        "\"dt\": NaN",
        "\"dL\": 0",
        "\"nsteps_block\": 1.5"
      })
  void impossibleValuesAreErrors(String value) throws Exception {
    run("\"tstop\": 10, " + value);
    assertThat(folder.read().problems()).filteredOn(Problem::isError).hasSize(1);
  }

  @Test
  void everythingThatIsMissingIsSaidAtOnce() throws Exception {
    run("\"dt\": 0.1, \"nsteps_block\": 5");
    folder.sections.put("conditions", "\"conditions\": {}");
    assertThat(folder.read().problems())
        .filteredOn(Problem::isError)
        .extracting(Problem::message)
        .containsExactlyInAnyOrder(
            "run.tstop is missing",
            "conditions.v_init is missing",
            "conditions.celsius is missing");
    run("\"tstop\": -5");
    assertThat(folder.problem("run.tstop").message()).contains("-5.0 ms");
  }

  @Test
  void numbersAsTextAndOddEndsAreWarnings() throws Exception {
    run("\"tstop\": \"10.05\", \"nsteps_block\": 5, \"tstart\": 3");
    assertThat(folder.read().problems())
        .extracting(Problem::code)
        .contains("config.number-as-text", "run.tstop-not-multiple", "run.tstart");
    assertThat(folder.read().hasErrors()).isFalse();
  }

  @Test
  void outputNamesGoUnderTheFolderUnlessTheyAlreadyAre() throws Exception {
    folder.sections.put(
        "output",
        "\"output\": {\"output_dir\": \"$OUT\", \"log_file\": \"log.txt\", \"spikes_file\": \"$OUT/s.h5\","
            + " \"spikes_file_csv\": \"/abs/s.csv\", \"spikes_sort_order\": \"gid\", \"overwrite_output_dir\": false}");
    OutputSettings output = folder.model().output();
    assertThat(output.outputDir()).isEqualTo(folder.dir.resolve("output").toString());
    assertThat(output.logFile()).contains("log.txt");
    assertThat(output.spikesFile()).contains(folder.dir.resolve("output/s.h5").toString());
    assertThat(output.spikesCsvFile()).contains("/abs/s.csv");
    assertThat(output.sortOrder()).isEqualTo(OutputSettings.SpikeOrder.BY_ID);
    assertThat(output.overwrite()).isFalse();
  }

  @Test
  void membraneReportsOfTheSomaAndOfSections() throws Exception {
    report(
        "\"module\": \"membrane_report\", \"variable_name\": \"v\", \"cells\": \"net\", \"sections\": \"soma\"");
    ReportDescription.Membrane soma =
        (ReportDescription.Membrane) folder.model().reports().getFirst();
    assertThat(soma.somaOnly()).isTrue();
    assertThat(soma.fileName()).isEqualTo("r.h5");
    assertThat(soma.cells().size()).isEqualTo(3);
    assertThat(soma.window()).isEqualTo(new ReportWindow(0, 10, 0.1));
    report(
        "\"module\": \"multimeter_report\", \"variable_name\": \"cai\", \"file_name\": \"x.h5\","
            + " \"sections\": [\"Basal\", \"apic\"], \"dt\": 0.3, \"start_time\": 1, \"end_time\": 4");
    ReportDescription.Membrane dendrites =
        (ReportDescription.Membrane) folder.model("report.default-cells").reports().getFirst();
    assertThat(dendrites.somaOnly()).isFalse();
    assertThat(dendrites.sections()).isEqualTo(Set.of(SectionKind.DEND, SectionKind.APIC));
    assertThat(dendrites.fileName()).isEqualTo("x.h5");
    assertThat(dendrites.window())
        .as("0.3 is a multiple of 0.1")
        .isEqualTo(new ReportWindow(1, 4, 0.3));
  }

  @Test
  void severalVariablesGiveSeveralFiles() throws Exception {
    report(
        "\"module\": \"membrane_report\", \"variable_name\": [\"v\", \"cai\"], \"cells\": \"net\"");
    List<ReportDescription> reports = folder.model("report.several-variables").reports();
    assertThat(reports)
        .extracting(ReportDescription::fileName)
        .containsExactly("r_v.h5", "r_cai.h5");
    folder.sections.put(
        "reports",
        "\"reports\": {\"a\": {\"module\": \"membrane_report\", \"variable_name\": \"v\", \"cells\": \"net\","
            + " \"file_name\": \"f.h5\"},"
            + "\"b\": {\"module\": \"membrane_report\", \"variable_name\": \"cai\", \"cells\": \"net\","
            + " \"file_name\": \"f.h5\"}}");
    assertThat(folder.model("report.same-file").reports())
        .extracting(ReportDescription::fileName)
        .containsExactly("f.h5", "f_cai.h5");
  }

  @Test
  void netconReportsHaveASynapseType() throws Exception {
    report("\"module\": \"netcon_report\", \"variable_name\": \"g\", \"cells\": \"net\"");
    ReportDescription.Netcon netcon =
        (ReportDescription.Netcon) folder.model().reports().getFirst();
    assertThat(netcon.synapseType()).contains("Exp2Syn");
    assertThat(netcon.cells().size()).as("point neurons have connections too").isEqualTo(4);
    report("\"module\": \"netcon_report\", \"variable_name\": \"g\", \"gids\": [3, 1]");
    assertThat(folder.model().reports().getFirst().cells().rows().getFirst().rows())
        .containsExactly(1, 3);
    report(
        "\"module\": \"netcon_report\", \"variable_name\": \"g\", \"cells\": \"net\", \"syn_type\": null");
    assertThat(((ReportDescription.Netcon) folder.model().reports().getFirst()).synapseType())
        .isEqualTo(Optional.empty());
  }

  @Test
  void windowsOffTheGridOrOutsideTheRunAreMendedWithAWarning() throws Exception {
    String report =
        "\"module\": \"membrane_report\", \"variable_name\": \"v\", \"cells\": \"net\", ";
    report(report + "\"start_time\": 1.03, \"end_time\": 50");
    assertThat(folder.model("report.window").reports().getFirst().window())
        .isEqualTo(new ReportWindow(1, 10, 0.1));
    report(report + "\"dt\": 0.25");
    assertThat(folder.problem("report.dt").isError()).isTrue();
    report(report + "\"start_time\": 5, \"end_time\": 5");
    assertThat(folder.problem("report.window").message()).contains("records nothing");
  }

  @Test
  void reportsThatCannotBeMadeAreLeftOutAndSaid() throws Exception {
    for (String module :
        List.of("extracellular", "clamp_report", "save_synapses", "spikes_report")) {
      report("\"module\": \"" + module + "\"");
      assertThat(folder.problem("report.not-supported").severity()).isEqualTo(Severity.WARNING);
    }
    report("\"module\": \"membrane_reprot\", \"variable_name\": \"v\"");
    assertThat(folder.problem("report.unknown-module").hint()).contains("membrane_report");
    report("\"module\": \"membrane_report\", \"variable_name\": \"v\", \"cells\": \"ext\"");
    assertThat(folder.problem("report.no-cells").message()).contains("no biophysical cells");
    report(
        "\"module\": \"membrane_report\", \"variable_name\": \"v\", \"cells\": \"net\", \"sections\": \"sma\"");
    assertThat(folder.problem("report.unknown-section").isError()).isTrue();
    report("\"module\": \"x\", \"enabled\": false");
    assertThat(folder.model().reports()).isEmpty();
  }
}
