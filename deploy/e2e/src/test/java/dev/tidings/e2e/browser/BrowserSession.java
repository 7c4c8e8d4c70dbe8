package dev.tidings.e2e.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A browser for one test. Each page has storage of its own, as if on another computer. A test fails
 * if a page reported anything: an exception, a failed request, or a breach of the content security
 * policy. Of a failed test there are pictures of all pages in {@code target/browser}.
 */
final class BrowserSession implements BeforeEachCallback, AfterEachCallback {

  private static final Set<String> WORTH_REPORTING = Set.of("error", "warning");

  /** Time for a machine that is busy with other things. */
  private static final double PATIENCE_MS = 30_000;

  /** A browser without a screen says so, and is not counted among the visitors. */
  private static final String PERSON =
      "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0"
          + " Safari/537.36";

  private static final Path PICTURES = Path.of("target", "browser");

  private final URI address;
  private final Map<String, Page> pages = new LinkedHashMap<>();
  private final List<String> reports = new ArrayList<>();
  private Predicate<String> expected = text -> false;
  private Playwright playwright;
  private Browser browser;

  /**
   * @param address the gateway's address
   */
  BrowserSession(URI address) {
    this.address = address;
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    var executable = Chromium.find();
    assumeTrue(
        executable.isPresent(),
        "Skipped: there is no Chromium. deploy/e2e/install-chromium.sh installs it, or "
            + Chromium.PATH_VARIABLE
            + " says where it is.");
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
    playwright = Chromium.driver();
    browser = playwright.chromium().launch(Chromium.launchOptions(executable.get()));
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (playwright == null) {
      return;
    }
    try {
      if (context.getExecutionException().isPresent()) {
        pages.forEach(
            (name, page) -> takePicture(context.getRequiredTestMethod().getName(), name, page));
      } else {
        Assertions.assertThat(reports).as("what the pages reported").isEmpty();
      }
    } finally {
      playwright.close();
      pages.clear();
      reports.clear();
      expected = text -> false;
    }
  }

  /** A page for one user, without anything loaded. */
  Page newPage(String name) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setBaseURL(address.toString())
                .setLocale("en-GB")
                .setUserAgent(PERSON));
    Page page = context.newPage();
    page.onConsoleMessage(message -> report(name, message));
    page.onPageError(error -> reports.add(name + ": " + error));
    pages.put(name, page);
    return page;
  }

  /** In this test, what pages report is no failure where the pattern is found in it. */
  void expect(Pattern pattern) {
    expected = pattern.asPredicate();
  }

  private void report(String name, ConsoleMessage message) {
    if (WORTH_REPORTING.contains(message.type()) && !expected.test(message.text())) {
      reports.add(name + ": " + message.type() + ": " + message.text());
    }
  }

  private static void takePicture(String test, String name, Page page) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(PICTURES.resolve(test + "-" + name + ".png")));
  }
}
