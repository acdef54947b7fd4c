package org.neurowright.app.model;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neurowright.app.task.TaskService;
import org.neurowright.app.text.UnitText;
import org.neurowright.app.workspace.Project;
import org.neurowright.engine.mechanism.GlobalVariable;
import org.neurowright.engine.mechanism.MechanismCatalogue;
import org.neurowright.engine.mechanism.MechanismType;
import org.neurowright.engine.mechanism.MechanismVariable;
import org.neurowright.io.project.MechanismLibrary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Units as the open model's mechanisms declare them. They are compiled in the background, which
 * also makes the first run start sooner; until then, and for what they do not declare, names tell.
 */
public final class MechanismUnits implements ParameterUnits {
  private static final Logger LOG = LoggerFactory.getLogger(MechanismUnits.class);

  private final TaskService tasks;
  private final MechanismLibrary library;
  private final ParameterUnits otherwise = ParameterUnits.byConvention();
  private Map<String, Map<String, String>> units = Map.of();
  private int requests;

  public MechanismUnits(TaskService tasks, MechanismLibrary library) {
    this.tasks = tasks;
    this.library = library;
  }

  /** Takes the units of another model, on the interface thread. */
  public void follow(Optional<Project> project) {
    int mine = ++requests;
    units = Map.of();
    if (project.isEmpty()) {
      return;
    }
    List<Path> files = project.get().model().mechanismFiles().stream().map(Path::of).toList();
    tasks.start(
        "Compile mechanisms",
        _ -> unitsOf(library.load(files).catalogue()),
        found -> {
          if (mine == requests) {
            units = found;
          }
        },
        // A run says what is wrong with the files; here only the units are missed.
        reason -> LOG.warn("The units of the mechanisms are not known", reason));
  }

  @Override
  public String unitOf(String mechanism, String parameter) {
    String declared = units.getOrDefault(mechanism, Map.of()).getOrDefault(parameter, "");
    return declared.isEmpty() ? otherwise.unitOf(mechanism, parameter) : declared;
  }

  static Map<String, Map<String, String>> unitsOf(MechanismCatalogue catalogue) {
    Map<String, Map<String, String>> all = new HashMap<>();
    for (MechanismType type : catalogue.all()) {
      Map<String, String> own = new HashMap<>();
      for (GlobalVariable variable : type.globals()) {
        own.put(variable.name(), UnitText.of(variable.unit()));
      }
      for (MechanismVariable variable : type.variables()) {
        own.put(variable.name(), UnitText.of(variable.unit()));
      }
      all.put(type.name(), own);
    }
    return all;
  }
}
