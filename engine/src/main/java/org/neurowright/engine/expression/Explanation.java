package org.neurowright.engine.expression;

import java.util.List;
import java.util.Optional;

/**
 * Why a condition leaves the rows that it leaves.
 *
 * @param rows how many rows were looked at
 * @param conditions what {@code and} connects, in the order of the text
 */
public record Explanation(int rows, List<Condition> conditions) {
  /**
   * One of the conditions that have to hold together.
   *
   * @param text its usual form
   * @param alone how many rows fulfil it
   * @param together how many rows fulfil it and all conditions before it
   * @param random whether it draws random numbers: then it is taken to hold
   * @param saying what is not there when it leaves nothing: {@code `pop_name` = `PYRR`}; empty when
   *     it is no simple comparison
   * @param present what there is instead: {@code there is `PYR`}; only where it leaves nothing
   */
  public record Condition(
      String text, int alone, int together, boolean random, String saying, String present) {}

  public Explanation {
    conditions = List.copyOf(conditions);
  }

  /** How many rows fulfil all conditions. */
  public int matched() {
    return conditions.isEmpty() ? rows : conditions.getLast().together();
  }

  /** The first condition after which nothing is left; empty when there were no rows at all. */
  public Optional<Condition> emptying() {
    return rows == 0
        ? Optional.empty()
        : conditions.stream().filter(c -> c.together() == 0).findFirst();
  }

  /**
   * Why there is nothing, in a sentence without full stop: {@code no cell has `pop_name` = `PYRR`;
   * there is `PYR`}. Empty when something is left.
   *
   * @param noun what a row is, singular
   */
  public String message(String noun) {
    if (rows == 0) {
      return "there is no " + noun;
    }
    Optional<Condition> emptying = emptying();
    if (emptying.isEmpty()) {
      return "";
    }
    Condition c = emptying.get();
    boolean first = c.alone() == 0;
    StringBuilder message =
        new StringBuilder(first ? "no " + noun : "no " + noun + " left by the conditions before");
    message.append(c.saying().isEmpty() ? " fulfils " + c.text() : " has " + c.saying());
    if (!c.present().isEmpty()) {
      message.append("; ").append(c.present());
    }
    if (!first) {
      message
          .append(" (")
          .append(c.alone())
          .append(c.alone() == 1 ? " " + noun + " fulfils" : " of all fulfil");
      message.append(" this condition alone)");
    }
    return message.toString();
  }
}
