package org.neurowright.io.hoc.run;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** A class: its procedures, and an object that shows the shape of its variables. */
final class TemplateCode {
  final String name;
  final String file;
  final int place;
  final Map<String, Code> procedures = new HashMap<>();
  final Set<String> publicNames = new LinkedHashSet<>();
  final Set<String> externals = new LinkedHashSet<>();
  final Instance prototype;
  int instances;

  TemplateCode(String name, String file, int place) {
    this.name = name;
    this.file = file;
    this.place = place;
    prototype = new Instance(this, -1);
  }
}
