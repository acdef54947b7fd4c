package org.neurowright.io.lab;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Which cell is wanted.
 *
 * @param cell a hoc file, a folder of hoc files, a morphology (.swc, .asc), a NeuroML file, or a
 *     SONATA configuration or model folder (with {@code node})
 * @param template which template of the hoc files; empty if there is only one
 * @param arguments numbers and strings for the template's init
 * @param mechanismDirs folders with .mod files; empty to look for them near the cell
 * @param params parameters of a morphology (Allen Cell Types fit json)
 * @param processing how parameters are applied, a model_processing of BMTK; empty to see from the
 *     parameters
 * @param node {@code POPULATION:ID} of a network
 * @param dlUm longest segment, µm; empty keeps the segments as they are
 */
public record LabRequest(
    Path cell,
    Optional<String> template,
    List<Object> arguments,
    List<Path> mechanismDirs,
    Optional<Path> params,
    Optional<String> processing,
    Optional<String> node,
    OptionalDouble dlUm) {
  public LabRequest {
    arguments = List.copyOf(arguments);
    mechanismDirs = List.copyOf(mechanismDirs);
  }

  /** Only a file or folder. */
  public static LabRequest of(Path cell) {
    return new LabRequest(
        cell,
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalDouble.empty());
  }

  public LabRequest withTemplate(String name) {
    return new LabRequest(
        cell, Optional.of(name), arguments, mechanismDirs, params, processing, node, dlUm);
  }

  public LabRequest withMechanisms(List<Path> dirs) {
    return new LabRequest(cell, template, arguments, dirs, params, processing, node, dlUm);
  }

  public LabRequest withParams(Path file) {
    return new LabRequest(
        cell, template, arguments, mechanismDirs, Optional.of(file), processing, node, dlUm);
  }

  public LabRequest withProcessing(String name) {
    return new LabRequest(
        cell, template, arguments, mechanismDirs, params, Optional.of(name), node, dlUm);
  }

  public LabRequest withNode(String populationAndId) {
    return new LabRequest(
        cell,
        template,
        arguments,
        mechanismDirs,
        params,
        processing,
        Optional.of(populationAndId),
        dlUm);
  }
}
