package org.neurowright.app.build.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.neurowright.engine.network.make.Made;
import org.neurowright.engine.network.make.NetworkMaker;
import org.neurowright.engine.network.make.RecipeFiles;
import org.neurowright.engine.recipe.Recipe;
import org.neurowright.engine.task.RunControl;

class RuleCounterTest {
  private final Recipe recipe = Recipes.cortex();
  private final Made made = NetworkMaker.make(recipe, RecipeFiles.none(), RunControl.none());

  @Test
  void countsExactlyWhatIsCertain() {
    RuleNumbers numbers =
        RuleCounter.count(recipe, made, Long.MAX_VALUE / 8, () -> 0, RunControl.none());
    assertThat(made.problems()).isEmpty();
    RuleNumbers.Pair inhibition =
        numbers.of(recipe.connections().get(2), recipe).orElseThrow().getFirst();
    assertThat(inhibition)
        .isEqualTo(
            new RuleNumbers.Pair(
                "inhibition", Recipes.INH, Recipes.EXC, 1600, 1600, 4800, 0.003, true));
  }

  @Test
  void splitsARuleByThePopulationsItReaches() {
    RuleNumbers numbers =
        RuleCounter.count(recipe, made, Long.MAX_VALUE / 8, () -> 0, RunControl.none());
    assertThat(numbers.of(recipe.connections().get(3), recipe).orElseThrow())
        .extracting(RuleNumbers.Pair::target)
        .containsExactly(Recipes.EXC, Recipes.INH);
    // A cell is not connected with itself.
    assertThat(numbers.pairs().getFirst().cellPairs()).isEqualTo(80 * 79);
    // Six standard deviations of a binomial.
    assertThat(numbers.pairs().getFirst().connections()).isCloseTo(632, within(6 * 24.0));
  }

  @Test
  void extrapolatesWhenThereIsNoTime() {
    RuleNumbers numbers = RuleCounter.count(recipe, made, 0, () -> 0, RunControl.none());
    RuleNumbers.Pair inhibition =
        numbers.of(recipe.connections().get(2), recipe).orElseThrow().getFirst();
    assertThat(inhibition.exact()).isFalse();
    assertThat(inhibition.connections()).isEqualTo(1600);
  }

  @Test
  void numbersOfAChangedRuleDoNotCount() {
    RuleNumbers numbers = RuleCounter.count(recipe, made, 0, () -> 0, RunControl.none());
    assertThat(numbers.of(recipe.connections().get(0).withAutapses(true), recipe)).isEmpty();
    assertThat(numbers.of(recipe.connections().get(0), recipe.withNetworks(List.of()))).isEmpty();
  }
}
