package org.neurowright.io.recipe;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.neurowright.engine.recipe.PlaceRule;
import org.neurowright.engine.recipe.PlaceRule.Body;
import org.neurowright.engine.recipe.Point;
import org.neurowright.io.recipe.ObjectForm.Found;
import org.neurowright.io.recipe.UnionForm.Variant;

/** Rules for the places of cells. */
final class PlaceForms {
  private static final String CENTER = "Its middle, µm.";
  private static final String MINIMUM_DISTANCE =
      "No two cells of the network's populations that ask for it are closer, µm; 0 for no limit.";

  static final UnionForm<Body> BODY =
      new UnionForm<>(
          "body",
          "A body in space, µm.",
          List.of(
              new Variant<>(
                  "column",
                  Body.Column.class,
                  new ObjectForm<>(
                      "column",
                      "A cylinder about an axis along y, hollow when the inner radius is not 0.",
                      false,
                      form -> {
                        var center =
                            form.optional(
                                "center", Forms.POINT, Point.ORIGIN, Body.Column::center, CENTER);
                        var height =
                            form.required(
                                "height_um", Forms.NOT_NEGATIVE, Body.Column::heightUm, "Along y.");
                        var min =
                            form.optional(
                                "min_radius_um",
                                Forms.NOT_NEGATIVE,
                                0.0,
                                Body.Column::minRadiusUm,
                                "Inner radius.");
                        var max =
                            form.required(
                                "max_radius_um",
                                Forms.NOT_NEGATIVE,
                                Body.Column::maxRadiusUm,
                                "Outer radius.");
                        form.check(
                            (body, found) -> radii(body.minRadiusUm(), body.maxRadiusUm(), found));
                        return values ->
                            new Body.Column(
                                values.get(center),
                                values.get(height),
                                values.get(min),
                                values.get(max));
                      })),
              new Variant<>(
                  "box",
                  Body.Box.class,
                  new ObjectForm<>(
                      "box",
                      "A box.",
                      false,
                      form -> {
                        var center =
                            form.optional(
                                "center", Forms.POINT, Point.ORIGIN, Body.Box::center, CENTER);
                        var size =
                            form.required(
                                "size", Forms.POINT, Body.Box::size, "Whole extents along axes.");
                        form.check((body, found) -> extents(body.size(), "size", found));
                        return values -> new Body.Box(values.get(center), values.get(size));
                      })),
              new Variant<>(
                  "ellipsoid",
                  Body.Ellipsoid.class,
                  new ObjectForm<>(
                      "ellipsoid",
                      "An ellipsoid.",
                      false,
                      form -> {
                        var center =
                            form.optional(
                                "center",
                                Forms.POINT,
                                Point.ORIGIN,
                                Body.Ellipsoid::center,
                                CENTER);
                        var size =
                            form.required("size", Forms.POINT, Body.Ellipsoid::size, "Whole axes.");
                        form.check((body, found) -> extents(body.size(), "size", found));
                        return values -> new Body.Ellipsoid(values.get(center), values.get(size));
                      })),
              new Variant<>(
                  "shell",
                  Body.Shell.class,
                  new ObjectForm<>(
                      "shell",
                      "What is between two spheres; a ball when the inner radius is 0.",
                      false,
                      form -> {
                        var center =
                            form.optional(
                                "center", Forms.POINT, Point.ORIGIN, Body.Shell::center, CENTER);
                        var min =
                            form.optional(
                                "min_radius_um",
                                Forms.NOT_NEGATIVE,
                                0.0,
                                Body.Shell::minRadiusUm,
                                "Inner radius.");
                        var max =
                            form.required(
                                "max_radius_um",
                                Forms.NOT_NEGATIVE,
                                Body.Shell::maxRadiusUm,
                                "Outer radius.");
                        form.check(
                            (body, found) -> radii(body.minRadiusUm(), body.maxRadiusUm(), found));
                        return values ->
                            new Body.Shell(values.get(center), values.get(min), values.get(max));
                      }))));

  static final ObjectForm<PlaceRule.Layer> LAYER =
      new ObjectForm<>(
          "layer",
          "A part of a body between two values of y.",
          false,
          form -> {
            var name =
                form.required(
                    "name", Forms.NAME, PlaceRule.Layer::name, "Value of the cells' column layer.");
            var low =
                form.required("low_um", Forms.NUMBER, PlaceRule.Layer::lowUm, "Its lower end.");
            var high =
                form.required("high_um", Forms.NUMBER, PlaceRule.Layer::highUm, "Its upper end.");
            var share =
                form.required(
                    "share",
                    Forms.NOT_NEGATIVE,
                    PlaceRule.Layer::share,
                    "Of the cells; shares are divided by their sum.");
            form.check((layer, found) -> {
              if (layer.lowUm() > layer.highUm()) {
                found.error(
                    "recipe.empty-range",
                    "high_um",
                    "The layer ends below where it begins",
                    "at least " + layer.lowUm(),
                    "");
              }
            });
            return values ->
                new PlaceRule.Layer(
                    values.get(name), values.get(low), values.get(high), values.get(share));
          });

  static final UnionForm<PlaceRule> PLACES =
      new UnionForm<>(
          "rule of places",
          "Where cells are, µm.",
          List.of(
              new Variant<>(
                  "within",
                  PlaceRule.Within.class,
                  new ObjectForm<>(
                      "within",
                      "Uniformly in a body.",
                      false,
                      form -> {
                        var body =
                            form.required(
                                "body", BODY, PlaceRule.Within::body, "Where they may be.");
                        var distance =
                            form.optional(
                                "minimum_distance_um",
                                Forms.NOT_NEGATIVE,
                                0.0,
                                PlaceRule.Within::minimumDistanceUm,
                                MINIMUM_DISTANCE);
                        return values ->
                            new PlaceRule.Within(values.get(body), values.get(distance));
                      })),
              new Variant<>(
                  "layered",
                  PlaceRule.Layered.class,
                  new ObjectForm<>(
                      "layered",
                      "Uniformly in parts of a body that are cut along y, a share in each.",
                      false,
                      form -> {
                        var body =
                            form.required("body", BODY, PlaceRule.Layered::body, "The whole.");
                        var layers =
                            form.required(
                                "layers",
                                Forms.list(LAYER, true),
                                PlaceRule.Layered::layers,
                                "In any order.");
                        var distance =
                            form.optional(
                                "minimum_distance_um",
                                Forms.NOT_NEGATIVE,
                                0.0,
                                PlaceRule.Layered::minimumDistanceUm,
                                MINIMUM_DISTANCE);
                        form.check((rule, found) -> {
                          double sum =
                              rule.layers().stream().mapToDouble(PlaceRule.Layer::share).sum();
                          if (!(sum > 0)) {
                            found.error(
                                "recipe.no-layers",
                                "layers",
                                "No layer has a share of the cells",
                                "a share above 0 in one layer at least",
                                "");
                          }
                        });
                        return values ->
                            new PlaceRule.Layered(
                                values.get(body), values.get(layers), values.get(distance));
                      })),
              new Variant<>(
                  "lattice",
                  PlaceRule.Lattice.class,
                  new ObjectForm<>(
                      "lattice",
                      "On the points of a lattice, x fastest.",
                      false,
                      form -> {
                        var shape =
                            form.optional(
                                "shape",
                                Forms.word(
                                    new TreeMap<>(
                                        Map.of(
                                            "rectangular", PlaceRule.Lattice.Shape.RECTANGULAR,
                                            "hexagonal", PlaceRule.Lattice.Shape.HEXAGONAL))),
                                PlaceRule.Lattice.Shape.RECTANGULAR,
                                PlaceRule.Lattice::shape,
                                "Rows along x of a hexagonal one are shifted by half a step.");
                        var origin =
                            form.optional(
                                "origin",
                                Forms.POINT,
                                Point.ORIGIN,
                                PlaceRule.Lattice::origin,
                                "Place of the first point.");
                        var spacing =
                            form.required(
                                "spacing",
                                Forms.POINT,
                                PlaceRule.Lattice::spacing,
                                "Between neighbours along each axis.");
                        var columns =
                            form.required(
                                "columns",
                                Forms.POSITIVE_COUNT,
                                PlaceRule.Lattice::columns,
                                "Points along x.");
                        var rows =
                            form.optional(
                                "rows",
                                Forms.POSITIVE_COUNT,
                                1,
                                PlaceRule.Lattice::rows,
                                "Points along y.");
                        var layers =
                            form.optional(
                                "layers",
                                Forms.POSITIVE_COUNT,
                                1,
                                PlaceRule.Lattice::layers,
                                "Points along z.");
                        var jitter =
                            form.optional(
                                "jitter_um",
                                Forms.NOT_NEGATIVE,
                                0.0,
                                PlaceRule.Lattice::jitterUm,
                                "Standard deviation of a normal shift along each axis.");
                        return values ->
                            new PlaceRule.Lattice(
                                values.get(shape),
                                values.get(origin),
                                values.get(spacing),
                                values.get(columns),
                                values.get(rows),
                                values.get(layers),
                                values.get(jitter));
                      })),
              new Variant<>(
                  "grid",
                  PlaceRule.GridChoice.class,
                  new ObjectForm<>(
                      "grid",
                      "Different points of a grid, chosen at random.",
                      false,
                      form -> {
                        var low =
                            form.optional(
                                "low",
                                Forms.POINT,
                                Point.ORIGIN,
                                PlaceRule.GridChoice::low,
                                "Lowest corner.");
                        var high =
                            form.required(
                                "high", Forms.POINT, PlaceRule.GridChoice::high, "Highest corner.");
                        var spacing =
                            form.required(
                                "spacing_um",
                                Forms.POSITIVE,
                                PlaceRule.GridChoice::spacingUm,
                                "Between neighbours.");
                        form.check((rule, found) ->
                            extents(
                                new Point(
                                    rule.high().x() - rule.low().x(),
                                    rule.high().y() - rule.low().y(),
                                    rule.high().z() - rule.low().z()),
                                "high",
                                found));
                        return values ->
                            new PlaceRule.GridChoice(
                                values.get(low), values.get(high), values.get(spacing));
                      })),
              new Variant<>(
                  "listed",
                  PlaceRule.Listed.class,
                  new ObjectForm<>(
                      "listed places",
                      "Given places, one for each cell.",
                      false,
                      form -> {
                        var points =
                            form.required(
                                "points",
                                Forms.list(Forms.POINT, false),
                                PlaceRule.Listed::points,
                                "As many as there are cells.");
                        return values -> new PlaceRule.Listed(values.get(points));
                      })),
              new Variant<>(
                  "csv",
                  PlaceRule.FromCsv.class,
                  new ObjectForm<>(
                      "places from csv",
                      "Columns of a csv file, a line for each cell.",
                      false,
                      form -> {
                        var file =
                            form.required(
                                "file",
                                Forms.NAME,
                                PlaceRule.FromCsv::file,
                                "Named from the document's folder.");
                        var x =
                            form.optional(
                                "x", Forms.NAME, "x", PlaceRule.FromCsv::xColumn, "Its column.");
                        var y =
                            form.optional(
                                "y", Forms.NAME, "y", PlaceRule.FromCsv::yColumn, "Its column.");
                        var z =
                            form.optional(
                                "z", Forms.NAME, "z", PlaceRule.FromCsv::zColumn, "Its column.");
                        form.check((rule, found) ->
                            found.csv(
                                "file",
                                rule.file(),
                                Map.of(
                                    "x", rule.xColumn(),
                                    "y", rule.yColumn(),
                                    "z", rule.zColumn())));
                        return values ->
                            new PlaceRule.FromCsv(
                                values.get(file), values.get(x), values.get(y), values.get(z));
                      })),
              new Variant<>(
                  "computed",
                  PlaceRule.Computed.class,
                  new ObjectForm<>(
                      "computed places",
                      "Each coordinate by an expression of index and count.",
                      false,
                      form -> {
                        var x =
                            form.optional(
                                "x", Forms.EXPRESSION, "0", PlaceRule.Computed::x, "Along x.");
                        var y =
                            form.optional(
                                "y", Forms.EXPRESSION, "0", PlaceRule.Computed::y, "Along y.");
                        var z =
                            form.optional(
                                "z", Forms.EXPRESSION, "0", PlaceRule.Computed::z, "Along z.");
                        return values ->
                            new PlaceRule.Computed(values.get(x), values.get(y), values.get(z));
                      }))));

  private PlaceForms() {}

  private static void radii(double inner, double outer, Found found) {
    if (inner > outer) {
      found.error(
          "recipe.empty-range",
          "max_radius_um",
          "The outer radius " + outer + " is smaller than the inner one",
          "at least " + inner,
          "");
    }
  }

  private static void extents(Point size, String key, Found found) {
    if (size.x() < 0 || size.y() < 0 || size.z() < 0) {
      found.error(
          "recipe.out-of-range",
          key,
          "A body cannot have a negative extent",
          key.equals("high") ? "not below the lowest corner" : "numbers from 0",
          "");
    }
  }
}
