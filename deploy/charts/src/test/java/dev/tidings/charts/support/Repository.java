package dev.tidings.charts.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** The files of this repository. */
public final class Repository {

  /** Module directories of the processes that are deployed. */
  public static final List<String> APPLICATIONS =
      List.of(
          "gateway",
          "chat-service",
          "notification-service",
          "presence-service",
          "analytics-service");

  public static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  public static final Path CHART = ROOT.resolve("deploy/helm/tidings");

  public static final ObjectMapper YAML = new YAMLMapper();

  private Repository() {}

  public static String text(String path) {
    try {
      return Files.readString(ROOT.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static JsonNode yaml(Path path) {
    try {
      return YAML.readTree(path.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The properties that an application is packaged with. */
  public static Properties properties(String application) {
    var properties = new Properties();
    Path file = ROOT.resolve(application).resolve("src/main/resources/application.properties");
    try (var reader = new InputStreamReader(Files.newInputStream(file), UTF_8)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }

  /** The main Java sources of everything that is deployed. */
  public static List<Path> sources() {
    Stream<Path> modules =
        Stream.concat(
            APPLICATIONS.stream().map(ROOT::resolve),
            Stream.of("event", "web", "outbox").map(ROOT.resolve("platform")::resolve));
    return modules
        .map(module -> module.resolve("src/main/java"))
        .flatMap(Repository::javaFiles)
        .toList();
  }

  private static Stream<Path> javaFiles(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
