package dev.tidings.e2e.browser;

import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The Chromium of this machine. Playwright drives it; it never downloads one of its own. */
final class Chromium {

  /** Says where Chromium is, if it isn't in one of the usual places. */
  static final String PATH_VARIABLE = "TIDINGS_CHROMIUM";

  private static final List<String> USUAL_PLACES =
      List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");

  private Chromium() {}

  static Optional<Path> find() {
    return Stream.concat(Stream.ofNullable(System.getenv(PATH_VARIABLE)), USUAL_PLACES.stream())
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  static Playwright driver() {
    return Playwright.create(
        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
  }

  static LaunchOptions launchOptions(Path executable) {
    // Build machines run as root without a graphics card, and nothing here may call home.
    return new LaunchOptions()
        .setExecutablePath(executable)
        .setHeadless(true)
        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking"));
  }
}
