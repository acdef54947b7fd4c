package org.neurowright.app.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neurowright.app.fake.FakeDesktop;
import org.neurowright.app.prefs.Preferences;
import org.neurowright.app.prefs.RecentProject;
import org.neurowright.app.task.TaskService;

class StartViewModelTest {
  private static final Instant NOW = Instant.parse("2026-03-10T15:00:00Z");

  @TempDir Path home;
  private final TaskService tasks = new TaskService(Runnable::run, Runnable::run, () -> 0);

  private StartViewModel model(Preferences preferences) {
    return new StartViewModel(preferences, FakeDesktop::samples, tasks, () -> NOW, ZoneOffset.UTC);
  }

  @Test
  void listsSamplesAndRecentProjectsAndWhetherTheyAreThere() throws IOException {
    Preferences preferences = Preferences.load(home);
    Path there = Files.createFile(home.resolve("simulation_config.json"));
    preferences.addRecent(
        new RecentProject(Path.of("/gone/config.json"), "gone", NOW.minusSeconds(90_000)));
    preferences.addRecent(new RecentProject(there, "there", NOW.minusSeconds(300)));
    StartViewModel start = model(preferences);
    assertThat(start.samples()).hasSize(3);
    assertThat(start.recent())
        .extracting(StartViewModel.Recent::exists)
        .containsExactly(true, false);
    start.forget(Path.of("/gone/config.json"));
    assertThat(start.recent()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-10T14:59:30Z, just now", "2026-03-10T14:20:00Z, 40 min ago",
        "2026-03-10T10:00:00Z, 5 h ago",
    "2026-03-10T01:00:00Z, today", "2026-03-09T01:00:00Z, yesterday",
        "2025-12-24T18:00:00Z, 24 December 2025"
  })
  void saysWhenTheWayOneWouldSayIt(Instant instant, String expected) {
    assertThat(model(Preferences.load(home)).when(instant)).isEqualTo(expected);
  }
}
