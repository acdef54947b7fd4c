package org.neurowright.engine.network.make;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.neurowright.engine.network.make.Recipes.connection;
import static org.neurowright.engine.network.make.Recipes.make;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.recipe.ConnectionRecipe;
import org.neurowright.engine.recipe.InputRecipe;
import org.neurowright.engine.recipe.PairRule;
import org.neurowright.engine.recipe.Recipe;
import org.neurowright.engine.recipe.ValueRule;
import org.neurowright.engine.task.RunControl;

/** What is said about rules before they are built, and about inputs. */
class ReadoutTest {
  private static Readout exact(ConnectionRecipe rule) {
    return Readout.exact(make(Recipes.of(4, rule)).connections().getFirst(), RunControl.none());
  }

  @Test
  void exactNumbersAreThoseOfTheFile() {
    ConnectionRecipe rule =
        connection("c", "a", "net", new PairRule.Probability("0.3 if dist < 200 else 0.05"))
            .withSynapses(ValueRule.of(3));
    Readout readout = exact(rule);
    List<double[]> rows = Recipes.rowsOf(Recipes.of(4, rule));
    assertThat(readout.isExact()).isTrue();
    assertThat(readout.sources()).isEqualTo(60);
    assertThat(readout.targets()).isEqualTo(100);
    assertThat(readout.pairs()).isEqualTo(6000 - 60);
    assertThat(readout.connections()).isEqualTo(rows.size()).isEqualTo(readout.rows());
    assertThat(readout.synapses()).isEqualTo(3 * rows.size());
    assertThat(readout.expectedConnections())
        .isCloseTo(readout.connections(), within(4 * Math.sqrt(readout.connections())));
    assertThat(readout.meanInDegree()).isEqualTo(rows.size() / 100.0);
    assertThat(Arrays.stream(readout.inDegree().counts()).sum()).isEqualTo(100);
    assertThat(Arrays.stream(readout.outDegree().counts()).sum()).isEqualTo(60);
    assertThat(Arrays.stream(readout.distance().counts()).sum()).isEqualTo(rows.size());
    assertThat(readout.nothing()).isEmpty();
  }

  /** A clock that goes on by 1 us whenever it is read: the budget is over after some targets. */
  @Test
  void samplesKeepTheirBudgetAndAreNearTheTruth() {
    AtomicLong now = new AtomicLong();
    LongSupplier clock = () -> now.addAndGet(1000);
    ConnectionRecipe rule = connection("c", "net", "net", new PairRule.Probability("0.3"));
    Readout sample =
        Readout.sample(make(Recipes.of(4, rule)).connections().getFirst(), 12_000, clock);
    assertThat(sample.targetsSampled()).isBetween(16L, 60L);
    assertThat(sample.isExact()).isFalse();
    assertThat(sample.outDegree().isEmpty()).isTrue();
    assertThat(sample.expectedConnections()).isCloseTo(2970, within(1e-9));
    double looked = sample.targetsSampled() * 99.0;
    assertThat(sample.connections() / 9900).isCloseTo(0.3, within(4 * Math.sqrt(0.21 / looked)));
    assertThat(sample.buildSeconds()).isPositive();
  }

  @Test
  void sentencesSayWhyNothingIsConnected() {
    assertThat(exact(connection("c", "q", "b", new PairRule.All())).nothing())
        .startsWith("0 sources: no cell has `pop_name` = `q`");
    assertThat(exact(connection("c", "a", "b", new PairRule.Probability("0 * dist"))).nothing())
        .contains("probability is 0");
    assertThat(exact(connection("c", "a", "b", new PairRule.Probability("nonsense"))).nothing())
        .isEqualTo("the rule has errors");
    assertThat(exact(connection("c", "a", "b", new PairRule.Probability("1.5"))).clipped())
        .isEqualTo(1.5);
  }

  @Test
  void hintsAboutWhatIsProbablyNotMeant() {
    Recipe recipe =
        Recipes.of(
            1,
            connection(
                "one",
                "a",
                "b",
                new PairRule.All(),
                Map.of("syn_weight", ValueRule.of(1), "delay", ValueRule.of(0.01))),
            connection(
                "two",
                "net",
                "b",
                new PairRule.All(),
                Map.of("delay", ValueRule.expression("0.05 + dist / 1000"))));
    List<Problem> hints = Hints.of(make(recipe), 0.1);
    assertThat(hints)
        .extracting(p -> p.code() + " " + p.location().element())
        .containsExactlyInAnyOrder(
            "network.short-delay $.connections[0].attributes.delay",
            "network.short-delay $.connections[1].attributes.delay",
            "network.synapse-lacks $.connections[1].attributes",
            "network.overlap $.connections[1]");
    assertThat(hints).noneMatch(Problem::isError);
  }

  @Test
  void inputsHaveTheirRatesAndIntervals() {
    for (OptionalDouble shape : List.of(OptionalDouble.empty(), OptionalDouble.of(4))) {
      Recipe recipe =
          Recipes.of(3)
              .withInputs(
                  List.of(new InputRecipe("i", "ext", "", "20 + node_id", 1000, 51000, shape)));
      MadeInput input = make(recipe).inputs().getFirst();
      double spikes = 0;
      double squares = 0;
      double intervals = 0;
      for (int k = 0; k < 30; k++) {
        double[] times = input.timesMs(k);
        assertThat(times).isSorted();
        assertThat(times[0]).isGreaterThanOrEqualTo(1000);
        assertThat(times[times.length - 1]).isLessThan(51000);
        spikes += times.length;
        double mean = 1000 / (20.0 + k);
        for (int j = 1; j < times.length; j++, intervals++) {
          squares += Math.pow((times[j] - times[j - 1]) / mean - 1, 2);
        }
      }
      assertThat(input.expected()).isCloseTo(34.5 * 30 * 50, within(1e-6));
      assertThat(spikes).isCloseTo(input.expected(), within(4 * Math.sqrt(input.expected())));
      double variance = 1 / shape.orElse(1);
      assertThat(squares / intervals).isCloseTo(variance, within(0.03 * variance + 0.01));
      assertThat(make(recipe).inputs().getFirst().timesMs(7)).containsExactly(input.timesMs(7));
    }
  }
}
