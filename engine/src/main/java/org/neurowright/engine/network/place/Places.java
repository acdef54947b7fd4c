package org.neurowright.engine.network.place;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.random.Draws;
import org.neurowright.engine.random.RandomStream;
import org.neurowright.engine.recipe.PlaceRule;
import org.neurowright.engine.recipe.PlaceRule.Body;
import org.neurowright.engine.recipe.PlaceRule.Layer;
import org.neurowright.engine.recipe.Point;

/**
 * Draws the places of populations one after the other; those with a minimum distance keep away from
 * all that were placed before. The place of a cell depends on seed, name of the population and
 * number of the cell, and with a minimum distance also on those before it. Not thread-safe.
 *
 * <p>Uniform points are drawn like those of BMTK's {@code positions_columnar}, {@code _rect_prism},
 * {@code _ellipsoid} and {@code _cuboid}, from another generator.
 */
public final class Places {
  private static final int ATTEMPTS = 20_000;
  private static final int UNIFORM = 0;
  private static final int SHIFT = 1;

  private final long seed;
  private final List<double[]> before = new ArrayList<>();

  /**
   * @param seed of the model
   */
  public Places(long seed) {
    this.seed = seed;
  }

  /**
   * Places of a population.
   *
   * @param pointsUm row-major x, y, z, µm
   * @param layers names of layers by cell; empty without layers
   */
  public record Placed(double[] pointsUm, List<String> layers) {
    public Placed {
      layers = List.copyOf(layers);
    }
  }

  /** Lets later populations keep away from these points. */
  public void keepAwayFrom(double[] pointsUm) {
    before.add(pointsUm);
  }

  /**
   * Draws places and keeps later populations away from them.
   *
   * @param name of network and population, which keys the random numbers
   * @param count number of cells
   * @param rule a rule that draws; lists, files and expressions are the caller's
   * @throws ModelException if so many cells have no room
   * @throws IllegalArgumentException for a rule that does not draw
   */
  public Placed draw(String name, int count, PlaceRule rule) {
    RandomStream stream = new RandomStream(seed, RandomStream.purpose("places " + name), 0);
    Placed placed =
        switch (rule) {
          case PlaceRule.Within(Body body, double distance) -> {
            Space[] parts = new Space[count];
            Arrays.fill(parts, new Space(body, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
            yield new Placed(uniform(name, stream, parts, distance, body), List.of());
          }
          case PlaceRule.Layered layered -> layered(name, stream, count, layered);
          case PlaceRule.Lattice lattice ->
              new Placed(lattice(name, stream, count, lattice), List.of());
          case PlaceRule.GridChoice grid ->
              new Placed(choice(name, stream, count, grid), List.of());
          case PlaceRule.Listed _, PlaceRule.FromCsv _, PlaceRule.Computed _ ->
              throw new IllegalArgumentException(rule + " is not drawn");
        };
    keepAwayFrom(placed.pointsUm());
    return placed;
  }

  private Placed layered(String name, RandomStream stream, int count, PlaceRule.Layered rule) {
    int[] numbers = shares(rule.layers(), count);
    Space[] parts = new Space[count];
    List<String> names = new ArrayList<>(count);
    int cell = 0;
    for (int k = 0; k < numbers.length; k++) {
      Layer layer = rule.layers().get(k);
      Space part = new Space(rule.body(), layer.lowUm(), layer.highUm());
      if (numbers[k] > 0 && !part.hasRoom()) {
        throw problem(
            "network.layer-outside",
            "Layer %s of %s from %s to %s µm lies outside the body, which reaches from %s to %s µm along y."
                .formatted(
                    layer.name(),
                    name,
                    text(layer.lowUm()),
                    text(layer.highUm()),
                    text(Space.bottom(rule.body())),
                    text(Space.top(rule.body()))),
            "Heights of layers are coordinates y, not depths below the surface.");
      }
      for (int i = 0; i < numbers[k]; i++) {
        parts[cell++] = part;
        names.add(layer.name());
      }
    }
    return new Placed(uniform(name, stream, parts, rule.minimumDistanceUm(), rule.body()), names);
  }

  /** Whole numbers in proportion to shares, by largest remainder. */
  static int[] shares(List<Layer> layers, int count) {
    double sum = layers.stream().mapToDouble(Layer::share).sum();
    int[] numbers = new int[layers.size()];
    double[] rest = new double[layers.size()];
    int given = 0;
    for (int k = 0; k < numbers.length; k++) {
      double wanted = sum > 0 ? count * layers.get(k).share() / sum : 0;
      numbers[k] = (int) Math.floor(wanted);
      rest[k] = wanted - numbers[k];
      given += numbers[k];
    }
    for (; given < count && numbers.length > 0; given++) {
      int most = 0;
      for (int k = 1; k < rest.length; k++) {
        if (rest[k] > rest[most]) {
          most = k;
        }
      }
      numbers[most]++;
      rest[most] -= 1;
    }
    return numbers;
  }

  private double[] uniform(
      String name, RandomStream stream, Space[] parts, double distanceUm, Body body) {
    int count = parts.length;
    double[] points = new double[3 * count];
    Optional<TakenPlaces> taken =
        distanceUm > 0 ? Optional.of(taken(distanceUm)) : Optional.empty();
    Draws draws = new Draws();
    for (int cell = 0; cell < count; cell++) {
      draws.start(stream, UNIFORM, cell);
      int at = 3 * cell;
      for (int attempt = 0; ; attempt++) {
        if (!parts[cell].draw(draws, points, at)) {
          throw problem(
              "network.thin-layer",
              "A part of the body of %s is so thin that no point is found in it.".formatted(name),
              "Make the layer thicker or the body larger.");
        }
        if (taken.isEmpty()
            || !taken.get().isNear(points[at], points[at + 1], points[at + 2], distanceUm)) {
          break;
        }
        if (attempt == ATTEMPTS) {
          throw tooDense(name, cell, count, distanceUm, taken.get().size() - cell, body);
        }
      }
      if (taken.isPresent()) {
        taken.get().add(points[at], points[at + 1], points[at + 2]);
      }
    }
    return points;
  }

  private static ModelException tooDense(
      String name, int cell, int count, double distanceUm, int others, Body body) {
    double spheres = (count + others) * Math.PI / 6 * distanceUm * distanceUm * distanceUm;
    return problem(
        "network.too-dense",
        ("%s: no room for cell %d of %d at %s µm from all others, %d of which were there before; spheres of this diameter"
                + " would fill %.0f %% of the body.")
            .formatted(
                name,
                cell + 1,
                count,
                text(distanceUm),
                others,
                100 * spheres / Space.volumeUm3(body)),
        "Points drawn one after the other fill 38 % at most: take a smaller distance, fewer cells, a larger body,"
            + " or a lattice with jitter.");
  }

  private TakenPlaces taken(double distanceUm) {
    TakenPlaces taken = new TakenPlaces(distanceUm);
    for (double[] points : before) {
      for (int at = 0; at < points.length; at += 3) {
        taken.add(points[at], points[at + 1], points[at + 2]);
      }
    }
    return taken;
  }

  private static double[] lattice(
      String name, RandomStream stream, int count, PlaceRule.Lattice rule) {
    long room = (long) rule.columns() * rule.rows() * rule.layers();
    if (count > room) {
      throw problem(
          "network.small-lattice",
          "%s has %d cells for a lattice of %d x %d x %d = %d points."
              .formatted(name, count, rule.columns(), rule.rows(), rule.layers(), room),
          "Make the lattice larger or take fewer cells.");
    }
    double[] points = new double[3 * count];
    double[] shift = new double[3 * count];
    if (rule.jitterUm() > 0) {
      stream.fillNormals(SHIFT, 0, shift.length, shift);
    }
    Point spacing = rule.spacing();
    for (int cell = 0; cell < count; cell++) {
      int column = cell % rule.columns();
      int row = cell / rule.columns() % rule.rows();
      int layer = cell / rule.columns() / rule.rows();
      boolean shifted = rule.shape() == PlaceRule.Lattice.Shape.HEXAGONAL && (row & 1) == 1;
      int at = 3 * cell;
      points[at] =
          rule.origin().x()
              + spacing.x() * (column + (shifted ? 0.5 : 0))
              + rule.jitterUm() * shift[at];
      points[at + 1] = rule.origin().y() + spacing.y() * row + rule.jitterUm() * shift[at + 1];
      points[at + 2] = rule.origin().z() + spacing.z() * layer + rule.jitterUm() * shift[at + 2];
    }
    return points;
  }

  /** Different points of a grid; the first so many of a random order. */
  private static double[] choice(
      String name, RandomStream stream, int count, PlaceRule.GridChoice rule) {
    int columns = steps(rule.low().x(), rule.high().x(), rule.spacingUm());
    int rows = steps(rule.low().y(), rule.high().y(), rule.spacingUm());
    int layers = steps(rule.low().z(), rule.high().z(), rule.spacingUm());
    long room = (long) columns * rows * layers;
    if (count > room) {
      throw problem(
          "network.small-grid",
          "%s has %d cells for a grid of %d x %d x %d = %d points."
              .formatted(name, count, columns, rows, layers, room),
          "Make the box larger, the spacing smaller, or take fewer cells.");
    }
    long[] chosen = Subset.of(stream, UNIFORM, count, room);
    double[] points = new double[3 * count];
    for (int cell = 0; cell < count; cell++) {
      long at = chosen[cell];
      points[3 * cell] = rule.low().x() + rule.spacingUm() * (at % columns);
      points[3 * cell + 1] = rule.low().y() + rule.spacingUm() * (at / columns % rows);
      points[3 * cell + 2] = rule.low().z() + rule.spacingUm() * (at / columns / rows);
    }
    return points;
  }

  private static int steps(double low, double high, double spacing) {
    return (int) Math.floor((high - low) / spacing * (1 + 1e-12)) + 1;
  }

  private static ModelException problem(String code, String message, String hint) {
    return new ModelException(Problem.error(code, Location.NOWHERE, message).hint(hint));
  }

  private static String text(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }
}
