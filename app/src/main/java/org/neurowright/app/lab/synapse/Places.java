package org.neurowright.app.lab.synapse;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.neurowright.engine.bench.Place;
import org.neurowright.engine.problem.Location;
import org.neurowright.engine.problem.ModelException;
import org.neurowright.engine.problem.Problem;
import org.neurowright.engine.protocol.GapCoupling.Junction;

/** Lists of places as they stand in a field. */
final class Places {
  private static final Pattern TIMES = Pattern.compile("(.+\\))\\s*[x×*]\\s*(\\d{1,4})");

  private Places() {}

  /**
   * Reads {@code soma(0.5); dend[3](0.7) x 4}.
   *
   * @throws ModelException if it reads otherwise
   */
  static List<Place> contacts(String text) {
    List<Place> places = new ArrayList<>();
    for (String each : parts(text)) {
      Matcher times = TIMES.matcher(each);
      if (times.matches()) {
        places.addAll(
            Collections.nCopies(Integer.parseInt(times.group(2)), Place.parse(times.group(1))));
      } else {
        places.add(Place.parse(each));
      }
    }
    return places;
  }

  /** Reads {@code soma(0.5); dend[3](0.7) - dend[4](0.2)}: one junction each. */
  static List<Junction> junctions(String text) {
    List<Junction> junctions = new ArrayList<>();
    for (String each : parts(text)) {
      int middle = each.indexOf(")-");
      int spaced = each.indexOf(" - ");
      if (spaced < 0 && middle < 0) {
        Place place = Place.parse(each);
        junctions.add(new Junction(place, place));
      } else {
        String first = spaced >= 0 ? each.substring(0, spaced) : each.substring(0, middle + 1);
        String second = spaced >= 0 ? each.substring(spaced + 3) : each.substring(middle + 2);
        junctions.add(new Junction(Place.parse(first), Place.parse(second)));
      }
    }
    return junctions;
  }

  /** One more place at the end of a list. */
  static String added(String text, String place) {
    return text.isBlank() ? place : text.strip() + "; " + place;
  }

  private static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    for (String each : text.split(";")) {
      if (!each.isBlank()) {
        parts.add(each.strip());
      }
    }
    if (parts.isEmpty()) {
      throw new ModelException(
          Problem.error("lab.bad-place", Location.NOWHERE, "No place is given")
              .expected("places such as soma(0.5); dend[3](0.7)"));
    }
    return parts;
  }
}
