package org.neurowright.engine.problem;

import java.util.ArrayList;
import java.util.List;

/** Collects problems while a reader or check goes on; not thread-safe. */
public final class Problems {
  private final List<Problem> list = new ArrayList<>();

  public void add(Problem problem) {
    list.add(problem);
  }

  public void addAll(Iterable<Problem> problems) {
    problems.forEach(list::add);
  }

  public boolean hasErrors() {
    return list.stream().anyMatch(Problem::isError);
  }

  public List<Problem> toList() {
    return List.copyOf(list);
  }

  /** Ends the work with everything found so far if one of them is an error. */
  public void throwIfErrors() {
    if (hasErrors()) {
      throw new ModelException(toList());
    }
  }
}
