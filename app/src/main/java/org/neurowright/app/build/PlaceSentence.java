package org.neurowright.app.build;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.neurowright.app.build.SentencePart.Kind;
import org.neurowright.engine.recipe.PlaceRule;
import org.neurowright.engine.recipe.PlaceRule.Body;
import org.neurowright.engine.recipe.Point;

/** Rules of places as sentences whose numbers can be changed where they stand. */
final class PlaceSentence {
  private PlaceSentence() {}

  /** The sentence in pieces, in order. */
  static List<SentencePart<PlaceRule>> parts(PlaceRule rule) {
    return switch (rule) {
      case PlaceRule.Within r ->
          body(
                  begin(r),
                  PlaceRule.Within::body,
                  (now, body) -> new PlaceRule.Within(body, now.minimumDistanceUm()))
              .number(
                  "minimum_distance_um",
                  "smallest distance between cells",
                  "µm apart at least",
                  PlaceRule.Within::minimumDistanceUm,
                  (now, value) -> new PlaceRule.Within(now.body(), value))
              .parts;
      case PlaceRule.Layered r ->
          body(
                  begin(r),
                  PlaceRule.Layered::body,
                  (now, body) -> new PlaceRule.Layered(body, now.layers(), now.minimumDistanceUm()))
              .number(
                  "minimum_distance_um",
                  "smallest distance between cells",
                  "µm apart at least;",
                  PlaceRule.Layered::minimumDistanceUm,
                  (now, value) -> new PlaceRule.Layered(now.body(), now.layers(), value))
              .say("layers, a line each: name, lower and upper end along y (µm), share of cells")
              .field(
                  "layers",
                  "layers",
                  "",
                  Kind.TABLE,
                  now ->
                      now.layers().stream()
                          .map(layer ->
                              layer.name()
                                  + "  "
                                  + RuleSentence.number(layer.lowUm())
                                  + "  "
                                  + RuleSentence.number(layer.highUm())
                                  + "  "
                                  + RuleSentence.number(layer.share()))
                          .collect(Collectors.joining("\n")),
                  (now, text) ->
                      new PlaceRule.Layered(now.body(), layers(text), now.minimumDistanceUm()))
              .parts;
      case PlaceRule.Lattice r -> lattice(r);
      case PlaceRule.GridChoice r ->
          point(
                  point(
                          begin(r).say("from"),
                          "low",
                          "lower corner",
                          PlaceRule.GridChoice::low,
                          (now, p) -> new PlaceRule.GridChoice(p, now.high(), now.spacingUm()))
                      .say("to"),
                  "high",
                  "upper corner",
                  PlaceRule.GridChoice::high,
                  (now, p) -> new PlaceRule.GridChoice(now.low(), p, now.spacingUm()))
              .say("every")
              .number(
                  "spacing_um",
                  "distance of points",
                  "µm",
                  PlaceRule.GridChoice::spacingUm,
                  (now, value) -> new PlaceRule.GridChoice(now.low(), now.high(), value))
              .parts;
      case PlaceRule.Listed r ->
          begin(r)
              .say("x, y and z (µm), a line for each cell")
              .field(
                  "points",
                  "places",
                  "",
                  Kind.TABLE,
                  now ->
                      now.points().stream()
                          .map(p ->
                              RuleSentence.number(p.x())
                                  + "  "
                                  + RuleSentence.number(p.y())
                                  + "  "
                                  + RuleSentence.number(p.z()))
                          .collect(Collectors.joining("\n")),
                  (_, text) -> new PlaceRule.Listed(points(text)))
              .parts;
      case PlaceRule.FromCsv r ->
          begin(r)
              .say("in")
              .field(
                  "file",
                  "csv file",
                  "",
                  Kind.TEXT,
                  PlaceRule.FromCsv::file,
                  (now, text) ->
                      new PlaceRule.FromCsv(text, now.xColumn(), now.yColumn(), now.zColumn()))
              .say("with x, y and z in columns")
              .field(
                  "x",
                  "column of x",
                  "",
                  Kind.TEXT,
                  PlaceRule.FromCsv::xColumn,
                  (now, text) ->
                      new PlaceRule.FromCsv(now.file(), text, now.yColumn(), now.zColumn()))
              .field(
                  "y",
                  "column of y",
                  "",
                  Kind.TEXT,
                  PlaceRule.FromCsv::yColumn,
                  (now, text) ->
                      new PlaceRule.FromCsv(now.file(), now.xColumn(), text, now.zColumn()))
              .field(
                  "z",
                  "column of z",
                  "",
                  Kind.TEXT,
                  PlaceRule.FromCsv::zColumn,
                  (now, text) ->
                      new PlaceRule.FromCsv(now.file(), now.xColumn(), now.yColumn(), text))
              .parts;
      case PlaceRule.Computed r ->
          begin(r)
              .say("x =")
              .field(
                  "x",
                  "x",
                  "µm,",
                  Kind.TARGET_NUMBER,
                  PlaceRule.Computed::x,
                  (now, text) -> new PlaceRule.Computed(text, now.y(), now.z()))
              .say("y =")
              .field(
                  "y",
                  "y",
                  "µm,",
                  Kind.TARGET_NUMBER,
                  PlaceRule.Computed::y,
                  (now, text) -> new PlaceRule.Computed(now.x(), text, now.z()))
              .say("z =")
              .field(
                  "z",
                  "z",
                  "µm",
                  Kind.TARGET_NUMBER,
                  PlaceRule.Computed::z,
                  (now, text) -> new PlaceRule.Computed(now.x(), now.y(), text))
              .parts;
    };
  }

  private static List<SentencePart<PlaceRule>> lattice(PlaceRule.Lattice r) {
    Sentence<PlaceRule, PlaceRule.Lattice> sentence =
        begin(r)
            .whole(
                "columns",
                "points along x",
                "×",
                PlaceRule.Lattice::columns,
                (now, n) ->
                    new PlaceRule.Lattice(
                        now.shape(),
                        now.origin(),
                        now.spacing(),
                        n,
                        now.rows(),
                        now.layers(),
                        now.jitterUm()))
            .whole(
                "rows",
                "points along y",
                "×",
                PlaceRule.Lattice::rows,
                (now, n) ->
                    new PlaceRule.Lattice(
                        now.shape(),
                        now.origin(),
                        now.spacing(),
                        now.columns(),
                        n,
                        now.layers(),
                        now.jitterUm()))
            .whole(
                "layers",
                "points along z",
                "points",
                PlaceRule.Lattice::layers,
                (now, n) ->
                    new PlaceRule.Lattice(
                        now.shape(),
                        now.origin(),
                        now.spacing(),
                        now.columns(),
                        now.rows(),
                        n,
                        now.jitterUm()))
            .say("from");
    point(
        sentence,
        "origin",
        "first point",
        PlaceRule.Lattice::origin,
        (now, p) ->
            new PlaceRule.Lattice(
                now.shape(),
                p,
                now.spacing(),
                now.columns(),
                now.rows(),
                now.layers(),
                now.jitterUm()));
    sentence.say("with spacing");
    point(
        sentence,
        "spacing",
        "spacing",
        PlaceRule.Lattice::spacing,
        (now, p) ->
            new PlaceRule.Lattice(
                now.shape(),
                now.origin(),
                p,
                now.columns(),
                now.rows(),
                now.layers(),
                now.jitterUm()));
    return sentence
        .say("shifted at random by")
        .number(
            "jitter_um",
            "standard deviation of the shift",
            "µm",
            PlaceRule.Lattice::jitterUm,
            (now, value) ->
                new PlaceRule.Lattice(
                    now.shape(),
                    now.origin(),
                    now.spacing(),
                    now.columns(),
                    now.rows(),
                    now.layers(),
                    value))
        .flag(
            "shape",
            "hexagonal",
            now -> now.shape() == PlaceRule.Lattice.Shape.HEXAGONAL,
            (now, yes) ->
                new PlaceRule.Lattice(
                    yes ? PlaceRule.Lattice.Shape.HEXAGONAL : PlaceRule.Lattice.Shape.RECTANGULAR,
                    now.origin(),
                    now.spacing(),
                    now.columns(),
                    now.rows(),
                    now.layers(),
                    now.jitterUm()))
        .parts;
  }

  private static <R extends PlaceRule> Sentence<PlaceRule, R> begin(R rule) {
    return Sentence.of(rule);
  }

  private static <R extends PlaceRule> Sentence<PlaceRule, R> body(
      Sentence<PlaceRule, R> sentence, Function<R, Body> body, BiFunction<R, Body, PlaceRule> to) {
    return switch (body.apply(sentence.rule())) {
      case Body.Column _ ->
          point(
                  sentence
                      .number(
                          "body.height_um",
                          "height",
                          "µm high, from radius",
                          now -> column(body, now).heightUm(),
                          (now, v) -> {
                            Body.Column c = column(body, now);
                            return to.apply(
                                now,
                                new Body.Column(c.center(), v, c.minRadiusUm(), c.maxRadiusUm()));
                          })
                      .number(
                          "body.min_radius_um",
                          "inner radius",
                          "to",
                          now -> column(body, now).minRadiusUm(),
                          (now, v) -> {
                            Body.Column c = column(body, now);
                            return to.apply(
                                now, new Body.Column(c.center(), c.heightUm(), v, c.maxRadiusUm()));
                          })
                      .number(
                          "body.max_radius_um",
                          "outer radius",
                          "µm",
                          now -> column(body, now).maxRadiusUm(),
                          (now, v) -> {
                            Body.Column c = column(body, now);
                            return to.apply(
                                now, new Body.Column(c.center(), c.heightUm(), c.minRadiusUm(), v));
                          })
                      .say("about"),
                  "body.center",
                  "center",
                  now -> column(body, now).center(),
                  (now, p) -> {
                    Body.Column c = column(body, now);
                    return to.apply(
                        now, new Body.Column(p, c.heightUm(), c.minRadiusUm(), c.maxRadiusUm()));
                  })
              .say(",");
      case Body.Box _ ->
          point(
                  point(
                          sentence.say("of size"),
                          "body.size",
                          "size",
                          now -> ((Body.Box) body.apply(now)).size(),
                          (now, p) ->
                              to.apply(now, new Body.Box(((Body.Box) body.apply(now)).center(), p)))
                      .say("about"),
                  "body.center",
                  "center",
                  now -> ((Body.Box) body.apply(now)).center(),
                  (now, p) -> to.apply(now, new Body.Box(p, ((Body.Box) body.apply(now)).size())))
              .say(",");
      case Body.Ellipsoid _ ->
          point(
                  point(
                          sentence.say("with axes"),
                          "body.size",
                          "axes",
                          now -> ((Body.Ellipsoid) body.apply(now)).size(),
                          (now, p) ->
                              to.apply(
                                  now,
                                  new Body.Ellipsoid(
                                      ((Body.Ellipsoid) body.apply(now)).center(), p)))
                      .say("about"),
                  "body.center",
                  "center",
                  now -> ((Body.Ellipsoid) body.apply(now)).center(),
                  (now, p) ->
                      to.apply(
                          now, new Body.Ellipsoid(p, ((Body.Ellipsoid) body.apply(now)).size())))
              .say(",");
      case Body.Shell _ ->
          point(
                  sentence
                      .say("from radius")
                      .number(
                          "body.min_radius_um",
                          "inner radius",
                          "to",
                          now -> ((Body.Shell) body.apply(now)).minRadiusUm(),
                          (now, v) -> {
                            Body.Shell s = (Body.Shell) body.apply(now);
                            return to.apply(now, new Body.Shell(s.center(), v, s.maxRadiusUm()));
                          })
                      .number(
                          "body.max_radius_um",
                          "outer radius",
                          "µm about",
                          now -> ((Body.Shell) body.apply(now)).maxRadiusUm(),
                          (now, v) -> {
                            Body.Shell s = (Body.Shell) body.apply(now);
                            return to.apply(now, new Body.Shell(s.center(), s.minRadiusUm(), v));
                          }),
                  "body.center",
                  "center",
                  now -> ((Body.Shell) body.apply(now)).center(),
                  (now, p) -> {
                    Body.Shell s = (Body.Shell) body.apply(now);
                    return to.apply(now, new Body.Shell(p, s.minRadiusUm(), s.maxRadiusUm()));
                  })
              .say(",");
    };
  }

  private static <R> Body.Column column(Function<R, Body> body, R now) {
    return (Body.Column) body.apply(now);
  }

  private static <R extends PlaceRule> Sentence<PlaceRule, R> point(
      Sentence<PlaceRule, R> sentence,
      String key,
      String name,
      Function<R, Point> value,
      BiFunction<R, Point, PlaceRule> to) {
    return sentence.field(
        key,
        name + ": x, y, z",
        "µm",
        Kind.POINT,
        now -> {
          Point p = value.apply(now);
          return RuleSentence.number(p.x())
              + ", "
              + RuleSentence.number(p.y())
              + ", "
              + RuleSentence.number(p.z());
        },
        (now, text) -> {
          List<Point> points = points(text);
          if (points.size() != 1) {
            throw new IllegalArgumentException("Three numbers are needed: x, y, z");
          }
          return to.apply(now, points.getFirst());
        });
  }

  private static List<Point> points(String text) {
    return text.lines()
        .filter(line -> !line.isBlank())
        .map(line -> {
          double[] p =
              Arrays.stream(line.strip().split("[\\s,;]+"))
                  .mapToDouble(RuleSentence::number)
                  .toArray();
          if (p.length != 3) {
            throw new IllegalArgumentException("Three numbers are needed: x, y, z");
          }
          return new Point(p[0], p[1], p[2]);
        })
        .toList();
  }

  private static List<PlaceRule.Layer> layers(String text) {
    return text.lines()
        .filter(line -> !line.isBlank())
        .map(line -> {
          String[] cells = line.strip().split("[\\s,;]+");
          if (cells.length != 4) {
            throw new IllegalArgumentException(
                "A layer is a name and three numbers: lower end, upper end, share");
          }
          return new PlaceRule.Layer(
              cells[0],
              RuleSentence.number(cells[1]),
              RuleSentence.number(cells[2]),
              RuleSentence.number(cells[3]));
        })
        .toList();
  }
}
