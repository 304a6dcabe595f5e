package io.trackmemory.tracker.spi;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Where this user's programs keep what they can make again, by the habits of the system. */
final class UserCacheFolder {

  private static final String OURS = "trackmemory";

  private UserCacheFolder() {}

  /** Ours in it; empty where there is no home. */
  static Optional<Path> ofThisUser() {
    return of(
        System.getProperty("os.name", ""), System.getProperty("user.home", ""), System::getenv);
  }

  /**
   * Ours on a system.
   *
   * @param environment gives variables, null for one that is not set
   */
  static Optional<Path> of(String osName, String home, UnaryOperator<String> environment) {
    String lower = osName.toLowerCase(Locale.ROOT);
    String variable = lower.startsWith("windows") ? "LOCALAPPDATA" : "XDG_CACHE_HOME";
    Optional<Path> named =
        lower.startsWith("mac") ? Optional.empty() : absolute(environment.apply(variable));
    return named
        .or(() -> absolute(home).filter(Files::isDirectory).map(path -> path.resolve(in(lower))))
        .map(path -> path.resolve(OURS));
  }

  private static Path in(String osName) {
    if (osName.startsWith("windows")) {
      return Path.of("AppData", "Local");
    }
    return osName.startsWith("mac") ? Path.of("Library", "Caches") : Path.of(".cache");
  }

  private static Optional<Path> absolute(@Nullable String path) {
    try {
      return Optional.ofNullable(path)
          .filter(text -> !text.isEmpty())
          .map(Path::of)
          .filter(Path::isAbsolute);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
