package dev.tidings.e2e.browser;

import com.microsoft.playwright.Page;
import dev.tidings.e2e.support.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Looks at a page as axe-core does: names, roles, contrast, landmarks and the like, after WCAG 2.2
 * AA.
 *
 * @see <a href="https://github.com/dequelabs/axe-core">axe-core</a>
 */
final class Accessibility {

  private static final String CHECK =
      """
      async () => {
        const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
        const { violations } = await axe.run(document, { runOnly: tags });
        return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
      }
      """;

  private final String script;

  private Accessibility(String script) {
    this.script = script;
  }

  /** Empty where there is no Node to install axe-core with. */
  static Optional<Accessibility> installed() {
    Path client = clientFolder();
    return Node.in(client)
        .map(
            node -> {
              node.install();
              return new Accessibility(read(client.resolve("node_modules/axe-core/axe.min.js")));
            });
  }

  /** What is wrong with a page as it is now. */
  @SuppressWarnings("unchecked")
  List<String> violations(Page page) {
    page.evaluate(script);
    return (List<String>) page.evaluate(CHECK);
  }

  private static Path clientFolder() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("tidings"))) {
      folder = folder.getParent();
    }
    return folder.resolve("gateway/client-js");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
