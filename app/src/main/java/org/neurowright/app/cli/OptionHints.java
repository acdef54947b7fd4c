package org.neurowright.app.cli;

import java.util.Optional;
import org.neurowright.engine.problem.Problem;

/**
 * Which option of the command line mends a problem. Problems themselves name none, as they are
 * shown in windows, too.
 */
final class OptionHints {
  private OptionHints() {}

  /** A sentence for a problem; empty when no option helps. */
  static Optional<String> of(Problem problem) {
    return Optional.ofNullable(
        switch (problem.code()) {
          case "lab.which-template" -> "--template NAME chooses one";
          case "lab.no-node" -> "--node POPULATION:ID names one";
          case "lab.unknown-file", "lab.no-template" ->
              "--node POPULATION:ID names a node of a network";
          case "lab.processing", "lab.unknown-processing" -> "--processing NAME chooses one";
          case "lab.passive-membrane" -> "--params FILE names them";
          case "lab.no-soma" -> "--record-sec 0 and --inj-sec 0 name it";
          case "lab.ill-conditioned", "lab.not-converged" -> "--method NAME chooses one";
          case "cell.unknown-mechanism",
              "hoc.unknown-mechanism",
              "lab.unknown-point-process",
              "edges.unknown-synapse",
              "config.missing-mechanisms",
              "config.no-mechanisms" ->
              "--mechanisms DIR names a folder with .mod files";
          case "output.exists",
              "output.not-writable",
              "output.not-a-folder",
              "output.disk-full",
              "output.in-use",
              "output.missing-folder" ->
              "--output-dir DIR (build and export: --out DIR) names another folder";
          case "segregation.folder-in-use" ->
              "--outfolder DIR names another one, --outappend adds to it";
          case "segregation.no-template" -> "--params FILE names a fit json";
          case "export.unknown-function" -> "--force writes in spite of it";
          default -> null;
        });
  }
}
