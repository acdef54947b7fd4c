package org.neurowright.io.format;

import java.util.List;
import java.util.Optional;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;

/**
 * What a reader could read and every problem it met.
 *
 * @param value what was read; empty when nothing usable could be
 * @param problems all problems, in the order of the file
 */
public record ReadResult<T>(Optional<T> value, List<Problem> problems) {
  public ReadResult {
    problems = List.copyOf(problems);
  }

  public static <T> ReadResult<T> of(T value, List<Problem> problems) {
    return new ReadResult<>(Optional.of(value), problems);
  }

  public static <T> ReadResult<T> failed(List<Problem> problems) {
    return new ReadResult<>(Optional.empty(), problems);
  }

  public boolean hasErrors() {
    return value.isEmpty() || problems.stream().anyMatch(Problem::isError);
  }

  /** The value, if there was no error. */
  public T orThrow() {
    if (hasErrors()) {
      throw new ModelException(problems);
    }
    return value.get();
  }
}
