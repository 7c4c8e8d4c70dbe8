package dev.tidings.notification.rule;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads the files of rules, as they are now. */
@ApplicationScoped
class RuleFiles {

  /** What the rules that come with the service are called in errors and lists. */
  static final String DEFAULTS = "defaults";

  private static final String RESOURCE = "/rules/defaults.yaml";

  private final RulesConfig config;

  RuleFiles(RulesConfig config) {
    this.config = config;
  }

  /** The rules that come with the service. */
  static RuleFile defaults() {
    try (InputStream resource = RuleFiles.class.getResourceAsStream(RESOURCE)) {
      return new RuleFile(DEFAULTS, new String(resource.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The files, the service's own first, then the directory's by their names.
   *
   * @throws BadRulesException if the directory or one of its files can't be read
   */
  List<RuleFile> read() throws BadRulesException {
    var files = new ArrayList<RuleFile>();
    if (config.defaults()) {
      files.add(defaults());
    }
    if (config.directory().isPresent()) {
      Path directory = config.directory().get();
      Path reading = directory;
      try (Stream<Path> entries = Files.list(directory)) {
        for (Path file : entries.filter(RuleFiles::isOfRules).sorted().toList()) {
          reading = file;
          files.add(new RuleFile(file.getFileName().toString(), Files.readString(file)));
        }
      } catch (IOException e) {
        throw new BadRulesException(
            List.of(new Fault(reading.toString(), null, "", "can't be read (" + e + ")")));
      }
    }
    return files;
  }

  /** Not the hidden ones, among which mounted configuration keeps its versions. */
  private static boolean isOfRules(Path file) {
    String name = file.getFileName().toString();
    return !name.startsWith(".") && (name.endsWith(".yaml") || name.endsWith(".yml"));
  }
}
