package org.neurowright.io.tuned;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.neurowright.engine.bench.Conditions;
import org.neurowright.engine.bench.Preparation;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.problem.Problems;
import org.neurowright.io.lab.LabCell;
import org.neurowright.io.lab.LabCells;
import org.neurowright.io.lab.LabRequest;
import org.neurowright.io.text.AtomicFile;

/**
 * A tuned cell in the form in which it came: the same text with the changed values. Nothing is
 * written until {@link #write}.
 *
 * @param format what it is
 * @param original the file whose text it is made of; empty for a new one
 * @param text the new text
 * @param done what was changed and where, one line each
 * @param problems what the form cannot hold, as warnings
 */
public record TunedCell(
    Format format,
    Optional<Path> original,
    String text,
    List<String> done,
    List<Problem> problems) {

  /** Forms in which a tuned cell can be written. */
  public enum Format {
    FIT_JSON("Fit json", "json"),
    HOC("hoc template", "hoc");

    private final String title;
    private final String ending;

    Format(String title, String ending) {
      this.title = title;
      this.ending = ending;
    }

    public String title() {
      return title;
    }

    /** Of its files. */
    public String ending() {
      return ending;
    }
  }

  public TunedCell {
    done = List.copyOf(done);
    problems = List.copyOf(problems);
  }

  /** What came of it: the cell, or why there is none. */
  public sealed interface Outcome {
    record Made(TunedCell cell) implements Outcome {}

    record Refused(List<Problem> problems) implements Outcome {}
  }

  /**
   * Makes the text of a tuned cell.
   *
   * @param request where the cell came from; empty for one that was made in the lab
   * @param cell as it came
   * @param tuned as it is
   * @param templateName another name for the template of a hoc file; empty to keep it
   */
  public static Outcome of(
      Optional<LabRequest> request,
      LabCell cell,
      Preparation tuned,
      Optional<String> templateName) {
    if (request.isEmpty()) {
      return refused(
          Location.NOWHERE,
          "A cell that was made in the Lab has no file",
          "Save its parameters as a set, or begin with a morphology or a template");
    }
    LabRequest asked = request.get();
    String name = asked.cell().toString().toLowerCase(Locale.ROOT);
    Problems problems = new Problems();
    try {
      if (asked.node().isPresent() || name.endsWith(".json")) {
        return refused(
            Location.of(asked.cell()),
            "The parameters of a network's node are shared by all nodes of its type",
            "Open the template, or the morphology with its parameter file, and name the tuned file in"
                + " the node type or in model.json");
      }
      if (name.endsWith(".nml") || name.endsWith(".xml")) {
        return refused(
            Location.of(asked.cell()),
            "NeuroML files are not written",
            "Save the parameters as a set; it can be loaded and applied to the file again");
      }
      if (name.endsWith(".swc") || name.endsWith(".asc")) {
        return new Outcome.Made(fit(asked, cell, tuned, problems));
      }
      return HocText.of(asked, cell, tuned, templateName, problems);
    } catch (IOException e) {
      return refused(
          Location.of(asked.cell()),
          "The file cannot be read any more: " + e.getMessage(),
          "Check that it is still there");
    }
  }

  private static Outcome refused(Location where, String message, String hint) {
    return new Outcome.Refused(List.of(Problem.error("tuned.no-form", where, message).hint(hint)));
  }

  private static TunedCell fit(LabRequest asked, LabCell cell, Preparation tuned, Problems problems)
      throws IOException {
    Optional<Path> params = asked.params();
    String text = params.isPresent() ? Files.readString(params.get()) : FitJson.empty(cell);
    boolean hasAxon =
        cell.specimen().cell().sections().stream().anyMatch(s -> s.kind() == SectionKind.AXON);
    if (params.isEmpty() && hasAxon) {
      problems.add(
          Problem.warning(
                  "tuned.axon-replaced",
                  Location.of(asked.cell()),
                  "Whoever applies a fit json puts two short cylinders in the place of the axon, so"
                      + " the cell will answer differently")
              .hint("Open the morphology with the new file and look at it again"));
    }
    FitJson json = new FitJson(text, cell, tuned, params, problems);
    return new TunedCell(Format.FIT_JSON, params, json.written(), json.done(), problems.toList());
  }

  /** Conditions that no cell's file holds are told as such. */
  static void tellStep(Conditions before, Conditions after, Problems problems) {
    if (before.dtMs() != after.dtMs()) {
      problems.add(
          Problem.info(
              "tuned.step",
              Location.NOWHERE,
              "The step belongs to the run and is not part of the cell"));
    }
  }

  /** A name beside the original: {@code cell_tuned.hoc}. */
  public String suggestedName(LabRequest request) {
    Path named = original.orElse(request.cell());
    String name = named.getFileName().toString();
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    // tools know Allen's files by this ending
    return stem.endsWith("_fit")
        ? stem.substring(0, stem.length() - 4) + "_tuned_fit." + format.ending()
        : stem + "_tuned." + format.ending();
  }

  /**
   * Writes the file, as a whole or not at all.
   *
   * @param overwrite whether a file that is there may be replaced
   * @return why not; empty when it is written
   */
  public Optional<Problem> write(Path file, boolean overwrite) {
    if (Files.exists(file) && !overwrite) {
      boolean same =
          original.isPresent()
              && file.toAbsolutePath()
                  .normalize()
                  .equals(original.get().toAbsolutePath().normalize());
      return Optional.of(
          Problem.error(
                  "tuned.exists",
                  Location.of(file),
                  same
                      ? "This is the file that the cell came from"
                      : "There is already a file of that name")
              .hint("Choose another name, or say that it is to be replaced"));
    }
    try {
      // hoc is read byte by byte, so that whatever its comments are written in goes back as it came
      Charset charset = format == Format.HOC ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
      AtomicFile.write(file.toAbsolutePath(), text.getBytes(charset));
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(
          Problem.error(
              "tuned.not-written", Location.of(file), "The file cannot be written: " + e));
    }
  }

  /** The hoc file of the template. */
  static Optional<Path> templateFile(LabRequest asked, LabCell cell) {
    return LabCells.templates(asked.cell()).stream()
        .filter(t -> t.name().equals(cell.specimen().name()))
        .map(LabCells.TemplatePlace::file)
        .findFirst();
  }
}
