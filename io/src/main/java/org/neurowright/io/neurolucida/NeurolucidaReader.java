package org.neurowright.io.neurolucida;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.neurowright.engine.description.SectionGeometry;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.morphology.ImportedSection;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.swc.PrintedNumber;
import org.neurowright.io.text.SourceFile;

/**
 * Neurolucida's text files (version 3) as NEURON's {@code Import3d_Neurolucida3} understands them:
 * the outline of the soma becomes a body of discs, trees that begin inside of its bounding box hang
 * on its middle, others on the nearest soma. A soma drawn as a stack of several outlines is
 * refused.
 */
public final class NeurolucidaReader {
  private static final PrintedNumber PRINT = new PrintedNumber(8);
  private static final double MARGIN_UM = .5;
  private static final double WIRE_DIAMETER_UM = .01;

  private NeurolucidaReader() {}

  /**
   * Reads a file.
   *
   * @return sections ordered by type, then by place in the file; {@code swcIds} are numbers of
   *     points in the order of the file, from 0
   */
  public static ReadResult<List<ImportedSection>> read(Path file) {
    try {
      return parse(file.toString(), SourceFile.read(file).text());
    } catch (IOException e) {
      return ReadResult.failed(
          List.of(
              Problem.error(
                      "neurolucida.unreadable", Location.of(file), "The morphology cannot be read")
                  .hint("Check the file name and the permissions")));
    }
  }

  /**
   * Reads text that is already in memory.
   *
   * @param file where it came from, for messages
   */
  public static ReadResult<List<ImportedSection>> parse(String file, String text) {
    Problems problems = new Problems();
    List<Piece> pieces = new NeurolucidaParser(file, Tokens.of(text), problems).parse();
    if (!problems.hasErrors() && pieces.isEmpty()) {
      problems.add(
          Problem.error(
                  "neurolucida.empty",
                  Location.of(Path.of(file)),
                  "The file has no tree and no soma")
              .expected("an outline \"CellBody\" and trees (Dendrite), (Axon) or (Apical)"));
    }
    if (!problems.hasErrors()) {
      pieces = connected(file, pieces, problems);
    }
    return problems.hasErrors()
        ? ReadResult.failed(problems.toList())
        : ReadResult.of(finished(pieces), problems.toList());
  }

  private static List<Piece> connected(String file, List<Piece> read, Problems problems) {
    List<Piece> pieces = new ArrayList<>(read.stream().filter(p -> p.outline).toList());
    List<Piece> somas = List.copyOf(pieces);
    pieces.addAll(read.stream().filter(p -> !p.outline).toList());
    List<double[]> centres = new ArrayList<>();
    List<double[]> boxes = new ArrayList<>();
    for (Piece soma : somas) {
      double[] box = box(soma.points);
      if (!boxes.isEmpty() && overlap(boxes.getLast(), box)) {
        problems.add(
            Problem.error(
                    "neurolucida.soma-stack",
                    Location.of(Path.of(file)),
                    "The soma is drawn as a stack of several outlines, which is not supported")
                .hint("Keep the largest of the outlines, or convert the morphology to SWC"));
        return List.of();
      }
      boxes.add(box);
      Outline outline = new Outline(soma.points);
      centres.add(outline.centre());
      soma.points = outline.body();
      if (soma.points.isEmpty()) {
        problems.add(
            Problem.error(
                "neurolucida.outline",
                Location.of(Path.of(file)),
                "The outline of the soma has no breadth in x and y"));
        return List.of();
      }
    }
    for (Piece piece : pieces) {
      if (!piece.outline && piece.parent == null && !somas.isEmpty()) {
        int soma = somaOf(piece, boxes, centres);
        double[] centre = centres.get(soma);
        piece.points.addFirst(new double[] {centre[0], centre[1], centre[2], WIRE_DIAMETER_UM});
        piece.wired = true;
        piece.parent = somas.get(soma);
        piece.parentX = .5;
      }
    }
    removeSectionsWithoutLength(pieces);
    return pieces;
  }

  /** The first soma around the beginning of the tree, or else the nearest. */
  private static int somaOf(Piece tree, List<double[]> boxes, List<double[]> centres) {
    double[] begin = tree.points.getFirst();
    for (int i = 0; i < boxes.size(); i++) {
      double[] box = boxes.get(i);
      if (begin[0] >= box[0] - MARGIN_UM
          && begin[0] <= box[1] + MARGIN_UM
          && begin[1] >= box[2] - MARGIN_UM
          && begin[1] <= box[3] + MARGIN_UM) {
        return i;
      }
    }
    int nearest = 0;
    for (int i = 1; i < centres.size(); i++) {
      if (Outline.distance(begin, centres.get(i)) < Outline.distance(begin, centres.get(nearest))) {
        nearest = i;
      }
    }
    return nearest;
  }

  /** Least and greatest x, then y. */
  private static double[] box(List<double[]> points) {
    double[] box = {
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY
    };
    for (double[] point : points) {
      for (int axis = 0; axis < 2; axis++) {
        box[2 * axis] = Math.min(box[2 * axis], point[axis]);
        box[2 * axis + 1] = Math.max(box[2 * axis + 1], point[axis]);
      }
    }
    return box;
  }

  private static boolean overlap(double[] a, double[] b) {
    return a[0] <= b[1] && b[0] <= a[1] && a[2] <= b[3] && b[2] <= a[3];
  }

  private static void removeSectionsWithoutLength(List<Piece> pieces) {
    for (int i = pieces.size() - 1; i >= 0; i--) {
      Piece piece = pieces.get(i);
      if (piece.parent != null && piece.hasNoLength()) {
        pieces.remove(i);
        for (Piece later : pieces.subList(i, pieces.size())) {
          if (later.parent == piece) {
            later.parent = piece.parent;
            later.parentX = piece.parentX;
          }
        }
      }
    }
  }

  private static List<ImportedSection> finished(List<Piece> pieces) {
    Map<Integer, List<Piece>> byType = new TreeMap<>();
    for (Piece piece : pieces) {
      List<Piece> siblings = byType.computeIfAbsent(piece.type, t -> new ArrayList<>());
      piece.index = siblings.size();
      siblings.add(piece);
    }
    List<Piece> ordered = byType.values().stream().flatMap(List::stream).toList();
    for (int i = 0; i < ordered.size(); i++) {
      ordered.get(i).position = i;
    }
    return ordered.stream().map(NeurolucidaReader::finished).toList();
  }

  private static ImportedSection finished(Piece piece) {
    String type = piece.type == 0 ? "dend_0" : SectionKind.values()[piece.type - 1].label();
    String name = type + "[" + piece.index + "]";
    double[] wire = piece.points.getFirst();
    return new ImportedSection(
        name,
        SectionKind.ofSectionName(name),
        piece.index,
        geometry(piece.own()),
        piece.parent == null ? -1 : piece.parent.position,
        piece.parent == null ? 0 : piece.parentX,
        piece.wired
            ? Optional.of(
                new ImportedSection.LogicalPoint(
                    PRINT.stored(wire[0]), PRINT.stored(wire[1]), PRINT.stored(wire[2])))
            : Optional.empty(),
        new int[] {piece.firstPoint});
  }

  private static SectionGeometry.Points geometry(List<double[]> own) {
    List<double[]> points = own.size() == 1 ? sphere(own.getFirst()) : own;
    float[][] columns = new float[4][points.size()];
    for (int i = 0; i < points.size(); i++) {
      for (int k = 0; k < 4; k++) {
        columns[k][i] = PRINT.stored(points.get(i)[k]);
      }
    }
    return new SectionGeometry.Points(columns[0], columns[1], columns[2], columns[3]);
  }

  /** A cylinder of the area of a sphere. */
  private static List<double[]> sphere(double[] p) {
    double radius = p[3] / 2;
    return List.of(
        new double[] {p[0] - radius, p[1], p[2], p[3]},
        p,
        new double[] {p[0] + radius, p[1], p[2], p[3]});
  }
}
