package org.neurowright.engine.nmodl.kernel;

/**
 * Newton's iteration with a Jacobian from central differences, run by its caller: set {@link #x},
 * call {@link #start}, then while {@link #next} is true compute {@link #f} from {@link #x}.
 *
 * <p>The Jacobian is renewed when the last relative change was above 5 %; the iteration ends when
 * the change is at most 1e-6 of each unknown and every residual at most 1e-8. The last evaluation
 * is at the solution.
 */
public final class NewtonSolver {
  private static final int MAXIMUM_ITERATIONS = 50;
  private static final double RENEW_ABOVE = 0.05;
  private static final double RELATIVE_CHANGE = 1e-6;
  private static final double RESIDUAL = 1e-8;

  /** What the caller evaluates next. */
  private enum Stage {
    /** Nothing evaluated yet. */
    BEGIN,
    /** Residuals at x, to start a Jacobian. */
    CENTRE,
    /** Column of the Jacobian at x + increment. */
    HIGH,
    /** Column of the Jacobian at x - increment. */
    LOW,
    /** Residuals after an update. */
    UPDATED,
    DONE
  }

  /** Unknowns. */
  public final double[] x;

  /** Residuals at {@link #x}, set by the caller. */
  public final double[] f;

  private final int n;
  private final LinearSystem system;
  private final double[] high;
  private final double[] matrix;
  private final double[] centre;
  private Stage stage;
  private int column;
  private double increment;
  private double change;
  private int iterations;
  private boolean failed;

  public NewtonSolver(int n) {
    this.n = n;
    x = new double[n];
    f = new double[n];
    system = new LinearSystem(n);
    high = new double[n];
    matrix = new double[n * n];
    centre = new double[n];
  }

  /** Begins with the values in {@link #x}. */
  public void start() {
    stage = Stage.BEGIN;
    change = 1.0;
    iterations = 0;
    failed = false;
  }

  /** True when the iteration ended without a solution. */
  public boolean failed() {
    return failed;
  }

  /** Takes the residuals of the last evaluation; true when another evaluation is wanted. */
  public boolean next() {
    switch (stage) {
      case BEGIN -> stage = Stage.CENTRE;
      case CENTRE -> {
        keepCentre();
        beginColumn(0);
      }
      case HIGH -> {
        System.arraycopy(f, 0, high, 0, n);
        x[column] -= 2.0 * increment;
        stage = Stage.LOW;
      }
      case LOW -> {
        for (int i = 0; i < n; i++) {
          matrix[i * n + column] = (high[i] - f[i]) / (2.0 * increment);
        }
        x[column] += increment;
        if (column + 1 < n) {
          beginColumn(column + 1);
        } else {
          factorAndUpdate();
        }
      }
      case UPDATED -> afterUpdate();
      case DONE -> {
        return false;
      }
    }
    return stage != Stage.DONE;
  }

  private void keepCentre() {
    System.arraycopy(f, 0, centre, 0, n);
  }

  private void beginColumn(int j) {
    column = j;
    increment = Math.max(Math.abs(0.02 * x[j]), 1e-6);
    x[j] += increment;
    stage = Stage.HIGH;
  }

  private void factorAndUpdate() {
    System.arraycopy(matrix, 0, system.a, 0, n * n);
    if (!system.factor()) {
      failed = true;
      stage = Stage.DONE;
      return;
    }
    update();
  }

  private void update() {
    for (int i = 0; i < n; i++) {
      system.b[i] = -centre[i];
    }
    system.substitute();
    change = 0.0;
    for (int i = 0; i < n; i++) {
      double delta = system.b[i];
      if (Math.abs(x[i]) > RESIDUAL) {
        change = Math.max(change, Math.abs(delta / x[i]));
      }
      x[i] += delta;
    }
    stage = Stage.UPDATED;
  }

  private void afterUpdate() {
    keepCentre();
    double largest = 0.0;
    for (int i = 0; i < n; i++) {
      largest = Math.max(largest, Math.abs(f[i]));
    }
    iterations++;
    if (change <= RELATIVE_CHANGE && largest <= RESIDUAL) {
      stage = Stage.DONE;
    } else if (iterations == MAXIMUM_ITERATIONS || Double.isNaN(largest) || Double.isNaN(change)) {
      failed = true;
      stage = Stage.DONE;
    } else if (change > RENEW_ABOVE) {
      beginColumn(0);
    } else {
      update();
    }
  }
}
