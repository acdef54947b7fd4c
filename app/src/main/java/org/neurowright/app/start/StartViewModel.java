package org.neurowright.app.start;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.neurowright.app.prefs.Preferences;
import org.neurowright.app.prefs.RecentProject;
import org.neurowright.app.task.TaskService;
import org.neurowright.app.workspace.SampleProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the start page offers. */
public final class StartViewModel {
  private static final Logger LOG = LoggerFactory.getLogger(StartViewModel.class);

  /**
   * A recent project as it is listed.
   *
   * @param project which
   * @param when when it was opened, as one says it
   * @param exists whether its configuration is still there
   */
  public record Recent(RecentProject project, String when, boolean exists) {}

  private final Preferences preferences;
  private final InstantSource clock;
  private final ZoneId zone;
  private final TaskService tasks;
  private final ObservableList<SampleProvider.Sample> samples = FXCollections.observableArrayList();
  private final ObservableList<Recent> recent = FXCollections.observableArrayList();

  public StartViewModel(
      Preferences preferences,
      SampleProvider provider,
      TaskService tasks,
      InstantSource clock,
      ZoneId zone) {
    this.preferences = preferences;
    this.clock = clock;
    this.zone = zone;
    this.tasks = tasks;
    preferences.recent().addListener((ListChangeListener<RecentProject>) _ -> listRecent());
    listRecent();
    tasks.start(
        "List samples",
        _ -> provider.samples(),
        samples::setAll,
        reason -> LOG.warn("The samples could not be listed", reason));
  }

  public ObservableList<SampleProvider.Sample> samples() {
    return samples;
  }

  /** Recent projects, the latest first. */
  public ObservableList<Recent> recent() {
    return recent;
  }

  /**
   * Looking whether files are there may wait for a network drive, so it is done in the background.
   */
  private void listRecent() {
    List<RecentProject> projects = List.copyOf(preferences.recent());
    tasks.start(
        "Look for recent projects",
        _ ->
            projects.stream()
                .map(project ->
                    new Recent(project, when(project.openedAt()), Files.exists(project.config())))
                .toList(),
        recent::setAll,
        reason -> LOG.warn("The recent projects could not be listed", reason));
  }

  public void forget(Path config) {
    preferences.removeRecent(config);
    preferences.save();
  }

  /** "just now", "5 min ago", "3 h ago", "yesterday", "12 March 2026". */
  String when(Instant instant) {
    Duration ago = Duration.between(instant, clock.instant());
    if (ago.toMinutes() < 1) {
      return "just now";
    }
    if (ago.toHours() < 1) {
      return ago.toMinutes() + " min ago";
    }
    if (ago.toHours() < 12) {
      return ago.toHours() + " h ago";
    }
    if (instant.atZone(zone).toLocalDate().equals(clock.instant().atZone(zone).toLocalDate())) {
      return "today";
    }
    if (instant
        .atZone(zone)
        .toLocalDate()
        .equals(clock.instant().atZone(zone).toLocalDate().minusDays(1))) {
      return "yesterday";
    }
    return DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH)
        .withZone(zone)
        .format(instant);
  }
}
