package dev.tidings.charts.images;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.charts.support.Repository;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * R-X7: both recipes make all five images, for nobody with rights, and never a development build.
 */
class ImagesTest {

  private static final String JVM = "deploy/images/Dockerfile.jvm";
  private static final String NATIVE = "deploy/images/Dockerfile.native";

  @ParameterizedTest
  @ValueSource(strings = {JVM, NATIVE})
  void shouldPackageAllProcessesForProduction(String file) {
    String recipe = Repository.text(file);
    assertThat(recipe)
        .contains("-pl " + String.join(",", Repository.APPLICATIONS) + " -am")
        .doesNotContain("tidings.build.development")
        .contains("-Psbom")
        .contains("/source/${MODULE}/target/bom.json");
  }

  @ParameterizedTest
  @ValueSource(strings = {JVM, NATIVE})
  void shouldRunAsNobodyWithRights(String file) {
    String last = Repository.text(file).substring(Repository.text(file).lastIndexOf("\nFROM "));
    assertThat(last.lines())
        .contains("USER 1001:1001")
        .noneMatch(line -> line.startsWith("USER") && !line.equals("USER 1001:1001"));
    for (String label :
        List.of("title", "description", "licenses", "version", "revision", "base.name")) {
      assertThat(last).contains("org.opencontainers.image." + label + "=");
    }
    // What comes after USER is for nobody's rights.
    assertThat(last.substring(last.indexOf("USER "))).doesNotContain("\nRUN ", "\nCOPY ");
  }

  @ParameterizedTest
  @ValueSource(strings = {JVM, NATIVE})
  void shouldStandOnVersionedImages(String file) {
    assertThat(Repository.text(file).lines().filter(line -> line.startsWith("FROM ")))
        .allSatisfy(line -> assertThat(line).doesNotContain(":latest"))
        .allSatisfy(line -> assertThat(line).matches("FROM (\\S+[:/]\\S+|runtime)( AS \\w+)?"));
  }

  @Test
  void shouldBuildAllByOneCommand() {
    String matrix = "module = [\"" + String.join("\", \"", Repository.APPLICATIONS) + "\"]";
    String plan = Repository.text("deploy/images/docker-bake.hcl");
    assertThat(plan.split(java.util.regex.Pattern.quote(matrix), -1)).hasSize(3);
    assertThat(plan).contains("linux/amd64", "linux/arm64", JVM, NATIVE);
  }

  @Test
  void shouldGiveEachProcessItsOptions() throws Exception {
    try (Stream<java.nio.file.Path> options =
        Files.list(Repository.ROOT.resolve("deploy/images/jvm-options"))) {
      assertThat(options.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(Repository.APPLICATIONS);
    }
    for (String application : Repository.APPLICATIONS) {
      assertThat(Repository.text("deploy/images/jvm-options/" + application).lines())
          .contains("-XX:+ExitOnOutOfMemoryError")
          .allMatch(line -> line.startsWith("-"));
    }
  }
}
