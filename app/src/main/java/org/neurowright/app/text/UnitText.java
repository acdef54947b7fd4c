package org.neurowright.app.text;

/** Units of NMODL the way people write them. */
public final class UnitText {
  private UnitText() {}

  /** {@code mho/cm2} is S/cm², {@code um} is µm, {@code 1} none. */
  public static String of(String unit) {
    String text = unit.strip();
    if (text.equals("1") || text.equals("0")) {
      return "";
    }
    return text.replace("mho", "S")
        .replace("micron", "µm")
        .replaceAll("\\bum", "µm")
        .replaceAll("\\buS\\b", "µS")
        .replaceAll("\\bdegC\\b", "°C")
        .replaceAll("(?<=[a-zµ])\\^?2\\b", "²")
        .replaceAll("(?<=[a-zµ])\\^?3\\b", "³");
  }
}
