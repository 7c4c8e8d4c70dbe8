package dev.tidings.platform.testkit.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.platform.testkit.contract.RepositoryRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The rules between modules are Maven's. They are proven red once as well: in a copy of the poms,
 * every module depends on a service, and every module's rule has to refuse it.
 */
class ModuleBoundariesTest {

  private static final Pattern MODULE = Pattern.compile("<module>(.*)</module>");

  private static final String INTRUDER =
      """
      <project>
        <modelVersion>4.0.0</modelVersion>
        <groupId>dev.tidings</groupId>
        <artifactId>intruder-service</artifactId>
        <version>1</version>
      </project>
      """;

  private static final String DEPENDENCY =
      """
      <dependencies>
        <dependency>
          <groupId>dev.tidings</groupId>
          <artifactId>intruder-service</artifactId>
          <version>1</version>
        </dependency>
      """;

  @TempDir Path copy;

  @Test
  void shouldRefuseAServiceAsADependencyOfAnyModule() throws Exception {
    List<String> modules = copyPomsWithAnIntruder();

    String output = maven("-B", "-ntp", "-fn", "-Dstyle.color=never", "validate");

    for (String module : modules) {
      assertThat(output)
          .as("the rule of %s", module)
          .containsPattern(
              "module-boundaries\\) on project "
                  + artifactId(module)
                  + ":.*\\R(?:.*\\R){0,4}.*"
                  + "dev\\.tidings:intruder-service:jar:1 <--- banned");
    }
  }

  private List<String> copyPomsWithAnIntruder() throws IOException {
    Path root = RepositoryRoot.find();
    String rootPom = Files.readString(root.resolve("pom.xml"));
    List<String> modules = MODULE.matcher(rootPom).results().map(found -> found.group(1)).toList();
    Files.writeString(
        copy.resolve("pom.xml"),
        rootPom.replaceFirst("<modules>", "<modules><module>intruder-service</module>"));
    write("intruder-service", INTRUDER);
    for (String module : modules) {
      String pom = Files.readString(root.resolve(module).resolve("pom.xml"));
      write(module, pom.replaceFirst("<dependencies>", Matcher.quoteReplacement(DEPENDENCY)));
    }
    return modules;
  }

  private void write(String module, String pom) throws IOException {
    Path folder = Files.createDirectories(copy.resolve(module));
    Files.writeString(folder.resolve("pom.xml"), pom);
  }

  private String maven(String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of(mavenHome().resolve("bin/mvn").toString()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).directory(copy.toFile()).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes());
    process.waitFor();
    return output;
  }

  private static Path mavenHome() {
    return Path.of(System.getProperty("maven.home"));
  }

  private static String artifactId(String module) {
    return module.startsWith("platform/") || module.startsWith("deploy/")
        ? module.replace('/', '-')
        : module.equals("gateway/protocol") ? "gateway-protocol" : module;
  }
}
