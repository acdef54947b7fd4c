package org.neurowright.io.hdf5;

import java.nio.file.Path;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;

/** A fault of an HDF5 file: the file, not the program, is wrong. Carries one problem. */
public final class Hdf5Exception extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  Hdf5Exception(Problem problem, Throwable cause) {
    super(problem.toString(), cause);
    this.problem = problem;
  }

  Hdf5Exception(Problem problem) {
    this(problem, null);
  }

  /**
   * What is wrong: code {@code hdf5.*}, file, HDF5 path, what was found, what was expected, hint.
   */
  public Problem problem() {
    return problem;
  }

  static Problem problem(String code, Path file, String path, String message) {
    return Problem.error(code, Location.of(file, path), message);
  }
}
