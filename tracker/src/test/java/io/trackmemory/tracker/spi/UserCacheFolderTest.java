package io.trackmemory.tracker.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserCacheFolderTest {

  @TempDir private Path home;

  @Test
  void of_isInTheHome() {
    assertThat(folder("Linux", Map.of())).hasValue(home.resolve(".cache/trackmemory"));
    assertThat(folder("Mac OS X", Map.of())).hasValue(home.resolve("Library/Caches/trackmemory"));
    assertThat(folder("Windows 11", Map.of())).hasValue(home.resolve("AppData/Local/trackmemory"));
  }

  @Test
  void of_isWhereTheSystemSays() {
    Path elsewhere = home.resolve("elsewhere");
    Map<String, String> xdg = Map.of("XDG_CACHE_HOME", elsewhere.toString());
    Map<String, String> local = Map.of("LOCALAPPDATA", elsewhere.toString());

    assertThat(folder("Linux", xdg)).hasValue(elsewhere.resolve("trackmemory"));
    assertThat(folder("Windows 11", local)).hasValue(elsewhere.resolve("trackmemory"));
    assertThat(folder("Mac OS X", xdg)).hasValue(home.resolve("Library/Caches/trackmemory"));
    assertThat(folder("Linux", Map.of("XDG_CACHE_HOME", "relative")))
        .hasValue(home.resolve(".cache/trackmemory"));
  }

  @Test
  void of_isNowhereWithoutAHome() {
    for (String none : new String[] {"", "?", home.resolve("missing").toString()}) {
      assertThat(UserCacheFolder.of("Linux", none, key -> null)).isEmpty();
    }
  }

  private Optional<Path> folder(String osName, Map<String, String> environment) {
    return UserCacheFolder.of(osName, home.toString(), environment::get);
  }
}
