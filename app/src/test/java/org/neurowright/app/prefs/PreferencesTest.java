package org.neurowright.app.prefs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreferencesTest {
  @TempDir Path home;

  @Test
  void remembersEverything() {
    Preferences before = Preferences.load(home);
    before.themeProperty().set(ThemeChoice.DARK);
    before.windowProperty().set(Optional.of(new WindowPlace(10, 20, 1400, 900, true)));
    before.lastFolderProperty().set(Optional.of(Path.of("/models/with spaces = and µ")));
    before.addRecent(
        new RecentProject(Path.of("/a/simulation_config.json"), "a", Instant.ofEpochSecond(5)));
    before.addRecent(
        new RecentProject(Path.of("/b/simulation_config.json"), "b", Instant.ofEpochSecond(6)));
    before.mechanismFoldersProperty().set(List.of(Path.of("/mod files/a"), Path.of("/b")));
    before.save();
    Preferences after = Preferences.load(home);
    assertThat(after.themeProperty().get()).isEqualTo(ThemeChoice.DARK);
    assertThat(after.windowProperty().get()).contains(new WindowPlace(10, 20, 1400, 900, true));
    assertThat(after.lastFolderProperty().get()).contains(Path.of("/models/with spaces = and µ"));
    assertThat(after.recent()).extracting(RecentProject::name).containsExactly("b", "a");
    assertThat(after.mechanismFoldersProperty().get())
        .containsExactly(Path.of("/mod files/a"), Path.of("/b"));
  }

  @Test
  void aProjectOpenedAgainMovesToTheTopAndTheOldestAreForgotten() {
    Preferences preferences = Preferences.load(home);
    for (int i = 0; i < 20; i++) {
      preferences.addRecent(new RecentProject(Path.of("/p" + i), "p" + i, Instant.EPOCH));
    }
    preferences.addRecent(new RecentProject(Path.of("/p12"), "p12", Instant.EPOCH));
    assertThat(preferences.recent()).hasSize(Preferences.MAX_RECENT);
    assertThat(preferences.recent().getFirst().name()).isEqualTo("p12");
    assertThat(preferences.recent()).extracting(RecentProject::config).doesNotHaveDuplicates();
  }

  @Test
  void aDamagedFileIsNoReasonNotToStart() throws IOException {
    Files.writeString(
        home.resolve("preferences.properties"),
        "theme=PINK\nwindow=1 2 x\nrecent.0.config=/ok\nrecent.0.opened=never\n");
    Preferences preferences = Preferences.load(home);
    assertThat(preferences.themeProperty().get()).isEqualTo(ThemeChoice.LIGHT);
    assertThat(preferences.windowProperty().get()).isEmpty();
    assertThat(preferences.recent()).hasSize(1);
    Files.write(home.resolve("preferences.properties"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertThat(Preferences.load(home).recent()).isEmpty();
  }
}
