package org.neurowright.io.hoc.object;

import org.neurowright.io.hoc.section.HocFailure;

/** {@code Import3d_SWC_read} and its like: remembers which file to read. */
public final class HocImport3d extends NativeObject {
  private String file = "";

  public HocImport3d(String className, int number) {
    super(className, number);
  }

  public String file() {
    if (file.isEmpty()) {
      throw new HocFailure("hoc.import3d", "No morphology was read")
          .hint("Call input(\"file.swc\") before");
    }
    return file;
  }

  @Override
  public Object member(String name, double[] indices, Arguments arguments) {
    switch (name) {
      case "input" -> {
        file = orNone(arguments).text(1);
        return 0.0;
      }
      case "quiet", "rotatable", "filetype", "err" -> {
        return 0.0;
      }
      default -> throw noMember(name);
    }
  }

  @Override
  public void assign(String name, double[] indices, double value) {
    if (!name.equals("quiet")) {
      throw noMember(name);
    }
  }
}
