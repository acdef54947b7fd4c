package org.neurowright.io.recorded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.Problem;
import org.neurowright.io.format.ReadResult;
import org.neurowright.io.hdf5.Hdf5Attribute;
import org.neurowright.io.hdf5.Hdf5Dataset;
import org.neurowright.io.hdf5.Hdf5Exception;
import org.neurowright.io.hdf5.Hdf5File;

/**
 * Current clamp sweeps of Neurodata Without Borders. NWB 1 as the Allen Cell Types Database has it:
 * {@code /epochs/Sweep_N/response/timeseries} and {@code stimulus/timeseries}. NWB 2: groups of
 * {@code /acquisition} whose {@code neurodata_type} is CurrentClampSeries, and the stimuli of
 * {@code /stimulus/presentation} with the same sweep number.
 *
 * @source NWB format specification 1.0 and 2, https://nwb-schema.readthedocs.io
 */
final class NwbReader {
  private static final String EPOCHS = "/epochs";
  private static final String ACQUISITION = "/acquisition";
  private static final String PRESENTATION = "/stimulus/presentation";
  private static final Pattern SWEEP = Pattern.compile("Sweep_(\\d+)");
  private static final Pattern NUMBER = Pattern.compile("\\d+");

  /** Where a sweep stands; the stimulus is empty when there is none. */
  private record Place(String name, long number, String response, String stimulus) {}

  private NwbReader() {}

  static ReadResult<RecordedFile> open(Path path) {
    try (Hdf5File file = Hdf5File.open(path)) {
      boolean first = file.isGroup(EPOCHS);
      List<Place> places = first ? sweepsOfEpochs(file) : List.of();
      String format = "NWB 1";
      if (places.isEmpty() && file.isGroup(ACQUISITION)) {
        places = seriesOfAcquisition(file);
        format = "NWB 2";
      }
      if (places.isEmpty()) {
        return RecordedFiles.failed(
            Problem.error(
                    "recorded.no-sweeps",
                    Location.of(path, "/"),
                    "The file has no current clamp sweeps")
                .expected(
                    "groups /epochs/Sweep_N (NWB 1) or a CurrentClampSeries in /acquisition (NWB"
                        + " 2)"));
      }
      List<Place> found = places;
      return ReadResult.of(
          new RecordedFile(
              path,
              format,
              found.stream().map(Place::name).toList(),
              RecordedUnits.USUAL,
              index -> sweep(path, found.get(index))),
          List.of());
    }
  }

  private static List<Place> sweepsOfEpochs(Hdf5File file) {
    List<Place> places = new ArrayList<>();
    for (String name : file.groups(EPOCHS)) {
      Matcher matcher = SWEEP.matcher(name);
      String group = EPOCHS + "/" + name;
      String response = group + "/response/timeseries";
      if (matcher.matches() && file.isGroup(response)) {
        String stimulus = group + "/stimulus/timeseries";
        long number = Long.parseLong(matcher.group(1));
        places.add(
            new Place(
                "Sweep " + number + about(file, stimulus),
                number,
                response,
                file.isGroup(stimulus) ? stimulus : ""));
      }
    }
    places.sort(Comparator.comparingLong(Place::number));
    return places;
  }

  /** Name and height of the stimulus, where Allen's files say them. */
  private static String about(Hdf5File file, String stimulus) {
    String name = text(file, stimulus + "/aibs_stimulus_name").orElse("");
    String amplitude =
        file.findDataset(stimulus + "/aibs_stimulus_amplitude_pa")
            .flatMap(NwbReader::first)
            .map(pa -> ", " + Math.round(pa) + " pA")
            .orElse("");
    return name.isEmpty() ? amplitude : ", " + name + amplitude;
  }

  private static Optional<Double> first(Hdf5Dataset dataset) {
    try {
      double[] values = dataset.readDoubles();
      return values.length == 0 ? Optional.empty() : Optional.of(values[0]);
    } catch (Hdf5Exception e) {
      return Optional.empty();
    }
  }

  private static Optional<String> text(Hdf5File file, String path) {
    try {
      return file.findDataset(path).map(Hdf5Dataset::readStrings).map(texts -> texts[0]);
    } catch (Hdf5Exception e) {
      return Optional.empty();
    }
  }

  private static List<Place> seriesOfAcquisition(Hdf5File file) {
    Map<Long, String> stimuli = new LinkedHashMap<>();
    if (file.isGroup(PRESENTATION)) {
      for (String name : file.groups(PRESENTATION)) {
        String group = PRESENTATION + "/" + name;
        if (type(file, group).startsWith("CurrentClampStimulus")) {
          stimuli.putIfAbsent(number(file, group, name), group);
        }
      }
    }
    List<Place> places = new ArrayList<>();
    for (String name : file.groups(ACQUISITION)) {
      String group = ACQUISITION + "/" + name;
      if (type(file, group).equals("CurrentClampSeries")) {
        long number = number(file, group, name);
        String about =
            file.attribute(group, "stimulus_description")
                .flatMap(Hdf5Attribute::text)
                .map(text -> ", " + text)
                .orElse("");
        places.add(
            new Place(
                name + about, number, group, number < 0 ? "" : stimuli.getOrDefault(number, "")));
      }
    }
    places.sort(Comparator.comparingLong(Place::number));
    return places;
  }

  private static String type(Hdf5File file, String group) {
    return file.attribute(group, "neurodata_type").flatMap(Hdf5Attribute::text).orElse("");
  }

  /** The sweep number of a series, else the first number of its name, else -1. */
  private static long number(Hdf5File file, String group, String name) {
    Optional<Hdf5Attribute> attribute = file.attribute(group, "sweep_number");
    if (attribute.isPresent() && attribute.get().integer().isPresent()) {
      return attribute.get().integer().getAsLong();
    }
    Matcher digits = NUMBER.matcher(name);
    return digits.find() && digits.group().length() < 18 ? Long.parseLong(digits.group()) : -1;
  }

  private static ReadResult<RecordedSweep> sweep(Path path, Place place) {
    List<Problem> problems = new ArrayList<>();
    try (Hdf5File file = Hdf5File.open(path)) {
      Optional<Series> response = series(file, place.response(), "volt", 1e3, problems);
      if (response.isEmpty()) {
        return ReadResult.failed(problems);
      }
      Optional<Series> stimulus =
          place.stimulus().isEmpty()
              ? Optional.empty()
              : series(file, place.stimulus(), "amp", 1e12, problems);
      double[] t = response.get().tMs();
      Optional<double[]> current = stimulus.map(s -> sampled(s, t));
      // What is wrong with the stimulus leaves the response readable.
      return ReadResult.of(
          new RecordedSweep(place.name(), t, response.get().values(), current),
          problems.stream()
              .map(p ->
                  p.isError()
                      ? Problem.warning(p.code(), p.location(), p.message())
                          .expected(p.expected())
                          .hint(p.hint())
                      : p)
              .toList());
    } catch (Hdf5Exception e) {
      problems.add(e.problem());
      return ReadResult.failed(problems);
    }
  }

  private record Series(double[] tMs, double[] values) {}

  /** A time series: data with conversion and offset, times by a rate or one by one. */
  private static Optional<Series> series(
      Hdf5File file, String group, String quantity, double toOurs, List<Problem> problems) {
    String dataPath = group + "/data";
    Optional<Hdf5Dataset> data = file.findDataset(dataPath);
    if (data.isEmpty()) {
      problems.add(
          Problem.error(
                  "recorded.missing",
                  Location.of(file.path(), dataPath),
                  "The time series has no data")
              .expected("a dataset " + dataPath));
      return Optional.empty();
    }
    String unit = data.get().attribute("unit").flatMap(Hdf5Attribute::text).orElse("");
    if (!unit.isEmpty()
        && !unit.toLowerCase(java.util.Locale.ROOT).startsWith(quantity)
        && !unit.equals(quantity.equals("volt") ? "V" : "A")) {
      problems.add(
          Problem.error(
                  "recorded.unit",
                  Location.of(file.path(), dataPath),
                  "The unit of the data is '" + unit + "'")
              .expected(quantity.equals("volt") ? "volts" : "amperes")
              .hint("NWB stores SI units, with a factor in the attribute conversion"));
      return Optional.empty();
    }
    double conversion = number(data.get(), "conversion").orElse(1);
    double offset = number(data.get(), "offset").orElse(0);
    double[] values = data.get().readDoubles();
    for (int k = 0; k < values.length; k++) {
      values[k] = (values[k] * conversion + offset) * toOurs;
    }
    if (values.length < 2) {
      problems.add(
          Problem.error(
                  "recorded.empty",
                  Location.of(file.path(), dataPath),
                  "The time series has " + values.length + " samples")
              .expected("at least two"));
      return Optional.empty();
    }
    Optional<double[]> times = times(file, group, values.length, problems);
    return times.map(t -> new Series(t, values));
  }

  private static Optional<double[]> times(
      Hdf5File file, String group, int count, List<Problem> problems) {
    String startPath = group + "/starting_time";
    Optional<Hdf5Dataset> start = file.findDataset(startPath);
    double[] t = new double[count];
    if (start.isPresent()) {
      OptionalDouble rate = number(start.get(), "rate");
      if (rate.isEmpty() || !(rate.getAsDouble() > 0)) {
        problems.add(
            Problem.error(
                    "recorded.no-rate",
                    Location.of(file.path(), startPath),
                    "The time series does not say its sampling rate")
                .expected("an attribute rate in Hz, more than 0"));
        return Optional.empty();
      }
      // A sweep begins at 0, wherever it stood in the experiment.
      for (int k = 0; k < count; k++) {
        t[k] = k * 1e3 / rate.getAsDouble();
      }
      return Optional.of(t);
    }
    Optional<Hdf5Dataset> stamps = file.findDataset(group + "/timestamps");
    if (stamps.isEmpty() || stamps.get().rows() != count) {
      problems.add(
          Problem.error(
                  "recorded.no-time",
                  Location.of(file.path(), group),
                  stamps.isEmpty()
                      ? "The time series says neither starting_time nor timestamps"
                      : "There are "
                          + stamps.get().rows()
                          + " timestamps for "
                          + count
                          + " samples")
              .expected("starting_time with a rate, or one timestamp for each sample"));
      return Optional.empty();
    }
    double[] seconds = stamps.get().readDoubles();
    for (int k = 0; k < count; k++) {
      t[k] = (seconds[k] - seconds[0]) * 1e3;
    }
    return Optional.of(t);
  }

  private static OptionalDouble number(Hdf5Dataset dataset, String attribute) {
    Optional<Hdf5Attribute> found = dataset.attribute(attribute);
    return found.isEmpty() ? OptionalDouble.empty() : found.get().number();
  }

  /** The stimulus at the times of the response; mostly they are the same. */
  private static double[] sampled(Series series, double[] t) {
    if (series.tMs().length == t.length && series.tMs()[t.length - 1] == t[t.length - 1]) {
      return series.values();
    }
    double[] values = new double[t.length];
    int k = 0;
    for (int n = 0; n < t.length; n++) {
      while (k < series.tMs().length - 1 && series.tMs()[k + 1] <= t[n]) {
        k++;
      }
      values[n] = t[n] > series.tMs()[series.tMs().length - 1] ? 0 : series.values()[k];
    }
    return values;
  }
}
