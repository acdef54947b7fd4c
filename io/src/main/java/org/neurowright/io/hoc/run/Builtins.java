package org.neurowright.io.hoc.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.neurowright.engine.description.CableCell;
import org.neurowright.engine.description.IonStyle;
import org.neurowright.engine.description.SectionGeometry;
import org.neurowright.engine.description.SectionKind;
import org.neurowright.engine.description.SectionModel;
import org.neurowright.engine.morphology.CellShape;
import org.neurowright.io.hoc.lang.Operator;
import org.neurowright.io.hoc.object.Arguments;
import org.neurowright.io.hoc.object.Format;
import org.neurowright.io.hoc.object.HocObject;
import org.neurowright.io.hoc.object.HocVector;
import org.neurowright.io.hoc.object.ObjectCell;
import org.neurowright.io.hoc.object.Patterns;
import org.neurowright.io.hoc.object.TextCell;
import org.neurowright.io.hoc.section.HocFailure;
import org.neurowright.io.hoc.section.MechanismFacts;
import org.neurowright.io.hoc.section.Mechanisms;
import org.neurowright.io.hoc.section.Section;

/** Functions, constants and section variables that are always there. */
final class Builtins {
  private static final Set<String> SECTION_VARIABLES =
      Set.of("L", "nseg", "Ra", "rallbranch", "diam", "cm", "v", "i_membrane", "i_cap");

  private static final Set<String> MATHEMATICS =
      Set.of(
          "sin",
          "cos",
          "tan",
          "atan",
          "atan2",
          "exp",
          "log",
          "log10",
          "sqrt",
          "abs",
          "int",
          "erf",
          "erfc",
          "lambda_f",
          "ghk",
          "nernst");

  private static final Set<String> LANGUAGE =
      Set.of(
          "numarg",
          "argtype",
          "sprint",
          "printf",
          "fprint",
          "sscanf",
          "strcmp",
          "execute",
          "execute1",
          "execerror",
          "name_declared",
          "object_id",
          "object_index",
          "classname",
          "hoc_pointer_",
          "startsw",
          "stopsw",
          "nrnversion",
          "unix_mac_pc",
          "machine_name",
          "neuronhome",
          "getcwd",
          "hoc_sf_");

  private static final Set<String> SECTIONS =
      Set.of(
          "secname",
          "sectionname",
          "issection",
          "ismembrane",
          "section_exists",
          "section_orientation",
          "parent_connection",
          "parent_node",
          "parent_section",
          "this_section",
          "push_section",
          "pop_section",
          "delete_section",
          "disconnect",
          "pt3dadd",
          "pt3dclear",
          "pt3dinsert",
          "pt3dremove",
          "pt3dchange",
          "pt3dstyle",
          "pt3dconst",
          "n3d",
          "x3d",
          "y3d",
          "z3d",
          "diam3d",
          "arc3d",
          "spine3d",
          "define_shape",
          "area",
          "ri",
          "distance",
          "ion_style",
          "ion_charge",
          "ion_register",
          "topology",
          "psection",
          "setSpineArea",
          "getSpineArea",
          "diam_changed_",
          "keep_nseg_parm",
          "nrn_diam_change");

  private static final Set<String> FILES =
      Set.of("load_file", "xopen", "load_proc", "load_func", "load_template", "ropen", "fscan");

  /** Calls that end or start what a template has no business with. */
  private static final Set<String> REFUSED =
      Set.of(
          "system",
          "nrnpython",
          "wopen",
          "chdir",
          "quit",
          "nrn_load_dll",
          "fadvance",
          "run",
          "continuerun",
          "steprun",
          "init_run",
          "batch_run",
          "batch_save",
          "save_session",
          "boolean_dialog",
          "string_dialog",
          "getstr",
          "xred",
          "hoc_stdio",
          "saveaudit",
          "make_mechanism",
          "make_pointprocess");

  /** Windows, and calls without effect on a cell. */
  private static final Set<String> INERT =
      Set.of(
          "xpanel",
          "xbutton",
          "xmenu",
          "xlabel",
          "xvalue",
          "xpvalue",
          "xfixedvalue",
          "xcheckbox",
          "xstatebutton",
          "xradiobutton",
          "xslider",
          "xvarlabel",
          "nrnmainmenu",
          "nrncontrolmenu",
          "nrnpointmenu",
          "nrnsecmenu",
          "nrnglobalmechmenu",
          "newPlotV",
          "newPlotI",
          "newPlotS",
          "newPlot",
          "newshapeplot",
          "plot",
          "graph",
          "graphmode",
          "continue_dialog",
          "doNotify",
          "doEvents",
          "pwman_place",
          "print_session",
          "graphmenu",
          "attr_praxis");

  private static final Set<String> SIMULATION =
      Set.of(
          "finitialize",
          "fcurrent",
          "init",
          "stdinit",
          "frecord_init",
          "fmatrix",
          "cvode_active",
          "cvode_local",
          "use_mcell_ran4",
          "mcell_ran4_init",
          "set_v_init",
          "set_ra",
          "set_dt",
          "nrn_mallinfo",
          "allobjects",
          "allobjectvars",
          "symbols",
          "pc_nhost",
          "setdt",
          "nrn_threads",
          "secondorder_");

  /** Files of NEURON that only define what is built in here. */
  private static final Set<String> LIBRARY =
      Set.of(
          "nrngui.hoc",
          "stdlib.hoc",
          "stdrun.hoc",
          "stdgui.hoc",
          "import3d.hoc",
          "noload.hoc",
          "netparmpi.hoc",
          "init.hoc",
          "family.hoc",
          "pointman.hoc",
          "inserter.hoc",
          "electrod.hoc",
          "parcom.hoc",
          "mview.hoc",
          "mkcurve.hoc",
          "binfo.hoc",
          "loadbal.hoc",
          "subiter.hoc",
          "varmeth1.hoc",
          "grapher.hoc",
          "impedanc.hoc",
          "single.hoc",
          "celbild.hoc",
          "chanbild.hoc",
          "netbild.hoc",
          "lincir.hoc",
          "macload.hoc",
          "import3d_sec.hoc",
          "import3d/import3d_sec.hoc",
          "import3d/read_swc.hoc",
          "import3d/import3d_gui.hoc",
          "import3d/read_nlcda3.hoc",
          "import3d/read_nlcda.hoc",
          "read_swc.hoc",
          "read_nlcda3.hoc",
          "read_nlcda.hoc",
          "import3d_gui.hoc");

  private static final double FARADAY = 1.602176634e-19 * 6.02214076e23;
  private static final double GAS = 1.380649e-23 * 6.02214076e23;

  private final Interpreter in;
  private final Map<String, Double> constants = new HashMap<>();
  private final TextCell temporary = new TextCell("");

  Builtins(Interpreter interpreter) {
    in = interpreter;
    constants.put("PI", Math.PI);
    constants.put("E", Math.E);
    constants.put("GAMMA", 0.57721566490153286060);
    constants.put("DEG", 57.29577951308232087680);
    constants.put("PHI", 1.61803398874989484820);
    constants.put("FARADAY", FARADAY);
    constants.put("R", GAS);
    constants.put("Avogadro_constant", 6.02214076e23);
    constants.put("celsius", 6.3);
    constants.put("dt", 0.025);
    constants.put("t", 0.0);
    constants.put("tstop", 5.0);
    constants.put("v_init", -65.0);
    constants.put("steps_per_ms", 40.0);
    constants.put("secondorder", 0.0);
    constants.put("float_epsilon", Interpreter.EPSILON);
    constants.put("hoc_ac_", 0.0);
    constants.put("clamp_resist", 0.001);
    constants.put("nrnmainmenu_", 1.0);
    constants.put("stoprun", 0.0);
    constants.put("using_cvode_", 0.0);
    constants.put("nrn_shape_changed_", 0.0);
    constants.put("diam_changed", 0.0);
    constants.put("runStopAt", 0.0);
  }

  static boolean isSectionVariable(String name) {
    return SECTION_VARIABLES.contains(name);
  }

  boolean isFunction(String name) {
    return MATHEMATICS.contains(name)
        || LANGUAGE.contains(name)
        || SECTIONS.contains(name)
        || FILES.contains(name)
        || REFUSED.contains(name)
        || INERT.contains(name)
        || SIMULATION.contains(name);
  }

  boolean isKnown(String name) {
    return isFunction(name)
        || isSectionVariable(name)
        || constants.containsKey(name)
        || name.equals("tstr")
        || name.equals("nil")
        || name.equals("String")
        || in.mechanisms.variable(name).isPresent();
  }

  /** A number or string that is always there; null for other names. */
  Object constant(String name) {
    return switch (name) {
      case "tstr" -> temporary;
      case "hoc_sf_" -> new ObjectCell(in.newNative("StringFunctions"));
      default -> constants.get(name);
    };
  }

  void setConstant(String name, double value) {
    constants.put(name, value);
  }

  // ---- section variables

  double read(
      Section section,
      String name,
      Optional<Mechanisms.Variable> range,
      double position,
      double[] indices) {
    switch (name) {
      case "L" -> {
        return section.lengthUm();
      }
      case "nseg" -> {
        return section.nseg();
      }
      case "Ra" -> {
        return section.axialResistivity();
      }
      case "rallbranch" -> {
        return section.rallBranch();
      }
      default -> {
        int segment = section.segment(Double.isNaN(position) ? .5 : position);
        return switch (name) {
          case "diam" -> section.diamUm(segment);
          case "cm" -> section.capacitance(segment);
          case "v" -> section.potential(segment);
          case "i_membrane", "i_cap" -> 0;
          default -> section.get(element(range.orElseThrow(), indices), segment);
        };
      }
    }
  }

  /** The element of an array variable as a variable of its own. */
  private static Mechanisms.Variable element(Mechanisms.Variable variable, double[] indices) {
    if (indices.length == 0 || !(variable instanceof Mechanisms.Variable.OfMechanism m)) {
      return variable;
    }
    int index = (int) (indices[0] + Interpreter.EPSILON);
    if (index < 0 || index >= m.range().size() && !m.mechanism().inferred()) {
      throw new HocFailure("hoc.index", "Index " + index + " of " + m.name() + " does not exist")
          .expected("0 to " + (m.range().size() - 1));
    }
    return index == 0
        ? variable
        : new Mechanisms.Variable.OfMechanism(
            m.mechanism(), m.name() + "[" + index + "]", m.range());
  }

  Object write(
      Section section,
      String name,
      Optional<Mechanisms.Variable> range,
      double position,
      double[] indices,
      Operator operator,
      double value) {
    switch (name) {
      case "L" -> section.setLength(combined(operator, section.lengthUm(), value));
      case "nseg" -> {
        section.setNseg(combined(operator, section.nseg(), value));
        in.spend(section.nseg());
      }
      case "Ra" ->
          section.setAxialResistivity(combined(operator, section.axialResistivity(), value));
      case "rallbranch" -> section.setRallBranch(combined(operator, section.rallBranch(), value));
      case "i_membrane", "i_cap" -> throw new HocFailure("hoc.type", name + " cannot be set");
      default -> {
        if (range.isEmpty() && !isSectionVariable(name)) {
          throw new HocFailure("hoc.undefined", name + " is no variable of a section")
              .expected("L, nseg, diam, or a variable of an inserted mechanism");
        }
        int first = Double.isNaN(position) ? 0 : section.segment(position);
        int last = Double.isNaN(position) ? section.nseg() - 1 : first;
        double[] values = new double[section.nseg()];
        java.util.Arrays.fill(values, Double.NaN);
        for (int i = first; i <= last; i++) {
          double centre = (i + .5) / section.nseg();
          values[i] =
              operator == null
                  ? value
                  : combined(operator, read(section, name, range, centre, indices), value);
        }
        writeSegments(section, name, range, indices, values);
      }
    }
    return value;
  }

  private static double combined(Operator operator, double old, double value) {
    return Interpreter.combined(operator, old, value);
  }

  /** Sets segments; NaN where nothing changes. */
  private void writeSegments(
      Section section,
      String name,
      Optional<Mechanisms.Variable> range,
      double[] indices,
      double[] values) {
    if (name.equals("diam")) {
      section.setDiameters(values);
      return;
    }
    in.spend(values.length / 4);
    for (int i = 0; i < values.length; i++) {
      if (!Double.isNaN(values[i])) {
        switch (name) {
          case "cm" -> section.setCapacitance(i, values[i]);
          case "v" -> section.setPotential(i, values[i]);
          default -> section.set(element(range.orElseThrow(), indices), i, values[i]);
        }
      }
    }
  }

  /** Linear between x1 and x2, at centres inside of them. */
  void ramp(
      Section section,
      String name,
      Optional<Mechanisms.Variable> range,
      Operator operator,
      double[] ends) {
    if (range.isEmpty() && !isSectionVariable(name)
        || name.equals("L")
        || name.equals("nseg")
        || name.equals("Ra")) {
      throw new HocFailure("hoc.type", name + " is no range variable")
          .expected("diam, cm, or a variable of an inserted mechanism");
    }
    double width = ends[1] - ends[0];
    int first = section.segment(Math.clamp(ends[0], 0, 1));
    int last = section.segment(Math.clamp(ends[1], 0, 1));
    double[] values = new double[section.nseg()];
    java.util.Arrays.fill(values, Double.NaN);
    for (int i = first; i <= last; i++) {
      double x = (i + .5) / section.nseg();
      double part = (x - ends[0]) / width;
      if (part >= -1e-9 && part <= 1 + 1e-9) {
        double y = ends[2] * (1 - part) + ends[3] * part;
        values[i] =
            operator == null
                ? y
                : combined(operator, read(section, name, range, x, new double[0]), y);
      }
    }
    writeSegments(section, name, range, new double[0], values);
  }

  void insert(Section section, String name) {
    if (name.equals("morphology") || name.equals("capacitance")) {
      return;
    }
    if (name.endsWith("_ion")) {
      section.insertIon(name.substring(0, name.length() - 4));
      return;
    }
    Optional<MechanismFacts> facts = in.mechanisms.find(name);
    if (facts.isEmpty()) {
      String message = "Mechanism " + name + " is not known";
      String hint =
          "Add " + name + ".mod to the model's mechanisms folder, or name the folder that has it";
      if (!in.mechanisms.isOpen()) {
        in.report("hoc.unknown-mechanism", message, hint);
      }
      MechanismFacts unknown = MechanismFacts.unknown(name);
      in.mechanisms.add(unknown);
      facts = Optional.of(unknown);
    }
    if (facts.get().kind() != MechanismFacts.Kind.DENSITY) {
      throw new HocFailure("hoc.type", name + " is a point process and cannot be inserted")
          .expected("new " + name + "(x)");
    }
    section.insert(facts.get());
  }

  // ---- functions

  Object call(String name, Arguments a) {
    if (MATHEMATICS.contains(name)) {
      return mathematics(name, a);
    }
    if (SECTIONS.contains(name)) {
      return onSection(name, a);
    }
    if (FILES.contains(name)) {
      return file(name, a);
    }
    if (LANGUAGE.contains(name)) {
      return language(name, a);
    }
    if (REFUSED.contains(name)) {
      throw new HocFailure("hoc.refused", name + "() is refused: " + reason(name))
          .hint("Leave it out of the template");
    }
    if (INERT.contains(name)) {
      in.warn("hoc.window", name + "() belongs to windows and is left out", "");
      return 0.0;
    }
    if (name.equals("mcell_ran4_init")) {
      in.lowIndex().set(a.number(1, 0));
      return 0.0;
    }
    return 0.0;
  }

  private static String reason(String name) {
    return switch (name) {
      case "system" -> "no programs are started";
      case "nrnpython" -> "no Python is run";
      case "wopen", "batch_save", "save_session", "saveaudit" -> "nothing is written";
      case "chdir" -> "only files of the model's folder are read";
      case "nrn_load_dll" -> "mechanisms come from the model's mechanisms folder";
      case "quit" -> "a template does not end the program";
      case "fadvance", "run", "continuerun", "steprun", "init_run", "batch_run" ->
          "a template does not run the simulation";
      default -> "nobody is asked while a cell is made";
    };
  }

  private Double mathematics(String name, Arguments a) {
    double x = a.has(1) ? a.number(1) : Double.NaN;
    double result =
        switch (name) {
          case "sin" -> Math.sin(x);
          case "cos" -> Math.cos(x);
          case "tan" -> Math.tan(x);
          case "atan" -> Math.atan(x);
          case "atan2" -> Math.atan2(x, a.number(2));
          case "exp" -> x < -700 ? 0 : Math.exp(Math.min(x, 700));
          case "log" -> Math.log(positive(x, name));
          case "log10" -> Math.log10(positive(x, name));
          case "sqrt" -> {
            if (x < 0) {
              throw new HocFailure(
                  "hoc.arithmetic", "sqrt of " + Format.general(x, 6) + " is no number");
            }
            yield Math.sqrt(x);
          }
          case "abs" -> Math.abs(x);
          case "int" -> truncated(x);
          case "erf" -> erf(x);
          case "erfc" -> 1 - erf(x);
          case "lambda_f" -> lambda(in.current(), a.number(1));
          case "nernst" -> nernst(a);
          case "ghk" -> ghk(a.number(1), a.number(2), a.number(3), a.number(4));
          default -> throw new IllegalStateException(name);
        };
    if (!a.has(1)) {
      throw new HocFailure("hoc.argument", name + "() needs an argument");
    }
    return result;
  }

  private static double positive(double x, String name) {
    if (!(x > 0)) {
      throw new HocFailure(
          "hoc.arithmetic", name + " of " + Format.general(x, 6) + " is no number");
    }
    return x;
  }

  private static double truncated(double x) {
    double slack = x < 0 ? -Interpreter.EPSILON : Interpreter.EPSILON;
    double cut = x + slack;
    return cut < 0 ? Math.ceil(cut) : Math.floor(cut);
  }

  /** Series, or the continued fraction for large arguments (Abramowitz and Stegun 7.1). */
  private static double erf(double x) {
    double z = Math.abs(x);
    if (z > 6) {
      return Math.signum(x);
    }
    if (z > 2.5) {
      double fraction = 0;
      for (int k = 100; k > 0; k--) {
        fraction = k / 2.0 / (z + fraction);
      }
      return Math.signum(x) * (1 - Math.exp(-z * z) / Math.sqrt(Math.PI) / (z + fraction));
    }
    double term = x;
    double sum = x;
    for (int n = 1; n < 100; n++) {
      term *= -x * x / n;
      sum += term / (2 * n + 1);
    }
    return 2 / Math.sqrt(Math.PI) * sum;
  }

  /** Length of one length constant at a frequency, µm; with points summed over the frusta. */
  private static double lambda(Section s, double frequency) {
    int middle = s.segment(.5);
    double cm = s.capacitance(middle);
    if (cm == 0) {
      return 1e10;
    }
    double ra = s.axialResistivity();
    if (s.points() < 2) {
      return 1e5 * Math.sqrt(s.diamUm(middle) / (4 * Math.PI * frequency * ra * cm));
    }
    double x1 = s.point(0, 4);
    double d1 = s.point(0, 3);
    double sum = 0;
    for (int i = 1; i < s.points(); i++) {
      if (d1 == 0) {
        throw new HocFailure(
            "hoc.diameter",
            "Point " + (i - 1) + " of section " + s.fullName() + " has the diameter 0");
      }
      double x2 = s.point(i, 4);
      double d2 = s.point(i, 3);
      sum += (x2 - x1) / Math.sqrt(d1 + d2);
      x1 = x2;
      d1 = d2;
    }
    sum *= Math.sqrt(2) * 1e-5 * Math.sqrt(4 * Math.PI * frequency * ra * cm);
    return s.lengthUm() / sum;
  }

  private double nernst(Arguments a) {
    if (a.isText(1)) {
      throw new HocFailure("hoc.refused", "nernst(\"name\") is not supported")
          .expected("nernst(inside, outside, charge)");
    }
    double z = a.number(3);
    double kelvin = constants.get("celsius") + 273.15;
    if (z == 0) {
      return 0;
    }
    if (a.number(1) <= 0) {
      return 1e6;
    }
    if (a.number(2) <= 0) {
      return -1e6;
    }
    return 1000 * GAS * kelvin / z / FARADAY * Math.log(a.number(2) / a.number(1));
  }

  private double ghk(double v, double inside, double outside, double z) {
    double ktf = 1000 * GAS * (constants.get("celsius") + 273.15) / FARADAY;
    double u = z * v / ktf;
    return .001 * z * FARADAY * (inside * efun(-u) - outside * efun(u));
  }

  private static double efun(double u) {
    return Math.abs(u) < 1e-4 ? 1 - u / 2 : u / (Math.exp(u) - 1);
  }

  private Object language(String name, Arguments a) {
    switch (name) {
      case "numarg" -> {
        return (double) in.frame().arguments.length;
      }
      case "argtype" -> {
        int which = (int) a.number(1);
        Object[] values = in.frame().arguments;
        if (which < 1 || which > values.length) {
          return -1.0;
        }
        return switch (values[which - 1]) {
          case Double _ -> 0.0;
          case ObjectCell _ -> 1.0;
          case TextCell _ -> 2.0;
          default -> 3.0;
        };
      }
      case "sprint" -> {
        a.textCell(1).text = Format.print(a.text(2), a, 3);
        return (double) a.text(1).length();
      }
      case "printf", "fprint" -> {
        String text = Format.print(a.text(1), a, 2);
        in.print(text);
        return (double) text.length();
      }
      case "sscanf" -> {
        return (double) Scan.scan(a.text(1), a.text(2), a, 3);
      }
      case "strcmp" -> {
        return (double) Integer.signum(a.text(1).compareTo(a.text(2)));
      }
      case "execute", "execute1" -> {
        HocObject target = a.isObject(2) ? a.object(2) : null;
        if (target != null && !(target instanceof Instance)) {
          throw new HocFailure("hoc.argument", "execute needs an object of a template");
        }
        in.execute(a.text(1), target == null ? in.top : (Instance) target);
        return 1.0;
      }
      case "execerror" ->
          throw new HocFailure(
              "hoc.execerror",
              "The code reports: " + a.text(1) + (a.isText(2) ? " " + a.text(2) : ""));
      case "name_declared" -> {
        return in.isDeclared(a.text(1));
      }
      case "object_id" -> {
        HocObject object = a.object(1);
        if (object instanceof Instance instance && a.has(2)) {
          return (double) instance.number;
        }
        return object == null ? 0.0 : (double) (System.identityHashCode(object) | 1);
      }
      case "object_index" -> {
        return a.object(1) instanceof Instance instance ? (double) instance.number : 0.0;
      }
      case "classname" -> {
        HocObject object = a.object(1);
        a.textCell(2).text = object == null ? "NULLobject" : object.className();
        return 0.0;
      }
      case "unix_mac_pc", "nrnversion" -> {
        return name.equals("nrnversion") ? new TextCell("NEURON 9.0") : (Object) 1.0;
      }
      case "machine_name", "neuronhome", "getcwd" -> {
        if (a.isText(1)) {
          a.textCell(1).text = "";
        }
        return new TextCell("");
      }
      default -> {
        return 0.0;
      }
    }
  }

  private Object onSection(String name, Arguments a) {
    switch (name) {
      case "pt3dadd" -> {
        Section s = in.current();
        if (a.isObject(1)) {
          double[][] columns = new double[4][];
          for (int k = 0; k < 4; k++) {
            columns[k] = a.object(k + 1, HocVector.class).toArray();
          }
          for (int i = 0; i < columns[0].length; i++) {
            s.addPoint(columns[0][i], columns[1][i], columns[2][i], columns[3][i]);
          }
        } else {
          s.addPoint(a.number(1), a.number(2), a.number(3), a.number(4));
        }
        return 0.0;
      }
      case "pt3dclear" -> {
        in.current().clearPoints();
        return 0.0;
      }
      case "pt3dinsert" -> {
        in.current()
            .insertPoint((int) a.number(1), a.number(2), a.number(3), a.number(4), a.number(5));
        return 0.0;
      }
      case "pt3dremove" -> {
        in.current().removePoint((int) a.number(1));
        return 0.0;
      }
      case "pt3dchange" -> {
        if (a.count() == 2) {
          in.current().changePointDiameter((int) a.number(1), a.number(2));
        } else {
          in.current()
              .changePoint((int) a.number(1), a.number(2), a.number(3), a.number(4), a.number(5));
        }
        return 0.0;
      }
      case "pt3dstyle" -> {
        return style(in.current(), a);
      }
      case "pt3dconst" -> {
        boolean constant = a.number(1) != 0;
        in.sections().forEach(s -> s.setPointsConstant(constant));
        return 0.0;
      }
      case "n3d" -> {
        return (double) in.current().points();
      }
      case "x3d", "y3d", "z3d", "diam3d", "arc3d" -> {
        int what = List.of("x3d", "y3d", "z3d", "diam3d", "arc3d").indexOf(name);
        return in.current().point((int) a.number(1), what);
      }
      case "area" -> {
        double x = a.number(1);
        Section s = in.current();
        return x == 0 || x == 1 ? 0.0 : s.areaUm2(s.segment(x));
      }
      case "ri" -> {
        in.current().segment(a.number(1));
        return in.current().resistanceMohm(a.number(1));
      }
      case "distance" -> {
        return distance(a);
      }
      case "secname" -> {
        return new TextCell(in.current().fullName());
      }
      case "sectionname" -> {
        a.textCell(1).text = in.current().fullName();
        return 1.0;
      }
      case "issection" -> {
        return Patterns.matcher(Patterns.ofSectionNames(a.text(1)), in.current().fullName())
                .matches()
            ? 1.0
            : 0.0;
      }
      case "ismembrane" -> {
        return in.current().has(a.text(1)) ? 1.0 : 0.0;
      }
      case "section_exists" -> {
        String wanted = a.text(1) + (a.isNumber(2) ? "[" + (int) a.number(2) + "]" : "");
        HocObject owner = a.isObject(a.count()) ? a.object(a.count()) : null;
        boolean found =
            in.sections().stream()
                .anyMatch(s ->
                    s.owner() == owner
                        && (s.name().equals(wanted) || s.name().equals(wanted + "[0]")));
        return found ? 1.0 : 0.0;
      }
      case "section_orientation" -> {
        return in.current().childX();
      }
      case "parent_connection" -> {
        return in.current().parentX();
      }
      case "parent_node" -> {
        return in.current().parentX();
      }
      case "this_section" -> {
        return (double) in.sections().indexOf(in.current());
      }
      case "parent_section" -> {
        Section parent = in.current().parent();
        return parent == null ? -1.0 : (double) in.sections().indexOf(parent);
      }
      case "push_section" -> {
        in.push(named(a));
        return 1.0;
      }
      case "pop_section" -> {
        in.pop();
        return 0.0;
      }
      case "delete_section" -> {
        in.sections.delete(in.current());
        return 1.0;
      }
      case "disconnect" -> {
        in.current().disconnect();
        return 0.0;
      }
      case "define_shape" -> {
        defineShape();
        return 1.0;
      }
      case "ion_style" -> {
        ionStyle(a);
        return 0.0;
      }
      case "ion_charge" -> {
        return a.text(1).equals("ca_ion") ? 2.0 : 1.0;
      }
      default -> {
        return 0.0; // topology, psection and the like only print
      }
    }
  }

  private static Double style(Section section, Arguments a) {
    if (a.number(1) == 0) {
      section.setLogicalPoint(null);
      return 0.0;
    }
    if (a.isPointer(2)) {
      section
          .logicalPoint()
          .ifPresent(p -> {
            a.pointer(2).set(p.x());
            a.pointer(3).set(p.y());
            a.pointer(4).set(p.z());
          });
      return section.logicalPoint().isPresent() ? 1.0 : 0.0;
    }
    if (a.count() >= 4) {
      section.setLogicalPoint(
          new Section.LogicalPoint((float) a.number(2), (float) a.number(3), (float) a.number(4)));
    }
    return section.logicalPoint().isPresent() ? 1.0 : 0.0;
  }

  private double distance(Arguments a) {
    Section section = in.current();
    if (a.count() == 0) {
      in.sections.setOrigin(section, 0);
      return 0;
    }
    if (a.count() == 1) {
      section.segment(a.number(1));
      return in.sections.distance(section, a.number(1));
    }
    section.segment(a.number(2));
    if (a.number(1) == 0) {
      in.sections.setOrigin(section, a.number(2));
      return 0;
    }
    return in.sections.distance(section, a.number(2));
  }

  private Section named(Arguments a) {
    List<Section> all = in.sections();
    if (a.isText(1)) {
      for (Section section : all) {
        if (section.fullName().equals(a.text(1))) {
          return section;
        }
      }
      throw new HocFailure("hoc.no-section", "There is no section " + a.text(1));
    }
    int index = (int) a.number(1);
    if (index < 0 || index >= all.size()) {
      throw new HocFailure("hoc.no-section", "There is no section with the number " + index);
    }
    return all.get(index);
  }

  private void ionStyle(Arguments a) {
    String ion = a.text(1).replaceAll("_ion$", "");
    if (a.count() == 1) {
      return;
    }
    Section section = in.current();
    if (!section.has(ion + "_ion")) {
      throw new HocFailure(
              "hoc.not-inserted", "Section " + section.fullName() + " has no ion " + ion)
          .hint("Insert a mechanism that uses " + ion + " before");
    }
    section.addIonStyle(
        new IonStyle(
            ion,
            (int) a.number(2),
            (int) a.number(3),
            a.number(4, 0) != 0,
            a.number(5, 0) != 0,
            a.number(6, 0) != 0));
  }

  /** Sections without points get those of a straight line. */
  private void defineShape() {
    List<Section> all = in.sections();
    List<SectionModel> models = new ArrayList<>();
    boolean any = false;
    for (Section s : all) {
      models.add(
          SectionModel.of(
                  s.name(),
                  SectionKind.ofSectionName(s.name()),
                  s.geometry(),
                  s.parent() == null ? -1 : all.indexOf(s.parent()),
                  s.parentX())
              .withNseg(s.nseg()));
      any |= s.points() < 2;
    }
    if (!any) {
      return;
    }
    in.spend((long) all.size() * all.size() / 10);
    List<SectionGeometry.Points> shapes = CellShape.definedShapes(new CableCell("", models));
    for (int i = 0; i < all.size(); i++) {
      Section s = all.get(i);
      if (s.points() < 2) {
        SectionGeometry.Points line = shapes.get(i);
        float[] diameter = line.diameter().clone();
        int last = diameter.length - 1;
        for (int k = 0; k <= last; k++) {
          diameter[k] = (float) s.diamUm(Math.clamp(k - 1, 0, s.nseg() - 1));
        }
        s.setPoints(
            new SectionGeometry.Points(line.x(), line.y(), line.z(), diameter, line.arcUm()));
      }
    }
  }

  private Object file(String name, Arguments a) {
    if (name.equals("ropen") || name.equals("fscan")) {
      throw new HocFailure("hoc.refused", name + "() is not supported")
          .expected("new File() with ropen and scanvar");
    }
    String file = a.isText(1) ? a.text(1) : a.text(2);
    if (name.startsWith("load_") && !name.equals("load_file")) {
      return 1.0; // load_proc("name") and the like ask for what is built in
    }
    if (LIBRARY.contains(file)) {
      return 1.0;
    }
    var found = in.host().find(file, in.currentFile());
    if (found.isEmpty()) {
      if (a.isText(2)) {
        return 1.0; // load_file("x.hoc", "name"): only when the name is not there
      }
      throw new HocFailure("hoc.missing-file", "There is no file " + file + " to load")
          .expected("a file beside this one or in the templates folder, or one of NEURON's library")
          .hint("Files outside of the model are not read");
    }
    if (name.equals("xopen") || a.isNumber(1)) {
      in.loadFile(found.get());
    } else {
      in.loadOnce(found.get());
    }
    return 1.0;
  }
}
