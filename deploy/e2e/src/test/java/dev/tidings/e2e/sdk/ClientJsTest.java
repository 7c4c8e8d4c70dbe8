package dev.tidings.e2e.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidings.e2e.sdk.TapReport.Result;
import dev.tidings.e2e.support.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** R-X6: the TypeScript client and the console are sound, and their own tests pass. */
class ClientJsTest {

  private static final Path CLIENT = root().resolve("gateway/client-js");

  private static Node node;

  @BeforeAll
  static void install() {
    Optional<Node> found = Node.in(CLIENT);
    assumeTrue(found.isPresent(), "Skipped: there is no Node 20 or newer with npm on the PATH.");
    node = found.get();
    node.install();
  }

  @Test
  void shouldBeSoundTypeScript() {
    node.packaged("tsc", "--project", "tsconfig.json", "--noEmit").expectSuccess("The client");
    node.packaged("tsc", "--project", "tsconfig.console.json").expectSuccess("The console");
  }

  @TestFactory
  Stream<DynamicTest> shouldPass() throws Exception {
    node.packaged("tsc", "--project", "tsconfig.test.json").expectSuccess("The compiler");
    node.packaged("tsc", "--project", "tsconfig.test-console.json").expectSuccess("The compiler");
    var command = new ArrayList<>(List.of("node", "--test", "--test-reporter=tap"));
    command.addAll(compiled("test", "target/js/test/"));
    command.addAll(compiled("test-console", "target/js-console/client-js/test-console/"));
    Node.Output output = node.run(command.toArray(String[]::new));
    TapReport report = TapReport.parse(output.text());
    assertThat(report.results()).as(output.text()).isNotEmpty();
    assertThat(output.exitCode() == 0)
        .as(output.text())
        .isEqualTo(report.results().stream().allMatch(Result::passed));
    return report.results().stream()
        .map(each -> DynamicTest.dynamicTest(each.name(), () -> check(each)));
  }

  private static List<String> compiled(String folder, String target) throws IOException {
    try (var files = Files.list(CLIENT.resolve(folder))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".test.ts"))
          .sorted()
          .map(name -> target + name.replaceFirst("\\.ts$", ".js"))
          .toList();
    }
  }

  private static void check(Result result) {
    assumeFalse(result.skipped(), result.detail());
    assertThat(result.passed()).as(result.detail()).isTrue();
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("tidings"))) {
      folder = folder.getParent();
    }
    return folder;
  }
}
