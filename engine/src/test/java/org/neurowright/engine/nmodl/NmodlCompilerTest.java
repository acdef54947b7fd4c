package org.neurowright.engine.nmodl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.neurowright.engine.mechanism.Clock;
import org.neurowright.engine.mechanism.IonArrays;
import org.neurowright.engine.mechanism.IonUse;
import org.neurowright.engine.mechanism.KernelBinding;
import org.neurowright.engine.mechanism.MechanismKernel;
import org.neurowright.engine.mechanism.MechanismKind;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.mechanism.MechanismType.Phase;
import org.neurowright.engine.mechanism.MechanismVariable;
import org.neurowright.engine.mechanism.NodeArrays;
import org.neurowright.engine.nmodl.builtin.BuiltinMechanisms;
import org.neurowright.engine.problem.ModelException;

final class NmodlCompilerTest {
  private static MechanismType compile(String text) {
    NmodlResult result = new NmodlCompiler().compile(List.of(new NmodlSource("t.mod", text)));
    assertThat(result.problems()).isEmpty();
    return result.types().getFirst();
  }

  /** A kernel of one instance on one node of 100 µm². */
  private static MechanismKernel one(MechanismType type, Clock clock, double[] v) {
    double[][] columns = new double[type.variables().size()][];
    for (int k = 0; k < columns.length; k++) {
      columns[k] = new double[type.variables().get(k).size()];
      Arrays.fill(columns[k], type.variables().get(k).defaultValue());
    }
    NodeArrays nodes =
        new NodeArrays(v, new double[1], new double[1], new double[] {100}, new double[1]);
    return type.newKernel(
        new KernelBinding(
            1,
            new int[] {0},
            columns,
            type.defaultGlobals(Map.of()),
            nodes,
            new IonArrays[0],
            new int[0][],
            clock,
            null));
  }

  private static double value(MechanismKernel kernel, String variable) {
    return kernel.column(kernel.type().variableIndex(variable).orElseThrow())[0];
  }

  /** The generated class is read by people too: golden/ExpSynKernel.java shows its whole form. */
  @Test
  void generatedSourceIsAsRecorded() throws IOException {
    String source = new NmodlCompiler().scalar().javaSource(BuiltinMechanisms.source("ExpSyn"));

    assertThat(source).isEqualTo(TestResources.text("golden/ExpSynKernel.txt"));
  }

  @Test
  void theTypeTellsWhatTheFileDeclares() {
    MechanismType hh = BuiltinMechanisms.catalogue(new NmodlCompiler()).find("hh").orElseThrow();

    assertThat(hh.kind()).isEqualTo(MechanismKind.DENSITY);
    assertThat(hh.title()).startsWith("squid axon");
    assertThat(hh.ions()).extracting(IonUse::ion).containsExactly("na", "k");
    assertThat(hh.currents()).containsExactly("ina", "ik", "il");
    assertThat(hh.phases())
        .containsExactlyInAnyOrder(Phase.INITIAL, Phase.CURRENT, Phase.STATE, Phase.RATES);
    assertThat(hh.netReceiveArgs()).isEqualTo(-1);
    MechanismVariable gnabar = hh.variables().get(hh.variableIndex("gnabar").orElseThrow());
    assertThat(gnabar)
        .isEqualTo(
            new MechanismVariable(
                "gnabar", "S/cm2", MechanismVariable.Role.PARAMETER, true, 0.12, 1));
    assertThat(hh.globalIndex("usetable")).isPresent();
    assertThat(hh.globalIndex("m0")).isPresent();
  }

  @Test
  void variablesThatOnlyPassValuesInsideABlockHaveNoColumn() {
    MechanismType type =
        compile(
            """
            NEURON { SUFFIX t NONSPECIFIC_CURRENT i RANGE shown }
            ASSIGNED { v i scratch shown kept }
            STATE { m }
            INITIAL { kept = 4 }
            BREAKPOINT { SOLVE s METHOD cnexp  scratch = m*2  shown = scratch  i = shown*v + kept }
            DERIVATIVE s { scratch = v/10  m' = scratch - m }
            """);

    assertThat(type.variables())
        .extracting(MechanismVariable::name)
        .containsExactlyInAnyOrder("i", "shown", "kept", "m");
  }

  @Test
  void cnexpFollowsTheAnalyticSolutionWhateverTheStep() {
    MechanismType type =
        compile(
            """
            NEURON { SUFFIX t RANGE tau, inf }
            PARAMETER { tau = 3 inf = 0.7 }
            STATE { m p q }
            INITIAL { m = 0.1 p = 2 q = 1 }
            BREAKPOINT { SOLVE s METHOD cnexp }
            DERIVATIVE s { m' = (inf - m)/tau  p' = -p/tau  q' = inf }
            """);
    Clock clock = new Clock();
    for (double dt : new double[] {0.01, 0.1, 2}) {
      clock.dtMs = dt;
      MechanismKernel kernel = one(type, clock, new double[1]);
      kernel.initial();
      int steps = (int) Math.round(10 / dt);
      for (int i = 0; i < steps; i++) {
        kernel.state();
      }
      assertThat(value(kernel, "m")).isCloseTo(0.7 - 0.6 * Math.exp(-10.0 / 3), within(1e-13));
      assertThat(value(kernel, "p")).isCloseTo(2 * Math.exp(-10.0 / 3), within(1e-13));
      assertThat(value(kernel, "q")).isCloseTo(8, within(1e-12));
    }
  }

  /**
   * Three states in a ring: implicit Euler must approach the exponential of the rate matrix to
   * first order.
   */
  @Test
  void kineticSchemesApproachTheMatrixExponential() {
    MechanismType type =
        compile(
            """
            NEURON { SUFFIX t }
            STATE { A B C }
            INITIAL { A = 1 B = 0 C = 0 }
            BREAKPOINT { SOLVE k METHOD sparse }
            KINETIC k {
              ~ A <-> B (0.5, 0.1)
              ~ B <-> C (0.3, 0.2)
              ~ C <-> A (0.4, 0.05)
              CONSERVE A + B + C = 1
            }
            """);
    double[] exact =
        exponential(new double[][] {{-0.55, 0.1, 0.4}, {0.5, -0.4, 0.2}, {0.05, 0.3, -0.6}}, 4);
    double previous = Double.NaN;
    for (double dt : new double[] {0.02, 0.01}) {
      Clock clock = new Clock();
      clock.dtMs = dt;
      MechanismKernel kernel = one(type, clock, new double[1]);
      kernel.initial();
      for (int i = 0; i < Math.round(4 / dt); i++) {
        kernel.state();
      }
      double error = 0;
      String[] names = {"A", "B", "C"};
      for (int i = 0; i < 3; i++) {
        error = Math.max(error, Math.abs(value(kernel, names[i]) - exact[i]));
      }
      assertThat(value(kernel, "A") + value(kernel, "B") + value(kernel, "C"))
          .isCloseTo(1, within(1e-14));
      assertThat(error).isLessThan(0.05 * dt);
      if (dt == 0.01) {
        assertThat(previous / error).isBetween(1.9, 2.1);
      }
      previous = error;
    }
  }

  /** First column of exp(m*t) by its series with halving. */
  private static double[] exponential(double[][] m, double t) {
    double[] x = {1, 0, 0};
    int parts = 64;
    for (int part = 0; part < parts; part++) {
      double[] term = x.clone();
      double[] sum = x.clone();
      for (int k = 1; k < 20; k++) {
        double[] next = new double[3];
        for (int i = 0; i < 3; i++) {
          for (int j = 0; j < 3; j++) {
            next[i] += m[i][j] * term[j] * t / parts / k;
          }
        }
        term = next;
        for (int i = 0; i < 3; i++) {
          sum[i] += term[i];
        }
      }
      x = sum;
    }
    return x;
  }

  /**
   * A large scheme takes the general solver instead of written-out elimination; both must agree.
   */
  @Test
  void largeSchemesAreSolvedLikeSmallOnes() {
    StringBuilder reactions = new StringBuilder();
    for (int i = 0; i < 24; i++) {
      for (int j = i + 1; j < 24; j += 3) {
        reactions.append(
            "~ s[%d] <-> s[%d] (%s, %s)\n".formatted(i, j, 0.1 + 0.01 * i, 0.05 + 0.02 * j));
      }
    }
    MechanismType type =
        compile(
            """
            NEURON { SUFFIX t RANGE total }
            ASSIGNED { total }
            STATE { s[24] }
            INITIAL { s[0] = 1 }
            BREAKPOINT {
              SOLVE k METHOD sparse
              total = 0
              FROM i = 0 TO 23 { total = total + s[i] }
            }
            KINETIC k {
              %s
            }
            """
                .formatted(reactions));
    Clock clock = new Clock();
    clock.dtMs = 0.1;
    MechanismKernel kernel = one(type, clock, new double[1]);
    kernel.initial();
    for (int i = 0; i < 1000; i++) {
      kernel.state();
    }
    assertThat(value(kernel, "total")).isCloseTo(1, within(1e-12));
    double[] s = kernel.column(type.variableIndex("s").orElseThrow());
    assertThat(Arrays.stream(s).allMatch(x -> x > 0 && x < 1)).isTrue();
  }

  @Test
  void aSolverThatDoesNotConvergeEndsTheRunWithAProblem() {
    MechanismType type =
        compile(
            """
            NEURON { SUFFIX t }
            STATE { r }
            BREAKPOINT { SOLVE n }
            NONLINEAR n { ~ r*r + 1 = 0 }
            """);
    MechanismKernel kernel = one(type, new Clock(), new double[1]);
    kernel.initial();

    assertThatThrownBy(kernel::state)
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("did not converge");
  }

  @Test
  void returnLeavesAProcedureEarly() {
    MechanismType type =
        compile(
            """
            NEURON { SUFFIX t RANGE x, y }
            ASSIGNED { x y }
            BREAKPOINT { guarded(2) guarded(-1) y = y + 1 }
            PROCEDURE guarded(a) {
              if (a < 0) {
                VERBATIM
                return 0;
                ENDVERBATIM
              }
              x = x + a
            }
            """);
    MechanismKernel kernel = one(type, new Clock(), new double[1]);
    kernel.state();
    kernel.state();

    assertThat(value(kernel, "x")).isEqualTo(4);
    assertThat(value(kernel, "y")).isEqualTo(2);
  }

  /** Beyond the end lie the elements of the next instance: they must not be touched. */
  @Test
  void anIndexBeyondAnArrayEndsTheRunWithItsLine() {
    for (String declared :
        List.of(
            "RANGE n, a } ASSIGNED { a[3] }",
            "RANGE n GLOBAL a } ASSIGNED { a[3] }",
            "RANGE n } LOCAL a[3]")) {
      MechanismType type =
          compile(
              """
              NEURON { SUFFIX t %s
              PARAMETER { n = 3 }
              BREAKPOINT {
                a[n] = 1
              }
              """
                  .formatted(declared));
      MechanismKernel kernel = one(type, new Clock(), new double[1]);

      assertThatThrownBy(kernel::state)
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("Line 4")
          .hasMessageContaining("element 3 of the array a, which has 3");
    }
  }

  /** NEURON would never come back from it. */
  @Test
  void aLoopWithoutEndEndsTheRunWithItsLine() {
    for (String loop : List.of("while (n > 0) { n = n + 1 }", "FROM k = 1 TO 4e9*n { n = 1 }")) {
      MechanismType type =
          compile(
              """
              NEURON { SUFFIX t RANGE n }
              PARAMETER { n = 3 }
              BREAKPOINT {
                %s
              }
              """
                  .formatted(loop));
      MechanismKernel kernel = one(type, new Clock(), new double[1]);

      assertThatThrownBy(kernel::state)
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("loop in line 4")
          .hasMessageContaining("100,000,000 times");
    }
  }

  @Test
  void aNumberOfCHasOnePoint() {
    String text =
        """
        NEURON { SUFFIX t RANGE n }
        ASSIGNED { n }
        INITIAL {
          VERBATIM
          n = 0.0.;
          ENDVERBATIM
        }
        """;
    assertThat(new NmodlCompiler().compile(List.of(new NmodlSource("t.mod", text))).problems())
        .anyMatch(p -> p.isError() && p.location().line() == 5);
  }

  /** As in NEURON, where an event may set the potential of the node, for instance after a spike. */
  @Test
  void anEventSetsThePotential() {
    MechanismType type =
        compile(
            """
            NEURON { POINT_PROCESS T NONSPECIFIC_CURRENT i }
            ASSIGNED { v i }
            BREAKPOINT { i = 0.001*v }
            NET_RECEIVE(w) { if (w > 0) { v = -70 } }
            """);
    double[] v = {-20};
    MechanismKernel kernel = one(type, new Clock(), v);

    kernel.receive(0, new double[] {-1}, 0, 0);
    assertThat(v[0]).isEqualTo(-20);
    kernel.receive(0, new double[] {1}, 0, 0);
    assertThat(v[0]).isEqualTo(-70);
  }

  /** A table that depends on a variable of each instance follows it. */
  @Test
  void aTableIsBuiltAnewWhenAnInstanceVariableChanges() {
    MechanismType type =
        compile(
            """
            NEURON { SUFFIX t RANGE gain, y }
            PARAMETER { gain = 2 }
            ASSIGNED { v y }
            BREAKPOINT { rates(v) }
            PROCEDURE rates(x) {
              TABLE y DEPEND gain FROM -100 TO 100 WITH 200
              y = gain * x
            }
            """);
    MechanismKernel kernel = one(type, new Clock(), new double[] {10});
    kernel.state();
    assertThat(value(kernel, "y")).isCloseTo(20, within(1e-12));

    kernel.column(type.variableIndex("gain").orElseThrow())[0] = 3;
    kernel.state();
    assertThat(value(kernel, "y")).isCloseTo(30, within(1e-12));
  }

  /** What the procedure does not assign is tabulated as it is. */
  @Test
  void aTabulatedVariableNeedNotBeAssigned() {
    for (String lists : List.of("RANGE y, z", "GLOBAL y, z", "RANGE y")) {
      MechanismType type =
          compile(
              """
              NEURON { SUFFIX t %s }
              ASSIGNED { v y z }
              BREAKPOINT { rates(v) y = y + z }
              PROCEDURE rates(x) {
                TABLE y, z y FROM -100 TO 100 WITH 200
                y = 2*x
              }
              """
                  .formatted(lists));
      MechanismKernel kernel = one(type, new Clock(), new double[] {10});
      kernel.state();

      if (lists.startsWith("RANGE")) {
        assertThat(value(kernel, "y")).isCloseTo(20, within(1e-12));
      }
    }
  }

  /** One branch of a directive is taken; an end that nothing began is damage, not a failure. */
  @Test
  void oneBranchOfCIsTaken() {
    MechanismType type =
        compile(
            """
            NEURON { SUFFIX t RANGE x }
            ASSIGNED { x }
            BREAKPOINT {
            VERBATIM
            #elif defined(NOTHING)
            #if NRN_VERSION_GTEQ_8_2_0
              x = x + 1;
            #elif defined(ENABLE_CORENEURON)
              x = x + 10;
            #else
              x = x + 100;
            #endif
            #else
            ENDVERBATIM
            }
            """);
    MechanismKernel kernel = one(type, new Clock(), new double[1]);
    kernel.state();

    assertThat(value(kernel, "x")).isEqualTo(1);
  }

  /**
   * v + 10 and back, as in channels shifted by a junction potential: no value may be shared across
   * the change.
   */
  @Test
  void aChangedVariableIsNotTakenForItsOldValue() {
    MechanismType type =
        compile(
            """
            NEURON { SUFFIX t RANGE a, b, c }
            ASSIGNED { v a b c }
            BREAKPOINT { a = exp(v/10)  v = v + 10  b = exp(v/10)  v = v - 10  c = exp(v/10) }
            """);
    MechanismKernel kernel = one(type, new Clock(), new double[] {5});
    kernel.state();

    assertThat(value(kernel, "a")).isEqualTo(Math.exp(0.5));
    assertThat(value(kernel, "b")).isEqualTo(Math.exp(1.5));
    assertThat(value(kernel, "c")).isEqualTo(Math.exp(0.5));
  }

  @Test
  void copiesOfVecStimAreSpikePlayers() {
    String text =
        """
        NEURON { ARTIFICIAL_CELL MyPlayer }
        ASSIGNED { index etime space }
        INITIAL { index = 0 next() if (index > 0) { net_send(etime - t, 1) } }
        NET_RECEIVE (w) { if (flag == 1) { net_event(t) next() net_send(etime - t, 1) } }
        PROCEDURE next() {
        VERBATIM
          /* any C that reads the vector */ etime = px[i];
        ENDVERBATIM
        }
        PROCEDURE play() {
        VERBATIM
          *vv = vector_arg(1);
        ENDVERBATIM
        }
        """;
    NmodlResult result = new NmodlCompiler().compile(List.of(new NmodlSource("p.mod", text)));

    assertThat(result.spikePlayers()).containsExactly("MyPlayer");
    assertThat(result.types()).isEmpty();
    assertThat(result.hasErrors()).isFalse();
  }

  /**
   * The time of the next event may be found in a function, in a procedure, or in NET_RECEIVE
   * itself.
   */
  @Test
  void spikePlayersAreRecognisedInEveryStyle() {
    String function =
        """
        NEURON { ARTIFICIAL_CELL VecStim POINTER times }
        ASSIGNED { n times }
        CONSTRUCTOR {
        VERBATIM
          _p_times = 0;
        ENDVERBATIM
        }
        INITIAL { LOCAL due n = 0 due = upcoming() if (due >= 0) { net_send(due - t, 1) } }
        NET_RECEIVE (unused) {
          LOCAL due
          if (flag == 1) { net_event(t) n = n + 1 due = upcoming() if (due >= 0) { net_send(due - t, 1) } }
        }
        FUNCTION upcoming() {
        VERBATIM
          _lupcoming = vector_vec((void*) _p_times)[(int) n];
        ENDVERBATIM
        }
        PROCEDURE play() {
        VERBATIM
          _p_times = ifarg(1) ? (double*) vector_arg(1) : 0;
        ENDVERBATIM
        }
        """;
    String checkpointed =
        """
        NEURON { THREADSAFE ARTIFICIAL_CELL SpikeList BBCOREPOINTER ptr }
        PARAMETER { ping = 1 }
        ASSIGNED { index etime (ms) ptr }
        INITIAL {
        VERBATIM
          if (ifarg_px) { etime = px[0]; }
        ENDVERBATIM
          if (etime >= 0) { net_send(etime - t, 1) }
        }
        NET_RECEIVE (w) {
          if (flag == 1) {
            net_event(t)
        VERBATIM
            etime = px[(int) ++index];
        ENDVERBATIM
            net_send(etime - t, 1)
          }
        }
        DESTRUCTOR {
        VERBATIM
          hoc_obj_unref(*pv);
        ENDVERBATIM
        }
        PROCEDURE play() {
        VERBATIM
          *pv = vector_arg(1);
        ENDVERBATIM
        }
        VERBATIM
        static void bbcore_write(double* x, int* d, int* xx, int* offset, _threadargsproto_) {}
        ENDVERBATIM
        """;
    NmodlResult result =
        new NmodlCompiler()
            .compile(
                List.of(
                    new NmodlSource("a.mod", function), new NmodlSource("b.mod", checkpointed)));

    assertThat(result.spikePlayers()).containsExactly("VecStim", "SpikeList");
    assertThat(result.problems()).extracting(p -> p.severity().name()).containsOnly("INFO");
  }

  /** An artificial cell with C code that is not given its events must not be replaced. */
  @Test
  void otherArtificialCellsWithCAreNotSpikePlayers() {
    String text =
        """
        NEURON { ARTIFICIAL_CELL Dice }
        ASSIGNED { next }
        INITIAL { net_send(draw(), 1) }
        NET_RECEIVE (w) { if (flag == 1) { net_event(t) net_send(draw(), 1) } }
        FUNCTION draw() {
        VERBATIM
          _ldraw = nrn_random_pick(_p_random);
        ENDVERBATIM
        }
        """;
    NmodlResult result = new NmodlCompiler().compile(List.of(new NmodlSource("d.mod", text)));

    assertThat(result.spikePlayers()).isEmpty();
    assertThat(result.hasErrors()).isTrue();
  }

  @Test
  void namesThatJavaReservesAreNoTrouble() {
    MechanismType type =
        compile(
            """
            NEURON { SUFFIX t RANGE int, class, count, rhs, new }
            PARAMETER { int = 2 class = 3 }
            ASSIGNED { count rhs new instance }
            STATE { at }
            BREAKPOINT {
              SOLVE double METHOD cnexp
              instance = int*class  count = instance  rhs = count + at  new = rhs
            }
            DERIVATIVE double { at' = -at/final(int) }
            FUNCTION final(this) { LOCAL static  static = this  final = static }
            """);
    MechanismKernel kernel = one(type, new Clock(), new double[1]);
    kernel.initial();
    kernel.state();

    assertThat(value(kernel, "new")).isEqualTo(6);
  }
}
