package org.neurowright.engine.nmodl.pass;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neurowright.engine.cable.Blueprint;
import org.neurowright.engine.cable.CableGroup;
import org.neurowright.engine.cable.CableNetwork;
import org.neurowright.engine.cable.CablePartition;
import org.neurowright.engine.cable.CableSettings;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.MechanismInsertion;
import org.neurowright.engine.description.SectionGeometry;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.description.SectionModel;
import org.neurowright.engine.mechanism.MechanismCatalogue;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.mechanism.Superposition;
import org.neurowright.engine.nmodl.NmodlCompiler;
import org.neurowright.engine.nmodl.NmodlResult;
import org.neurowright.engine.nmodl.NmodlSource;
import org.neurowright.engine.nmodl.builtin.BuiltinMechanisms;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;

class SuperpositionProofTest {
  /** A synapse of two decaying states; tests replace one part of it. */
  private record Text(
      String neuron,
      String declarations,
      String initial,
      String breakpoint,
      String derivative,
      String receive) {
    static final Text PLAIN =
        new Text(
            "",
            "",
            "A = 0  B = 0  factor = 1/(tau1 + tau2)",
            "g = B + A  i = g*(v - e)",
            "A' = -A/tau1  B' = -B/tau2",
            "(w) { A = A + w*factor  B = B + w*factor }");

    String write(String name) {
      return """
      NEURON { POINT_PROCESS %s NONSPECIFIC_CURRENT i RANGE tau1, tau2, e, g %s }
      PARAMETER { tau1 = 1 (ms) tau2 = 3 (ms) e = 5 (mV) }
      ASSIGNED { v (mV) i (nA) g (uS) factor }
      STATE { A B }
      %s
      INITIAL { %s }
      BREAKPOINT { SOLVE s METHOD cnexp %s }
      DERIVATIVE s { %s }
      NET_RECEIVE %s
      """
          .formatted(name, neuron, declarations, initial, breakpoint, derivative, receive);
    }
  }

  private static Superposition proof(String text) {
    NmodlResult result = new NmodlCompiler().compile(List.of(new NmodlSource("t.mod", text)));
    assertThat(result.problems()).noneMatch(Problem::isError);
    return result.types().getFirst().superposition();
  }

  @Test
  void theUsualSynapsesAddUp() {
    MechanismCatalogue builtin = BuiltinMechanisms.catalogue(new NmodlCompiler());
    for (String name : List.of("ExpSyn", "Exp2Syn")) {
      assertThat(builtin.find(name).orElseThrow().superposition())
          .as(name)
          .isEqualTo(Superposition.PROVED);
    }
    for (String name : List.of("AlphaSynapse", "IClamp", "SEClamp", "APCount", "NetStim", "hh")) {
      assertThat(builtin.find(name).orElseThrow().superposition().proved()).as(name).isFalse();
    }
  }

  /** What differs from the plain synapse, and still adds up. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "breakpoint | g = B - A  i = g*(v - e)/(1 + exp(-0.062*v)*0.28)",
        "breakpoint | if (v > -60) { g = B } else { g = 2*A }  i = g*(v - e)",
        "breakpoint | i = 0  if (t > 3) { i = (A + B)*(v - e) }",
        "derivative | A' = -A/tau1  B' = A - B/tau2",
        "derivative | A' = -A/(tau1 + t)  B' = -B*exp(v/100)/tau2",
        "receive | (w) { if (w > 0) { A = A + w*w } else { B = B + exp(v/50) } }",
        "receive | (w, u, last) { u = u + (1 - u)*0.3*exp(-(t - last)) A = A + w*u last = t }",
        "receive | (w, u) { INITIAL { u = 0.5 } A = A + w*u  u = u*0.7 }",
      })
  void addsUp(String part, String text) {
    assertThat(proof(changed(part, text).write("Syn"))).isEqualTo(Superposition.PROVED);
  }

  /** Counter-examples: in each, two instances differ from one that gets the events of both. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "breakpoint | i = A*B*(v - e) | multiplied by a state",
        "breakpoint | i = (A + 0.1)*(v - e) | added to something else",
        "breakpoint | i = 0.1*(v - e) | no state is a factor",
        "breakpoint | g = A/(1 + A)  i = g*(v - e) | added to something else",
        "breakpoint | g = exp(A)  i = g*(v - e) | argument of exp",
        "breakpoint | if (A > 1) { g = 1 } else { g = A }  i = g*(v - e) | a condition",
        "breakpoint | if (v > -60) { g = A } else { g = 1 }  i = g*(v - e) | something else",
        "derivative | A' = (0.1 - A)/tau1  B' = -B/tau2 | A does not add up",
        "derivative | A' = -A/tau1  B' = -B/(tau2 + A) | B does not add up",
        "derivative | A' = -A/tau1  B' = -B/tau2 + 0.01*v | B does not add up",
        "initial | A = 0  B = 0.1  factor = 1 | B does not add up",
        "initial | A = 0  factor = 1 | B does not add up",
        "receive | (w) { A = A + w*(1 - A) } | NET_RECEIVE does not just add to A",
        "receive | (w) { A = 0.5*A + w } | NET_RECEIVE does not just add to A",
        "receive | (w) { A = w } | NET_RECEIVE sets A",
        "receive | (w) { A = A + B  B = B + w } | NET_RECEIVE does not just add to A",
        "receive | (w) { B = B + w  A = B } | NET_RECEIVE does not just add to A",
        "receive | (w) { if (A < 1) { A = A + w } } | a condition",
        "receive | (w) { factor = factor*0.9  A = A + w*factor } | factor does not add up",
        "receive | (w) { tau1 = w  A = A + w } | tau1 does not add up",
        "receive | (w, x) { x = A  A = A + w } | x depends on the states",
        "receive | (w) { A = A + w  net_send(1, 1) } | net_send",
        "receive | (w) { A = A + w  net_event(t) } | net_event",
        "receive | (w) { A = A + w  WATCH (v > -50) 2 } | WATCH",
      })
  void doesNotAddUp(String part, String text, String reason) {
    Superposition found = proof(changed(part, text).write("Syn"));
    assertThat(found.proved()).isFalse();
    assertThat(found.reason()).contains(reason);
  }

  @Test
  void aHistoryOfTheInstanceDoesNotAddUp() {
    Text text =
        new Text(
            "",
            "ASSIGNED { last n }",
            "A = 0  B = 0  factor = 1  last = -100",
            Text.PLAIN.breakpoint(),
            Text.PLAIN.derivative(),
            "(w) { A = A + w*(1 - exp(-(t - last)/50))  last = t }");
    assertThat(proof(text.write("Syn")).proved()).isFalse();
  }

  @Test
  void whatAllInstancesShareOrAnIonHasDoesNotAddUp() {
    assertThat(
            proof(
                    new Text(
                            "GLOBAL count",
                            "ASSIGNED { count }",
                            Text.PLAIN.initial(),
                            Text.PLAIN.breakpoint(),
                            Text.PLAIN.derivative(),
                            "(w) { count = count + 1  A = A + w*count }")
                        .write("Syn"))
                .reason())
        .contains("share count");
    assertThat(
            proof(
                    new Text(
                            "USEION ca READ cai WRITE cai",
                            "ASSIGNED { cai }",
                            Text.PLAIN.initial(),
                            Text.PLAIN.breakpoint() + " cai = cai + A",
                            Text.PLAIN.derivative(),
                            Text.PLAIN.receive())
                        .write("Syn"))
                .reason())
        .contains("concentration");
    assertThat(
            proof(
                    new Text(
                            "USEION ca READ ica",
                            "ASSIGNED { ica }",
                            Text.PLAIN.initial(),
                            Text.PLAIN.breakpoint(),
                            "A' = -A/tau1 + ica  B' = -B",
                            Text.PLAIN.receive())
                        .write("Syn"))
                .reason())
        .contains("current of ca");
  }

  /** Newton's iteration is only as exact as its tolerance, so even linear equations stay apart. */
  @Test
  void statesFromANewtonIterationDoNotAddUp() {
    String text = Text.PLAIN.write("Syn").replace("cnexp", "derivimplicit");
    assertThat(proof(text).reason()).contains("Newton");
  }

  private static Text changed(String part, String text) {
    Text p = Text.PLAIN;
    return switch (part) {
      case "initial" -> new Text("", "", text, p.breakpoint(), p.derivative(), p.receive());
      case "breakpoint" -> new Text("", "", p.initial(), text, p.derivative(), p.receive());
      case "derivative" -> new Text("", "", p.initial(), p.breakpoint(), text, p.receive());
      case "receive" -> new Text("", "", p.initial(), p.breakpoint(), p.derivative(), text);
      default -> throw new IllegalArgumentException(part);
    };
  }

  // ---------------------------------------------------------------- numbers

  private static final List<String> BREAKPOINTS =
      List.of(
          "g = B + A  i = g*(v - e)",
          "g = 3*B - A  i = g*(v - e)/(1 + exp(-0.06*v))",
          "if (v > -64) { g = A } else { g = B/2 }  i = g*(v - e)",
          "g = A + B  i = (g*g + g)*(v - e)",
          "g = A + B  if (g > 0.004) { g = 0.004 }  i = g*(v - e)",
          "g = A + 0.001  i = g*(v - e)");
  private static final List<String> DERIVATIVES =
      List.of(
          "A' = -A/tau1  B' = -B/tau2",
          "A' = -A/tau1*(1 + 0.1*t)  B' = A - B/tau2",
          "A' = -A*exp(v/60)/tau1  B' = (A - B)/tau2",
          "A' = -A/(tau1 + 100*B)  B' = -B/tau2",
          "A' = (0.001 - A)/tau1  B' = -B/tau2");
  private static final List<String> RECEIVES =
      List.of(
          "(w) { A = A + w*factor  B = B + w }",
          "(w) { if (w > 0.002) { A = A + w } else { B = B + 2*w*exp(v/60) } }",
          "(w, u, last) { u = u + (0.6 - u)*exp(-(t - last)/5) A = A + w*u last = t }",
          "(w) { A = A + w*(1 - 100*A) }",
          "(w) { A = 0.8*A + w  B = B + w }",
          "(w) { factor = factor + 0.5  A = A + w*factor }");

  /**
   * Whatever is proved must hold: every synapse made of these parts, 6 instances against 1, with
   * random parameters, weights, delays and spike times. Where the numbers differ there must be no
   * proof; the parts contain both kinds.
   */
  @Test
  void proofsHoldInNumbers() {
    List<NmodlSource> sources = new ArrayList<>();
    for (String breakpoint : BREAKPOINTS) {
      for (String derivative : DERIVATIVES) {
        for (String receive : RECEIVES) {
          String name = "Syn" + sources.size();
          Text text = new Text("", "", Text.PLAIN.initial(), breakpoint, derivative, receive);
          sources.add(new NmodlSource(name + ".mod", text.write(name)));
        }
      }
    }
    NmodlResult result = new NmodlCompiler().compile(sources);
    assertThat(result.problems()).noneMatch(Problem::isError);
    MechanismCatalogue catalogue =
        BuiltinMechanisms.catalogue(new NmodlCompiler()).with(result.types());
    int proved = 0;
    int different = 0;
    for (int k = 0; k < result.types().size(); k++) {
      MechanismType type = result.types().get(k);
      double difference = largestDifference(catalogue, type, new Random(k));
      if (type.superposition().proved()) {
        proved++;
        assertThat(difference).as(sources.get(k).text()).isLessThan(1e-12);
      } else if (difference > 1e-9) {
        different++;
      }
    }
    // The first 3 parts of each kind keep additivity, and all their combinations are proved. The
    // third event leaves B at 0, so that dividing by tau1 + 100*B does no harm: 3 more.
    assertThat(proved).isEqualTo(3 * 3 * 3 + 3);
    assertThat(different).isGreaterThan(100);
  }

  /** Largest relative difference of v and of the sum of a state over 300 steps. */
  private static double largestDifference(
      MechanismCatalogue catalogue, MechanismType type, Random random) {
    int synapses = 6;
    Map<String, Double> parameters =
        Map.of("tau1", .5 + random.nextDouble(), "tau2", 2 + 3 * random.nextDouble());
    double[][] times = new double[synapses][];
    double[] weight = new double[synapses];
    double[] delay = new double[synapses];
    for (int s = 0; s < synapses; s++) {
      times[s] = random.doubles(8, 0, 25).sorted().toArray();
      weight[s] = random.nextDouble() * .005;
      delay[s] = random.nextInt(30) * .1;
    }
    CableNetwork apart = new CableNetwork(catalogue);
    CableNetwork together = new CableNetwork(catalogue);
    for (CableNetwork network : List.of(apart, together)) {
      network.addCell(cell(catalogue));
      int template = network.addTemplate(new CableNetwork.PointTemplate(type, parameters));
      for (int s = 0; s < synapses; s++) {
        int point = s == 0 || network == apart ? network.addPoint(0, 0, .5, template) : 0;
        network.connect(network.addTrain(times[s]), point, weight[s], delay[s]);
      }
    }
    CableSettings settings = new CableSettings(.1, -65, 6.3, 0, Map.of());
    CablePartition many = apart.partition(1, settings);
    CablePartition one = together.partition(1, settings);
    CableGroup manyGroup = many.groups().getFirst();
    CableGroup oneGroup = one.groups().getFirst();
    manyGroup.initialise();
    oneGroup.initialise();
    double worst = 0;
    for (int step = 0; step < 300; step++) {
      manyGroup.advance(step, 1);
      oneGroup.advance(step, 1);
      double v = many.probe(0, 0, .5, "v").orElseThrow().value();
      worst = Math.max(worst, Math.abs(one.probe(0, 0, .5, "v").orElseThrow().value() / v - 1));
      for (String state : List.of("A", "B")) {
        double sum = 0;
        for (int s = 0; s < synapses; s++) {
          sum += many.probe(s, state).orElseThrow().value();
        }
        double folded = one.probe(0, state).orElseThrow().value();
        worst = Math.max(worst, Math.abs(folded - sum) / Math.max(Math.abs(sum), 1e-12));
      }
    }
    return worst;
  }

  private static Blueprint cell(MechanismCatalogue catalogue) {
    SectionModel soma =
        SectionModel.of(
                "soma[0]",
                SectionKind.ofSectionName("soma[0]"),
                new SectionGeometry.Cylinder(20, 20),
                -1,
                0)
            .withMembrane(100, 1, List.of(new MechanismInsertion("pas", Map.of())), Map.of());
    Problems problems = new Problems();
    Blueprint blueprint = Blueprint.of(new CableCell("cell", List.of(soma)), catalogue, problems);
    problems.throwIfErrors();
    return blueprint;
  }
}
