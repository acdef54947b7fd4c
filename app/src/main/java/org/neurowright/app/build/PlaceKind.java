package org.neurowright.app.build;

import java.util.List;
import java.util.Optional;
import org.neurowright.engine.recipe.PlaceRule;
import org.neurowright.engine.recipe.PlaceRule.Body;
import org.neurowright.engine.recipe.Point;

/** The ways to place cells, as a modeller chooses among them. */
enum PlaceKind {
  NONE("No positions"),
  COLUMN("In a column"),
  BOX("In a box"),
  ELLIPSOID("In an ellipsoid"),
  SHELL("In a ball or shell"),
  LAYERS("In layers of a column"),
  LATTICE("On a lattice"),
  GRID("On points of a grid, at random"),
  LISTED("Given places"),
  CSV("From a csv file"),
  COMPUTED("Computed");

  private static final Point SIZE = new Point(300, 300, 300);

  private final String title;

  PlaceKind(String title) {
    this.title = title;
  }

  @Override
  public String toString() {
    return title;
  }

  static PlaceKind of(Optional<PlaceRule> rule) {
    return rule.map(PlaceKind::of).orElse(NONE);
  }

  private static PlaceKind of(PlaceRule rule) {
    return switch (rule) {
      case PlaceRule.Within(Body body, double _) ->
          switch (body) {
            case Body.Column _ -> COLUMN;
            case Body.Box _ -> BOX;
            case Body.Ellipsoid _ -> ELLIPSOID;
            case Body.Shell _ -> SHELL;
          };
      case PlaceRule.Layered _ -> LAYERS;
      case PlaceRule.Lattice _ -> LATTICE;
      case PlaceRule.GridChoice _ -> GRID;
      case PlaceRule.Listed _ -> LISTED;
      case PlaceRule.FromCsv _ -> CSV;
      case PlaceRule.Computed _ -> COMPUTED;
    };
  }

  /** A rule of this kind to begin with, for so many cells. */
  Optional<PlaceRule> initial(int cells) {
    return switch (this) {
      case NONE -> Optional.empty();
      case COLUMN -> within(new Body.Column(Point.ORIGIN, 300, 0, 150));
      case BOX -> within(new Body.Box(Point.ORIGIN, SIZE));
      case ELLIPSOID -> within(new Body.Ellipsoid(Point.ORIGIN, SIZE));
      case SHELL -> within(new Body.Shell(Point.ORIGIN, 0, 150));
      case LAYERS ->
          Optional.of(
              new PlaceRule.Layered(
                  new Body.Column(new Point(0, -500, 0), 1000, 0, 200),
                  List.of(
                      new PlaceRule.Layer("L2/3", -400, 0, 1),
                      new PlaceRule.Layer("L4", -600, -400, 1),
                      new PlaceRule.Layer("L5", -1000, -600, 1)),
                  0));
      case LATTICE -> {
        int side = Math.max(1, (int) Math.ceil(Math.sqrt(cells)));
        yield Optional.of(
            new PlaceRule.Lattice(
                PlaceRule.Lattice.Shape.RECTANGULAR,
                Point.ORIGIN,
                new Point(20, 20, 20),
                side,
                side,
                1,
                0));
      }
      case GRID -> {
        double extent = 20 * Math.ceil(Math.cbrt(2.0 * Math.max(1, cells)));
        yield Optional.of(
            new PlaceRule.GridChoice(Point.ORIGIN, new Point(extent, extent, extent), 20));
      }
      case LISTED -> Optional.of(new PlaceRule.Listed(List.of(Point.ORIGIN)));
      case CSV -> Optional.of(new PlaceRule.FromCsv("cells.csv", "x", "y", "z"));
      case COMPUTED ->
          Optional.of(
              new PlaceRule.Computed(
                  "100 * cos(2 * pi * index / count)", "0", "100 * sin(2 * pi * index / count)"));
    };
  }

  private static Optional<PlaceRule> within(Body body) {
    return Optional.of(new PlaceRule.Within(body, 0));
  }
}
