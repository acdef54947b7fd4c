package org.neurowright.app.lab.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.neurowright.engine.protocol.CurrentClamp;
import org.neurowright.engine.protocol.FiCurve;
import org.neurowright.engine.protocol.Passive;
import org.neurowright.engine.protocol.SynapticInput;
import org.neurowright.engine.protocol.VoltageClamp;
import org.neurowright.engine.protocol.Zap;

/** What stands in the fields at first is what the engine takes as usual. */
class ProtocolFormTest {

  @Test
  void pulsesBeginWithTheEnginesDefaults() {
    Passive.Settings passive = Passive.Settings.DEFAULT;
    assertDefaults(
        Protocol.PASSIVE,
        Map.of(
            "inj_amp", passive.injAmpPa(),
            "inj_delay", passive.injDelayMs(),
            "inj_dur", passive.injDurMs(),
            "tstop", passive.tstopMs()));
    CurrentClamp.Settings clamp = CurrentClamp.Settings.DEFAULT;
    for (Protocol protocol : List.of(Protocol.CLAMP, Protocol.FEATURES)) {
      assertDefaults(
          protocol,
          Map.of(
              "inj_amp", clamp.injAmpPa(),
              "inj_delay", clamp.injDelayMs(),
              "inj_dur", clamp.injDurMs(),
              "tstop", clamp.tstopMs()));
    }
  }

  @Test
  void sweepsBeginWithTheEnginesDefaults() {
    FiCurve.Settings fi = FiCurve.Settings.DEFAULT;
    assertDefaults(
        Protocol.FI,
        Map.of(
            "i_start", fi.iStartPa(),
            "i_stop", fi.iStopPa(),
            "i_increment", fi.iIncrementPa(),
            "tstart", fi.tstartMs(),
            "tdur", fi.tdurMs(),
            "threshold", fi.thresholdMv()));
    Zap.Settings zap = Zap.Settings.DEFAULT;
    assertDefaults(
        Protocol.ZAP,
        Map.of(
            "inj_amp", zap.injAmpPa(),
            "inj_delay", zap.injDelayMs(),
            "inj_dur", zap.injDurMs(),
            "tstop", zap.tstopMs(),
            "fstart", zap.fstartHz(),
            "fend", zap.fendHz(),
            "smooth", (double) zap.smooth()));
  }

  @Test
  void synapsesAndVoltageClampsBeginWithTheEnginesDefaults() {
    SynapticInput.Settings synapse = SynapticInput.Settings.DEFAULT;
    assertDefaults(
        Protocol.SYNAPSE,
        Map.of(
            "weight", synapse.weight(),
            "delay", synapse.delayMs(),
            "tstop", synapse.tstopMs()));
    VoltageClamp.Settings clamp = VoltageClamp.Settings.DEFAULT;
    assertDefaults(
        Protocol.VOLTAGE_CLAMP,
        Map.of(
            "hold", clamp.holdMv(),
            "hold_dur", clamp.holdMs(),
            "step_start", clamp.stepStartMv(),
            "step_stop", clamp.stepStopMv(),
            "step_increment", clamp.stepIncrementMv(),
            "step_dur", clamp.stepMs(),
            "tail", clamp.tailMv(),
            "tail_dur", clamp.tailMs(),
            "rs", clamp.rsMohm()));
  }

  private static void assertDefaults(Protocol protocol, Map<String, Double> usual) {
    ProtocolForm form = new ProtocolForm(protocol, List.of("Exp2Syn"));
    usual.forEach(
        (key, value) -> assertThat(form.number(key)).as("%s %s", protocol, key).isEqualTo(value));
  }
}
